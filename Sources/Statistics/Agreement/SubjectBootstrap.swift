/// Bounds for a figure by drawing subjects with replacement: the percentile bootstrap.
///
/// Each replicate draws as many subjects as there are, each with all its marks, and computes the figure anew; bounds
/// are the d-th lowest and d-th highest replicate, d = (B+1)(1 − level)/2 rounded down. Replicate b reads stream b of
/// the seed, so that replicates may be computed in any order.
///
/// Assumptions: subjects are a chance draw and independent; raters stay who they are. With fewer than some twenty
/// subjects bounds are too narrow. For α: A. Zapf, S. Castell, L. Morawietz, A. Karch, "Measuring inter-rater
/// reliability for nominal data – which coefficients and confidence intervals are appropriate?", BMC Medical Research
/// Methodology 16 (2016). Method: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7
/// (1979).
public struct SubjectBootstrap: Sendable, Hashable {
  public let replicates: Int
  public let seed: UInt64

  /// - Parameters:
  ///   - replicates: at least 39 for a level of 0.95; some 2,000 for bounds that a new seed moves little.
  ///   - seed: of the streams.
  public init(replicates: Int = 1_999, seed: UInt64) {
    precondition(replicates > 0, "a bootstrap needs a replicate")
    (self.replicates, self.seed) = (replicates, seed)
  }

  /// The bounds of one figure. Nil where it could be computed for fewer than nine of ten replicates.
  /// - Parameters:
  ///   - ratings: the marks.
  ///   - level: between 0 and 1, neither of them.
  ///   - figure: what to compute; nil where there is none.
  public func interval(
    of ratings: Ratings, level: Double = 0.95, _ figure: (Ratings) -> Double?
  ) -> ConfidenceInterval? {
    intervals(of: ratings, level: level, count: 1) { [figure($0)] }[0]
  }

  /// The bounds of several figures from the same replicates. Nil for each that could be computed for fewer than nine of
  /// ten of them.
  /// - Parameters:
  ///   - ratings: the marks.
  ///   - level: between 0 and 1, neither of them.
  ///   - count: how many figures there are.
  ///   - figures: what to compute, as many; nil for one where there is none.
  public func intervals(
    of ratings: Ratings, level: Double = 0.95, count: Int, _ figures: (Ratings) -> [Double?]
  ) -> [ConfidenceInterval?] {
    let marked = (0..<ratings.subjectCount).filter { !ratings.marks(of: $0).isEmpty }
    guard !marked.isEmpty else { return Array(repeating: nil, count: count) }
    var found = [[Double]](repeating: [], count: count)
    for replicate in 0..<replicates {
      var stream = RandomStream(seed: seed, stream: UInt64(replicate))
      let drawn = marked.map { _ in stream.element(of: marked) }
      for (figure, value) in figures(ratings.selecting(drawn)).enumerated() {
        if let value, value.isFinite { found[figure].append(value) }
      }
    }
    return found.map { figures in
      guard figures.count * 10 >= replicates * 9 else { return nil }
      let ordered = figures.sorted()
      let tail = (1 - level) / 2
      let depth = min(ordered.count, max(1, Int((Double(ordered.count + 1) * tail).rounded(.down))))
      return ConfidenceInterval(lower: ordered[depth - 1], upper: ordered[ordered.count - depth], level: level)
    }
  }
}
