/// Places with their uncertainty, from the posterior distribution of a normal model of marks.
///
/// # Model
///
/// R. Heyard, M. Ott, G. Salanti, M. Egger, "Rethinking the funding line at the Swiss National Science Foundation:
/// Bayesian ranking and lottery", Statistics and Public Policy 9 (2022):
///
///     mark(i, j) ~ N(m + θᵢ + λᵢⱼ + γ(section of i), σ²)        m the mean of all marks
///     θᵢ ~ N(0, τ²),   λᵢⱼ ~ N(νⱼ, τ_λ²),   νⱼ ~ N(0, d²),   γ ~ N(0, τ_γ²)
///     τ, τ_λ, τ_γ, σ uniform between 0 and a bound
///
/// θ is what is ranked; ν is a rater's mildness. The section effect is left out where no sections are given.
///
/// # Sampling
///
/// A rater marks a subject once, so λᵢⱼ − νⱼ and the error are integrated out together: given σ² + τ_λ² the rest is
/// normal. One sweep draws θ, ν and γ from their conditional distributions (S. Geman and D. Geman, IEEE PAMI 6, 1984;
/// A. E. Gelfand and A. F. M. Smith, JASA 85, 1990), moves θ against ν, and against γ, along the direction in which the
/// marks say nothing, and stretches θ together with τ, where the prior says nothing, by draws from the exact
/// conditional distributions (J. S. Liu and C. Sabatti, "Generalised Gibbs sampler and multigrid Monte Carlo",
/// Biometrika 87, 2000), and draws the deviations by slices. Chains start from draws of the priors, each on a stream of
/// its own: one seed, the same numbers on every machine.
///
/// # Figures
///
/// With R the place in a draw, 1 the best, of n subjects: the expected rank is E(R); PCER, its percentile, is
/// 100 (E(R) − ½)/n; SUCRA, the surface under the cumulative ranking curve (G. Salanti, A. E. Ades, J. P. A. Ioannidis,
/// Journal of Clinical Epidemiology 64, 2011), is (n − E(R))/(n − 1).
///
/// # When not to use it
///
/// The normal model knows no ends of the scale. The bounds and d are in units of marks and matter where raters are few:
/// state them. Where `hasConverged` is false, draw more and do not read the figures.
public struct BayesianRanking: Sendable {
  /// The priors, in the unit of the marks.
  public struct Priors: Sendable, Hashable {
    /// The upper ends of the uniform priors of τ, of τ_λ and of σ, and of τ_γ; above zero.
    public var subjects: Double
    public var errors: Double
    public var sections: Double
    /// d, the standard deviation of raters' mildness; above zero.
    public var raters: Double

    public init(subjects: Double, errors: Double, sections: Double, raters: Double) {
      precondition(subjects > 0 && errors > 0 && sections > 0 && raters > 0, "priors have a width")
      (self.subjects, self.errors, self.sections, self.raters) = (subjects, errors, sections, raters)
    }

    /// Heyard and others' priors, stated for grades from 1 to 6 (bounds 2, d = ½), for a scale of another width: bounds
    /// of two fifths of it, and d a tenth.
    ///
    /// - Parameter width: the greatest mark less the least that the scale allows; above zero.
    public init(scaleWidth width: Double) {
      self.init(subjects: 0.4 * width, errors: 0.4 * width, sections: 0.4 * width, raters: 0.1 * width)
    }
  }

  /// How long to draw.
  public struct Effort: Sendable, Hashable {
    public var chains: Int
    /// Sweeps that are thrown away at the beginning of each chain.
    public var warmUp: Int
    /// Sweeps that count, of each chain.
    public var draws: Int

    public init(chains: Int = 4, warmUp: Int = 500, draws: Int = 2000) {
      precondition(chains >= 2 && warmUp >= 0 && draws >= 100, "two chains of a hundred draws at least")
      (self.chains, self.warmUp, self.draws) = (chains, warmUp, draws)
    }
  }

  /// Why there is no ranking.
  public enum Refusal: Error, Sendable, Hashable {
    /// Fewer than two subjects have marks.
    case nothingToRank(subjects: Int)
    /// The table of places would not fit: its size is the square of the number of subjects.
    case tooManySubjects(count: Int, limit: Int)
  }

  /// The most subjects that are ranked.
  public static let subjectLimit = 4000

