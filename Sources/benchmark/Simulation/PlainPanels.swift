import ExpertReview
import Simulation
import Statistics

/// Every mark is there; the mean, and the mean without the highest and the lowest. Marks stand in thousandths.
struct PlainPanels: PanelModel {
  static let rules = ["mean", "drop1"]

  private static let stepsAUnit: Float = 1000
  private static let centre: Float = 12

  private var scoring: LaneScoring
  private var planes: MarkPlanes
  private var measures = PanelMeasures()
  private let steps: MarkSteps
  /// Quality, then the experts' biases.
  private var people = [Float](repeating: 0, count: PanelShape.candidates + PanelShape.sheets)
  private var base = [Float](repeating: 0, count: PanelShape.candidates)
  private var noise = [Float](repeating: 0, count: PanelShape.candidates * PanelShape.sheets * PanelShape.items)

  init() throws(PlanFault) {
    let dropping = Aggregation.Outliers(.dropExtremes(high: 1, low: 1), on: .total, whenFewerThan: 3)
    let plans = [
      try PanelShape.plan(to: 24, stepPlaces: 3, nil, needs: 1),
      try PanelShape.plan(to: 24, stepPlaces: 3, dropping, needs: 3),
    ]
    scoring = LaneScoring(plans, candidates: PanelShape.candidates, sheets: PanelShape.sheets)
    planes = MarkPlanes(for: plans[0], candidates: PanelShape.candidates, sheets: PanelShape.sheets)
    steps = MarkSteps(ceiling: 24_000)
  }

  mutating func run(_ replicate: UInt64, into sums: inout MeasureSums) {
    let (candidates, sheets, items) = (PanelShape.candidates, PanelShape.sheets, PanelShape.items)
    var stream = PanelShape.stream(replicate, .people)
    people.withUnsafeMutableBufferPointer { stream.fillStandardNormals($0) }
    stream = PanelShape.stream(replicate, .noise)
    noise.withUnsafeMutableBufferPointer { stream.fillStandardNormals($0) }
    people.withUnsafeBufferPointer { people in
      noise.withUnsafeBufferPointer { noise in
        base.withUnsafeMutableBufferPointer { base in
          guard let noise = noise.baseAddress, let from = base.baseAddress else { return }
          for sheet in 0..<sheets {
            let level = Self.centre + 0.5 * people[candidates + sheet]
            for candidate in 0..<candidates { base[candidate] = (level + people[candidate]) * Self.stepsAUnit }
            for item in 0..<items {
              let drawn = noise + (sheet * items + item) * candidates
              planes.withRow(item: item, sheet: sheet) {
                steps.fill($0, base: from, noise: drawn, spread: Self.stepsAUnit)
              }
            }
          }
        }
      }
      measures.take(quality: UnsafeBufferPointer(start: people.baseAddress, count: candidates))
    }
    scoring.score(planes)
    for rule in Self.rules.indices {
      scoring.keys(of: rule).withUnsafeBufferPointer { measures.add($0, rule: rule, to: &sums) }
    }
  }
}
