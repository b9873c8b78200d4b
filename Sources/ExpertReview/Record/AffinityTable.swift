/// How well experts suit candidates, in millionths, for the pairs that were given.
///
/// Held by columns: pair *n* joins `candidates[candidateIndex[n]]` and `experts[expertIndex[n]]`. Pairs are sorted by
/// candidate, then expert, and no pair stands twice. Range of an affinity: ±2,147 with six decimals.
public struct AffinityTable: Sendable, Hashable {
  /// What a pair that the table leaves out means.
  public enum Absent: String, Sendable, CaseIterable {
    /// It may not be assigned.
    case forbid
    /// Its affinity is zero.
    case zero
  }

  public let absent: Absent
  public let candidates: [CandidateID]
  public let experts: [ExpertID]
  public let candidateIndex: [Int32]
  public let expertIndex: [Int32]
  public let millionths: [Int32]

  public var count: Int { millionths.count }

  /// The table of pairs given in any order. Precondition: no pair twice, indices within the lists.
  public init(
    absent: Absent, candidates: [CandidateID], experts: [ExpertID],
    pairs: [(candidate: Int32, expert: Int32, millionths: Int32)]
  ) {
    let candidateOrder = AffinityTable.order(of: candidates)
    let expertOrder = AffinityTable.order(of: experts)
    let sorted = pairs.map { (candidateOrder.rank[Int($0.candidate)], expertOrder.rank[Int($0.expert)], $0.millionths) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    precondition(zip(sorted, sorted.dropFirst()).allSatisfy { ($0.0, $0.1) < ($1.0, $1.1) }, "a pair stands twice")
    self.absent = absent
    self.candidates = candidateOrder.sorted
    self.experts = expertOrder.sorted
    candidateIndex = sorted.map(\.0)
    expertIndex = sorted.map(\.1)
    millionths = sorted.map(\.2)
  }

  /// This table with the pairs of a later one, which also says what an absent pair means. A pair that the later one
  /// leaves out stays as it is.
  public func merged(with later: AffinityTable) -> AffinityTable {
    struct Pair: Hashable {
      let candidate: CandidateID
      let expert: ExpertID
    }
    var values: [Pair: Int32] = [:]
    for table in [self, later] {
      for pair in 0..<table.count {
        let candidate = table.candidates[Int(table.candidateIndex[pair])]
        values[Pair(candidate: candidate, expert: table.experts[Int(table.expertIndex[pair])])] = table.millionths[pair]
      }
    }
    let candidates = Set(values.keys.map(\.candidate)).sorted()
    let experts = Set(values.keys.map(\.expert)).sorted()
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, Int32($0)) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    return AffinityTable(
      absent: later.absent, candidates: candidates, experts: experts,
      pairs: values.map { (candidateAt[$0.key.candidate] ?? 0, expertAt[$0.key.expert] ?? 0, $0.value) })
  }

  private static func order<ID: Identifier>(of ids: [ID]) -> (sorted: [ID], rank: [Int32]) {
    let order = ids.indices.sorted { ids[$0] < ids[$1] }
    var rank = [Int32](repeating: 0, count: ids.count)
    for (position, index) in order.enumerated() { rank[index] = Int32(position) }
    return (order.map { ids[$0] }, rank)
  }
}
