extension SchemeReader {
  mutating func stages(_ root: Spot) -> [Stage] {
    var earlier: [String] = []
    let spots = elements(root, "stages")
    allReviews = spots.compactMap { $0.node["type"]?.text == Stage.Kind.review.rawValue ? $0.node["id"]?.text : nil }
    let read = spots.compactMap { spot -> Stage? in
      guard let type = child(spot, "type") ?? required(spot, "type") else { return nil }
      guard let stage = oneOf(type, Stage.Kind.self) else { return nil }
      return self.stage(stage, spot, earlier: &earlier)
    }
    noteChoiceBesideReview(read, root)
    noteLinesWithoutCap(read, at: root)
    noteUnroundedCarries(read, at: root)
    return read
  }

  /// Where experts review, their marks tell who is listed.
  private mutating func noteChoiceBesideReview(_ stages: [Stage], _ root: Spot) {
    guard stages.contains(where: { if case .review = $0 { true } else { false } }),
      let spot = elements(root, "stages").first(where: { $0.node["by"]?.text == Selection.Basis.choice.rawValue })
    else { return }
    note(.choiceBesideReview, at: child(spot, "by") ?? spot)
  }

  private mutating func stage(_ type: Stage.Kind, _ spot: Spot, earlier: inout [String]) -> Stage? {
    switch type {
    case .formalCheck: return open(spot, keys: ["type"]).map { .formalCheck(source: source($0)) }
    case .nomination: return open(spot, keys: ["type"]).map { .nomination(source: source($0)) }
    case .publicity: return open(spot, keys: ["type"]).map { .publicity(source: source($0)) }
    case .publication: return open(spot, keys: ["type"]).map { .publication(source: source($0)) }
    case .review: return review(spot, earlier: &earlier).map { .review($0) }
    case .selection: return selection(spot).map { .selection($0) }
    }
  }

  // MARK: Review

  private mutating func review(_ spot: Spot, earlier: inout [String]) -> ReviewStage? {
    let keys = ["type", "id", "name", "admits", "panel", "rubric", "aggregate", "carry", "opinions"]
    guard let spot = open(spot, keys: keys) else { return nil }
    let id = text(spot, "id")
    let name = words(spot, "name")
    let source = source(spot)
    let admits = admission(spot, isFirst: earlier.isEmpty)
    let panel = required(spot, "panel").flatMap { self.panel($0) }
    let rubric = required(spot, "rubric").flatMap { self.rubric($0) }
    let aggregation = required(spot, "aggregate").flatMap { self.aggregation($0) }
    earlier.append(id)
    let carry = carry(spot, stages: earlier)
    let opinions = opinions(spot)
    guard let panel, let rubric, let aggregation else { return nil }
    return ReviewStage(
      id: id, name: name, panel: panel, rubric: rubric, aggregation: aggregation, carry: carry, source: source,
      admits: admits, opinions: opinions)
  }

  private mutating func panel(_ spot: Spot) -> PanelPolicy? {
    let keys = ["size", "minimumSheets", "odd", "compose", "chair", "alternates", "pledge", "mode", "block"]
    guard let spot = open(spot, keys: keys) else { return nil }
    let before = faults.count
    let size = optionalCount(spot, "size", from: 1, until: 99)
    let minimum = count(spot, "minimumSheets", from: 1, until: 99)
    let odd = flag(spot, "odd", default: false)
    if let size, faults.count == before {
      if odd, size % 2 == 0 { note(.evenPanel(size: size), at: child(spot, "size") ?? spot) }
      if minimum > size {
        note(.minimumAboveSize(minimum: minimum, size: size), at: child(spot, "minimumSheets") ?? spot)
      }
    }
    return PanelPolicy(
      size: size, minimumSheets: minimum, odd: odd, compose: composition(spot, size: size),
      chair: chairPolicy(spot), source: source(spot),
      alternates: optionalCount(spot, "alternates", until: 20) ?? 0,
      pledge: oneOf(spot, "pledge", default: PanelPolicy.Pledge.optional), block: block(spot))
  }

