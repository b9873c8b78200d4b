/// How sure a rater says they are of a mark.
///
/// MacKay, Kenna, Low and Parker (2017) let raters state it in three levels and take a mark of high confidence to have
/// an uncertainty λ times smaller, one of low confidence λ times larger, than one of medium confidence: weights λ², 1
/// and 1/λ². They use λ = 1.75.
public enum ConfidenceLevel: String, Sendable, CaseIterable {
  case high = "H"
  case medium = "M"
  case low = "L"

  /// The weight of a mark of this confidence in least squares.
  ///
  /// - Parameter ratio: λ, the ratio of neighbouring levels' uncertainties; finite and above zero, 1 for no difference.
  public func weight(ratio: Double = 1.75) -> Double {
    precondition(ratio > 0 && ratio.isFinite, "a ratio of uncertainties is a finite number above zero")
    switch self {
    case .high: return ratio * ratio
    case .medium: return 1
    case .low: return 1 / (ratio * ratio)
    }
  }
}
