import ExpertReview
import Testing

@testable import PanelCommands

/// The other kinds of file: experts, units, relations, affinities, recommenders, nominations, assignments, sanctions.
@Suite struct `Importing rosters` {
  private func bench() throws -> RoundBench {
    let bench = try RoundBench()
    let files = [
      (
        "candidates", "candidate_id,name,track,applicant_name,project_name\nC1,甲,general,甲公司,星河\nC2,乙,vertical,乙公司,长空\n"
      ),
      ("experts", "expert_id,name,employer,minimum_load,maximum_load,职称\nE1,一,大学,0,3,教授\nE2,二,学院,,,研究员\n"),
      ("recommenders", "recommender_id,name,level,city\nR1,长沙市工信局,市州,长沙\n"),
    ]
    for (kind, text) in files {
      let run = try bench.run("import", kind, bench.file(kind + ".csv", text))
      try #require(run.code == .done, "\(run.messages)")
    }
    return bench
  }

  @Test func `an id that stands again is told of, although the first row with it has another fault`() throws {
    let bench = try bench()
    let file = try bench.file("f.csv", "expert_id,name,maximum_load\nE7,七,三\nE7,柒,2\nE8,八,2\n")
    let run = bench.run(["import", "experts", file, "--partial", "--json"])
    let codes = try run.errors.count
    #expect(codes == 2)
    #expect(run.messages.contains("import.repeated"))
    #expect(try run.json["added"]?.scalarText == "1")
  }

  private static let sound: [String: String] = [
    "experts": "expert_id,name\nE8,八\nE9,九\n",
    "units": "unit,code,alias_of,parent,share\n甲公司,,,总公司,60\n甲司,,甲公司,,\n",
    "relations": "专家编号,关联方,关系,起,止\nE1,甲公司,顾问,2024-01-01,2024-12-31\nE2,张三,师生,,\n",
    "affinities": "candidate,expert,affinity\nC1,E1,0.5\nC2,E1,0.123456\n",
    "recommenders": "recommender_id,name,level\nR2,株洲市工信局,city\n",
    "nominations": "推荐单位,序号,企业名称,项目名称\nR1,1,甲公司,星河\n长沙市工信局,2,乙公司,长空\n",
    "assignments": "candidate,expert\nC1,E1\nC1,E2\n",
    "recognitions": "code,name,scheme_id,recognised_on,project\n,丙公司,small,2024-03-01,平台\n",
    "sanctions": "code,name,scheme_id,decided_on,ground\n,丙公司,small,2025-03-01,材料不实\n",
  ]

