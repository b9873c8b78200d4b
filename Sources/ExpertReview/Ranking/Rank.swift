/// Ranks the candidates of a stage and draws the line.
///
/// - Order: by score; equal scores by the tie-breaks in turn, higher first (for a deducted item less first, a missing
///   value last); then by a recorded lot, also where the scheme does not name it. Values are compared exactly.
/// - Those equal to the end share a place, counted as the selection says.
/// - Groups are ranked apart, each by its own tie-breaks, unless `together`, where the selection's hold for all.
/// - Candidates who are barred or fell away keep a row without a place. Where the next may rise, those who fell away
///   take no room; else the room that they would have taken stays empty.
/// - The line: see `CapBook`. Groups ranked apart that share a cap fill it place by place, because their scores do not
///   compare; the same place in two groups is then a tie.
/// - Zone: where the selection has one, those in it (see `zoneAtLine`) stand in their places and are admitted as if
///   they were one class, by a recorded choice or lot.
/// - Reserve: the next in order, group by group where they are ranked apart, of those whom only the line of the scheme
///   or the group keeps out; nobody while a tie at the line is open, and no part of a tie that does not fit whole.
///
/// - Short list: a ranking that only says who enters the next stage takes in whole classes until its line is reached,
///   so that equals at the line all enter and nothing is left undecided.
///
/// The result does not depend on the order of groups or candidates. Complexity: *n* log *n* comparisons; tie-breaks are
/// read only between equal scores.
public func rank(
  stage: String, groups: [RankedGroup], selection: Selection, together: Bool = false,
  settlements: Settlements = Settlements(), shortList: ShortList? = nil
) -> Ranking {
  let (fields, caps) = lined(
    groups, selection, together, settlements, equalsEnter: shortList != nil)
  var rows: [RankingRow] = []
  for field in fields {
    let own = field.rows(caps, reserve: selection.reserve, zone: selection.zone?.by)
    if rows.isEmpty { rows = own } else { rows += own }
  }
  return Ranking(
    stage: stage, rows: rows, undecided: caps.undecided, shortList: shortList, isTogether: together)
}

/// What a ranking comes to without its rows: for rankings made by the thousand, as marks vary.
struct RankingOutcome: Sendable {
  /// Of each candidate, numbered through the groups in order of their ids; 0 for those without a place.
  var places: [Int32]
  var verdicts: [CapBook.Verdict]
  /// Ties across the line that nothing settles.
  var undecided: [UndecidedTie]
}

/// The places and the line of the ranking that `rank` makes of the same.
func rankingOutcome(
  groups: [RankedGroup], selection: Selection, together: Bool, settlements: Settlements,
  equalsEnter: Bool
) -> RankingOutcome {
  let (fields, caps) = lined(groups, selection, together, settlements, equalsEnter: equalsEnter)
  var places = [Int32](repeating: 0, count: caps.verdicts.count)
  for field in fields { field.writePlaces(to: &places) }
  return RankingOutcome(places: places, verdicts: caps.verdicts, undecided: caps.undecided)
}

/// The candidates in their classes, and who is above the line.
private func lined(
  _ groups: [RankedGroup], _ selection: Selection, _ together: Bool, _ settlements: Settlements,
  equalsEnter: Bool
) -> (fields: [RankedField], caps: CapBook) {
  let groups = groups.sorted { $0.group < $1.group }
  func fields(lots: [CandidateID: Int], fallenTakeRoom: Bool) -> [RankedField] {
    var fields: [RankedField] = []
    var candidates = 0
    for groups in together ? [groups] : groups.map({ [$0] }) {
      let ties = together ? selection.ties : groups.first?.ties ?? selection.ties
      let order = ContenderOrder(groups: groups, ties: ties, lots: lots)
      fields.append(
        RankedField(
          order, places: selection.places, fallenTakeRoom: fallenTakeRoom, numberedFrom: candidates)
      )
      candidates += groups.reduce(0) { $0 + $1.standings.count }
    }
    return fields
  }
  let ranked = fields(lots: settlements.lots, fallenTakeRoom: !selection.nextMayRise)
  var caps = CapBook(selection.caps, groups: groups, equalsEnter: equalsEnter)
  guard caps.isNeeded else { return (ranked, caps) }
  guard let zone = selection.zone, !equalsEnter else {
    drawLine(ranked, &caps, chosen: settlements.chosen)
    return (ranked, caps)
  }
  // By the marks alone: neither a departure nor what was settled moves a zone.
  let unsettled = fields(lots: [:], fallenTakeRoom: true)
  var book = caps
  drawLine(unsettled, &book, chosen: [])
  drawLine(
    ranked, zones: unsettled.map { $0.zone(zone.width, book) }, by: zone.by, &caps, settlements)
  return (ranked, caps)
}

