import ExpertReview
import FoundationEssentials
import Statistics
import Tables
import Testing

@testable import Intake

/// The fast way of reading marks, held to the careful one.
@Suite struct `Plain marks` {
  private static let scheme = #"""
    {"id":"plain","name":{"zh":"小方案","en":"Plain"},"documents":["bench"],
    "inForce":{"from":"2020-01-01","until":"2030-12-31","house":"测试"},
    "fields":[{"key":"track","label":{"zh":"类型","en":"Track"},"type":"choice","required":true,"house":"测试",
      "values":[{"id":"one","label":{"zh":"甲","en":"One"}},{"id":"two","label":{"zh":"乙","en":"Two"}}]}],
    "rules":[],"groups":{"by":"track","panels":"together","ranking":"apart","house":"测试"},
    "stages":[{"type":"formalCheck","house":"测试"},
    {"type":"review","id":"review","name":{"zh":"评审","en":"Review"},"house":"测试",
    "panel":{"size":"3","minimumSheets":"2","odd":true,"compose":[]},
    "rubric":{"scale":{"min":"0","max":"10","step":"0.25"},
      "items":[{"id":"A","kind":"judged","label":{"zh":"甲","en":"A"},"weight":"60"},
        {"id":"B","kind":"judged","label":{"zh":"乙","en":"B"},"weight":"40"},
        {"id":"G","kind":"given","label":{"zh":"加分","en":"Bonus"},"factor":"1","scale":{"min":"0","max":"5","step":"1"}}],
      "perGroup":{"two":{"items":[{"id":"only","kind":"judged","label":{"zh":"丙","en":"Only"},"weight":"100"}]}}},
    "aggregate":{"rounding":[{"after":"total","places":"2","mode":"halfUp"}]}},
    {"type":"selection","caps":[{"scope":"scheme","atMost":"3","house":"测试"}],"ties":["lot"],"house":"测试"}]}
    """#

  private static let documents =
    #"{"documents":[{"id":"bench","title":"基准","number":"1","issuer":"—","date":"2025-01-01","articles":["一"]}]}"#

  private static func calendar() throws -> [UInt8] {
    let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
    return [UInt8](try Data(contentsOf: URL(filePath: root + "/Rubrics/calendars/china.json")))
  }

  private static func round(candidates: [String], experts: [String] = [], seats: [PanelList.Seat] = []) throws -> Round
  {
    let day = try #require(CivilDay("2025-12-15"))
    let charter = Charter(
      roundID: "plain", scheme: SchemeID("plain"),
      shelf: SchemeShelf(schemes: [SchemeID("plain"): Array(scheme.utf8)], documents: Array(documents.utf8)),
      calendar: try calendar(), overrides: [])
    func entry(_ sequence: Int, _ fact: Fact) -> FactEntry {
      FactEntry(sequence: sequence, asOf: day, actor: "甲", reason: "", recordedAt: "", hash: "h", fact: fact)
    }
    var round = try Round(beginning: entry(1, .begun(charter)))
    let imported = candidates.enumerated().map { number, id in
      Candidate(
        id: CandidateID(id), name: id, values: [.choice(number % 3 == 2 ? "two" : "one")], attachments: [:],
        attributes: [:], version: 1)
    }
    try round.apply(entry(2, .candidatesImported(imported)))
    if !experts.isEmpty {
      try round.apply(entry(3, .expertsImported(experts.map { Expert(id: ExpertID($0), name: $0) })))
      try round.apply(entry(4, .panelsImported(PanelList(stage: "review", seats: seats))))
    }
    return round
  }

  private static let ids = (0..<40).map {
    $0 % 4 == 0 ? "申报-2025-\($0)" : $0 % 4 == 1 ? "C\($0)" : "candidate-number-\($0)"
  }
  private static let experts = (0..<9).map { $0 % 2 == 0 ? "E\($0)" : "专家证书编号2025\($0)" }

  /// Lines of plain marks in random order: some marks left out, written in several ways.
  private static func lines(_ stream: inout RandomStream) -> [String] {
    func below(_ count: Int) -> Int { Int(stream.next() % UInt64(count)) }
    var lines: [String] = []
    for (number, candidate) in ids.enumerated() {
      for expert in experts where below(3) == 0 {
        for item in number % 3 == 2 ? ["only"] : ["A", "B"] where below(5) > 0 {
          let quarters = below(41)
          let (whole, rest) = (quarters / 4, ["", ".25", ".5", ".75"][quarters % 4])
          let mark = ["\(whole)\(rest)", "0\(whole)\(rest)", rest.isEmpty ? "\(whole).000" : "\(whole)\(rest)0", ""][
            below(4)]
          lines.append("\(candidate),\(expert),\(item),\(mark)")
        }
      }
    }
    for place in lines.indices.reversed() where place > 0 { lines.swapAt(place, below(place + 1)) }
    return lines
  }

  private static func read(_ lines: [String], _ round: Round, threads: Int) throws -> PlainMarks? {
    let text = "candidate,expert,criterion,mark\n" + lines.map { $0 + "\n" }.joined()
    let table = try CSVTable(Array(text.utf8))
    return PlainMarks(
      of: table, columns: MarkColumns(table.headers), in: round, stage: try round.reviewStage("review"),
      threads: threads)
  }

  private static func careful(_ lines: [String], _ round: Round) throws -> MarkBatchBuilder {
    let table = try CSVTable(Array(("candidate,expert,criterion,mark\n" + lines.map { $0 + "\n" }.joined()).utf8))
    let columns = MarkColumns(table.headers)
    var builder = MarkBatchBuilder(
      round: round, stage: try round.reviewStage("review"), origin: .outside, mayReplace: false)
    table.forEachRow(sound: { builder.add(columns.line($0)) }, unsound: { _, _ in })
    return builder
  }

  @Test(arguments: 0..<60) func `come to the batch that the careful reader makes, with any number of threads`(
    seed: Int
  ) throws {
    var stream = RandomStream(seed: UInt64(seed))
    let lines = Self.lines(&stream)
    let seats = Self.ids.flatMap { id in
      Self.experts.map { PanelList.Seat(candidate: CandidateID(id), expert: ExpertID($0)) }
    }
    let round =
      seed % 2 == 0
      ? try Self.round(candidates: Self.ids) : try Self.round(candidates: Self.ids, experts: Self.experts, seats: seats)
    let careful = try Self.careful(lines, round)
    #expect(careful.faults.isEmpty)
    for threads in [1, 2, 3, 7] {
      let plain = try #require(try Self.read(lines, round, threads: threads))
      #expect(plain.batch == careful.batch())
      #expect(plain.news == careful.news)
      #expect(plain.missing == careful.missing)
    }
  }

  @Test func `the order of the lines never shows`() throws {
    var stream = RandomStream(seed: 3)
    let lines = Self.lines(&stream)
    let round = try Self.round(candidates: Self.ids)
    #expect(try Self.careful(lines, round).batch() == Self.careful(lines.reversed(), round).batch())
  }

  @Test(arguments: [
    "C1,E0,A,回避", "C1,E0,A,recused", "C1,E0,A,10.1", "C1,E0,A,7.1", "C1,E0,A,-1", "C1,E0,A,1e1", "C1,E0,A,7.",
    "C1,E0,A,.5",
    "C1,E0,A,７", "C1,E0,only,5", "C1,E0,Z,5", "C1,,A,5", "C1,,G,5", "nobody,E0,A,5", "C1,E0,A,5,extra", "C1,E0,A",
    "C1,\"E0\",A,5", "C1,E0,opinion,", "C1,E0,A,99999999999999999999",
  ])
  func `a line that says anything else is left to the careful reader`(line: String) throws {
    let round = try Self.round(candidates: Self.ids)
    #expect(try Self.read(["C13,E0,A,5"], round, threads: 2) != nil, "a plain file is read")
    #expect(try Self.read(["C13,E0,A,5", line], round, threads: 2) == nil)
  }

  @Test func `a cell of which two lines speak is left to the careful reader, also where both leave it out`() throws {
    let round = try Self.round(candidates: Self.ids)
    #expect(try Self.read(["C13,E0,A,5", "C9,E0,A,5", "C13,E0,A,5"], round, threads: 2) == nil)
    #expect(try Self.read(["C13,E0,A,", "C13,E0,A,"], round, threads: 1) == nil)
    #expect(try Self.careful(["C13,E0,A,", "C13,E0,A,"], round).faults.count == 1)
  }

  @Test func `an expert who is unknown, or sits elsewhere, is left to the careful reader`() throws {
    let seat = PanelList.Seat(candidate: CandidateID("C1"), expert: ExpertID("E0"))
    let round = try Self.round(candidates: Self.ids, experts: ["E0", "E2"], seats: [seat])
    #expect(try Self.read(["C1,E0,A,5"], round, threads: 1)?.news == 1)
    #expect(try Self.read(["C1,E2,A,5"], round, threads: 1) == nil)
    #expect(try Self.read(["C1,E9,A,5"], round, threads: 1) == nil)
  }

  @Test func `a stage that holds marks is left to the careful reader`() throws {
    var round = try Self.round(candidates: Self.ids)
    let batch = try #require(try Self.read(["C13,E0,A,5"], round, threads: 1)?.batch)
    let day = try #require(CivilDay("2025-12-15"))
    try round.apply(
      FactEntry(
        sequence: 3, asOf: day, actor: "甲", reason: "", recordedAt: "", hash: "h",
        fact: .marked(batch, origin: .outside)))
    #expect(try Self.read(["C9,E0,A,5"], round, threads: 1) == nil)
  }

  @Test func `a file of nothing but empty marks has no batch and says how many are missing`() throws {
    let plain = try #require(
      try Self.read(["C13,E0,A,", "C13,E0,B,"], try Self.round(candidates: Self.ids), threads: 2))
    #expect(plain.batch == nil && plain.missing == 2 && plain.news == 0)
  }
}

@Suite struct `Ids found many at once` {
  @Test func `every text is found under its number, short or long, and no other is`() throws {
    let texts = (0..<3_000).map { $0 % 7 == 0 ? "a-rather-long-identifier-\($0)" : "id\($0)" }
    let table = KeyTable(texts)
    var keys: [TextKey] = []
    var expected: [Int32] = []
    for (number, text) in texts.enumerated() {
      var text = text
      text.withUTF8 { bytes in
        #expect(table.find(bytes) == number)
        if let key = TextKey(bytes) {
          keys.append(key)
          expected.append(Int32(number))
        }
      }
    }
    for absent in ["", "id3000", "ID1", "id01", "a-rather-long-identifier-1"] {
      var absent = absent
      absent.withUTF8 { bytes in
        #expect(table.find(bytes) == nil)
        if let key = TextKey(bytes) {
          keys.append(key)
          expected.append(-1)
        }
      }
    }
    var found = [Int32](repeating: 7, count: keys.count)
    keys.withUnsafeBufferPointer { keys in found.withUnsafeMutableBufferPointer { table.find(keys, into: $0) } }
    #expect(found == expected)
  }
}
