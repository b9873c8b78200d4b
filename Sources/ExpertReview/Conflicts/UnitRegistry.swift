/// Which names and codes stand for one unit, by the units file and by what a name itself says.
///
/// Every distinct name and code gets a dense number, in the order of the keys, so that nothing depends on the order of
/// files. A **unit** is what one credit code, or names that the file makes one another's, stand for. A **body** is a
/// unit with its branches: one legal person (《公司法》第十三条). Where the file contradicts itself – another name of two
/// units, a name with two codes, names of different codes made one – nothing is joined: such a name may be either, and
/// a person decides. Complexity: linear in names, codes and entries, with one sort of the names.
struct UnitRegistry: Sendable {
  /// A unit as some file names it.
  struct Reference: Sendable, Hashable {
    /// Number of the name; −1 where the file gives none.
    let name: Int32
    /// Number of the code that was given, or that the units file knows; −1 where there is none.
    let code: Int32
    let unit: Int32
    static let none = Reference(name: -1, code: -1, unit: -1)
  }

  /// A link of the units file between a name and what else stands for the same unit.
  struct Link: Sendable {
    enum Kind: Int, Sendable { case alias, code, branch }
    let from: Int32
    /// A name; for `code`, a code.
    let to: Int32
    let kind: Kind
    /// False where the file contradicts itself about it.
    let isCertain: Bool
  }

  /// Keys of the names, ascending.
  let keys: [String]
  /// Each name as it is first written, in alphabetical order.
  let spellings: [String]
  let codes: [String]
  private(set) var links: [Link] = []
  /// The body of each unit.
  private(set) var bodyOfUnit: [Int32] = []
  /// The code that the units file gives a unit; −1 where it gives none.
  private(set) var codeOfUnit: [Int32] = []
  private(set) var bodyCount = 0

  private let nameOfKey: [String: Int32]
  private let nameOfSpelling: [String: Int32]
  private let codeOfText: [String: Int32]
  private var unitOfName: [Int32] = []
  private var unitOfCode: [Int32] = []
  private var isFiled: [Bool] = []
  /// Other units that a name may stand for.
  private var otherUnits: [Int32: [Int32]] = [:]
  private var nameStart: [Int32] = []
  private var nameList: [Int32] = []

