import ExpertReview
import Testing

@testable import PanelCommands

/// `panel conflicts` on the small round: E06 works for the applicant of C01, E02 has worked with that of C04, E08 until
/// December at a unit nearly named as C02's applicant. Besides the sample's kinds of tie there is one that nobody
/// waives.
private func bench(upTo step: RoundInProgress.Step = .searched) throws -> RoundInProgress {
  let collaboration = #"{"id": "collaboration","#
  let kin =
    #"{"id": "kin", "label": {"zh": "亲属", "en": "Kin"}, "level": "hard", "months": "0", "waivable": false, "house": "不得豁免"},"#
  let scheme = SampleScheme.text.replacing(collaboration, with: kin + "\n          " + collaboration)
  return try RoundInProgress(upTo: step, scheme: scheme)
}

extension RoundInProgress {
  /// What stands between two: `kind status`.
  fileprivate func between(_ candidate: String, _ expert: String) throws -> [String] {
    let list = run("conflicts list \(candidate) \(expert) --all --json")
    return try (list.json["conflicts"]?.elements ?? []).map { "\($0["kind"]?.text ?? "") \($0["status"]?.text ?? "")" }
  }
}

@Suite struct `Declaring and taking back` {
  @Test(arguments: [
    ("", "声明：合著论文", "declared: 合著论文"), ("--from staff", "声明：合著论文", "declared: 合著论文"),
    ("--from expert", "专家本人声明：合著论文", "declared by the expert: 合著论文"),
    ("--from candidate", "申报单位声明：合著论文", "declared by the candidate: 合著论文"),
  ])
  func `says by whom`(from: String, zh: String, en: String) throws {
    let round = try bench()
    try round.must("conflicts declare C03 E03 --kind collaboration --evidence 合著论文 \(from)")
    #expect(try round.between("C03", "E03") == ["collaboration standing"])
    #expect(round.run("conflicts list C03 E03").results.contains(zh))
    #expect(round.run("conflicts list C03 E03 --lang en").results.contains(en))
    // The same again adds nothing to the record.
    let facts = try round.round().lastSequence
    let again = try round.must("conflicts declare C03 E03 --kind collaboration --evidence 合著论文 \(from)")
    #expect(again.results.contains("早已记下"))
    #expect(try round.round().lastSequence == facts)
  }

  @Test func `withdraws by kind and declarer, with a reason, and leaves what another declared`() throws {
    let round = try bench()
    try round.must("conflicts declare C03 E03 --kind kin --evidence 连襟 --from expert")
    try round.must("conflicts declare C03 E03 --kind kin --evidence 查实")
    #expect(round.run("conflicts withdraw C03 E03").code == .usage)
    let run = try round.must("conflicts withdraw C03 E03 --kind kin --from expert --reason 记错了人")
    #expect(run.results == "C03 与 E03：声明已撤回：亲属（专家本人）\n")
    #expect(run.messages.contains("C03 与 E03 仍须回避：亲属"))
    let all = try round.must("conflicts withdraw C03 E03 --reason 查无此事 --lang en")
    #expect(all.results == "C03 and E03: declaration withdrawn: Kin (staff)\n")
    #expect(try round.between("C03", "E03") == [])
    let none = round.run("conflicts withdraw C03 E03 --reason 再撤 --json")
    #expect(none.code == .invalidInput)
    #expect(try none.errors.first?["error"]?["code"]?.text == "round.notDeclared")
  }

