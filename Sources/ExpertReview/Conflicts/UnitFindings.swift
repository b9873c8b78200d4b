/// Something in the units file that cannot be as it stands, or that a person should look at.
///
/// Findings stop nothing: where the file contradicts itself the search leaves the match to a person.
public enum UnitFinding: Sendable, Hashable {
  /// Units that hold one another in a circle, each held by the next and the last by the first.
  case parentCircle([String])
  /// A name that is given as another name of two units or more.
  case aliasOfSeveral(String, units: [String])
  /// Names that are given as other names of one another in a circle.
  case aliasCircle([String])
  /// One name with two codes or more.
  case severalCodes(String, codes: [String])
  /// One code with names that are neither alike nor given as names of one another.
  case codeOfSeveral(String, units: [String])
  /// Another name of a unit that has a code of its own, unlike the unit's.
  case aliasWithOtherCode(String, of: String, codes: [String])
  case ownParent(String)
  /// Shares of one unit that sum to more than the whole.
  case sharesAbove100(String, sum: ExactDecimal, parents: [String])
  /// The same two units with two shares.
  case severalShares(String, parent: String, shares: [String])
  /// Another name of a unit, with a parent that the unit does not have.
  case aliasWithOtherParent(String, of: String, parent: String)

  /// The names that it is about.
  public var names: [String] {
    switch self {
    case .parentCircle(let names), .aliasCircle(let names): names
    case .aliasOfSeveral(let name, let units): [name] + units
    case .severalCodes(let name, _), .ownParent(let name): [name]
    case .codeOfSeveral(_, let units): units
    case .aliasWithOtherCode(let name, let unit, _): [name, unit]
    case .sharesAbove100(let name, _, let parents): [name] + parents
    case .severalShares(let name, let parent, _): [name, parent]
    case .aliasWithOtherParent(let name, let unit, let parent): [name, unit, parent]
    }
  }
}

/// Everything that is wrong with a units file, in a fixed order, whatever the order of its rows. Complexity: linear in
/// the rows, with sorting.
public func unitFindings(in units: [UnitEntry]) -> [UnitFinding] {
  guard !units.isEmpty else { return [] }
  return UnitFile(units).findings()
}

private struct UnitFile {
  private var spelling: [String: String] = [:]
  private var codes: [String: Set<String>] = [:]
  private var mains: [String: Set<String>] = [:]
  private var shares: [String: [String: Set<ExactDecimal?>]] = [:]

  init(_ units: [UnitEntry]) {
    for entry in units.sorted(by: { ($0.name, $0.parent, $0.aliasOf) < ($1.name, $1.parent, $1.aliasOf) }) {
      let name = key(entry.name)
      let code = UnitNames.code(entry.code)
      if !code.isEmpty { codes[name, default: []].insert(code) }
      if !entry.aliasOf.isEmpty, key(entry.aliasOf) != name { mains[name, default: []].insert(key(entry.aliasOf)) }
      if !entry.parent.isEmpty { shares[name, default: [:]][key(entry.parent), default: []].insert(entry.share) }
    }
  }

  private mutating func key(_ name: String) -> String {
    let key = UnitNames.exactKey(name)
    if spelling[key] == nil { spelling[key] = name }
    return key
  }

  private func spelled(_ key: String) -> String { spelling[key] ?? key }

  func findings() -> [UnitFinding] {
    aliases() + unlikeCodes() + parents()
  }

  // MARK: Other names and codes

  private func aliases() -> [UnitFinding] {
    var findings: [UnitFinding] = []
    for (name, units) in mains.sorted(by: { $0.key < $1.key }) where units.count > 1 {
      findings.append(.aliasOfSeveral(spelled(name), units: units.sorted().map(spelled)))
    }
    findings += circles(mains.mapValues { Array($0) }).map { .aliasCircle($0.map(spelled)) }
    for (name, all) in codes.sorted(by: { $0.key < $1.key }) where all.count > 1 {
      findings.append(.severalCodes(spelled(name), codes: all.sorted()))
    }
    for (name, units) in mains.sorted(by: { $0.key < $1.key }) {
      for unit in units.sorted() {
        if let own = codes[name], let other = codes[unit], own.isDisjoint(with: other) {
          findings.append(
            .aliasWithOtherCode(spelled(name), of: spelled(unit), codes: own.union(other).sorted()))
        }
        for parent in (shares[name] ?? [:]).keys.sorted() where shares[unit]?[parent] == nil && parent != unit {
          guard shares[unit] != nil else { continue }
          findings.append(.aliasWithOtherParent(spelled(name), of: spelled(unit), parent: spelled(parent)))
        }
      }
    }
    return findings
  }

