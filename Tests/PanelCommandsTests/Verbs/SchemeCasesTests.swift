import ExpertReview
import Testing

@testable import PanelCommands

/// `panel schemes --cases` and `--coverage` on the sample scheme.
@Suite struct `The worked cases of the sample scheme` {
  static let cases = """
    {"sample": {"submitted_on": "2026-03-20", "applicant_name": "星河公司", "project_name": "星河大模型", "track": "general", "params_yi": "70"},
     "cases": [
      {"rule": "R-01", "edge": "inside", "expect": "pass"},
      {"rule": "R-01", "edge": "outside", "expect": "fail", "verdict": "fail"},
      {"rule": "R-02", "title": {"zh": "一千零一亿", "en": "one too many"}, "set": {"params_yi": "1001"}, "expect": "review"},
      {"rule": "R-02", "set": {"params_yi": "1000"}, "expect": "pass"},
      {"rule": "R-03", "name": "application-1", "expect": "open"}
     ]}
    """
  static let catalogue = """
    {"rules": [{"id": "R-01", "in": [{"scheme": "sample", "cite": {"document": "measure", "articles": ["第七条"]}}]},
               {"id": "R-02", "in": [{"scheme": "sample", "house": "常见模型都在此范围"}]}],
     "materials": [], "tables": [],
     "ambiguities": [{"id": "A-01", "question": {"zh": "几人一组", "en": "how many a panel"},
                      "settled": [{"scheme": "sample", "path": "stages.expert.panel"}]}],
     "applications": ["application-1"]}
    """
  let folder = TemporaryFolder()

  init() throws {
    try Files.makeFolder(folder.file("sample"))
    try write("documents.json", SampleScheme.documents)
    try write("sample/scheme.json", SampleScheme.text)
    try write("sample/cases.json", `The worked cases of the sample scheme`.cases)
    try write("catalogue.json", `The worked cases of the sample scheme`.catalogue)
  }

  private func write(_ name: String, _ text: String) throws { try Files.write(folder.file(name), Array(text.utf8)) }

  private func run(_ words: String) -> CapturedRun { CapturedRun("panel schemes \(words) --rubrics \(folder.path)") }

