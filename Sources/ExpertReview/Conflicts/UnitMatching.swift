/// Finds the parties that a unit is, stands together with, or may be.
///
/// Ways of meeting, the surer first: one unit (by code, name, other names) or one body (a branch and its company);
/// bodies that hold one another; then, for a person to decide, names that the files contradict themselves about and
/// names that are near – near the unit itself, or near any unit that stands together with it, so that a slip of the
/// pen within a chain is not passed over. A way has at most one such doubtful step. Codes settle what they can:
/// between two known codes no name is near.
struct UnitMatching: Sendable {
  /// A party met, and how.
  struct Target: Sendable {
    enum Way: UInt8, Sendable, Comparable {
      case same, held, near
      static func < (left: Way, right: Way) -> Bool { left.rawValue < right.rawValue }
    }
    let mention: Int32
    let way: Way
    let level: ConflictPolicy.Level
    let isCertain: Bool
    /// Certain only because two names without codes are equal.
    let isByName: Bool

    /// The graver comes first, then the shorter way, then the one by code.
    func outranks(_ other: Target) -> Bool {
      if level != other.level { return level > other.level }
      if way != other.way { return way < other.way }
      return !isByName && other.isByName
    }
  }

  let registry: UnitRegistry
  let holdings: UnitHoldings
  let near: NearNames
  /// The unit that each mention names.
  let mentions: [UnitRegistry.Reference]
  private let byBody: (start: [Int32], list: [Int32])
  private let byCode: (start: [Int32], list: [Int32])
  /// Mentions, by the body that a name of theirs may be as well.
  private var doubtful: [Int32: [Int32]] = [:]
  /// Units without a code of the units file whose name stands beside several codes in other files.
  private var severalCodes: Set<Int32> = []

  init(
    registry: UnitRegistry, holdings: UnitHoldings, near: NearNames, mentions: [UnitRegistry.Reference],
    ties: [UnitRegistry.Reference]
  ) {
    self.registry = registry
    self.holdings = holdings
    self.near = near
    self.mentions = mentions
    byBody = rows(of: mentions.map { registry.body(of: $0) }, count: registry.bodyCount)
    byCode = rows(of: mentions.map(\.code), count: registry.codes.count)
    for (place, mention) in mentions.enumerated() where mention.code < 0 && mention.name >= 0 {
      for unit in registry.otherUnits(ofName: mention.name) {
        doubtful[registry.bodyOfUnit[Int(unit)], default: []].append(Int32(place))
      }
    }
    var codeOfUnit: [Int32: Int32] = [:]
    for reference in mentions + ties where reference.code >= 0 && reference.unit >= 0 {
      guard registry.codeOfUnit[Int(reference.unit)] < 0 else { continue }
      if let known = codeOfUnit[reference.unit], known != reference.code { severalCodes.insert(reference.unit) }
      codeOfUnit[reference.unit] = reference.code
    }
  }

  private func mentions(ofBody body: Int32) -> ArraySlice<Int32> {
    byBody.list[Int(byBody.start[Int(body)])..<Int(byBody.start[Int(body) + 1])]
  }

  /// Everything that a unit meets, by mention, each in its best sure and its best doubtful way.
  func targets(of unit: UnitRegistry.Reference) -> [Target] {
    guard unit.unit >= 0 else { return [] }
    var found = Found()
    let body = registry.body(of: unit)
    addSame(unit, body, &found)
    let related = holdings.related(to: body)
    for other in related { addHeld(other, &found) }
    addDoubtfulStarts(unit, body, &found)
    addNear(unit, body, related, &found)
    return found.targets
  }

  /// The best sure way to each mention, and the best doubtful one where it is graver.
  private struct Found {
    private var sure: [Int32: Target] = [:]
    private var doubtful: [Int32: Target] = [:]

    mutating func add(_ target: Target) {
      if target.isCertain {
        if let known = sure[target.mention], !target.outranks(known) { return }
        sure[target.mention] = target
      } else {
        if let known = doubtful[target.mention], !target.outranks(known) { return }
        doubtful[target.mention] = target
      }
    }

    /// By mention, the sure one first.
    var targets: [Target] {
      let graver = doubtful.values.filter { target in sure[target.mention].map { $0.level < target.level } ?? true }
      return (Array(sure.values) + graver).sorted {
        $0.mention == $1.mention ? $0.isCertain && !$1.isCertain : $0.mention < $1.mention
      }
    }
  }

