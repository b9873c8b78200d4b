import FoundationEssentials
import Statistics
import Testing

@testable import ExpertReview

/// The kernel against the oracle and against its own trace, on random rules and panels.
@Suite struct `The kernel on random panels` {
  /// Panels in all; `PANEL_RANDOM_PANELS` asks for more. Unoptimised, each takes some ten times as long.
  static let panels = ProcessInfo.processInfo.environment["PANEL_RANDOM_PANELS"].flatMap { Int($0) } ?? usual
  #if DEBUG
    private static let usual = 40_000
  #else
    private static let usual = 200_000
  #endif
  static let panelsPerRule = 8
  static let parts = 16

  private func standing(_ standing: Standing, isThatOf outcome: ScoringOracle.Outcome) -> Bool {
    var items: [ItemID: Fraction] = [:]
    for item in standing.items { items[item.id] = item.exact }
    return standing.status == outcome.status && standing.score?.exact == outcome.score
      && standing.judgedTotal == outcome.judgedTotal && standing.untrimmedMean == outcome.untrimmedMean
      && items == outcome.items && Set(standing.barredBy.map(\.code)) == outcome.bars
  }

  @Test(arguments: 0..<parts)
  func `kernel, trace and oracle agree`(part: Int) throws {
    var random = RandomPanels(seed: 2026, stream: part)
    var refused = 0
    var statuses: Set<String> = []
    let rules = Self.panels / Self.panelsPerRule / Self.parts
    for _ in 0..<rules {
      let rule = random.rule()
      let cases = (0..<Self.panelsPerRule).map { _ in random.panel(under: rule) }
      let plan: ScoringPlan
      do {
        plan = try Sample.plan(
          rule.items, scale: rule.scale, rule.aggregation, minimumSheets: rule.minimumSheets, mostSheets: 9)
      } catch {
        // Scaled-up totals over awkward weights need finer units than fit; the fault is the right answer.
        guard case .tooLarge = error, rule.aggregation.incomplete == .renormalise else { throw error }
        refused += 1
        continue
      }
      let matrix = try plan.matrix(of: cases)
      let standings = plan.aggregate(matrix)
      for (candidate, given) in cases.enumerated() {
        let kernel = standings[candidate]
        let outcome = ScoringOracle(given).outcome()
        guard standing(kernel, isThatOf: outcome) else {
          Issue.record("kernel \(kernel)\noracle \(outcome)\ncase \(given)")
          return
        }
        let trace = plan.trace(candidate: candidate, in: matrix)
        guard trace.standing == kernel else {
          Issue.record("kernel \(kernel)\ntrace \(trace)\ncase \(given)")
          return
        }
        statuses.insert(String(kernel.barredBy.first?.code.prefix { $0 != ":" } ?? "scored"))
      }
    }
    #expect(refused * 20 < rules)
    #expect(statuses.isSuperset(of: ["scored", "tooFewSheets", "unmarked", "lacksValue", "minimum", "veto"]))
  }
}
