/// Puts the entries of a search in order, takes decisions in, and keeps of those that say the same the best.
///
/// Two say the same that are of one pair, kind, role and party. A sure one stands for all that are no graver; of
/// doubtful ones each name that may be meant is kept, so that whoever decides sees them all.
struct ConflictTidying {
  private let world: ConflictWorld
  private let settled: SettledConflicts
  private let settledCandidates: Set<CandidateID>
  /// Parties as numbers: equal where the file's words are.
  private let partyNumber: [Int32]

  init(world: ConflictWorld, settlements: [ConflictSettlement]) {
    self.world = world
    settled = SettledConflicts(settlements)
    settledCandidates = Set(settlements.map(\.candidate))
    let texts = world.mentions.map(\.text)
    let order = Set(texts).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, Int32($0)) })
    partyNumber = texts.map { numbers[$0] ?? 0 }
  }

  /// Sorted by candidate, expert, kind, role and party. Complexity: n log k for k entries a candidate.
  func tidied(_ entries: [ConflictEntry]) -> [ConflictEntry] {
    let (start, list) = rows(of: entries.map(\.candidate), count: world.candidates.count)
    var kept: [ConflictEntry] = []
    kept.reserveCapacity(entries.count)
    for candidate in world.candidates.indices {
      var row = list[Int(start[candidate])..<Int(start[candidate + 1])].map { entries[Int($0)] }
      guard !row.isEmpty else { continue }
      row.sort { isBefore($0, $1) }
      var first = 0
      for place in 1...row.count where place == row.count || !saySame(row[first], row[place]) {
        keepBest(row[first..<place], in: &kept)
        first = place
      }
    }
    return kept
  }

  private func isBefore(_ left: ConflictEntry, _ right: ConflictEntry) -> Bool {
    if left.expert != right.expert { return left.expert < right.expert }
    if left.kind != right.kind { return left.kind < right.kind }
    if left.role != right.role { return left.role < right.role }
    if left.tie >= 0, right.tie >= 0 {
      let (one, other) = (partyNumber[Int(left.mention)], partyNumber[Int(right.mention)])
      if one != other { return one < other }
    } else if (left.tie < 0) != (right.tie < 0) {
      return left.tie < 0
    } else {
      let (one, other) = (world.stated[Int(left.mention)].party, world.stated[Int(right.mention)].party)
      if one != other { return one < other }
    }
    return left.outranks(right)
  }

  private func saySame(_ left: ConflictEntry, _ right: ConflictEntry) -> Bool {
    guard (left.expert, left.kind, left.role) == (right.expert, right.kind, right.role),
      (left.tie < 0) == (right.tie < 0)
    else { return false }
    return left.tie < 0
      ? world.stated[Int(left.mention)].party == world.stated[Int(right.mention)].party
      : partyNumber[Int(left.mention)] == partyNumber[Int(right.mention)]
  }

  /// - Parameter same: entries that say the same, the best first.
  private func keepBest(_ same: ArraySlice<ConflictEntry>, in kept: inout [ConflictEntry]) {
    guard let best = same.first else { return }
    kept.append(withDecision(best))
    guard same.count > 1 else { return }
    var names: Set<String> = best.isCertain || best.tie < 0 ? [] : [world.ties[Int(best.tie)].name]
    for entry in same.dropFirst() where !entry.isCertain && entry.tie >= 0 {
      if best.isCertain, entry.level <= best.level { continue }
      if names.insert(world.ties[Int(entry.tie)].name).inserted { kept.append(withDecision(entry)) }
    }
  }

  private func withDecision(_ entry: ConflictEntry) -> ConflictEntry {
    guard settledCandidates.contains(world.candidates[Int(entry.candidate)]) else { return entry }
    var decided = entry
    decided.status = settled.settle(world.conflict(entry)).status
    return decided
  }
}