  private enum PanelMode: String, CaseIterable { case each, blocks }

  /// The blocks that panels judge; nil where every candidate has a panel of its own.
  private mutating func block(_ spot: Spot) -> BlockPolicy? {
    let mode = oneOf(spot, "mode", default: PanelMode.each)
    guard let found = mode == .blocks ? required(spot, "block") : child(spot, "block") else { return nil }
    if mode == .each { note(.needsMode("blocks", for: "block"), at: found) }
    guard let block = open(found, keys: ["size", "bridges", "anchors", "by"]) else { return nil }
    return BlockPolicy(
      size: count(block, "size", from: 1, until: 999), bridges: optionalCount(block, "bridges", until: 9) ?? 0,
      anchors: optionalCount(block, "anchors", until: 99) ?? 0,
      by: child(block, "by").map { field($0, [.choice, .choices, .text]) }, source: source(block))
  }

  private enum Joining: String, CaseIterable { case weightedSum }

  private mutating func aggregation(_ spot: Spot) -> Aggregation? {
    let keys = ["outliers", "on", "combine", "rounding", "minimums", "veto", "incomplete"]
    guard let spot = open(spot, keys: keys) else { return nil }
    let outliers = child(spot, "outliers").flatMap { self.outliers($0) }
    let basis = child(spot, "on").flatMap { oneOf($0, Aggregation.Basis.self) }
    if let basis, let outliers, basis != outliers.on {
      note(.basisDiffers(outliers: outliers.on.rawValue, on: basis.rawValue), at: child(spot, "on") ?? spot)
    }
    _ = oneOf(spot, "combine", default: Joining.weightedSum)
    let on = basis ?? outliers?.on ?? .item
    return Aggregation(
      outliers: outliers, basis: on, rounding: rounding(spot, on: on),
      minimums: elements(spot, "minimums").compactMap { minimum($0) },
      vetoes: elements(spot, "veto").compactMap { veto($0) },
      incomplete: oneOf(spot, "incomplete", default: Aggregation.Incomplete.leaveOut), source: source(spot))
  }

  package mutating func rounding(_ spot: Spot, on basis: Aggregation.Basis) -> [Aggregation.Rounding] {
    elements(spot, "rounding").compactMap { element in
      guard let element = open(element, keys: ["after", "places", "mode"], sourced: false) else { return nil }
      let after = oneOf(element, "after", Aggregation.RoundingPoint.self)
      let points: [Aggregation.RoundingPoint] = basis == .total ? [.sheet, .total] : [.item, .product, .total]
      if let after, !points.contains(after) {
        note(.roundingNotApplicable(after: after.rawValue, on: basis.rawValue), at: child(element, "after") ?? element)
      }
      let places = count(element, "places", until: 6)
      guard let mode = oneOf(element, "mode", RoundingMode.self), let after else { return nil }
      return Aggregation.Rounding(after: after, places: places, mode: mode)
    }
  }

  private mutating func minimum(_ spot: Spot) -> Aggregation.Minimum? {
    guard let spot = open(spot, keys: ["item", "atLeast"]) else { return nil }
    return Aggregation.Minimum(item: item(spot), atLeast: decimal(spot, "atLeast"))
  }

  private mutating func veto(_ spot: Spot) -> Aggregation.Veto? {
    guard let spot = open(spot, keys: ["item", "experts", "below"]) else { return nil }
    let item = item(spot)
    let below = decimal(spot, "below")
    guard let experts = required(spot, "experts") else { return nil }
    if experts.node.text == "majority" { return Aggregation.Veto(item: item, experts: .majority, below: below) }
    return Aggregation.Veto(item: item, experts: .atLeast(count(experts, from: 1, until: 99)), below: below)
  }

  private mutating func item(_ spot: Spot) -> ItemID? {
    guard let found = child(spot, "item") else { return nil }
    let id = text(found)
    refer(to: id, .item, among: itemIDs, at: found)
    return ItemID(id)
  }

  // MARK: Selection

