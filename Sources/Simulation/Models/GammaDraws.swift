import Statistics

extension RandomStream {
  /// A draw from the gamma distribution of the given shape and scale one.
  ///
  /// Method: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3) (2000): the
  /// cube of a shifted normal, refused now and then (under five in a hundred); below shape one, the draw of shape + 1
  /// times U^(1/shape). Own logarithm and exponential, so that the bytes are the same on every machine.
  /// - Parameter shape: above zero.
  mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape.isFinite, "a gamma distribution needs a shape above zero")
    if shape < 1 {
      let draw = gamma(shape: shape + 1)
      return draw * naturalExponential(naturalLogarithm(openUnit()) / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = standardNormal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = openUnit()
      if naturalLogarithm(u) < 0.5 * x * x + d - d * v + d * naturalLogarithm(v) { return d * v }
    }
  }
}
