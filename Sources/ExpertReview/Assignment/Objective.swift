/// What panels are to be best at, once every limit is kept and as few soft conflicts as possible are used.
///
/// The text form is what stands on record and on the command line's page: `total`, `balanced`, `pairs`,
/// `random cap=4/5`.
public enum AssignmentObjective: Sendable, Hashable {
  /// The largest total of affinities.
  case total
  /// The largest least affinity of any pair; then the largest total.
  case pairs
  /// Loads as even as can be: over all experts the sum of *n* (*n* − 1) / 2 is least, *n* being an expert's seats; then
  /// the largest total. (A convex cost of load: Ahuja, Magnanti and Orlin, "Network Flows", 1993, chapter 14.)
  case balanced
  /// The largest expected total of panels drawn at random so that no pair is more likely than a cap.
  case random(RandomLaw)

  /// The names without parameters, in the order in which they are shown.
  public static let names = ["total", "pairs", "balanced", "random"]

  public init?(_ text: String) {
    switch text {
    case "total": self = .total
    case "pairs": self = .pairs
    case "balanced": self = .balanced
    default:
      guard text == "random" || text.hasPrefix("random "), let law = RandomLaw(text.dropFirst("random".count)) else {
        return nil
      }
      self = .random(law)
    }
  }

  public var text: String {
    switch self {
    case .total: "total"
    case .pairs: "pairs"
    case .balanced: "balanced"
    case .random(let law): "random " + law.text
    }
  }
}