  // MARK: Sure ways

  private func addSame(_ unit: UnitRegistry.Reference, _ body: Int32, _ found: inout Found) {
    if unit.code >= 0 {
      for place in byCode.list[Int(byCode.start[Int(unit.code)])..<Int(byCode.start[Int(unit.code) + 1])] {
        found.add(Target(mention: place, way: .same, level: .hard, isCertain: true, isByName: false))
      }
    }
    for place in mentions(ofBody: body) {
      let mention = mentions[Int(place)]
      guard registry.areSame(unit, mention) else { continue }
      let isDoubtful = mayBeAnother(unit, mention)
      found.add(
        Target(
          mention: place, way: .same, level: .hard, isCertain: !isDoubtful,
          isByName: !isDoubtful && unit.code < 0 && mention.code < 0))
    }
  }

  /// One of the two bears a code and the other none, while units of several codes bear the name.
  private func mayBeAnother(_ first: UnitRegistry.Reference, _ second: UnitRegistry.Reference) -> Bool {
    first.unit == second.unit && (first.code < 0) != (second.code < 0) && severalCodes.contains(first.unit)
  }

  private func addHeld(_ other: UnitHoldings.Related, _ found: inout Found) {
    for place in mentions(ofBody: other.body) {
      let mention = mentions[Int(place)]
      let isDoubtful = severalCodes.contains(mention.unit)
      found.add(
        Target(
          mention: place, way: .held, level: other.level, isCertain: !isDoubtful,
          isByName: !isDoubtful && mention.code < 0))
    }
    for place in doubtful[other.body] ?? [] {
      found.add(Target(mention: place, way: .held, level: other.level, isCertain: false, isByName: false))
    }
  }

  // MARK: Ways that a person decides

  private func addDoubtfulStarts(_ unit: UnitRegistry.Reference, _ body: Int32, _ found: inout Found) {
    for place in doubtful[body] ?? [] {
      found.add(Target(mention: place, way: .same, level: .hard, isCertain: false, isByName: false))
    }
    guard unit.code < 0, unit.name >= 0 else { return }
    for other in registry.otherUnits(ofName: unit.name) { addWhole(registry.bodyOfUnit[Int(other)], .same, &found) }
  }

  /// A body and all that stands together with it, as doubtful.
  private func addWhole(
    _ body: Int32, _ way: Target.Way, _ found: inout Found,
    where isOpen: (UnitRegistry.Reference) -> Bool = { _ in true }
  ) {
    for place in mentions(ofBody: body) where isOpen(mentions[Int(place)]) {
      found.add(Target(mention: place, way: way, level: .hard, isCertain: false, isByName: false))
    }
    for other in holdings.related(to: body) {
      for place in mentions(ofBody: other.body) {
        found.add(
          Target(mention: place, way: max(way, .held), level: other.level, isCertain: false, isByName: false))
      }
    }
  }

  private func addNear(
    _ unit: UnitRegistry.Reference, _ body: Int32, _ related: [UnitHoldings.Related], _ found: inout Found
  ) {
    for name in namesToCompare(unit, body) {
      let code = name == unit.name ? unit.code : registry.code(ofName: name)
      for (other, _) in near.names(near: name) {
        let otherBody = registry.body(ofName: other)
        guard otherBody != body else { continue }
        guard registry.code(ofName: other) < 0 || code < 0 else { continue }
        addWhole(otherBody, .near, &found) { $0.code < 0 || code < 0 }
      }
    }
    for step in related {
      for name in registry.names(ofBody: step.body) {
        let code = registry.code(ofName: name)
        for (other, _) in near.names(near: name) {
          let otherBody = registry.body(ofName: other)
          guard otherBody != step.body, otherBody != body else { continue }
          for place in mentions(ofBody: otherBody) where mentions[Int(place)].code < 0 || code < 0 {
            found.add(Target(mention: place, way: .near, level: step.level, isCertain: false, isByName: false))
          }
        }
      }
    }
  }

  /// The unit's own name, and the other names of its body unless a code says that the name is another unit's.
  private func namesToCompare(_ unit: UnitRegistry.Reference, _ body: Int32) -> [Int32] {
    let names = registry.names(ofBody: body)
    guard unit.name >= 0, !names.contains(unit.name) else { return Array(names) }
    return [unit.name] + names
  }
}
