/// What experts said of which candidates they would like to judge (意向).
///
/// Held by columns as `AffinityTable` is: sorted by candidate, then expert, no pair twice.
public struct BidTable: Sendable, Hashable {
  /// How much an expert would like to judge a candidate. Nobody who has to stay away says so here: a conflict is
  /// declared.
  public enum Bid: String, Sendable, CaseIterable {
    /// 想评
    case eager
    /// 可评
    case willing
    /// 一般
    case maybe
    /// 不想评
    case not

    /// Under which a bid is stored; never changes.
    var code: Int32 {
      switch self {
      case .not: 0
      case .maybe: 1
      case .willing: 2
      case .eager: 3
      }
    }
  }

  public let candidates: [CandidateID]
  public let experts: [ExpertID]
  public let candidateIndex: [Int32]
  public let expertIndex: [Int32]
  /// Of each pair its bid, as `Bid.code`; −1 for one that was taken back.
  public let codes: [Int32]

  public var count: Int { codes.count }

  /// A pair with what was said of it, nil where a bid is taken back.
  public struct Line: Sendable, Hashable {
    public let candidate: CandidateID
    public let expert: ExpertID
    public let bid: Bid?

    public init(candidate: CandidateID, expert: ExpertID, bid: Bid?) {
      self.candidate = candidate
      self.expert = expert
      self.bid = bid
    }
  }

  /// Lines in any order; of those of one pair the last holds. Complexity: sorting.
  public init(_ lines: [Line]) {
    var last: [PanelInput.Pair: Int32] = [:]
    for line in lines { last[PanelInput.Pair(line.candidate, line.expert)] = line.bid?.code ?? -1 }
    let pairs = last.sorted { ($0.key.candidate, $0.key.expert) < ($1.key.candidate, $1.key.expert) }
    let candidates = Set(pairs.map(\.key.candidate)).sorted()
    let experts = Set(pairs.map(\.key.expert)).sorted()
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, Int32($0)) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    self.candidates = candidates
    self.experts = experts
    candidateIndex = pairs.map { candidateAt[$0.key.candidate] ?? -1 }
    expertIndex = pairs.map { expertAt[$0.key.expert] ?? -1 }
    codes = pairs.map(\.value)
  }

  /// The lines, by candidate, then expert.
  public var lines: [Line] {
    codes.indices.map {
      Line(
        candidate: candidates[Int(candidateIndex[$0])], expert: experts[Int(expertIndex[$0])],
        bid: Bid(code: codes[$0]))
    }
  }

  /// This table with the lines of a later one, which replace those of the same pair; what is taken back goes.
  public func merged(with later: BidTable) -> BidTable {
    let taken = BidTable(lines + later.lines)
    return BidTable(taken.lines.filter { $0.bid != nil })
  }
}

extension BidTable.Bid {
  init?(code: Int32) {
    guard let bid = BidTable.Bid.allCases.first(where: { $0.code == code }) else { return nil }
    self = bid
  }
}
