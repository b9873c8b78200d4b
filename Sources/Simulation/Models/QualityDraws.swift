import Statistics

extension StudyModel {
  /// Draws every candidate's quality θ anew, each apart and alike.
  ///
  /// - normal: deviation · N(0, 1).
  /// - skewed: deviation · (G − shape) ÷ √shape with G gamma of the shape: mean nought, skewness 2 ÷ √shape.
  /// - clustered: with the chance `share` the line + width · N(0, 1), else deviation · N(0, 1). The line is where so
  ///   many of the normal ones lie above as there are places.
  /// - resampled: one of the values, evenly.
  func drawQualities(into theta: inout [Double], _ stream: inout RandomStream) {
    switch quality {
    case .normal(let deviation):
      for candidate in theta.indices { theta[candidate] = deviation * stream.standardNormal() }
    case .skewed(let shape, let deviation):
      let scale = deviation / shape.squareRoot()
      for candidate in theta.indices { theta[candidate] = scale * (stream.gamma(shape: shape) - shape) }
    case .clustered(let share, let width, let deviation):
      let line = deviation * normalLine
      for candidate in theta.indices {
        let isNear = stream.chance(share)
        let draw = stream.standardNormal()
        theta[candidate] = isNear ? line + width * draw : deviation * draw
      }
    case .resampled(let values):
      for candidate in theta.indices { theta[candidate] = stream.element(of: values) }
    }
  }

  /// Where the line lies in standard deviations of a normal quality; 0 where all or none get places.
  var normalLine: Double {
    guard places > 0, places < candidates else { return 0 }
    return NormalDistribution.quantile(1 - Double(places) / Double(candidates))
  }
}