  @Test(arguments: Language.allCases)
  func `refuses a candidate's fourth unsuitable expert and says who was named`(language: Language) throws {
    let round = try bench()
    for expert in ["E03", "E04", "E05"] {
      try round.must("conflicts declare C03 \(expert) --from candidate --evidence 来函")
    }
    #expect(try round.between("C03", "E03") == ["unsuitable standing"])
    let run = round.run("conflicts declare C03 E01 --from candidate --evidence 来函 --lang \(language.rawValue)")
    #expect(run.code == .invalidInput)
    for name in ["孙三", "李四", "周五"] { #expect(run.messages.contains(name), "\(run.messages)") }
    #expect(run.messages.contains(language == .chinese ? "至多 3 名" : "lets it name 3"))
    // A tie in truth is recorded all the same.
    try round.must("conflicts declare C03 E01 --kind kin --evidence 查实")
  }

  @Test func `has no unsuitable experts but those whom candidates name`() throws {
    let run = try bench().run("conflicts declare C03 E03 --kind unsuitable --evidence x")
    #expect(run.code == .invalidInput && run.messages.contains("没有关系种类“unsuitable”"), "\(run.messages)")
  }

  @Test func `takes the seat of a pair that now is kept apart, and says that nobody stands by`() throws {
    let round = try bench(upTo: .assigned)
    let run = try round.must("conflicts declare C02 E01 --kind employment --evidence 曾任职", ending: .needsPerson)
    #expect(run.results.contains("C02：E01 退出（应当回避）"), "\(run.results)")
    let panel = try round.round().panel(of: CandidateID("C02"), in: "expert").map(\.id.rawValue)
    #expect(!panel.contains("E01") && panel.count == 4)
    let apart = try round.must("conflicts declare C02 E06 --kind kin --evidence 查实")
    #expect(!apart.results.contains("退出"))
  }

  @Test func `writes nothing in a dry run`() throws {
    let round = try bench()
    let facts = try round.round().lastSequence
    let run = try round.must("conflicts declare C03 E03 --evidence x --kind kin --dry-run")
    #expect(run.results.contains("试运行"))
    #expect(try round.round().lastSequence == facts)
  }
}

@Suite struct `Settling` {
  @Test func `a waiver names its authority and is shown with it`() throws {
    let round = try bench()
    let bare = round.run("conflicts waive C01 E06 --reason 仅此一人")
    #expect(bare.code == .usage && bare.messages.contains("--authority"))
    let run = try round.must("conflicts waive C01 E06 --reason 仅此一人 --authority 纪要3号 --by 王敏")
    #expect(run.results == "C01 与 E06：经批准不回避，批准：纪要3号（任职）\n")
    #expect(try round.between("C01", "E06") == ["employment waived"])
    let decided = try #require(
      try round.run("conflicts list C01 E06 --all --json").json["conflicts"]?.elements?.first?["decided"])
    #expect(
      ["outcome", "authority", "by", "on", "reason"].map { decided[$0]?.text }
        == ["waived", "纪要3号", "王敏", "2026-04-20", "仅此一人"])
    let page = try round.must("explain C01 E06 --lang en").results
    #expect(page.contains("waived, approved by 纪要3号 (王敏, 2026-04-20: 仅此一人)"), "\(page)")
  }

  @Test(arguments: Language.allCases)
  func `what the scheme calls unwaivable is refused by name`(language: Language) throws {
    let round = try bench()
    try round.must("conflicts declare C01 E06 --kind kin --evidence 夫妻")
    let run = round.run("conflicts waive C01 E06 --reason x --authority y --lang \(language.rawValue)")
    #expect(run.code == .invalidInput)
    #expect(
      run.messages.contains(language == .chinese ? "方案规定“亲属”关系不得豁免" : "lets nobody waive a tie of the kind"),
      "\(run.messages)")
    // The other one may be, when it is named.
    try round.must("conflicts waive C01 E06 --kind employment --reason x --authority y")
    #expect(try round.between("C01", "E06") == ["employment waived", "kin standing"])
  }

  @Test(arguments: Language.allCases)
  func `a declaration is no false match`(language: Language) throws {
    let round = try bench()
    try round.must("conflicts declare C03 E03 --kind employment --evidence 曾任职")
    let run = round.run("conflicts dismiss C03 E03 --reason x --lang \(language.rawValue)")
    #expect(run.code == .invalidInput)
    #expect(run.messages.contains("panel conflicts withdraw"), "\(run.messages)")
  }

  @Test func `a match that stands by name alone may be dismissed, and reopened`() throws {
    let round = try bench()
    try round.must("conflicts dismiss C01 E06 --reason 同名的另一家公司")
    #expect(try round.between("C01", "E06") == ["employment dismissed"])
    let run = try round.must("conflicts reopen C01 E06 --reason 复核为同一家")
    #expect(run.results.contains("撤销先前的决定") && run.messages.contains("仍须回避：任职"))
    #expect(try round.between("C01", "E06") == ["employment standing"])
    let again = round.run("conflicts reopen C01 E06 --reason 再来 --json")
    #expect(try again.errors.first?["error"]?["code"]?.text == "round.nothingSettled")
  }

  @Test func `what is found after a dismissal is not covered by it`() throws {
    let round = try bench()
    #expect(try round.between("C02", "E08") == ["employment dismissed"])
    let more = "expert_id,party,party_type,kind,from,until,evidence\nE08,长风公司,unit,collaboration,2025-01-01,,联合申报\n"
    try round.must("import relations \(round.file("more.csv", more))")
    #expect(try round.between("C02", "E08") == ["collaboration standing", "employment dismissed"])
  }

  @Test func `only what waits for a decision can be decided`() throws {
    let round = try bench()
    for act in ["confirm", "dismiss", "reopen"] {
      let run = round.run("conflicts \(act) C03 E03 --reason x --json")
      #expect(run.code == .invalidInput)
      #expect(try run.errors.first?["error"]?["code"]?.text == "round.noConflict", "\(act)")
    }
    #expect(round.run("conflicts dismiss C01 E06 --kind kin --reason x").code == .invalidInput)
  }

  @Test func `says in JSON what was settled and what still bars`() throws {
    let round = try bench(upTo: .examined)
    try round.must("conflicts declare C02 E08 --kind kin --evidence 连襟")
    let json = try round.must("conflicts confirm C02 E08 --reason 查实为同一家 --by 王敏 --json").json
    #expect(json["act"]?.text == "confirm" && json["by"]?.text == "王敏")
    #expect(json["conflicts"]?.elements?.map { $0["kind"]?.text } == ["employment"])
    #expect(json["barredBy"]?.elements?.map { $0["kind"]?.text } == ["employment", "kin"])
  }
}

