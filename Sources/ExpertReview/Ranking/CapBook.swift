/// The rooms under a selection's caps, and who has one.
///
/// Candidates come in classes of equals, best first. A candidate is listed where every cap that counts it has room for
/// it **whatever the order within its class**; it is kept out where a cap is full before its class; in between it is
/// undecided, unless a recorded choice puts it in. Caps are never passed.
///
/// **Test for "whatever the order".** Candidate *c* can be refused only after others of its class have filled some cap
/// *K* that counts *c*. So many others of the class as could be in *K* at once is at most, for each way of dividing
/// them (by scheme, group, recommender, kind), the sum over the parts of the smaller of room and number; if the least
/// of these sums is below the room of *K* for every *K*, then *c* is always in. With one cap that is exact; with
/// several it may call a sure candidate undecided, and never the reverse.
///
/// While a tie is undecided, later classes leave it all the room that it could take.
///
/// Candidates are known by their numbers in the ranking, and what a cap counts by the number of its room.
struct CapBook {
  enum Verdict: UInt8 { case unseen, listed, chosen, undecided, keptOut }

  /// One cap with the rooms that it divides the candidates into.
  private struct Cap {
    let scope: Selection.Scope
    let atMost: Int
    /// By candidate, the room that counts it, or −1 where none does.
    let roomOf: [Int32]
    var taken: [Int]

    func room(_ room: Int32) -> Int { max(0, atMost - taken[Int(room)]) }
  }

  private var caps: [Cap]
  let ids: [CandidateID]
  private let fallen: [Bool]
  private(set) var verdicts: [Verdict]
  /// By candidate, a bit for each cap that was full before its turn.
  private(set) var fullCaps: [UInt32]
  private(set) var undecided: [UndecidedTie] = []
  /// Who stands in a zone at the line.
  private(set) var zoned: Set<Int> = []
  /// The same in the order of their lots, where lots decided.
  private(set) var drawn: [Int] = []

  /// Whether a class that reaches over the line is taken in whole, as a short list does.
  private let equalsEnter: Bool

  /// A book for the candidates of groups, numbered through them in their order.
  init(_ caps: [Selection.Cap], groups: [RankedGroup], equalsEnter: Bool = false) {
    precondition(caps.count <= 32, "a bit for each cap")
    self.equalsEnter = equalsEnter
    self.caps = caps.map { Self.cap($0, groups) }
    ids = groups.flatMap { $0.contenders.map(\.candidate) }
    fallen = groups.flatMap { $0.contenders.map(\.fellAway) }
    verdicts = [Verdict](repeating: caps.isEmpty ? .listed : .unseen, count: ids.count)
    fullCaps = [UInt32](repeating: 0, count: ids.count)
  }

  private static func cap(_ cap: Selection.Cap, _ groups: [RankedGroup]) -> Cap {
    var rooms: [String: Int32] = [:]
    var roomOf: [Int32] = []
    for (index, group) in groups.enumerated() {
      for contender in group.contenders {
        switch cap.scope {
        case .scheme: roomOf.append(0)
        case .group: roomOf.append(Int32(index))
        case .recommender: roomOf.append(number(contender.recommender?.rawValue, in: &rooms))
        case .kind: roomOf.append(number(contender.kind, in: &rooms))
        }
      }
    }
    let count = max(1, groups.count, rooms.count)
    return Cap(scope: cap.scope, atMost: cap.atMost, roomOf: roomOf, taken: [Int](repeating: 0, count: count))
  }

  private static func number(_ name: String?, in rooms: inout [String: Int32]) -> Int32 {
    guard let name else { return -1 }
    if let known = rooms[name] { return known }
    let next = Int32(rooms.count)
    rooms[name] = next
    return next
  }

  /// Without a cap everyone is listed and nobody need be taken in.
  var isNeeded: Bool { !caps.isEmpty }

  /// The scopes of the caps that were full when the candidate's turn came.
  func keptOutBy(_ candidate: Int) -> [Selection.Scope] {
    caps.indices.filter { fullCaps[candidate] >> UInt32($0) & 1 == 1 }.map { caps[$0].scope }
  }

  /// Takes in a class of equals.
  mutating func admit(
    _ members: [Int], chosen wanted: Set<CandidateID>, zone: Selection.Zone.Decision? = nil
  ) {
    var pending = members
    while true {
      pending = pending.filter { !keepOut($0) }
      if pending.isEmpty { return }
      if equalsEnter || fits(pending) { return take(pending, .listed) }
      let sure = surelyIn(pending)
      if !sure.isEmpty {
        take(pending.filter { sure.contains($0) }, .listed)
        pending.removeAll { sure.contains($0) }
        continue
      }
      let decided = pending.filter { wanted.contains(ids[$0]) }
      guard !decided.isEmpty, fits(decided) else { return leaveOpen(pending, zone: zone) }
      take(decided, .chosen)
      pending.removeAll { wanted.contains(ids[$0]) }
    }
  }

