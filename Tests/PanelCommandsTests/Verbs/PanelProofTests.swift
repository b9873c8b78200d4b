import ExpertReview
import Reports
import Testing

@testable import PanelCommands

/// Nothing is called proved on a later page that the search itself did not prove.
@Suite struct `What is said to be proved of panels` {
  struct Case: Sendable, CustomTestStringConvertible {
    let options: String
    let words: String
    let aim: String
    var testDescription: String { options }
  }

  @Test(arguments: [
    Case(options: "--objective total", words: "已证明为最大", aim: "分派求全部契合度总和最大"),
    Case(options: "--objective fair", words: "最少的一组已证明尽量高，总和在此前提下最大", aim: "先求最少的一组尽量高"),
    Case(options: "--objective pairs", words: "已证明为最大，总和在此前提下最大", aim: "先求契合度最低的一对尽量高"),
    Case(options: "--objective balanced", words: "工作量已证明最均匀，总和在此前提下最大", aim: "先求工作量均匀"),
    Case(options: "--objective random --cap 1", words: "按概率抽出", aim: "按概率随机抽出"),
    Case(options: "--blocks 2 --places 3", words: "已证明回避最少，总和在此前提下最大", aim: "分组评审先求回避最少"),
  ])
  func `is the same when they are found and when they are explained`(of one: Case) throws {
    let round = try RoundInProgress.withTwoMoreExperts()
    let found = try round.must("assign \(one.options)", on: "2026-04-09").results
    #expect(found.contains(one.words), "\(found)")
    let page = try round.must("explain C02").results
    #expect(page.contains(one.words), "\(page)")
    if !one.options.contains("total") { #expect(!page.contains("全部契合度总和 13.5，已证明为最大")) }
    // A pair that nothing keeps apart is told what was sought instead.
    guard let pair = try pairApart(round) else { return }
    let told = try round.must("explain \(pair)").results
    #expect(told.contains(one.aim), "\(told)")
  }

  /// The first pair that does not sit together although nothing bars it; nil where there is none.
  private func pairApart(_ round: RoundInProgress) throws -> String? {
    for candidate in ["C02", "C01", "C03", "C04"] {
      for expert in ["E10", "E09", "E06", "E05"] {
        let json = try round.must("explain \(candidate) \(expert) --json").json
        if json["seated"]?.flag == false, json["barredBy"]?.elements?.isEmpty == true {
          return "\(candidate) \(expert)"
        }
      }
    }
    return nil
  }

  private func record(_ objective: String, bound: Int64?) -> AssignmentRecord {
    AssignmentRecord(
      panels: PanelList(stage: "s", seats: []), objective: objective, seed: "s", total: 5, worst: 1, prices: [],
      bound: bound)
  }

  @Test(arguments: ["total", "fair", "fair depth=2", "pairs", "balanced", "blocks size=2 bridges=0 places=2 marks=1"])
  func `names the bound and claims nothing where there is one`(objective: String) {
    let words = PanelProof(record(objective, bound: 7_000_000)).words
    #expect(words.zh.contains("尚未证明") && words.zh.contains("至多 7"), "\(words.zh)")
    #expect(words.en.hasPrefix("not proved") && words.en.contains("at most 7"), "\(words.en)")
    let proved = PanelProof(record(objective, bound: nil)).words
    #expect(proved.zh.contains("已证明") && proved.en.contains("proved") && !proved.en.contains("not"))
  }

  @Test func `is nothing of an objective that nobody knows`() {
    #expect(PanelProof(record("later", bound: nil)).words.zh == "没有证明")
  }
}