@Suite struct `Tables of conflicts` {
  @Test func `show one expert's, one candidate's, or all`() throws {
    let round = try bench()
    func pairs(_ line: String) throws -> [String] {
      try (round.run(line + " --json").json["conflicts"]?.elements ?? []).map {
        "\($0["candidate"]?.text ?? "") \($0["expert"]?.text ?? "")"
      }
    }
    #expect(try pairs("conflicts") == ["C01 E06", "C04 E02"])
    #expect(try pairs("conflicts --all") == ["C01 E06", "C02 E08", "C04 E02"])
    #expect(try pairs("conflicts --expert E02") == ["C04 E02"])
    #expect(try pairs("conflicts list C01") == ["C01 E06"])
    #expect(round.run("conflicts --expert E2").messages.contains("E02"))
  }

  @Test func `count per expert and per candidate`() throws {
    let round = try bench()
    try round.must("conflicts declare C03 E06 --kind kin --evidence 连襟")
    func counts(_ side: String) throws -> [String] {
      let json = try round.must("conflicts --per \(side) --json").json
      #expect(json["per"]?.text == side)
      return (json["counts"]?.elements ?? []).map { row in
        ["id", "barred", "hard", "soft", "undecided", "dismissed", "waived"]
          .map { row[$0]?.text ?? row[$0]?.scalarText ?? "" }.joined(separator: " ")
      }
    }
    #expect(try counts("expert") == ["E06 2 2 0 0 0 0", "E02 0 0 1 0 0 0", "E08 0 0 0 0 1 0"])
    #expect(try counts("candidate") == ["C01 1 1 0 0 0 0", "C03 1 1 0 0 0 0", "C02 0 0 0 0 1 0", "C04 0 0 1 0 0 0"])
    #expect(try round.must("conflicts --per expert").results.contains("吴六"))
    #expect(try round.must("conflicts --per expert --lang en").results.contains("barred from"))
  }

  @Test func `go to a file that is not written over`() throws {
    let round = try bench()
    let path = round.folder.file("conflicts.csv")
    let run = try round.must("conflicts --all --csv \(path)")
    #expect(run.results.contains("3 行"))
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0].hasSuffix("申报编号,申报对象,专家编号,专家,关系,对方身份,对方,程度,状态,依据,决定,批准,理由,经办人,日期"))
    #expect(lines[2].hasPrefix("C02,长风大模型,E08,王八,任职,applicant,长风公司,必须回避,已排除,"))
    #expect(lines[2].hasSuffix("查实并无此事，已排除,,查实为两家单位,王敏,2026-04-08"))
    #expect(round.run("conflicts --csv \(path)").code != .done)
    let english = try round.must("conflicts --csv - --lang en").results
    #expect(english.contains("candidate,name,expert,expertName,kind,role,party,level,status,evidence,decision"))
  }
}

