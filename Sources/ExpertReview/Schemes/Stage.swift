/// How candidates fall into groups. Without one, all are in a single group with the id `all`.
public struct Grouping: Sendable {
  public enum Together: String, Sendable, CaseIterable { case apart, together }
  /// The field that tells the group, normally `track`.
  public let by: String
  public let panels: Together
  public let ranking: Together
  public let source: Source
}

/// A step that a scheme's candidates go through.
public enum Stage: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case formalCheck, nomination, review, selection, publicity, publication
  }
  case formalCheck(source: Source)
  case nomination(source: Source)
  case review(ReviewStage)
  case selection(Selection)
  case publicity(source: Source)
  case publication(source: Source)
}

/// A review by panels of experts.
public struct ReviewStage: Sendable {
  public let id: String
  public let name: Bilingual
  public let panel: PanelPolicy
  public let rubric: Rubric
  public let aggregation: Aggregation
  /// Shares in which earlier stages' results and this one's are joined; empty for one that stands alone.
  public let carry: [(stage: String, share: ExactDecimal)]
  public let source: Source
  public internal(set) var admits: Admission = .all
  public internal(set) var opinions: OpinionPolicy = .unstated
}

/// Who sits on a panel.
public struct PanelPolicy: Sendable {
  /// Experts a candidate; nil where panels come from outside.
  public let size: Int?
  /// Fewer complete sheets than this give no result.
  public let minimumSheets: Int
  public let odd: Bool
  /// Who may sit together, in the order of the scheme.
  public let compose: [SourcedLimit]
  /// What a member must be to chair the panel; nil where any may, or none does.
  public let chair: ChairPolicy?
  public let source: Source
  /// Experts who stand by for each candidate, beside those seated.
  public internal(set) var alternates = 0
  public internal(set) var pledge = Pledge.optional

  /// Where panels judge blocks of candidates; nil where every candidate has a panel of its own.
  public internal(set) var block: BlockPolicy?

  /// A limit with where it comes from.
  public struct SourcedLimit: Sendable, Hashable {
    public let limit: CompositionLimit
    public let source: Source
  }

  /// Who may chair a panel (组长): every panel has one such member, and one of them is named.
  public struct ChairPolicy: Sendable, Hashable {
    public let qualification: Qualification
    public let source: Source
  }

  /// All limits on who sits together, that there be somebody to chair among them.
  public var limits: [CompositionLimit] {
    compose.map(\.limit) + (chair.map { [CompositionLimit(.atLeast, 1, of: .chair($0.qualification))] } ?? [])
  }

  /// At most this many experts of one unit on a panel; nil for no limit.
  public var atMostPerUnit: Int? {
    compose.map(\.limit).filter { $0.sense == .atMost && $0.scope == .eachUnit }.map { $0.count(of: size ?? 0) }.min()
  }

  /// Whether an expert must have signed the pledge (承诺书) before a sheet of theirs is taken.
  public enum Pledge: String, Sendable, CaseIterable { case required, optional }
}

/// How candidates are grouped into blocks (评审组) that one panel judges together.
public struct BlockPolicy: Sendable, Hashable {
  /// The most candidates of a block.
  public let size: Int
  /// Experts whom neighbouring blocks share.
  public let bridges: Int
  /// Candidates of each block whom the next block's panel marks for comparison.
  public let anchors: Int
  /// The choice field by which candidates are brought together; nil where none is named.
  public let by: String?
  public let source: Source
}
