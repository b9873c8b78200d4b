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

  @Test func `that cannot be filled say what would mend it`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let told = try round.must("assign --blocks 1 --bridges 9", ending: .cannotBeFilled)
    #expect(told.results.contains("--bridges"))
    #expect(
      try round.must("assign --blocks 1 --bridges 9 --json", ending: .cannotBeFilled).json["status"]?.text
        == "shortfall")
  }

  @Test func `know no other objective`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    #expect(try round.must("assign --blocks 2 --objective fair", ending: .usage).messages.contains("分组"))
  }

  @Test func `are not made anew once their experts have marked`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let told = try round.must("assign --blocks 2", ending: .needsPerson)
    #expect(told.messages.contains("--repair"))
  }
}
