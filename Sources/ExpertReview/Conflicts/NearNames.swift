/// Names that are near one another and may be one unit written in two ways.
///
/// Compared are distinct keys only. One edit (optimal string alignment distance 1; Damerau 1964) is found through the
/// keys with one character left out: two names one edit apart share one of these, or one is the other's (Mor and
/// Fraenkel 1982). A leading part, a name without legal form and region, and a written-out short form are each found
/// through a table of what they would be. Hashes lead to pairs, the keys themselves decide. Complexity: the sum over
/// names of length², one sort, and the pairs found.
struct NearNames: Sendable {
  private let start: [Int32]
  private let other: [Int32]
  private let ground: [NameGrounds]

  /// - Parameter keys: distinct exact keys.
  init(keys: [String], policy: ConflictPolicy.NearNames) {
    let finder = NearNameFinder(keys: keys, policy: policy)
    var pairs = finder.pairs()
    pairs.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    var kept: [NearNameFinder.Pair] = []
    for pair in pairs {
      if let last = kept.last, last.first == pair.first, last.second == pair.second {
        kept[kept.count - 1].grounds.formUnion(pair.grounds)
      } else {
        kept.append(pair)
      }
    }
    let sides = kept.map(\.first) + kept.map(\.second)
    let (start, list) = rows(of: sides, count: keys.count)
    self.start = start
    other = list.map { Int($0) < kept.count ? kept[Int($0)].second : kept[Int($0) - kept.count].first }
    ground = list.map { kept[Int($0) % kept.count].grounds }
  }

  /// The names near one, each with why.
  func names(near name: Int32) -> [(name: Int32, grounds: NameGrounds)] {
    (start[Int(name)]..<start[Int(name) + 1]).map { (other[Int($0)], ground[Int($0)]) }
  }

  func grounds(_ first: Int32, _ second: Int32) -> NameGrounds? {
    names(near: first).first { $0.name == second }?.grounds
  }

  /// How much of two keys is the same, in percent: twice the longest common subsequence by the sum of the lengths,
  /// rounded half up to one place. Complexity: product of the lengths.
  static func score(_ first: String, _ second: String) -> ExactDecimal {
    let (a, b) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    guard !a.isEmpty || !b.isEmpty else { return ExactDecimal(100) }
    var row = [Int](repeating: 0, count: b.count + 1)
    for letter in a {
      var diagonal = 0
      for (place, other) in b.enumerated() {
        let above = row[place + 1]
        row[place + 1] = letter == other ? diagonal + 1 : max(above, row[place])
        diagonal = above
      }
    }
    return Fraction(Int128(200 * row[b.count]), Int128(a.count + b.count)).rounded(places: 1, .halfUp)
  }
}

/// Why two names are near, as a set.
struct NameGrounds: OptionSet, Sendable, Hashable {
  let rawValue: UInt8
  static let oneEdit = NameGrounds(rawValue: 1)
  static let legalForm = NameGrounds(rawValue: 2)
  static let region = NameGrounds(rawValue: 4)
  static let leadingPart = NameGrounds(rawValue: 8)
  static let abbreviation = NameGrounds(rawValue: 16)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ kinds: some Sequence<ConflictPolicy.NearNames.Kind>) {
    self = []
    for kind in kinds { formUnion(NameGrounds.bit(of: kind)) }
  }

  var kinds: [ConflictPolicy.NearNames.Kind] {
    ConflictPolicy.NearNames.Kind.allCases.filter { contains(NameGrounds.bit(of: $0)) }
  }

  private static func bit(of kind: ConflictPolicy.NearNames.Kind) -> NameGrounds {
    switch kind {
    case .oneEdit: .oneEdit
    case .legalForm: .legalForm
    case .region: .region
    case .leadingPart: .leadingPart
    case .abbreviation: .abbreviation
    }
  }
}

/// Finds the pairs of names that are near.
struct NearNameFinder: Sendable {
  struct Pair: Sendable {
    let first: Int32
    let second: Int32
    var grounds: NameGrounds

    init(_ one: Int, _ other: Int, _ grounds: NameGrounds) {
      first = Int32(min(one, other))
      second = Int32(max(one, other))
      self.grounds = grounds
    }
  }

  /// A hash and the name that it was made from.
  private struct Trace: Sendable {
    let hash: UInt64
    let name: Int32
  }

