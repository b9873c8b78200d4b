import ExpertReview
import Testing

@testable import PanelCommands

/// Objections at the command line, from the letter that comes in to the one that goes out.
@Suite struct `panel decide object and answer` {
  private func ids(_ json: JSON?, _ key: String) -> [String] { json?[key]?.elements?.compactMap(\.text) ?? [] }

  private static let full =
    "decide object C05 --from 某公司 --objector unit --contact 0731-1 --ground 投入数据存疑 --against params_yi --evidence 合同"

  @Test func `P7: each objection is numbered, holds its own candidate until all are answered, and gets its letter`()
    throws
  {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let first = try round.must("\(Self.full) --json", on: "2025-11-25").json
    #expect(first["number"]?.compactText == "1")
    let told = try round.must(
      "decide object C05 --from 张某 --objector person --ground 名次不当 --against place --received 2025-11-28",
      on: "2025-12-01")
    #expect(told.results.contains("第 2 号") && told.results.contains("暂缓公布"))
    let early = try round.must(
      "publish \(round.folder.file("final")) --final --json", on: "2025-12-01", ending: .needsPerson
    ).json
    #expect(ids(early, "held") == ["C05"] && ids(early, "listed").count == 11)

    let letters = round.folder.file("letters")
    let one = try round.must(
      "decide answer C05 --number 1 --outcome dismissed --reason 查无实据 --letters \(letters)", on: "2025-12-02")
    #expect(one.results.contains("还有 1 件没有答复"))
    let still = round.run("publish \(round.folder.file("final")) --final", on: "2025-12-02")
    #expect(still.code == .needsPerson && still.messages.contains("C05"), "\(still.messages)")
    try round.must(
      "decide answer C05 --outcome dismissed --reason 名次依据办法计算 --letters \(letters) --lang en", on: "2025-12-03")
    let text = String(decoding: try Files.read(letters + "/objection-1.txt"), as: UTF8.self)
    #expect(text.contains("某公司：") && text.contains("“参数量”") && text.contains("异议不成立") && text.contains("查无实据"))
    #expect(!text.contains("张某") && !text.contains("专家1"))
    let english = String(decoding: try Files.read(letters + "/objection-2.html"), as: UTF8.self)
    #expect(english.contains("its place") && english.contains("dismissed") && english.contains("lang=\"en\""))
    let whole = try round.must("publish \(round.folder.file("final")) --final --json", on: "2025-12-03").json
    #expect(ids(whole, "listed") == ["C05"])
    #expect(round.run("verify").code == .done)
  }

