/// What an outlier rule does to a panel of one size: a plan has one for every number of marks.
///
/// The values of a panel are whole numbers, steps or units of totals, in order v₀ ≤ … ≤ vₙ₋₁. Dropping and replacing
/// read the ends only. A rejection compares without division: with m = 2·median and dᵢ = |2vᵢ − m|, whose two middle
/// values sum to M = 4·MAD, the value vᵢ is rejected where 2·dᵢ·denominator > numerator·M for a limit of
/// numerator ÷ denominator MADs. **Bounds:** values stay below 2^62 over the panel, so dᵢ < 2^64 and M < 2^65; numerator
/// and denominator stay below 2^60, which `compile` sees to.
struct PanelCut: Sendable {
  enum Way: Sendable {
    case keepAll
    case drop
    case replace
    case reject(numerator: Int128, denominator: Int128, atZero: Bool)
  }
  let way: Way
  /// How many values go, or are replaced, at each end.
  let high: Int
  let low: Int
  /// Whether the highest and the lowest value tell everything.
  let needsEndsOnly: Bool

  init(_ rule: Aggregation.OutlierRule, of count: Int) {
    (high, low) = rule.ends(of: count)
    if case .rejectByMAD(let deviation) = rule {
      way = .reject(
        numerator: deviation.limit.numerator, denominator: deviation.limit.denominator,
        atZero: deviation.whenZero == .keepMedian)
      needsEndsOnly = false
      return
    }
    way = high + low == 0 ? .keepAll : rule.replaces ? .replace : .drop
    needsEndsOnly = !rule.replaces && high <= 1 && low <= 1 || high + low == 0
  }

  /// What is left of a panel's values.
  struct Rest {
    var sum: Int64
    var count: Int
    /// Values below this one do not count; of those equal to it, a part may.
    var lowEdge: Int64
    var highEdge: Int64

    static let nothing = Rest(sum: 0, count: 0, lowEdge: .max, highEdge: .min)
  }

  /// What is left of `count` values in order whose sum is `sum`. Precondition: at least one value. Complexity: linear.
  func rest(of values: UnsafeMutableBufferPointer<Int64>, count: Int, sum: Int64) -> Rest {
    if case .reject(let numerator, let denominator, let atZero) = way {
      return near(values, count, numerator, denominator, atZero: atZero)
    }
    let lowEdge = values[low]
    let highEdge = values[count - high - 1]
    var sum = sum
    for index in 0..<low { sum -= values[index] }
    for index in count - high..<count { sum -= values[index] }
    guard case .replace = way else {
      return Rest(sum: sum, count: count - high - low, lowEdge: lowEdge, highEdge: highEdge)
    }
    sum += Int64(low) * lowEdge + Int64(high) * highEdge
    return Rest(sum: sum, count: count, lowEdge: lowEdge, highEdge: highEdge)
  }

  /// The values that are not rejected: they stand together, around the median.
  private func near(
    _ values: UnsafeMutableBufferPointer<Int64>, _ count: Int, _ numerator: Int128, _ denominator: Int128, atZero: Bool
  ) -> Rest {
    let median = Int128(values[(count - 1) / 2]) + Int128(values[count / 2])
    func distance(_ index: Int) -> Int128 {
      let difference = 2 * Int128(values[index]) - median
      return difference < 0 ? -difference : difference
    }
    // From the middle outwards the distances come in order: the nearer of the next on either side.
    var (below, above) = (count / 2 - 1, count / 2)
    var deviation: Int128 = 0
    for rank in 0...count / 2 {
      let takesBelow = below >= 0 && (above >= count || distance(below) < distance(above))
      let next = takesBelow ? distance(below) : distance(above)
      if takesBelow { below -= 1 } else { above += 1 }
      if rank == (count - 1) / 2 { deviation += next }
      if rank == count / 2 { deviation += next }
    }
    let keepsAll = deviation == 0 && !atZero
    let limit = numerator * deviation
    var rest = Rest.nothing
    for index in 0..<count where keepsAll || 2 * distance(index) * denominator <= limit {
      rest.sum += values[index]
      rest.count += 1
      rest.lowEdge = min(rest.lowEdge, values[index])
      rest.highEdge = max(rest.highEdge, values[index])
    }
    return rest
  }
}

/// How much a sheet counts by its total where some are dropped or replaced: whole numbers in the ratio of the shares.
///
/// Of equal sheets at an edge each counts alike: where *d* of *t* are dropped, (t − d) / t; where those beyond are
/// replaced by them, the number of both over t.
struct EdgeShares {
  private let high: Int64
  private let low: Int64
  private var whole: Int64 = 1
  private var atHigh: Int64 = 1
  private var atLow: Int64 = 1

  init(_ totals: [Int64], _ count: Int, _ cut: PanelCut, _ rest: PanelCut.Rest) {
    (high, low) = (rest.highEdge, rest.lowEdge)
    let replaces = if case .replace = cut.way { true } else { false }
    let isWhole = if case .drop = cut.way { false } else { !replaces }
    if isWhole { return }
    var (equalHigh, beyondHigh, equalLow, beyondLow): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    for index in 0..<count {
      let total = totals[index]
      if total > high { beyondHigh += 1 }
      if total == high { equalHigh += 1 }
      if total < low { beyondLow += 1 }
      if total == low { equalLow += 1 }
    }
    // What the ends bring to an edge, or take from it.
    let moreHigh = replaces ? beyondHigh : beyondHigh - Int64(cut.high)
    let moreLow = replaces ? beyondLow : beyondLow - Int64(cut.low)
    if high == low {
      whole = equalHigh
      atHigh = equalHigh + moreHigh + moreLow
      return
    }
    whole = equalHigh * equalLow
    atHigh = (equalHigh + moreHigh) * equalLow
    atLow = (equalLow + moreLow) * equalHigh
  }

  func weight(of total: Int64) -> Int64 {
    if total >= high { return total == high ? atHigh : 0 }
    if total <= low { return total == low ? atLow : 0 }
    return whole
  }
}

extension UnsafeMutableBufferPointer<Int64> {
  /// Puts the first `count` values in order, in place: D. L. Shell's method (Communications of the ACM 2 (1959) 30–32)
  /// with D. E. Knuth's gaps, which for the few marks of a panel is an insertion sort.
  func order(_ count: Int) {
    var gap = 1
    while gap < count / 9 { gap = 3 * gap + 1 }
    while gap > 0 {
      for index in Swift.min(gap, count)..<count {
        let value = self[index]
        var place = index
        while place >= gap, self[place - gap] > value {
          self[place] = self[place - gap]
          place -= gap
        }
        self[place] = value
      }
      gap /= 3
    }
  }
}
