import ExpertReview
import Statistics
import Testing

@testable import PanelCommands

/// A round that acts of every kind are tried on in any order, sensible or not, as a careless office might.
///
/// What steps come to is recorded as their verbs record it; all else is drawn. Days only go on.
struct RandomLife {
  private(set) var round: Round
  private(set) var entries: [FactEntry]
  private(set) var day: CivilDay
  private(set) var refusals: [(kind: String, refusal: RoundRefusal)] = []
  private var random: RandomStream
  /// Whether the next act is for the most part the next one of a draw.
  var isDrawing = false

  /// A round under the sample's scheme.
  static let begun = Result { () throws -> FactEntry in
    let stages = try LifeStages.all.get()
    let rubrics = stages.rubrics.folder.file("Rubrics")
    func bytes(_ name: String) throws -> [UInt8] { try Files.read("\(rubrics)/\(name)") }
    let shelf = SchemeShelf(
      schemes: [SchemeID(SampleScheme.id): try bytes("\(SampleScheme.id)/scheme.json")],
      documents: try bytes("documents.json"))
    let charter = Charter(
      roundID: "life", scheme: SchemeID(SampleScheme.id), shelf: shelf, calendar: try bytes("calendars/china.json"),
      overrides: [])
    return FactEntry(
      sequence: 1, asOf: try #require(CivilDay("2026-03-30")), actor: "王敏", reason: "", recordedAt: "", hash: "h1",
      fact: .begun(charter))
  }
  private static let beginning = Result { try Round(beginning: try begun.get()) }

  init(seed: Int) throws {
    random = RandomStream(seed: "lives", stream: UInt64(seed))
    round = try RandomLife.beginning.get()
    let first = try RandomLife.begun.get()
    entries = [first]
    day = first.asOf
  }

  /// Brings the round sensibly as far as a random place between its beginning and the notice.
  mutating func grow() throws {
    let facts: [(inout RandomLife) throws -> [Fact]] = [
      { life in
        [.candidatesImported(try (1...5).map { try life.declaration($0, "70") }), .expertsImported(life.pool())]
      },
      { [.panelsImported($0.panels(of: 5...5, stage: "expert"))] },
      { [.marked($0.sheets(of: $0.round.seats(in: "expert"), stage: "expert", gaps: 0), origin: .sheet)] },
      { life in try [.examination, .conflicts, .ranking].compactMap { try life.concluded($0) } },
      { _ in [.decided(.confirm(RuleID("R-03"), []))] },
      { [try $0.posted(final: false)].compactMap(\.self) },
    ]
    for make in facts.prefix(random.integer(in: 0...facts.count)) {
      for fact in try make(&self) { try take(fact, by: "王敏", reason: "经研究") }
      day = day.adding(days: 1)
    }
  }

  private mutating func take(_ fact: Fact, by actor: String, reason: String) throws(RoundRefusal) {
    let entry = FactEntry(
      sequence: round.lastSequence + 1, asOf: day, actor: actor, reason: reason, recordedAt: "",
      hash: "h\(round.lastSequence + 1)", fact: fact)
    round = try round.applying(entry)
    entries.append(entry)
  }

  /// Tries one act: whether it was taken.
  mutating func step() throws -> Bool {
    if random.chance(0.3) { day = day.adding(days: random.integer(in: 1...4)) }
    guard let fact = try act() else { return false }
    let actor = random.element(of: ["王敏", "李强", "陈静"])
    let reason = random.chance(0.8) ? "经研究" : ""
    do throws(RoundRefusal) {
      try take(fact, by: actor, reason: reason)
      return true
    } catch {
      refusals.append((RandomLife.name(of: fact), error))
      return false
    }
  }

  /// A fact's kind, and of a decision its act.
  static func name(of fact: Fact) -> String {
    if case .decided(let decision) = fact { return decision.act }
    return fact.kind
  }
}

extension RandomLife {
  /// Kinds of fact and acts of decision that a round of the sample's scheme can know, each of which some life takes.
  static let kinds: Set<String> = [
    "candidates-imported", "experts-imported", "units-imported", "relations-imported", "recommenders-imported",
    "affinities-imported", "sanctions-imported", "recognitions-imported", "returned", "conflict-declared",
    "conflict-settled", "conflicts-imported", "panels-imported", "assigned", "sealed", "frozen", "drawn",
    "seats-changed", "invitation-answered",
    "marked", "change-proposed", "question-raised", "opinion-agreed", "posted", "concluded", "admit", "refuse",
    "set-aside", "confirm", "withdraw", "late-correction", "late-sheet", "met", "not-met", "sign-off", "reopen",
    "choose", "lot", "object", "answer", "withdraw-objection", "late-objection", "sanction", "chair", "approve-change",
    "reject-change",
  ]
  /// What needs more than this scheme has, such as deadlines and conditions that experts vote on, or another record.
  static let others: Set<String> = [
    "begun", "nominations-imported", "handed-on-imported", "reports-imported", "calendar-imported", "voted",
    "round-merged", "extend", "recognition",
  ]
}

