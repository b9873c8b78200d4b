import ExpertReview

// The data-generating mechanism.
extension StudyReader {
  private static let modelKeys = [
    "candidates", "places", "scheme", "stage", "group", "scale", "items", "centre", "unit", "quality", "itemStrength",
    "experts", "noise", "gaps", "behaviours",
  ]

  mutating func model(_ spot: Spot) -> StudyModel? {
    guard let spot = form.open(spot, keys: Self.modelKeys, sourced: false) else { return nil }
    let candidates = form.count(spot, "candidates", from: 2, until: 10_000_000)
    let places = form.count(spot, "places", from: 1, until: 10_000_000)
    if candidates >= 2, places >= candidates, let found = form.child(spot, "places") {
      note(.placesForAll(places: places, candidates: candidates), at: found)
    }
    let rubric = self.rubric(spot)
    let centre = number(spot, "centre")
    let unit = number(spot, "unit", above: .zero, most: ExactDecimal(1_000_000))
    let quality = form.required(spot, "quality").flatMap { self.quality($0) }
    let itemStrength = length(spot, "itemStrength", default: 0)
    let experts = form.child(spot, "experts").flatMap { self.experts($0) } ?? StudyModel.Experts()
    let noise = form.required(spot, "noise").flatMap { self.noise($0) }
    let gaps = form.child(spot, "gaps").flatMap { self.gaps($0) } ?? StudyModel.Gaps()
    let behaviours = form.elements(spot, "behaviours").compactMap { behaviour($0, candidates: candidates) }
    guard let rubric, let quality, let noise else { return nil }
    return StudyModel(
      candidates: candidates, places: places, items: rubric.items, scale: rubric.scale, centre: centre, unit: unit,
      quality: quality, itemStrength: itemStrength, experts: experts, noise: noise, gaps: gaps,
      behaviours: behaviours)
  }

  // MARK: What is marked

  private mutating func rubric(_ spot: Spot) -> (scale: MarkScale, items: [StudyModel.Item])? {
    if form.child(spot, "scheme") != nil { return rubricOfScheme(spot) }
    for key in ["stage", "group"] {
      if let found = form.child(spot, key) { note(.noSchemeNamed, at: found) }
    }
    let scale = form.required(spot, "scale").flatMap { form.scale($0) }
    let items = ownItems(spot)
    return scale.map { ($0, items) }
  }

  private mutating func ownItems(_ spot: Spot) -> [StudyModel.Item] {
    guard let list = form.required(spot, "items") else { return [] }
    let before = faultCount
    var seen: Set<String> = []
    let items = form.elements(list).compactMap { element -> StudyModel.Item? in
      guard let spot = form.open(element, keys: ["id", "weight"], sourced: false) else { return nil }
      let id = form.text(spot, "id")
      if !id.isEmpty, !seen.insert(id).inserted { form.note(.repeatedID(id), at: spot) }
      let weight = form.decimal(spot, "weight")
      if weight <= .zero, let found = form.child(spot, "weight"), faultCount == before {
        form.note(.outOfRange(weight.description, from: "0", until: "100"), at: found)
      }
      return StudyModel.Item(id: id, weight: weight)
    }
    if faultCount == before {
      let sum = items.reduce(Fraction.zero) { $0 + $1.weight.fraction }
      if sum != Fraction(100) { form.note(.weightsDoNotSum(group: "", sum: sum.description), at: list) }
    }
    return items
  }

