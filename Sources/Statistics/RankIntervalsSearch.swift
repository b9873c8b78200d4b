/// The stepwise search for critical values, and the ranks that they leave possible. See `RankIntervals`.
struct RankIntervalsSearch {
  let levels: ErrorLevels
  let errors: DrawnErrors
  /// Which of the sorted maxima is the critical value, from 1.
  let quantileRank: Int
  private var count: Int { levels.order.count }

  init(levels: ErrorLevels, errors: DrawnErrors, quantileRank: Int) {
    self.levels = levels
    self.errors = errors
    self.quantileRank = quantileRank
  }

  /// What is left of the hypotheses about one position and a level: that the members are not above it, which runs from
  /// the level's start, and that they are not below it, which runs to the level's end.
  private struct Left: Equatable {
    var notAbove: Int
    var notBelow: Int
  }

  func marginal() -> [ClosedRange<Int>] {
    var intervals = [ClosedRange<Int>](repeating: 1...count, count: count)
    var largest = [Double](repeating: 0, count: errors.draws)
    for position in 0..<count {
      var left = levels.levels.map { Left(notAbove: $0.range.count, notBelow: $0.range.count) }
      while true {
        for draw in largest.indices { largest[draw] = 0 }
        for level in left.indices { take(left[level], of: level, about: position, bothSides: true, into: &largest) }
        let rest = self.left(about: position, critical: quantile(of: largest))
        if rest == left { break }
        left = rest
      }
      intervals[levels.order[position]] = interval(left)
    }
    return intervals
  }

  func simultaneous() -> [ClosedRange<Int>] {
    var left = (0..<count).map { _ in levels.levels.map { Left(notAbove: $0.range.count, notBelow: $0.range.count) } }
    var largest = [Double](repeating: 0, count: errors.draws)
    while true {
      for draw in largest.indices { largest[draw] = 0 }
      // "k is not below j" is "j is not above k": one side of every ordered pair is all of them.
      for position in 0..<count {
        for level in left[position].indices {
          take(left[position][level], of: level, about: position, bothSides: false, into: &largest)
        }
      }
      let critical = quantile(of: largest)
      let rest = (0..<count).map { self.left(about: $0, critical: critical) }
      if rest == left { break }
      left = rest
    }
    var intervals = [ClosedRange<Int>](repeating: 1...count, count: count)
    for position in 0..<count { intervals[levels.order[position]] = interval(left[position]) }
    return intervals
  }

  /// Raises each draw's maximum by the hypotheses left of a level. The position itself counts with a difference of
  /// zero, below which no maximum lies.
  private func take(
    _ left: Left, of level: Int, about position: Int, bothSides: Bool, into largest: inout [Double]
  ) {
    let range = levels.levels[level].range
    let inverse = 1 / levels.error(levels.levelOf[position], level)
    if left.notAbove > 0 {
      raise(&largest, by: errors.largest, range.lowerBound + left.notAbove - 1, over: errors.errors, position, inverse)
    }
    if bothSides, left.notBelow > 0 {
      raise(&largest, by: errors.errors, position, over: errors.smallest, range.upperBound - left.notBelow, inverse)
    }
  }

  /// Raises each draw's maximum to the difference of two rows of draws, scaled.
  private func raise(
    _ largest: inout [Double], by high: [Double], _ highRow: Int, over low: [Double], _ lowRow: Int, _ inverse: Double
  ) {
    let draws = errors.draws
    precondition(largest.count == draws && (max(highRow, lowRow) + 1) * draws <= min(high.count, low.count), "a row")
    largest.withUnsafeMutableBufferPointer { largest in
      high.withUnsafeBufferPointer { high in
        low.withUnsafeBufferPointer { low in
          let (first, other) = (highRow * draws, lowRow * draws)
          for draw in 0..<draws {
            let difference = (high[first + draw] - low[other + draw]) * inverse
            if difference > largest[draw] { largest[draw] = difference }
          }
        }
      }
    }
  }

  private func left(about position: Int, critical: Double) -> [Left] {
    levels.levels.indices.map { level in
      let reach = critical * levels.error(levels.levelOf[position], level)
      let mean = levels.means[position]
      return Left(
        notAbove: levels.count(in: level, upTo: mean + reach),
        notBelow: levels.levels[level].range.count - levels.count(in: level, below: mean - reach))
    }
  }

  private func interval(_ left: [Left]) -> ClosedRange<Int> {
    let above = count - left.reduce(0) { $0 + $1.notAbove }
    let below = count - left.reduce(0) { $0 + $1.notBelow }
    return above + 1...count - below
  }

  private func quantile(of largest: [Double]) -> Double { largest.sorted()[quantileRank - 1] }
}
