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
  let (fields, caps) = lined(groups, selection, together, settlements, equalsEnter: shortList != nil)
  var rows: [RankingRow] = []
  for field in fields {
    let own = field.rows(caps, reserve: selection.reserve)
    if rows.isEmpty { rows = own } else { rows += own }
  }
  return Ranking(stage: stage, rows: rows, undecided: caps.undecided, shortList: shortList)
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
  groups: [RankedGroup], selection: Selection, together: Bool, settlements: Settlements, equalsEnter: Bool
) -> RankingOutcome {
  let (fields, caps) = lined(groups, selection, together, settlements, equalsEnter: equalsEnter)
  var places = [Int32](repeating: 0, count: caps.verdicts.count)
  for field in fields { field.writePlaces(to: &places) }
  return RankingOutcome(places: places, verdicts: caps.verdicts, undecided: caps.undecided)
}

/// The candidates in their classes, and who is above the line.
private func lined(
  _ groups: [RankedGroup], _ selection: Selection, _ together: Bool, _ settlements: Settlements, equalsEnter: Bool
) -> (fields: [RankedField], caps: CapBook) {
  let groups = groups.sorted { $0.group < $1.group }
  var fields: [RankedField] = []
  var candidates = 0
  for groups in together ? [groups] : groups.map({ [$0] }) {
    let ties = together ? selection.ties : groups.first?.ties ?? selection.ties
    let order = ContenderOrder(groups: groups, ties: ties, lots: settlements.lots)
    fields.append(RankedField(order, selection: selection, numberedFrom: candidates))
    candidates += groups.reduce(0) { $0 + $1.standings.count }
  }
  var caps = CapBook(selection.caps, groups: groups, equalsEnter: equalsEnter)
  if caps.isNeeded { drawLine(fields, &caps, chosen: settlements.chosen) }
  return (fields, caps)
}

/// Takes in the classes of all fields place by place.
private func drawLine(_ fields: [RankedField], _ caps: inout CapBook, chosen: Set<CandidateID>) {
  if fields.count == 1 {
    for index in fields[0].classes.indices { caps.admit(fields[0].members(of: index), chosen: chosen) }
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

  init(_ order: ContenderOrder, selection: Selection, numberedFrom first: Int) {
    self.order = order
    let (ranked, outside) = order.split(numberedFrom: first, fallenTakeRoom: !selection.nextMayRise)
    self.outside = outside
    let ordered = order.classes(of: ranked)
    entries = ordered.entries
    var (start, placedBefore, placedClasses) = (0, 0, 0)
    for (end, brokenBy) in ordered.ends {
      let placed = entries[start..<end].count { !order.fellAway($0) }
      let place =
        switch selection.places {
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
      for entry in entries[tied.range] where !order.fellAway(entry) { places[entry.number] = Int32(tied.place) }
    }
  }

  func rows(_ caps: CapBook, reserve most: Int) -> [RankingRow] {
    var rows: [RankingRow] = []
    rows.reserveCapacity(entries.count + outside.count)
    var fallen: [Entry] = []
    var reserve = ReserveList(most: entries.contains { caps.verdicts[$0.number] == .undecided } ? 0 : most)
    var kept = KeptOut()
    for tied in classes {
      var placed = entries[tied.range]
      if placed.contains(where: { order.fellAway($0) }) {
        fallen += placed.filter { order.fellAway($0) }
        placed = placed.filter { !order.fellAway($0) }[...]
      }
      let turn = reserve.isOpen ? reserve.take(placed.count { caps.isBelowLine($0.number) }) : nil
      let sharing = placed.count > 1 ? placed.map { order.id($0) } : []
      for entry in placed {
        rows.append(row(entry, tied, sharing: sharing, caps, turn: turn, &kept))
      }
    }
    rows += order.outside(outside + fallen)
    return rows
  }

  private func row(
    _ entry: Entry, _ tied: Class, sharing: [CandidateID], _ caps: CapBook, turn: Int?, _ kept: inout KeptOut
  ) -> RankingRow {
    let verdict = caps.verdicts[entry.number]
    return RankingRow(
      candidate: order.id(entry), group: order.groups[entry.group].group, place: tied.place,
      score: order.score(entry), listed: verdict == .listed || verdict == .chosen, tieBrokenBy: tied.brokenBy,
      sharing: sharing, barredBy: [], keptOutBy: verdict == .keptOut ? kept.scopes(entry.number, caps) : [],
      reserve: turn != nil && caps.isBelowLine(entry.number) ? turn : nil, wasChosen: verdict == .chosen)
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
    guard verdicts[candidate] == .keptOut else { return false }
    let scopes = keptOutBy(candidate)
    return !scopes.contains(.recommender) && !scopes.contains(.kind)
  }
}