  @Test func `all come out as written`() throws {
    let run = run("--cases --lang en")
    #expect(run.code == .done && run.messages == "")
    #expect(
      run.results == """
        sample: 3 rules, 5 cases, all as written
          rule  cases  differ
          R-01      2
          R-02      2
          R-03      1


        """)
    let json = try self.run("sample --cases --json").json
    #expect(json["schemes"]?.elements?.first?["holds"] == .boolean(true))
    #expect(json["schemes"]?.elements?.first?["cases"] == .number(5))
  }

  @Test func `one that differs is told with what was expected, what was found and what the finding says`() throws {
    try write(
      "sample/cases.json", `The worked cases of the sample scheme`.cases.replacing(#""1001""#, with: #""1000.00""#))
    let run = run("sample --cases --lang en")
    #expect(run.code == .needsPerson)
    #expect(run.results.contains("sample: 3 rules, 5 cases, 1 differ\n"))
    #expect(run.results.contains("✗ R-02 one too many (sample/cases.json, line 5): expected review, found pass"))
    let differing = try self.run("--cases --json").json["schemes"]?.elements?.first?["differing"]?.elements ?? []
    #expect(differing.count == 1)
    #expect(differing.first?["found"] == .text("pass") && differing.first?["line"] == .number(5))
  }

  @Test func `a sample that does not pass is told`() throws {
    try write(
      "sample/cases.json",
      `The worked cases of the sample scheme`.cases.replacing(#""project_name": "星河大模型", "#, with: ""))
    let run = run("--cases --lang en")
    #expect(run.code == .needsPerson && run.results.contains("the sample does not pass: project_name"))
  }

  @Test func `a file with mistakes is refused with its lines`() throws {
    try write(
      "sample/cases.json",
      `The worked cases of the sample scheme`.cases.replacing("R-03", with: "R-3").replacing(
        #""edge": "inside""#, with: #""edge": "in""#))
    let run = run("--cases --json")
    #expect(run.code == .invalidInput)
    #expect(try run.errors.map { $0["error"]?["row"] } == [.number(3), .number(7)])
    #expect(try run.errors.map { $0["error"]?["file"] } == [.text("sample/cases.json"), .text("sample/cases.json")])
  }

  @Test func `an edge that cannot be made is refused`() throws {
    try write(
      "sample/cases.json",
      `The worked cases of the sample scheme`.cases.replacing(
        #""R-03", "name""#, with: #""R-03", "edge": "inside", "name""#))
    let run = run("--cases --lang en")
    #expect(run.code == .invalidInput)
    #expect(run.messages.contains("“R-03” has no check that could have an edge"))
  }

  @Test func `cover the catalogue`() throws {
    let run = run("--coverage --lang en")
    #expect(run.code == .done)
    #expect(
      run.results == """
        1  sample

        rule  1
        R-01  2
        R-02  2

        numbers are cases; + a rule that is not asked for there; × one that is missing
        2 rules, 0 materials, 0 tables, 1 open questions; 0 missing

        """)
  }

  @Test func `what they do not cover is named`() throws {
    try write(
      "sample/cases.json",
      `The worked cases of the sample scheme`.cases.replacing(
        #"{"rule": "R-01", "edge": "outside", "expect": "fail", "verdict": "fail"},"#, with: ""))
    try write(
      "catalogue.json",
      `The worked cases of the sample scheme`.catalogue.replacing(#""id": "R-02""#, with: #""id": "R-09""#)
        .replacing("expert.panel", with: "expert.pannel"))
    let run = run("--coverage --lang en")
    #expect(run.code == .needsPerson)
    for gap in [
      "R-09  ×", "sample lacks rule R-09", "sample R-01: no case just outside",
      "A-01 is not settled: sample has no house value stages.expert.pannel", "; 3 missing",
    ] { #expect(run.results.contains(gap), "\(gap)") }
    let codes = try self.run("--coverage --json").json["missing"]?.elements?.map { $0["code"] }
    #expect(codes == [.text("coverage.noRule"), .text("coverage.noOutside"), .text("coverage.unsettled")])
  }

  @Test func `an office's own scheme without cases is nobody's gap, and has no cases to run`() throws {
    try Files.makeFolder(folder.file("town"))
    try write("town/scheme.json", SampleScheme.text.replacing(#""id": "sample""#, with: #""id": "town""#))
    let run = run("--coverage --lang en")
    #expect(run.code == .done)
    #expect(run.results.hasPrefix("1  sample\n2  town  (not in the catalogue)\n"))
    #expect(run.results.contains("; 0 missing"))
    let cases = self.run("town --cases --json")
    #expect(cases.code == .invalidInput)
    let error = try #require(try cases.errors.first?["error"])
    #expect(error["code"] == .text("session.noCases") && error["file"] == .text("town/cases.json"))
    // All together are those that have cases.
    #expect(self.run("--cases").code == .done)
    // Where it has some, they are held to the same.
    try write(
      "town/cases.json",
      `The worked cases of the sample scheme`.cases.replacing(
        #"{"rule": "R-01", "edge": "inside", "expect": "pass"},"#, with: ""))
    #expect(self.run("--coverage --lang en").results.contains("town R-01: no case just inside"))
  }

  @Test(arguments: [
    "--schema foo", "--coverage sample", "--check x.json sample", "--cases sample town", "--cases --coverage",
    "--schema --check x.json",
  ])
  func `what would be ignored is refused`(words: String) throws {
    let run = run(words + " --json")
    #expect(run.code == .usage)
    let codes = try run.errors.map { $0["error"]?["code"]?.text ?? "" }
    #expect(codes.count == 1 && codes.allSatisfy { ["usage.tooManyArguments", "usage.notTogether"].contains($0) })
  }

  @Test func `a catalogue that cites what no document has is refused`() throws {
    try write("catalogue.json", `The worked cases of the sample scheme`.catalogue.replacing("第七条", with: "第八条"))
    let run = run("--coverage --json")
    #expect(run.code == .invalidInput)
    #expect(try run.errors.first?["error"]?["code"] == .text("scheme.unknownArticle"))
  }
}

/// The schemes of the project, from the day all eleven stand.
@Suite struct `The schemes of the project` {
  static let root = #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 } + "/Rubrics"
  static let schemes = [
    "hubei-2026-promotion-centre-b2", "hunan-2023-platform-plan", "hunan-2025-5g-factory", "hunan-2025-ai-scenario",
    "hunan-2025-call-llm", "hunan-2025-call-promotion-centre", "hunan-2025-llm", "hunan-2025-platform",
    "hunan-2025-promotion-centre", "miit-2026-promotion-centre-b2", "wuhan-2026-promotion-centre-b2",
  ]
  static let areWhole = schemes.allSatisfy { Files.exists("\(root)/\($0)/scheme.json") }

  @Test(.enabled(if: areWhole), arguments: schemes)
  func `come out as written in every worked case`(scheme: String) {
    let run = CapturedRun("panel schemes \(scheme) --cases --lang en --rubrics \(`The schemes of the project`.root)")
    let differing = run.results.split(separator: "\n").filter { $0.contains("✗") || $0.contains("sample") }
    #expect(run.code == .done, "\(differing.joined(separator: "\n"))\(run.messages)")
  }

  @Test(.enabled(if: areWhole))
  func `lack no rule, material, table, case or answer that the documents ask for`() {
    let run = CapturedRun("panel schemes --coverage --lang en --rubrics \(`The schemes of the project`.root)")
    let missing = run.results.split(separator: "\n").drop { !$0.contains(" missing") }
    #expect(run.code == .done, "\(missing.joined(separator: "\n"))\(run.messages)")
  }
}
