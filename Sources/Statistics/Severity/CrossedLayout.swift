/// The mixed-model equations of subjects crossed with raters, at given variances, with the larger side eliminated.
///
/// # Model
///
/// `mark = μ + u(subject) + v(rater) + e`, with u, v and e independent, normal, of variances σ²ᵤ, σ²ᵥ, σ². Henderson's
/// equations (C. R. Henderson, "Best linear unbiased estimation and prediction under a selection model", Biometrics 31,
/// 1975), multiplied by σ², are
///
///     ⎡ N    nᵤᵀ       nᵥᵀ      ⎤ ⎡ μ ⎤
///     ⎢ nᵤ   Dᵤ + α I   Z       ⎥ ⎢ u ⎥ = sums of marks,    α = σ²/σ²ᵤ,  β = σ²/σ²ᵥ
///     ⎣ nᵥ   Zᵀ        Dᵥ + β I ⎦ ⎣ v ⎦
///
/// with D the numbers of marks and Z who marks whom. The larger of the two sides has a diagonal block and is eliminated
/// exactly; what is left of the other falls apart into the connected components of the layout, each factorised by
/// itself, and μ is eliminated last. A side whose variance is zero is left out.
///
/// Complexity: the squares of panel sizes, and k³ for each component's k members of the smaller side.
struct CrossedLayout {
  /// The side that is eliminated: who marks whom, from its point of view.
  let rows: Ratings
  /// Whether that side is the raters.
  let isTurned: Bool
  /// The members of the other side, by component.
  private let blocks: [[Int]]
  private let block: [Int]
  private let place: [Int]

  init(_ ratings: Ratings) {
    isTurned = ratings.raterCount > ratings.subjectCount
    rows = isTurned ? ratings.turned : ratings
    let side = RaterSide(rows, weights: [Double](repeating: 1, count: rows.count))
    // Members without marks stand alone.
    let alone = (0..<rows.raterCount).filter { side.component[$0] < 0 }
    blocks = side.members + alone.map { [$0] }
    var (block, place) = (side.component, side.place)
    for (number, member) in alone.enumerated() {
      block[member] = side.members.count + number
      place[member] = 0
    }
    (self.block, self.place) = (block, place)
  }

  /// The equations at given variances, factorised; nil where they are singular to working accuracy.
  ///
  /// - Parameters:
  ///   - row: the variance of the eliminated side; zero leaves it out.
  ///   - column: that of the other side.
  ///   - error: that of the errors; above zero.
  func equations(row: Double, column: Double, error: Double) -> Equations? {
    Equations(self, row, column, error)
  }

  /// What the equations give for one vector of marks.
  struct Solution {
    var mean: Double
    /// By position on the eliminated side.
    var row: [Double]
    var column: [Double]
    /// By mark.
    var residuals: [Double]
  }

  /// One factorisation, for any number of right sides.
  struct Equations {
    private let layout: CrossedLayout
    /// The eliminated side's diagonal: marks + σ²/σ²ᵤ; infinite where the side is left out.
    private let diagonal: [Double]
    private let factors: [PositiveDefinite]
    /// S⁻¹ S(·,μ), and what is left for μ.
    private let lean: [Double]
    private let meanInformation: Double
    private let hasColumns: Bool

    fileprivate init?(_ layout: CrossedLayout, _ rowVariance: Double, _ columnVariance: Double, _ error: Double) {
      self.layout = layout
      hasColumns = columnVariance > 0
      let rows = layout.rows
      diagonal = (0..<rows.subjectCount).map {
        rowVariance > 0 ? Double(rows.marks(of: $0).count) + error / rowVariance : .infinity
      }
      var matrices = layout.blocks.map { [Double](repeating: 0, count: $0.count * $0.count) }
      var toMean = [Double](repeating: 0, count: rows.raterCount)
      var mean = 0.0
      for row in 0..<rows.subjectCount {
        let range = rows.marks(of: row)
        guard !range.isEmpty else { continue }
        let size = Double(range.count)
        mean += size - size * size / diagonal[row]
        let number = layout.block[Int(rows.raters[range.lowerBound])]
        let width = layout.blocks[number].count
        for first in range {
          let column = Int(rows.raters[first])
          toMean[column] += 1 - size / diagonal[row]
          let start = layout.place[column] * width
          matrices[number][start + layout.place[column]] += 1
          // Members of a row ascend, and so do their places in the block.
          for second in range.lowerBound...first {
            matrices[number][start + layout.place[Int(rows.raters[second])]] -= 1 / diagonal[row]
          }
        }
      }
      var lean = [Double](repeating: 0, count: rows.raterCount)
      var factors: [PositiveDefinite] = []
      if hasColumns {
        for (members, var matrix) in zip(layout.blocks, matrices) {
          for place in members.indices { matrix[place * (members.count + 1)] += error / columnVariance }
          guard let factor = PositiveDefinite(size: members.count, matrix) else { return nil }
          factors.append(factor)
          for (member, value) in zip(members, factor.solve(members.map { toMean[$0] })) {
            lean[member] = value
            mean -= value * toMean[member]
          }
        }
      }
      guard mean > 0 else { return nil }
      (self.factors, self.lean, meanInformation) = (factors, lean, mean)
    }

