import FoundationEssentials
import Statistics
import Testing

@testable import ExpertReview

/// Two thousand candidates of seven experts each, a thousand replicates: by the clock, on all processors. Only
/// meaningful in a release build:
/// `PANEL_CERTAINTY_SPEED=1 swift test -c release -Xswiftc -enable-testing --filter certainty`.
@Suite(
  .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["PANEL_CERTAINTY_SPEED"] != nil, "PANEL_CERTAINTY_SPEED is not set"))
struct `Speed of certainty` {
  private func made() throws -> (official: Ranking, replay: ReplayedRanking, register: [ExpertID]) {
    var stream = RandomStream(seed: 3)
    let merits = (0..<2_000).map { _ in 75 + 8 * stream.standardNormal() }
    return try AnalysedRound(merits: merits, pool: 1_000, panel: 7, line: 200, stream: &stream).ranking()
  }

  private func time<Value>(_ words: String, _ work: () throws -> Value) rethrows -> Value {
    let clock = ContinuousClock()
    let start = clock.now
    let value = try work()
    print("\(words): \(start.duration(to: clock.now)), \(processorCount) processors")
    return value
  }

  @Test func `two thousand candidates, a thousand replicates, a thousand experts`() throws {
    let (_, replay, register) = try made()
    let drawn = time("panels drawn anew") {
      ResampledPanels(replay, count: 1_000, seed: "1", threads: processorCount)
    }
    let tested = time("tested places") { replay.testedPlaces(drawn, seed: "1") }
    let rules = time("rules and weights") { replay.ruleVariants() }
    let experts = time("experts left out") { replay.expertVariants(register: register, threads: processorCount) }
    #expect(drawn.replicates.count == 1_000 && tested.allSatisfy { $0 != nil } && experts.count == 1_000)
    #expect(rules.count == ComparedRule.allCases.count + 4)
  }
}
