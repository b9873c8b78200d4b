/// Why an agreement cannot be told from the marks there are. A refusal, not a fault: the sentences are made elsewhere.
public enum AgreementGap: Error, Sendable, Hashable {
  /// Fewer subjects than it takes; those without two marks do not count.
  case tooFewSubjects(found: Int, needed: Int)
  /// Fewer raters than it takes.
  case tooFewRaters(found: Int, needed: Int)
  /// Some pairs have no mark where every rater must mark every subject.
  case incomplete(missing: Int)
  /// All marks are equal: there is nothing to agree about.
  case noVariation
  /// Subjects and raters are so thinly joined that the parts of the variance cannot be told apart.
  case notSeparable
}