  /// - Parameters:
  ///   - names: names beside those of the units file.
  ///   - codes: codes beside those of the units file.
  init(
    units: [UnitEntry], names: some Sequence<String> = EmptyCollection(),
    codes: some Sequence<String> = EmptyCollection()
  ) {
    var spelled = Set(names)
    var written = Set(codes)
    for entry in units {
      for name in [entry.name, entry.aliasOf, entry.parent] { spelled.insert(name) }
      written.insert(entry.code)
    }
    spelled.remove("")
    let all = spelled.sorted()
    let keyOfSpelling = concurrentMap(all, threads: processorCount) { UnitNames.exactKey($0) }
    var spellingOfKey: [String: String] = [:]
    spellingOfKey.reserveCapacity(all.count)
    for (spelling, key) in zip(all, keyOfSpelling) where spellingOfKey[key] == nil { spellingOfKey[key] = spelling }
    // Head offices that no file names still join their branches.
    var heads: [(branch: String, head: String)] = []
    var open = concurrentMap(Array(spellingOfKey.keys), threads: processorCount) { key in
      UnitNameParts.headOffice(of: key).map { (branch: key, head: $0) }
    }.compactMap(\.self)
    while !open.isEmpty {
      heads += open
      open = open.compactMap { link in
        guard spellingOfKey[link.head] == nil else { return nil }
        spellingOfKey[link.head] = link.head
        return UnitNameParts.headOffice(of: link.head).map { (branch: link.head, head: $0) }
      }
    }
    keys = spellingOfKey.keys.sorted()
    spellings = keys.map { spellingOfKey[$0] ?? $0 }
    nameOfKey = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, Int32($0)) })
    nameOfSpelling = Dictionary(
      uniqueKeysWithValues: zip(all, keyOfSpelling).map { [nameOfKey] in ($0, nameOfKey[$1] ?? -1) })
    self.codes = Set(written.map { UnitNames.code($0) }).subtracting([""]).sorted()
    codeOfText = Dictionary(uniqueKeysWithValues: self.codes.enumerated().map { ($1, Int32($0)) })
    join(units: units, heads: heads)
  }

  // MARK: Looking up

  /// The number of a name; −1 where it is empty or nobody named it.
  func name(_ text: String) -> Int32 {
    if let known = nameOfSpelling[text] { return known }
    return text.isEmpty ? -1 : nameOfKey[UnitNames.exactKey(text)] ?? -1
  }

  /// The unit that a file names by name, code or both.
  func reference(_ text: String, code given: String) -> Reference {
    let name = name(text)
    let code = given.isEmpty ? -1 : codeOfText[UnitNames.code(given)] ?? -1
    guard code >= 0 else {
      guard name >= 0 else { return .none }
      let unit = unitOfName[Int(name)]
      return Reference(name: name, code: codeOfUnit[Int(unit)], unit: unit)
    }
    // The units file knows the code, or the name under another code: then the code says which unit it is.
    if name < 0 || isFiled[Int(code)] || codeOfUnit[Int(unitOfName[Int(name)])] >= 0 {
      return Reference(name: name, code: code, unit: unitOfCode[Int(code)])
    }
    return Reference(name: name, code: code, unit: unitOfName[Int(name)])
  }

  func unit(ofName name: Int32) -> Int32 { unitOfName[Int(name)] }
  func unit(ofCode code: Int32) -> Int32 { unitOfCode[Int(code)] }
  func body(of reference: Reference) -> Int32 { reference.unit < 0 ? -1 : bodyOfUnit[Int(reference.unit)] }
  func body(ofName name: Int32) -> Int32 { bodyOfUnit[Int(unitOfName[Int(name)])] }
  func code(ofName name: Int32) -> Int32 { codeOfUnit[Int(unitOfName[Int(name)])] }

  /// Units that a name without a code may stand for as well, because the units file contradicts itself.
  func otherUnits(ofName name: Int32) -> [Int32] { otherUnits[name] ?? [] }

  /// The names of a body, ascending.
  func names(ofBody body: Int32) -> ArraySlice<Int32> {
    nameList[Int(nameStart[Int(body)])..<Int(nameStart[Int(body) + 1])]
  }

  /// Whether two references surely stand for one legal person: codes settle it where both are known, a branch and its
  /// head office are one whatever their codes, and else the units must be the same.
  func areSame(_ first: Reference, _ second: Reference) -> Bool {
    guard first.unit >= 0, second.unit >= 0 else { return false }
    if first.code >= 0, second.code >= 0 {
      if first.code == second.code { return true }
      return first.unit != second.unit && body(of: first) == body(of: second)
    }
    return body(of: first) == body(of: second)
  }

  /// What tells an expert's unit from others; nil where the file gave neither name nor code. Works for names that the
  /// registry was not made with.
  func unit(of expert: Expert) -> String? {
    guard !expert.employer.isEmpty || !expert.employerCode.isEmpty else { return nil }
    let known = reference(expert.employer, code: expert.employerCode)
    let code = UnitNames.code(expert.employerCode)
    if !code.isEmpty, known.code < 0 { return "code " + code }
    if known.unit >= 0 { return "body \(body(of: known))" }
    var key = UnitNames.exactKey(expert.employer)
    while let head = UnitNameParts.headOffice(of: key) {
      key = head
      if let name = nameOfKey[head] { return "body \(body(ofName: name))" }
    }
    return "name " + key
  }

  // MARK: Joining

  private mutating func join(units: [UnitEntry], heads: [(branch: String, head: String)]) {
    let count = keys.count
    var groups = DisjointSets(count: count + codes.count)
    isFiled = [Bool](repeating: false, count: codes.count)
    // Codes: a name with one code is what the code says, a name with two may be either.
    var codesOfName: [Int32: Set<Int32>] = [:]
    var targets: [Int32: Set<Int32>] = [:]
    for entry in units {
      let name = name(entry.name)
      guard name >= 0 else { continue }
      if let code = codeOfText[UnitNames.code(entry.code)] {
        codesOfName[name, default: []].insert(code)
        isFiled[Int(code)] = true
      }
      let main = self.name(entry.aliasOf)
      if main >= 0, main != name { targets[name, default: []].insert(main) }
    }
    for (name, codes) in codesOfName {
      let isCertain = codes.count == 1
      for code in codes {
        links.append(Link(from: name, to: code, kind: .code, isCertain: isCertain))
        if isCertain { groups.unite(Int(name), count + Int(code)) }
      }
    }
    joinAliases(targets, codesOfName: codesOfName, &groups)
    number(groups, heads: heads)
    for (name, codes) in codesOfName where codes.count > 1 {
      for code in codes { otherUnits[name, default: []].append(unitOfCode[Int(code)]) }
    }
    for name in otherUnits.keys { otherUnits[name]?.sort() }
    links.sort { ($0.from, $0.to, $0.kind.rawValue) < ($1.from, $1.to, $1.kind.rawValue) }
  }

  /// Other names: one of a single unit is that unit, unless that would make two codes one.
  private mutating func joinAliases(
    _ targets: [Int32: Set<Int32>], codesOfName: [Int32: Set<Int32>], _ groups: inout DisjointSets
  ) {
    let count = keys.count
    var trial = groups
    for (alias, mains) in targets where mains.count == 1 { for main in mains { trial.unite(Int(alias), Int(main)) } }
    var codesOfGroup: [Int: Set<Int32>] = [:]
    for code in codes.indices {
      codesOfGroup[trial.root(of: count + code), default: []].insert(Int32(code))
    }
    func isSound(_ name: Int32) -> Bool { (codesOfGroup[trial.root(of: Int(name))] ?? []).count <= 1 }
    for (alias, mains) in targets {
      let isOne = Set(mains.map { trial.root(of: Int($0)) }).count == 1
      let isCertain = isOne && isSound(alias) && mains.allSatisfy(isSound)
      for main in mains {
        links.append(Link(from: alias, to: main, kind: .alias, isCertain: isCertain))
        if isCertain { groups.unite(Int(alias), Int(main)) } else { doubtful.append((alias, main)) }
      }
    }
  }

  /// Pairs of an alias and a name that it may stand for; emptied once units are numbered.
  private var doubtful: [(alias: Int32, main: Int32)] = []

  private mutating func number(_ groups: DisjointSets, heads: [(branch: String, head: String)]) {
    var groups = groups
    let count = keys.count
    var numbers: [Int: Int32] = [:]
    func number(_ node: Int) -> Int32 {
      let root = groups.root(of: node)
      if let known = numbers[root] { return known }
      numbers[root] = Int32(numbers.count)
      return Int32(numbers.count - 1)
    }
    unitOfName = (0..<count).map { number($0) }
    unitOfCode = codes.indices.map { number(count + $0) }
    codeOfUnit = [Int32](repeating: -1, count: numbers.count)
    for code in codes.indices where isFiled[code] {
      // A code that no name surely bears is a unit of its own.
      codeOfUnit[Int(unitOfCode[code])] = Int32(code)
    }
    var bodies = DisjointSets(count: numbers.count)
    for (branch, head) in heads {
      guard let branch = nameOfKey[branch], let head = nameOfKey[head] else { continue }
      links.append(Link(from: branch, to: head, kind: .branch, isCertain: true))
      bodies.unite(Int(unitOfName[Int(branch)]), Int(unitOfName[Int(head)]))
    }
    var bodyNumbers: [Int: Int32] = [:]
    bodyOfUnit = (0..<numbers.count).map { unit in
      let root = bodies.root(of: unit)
      if let known = bodyNumbers[root] { return known }
      bodyNumbers[root] = Int32(bodyNumbers.count)
      return Int32(bodyNumbers.count - 1)
    }
    bodyCount = bodyNumbers.count
    for (alias, main) in doubtful {
      otherUnits[alias, default: []].append(unitOfName[Int(main)])
    }
    doubtful = []
    (nameStart, nameList) = rows(of: (0..<count).map { body(ofName: Int32($0)) }, count: bodyCount)
  }
}

