/// Every conflict of a round, found or declared.
///
/// Conflicts of single pairs are kept as numbers in rows by candidate and by expert; reasons that bar an expert from a
/// whole group, a whole region or everybody are kept once. Both become `Conflict` values only when somebody asks.
public struct ConflictSearch: Sendable {
  let world: ConflictWorld
  /// Sorted by candidate, expert, kind, role and party.
  let entries: [ConflictEntry]
  /// Row *c* of the entries is `rowStart[c] ..< rowStart[c + 1]`.
  private let rowStart: [Int32]
  /// The places of each expert's entries, one expert after another.
  private let byExpert: (start: [Int32], list: [Int32])
  let scopes: ConflictScopes
  /// Sorted by expert, then as `BroadBar`s are.
  private let broad: [BroadConflict]
  private let broadStart: [Int32]
  private let settled: SettledConflicts
  private let settledPairs: Set<PanelInput.Pair>
  /// What is wrong with the units file that was searched by.
  public let findings: [UnitFinding]

  init(
    world: ConflictWorld, entries: [ConflictEntry], broad: [BroadConflict], scopes: ConflictScopes,
    settlements: [ConflictSettlement], findings: [UnitFinding]
  ) {
    self.world = world
    self.entries = entries
    rowStart = rows(of: entries.map(\.candidate), count: world.candidates.count).start
    byExpert = rows(of: entries.map(\.expert), count: world.experts.count)
    self.broad = broad
    broadStart = rows(of: broad.map(\.expert), count: world.experts.count).start
    self.scopes = scopes
    settled = SettledConflicts(settlements)
    settledPairs = Set(settlements.map { PanelInput.Pair($0.candidate, $0.expert) })
    self.findings = findings
  }

  // MARK: Asking

  /// Every conflict, broad reasons written out pair by pair; sorted by candidate, expert, kind, role and party. For
  /// large rounds ask for `direct` and `broadBars` instead. Complexity: linear in the conflicts.
  public var conflicts: [Conflict] { world.candidates.indices.flatMap { conflicts(ofNumber: Int32($0)) } }

  /// The conflicts of single pairs, without what bars an expert from a whole group or from everybody.
  public var direct: [Conflict] { entries.map { world.conflict($0) } }

  /// What a list shows: every conflict but those that a broad reason makes a light one of. Sorted as `conflicts`.
  /// Complexity: linear in the conflicts, and candidates times broad reasons.
  public var listed: [Conflict] {
    let grave = broad.filter { $0.level == .hard || !$0.isCertain }
    return world.candidates.indices.flatMap { conflicts(ofNumber: Int32($0), broad: grave) }
  }

  /// The matches that wait for a person, sorted as `conflicts`.
  public var undecided: [Conflict] {
    let doubtful = broad.filter { !$0.isCertain }
    let own = entries.filter { $0.status == .undecided }.map { world.conflict($0) }
    guard !doubtful.isEmpty else { return own }
    let others = doubtful.flatMap { reason in
      scopes.members(of: reason.scope).compactMap { conflict(reason, with: $0) }.filter { $0.status == .undecided }
    }
    return ordered(own + others)
  }

  /// Those of one pair. Complexity: logarithmic in the candidate's conflicts, linear in the expert's broad ones.
  public func between(_ candidate: CandidateID, _ expert: ExpertID) -> [Conflict] {
    guard let candidate = place(of: candidate, in: world.candidates), let expert = place(of: expert, in: world.experts)
    else { return [] }
    let own = entries[entryRange(candidate, expert)].map { world.conflict($0) }
    return ordered(own + broadOnes(candidate, expert))
  }

  /// Those of one candidate, sorted by expert.
  public func conflicts(of candidate: CandidateID) -> [Conflict] {
    place(of: candidate, in: world.candidates).map { conflicts(ofNumber: $0) } ?? []
  }

