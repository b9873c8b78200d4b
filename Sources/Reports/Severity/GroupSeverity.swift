import ExpertReview
import Statistics

/// What is known of how harsh or mild the experts of one group are, and what each correction would make of its order.
///
/// All of it stands beside the official result and decides nothing.
public struct GroupSeverity: Sendable {
  public let group: GroupID
  /// The judged item; nil for the sheets' totals.
  public let item: ItemID?
  public let marks: GroupRatings
  public let fitted: AdditiveCalibration
  public let components: VarianceComponents?
  public let worth: CorrectionWorth
  public let scores: StandardScores
  /// Nil with fewer than two candidates, with more than can be ranked so, and where it was not wanted.
  public let bayesian: BayesianRanking?
  /// In parts of the width of the scale; nil where it has none.
  public let priors: BayesianRanking.Priors?
  /// How many of the group are listed in the official ranking.
  public let listed: Int

  /// Nil for an item that the group does not judge, or where nobody has marked anything.
  ///
  /// Complexity: that of the estimators.
  /// - Parameters:
  ///   - standings: the group's marks.
  ///   - item: a judged item; nil for the sheets' totals.
  ///   - register: the ids of the round's experts, in its order.
  ///   - ranking: the official ranking of the stage.
  ///   - seed: of what is drawn.
  ///   - effort: how long the Bayesian ranking draws; nil where it is not wanted.
  public init?(
    _ standings: GroupStandings, item: ItemID?, register: [ExpertID], ranking: Ranking, seed: String,
    effort: BayesianRanking.Effort?
  ) {
    guard let marks = standings.ratings(of: item, register: register), marks.ratings.count > 0 else { return nil }
    (group, self.item, self.marks) = (standings.group, item, marks)
    fitted = AdditiveCalibration(marks.ratings)
    components = VarianceComponents(marks.ratings)
    worth = CorrectionWorth(marks.ratings, fitted: fitted, components: components)
    scores = StandardScores(marks.ratings)
    listed = ranking.rows.count { $0.group == standings.group && $0.listed }
    let width = standings.markExtent(of: item).map { Double($0.numerator) / Double($0.denominator) } ?? 0
    let priors = width > 0 ? BayesianRanking.Priors(scaleWidth: width) : nil
    self.priors = priors
    bayesian = priors.flatMap { priors in
      guard let effort else { return nil }
      return try? BayesianRanking(
        marks.ratings, priors: priors, seed: "\(seed) \(standings.group) \(item?.rawValue ?? "")", effort: effort)
    }
  }

  /// What each method makes of a candidate; places start at 1 and are shared by equals.
  public struct CandidateRow: Sendable {
    public let candidate: CandidateID
    /// The plain mean of the marks that count here.
    public let mean: Double
    public let meanPlace: Int
    /// The component in which the candidate was marked, from 0; corrected places are within it.
    public let component: Int
    public let corrected: Double
    public let correctedError: Double
    public let correctedPlace: Int
    public let prediction: VarianceComponents.Prediction?
    public let predictedPlace: Int?
    /// By plugging predictions in.
    public let expectedRank: Double?
    public let standing: BayesianRanking.Standing?
    /// The chance of being among as many as are listed officially.
    public let chance: Double?
    public let standardScore: Double
    public let standardPlace: Int?
  }

  /// The candidates with marks, in order of their ids.
  public var candidates: [CandidateRow] {
    let ratings = marks.ratings
    let means = (0..<ratings.subjectCount).map { subject -> Double in
      let range = ratings.marks(of: subject)
      return range.isEmpty ? .nan : range.reduce(0) { $0 + ratings.values[$1] } / Double(range.count)
    }
    let meanPlaces = places(of: means)
    let standardPlaces = places(of: scores.scores)
    let effects = components.map { fit in
      (0..<ratings.subjectCount).map { means[$0].isNaN ? Double.nan : fit.subjects[$0].effect }
    }
    let predicted = effects.map { places(of: $0) }
    let expected = components?.expectedRanks()
    var corrected = [Int?](repeating: nil, count: ratings.subjectCount)
    for component in 0..<fitted.componentCount {
      let values = fitted.values.indices.map { fitted.subjectComponents[$0] == component ? fitted.values[$0] : .nan }
      for (subject, place) in places(of: values).enumerated() { corrected[subject] = corrected[subject] ?? place }
    }
    return (0..<ratings.subjectCount).compactMap { subject in
      guard let meanPlace = meanPlaces[subject], let correctedPlace = corrected[subject] else { return nil }
      return CandidateRow(
        candidate: marks.candidates[subject], mean: means[subject], meanPlace: meanPlace,
        component: fitted.subjectComponents[subject], corrected: fitted.values[subject],
        correctedError: fitted.valueErrors[subject], correctedPlace: correctedPlace,
        prediction: components?.subjects[subject], predictedPlace: predicted?[subject],
        expectedRank: expected?[subject], standing: bayesian?.subjects[subject],
        chance: bayesian?.chance(of: subject, amongBest: listed), standardScore: scores.scores[subject],
        standardPlace: standardPlaces[subject])
    }
  }

  /// Places from the greatest down, standard (1 2 2 4); nil for what is no number.
  ///
  /// Estimates that lie within a thousand-millionth of the next one's size share a place: exact marks that are equal
  /// stay equal although their estimates were summed in another order.
  private func places(of values: [Double]) -> [Int?] {
    let order = values.indices.filter { values[$0].isFinite }.sorted {
      values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1]
    }
    var places = [Int?](repeating: nil, count: values.count)
    for (position, index) in order.enumerated() {
      let before = position > 0 ? order[position - 1] : index
      let isLevel = position > 0 && values[before] - values[index] <= 1e-9 * max(1, values[before].magnitude)
      places[index] = isLevel ? places[before] : position + 1
    }
    return places
  }
}
