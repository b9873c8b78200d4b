/// Brings real numbers to whole steps of a scale, a row at a time.
///
/// The step nearest to the value, the even one of two equally near, and within the scale: the way marks arise from a
/// model. In single precision, which tells steps apart up to 2^22.
public struct MarkSteps: Sendable {
  /// The highest step.
  public let ceiling: Int32

  /// Precondition: fewer than 2^22 steps.
  public init(ceiling: Int32) {
    precondition(ceiling >= 0 && ceiling < 1 << 22, "a scale of at most 2^22 steps")
    self.ceiling = ceiling
  }

  /// Writes the steps nearest to base + spread × noise, which are numbers of steps. Precondition: rows of one length,
  /// of finite numbers. Complexity: linear.
  public func fill(
    _ row: UnsafeMutableBufferPointer<Int32>, base: UnsafePointer<Float>, noise: UnsafePointer<Float>, spread: Float
  ) {
    let top = Float(ceiling)
    for place in 0..<row.count {
      let value = base[place] + spread * noise[place]
      let raised = value > 0 ? value : 0
      let held = raised < top ? raised : top
      // At 2^23 a float's last place is one: the sum is rounded there, and its bits count the steps.
      row[place] = Int32(bitPattern: (held + 0x1p23).bitPattern) &- 0x4B00_0000
    }
  }
}
