/// What the public has been shown and told, as the postings say: who is on notice and since when, and who is final.
///
/// Each line has a clock of its own. The proposed list starts all clocks; a supplementary list (补充公示) those of its
/// own lines; a corrected list (更正公示) those of the lines that it names as shown anew, and the others run on.
public struct NoticeBoard: Sendable, Hashable {
  /// How long a line is shown.
  public struct Showing: Sendable, Hashable {
    /// The number of the posting's fact.
    public let fact: Int
    /// The day from which objections may have come in; earlier than `posted` for a line that was shown before.
    public let firstShown: CivilDay
    public let posted: CivilDay
    /// The last day of its notice; never earlier than what was printed.
    public internal(set) var lastDay: CivilDay
  }
  /// A line that is final.
  public struct Published: Sendable, Hashable {
    public let line: Posting.Line
    public let on: CivilDay
    /// The number of the posting's fact.
    public let fact: Int
  }

  /// The list on notice, in the order shown; those who left since are still in it.
  public private(set) var lines: [Posting.Line] = []
  public internal(set) var showings: [CandidateID: Showing] = [:]
  /// Each line once, in the order of publication.
  public private(set) var published: [Published] = []
  /// The day of the last final list.
  public private(set) var lastPublished: CivilDay?

  public var isEmpty: Bool { lines.isEmpty }

  /// When a candidate became final.
  public func publication(of id: CandidateID) -> Published? { published.first { $0.line.candidate == id } }

  mutating func take(_ posting: Posting, fact: Int) {
    func shown(_ id: CandidateID) -> Showing {
      Showing(
        fact: fact, firstShown: min(showings[id]?.firstShown ?? posting.day, posting.day), posted: posting.day,
        lastDay: posting.lastDay)
    }
    switch posting.kind {
    case .proposed:
      showings = Dictionary(posting.lines.map { ($0.candidate, shown($0.candidate)) }) { first, _ in first }
      lines = posting.lines
    case .supplementary:
      for line in posting.lines { showings[line.candidate] = shown(line.candidate) }
      lines += posting.lines
    case .corrected:
      let anew = Set(posting.anew)
      var next: [CandidateID: Showing] = [:]
      for id in posting.lines.map(\.candidate) { next[id] = anew.contains(id) ? shown(id) : showings[id] ?? shown(id) }
      showings = next
      lines = posting.lines
    case .final: publish(posting, fact: fact)
    }
  }

  private mutating func publish(_ posting: Posting, fact: Int) {
    lastPublished = posting.day
    let known = Dictionary(published.map { ($0.line.candidate, $0) }) { first, _ in first }
    let own = posting.lines.map { line in
      Published(line: line, on: known[line.candidate]?.on ?? posting.day, fact: known[line.candidate]?.fact ?? fact)
    }
    published = posting.adds ? published + own.filter { known[$0.line.candidate] == nil } : own
  }
}

/// What the list on notice asks for, now that another follows from the record.
public enum NoticeChange: Sendable, Hashable {
  /// Nothing was on notice before.
  case first([Posting.Line])
  /// What was shown still holds for everyone who has not left.
  case unchanged
  /// Those who rose into empty places follow all the others, and only they must be shown.
  case supplementary([Posting.Line])
  /// The order or the membership that was shown is no longer right: the whole list must be shown, and the clocks of
  /// `anew` begin again. `dropped` are no longer listed although they did not leave.
  case corrected([Posting.Line], anew: [CandidateID], dropped: [CandidateID])
}

extension Round {
  /// What a list that follows from the record asks of the one on notice.
  ///
  /// A line has changed where the candidate was never shown, is in another group, or stands before one of its group
  /// that it stood behind, or the reverse; that others left changes no line, and neither does a score, which is not
  /// shown. Lines that are final already are settled and not compared. Complexity: linear in the lines.
  public func noticeChange(to lines: [Posting.Line]) -> NoticeChange {
    guard !board.isEmpty else { return lines.isEmpty ? .unchanged : .first(lines) }
    let published = Set(board.published.map(\.line.candidate))
    let listed = Set(lines.map(\.candidate))
    let shown = Dictionary(board.lines.map { ($0.candidate, $0) }) { first, _ in first }
    let dropped = board.lines.map(\.candidate).filter {
      !listed.contains($0) && exclusions[$0] == nil && !published.contains($0)
    }
    let new = lines.filter { shown[$0.candidate] == nil && !published.contains($0.candidate) }
    let moved = moved(lines.filter { shown[$0.candidate] != nil && !published.contains($0.candidate) }, shown)
    let follow = Set(new.map(\.group)).allSatisfy { group in
      let own = lines.filter { $0.group == group }.map {
        shown[$0.candidate] != nil || published.contains($0.candidate)
      }
      return (own.lastIndex(of: true) ?? -1) < (own.firstIndex(of: false) ?? own.count)
    }
    if moved.isEmpty, dropped.isEmpty, follow { return new.isEmpty ? .unchanged : .supplementary(new) }
    let changed = moved.union(new.map(\.candidate))
    return .corrected(lines, anew: lines.map(\.candidate).filter(changed.contains), dropped: dropped.sorted())
  }

  /// Those who stand otherwise than shown beside another of their group.
  private func moved(_ lines: [Posting.Line], _ shown: [CandidateID: Posting.Line]) -> Set<CandidateID> {
    let order = Dictionary(uniqueKeysWithValues: lines.enumerated().map { ($1.candidate, $0) })
    var moved = Set(lines.filter { shown[$0.candidate]?.group != $0.group }.map(\.candidate))
    for (_, group) in Dictionary(grouping: board.lines, by: \.group) {
      let members = group.map(\.candidate).filter { order[$0] != nil && !moved.contains($0) }
      let places = members.compactMap { order[$0] }
      var highest = -1
      for (id, place) in zip(members, places) {
        if highest > place { moved.insert(id) }
        highest = max(highest, place)
      }
      var lowest = Int.max
      for (id, place) in zip(members, places).reversed() {
        if lowest < place { moved.insert(id) }
        lowest = min(lowest, place)
      }
    }
    return moved
  }
}
