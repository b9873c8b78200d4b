/// A candidate that a lower level of a cascade handed on, with what each level decided of it. It tells and binds
/// nobody: the level that receives it examines and decides anew, under its own scheme.
public struct HandedOn: Sendable, Hashable {
  /// The candidate of this round.
  public let candidate: CandidateID
  /// What the levels decided, the lowest first; never empty.
  public let levels: [LevelRecord]

  public init(candidate: CandidateID, levels: [LevelRecord]) {
    self.candidate = candidate
    self.levels = levels
  }
}

/// What one level of a cascade decided of a candidate.
public struct LevelRecord: Sendable, Hashable {
  /// What the formal check found that was no plain pass.
  public struct Finding: Sendable, Hashable {
    public let rule: RuleID
    public let verdict: ExpertReview.Finding.Verdict
    public let message: Bilingual
    public let isSetAside: Bool

    public init(rule: RuleID, verdict: ExpertReview.Finding.Verdict, message: Bilingual, isSetAside: Bool) {
      self.rule = rule
      self.verdict = verdict
      self.message = message
      self.isSetAside = isSetAside
    }
  }

  /// A decision, with who took it, when and why.
  public struct Act: Sendable, Hashable {
    /// The word of `Decision.act`.
    public let act: String
    /// The rule that it is about; empty where it is about none.
    public let rule: String
    public let by: String
    public let on: CivilDay
    public let reason: String

    public init(act: String, rule: String, by: String, on: CivilDay, reason: String) {
      self.act = act
      self.rule = rule
      self.by = by
      self.on = on
      self.reason = reason
    }
  }

  /// A nomination with its recommender, as that level held them.
  public struct Recommendation: Sendable, Hashable {
    public let recommender: Recommender?
    public let nomination: Nomination

    public init(recommender: Recommender?, nomination: Nomination) {
      self.recommender = recommender
      self.nomination = nomination
    }
  }

  public let round: String
  public let scheme: SchemeID
  public let schemeName: Bilingual
  /// The candidate's id in that round.
  public let candidate: CandidateID
  public let verdict: Verdict
  /// Its place on the list of that level.
  public let place: Int
  public let handedOn: CivilDay
  public let by: String
  /// The head of that round's record when it handed on.
  public let head: String
  public let findings: [Finding]
  public let acts: [Act]
  public let recommendations: [Recommendation]

  public init(
    round: String, scheme: SchemeID, schemeName: Bilingual, candidate: CandidateID, verdict: Verdict, place: Int,
    handedOn: CivilDay, by: String, head: String, findings: [Finding], acts: [Act], recommendations: [Recommendation]
  ) {
    self.round = round
    self.scheme = scheme
    self.schemeName = schemeName
    self.candidate = candidate
    self.verdict = verdict
    self.place = place
    self.handedOn = handedOn
    self.by = by
    self.head = head
    self.findings = findings
    self.acts = acts
    self.recommendations = recommendations
  }
}

// MARK: - As JSON

extension HandedOn {
  init(from reader: FactReader) throws {
    self.init(
      candidate: try reader.identifier("candidate"), levels: try reader.list("levels", LevelRecord.init(from:)))
  }

  /// Reads what `levelsJSON` wrote into a file.
  package init(candidate: CandidateID, levelsJSON: JSON) throws {
    let reader = FactReader(kind: "handed-on", root: .object(["levels": levelsJSON]))
    self.init(candidate: candidate, levels: try reader.list("levels", LevelRecord.init(from:)))
  }

  var json: JSON { .object(["candidate": .text(candidate.rawValue), "levels": levelsJSON]) }

  package var levelsJSON: JSON { .array(levels.map(\.json)) }
}

extension LevelRecord {
  init(from reader: FactReader) throws {
    self.init(
      round: try reader.text("round"), scheme: try reader.identifier("scheme"),
      schemeName: try reader.words("schemeName"), candidate: try reader.identifier("candidate"),
      verdict: try reader.value("verdict"), place: try reader.integer("place"), handedOn: try reader.day("handedOn"),
      by: try reader.text("by"), head: try reader.text("head"),
      findings: try reader.list("findings") {
        Finding(
          rule: try $0.identifier("rule"), verdict: try $0.value("verdict"), message: try $0.words("message"),
          isSetAside: $0.flag("setAside"))
      },
      acts: try reader.list("acts") {
        Act(
          act: try $0.text("act"), rule: $0.textIfAny("rule"), by: try $0.text("by"), on: try $0.day("on"),
          reason: $0.textIfAny("reason"))
      },
      recommendations: try reader.list("recommendations") { entry in
        guard let nomination = entry.root["nomination"] else { throw entry.fault("nomination") }
        return Recommendation(
          recommender: try entry.root["recommender"].map {
            try Recommender(from: FactReader(kind: entry.kind, root: $0))
          }, nomination: try Nomination(from: FactReader(kind: entry.kind, root: nomination)))
      })
  }

  package var json: JSON {
    .object([
      "round": .text(round), "scheme": .text(scheme.rawValue), "schemeName": schemeName.json,
      "candidate": .text(candidate.rawValue), "verdict": .text(verdict.rawValue), "place": .number(place),
      "handedOn": .day(handedOn), "by": .text(by), "head": .text(head),
      "findings": .array(
        findings.map {
          .object([
            "rule": .text($0.rule.rawValue), "verdict": .text($0.verdict.rawValue), "message": $0.message.json,
            "setAside": $0.isSetAside ? .boolean(true) : nil,
          ])
        }),
      "acts": .array(
        acts.map {
          .object([
            "act": .text($0.act), "rule": .unlessEmpty($0.rule), "by": .text($0.by), "on": .day($0.on),
            "reason": .unlessEmpty($0.reason),
          ])
        }),
      "recommendations": .array(
        recommendations.map { .object(["recommender": $0.recommender?.json, "nomination": $0.nomination.json]) }),
    ])
  }
}
