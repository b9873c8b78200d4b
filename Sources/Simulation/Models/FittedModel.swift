import ExpertReview
import Statistics

/// A study's model whose numbers come from a round's marks.
///
/// # Method
///
/// Marks of item *c* are μ_c + θ + ι − severity + η + ε in marks, totals their weighted sums; items are taken to be
/// alike. With S = Σ w² over the items' weights (summing to one), `VarianceComponents` of the totals and, on the mean
/// of the items, of each item give
///
///     candidates:  V(θ) + S V(ι) of totals,   V(θ) + V(ι) of items
///     rest:        V(η) + S V(ε) of totals,   V(η) + V(ε) of items
///     experts:     V(severity) of totals
///
/// so that V(ι) = (items − totals) ÷ (1 − S), V(ε) likewise; below nought they are nought. One unit of quality is the
/// candidates' standard deviation θ. Recusals (with sheets left wholly empty), single missing marks and experts who
/// mark in fives only are counted.
///
/// # When not to use it
///
/// A round of one block or few experts hardly tells severity from chance: the components' errors stand beside them.
/// What marks cannot show is not there: missing sheets, collusion, slipped conflicts, drift, spread. The fit tells what
/// such a round is like, not what this round's candidates deserve.
public struct FittedModel: Sendable {
  public let model: StudyModel
  /// Experts that most candidates had.
  public let experts: Int
  /// Whether all candidates had the same experts.
  public let isEveryone: Bool
  public let candidates: Int
  public let sheets: Int
  /// Standard deviations in marks of totals: of candidates, experts, and the rest.
  public let candidateDeviation: Double
  public let expertDeviation: Double
  public let restDeviation: Double
}

/// Why a round's marks tell no model.
public enum FittedModelGap: Error, Hashable, Sendable {
  /// Fewer than so many candidates with marks of so many experts.
  case tooFewMarks(candidates: Int, experts: Int)
  /// Candidates do not differ by more than chance, so nothing can be measured in units of their quality.
  case noDifferences
  /// No item is marked by experts.
  case nothingJudged
}

extension StudyModel {
  /// The model that is like a group of a round.
  ///
  /// Complexity: that of `VarianceComponents`, once an item and once for the totals.
  /// - Parameters:
  ///   - group: the marks.
  ///   - register: the ids of the round's experts, in its order.
  ///   - places: to be given.
  public static func like(
    _ group: GroupStandings, register: [ExpertID], places: Int
  ) throws(FittedModelGap) -> FittedModel {
    let judged = group.plan.judgedItems
    guard !judged.isEmpty else { throw .nothingJudged }
    let scales = judged.map { item in
      group.plan.scales[group.plan.items.firstIndex { $0.id == item.id } ?? 0]
    }
    let marks = judged.compactMap { group.ratings(of: $0.id, register: register)?.ratings }
    let form = ItemForm(judged, scales)
    let fit = try MarkFit(items: zip(marks, form.stretches).map { $0.stretched(by: $1) }, form)
    return fit.fitted(form, places: places, marks: marks, sheetsWithRecusals: group.matrix.sheetCount)
  }
}

/// The items on one scale: their own where they share one, else percent of each item's range.
struct ItemForm {
  let items: [StudyModel.Item]
  let scale: MarkScale
  /// By item: what a mark is multiplied by, and what is added, to stand on the scale.
  let stretches: [(factor: Double, shift: Double)]
  /// By item, its part of the whole, summing to one.
  let shares: [Double]

  init(_ judged: [RubricItem], _ scales: [MarkScale]) {
    let ranges = scales.map { $0.maximum.approximate - $0.minimum.approximate }
    let shared = scales.allSatisfy { $0 == scales[0] }
    // What an item can bring decides its weight.
    let points = zip(judged, ranges).map { item, range in
      let multiplier =
        switch item.multiplier {
        case .weight(let weight): weight.approximate / 100
        case .factor(let factor): factor.approximate
        }
      return item.deduct ? 0 : multiplier * (shared ? 1 : range)
    }
    let whole = points.reduce(0, +)
    let hundredths = zip(points, judged).map { point, _ in Int64((point / whole * 10_000).rounded()) }
    // The first takes what rounding leaves, so that weights sum to a hundred.
    let rest = 10_000 - hundredths.reduce(0, +)
    items = zip(judged, hundredths).enumerated().map { index, pair in
      StudyModel.Item(
        id: pair.0.id.rawValue, weight: ExactDecimal(units: pair.1 + (index == 0 ? rest : 0), places: 2))
    }
    shares = items.map { $0.weight.approximate / 100 }
    if shared {
      scale = scales[0]
      stretches = scales.map { _ in (1, 0) }
    } else {
      let steps = zip(scales, ranges).map { 100 * $0.step.approximate / $1 }
      let step = max(0.001, steps.min() ?? 1)
      scale = MarkScale(
        minimum: .zero, maximum: ExactDecimal(100), step: ExactDecimal(units: Int64((step * 1000).rounded()), places: 3)
      )
      stretches = zip(scales, ranges).map { (100 / $1, -100 * $0.minimum.approximate / $1) }
    }
  }
}

/// Components of a round's marks; see `FittedModel`.
struct MarkFit {
  let mean: Double
  let quality: Double
  let itemStrength: Double
  let severity: Double
  let halo: Double
  let mark: Double
  private let totals: VarianceComponents
  private let ratings: Ratings

