extension SchemeReader {
  mutating func validity(_ root: Spot) -> Validity? {
    guard let spot = required(root, "inForce").flatMap({ open($0, keys: ["from", "until", "doubtful"]) }) else {
      return nil
    }
    let from = child(spot, "from").flatMap { day($0) }
    let until = child(spot, "until").flatMap { day($0) }
    if let from, let until, until < from {
      note(.rangeReversed(from: from.description, until: until.description), at: spot)
    }
    let doubtful = elements(spot, "doubtful").compactMap { window -> ClosedRange<CivilDay>? in
      guard let window = open(window, keys: ["from", "until"]) else { return nil }
      guard let first = required(window, "from").flatMap({ day($0) }),
        let last = required(window, "until").flatMap({ day($0) })
      else { return nil }
      guard first <= last else {
        note(.rangeReversed(from: first.description, until: last.description), at: window)
        return nil
      }
      return first...last
    }
    return Validity(from: from, until: until, doubtful: doubtful, source: source(spot))
  }

  mutating func grouping(_ root: Spot) -> Grouping? {
    guard let spot = child(root, "groups").flatMap({ open($0, keys: ["by", "panels", "ranking"]) }) else { return nil }
    let by = required(spot, "by").map { field($0, [.choice, .text]) } ?? ""
    groups = fields[by]?.choices ?? []
    let panels = oneOf(spot, "panels", Grouping.Together.self) ?? .apart
    let ranking = oneOf(spot, "ranking", Grouping.Together.self) ?? .apart
    return Grouping(by: by, panels: panels, ranking: ranking, source: source(spot))
  }

  mutating func publicity(_ root: Spot) -> Publicity? {
    guard
      let spot = child(root, "publicity").flatMap({
        open($0, keys: ["days", "unit", "countPostingDay", "anonymousObjections"])
      })
    else { return nil }
    return Publicity(
      days: count(spot, "days", from: 1, until: 366), unit: oneOf(spot, "unit", Publicity.Unit.self) ?? .working,
      countPostingDay: flag(spot, "countPostingDay"), source: source(spot),
      anonymousObjections: oneOf(spot, "anonymousObjections", default: Publicity.Anonymous.note))
  }

  mutating func sanctions(_ root: Spot) -> Sanctions? {
    let keys = ["banYears", "alsoBars", "review", "members"]
    guard let spot = child(root, "sanctions").flatMap({ open($0, keys: keys) }) else { return nil }
    return Sanctions(
      banYears: optionalCount(spot, "banYears", from: 1, until: 99), alsoBars: otherSchemes(spot, "alsoBars", of: root),
      review: otherSchemes(spot, "review", of: root),
      members: child(spot, "members").flatMap { oneOf($0, Sanctions.Reach.self) }, source: source(spot))
  }

  mutating func recognitions(_ root: Spot) -> RecognitionPolicy? {
    guard let spot = child(root, "recognitions").flatMap({ open($0, keys: ["review"]) }) else { return nil }
    return RecognitionPolicy(review: otherSchemes(spot, "review", of: root), source: source(spot))
  }

  /// Ids of other schemes; its own, and one that stands twice, are faults.
  private mutating func otherSchemes(_ spot: Spot, _ key: String, of root: Spot) -> [SchemeID] {
    var seen: Set<String> = Set([root.node["id"]?.text].compactMap(\.self))
    return elements(spot, key).compactMap { element in
      let id = text(element)
      guard !id.isEmpty else { return nil }
      if !seen.insert(id).inserted { note(.repeatedID(id), at: element) }
      return SchemeID(id)
    }
  }

  mutating func returns(_ root: Spot) -> ReturnPolicy? {
    guard let spot = child(root, "returns").flatMap({ open($0, keys: ["days", "unit"]) }) else { return nil }
    return ReturnPolicy(
      days: count(spot, "days", from: 1, until: 366), unit: oneOf(spot, "unit", Publicity.Unit.self) ?? .working,
      source: source(spot))
  }

  mutating func retention(_ root: Spot) -> RetentionPolicy? {
    guard let spot = child(root, "retention").flatMap({ open($0, keys: ["years"]) }) else { return nil }
    return RetentionPolicy(years: count(spot, "years", from: 1, until: 100), source: source(spot))
  }

  mutating func changes(_ root: Spot) -> ChangePolicy? {
    guard let spot = child(root, "changes").flatMap({ open($0, keys: ["grounds", "secondPerson"]) }) else {
      return nil
    }
    let grounds = elements(spot, "grounds").compactMap { element -> ChangePolicy.Ground? in
      guard let spot = open(element, keys: ["id", "label"]) else { return nil }
      return ChangePolicy.Ground(id: text(spot, "id"), label: words(spot, "label"), source: source(spot))
    }
    return ChangePolicy(grounds: grounds, secondPerson: flag(spot, "secondPerson"), source: source(spot))
  }

  mutating func duties(_ root: Spot) -> [Duty] {
    elements(root, "duties").compactMap { element in
      guard let spot = open(element, keys: ["id", "label", "every", "dueWithinDays"]) else { return nil }
      return Duty(
        id: RuleID(text(spot, "id")), label: words(spot, "label"),
        every: oneOf(spot, "every", Duty.Cycle.self) ?? .quarter,
        dueWithinDays: optionalCount(spot, "dueWithinDays", until: 366), source: source(spot))
    }
  }
}
