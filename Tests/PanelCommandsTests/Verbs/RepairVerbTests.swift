import ExpertReview
import Testing

@testable import PanelCommands

/// `panel assign --repair` where seats have to move, what it says where even that is not enough, and what `explain`
/// says of seats that could be others.
@Suite struct `Repairs, shortfalls and exchanges` {
  /// The sample round with panels. E09 may have C01 and C02; E11, who takes one candidate, suits C03 best and may have
  /// C04; E12 may have C03.
  private func assigned() throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .searched)
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    let more =
      "expert_id,name,employer,fields,minimum_load,maximum_load\nE09,冯九,庚大学,,0,\nE11,褚一,壬大学,,0,1\nE12,卫二,癸大学,,0,\n"
    let pairs = "candidate,expert,affinity\nC01,E09,0.05\nC02,E09,0.05\nC03,E11,0.95\nC04,E11,0.01\nC03,E12,0.02\n"
    try round.must("import experts \(try round.file("more.csv", more))", on: "2026-04-09")
    try round.must("import affinities \(try round.file("pairs.csv", pairs)) --absent forbid", on: "2026-04-09")
    try round.must("conflicts", on: "2026-04-09")
    try round.must("assign --seed 7 --alternates 0", on: "2026-04-09")
    return round
  }

  private func panel(_ candidate: String, _ round: RoundInProgress) throws -> [String] {
    try round.round().panel(of: CandidateID(candidate), in: "expert").map(\.id.rawValue)
  }

  private func changes(_ json: JSON?) -> [String] {
    (json?["changes"]?.elements ?? []).map { change in
      "\(change["candidate"]?.text ?? "") \(change["leaves"]?.text ?? "-")>\(change["enters"]?.text ?? "-")"
    }
  }

  @Test
  func `the seats of a candidate who left take up nobody's load, when panels are made as when alternates are called`()
    throws
  {
    let round = try RoundInProgress(upTo: .marked)
    try round.must("decide withdraw C02 --reason 企业撤回")
    let now = try round.round()
    let stage = try #require(now.reviewStages.first)
    let seats = now.seats(in: stage.id)
    #expect(seats.contains { $0.candidate == CandidateID("C02") })
    let problem = now.panelProblem(stage: stage, asOf: try #require(CivilDay("2026-04-20")), keeping: seats)
    for (expert, room) in zip(problem.experts, problem.maximumLoad) {
      guard let most = now.experts.first(where: { $0.id == expert })?.maximumLoad else { continue }
      #expect(room == most - now.candidates(of: expert, in: stage.id).count, "\(expert)")
    }
  }

  @Test func `a seat moves where an empty one can be filled in no other way, and every change is listed`() throws {
    let round = try assigned()
    #expect(try panel("C03", round).contains("E11") && !panel("C04", round).contains("E11"))
    _ = round.run("invite decline E05 --reason 住院", on: "2026-04-10")
    let before = try ["C01", "C02", "C03", "C04"].map { try Set(panel($0, round)) }
    let text = try round.must("assign --repair --dry-run", on: "2026-04-11").results
    #expect(text.contains("本可留下而换人的席位 1 个，不可能更少"), "\(text)")
    #expect(text.contains("C03：E11 换为") && text.contains("E11 改评 C04") && text.contains("C04：E11 补上空缺"), "\(text)")
    let json = try round.must("assign --repair --json", on: "2026-04-11").json
    let repair = json["repair"]
    #expect(repair?["released"]?.scalarText == "1" && repair?["bound"]?.scalarText == "1")
    let after = try ["C01", "C02", "C03", "C04"].map { try Set(panel($0, round)) }
    #expect(after.allSatisfy { $0.count == 5 } && after[3].contains("E11") && !after[2].contains("E11"))
    var told: [String] = []
    for (place, candidate) in ["C01", "C02", "C03", "C04"].enumerated() {
      let gone = before[place].subtracting(after[place]).sorted()
      let come = after[place].subtracting(before[place]).sorted()
      for index in 0..<max(gone.count, come.count) {
        told.append(
          "\(candidate) \(index < gone.count ? gone[index] : "-")>\(index < come.count ? come[index] : "-")")
      }
    }
    #expect(changes(repair) == told)
    // The seat that moved is on record with its cause, and the record recomputes.
    let page = try round.must("explain C03 --json", on: "2026-04-11").json
    #expect(page["seatChanges"]?.elements?.last?["cause"]?.text == "moved")
    #expect(try round.must("verify --json", on: "2026-04-12").json["recomputed"]?.text == "same")
    // Once more changes nothing.
    #expect(try round.must("assign --repair --json", on: "2026-04-12").json["repair"]?["released"]?.scalarText == "0")
  }

  @Test func `a seat with marks never moves: then the panels cannot be filled, and the ways out are told`() throws {
    let round = try assigned()
    try round.must("conflicts declare C04 E02 --kind employment --evidence 兼职", on: "2026-04-10")
    let marks = "candidate,expert,criterion,mark\nC03,E11,A,90\nC03,E11,B,90\n"
    try round.must("import scores \(try round.file("marks.csv", marks))", on: "2026-04-10")
    _ = round.run("invite decline E05 --reason 住院", on: "2026-04-10")
    let run = round.run("assign --repair --json", on: "2026-04-11")
    #expect(run.code == .cannotBeFilled, "\(run.results)\(run.messages)")
    let shortfall = try run.json["shortfall"]
    #expect(shortfall?["candidates"]?.elements?.compactMap(\.text) == ["C04"])
    #expect(shortfall?["needed"]?.scalarText == "5" && shortfall?["available"]?.scalarText == "4")
    let ways = shortfall?["waysOut"]?.elements ?? []
    #expect(ways.first?["changes"]?.elements?.first?["expert"]?.text == "E11", "\(run.results)")
    let prices = ways.compactMap { $0["price"]?.scalarText.flatMap { Int($0) } }
    #expect(prices.count == ways.count && prices == prices.sorted())
    let reasons = shortfall?["reasons"]?.elements ?? []
    #expect(reasons.contains { $0["limit"]?.text == "unavailable" && $0["lackingWithout"]?.scalarText == "0" })
    let text = round.run("assign --repair", on: "2026-04-11").results
    #expect(text.contains("卡在这些限制上") && text.contains("E11 的最多评审数加 1  [代价 3]"), "\(text)")
    let english = round.run("assign --repair --lang en", on: "2026-04-11").results
    #expect(english.contains("greatest load of E11 +1  [price 3]"), "\(english)")
  }

  @Test func `with a loss seats pass on until the total is near the best`() throws {
    let round = try assigned()
    _ = round.run("invite decline E05 --reason 住院", on: "2026-04-10")
    try round.must("invite available E05", on: "2026-04-11")
    try round.must("assign --repair", on: "2026-04-11")
    let best = try round.must("assign --repair --loss 0 --dry-run --json", on: "2026-04-12").json["repair"]
    #expect(best?["total"]?.text == best?["largestTotal"]?.text && best?["loss"]?.text == "0")
    let lenient = try round.must("assign --repair --loss 1000 --dry-run --json", on: "2026-04-12").json["repair"]
    #expect(lenient?["released"]?.scalarText == "0")
    #expect(round.run("assign --loss 1").code == .usage)
    #expect(round.run("assign --repair --loss viel").messages.contains("至多六位小数"))
  }

  @Test func `explain prices a pair exactly and names the seats that would move`() throws {
    let round = try assigned()
    let pair = try round.must("explain C03 E12 --json", on: "2026-04-10").json
    let members = try panel("C03", round)
    let moves = pair["exchange"]?["moves"]?.elements ?? []
    #expect(moves.count == 1 && moves.first?["enters"]?.text == "E12")
    #expect(members.contains(moves.first?["leaves"]?.text ?? ""))
    let least = try #require(pair["leastLoss"]?.text.flatMap { ExactDecimal($0) })
    let loss = try #require(pair["loss"]?.text.flatMap { ExactDecimal($0) })
    #expect(!(loss < least))
    let text = try round.must("explain C03 E12", on: "2026-04-10").results
    #expect(text.contains("若让 E12 评 C03：接替 \(moves.first?["leaves"]?.text ?? "?")，总和减少"), "\(text)")
    let page = try round.must("explain C03 --json", on: "2026-04-10").json
    let next = page["runnersUp"]?.elements ?? []
    let losses = next.compactMap { $0["loss"]?.text.flatMap { ExactDecimal($0) } }
    #expect(!next.isEmpty && zip(losses, losses.dropFirst()).allSatisfy { !($1 < $0) })
    #expect(next.contains { $0["expert"]?.text == "E12" && $0["loss"]?.text == pair["loss"]?.text })
    #expect(try round.must("explain C03", on: "2026-04-10").results.contains("其次的专家"))
    let english = try round.must("explain C03 E12 --lang en", on: "2026-04-10").results
    #expect(english.contains("seating E12 on C03: in place of"), "\(english)")
  }
}
