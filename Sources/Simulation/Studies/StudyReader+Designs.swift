import ExpertReview

// The methods that are compared, one by one or as a grid.
extension StudyReader {
  mutating func designs(_ root: Spot, model: StudyModel?) -> [StudyDesign] {
    if form.child(root, "designs") == nil, form.child(root, "grid") == nil {
      note(.noDesigns, at: root)
      return []
    }
    var designs: [StudyDesign] = []
    var seen: Set<String> = []
    for spot in form.elements(root, "designs") {
      guard let design = design(spot, study: root) else { continue }
      if !design.id.isEmpty, !seen.insert(design.id).inserted { form.note(.repeatedID(design.id), at: spot) }
      if let model = design.model ?? model { noteUnfit(design, model: model, at: spot) }
      designs.append(design)
    }
    if let grid = form.child(root, "grid") {
      for design in self.grid(grid) {
        if !seen.insert(design.id).inserted { form.note(.repeatedID(design.id), at: grid) }
        if let model { noteUnfit(design, model: model, at: grid) }
        designs.append(design)
      }
    }
    return designs
  }

  private static let keys = [
    "id", "label", "experts", "layout", "aggregate", "outliers", "rounding", "correction", "lottery", "firstStage",
    "selection", "model",
  ]

  private mutating func design(_ spot: Spot, study root: Spot) -> StudyDesign? {
    guard let spot = form.open(spot, keys: Self.keys, sourced: false) else { return nil }
    let rule = self.rule(spot)
    return StudyDesign(
      id: form.text(spot, "id"), label: form.words(spot, "label"),
      experts: form.count(spot, "experts", from: 1, until: 999),
      layout: form.child(spot, "layout").flatMap { layout($0) } ?? .everyone, outliers: rule.outliers,
      rounding: rule.rounding, correction: form.oneOf(spot, "correction", default: StudyDesign.Correction.none),
      lottery: form.optionalCount(spot, "lottery", from: 0, until: 1_000_000) ?? 0,
      firstStage: form.child(spot, "firstStage").flatMap { firstStage($0) },
      selection: form.child(spot, "selection").flatMap { selection($0) } ?? .places,
      model: form.child(spot, "model").flatMap { ownModel($0, study: root) })
  }

  /// The study's model with the parts that a design gives replaced.
  private mutating func ownModel(_ spot: Spot, study root: Spot) -> StudyModel? {
    guard let own = spot.node.members, let base = root.node["model"]?.members else { return model(spot) }
    // What is marked is one part, whether taken from a scheme or spelled out.
    let rubric: Set<String> = ["scheme", "stage", "group", "scale", "items"]
    var replaced = Set(own.map(\.key))
    if !replaced.isDisjoint(with: rubric) { replaced.formUnion(rubric) }
    let kept = base.filter { !replaced.contains($0.key) }
    var node = spot.node
    node.content = .object(kept + own)
    return tellingOnce { $0.model(Spot(node: node, path: spot.path, source: nil)) }
  }

  private enum SelectionKind: String, CaseIterable {
    case places, logistic

    var keys: [String] { self == .places ? [] : ["intercept", "slope"] }
  }

  private mutating func selection(_ spot: Spot) -> StudyDesign.Selection? {
    guard let (kind, spot) = opened(spot, SelectionKind.self, keys: \.keys) else { return nil }
    switch kind {
    case .places: return .places
    case .logistic: return .logistic(intercept: number(spot, "intercept"), slope: number(spot, "slope"))
    }
  }

  // MARK: Rules

  typealias Rule = (outliers: Aggregation.Outliers?, rounding: [Aggregation.Rounding])
  private enum Aggregate: String, CaseIterable { case scheme }

  /// `outliers` and `rounding` in the grammar of schemes, or `"aggregate": "scheme"` for those of the scheme's stage.
  mutating func rule(_ spot: Spot) -> Rule {
    guard let place = form.child(spot, "aggregate") else {
      let outliers = form.child(spot, "outliers").flatMap { form.outliers($0) }
      return (outliers, form.rounding(spot, on: outliers?.on ?? .item))
    }
    _ = form.oneOf(place, Aggregate.self)
    for key in ["outliers", "rounding"] {
      if let found = form.child(spot, key) { form.note(.oneKeyOf(["aggregate", key]), at: found) }
    }
    guard let stage else {
      note(.noSchemeNamed, at: place)
      return (nil, [])
    }
    return (stage.aggregation.outliers, stage.aggregation.rounding)
  }

  // MARK: Layouts and stages

  enum LayoutKind: String, CaseIterable {
    case everyone, blocks, pool, assigned

    var keys: [String] {
      switch self {
      case .everyone, .pool: []
      case .blocks: ["candidates"]
      case .assigned: ["objective"]
      }
    }
  }

  enum ObjectiveName: String, CaseIterable { case total, fair, pairs, balanced, random }

  mutating func layout(_ spot: Spot, beside common: [String] = []) -> StudyDesign.Layout? {
    guard let (kind, spot) = opened(spot, LayoutKind.self, keys: \.keys, beside: common) else { return nil }
    switch kind {
    case .everyone: return .everyone
    case .pool: return .pool
    case .blocks: return .blocks(candidates: form.count(spot, "candidates", from: 1, until: 1_000_000))
    case .assigned:
      return form.oneOf(spot, "objective", ObjectiveName.self).map { .assigned(objective: $0.rawValue) }
    }
  }

  private mutating func firstStage(_ spot: Spot) -> StudyDesign.FirstStage? {
    guard let spot = form.open(spot, keys: ["experts", "places", "carry"], sourced: false) else { return nil }
    return StudyDesign.FirstStage(
      experts: form.count(spot, "experts", from: 1, until: 999), places: form.count(spot, "places", from: 1),
      carry: share(spot, "carry"))
  }

  /// A decimal from nought to one, exactly.
  private mutating func share(_ spot: Spot, _ key: String) -> Fraction {
    guard let found = form.required(spot, key) else { return .zero }
    let before = faultCount
    let value = form.decimal(found)
    guard faultCount == before else { return .zero }
    if value < .zero || value > ExactDecimal(1) {
      form.note(.outOfRange(value.description, from: "0", until: "1"), at: found)
    }
    return value.fraction
  }

  // MARK: Sense

  /// What of a design the model cannot bear.
  private mutating func noteUnfit(_ design: StudyDesign, model: StudyModel, at spot: Spot) {
    let behaving = model.behaviours.reduce(0) { $0 + $1.experts }
    if behaving > 0, behaving >= design.experts {
      note(.nobodyJudges(behaving: behaving, experts: design.experts, design: design.id), at: spot)
    }
    switch design.layout {
    case .pool, .assigned:
      if model.experts.pool > 0, model.experts.pool < design.experts {
        note(.poolBelowPanel(pool: model.experts.pool, experts: design.experts, design: design.id), at: spot)
      }
    case .everyone, .blocks: break
    }
    let widest = min(model.places, model.candidates - model.places)
    if design.lottery > widest {
      note(
        .lotteryTooWide(half: design.lottery, places: model.places, candidates: model.candidates),
        at: form.child(spot, "lottery") ?? spot)
    }
    if let first = design.firstStage, first.places < model.places || first.places >= model.candidates {
      note(
        .sendsOutOfRange(sends: first.places, places: model.places, candidates: model.candidates),
        at: form.child(spot, "firstStage") ?? spot)
    }
  }
}
