/// One chain of `BayesianRanking`.
struct GibbsChain {
  private let ratings: Ratings
  /// The subjects with marks.
  private let ranked: [Int]
  private let priors: BayesianRanking.Priors
  /// By ranked subject; all zero where there are none.
  private let sections: [Int]
  private let sectionCount: Int
  /// By rater component, its ranked subjects and its raters.
  private let components: [(subjects: [Int], raters: [Int])]
  private let marksOfRater: [Double]
  /// Marks less their mean, in the order of the ratings.
  private let marks: [Double]
  private var stream: RandomStream

  /// θ, by ranked subject.
  private(set) var subjects: [Double]
  /// ν, by rater.
  private(set) var raters: [Double]
  private(set) var sectionEffects: [Double]
  private var subjectDeviation: Double
  /// σ and τ_λ: only their sum of squares is told apart by marks.
  private var errorDeviations: (Double, Double)
  private var sectionDeviation: Double

  init(
    _ ratings: Ratings, _ ranked: [Int], _ priors: BayesianRanking.Priors, _ sections: [Int]?, _ stream: RandomStream
  ) {
    (self.ratings, self.ranked, self.priors) = (ratings, ranked, priors)
    self.sections = ranked.map { sections?[$0] ?? 0 }
    sectionCount = sections == nil ? 0 : (self.sections.max() ?? 0) + 1
    let mean = ratings.values.reduce(0, +) / Double(ratings.count)
    marks = ratings.values.map { $0 - mean }
    let side = RaterSide(ratings, weights: [Double](repeating: 1, count: ratings.count))
    var counts = [Double](repeating: 0, count: ratings.raterCount)
    for rater in ratings.raters { counts[Int(rater)] += 1 }
    marksOfRater = counts
    var members = [[Int]](repeating: [], count: side.members.count)
    for (row, subject) in ranked.enumerated() { members[side.component(of: subject)].append(row) }
    components = zip(members, side.members).map { ($0, $1) }
    self.stream = stream
    subjectDeviation = priors.subjects * self.stream.openUnit()
    errorDeviations = (priors.errors * self.stream.openUnit(), priors.errors * self.stream.openUnit())
    sectionDeviation = priors.sections * self.stream.openUnit()
    subjects = []
    raters = []
    sectionEffects = []
    for _ in ranked { subjects.append(subjectDeviation * self.stream.standardNormal()) }
    for _ in 0..<ratings.raterCount { raters.append(priors.raters * self.stream.standardNormal()) }
    for _ in 0..<sectionCount { sectionEffects.append(sectionDeviation * self.stream.standardNormal()) }
  }

  var parameterCount: Int { subjects.count + raters.count + sectionCount + (sectionCount > 0 ? 3 : 2) }

  /// Subjects, raters, sections, then the deviations of subjects, of errors and of sections.
  func forEachParameter(_ body: (_ index: Int, _ value: Double) -> Void) {
    var index = 0
    func next(_ value: Double) {
      body(index, value)
      index += 1
    }
    for value in subjects { next(value) }
    for value in raters { next(value) }
    for value in sectionEffects { next(value) }
    next(subjectDeviation)
    next(errorVariance.squareRoot())
    if sectionCount > 0 { next(sectionDeviation) }
  }

  private var errorVariance: Double {
    errorDeviations.0 * errorDeviations.0 + errorDeviations.1 * errorDeviations.1
  }

  /// Draws everything once, given the rest.
  mutating func sweep() {
    let error = errorVariance
    drawSubjects(error)
    drawRaters(error)
    if sectionCount > 0 { drawSections(error) }
    shift()
    stretch(error)
    subjectDeviation = deviation(subjectDeviation, of: subjects, bound: priors.subjects)
    if sectionCount > 0 { sectionDeviation = deviation(sectionDeviation, of: sectionEffects, bound: priors.sections) }
    drawErrors()
  }

  private func section(_ row: Int) -> Double { sectionCount > 0 ? sectionEffects[sections[row]] : 0 }

  private mutating func normal(_ sum: Double, _ precision: Double) -> Double {
    sum / precision + stream.standardNormal() / precision.squareRoot()
  }

  private mutating func drawSubjects(_ error: Double) {
    let prior = 1 / (subjectDeviation * subjectDeviation)
    for (row, subject) in ranked.enumerated() {
      let range = ratings.marks(of: subject)
      var sum = -Double(range.count) * section(row)
      for position in range { sum += marks[position] - raters[Int(ratings.raters[position])] }
      subjects[row] = normal(sum / error, Double(range.count) / error + prior)
    }
  }

