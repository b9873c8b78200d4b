import ExpertReview
import Testing

@testable import Reports

@Suite struct `A round's page` {
  private static let material = Result { try ReportedRound.material() }

  private static func page(_ language: Language = .chinese, hidesNames: Bool = false) throws -> String {
    RoundReport(try material.get(), in: language, hidesNames: hidesNames).html
  }

  @Test(arguments: Language.allCases) func `has every part, each plot well-formed and with its table`(
    language: Language
  ) throws {
    let html = try Self.page(language)
    let plots = html.matches(of: /<svg[^>]*>[\s\S]*?<\/svg>/).map { String($0.output) }
    // Scores, places, severity, loads, marks.
    #expect(plots.count == 5)
    var ids: Set<String> = []
    for plot in plots {
      let root = try #require(DrawnElements(plot).elements.first)
      ids.insert(try #require(root.attributes["aria-labelledby"]))
    }
    #expect(ids.count == plots.count)
    #expect(html.split(separator: "</figure>").dropFirst().allSatisfy { $0.contains("<table") })
  }

  @Test func `shows each candidate's place, score and result as ranked`() throws {
    let material = try Self.material.get()
    let html = try Self.page()
    for row in material.ranking.rows {
      let place = row.place.map { "\($0)" } ?? "—"
      let name = "\(row.candidate) \(row.candidate)项目"
      #expect(
        html.contains(
          "<th scope=\"row\">\(place)</th><td class=\"words\">\(name)</td><td class=\"words\">\(row.candidate)公司</td><td>\(row.score?.text ?? "—")</td>"
        ), "\(row.candidate)")
    }
    #expect(html.matches(of: /<td class="words">入选<\/td>/).count == material.ranking.rows.count(where: \.listed))
  }

  @Test func `counts those in by any rule, out by any and those who depend`() throws {
    let material = try Self.material.get()
    let verdicts = try #require(material.certainty).verdicts().values
    let (inside, outside) = (verdicts.count { $0 == .inByAny }, verdicts.count { $0 == .outByAny })
    #expect(inside > 0 && outside > 0 && inside + outside < verdicts.count)
    #expect(
      try Self.page().contains(
        "怎么算都入选 \(inside) 个，怎么算都不入选 \(outside) 个，不一定的 \(verdicts.count - inside - outside) 个"))
  }

  @Test func `tells the harsh expert first`() throws {
    let html = try Self.page()
    let table = try #require(html.range(of: "<caption>专家的松紧</caption>")).upperBound
    let first = try #require(html[table...].range(of: "<tbody>\n<tr><th scope=\"row\">")).upperBound
    #expect(html[first...].hasPrefix("E6"))
  }

  @Test(arguments: Language.allCases) func `hides every name on request`(language: Language) throws {
    let html = try Self.page(language, hidesNames: true)
    for name in ["项目", "公司", "专家1", "专家6", "王敏"] { #expect(!html.contains(name), "\(name)") }
    #expect(html.contains("C01") && html.contains("E6"))
  }

  @Test func `keeps hostile names as text and asks for nothing from outside`() throws {
    let html = RoundReport(try ReportedRound.material(name: hostileName), in: .english).html
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    #expect(!html.contains("href=") && !html.contains("src=") && !html.contains("url("))
    for plot in html.matches(of: /<svg[^>]*>[\s\S]*?<\/svg>/) { _ = try DrawnElements(String(plot.output)) }
  }

  @Test func `of many keeps to the line and to histograms, and names all in tables`() throws {
    let material = try ReportedRound.material(size: 70, pool: 61)
    let html = RoundReport(material, in: .english).html
    #expect(html.contains("The 60 nearest the line of 70."))
    let loads = try #require(html.range(of: "<title id=\"loads-title\">")).lowerBound
    let drawing = try #require(html[loads...].range(of: "</svg>")).lowerBound
    #expect(!html[loads..<drawing].contains("E61") && html[drawing...].contains("E61 专家61</th>"))
    #expect(material.ranking.rows.allSatisfy { html.contains("<td class=\"words\">\($0.candidate) ") })
  }

  @Test func `is the same bytes for the same material`() throws {
    #expect(try Self.page() == Self.page())
  }

  @Test func `leaves off what was not worked out`() throws {
    let whole = try Self.material.get()
    let material = RoundReport.Material(
      round: whole.round, stage: whole.stage, ranking: whole.ranking, groups: whole.groups, asOf: whole.asOf)
    let html = RoundReport(material, in: .chinese).html
    for title in ["名次的把握", "专家的松紧", "利益冲突", "过程"] { #expect(!html.contains("<h2>\(title)"), "\(title)") }
    for title in ["名次和入选", "得分的分布", "评分一览", "自定值"] { #expect(html.contains("<h2>\(title)"), "\(title)") }
  }

  @Test func `carries the head of the record and the house values`() throws {
    let html = try Self.page()
    #expect(html.contains("panel verify --head 核对）：h5"))
    #expect(html.contains("stages.expert"))
  }
}
