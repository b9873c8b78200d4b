import ExpertReview

/// What has to be computed in a replicate so that every design of one model can be measured, each thing once.
///
/// Designs share as much as they can: a panel of experts and its marks (by layout), the sheets of the first experts of
/// it, the scores that one rule makes of them. Each list refers to the ones before it by position.
struct ReplicateProgram {
  /// A panel and its marks.
  struct Panel: Hashable {
    let layout: Layout
    let role: PanelRole
    /// Nil where it marks all candidates.
    let admission: Admission?
  }

  /// Who goes on to a later stage.
  struct Admission: Hashable {
    /// The first stage's.
    let scoring: Int
    let places: Int
  }

  /// A layout whose sizes are known.
  enum Layout: Hashable {
    case everyone
    case blocks(Int)
    case pool(Int)
    /// Not the first experts of a larger panel, so the number of experts tells such panels apart.
    case assigned(objective: String, pool: Int, load: Int, experts: Int)
  }

  /// The sheets of a panel's first experts.
  struct Sheets: Hashable {
    let panel: Int
    let experts: Int
    /// As they would be had everybody judged.
    let honest: Bool
  }

  /// What a rule makes of sheets.
  struct Scoring: Hashable {
    let sheets: Int
    let rule: Rule
  }

  struct Rule: Hashable {
    let outliers: Aggregation.Outliers?
    let rounding: [Aggregation.Rounding]
    let correction: StudyDesign.Correction
  }

  /// Who is in.
  struct Decision: Hashable {
    let scoring: Int
    let admission: Admission?
    /// How much of the score is the first stage's.
    let carry: Double
    let selection: StudyDesign.Selection
    let places: Int
    let lottery: Int
    let role: PanelRole
  }

  /// The decisions that a design's measures compare.
  struct Comparison {
    /// The design's position in the study.
    let design: Int
    let places: Int
    let decision: Int
    var again: Int?
    var honest: Int?
    var unrounded: Int?
  }

  let model: StudyModel
  private(set) var panels: [Panel] = []
  private(set) var sheets: [Sheets] = []
  private(set) var scorings: [Scoring] = []
  private(set) var decisions: [Decision] = []
  private(set) var comparisons: [Comparison] = []
  /// By panel, the experts of a candidate that some design needs.
  private(set) var slots: [Int] = []
  /// By scoring, the position of the first design that needs it.
  private(set) var designOfScoring: [Int] = []

  /// - Parameter model: with any number of places; each design has its own.
  init(_ model: StudyModel) { self.model = model }

  /// Adds what a design needs for the measures asked.
  mutating func add(_ design: StudyDesign, number: Int, places: Int, measures: [StudyMeasure]) {
    func asks(_ any: StudyMeasure...) -> Bool { any.contains { measures.contains($0) } }
    var comparison = Comparison(
      design: number, places: places, decision: decide(design, places, .deciding, honest: false, rounded: true))
    if asks(.repeatable, .inconsistent, .panelCorrelation) {
      comparison.again = decide(design, places, .decidingAgain, honest: false, rounded: true)
    }
    if asks(.colluderReach), !model.behaviours.isEmpty {
      comparison.honest = decide(design, places, .deciding, honest: true, rounded: true)
    }
    if asks(.decidedByRounding), !design.rounding.isEmpty, design.correction == .none {
      comparison.unrounded = decide(design, places, .deciding, honest: false, rounded: false)
    }
    comparisons.append(comparison)
    while designOfScoring.count < scorings.count { designOfScoring.append(number) }
  }

  private mutating func decide(
    _ design: StudyDesign, _ places: Int, _ role: PanelRole, honest: Bool, rounded: Bool
  ) -> Int {
    func score(_ experts: Int, _ role: PanelRole, _ admission: Admission?) -> Int {
      let marked = admission?.places ?? model.candidates
      let panel = add(
        Panel(layout: layout(design, experts, marked), role: role, admission: admission), experts: experts)
      let sheets = index(of: Sheets(panel: panel, experts: experts, honest: honest), in: &self.sheets)
      let rule = Rule(
        outliers: design.outliers, rounding: rounded ? design.rounding : [], correction: design.correction)
      return index(of: Scoring(sheets: sheets, rule: rule), in: &scorings)
    }
    let admission = design.firstStage.map { stage in
      let first = score(stage.experts, role == .deciding ? .first : .firstAgain, nil)
      return Admission(scoring: first, places: min(stage.places, model.candidates))
    }
    let decision = Decision(
      scoring: score(design.experts, role, admission), admission: admission,
      carry: design.firstStage.map { Double($0.carry.numerator) / Double($0.carry.denominator) } ?? 0,
      selection: design.selection, places: places, lottery: min(design.lottery, places), role: role)
    return index(of: decision, in: &decisions)
  }

  private mutating func add(_ panel: Panel, experts: Int) -> Int {
    let index = index(of: panel, in: &panels)
    if index == slots.count { slots.append(0) }
    slots[index] = max(slots[index], experts)
    return index
  }

  private func layout(_ design: StudyDesign, _ experts: Int, _ marked: Int) -> Layout {
    switch design.layout {
    case .everyone: .everyone
    case .blocks(let size): .blocks(size)
    case .pool: .pool(model.poolSize(experts, marked))
    case .assigned(let objective):
      .assigned(
        objective: objective, pool: model.poolSize(experts, marked), load: model.greatestLoad(experts, marked),
        experts: experts)
    }
  }

  private func index<Value: Equatable>(of value: Value, in list: inout [Value]) -> Int {
    if let index = list.firstIndex(of: value) { return index }
    list.append(value)
    return list.count - 1
  }
}

extension StudyModel {
  /// Experts to choose from where each of so many candidates has so many.
  func poolSize(_ experts: Int, _ marked: Int) -> Int {
    let habits = self.experts
    return habits.pool > 0 ? habits.pool : max(experts, (marked * experts + habits.load - 1) / habits.load)
  }

  /// Candidates an expert takes at most under `assigned`: the model's load, or more where the pool is too small for it.
  func greatestLoad(_ experts: Int, _ marked: Int) -> Int {
    let pool = poolSize(experts, marked)
    return max(self.experts.load, (marked * experts + pool - 1) / pool)
  }

  /// The model without its places where nothing that is drawn depends on them, so that designs which differ in places
  /// alone share their draws.
  var withoutPlaces: StudyModel {
    if case .clustered = quality { return self }
    if behaviours.contains(where: { $0.aim == .line }) { return self }
    return StudyModel(
      candidates: candidates, places: 0, items: items, scale: scale, centre: centre, unit: unit, quality: quality,
      itemStrength: itemStrength, experts: experts, noise: noise, gaps: gaps, behaviours: behaviours)
  }
}
