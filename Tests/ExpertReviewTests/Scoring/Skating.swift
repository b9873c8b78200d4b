import ExpertReview
import FoundationEssentials
import Testing

/// A folder of figure-skating results with the scheme of `Tests/Golden/skating`.
struct Skating {
  struct Official {
    let place: Int
    let score: String
    let componentTotal: String
  }

  let scheme: Scheme
  /// Candidates of each segment, in the order of the file.
  private(set) var segments: [GroupID: [CandidateID]] = [:]
  private var marks: [CandidateID: [String: [ItemID: ExactDecimal?]]] = [:]
  private var given: [CandidateID: [ItemID: ExactDecimal]] = [:]
  private(set) var means: [CandidateID: [ItemID: ExactDecimal]] = [:]
  private(set) var results: [CandidateID: Official] = [:]

  static let golden =
    #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/Golden/skating"

  init(folder: String) throws {
    scheme = try Self.readSkatingScheme()
    for row in try Self.rows(folder, "candidates.csv") {
      segments[GroupID(row[1]), default: []].append(CandidateID(row[0]))
    }
    for row in try Self.rows(folder, "scores.csv") {
      marks[CandidateID(row[0]), default: [:]][row[1], default: [:]][ItemID(row[2])] = .some(ExactDecimal(row[3]))
    }
    for row in try Self.rows(folder, "given.csv") {
      given[CandidateID(row[0]), default: [:]][ItemID(row[2])] = ExactDecimal(row[3])
    }
    for row in try Self.rows(folder, "official_components.csv") {
      means[CandidateID(row[0]), default: [:]][ItemID(row[1])] = ExactDecimal(row[2])
    }
    for row in try Self.rows(folder, "official_results.csv") {
      results[CandidateID(row[0])] = Official(place: try #require(Int(row[2])), score: row[3], componentTotal: row[4])
    }
  }

  private static func readSkatingScheme() throws -> Scheme {
    let id = SchemeID("isu-skating")
    let shelf = SchemeShelf(
      schemes: [id: try bytes(golden + "/Rubrics/isu-skating/scheme.json")],
      documents: try bytes(golden + "/Rubrics/documents.json"))
    return try readScheme(id, from: shelf).get()
  }

  private static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  /// Rows after the header. No field of these files is quoted.
  private static func rows(_ folder: String, _ name: String) throws -> [[String]] {
    let text = String(decoding: try bytes(folder + "/" + name), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  /// A segment's plan and the matrix of its marks, judges in the order of their names.
  func matrix(of segment: GroupID) throws -> (plan: ScoringPlan, matrix: MarkMatrix) {
    let stage = try #require(scheme.reviewStage)
    let plan = try ScoringPlan.compile(stage: stage, group: segment)
    var matrix = MarkMatrix(for: plan)
    for candidate in segments[segment] ?? [] {
      try matrix.appendCandidate(values: plan.valueItems.map { given[candidate]?[$0.id] })
      for (judge, sheet) in (marks[candidate] ?? [:]).sorted(by: { $0.key < $1.key }) {
        let steps = try plan.judgedItems.map { item -> Int32 in
          guard let mark = try #require(sheet[item.id]) else { return MarkMatrix.missing }
          return try #require(stage.rubric.scale.steps(of: mark))
        }
        try matrix.appendSheet(expert: try #require(Int32(judge.drop { $0 != "J" }.dropFirst())), marks: steps)
      }
    }
    return (plan, matrix)
  }

  /// The ranking of all segments.
  func ranking() throws -> Ranking {
    let stage = try #require(scheme.reviewStage)
    let groups = try segments.map { segment, candidates in
      let (plan, matrix) = try matrix(of: segment)
      return RankedGroup(
        group: segment, standings: plan.aggregate(matrix), contenders: candidates.map { Contender(candidate: $0) },
        ties: stage.rubric.perGroup[segment]?.ties)
    }
    return rank(stage: stage.id, groups: groups, selection: try #require(scheme.selection))
  }
}