/// Takes in the classes of all fields place by place.
private func drawLine(_ fields: [RankedField], _ caps: inout CapBook, chosen: Set<CandidateID>) {
  if fields.count == 1 {
    for index in fields[0].classes.indices {
      caps.admit(fields[0].members(of: index), chosen: chosen)
    }
    return
  }
  var lineUp: [(first: Int, field: Int, index: Int)] = []
  for (field, ranked) in fields.enumerated() {
    for (index, tied) in ranked.classes.enumerated() { lineUp.append((tied.first, field, index)) }
  }
  lineUp.sort { ($0.first, $0.field) < ($1.first, $1.field) }
  var start = 0
  while start < lineUp.count {
    var members: [Int] = []
    var end = start
    while end < lineUp.count, lineUp[end].first == lineUp[start].first {
      members += fields[lineUp[end].field].members(of: lineUp[end].index)
      end += 1
    }
    caps.admit(members, chosen: chosen)
    start = end
  }
}

/// Takes in the classes of each field in turn, what stands in its zone as one class. Fields with zones share no line.
private func drawLine(
  _ fields: [RankedField], zones: [Set<Int>], by decision: Selection.Zone.Decision,
  _ caps: inout CapBook,
  _ settlements: Settlements
) {
  for (ranked, zone) in zip(fields, zones) {
    var held: [Int] = []
    for index in ranked.classes.indices {
      let members = ranked.members(of: index)
      if members.contains(where: { zone.contains($0) }) {
        held += members
        continue
      }
      if !held.isEmpty { caps.admit(zone: held, by: decision, settlements) }
      held = []
      caps.admit(members, chosen: settlements.chosen)
    }
    if !held.isEmpty { caps.admit(zone: held, by: decision, settlements) }
  }
}

/// Candidates that are ranked against one another.
private struct RankedField {
  /// Candidates equal to the end.
  struct Class {
    let range: Range<Int>
    let place: Int
    let brokenBy: TieBreak?
    /// The place by which classes of several fields are taken in, those who fell away included.
    var first: Int { range.lowerBound }
  }

  let order: ContenderOrder
  private let entries: [Entry]
  private(set) var classes: [Class] = []
  private let outside: [Entry]

  init(
    _ order: ContenderOrder, places: Selection.Places, fallenTakeRoom: Bool, numberedFrom first: Int
  ) {
    self.order = order
    let (ranked, outside) = order.split(numberedFrom: first, fallenTakeRoom: fallenTakeRoom)
    self.outside = outside
    let ordered = order.classes(of: ranked)
    entries = ordered.entries
    var (start, placedBefore, placedClasses) = (0, 0, 0)
    for (end, brokenBy) in ordered.ends {
      let placed = entries[start..<end].count { !order.fellAway($0) }
      let place =
        switch places {
        case .standard: placedBefore + 1
        case .dense: placedClasses + 1
        case .modified: placedBefore + placed
        }
      classes.append(Class(range: start..<end, place: place, brokenBy: brokenBy))
      start = end
      placedBefore += placed
      placedClasses += placed > 0 ? 1 : 0
    }
  }

  func members(of index: Int) -> [Int] { entries[classes[index].range].map(\.number) }

  /// Writes the place of each candidate that has one, by its number.
  func writePlaces(to places: inout [Int32]) {
    for tied in classes {
      for entry in entries[tied.range] where !order.fellAway(entry) {
        places[entry.number] = Int32(tied.place)
      }
    }
  }

  /// Who stands in the zone at the line that a book drew; nobody where all are on one side of it.
  func zone(_ width: Selection.Zone.Width, _ book: CapBook) -> Set<Int> {
    let contesting = classes.indices.flatMap { index in
      members(of: index).filter { !book.isKeptOutElsewhere($0) }.map { (number: $0, index: index) }
    }
    let range = zoneAtLine(
      classOf: contesting.map(\.index), above: book.room(among: contesting.map(\.number)),
      width: width
    ) { order.score(entries[classes[$0].range.lowerBound])?.exact }
    return Set((range ?? 0..<0).flatMap { members(of: $0) })
  }

  func rows(_ caps: CapBook, reserve most: Int, zone: Selection.Zone.Decision?) -> [RankingRow] {
    var rows: [RankingRow] = []
    rows.reserveCapacity(entries.count + outside.count)
    var fallen: [Entry] = []
    let turns = reserveTurns(caps, most: most)
    var kept = KeptOut()
    for tied in classes {
      var placed = entries[tied.range]
      if placed.contains(where: { order.fellAway($0) }) {
        fallen += placed.filter { order.fellAway($0) }
        placed = placed.filter { !order.fellAway($0) }[...]
      }
      let sharing = placed.count > 1 ? placed.map { order.id($0) } : []
      for entry in placed {
        rows.append(row(entry, tied, sharing: sharing, caps, turn: turns[entry.number], &kept))
        if zone != nil, caps.zoned.contains(entry.number) { rows[rows.count - 1].zone = zone }
      }
    }
    rows += order.outside(outside + fallen)
    return rows
  }

