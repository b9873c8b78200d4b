import Testing

@testable import ExpertReview
@testable import PanelCommands

/// Every scheme of the project from a new round to its last stage, with the stages that its documents really have.
@Suite struct `Each scheme runs from new to its last stage` {
  struct Course: Sendable, CustomTestStringConvertible {
    let scheme: String
    var settings: [String] = []
    /// The stages by the documents, in their order.
    let stages: String
    /// After the correction, before a person decides.
    var verdicts: [String: Int] = ["pass": 5, "fail": 1]
    /// What staff must confirm of those listed.
    let confirmed: String
    var chosen: [String] = []
    let listed: [String]
    let next: String

    var testDescription: String { scheme }
  }

  private static let measure = "nomination formalCheck review:review selection publicity publication"
  private static let archive = "panel export 文件 --form archive"
  private static let handOn = "panel export 文件 --form hand-on"
  private static let three = ["stages.selection.caps.scheme=3"]
  private static let oneAGroup = ["stages.selection.caps.group=1"]

  static let courses = [
    Course(
      scheme: "hunan-2025-platform", settings: oneAGroup, stages: measure, confirmed: "HN-03b HP-02b HP-09",
      listed: ["J3", "J2", "J1"], next: archive),
    Course(
      scheme: "hunan-2025-5g-factory", settings: three, stages: measure, confirmed: "HN-03b HF-02b HF-09",
      listed: ["J1", "J2", "J3"], next: archive),
    Course(
      scheme: "hunan-2025-ai-scenario", settings: three, stages: measure, confirmed: "HN-03b HS-11",
      listed: ["J1", "J2", "J3"], next: archive),
    // J1 and J3 declare a general model on an open base: for a person (HL-06), as J5 besides its failure.
    Course(
      scheme: "hunan-2025-llm", settings: oneAGroup, stages: measure, verdicts: ["pass": 3, "review": 2, "fail": 1],
      confirmed: "HN-03b HL-12", listed: ["J1", "J2"], next: archive),
    Course(
      scheme: "hunan-2025-call-llm", settings: oneAGroup, stages: measure,
      verdicts: ["pass": 3, "review": 2, "fail": 1], confirmed: "HN-03b HL-12", listed: ["J1", "J2"],
      next: archive),
    Course(
      scheme: "hunan-2025-promotion-centre", settings: three, stages: measure, confirmed: "HN-03b HC-02b HC-12",
      listed: ["J1", "J2", "J3"], next: archive),
    Course(
      scheme: "hunan-2025-call-promotion-centre", settings: three, stages: measure,
      confirmed: "HN-03b HC-02b HC-12 GC-11 GC-16b", listed: ["J1", "J2", "J3"], next: archive),
    // Three of five come on the short list; the thirty places are enough for all three.
    Course(
      scheme: "hunan-2023-platform-plan", settings: ["stages.defence.admits.top=3"],
      stages: "formalCheck nomination review:central review:defence selection publication",
      confirmed: "H23-03b H23-11b H23-14 H23-16b", listed: ["J1", "J2", "J3"], next: archive),
    Course(
      scheme: "wuhan-2026-promotion-centre-b2", stages: "nomination formalCheck selection",
      confirmed: "MI-01b MI-02b MI-05b MI-06 MI-13b", chosen: ["J2", "J1"], listed: ["J2", "J1"], next: handOn),
    Course(
      scheme: "hubei-2026-promotion-centre-b2", stages: "nomination formalCheck selection",
      confirmed: "MI-01b MI-02b MI-05b MI-06 MI-13b", chosen: ["J1", "J4", "J6"], listed: ["J1", "J4", "J6"],
      next: handOn),
    Course(
      scheme: "miit-2026-promotion-centre-b2", stages: "nomination formalCheck selection publication",
      confirmed: "MI-01b MI-02b MI-05b MI-06 MI-13b", chosen: ["J3", "J1"], listed: ["J3", "J1"], next: archive),
  ]

