// Who may sit together on a panel, and who may chair it.
extension SchemeReader {
  private static let senses = CompositionLimit.Sense.allCases.map(\.rawValue)
  private static let scopes = ["per", "kind", "attribute"]
  private enum Each: String, CaseIterable { case unit, region }

  /// `[{"atLeast" or "atMost": COUNT or "p/q", "per": "unit" or "region", or "kind", or "attribute" and "value"}]`
  mutating func composition(_ panel: Spot, size: Int?) -> [PanelPolicy.SourcedLimit] {
    let spots = elements(panel, "compose")
    let read = spots.map { spot in (spot, composed(spot)) }
    for (spot, limit) in read {
      guard let limit = limit?.limit, let size, limit.sense == .atLeast else { continue }
      let least = limit.count(of: size)
      if least > size { note(.limitAbovePanel(least: least, size: size), at: spot) }
      for other in read.compactMap(\.1?.limit) where other.sense == .atMost && other.scope == limit.scope {
        let most = other.count(of: size)
        if most < least { note(.limitsApart(least: least, most: most, size: size), at: spot) }
      }
    }
    return read.compactMap(\.1)
  }

  private mutating func composed(_ spot: Spot) -> PanelPolicy.SourcedLimit? {
    guard let spot = open(spot, keys: SchemeReader.senses + SchemeReader.scopes + ["value"]) else { return nil }
    let senses = CompositionLimit.Sense.allCases.filter { spot.node[$0.rawValue] != nil }
    guard senses.count == 1 else {
      note(.oneKeyOf(SchemeReader.senses), at: spot)
      return nil
    }
    guard let scope = scope(spot), let found = child(spot, senses[0].rawValue),
      let amount = amount(found, senses[0], scope)
    else { return nil }
    return PanelPolicy.SourcedLimit(
      limit: CompositionLimit(senses[0], amount, of: scope), source: source(spot))
  }

  private mutating func scope(_ spot: Spot) -> CompositionLimit.Scope? {
    guard SchemeReader.scopes.count(where: { spot.node[$0] != nil }) == 1 else {
      note(.oneKeyOf(SchemeReader.scopes), at: spot)
      return nil
    }
    if spot.node["attribute"] == nil, let value = child(spot, "value") {
      note(.unknownKey("value", nearest: nil), at: value)
    }
    if let per = child(spot, "per") {
      guard let each = oneOf(per, Each.self) else { return nil }
      if let least = child(spot, CompositionLimit.Sense.atLeast.rawValue) {
        note(.leastOfEach(per: each.rawValue), at: least)
        return nil
      }
      return each == .unit ? .eachUnit : .eachRegion
    }
    if let kind = optionalText(spot, "kind") { return kind.isEmpty ? nil : .kind(kind) }
    let (name, value) = (text(spot, "attribute"), text(spot, "value"))
    return name.isEmpty || value.isEmpty ? nil : .attribute(name, value: value)
  }

  /// A count, or a share of the panel: `2/3`.
  private mutating func amount(
    _ spot: Spot, _ sense: CompositionLimit.Sense, _ scope: CompositionLimit.Scope
  ) -> CompositionLimit.Amount? {
    guard let words = spot.node.text, words.contains("/") else {
      let before = faults.count
      let count = count(spot, from: sense == .atMost && !scope.isForEach ? 0 : 1, until: 99)
      return faults.count == before ? .number(count) : nil
    }
    let parts = words.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let part = parts[0], let whole = parts[1], part > 0, whole > 0, whole < 1000,
      sense == .atLeast ? part <= whole : part < whole
    else {
      note(.notAShare(words), at: spot)
      return nil
    }
    return .share(Fraction(Int128(part), Int128(whole)))
  }

  /// `{"kind"?, "attribute"? and "value"}`: what a member must be to chair.
  mutating func chairPolicy(_ panel: Spot) -> PanelPolicy.ChairPolicy? {
    guard let spot = child(panel, "chair"), let spot = open(spot, keys: ["kind", "attribute", "value"]) else {
      return nil
    }
    guard spot.node["kind"] != nil || spot.node["attribute"] != nil else {
      note(.oneKeyOf(["kind", "attribute"]), at: spot)
      return nil
    }
    let kind = optionalText(spot, "kind")
    var attribute: Qualification.Attribute?
    if let name = optionalText(spot, "attribute") {
      attribute = Qualification.Attribute(name: name, value: text(spot, "value"))
    } else if let value = child(spot, "value") {
      note(.unknownKey("value", nearest: nil), at: value)
    }
    return PanelPolicy.ChairPolicy(
      qualification: Qualification(kind: kind, attribute: attribute), source: source(spot))
  }
}
