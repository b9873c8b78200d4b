import ExpertReview
import Statistics

/// Runs the replicates of one model: draws, and follows its `ReplicateProgram`.
struct ModelWorker {
  private let program: ReplicateProgram
  private let model: StudyModel
  private let number: Int
  private let streams: ReplicateStreams
  private let pairKey: UInt64
  /// By scoring.
  private let plans: [ScoringPlan]
  /// Slots of noise that any panel of a role needs, by role.
  private let noiseSlots: [Int]

  private var theta: [Double]
  private var strength: [Float] = []
  private var noises: [PanelNoise]
  private var panels: [PanelState]
  private var matrices: [MarkMatrix?]
  private var scores: [[Double]?]

  /// A panel and its marks, once formed.
  private struct PanelState {
    var seats: SeatTable
    var habits = ExpertHabits()
    var marks: PanelMarks
    var isFormed = false
  }

  init(
    _ program: ReplicateProgram, number: Int, seed: String, designs: [StudyDesign]
  ) throws(ReplicateFault) {
    self.program = program
    model = program.model
    self.number = number
    streams = ReplicateStreams(seed: RandomStream.hash(seed), model: number)
    pairKey = RandomStream.hash(seed + "/pairs")
    let most = max(1, program.slots.max() ?? 1)
    let weights = model.items.map { (item: ItemID($0.id), weight: $0.weight) }
    var plans: [ScoringPlan] = []
    for (scoring, design) in zip(program.scorings, program.designOfScoring) {
      do throws(PlanFault) {
        plans.append(
          try ScoringPlan.compile(
            weights: weights, scale: program.model.scale, outliers: scoring.rule.outliers,
            rounding: scoring.rule.rounding, mostSheets: most))
      } catch {
        throw .plan(design: designs[design].id, error)
      }
    }
    self.plans = plans
    noiseSlots = PanelRole.allCases.map { role in
      zip(program.panels, program.slots).filter { $0.0.role == role }.map(\.1).max() ?? 0
    }
    theta = [Double](repeating: 0, count: model.candidates)
    noises = PanelRole.allCases.map { _ in PanelNoise() }
    panels = program.panels.map { _ in
      PanelState(seats: SeatTable(candidates: program.model.candidates), marks: PanelMarks(program.model))
    }
    matrices = program.sheets.map { _ in nil }
    scores = program.scorings.map { _ in nil }
  }

  mutating func run(_ replicate: Int, _ measures: [StudyMeasure], into sums: inout MeasureSums) {
    drawCandidates(replicate)
    var lotStream = Lots(streams.stream(replicate, .lots))
    let lots = lotStream.of(model.candidates)
    let truth = TrueOrder(theta, lots)
    for index in panels.indices { panels[index].isFormed = false }
    for index in matrices.indices { matrices[index] = nil }
    for index in scores.indices { scores[index] = nil }
    let decided = program.decisions.map { decide($0, replicate, truth, lots) }
    for comparison in program.comparisons {
      let figures = MeasureFigures(
        truth: truth, places: comparison.places, outcome: decided[comparison.decision],
        again: comparison.again.map { decided[$0] }, honest: comparison.honest.map { decided[$0] },
        unrounded: comparison.unrounded.map { decided[$0] }, sheets: sheetCount(of: comparison.decision),
        unit: unit(of: comparison.decision), minutesPerSheet: model.experts.minutesPerSheet)
      for (position, measure) in measures.enumerated() {
        sums.add(figures.value(of: measure), design: comparison.design, measure: position)
      }
    }
  }

  private mutating func drawCandidates(_ replicate: Int) {
    var stream = streams.stream(replicate, .quality)
    model.drawQualities(into: &theta, &stream)
    guard model.itemStrength > 0 else { return }
    stream = streams.stream(replicate, .itemStrength)
    strength.removeAll(keepingCapacity: true)
    for _ in 0..<model.candidates * model.items.count {
      strength.append(Float(model.itemStrength * stream.standardNormal()))
    }
  }
}

// MARK: - Panels and sheets

extension ModelWorker {
  private mutating func formPanel(_ index: Int, _ replicate: Int, _ truth: TrueOrder, _ lots: [UInt64]) {
    guard !panels[index].isFormed else { return }
    let spec = program.panels[index]
    let admitted = spec.admission.map { admission in
      PlacesGiven.admitted(scored(admission.scoring, replicate, truth, lots), admission.places, lots)
    }
    if !panels.indices.contains(where: { panels[$0].isFormed && program.panels[$0].role == spec.role }) {
      noises[spec.role.rawValue].draw(
        model, slots: noiseSlots[spec.role.rawValue], theta: theta, streams, replicate, spec.role)
    }
    let facts = PairFacts(key: pairKey, model: model, number: number, replicate: replicate, role: spec.role)
    var seats = SeatTable(candidates: admitted?.count ?? model.candidates)
    seat(&seats, spec, slots: program.slots[index], replicate, facts, admitted)
    if let admitted { seats.spread(over: model.candidates, admitted) }
    panels[index].habits.draw(model.experts, count: seats.expertCount, streams, replicate, spec.role)
    panels[index].marks.form(
      theta: theta, strength: strength, seats: seats, habits: panels[index].habits,
      noise: noises[spec.role.rawValue], times: model.experts.drift > 0 ? seats.readingTimes() : [], facts: facts)
    panels[index].marks.misjudge(seats, byQuality: truth.order, streams, replicate, spec.role)
    panels[index].seats = seats
    panels[index].isFormed = true
  }

