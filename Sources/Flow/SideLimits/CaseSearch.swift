/// Branch and bound over the flows of single arcs.
///
/// A case is the network with bounds narrowed on some arcs. Its flow of least cost, without the side limits, bounds it
/// (potentials and all); a case is done when that bound is not below the best flow found, when its flow keeps all
/// limits, or when it has no flow. Else an arc of a broken limit splits it.
struct CaseSearch {
  let limits: [SideLimit]
  let budget: WorkBudget
  let watch: Watch?
  private var network: Network
  private(set) var prices: [BoundProof.Prices] = []
  private(set) var best: (flow: [Int32], value: Int128)?
  private(set) var work = Work()
  private var ended = false

  init(_ network: Network, _ limits: [SideLimit], _ budget: WorkBudget, _ watch: Watch?) {
    self.network = network
    self.limits = limits
    self.budget = budget
    self.watch = watch
  }

  /// Looks at the case in hand and all its parts.
  mutating func explore() -> BoundProof.Case {
    if let broken = limits.indices.first(where: { isBeyondReach(limits[$0]) }) {
      var multipliers = [Int64](repeating: 0, count: limits.count)
      multipliers[broken] = 1
      return priced(0, multipliers, [Int64](repeating: 0, count: network.nodeCount))
    }
    let outcome = minimumCostFlow(network)
    switch outcome {
    case .stopped: preconditionFailure("stopped without a watch")
    case .infeasible(let cut, _):
      let price: Int64 = cut.direction == .outward ? -1 : 1
      var potentials = [Int64](repeating: 0, count: network.nodeCount)
      for node in cut.nodes { potentials[node] = price }
      return priced(0, noMultipliers, potentials)
    case .optimal(let solution):
      work.iterations += 1
      work.arcsPriced += solution.work.arcsPriced + network.arcCount
      if work.arcsPriced >= budget.steps { ended = true }
      if let watch, !watch(work) { ended = true }
      let bounded = priced(1, noMultipliers, solution.potentials)
      if let best, solution.cost >= best.value { return bounded }
      guard let broken = limits.first(where: { !$0.holds(solution.flow) }) else {
        best = (solution.flow, solution.cost)
        return bounded
      }
      return ended ? bounded : split(by: broken, solution.flow)
    }
  }

  private var noMultipliers: [Int64] { [Int64](repeating: 0, count: limits.count) }

  private mutating func priced(_ weight: Int64, _ multipliers: [Int64], _ potentials: [Int64]) -> BoundProof.Case {
    prices.append(BoundProof.Prices(weight: weight, multipliers: multipliers, potentials: potentials))
    return .priced(prices.count - 1)
  }

  /// Whether no flow within the bounds on the arcs reaches the limit.
  private func isBeyondReach(_ limit: SideLimit) -> Bool {
    let signed: Int128 = limit.sense == .atLeast ? 1 : -1
    var most = -signed * Int128(limit.bound)
    for (arc, coefficient) in limit.summed {
      let gain = signed * Int128(coefficient)
      most += gain * Int128(gain > 0 ? network.capacities[arc] : network.lowers[arc])
    }
    return most < 0
  }

  /// Splits the case by the arc that does the broken limit most harm, or could do it most good.
  private mutating func split(by limit: SideLimit, _ flow: [Int32]) -> BoundProof.Case {
    let signed: Int64 = limit.sense == .atLeast ? 1 : -1
    let terms = limit.summed.filter { $0.coefficient != 0 && network.lowers[$0.arc] < network.capacities[$0.arc] }
    let harm = terms.filter { flow[$0.arc] > network.lowers[$0.arc] }.min { first, second in
      (signed * first.coefficient, first.arc) < (signed * second.coefficient, second.arc)
    }
    let good = terms.filter { flow[$0.arc] < network.capacities[$0.arc] }.max { first, second in
      (signed * first.coefficient, -first.arc) < (signed * second.coefficient, -second.arc)
    }
    let arc: Int
    let at: Int32
    if let harm {
      arc = harm.arc
      at = flow[arc] - 1
    } else if let good {
      arc = good.arc
      at = flow[arc]
    } else {
      preconditionFailure("a limit is broken and beyond reach")
    }
    let (lower, capacity) = (network.lowers[arc], network.capacities[arc])
    network.capacities[arc] = at
    let upTo = explore()
    network.capacities[arc] = capacity
    network.lowers[arc] = at + 1
    let above = explore()
    network.lowers[arc] = lower
    return .split(arc: arc, at: Int(at), upTo: upTo, above: above)
  }
}

extension SideLimit {
  /// Each arc once, ascending, with the sum of its coefficients.
  var summed: [(arc: Int, coefficient: Int64)] {
    var summed: [(arc: Int, coefficient: Int64)] = []
    for term in terms.sorted(by: { ($0.arc, $0.coefficient) < ($1.arc, $1.coefficient) }) {
      if let last = summed.last, last.arc == term.arc {
        summed[summed.count - 1].coefficient += term.coefficient
      } else {
        summed.append((term.arc, term.coefficient))
      }
    }
    return summed
  }
}
