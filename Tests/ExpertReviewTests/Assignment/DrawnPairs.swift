@testable import ExpertReview

/// What a lottery makes of every pair of a small problem: a tenth are barred, some soft, and each has an affinity.
struct DrawnPairs {
  private(set) var barred: Set<PanelInput.Pair> = []
  private(set) var soft: Set<PanelInput.Pair> = []
  private var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
  private let candidates: [CandidateID]
  private let experts: [ExpertID]

  /// - Parameters:
  ///   - softTenths: how many tenths of the pairs are soft.
  ///   - tenths: the range of affinities, in tenths.
  ///   - leavesOut: whether a fifth of the pairs have no affinity.
  init(
    _ candidates: [CandidateID], _ experts: [Expert], softTenths: Int, tenths: ClosedRange<Int>,
    leavesOut: Bool = false, using lottery: inout Lottery
  ) {
    self.candidates = candidates
    self.experts = experts.map(\.id)
    for (row, candidate) in candidates.enumerated() {
      for (column, expert) in experts.enumerated() {
        switch lottery.count(0...9) {
        case 0: barred.insert(PanelInput.Pair(candidate, expert.id))
        case 1..<softTenths + 1: soft.insert(PanelInput.Pair(candidate, expert.id))
        default: break
        }
        if leavesOut, lottery.count(0...4) == 0 { continue }
        pairs.append((Int32(row), Int32(column), Int32(lottery.count(tenths)) * 100_000))
      }
    }
  }

  func table(absent: AffinityTable.Absent = .forbid) -> AffinityTable {
    AffinityTable(absent: absent, candidates: candidates, experts: experts, pairs: pairs)
  }
}