  /// What the draws say of a subject.
  public struct Standing: Sendable, Hashable {
    /// θ: its posterior mean and standard deviation.
    public let effect: Double
    public let deviation: Double
    /// The 2.5 % and the 97.5 % quantile of θ.
    public let interval: ClosedRange<Double>
    public let expectedRank: Double
    /// The standard error of `expectedRank` that comes from drawing, by means of batches.
    public let rankError: Double
    /// 100 (expected rank − ½)/n: the expected percentile, small for the good.
    public let percentile: Double
    /// (n − expected rank)/(n − 1): one for the certainly best.
    public let surface: Double
  }

  /// By subject; nil for one without marks, which is not ranked.
  public let subjects: [Standing?]
  /// By rater: the posterior mean and standard deviation of ν; nil for one without marks.
  public let raters: [(mean: Double, deviation: Double)?]
  /// Posterior means of τ and of √(σ² + τ_λ²); of τ_γ, nil without sections.
  public let subjectDeviation: Double
  public let errorDeviation: Double
  public let sectionDeviation: Double?
  /// The largest R̂ and the smallest effective sizes of all θ, ν, γ and deviations.
  public let reduction: Double
  public let bulkSize: Double
  public let tailSize: Double
  public let draws: Int
  public let chains: Int
  /// By ranked subject, how often each place fell to it.
  private let places: [[Int32]]
  private let ranked: [Int]

  /// Whether R̂ lies under 1.01 and both effective sizes above 100 for each chain, as Vehtari and others ask.
  public var hasConverged: Bool {
    reduction < 1.01 && min(bulkSize, tailSize) >= 100 * Double(chains)
  }

  /// How likely a subject is among the best: its share of the draws.
  ///
  /// - Parameters:
  ///   - subject: a position.
  ///   - count: how many are the best; nobody at zero.
  /// - Returns: nil for a subject without marks.
  public func chance(of subject: Int, amongBest count: Int) -> Double? {
    guard let row = row(of: subject) else { return nil }
    return Double(places[row].prefix(max(0, count)).reduce(0) { $0 + Int($1) }) / Double(draws)
  }

  /// The places between which a subject lies with at least the given probability, the tails cut alike.
  ///
  /// - Parameters:
  ///   - subject: a position.
  ///   - probability: above 0 and below 1.
  /// - Returns: nil for a subject without marks.
  public func placeInterval(of subject: Int, probability: Double) -> ClosedRange<Int>? {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1")
    guard let row = row(of: subject) else { return nil }
    let tail = (1 - probability) / 2 * Double(draws)
    func first(_ bound: Double) -> Int {
      var seen = 0.0
      for (place, count) in places[row].enumerated() {
        seen += Double(count)
        if seen > bound { return place + 1 }
      }
      return places[row].count
    }
    return first(tail)...first(Double(draws) - tail - 0.5)
  }

  private func row(of subject: Int) -> Int? {
    subjects[subject] == nil ? nil : ranked.firstIndex(of: subject)
  }

