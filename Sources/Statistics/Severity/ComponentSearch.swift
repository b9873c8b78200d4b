/// The search for the variances of greatest restricted likelihood (see `VarianceComponents`), for marks whose spread is
/// about one.
struct ComponentSearch {
  let layout: CrossedLayout
  /// In the order of the layout's rows.
  let marks: [Double]

  init(_ layout: CrossedLayout, _ marks: [Double]) {
    (self.layout, self.marks) = (layout, marks)
  }

  /// Which sides have a variance of their own.
  struct Sides {
    let row: Bool
    let column: Bool
  }

  struct Fit {
    var row: Double
    var column: Double
    var error: Double
    var deviance: Double
    var hasConverged: Bool
  }

  func equations(_ fit: Fit) -> CrossedLayout.Equations? {
    layout.equations(row: fit.row, column: fit.column, error: fit.error)
  }

  /// The variances, −2 ℓ, its derivatives and information at one point.
  private struct Point {
    var row: Double
    var column: Double
    var error: Double
    var deviance: Double
    var equations: CrossedLayout.Equations
    var solution: CrossedLayout.Solution
  }

  private func point(_ row: Double, _ column: Double, _ error: Double) -> Point? {
    guard error > 0, let equations = layout.equations(row: row, column: column, error: error) else { return nil }
    let solution = equations.solve(marks)
    let rows = layout.rows
    var quadratic = 0.0
    for value in solution.residuals { quadratic += value * value / error }
    var logarithms = Double(rows.count - 1) * naturalLogarithm(error)
    func add(_ effects: [Double], _ variance: Double) {
      guard variance > 0 else { return }
      for effect in effects { quadratic += effect * effect / variance }
      logarithms += Double(effects.count) * (naturalLogarithm(variance) - naturalLogarithm(error))
    }
    add(solution.row, row)
    add(solution.column, column)
    // ln 2π
    let deviance =
      Double(rows.count - 1) * 1.8378770664093454836 + logarithms + equations.logDeterminant + quadratic
    return Point(row: row, column: column, error: error, deviance: deviance, equations: equations, solution: solution)
  }

  /// Nil where the search ran to a border: a model without that side is likelier or as likely.
  func fit(_ sides: Sides) -> Fit? {
    let parts = 1 + (sides.row ? 1 : 0) + (sides.column ? 1 : 0)
    let start = 1 / Double(parts)
    guard var now = point(sides.row ? start : 0, sides.column ? start : 0, start) else { return nil }
    var promise = Double.infinity
    for _ in 0..<200 {
      let slope = Slope(now, layout)
      let step = slope.newton(sides)
      // What a full step promises to gain, in −2 ℓ.
      if step.promise < 1e-18 { return result(now, true) }
      promise = step.promise
      var next: Point?
      var share = step.promise.isFinite ? 1.0 : 0
      while share > 1e-3 {
        let (row, column) = (now.row + share * step.row, now.column + share * step.column)
        let error = now.error + share * step.error
        // No variance falls to less than a twentieth in one step.
        if row >= now.row / 20, column >= now.column / 20, error >= now.error / 20,
          let trial = point(row, column, error), trial.deviance <= now.deviance + 1e-12 * now.deviance.magnitude
        {
          next = trial
          break
        }
        share /= 2
      }
      if next == nil {
        let mean = slope.expectation
        next = point(sides.row ? mean.row : 0, sides.column ? mean.column : 0, mean.error)
      }
      guard let next else { return result(now, false) }
      let whole = next.row + next.column + next.error
      if sides.row && next.row < 1e-7 * whole || sides.column && next.column < 1e-7 * whole || next.error < 1e-12 {
        return nil
      }
      now = next
    }
    // Rounding may keep the promise from falling further; in units of −2 ℓ this is nothing.
    return result(now, promise < 1e-9)
  }

  private func result(_ point: Point, _ hasConverged: Bool) -> Fit {
    Fit(
      row: point.row, column: point.column, error: point.error, deviance: point.deviance, hasConverged: hasConverged)
  }

  /// The derivatives of the log-likelihood at a point.
  private struct Slope {
    /// ∂ℓ/∂σ² of rows, columns and errors.
    var score: [Double]
    /// The average information of the three.
    var information: [[Double]]
    /// Where expectation and maximisation would go.
    var expectation: (row: Double, column: Double, error: Double)

    init(_ now: Point, _ layout: CrossedLayout) {
      let rows = layout.rows
      let uncertainty = now.equations.uncertainty()
      func side(_ effects: [Double], _ parts: [CrossedLayout.Uncertainty], _ variance: Double) -> (
        score: Double, next: Double, free: Double
      ) {
        guard variance > 0 else { return (0, 0, 0) }
        var (squares, trace) = (0.0, 0.0)
        for (effect, part) in zip(effects, parts) {
          squares += effect * effect
          trace += now.error * part.whole
        }
        let count = Double(effects.count)
        return (
          -0.5 * (count - (trace + squares) / variance) / variance, (squares + trace) / count, count - trace / variance
        )
      }
      let row = side(now.solution.row, uncertainty.row, now.row)
      let column = side(now.solution.column, uncertainty.column, now.column)
      var squares = 0.0
      for value in now.solution.residuals { squares += value * value }
      let free = Double(rows.count - 1) - row.free - column.free
      score = [row.score, column.score, -0.5 * (free - squares / now.error) / now.error]
      // The errors' own step: their expected squares given the marks.
      expectation = (row.next, column.next, (squares + (Double(rows.count) - free) * now.error) / Double(rows.count))

      // Working marks V_k P y, and P applied to them.
      var working = [[Double]](repeating: [Double](repeating: 0, count: rows.count), count: 3)
      for subject in 0..<rows.subjectCount {
        for position in rows.marks(of: subject) {
          if now.row > 0 { working[0][position] = now.solution.row[subject] / now.row }
          if now.column > 0 {
            working[1][position] = now.solution.column[Int(rows.raters[position])] / now.column
          }
          working[2][position] = now.solution.residuals[position] / now.error
        }
      }
      let projected = working.map { now.equations.solve($0).residuals }
      information = working.map { first in
        projected.map { second in
          var sum = 0.0
          for position in first.indices { sum += first[position] * second[position] }
          return 0.5 * sum / now.error
        }
      }
    }

    /// Information⁻¹ × score over the variances that are free, and twice the gain in ℓ that it promises: without bound,
    /// and no step, where the marks do not tell the variances apart.
    func newton(_ sides: Sides) -> (row: Double, column: Double, error: Double, promise: Double) {
      let free = [0, 1, 2].filter { $0 == 2 || ($0 == 0 ? sides.row : sides.column) }
      let matrix = free.flatMap { row in free.map { information[row][$0] } }
      var step = [0.0, 0.0, 0.0]
      guard let factor = PositiveDefinite(size: free.count, matrix) else { return (0, 0, 0, .infinity) }
      var promise = 0.0
      for (index, value) in zip(free, factor.solve(free.map { score[$0] })) {
        step[index] = value
        promise += value * score[index]
      }
      return (step[0], step[1], step[2], promise)
    }
  }
}
