/// What a panel agreed on a candidate (评审组意见): its chair's words, who signed them, and who did not and why.
public struct PanelOpinion: Sendable, Hashable {
  /// A member who does not share the opinion, in words of their own that they sign for (保留意见).
  public struct Dissent: Sendable, Hashable {
    public let expert: ExpertID
    public let text: String

    public init(expert: ExpertID, text: String) {
      self.expert = expert
      self.text = text
    }
  }

  public let stage: String
  public let candidate: CandidateID
  public let chair: ExpertID
  public let text: String
  /// Who signed, by id; the chair is one of them.
  public let signed: [ExpertID]
  /// By expert, then text.
  public let dissents: [Dissent]
  /// Whether it was agreed although sheets of the panel were still out.
  public let beforeMarks: Bool

  public init(
    stage: String, candidate: CandidateID, chair: ExpertID, text: String, signed: [ExpertID],
    dissents: [Dissent] = [], beforeMarks: Bool = false
  ) {
    self.stage = stage
    self.candidate = candidate
    self.chair = chair
    self.text = text
    self.signed = Set(signed + [chair]).sorted()
    self.dissents = dissents.sorted { ($0.expert, $0.text) < ($1.expert, $1.text) }
    self.beforeMarks = beforeMarks
  }

  /// All who put their name to it, one way or the other, by id.
  public var signatories: [ExpertID] { (signed + dissents.map(\.expert)).sorted() }
}

/// An opinion as it stands on record.
public struct StandingOpinion: Sendable, Hashable {
  public let opinion: PanelOpinion
  public let sequence: Int
  public let on: CivilDay
  /// Who recorded it, and why where it took the place of another.
  public let by: String
  public let reason: String
}

// MARK: - As bytes

extension PanelOpinion {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"), candidate: try reader.identifier("candidate"),
      chair: try reader.identifier("chair"), text: try reader.text("text"), signed: try reader.identifiers("signed"),
      dissents: try reader.list("dissents") {
        Dissent(expert: try $0.identifier("expert"), text: try $0.text("text"))
      }, beforeMarks: reader.flag("beforeMarks"))
  }

  var json: JSON {
    .object([
      "stage": .text(stage), "candidate": .text(candidate.rawValue), "chair": .text(chair.rawValue),
      "text": .text(text), "signed": .identifiers(signed),
      "dissents": .array(
        dissents.map { .object(["expert": .text($0.expert.rawValue), "text": .text($0.text)]) }),
      "beforeMarks": beforeMarks ? .boolean(true) : nil,
    ])
  }
}