  /// Those of one expert, sorted by candidate.
  public func conflicts(of expert: ExpertID) -> [Conflict] {
    guard let expert = place(of: expert, in: world.experts) else { return [] }
    var found = byExpert.list[Int(byExpert.start[Int(expert)])..<Int(byExpert.start[Int(expert) + 1])].map {
      world.conflict(entries[Int($0)])
    }
    for reason in reasons(of: expert) {
      for candidate in scopes.members(of: reason.scope) {
        if let conflict = conflict(reason, with: candidate) { found.append(conflict) }
      }
    }
    return ordered(found)
  }

  private func conflicts(ofNumber candidate: Int32, broad reasons: [BroadConflict]? = nil) -> [Conflict] {
    var found = entries[Int(rowStart[Int(candidate)])..<Int(rowStart[Int(candidate) + 1])].map { world.conflict($0) }
    for reason in reasons ?? broad where scopes.holds(candidate, in: reason.scope) {
      if let conflict = conflict(reason, with: candidate) { found.append(conflict) }
    }
    return ordered(found)
  }

  private func ordered(_ conflicts: [Conflict]) -> [Conflict] {
    conflicts.sorted {
      ($0.candidate, $0.expert, $0.kind, $0.role, $0.party) < ($1.candidate, $1.expert, $1.kind, $1.role, $1.party)
    }
  }

  // MARK: Barring

  /// Whether the pair may not be assigned: a hard conflict stands, or one is undecided. Complexity: as `between`,
  /// without writing anything out.
  public func bars(_ candidate: CandidateID, _ expert: ExpertID) -> Bool { standing(candidate, expert) == .barred }

  /// What conflicts make of a pair.
  public enum PairStanding: UInt8, Sendable, Comparable {
    case free
    /// Used only where a panel could not be filled otherwise.
    case soft
    case barred
    public static func < (left: PairStanding, right: PairStanding) -> Bool { left.rawValue < right.rawValue }
  }

  /// What conflicts make of a pair; `free` for those whom the search does not know.
  public func standing(_ candidate: CandidateID, _ expert: ExpertID) -> PairStanding {
    guard let candidate = place(of: candidate, in: world.candidates), let expert = place(of: expert, in: world.experts)
    else { return .free }
    let own = entries[entryRange(candidate, expert)].map(\.standing).max() ?? .free
    return max(own, reasons(of: expert).map { standing($0, with: candidate) }.max() ?? .free)
  }

  /// What conflicts make of a candidate beside each expert, in the order of `expertOrder`. Complexity: linear in
  /// experts and in the candidate's conflicts.
  func standings(of candidate: CandidateID) -> [PairStanding] {
    var row = [PairStanding](repeating: .free, count: world.experts.count)
    guard let number = place(of: candidate, in: world.candidates) else { return row }
    for entry in entries[Int(rowStart[Int(number)])..<Int(rowStart[Int(number) + 1])] {
      row[Int(entry.expert)] = max(row[Int(entry.expert)], entry.standing)
    }
    for reason in broad { row[Int(reason.expert)] = max(row[Int(reason.expert)], standing(reason, with: number)) }
    return row
  }

  /// The experts of the search, by id.
  var expertOrder: [ExpertID] { world.experts }

  private func standing(_ reason: BroadConflict, with candidate: Int32) -> PairStanding {
    guard scopes.holds(candidate, in: reason.scope), strikes(reason, candidate) else { return .free }
    if !settledPairs.isEmpty, isSettled(candidate, reason.expert) {
      guard let conflict = conflict(reason, with: candidate) else { return .free }
      return conflict.bars ? .barred : conflict.status == .standing ? .soft : .free
    }
    return !reason.isCertain || reason.level == .hard ? .barred : .soft
  }

  private func strikes(_ reason: BroadConflict, _ candidate: Int32) -> Bool {
    if case .group(let causes) = reason.ground { return causes.contains { entries[Int($0)].candidate != candidate } }
    return true
  }

  private func isSettled(_ candidate: Int32, _ expert: Int32) -> Bool {
    settledPairs.contains(PanelInput.Pair(world.candidates[Int(candidate)], world.experts[Int(expert)]))
  }

