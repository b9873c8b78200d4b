/// How one rater's marks lie beside those of the colleagues on the same subjects: what a question is made of, told of
/// every rater, asked or not.
public struct RaterProfile: Sendable, Hashable {
  public let rater: Int
  /// Marks of subjects that a colleague marked too.
  public let marks: Int
  /// How many different marks there are.
  public let distinct: Int
  /// The most frequent mark, the lowest of equals.
  public let modalMark: Double
  /// How often it stands.
  public let modalCount: Int
  /// Standard deviation of the marks.
  public let spread: Double
  /// Pearson's r with the mean of the colleagues' marks, their severities taken out; nil where either has no spread.
  public let correlation: Double?
  /// Spearman's ρ of the same.
  public let rankCorrelation: Double?
  /// For `correlation`, by Fisher's transform.
  public let correlationInterval: ConfidenceInterval?
  /// The two marks whose exchange would bring the rater nearest to the colleagues; nil where none would.
  public let swap: Swap?

  public var modalShare: Double { Double(modalCount) / Double(marks) }

  /// Two marks of a rater that fit better the other way round.
  public struct Swap: Sendable, Hashable {
    /// Positions of the subjects, ascending.
    public let subjects: [Int]
    /// The marks given, in their order.
    public let marks: [Double]
    /// How far both lie from the colleagues, root mean square, in standard deviations of the rater's distances.
    public let before: Double
    /// The same after the exchange.
    public let after: Double
    /// The nearer of both before, in standard deviations.
    public let nearest: Double
    /// The correlation with the colleagues after the exchange.
    public let correlation: Double?
    /// The chance that any two of the rater's marks lie so far apart from the colleagues' if errors are normal
    /// (Bonferroni over all pairs).
    public let probability: Double
  }
}