// MARK: - What is drawn

extension RandomLife {
  private mutating func candidate() -> CandidateID {
    CandidateID(random.chance(0.03) ? "C99" : "C0\(random.integer(in: 1...5))")
  }
  private mutating func candidates() -> [CandidateID] { (0..<random.integer(in: 1...2)).map { _ in candidate() } }
  private mutating func expert() -> ExpertID {
    ExpertID(random.chance(0.03) ? "E99" : "E0\(random.integer(in: 1...8))")
  }
  private mutating func stage() -> String { random.chance(0.05) ? "nowhere" : "expert" }
  private mutating func rule() -> RuleID { RuleID(random.element(of: ["R-01", "R-02", "R-03", "R-09"])) }
  private mutating func procedure() -> Procedure { random.element(of: Procedure.allCases) }

  /// One of the versions of a declaration, sound or not.
  private mutating func declaration(_ number: Int, _ size: String? = nil) throws -> Candidate {
    let id = "C0\(number)"
    let parameters = size ?? random.element(of: ["70", "130", "3", "5000", "72.5"])
    let record = JSON.object([
      "candidate_id": .text(id), "name": .text("\(id)大模型"), "submitted_on": .text("2026-03-2\(number)"),
      "applicant_name": .text("第\(number)公司"), "project_name": .text("\(id)大模型"),
      "track": .text(number == 4 ? "vertical" : "general"), "params_yi": .text(parameters),
      "domains": .texts(["health"]),
    ])
    let version = round.candidateIndex[CandidateID(id)].map { round.candidates[$0].version + 1 } ?? 1
    return try DeclarationReader(round.scheme).candidate(from: record, version: version).get()
  }

  private mutating func pool() -> [Expert] {
    (1...8).map { number in
      Expert(
        id: ExpertID("E0\(number)"), name: "专家\(number)", employer: number == 6 ? "第1公司" : "第\(number)大学",
        maximumLoad: random.chance(0.2) ? 3 : nil)
    }
  }

  private mutating func panels(of size: ClosedRange<Int> = 3...5, stage: String? = nil) -> PanelList {
    var seats: Set<PanelList.Seat> = []
    for candidate in round.candidates {
      for expert in random.sample(
        min(round.experts.count, random.integer(in: size)), of: round.experts)
      {
        seats.insert(PanelList.Seat(candidate: candidate.id, expert: expert.id))
      }
    }
    if stage == nil, random.chance(0.05) {
      seats.insert(PanelList.Seat(candidate: CandidateID("C99"), expert: ExpertID("E01")))
    }
    return PanelList(stage: stage ?? self.stage(), seats: seats.map(\.self))
  }

  /// Sheets of experts who sit, for the most part, with marks on the scale.
  private mutating func marks() -> MarkBatch {
    let seats = round.seats(in: "expert")
    var some = random.sample(min(seats.count, random.integer(in: 1...12)), of: seats)
    if some.isEmpty || random.chance(0.05) { some = [PanelList.Seat(candidate: candidate(), expert: expert())] }
    return sheets(of: some, stage: stage(), gaps: 0.1)
  }

  private mutating func sheets(of seats: [PanelList.Seat], stage: String, gaps: Double) -> MarkBatch {
    let candidates = Set(seats.map(\.candidate)).sorted()
    let experts = Set(seats.map(\.expert)).sorted()
    return MarkBatch(
      stage: stage, candidates: candidates, experts: experts, width: 2,
      candidateIndex: seats.map { seat in Int32(candidates.firstIndex(of: seat.candidate) ?? 0) },
      expertIndex: seats.map { seat in Int32(experts.firstIndex(of: seat.expert) ?? 0) },
      recused: seats.map { _ in random.chance(gaps / 2) },
      steps: (0..<seats.count * 2).map { _ in Int32(random.chance(gaps) ? -1 : random.integer(in: 60...90)) },
      given: (gaps == 0 ? candidates : random.chance(0.3) ? [candidate()] : []).map {
        .init(candidate: $0, item: ItemID("G"), value: ExactDecimal(random.integer(in: 0...5)))
      })
  }