    /// The solution for marks in the order of `rows.values`.
    func solve(_ marks: [Double]) -> Solution {
      let rows = layout.rows
      let sums = (0..<rows.subjectCount).map { row in rows.marks(of: row).reduce(0.0) { $0 + marks[$1] } }
      var right = [Double](repeating: 0, count: rows.raterCount)
      var total = 0.0
      for row in 0..<rows.subjectCount {
        let range = rows.marks(of: row)
        for position in range { right[Int(rows.raters[position])] += marks[position] - sums[row] / diagonal[row] }
        total += sums[row] * (1 - Double(range.count) / diagonal[row])
      }
      var columns = [Double](repeating: 0, count: rows.raterCount)
      var mean = total
      if hasColumns {
        for (members, factor) in zip(layout.blocks, factors) {
          for (member, value) in zip(members, factor.solve(members.map { right[$0] })) { columns[member] = value }
        }
        for member in columns.indices { mean -= lean[member] * right[member] }
      }
      mean /= meanInformation
      for member in columns.indices { columns[member] -= lean[member] * mean }
      var residuals = marks
      var effects = [Double](repeating: 0, count: rows.subjectCount)
      for row in 0..<rows.subjectCount {
        let range = rows.marks(of: row)
        var sum = 0.0
        for position in range {
          residuals[position] -= mean + columns[Int(rows.raters[position])]
          sum += residuals[position]
        }
        effects[row] = sum / diagonal[row]
        for position in range { residuals[position] -= effects[row] }
      }
      return Solution(mean: mean, row: effects, column: columns, residuals: residuals)
    }

    /// The logarithm of the determinant of the equations, multiplied by σ² as they are.
    var logDeterminant: Double {
      var sum = naturalLogarithm(meanInformation)
      for value in diagonal where value.isFinite { sum += naturalLogarithm(value) }
      for factor in factors { sum += factor.logDeterminant }
      return sum
    }

    /// The diagonal of the inverse: what it holds when μ is known, and what μ's estimate adds; both in units of σ².
    func uncertainty() -> (row: [Uncertainty], column: [Uncertainty]) {
      let rows = layout.rows
      var columns = [Uncertainty](repeating: Uncertainty(), count: rows.raterCount)
      let inverses = factors.map { $0.inverse() }
      for (members, inverse) in zip(layout.blocks, inverses) {
        for (place, member) in members.enumerated() {
          columns[member] = Uncertainty(
            known: inverse[place * (members.count + 1)], added: lean[member] * lean[member] / meanInformation)
        }
      }
      let effects = (0..<rows.subjectCount).map { row -> Uncertainty in
        guard diagonal[row].isFinite else { return Uncertainty() }
        let range = rows.marks(of: row)
        var (quadratic, lead) = (0.0, Double(range.count))
        if hasColumns, let first = range.first {
          let number = layout.block[Int(rows.raters[first])]
          let width = layout.blocks[number].count
          for position in range {
            lead -= lean[Int(rows.raters[position])]
            let start = layout.place[Int(rows.raters[position])] * width
            for other in range { quadratic += inverses[number][start + layout.place[Int(rows.raters[other])]] }
          }
        }
        let squared = diagonal[row] * diagonal[row]
        return Uncertainty(
          known: 1 / diagonal[row] + quadratic / squared, added: lead * lead / meanInformation / squared)
      }
      return (effects, columns)
    }

    /// The variance of μ's estimate, in units of σ².
    var meanVariance: Double { 1 / meanInformation }
  }

  /// A variance of prediction in two parts.
  struct Uncertainty {
    var known = 0.0
    var added = 0.0
    var whole: Double { known + added }
  }
}

extension Ratings {
  /// The same marks rater by rater: subjects and raters exchanged.
  var turned: Ratings {
    Ratings(
      subjectCount: raterCount, raterCount: subjectCount,
      (0..<subjectCount).flatMap { subject in
        marks(of: subject).map { Rating(subject: Int(raters[$0]), rater: subject, value: values[$0]) }
      })
  }
}