  /// Takes in those who stand in a zone, whose order does not decide: all where there is room for all, else by a
  /// recorded choice, or in the order of a lot that names every one of them who has not left.
  mutating func admit(zone members: [Int], by decision: Selection.Zone.Decision, _ settled: Settlements) {
    zoned.formUnion(members)
    let isDrawn = members.allSatisfy { fallen[$0] || settled.lots[ids[$0]] != nil }
    switch decision {
    case .lot where isDrawn:
      // One who had left before the lot was drawn comes after those who took part in it.
      let order = members.sorted {
        let (left, right) = (settled.lots[ids[$0]] ?? .max, settled.lots[ids[$1]] ?? .max)
        return left == right ? ids[$0] < ids[$1] : left < right
      }
      drawn += order
      for member in order { admit([member], chosen: []) }
    case .lot: admit(members, chosen: [], zone: decision)
    case .discuss: admit(members, chosen: settled.chosen, zone: decision)
    }
  }

  // MARK: Rooms

  private mutating func take(_ members: [Int], _ verdict: Verdict) {
    for member in members {
      verdicts[member] = verdict
      for cap in caps.indices {
        let room = caps[cap].roomOf[member]
        if room >= 0 { caps[cap].taken[Int(room)] += 1 }
      }
    }
  }

  private func fits(_ members: [Int]) -> Bool {
    // Whoever is pending has room alone.
    members.count == 1
      || caps.allSatisfy { cap in counts(members, by: cap).allSatisfy { room, count in count <= cap.room(room) } }
  }

  private func counts(_ members: [Int], by cap: Cap) -> [Int32: Int] {
    var counts: [Int32: Int] = [:]
    for member in members where cap.roomOf[member] >= 0 { counts[cap.roomOf[member], default: 0] += 1 }
    return counts
  }

  /// Records the full caps that count a member; true where there is one.
  private mutating func keepOut(_ member: Int) -> Bool {
    var full: UInt32 = 0
    for cap in caps.indices {
      let room = caps[cap].roomOf[member]
      if room >= 0, caps[cap].room(room) == 0 { full |= 1 << UInt32(cap) }
    }
    if full != 0 { (fullCaps[member], verdicts[member]) = (full, .keptOut) }
    return full != 0
  }

  // MARK: Ties at the line

  /// Those of a class who get in whatever the order within it.
  private func surelyIn(_ members: [Int]) -> Set<Int> {
    var refusable: Set<Int> = []
    for cap in caps {
      for (room, part) in parts(members, by: cap) where part.count > cap.room(room) {
        // Members that the same rooms count fare alike.
        var answers: [[Int32]: Bool] = [:]
        for member in part {
          let rooms = caps.map { $0.roomOf[member] }
          let isRefusable = answers[rooms] ?? (mostListed(part.filter { $0 != member }) >= cap.room(room))
          answers[rooms] = isRefusable
          if isRefusable { refusable.insert(member) }
        }
      }
    }
    return Set(members).subtracting(refusable)
  }

  private func parts(_ members: [Int], by cap: Cap) -> [Int32: [Int]] {
    var parts: [Int32: [Int]] = [:]
    for member in members where cap.roomOf[member] >= 0 { parts[cap.roomOf[member], default: []].append(member) }
    return parts
  }

  /// A bound on how many of some members can be listed at once.
  private func mostListed(_ members: [Int]) -> Int {
    var least = members.count
    for cap in caps {
      var most = members.count
      for (room, count) in counts(members, by: cap) { most -= max(0, count - cap.room(room)) }
      least = min(least, most)
    }
    return least
  }

  private mutating func leaveOpen(_ members: [Int], zone: Selection.Zone.Decision?) {
    // A zone is one, whatever rooms its members contest.
    undecided +=
      zone == nil
      ? separateTies(members)
      : [UndecidedTie(candidates: members.map { ids[$0] }.sorted(), freePlaces: mostListed(members), zone: zone)]
    for member in members { verdicts[member] = .undecided }
    for cap in caps.indices {
      for (room, count) in counts(members, by: caps[cap]) {
        caps[cap].taken[Int(room)] += min(caps[cap].room(room), count)
      }
    }
  }

  /// Undecided members fall into ties of their own where they contest different rooms.
  private func separateTies(_ members: [Int]) -> [UndecidedTie] {
    var ties: [[Int]] = members.map { [$0] }
    for cap in caps {
      for (room, part) in parts(members, by: cap) where part.count > cap.room(room) {
        let contesting = Set(part)
        let joined = ties.filter { !contesting.isDisjoint(with: $0) }
        ties = ties.filter { contesting.isDisjoint(with: $0) } + [joined.flatMap { $0 }]
      }
    }
    return ties.map { tie in UndecidedTie(candidates: tie.map { ids[$0] }.sorted(), freePlaces: mostListed(tie)) }
      .sorted { $0.candidates.lexicographicallyPrecedes($1.candidates) }
  }
}
