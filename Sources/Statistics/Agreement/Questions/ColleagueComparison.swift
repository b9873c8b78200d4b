/// One rater's marks beside the colleagues' on the same subjects, and how they would lie if the rater were one of them.
///
/// Severities are estimated by least squares (`AdditiveCalibration`) and taken out first. The null hypothesis is that
/// the marks of a subject, so adjusted, might as well have changed hands among its raters: a draw gives the rater one
/// of the subject's marks, each equally likely, and the colleagues the others. It is a permutation test within
/// subjects; draws stop once enough went as far as the marks themselves did.
///
/// Sources: E. S. Edgington, "Randomization Tests" (1980); J. Besag, P. Clifford, "Sequential Monte Carlo p-values",
/// Biometrika 78 (1991).
struct ColleagueComparison {
  let rater: Int
  /// By position: the subject, the rater's mark, the same with the severity taken out, and what the panel's adjusted
  /// marks come to.
  private(set) var subjects: [Int] = []
  private(set) var marks: [Double] = []
  private var own: [Double] = []
  private var panels: [ArraySlice<Double>] = []
  private var sums: [Double] = []

  /// - Parameters:
  ///   - rater: the position.
  ///   - ratings: the marks.
  ///   - adjusted: by mark, without the severity of its rater.
  ///   - positions: the rater's subjects and marks.
  init(_ rater: Int, _ ratings: Ratings, adjusted: [Double], positions: [(subject: Int, mark: Int)]) {
    self.rater = rater
    for (subject, mark) in positions where ratings.marks(of: subject).count > 1 {
      let panel = adjusted[ratings.marks(of: subject)]
      subjects.append(subject)
      marks.append(ratings.values[mark])
      own.append(adjusted[mark])
      panels.append(panel)
      sums.append(panel.reduce(0, +))
    }
  }

  /// By position, the mean of the colleagues' adjusted marks.
  var colleagues: [Double] {
    panels.indices.map { (sums[$0] - own[$0]) / Double(panels[$0].count - 1) }
  }

  /// The rater's marks without the severity.
  var adjustedMarks: [Double] { own }

  /// How often a rater like the colleagues agrees with them as little, and how often one spreads as little.
  /// - Parameters:
  ///   - draws: at most.
  ///   - stream: of this rater.
  func probabilities(draws: Int, _ stream: inout RandomStream) -> (agreement: Double, spread: Double) {
    let enough = 20
    let measured = measure(own)
    var agreement = SequentialProbability(enough: enough)
    var spread = SequentialProbability(enough: enough)
    var drawn = own
    for _ in 0..<draws where !(agreement.isSettled && spread.isSettled) {
      for position in panels.indices {
        drawn[position] = panels[position][panels[position].startIndex + stream.integer(below: panels[position].count)]
      }
      let found = measure(drawn)
      // Equal sums in another order may differ by rounding: as little counts when within a billionth.
      agreement.take(found.correlation <= measured.correlation + 1e-9)
      spread.take(found.square <= measured.square * (1 + 1e-9))
    }
    return (agreement.value, spread.value)
  }

  /// The correlation of some marks with those that are left for the colleagues (−1 … 1, 0 where either has no spread),
  /// and their sum of squares.
  private func measure(_ marks: [Double]) -> (correlation: Double, square: Double) {
    let count = Double(marks.count)
    var (sum, otherSum) = (0.0, 0.0)
    for position in marks.indices {
      sum += marks[position]
      otherSum += (sums[position] - marks[position]) / Double(panels[position].count - 1)
    }
    let (centre, otherCentre) = (sum / count, otherSum / count)
    var (square, otherSquare, product) = (0.0, 0.0, 0.0)
    for position in marks.indices {
      let own = marks[position] - centre
      let other = (sums[position] - marks[position]) / Double(panels[position].count - 1) - otherCentre
      square += own * own
      otherSquare += other * other
      product += own * other
    }
    let root = (square * otherSquare).squareRoot()
    return (root > 0 ? product / root : 0, square)
  }
}

/// A p value by chance draws that stops when it is known well enough.
private struct SequentialProbability {
  let enough: Int
  private var hits = 0
  private var draws = 0

  init(enough: Int) { self.enough = enough }

  var isSettled: Bool { hits == enough }

  mutating func take(_ hit: Bool) {
    guard !isSettled else { return }
    draws += 1
    if hit { hits += 1 }
  }

  /// Hits over draws where enough were hit, else both plus one: never too small on average.
  var value: Double { isSettled ? Double(hits) / Double(draws) : Double(hits + 1) / Double(draws + 1) }
}
