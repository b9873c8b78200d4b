/// The main name and code of each unit that the units file knows, by any of its names.
struct UnitRegistry: Sendable {
  private var mainKey: [String: String] = [:]
  private var codes: [String: String] = [:]

  init(units: [UnitEntry]) {
    for unit in units where !unit.code.isEmpty { codes[UnitNames.exactKey(unit.name)] = unit.code }
    for unit in units where !unit.aliasOf.isEmpty {
      mainKey[UnitNames.exactKey(unit.name)] = UnitNames.exactKey(unit.aliasOf)
    }
  }

  /// The key of a unit's main name. An alias of an alias is followed; a circle ends where it began.
  func key(of name: String) -> String {
    let start = UnitNames.exactKey(name)
    var key = start
    var steps = 0
    while let next = mainKey[key], next != start, steps < 64 {
      key = next
      steps += 1
    }
    return key
  }

  /// The credit code: the one given, else the one that the units file knows for the name; empty where neither does.
  func code(of name: String, given: String) -> String {
    given.isEmpty ? codes[key(of: name)] ?? codes[UnitNames.exactKey(name)] ?? "" : given
  }

  /// What tells an expert's unit from others: its code, else its name; nil where the file gave neither.
  func unit(of expert: Expert) -> String? {
    guard !expert.employer.isEmpty || !expert.employerCode.isEmpty else { return nil }
    let code = code(of: expert.employer, given: expert.employerCode)
    return code.isEmpty ? "name " + key(of: expert.employer) : "code " + code
  }

  /// Whether two names, the first with the code that was given for it, surely stand for one unit.
  func areSame(_ first: String, code given: String = "", _ second: String) -> Bool {
    let codes = (code(of: first, given: given), code(of: second, given: ""))
    if !codes.0.isEmpty && !codes.1.isEmpty { return codes.0 == codes.1 }
    return key(of: first) == key(of: second)
  }

  /// What a unit is told from all others by: its code where one is known, else the key of its main name.
  func identity(of name: String, code given: String) -> String {
    let known = code(of: name, given: given)
    return known.isEmpty ? "name " + key(of: name) : "code " + known
  }
}

/// The units that candidates' files name, found by code, by key and by nearness.
struct MentionIndex {
  struct Match {
    let mention: Int
    let certain: Bool
    /// Whether it is certain by the name alone, for neither has a code.
    let isByName: Bool
  }

  private let registry: UnitRegistry
  private var code: [String] = []
  private var key: [String] = []
  private var byCode: [String: [Int]] = [:]
  private var byKey: [String: [Int]] = [:]
  /// Keys that share a loose key, and keys that share a neighbourhood.
  private var byLoose: [String: [String]] = [:]
  private var byNeighbour: [String: [String]] = [:]

  init(_ mentions: [PartyMention], registry: UnitRegistry) {
    self.registry = registry
    let known = concurrentMap(mentions, threads: processorCount) { mention in
      (code: registry.code(of: mention.unit, given: mention.code), key: registry.key(of: mention.unit))
    }
    code = known.map(\.code)
    key = known.map(\.key)
    var names: [String] = []
    for (index, unit) in known.enumerated() {
      if !unit.code.isEmpty { byCode[unit.code, default: []].append(index) }
      guard !unit.key.isEmpty else { continue }
      if byKey[unit.key] == nil { names.append(unit.key) }
      byKey[unit.key, default: []].append(index)
    }
    let near = concurrentMap(names, threads: processorCount) { name in
      (loose: UnitNames.looseKey(name), neighbours: UnitNames.neighbourhood(Array(name)))
    }
    for (name, near) in zip(names, near) {
      byLoose[near.loose, default: []].append(name)
      for neighbour in near.neighbours { byNeighbour[neighbour, default: []].append(name) }
    }
  }

  /// Every mention that is, or may be, the unit with this name and code. Equal codes settle that it is, unequal ones
  /// that it is not.
  func matches(of name: String, code given: String) -> [Match] {
    let ownCode = registry.code(of: name, given: given)
    let ownKey = registry.key(of: name)
    var certain: [Int: Bool] = [:]
    if !ownCode.isEmpty { for index in byCode[ownCode] ?? [] { certain[index] = true } }
    func consider(_ indices: [Int], sure: Bool) {
      for index in indices where certain[index] == nil {
        if !ownCode.isEmpty && !code[index].isEmpty { continue }
        certain[index] = sure
      }
    }
    guard !ownKey.isEmpty else { return sorted(certain, ownCode) }
    consider(byKey[ownKey] ?? [], sure: true)
    var near = Set(byLoose[UnitNames.looseKey(ownKey)] ?? [])
    let characters = Array(ownKey)
    for neighbour in UnitNames.neighbourhood(characters) {
      for candidate in byNeighbour[neighbour] ?? []
      where !near.contains(candidate) && UnitNames.isOneEditApart(characters, Array(candidate)) {
        near.insert(candidate)
      }
    }
    for candidate in near.sorted() where candidate != ownKey { consider(byKey[candidate] ?? [], sure: false) }
    return sorted(certain, ownCode)
  }

  private func sorted(_ found: [Int: Bool], _ ownCode: String) -> [Match] {
    found.keys.sorted().map { mention in
      let certain = found[mention] ?? false
      return Match(
        mention: mention, certain: certain, isByName: certain && ownCode.isEmpty && code[mention].isEmpty)
    }
  }
}
