extension SchemeReader {
  mutating func rubric(_ spot: Spot) -> Rubric? {
    guard let spot = open(spot, keys: ["scale", "items", "perGroup"]) else { return nil }
    let scale = required(spot, "scale").flatMap { self.scale($0) }
    itemIDs = SchemeReader.itemIDs(in: spot.node)
    itemsOfAllStages.formUnion(itemIDs)
    let items = self.items(spot, scale: scale, group: "")
    var perGroup: [GroupID: GroupRubric] = [:]
    for (group, place) in groupSpots(spot) {
      guard let place = open(place, keys: ["items", "ties"]) else { continue }
      let own = self.items(place, scale: scale, group: group)
      perGroup[GroupID(group)] = GroupRubric(items: own, ties: child(place, "ties") == nil ? nil : ties(place))
    }
    if child(spot, "items") == nil { noteGroupsWithoutItems(perGroup, at: spot) }
    guard let scale else { return nil }
    return Rubric(scale: scale, items: items, perGroup: perGroup, source: source(spot))
  }

  private mutating func items(_ spot: Spot, scale: MarkScale?, group: String) -> [RubricItem] {
    let before = faults.count
    let items = elements(spot, "items", required: !group.isEmpty).compactMap { item($0, scale: scale) }
    if faults.count == before { noteWeights(of: items, group: group, at: child(spot, "items") ?? spot) }
    return items
  }

  private static func itemIDs(in rubric: SchemeNode) -> Set<String> {
    let lists = [rubric["items"]] + (rubric["perGroup"]?.members ?? []).map { $0.node["items"] }
    return Set(lists.flatMap { $0?.elements ?? [] }.compactMap { $0["id"]?.text })
  }

  private mutating func groupSpots(_ spot: Spot) -> [(group: String, spot: Spot)] {
    guard let perGroup = child(spot, "perGroup") else { return [] }
    guard let members = perGroup.node.members else {
      note(.wrongForm(expected: .object, found: perGroup.node.form), at: perGroup)
      return []
    }
    return members.map { member in
      let place = Spot(node: member.node, path: step(perGroup.path, member.key), source: perGroup.source)
      if !groups.isEmpty { refer(to: member.key, .group, among: groups, at: place) }
      return (member.key, place)
    }
  }

  private mutating func noteGroupsWithoutItems(_ perGroup: [GroupID: GroupRubric], at spot: Spot) {
    let bare = groups.isEmpty ? (perGroup.isEmpty ? ["all"] : []) : groups.filter { perGroup[GroupID($0)] == nil }
    for group in bare { note(.noItems(group: group), at: spot) }
  }

  /// The weights of what is added up, which is the whole only where they come to 100.
  private mutating func noteWeights(of items: [RubricItem], group: String, at spot: Spot) {
    var sum = Fraction.zero
    var hasWeight = false
    for item in items where !item.deduct {
      if case .weight(let weight) = item.multiplier {
        hasWeight = true
        sum += weight.fraction
      }
    }
    if hasWeight, sum != Fraction(100) { note(.weightsDoNotSum(group: group, sum: sum.description), at: spot) }
  }

  package mutating func scale(_ spot: Spot) -> MarkScale? {
    guard let spot = open(spot, keys: ["min", "max", "step"], sourced: false) else { return nil }
    let minimum = decimal(spot, "min")
    let maximum = decimal(spot, "max")
    let step = decimal(spot, "step")
    guard child(spot, "min") != nil, child(spot, "max") != nil, child(spot, "step") != nil else { return nil }
    if maximum <= minimum { note(.rangeReversed(from: minimum.description, until: maximum.description), at: spot) }
    if step <= .zero {
      note(.outOfRange(step.description, from: "0", until: nil), at: child(spot, "step") ?? spot)
      return nil
    }
    return MarkScale(minimum: minimum, maximum: maximum, step: step)
  }

