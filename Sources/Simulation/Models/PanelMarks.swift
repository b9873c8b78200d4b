import ExpertReview
import Statistics

/// The sheets of one panel of a replicate: step counts on the scale, slot by slot.
///
/// The cell of item *c* on slot *j*'s sheet for candidate *i* stands at `(j · candidates + i) · items + c`.
struct PanelMarks {
  let model: StudyModel
  let scale: StepScale
  var steps: [Int32] = []
  /// As everybody would have marked who judges; empty where all do.
  var honest: [Int32] = []
  /// Sheets that nobody fills in: missing, recused, or without an expert. Empty where all are filled in.
  var isAbsent: [Bool] = []
  /// Of `isAbsent`, those of experts who recused themselves; empty where there are none.
  var isRecused: [Bool] = []

  init(_ model: StudyModel) {
    self.model = model
    scale = StepScale(model.scale)
  }

  /// Forms the marks from what was drawn.
  /// - Parameters:
  ///   - theta: by candidate.
  ///   - strength: ι by candidate and item; empty where candidates are alike in all items.
  ///   - times: in the order of reading, by seat; empty without drift.
  ///   - facts: what holds between candidates and experts.
  mutating func form(
    theta: [Double], strength: [Float], seats: SeatTable, habits: ExpertHabits, noise: PanelNoise, times: [Float],
    facts: PairFacts
  ) {
    let width = model.items.count
    let n = model.candidates
    if steps.count != seats.expert.count * width { steps = [Int32](repeating: 0, count: seats.expert.count * width) }
    honest.removeAll(keepingCapacity: true)
    findAbsences(seats, noise, facts)
    let findsSlips = model.gaps.slippedConflict > 0
    let falls = model.noise.fall > 0
    for slot in 0..<seats.slots {
      for candidate in 0..<n {
        let seat = slot * n + candidate
        let expert = Int(seats.expert[seat])
        guard expert >= 0 else { continue }
        var sheet = SheetLaw(model, scale, habits, expert)
        if !times.isEmpty { sheet.shift += habits.drift[expert] * Double(times[seat]) }
        if findsSlips, facts.hasSlipped(candidate, expert) { sheet.shift += model.gaps.conflictBonus }
        if falls {
          sheet.quieten(by: 1 - model.noise.fall * facts.affinity(candidate, expert))
        }
        if !noise.sheets.isEmpty { sheet.shift += sheet.halo * Double(noise.sheets[seat]) }
        for item in 0..<width {
          let strong =
            strength.isEmpty ? theta[candidate] : theta[candidate] + Double(strength[candidate * width + item])
          steps[seat * width + item] = sheet.steps(quality: strong, noise: Double(noise.marks[seat * width + item]))
        }
      }
    }
    leaveOutMarks(noise)
  }

  private mutating func findAbsences(_ seats: SeatTable, _ noise: PanelNoise, _ facts: PairFacts) {
    isAbsent.removeAll(keepingCapacity: true)
    isRecused.removeAll(keepingCapacity: true)
    if !noise.isSheetMissing.isEmpty { isAbsent = Array(noise.isSheetMissing.prefix(seats.expert.count)) }
    if seats.expert.contains(-1) {
      if isAbsent.isEmpty { isAbsent = [Bool](repeating: false, count: seats.expert.count) }
      for seat in seats.expert.indices where seats.expert[seat] < 0 { isAbsent[seat] = true }
    }
    guard model.gaps.recusal > 0, !seats.avoidsConflicts else { return }
    isRecused = [Bool](repeating: false, count: seats.expert.count)
    if isAbsent.isEmpty { isAbsent = isRecused }
    for seat in seats.expert.indices where seats.expert[seat] >= 0 {
      guard facts.isRecused(seat % model.candidates, Int(seats.expert[seat])) else { continue }
      isRecused[seat] = true
      isAbsent[seat] = true
    }
  }

  private mutating func leaveOutMarks(_ noise: PanelNoise) {
    guard !noise.isMarkMissing.isEmpty else { return }
    for cell in steps.indices where noise.isMarkMissing[cell] { steps[cell] = MarkMatrix.missing }
  }

  /// The sheet of a seat.
  func sheet(_ seat: Int, honestly: Bool) -> ArraySlice<Int32> {
    let width = model.items.count
    let cells = seat * width..<(seat + 1) * width
    return honestly && !honest.isEmpty ? honest[cells] : steps[cells]
  }
}

/// How an expert's judgement of one candidate becomes marks.
private struct SheetLaw {
  private let scale: StepScale
  private let unit: Double
  private let centre: Double
  /// What quality is stretched by.
  private let stretch: Double
  private let reach: Double
  private let rounds: Bool
  private let roundTo: Double
  /// In units of quality, beside the candidate's quality.
  var shift: Double
  /// Standard deviations.
  private var mark: Double
  var halo: Double

  @inline(__always)
  init(_ model: StudyModel, _ scale: StepScale, _ habits: ExpertHabits, _ expert: Int) {
    self.scale = scale
    unit = model.unit
    centre = model.centre
    stretch = habits.scale.isEmpty ? 1 : habits.scale[expert]
    reach = habits.reach.isEmpty ? 1 : habits.reach[expert]
    rounds = habits.isRounder.isEmpty ? false : habits.isRounder[expert]
    roundTo = Double(model.experts.roundTo.units) / Double(powerOfTen(model.experts.roundTo.places))
    shift = habits.severity.isEmpty ? 0 : -habits.severity[expert]
    mark = model.noise.mark
    halo = model.noise.sheet
  }

  mutating func quieten(by factor: Double) {
    mark *= factor
    halo *= factor
  }

  @inline(__always)
  func steps(quality: Double, noise: Double) -> Int32 {
    var value = centre + reach * (unit * (stretch * quality + shift + mark * noise))
    if rounds { value = roundTo * (value / roundTo).rounded(.toNearestOrEven) }
    return scale.nearestStep(value)
  }
}

/// A scale of marks in floating point: the one door from judgement to step counts.
struct StepScale: Sendable {
  let minimum: Double
  let step: Double
  let ceiling: Int32

  /// Precondition: the scale has at least one step and fewer than 2^31.
  init(_ scale: MarkScale) {
    func double(_ value: ExactDecimal) -> Double { Double(value.units) / Double(powerOfTen(value.places)) }
    minimum = double(scale.minimum)
    step = double(scale.step)
    ceiling = Int32(((double(scale.maximum) - minimum) / step).rounded(.down))
  }

  /// The step nearest to a value, that of an even count where two are as near, within the scale.
  @inline(__always)
  func nearestStep(_ value: Double) -> Int32 {
    let count = ((value - minimum) / step).rounded(.toNearestOrEven)
    return Int32(min(Double(ceiling), max(0, count)))
  }

  func value(_ steps: Int32) -> Double { minimum + step * Double(steps) }
}
