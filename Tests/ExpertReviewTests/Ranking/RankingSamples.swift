@testable import ExpertReview

/// A candidate of a ranking test: its marks on items A and B by one expert, and what caps and tie-breaks look at.
struct Sampled {
  var id: String
  var a: Int
  var b = 0
  var deduction = 0
  var recommender: String?
  var kind: String?
  var preferences: Set<String> = []
  var fellAway = false
}

extension Sample {
  /// A group whose score is A + B less the deduction.
  static func group(
    _ id: String, _ candidates: [Sampled], ties: [TieBreak]? = nil, minimums: [Aggregation.Minimum] = []
  ) throws -> RankedGroup {
    let items = [item("A"), item("B"), item("off", .given, deduct: true)]
    let plan = try plan(
      items, scale: hundred, aggregation(.item, rounding: [round(.total, 2)], minimums: minimums))
    var matrix = MarkMatrix(for: plan)
    for candidate in candidates {
      try matrix.appendCandidate(values: [ExactDecimal(candidate.deduction)])
      try matrix.appendSheet(expert: 0, marks: [Int32(candidate.a), Int32(candidate.b)])
    }
    let contenders = candidates.map {
      Contender(
        candidate: CandidateID($0.id), recommender: $0.recommender.map { RecommenderID($0) }, kind: $0.kind,
        preferences: $0.preferences, fellAway: $0.fellAway)
    }
    return RankedGroup(group: GroupID(id), standings: plan.aggregate(matrix), contenders: contenders, ties: ties)
  }

  static func selection(
    caps: [(Selection.Scope, Int)] = [], ties: [TieBreak] = [], places: Selection.Places = .standard,
    reserve: Int = 0, nextMayRise: Bool = false
  ) -> Selection {
    Selection(
      caps: caps.map { Selection.Cap(scope: $0.0, atMost: $0.1, source: source) }, ties: ties, places: places,
      reserve: reserve, nextMayRise: nextMayRise, source: source)
  }
}

extension Ranking {
  func row(_ id: String) -> RankingRow? { rows.first { $0.candidate == CandidateID(id) } }
  var listed: [String] { rows.filter(\.listed).map(\.candidate.rawValue) }
  var order: [String] { rows.map(\.candidate.rawValue) }
}