  @Test(arguments: sound.keys.sorted())
  func `a sound file comes in whole, and a second time changes nothing`(_ kind: String) throws {
    let bench = try bench()
    let before = try bench.head
    let file = try bench.file("f.csv", #require(Self.sound[kind]))
    let extra = kind == "affinities" ? ["--absent", "forbid"] : []
    let dry = bench.run(["import", kind, file, "--dry-run", "--json"] + extra)
    #expect(dry.code == .done)
    #expect(try bench.head == before)
    let run = bench.run(["import", kind, file, "--json"] + extra)
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["added"]?.scalarText == dry.json["added"]?.scalarText)
    #expect(
      try run.json["added"]?.scalarText == (["recommenders", "sanctions", "recognitions"].contains(kind) ? "1" : "2"))
    let after = try bench.head
    #expect(after != before)
    let again = bench.run(["import", kind, file, "--json"] + extra)
    #expect(again.code == .done)
    #expect(try again.json["added"]?.scalarText == "0")
    #expect(try again.json["unchanged"]?.scalarText == run.json["added"]?.scalarText)
    #expect(try bench.head == after)
  }

  @Test func `sanctions come in as JSON too, and are the same as from a table`() throws {
    let bench = try bench()
    let json = """
      [{"code": null, "name": "丙公司", "scheme_id": "small", "decided_on": "2025-03-01", "ground": "材料不实"},
       {"单位名称": "丁公司", "方案": "small", "决定日期": "2025-04-01", "禁报至": "2028-04-01", "身份": "成员单位", "页码": 7}]
      """
    let run = try bench.run("import", "sanctions", bench.file("f.json", json), "--json")
    #expect(run.code == .done, "\(run.messages)")
    #expect(try run.json["added"]?.scalarText == "2")
    #expect(try run.json["notices"]?.elements?.first?.text?.contains("页码") == true)
    let table =
      "code,name,scheme_id,decided_on,until,ground,role\n,丙公司,small,2025-03-01,,材料不实,\n"
      + ",丁公司,small,2025-04-01,2028-04-01,,member\n"
    let again = try bench.run("import", "sanctions", bench.file("f.csv", table), "--json")
    #expect(try again.json["unchanged"]?.scalarText == "2")
  }

  @Test func `a faulty record is told with its line and key, and the others can come in alone`() throws {
    let bench = try bench()
    let json = """
      [
        {"name": "丙公司", "scheme_id": "small", "decided_on": "2025-02-30"},
        {"name": "丁公司", "scheme_id": "small", "decided_on": "2025-03-01", "ground": ["一", "二"]},
        "戊公司",
        {"name": "己公司", "单位名称": "己", "scheme_id": "small", "decided_on": "2025-03-01"},
        {"scheme_id": "small", "decided_on": "2025-03-01", "role": "chair"},
        {"name": "庚公司", "scheme_id": "small", "decided_on": "2025-03-01"}
      ]
      """
    let file = try bench.file("f.json", json)
    let run = bench.run("import", "sanctions", file, "--json")
    #expect(run.code == .invalidInput)
    let told = try run.errors.compactMap { $0["error"] }.map { fault in
      let code = fault["code"]?.text?.dropFirst("import.".count) ?? ""
      return "\(fault["row"]?.scalarText ?? "") \(fault["column"]?.text ?? "") \(code)"
    }
    #expect(
      told.sorted() == [
        "2 decided_on notADay", "3 ground notACell", "4  notARecord", "5 单位名称 sameColumn", "6 name emptyCell",
        "6 role notInList",
      ])
    let partial = bench.run("import", "sanctions", file, "--partial", "--json")
    #expect(partial.code == .needsPerson)
    #expect(try partial.json["added"]?.scalarText == "1")
    #expect(try partial.json["rejected"]?.scalarText == "5")
    let rejected = try JSON.read(bench.text("f-rejected.json"))
    #expect(rejected.elements?.count == 4, "what is no record cannot be mended as one")
  }

  private struct Case: Sendable, CustomTestStringConvertible {
    let kind: String
    let text: String
    /// Row, column and code of every fault.
    let faults: [String]
    let mend: String
    var testDescription: String { kind }
  }

  private static let faulty: [Case] = [
    Case(
      kind: "experts",
      text: "expert_id,minimum_load,maximum_load\n,1,2\nE8,x,3\nE9,5,4\nE7,-1,\nE7,0,\nE6,1.5,２\nE6b,1,2\n",
      faults: [
        "2 expert_id emptyCell", "3 minimum_load notANumber", "4 maximum_load loadsOutOfOrder",
        "5 minimum_load belowZero", "6 expert_id repeated",
        "7 minimum_load notAWholeNumber", "7 maximum_load notANumber",
      ], mend: "2"),
    Case(
      kind: "units", text: "unit,share\n,5\n甲,101\n乙,5\n乙,6\n",
      faults: ["2 unit emptyCell", "3 share tooLarge", "5 unit repeated"], mend: "100"),
    Case(
      kind: "relations",
      text:
        "expert_id,party,party_type,kind,from,until\nE3,甲,unit,advisory,,\nE1,,unit,kins,,\nE1,丁,firm,kin,2024/1/1,\nE1,戊,unit,kin,2024-05-01,2024-04-01\n",
      faults: [
        "2 expert_id unknownExpert", "3 kind notInList", "3 party emptyCell", "4 party_type notInList",
        "4 from notADay",
        "5 until dateOrder",
      ], mend: "E"),
    Case(
      kind: "affinities",
      text:
        "candidate,expert,affinity\nC1,E1,0.1234567\nC1,E3,1\nC3,E1,1\nC1,E2,-1\nC2,E2,\nC2,E1,3000\nC2,E1,1\nC2,E2,八\n",
      faults: [
        "2 affinity tooManyPlaces", "3 expert unknownExpert", "4 candidate unknownCandidate", "5 affinity belowZero",
        "6 affinity emptyCell", "7 affinity tooLarge", "9 affinity notANumber",
      ], mend: "6"),
    Case(
      kind: "recommenders", text: "recommender_id,name,level\nR8,,市\nR9,局,州\n",
      faults: ["2 name emptyCell", "3 level notInList"], mend: "city"),
    Case(
      kind: "nominations", text: "recommender_id,unit,project\nR3,甲公司,星河\nR1,甲公司,银河\n",
      faults: ["2 recommender_id unknownRecommender", "3 unit unknownCandidate"], mend: "R1"),
    Case(
      kind: "assignments", text: "candidate,expert\nC1,E1\nC1,E1\nC9,E1\nC1,\n",
      faults: ["3 expert repeated", "4 candidate unknownCandidate", "5 expert emptyCell"], mend: "C"),
    Case(
      kind: "sanctions", text: "name,scheme_id,decided_on,until\n丙,small,2025-02-30,\n,small,2025-03-01,2025-02-01\n",
      faults: ["2 decided_on notADay", "3 name emptyCell", "3 until dateOrder"], mend: "2026"),
  ]

  @Test(arguments: faulty)
  private func `every fault of a file is told with its place, and nothing is taken`(_ test: Case) throws {
    let bench = try bench()
    let before = try bench.head
    let file = try bench.file("f.csv", test.text)
    let extra = test.kind == "affinities" ? ["--absent", "zero"] : []
    let run = bench.run(["import", test.kind, file, "--json"] + extra)
    #expect(run.code == .invalidInput)
    let told = try run.errors.compactMap { $0["error"] }.map { fault in
      let code = fault["code"]?.text?.dropFirst("import.".count) ?? ""
      return "\(fault["row"]?.scalarText ?? "") \(fault["column"]?.text ?? "") \(code)"
    }
    #expect(told.sorted() == test.faults.sorted())
    #expect(run.messages.contains(test.mend))
    #expect(try bench.head == before)
    let partial = bench.run(["import", test.kind, file, "--partial", "--json"] + extra)
    #expect(partial.code == .needsPerson)
    let rows = Set(test.faults.map { $0.prefix { $0 != " " } }).count
    #expect(try partial.json["rejected"]?.scalarText == String(rows))
    #expect(Files.exists(bench.folder.file("f-rejected.csv")))
  }

  @Test func `an expert who differs is refused, and with --replace and a reason is corrected`() throws {
    let bench = try bench()
    let file = try bench.file("f.csv", "expert_id,name,employer\nE1,一,学院\n")
    let refused = bench.run("import", "experts", file, "--json")
    #expect(refused.code == .invalidInput)
    #expect(try refused.errors.first?["error"]?["code"]?.text == "import.differs")
    let replaced = bench.run("import", "experts", file, "--replace", "--reason", "换了单位", "--json")
    #expect(try replaced.json["corrected"]?.scalarText == "1")
    #expect(try bench.rebuilt().experts.first?.employer == "学院")
  }

  @Test func `columns of experts that nobody knows are attributes; other tables say that they were left out`() throws {
    let bench = try bench()
    #expect(try bench.rebuilt().experts.first?.attributes == ["职称": "教授"])
    let run = try bench.run("import", "units", bench.file("u.csv", "unit,电话\n甲公司,0731\n"))
    #expect(run.messages.contains("电话"))
  }

  @Test func `a table is needed where a list of records makes no sense`() throws {
    let bench = try bench()
    let run = try bench.run("import", "experts", bench.file("e.json", "[]"), "--json")
    #expect(run.code == .invalidInput)
    #expect(try run.errors.first?["error"]?["code"]?.text == "import.notATable")
  }
}
