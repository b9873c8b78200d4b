import ExpertReview
import Simulation
import Statistics

/// Marks of 75 + 8 × (…) rounded to tenths; experts use more or less of the scale (0.7 to 1.3), one sheet in ten is
/// missing, and the first expert adds 24 to three candidates. Five rules.
struct HardPanels: PanelModel {
  static let rules = ["mean", "drop1", "median", "winsor1", "standardScores"]

  private static let stepsAUnit: Float = 80
  private static let centre: Float = 750
  private static let pushed = 3
  private static let push: Int32 = 240
  private static let ceiling: Int32 = 2000
  /// As a signed number, one word in ten lies below it.
  private static let missingBelow = Int32.min + 429_496_730

  private var scoring: LaneScoring
  private var planes: MarkPlanes
  private var measures = PanelMeasures()
  private var standardised: StandardisedTotals
  private let steps = MarkSteps(ceiling: HardPanels.ceiling)
  /// Quality, then the experts' biases.
  private var people = [Float](repeating: 0, count: PanelShape.candidates + PanelShape.sheets)
  private var spreads = [Float](repeating: 0, count: PanelShape.sheets)
  private var base = [Float](repeating: 0, count: PanelShape.candidates)
  private var noise = [Float](repeating: 0, count: PanelShape.candidates * PanelShape.sheets * PanelShape.items)
  /// A word for every sheet, then those that choose whom the first expert pushes.
  private var gaps = [UInt32](repeating: 0, count: PanelShape.candidates * PanelShape.sheets + HardPanels.pushed)

  init() throws(PlanFault) {
    func outliers(_ rule: Aggregation.OutlierRule, _ least: Int) -> Aggregation.Outliers {
      Aggregation.Outliers(rule, on: .total, whenFewerThan: least)
    }
    func plan(_ outliers: Aggregation.Outliers?, needs sheets: Int) throws(PlanFault) -> ScoringPlan {
      try PanelShape.plan(to: 200, stepPlaces: 1, outliers, needs: sheets)
    }
    let plans = [
      try plan(nil, needs: 1), try plan(outliers(.dropExtremes(high: 1, low: 1), 3), needs: 3),
      try plan(outliers(.median, 0), needs: 1), try plan(outliers(.winsorised(high: 1, low: 1), 3), needs: 2),
    ]
    scoring = LaneScoring(plans, candidates: PanelShape.candidates, sheets: PanelShape.sheets)
    planes = MarkPlanes(for: plans[0], candidates: PanelShape.candidates, sheets: PanelShape.sheets)
    standardised = StandardisedTotals(candidates: PanelShape.candidates, sheets: PanelShape.sheets)
  }

  mutating func run(_ replicate: UInt64, into sums: inout MeasureSums) {
    draw(replicate)
    mark()
    push()
    scoring.score(planes)
    for rule in scoring.plans.indices {
      scoring.keys(of: rule).withUnsafeBufferPointer { measures.add($0, rule: rule, to: &sums) }
    }
    _ = scoring.withSheetTotals(of: 0) { standardised.fill($0, rowLength: $1) }
    standardised.means.withUnsafeBufferPointer { measures.add($0, rule: Self.rules.count - 1, to: &sums) }
  }

  private mutating func draw(_ replicate: UInt64) {
    var stream = PanelShape.stream(replicate, .people)
    people.withUnsafeMutableBufferPointer { stream.fillStandardNormals($0) }
    spreads.withUnsafeMutableBufferPointer { stream.fillUnits($0) }
    stream = PanelShape.stream(replicate, .noise)
    noise.withUnsafeMutableBufferPointer { stream.fillStandardNormals($0) }
    gaps.withUnsafeMutableBufferPointer { stream.fillWords($0) }
  }

  private mutating func mark() {
    let (candidates, sheets, items) = (PanelShape.candidates, PanelShape.sheets, PanelShape.items)
    people.withUnsafeBufferPointer { people in
      noise.withUnsafeBufferPointer { noise in
        base.withUnsafeMutableBufferPointer { base in
          guard let noise = noise.baseAddress, let from = base.baseAddress else { return }
          for sheet in 0..<sheets {
            let level = Self.centre + Self.stepsAUnit * 0.5 * people[candidates + sheet]
            let slope = Self.stepsAUnit * (0.7 + 0.6 * spreads[sheet])
            for candidate in 0..<candidates { base[candidate] = level + slope * people[candidate] }
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
    for sheet in 0..<sheets { leaveOut(sheet) }
  }

  /// A sheet without its first mark does not count.
  private mutating func leaveOut(_ sheet: Int) {
    gaps.withUnsafeBufferPointer { gaps in
      planes.withRow(item: 0, sheet: sheet) { row in
        guard let words = gaps.baseAddress, let marks = row.baseAddress else { return }
        let drawn = words + sheet * PanelShape.candidates
        let (missing, bound) = (MarkMatrix.missing, Self.missingBelow)
        for candidate in 0..<row.count {
          // By a mask, so that no branch has to guess which sheets are missing.
          let gap: Int32 = Int32(bitPattern: drawn[candidate]) < bound ? -1 : 0
          marks[candidate] = marks[candidate] & ~gap | missing & gap
        }
      }
    }
  }

  /// The first expert adds to three candidates, every choice of three equally likely.
  private mutating func push() {
    var order = (first: -1, second: -1)
    for number in 0..<Self.pushed {
      let word = UInt64(gaps[PanelShape.candidates * PanelShape.sheets + number])
      var candidate = Int(word * UInt64(PanelShape.candidates - number) >> 32)
      // Those chosen before are passed over, the lower first.
      if number > 0, order.first <= candidate { candidate += 1 }
      if number > 1, order.second <= candidate { candidate += 1 }
      order = number == 0 ? (candidate, candidate) : (min(order.first, candidate), max(order.first, candidate))
      for item in 0..<PanelShape.items {
        let mark = planes[item, 0, candidate]
        guard mark >= 0 else { continue }
        planes[item, 0, candidate] = min(Self.ceiling, mark + Self.push)
      }
    }
  }
}