  private mutating func drawRaters(_ error: Double) {
    var sums = [Double](repeating: 0, count: raters.count)
    for (row, subject) in ranked.enumerated() {
      let level = subjects[row] + section(row)
      for position in ratings.marks(of: subject) { sums[Int(ratings.raters[position])] += marks[position] - level }
    }
    let prior = 1 / (priors.raters * priors.raters)
    for rater in raters.indices { raters[rater] = normal(sums[rater] / error, marksOfRater[rater] / error + prior) }
  }

  private mutating func drawSections(_ error: Double) {
    var sums = [Double](repeating: 0, count: sectionCount)
    var counts = sums
    for (row, subject) in ranked.enumerated() {
      for position in ratings.marks(of: subject) {
        sums[sections[row]] += marks[position] - subjects[row] - raters[Int(ratings.raters[position])]
        counts[sections[row]] += 1
      }
    }
    let prior = 1 / (sectionDeviation * sectionDeviation)
    for index in 0..<sectionCount {
      sectionEffects[index] = normal(sums[index] / error, counts[index] / error + prior)
    }
  }

  /// Raises the subjects of a component and lowers its raters, or a section's, by one amount: the marks do not see it,
  /// so it follows from the priors alone.
  private mutating func shift() {
    let prior = 1 / (subjectDeviation * subjectDeviation)
    let raterPrior = 1 / (priors.raters * priors.raters)
    for (rows, members) in components {
      var sum = 0.0
      for row in rows { sum -= subjects[row] * prior }
      for rater in members { sum += raters[rater] * raterPrior }
      let amount = normal(sum, Double(rows.count) * prior + Double(members.count) * raterPrior)
      for row in rows { subjects[row] += amount }
      for rater in members { raters[rater] -= amount }
    }
    guard sectionCount > 0 else { return }
    let sectionPrior = 1 / (sectionDeviation * sectionDeviation)
    var sums = sectionEffects.map { $0 * sectionPrior }
    var precisions = [Double](repeating: sectionPrior, count: sectionCount)
    for row in subjects.indices {
      sums[sections[row]] -= subjects[row] * prior
      precisions[sections[row]] += prior
    }
    var amounts = sums
    for index in 0..<sectionCount { amounts[index] = normal(sums[index], precisions[index]) }
    for row in subjects.indices { subjects[row] += amounts[sections[row]] }
    for index in 0..<sectionCount { sectionEffects[index] -= amounts[index] }
  }

  /// Multiplies the subjects and their deviation by one factor. The prior does not see it (its density falls as the
  /// volume grows, and the deviation is uniform), so that the factor follows from the marks: normal, above zero and
  /// below where the deviation would pass its bound. Without it the deviation creeps, held by the subjects it was drawn
  /// from.
  private mutating func stretch(_ error: Double) {
    var (square, product) = (0.0, 0.0)
    for (row, subject) in ranked.enumerated() {
      let range = ratings.marks(of: subject)
      var rest = -Double(range.count) * section(row)
      for position in range { rest += marks[position] - raters[Int(ratings.raters[position])] }
      square += Double(range.count) * subjects[row] * subjects[row]
      product += rest * subjects[row]
    }
    let factor = stream.slice(from: 1, above: 0, below: priors.subjects / subjectDeviation) {
      ($0 * product - $0 * $0 * square / 2) / error
    }
    for row in subjects.indices { subjects[row] *= factor }
    subjectDeviation *= factor
  }

  /// The standard deviation of effects around zero, uniform before.
  private mutating func deviation(_ current: Double, of effects: [Double], bound: Double) -> Double {
    var squares = 0.0
    for effect in effects { squares += effect * effect }
    let count = Double(effects.count)
    return stream.slice(from: current, above: 0, below: bound) {
      -count * naturalLogarithm($0) - squares / (2 * $0 * $0)
    }
  }

  private mutating func drawErrors() {
    var squares = 0.0
    for (row, subject) in ranked.enumerated() {
      let level = subjects[row] + section(row)
      for position in ratings.marks(of: subject) {
        let rest = marks[position] - level - raters[Int(ratings.raters[position])]
        squares += rest * rest
      }
    }
    let count = Double(marks.count)
    func density(_ variance: Double) -> Double { -0.5 * (count * naturalLogarithm(variance) + squares / variance) }
    // One after the other, three times: given one, the other alone moves the sum that the marks tell.
    for _ in 0..<3 {
      let second = errorDeviations.1 * errorDeviations.1
      errorDeviations.0 = stream.slice(from: errorDeviations.0, above: 0, below: priors.errors) {
        density($0 * $0 + second)
      }
      let first = errorDeviations.0 * errorDeviations.0
      errorDeviations.1 = stream.slice(from: errorDeviations.1, above: 0, below: priors.errors) {
        density($0 * $0 + first)
      }
    }
  }
}