  // MARK: Counting

  /// How many conflicts there are of each kind, broad ones counted for every candidate that they strike.
  public struct Tally: Sendable, Hashable {
    public var hard = 0
    public var soft = 0
    public var undecided = 0
    public var dismissed = 0
    public var waived = 0

    mutating func count(_ status: Conflict.Status, _ level: ConflictPolicy.Level, times: Int = 1) {
      switch status {
      case .standing: if level == .hard { hard += times } else { soft += times }
      case .undecided: undecided += times
      case .dismissed: dismissed += times
      case .waived: waived += times
      }
    }
  }

  /// Counted without writing them out. Complexity: linear in entries, broad reasons and settlements.
  public var tally: Tally {
    var tally = Tally()
    for entry in entries { tally.count(entry.status, entry.level) }
    let settledOfExpert = Dictionary(grouping: settledPairs, by: \.expert)
    for reason in broad {
      let status: Conflict.Status = reason.isCertain ? .standing : .undecided
      tally.count(status, reason.level, times: size(of: reason))
      for pair in settledOfExpert[world.experts[Int(reason.expert)]] ?? [] {
        guard let candidate = place(of: pair.candidate, in: world.candidates),
          scopes.holds(candidate, in: reason.scope), let conflict = conflict(reason, with: candidate)
        else { continue }
        tally.count(status, reason.level, times: -1)
        tally.count(conflict.status, conflict.level)
      }
    }
    return tally
  }

  private func size(of reason: BroadConflict) -> Int {
    let all = scopes.count(of: reason.scope)
    guard case .group(let causes) = reason.ground else { return all }
    return Set(causes.map { entries[Int($0)].candidate }).count == 1 ? all - 1 : all
  }

  // MARK: Broad reasons

  /// The reasons that bar an expert from a whole group, a whole region or everybody, sorted by expert.
  public var broadBars: [BroadBar] { broad.map { bar($0) } }

  /// Those of one expert.
  public func broadBars(of expert: ExpertID) -> [BroadBar] {
    place(of: expert, in: world.experts).map { reasons(of: $0).map { bar($0) } } ?? []
  }

  private func bar(_ reason: BroadConflict) -> BroadBar {
    var causes: [CandidateID] = []
    if case .group(let places) = reason.ground {
      for place in places {
        let candidate = world.candidates[Int(entries[Int(place)].candidate)]
        if causes.last != candidate { causes.append(candidate) }
      }
    }
    let sample = scopes.members(of: reason.scope).lazy.compactMap { conflict(reason, with: $0) }.first
    return BroadBar(
      expert: world.experts[Int(reason.expert)], scope: scopes.name(of: reason.scope), kind: reason.kind,
      role: reason.role, level: reason.level, isDoubtful: !reason.isCertain, causes: causes, count: size(of: reason),
      evidence: sample?.evidence ?? Bilingual(zh: "", en: ""), source: reason.source)
  }

  private func reasons(of expert: Int32) -> ArraySlice<BroadConflict> {
    broad[Int(broadStart[Int(expert)])..<Int(broadStart[Int(expert) + 1])]
  }

  private func broadOnes(_ candidate: Int32, _ expert: Int32) -> [Conflict] {
    reasons(of: expert).compactMap { reason in
      scopes.holds(candidate, in: reason.scope) ? conflict(reason, with: candidate) : nil
    }
  }

  /// What a broad reason comes to for one candidate; nil for the one that it comes from.
  private func conflict(_ reason: BroadConflict, with candidate: Int32) -> Conflict? {
    var cause: ConflictEntry?
    if case .group(let places) = reason.ground {
      cause = places.lazy.map { entries[Int($0)] }.first { $0.candidate != candidate }
      if cause == nil { return nil }
    }
    let conflict = world.conflict(reason, with: candidate, cause: cause)
    return isSettled(candidate, reason.expert) ? settled.settle(conflict) : conflict
  }

  // MARK: Places