  private mutating func rubricOfScheme(_ spot: Spot) -> (scale: MarkScale, items: [StudyModel.Item])? {
    for key in ["scale", "items"] {
      if let found = form.child(spot, key) { form.note(.oneKeyOf(["scheme", key]), at: found) }
    }
    let group = form.optionalText(spot, "group")
    guard let stage = namedStage(spot) else { return nil }
    self.stage = stage
    let groups = stage.rubric.perGroup.keys.map(\.rawValue).sorted()
    if let group, let place = form.child(spot, "group"), stage.rubric.perGroup[GroupID(group)] == nil,
      stage.rubric.items.isEmpty
    {
      form.refer(to: group, .group, among: groups, at: place)
    }
    guard group != nil || !stage.rubric.items.isEmpty else {
      note(.groupNeeded(groups), at: spot)
      return nil
    }
    let rubricItems = group.map { stage.rubric.items(of: GroupID($0)) } ?? stage.rubric.items
    let items = rubricItems.compactMap { item -> StudyModel.Item? in
      guard item.kind == .judged, !item.deduct, item.scale == nil || item.scale == stage.rubric.scale,
        case .weight(let weight) = item.multiplier
      else {
        note(.itemNotPlain(item.id.rawValue), at: form.child(spot, "scheme") ?? spot)
        return nil
      }
      return StudyModel.Item(id: item.id.rawValue, weight: weight)
    }
    return (stage.rubric.scale, items)
  }

  // MARK: Candidates

  private enum QualityKind: String, CaseIterable {
    case normal, skewed, clustered, resampled

    var keys: [String] {
      switch self {
      case .normal: ["deviation"]
      case .skewed: ["shape", "deviation"]
      case .clustered: ["share", "width", "deviation"]
      case .resampled: ["values", "file"]
      }
    }
  }

  private mutating func quality(_ spot: Spot) -> StudyModel.Quality? {
    guard let (kind, spot) = opened(spot, QualityKind.self, keys: \.keys) else { return nil }
    switch kind {
    case .normal: return .normal(deviation: deviation(spot))
    case .skewed:
      return .skewed(
        shape: number(spot, "shape", above: .zero, most: ExactDecimal(1_000_000)), deviation: deviation(spot))
    case .clustered:
      return .clustered(share: chance(spot, "share"), width: length(spot, "width"), deviation: deviation(spot))
    case .resampled: return resampled(spot)
    }
  }

  private mutating func deviation(_ spot: Spot) -> Double {
    number(spot, "deviation", above: .zero, most: ExactDecimal(1_000_000), default: 1)
  }

  private mutating func resampled(_ spot: Spot) -> StudyModel.Quality? {
    let values: [Double]
    switch (form.child(spot, "values"), form.child(spot, "file")) {
    case (let list?, nil):
      values = form.elements(list).map { form.decimal($0).approximate }
      if list.node.elements != nil, values.count < 2 {
        note(.tooFewNumbers("values", found: values.count, least: 2), at: list)
      }
    case (nil, let file?): values = numbers(inFile: file)
    default:
      form.note(.oneKeyOf(["values", "file"]), at: spot)
      return nil
    }
    return .resampled(values)
  }

  // MARK: Experts

  private mutating func experts(_ spot: Spot) -> StudyModel.Experts? {
    let keys = [
      "pool", "load", "severity", "spread", "drift", "centralTendency", "rounders", "roundTo", "topics", "pairs",
      "minutesPerSheet",
    ]
    guard let spot = form.open(spot, keys: keys, sourced: false) else { return nil }
    let standard = StudyModel.Experts()
    if form.child(spot, "pool") != nil, let load = form.child(spot, "load") {
      form.note(.oneKeyOf(["pool", "load"]), at: load)
    }
    let rounders = chance(spot, "rounders", default: standard.rounders)
    let roundTo = rounders > 0 ? form.decimal(spot, "roundTo") : form.child(spot, "roundTo").map { form.decimal($0) }
    if let roundTo, roundTo <= .zero, let found = form.child(spot, "roundTo") {
      form.note(.outOfRange(roundTo.description, from: "> 0", until: nil), at: found)
    }
    return StudyModel.Experts(
      pool: form.optionalCount(spot, "pool", from: 1, until: 10_000_000) ?? standard.pool,
      load: form.optionalCount(spot, "load", from: 1, until: 1_000_000) ?? standard.load,
      severity: length(spot, "severity", default: standard.severity),
      spread: length(spot, "spread", default: standard.spread), drift: length(spot, "drift", default: standard.drift),
      centralTendency: number(
        spot, "centralTendency", from: .zero, most: ExactDecimal(units: 5, places: 1),
        default: standard.centralTendency),
      rounders: rounders, roundTo: roundTo ?? standard.roundTo,
      topics: form.optionalCount(spot, "topics", from: 1, until: 1_000_000) ?? standard.topics,
      pairs: form.optionalCount(spot, "pairs", from: 1, until: 10_000_000) ?? standard.pairs,
      minutesPerSheet: number(
        spot, "minutesPerSheet", from: .zero, most: ExactDecimal(100_000), default: standard.minutesPerSheet))
  }