  private mutating func decision() -> Decision {
    switch random.integer(below: 25) {
    case 17:
      .object(
        ObjectionStatement(
          candidate(), from: random.chance(0.2) ? .anonymous : Objector(kind: .unit, name: "某公司"), ground: "数据存疑"))
    case 18:
      .answer(
        ObjectionAnswer(
          candidate(), number: random.chance(0.5) ? nil : random.integer(in: 1...3),
          random.element(of: ObjectionAnswer.Outcome.allCases)))
    case 19: .withdrawObjection(candidate(), number: random.integer(in: 1...3))
    case 20: .lateObjection(candidate())
    case 21: .recognition(candidate(), stands: random.chance(0.5))
    case 22: .chair(expert(), stage: stage(), random.chance(0.5) ? [] : candidates())
    case 23: .approveChange(random.chance(0.9) ? round.openChanges.last?.number ?? 1 : 2)
    case 24: .rejectChange(round.openChanges.last?.number ?? 1)
    case 0, 1: .admit(candidate())
    case 2: .refuse(candidate())
    case 3: .setAside(candidate(), rule())
    case 4, 5: .confirm(rule(), random.chance(0.7) ? [] : candidates())
    case 6: .withdraw(candidate())
    case 7: .lateCorrection(candidate())
    case 8: .lateSheet(expert())
    case 9: judgment()
    case 10: .signOff(procedure(), stage: random.chance(0.5) ? "" : stage())
    case 11, 12: .reopen(procedure(), stage: random.chance(0.5) ? "" : stage())
    case 13: .choose(candidates())
    case 14: .lot(candidates())
    case 15: .sanction(candidate(), ground: "伪造发票")
    default: .extend(rule(), until: day.adding(days: 3), [])
    }
  }

  /// What happens while a list is public.
  private mutating func actOnNotice() throws -> Fact? {
    let shown = round.postings.flatMap { $0.posting.lines.map(\.candidate) }
    let open = round.objections.isEmpty ? nil : random.element(of: round.objections)
    switch random.integer(below: 7) {
    case 0, 1:
      return .decided(
        .object(
          ObjectionStatement(
            random.element(of: shown),
            from: random.chance(0.2) ? .anonymous : Objector(kind: .unit, name: "某公司"), ground: "数据存疑")))
    case 2, 3:
      return open.map { objection in
        .decided(
          .answer(
            ObjectionAnswer(
              objection.candidate, number: objection.number, random.element(of: ObjectionAnswer.Outcome.allCases))))
      }
    case 4: return open.map { .decided(.withdrawObjection($0.candidate, number: $0.number)) }
    case 5: return try concluded(.ranking)
    default: return try posted(final: random.chance(0.5))
    }
  }

  /// The next act: nil where nothing was there to be done.
  private mutating func act() throws -> Fact? {
    if isDrawing, random.chance(0.8) { return try actOfDraw() }
    isDrawing = false
    if !round.postings.isEmpty, random.chance(0.3) { return try actOnNotice() }
    return switch random.integer(below: 53) {
    case 52: try actOfDraw()
    case 32: .conflictsImported((0..<2).map { _ in declaration() })
    case 33, 34: seatChange()
    case 35, 44, 45: .changeProposed(change())
    case 36, 46, 47: opinion()
    case 37:
      .questionRaised(
        GateQuestion(stage: stage(), candidate: candidate(), expert: expert(), rule: rule(), text: "存疑"))
    case 38:
      .voted(VoteBatch(stage: stage(), rows: [.init(candidate: candidate(), expert: expert(), votes: [rule(): .met])]))
    case 39:
      .affinitiesImported(
        AffinityTable(absent: .zero, candidates: [candidate()], experts: [expert()], pairs: [(0, 0, 500_000)]))
    case 40:
      .sanctionsImported([
        Sanction(
          code: "", name: "第\(random.integer(in: 1...9))公司", scheme: round.scheme.id, decidedOn: day, until: nil,
          ground: "伪造发票")
      ])
    case 41:
      .recognitionsImported([
        Recognition(
          code: "", name: "第\(random.integer(in: 1...9))公司", scheme: round.scheme.id, recognisedOn: day, project: "")
      ])
    case 42:
      .recommendersImported([
        Recommender(id: RecommenderID("R1"), name: "第一局", level: .city, province: "湖南", city: "长沙市")
      ])
    case 43:
      .returned(
        CorrectionReturn(
          until: day.adding(days: random.integer(in: -1...5)),
          entries: [
            .init(
              candidate: candidate(), version: 1,
              faults: [
                .init(rule: rule(), place: Bilingual(zh: "", en: ""), message: Bilingual(zh: "缺", en: "missing"))
              ])
          ]))
    case 0...2:
      .candidatesImported(try random.sample(random.integer(in: 1...5), of: Array(1...5)).map { try declaration($0) })
    case 3: .expertsImported(pool())
    case 4:
      .unitsImported([
        UnitEntry(
          name: "第\(random.integer(in: 1...5))公司", parent: "第\(random.integer(in: 1...8))大学", share: ExactDecimal(60))
      ])
    case 5:
      .relationsImported([
        Relation(
          expert: expert(), party: "第\(random.integer(in: 1...5))公司", partyType: .unit,
          kind: random.element(of: [.employment, .collaboration]), until: random.chance(0.5) ? day : nil)
      ])
    case 6:
      .conflictDeclared(declaration())
    case 7:
      .conflictSettled(
        ConflictSettlement(
          candidate: candidate(), expert: expert(),
          outcome: random.element(of: ConflictSettlement.Outcome.allCases)))
    case 8:
      .invitationAnswered(
        InvitationAnswer(
          expert: expert(), answer: random.element(of: InvitationAnswer.Answer.allCases),
          stage: random.chance(0.8) ? "" : stage()))
    case 9: round.experts.isEmpty ? nil : .panelsImported(panels())
    case 10, 11: try assigned()
    case 12...15: .marked(marks(), origin: random.chance(0.9) ? .sheet : .outside)
    case 16, 17: try concluded(.examination)
    case 18: try concluded(.conflicts)
    case 19...21: try concluded(.ranking)
    case 22, 23: try posted(final: false)
    case 24, 25: try posted(final: true)
    default: .decided(decision())
    }
  }

