/// Looks for two marks of a rater that were perhaps entered for one another.
///
/// With eᵢ the rater's distance from the colleagues on subject i, centred at the median, and s its scale, an exchange
/// of the marks of i and j changes eᵢ and eⱼ by their difference. The pair whose squares fall most is kept. s is the
/// larger of the median absolute deviation (× 1.4826) of the rater's distances and of all raters', so that one exchange
/// does not hide itself and a careful rater is not asked for a trifle. p: the chance that some pair of the rater's lies
/// that far apart, 2 Φ(−|eᵢ − eⱼ| ÷ (s√2)) × the number of pairs. That the exchange also fits is not counted, which is
/// on the safe side.
///
/// Complexity: the square of the number of marks that lie at least one s away.
enum SwapSearch {
  /// - Parameters:
  ///   - comparison: the rater's marks and the colleagues'.
  ///   - scale: of the distances of all raters.
  static func find(_ comparison: ColleagueComparison, scale: Double) -> RaterProfile.Swap? {
    let (own, others) = (comparison.adjustedMarks, comparison.colleagues)
    let raw = zip(own, others).map { $0 - $1 }
    guard let centre = median(of: raw), let deviation = medianAbsoluteDeviation(of: raw) else { return nil }
    let scale = max(deviation, scale)
    guard scale > 0 else { return nil }
    let away = raw.map { $0 - centre }
    let high = away.indices.filter { away[$0] >= scale }
    let low = away.indices.filter { away[$0] <= -scale }
    var best: (gain: Double, first: Int, second: Int, after: Double)?
    for first in high {
      for second in low {
        let exchange = own[second] - own[first]
        let (a, b) = (away[first] + exchange, away[second] - exchange)
        let after = a * a + b * b
        let gain = away[first] * away[first] + away[second] * away[second] - after
        if gain > (best?.gain ?? 0) { best = (gain, first, second, after) }
      }
    }
    guard let best else { return nil }
    let (i, j) = (min(best.first, best.second), max(best.first, best.second))
    let before = away[i] * away[i] + away[j] * away[j]
    let apart = (away[i] - away[j]).magnitude / (scale * 2.0.squareRoot())
    let pairs = Double(own.count * (own.count - 1) / 2)
    var exchanged = own
    exchanged.swapAt(i, j)
    return RaterProfile.Swap(
      subjects: [comparison.subjects[i], comparison.subjects[j]], marks: [comparison.marks[i], comparison.marks[j]],
      before: (before / 2).squareRoot() / scale, after: (best.after / 2).squareRoot() / scale,
      nearest: min(away[i].magnitude, away[j].magnitude) / scale, correlation: correlation(exchanged, others),
      probability: min(1, pairs * NormalDistribution.probability(beyond: apart)))
  }
}
