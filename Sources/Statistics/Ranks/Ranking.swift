/// What place equal values get when values are put in order.
public enum RankKind: Sendable, Hashable, CaseIterable {
  /// The mean of the places they take together: 1, 2.5, 2.5, 4. The kind that rank statistics use.
  case average
  /// The first of them: 1, 2, 2, 4. The usual places of a competition.
  case minimum
  /// The last of them: 1, 3, 3, 4.
  case maximum
  /// One place for all of them, the next follows without a gap: 1, 2, 2, 3.
  case dense
  /// A place each, in the order given: 1, 2, 3, 4.
  case ordinal
}

/// The places of values in rising order, the lowest first, by position. Complexity: *n* log *n*.
/// - Parameters:
///   - values: finite. Equal is exact equality: pass values whose ties are exact, as marks and their exact totals are.
///   - kind: what equal values get.
public func ranks(of values: [Double], _ kind: RankKind = .average) -> [Double] {
  let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  var places = [Double](repeating: 0, count: values.count)
  var start = 0
  var groups = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    groups += 1
    for position in start..<end {
      places[order[position]] =
        switch kind {
        case .average: Double(start + 1 + end) / 2
        case .minimum: Double(start + 1)
        case .maximum: Double(end)
        case .dense: Double(groups)
        case .ordinal: Double(position + 1)
        }
    }
    start = end
  }
  return places
}

/// Σ (t³ − t) over groups of t equal values: what ties take from the spread of ranks.
/// - Parameter values: finite.
func tieCorrection(_ values: [Double]) -> Double {
  runs(of: values.sorted()).reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) }
}

/// The lengths of runs of equal values.
/// - Parameter ordered: values in order.
func runs(of ordered: [Double]) -> [Int] {
  var lengths: [Int] = []
  for position in ordered.indices {
    if position > 0, ordered[position] == ordered[position - 1] {
      lengths[lengths.count - 1] += 1
    } else {
      lengths.append(1)
    }
  }
  return lengths
}
