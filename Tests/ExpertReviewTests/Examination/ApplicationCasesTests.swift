import ExpertReview
import Testing

@Suite struct `Application cases of the schemes for large models` {
  let scheme: Scheme

  init() throws { scheme = try RubricsFolder.scheme("hunan-2025-call-llm") }

  func examined(
    _ record: LLMRecord, sanctions: [Sanction] = [], setAside: [CandidateID: Set<RuleID>] = [:]
  ) throws -> Examination {
    let candidate = try record.candidate(under: scheme)
    let context = ExaminationContext(
      scheme: scheme, candidates: [candidate], sanctions: sanctions, setAside: setAside,
      asOf: try #require(CivilDay("2025-12-01")))
    return examine(candidate, in: context)
  }

  func troubles(_ examination: Examination) -> [String] {
    examination.findings.filter { $0.verdict != .pass && $0.verdict != .open }
      .map { "\($0.rule.rawValue) \($0.verdict.rawValue)" }
  }

  @Test func `a sound record passes with nothing but open items`() throws {
    let examination = try examined(LLMRecord())
    #expect(troubles(examination) == [])
    #expect(examination.verdict == .pass)
    #expect(examination.findings.contains { $0.rule == RuleID("HL-08") && $0.verdict == .pass })
  }

  @Test(arguments: [
    ("8.00", Verdict.pass, []), ("7.99", .fail, ["HL-08 fail"]), ("800000000", .review, ["X-16 review"]),
  ])
  func `case 2: parameters in 亿, a raw count is a question of unit`(
    params: String, verdict: Verdict, expected: [String]
  ) throws {
    let examination = try examined(LLMRecord().with("params_yi", params))
    #expect(examination.verdict == verdict)
    #expect(troubles(examination) == expected)
  }

  @Test(arguments: [("2023-01-02", Verdict.fail), ("2023-01-01", .pass), ("2022-06-30", .pass)])
  func `case 10: two whole accounting years from founding to submission`(founded: String, verdict: Verdict) throws {
    let examination = try examined(LLMRecord().with("founded_on", founded))
    #expect(examination.verdict == verdict)
    #expect(troubles(examination) == (verdict == .fail ? ["HN-04 fail"] : []))
  }

  @Test func `case 10: the manager may set the finding aside, and it shows`() throws {
    let record = LLMRecord().with("founded_on", "2023-01-02")
    let examination = try examined(record, setAside: [CandidateID("C-001"): [RuleID("HN-04")]])
    #expect(examination.verdict == .pass)
    let finding = try #require(examination.findings.first { $0.rule == RuleID("HN-04") })
    #expect(finding.isSetAside)
    #expect(finding.also.contains(RuleID("GL-06")))
    #expect(finding.message.zh.contains("2023-01-02"))
  }

  @Test(arguments: [("general", Verdict.review, ["HL-06 review"]), ("vertical", .pass, [])])
  func `case 12: a general model needs a base of its own, a vertical one may stand on an open one`(
    track: String, verdict: Verdict, expected: [String]
  ) throws {
    let examination = try examined(LLMRecord().with("track", track))
    #expect(examination.verdict == verdict)
    #expect(troubles(examination) == expected)
  }

  @Test func `case 13: no third-party evaluation fails, an unnamed evaluator is returned`() throws {
    let none = try examined(LLMRecord().with("third_party_eval", .boolean(false)).with("eval_org", nil))
    #expect(none.verdict == .fail)
    #expect(troubles(none) == ["HL-07 fail"])
    let unnamed = try examined(LLMRecord().with("eval_org", ""))
    #expect(unnamed.verdict == .formError)
    #expect(troubles(unnamed) == ["X-14 formError"])
  }

  @Test func `case 14: a vertical model without a filing fails no gate`() throws {
    let record = LLMRecord().with("filed", .boolean(false)).with("filing_no", nil).with("filing_date", nil)
    let examination = try examined(record)
    #expect(examination.verdict == .pass)
    #expect(troubles(examination) == [])
  }

  @Test func `case 15: unlawful personal information in the data fails`() throws {
    let examination = try examined(LLMRecord().with("data_illegal_pi", .boolean(true)))
    #expect(examination.verdict == .fail)
    #expect(troubles(examination) == ["HL-09 fail"])
  }

  @Test(arguments: [
    ("hunan-2025-llm", Verdict.fail, "HN-13 fail"), ("hunan-2025-promotion-centre", .pass, "HN-13 warn"),
  ])
  func `case 20: a ban bars its own scheme and is only shown in another`(
    banned: String, verdict: Verdict, expected: String
  ) throws {
    let decided = try #require(CivilDay("2025-12-10"))
    let ban = Sanction(
      code: "91350100M000100Y43", name: "湖南星衡智造有限公司", scheme: SchemeID(banned), decidedOn: decided, until: nil,
      ground: "伪造发票")
    let examination = try examined(LLMRecord().with("submitted_on", "2025-12-20"), sanctions: [ban])
    #expect(examination.verdict == verdict)
    #expect(troubles(examination).contains(expected))
  }

  @Test func `case 20: a ban of three years ends on the day three years later`() throws {
    let decided = try #require(CivilDay("2025-12-10"))
    let ban = Sanction(code: "", name: "", scheme: SchemeID("x"), decidedOn: decided, until: nil, ground: "")
    #expect(ban.bars(submission: try #require(CivilDay("2028-12-09")), months: 36))
    #expect(!ban.bars(submission: try #require(CivilDay("2028-12-10")), months: 36))
  }

  @Test(arguments: [
    ("2025-10-27", Verdict.fail), ("2025-10-28", .review), ("2025-11-12", .review), ("2025-11-13", .pass),
  ])
  func `submission is held against the days on which the measure is in force`(day: String, verdict: Verdict) throws {
    #expect(try examined(LLMRecord().with("submitted_on", day)).verdict == verdict)
  }

  @Test func `a missing cell that a gate reads is returned, and the gate names it`() throws {
    let examination = try examined(LLMRecord().with("params_yi", nil))
    #expect(examination.verdict == .formError)
    #expect(troubles(examination) == ["HL-08 formError", "X-16 formError", "params_yi formError"])
    let gate = try #require(examination.findings.first { $0.rule == RuleID("HL-08") })
    #expect(gate.message.zh.contains("params_yi"))
  }

  @Test func `a year that was left out is named`() throws {
    let examination = try examined(LLMRecord().with("fin.2023.staff", nil))
    let cell = try #require(examination.findings.first { $0.rule == RuleID("fin.YYYY.staff") })
    #expect(cell.verdict == .formError)
    #expect(cell.message.en.contains("fin.2023.staff"))
  }

  @Test func `after the last day for corrections what is missing fails`() throws {
    let candidate = try LLMRecord().with("bank", nil).candidate(under: scheme)
    let last = try #require(CivilDay("2025-12-05"))
    for (asOf, verdict) in [(last, Verdict.formError), (last.adding(days: 1), .fail)] {
      let context = ExaminationContext(
        scheme: scheme, candidates: [candidate],
        returned: [candidate.id: [RuleID("bank"): ReturnGround(fact: 7, on: last.adding(days: -7), until: last)]],
        asOf: asOf)
      #expect(examine(candidate, in: context).verdict == verdict)
    }
  }

  @Test func `the same unit twice in a round is a question for a person, whatever the order`() throws {
    let one = try LLMRecord(id: "C-1").candidate(under: scheme)
    let two = try LLMRecord(id: "C-2").candidate(under: scheme)
    let day = try #require(CivilDay("2025-12-01"))
    for pool in [[one, two], [two, one]] {
      let context = ExaminationContext(scheme: scheme, candidates: pool, asOf: day)
      let finding = try #require(examine(one, in: context).findings.first { $0.rule == RuleID("X-24") })
      #expect(finding.verdict == .review)
      #expect(finding.message.en.contains("C-2"))
    }
  }

  @Test func `examining in any order, and with any pool order, gives the same findings`() throws {
    let varied = [
      LLMRecord(id: "C-1"), LLMRecord(id: "C-2").with("params_yi", "7.99"), LLMRecord(id: "C-3").with("bank", nil),
      LLMRecord(id: "C-4").with("track", "general").with("uscc", "x"), LLMRecord(id: "C-5").with("filing_no", nil),
    ]
    let candidates = try varied.map { try $0.candidate(under: scheme) }
    let day = try #require(CivilDay("2025-12-01"))
    func outcome(_ pool: [Candidate], _ order: [Candidate]) -> [String] {
      let context = ExaminationContext(scheme: scheme, candidates: pool, asOf: day)
      return order.map { examine($0, in: context) }.sorted { $0.candidate < $1.candidate }
        .map { "\($0.candidate) \($0.verdict) \($0.findings.map { "\($0.rule) \($0.verdict) \($0.message.zh)" })" }
    }
    let expected = outcome(candidates, candidates)
    #expect(expected.count == 5 && Set(expected).count == 5)
    #expect(outcome(candidates, candidates.reversed()) == expected)
    #expect(outcome(candidates.reversed(), candidates) == expected)
  }

  @Test func `a consortium needs every unit's pledge and an agreement`() throws {
    let member: JSON = .object(["name": .text("湘江大学"), "uscc": .text("12430000MB0000000X")])
    let record = LLMRecord().with("is_consortium", .boolean(true)).with("members", .array([member]))
    let bare = try examined(record)
    #expect(troubles(bare).contains("GL-11 formError"))
    #expect(troubles(bare).contains("GL-A06 formError"))
    let pledges: JSON = .array([LLMRecord.pledge("湖南星衡智造有限公司"), LLMRecord.pledge("湘江大学")])
    let pledged = try examined(record.with("pledges", pledges))
    #expect(!troubles(pledged).contains("GL-11 formError"))
  }

  @Test func `a preference rule that holds gives its flag`() throws {
    let candidate = try LLMRecord().candidate(under: scheme)
    let context = ExaminationContext(
      scheme: scheme, candidates: [candidate], asOf: try #require(CivilDay("2025-12-01")))
    #expect(context.preferences(of: candidate) == ["GL-09"])
    let other = try LLMRecord().with("app_domains", .array([.text("普惠金融")])).candidate(under: scheme)
    #expect(context.preferences(of: other) == [])
  }
}
