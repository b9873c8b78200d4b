/// A proof that no flow within side limits costs less than a bound, or that there is none at all.
///
/// It is a tree of cases. A case is either split by the flow of one arc (at most so much, or more), or narrowed, or
/// priced: prices for the nodes and limits show that no flow of the case costs less than their bound. A price that the
/// network itself cannot pay, at a weight of zero for its costs, shows that the case has no flow. The bound of the
/// whole is the least of its cases. `checkBound` follows the tree without trust in the search that made it.
public struct BoundProof: Sendable, Hashable {
  public indirect enum Case: Sendable, Hashable {
    /// The number of the prices that bound the case.
    case priced(Int)
    /// The flow of `arc` is at most `at` in `upTo`, more in `above`.
    case split(arc: Int, at: Int, upTo: Case, above: Case)
    /// Flows that use an arc which the prices show to lead to `cutoff` or more are left out of the rest.
    case narrowed(by: Int, cutoff: Int128, rest: Case)
  }

  /// Prices that prove a lower bound on the cost.
  public struct Prices: Sendable, Hashable {
    /// The common denominator: costs count this many times. Zero: costs do not count, and what is proved is that no
    /// flow keeps to all limits.
    public let weight: Int64
    /// One for each limit, zero or more.
    public let multipliers: [Int64]
    /// One for each node.
    public let potentials: [Int64]

    public init(weight: Int64, multipliers: [Int64], potentials: [Int64]) {
      self.weight = weight
      self.multipliers = multipliers
      self.potentials = potentials
    }
  }

  public let prices: [Prices]
  public let cases: Case

  public init(prices: [Prices], cases: Case) {
    self.prices = prices
    self.cases = cases
  }
}
