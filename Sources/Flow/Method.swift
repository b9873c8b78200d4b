/// Ways to solve, beside one another.
///
/// Which of them solves a network depends on the network alone: on its shape, and on how much work, counted in arcs
/// looked at, a method has done without an end. So the same network takes the same way on every machine.
enum Method: Hashable, CaseIterable {
  /// For a `TwoSidedShape`: best where capacities are ample, hopeless where all senders want the same receivers.
  case shortestPaths
  /// For a `TwoSidedShape` with one exit a receiver: best where all senders want the same receivers.
  case auction
  /// For every network: good in every shape.
  case costScaling
  /// For every network, where scaling has spent its budget.
  case simplex

  /// How much work a method may do before it gives way to the next.
  func budget(arcs: Int, nodes: Int) -> Int? {
    switch self {
    case .shortestPaths: 3 * arcs + 16 * nodes
    case .auction, .costScaling: 400 * arcs + 4000 * nodes
    case .simplex: nil
    }
  }
}

/// Solves by the methods in their order, each within its budget, or by one alone for as long as it takes.
/// Precondition: there is an arc, and that one fits the network.
func solve(
  _ arcs: ArcColumns, balances: [Int], by only: Method?, after done: Work = Work(), watch: Watch?
) -> Rest {
  var work = done
  func pace(_ method: Method) -> Pace {
    Pace(work, budget: only == nil ? method.budget(arcs: arcs.count, nodes: balances.count) : nil, watch: watch)
  }
  if only == nil || only == .shortestPaths || only == .auction, let shape = TwoSidedShape(arcs, balances: balances) {
    if only != .auction {
      var paths = ShortestPaths(arcs, shape, pace: pace(.shortestPaths))
      if let rest = paths.run() { return rest.drawnTogether(arcs) }
      work = paths.pace.work
    }
    if only != .shortestPaths && shape.hasSingleExits {
      var auction = Auction(arcs, shape, pace: pace(.auction))
      if auction.run() {
        var scaling = CostScaling(arcs, balances: balances, after: auction)
        if let rest = scaling.finish() { return rest.drawnTogether(arcs) }
        work = scaling.pace.work
      } else {
        if let rest = auction.pace.rest { return rest }
        work = auction.pace.work
      }
    }
  }
  if only == nil || only == .costScaling {
    var scaling = CostScaling(arcs, balances: balances, pace: pace(.costScaling))
    if let rest = scaling.run() { return rest.drawnTogether(arcs) }
    work = scaling.pace.work
  }
  precondition(only == nil || only == .simplex, "a method that does not fit the network")
  var simplex = NetworkSimplex(arcs, balances: balances)
  simplex.pace = pace(.simplex)
  guard let rest = simplex.run() else { preconditionFailure("the simplex has no budget") }
  return rest
}

extension Rest {
  /// Brings potentials within ± nodes × greatest cost of each other, where a method let them drift apart.
  ///
  /// Where no potential lies between two that differ by more than the greatest cost, no arc across has a reduced cost
  /// of zero; all above may sink until the gap is the greatest cost, and no reduced cost changes its sign.
  func drawnTogether(_ arcs: ArcColumns) -> Rest {
    guard end == .met, let least = potentials.min(), let most = potentials.max() else { return self }
    // Nearly always the first arcs show already that there is nothing to do.
    let far = max(-least, most)
    var greatest: Int64 = 0
    for arc in 0..<arcs.count {
      greatest = max(greatest, abs(arcs.costs[arc]))
      if greatest * Int64(potentials.count) >= far { return self }
    }
    let ascending = potentials.indices.sorted { potentials[$0] < potentials[$1] }
    var drawn = potentials
    var before = least
    var level: Int64 = 0
    for node in ascending {
      level += min(potentials[node] - before, greatest)
      before = potentials[node]
      drawn[node] = level
    }
    return Rest(end: end, flow: flow, potentials: drawn, work: work)
  }
}
