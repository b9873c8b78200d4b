/// The point of (0, ∞) below which a continuous distribution lies with a given probability, by halving.
///
/// The point is first caught between two powers of two, then between neighbours: some sixty evaluations, no derivative,
/// nothing that could run away. The smaller of both tails is compared, so that the answer is as accurate as that tail.
enum QuantileSearch {
  /// - Parameters:
  ///   - below: the probability below the point; above zero.
  ///   - above: the probability above it, given apart because it may be smaller than what 1 − below keeps; above zero.
  ///   - parts: the probabilities below and above a point; monotone.
  static func positive(
    below: Double, above: Double, _ parts: (Double) -> (below: Double, above: Double)
  ) -> Double {
    precondition(below > 0 && above > 0, "a quantile needs a probability between 0 and 1")
    func isBelow(_ point: Double) -> Bool {
      let found = parts(point)
      return below <= above ? found.below < below : found.above > above
    }
    var upper = 1.0
    while isBelow(upper), upper < 0x1p1000 { upper *= 2 }
    var lower = upper / 2
    while !isBelow(lower), lower > 0x1p-1000 {
      upper = lower
      lower /= 2
    }
    while true {
      let middle = lower + (upper - lower) / 2
      guard middle > lower, middle < upper else { return upper }
      if isBelow(middle) { lower = middle } else { upper = middle }
    }
  }
}