/// Sets that are united two by two (Tarjan 1975), by size and with path halving.
struct DisjointSets: Sendable {
  private var parent: [Int32]
  private var size: [Int32]

  init(count: Int) {
    parent = (0..<Int32(count)).map(\.self)
    size = [Int32](repeating: 1, count: count)
  }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parent[element] != Int32(element) {
      parent[element] = parent[Int(parent[element])]
      element = Int(parent[element])
    }
    return element
  }

  mutating func unite(_ first: Int, _ second: Int) {
    var (large, small) = (root(of: first), root(of: second))
    guard large != small else { return }
    if size[large] < size[small] { swap(&large, &small) }
    parent[small] = Int32(large)
    size[large] += size[small]
  }
}

/// The positions of each number 0..<count in a list, one row after another: row *n* is `list[start[n]..<start[n + 1]]`,
/// ascending. Numbers below zero are left out. Complexity: linear.
func rows(of numbers: [Int32], count: Int) -> (start: [Int32], list: [Int32]) {
  var start = [Int32](repeating: 0, count: count + 1)
  for number in numbers where number >= 0 { start[Int(number) + 1] += 1 }
  for row in 0..<count { start[row + 1] += start[row] }
  var next = start
  var list = [Int32](repeating: 0, count: Int(start[count]))
  for (position, number) in numbers.enumerated() where number >= 0 {
    list[Int(next[Int(number)])] = Int32(position)
    next[Int(number)] += 1
  }
  return (start, list)
}
