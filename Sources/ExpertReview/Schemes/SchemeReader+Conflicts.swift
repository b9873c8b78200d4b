extension SchemeReader {
  mutating func conflicts(_ root: Spot) -> ConflictPolicy? {
    let keys = [
      "parties", "kinds", "unsuitableAtMost", "ownUnitBarsGroup", "chains", "nearNames", "competitors", "region",
    ]
    guard let spot = child(root, "conflicts").flatMap({ open($0, keys: keys) }) else { return nil }
    return ConflictPolicy(
      parties: elements(spot, "parties").compactMap { party($0) },
      kinds: elements(spot, "kinds").compactMap { tie(of: $0) },
      unsuitableAtMost: count(spot, "unsuitableAtMost"), ownUnitBarsGroup: flag(spot, "ownUnitBarsGroup"),
      chains: chains(spot), nearNames: nearNames(spot), competitors: competitors(spot), region: region(spot),
      source: source(spot))
  }

  private mutating func party(_ spot: Spot) -> ConflictPolicy.Party? {
    let keys = ["role", "label", "list", "unit", "code", "person", "named", "applies", "level"]
    guard let spot = open(spot, keys: keys) else { return nil }
    let list = child(spot, "list").map { partyList($0) }
    func name(_ key: String, _ reader: inout SchemeReader) -> String? {
      guard let found = reader.child(spot, key) else { return nil }
      guard let list else { return reader.field(found, [.text, .choice]) }
      if list == SchemeReader.attachments { return reader.material(found) }
      return reader.cell(found, of: list, [.text, .choice])
    }
    let unit = name("unit", &self)
    let code = name("code", &self)
    let person = name("person", &self)
    let named = optionalText(spot, "named")
    let isInFile = list != nil || unit != nil || code != nil || person != nil
    if (unit == nil && code == nil && person == nil && named == nil) || (named != nil && isInFile) {
      note(.oneKeyOf(["unit", "code", "person", "named"]), at: spot)
    }
    let role = text(spot, "role")
    return ConflictPolicy.Party(
      role: role, label: words(spot, "label"), list: list, unit: unit, code: code, person: person, named: named,
      applies: flag(spot, "applies", default: role == PartyMention.applicantRole),
      level: oneOf(spot, "level", ConflictPolicy.Level.self) ?? .hard, source: source(spot))
  }

  /// What stands for the issuers of the materials in place of a list.
  static let attachments = "attachments"

  /// The material whose issuer is the party.
  private mutating func material(_ spot: Spot) -> String {
    let id = text(spot)
    refer(to: id, .material, among: materials, at: spot)
    return id
  }

  private mutating func partyList(_ spot: Spot) -> String {
    spot.node.text == SchemeReader.attachments ? SchemeReader.attachments : field(spot, [.list])
  }

  private mutating func tie(of spot: Spot) -> ConflictPolicy.Kind? {
    let keys = ["id", "label", "level", "months", "absolute", "waivable", "hardFrom"]
    guard let spot = open(spot, keys: keys) else { return nil }
    return ConflictPolicy.Kind(
      id: oneOf(spot, "id", Relation.Kind.self)?.rawValue ?? "", label: words(spot, "label"),
      level: oneOf(spot, "level", ConflictPolicy.Level.self) ?? .hard, months: count(spot, "months", until: 1200),
      absolute: flag(spot, "absolute", default: false), waivable: flag(spot, "waivable", default: true),
      hardFrom: child(spot, "hardFrom").map { share($0) }, source: source(spot))
  }

  /// Percent, 0…100.
  private mutating func share(_ spot: Spot) -> ExactDecimal {
    let share = decimal(spot)
    if share.isNegative || share > ExactDecimal(100) {
      note(.outOfRange(share.description, from: "0", until: "100"), at: spot)
    }
    return share
  }

  private mutating func chains(_ conflicts: Spot) -> ConflictPolicy.Chains {
    let keys = ["hardFrom", "softFrom", "notThrough"]
    guard let spot = child(conflicts, "chains").flatMap({ open($0, keys: keys) }) else {
      return .init(hardFrom: ExactDecimal(50), softFrom: ExactDecimal(5), notThrough: [], source: .assumed)
    }
    let hard = required(spot, "hardFrom").map { share($0) } ?? ExactDecimal(50)
    let soft = required(spot, "softFrom").map { share($0) } ?? hard
    if soft > hard { note(.rangeReversed(from: soft.description, until: hard.description), at: spot) }
    return .init(hardFrom: hard, softFrom: soft, notThrough: texts(spot, "notThrough"), source: source(spot))
  }

  private mutating func nearNames(_ conflicts: Spot) -> ConflictPolicy.NearNames {
    guard let spot = child(conflicts, "nearNames").flatMap({ open($0, keys: ["kinds", "leastLength"]) }) else {
      return .init(kinds: ConflictPolicy.NearNames.Kind.allCases, leastLength: 4, source: .assumed)
    }
    return .init(
      kinds: elements(spot, "kinds", required: true).compactMap { oneOf($0, ConflictPolicy.NearNames.Kind.self) },
      leastLength: count(spot, "leastLength", from: 2, until: 20), source: source(spot))
  }

  private mutating func competitors(_ conflicts: Spot) -> ConflictPolicy.Competitors? {
    guard let spot = child(conflicts, "competitors").flatMap({ open($0, keys: ["level"]) }) else { return nil }
    return .init(level: oneOf(spot, "level", ConflictPolicy.Level.self) ?? .soft, source: source(spot))
  }

  private mutating func region(_ conflicts: Spot) -> ConflictPolicy.Region? {
    guard let spot = child(conflicts, "region").flatMap({ open($0, keys: ["field", "level"]) }) else { return nil }
    return .init(
      field: required(spot, "field").map { field($0, [.text, .choice]) } ?? "",
      level: oneOf(spot, "level", ConflictPolicy.Level.self) ?? .soft, source: source(spot))
  }
}

extension Source {
  /// What the engine assumes where a scheme says nothing of it, as documented with the scheme file.
  fileprivate static let assumed = Source.house(reason: "assumed where the scheme does not say")
}