  private let keys: [String]
  /// Of each key, with traditional characters simplified that may stand for the same: two keys with equal letters are
  /// as near as two that are one edit apart.
  private let letters: [[UInt32]]
  private let parts: [UnitNameParts]
  private let allowed: NameGrounds
  private let least: Int

  init(keys: [String], policy: ConflictPolicy.NearNames) {
    self.keys = keys
    allowed = NameGrounds(policy.kinds)
    least = policy.leastLength
    letters = concurrentMap(keys, threads: processorCount) { key in
      key.unicodeScalars.map { TraditionalCharacters.perhapsSimplified($0.value) }
    }
    parts =
      allowed.isDisjoint(with: [.legalForm, .region])
      ? [] : concurrentMap(keys, threads: processorCount) { UnitNameParts(key: $0) }
  }

  func pairs() -> [Pair] {
    guard !allowed.isEmpty, keys.count > 1 else { return [] }
    var pairs: [Pair] = []
    if allowed.contains(.oneEdit) { addEdits(&pairs) }
    if allowed.contains(.leadingPart) { addLeadingParts(&pairs) }
    if allowed.isSuperset(of: [.leadingPart, .region]) { addBareLeadingParts(&pairs) }
    if !parts.isEmpty { addForms(&pairs) }
    if allowed.contains(.abbreviation) { addShortForms(&pairs) }
    return pairs
  }

  // MARK: One edit

  private func addEdits(_ pairs: inout [Pair]) {
    let traces = concurrentMap(Array(keys.indices), threads: processorCount) { name in
      letters[name].count < least
        ? [] : NearNameFinder.neighbourhood(letters[name]).map { Trace(hash: $0, name: Int32(name)) }
    }
    for run in NearNameFinder.runs(of: traces.flatMap(\.self)) {
      for (place, one) in run.enumerated() {
        for other in run[(place + 1)...] where one != other {
          let (a, b) = (letters[Int(one)], letters[Int(other)])
          guard min(a.count, b.count) >= least, a == b || NearNameFinder.isOneEditApart(a, b),
            !isOtherRegion(Int(one), Int(other))
          else { continue }
          pairs.append(Pair(Int(one), Int(other), .oneEdit))
        }
      }
    }
  }

  /// 湖南大学 and 湖北大学: two regions are no slip of the pen.
  private func isOtherRegion(_ one: Int, _ other: Int) -> Bool {
    let (a, b) =
      parts.isEmpty ? (UnitNameParts(key: keys[one]), UnitNameParts(key: keys[other])) : (parts[one], parts[other])
    return !a.region.isEmpty && !b.region.isEmpty && a.region != b.region && a.core == b.core && a.form == b.form
  }

  /// Hashes of a name and of the name with one letter left out at each place, each once, ascending.
  private static func neighbourhood(_ letters: [UInt32]) -> [UInt64] {
    var hashes: Set<UInt64> = [hash(letters[...])]
    for left in letters.indices { hashes.insert(hash(letters[..<left], letters[(left + 1)...])) }
    return Array(hashes)
  }