  @Test func `a name or anonymity is asked for, and not both`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    for (line, code) in [
      ("decide object C05 --ground x --json", "verb.noObjector"),
      ("decide object C05 --ground x --from 某人 --objector anonymous --json", "verb.namedAndAnonymous"),
      (
        "decide answer C05 --outcome dismissed --effect rerank --reason x --json", "verb.effectOfDismissal"
      ),
    ] {
      let run = round.run(line, on: "2025-11-25")
      #expect(run.code == .usage)
      #expect(try run.errors.first?["error"]?["code"]?.text == code)
    }
  }

  @Test(arguments: [("note", [String]()), ("hold", ["C05"])])
  func `an anonymous one holds as the scheme says`(policy: String, held: [String]) throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21", anonymous: policy)
    let told = try round.must("decide object C05 --ground 抄袭 --objector anonymous --lang en", on: "2025-11-25").results
    #expect(told.contains("anonymous") && told.contains(held.isEmpty ? "holds nothing" : "is held"))
    let final = try round.must(
      "publish \(round.folder.file("final")) --final --json", on: "2025-11-29",
      ending: held.isEmpty ? .done : .needsPerson
    ).json
    #expect(ids(final, "held") == held)
  }

  @Test func `a late one is refused, and taken by a decision while the candidate is held anyway`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let late = round.run("decide object C05 --from 某公司 --ground 数据存疑", on: "2025-12-01")
    #expect(late.messages.contains("逾期") && late.messages.contains("late-objection"), "\(late.messages)")
    let english = round.run("decide object C05 --from 某公司 --ground 数据存疑 --lang en", on: "2025-12-01")
    #expect(english.messages.contains("late-objection"))
    try round.must("decide late-objection C05 --reason 邮寄途中延误", on: "2025-12-01")
    try round.must("decide object C05 --from 某公司 --ground 数据存疑", on: "2025-12-01")
    #expect(try round.round().openObjections(against: CandidateID("C05")).count == 1)
  }

  @Test func `against one who is not on the notice it is refused`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let run = round.run("decide object C13 --from 某公司 --ground x --json", on: "2025-11-25")
    #expect(try run.errors.first?["error"]?["code"]?.text == "round.notProposed")
  }

  @Test func `upheld for a correction, the candidate waits for it, and the list is shown again where it turns`() throws
  {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    let folder = round.folder.file("final")
    try round.must(Self.full, on: "2025-11-25")
    let answered = try round.must(
      "decide answer C05 --outcome upheld --effect rerank --reason 合分有误 --lang en", on: "2025-11-26")
    #expect(answered.results.contains("corrected and ranked anew") && answered.messages.contains("panel rank"))
    var status = try round.must("status --json", on: "2025-11-26").json
    #expect(status["waiting"]?.elements?.contains { $0["kind"]?.text == "uncorrected" } == true)
    let held = try round.must("publish \(folder) --final --json --dry-run", on: "2025-11-29", ending: .needsPerson).json
    #expect(ids(held, "held") == ["C05"])
    // 93.40 in truth: C05 passes C04, which has 93.
    let marks =
      "candidate,expert,criterion,mark,comment\n"
      + (1...5).map { "C05,E\($0),A,93,\nC05,E\($0),B,94,\n" }.joined()
    try round.must("import scores \(try round.file("m.csv", marks)) --replace --reason 合分有误", on: "2025-11-27")
    status = try round.must("status --json", on: "2025-11-27").json
    #expect(status["waiting"]?.elements?.contains { $0["kind"]?.text == "unranked" } == true)
    try round.must("rank", on: "2025-11-27")
    let shown = try round.must("publish \(folder) --json", on: "2025-11-27").json
    #expect(shown["kind"]?.text == "corrected" && ids(shown, "anew") == ["C05", "C04"])
    let first = try round.must("publish \(folder) --final --json", on: "2025-11-29", ending: .needsPerson).json
    #expect(ids(first, "listed").count == 10 && ids(first, "held").isEmpty && ids(first, "running") == ["C05", "C04"])
    #expect(ids(try round.must("publish \(folder) --final --json", on: "2025-12-05").json, "listed") == ["C05", "C04"])
    #expect(round.run("verify").code == .done)
  }

  @Test func `taken back, it holds nothing`() throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21")
    try round.must(Self.full, on: "2025-11-25")
    try round.must("decide withdraw-objection C05 --number 1 --reason 来函撤回", on: "2025-11-26")
    try round.must("publish \(round.folder.file("final")) --final", on: "2025-11-29")
  }

  @Test(arguments: Language.allCases)
  func `no public page names experts, marks or who objected`(language: Language) throws {
    let round = try `After the ranking`.round(postedOn: "2025-11-21", listed: 10)
    let folder = round.folder.file("public")
    let spoken = "publish \(folder) --lang \(language.rawValue)"
    try round.must("decide object C05 --from 某告发公司 --contact 0731-1 --ground 抄袭某产品", on: "2025-11-24")
    try round.must("decide withdraw C03 --reason 单位来函", on: "2025-11-24")
    try round.must("rank", on: "2025-11-24")
    try round.must(spoken, on: "2025-11-24")
    let marks = "candidate,expert,criterion,mark,comment\n" + (1...5).map { "C09,E\($0),A,97,\n" }.joined()
    try round.must("import scores \(try round.file("m.csv", marks)) --replace --reason 录入有误", on: "2025-11-25")
    try round.must("rank", on: "2025-11-25")
    try round.must(spoken, on: "2025-11-25")
    try round.must(spoken + " --final", on: "2025-11-29", ending: .needsPerson)
    let pages = try Files.list(folder).filter { $0 != "ranking.csv" }.sorted()
    #expect(
      pages
        == ["corrected-1", "final", "supplementary-1"].flatMap { name in ["csv", "html", "txt"].map { "\(name).\($0)" }
        })
    for page in pages {
      let text = String(decoding: try Files.read(folder + "/" + page), as: UTF8.self)
      #expect(text.contains("单位C0") || text.contains("单位C1"), "\(page) holds the list")
      // The names of experts, whole, for 专家评审 may stand there.
      for secret in ["专家1", "专家5", "E1,", "大学", ".00", ".20", "某告发公司", "0731-", "抄袭"] {
        #expect(!text.contains(secret), "\(page): \(secret)")
      }
    }
  }
}
