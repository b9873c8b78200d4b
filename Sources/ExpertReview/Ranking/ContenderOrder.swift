/// A candidate by its group and its position there, numbered through the whole ranking.
struct Entry {
  let number: Int
  let group: Int
  let position: Int
}

/// The order of candidates by score and tie-breaks.
struct ContenderOrder {
  /// A group's values by position, nil where there is none.
  typealias Column = (Int) -> ExactRatio?

  let groups: [RankedGroup]
  private let ids: [[CandidateID]]
  private let fallen: [[Bool]]
  private let scores: [Column]
  /// Each tie-break with its values, a column a group; the lot last where the scheme does not name it.
  private let ties: [(tie: TieBreak, columns: [Column])]

  init(groups: [RankedGroup], ties: [TieBreak], lots: [CandidateID: Int]) {
    self.groups = groups
    ids = groups.map { $0.contenders.map(\.candidate) }
    fallen = groups.map { $0.contenders.map(\.fellAway) }
    scores = groups.map { group in
      if let joined = group.joined {
        return { joined.score(of: $0).map { ExactRatio($0.exact.numerator, $0.exact.denominator) } }
      }
      let score = group.standings.score
      return { score.ratio($0) }
    }
    self.ties = (ties.contains(.lot) ? ties : ties + [.lot]).map { tie in
      (tie, groups.map { Self.column($0, by: tie, lots: lots) })
    }
  }

  private static func column(_ group: RankedGroup, by tie: TieBreak, lots: [CandidateID: Int]) -> Column {
    let standings = group.standings
    let contenders = group.contenders
    switch tie {
    case .item(let id):
      guard let (standings, positions) = group.holder(of: id),
        let position = standings.plan.items.firstIndex(where: { $0.id == id })
      else { return { _ in nil } }
      let sign: Int128 = standings.plan.items[position].deduct ? -1 : 1
      return { candidate in
        standings.panelValue(at: position, of: positions?[candidate] ?? candidate).map {
          ExactRatio(sign * $0.numerator, $0.denominator)
        }
      }
    case .judgedTotal:
      if let joined = group.joined { return { joined.ratio(of: $0) { $0.judgedTotal.ratio($1) } } }
      return { standings.judgedTotal.ratio($0) }
    case .untrimmedMean:
      if let joined = group.joined { return { joined.ratio(of: $0) { $0.untrimmedMean.ratio($1) } } }
      return { standings.untrimmedMean.ratio($0) }
    case .markMean:
      if let joined = group.joined { return { joined.ratio(of: $0) { $0.markMean.ratio($1) } } }
      return { standings.markMean.ratio($0) }
    case .preference(let flag): return { ExactRatio(contenders[$0].preferences.contains(flag) ? 1 : 0, 1) }
    case .lot: return { lots[contenders[$0].candidate].map { ExactRatio(-Int128($0), 1) } }
    }
  }

  /// Candidates equal to the end stand together, best first.
  struct Classes {
    var entries: [Entry] = []
    /// Where each class ends, and the tie-break that put it above the next of its score.
    var ends: [(end: Int, brokenBy: TieBreak?)] = []

    mutating func append(_ entries: some Collection<Entry>) {
      self.entries += entries
      ends.append((self.entries.count, nil))
    }
  }

  func id(_ entry: Entry) -> CandidateID { ids[entry.group][entry.position] }

  func fellAway(_ entry: Entry) -> Bool { fallen[entry.group][entry.position] }

  func score(_ entry: Entry) -> Score? { groups[entry.group].score(of: entry.position) }

  /// Those who can have a place, and those who cannot. Numbers count from `first`.
  func split(numberedFrom first: Int, fallenTakeRoom: Bool) -> (ranked: [Entry], outside: [Entry]) {
    var (ranked, outside): ([Entry], [Entry]) = ([], [])
    var number = first
    for (index, group) in groups.enumerated() {
      for position in 0..<group.standings.count {
        let entry = Entry(number: number, group: index, position: position)
        let isOut = fallen[index][position] && !fallenTakeRoom
        if isOut || group.isBarred(position) { outside.append(entry) } else { ranked.append(entry) }
        number += 1
      }
    }
    return (ranked, outside)
  }

  func classes(of entries: [Entry]) -> Classes {
    var classes = Classes()
    byValue(entries, scores) { run in refine(run, by: ties[...], into: &classes) }
    return classes
  }

  private func refine(
    _ run: ArraySlice<Entry>, by ties: ArraySlice<(tie: TieBreak, columns: [Column])>, into classes: inout Classes
  ) {
    guard run.count > 1 else { return classes.append(run) }
    guard let (tie, columns) = ties.first else { return classes.append(run.sorted { id($0) < id($1) }) }
    // A lot that leaves out one of those tied was not drawn among them.
    if tie == .lot, run.contains(where: { columns[$0.group]($0.position) == nil }) {
      return refine(run, by: ties.dropFirst(), into: &classes)
    }
    var isFirst = true
    byValue(run, columns) { part in
      if !isFirst { classes.ends[classes.ends.count - 1].brokenBy = tie }
      refine(part, by: ties.dropFirst(), into: &classes)
      isFirst = false
    }
  }

  /// Hands on the entries by value, the highest first, equal ones together; those without one last.
  private func byValue(
    _ entries: some Collection<Entry>, _ columns: [Column], _ body: (ArraySlice<Entry>) -> Void
  ) {
    var values: [ExactRatio] = []
    var valued: [Entry] = []
    values.reserveCapacity(entries.count)
    valued.reserveCapacity(entries.count)
    var without: [Entry] = []
    for entry in entries {
      if let value = columns[entry.group](entry.position) {
        values.append(value)
        valued.append(entry)
      } else {
        without.append(entry)
      }
    }
    let order = highestFirst(values)
    let ordered = order.map { valued[Int($0)] }
    var start = 0
    for index in 1..<max(1, order.count) where values[Int(order[index])] < values[Int(order[start])] {
      body(ordered[start..<index])
      start = index
    }
    if start < ordered.count { body(ordered[start...]) }
    if !without.isEmpty { body(without[...]) }
  }

  /// Rows without a place: those with a score first, in its order, the others by their ids.
  func outside(_ entries: [Entry]) -> [RankingRow] {
    var rows: [RankingRow] = []
    byValue(entries, scores) { part in
      for entry in part.sorted(by: { id($0) < id($1) }) {
        let barredBy = groups[entry.group].barredBy(entry.position)
        rows.append(
          RankingRow(
            candidate: id(entry), group: groups[entry.group].group, place: nil, score: score(entry),
            listed: false, tieBrokenBy: nil, sharing: [], barredBy: (fellAway(entry) ? [.fellAway] : []) + barredBy,
            keptOutBy: [], reserve: nil, wasChosen: false))
      }
    }
    return rows
  }
}
