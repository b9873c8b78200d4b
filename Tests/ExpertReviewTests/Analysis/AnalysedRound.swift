import Statistics

@testable import ExpertReview

/// A group with a line for tests of what the ranking hangs on: two items of weights 60 and 40 on a scale of 0…100,
/// totals joined, one highest and lowest dropped from five sheets on, rounded to two places, ties by the first item.
struct AnalysedRound {
  /// An expert's marks of the two items; nil for a recusal.
  struct Sheet {
    let expert: Int
    let marks: [Int32]?
  }

  /// By candidate.
  var sheets: [[Sheet]]
  var line: Int
  var minimumSheets = 1
  var basis = Aggregation.Basis.total
  /// On totals; items are joined without.
  var outliers: Aggregation.Outliers? = Sample.dropping(1, 1, on: .total, whenFewerThan: 5)

  var plan: ScoringPlan {
    get throws {
      try Sample.plan(
        [Sample.item("A", weight: "60"), Sample.item("B", weight: "40")], scale: Sample.hundred,
        Sample.aggregation(
          basis, outliers: basis == .total ? outliers : nil, rounding: [Sample.round(.total, 2)]),
        minimumSheets: minimumSheets, mostSheets: 9)
    }
  }

  /// The ranking, and the same to be made again.
  func ranking() throws -> (official: Ranking, replay: ReplayedRanking, register: [ExpertID]) {
    let plan = try plan
    var matrix = MarkMatrix(for: plan)
    for sheets in sheets {
      try matrix.appendCandidate()
      for sheet in sheets {
        if let marks = sheet.marks {
          try matrix.appendSheet(expert: Int32(sheet.expert), marks: marks)
        } else {
          try matrix.appendRecusal(expert: Int32(sheet.expert))
        }
      }
    }
    let standings = plan.aggregate(matrix)
    let contenders = sheets.indices.map { Contender(candidate: CandidateID("C\($0 + 100)")) }
    let problem = RankingProblem(
      stage: "s", groups: [RankedGroup(group: "g", standings: standings, contenders: contenders)],
      selection: Sample.selection(caps: [(.scheme, line)], ties: [.item("A")]), together: true,
      settlements: Settlements(), shortList: nil)
    let group = GroupStandings(group: "g", candidates: [], plan: plan, matrix: matrix, standings: standings)
    let most = sheets.joined().map(\.expert).max() ?? 0
    return (
      problem.ranking(), ReplayedRanking([group], problem: problem), (0...most).map { ExpertID("E\($0)") }
    )
  }

  /// Candidates of true merits, marked by panels drawn from a pool; experts differ in severity.
  init(
    merits: [Double], pool: Int, panel: Int, line: Int, noise: Double = 6, severity: Double = 4,
    stream: inout RandomStream
  ) {
    let severities = (0..<pool).map { _ in severity * stream.standardNormal() }
    self.line = line
    sheets = merits.map { merit in
      stream.sample(panel, of: Array(0..<pool)).map { expert in
        let marks = (0..<2).map { _ in
          Int32(max(0, min(100, (merit + severities[expert] + noise * stream.standardNormal()).rounded())))
        }
        return Sheet(expert: expert, marks: marks)
      }
    }
  }

  init(sheets: [[Sheet]], line: Int) {
    self.sheets = sheets
    self.line = line
  }
}

extension Ranking {
  var listedIDs: Set<CandidateID> { Set(rows.filter(\.listed).map(\.candidate)) }
}
