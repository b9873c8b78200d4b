/// What panels are to be best at, once every limit is kept and as few soft conflicts as possible are used.
///
/// The text form is what stands on record and on the command line's page: `total`, `balanced`, `pairs`,
/// `random cap=4/5`.
public enum AssignmentObjective: Sendable, Hashable {
  /// The largest total of affinities.
  case total
  /// The largest least affinity of any pair; then the largest total.
  case pairs
  /// The worst-off candidate as well off as can be – its sum of affinities is measured against the number of its
  /// experts – and with a depth of more than one the next from below in turn; then the largest total.
  case fair(depth: Int)
  /// Loads as even as can be: over all experts the sum of *n* (*n* − 1) / 2 is least, *n* being an expert's seats; then
  /// the largest total. (A convex cost of load: Ahuja, Magnanti and Orlin, "Network Flows", 1993, chapter 14.)
  case balanced
  /// The largest expected total of panels drawn at random so that no pair is more likely than a cap.
  case random(RandomLaw)

  /// The names without parameters, in the order in which they are shown.
  public static let names = ["total", "fair", "pairs", "balanced", "random"]

  public init?(_ text: String) {
    switch text {
    case "total": self = .total
    case "fair": self = .fair(depth: 1)
    case "pairs": self = .pairs
    case "balanced": self = .balanced
    case _ where text.hasPrefix("fair depth="):
      guard let depth = Int(text.dropFirst("fair depth=".count)), depth >= 1 else { return nil }
      self = .fair(depth: depth)
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
    case .fair(let depth): depth == 1 ? "fair" : "fair depth=\(depth)"
    case .pairs: "pairs"
    case .balanced: "balanced"
    case .random(let law): "random " + law.text
    }
  }
}