  private mutating func item(_ spot: Spot, scale: MarkScale?) -> RubricItem? {
    let keys = [
      "id", "kind", "label", "weight", "factor", "deduct", "scale", "guidance", "parts", "levels", "from", "table",
    ]
    guard let spot = open(spot, keys: keys) else { return nil }
    let kind = oneOf(spot, "kind", RubricItem.Kind.self)
    let own = child(spot, "scale").flatMap { self.scale($0) }
    let isComputed = kind == .computed
    let from =
      child(spot, "from") != nil || isComputed ? required(spot, "from").map { field($0, Field.Kind.numbers) } : nil
    return RubricItem(
      id: ItemID(text(spot, "id")), kind: kind ?? .judged, label: words(spot, "label"), multiplier: multiplier(spot),
      deduct: flag(spot, "deduct", default: false), scale: own, guidance: optionalWords(spot, "guidance"),
      parts: elements(spot, "parts").compactMap { part($0) }, levels: levels(spot, scale: own ?? scale), from: from,
      table: elements(spot, "table", required: isComputed).compactMap { band($0) }, source: source(spot))
  }

  private mutating func multiplier(_ spot: Spot) -> RubricItem.Multiplier {
    let before = faults.count
    switch (child(spot, "weight"), child(spot, "factor")) {
    case (let weight?, nil):
      let value = decimal(weight)
      if value <= .zero, faults.count == before {
        note(.outOfRange(value.description, from: "0", until: "100"), at: weight)
      }
      return .weight(value)
    case (nil, let factor?): return .factor(decimal(factor))
    default:
      note(.oneKeyOf(["weight", "factor"]), at: spot)
      return .factor(.zero)
    }
  }

  private mutating func part(_ spot: Spot) -> RubricPart? {
    guard let spot = open(spot, keys: ["label", "evidence"]) else { return nil }
    let evidence = elements(spot, "evidence").map { element in
      let name = text(element)
      refer(to: name, .field, among: Set(fields.keys).union(materials), at: element)
      return name
    }
    return RubricPart(label: words(spot, "label"), evidence: evidence, source: source(spot))
  }

  private mutating func band(_ spot: Spot) -> ComputedBand? {
    guard let spot = open(spot, keys: ["atLeast", "value"], sourced: false) else { return nil }
    return ComputedBand(atLeast: decimal(spot, "atLeast"), value: decimal(spot, "value"))
  }

  // MARK: Levels

  private mutating func levels(_ spot: Spot, scale: MarkScale?) -> [RubricLevel] {
    let before = faults.count
    let levels = elements(spot, "levels").compactMap { element -> RubricLevel? in
      guard let level = open(element, keys: ["from", "until", "label", "description"], sourced: false) else {
        return nil
      }
      let from = decimal(level, "from")
      let until = decimal(level, "until")
      if until < from { note(.rangeReversed(from: from.description, until: until.description), at: level) }
      return RubricLevel(
        from: from, until: until, label: words(level, "label"), description: words(level, "description"))
    }
    guard faults.count == before, let scale, !levels.isEmpty else { return levels }
    noteCover(levels.sorted { $0.from < $1.from }, scale: scale, at: child(spot, "levels") ?? spot)
    return levels
  }

  /// Every mark of the scale must lie in exactly one level.
  private mutating func noteCover(_ levels: [RubricLevel], scale: MarkScale, at spot: Spot) {
    guard let first = levels.first, let last = levels.last else { return }
    if first.from != scale.minimum {
      note(.levelsStart(from: first.from.description, scale: scale.minimum.description), at: spot)
    }
    for (lower, upper) in zip(levels, levels.dropFirst()) {
      let next = lower.until.fraction + scale.step.fraction
      if upper.from.fraction > next {
        note(.levelsGap(after: lower.until.description, next: upper.from.description), at: spot)
      } else if upper.from.fraction < next {
        note(.levelsOverlap(until: lower.until.description, next: upper.from.description), at: spot)
      }
    }
    if last.until != scale.maximum {
      note(.levelsEnd(until: last.until.description, scale: scale.maximum.description), at: spot)
    }
  }
}
