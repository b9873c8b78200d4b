/// The highest and lowest of values met one after another, for as many as are to be dropped.
///
/// Made once and used for every panel: it never allocates. A value costs one comparison a side unless it belongs to the
/// extremes, where it is moved into its rank; with the few that are dropped in practice that is the cheapest way.
struct Extremes {
  /// Ascending.
  private var highest: [Int64]
  /// Descending.
  private var lowest: [Int64]
  /// The least of the highest so far; where none is dropped above, a bound that nothing passes.
  private(set) var highEdge: Int64
  /// The greatest of the lowest so far; where none is dropped below, a bound that nothing passes.
  private(set) var lowEdge: Int64

  init(high: Int, low: Int) {
    highest = [Int64](repeating: .min, count: high)
    lowest = [Int64](repeating: .max, count: low)
    highEdge = high == 0 ? .max : .min
    lowEdge = low == 0 ? .min : .max
  }

  mutating func reset() {
    for rank in highest.indices { highest[rank] = .min }
    for rank in lowest.indices { lowest[rank] = .max }
    if !highest.isEmpty { highEdge = .min }
    if !lowest.isEmpty { lowEdge = .max }
  }

  mutating func take(_ value: Int64) {
    if value > highEdge {
      var rank = 0
      while rank + 1 < highest.count, highest[rank + 1] < value {
        highest[rank] = highest[rank + 1]
        rank += 1
      }
      highest[rank] = value
      highEdge = highest[0]
    }
    if value < lowEdge {
      var rank = 0
      while rank + 1 < lowest.count, lowest[rank + 1] > value {
        lowest[rank] = lowest[rank + 1]
        rank += 1
      }
      lowest[rank] = value
      lowEdge = lowest[0]
    }
  }

  /// The sum of what is dropped. Precondition: at least as many values were taken as are dropped.
  var sum: Int64 {
    var sum: Int64 = 0
    for value in highest { sum += value }
    for value in lowest { sum += value }
    return sum
  }
}