  /// Draws from the posterior.
  ///
  /// Complexity: for each sweep, the marks twice and a sort of the subjects; 4 n² bytes for n subjects. For quantiles
  /// and diagnostics at most a thousand draws of a chain are kept, every so many, in 32 MB at most.
  /// - Parameters:
  ///   - ratings: the marks.
  ///   - priors: in the unit of the marks.
  ///   - sections: by subject, its section, from 0; nil where there are none.
  ///   - seed: any text.
  ///   - effort: how long to draw.
  public init(
    _ ratings: Ratings, priors: Priors, sections: [Int]? = nil, seed: String, effort: Effort = Effort()
  ) throws(Refusal) {
    precondition(
      sections.map { $0.count == ratings.subjectCount && $0.allSatisfy { $0 >= 0 } } ?? true, "a section each")
    let ranked = (0..<ratings.subjectCount).filter { !ratings.marks(of: $0).isEmpty }
    guard ranked.count > 1 else { throw .nothingToRank(subjects: ranked.count) }
    guard ranked.count <= Self.subjectLimit else {
      throw .tooManySubjects(count: ranked.count, limit: Self.subjectLimit)
    }
    var tally = PlaceTally(subjects: ranked.count, effort: effort)
    let parameters = GibbsChain(ratings, ranked, priors, sections, RandomStream(seed: seed)).parameterCount
    let most = max(20, min(1000, 4_000_000 / (effort.chains * parameters)))
    let stride = (effort.draws + most - 1) / most
    var kept = [[[Double]]](repeating: [], count: parameters)
    var sums = [(Double, Double)](repeating: (0, 0), count: parameters)
    for number in 0..<effort.chains {
      let stream = RandomStream(seed: seed, label: "Bayesian ranking, chain \(number)")
      var chain = GibbsChain(ratings, ranked, priors, sections, stream)
      for _ in 0..<effort.warmUp { chain.sweep() }
      var draws = [[Double]](repeating: [], count: parameters)
      for draw in 0..<effort.draws {
        chain.sweep()
        tally.add(chain.subjects, chain: number, draw: draw)
        chain.forEachParameter { index, value in
          sums[index].0 += value
          sums[index].1 += value * value
          if draw % stride == 0 { draws[index].append(value) }
        }
      }
      for index in 0..<parameters { kept[index].append(draws[index]) }
    }
    let total = Double(effort.chains * effort.draws)
    let moments = sums.map { sum -> (mean: Double, deviation: Double) in
      let mean = sum.0 / total
      return (mean, max(0, sum.1 / total - mean * mean).squareRoot())
    }
    let checks = kept.map { ChainDiagnostics($0) }
    reduction = checks.map(\.reduction).reduce(1) { $1 > $0 || $1.isNaN ? $1 : $0 }
    bulkSize = checks.map(\.bulkSize).reduce(.infinity, min)
    tailSize = checks.map(\.tailSize).reduce(.infinity, min)
    var standings = [Standing?](repeating: nil, count: ratings.subjectCount)
    let count = Double(ranked.count)
    for (row, subject) in ranked.enumerated() {
      let sorted = kept[row].flatMap(\.self).sorted()
      func quantile(_ share: Double) -> Double { sorted[Int((Double(sorted.count - 1) * share).rounded())] }
      let rank = tally.expectedRank(row)
      standings[subject] = Standing(
        effect: moments[row].mean, deviation: moments[row].deviation, interval: quantile(0.025)...quantile(0.975),
        expectedRank: rank.mean, rankError: rank.error, percentile: 100 * (rank.mean - 0.5) / count,
        surface: (count - rank.mean) / (count - 1))
    }
    subjects = standings
    var marked = [Bool](repeating: false, count: ratings.raterCount)
    for rater in ratings.raters { marked[Int(rater)] = true }
    raters = marked.indices.map { marked[$0] ? moments[ranked.count + $0] : nil }
    let deviations = moments.suffix(sections == nil ? 2 : 3).map(\.mean)
    (subjectDeviation, errorDeviation) = (deviations[0], deviations[1])
    sectionDeviation = sections == nil ? nil : deviations[2]
    (draws, chains) = (effort.chains * effort.draws, effort.chains)
    (places, self.ranked) = (tally.counts, ranked)
  }
}

/// How often each place fell to each subject.
private struct PlaceTally {
  var counts: [[Int32]]
  /// Sums of places by batch and subject.
  private var batches: [[Double]]
  private let size: Int
  private let each: Int
  private var order: [Int]

  private static let batchesOfChain = 25

  init(subjects: Int, effort: BayesianRanking.Effort) {
    counts = [[Int32]](repeating: [Int32](repeating: 0, count: subjects), count: subjects)
    size = effort.draws
    each = Self.batchesOfChain
    batches = [[Double]](repeating: [Double](repeating: 0, count: subjects), count: each * effort.chains)
    order = Array(0..<subjects)
  }

  mutating func add(_ effects: [Double], chain: Int, draw: Int) {
    // The last draw's order is nearly this one's.
    order.sort { effects[$0] == effects[$1] ? $0 < $1 : effects[$0] > effects[$1] }
    let batch = chain * each + draw * each / size
    for (place, subject) in order.enumerated() {
      counts[subject][place] += 1
      batches[batch][subject] += Double(place + 1)
    }
  }

  func expectedRank(_ subject: Int) -> (mean: Double, error: Double) {
    var sum = 0
    for (place, count) in counts[subject].enumerated() { sum += (place + 1) * Int(count) }
    let total = counts[subject].reduce(0) { $0 + Int($1) }
    let mean = Double(sum) / Double(total)
    // Batches differ by a draw in length where they do not divide a chain.
    let length = Double(total) / Double(batches.count)
    var squares = 0.0
    for batch in batches {
      let gap = batch[subject] / length - mean
      squares += gap * gap
    }
    return (mean, (squares / Double(batches.count - 1) / Double(batches.count)).squareRoot())
  }
}
