import ExpertReview
import Intake

/// Takes marks and votes from a file or a typist into the record: what is new as it is, and what would change marks
/// that stand by the scheme's own way, put forward for another person to approve.
struct MarkIntake {
  /// One of the scheme's grounds; empty where it names none, nil where nothing is to be changed.
  private let ground: String?

  /// Throws where marks are to be changed and the scheme's ground is missing or unknown, and where a ground is given to
  /// a scheme that names none.
  init(_ invocation: Invocation, round: Round, kind: ImportKind) throws {
    guard kind == .scores else {
      ground = nil
      return
    }
    let named = invocation.text("ground")?.trimmed
    let isChange = invocation.command.name == "score" ? invocation.reason != nil : invocation.flag("replace")
    guard let policy = round.scheme.changes else {
      if named != nil { throw RoundRefusal.noChangePolicy }
      ground = nil
      return
    }
    guard isChange else {
      ground = nil
      return
    }
    let isKnown = policy.grounds.isEmpty ? named == nil : named.map { policy.ground($0) != nil } ?? false
    guard isKnown else { throw RoundRefusal.unknownGround(named ?? "", known: policy.grounds) }
    ground = named ?? ""
  }

  /// Adds facts; of marks and votes in a round whose scheme says how they are changed, what is new, and then one change
  /// of all that would replace marks that stand. Lines that wait for approval already are not put forward again.
  func add(_ facts: [Fact], to session: inout RoundSession) throws -> MarkProposal? {
    guard let ground else {
      for fact in facts { try session.add(fact) }
      return nil
    }
    var lines: [MarkChange.Line] = []
    var stage = ""
    for fact in facts {
      switch fact {
      case .marked(let batch, let origin):
        let parted = try session.round.parted(batch, nil)
        if let news = parted.marks { try session.add(.marked(news, origin: origin)) }
        (stage, lines) = (batch.stage, lines + parted.changes)
      case .voted(let batch):
        let parted = try session.round.parted(nil, batch)
        if let news = parted.votes { try session.add(.voted(news)) }
        (stage, lines) = (batch.stage, lines + parted.changes)
      default: try session.add(fact)
      }
    }
    guard !lines.isEmpty else { return nil }
    var waiting: [MarkChange.Line: Int] = [:]
    for change in session.round.openChanges where change.change.stage == stage {
      for line in change.change.lines { waiting[line] = change.number }
    }
    let news = lines.filter { waiting[$0] == nil }
    if !news.isEmpty { try session.add(.changeProposed(MarkChange(stage: stage, ground: ground, lines: news))) }
    return MarkProposal(
      number: news.isEmpty ? nil : session.round.lastSequence, lines: lines.count, proposed: news.count,
      waiting: Set(lines.compactMap { waiting[$0] }).sorted(),
      needsSecondPerson: session.round.scheme.changes?.secondPerson ?? false)
  }
}

/// What became of marks that were to replace others.
struct MarkProposal {
  /// The number of the change; nil where all of it waits for approval already.
  let number: Int?
  let lines: Int
  /// How many of the lines were not put forward before.
  let proposed: Int
  /// The changes that say the same and wait already.
  let waiting: [Int]
  let needsSecondPerson: Bool

  func tell(dry: Bool, _ output: inout Output) {
    if let number {
      output.done(
        needsSecondPerson
          ? Bilingual(
            zh:
              "更改已有分数 \(proposed) 处，已作为第 \(number) 号更改提出，原分数暂不变；须由另一人批准：panel decide approve-change \(number) --by 姓名",
            en:
              "\(proposed.of("change")) of marks that stand put forward as change \(number); the marks stay until another person approves: panel decide approve-change \(number) --by NAME"
          )
          : Bilingual(
            zh: "已更改分数 \(proposed) 处（第 \(number) 号更改），原分数保留在卷宗里",
            en: "\(proposed.of("mark")) changed (change \(number)); the old ones stay on record"), dry: dry)
    }
    if !waiting.isEmpty {
      let numbers = waiting.map(String.init).joined(separator: " ")
      output.line(
        Bilingual(
          zh: "另有 \(lines - proposed) 处与待批的第 \(numbers) 号更改相同，没有重复提出",
          en: "\((lines - proposed).of("change")) waiting already as change \(numbers), not put forward again"))
    }
  }

  /// `{"number", "lines", "waiting"}`
  var json: JSON {
    .object([
      "number": number.map { .number($0) } ?? .null, "lines": .number(proposed),
      "waiting": .array(waiting.map { .number($0) }), "needsSecondPerson": .boolean(needsSecondPerson),
    ])
  }
}