  @Test func `no scheme of the project is left out`() throws {
    let listed = listSchemes(try RubricsFolder(path: projectRubrics).shelf()).map(\.id.rawValue)
    #expect(Set(listed) == Set(Self.courses.map(\.scheme)))
    #expect(Self.courses.count == 11)
  }

  @Test(arguments: courses)
  func `with the stages it really has`(course: Course) throws {
    let journey = try Journey(course.scheme, settings: course.settings)
    let scheme = journey.scheme
    let declarations = journey.declarations
    #expect(try journey.next == "panel import candidates 文件")
    try journey.bringIn(
      (1...6).map { number in
        declarations.record(
          number, as: number == 5 ? declarations.failing : number == 6 ? declarations.incomplete : nil)
      })
    #expect(try journey.next == "panel examine")
    for stage in scheme.stages { try journey.pass(stage, choosing: course.chosen) }
    #expect(journey.stages.joined(separator: " ") == course.stages)
    // What one level chose becomes its list without a stage of its own.
    if scheme.forwardsTo != nil { try journey.publish() }

    #expect(journey.verdicts == course.verdicts)
    #expect(journey.confirmed == course.confirmed.split(separator: " ").map(String.init))
    #expect(journey.listed == course.listed)
    let status = try journey.status
    #expect(status["final"]?["candidates"]?.elements?.compactMap(\.text) == course.listed)
    #expect(status["next"]?["zh"]?.text == course.next)
    let states = status["steps"]?.elements?.compactMap { $0["state"]?.text } ?? []
    #expect(states.allSatisfy { $0 == "current" || $0 == "holds" }, "\(course.scheme): \(states)")
    let reviews = scheme.stages.filter { $0.kind == .review }.count
    #expect(states.count == (reviews == 0 ? 2 : 3 + 3 * reviews))
    let verified = try journey.must(["verify", "--json"]).json
    #expect(verified["record"]?.text == "intact" && verified["recomputed"]?.text == "same")
  }

  @Test func `who is not on the short list needs no panel of the defence, and is told so`() throws {
    let journey = try Journey("hunan-2023-platform-plan", settings: ["stages.defence.admits.top=3"])
    let declarations = journey.declarations
    try journey.bringIn((1...6).map { declarations.record($0, as: $0 == 6 ? declarations.incomplete : nil) })
    for stage in journey.scheme.stages.prefix(4) { try journey.pass(stage, choosing: []) }
    let defence = try #require(try journey.stage("defence"))
    #expect(defence["entered"]?.compactText == "3")
    #expect(defence["panels"]?["faults"]?.elements?.isEmpty == true)
    let page = try journey.must(["status"]).results
    #expect(page.contains("入围 3 个") && page.contains("3 个评审组，21 个席位"))
    #expect(!page.contains("没有评审组") && !page.contains("违反限制"))
    let explained = try journey.must(["explain", "J4"]).results
    #expect(explained.contains("入围"), "\(explained)")
    #expect(!explained.contains("没有评审组"), "\(explained)")
  }

  @Test func `whoever is still under review holds up nothing once the final list is out`() throws {
    let round = try RoundInProgress(upTo: .posted)
    let header = RoundInProgress.candidates.prefix { $0 != "\n" }
    let late = "\(header)\nC09,星野大模型,2026-03-24,星野公司,星野大模型,,general,health,5000\n"
    try round.must("publish \(round.folder.file("final")) --final", on: "2026-04-25")
    try round.must("import candidates \(round.file("late.csv", late))", on: "2026-04-26")
    try round.must("examine", on: "2026-04-26", ending: .needsPerson)
    #expect(
      try round.must("status --json", on: "2026-04-26").json["next"]?["zh"]?.text?.contains("admit") == false)
  }

  @Test func `a scheme without review shows no steps of experts`() throws {
    let page = try Journey("wuhan-2026-promotion-centre-b2").must(["status"]).results
    #expect(page.contains("形式审查") && page.contains("公示公布"))
    #expect(!page.contains("评审分组") && !page.contains("回避") && !page.contains("可进入评审"))
  }
}