  private mutating func noise(_ spot: Spot) -> StudyModel.Noise? {
    let keys = ["mark", "sheet", "fall", "residuals", "residualsFile"]
    guard let spot = form.open(spot, keys: keys, sourced: false) else { return nil }
    if form.child(spot, "residuals") != nil, let file = form.child(spot, "residualsFile") {
      form.note(.oneKeyOf(["residuals", "residualsFile"]), at: file)
    }
    let bins = form.child(spot, "residualsFile").map { residuals(inFile: $0) } ?? residuals(spot)
    return StudyModel.Noise(
      mark: length(spot, "mark"), sheet: length(spot, "sheet", default: 0), fall: chance(spot, "fall", default: 0),
      residuals: bins)
  }

  private mutating func gaps(_ spot: Spot) -> StudyModel.Gaps? {
    let keys = ["missingSheet", "missingMark", "recusal", "slippedConflict", "conflictBonus"]
    guard let spot = form.open(spot, keys: keys, sourced: false) else { return nil }
    let slipped = chance(spot, "slippedConflict", default: 0)
    return StudyModel.Gaps(
      missingSheet: chance(spot, "missingSheet", default: 0), missingMark: chance(spot, "missingMark", default: 0),
      recusal: chance(spot, "recusal", default: 0), slippedConflict: slipped,
      conflictBonus: number(spot, "conflictBonus", default: slipped > 0 ? nil : 0))
  }

  private mutating func behaviour(_ spot: Spot, candidates: Int) -> StudyModel.Behaviour? {
    let kinds = StudyModel.Behaviour.Kind.self
    guard let (kind, spot) = opened(spot, kinds, keys: \.keys, beside: ["experts"]) else { return nil }
    let experts = form.optionalCount(spot, "experts", from: 1, until: 999) ?? 1
    let targets = form.optionalCount(spot, "targets", from: 1, until: max(1, candidates)) ?? 1
    let amount = kind.keys.contains("amount") ? length(spot, "amount") : 0
    let aim = form.oneOf(spot, "aim", default: StudyModel.Behaviour.Aim.anyone)
    return StudyModel.Behaviour(kind: kind, experts: experts, targets: targets, amount: amount, aim: aim)
  }

  // MARK: Kinds

  /// Opens an object whose `kind` tells which other keys it has.
  mutating func opened<Kind: RawRepresentable & CaseIterable>(
    _ spot: Spot, _ type: Kind.Type, keys: (Kind) -> [String], beside common: [String] = []
  ) -> (Kind, Spot)? where Kind.RawValue == String {
    var all = ["kind"] + common
    for kind in Kind.allCases { for key in keys(kind) where !all.contains(key) { all.append(key) } }
    guard let spot = form.open(spot, keys: all, sourced: false), let kind = form.oneOf(spot, "kind", type) else {
      return nil
    }
    let allowed = ["kind"] + common + keys(kind)
    for member in spot.node.members ?? [] where all.contains(member.key) && !allowed.contains(member.key) {
      guard let found = form.child(spot, member.key) else { continue }
      note(.keyOfAnotherKind(member.key, kind: kind.rawValue), at: found)
    }
    return (kind, spot)
  }
}

extension StudyModel.Behaviour.Kind {
  /// What a study says of it beside the number of experts.
  var keys: [String] {
    switch self {
    case .push, .bury, .swap: ["targets", "amount", "aim"]
    case .bribed: ["targets", "aim"]
    case .copier, .random: []
    }
  }
}
