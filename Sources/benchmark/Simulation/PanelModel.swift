import ExpertReview
import Simulation
import Statistics

/// What the simulation benchmark draws: a hundred candidates whom seven experts mark on five items.
///
/// Candidate quality is standard normal. A mark is quality, the expert's bias (normal, deviation ½) and noise of its
/// own (standard normal), one draw a mark.
protocol PanelModel {
  /// The rules compared, and after them `standardScores` where the model has them.
  static var rules: [String] { get }

  init() throws(PlanFault)

  /// Draws a replicate and adds Spearman's ρ with quality, and the share of the ten best found, for every rule.
  mutating func run(_ replicate: UInt64, into sums: inout MeasureSums)
}

/// The shape that both models share.
enum PanelShape {
  static let candidates = 100
  static let sheets = 7
  static let items = 5
  static let line = 10
  static let seed: UInt64 = 1

  /// Kinds of draws, each from a stream of its own.
  enum Purpose: UInt16 {
    case people = 1
    case noise, gaps, spread
  }

  static func stream(_ replicate: UInt64, _ purpose: Purpose) -> LaneStream {
    LaneStream(seed: seed, replicate: replicate, purpose: purpose.rawValue)
  }

  /// The plan for weights of 30, 25, 20, 15 and 10 percent.
  static func plan(
    to most: Int64, stepPlaces: Int, _ outliers: Aggregation.Outliers?, needs sheets: Int
  ) throws(PlanFault) -> ScoringPlan {
    try ScoringPlan.compile(
      weights: [30, 25, 20, 15, 10].map { (item: ItemID("\($0)"), weight: ExactDecimal(units: $0, places: 0)) },
      scale: MarkScale(
        minimum: .zero, maximum: ExactDecimal(units: most, places: 0),
        step: ExactDecimal(units: 1, places: stepPlaces)),
      outliers: outliers, rounding: [], minimumSheets: sheets, mostSheets: PanelShape.sheets)
  }
}

/// The order by quality, and that of each rule in turn.
struct PanelMeasures {
  private var truth = Places(PanelShape.candidates)
  private var found = Places(PanelShape.candidates)
  private let agreement = OrderAgreement(PanelShape.candidates)

  mutating func take(quality: UnsafeBufferPointer<Float>) { truth.rank(quality) }

  mutating func add(_ keys: UnsafeBufferPointer<Int64>, rule: Int, to sums: inout MeasureSums) {
    found.rank(keys)
    measure(rule, &sums)
  }

  mutating func add(_ values: UnsafeBufferPointer<Float>, rule: Int, to sums: inout MeasureSums) {
    found.rank(values)
    measure(rule, &sums)
  }

  private func measure(_ rule: Int, _ sums: inout MeasureSums) {
    sums.add(agreement.spearman(truth, found) ?? .nan, design: rule, measure: 0)
    sums.add(agreement.recall(truth, found, line: PanelShape.line), design: rule, measure: 1)
  }
}
