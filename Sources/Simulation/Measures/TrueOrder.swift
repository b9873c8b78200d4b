import Statistics

/// The candidates of a replicate by true quality.
struct TrueOrder {
  let theta: [Double]
  /// From the best.
  let order: [Int32]
  /// By candidate, from 1.
  let place: [Int32]
  /// Of θ in the replicate, divisor n.
  let deviation: Double

  init(_ theta: [Double], _ lots: [UInt64]) {
    self.theta = theta
    order = orderFromTop(theta, lots)
    var place = [Int32](repeating: 0, count: theta.count)
    for (position, candidate) in order.enumerated() { place[Int(candidate)] = Int32(position + 1) }
    self.place = place
    let mean = theta.reduce(0, +) / Double(theta.count)
    deviation = (theta.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(theta.count)).squareRoot()
  }
}