  /// Whose turn it is when a place falls empty, by number: class by class, in a zone by the lots. People who decided in
  /// a zone decide there again, so nobody below it has a turn while somebody in it might rise.
  private func reserveTurns(_ caps: CapBook, most: Int) -> [Int: Int] {
    guard most > 0, !entries.contains(where: { caps.verdicts[$0.number] == .undecided }) else {
      return [:]
    }
    var reserve = ReserveList(most: most)
    var turns: [Int: Int] = [:]
    func take(_ numbers: [Int]) {
      guard let turn = reserve.take(numbers.count) else { return }
      for number in numbers { turns[number] = turn }
    }
    var isZoneSeen = false
    for tied in classes {
      guard reserve.isOpen else { break }
      let entries = entries[tied.range]
      if let one = entries.first, !caps.zoned.isEmpty, caps.zoned.contains(one.number) {
        if !isZoneSeen {
          let waiting = waitingInZone(caps)
          if !waiting.isEmpty, caps.drawn.isEmpty { break }
          for number in waiting { take([number]) }
        }
        isZoneSeen = true
      } else {
        take(entries.filter { !order.fellAway($0) && caps.isBelowLine($0.number) }.map(\.number))
      }
    }
    return turns
  }

  /// Those in the field's zone who might rise, in the order of their lots where lots decided.
  private func waitingInZone(_ caps: CapBook) -> [Int] {
    let waiting = entries.filter {
      caps.zoned.contains($0.number) && !order.fellAway($0) && caps.isBelowLine($0.number)
    }.map(\.number)
    let own = Set(waiting)
    return caps.drawn.isEmpty ? waiting : caps.drawn.filter { own.contains($0) }
  }

  private func row(
    _ entry: Entry, _ tied: Class, sharing: [CandidateID], _ caps: CapBook, turn: Int?,
    _ kept: inout KeptOut
  ) -> RankingRow {
    let verdict = caps.verdicts[entry.number]
    return RankingRow(
      candidate: order.id(entry), group: order.groups[entry.group].group, place: tied.place,
      score: order.score(entry), listed: verdict == .listed || verdict == .chosen,
      tieBrokenBy: tied.brokenBy,
      sharing: sharing, barredBy: [],
      keptOutBy: verdict == .keptOut ? kept.scopes(entry.number, caps) : [],
      reserve: turn, wasChosen: verdict == .chosen)
  }
}

/// What was said last of the caps that kept somebody out: those below a line are mostly kept out by the same.
private struct KeptOut {
  private var full: UInt32 = 0
  private var scopes: [Selection.Scope] = []

  mutating func scopes(_ candidate: Int, _ caps: CapBook) -> [Selection.Scope] {
    if caps.fullCaps[candidate] != full {
      full = caps.fullCaps[candidate]
      scopes = caps.keptOutBy(candidate)
    }
    return scopes
  }
}

/// The next in order below the line.
private struct ReserveList {
  let most: Int
  private var held = 0
  private(set) var isOpen: Bool

  init(most: Int) {
    self.most = most
    isOpen = most > 0
  }

  /// The turn of so many equals, or nil where they do not fit whole; then nobody after them is held either.
  mutating func take(_ count: Int) -> Int? {
    guard count > 0 else { return nil }
    isOpen = isOpen && held + count <= most
    guard isOpen else { return nil }
    held += count
    return held - count + 1
  }
}

extension CapBook {
  /// Kept out by no cap but the line of the scheme or the group, so that the candidate rises when one of those falls
  /// away.
  fileprivate func isBelowLine(_ candidate: Int) -> Bool {
    verdicts[candidate] == .keptOut && !isKeptOutElsewhere(candidate)
  }

  /// Kept out by a cap that is not the line.
  fileprivate func isKeptOutElsewhere(_ candidate: Int) -> Bool {
    guard verdicts[candidate] == .keptOut else { return false }
    let scopes = keptOutBy(candidate)
    return scopes.contains(.recommender) || scopes.contains(.kind)
  }

  /// How many of some candidates are above the line, or may be where a tie lies across it.
  fileprivate func room(among candidates: [Int]) -> Int {
    let own = Set(candidates.map { ids[$0] })
    let free = undecided.filter { $0.candidates.contains { own.contains($0) } }.reduce(0) {
      $0 + $1.freePlaces
    }
    return candidates.count { verdicts[$0] == .listed } + free
  }
}
