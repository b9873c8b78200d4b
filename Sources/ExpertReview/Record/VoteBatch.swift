/// What an expert says of a condition that only people can judge.
public enum Vote: Int32, Sendable, CaseIterable {
  case notMet = 0
  case met = 1
}

/// Votes that were brought in together, on conditions of which experts say "met" or "not met" beside their marks.
///
/// Row *n* holds the votes of `experts[expertIndex[n]]` on `candidates[candidateIndex[n]]`: one for each of `rules`,
/// `missing` where none was given.
public struct VoteBatch: Sendable, Hashable {
  /// Stands for a vote that was not given.
  public static let missing: Int32 = -1

  public let stage: String
  public let rules: [RuleID]
  public let candidates: [CandidateID]
  public let experts: [ExpertID]
  public let candidateIndex: [Int32]
  public let expertIndex: [Int32]
  /// `rules.count` a row: the raw value of a vote, or `missing`.
  public let votes: [Int32]

  public var rowCount: Int { candidateIndex.count }

  /// Precondition: columns of one length, a vote or `missing` for each rule in every row.
  public init(
    stage: String, rules: [RuleID], candidates: [CandidateID], experts: [ExpertID], candidateIndex: [Int32],
    expertIndex: [Int32], votes: [Int32]
  ) {
    precondition(expertIndex.count == candidateIndex.count && votes.count == candidateIndex.count * rules.count)
    self.stage = stage
    self.rules = rules
    self.candidates = candidates
    self.experts = experts
    self.candidateIndex = candidateIndex
    self.expertIndex = expertIndex
    self.votes = votes
  }

  /// One expert's votes on one candidate.
  public struct Row: Sendable, Hashable {
    public let candidate: CandidateID
    public let expert: ExpertID
    public let votes: [RuleID: Vote]

    public init(candidate: CandidateID, expert: ExpertID, votes: [RuleID: Vote]) {
      self.candidate = candidate
      self.expert = expert
      self.votes = votes
    }
  }

  /// The batch of some rows in the order given. Rules, candidates and experts are listed by their ids.
  public init(stage: String, rows: [Row]) {
    let rules = Set(rows.flatMap(\.votes.keys)).sorted()
    let candidates = Set(rows.map(\.candidate)).sorted()
    let experts = Set(rows.map(\.expert)).sorted()
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, Int32($0)) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    self.init(
      stage: stage, rules: rules, candidates: candidates, experts: experts,
      candidateIndex: rows.map { candidateAt[$0.candidate] ?? 0 }, expertIndex: rows.map { expertAt[$0.expert] ?? 0 },
      votes: rows.flatMap { row in rules.map { row.votes[$0]?.rawValue ?? VoteBatch.missing } })
  }
}

// MARK: - As bytes

extension VoteBatch {
  /// Only the packed form is ever stored.
  var packed: PackedTable {
    PackedTable(
      header: .object([
        "stage": .text(stage), "rules": .identifiers(rules), "candidates": .identifiers(candidates),
        "experts": .identifiers(experts),
      ]),
      columns: [candidateIndex, expertIndex, votes])
  }

  init(packed table: PackedTable, kind: String) throws {
    let reader = FactReader(kind: kind, root: table.header)
    let rules: [RuleID] = try reader.identifiers("rules")
    let candidates: [CandidateID] = try reader.identifiers("candidates")
    let experts: [ExpertID] = try reader.identifiers("experts")
    guard table.columns.count == 3, table.columns[1].count == table.columns[0].count,
      table.columns[2].count == table.columns[0].count * rules.count,
      table.columns[0].allSatisfy({ candidates.indices.contains(Int($0)) }),
      table.columns[1].allSatisfy({ experts.indices.contains(Int($0)) }),
      table.columns[2].allSatisfy({ $0 == VoteBatch.missing || Vote(rawValue: $0) != nil })
    else { throw reader.fault("columns") }
    self.init(
      stage: try reader.text("stage"), rules: rules, candidates: candidates, experts: experts,
      candidateIndex: table.columns[0], expertIndex: table.columns[1], votes: table.columns[2])
  }

  /// The votes in words.
  var json: JSON {
    .object([
      "stage": .text(stage),
      "votes": .array(
        (0..<rowCount).map { row in
          .object([
            "candidate": .text(candidates[Int(candidateIndex[row])].rawValue),
            "expert": .text(experts[Int(expertIndex[row])].rawValue),
            "met": .identifiers(rules(voted: .met, in: row)), "notMet": .identifiers(rules(voted: .notMet, in: row)),
          ])
        }),
    ])
  }

  private func rules(voted vote: Vote, in row: Int) -> [RuleID] {
    rules.indices.filter { votes[row * rules.count + $0] == vote.rawValue }.map { rules[$0] }
  }
}
