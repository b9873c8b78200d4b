import Testing

@testable import ExpertReview

/// A round whose lists are posted by hand: the fold takes them as recorded, whatever the marks would come to.
struct PostedRound {
  var round: Round
  /// A Monday; five working days after it end on the Tuesday after, for 2026-01-01 to 03 are holidays and 2026-01-04 is
  /// a working Sunday.
  static let posted = CivilDay("2025-12-29") ?? TinyRound.day
  static let lastDay = CivilDay("2026-01-06") ?? TinyRound.day
  static let publishFrom = CivilDay("2026-01-07") ?? TinyRound.day

  /// Candidates C1, C2 … of one group, and of another where `vertical` says so.
  init(_ count: Int, vertical: Set<Int> = []) throws {
    round = try TinyRound.round()
    try round.add(
      .candidatesImported(
        (1...count).map {
          try TinyRound.candidate("C\($0)", ["track": .text(vertical.contains($0) ? "vertical" : "general")])
        }))
  }

  /// Lines in order; places count within the group.
  func lines(_ ids: String) throws -> [Posting.Line] {
    var places: [GroupID: Int] = [:]
    return try ids.split(separator: " ").map { id in
      let candidate = try round.candidate(CandidateID(String(id)))
      let group = try #require(round.scheme.group(of: candidate))
      places[group, default: 0] += 1
      return Posting.Line(candidate: candidate.id, group: group, place: places[group] ?? 0, score: "80.00")
    }
  }

  mutating func post(
    _ kind: Posting.Kind, _ ids: String, anew: [CandidateID] = [], on day: CivilDay = posted, until: CivilDay = lastDay
  ) throws {
    let final = kind == .final
    try round.add(
      .posted(
        Posting(
          kind: kind, day: day, lastDay: final ? day : until, lines: try lines(ids), anew: anew, adds: final)), on: day)
  }

  func change(to ids: String) throws -> NoticeChange { round.noticeChange(to: try lines(ids)) }

  func finalList(of ids: String, on day: CivilDay) throws -> FinalList { round.finalList(of: try lines(ids), on: day) }
}

extension [Posting.Line] {
  var ids: String { map(\.candidate.rawValue).joined(separator: " ") }
}
