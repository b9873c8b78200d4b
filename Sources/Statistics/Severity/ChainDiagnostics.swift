/// Whether several Markov chains tell the same, and how much they tell.
///
/// Rank-normalised split R̂ and effective sample sizes of A. Vehtari, A. Gelman, D. Simpson, B. Carpenter, P.-C.
/// Bürkner, "Rank-normalization, folding, and localization: an improved R̂ for assessing convergence of MCMC", Bayesian
/// Analysis 16 (2021). Every chain is cut in halves; all draws are replaced by normal scores of their ranks; R̂
/// compares the spread between halves with that within, once for the draws and once for their distances from the
/// median, and the larger counts. Effective sizes sum autocorrelations up to the end of Geyer's initial monotone
/// sequence (C. J. Geyer, "Practical Markov chain Monte Carlo", Statistical Science 7, 1992): in the bulk for the
/// normal scores, in the tails for the indicators of lying under the 5 % and the 95 % quantile, the smaller of the two.
///
/// The authors ask for R̂ under 1.01 and effective sizes above 100 for each chain. Complexity: a sort of all draws and
/// some passes over them, as many as lags count.
public struct ChainDiagnostics: Sendable, Hashable {
  /// One where the chains agree; not a number where no draw differs from another.
  public let reduction: Double
  public let bulkSize: Double
  public let tailSize: Double

  /// - Parameter chains: draws by chain, in order; at least four in each, all chains of one length.
  public init(_ chains: [[Double]]) {
    let length = (chains.first?.count ?? 0) / 2
    precondition(
      length >= 2 && chains.allSatisfy { $0.count == chains[0].count }, "chains of one length, four draws each")
    // The middle draw of an odd chain falls out.
    let halves = chains.flatMap { [Array($0.prefix(length)), Array($0.suffix(length))] }
    let sorted = halves.flatMap(\.self).sorted()
    func quantile(_ share: Double) -> Double { sorted[Int((Double(sorted.count - 1) * share).rounded())] }
    guard sorted[0] < sorted[sorted.count - 1] else {
      (reduction, bulkSize, tailSize) = (.nan, .nan, .nan)
      return
    }
    let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    let scores = Self.normalScores(halves)
    let folded = Self.normalScores(halves.map { $0.map { ($0 - middle).magnitude } })
    reduction = max(Self.reduction(scores), Self.reduction(folded))
    bulkSize = Self.effectiveSize(scores)
    tailSize = [0.05, 0.95].map { share in
      let bound = quantile(share)
      return Self.effectiveSize(halves.map { $0.map { $0 <= bound ? 1 : 0 } })
    }.reduce(.infinity, min)
  }

  /// Each draw's rank among all as a normal quantile, equals at their mean rank.
  static func normalScores(_ chains: [[Double]]) -> [[Double]] {
    let flat = chains.flatMap(\.self)
    let order = flat.indices.sorted { flat[$0] == flat[$1] ? $0 < $1 : flat[$0] < flat[$1] }
    var scores = [Double](repeating: 0, count: flat.count)
    var begin = 0
    while begin < order.count {
      var end = begin + 1
      while end < order.count && flat[order[end]] == flat[order[begin]] { end += 1 }
      let rank = Double(begin + end + 1) / 2
      let score = NormalDistribution.quantile((rank - 0.375) / (Double(flat.count) + 0.25))
      for position in begin..<end { scores[order[position]] = score }
      begin = end
    }
    var rest = scores[...]
    return chains.map { chain in
      defer { rest = rest.dropFirst(chain.count) }
      return Array(rest.prefix(chain.count))
    }
  }

  /// The square root of the pooled over the within-chain variance.
  static func reduction(_ chains: [[Double]]) -> Double {
    let parts = Parts(chains)
    return (parts.pooled / parts.within).squareRoot()
  }

  /// How many independent draws would tell the mean as well.
  static func effectiveSize(_ chains: [[Double]]) -> Double {
    let parts = Parts(chains)
    let total = Double(chains.count * parts.length)
    // Half-chains without spread, as an indicator may be, tell of no autocorrelation.
    guard parts.within > 0 else { return .nan }
    func correlation(_ lag: Int) -> Double { 1 - (parts.within - parts.covariance(lag)) / parts.pooled }
    var pairs = 1 + correlation(1)
    var sum = pairs
    var lag = 2
    var left = 0.0
    while lag + 1 < parts.length {
      let (even, odd) = (correlation(lag), correlation(lag + 1))
      guard even + odd > 0 else {
        left = max(0, even)
        break
      }
      pairs = min(pairs, even + odd)
      sum += pairs
      lag += 2
    }
    // Chains that swing around their mean may seem to tell more than they hold: by a factor log₁₀ at most.
    let bound = naturalLogarithm(10) / naturalLogarithm(total)
    return total / max(2 * sum - 1 + left, bound)
  }

  private struct Parts {
    let length: Int
    /// Draws less their chain's mean.
    let centred: [[Double]]
    let within: Double
    let pooled: Double

    init(_ chains: [[Double]]) {
      length = chains[0].count
      let size = Double(length)
      let means = chains.map { $0.reduce(0, +) / size }
      centred = zip(chains, means).map { chain, mean in chain.map { $0 - mean } }
      var squares = 0.0
      for chain in centred { for value in chain { squares += value * value } }
      within = squares / Double(chains.count) / (size - 1)
      let grand = means.reduce(0, +) / Double(means.count)
      let between = means.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } / Double(max(1, means.count - 1))
      pooled = within * (size - 1) / size + between
    }

    /// The mean over chains of the autocovariance, divided by the length.
    func covariance(_ lag: Int) -> Double {
      var sum = 0.0
      for chain in centred { for index in 0..<(length - lag) { sum += chain[index] * chain[index + lag] } }
      return sum / Double(length * centred.count)
    }
  }
}
