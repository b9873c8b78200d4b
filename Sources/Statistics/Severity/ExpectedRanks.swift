extension VarianceComponents {
  /// By subject, the expected place among all subjects, 1 the best, by plugging in predictions and their spread.
  ///
  ///     expected(i) = 1 + Σ_{k ≠ i} Φ((û(k) − û(i)) / √(s²(i) + s²(k)))
  ///
  /// with s the conditional standard deviations, as if the predictions of two subjects erred independently (N. M. Laird
  /// and T. A. Louis, "Empirical Bayes ranking methods", Journal of Educational Statistics 14, 1989; H. F. Lingsma and
  /// others, "Comparing and ranking hospitals based on outcome: results from The Netherlands Stroke Survey", QJM 103,
  /// 2010). The expected places sum to n (n + 1)/2. They lie closer together than places: where marks tell nothing, all
  /// stand in the middle.
  ///
  /// When not to use it: with few raters, whose common errors subjects share and whose variances are taken as known;
  /// `BayesianRanking` minds both.
  /// Complexity: n².
  public func expectedRanks() -> [Double] {
    let spread = subjects.map { $0.conditionalError * $0.conditionalError }
    var ranks = [Double](repeating: 1, count: subjects.count)
    for first in subjects.indices {
      for second in 0..<first {
        let scale = (spread[first] + spread[second]).squareRoot()
        let gap = subjects[first].effect - subjects[second].effect
        let behind: Double
        if scale > 0 {
          behind = NormalDistribution.probability(below: -gap / scale)
        } else {
          behind = gap == 0 ? 0.5 : gap > 0 ? 0 : 1
        }
        ranks[first] += behind
        ranks[second] += 1 - behind
      }
    }
    return ranks
  }
}
