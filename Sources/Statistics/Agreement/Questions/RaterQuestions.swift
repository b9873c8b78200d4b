/// Questions that raters' marks raise, each with its evidence. A question is no finding: what raises it may be a good
/// eye, a special field or a slip of the pen, and only the rater can say.
///
/// # What is asked
///
/// - *disagrees*: the correlation with the colleagues' mean is lower than a rater like them would reach
///   (permutation within subjects, `ColleagueComparison`);
/// - *no range*: the spread is smaller than a rater like them would have (same draws);
/// - *lumps*: one mark stands far more often than the colleagues' most frequent marks do (binomial tail at the median
///   of their shares);
/// - *swapped*: two marks lie far from the colleagues on opposite sides and fit after an exchange (`SwapSearch`).
///
/// A question is raised where the p value, adjusted over all raters and kinds (``falseDiscoveryAdjusted(_:)``), is
/// within the level *and* the effect passes its house threshold. Where nothing is amiss a round raises any question at
/// most as often as the level says; `RaterQuestionTests` measures it.
///
/// # Assumptions, and when not to use it
///
/// Raters of a subject are exchangeable but for their severity. Where a panel seats different fields on purpose, an
/// expert of the lone field may well disagree and be right. Raters with fewer marks than the least are asked nothing;
/// two raters who err alike hide one another.
///
/// Complexity: a rater's marks × draws; draws stop early where nothing is amiss.
public struct RaterQuestions: Sendable, Hashable {
  /// What is asked.
  public enum Kind: Sendable, Hashable, CaseIterable {
    case disagrees
    case lumps
    case noRange
    case swapped
  }

  /// A question about one rater.
  public struct Question: Sendable, Hashable {
    public let kind: Kind
    public let profile: RaterProfile
    /// The median of the same figure over the other raters: of correlations, spreads or shares; nil for a swap.
    public let others: Double?
    public let probability: Double
    /// Over all raters and kinds.
    public let adjusted: Double
  }

  public let thresholds: QuestionThresholds
  /// How many tests the adjustment is over.
  public let tests: Int
  /// Of each rater with enough marks, by position.
  public let profiles: [RaterProfile]
  /// By rater, then in the order of the kinds.
  public let questions: [Question]

  /// - Parameters:
  ///   - ratings: the marks.
  ///   - thresholds: from where on a question is raised.
  ///   - seed: of the draws; each rater has a stream of its own.
  public init(_ ratings: Ratings, thresholds: QuestionThresholds = QuestionThresholds(), seed: UInt64) {
    let comparisons = Self.comparisons(ratings, least: thresholds.leastMarks)
    let distances = comparisons.flatMap { comparison in
      let raw = zip(comparison.adjustedMarks, comparison.colleagues).map { $0 - $1 }
      return raw.map { $0 - (median(of: raw) ?? 0) }
    }
    let scale = medianAbsoluteDeviation(of: distances) ?? 0
    let profiles = comparisons.map { Self.profile($0, scale: scale) }
    var found: [Question] = []
    let count = Kind.allCases.count * comparisons.count
    // Enough draws that the smallest p value could pass the adjustment over all tests, twice over.
    let draws = max(1_999, Int((2 * Double(count) / thresholds.level).rounded(.up)))
    for (position, profile) in profiles.enumerated() {
      var stream = RandomStream(seed: seed, stream: UInt64(profile.rater))
      let chance = comparisons[position].probabilities(draws: draws, &stream)
      func others(_ figure: (RaterProfile) -> Double?) -> Double? {
        median(of: profiles.indices.filter { $0 != position }.compactMap { figure(profiles[$0]) })
      }
      let shares = others { $0.modalShare }
      for kind in Kind.allCases {
        let test: (probability: Double, beside: Double?) =
          switch kind {
          case .disagrees: (profile.correlation == nil ? 1 : chance.agreement, others { $0.correlation })
          case .noRange: (chance.spread, others { $0.spread })
          case .lumps: (Self.lumping(profile, beside: shares), shares)
          case .swapped: (profile.swap?.probability ?? 1, nil)
          }
        found.append(
          Question(
            kind: kind, profile: profile, others: test.beside, probability: test.probability, adjusted: 1))
      }
    }
    let adjusted = falseDiscoveryAdjusted(found.map(\.probability))
    questions = zip(found, adjusted).compactMap { question, adjusted in
      guard adjusted <= thresholds.level, Self.isLarge(question, thresholds) else { return nil }
      return Question(
        kind: question.kind, profile: question.profile, others: question.others, probability: question.probability,
        adjusted: adjusted)
    }
    (self.thresholds, self.profiles, tests) = (thresholds, profiles, found.count)
  }

  private static func comparisons(_ ratings: Ratings, least: Int) -> [ColleagueComparison] {
    let fit = AdditiveCalibration(ratings, standardErrors: false)
    var positions = [[(subject: Int, mark: Int)]](repeating: [], count: ratings.raterCount)
    var adjusted = ratings.values
    for subject in 0..<ratings.subjectCount {
      for mark in ratings.marks(of: subject) {
        let rater = Int(ratings.raters[mark])
        positions[rater].append((subject, mark))
        adjusted[mark] -= fit.severities[rater]
      }
    }
    return positions.indices.map {
      ColleagueComparison($0, ratings, adjusted: adjusted, positions: positions[$0])
    }.filter { $0.marks.count >= least }
  }

  private static func profile(_ comparison: ColleagueComparison, scale: Double) -> RaterProfile {
    let (own, others) = (comparison.adjustedMarks, comparison.colleagues)
    let ordered = comparison.marks.sorted()
    let lengths = runs(of: ordered)
    var modal = (mark: ordered[0], count: 0)
    var start = 0
    for length in lengths {
      if length > modal.count { modal = (ordered[start], length) }
      start += length
    }
    let together = correlation(own, others)
    return RaterProfile(
      rater: comparison.rater, marks: ordered.count, distinct: lengths.count, modalMark: modal.mark,
      modalCount: modal.count, spread: variance(of: comparison.marks).squareRoot(), correlation: together,
      rankCorrelation: spearman(own, others),
      correlationInterval: together.flatMap { correlationInterval($0, count: own.count) },
      swap: SwapSearch.find(comparison, scale: scale))
  }

  /// P(B ≥ the modal count), B binomial with the colleagues' share: an incomplete beta function.
  private static func lumping(_ profile: RaterProfile, beside share: Double?) -> Double {
    guard let share, share < 1 else { return 1 }
    let (hits, rest) = (Double(profile.modalCount), Double(profile.marks - profile.modalCount))
    return IncompleteBeta.parts(share, 1 - share, hits, rest + 1).below
  }

  private static func isLarge(_ question: Question, _ thresholds: QuestionThresholds) -> Bool {
    let profile = question.profile
    switch question.kind {
    case .disagrees:
      guard let correlation = profile.correlation, let others = question.others else { return false }
      return correlation <= others - thresholds.correlationGap
    case .noRange:
      guard let others = question.others else { return false }
      return profile.spread <= thresholds.spreadShare * others
    case .lumps:
      guard let others = question.others else { return false }
      return profile.modalShare >= thresholds.modalShare && profile.modalShare >= thresholds.modalTimes * others
    case .swapped:
      guard let swap = profile.swap else { return false }
      return swap.nearest >= thresholds.swapDeviations && swap.after < swap.before / 2
    }
  }
}
