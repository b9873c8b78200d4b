import ExpertReview
import Testing

@testable import PanelCommands

/// What would settle something before there is anything to settle, or pass over somebody who still has time.
@Suite struct `Acts that come too early` {
  private func code(_ run: CapturedRun) throws -> String? { try run.errors.first?["error"]?["code"]?.text }

  @Test func `a list waits until the time for corrections is over`() throws {
    let round = try RoundInProgress(upTo: .ranked, scheme: `Returning for correction`.scheme)
    let late = """
      candidate_id,name,submitted_on,applicant_name,project_name,recommender_id,track,domains,params_yi
      C06,远山大模型,2026-03-25,远山公司,远山大模型,R1,general,traffic,

      """
    try round.must("import candidates \(round.file("more.csv", late))", on: "2026-04-16")
    try round.must("examine --return \(round.folder.file("补正"))", on: "2026-04-16")
    try round.must("decide confirm R-03 --reason 已逐一查询", on: "2026-04-16")
    try round.must("rank", on: "2026-04-17")
    // Five working days from Friday 04-17 end on Thursday 04-23.
    for day in ["2026-04-17", "2026-04-23"] {
      let run = round.run("publish \(round.folder.file("notice")) --json", on: day)
      #expect(run.code == .needsPerson)
      #expect(try code(run) == "verb.stillCorrecting")
      #expect(run.messages.contains("C06") && run.messages.contains("2026-04-23"))
    }
    try round.must("rank", on: "2026-04-24")
    try round.must("publish \(round.folder.file("notice"))", on: "2026-04-24")
  }

  @Test func `who withdraws instead of correcting holds nobody up`() throws {
    let round = try RoundInProgress(upTo: .ranked, scheme: `Returning for correction`.scheme)
    try round.must(
      "import candidates \(round.file("more.csv", `Returning for correction`.incomplete))", on: "2026-04-16")
    try round.must("examine --return \(round.folder.file("补正"))", on: "2026-04-16")
    try round.must("decide confirm R-03 --reason 已逐一查询", on: "2026-04-16")
    for id in ["C06", "C07"] { try round.must("decide withdraw \(id) --reason 不再申报", on: "2026-04-17") }
    try round.must("rank", on: "2026-04-17")
    try round.must("publish \(round.folder.file("notice"))", on: "2026-04-17")
  }

  @Test(arguments: ["lot C01 C02 C03", "choose C01"])
  func `a tie is settled only where there is a ranking`(act: String) throws {
    let round = try RoundInProgress.tied()
    let run = round.run("decide \(act) --reason 抽签 --json", on: "2026-04-16")
    #expect(run.code == .needsPerson)
    #expect(try code(run) == "verb.notRanked")
    try round.must("rank", on: "2026-04-16", ending: .needsPerson)
    try round.must("decide \(act) --reason 抽签", on: "2026-04-16")
  }

  @Test(arguments: ["met", "not-met"])
  func `the chair decides on a condition only once there are votes`(act: String) throws {
    let round = try RoundInProgress(upTo: .assigned, scheme: `A round of two reviews`.scheme)
    let run = round.run("decide \(act) R-04 C02 --reason 经复核 --json", on: "2026-04-16")
    #expect(run.code == .needsPerson)
    #expect(try code(run) == "verb.noVotes")
    try round.must("import scores \(round.file("scores.csv", RoundInProgress.marks))", on: "2026-04-16")
    try round.must("decide \(act) R-04 C02 --reason 经复核", on: "2026-04-16")
  }

  @Test func `where no experts review, a stage that is named is refused and the next step is the choice`() throws {
    let bench = try RoundBench.wuhan(try SmallCascade.rubrics())
    #expect(bench.run("examine").messages.contains("panel decide choose 申报对象… --reason 理由"))
    bench.run("decide", "choose", "W1", "--reason", "择优")
    let run = bench.run("publish", bench.folder.file("list"), "--stage", "expert", "--json")
    #expect(run.code == .usage && run.messages.contains("这个方案一个也没有"), "\(run.messages)")
    #expect(!run.messages.contains("可用的有"))
    #expect(bench.run("publish", bench.folder.file("list")).code == .done)
  }
}
