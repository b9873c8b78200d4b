import Statistics

/// The figures of one design in one replicate; formulas stand at `StudyMeasure`. A figure that does not exist is not a
/// number.
struct MeasureFigures {
  let truth: TrueOrder
  /// Of the model: how many are deserving.
  let places: Int
  let outcome: PlacesGiven
  /// By a second panel.
  let again: PlacesGiven?
  /// Had everybody judged.
  let honest: PlacesGiven?
  /// Had nothing been rounded.
  let unrounded: PlacesGiven?
  let sheets: Int
  /// Marks that one unit of quality makes.
  let unit: Double
  let minutesPerSheet: Double

  func value(of measure: StudyMeasure) -> Double {
    switch measure {
    case .kendall: kendall
    case .spearman: spearman
    case .precision: Double(deservingIn) / Double(outcome.inCount)
    case .recall: Double(deservingIn) / Double(min(places, count))
    case .regret: regret
    case .worstDisplaced: worstDisplaced
    case .bestMissed: bestMissed
    case .bestIn: outcome.isIn[Int(truth.order[0])] ? 1 : 0
    case .bestFirst: outcome.order[0] == truth.order[0] ? 1 : 0
    case .repeatable: again.map { Double(common($0)) / Double(outcome.inCount) } ?? .nan
    case .inconsistent: again.map { Double(onlyOne($0)) / Double(count) } ?? .nan
    case .panelCorrelation: again.flatMap { correlationOfScored(outcome.scores, $0.scores) } ?? .nan
    case .colluderReach: honest.map { Double(outcome.inCount - common($0)) / Double(outcome.inCount) } ?? 0
    case .decidedByRounding: unrounded.map { Double(outcome.inCount - common($0)) / Double(outcome.inCount) } ?? 0
    case .decidedByTie: Double(outcome.byTie) / Double(outcome.inCount)
    case .rootMeanSquareError: rootMeanSquareError
    case .sheetsPerCandidate: Double(sheets) / Double(count)
    case .expertHours: Double(sheets) * minutesPerSheet / 60
    }
  }

  private var count: Int { truth.theta.count }

  private var deservingIn: Int {
    outcome.isIn.indices.count { outcome.isIn[$0] && Int(truth.place[$0]) <= places }
  }

  private func common(_ other: PlacesGiven) -> Int {
    outcome.isIn.indices.count { outcome.isIn[$0] && other.isIn[$0] }
  }

  private func onlyOne(_ other: PlacesGiven) -> Int {
    outcome.isIn.indices.count { outcome.isIn[$0] != other.isIn[$0] }
  }

  /// Standings and qualities of those who have a standing.
  private var ranked: (standing: [Double], theta: [Double]) {
    guard outcome.standing.contains(where: \.isNaN) else { return (outcome.standing, truth.theta) }
    let there = outcome.standing.indices.filter { !outcome.standing[$0].isNaN }
    return (there.map { outcome.standing[$0] }, there.map { truth.theta[$0] })
  }

  private var kendall: Double {
    let (standing, theta) = ranked
    return KendallTau(standing, theta)?.value ?? .nan
  }

  private var spearman: Double {
    let (standing, theta) = ranked
    return Statistics.spearman(standing, theta) ?? .nan
  }

  private var regret: Double {
    guard outcome.inCount > 0, places > 0, truth.deviation > 0 else { return .nan }
    let deserving = truth.order.prefix(places)
    let best = deserving.reduce(0) { $0 + truth.theta[Int($1)] } / Double(deserving.count)
    var sum = 0.0
    for candidate in outcome.isIn.indices where outcome.isIn[candidate] { sum += truth.theta[candidate] }
    return (best - sum / Double(outcome.inCount)) / truth.deviation
  }

  private var worstDisplaced: Double {
    let worst = truth.order.last { outcome.isIn[Int($0)] }
    return worst.map { Double(max(0, Int(truth.place[Int($0)]) - places)) } ?? .nan
  }

  private var bestMissed: Double {
    let best = truth.order.first { !outcome.isIn[Int($0)] }
    return best.map { Double(max(0, places + 1 - Int(truth.place[Int($0)]))) } ?? 0
  }

  private var rootMeanSquareError: Double {
    var (differences, count) = (0.0, 0.0)
    for candidate in outcome.scores.indices where !outcome.scores[candidate].isNaN {
      differences += outcome.scores[candidate] / unit - truth.theta[candidate]
      count += 1
    }
    guard count > 0 else { return .nan }
    let mean = differences / count
    var squares = 0.0
    for candidate in outcome.scores.indices where !outcome.scores[candidate].isNaN {
      let gap = outcome.scores[candidate] / unit - truth.theta[candidate] - mean
      squares += gap * gap
    }
    return (squares / count).squareRoot()
  }

  private func correlationOfScored(_ first: [Double], _ second: [Double]) -> Double? {
    let both = first.indices.filter { !first[$0].isNaN && !second[$0].isNaN }
    return correlation(both.map { first[$0] }, both.map { second[$0] })
  }
}
