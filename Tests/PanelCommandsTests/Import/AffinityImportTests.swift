import ExpertReview
import Testing

@testable import PanelCommands

/// What affinities are mixed from: the taxonomy and bids come in, and explain and export show what they come to.
@Suite struct `Affinities that are mixed` {
  private static let policy = #"""
    "affinity": {"fields": {"weight": "2", "of": ["track"]}, "text": {"weight": "1", "of": ["applicant_name"]},
      "bids": {"weight": "1"}, "imported": {"weight": "1"}, "house": "tests"},
    """#

  private func bench(mixed: Bool = true) throws -> RoundBench {
    let rubrics = TemporaryFolder()
    try Files.makeFolder(rubrics.file("small"))
    try Files.write(rubrics.file("documents.json"), Array(#"{"documents": []}"#.utf8))
    let scheme = RoundBench.smallScheme.replacing(
      #""documents": [],"#, with: #""documents": [], \#(mixed ? Self.policy : "")"#)
    try Files.write(rubrics.file("small/scheme.json"), Array(scheme.utf8))
    let bench = try RoundBench(scheme: "small", rubrics: rubrics.path)
    let files = [
      (
        "candidates",
        "candidate_id,name,track,applicant_name,project_name\nC1,信号控制,general,交通科技公司,星河\nC2,育种,vertical,农业公司,长空\n"
      ),
      (
        "experts",
        "expert_id,name,领域,简介,研究方向\nE1,一,基础软件,长期研究交通信号控制,\nE2,二,软件,,农业;育种\nE3,三,,,\n"
      ),
    ]
    for (kind, text) in files {
      let run = try bench.run("import", kind, bench.file(kind + ".csv", text))
      try #require(run.code == .done, "\(run.messages)")
    }
    return bench
  }

  private static let terms = "term,parent,alias_of\n软件,,\n基础软件,软件,\n通用,软件,\n操作系统,基础软件,\nsoftware,,软件\n"
  private static let bids = "candidate,expert,bid\nC1,E1,可评\nC1,E2,不想评\nC2,E2,eager\nC2,E3,\n"

  @Test func `a taxonomy and bids come in once, and otherwise only as corrections`() throws {
    let bench = try bench()
    for (kind, text, changed, added) in [
      ("taxonomy", Self.terms, "term,parent,alias_of\n操作系统,软件,\n", "5"),
      ("bids", Self.bids, "candidate,expert,bid\nC1,E2,\n", "3"),
    ] {
      let file = try bench.file("f.csv", text)
      let run = bench.run("import", kind, file, "--json")
      #expect(run.code == .done, "\(run.messages)")
      #expect(try run.json["added"]?.scalarText == added)
      let head = try bench.head
      #expect(try bench.run("import", kind, file, "--json").json["unchanged"]?.scalarText == added)
      let other = try bench.file("g.csv", changed)
      #expect(bench.run("import", kind, other).code == .invalidInput)
      #expect(try bench.head == head)
      #expect(bench.run("import", kind, other, "--replace", "--reason", "更正").code == .done)
      #expect(try bench.head != head)
    }
    let left = try bench.run("explain", "C1", "E2", "--json").json["affinityParts"]
    #expect(left?["bid"] == .null)
  }

  @Test func `the taxonomies of the house are sound and place the industries of the schemes`() throws {
    let bench = try bench()
    let folder = RoundBench.golden + "/../../Rubrics/taxonomies/"
    for name in ["national-economy.csv", "scheme-industries.csv"] {
      let run = bench.run("import", "taxonomy", folder + name)
      #expect(run.code == .done, "\(run.messages)")
    }
    let taxonomy = try bench.rebuilt().taxonomy
    for (scheme, field) in [
      ("hunan-2023-platform-plan", "industries"), ("hunan-2025-llm", "app_domains"),
      ("hunan-2025-promotion-centre", "served_industries"), ("promotion-centre-b2-conditions", "served_industries"),
    ] {
      let path = RoundBench.golden + "/../../Rubrics/\(scheme)/scheme.json"
      let fields = try JSON.read(Files.read(path))["fields"]?.elements ?? []
      let choices = fields.first { $0["key"]?.text == field }?["values"]?.elements ?? []
      #expect(choices.count > 3)
      for choice in choices where choice["id"]?.text != "other" {
        let label = choice["label"]?["zh"]?.text ?? ""
        #expect(taxonomy.entry(label)?.parent.isEmpty == false, "\(scheme) \(label)")
      }
    }
  }

  private static let faulty: [(kind: String, text: String, told: [String])] = [
    ("taxonomy", "term,parent,alias_of\n甲,乙,\n乙,丙,\n丙,甲,\n", ["2 parent termsInCircle"]),
    ("taxonomy", "term,parent,alias_of\n汽车,制造,\n制造业,,\n", ["2 parent unknownTerm"]),
    ("taxonomy", "term,parent,alias_of\nＡＩ,,智能\n", ["2 alias_of unknownTerm"]),
    (
      "taxonomy", "term,parent,alias_of\n甲,,\n乙,甲,甲\nＡ,,\n a,,\n,甲,\n",
      ["3 parent parentOfAlias", "5 term repeated", "6 term emptyCell"]
    ),
    (
      "bids", "candidate,expert,bid\nC9,E1,想评\nC1,E9,想评\nC1,E1,喜欢\nC2,E1,回避\nC2,E2,0.5\nC1,E2,想评\nC1,E2,一般\n",
      [
        "2 candidate unknownCandidate", "3 expert unknownExpert", "4 bid notInList", "5 bid bidIsConflict",
        "6 bid notInList", "8 candidate repeated",
      ]
    ),
  ]

  @Test(arguments: faulty.indices)
  func `what is wrong in a file is told by row, and nothing of it is taken`(_ place: Int) throws {
    let bench = try bench()
    let head = try bench.head
    let (kind, text, wanted) = Self.faulty[place]
    let run = try bench.run("import", kind, bench.file("f.csv", text), "--json")
    #expect(run.code == .invalidInput)
    let told = try run.errors.compactMap { $0["error"] }.map { fault in
      let code = fault["code"]?.text?.dropFirst("import.".count) ?? ""
      #expect(fault["mend"]?.text?.isEmpty == false)
      return "\(fault["row"]?.scalarText ?? "") \(fault["column"]?.text ?? "") \(code)"
    }
    #expect(told.sorted() == wanted)
    #expect(try bench.head == head)
  }

  private func mixed() throws -> RoundBench {
    let bench = try bench()
    let fit = "candidate,expert,affinity\nC1,E1,0.9\nC2,E2,0.6\n"
    for (kind, text, more) in [
      ("taxonomy", Self.terms, []), ("bids", Self.bids, []), ("affinities", fit, ["--absent", "zero"]),
    ] {
      let run = try bench.run(["import", kind, bench.file(kind + ".csv", text)] + more)
      try #require(run.code == .done, "\(run.messages)")
    }
    return bench
  }

  @Test(arguments: [Language.chinese, .english])
  func `the page of a pair shows every part`(_ language: Language) throws {
    let bench = try mixed()
    let page =
      bench.run("explain", "C1", "E1", "--lang", language.rawValue).results
      + bench.run("explain", "C1", "E3", "--lang", language.rawValue).results
    try Snapshot.compare(page, with: "explain-affinity-\(language.rawValue).txt")
  }

  @Test func `what the parts of a pair add comes to its affinity`() throws {
    let bench = try mixed()
    for (candidate, expert) in [("C1", "E1"), ("C1", "E2"), ("C2", "E2"), ("C2", "E3")] {
      let json = try bench.run("explain", candidate, expert, "--json").json
      #expect(json["affinityFrom"]?.text == "mixed")
      let parts = try #require(json["affinityParts"])
      func fraction(_ value: JSON?) -> Fraction {
        let numbers = (value?.text ?? "0").split(separator: "/").map { Int128(String($0)) ?? 0 }
        return Fraction(numbers[0], numbers.count > 1 ? numbers[1] : 1)
      }
      let sum = (parts["parts"]?.elements ?? []).reduce(Fraction.zero) { $0 + fraction($1["adds"]) }
      #expect(parts["parts"]?.elements?.count == 4)
      #expect(sum == fraction(parts["exact"]))
      let told = try #require(json["affinity"]?.text.flatMap { ExactDecimal($0) })
      #expect(sum.rounded(places: 6, .halfUp) == told)
    }
  }

  @Test func `the table of affinities has every pair with its parts, and reads back`() throws {
    let bench = try mixed()
    #expect(bench.run("export", bench.folder.file("a.csv"), "--table", "affinities").code == .done)
    let lines = try bench.text("a.csv").split(whereSeparator: \.isNewline).map { String($0) }
    #expect(lines.count == 7)
    #expect(lines[0].hasSuffix("candidate,expert,affinity,fields,text,bids,imported"))
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",").map { String($0) }
      let json = try bench.run("explain", cells[0], cells[1], "--json").json
      #expect(json["affinity"]?.text == cells[2])
    }
    let plain = try self.bench(mixed: false)
    let run = try plain.run(
      "import", "affinities", plain.file("a.csv", bench.text("a.csv")), "--absent", "forbid", "--json")
    #expect(try run.json["added"]?.scalarText == "6")
  }

  @Test func `panels are made by the mix`() throws {
    let bench = try mixed()
    let run = bench.run("assign", "--json")
    #expect(run.code == .done, "\(run.messages)")
    for seat in try run.json["assignments"]?.elements ?? [] {
      let (candidate, expert) = (seat["candidate"]?.text ?? "", seat["expert"]?.text ?? "")
      #expect(try bench.run("explain", candidate, expert, "--json").json["affinity"]?.text == seat["affinity"]?.text)
    }
    #expect(bench.run("verify").code == .done)
    // Another bid makes the panels stale.
    let more = try bench.file("more.csv", "candidate,expert,bid\nC1,E3,eager\n")
    #expect(bench.run("import", "bids", more).code == .done)
    #expect(bench.run("status").results.contains("评审意向"))
  }
}
