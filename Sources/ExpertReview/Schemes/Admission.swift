/// Who goes on to a review stage.
public enum Admission: Hashable, Sendable {
  /// All whose files passed.
  case all
  /// The best of the stage before, its short list (入围名单). Those who are equal at the line all enter.
  case top(Line)

  public enum Line: Hashable, Sendable {
    case count(Int)
    /// So many times the cap of the scheme as a whole, rounded up.
    case timesCap(ExactDecimal)
  }
}

extension Scheme {
  /// The review stages in their order.
  public var reviewStages: [ReviewStage] {
    stages.compactMap { if case .review(let stage) = $0 { stage } else { nil } }
  }

  /// The review stage before another; nil for the first.
  public func stage(before stage: ReviewStage) -> ReviewStage? {
    let stages = reviewStages
    return stages.firstIndex { $0.id == stage.id }.flatMap { $0 == 0 ? nil : stages[$0 - 1] }
  }

  /// The review stage after another; nil for the last.
  public func stage(after stage: ReviewStage) -> ReviewStage? {
    let stages = reviewStages
    return stages.firstIndex { $0.id == stage.id }.flatMap { $0 + 1 == stages.count ? nil : stages[$0 + 1] }
  }

  /// How many of the stage before a stage admits; nil where it admits all.
  public func line(of stage: ReviewStage) -> Int? {
    guard case .top(let line) = stage.admits else { return nil }
    switch line {
    case .count(let count): return count
    case .timesCap(let factor):
      guard let cap = schemeCap else { return nil }
      return (factor.fraction * Fraction(Int128(cap))).rounded(places: 0, .up).integer
    }
  }

  /// The cap over the scheme as a whole.
  public var schemeCap: Int? {
    for case .selection(let selection) in stages {
      if let cap = selection.caps.first(where: { $0.scope == .scheme }) { return cap.atMost }
    }
    return nil
  }

  /// The review stage whose experts vote on a judged rule; nil for any other rule, and where the scheme has no review:
  /// then staff settle it.
  public func votingStage(of rule: Rule) -> String? {
    guard rule.kind == .judged else { return nil }
    if let stage = rule.votedIn { return stage }
    guard rule.settledBy == nil || rule.settledBy == .review else { return nil }
    return reviewStages.first?.id
  }

  /// The rules that a stage's experts vote on, in the scheme's order; one that another states too is voted on there.
  public func votedRules(in stage: String) -> [Rule] {
    let restated = Set(rules.flatMap(\.also))
    return rules.filter { votingStage(of: $0) == stage && !restated.contains($0.id) }
  }
}