  private mutating func selection(_ spot: Spot) -> Selection? {
    let keys = ["type", "by", "caps", "ties", "places", "reserve", "vacancy", "rounding", "zone"]
    let isFormer = spot.node[Self.formerVacancy] != nil && spot.node["vacancy"] == nil
    guard let spot = open(withVacancy(spot), keys: keys) else { return nil }
    let caps = elements(spot, "caps").compactMap { cap -> Selection.Cap? in
      guard let cap = open(cap, keys: ["scope", "atMost"]) else { return nil }
      let atMost = count(cap, "atMost", from: 1)
      guard let scope = oneOf(cap, "scope", Selection.Scope.self) else { return nil }
      return Selection.Cap(scope: scope, atMost: atMost, source: source(cap))
    }
    return Selection(
      by: oneOf(spot, "by", default: Selection.Basis.ranking), caps: caps, ties: ties(spot),
      places: oneOf(spot, "places", default: Selection.Places.standard),
      reserve: optionalCount(spot, "reserve") ?? 0,
      nextMayRise: isFormer
        ? flag(spot, "vacancy") : oneOf(spot, "vacancy", default: Selection.Vacancy.empty) == .next,
      source: source(spot), rounding: joinedRounding(spot), zone: zone(spot))
  }

  private static let zoneWidths = ["within", "places"]

  private mutating func zone(_ spot: Spot) -> Selection.Zone? {
    guard let found = child(spot, "zone"), let zone = open(found, keys: Self.zoneWidths + ["by"]) else { return nil }
    let by = oneOf(zone, "by", Selection.Zone.Decision.self)
    let (within, places) = (child(zone, "within"), optionalCount(zone, "places", from: 1))
    guard (within == nil) != (places == nil) else {
      note(.oneKeyOf(Self.zoneWidths), at: zone)
      return nil
    }
    let points = within.map { decimal($0) }
    if let within, let points, points.isNegative {
      note(.outOfRange(points.description, from: "0", until: nil), at: within)
    }
    guard let by else { return nil }
    let width = points.map { Selection.Zone.Width.points($0) } ?? .places(places ?? 1)
    return Selection.Zone(width: width, by: by, source: source(zone))
  }

  /// The key of `vacancy` in schemes that older rounds embed, where `true` stood for `next`.
  private static let formerVacancy = "nextMayRise"

  private func withVacancy(_ spot: Spot) -> Spot {
    guard spot.node["vacancy"] == nil, var members = spot.node.members,
      let place = members.firstIndex(where: { $0.key == Self.formerVacancy })
    else { return spot }
    members[place] = SchemeNode.Member(key: "vacancy", node: members[place].node)
    var node = spot.node
    node.content = .object(members)
    return Spot(node: node, path: spot.path, source: spot.source)
  }

  /// `item:ID`, `judgedTotal`, `untrimmedMean`, `markMean`, `preference:FLAG` or `lot`, in order.
  mutating func ties(_ spot: Spot) -> [TieBreak] {
    elements(spot, "ties").compactMap { tie($0) }
  }

  static let tieNames = ["item:ID", "judgedTotal", "untrimmedMean", "markMean", "preference:FLAG", "lot"]

  private mutating func tie(_ spot: Spot) -> TieBreak? {
    let words = text(spot)
    let parts = words.split(separator: ":", maxSplits: 1).map { String($0) }
    switch (parts.first, parts.count) {
    case ("judgedTotal", 1): return .judgedTotal
    case ("untrimmedMean", 1): return .untrimmedMean
    case ("markMean", 1): return .markMean
    case ("lot", 1): return .lot
    case ("item", 2):
      refer(to: parts[1], .item, among: itemsOfAllStages, at: spot)
      return .item(ItemID(parts[1]))
    case ("preference", 2):
      refer(to: parts[1], .preference, among: preferenceRules.union(fields["priority_flags"]?.choices ?? []), at: spot)
      return .preference(parts[1])
    case (nil, _): return nil
    default:
      let close = nearest(to: words, among: SchemeReader.tieNames)
      note(.notOneOf(words, allowed: SchemeReader.tieNames, nearest: close), at: spot)
      return nil
    }
  }
}
