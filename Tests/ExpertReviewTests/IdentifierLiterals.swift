@testable import ExpertReview

// Ids written as they stand.

extension SchemeID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension GroupID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension CandidateID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension ExpertID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension ItemID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension RecommenderID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

extension RuleID: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
