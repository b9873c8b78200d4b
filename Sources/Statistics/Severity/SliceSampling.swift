extension RandomStream {
  /// The next draw of a Markov chain whose law on an interval has the given density, by slice sampling (R. M. Neal, "Slice
  /// sampling", Annals of Statistics 31, 2003): a level is drawn under the density where the chain stands, then points of
  /// the interval, which shrinks towards where it stands at each point that lies under the level.
  ///
  /// Leaves the law unchanged whatever its shape. The number of draws is random; each costs one density.
  /// - Parameters:
  ///   - current: where the chain stands, inside the interval, its density above zero.
  ///   - lower: the interval's lower end, not reached.
  ///   - upper: its upper end, not reached.
  ///   - logDensity: the logarithm of the density, up to a constant.
  mutating func slice(
    from current: Double, above lower: Double, below upper: Double, _ logDensity: (Double) -> Double
  ) -> Double {
    let level = logDensity(current) + naturalLogarithm(openUnit())
    var (lower, upper) = (lower, upper)
    while true {
      let point = lower + (upper - lower) * openUnit()
      if logDensity(point) >= level { return point }
      if point < current { lower = point } else { upper = point }
      // Nothing is left between: the density is flat to the last place only here.
      if upper - lower <= current.ulp * 4 { return current }
    }
  }
}
