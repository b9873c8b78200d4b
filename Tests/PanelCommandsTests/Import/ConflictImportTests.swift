import ExpertReview
import Testing

@testable import PanelCommands

/// Declarations many at once: `panel import conflicts`.
@Suite struct `Importing conflicts` {
  private func bench() throws -> RoundInProgress { try RoundInProgress(upTo: .searched) }

  private func bring(_ round: RoundInProgress, _ rows: String, _ more: String = "") throws -> CapturedRun {
    round.run("import conflicts \(try round.file("declared.csv", rows)) \(more)")
  }

  private static let sound = """
    申报编号,专家,关系,声明方,依据,撤回
    C01,E01,任职,专家,承诺书第2页,
    C02,E03,合作研究,,工作人员查实,否
    C03,E05,,申报单位,5月8日来函,

    """

  @Test func `takes them in one fact, by id or label, and a second time changes nothing`() throws {
    let round = try bench()
    let before = try round.round().lastSequence
    let run = try bring(round, Self.sound)
    #expect(run.code == .done && run.results.contains("回避声明：新增 3，更正 0，未变 0"), "\(run.messages)")
    let after = try round.round()
    #expect(after.lastSequence == before + 1)
    #expect(
      after.standingDeclarations.map { "\($0.candidate) \($0.expert) \($0.kind) \($0.declarer) \($0.evidence)" } == [
        "C01 E01 employment expert 承诺书第2页", "C02 E03 collaboration staff 工作人员查实", "C03 E05 unsuitable candidate 5月8日来函",
      ])
    let again = try bring(round, Self.sound, "--lang en")
    #expect(again.results.contains("added 0, corrected 0, unchanged 3"))
    #expect(try round.round().lastSequence == before + 1)
  }

  @Test func `keeps what a later file leaves out, and takes back only what a row says`() throws {
    let round = try bench()
    _ = try bring(round, Self.sound)
    let back = "candidate,expert,kind,by,evidence,withdrawn\nC01,E01,employment,expert,登记有误,yes\n"
    #expect(try bring(round, back).results.contains("新增 0，更正 1，未变 0"))
    #expect(try round.round().standingDeclarations.map(\.expert.rawValue) == ["E03", "E05"])
    #expect(try bring(round, back).results.contains("新增 0，更正 0，未变 1"))
    // The old file does not bring it back unless somebody says so.
    let old = try bring(round, Self.sound)
    #expect(old.code == .invalidInput && old.messages.contains("C01 – E01 – employment"), "\(old.messages)")
    #expect(try bring(round, Self.sound, "--replace --reason 复核属实").code == .done)
    #expect(try round.round().standingDeclarations.count == 3)
  }

  @Test func `tells every fault with its row and takes nothing`() throws {
    let round = try bench()
    let before = try round.round().lastSequence
    let run = try bring(
      round,
      """
      candidate,expert,kind,by,evidence,withdrawn
      C9,E01,employment,,x,
      C01,E99,employment,,x,
      C01,E01,friend,,x,
      C01,E02,employment,judge,x,
      C01,E03,employment,,x,perhaps
      C01,E04,employment,,x,yes
      C02,E01,employment,,x,
      C02,E01,任职,,y,
      C02,E02,unsuitable,expert,x,

      """, "--json")
    #expect(run.code == .invalidInput)
    let faults = try run.errors.map { error in
      "\(error["error"]?["row"]?.scalarText ?? "") \(error["error"]?["code"]?.text ?? "")"
    }
    #expect(
      Set(faults) == [
        "2 import.unknownCandidate", "3 import.unknownExpert", "4 import.notInList", "5 import.notInList",
        "6 import.notInList", "7 import.nothingDeclared", "9 import.repeated", "10 import.notInList",
      ], "\(faults)")
    #expect(try round.round().lastSequence == before)
  }

  @Test(arguments: Language.allCases)
  func `refuses a row too many of a candidate's letters, with those named before it`(language: Language) throws {
    let round = try bench()
    try round.must("conflicts declare C03 E01 --from candidate --evidence 来函")
    let rows = ["E02", "E03", "E04"].map { "C03,\($0),,candidate,来函,\n" }.joined()
    let header = "candidate,expert,kind,by,evidence,withdrawn\n"
    let run = try bring(round, header + rows, "--lang \(language.rawValue)")
    #expect(run.code == .invalidInput)
    #expect(run.messages.contains(language == .chinese ? "方案至多 3 名" : "lets it name 3"), "\(run.messages)")
    #expect(run.messages.contains("赵一") && run.messages.contains("孙三"))
    // The sound rows alone, and room once a letter is taken back in the same file.
    let back = header + "C03,E01,,candidate,来函撤回,yes\n" + rows
    #expect(try bring(round, back).code == .done)
    #expect(try round.round().standingDeclarations.map(\.expert.rawValue) == ["E02", "E03", "E04"])
  }

  @Test func `wants a ground for what is taken back`() throws {
    let round = try bench()
    _ = try bring(round, Self.sound)
    let back = "candidate,expert,kind,by,withdrawn\nC01,E01,employment,expert,是\n"
    let run = try bring(round, back)
    #expect(run.code == .invalidInput && run.messages.contains("撤回声明要写明理由"), "\(run.messages)")
    #expect(try bring(round, back, "--reason 登记有误").code == .done)
  }

  @Test func `an expert's statement with the pledge makes one fact, and none when nothing is new`() throws {
    let round = try bench().round()
    let stated = [
      DeclaredConflict(candidate: CandidateID("C01"), kind: "employment", evidence: "曾任顾问"),
      DeclaredConflict(candidate: CandidateID("C02"), kind: "collaboration", evidence: "合著"),
    ]
    let facts = DeclaredConflicts.facts(of: ExpertID("E03"), stated, in: round)
    #expect(facts.map(\.kind) == ["conflicts-imported"])
    #expect(DeclaredConflicts.facts(of: ExpertID("E03"), [stated[0]], in: round).map(\.kind) == ["conflict-declared"])
    #expect(DeclaredConflicts.facts(of: ExpertID("E03"), [], in: round).isEmpty)
    var after = round
    for fact in facts {
      after = try after.applying(
        FactEntry(
          sequence: after.lastSequence + 1, asOf: CapturedRun.today, actor: "王敏", reason: "", recordedAt: "", hash: "",
          fact: fact))
    }
    #expect(after.standingDeclarations.map(\.declarer) == [.expert, .expert])
    #expect(DeclaredConflicts.facts(of: ExpertID("E03"), stated, in: after).isEmpty)
  }
}
