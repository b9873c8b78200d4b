extension SchemeReader {
  mutating func nominations(_ root: Spot) -> NominationPolicy? {
    let keys = ["by", "table", "atMost", "recommenders", "deadlines"]
    guard let spot = child(root, "nominations").flatMap({ open($0, keys: keys) }) else { return nil }
    let source = source(spot)
    let table = oneOf(spot, "table", NominationPolicy.Table.self)
    let limits = elements(spot, "atMost").compactMap { limit($0) }
    let exclusions = elements(spot, "recommenders").compactMap { exclusion($0) }
    let deadlines = elements(spot, "deadlines").compactMap { deadline($0) }
    guard let by = oneOf(spot, "by", Recommender.Level.self), let table else { return nil }
    return NominationPolicy(
      by: by, table: table, limits: limits, exclusions: exclusions, deadlines: deadlines, source: source)
  }

  private mutating func limit(_ spot: Spot) -> NominationPolicy.Limit? {
    guard let spot = open(spot, keys: ["id", "count", "of", "provinces", "beyond"]) else { return nil }
    return NominationPolicy.Limit(
      id: RuleID(text(spot, "id")), count: count(spot, "count"),
      of: oneOf(spot, "of", default: NominationPolicy.Limit.Scope.all), provinces: texts(spot, "provinces"),
      beyond: oneOf(spot, "beyond", NominationPolicy.Beyond.self) ?? .refused, source: source(spot))
  }

  private mutating func exclusion(_ spot: Spot) -> NominationPolicy.Exclusion? {
    guard let spot = open(spot, keys: ["id", "kinds", "levels", "then"]) else { return nil }
    let kinds = elements(spot, "kinds").compactMap { oneOf($0, Recommender.Kind.self) }
    let levels = elements(spot, "levels").compactMap { oneOf($0, Recommender.Level.self) }
    if child(spot, "kinds") == nil, child(spot, "levels") == nil { note(.oneKeyOf(["kinds", "levels"]), at: spot) }
    return NominationPolicy.Exclusion(
      id: RuleID(text(spot, "id")), kinds: kinds, levels: levels,
      then: oneOf(spot, "then", NominationPolicy.Beyond.self) ?? .refused, source: source(spot))
  }

  private mutating func deadline(_ spot: Spot) -> NominationPolicy.Deadline? {
    guard let spot = open(spot, keys: ["id", "act", "field", "needs", "from", "until"]) else { return nil }
    let act = oneOf(spot, "act", NominationPolicy.Deadline.Act.self)
    let from = child(spot, "from").flatMap { day($0) }
    let until = required(spot, "until").flatMap { day($0) }
    if let from, let until, until < from {
      note(.rangeReversed(from: from.description, until: until.description), at: spot)
    }
    let id = RuleID(text(spot, "id"))
    let source = source(spot)
    // What the applicant does stands in its declaration, what the recommender does in the nomination.
    if let foreign = child(spot, act == .declared ? "needs" : "field"), act != nil {
      note(.unknownKey(act == .declared ? "needs" : "field", nearest: nil), at: foreign)
    }
    let field = act == .declared ? required(spot, "field").map { self.field($0, [.date]) } : nil
    let needs = elements(spot, "needs").compactMap { oneOf($0, NominationPolicy.Deadline.Need.self) }
    guard let act, let until else { return nil }
    return NominationPolicy.Deadline(
      id: id, act: act, field: field,
      needs: act == .sent && child(spot, "needs") == nil ? NominationPolicy.Deadline.Need.allCases : needs, from: from,
      until: until, source: source)
  }
}
