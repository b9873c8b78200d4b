import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct `Panels of blocks, by command` {
  /// By candidate, who marks it.
  private func panels(_ json: JSON) -> [String: Set<String>] {
    var panels: [String: Set<String>] = [:]
    for pair in json["assignments"]?.elements ?? [] {
      panels[pair["candidate"]?.text ?? "", default: []].insert(pair["expert"]?.text ?? "")
    }
    return panels
  }

  @Test func `seat the members of a block on each of its candidates but those they recuse`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let json = try round.must("assign --blocks 2 --places 3 --json").json
    let panels = panels(json)
    let blocks = try #require(json["blocks"]?.elements)
    #expect(blocks.count >= 2)
    var seen = 0
    for block in blocks {
      let candidates = try #require(block["candidates"]?.elements).compactMap(\.text)
      let experts = Set(try #require(block["experts"]?.elements).compactMap(\.text))
      #expect(candidates.count <= 2)
      seen += candidates.count
      for candidate in candidates {
        let recused = (json["recused"]?.elements ?? []).filter { $0["candidate"]?.text == candidate }
        #expect(panels[candidate] == experts.subtracting(recused.compactMap { $0["expert"]?.text }))
      }
    }
    #expect(seen == panels.count)
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
    #expect(try round.must("assign --blocks 2 --places 3").results.contains("已证明回避最少"))
  }

  @Test func `are compared by candidates whom the next block marks too, and no result uses those marks`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let json = try round.must("assign --blocks 2 --places 3 --anchors 1 --json").json
    #expect(json["objective"]?.text?.hasSuffix("anchors=1") == true)
    let anchors = try #require(json["anchors"]?.elements)
    let blocks = try #require(json["blocks"]?.elements)
    #expect(!anchors.isEmpty && anchors.count <= blocks.count)
    let own = panels(json)
    for anchor in anchors {
      let experts = (anchor["experts"]?.elements ?? []).compactMap(\.text)
      #expect(own[anchor["candidate"]?.text ?? ""]?.isDisjoint(with: experts) == true && !experts.isEmpty)
    }
    let first = try #require(anchors.first)
    let candidate = try #require(first["candidate"]?.text)
    let guest = try #require(first["experts"]?.elements?.first?.text)
    // The guest's sheet has the items of the candidate, but no vote and no opinion on it.
    let folder = round.folder.file("sheets")
    try round.must("sheets \(folder) --lang en")
    let sheet = String(decoding: try Files.read("\(folder)/\(guest).csv"), as: UTF8.self)
    let lines = sheet.split(whereSeparator: \.isNewline).filter { $0.hasPrefix(candidate + ",") }
    #expect(lines.count == 2 && lines.contains { $0.contains(",A,") }, "\(sheet)")
    // Every member marks 80, every guest 10: nobody's result knows it.
    var marks = "candidate,expert,criterion,mark\n"
    for (candidate, experts) in own.sorted(by: { $0.key < $1.key }) {
      for expert in experts.sorted() { for item in ["A", "B"] { marks += "\(candidate),\(expert),\(item),80\n" } }
    }
    for anchor in anchors {
      for expert in anchor["experts"]?.elements ?? [] {
        for item in ["A", "B"] { marks += "\(anchor["candidate"]?.text ?? ""),\(expert.text ?? ""),\(item),10\n" }
      }
    }
    try round.must("import scores \(try round.file("marks.csv", marks))")
    let page = try round.must("explain \(candidate) --json").json
    let sheets = try #require(page["trace"]?["sheets"]?.elements)
    #expect(Set(sheets.compactMap { $0["expert"]?.text }) == own[candidate])
    #expect(page["anchors"]?.elements?.contains { $0["expert"]?.text == guest && $0["marked"]?.flag == true } == true)
    #expect(try round.must("explain \(candidate)").results.contains("\(guest)✓"))
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
    // Marked, the comparison stays, and so do the blocks.
    #expect(try round.must("assign --blocks 2", ending: .needsPerson).messages.contains("--repair"))
    _ = round.run("assign --repair")
    let after = try round.round()
    #expect(after.guests(of: CandidateID(candidate), in: "expert").contains { $0.id.rawValue == guest })
    #expect(try round.must("verify --json").json["recomputed"]?.text == "same")
    // The table of seats says so, and brings nothing when it is read again; another pair cannot be added by it.
    let table = round.folder.file("seats.csv")
    try round.must("export \(table) --table assignments")
    #expect(String(decoding: try Files.read(table), as: UTF8.self).contains("\(candidate),\(guest),expert,anchor"))
    #expect(try round.must("import assignments \(table) --json").json["added"]?.scalarText == "0")
    let strange = try round.file("x.csv", "candidate,expert,role\n\(candidate),\(own[candidate]?.min() ?? ""),anchor\n")
    #expect(try round.must("import assignments \(strange)", ending: .invalidInput).messages.contains("--anchors"))
  }

  @Test func `that cannot be filled say what would mend it`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let told = try round.must("assign --blocks 1 --bridges 9", ending: .cannotBeFilled)
    #expect(told.results.contains("--bridges"))
    #expect(
      try round.must("assign --blocks 1 --bridges 9 --json", ending: .cannotBeFilled).json["status"]?.text
        == "shortfall")
  }

  @Test func `know no other objective, and their options nothing but blocks`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    for objective in ["pairs", "balanced", "random", "fair --depth 2"] {
      let told = try round.must("assign --blocks 2 --objective \(objective) --json", ending: .usage)
      #expect(try told.errors.first?["error"]?["code"]?.text == "verb.objectiveOfBlocks")
    }
    for option in ["--bridges 1", "--anchors 1", "--places 2"] {
      let told = try round.must("assign \(option)", ending: .usage)
      #expect(told.messages.contains("只用于分组评审") && told.messages.contains("--blocks N"), "\(told.messages)")
    }
    #expect(try round.must("assign --blocks 2 --objective fair", ending: .usage).messages.contains("分组"))
  }

  @Test func `are not made anew once their experts have marked`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let told = try round.must("assign --blocks 2", ending: .needsPerson)
    #expect(told.messages.contains("--repair"))
  }
}