  private func seat(
    _ seats: inout SeatTable, _ spec: ReplicateProgram.Panel, slots: Int, _ replicate: Int, _ facts: PairFacts,
    _ admitted: [Int32]?
  ) {
    var stream = streams.stream(replicate, .seats, spec.role)
    switch spec.layout {
    case .everyone: seats.seatEveryone(slots: slots)
    case .blocks(let size): seats.seatBlocks(of: size, slots: slots)
    case .pool(let pool): seats.seatPool(pool, slots: slots, &stream)
    case .assigned(let text, let pool, let load, let experts):
      // Which objective stands behind the text was seen to when the study was taken.
      guard let objective = AssignmentObjective(text) else { return }
      var rows = streams.stream(replicate, .rows, spec.role)
      seats.seatAssigned(
        objective, model: model, pool: pool, load: load, slots: experts, facts: facts, number: admitted,
        seed: "\(replicate)/\(spec.role.rawValue)", &rows)
    }
  }

  private mutating func matrix(
    _ index: Int, _ plan: ScoringPlan, _ replicate: Int, _ truth: TrueOrder, _ lots: [UInt64]
  ) -> MarkMatrix {
    if let matrix = matrices[index] { return matrix }
    let spec = program.sheets[index]
    formPanel(spec.panel, replicate, truth, lots)
    let matrix = panels[spec.panel].marks.matrix(
      for: plan, panels[spec.panel].seats, experts: spec.experts, honestly: spec.honest)
    matrices[index] = matrix
    return matrix
  }

  /// Sheets filled in, of all stages.
  private func sheetCount(of decision: Int) -> Int {
    let decision = program.decisions[decision]
    return ([decision.scoring] + (decision.admission.map { [$0.scoring] } ?? [])).reduce(0) { sum, scoring in
      let sheets = program.sheets[program.scorings[scoring].sheets]
      let panel = panels[sheets.panel]
      return sum + panel.marks.filledSheets(panel.seats, experts: sheets.experts)
    }
  }
}

// MARK: - Scores and places

extension ModelWorker {
  private mutating func scored(_ index: Int, _ replicate: Int, _ truth: TrueOrder, _ lots: [UInt64]) -> [Double] {
    if let known = scores[index] { return known }
    let scoring = program.scorings[index]
    let sheets = matrix(scoring.sheets, plans[index], replicate, truth, lots)
    var found: [Double]
    if scoring.rule.correction == .none {
      let standings = plans[index].aggregate(sheets, keepingItems: false)
      found = (0..<model.candidates).map { candidate in
        standings.scoreQuotient(of: candidate).map { Double($0.numerator) / Double($0.denominator) } ?? .nan
      }
    } else {
      let spec = program.sheets[scoring.sheets]
      let totals = SheetTotals(
        panels[spec.panel].marks, panels[spec.panel].seats, experts: spec.experts, honestly: spec.honest)
      found = totals.corrected(by: scoring.rule.correction, scoring.rule.outliers)
    }
    scores[index] = found
    return found
  }

  private mutating func decide(
    _ decision: ReplicateProgram.Decision, _ replicate: Int, _ truth: TrueOrder, _ lots: [UInt64]
  ) -> PlacesGiven {
    var given = PlacesGiven()
    given.scores = scored(decision.scoring, replicate, truth, lots)
    given.standing = given.scores
    if let admission = decision.admission {
      let first = scored(admission.scoring, replicate, truth, lots)
      let admitted = PlacesGiven.admitted(first, admission.places, lots)
      given.join(first, admitted, carry: decision.carry)
    }
    switch decision.selection {
    case .places: given.givePlaces(decision.places, lottery: decision.lottery, lots)
    case .logistic(let intercept, let slope):
      var stream = streams.stream(replicate, .acceptance, decision.role)
      given.admitByChance(intercept: intercept, slope: slope, lots, &stream)
    }
    return given
  }

  /// Marks that one unit of quality makes in a decision's scores; not a number where these have another unit.
  private func unit(of decision: Int) -> Double {
    let correction = program.scorings[program.decisions[decision].scoring].rule.correction
    return correction == .standardScores ? .nan : model.unit
  }
}
