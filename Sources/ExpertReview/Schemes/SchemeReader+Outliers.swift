// What becomes of marks far from the others, by the size of the panel.
extension SchemeReader {
  enum OutlierRuleName: String, CaseIterable {
    case mean, dropExtremes, trimmed, winsorised, median, middle, rejectByMAD

    /// The keys that say what the rule leaves open.
    var keys: [String] {
      switch self {
      case .mean, .median: []
      case .dropExtremes: ["high", "low"]
      case .trimmed: ["proportion"]
      case .winsorised: ["high", "low", "proportion"]
      case .middle: ["count"]
      case .rejectByMAD: ["cut", "constant", "whenZero"]
      }
    }
  }

  /// Rules that may stand as a single word.
  private enum PlainRule: String, CaseIterable { case mean, median }

  private static let tierKeys = ["rule", "whenFewerThan", "then"]
  private static let ruleKeys = ["high", "low", "proportion", "count", "cut", "constant", "whenZero"]

  /// `{"rule", "on", what the rule needs, "whenFewerThan"?, "then"?}`
  package mutating func outliers(_ spot: Spot) -> Aggregation.Outliers? {
    guard let spot = open(spot, keys: Self.tierKeys + Self.ruleKeys + ["on"], sourced: false) else { return nil }
    let on = oneOf(spot, "on", Aggregation.Basis.self) ?? .item
    return Aggregation.Outliers(on: on, tiers: tiers(spot, above: nil))
  }

  /// The rule of an object and those that hold below its number.
  private mutating func tiers(_ spot: Spot, above: Int?) -> [Aggregation.Outliers.Tier] {
    guard let name = oneOf(spot, "rule", OutlierRuleName.self) else { return [] }
    for key in Self.ruleKeys where !name.keys.contains(key) {
      if let found = child(spot, key) { note(.keyOfAnotherRule(key, rule: name.rawValue), at: found) }
    }
    let before = faults.count
    guard let rule = rule(name, spot) else { return [] }
    let (high, low) = rule.countedEnds
    let needsNumber = name == .dropExtremes || high + low > 0
    let least =
      needsNumber
      ? count(spot, "whenFewerThan", from: 1, until: 99) : optionalCount(spot, "whenFewerThan", from: 1, until: 99) ?? 0
    let place = child(spot, "whenFewerThan") ?? spot
    if faults.count == before {
      if needsNumber, least <= high + low {
        note(.tooFewForDropping(whenFewerThan: least, dropped: high + low), at: place)
      }
      if let above, least >= above { note(.fallbackAbove(whenFewerThan: least, above: above), at: place) }
    }
    guard let then = child(spot, "then") else { return [Aggregation.Outliers.Tier(rule, whenFewerThan: least)] }
    if least == 0 { note(.missingKey("whenFewerThan"), at: spot) }
    return [Aggregation.Outliers.Tier(rule, whenFewerThan: least)] + self.then(then, above: least)
  }

  /// What holds for fewer marks: `"mean"`, `"median"` or an object as the one around it, without `on`.
  private mutating func then(_ spot: Spot, above: Int) -> [Aggregation.Outliers.Tier] {
    guard spot.node.members != nil else {
      guard let plain = oneOf(spot, PlainRule.self) else { return [] }
      return [Aggregation.Outliers.Tier(plain == .mean ? .mean : .median, whenFewerThan: 0)]
    }
    guard let spot = open(spot, keys: Self.tierKeys + Self.ruleKeys, sourced: false) else { return [] }
    return tiers(spot, above: above)
  }

  private mutating func rule(_ name: OutlierRuleName, _ spot: Spot) -> Aggregation.OutlierRule? {
    switch name {
    case .mean: return .mean
    case .median: return .median
    case .dropExtremes: return .dropExtremes(high: count(spot, "high", until: 49), low: count(spot, "low", until: 49))
    case .trimmed: return required(spot, "proportion").flatMap { proportion($0) }.map { .trimmed($0) }
    case .middle: return .middle(count(spot, "count", from: 1, until: 99))
    case .winsorised: return winsorised(spot)
    case .rejectByMAD: return rejection(spot)
    }
  }

  private mutating func winsorised(_ spot: Spot) -> Aggregation.OutlierRule? {
    let byCount = child(spot, "high") != nil || child(spot, "low") != nil
    let share = child(spot, "proportion")
    guard byCount != (share != nil) else {
      note(.oneKeyOf(["high", "proportion"]), at: spot)
      return nil
    }
    if let share { return proportion(share).map { .winsorisedShare($0) } }
    return .winsorised(high: count(spot, "high", until: 49), low: count(spot, "low", until: 49))
  }

  /// A decimal, or a share such as `1/3`, from zero to below one half.
  private mutating func proportion(_ spot: Spot) -> Fraction? {
    let before = faults.count
    let value: Fraction
    if let words = spot.node.text, words.contains("/") {
      let parts = words.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let part = parts[0], let whole = parts[1], part >= 0, (1..<1000).contains(whole) else {
        note(.notAProportion(words), at: spot)
        return nil
      }
      value = Fraction(Int128(part), Int128(whole))
    } else {
      let decimal = decimal(spot)
      guard faults.count == before else { return nil }
      value = decimal.fraction
    }
    guard value >= .zero, value < Fraction(1, 2) else {
      note(.notAProportion(spot.node.inShort), at: spot)
      return nil
    }
    return value
  }

  private mutating func rejection(_ spot: Spot) -> Aggregation.OutlierRule? {
    let before = faults.count
    let cut = factor(spot, "cut")
    let constant = factor(spot, "constant")
    let whenZero = oneOf(spot, "whenZero", Aggregation.MedianDeviation.WhenZero.self)
    guard let whenZero, faults.count == before else { return nil }
    let deviation = Aggregation.MedianDeviation(cut: cut, constant: constant, whenZero: whenZero)
    guard deviation.limit >= Fraction(1) else {
      note(
        .rejectsTheMiddle(cut: cut.description, constant: constant.description), at: child(spot, "cut") ?? spot)
      return nil
    }
    return .rejectByMAD(deviation)
  }

  /// A number above zero, at most 1000, with at most six places.
  private mutating func factor(_ spot: Spot, _ key: String) -> ExactDecimal {
    let before = faults.count
    let value = decimal(spot, key)
    guard faults.count == before, let found = child(spot, key) else { return value }
    if value.places > 6 { note(.tooManyPlaces(value.description, most: 6), at: found) }
    if value <= .zero || value > ExactDecimal(1000) {
      note(.outOfRange(value.description, from: "0", until: "1000"), at: found)
    }
    return value
  }
}

extension Aggregation.OutlierRule {
  /// How many the scheme itself counts off at each end; none where the size of the panel tells.
  var countedEnds: (high: Int, low: Int) {
    switch self {
    case .dropExtremes(let high, let low), .winsorised(let high, let low): (high, low)
    default: (0, 0)
    }
  }
}
