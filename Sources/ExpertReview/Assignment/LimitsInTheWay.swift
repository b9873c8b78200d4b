import Flow

/// A limit that has its part in a shortfall.
public struct LimitInTheWay: Sendable, Hashable {
  public enum Limit: Sendable, Hashable {
    case composition(CompositionLimit)
    /// These experts must sit by order.
    case pins([ExpertID])
  }
  public let candidate: CandidateID
  public let limit: Limit
  /// How many the panel must still be given of those whom the limit counts, or how many more it may hold.
  public let asked: Int
  /// How many of them are left to it, those in soft conflict among them.
  public let left: Int
}

extension Shortfall {
  /// The limits on single panels whose arcs make a cut block, by candidate and then as the problem names them.
  static func limitsInTheWay(
    of cut: Cut, in network: Network, _ layout: PanelNetwork.Layout, _ problem: PanelProblem
  ) -> [LimitInTheWay] {
    let inside = Set(cut.nodes)
    var bounds: Set<BoundLimit> = []
    var pins: [Int: [ExpertID]] = [:]
    for index in 0..<network.arcCount {
      let arc = network[arc: index]
      guard inside.contains(arc.tail) != inside.contains(arc.head) else { continue }
      // What leaves those who send, or enters those who receive, is held down; the rest is forced upon them.
      let isHeldDown = inside.contains(arc.tail) == (cut.direction == .outward)
      if arc.head >= layout.firstGroupNode {
        let group = layout.groups.all[arc.head - layout.firstGroupNode]
        let saysMost = problem.limits.all[group.bound.limit].said.sense == .atMost
        if isHeldDown == (saysMost != group.isTurned) { bounds.insert(group.bound) }
      } else if arc.lower > 0, !isHeldDown, layout.isExpert(arc.head), let candidate = layout.candidate(of: arc.tail) {
        pins[candidate, default: []].append(problem.experts[arc.head - layout.expert(0)])
      }
    }
    let limits = bounds.sorted { ($0.candidate, $0.limit, $0.class) < ($1.candidate, $1.limit, $1.class) }
    return limits.map(problem.inTheWay)
      + pins.sorted { $0.key < $1.key }.map { candidate, experts in
        LimitInTheWay(
          candidate: problem.candidates[candidate], limit: .pins(experts), asked: experts.count, left: experts.count)
      }
  }
}

extension PanelProblem {
  func inTheWay(_ bound: BoundLimit) -> LimitInTheWay {
    LimitInTheWay(
      candidate: candidates[bound.candidate], limit: .composition(limits.all[bound.limit].said), asked: bound.count,
      left: positions(bound).count)
  }
}
