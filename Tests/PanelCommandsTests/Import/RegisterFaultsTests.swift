import ExpertReview
import Testing

@testable import PanelCommands

/// What is wrong with registers and rosters: all of a row at once, with what was most likely meant.
@Suite struct `Faults of registers and rosters` {
  private func told(_ run: CapturedRun, _ gravity: String = "error") throws -> [String] {
    try run.errors.compactMap { $0[gravity] }.map { fault in
      "\(fault["row"]?.scalarText ?? "") \(fault["column"]?.text ?? "") \(fault["code"]?.text?.dropFirst(7) ?? "")"
    }.sorted()
  }

  @Test func `a record in JSON is told by line and number, with the key that it has for the one it lacks`() throws {
    let bench = try RoundBench()
    let json = """
      [{"name": "甲公司", "scheme_id": "small", "decided_on": "2025-03-01"},
       {"nmae": "乙公司", "scheme_id": "small",
        "decided_on": "2025-03-01"}]
      """
    let file = try bench.file("f.json", json)
    let run = bench.run("import", "sanctions", file, "--json")
    #expect(run.code == .invalidInput)
    let error = try #require(try run.errors.first?["error"])
    #expect(error["code"]?.text == "import.misnamed" && error["column"]?.text == "name")
    #expect(error["row"]?.scalarText == "2" && error["record"]?.scalarText == "2")
    #expect(run.messages.contains("nmae"))
    #expect(bench.run("import", "sanctions", file).messages.contains("第 2 行 第 2 条记录 name"))
  }

  @Test func `a value that is no cell hides no other fault of its record`() throws {
    let bench = try RoundBench()
    let json = """
      [{"name": ["甲"], "scheme_id": "", "decided_on": "昨天", "role": "chair"}]
      """
    let run = try bench.run("import", "sanctions", bench.file("f.json", json), "--json")
    #expect(
      try told(run) == ["1 decided_on notADay", "1 name notACell", "1 role notInList", "1 scheme_id emptyCell"])
    let partial = try bench.run("import", "sanctions", bench.file("g.json", json), "--partial", "--json")
    #expect(try partial.json["added"]?.scalarText == "0")
  }

  @Test func `all faults of a row are told at once`() throws {
    let bench = try RoundBench()
    let roster = "recommender_id,name,level,kind\n,,省州,直辖市\n"
    let run = try bench.run("import", "recommenders", bench.file("r.csv", roster), "--json")
    #expect(
      try told(run) == [
        "2 kind notInList", "2 level notInList", "2 name emptyCell", "2 recommender_id emptyCell",
      ])
    let sanctions = "name,scheme_id,decided_on,until,role\n,,,2025-13-01,member2\n"
    let other = try bench.run("import", "sanctions", bench.file("s.csv", sanctions), "--json")
    #expect(
      try told(other) == [
        "2 decided_on emptyCell", "2 name emptyCell", "2 role notInList", "2 scheme_id emptyCell", "2 until notADay",
      ])
  }

  @Test func `a seat of another stage and of an unknown expert is told for both`() throws {
    let bench = try RoundBench()
    let candidates = "candidate_id,name,track\nC1,甲,general\n"
    #expect(try bench.run("import", "candidates", bench.file("c.csv", candidates)).code == .done)
    let seats = "candidate,expert,stage\nC1,E1,review\nC1,E1,defence\n"
    let run = try bench.run("import", "assignments", bench.file("a.csv", seats), "--stage", "review", "--json")
    #expect(try told(run) == ["2 expert unknownExpert", "3 expert unknownExpert", "3 stage otherStage"])
  }

  @Test func `what may be chosen is told with its Chinese name`() throws {
    let bench = try RoundBench()
    let roster = "recommender_id,name,level\nR1,局,州\n"
    let file = try bench.file("r.csv", roster)
    #expect(
      bench.run("import", "recommenders", file).messages.contains("可选：区县（district）、市州（city）、省（province）、中央（central）"))
    #expect(
      bench.run("import", "recommenders", file, "--lang", "en").messages.contains(
        "allowed: district, city, province, central"))
    let sanctions = "name,scheme_id,decided_on,role\n甲,small,2025-03-01,组长\n"
    #expect(
      try bench.run("import", "sanctions", bench.file("s.csv", sanctions)).messages.contains(
        "可选：申报单位（lead）、成员单位（member）"))
  }

  @Test func `a column that nobody knows is told with the one that was likely meant`() throws {
    let bench = try RoundBench()
    let units = try bench.run("import", "units", bench.file("u.csv", "unit,parnet,电话\n甲公司,乙公司,0731\n"))
    #expect(units.messages.contains("parnet（是不是“parent”？）、电话"))
  }

  @Test(arguments: [
    ("sanctions", "decided_on", "name,scheme_id,decided_on\n甲,small,2026-05-10\n乙,small,2026-05-09\n"),
    ("recognitions", "recognised_on", "name,scheme_id,recognised_on\n甲,small,2026-05-10\n乙,small,2026-05-09\n"),
  ])
  func `a day after today is a fault`(kind: String, column: String, text: String) throws {
    let bench = try RoundBench()
    let file = try bench.file("f.csv", text)
    #expect(try told(bench.run("import", kind, file, "--json")) == ["2 \(column) afterToday"])
    let partial = bench.run("import", kind, file, "--partial", "--json")
    #expect(try partial.json["added"]?.scalarText == "1")
  }

  @Test(arguments: ["sanctions", "recognitions"])
  func `a scheme that no shelf has is warned of once, with the nearest`(kind: String) throws {
    let bench = try RoundBench()
    let rubrics = TemporaryFolder()
    try Files.makeFolder(rubrics.file("small-2027"))
    try Files.write(rubrics.file("documents.json"), Array(#"{"documents": []}"#.utf8))
    try Files.write(rubrics.file("small-2027/scheme.json"), Array("{}".utf8))
    let day = kind == "sanctions" ? "decided_on" : "recognised_on"
    let text =
      "name,scheme_id,\(day)\n甲,small,2025-03-01\n乙,small-2O27,2025-03-01\n丙,small-2O27,2025-03-01\n丁,small-2027,2025-03-01\n"
    let file = try bench.file("f.csv", text)
    let run = bench.run("import", kind, file, "--json", "--rubrics", rubrics.path)
    #expect(run.code == .done)
    #expect(try told(run, "warning") == ["3 scheme_id unknownScheme"])
    #expect(run.messages.contains("small-2027"))
    #expect(try run.json["added"]?.scalarText == "4")
  }
}
