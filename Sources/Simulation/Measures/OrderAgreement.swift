/// How far two orders of the same candidates agree, by their places: Spearman's ρ, Kendall's τb and who is above a
/// line.
///
/// The same figures as `spearman` and `KendallTau`, which tests hold them to, for the inner loop of a
/// simulation: whole numbers until the last division, and no allocation.
public struct OrderAgreement: Sendable {
  private let count: Int
  /// Candidates in the order of the first row, and where each place begins.
  private var order: [Int32]
  private var starts: [Int32]
  /// Sums over places, in the manner of P. M. Fenwick ("A new data structure for cumulative frequency tables",
  /// Software: Practice and Experience 24 (1994) 327–336).
  private var tree: [Int32]

  /// Precondition: 1 to 2^20 candidates.
  public init(_ count: Int) {
    precondition(count > 0 && count <= 1 << 20, "agreement is of one to 2^20 candidates")
    self.count = count
    order = [Int32](repeating: 0, count: count)
    starts = [Int32](repeating: 0, count: 2 * count + 2)
    tree = starts
  }

  /// Spearman's ρ: Pearson's correlation of the mean places. Nil where a row holds all candidates equal.
  ///
  /// With sums of squares A and B of the rows about their mean and D of their differences it is (A + B − D) ÷ 2√(AB).
  /// Complexity: linear.
  public func spearman(_ first: Places, _ second: Places) -> Double? {
    precondition(first.count == second.count, "places of the same candidates")
    guard first.spread > 0, second.spread > 0 else { return nil }
    let differences = first.doubled.withUnsafeBufferPointer { a in
      second.doubled.withUnsafeBufferPointer { b in
        var sum: Int64 = 0
        for candidate in 0..<a.count {
          let difference = Int64(a[candidate] &- b[candidate])
          sum &+= difference &* difference
        }
        return sum
      }
    }
    let root =
      first.spread == second.spread
      ? Double(first.spread) : Double(first.spread).squareRoot() * Double(second.spread).squareRoot()
    return min(1, max(-1, Double(first.spread + second.spread - differences) / (2 * root)))
  }

  /// Kendall's τb. Nil where a row holds all candidates equal.
  ///
  /// Candidates are taken in the first row's order, equal ones together; a sum over places tells how many of those
  /// taken stand below each in the second row. Complexity: *n* log *n*.
  public mutating func kendall(_ first: Places, _ second: Places) -> Double? {
    precondition(first.count == count && second.count == count, "places of the same candidates")
    guard first.spread > 0, second.spread > 0 else { return nil }
    putInOrder(first)
    for place in tree.indices { tree[place] = 0 }
    var (alike, opposite) = (0, 0)
    var start = 0
    while start < count {
      let end = start + Int(first.equals[Int(order[start])])
      for taken in order[start..<end] {
        let place = Int(second.doubled[Int(taken)])
        alike += upTo(place - 1)
        opposite += start - upTo(place)
      }
      for taken in order[start..<end] { add(Int(second.doubled[Int(taken)])) }
      start = end
    }
    let pairs = count * (count - 1) / 2
    let (a, b) = (pairs - Self.tied(first), pairs - Self.tied(second))
    let root = a == b ? Double(a) : Double(a).squareRoot() * Double(b).squareRoot()
    return min(1, max(-1, Double(alike - opposite) / root))
  }

  /// The share of the `line` highest by the first row who are among the `line` highest by the second, from 0 to 1.
  ///
  /// Where equals stand across a line, a lot would choose: each counts by its chance, which makes the figure what is to
  /// be expected. Precondition: 1 ≤ line ≤ the number of candidates. Complexity: linear.
  public func recall(_ first: Places, _ second: Places, line: Int) -> Double {
    precondition(first.count == second.count && line > 0 && line <= first.count, "a line among the candidates")
    let above = Int32(first.count - line)
    var (both, split) = (Int32(0), Int32(0))
    first.withPlaces { places, equals in
      second.withPlaces { others, otherEquals in
        for candidate in 0..<first.count {
          let (same, otherSame) = (equals[candidate], otherEquals[candidate])
          // Of the places that a group of equals takes, so many are above the line.
          let left = (places[candidate] &+ same &- 1) &>> 1 &- above
          let otherLeft = (others[candidate] &+ otherSame &- 1) &>> 1 &- above
          // Kept from branching, so that candidates are compared many at once.
          let (isIn, isOtherIn): (Int32, Int32) = (left >= same ? 1 : 0, otherLeft >= otherSame ? 1 : 0)
          let (isOut, isOtherOut): (Int32, Int32) = (left <= 0 ? 1 : 0, otherLeft <= 0 ? 1 : 0)
          both &+= isIn & isOtherIn
          split &+= 2 &- isIn &- isOut &- isOtherIn &- isOtherOut
        }
      }
    }
    guard split > 0 else { return Double(both) / Double(line) }
    var sum = 0.0
    for candidate in 0..<first.count {
      sum += first.chance(of: candidate, line: line) * second.chance(of: candidate, line: line)
    }
    return sum / Double(line)
  }
}

extension Places {
  /// The chance that a candidate is among the `line` highest where a lot settles ties: 0 or 1 but for equals across it.
  public func chance(of candidate: Int, line: Int) -> Double {
    let same = Int(equals[candidate])
    // 2b + e + 1 doubled: those above are n − b − e.
    let below = (Int(doubled[candidate]) - same - 1) / 2
    let left = line - (count - below - same)
    return left <= 0 ? 0 : left >= same ? 1 : Double(left) / Double(same)
  }

  fileprivate func withPlaces<Result>(_ body: (UnsafePointer<Int32>, UnsafePointer<Int32>) -> Result) -> Result {
    doubled.withUnsafeBufferPointer { doubled in
      equals.withUnsafeBufferPointer { equals in
        guard let doubled = doubled.baseAddress, let equals = equals.baseAddress else {
          preconditionFailure("there is a candidate")
        }
        return body(doubled, equals)
      }
    }
  }
}

// MARK: - Kendall's steps

extension OrderAgreement {
  /// Places are small whole numbers: each candidate's position follows from counting.
  private mutating func putInOrder(_ row: Places) {
    for place in starts.indices { starts[place] = 0 }
    for place in row.doubled { starts[Int(place) + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    for candidate in 0..<count {
      let place = Int(row.doubled[candidate])
      order[Int(starts[place])] = Int32(candidate)
      starts[place] += 1
    }
  }

  private mutating func add(_ place: Int) {
    var node = place
    while node < tree.count {
      tree[node] += 1
      node += node & -node
    }
  }

  private func upTo(_ place: Int) -> Int {
    var (node, sum) = (place, 0)
    while node > 0 {
      sum += Int(tree[node])
      node &= node - 1
    }
    return sum
  }

  /// Pairs that a row holds equal.
  private static func tied(_ row: Places) -> Int {
    guard row.hasTies else { return 0 }
    var sum = 0
    for same in row.equals { sum += Int(same) - 1 }
    return sum / 2
  }
}