  private static func hash(_ first: ArraySlice<UInt32>, _ second: ArraySlice<UInt32> = []) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for letter in first { hash = (hash ^ UInt64(letter)) &* 1_099_511_628_211 }
    for letter in second { hash = (hash ^ UInt64(letter)) &* 1_099_511_628_211 }
    return hash
  }

  /// The names that share a hash, where there are two or more.
  private static func runs(of traces: [Trace]) -> [[Int32]] {
    let sorted = traces.sorted { ($0.hash, $0.name) < ($1.hash, $1.name) }
    var runs: [[Int32]] = []
    var first = 0
    for place in sorted.indices.dropFirst() where sorted[place].hash != sorted[first].hash {
      if place - first > 1 { runs.append(sorted[first..<place].map(\.name)) }
      first = place
    }
    if sorted.count - first > 1 { runs.append(sorted[first...].map(\.name)) }
    return runs
  }

  /// Whether two names differ by one insertion, deletion, substitution or swap of neighbours. Equal ones do not.
  static func isOneEditApart(_ first: [UInt32], _ second: [UInt32]) -> Bool {
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    guard long.count - short.count <= 1 else { return false }
    var head = 0
    while head < short.count, short[head] == long[head] { head += 1 }
    var tail = 0
    while tail < short.count - head, short[short.count - 1 - tail] == long[long.count - 1 - tail] { tail += 1 }
    let left = short.count - head - tail
    if long.count != short.count { return left == 0 }
    if left == 1 { return true }
    return left == 2 && short[head] == long[head + 1] && short[head + 1] == long[head]
  }

  // MARK: Leading part, legal form and region, short forms

  private func addLeadingParts(_ pairs: inout [Pair]) {
    var whole: [UInt64: [Int32]] = [:]
    whole.reserveCapacity(keys.count)
    for name in keys.indices where letters[name].count >= least {
      whole[NearNameFinder.hash(letters[name][...]), default: []].append(Int32(name))
    }
    for name in keys.indices where letters[name].count > least {
      var hash: UInt64 = 14_695_981_039_346_656_037
      for (place, letter) in letters[name].dropLast().enumerated() {
        hash = (hash ^ UInt64(letter)) &* 1_099_511_628_211
        guard place + 1 >= least, let found = whole[hash] else { continue }
        for short in found where letters[Int(short)].elementsEqual(letters[name][...place]) {
          pairs.append(Pair(Int(short), name, .leadingPart))
        }
      }
    }
  }

  /// 星衡智造 and 湖南星衡智造科技有限公司: the short name leaves out the region that the whole one begins with.
  private func addBareLeadingParts(_ pairs: inout [Pair]) {
    let bare = keys.indices.map { letters[$0].dropFirst(parts[$0].region.unicodeScalars.count) }
    var whole: [UInt64: [Int32]] = [:]
    for name in keys.indices where bare[name].count >= least {
      whole[NearNameFinder.hash(bare[name]), default: []].append(Int32(name))
    }
    for name in keys.indices where bare[name].count > least {
      var hash: UInt64 = 14_695_981_039_346_656_037
      for (place, letter) in bare[name].dropLast().enumerated() {
        hash = (hash ^ UInt64(letter)) &* 1_099_511_628_211
        guard place + 1 >= least, let found = whole[hash] else { continue }
        for short in found
        where parts[Int(short)].region.isEmpty != parts[name].region.isEmpty
          && bare[Int(short)].elementsEqual(bare[name].prefix(place + 1))
        {
          pairs.append(Pair(Int(short), name, [.leadingPart, .region]))
        }
      }
    }
  }

  private func addForms(_ pairs: inout [Pair]) {
    var byCore: [String: [Int]] = [:]
    for name in keys.indices {
      let part = parts[name]
      // A name that is nothing but region and form, or a short one without a legal form, tells too little.
      guard part.core.unicodeScalars.count >= 2 else { continue }
      byCore[part.core, default: []].append(name)
    }
    for names in byCore.values where names.count > 1 {
      for (place, one) in names.enumerated() {
        for other in names[(place + 1)...] {
          guard let grounds = formGrounds(parts[one], parts[other]), grounds.isSubset(of: allowed) else { continue }
          pairs.append(Pair(one, other, grounds))
        }
      }
    }
  }

  private func formGrounds(_ one: UnitNameParts, _ other: UnitNameParts) -> NameGrounds? {
    var grounds: NameGrounds = []
    if one.form != other.form { grounds.insert(.legalForm) }
    if one.region != other.region { grounds.insert(.region) }
    let isCompany = !one.form.isEmpty || !other.form.isEmpty
    if !isCompany {
      // Of bodies that are no companies the region is what tells them apart, unless one leaves it out.
      guard one.region.isEmpty || other.region.isEmpty, one.core.unicodeScalars.count >= least else { return nil }
    }
    return grounds.isEmpty ? nil : grounds
  }

  private func addShortForms(_ pairs: inout [Pair]) {
    let written = concurrentMap(keys, threads: processorCount) { UnitNameParts.writtenOut($0) }
    var byFull: [String: [Int]] = [:]
    for (name, full) in written.enumerated() where full != nil { byFull[full ?? "", default: []].append(name) }
    guard !byFull.isEmpty else { return }
    for (name, key) in keys.enumerated() {
      guard let found = byFull[key] else { continue }
      for short in found where short != name { pairs.append(Pair(short, name, .abbreviation)) }
    }
    for names in byFull.values where names.count > 1 {
      for (place, one) in names.enumerated() {
        for other in names[(place + 1)...] { pairs.append(Pair(one, other, .abbreviation)) }
      }
    }
  }
}
