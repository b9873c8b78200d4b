import ExpertReview
import Testing

@testable import PanelCommands

/// Marks changed by two people, through the commands.
@Suite struct `Changing a mark` {
  static let policy = #"""
    "changes": {"grounds": [
      {"id": "sum-error", "label": {"zh": "汇总计算错误", "en": "Error in a sum"}, "house": "类比"},
      {"id": "recusal", "label": {"zh": "应当回避", "en": "Conflict of interest"}, "house": "类比"}],
      "secondPerson": true, "house": "办法没有规定"}, "sanctions":
    """#

  static let scheme = SampleScheme.text.replacing(#""sanctions":"#, with: policy)

  static let header = "candidate,expert,criterion,mark,comment\n"

  /// As far as the ranking; C01 and C02 are listed, C03 is in reserve.
  private func ranked() throws -> RoundInProgress { try RoundInProgress(upTo: .ranked, scheme: Self.scheme) }

  private func number(_ run: CapturedRun) throws -> Int {
    try #require(run.json["change"]?["number"]?.scalarText.flatMap { Int($0) })
  }

  /// E01 gave C01 90 and 80; it is put forward that A be 60.
  @discardableResult
  private func propose(_ round: RoundInProgress, by actor: String = "王敏") throws -> Int {
    let file = try round.file("changed.csv", Self.header + "C01,E01,A,60,\n")
    return try number(
      round.must("import scores \(file) --replace --ground sum-error --reason 加错了 --by \(actor) --json"))
  }

  @Test func `needs one of the scheme's grounds, which a refusal lists`() throws {
    let round = try ranked()
    let before = try round.round().lastSequence
    let file = try round.file("changed.csv", Self.header + "C01,E01,A,60,\n")
    for (ground, words) in [("", "更改已有的分数要写明是哪一种事由"), ("--ground sums", "没有更改事由“sums”")] {
      let refused = round.run("import scores \(file) --replace \(ground) --reason 加错了")
      #expect(refused.code == .invalidInput)
      #expect(refused.messages.contains(words), "\(refused.messages)")
      #expect(refused.messages.contains("sum-error（汇总计算错误）、recusal（应当回避）"))
      let english = round.run("import scores \(file) --replace \(ground) --reason x --lang en").messages
      #expect(english.contains("sum-error (Error in a sum), recusal (Conflict of interest)"), "\(english)")
    }
    #expect(round.run("import scores \(file) --ground sum-error").code == .usage)
    #expect(try round.round().lastSequence == before)
    let free = try RoundInProgress(upTo: .ranked)
    let unregulated = free.run("import scores \(file) --replace --ground sum-error --reason 加错了")
    #expect(unregulated.messages.contains("去掉 --ground"), "\(unregulated.messages)")
  }

  @Test func `is put forward, told, and takes effect by another person alone`() throws {
    let round = try ranked()
    let number = try propose(round)
    #expect(try round.must("explain C01 --json").json["score"]?.text == "83.67")
    for language in Language.allCases {
      let page = try round.must("status --lang \(language.rawValue)").results
      for words in language == .chinese
        ? ["第 \(number) 号 汇总计算错误（王敏，2026-04-20：加错了）", "C01 E01 A：90 → 60", "panel decide approve-change \(number)"]
        : ["change \(number) Error in a sum (王敏, 2026-04-20: 加错了)", "C01 E01 A: 90 → 60"]
      {
        #expect(page.contains(words), "\(words)\n\(page)")
      }
    }
    for name in ["王敏", "'王 敏'", "'王敏 '", "王　敏"] {
      for (language, words) in [("zh", "须由另一人批准或驳回"), ("en", "is the same person")] {
        let refused = round.run("decide approve-change \(number) --by \(name) --lang \(language)")
        #expect(refused.code == .needsPerson && refused.messages.contains(words), "\(refused.messages)")
        #expect(refused.messages.contains("王敏"))
      }
      #expect(round.run("decide reject-change \(number) --reason 不改 --by \(name)").code == .needsPerson)
    }
    try round.must("decide approve-change \(number) --by 李处长", on: "2026-04-21")
    // (76 + 81 + 78) ÷ 3 no more: E01's sheet is 60 × 0.6 + 80 × 0.4 = 68, the lowest, and is dropped.
    let explained = try round.must("explain C01 --json").json
    let earlier = try #require(explained["earlierMarks"]?.elements?.first)
    #expect(earlier["was"]?.text == "90" && earlier["now"]?.text == "60" && earlier["by"]?.text == "王敏")
    #expect(earlier["approved"]?["by"]?.text == "李处长" && earlier["approved"]?["on"]?.text == "2026-04-21")
    let page = try round.must("explain C01").results
    #expect(page.contains("C01 E01 A：90 → 60（汇总计算错误；王敏 2026-04-20 提出：加错了；李处长 2026-04-21 批准）"), "\(page)")
    #expect(
      try round.must("explain C01 --lang en").results.contains(
        "C01 E01 A: 90 → 60 (Error in a sum; put forward by 王敏 on 2026-04-20: 加错了; approved by 李处长 on 2026-04-21)"))
    try round.must("rank", on: "2026-04-22")
    let check = try round.must("verify --json").json
    #expect(check["record"]?.text == "intact" && check["recomputed"]?.text == "same")
  }

  @Test func `holds up the signature and the list while it waits, and the ranking says so`() throws {
    let round = try ranked()
    try round.must("decide confirm R-03 --reason 已逐一查询 --by 王敏")
    let number = try propose(round)
    for line in ["decide sign-off ranking --by 李处长", "publish \(round.folder.file("notice"))"] {
      let refused = round.run(line)
      #expect(refused.code == .needsPerson && refused.messages.contains("第 \(number) 号"), "\(refused.messages)")
    }
    #expect(try round.must("status --json").json["next"]?["en"]?.text?.contains("approve-change \(number)") == true)
    let warned = try round.must("rank")
    #expect(warned.messages.contains("第 \(number) 号更改还没有批准"))
    #expect(try round.must("rank --json").errors.first?["warning"]?["code"]?.text == "rank.changesOpen")
    try round.must("decide reject-change \(number) --reason 与原表相符 --by 李处长")
    #expect(try round.must("explain C01").results.contains("李处长 于 2026-04-20 驳回：与原表相符"))
    try round.must("rank")
    try round.must("decide sign-off ranking --by 李处长")
    try round.must("publish \(round.folder.file("notice"))")
  }

  @Test func `is put forward once however often the file is read`() throws {
    let round = try ranked()
    let number = try propose(round)
    let before = try round.round().lastSequence
    let file = round.folder.file("changed.csv")
    let again = try round.must("import scores \(file) --replace --ground sum-error --reason 再读一次")
    #expect(again.results.contains("与待批的第 \(number) 号更改相同"), "\(again.results)")
    #expect(try round.round().lastSequence == before)
    // New marks of the same file come in at once: E06 left B of C04 open.
    let both = try round.file("both.csv", Self.header + "C04,E06,B,70,\nC01,E02,A,84,\n")
    let run = try round.must("import scores \(both) --replace --ground sum-error --reason 补录 --json").json
    #expect(run["change"]?["lines"]?.scalarText == "1")
    #expect(try round.round().owing(in: "expert").isEmpty)
  }

  @Test func `of a sheet and of the terminal is put forward too`() throws {
    let round = try RoundInProgress(upTo: .assigned, scheme: Self.scheme)
    try round.must("sheets \(round.folder.file("sheets"))")
    let blank = String(decoding: try Files.read(round.folder.file("sheets/E01.csv")), as: UTF8.self)
    func sheet(_ mark: String, _ name: String) throws -> String {
      try round.file(
        name,
        blank.split(separator: "\n", omittingEmptySubsequences: false).map { line in
          line.contains(",A,基础,") ? String(line).replacing("0–100,,", with: "0–100,\(mark),") : String(line)
        }.joined(separator: "\n"))
    }
    try round.must("collect \(sheet("80", "first.csv"))")
    #expect((try round.round().scorebooks["expert"]?.markCount ?? 0) > 0, "\(blank)")
    let changed = try sheet("81", "second.csv")
    #expect(round.run("collect \(changed) --replace --reason 看错").code == .invalidInput)
    let told = try round.must("collect \(changed) --replace --ground sum-error --reason 看错 --by 王敏")
    #expect(told.results.contains("须由另一人批准：panel decide approve-change"), "\(told.results)")
    #expect(try round.round().openChanges.count == 1)
    let first = try #require(try round.round().candidates(of: ExpertID("E01"), in: "expert").first?.id)
    let typed = CapturedRun(
      CapturedRun.words(
        of: "score E01 --candidate \(first) --ground sum-error --reason 看错 --by 赵一 --as-of 2026-04-20"
      ) + ["--round", round.folder.file("round.panel")], input: "70\n75\n\n")
    #expect(typed.code == .done, "\(typed.messages)")
    let open = try round.round().openChanges
    #expect(open.count == 2 && open.last?.change.lines.count == 1 && open.last?.by == "赵一")
    // B was missing, so 75 is new and stands.
    #expect(try round.round().scorebooks["expert"]?.markCount == 5)
  }

  @Test func `by a recusal found late keeps the marks on record`() throws {
    let round = try ranked()
    let file = try round.file("void.csv", Self.header + "C01,E01,A,recused,\n")
    let number = try number(
      round.must("import scores \(file) --replace --ground recusal --reason 任职单位即申报单位 --by 王敏 --json"))
    try round.must("decide approve-change \(number) --by 李处长")
    let page = try round.must("explain C01").results
    #expect(page.contains("C01 E01：未回避 → 回避（应当回避；王敏"), "\(page)")
    #expect(page.contains("原有分数不计：A 90 B 80"))
  }

  @Test func `stands in the archive so that a person can read it`() throws {
    let round = try ranked()
    let number = try propose(round)
    try round.must("decide approve-change \(number) --by 李处长")
    let file = round.folder.file("archive.jsonl")
    try round.must("export \(file) --form archive")
    let lines = String(decoding: try Files.read(file), as: UTF8.self).split(separator: "\n").map(String.init)
    let proposal = try #require(lines.first { $0.contains(#""kind":"change-proposed""#) })
    #expect(
      proposal.contains(
        #""payload":{"stage":"expert","ground":"sum-error","changes":[{"candidate":"C01","expert":"E01","item":"A","steps":60}]}"#
      ), "\(proposal)")
    #expect(lines.contains { $0.contains(#""act":"approve-change","change":\#(number)"#) && $0.contains("李处长") })
  }

  @Test func `of a sheet that was late goes past a signature, and takes two people still`() throws {
    let round = try ranked()
    try round.must("decide sign-off ranking --leader 李处长 --by 王敏")
    let file = try round.file("changed.csv", Self.header + "C01,E01,A,60,\n")
    let line = "import scores \(file) --replace --ground sum-error --reason 加错了 --by 王敏"
    let frozen = round.run(line)
    #expect(frozen.code == .needsPerson && frozen.messages.contains("李处长"), "\(frozen.messages)")
    try round.must("decide late-sheet E01 --reason 航班延误 --by 李处长")
    let number = try propose(round)
    #expect(round.run("decide approve-change \(number) --by 王敏").code == .needsPerson)
    try round.must("decide approve-change \(number) --by 李处长")
    try round.must("rank")
    #expect(try round.must("explain C01").results.contains("A：90 → 60"))
    let check = try round.must("verify --json").json
    #expect(check["record"]?.text == "intact" && check["recomputed"]?.text == "same")
    let other = try round.file("other.csv", Self.header + "C01,E02,A,60,\n")
    #expect(round.run(line.replacing(file, with: other)).code == .needsPerson)
  }

  @Test func `of an unknown number is refused with those that wait`() throws {
    let round = try ranked()
    let number = try propose(round)
    for typed in ["99", "abc"] {
      let refused = round.run("decide approve-change \(typed) --by 李处长")
      #expect(refused.code == .invalidInput && refused.messages.contains("待批的有：\(number)"), "\(refused.messages)")
    }
  }
}