  /// - Parameter items: marks on the form's scale.
  init(items: [Ratings], _ form: ItemForm) throws(FittedModelGap) {
    let sums = Ratings.weighted(
      items, form.shares, raters: items[0].raterCount, subjects: items[0].subjectCount)
    let experts = Set(sums.raters).count
    let marked = (0..<sums.subjectCount).count { !sums.marks(of: $0).isEmpty }
    guard marked > 2, experts > 1, sums.count > marked else { throw .tooFewMarks(candidates: marked, experts: experts) }
    guard let whole = VarianceComponents(sums), whole.subjectVariance > 0 else { throw .noDifferences }
    let single = zip(items, form.shares).compactMap { $1 > 0 ? VarianceComponents($0) : nil }
    let square = form.shares.reduce(0) { $0 + $1 * $1 }
    func split(_ total: Double, _ parts: [Double]) -> (shared: Double, own: Double) {
      guard square < 1 - 1e-9, !parts.isEmpty else { return (0, total) }
      let own = max(0, (parts.reduce(0, +) / Double(parts.count) - total) / (1 - square))
      return (max(0, total - square * own), own)
    }
    let rest = split(whole.errorVariance, single.map(\.errorVariance))
    var subjects = split(whole.subjectVariance, single.map(\.subjectVariance))
    // One item has no strength of its own beside quality.
    if square >= 1 - 1e-9 || subjects.shared == 0 { subjects = (whole.subjectVariance, 0) }
    mean = whole.mean
    quality = subjects.shared.squareRoot()
    itemStrength = subjects.own.squareRoot()
    severity = whole.raterVariance.squareRoot()
    halo = rest.shared.squareRoot()
    mark = rest.own.squareRoot()
    self.totals = whole
    ratings = sums
  }

  func fitted(_ form: ItemForm, places: Int, marks: [Ratings], sheetsWithRecusals: Int) -> FittedModel {
    let rows = (0..<ratings.subjectCount).map { subject in
      Set(marks.flatMap { $0.raters[$0.marks(of: subject)] })
    }
    let sheets = rows.reduce(0) { $0 + $1.count }
    let present = rows.filter { !$0.isEmpty }
    let given = marks.reduce(0) { $0 + $1.count }
    let markers = Set(present.flatMap { $0 })
    let sizes = Dictionary(grouping: present.map(\.count)) { $0 }.mapValues(\.count)
    let usual = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 1
    let model = StudyModel(
      candidates: ratings.subjectCount, places: min(places, ratings.subjectCount), items: form.items, scale: form.scale,
      centre: mean, unit: quality, quality: .normal(deviation: 1), itemStrength: itemStrength / quality,
      experts: .init(
        pool: markers.count, severity: severity / quality, rounders: roundingShare(marks, form), topics: 10),
      noise: .init(mark: mark / quality, sheet: halo / quality),
      gaps: .init(
        missingMark: sheets == 0 ? 0 : 1 - Double(given) / Double(sheets * marks.count),
        recusal: sheetsWithRecusals == 0 ? 0 : Double(max(0, sheetsWithRecusals - sheets)) / Double(sheetsWithRecusals))
    )
    return FittedModel(
      model: model, experts: usual, isEveryone: Set(present).count == 1, candidates: ratings.subjectCount,
      sheets: sheets, candidateDeviation: totals.subjectVariance.squareRoot(),
      expertDeviation: totals.raterVariance.squareRoot(), restDeviation: totals.errorVariance.squareRoot())
  }

  /// The share of experts with ten marks or more who gave multiples of five only, where the scale has steps between.
  private func roundingShare(_ marks: [Ratings], _ form: ItemForm) -> Double {
    guard form.scale.step.approximate < 5, form.stretches.allSatisfy({ $0.factor == 1 }) else { return 0 }
    var counts = [Int](repeating: 0, count: ratings.raterCount)
    var fives = counts
    for item in marks {
      for (rater, value) in zip(item.raters, item.values) {
        counts[Int(rater)] += 1
        if (value / 5).rounded() * 5 == value { fives[Int(rater)] += 1 }
      }
    }
    let judged = counts.indices.filter { counts[$0] >= 10 }
    return judged.isEmpty ? 0 : Double(judged.count { counts[$0] == fives[$0] }) / Double(judged.count)
  }
}

extension Ratings {
  fileprivate func stretched(by line: (factor: Double, shift: Double)) -> Ratings {
    guard line.factor != 1 || line.shift != 0 else { return self }
    return Ratings(
      subjectCount: subjectCount, raterCount: raterCount,
      (0..<subjectCount).flatMap { subject in
        marks(of: subject).map { position in
          Rating(subject: subject, rater: Int(raters[position]), value: line.factor * values[position] + line.shift)
        }
      })
  }

  /// The weighted sums of sheets on which no item is missing.
  fileprivate static func weighted(_ items: [Ratings], _ shares: [Double], raters: Int, subjects: Int) -> Ratings {
    var sums: [Rating] = []
    var totals = [Double](repeating: 0, count: raters)
    var counts = [Int](repeating: 0, count: raters)
    for subject in 0..<subjects {
      for (item, share) in zip(items, shares) {
        for position in item.marks(of: subject) {
          totals[Int(item.raters[position])] += share * item.values[position]
          counts[Int(item.raters[position])] += 1
        }
      }
      for item in items {
        for rater in item.raters[item.marks(of: subject)].map(Int.init) where counts[rater] > 0 {
          if counts[rater] == items.count { sums.append(Rating(subject: subject, rater: rater, value: totals[rater])) }
          (totals[rater], counts[rater]) = (0, 0)
        }
      }
    }
    return Ratings(subjectCount: subjects, raterCount: raters, sums)
  }
}

extension ExactDecimal {
  /// The nearest floating-point number.
  var approximate: Double { Double(units) / Double(powerOfTen(places)) }
}