/// By hand: of eight experts E06 works for C01's applicant and E07 declines, so six are left; E01 and E08 are of one
/// university and at most one of a unit may sit, so five may sit together.
@Suite struct `panel conflicts left` {
  @Test func `tells who is left and why the others are not`() throws {
    let round = try bench(upTo: .assigned)
    let json = try round.must("conflicts left C01 --json").json
    func number(_ key: String) -> String? { json[key]?.scalarText }
    #expect(
      ["demand", "left", "soft", "seated", "together", "lacking"].map(number) == ["5", "6", "0", "5", "5", "0"])
    let experts = json["experts"]?.elements ?? []
    #expect(experts.map { $0["expert"]?.text } == ["E01", "E02", "E03", "E04", "E05", "E08"])
    #expect(experts.map { $0["load"]?.scalarText } == ["4", "3", "4", "4", "3", "0"])
    #expect(experts.map { $0["affinity"]?.text } == ["0.9", "0.8", "0.7", "0.6", "0.5", "0.2"])
    let out = json["out"]?.elements ?? []
    #expect(out.map { $0["reason"]?.text } == ["conflict", "unavailable"])
    #expect(out.map { $0["kind"]?.text } == ["employment", nil])
    #expect(out.map { $0["experts"]?.elements?.map(\.text) } == [["E06"], ["E07"]])
    let page = try round.must("conflicts left C01").results
    for line in [
      "需要 5 位专家，可评的有 6 位，其中 0 位尽量回避；已排 5 位", "同一单位人数有限，至多 5 位可以同组", "不能评的 2 位：", "  · 必须回避（任职） 1 位：E06",
      "  · 不能参加 1 位：E07",
    ] { #expect(page.contains(line), "\(page)") }
    #expect(try round.must("conflicts left C04").results.contains("尽量回避：合作研究"))
  }

  @Test func `ends with 1 where too few are left`() throws {
    let round = try bench(upTo: .assigned)
    try round.must("invite decline E02 --reason 病假", ending: .needsPerson)
    let run = try round.must("conflicts left C01 --lang en", ending: .needsPerson)
    #expect(run.results.contains("5 experts needed, 5 left") && run.results.contains("1 lacking"), "\(run.results)")
  }
}

@Suite struct `A conflict link by link` {
  @Test func `names each end, the days and why they count, the row's own words and the file`() throws {
    let round = try bench()
    let soft = try round.must("explain C04 E02").results
    for line in [
      "· 钱二 —合作研究→ 医衡公司（始于 2023-05-01；止于 2024-06-30，在 2023-04-20 之后，即 36 个月之内，仍算；“联合课题”；据关系表）",
      "· 医衡公司 ＝ 申报单位“医衡公司”（据申报材料）",
    ] { #expect(soft.contains(line), "\(soft)") }
    let english = try round.must("explain C04 E02 --lang en").results
    #expect(english.contains("ended 2024-06-30, after 2023-04-20, so within 36 months: it counts"), "\(english)")
    #expect(try round.must("explain C01 E06").results.contains("· 吴六 —任职→ 星河公司（据专家名单）"))
    let near = try round.must("explain C02 E08").results
    #expect(near.contains("“长枫公司”与“长风公司”相近") && near.contains("dismissed") == false, "\(near)")
    #expect(near.contains("查实并无此事，已排除（王敏，2026-04-08：查实为两家单位）"), "\(near)")
  }

  @Test func `tells a tie that ended too long ago`() throws {
    let round = try bench()
    let old =
      "expert_id,party,party_type,kind,from,until,evidence\nE03,云杉公司,unit,employment,2015-01-01,2020-12-31,曾任职\n"
    try round.must("import relations \(round.file("old.csv", old))")
    let page = try round.must("explain C03 E03").results
    #expect(page.contains("已过期的关系：任职 → 申报单位“云杉公司”，止于 2020-12-31，不晚于 2023-04-20"), "\(page)")
    let json = try round.must("explain C03 E03 --json").json
    let lapsed = try #require(json["lapsed"]?.elements?.first)
    #expect(
      ["kind", "role", "party", "ended", "countsAfter"].map { lapsed[$0]?.text } == [
        "employment", "applicant", "云杉公司", "2020-12-31", "2023-04-20",
      ])
    #expect(try round.must("explain C03 E03 --lang en").results.contains("it does not count"))
  }
}