  /// The chair's word, for the most part on a question that is open.
  private mutating func judgment() -> Decision {
    let met = random.chance(0.5)
    guard let open = round.questions.last(where: \.isOpen)?.question, random.chance(0.9) else {
      return .judge(rule(), met: met, candidates())
    }
    return .judge(open.rule, met: met, [open.candidate])
  }

  private mutating func declaration() -> ConflictDeclaration {
    ConflictDeclaration(
      candidate: candidate(), expert: expert(), kind: random.element(of: ["collaboration", "employment", "kin"]),
      by: random.element(of: [.expert, .candidate, .staff]), evidence: "声明", withdrawn: random.chance(0.3))
  }

  /// Somebody leaves a seat, and somebody or nobody takes it.
  private mutating func seatChange() -> Fact? {
    let seats = round.seats(in: "expert")
    guard !seats.isEmpty else { return nil }
    let seat = random.element(of: seats)
    return .seatsChanged(
      SeatChanges(
        stage: stage(),
        changes: [
          .init(
            candidate: seat.candidate, leaves: random.chance(0.9) ? seat.expert : expert(),
            enters: random.chance(0.6) ? expert() : nil,
            cause: random.element(of: [.declined, .unavailable, .conflict, .replaced]))
        ]))
  }

  /// Marks that stand, or do not, are to be others.
  private mutating func change() -> MarkChange {
    let seats = round.seats(in: "expert")
    let seat = seats.isEmpty ? nil : random.element(of: seats)
    return MarkChange(
      stage: stage(), ground: random.chance(0.9) ? "typing" : "whim",
      lines: [
        .init(
          candidate: seat?.candidate ?? candidate(), expert: seat?.expert ?? expert(),
          entry: random.chance(0.9)
            ? .mark(ItemID(random.chance(0.5) ? "A" : "B"), steps: Int32(random.integer(in: 60...101))) : .recusal(true)
        )
      ])
  }

  /// A panel's opinion, signed by all who sit or by whoever.
  private mutating func opinion() -> Fact? {
    guard let candidate = round.candidates.isEmpty ? nil : random.element(of: round.candidates).id else { return nil }
    let panel = round.panel(of: candidate, in: "expert").map(\.id)
    let chair = round.chair(of: candidate, in: "expert") ?? expert()
    return .opinionAgreed(
      PanelOpinion(
        stage: stage(), candidate: candidate, chair: chair, text: "同意推荐",
        signed: random.chance(0.8) ? panel : [expert()],
        dissents: random.chance(0.1) ? [.init(expert: expert(), text: "保留意见")] : [], beforeMarks: random.chance(0.5)))
  }

  private func concluded(_ procedure: Procedure) throws -> Fact? {
    let key = Conclusion.Key(procedure: procedure, stage: procedure.isOfStage ? "expert" : "")
    return (try? StepResult(key, of: round, asOf: day))?.map { .concluded($0.conclusion) }
  }

  /// Panels as `panel assign` finds them, where they can be filled.
  private mutating func assigned() throws -> Fact? {
    guard !round.experts.isEmpty, !round.candidates.isEmpty else { return nil }
    let problem = round.panelProblem(stage: try round.reviewStage("expert"), asOf: day)
    guard case .assigned(let found)? = try? assignPanels(problem, seed: "\(random.integer(below: 9))") else {
      return nil
    }
    return .assigned(found.record(stage: "expert"))
  }

  /// A list as `panel publish` makes it from the ranking of the day.
  private func posted(final: Bool) throws -> Fact? {
    guard let ranking = try? round.ranking(stage: try round.reviewStage("expert"), asOf: day) else { return nil }
    let lines = ranking.postingLines(round)
    if final { return .posted(round.finalPosting(of: lines, on: day)) }
    return try round.notice(of: lines, on: day).map { .posted($0) }
  }
}
