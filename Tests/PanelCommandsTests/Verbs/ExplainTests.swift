import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `Explaining a candidate` {
  /// C02 is calculated by hand in `RoundInProgress`: two equal sheets at the top, a score equal to C03's, first by item
  /// A.
  @Test(arguments: Language.allCases)
  func `the whole page reads as it was agreed`(language: Language) throws {
    let round = try RoundInProgress(upTo: .posted)
    let page = try round.must("explain C02 --lang \(language.rawValue)").results
    try Snapshot.compare(page, with: "explain-C02-\(language.rawValue).txt")
    try Snapshot.compare(
      try round.must("explain C02 --exact --lang \(language.rawValue)").results,
      with: "explain-C02-exact-\(language.rawValue).txt")
  }

  /// The sample scheme with other ways to the score.
  static let ways: [(name: String, scheme: String)] = [
    ("totals joined", SampleScheme.text),
    (
      "sheets rounded",
      SampleScheme.text.replacing(
        #"[{"after": "total", "places": "2", "mode": "halfUp"}]"#,
        with:
          #"[{"after": "sheet", "places": "0", "mode": "halfEven"}, {"after": "total", "places": "2", "mode": "halfUp"}]"#
      )
    ),
    (
      "incomplete sheets scaled up",
      SampleScheme.text.replacing(#""rounding":"#, with: #""incomplete": "renormalise", "rounding":"#)
    ),
    (
      "items joined",
      SampleScheme.text.replacing(#""on": "total""#, with: #""on": "item""#).replacing(
        #"[{"after": "total""#,
        with:
          #"[{"after": "item", "places": "2", "mode": "halfUp"}, {"after": "product", "places": "3", "mode": "down"}, {"after": "total""#
      )
    ),
    (
      "nothing rounded, points deducted",
      SampleScheme.text.replacing(#"[{"after": "total", "places": "2", "mode": "halfUp"}]"#, with: "[]")
        .replacing(#""factor": "1""#, with: #""factor": "0.7", "deduct": true"#)
    ),
  ]

  @Test(arguments: ways.map(\.name), Language.allCases)
  func `every equation on the page holds`(way: String, language: Language) throws {
    let scheme = try #require(Self.ways.first { $0.name == way }).scheme
    let round = try RoundInProgress(upTo: .marked, scheme: scheme)
    for id in ["C01", "C02", "C03", "C04"] {
      let page = try round.must("explain \(id) --exact --lang \(language.rawValue)").results
      let equations = Equation.all(in: page)
      #expect(equations.count >= 4, "\(page)")
      for equation in equations { #expect(equation.holds, "\(way), \(id): \(equation)") }
    }
  }

  @Test(arguments: ways.map(\.name))
  func `scores and places are those of the ranking`(way: String) throws {
    let scheme = try #require(Self.ways.first { $0.name == way }).scheme
    let round = try RoundInProgress(upTo: .marked, scheme: scheme)
    let rows = try round.run("rank --json").json["ranking"]?.elements ?? []
    #expect(rows.count == 4)
    for row in rows {
      let id = try #require(row["candidate"]?.text)
      let told = try round.must("explain \(id) --json").json
      for key in ["score", "place", "listed", "tieBrokenBy"] {
        #expect(told[key]?.compactText == row[key]?.compactText, "\(id) \(key)")
      }
      #expect(told["trace"]?["score"]?.text == row["score"]?.text)
      // The page prints the official text, or for a score that no rounding made a decimal its exact value.
      let page = try round.must("explain \(id) --exact --lang en").results
      let score = try #require(row["score"]?.text)
      #expect(
        page.contains("): \(score)\n") || page.contains("printed as \(score)\n") || page.contains("score \(score)\n"))
    }
  }

  @Test func `marks that do not count are told apart`() throws {
    let round = try RoundInProgress(upTo: .ranked)
    let first = try round.must("explain C01 --json").json
    #expect(fates(of: first) == ["counted", "counted", "dropped:lowest", "counted", "dropped:highest"])
    let second = try round.must("explain C02 --json").json
    let part = "droppedInPart:highest:1/2"
    #expect(fates(of: second) == [part, part, "counted", "counted", "dropped:lowest"])
    let third = try round.must("explain C03 --json").json
    #expect(fates(of: third) == ["counted", "counted", "counted", "recused", "counted"])
    #expect(third["trace"]?["trimming"]?["fellBack"]?.compactText == "true")
    let fourth = try round.must("explain C04 --json").json
    #expect(fates(of: fourth) == ["counted", "counted", "counted", "counted", "sheetIncomplete"])
    let page = try round.must("explain C04").results
    #expect(page.contains("[88]   —  未评完，不计"))
    #expect(page.contains("4 份，不足 5，不去最高最低"))
  }

  private func fates(of json: JSON) -> [String?] {
    (json["trace"]?["sheets"]?.elements ?? []).map { $0["fate"]?.text }
  }

  @Test func `only the parts that exist are shown`() throws {
    let begun = try RoundInProgress(upTo: .imported)
    let early = try begun.must("explain C01").results
    #expect(early.contains("【形式审查】") && early.contains("【推荐】"))
    for later in ["【评审组】", "【评分】", "【计分】", "【名次】", "【公示与其后】"] { #expect(!early.contains(later)) }
    let json = try begun.must("explain C01 --json").json
    #expect(json["trace"]?.compactText == "null" && json["place"]?.compactText == "null")

    let assigned = try RoundInProgress(upTo: .assigned)
    let middle = try assigned.must("explain C01").results
    #expect(middle.contains("【评审组】") && !middle.contains("【计分】"))
  }

  @Test func `a candidate that was not reviewed says why`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let page = try round.must("explain C05").results
    #expect(page.contains("结论：不通过；不进入评审"))
    #expect(page.contains("不通过  R-01  参数量 3，不足 8 〔试〔2026〕1号 第七条〕"))
    #expect(!page.contains("【名次】"))
  }

  @Test func `decisions are told with who, when and why`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let page = try round.must("explain C04").results
    #expect(page.contains("准予进入评审（王敏，2026-04-08：单位经核实无误）"))
    try round.must("decide object C04 --from 某公司 --ground 数据存疑", on: "2026-04-20")
    try round.must("decide answer C04 --outcome upheld --reason 查实 --by 李处长", on: "2026-04-21")
    let after = try round.must("explain C04", on: "2026-04-21").results
    #expect(after.contains("不排名次：异议成立"))
    #expect(after.contains("某公司 提出异议：数据存疑"))
    #expect(after.contains("异议成立（李处长，2026-04-21：查实）"))
    #expect(after.contains("以下按现有记录试算"))
  }

  @Test func `whoever is kept out by the line is told which, and the reserve`() throws {
    let page = try RoundInProgress(upTo: .ranked).must("explain C03").results
    #expect(page.contains("名额：每组至多 2 个〔自定：名额由组织者定〕"))
    #expect(page.contains("未入选：每组的名额已满；备选第 1"))
  }

  struct Mistake: Sendable {
    let line: String
    let code: String
    let mend: String
  }

  @Test(arguments: [
    Mistake(line: "explain C0l", code: "round.unknownCandidate", mend: "C01"),
    Mistake(line: "explain C01 E0g", code: "round.unknownExpert", mend: "E01"),
    Mistake(line: "explain C01 --stage expart", code: "round.unknownStage", mend: "expert"),
  ])
  func `an unknown name is refused with the nearest known one`(mistake: Mistake) throws {
    let run = try RoundInProgress(upTo: .imported).run(mistake.line + " --json")
    // What is a wrong option, and not a wrong name, is a mistake in the use of the command.
    #expect(run.code == (mistake.line.contains("--stage") ? .usage : .invalidInput) && run.results.isEmpty)
    let error = try #require(try run.errors.first?["error"])
    #expect(error["code"]?.text == mistake.code)
    #expect(error["mend"]?.text?.contains(mistake.mend) == true)
  }
}

@Suite struct `Explaining a pair` {
  struct Pair: Sendable, CustomTestStringConvertible {
    let ids: String
    let barredBy: [String]
    let words: String
    var testDescription: String { ids }
  }

  @Test(arguments: [
    Pair(ids: "C01 E01", barredBy: [], words: "结论：在组里，没有违反任何限制"),
    Pair(ids: "C01 E06", barredBy: ["conflict"], words: "任职，必须回避，成立：吴六—任职→星河公司＝申报单位“星河公司” 〔自定：近三年〕"),
    Pair(ids: "C02 E06", barredBy: [], words: "结论：没有什么妨碍；分派求全部契合度总和最大，选了下列专家"),
    Pair(ids: "C02 E07", barredBy: ["unavailable"], words: "邀请：谢绝（tester，2026-04-09：出差）"),
    Pair(ids: "C02 E08", barredBy: ["unitTaken"], words: "同一单位：E01 已在组里，同一单位至多 1 位"),
    Pair(ids: "C03 E05", barredBy: ["fullLoad"], words: "工作量：已排 3 个（C01 C02 C04），至多 3"),
    Pair(ids: "C04 E02", barredBy: ["softConflict"], words: "合作研究，尽量回避，成立"),
    Pair(ids: "C05 E01", barredBy: ["candidateNotAdmitted", "noAffinity"], words: "契合度表里没有这一对，不得分派"),
  ])
  func `what keeps a pair apart is named`(pair: Pair) throws {
    let round = try RoundInProgress(upTo: .assigned)
    let json = try round.must("explain \(pair.ids) --json").json
    #expect(json["barredBy"]?.elements?.map(\.text) == pair.barredBy)
    let page = try round.must("explain \(pair.ids)").results
    #expect(page.contains(pair.words), "\(page)")
  }

  @Test(arguments: Language.allCases)
  func `the whole page reads as it was agreed`(language: Language) throws {
    let round = try RoundInProgress(upTo: .assigned)
    let page = try round.must("explain C02 E08 --lang \(language.rawValue)").results
    try Snapshot.compare(page, with: "explain-C02-E08-\(language.rawValue).txt")
  }

  @Test func `what seating the pair would lose is never overstated`() throws {
    // E06 in place of E05 on C02 loses 0.1; E08 can only take the place of E01 and loses 0.7.
    let round = try RoundInProgress(upTo: .assigned)
    for (pair, loss) in [("C02 E06", "0.1"), ("C02 E08", "0.7"), ("C03 E05", "0.1")] {
      let told = try #require(try round.must("explain \(pair) --json").json["leastLoss"]?.text)
      let (proved, true_) = (try #require(ExactDecimal(told)), try #require(ExactDecimal(loss)))
      #expect(proved >= .zero && proved <= true_, "\(pair): \(told)")
    }
    // After a change of the facts the prices prove nothing, and nothing is claimed.
    let ties = "expert_id,party,party_type,kind,from,until,evidence\nE01,长风公司,unit,employment,2024-01-01,,人事档案\n"
    try round.must("import relations \(try round.file("more.csv", ties))", on: "2026-04-20")
    #expect(try round.must("explain C02 E06 --json").json["leastLoss"]?.compactText == "null")
    #expect(try round.must("explain C02 E01").results.contains("结论：在组里，但现在看来不应在："))
    // Declared as well, it takes the seat from its expert; no other unit may be had but that of E08.
    try round.must("conflicts declare C02 E01 --kind employment --evidence 曾任职", on: "2026-04-20", ending: .needsPerson)
    let left = try round.must("explain C02 E01").results
    #expect(left.contains("E01 退出（应当回避）（2026-04-20，tester）") && left.contains("声明：曾任职（tester，2026-04-20）"))
  }

  @Test func `without a table of affinities the shared topics count`() throws {
    let round = try RoundInProgress(upTo: .begun)
    try round.must("import candidates \(round.file("candidates.csv", RoundInProgress.candidates))")
    try round.must("import experts \(round.file("experts.csv", RoundInProgress.experts))")
    let json = try round.must("explain C01 E01 --json").json
    #expect(json["affinity"]?.text == "0.5" && json["affinityFrom"]?.text == "topics")
    #expect(try round.must("explain C01 E01").results.contains("0.5（申报对象的 2 个领域中专家熟悉 1 个）"))
  }
}
