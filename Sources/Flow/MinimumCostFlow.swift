/// How far a solver has come; counted, not timed, so that it is the same on every machine.
public struct Work: Sendable, Hashable {
  /// Units sent along a path, pushes along an arc, or changes of a basis.
  public var iterations = 0
  /// Arcs whose reduced cost was looked at.
  public var arcsPriced = 0

  public init() {}
}

/// Looks at the work done so far and says whether to go on.
public typealias Watch = (Work) -> Bool

/// A flow of least cost and the prices that prove it.
public struct Solution: Sendable {
  /// The units on each arc, by the arc's number.
  public let flow: [Int32]
  /// A price for each node, within ±`nodeCount` × the greatest cost: one more unit from node u to node v costs at
  /// least `potentials[v] − potentials[u]`. Only differences mean anything.
  public let potentials: [Int64]
  /// The check that the flow passed with these potentials.
  public let certificate: Certificate
  public let work: Work

  /// The sum of flow × cost.
  public var cost: Int128 { certificate.cost }
}

/// How a search for a flow of least cost ended.
public enum Outcome: Sendable {
  case optimal(Solution)
  /// No flow meets all supplies within all bounds. The cut shows why; of the units that must be sent (supplies, and
  /// lower bounds beyond them), every flow leaves at least `leastUnmet` where they are. Without lower bounds the most
  /// that can be shipped is the sum of the positive supplies less `leastUnmet`.
  case infeasible(Cut, leastUnmet: Int)
  /// The watch said stop.
  case stopped(Work)
}

/// Finds a flow of least cost that meets every supply within every bound.
///
/// The same network gives the same flow and potentials, byte for byte. An optimal flow has passed `check` with its
/// potentials before it is returned, a cut has passed its own; a failure of either is a fault of this module and
/// traps. Supplies that do not sum to zero are infeasible like any others.
///
/// `watch` is called after every few thousand arcs looked at; where it returns false the outcome is `.stopped`.
public func minimumCostFlow(_ network: Network, watch: Watch? = nil) -> Outcome {
  minimumCostFlow(network, by: nil, watch: watch)
}

/// Solves by one method, or by those that the shape of the network calls for. Precondition: the method fits.
func minimumCostFlow(_ network: Network, by method: Method?, watch: Watch? = nil) -> Outcome {
  guard network.arcCount > 0 else { return outcome(of: network, Rest(withoutArcs: network)) }
  return outcome(
    of: network, network.withArcColumns { solve($0, balances: network.balances, by: method, watch: watch) })
}

/// What a method's rest says of the network, once it has been checked.
func outcome(of network: Network, _ rest: Rest) -> Outcome {
  switch rest.end {
  case .stopped: return .stopped(rest.work)
  case .unmet(let units):
    let cut = blockingCut(of: network, greatestFlow: rest.flow)
    return .infeasible(cut, leastUnmet: units)
  case .met:
    do {
      let certificate = try check(network, flow: rest.flow, potentials: rest.potentials)
      return .optimal(
        Solution(flow: rest.flow, potentials: rest.potentials, certificate: certificate, work: rest.work))
    } catch {
      preconditionFailure("an uncertified flow: \(error)")
    }
  }
}

/// Where a method came to rest. Any method that fills this in can stand beside the network simplex.
struct Rest {
  enum End: Hashable {
    /// Every supply is met at least cost.
    case met
    /// So many units can nowhere be sent; `flow` ships as many as any flow can.
    case unmet(Int)
    case stopped
  }
  let end: End
  let flow: [Int32]
  let potentials: [Int64]
  let work: Work
}

extension Rest {
  /// Without arcs nothing moves.
  init(withoutArcs network: Network) {
    let unmet = max(
      network.supplies.reduce(0) { $0 + max($1, 0) }, network.supplies.reduce(0) { $0 - min($1, 0) })
    self.init(
      end: unmet == 0 ? .met : .unmet(unmet), flow: [], potentials: [Int64](repeating: 0, count: network.nodeCount),
      work: Work())
  }
}