  private func unlikeCodes() -> [UnitFinding] {
    var names: [String: [String]] = [:]
    for (name, all) in codes { for code in all { names[code, default: []].append(name) } }
    return names.sorted { $0.key < $1.key }.compactMap { code, names in
      let names = names.sorted()
      guard names.count > 1, let first = names.first else { return nil }
      let stranger = names.dropFirst().contains { !isAlike($0, first) }
      return stranger ? .codeOfSeveral(code, units: names.map(spelled)) : nil
    }
  }

  /// Given as names of one unit, or near one another.
  private func isAlike(_ one: String, _ other: String) -> Bool {
    if !family(of: one).isDisjoint(with: family(of: other)) { return true }
    let near = NearNames(
      keys: [one, other].sorted(),
      policy: .init(kinds: ConflictPolicy.NearNames.Kind.allCases, leastLength: 4, source: .house(reason: "")))
    return near.grounds(0, 1) != nil || UnitNameParts.headOffice(of: one) == other
      || UnitNameParts.headOffice(of: other) == one
  }

  /// A name with all that it is another name of, in any number of steps.
  private func family(of name: String) -> Set<String> {
    var family: Set<String> = [name]
    var open = [name]
    while let next = open.popLast() {
      for main in mains[next] ?? [] where family.insert(main).inserted { open.append(main) }
    }
    return family
  }

  // MARK: Holdings

  private func parents() -> [UnitFinding] {
    var findings: [UnitFinding] = []
    let whole = ExactDecimal(100)
    for (name, parents) in shares.sorted(by: { $0.key < $1.key }) {
      if parents[name] != nil { findings.append(.ownParent(spelled(name))) }
      for (parent, given) in parents.sorted(by: { $0.key < $1.key }) where given.count > 1 {
        let words = given.map { $0?.description ?? "" }.sorted()
        findings.append(.severalShares(spelled(name), parent: spelled(parent), shares: words))
      }
      let held = parents.filter { $0.key != name }.compactMapValues { $0.compactMap(\.self).max() }
      let sum = held.values.reduce(Fraction.zero) { $0 + $1.fraction }
      if sum > whole.fraction {
        findings.append(
          .sharesAbove100(spelled(name), sum: sum.rounded(places: 9, .down), parents: held.keys.sorted().map(spelled)))
      }
    }
    let others = shares.reduce(into: [:]) { links, row in links[row.key] = row.value.keys.filter { $0 != row.key } }
    return findings + circles(others).map { .parentCircle($0.map(spelled)) }
  }

  /// One circle for each set of names that lead to one another (strongly connected components; Tarjan 1972), the
  /// shortest through its first name in alphabetical order.
  private func circles(_ links: [String: [String]]) -> [[String]] {
    let names = links.keys.sorted()
    return StrongComponents(names: names, links: links).components.filter { $0.count > 1 }.map { component in
      circle(through: component.min() ?? "", within: Set(component), links)
    }.sorted { ($0.first ?? "") < ($1.first ?? "") }
  }

  private func circle(through start: String, within: Set<String>, _ links: [String: [String]]) -> [String] {
    var cameFrom: [String: String] = [:]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let here = queue[next]
      next += 1
      for there in (links[here] ?? []).sorted() where within.contains(there) {
        if there == start {
          var way = [here]
          while let before = cameFrom[way[way.count - 1]] { way.append(before) }
          return way.reversed()
        }
        if cameFrom[there] == nil {
          cameFrom[there] = here
          queue.append(there)
        }
      }
    }
    return [start]
  }
}

/// Sets of names each of which leads to every other of its set (Tarjan 1972), without recursion.
private struct StrongComponents {
  private(set) var components: [[String]] = []

  private struct Mark {
    let index: Int
    var low: Int
    var isOpen = true
  }

  init(names: [String], links: [String: [String]]) {
    var marks: [String: Mark] = [:]
    var open: [String] = []
    for root in names where marks[root] == nil {
      var work: [(name: String, next: Int)] = [(root, 0)]
      marks[root] = Mark(index: 0, low: 0)
      marks[root] = Mark(index: marks.count - 1, low: marks.count - 1)
      open.append(root)
      while let (name, next) = work.last {
        let targets = links[name] ?? []
        if next < targets.count {
          work[work.count - 1].next += 1
          let target = targets[next]
          if let known = marks[target] {
            if known.isOpen, let own = marks[name] { marks[name]?.low = min(own.low, known.index) }
          } else {
            marks[target] = Mark(index: marks.count, low: marks.count)
            open.append(target)
            work.append((target, 0))
          }
          continue
        }
        work.removeLast()
        guard let done = marks[name] else { continue }
        if let parent = work.last?.name, let own = marks[parent] { marks[parent]?.low = min(own.low, done.low) }
        if done.low == done.index { close(name, &open, &marks) }
      }
    }
  }

  private mutating func close(_ root: String, _ open: inout [String], _ marks: inout [String: Mark]) {
    var component: [String] = []
    while let name = open.popLast() {
      marks[name]?.isOpen = false
      component.append(name)
      if name == root { break }
    }
    components.append(component)
  }
}