  private func entryRange(_ candidate: Int32, _ expert: Int32) -> Range<Int> {
    let row = Int(rowStart[Int(candidate)])..<Int(rowStart[Int(candidate) + 1])
    let first = lowerBound(row) { entries[$0].expert < expert }
    return first..<lowerBound(first..<row.upperBound) { entries[$0].expert <= expert }
  }

  private func place<ID: Identifier>(of id: ID, in sorted: [ID]) -> Int32? {
    let place = lowerBound(sorted.indices) { sorted[$0] < id }
    return place < sorted.count && sorted[place] == id ? Int32(place) : nil
  }
}

extension ConflictEntry {
  fileprivate var standing: ConflictSearch.PairStanding {
    bars ? .barred : status == .standing ? .soft : .free
  }
}

/// The first place of a range at which `isBefore` no longer holds. Complexity: logarithmic.
private func lowerBound(_ range: Range<Int>, _ isBefore: (Int) -> Bool) -> Int {
  var range = range
  while !range.isEmpty {
    let middle = range.lowerBound + range.count / 2
    range = isBefore(middle) ? middle + 1..<range.upperBound : range.lowerBound..<middle
  }
  return range.lowerBound
}

/// One reason for which an expert is in conflict with a whole group, a whole region or everybody.
public struct BroadBar: Sendable, Hashable {
  public enum Scope: Sendable, Hashable {
    case everyone
    case group(GroupID)
    /// Candidates whose region is called so.
    case region(String)
  }

  public let expert: ExpertID
  public let scope: Scope
  public let kind: String
  public let role: String
  public let level: ConflictPolicy.Level
  /// Whether a person must decide, candidate by candidate, or by codes in the units file once and for all.
  public let isDoubtful: Bool
  /// The candidates that the expert is tied to, by id; none where the reason is no tie to a candidate.
  public let causes: [CandidateID]
  /// Candidates that it strikes, before what was decided on single pairs.
  public let count: Int
  public let evidence: Bilingual
  public let source: Source
}

/// The groups and regions of candidates.
struct ConflictScopes: Sendable {
  private let groupOf: [Int32]
  private let regionOf: [Int32]
  private let groups: [GroupID]
  let regions: [String]
  private let groupRows: (start: [Int32], list: [Int32])
  private let regionRows: (start: [Int32], list: [Int32])

  init(groupOf: [Int32], groups: [GroupID], regionOf: [Int32], regions: [String]) {
    self.groupOf = groupOf
    self.groups = groups
    self.regionOf = regionOf
    self.regions = regions
    groupRows = rows(of: groupOf, count: groups.count)
    regionRows = rows(of: regionOf, count: regions.count)
  }

  func group(of candidate: Int32) -> Int32 { groupOf[Int(candidate)] }

  func holds(_ candidate: Int32, in scope: ConflictScope) -> Bool {
    switch scope {
    case .everyone: true
    case .group(let group): groupOf[Int(candidate)] == group
    case .region(let region): regionOf[Int(candidate)] == region
    }
  }

  func members(of scope: ConflictScope) -> [Int32] {
    switch scope {
    case .everyone: groupOf.indices.map { Int32($0) }
    case .group(let group):
      Array(groupRows.list[Int(groupRows.start[Int(group)])..<Int(groupRows.start[Int(group) + 1])])
    case .region(let region):
      Array(regionRows.list[Int(regionRows.start[Int(region)])..<Int(regionRows.start[Int(region) + 1])])
    }
  }

  func count(of scope: ConflictScope) -> Int {
    switch scope {
    case .everyone: groupOf.count
    case .group(let group): Int(groupRows.start[Int(group) + 1] - groupRows.start[Int(group)])
    case .region(let region): Int(regionRows.start[Int(region) + 1] - regionRows.start[Int(region)])
    }
  }

  func name(of scope: ConflictScope) -> BroadBar.Scope {
    switch scope {
    case .everyone: .everyone
    case .group(let group): .group(groups[Int(group)])
    case .region(let region): .region(regions[Int(region)])
    }
  }
}
