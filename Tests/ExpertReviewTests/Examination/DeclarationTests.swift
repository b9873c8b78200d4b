import Testing

@testable import ExpertReview

@Suite struct `Reading declarations` {
  let scheme: Scheme

  init() throws { scheme = try RubricsFolder.scheme("hunan-2025-call-llm") }

  func row(_ cells: KeyValuePairs<String, String>) -> (header: [String], row: DeclarationRow) {
    (cells.map(\.key), DeclarationRow(number: 14, cells: cells.map(\.value)))
  }

  func read(_ cells: KeyValuePairs<String, String>) -> Declarations {
    let (header, row) = row(cells)
    return readDeclarations(header: header, rows: [row], under: scheme)
  }

  func value(_ key: String, in declarations: Declarations) throws -> FieldValue {
    scheme.value(key, of: try #require(declarations.candidates.first))
  }

  // MARK: Tables

  @Test(arguments: ["params_yi", "参数量（亿）", "参数量(亿)", "参数量"])
  func `a header may be the key, the label, or the label with its unit`(header: String) throws {
    let one = readDeclarations(
      header: ["candidate_id", header], rows: [DeclarationRow(number: 2, cells: ["C-1", "8.50"])], under: scheme)
    #expect(one.faults == [])
    #expect(try value("params_yi", in: one) == .number(ExactDecimal(units: 85, places: 1)))
  }

  @Test func `the columns of a candidate's id and name may be headed as score sheets head them`() throws {
    let declarations = read(["申报编号": "C-1", "申报对象": "星衡"])
    let candidate = try #require(declarations.candidates.first)
    #expect(declarations.notices == [] && candidate.id.rawValue == "C-1" && candidate.name == "星衡")
  }

  @Test func `nested keys are dotted, years named, lists joined, entries parallel`() throws {
    let declarations = read([
      "candidate_id": "C-1", "applicant_name": "星衡", "fin.2023.revenue_wan": "10", "fin.2024.revenue_wan": "12.5",
      "contact.phone": "138", "modalities": "文本;多模态", "members.name": "甲;乙;", "members.uscc": ";X2",
      "app_scenarios": "问答; 巡检", "attachments.MT-01.file": "a.pdf", "attachments.MT-01.issued_on": "2025-01-02",
      "attachments.GL-A05": "b.pdf", "备注": "加急", "pramas_yi": "8",
    ])
    #expect(declarations.faults == [])
    let candidate = try #require(declarations.candidates.first)
    #expect(candidate.name == "星衡")
    #expect(
      scheme.value("fin.YYYY.revenue_wan", of: candidate)
        == .yearly([2023: .number(ExactDecimal(10)), 2024: .number(ExactDecimal(units: 125, places: 1))]))
    #expect(scheme.value("contact_person.phone", of: candidate) == .text("138"))
    #expect(scheme.value("modalities", of: candidate) == .choices(["text", "multimodal"]))
    #expect(
      scheme.value("members", of: candidate)
        == .list([.entry(["name": .text("甲")]), .entry(["name": .text("乙"), "uscc": .text("X2")])]))
    #expect(scheme.value("app_scenarios", of: candidate) == .list([.text("问答"), .text("巡检")]))
    #expect(
      candidate.attachments[MaterialID("MT-01")] == Attachment(file: "a.pdf", issuedOn: CivilDay("2025-01-02")))
    #expect(candidate.attachments[MaterialID("GL-A05")] == Attachment(file: "b.pdf"))
    #expect(candidate.attributes == ["备注": "加急", "pramas_yi": "8"])
    #expect(
      declarations.notices == [
        DeclarationNotice(column: "pramas_yi", nearest: "params_yi", records: 1),
        DeclarationNotice(column: "备注", nearest: nil, records: 1),
      ])
  }

  @Test(arguments: [
    ("params_yi", "eight", DeclarationFault.Kind.notANumber), ("params_yi", "８．５", .fullWidth(mended: "8.5")),
    ("project_invest_wan", "1,234.50", .thousandsSeparator(mended: "1234.50")),
    ("project_invest_wan", "1，234.50", .thousandsSeparator(mended: "1234.50")),
    ("params_yi", "8亿", .unitInCell(unit: "亿", mended: "8")), ("params_yi", "8e2", .exponent),
    ("project_invest_wan", "8.505", .tooManyPlaces(most: 2)), ("project_invest_wan", "-8", .negative),
    ("fin.2024.staff", "8.5", .notWhole), ("founded_on", "2018/3/2", .notADay(mended: "2018-03-02")),
    ("founded_on", "2018年3月12日", .notADay(mended: "2018-03-12")),
    ("founded_on", "20180312", .notADay(mended: "2018-03-12")),
    ("founded_on", "去年", .notADay(mended: nil)), ("founded_on", "2018-02-30", .noSuchDay),
    ("is_consortium", "也许", .notTrueOrFalse), ("modalities", "文本、语音", .wrongSeparator(mended: "文本;语音")),
    ("modalities", "文本;文本", .repeatedChoice),
    ("scheme_id", "hunan-2025-platform", .otherScheme(expected: "hunan-2025-call-llm")),
    ("attachments.MT-01.issuer", "某局", .attachmentWithoutFile),
  ])
  func `a cell that cannot be taken is told with its mend`(column: String, text: String, kind: DeclarationFault.Kind) {
    let declarations = readDeclarations(
      header: ["candidate_id", column], rows: [DeclarationRow(number: 14, cells: ["C-1", text])], under: scheme)
    #expect(declarations.faults.map(\.kind) == [kind])
    #expect(declarations.faults.map(\.row) == [14])
    #expect(declarations.candidates.isEmpty)
  }

  @Test func `a choice outside the list is told with the nearest`() throws {
    let fault = try #require(read(["candidate_id": "C-1", "track": "垂直领或大模型"]).faults.first)
    guard case .notAChoice(let allowed, let nearest) = fault.kind else {
      Issue.record("\(fault.kind)")
      return
    }
    #expect(allowed.count == 2)
    #expect(nearest != nil)
  }

  @Test(arguments: ["true", "是", "yes", "1", "True"])
  func `yes has many forms`(text: String) throws {
    #expect(try value("is_consortium", in: read(["candidate_id": "C-1", "is_consortium": text])) == .flag(true))
  }

  @Test func `a loss may be negative where the form allows it, and zero is not empty`() throws {
    let declarations = read([
      "candidate_id": "C-1", "fin.2024.net_profit_wan": "-3.5", "fin.2024.tax_wan": "0", "fin.2024.staff": " ",
    ])
    #expect(declarations.faults == [])
    #expect(
      try value("fin.YYYY.net_profit_wan", in: declarations)
        == .yearly([2024: .number(ExactDecimal(units: -35, places: 1))]))
    #expect(try value("fin.YYYY.tax_wan", in: declarations) == .yearly([2024: .number(.zero)]))
    #expect(try value("fin.YYYY.staff", in: declarations) == .missing)
  }

  @Test func `all faults of a file are told together, and sound rows stay usable`() {
    let rows = [["C-1", "x", "8"], ["C-2", "垂直领域", "8"], ["C-3", "general", "8,0"], ["", "general", "9"]]
    let declarations = readDeclarations(
      header: ["candidate_id", "track", "params_yi"],
      rows: rows.enumerated().map { DeclarationRow(number: $0.offset + 2, cells: $0.element) }, under: scheme)
    #expect(declarations.faults.map(\.row) == [2, 4, 5])
    #expect(declarations.faults.map(\.column) == ["track", "params_yi", "candidate_id"])
    #expect(declarations.candidates.map(\.id) == [CandidateID("C-2")])
    #expect(declarations.records.map { $0.candidate != nil } == [false, true, false, false])
  }

  @Test func `an id that stands twice is taken from neither row`() {
    let rows = ["C-1", "C-2", "C-1"].enumerated().map { DeclarationRow(number: $0.offset + 2, cells: [$0.element]) }
    let declarations = readDeclarations(header: ["candidate_id"], rows: rows, under: scheme)
    #expect(declarations.faults.map(\.kind) == [.repeatedID(places: [2, 4]), .repeatedID(places: [2, 4])])
    #expect(declarations.candidates.map(\.id) == [CandidateID("C-2")])
  }

  @Test func `a broken header is told once and leaves no row sound`() {
    let rows = [
      DeclarationRow(number: 2, cells: ["general", "vertical"]), DeclarationRow(number: 3, cells: ["general", ""]),
    ]
    let declarations = readDeclarations(header: ["track", "track"], rows: rows, under: scheme)
    #expect(declarations.faults.map(\.kind) == [.repeatedColumn, .missingID])
    #expect(declarations.candidates.isEmpty)
  }

  @Test func `parallel lists of different lengths are refused`() {
    let declarations = read(["candidate_id": "C-1", "members.name": "甲;乙", "members.uscc": "X1;X2;X3"])
    #expect(declarations.faults.map(\.kind) == [.unevenLists(counts: [2, 3])])
    #expect(declarations.faults.map(\.column) == ["members"])
  }

  // MARK: JSON

  @Test func `nested objects and dotted keys mean the same`() throws {
    let nested = try JSON.read(
      #"[{"candidate_id": "C-1", "fin": {"2024": {"tax_wan": 8.50}}, "contact_person": {"name": "李"}, "attachments": {"MT-01": {"file": "a", "amount": "3"}}}]"#
    )
    let dotted = try JSON.read(
      #"[{"application_id": "C-1", "fin.2024.tax_wan": "8.5", "contact.name": "李", "attachments.MT-01.file": "a", "attachments": {"MT-01": {"amount": 3}}}]"#
    )
    let one = readDeclarations(nested, under: scheme)
    let two = readDeclarations(dotted, under: scheme)
    #expect(one.faults == [] && two.faults == [])
    #expect(one.candidates == two.candidates)
    #expect(one.candidates.count == 1)
  }

  @Test func `faults of JSON name record, line and column`() throws {
    let json = try JSON.read(
      """
      [
        {"candidate_id": "C-1", "members": [{"name": "甲"}, {"name": 7}],
         "params_yi": true, "modalities": "文本"},
        7,
        {"candidate_id": "C-2", "app_scenarios": {"a": 1}}
      ]
      """)
    let declarations = readDeclarations(json, under: scheme)
    #expect(declarations.faults.map(\.index) == [1, 1, 1, 2, 2, 3])
    #expect(declarations.faults.map(\.line) == [2, 3, 3, 4, 4, 5])
    #expect(
      declarations.faults.map(\.column) == [
        "members.2.name", "params_yi", "modalities", "", "candidate_id", "app_scenarios",
      ])
    #expect(declarations.faults[0].kind == .wrongForm(expected: .text, found: .number))
  }

  @Test func `cells of entries that nobody knows are kept and reported once`() throws {
    let json = try JSON.read(
      #"[{"candidate_id": "C-1", "members": [{"name": "甲", "note": "a"}, {"name": "乙", "note": "b"}], "more": {"x": [1]}}]"#
    )
    let declarations = readDeclarations(json, under: scheme)
    #expect(
      declarations.candidates.first?.attributes == ["members.1.note": "a", "members.2.note": "b", "more.x": "[1]"])
    #expect(declarations.notices.map(\.column) == ["members.note", "more.x"])
  }

  @Test func `a list of none is not a missing list`() throws {
    let json = try JSON.read(#"[{"candidate_id": "C-1", "members": [], "modalities": null, "bank": ""}]"#)
    let declarations = readDeclarations(json, under: scheme)
    #expect(try value("members", in: declarations) == .list([]))
    #expect(try value("modalities", in: declarations) == .missing)
    #expect(try value("bank", in: declarations) == .missing)
  }

  @Test func `what is stored reads back the same, byte for byte`() throws {
    let record = LLMRecord()
      .with("members", .array([.object(["name": .text("甲"), "uscc": .text("1")]), .object(["name": .text("乙;丙")])]))
      .with("members.9.note", "未知").with("remark", "“引号”\n换行").with("attachments.ZZ-1.file", "z.pdf")
    let candidate = try record.candidate(under: scheme)
    let stored = candidate.json(under: scheme).bytes()
    let back = try DeclarationReader(scheme).candidate(from: try JSON.read(stored), version: 1).get()
    #expect(back == candidate)
    #expect(back.json(under: scheme).bytes() == stored)
  }

  @Test func `a table and JSON of the same declaration give the same candidate`() throws {
    let table = read([
      "candidate_id": "C-1", "applicant_name": "星衡", "track": "垂直领域大模型", "params_yi": "8.0", "filed": "否",
      "fin.2024.staff": "12", "base_sources.kind": "开源;自研", "base_sources.model_name": "A;B",
    ])
    let json = readDeclarations(
      try JSON.read(
        #"[{"candidate_id": "C-1", "applicant_name": "星衡", "track": "vertical", "params_yi": 8, "filed": false, "fin": {"2024": {"staff": 12}}, "base_sources": [{"kind": "open", "model_name": "A"}, {"kind": "self", "model_name": "B"}]}]"#
      ), under: scheme)
    #expect(table.faults == [] && json.faults == [])
    #expect(table.candidates == json.candidates)
  }
}
