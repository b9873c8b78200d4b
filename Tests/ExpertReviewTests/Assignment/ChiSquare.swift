/// Pearson's test of how often outcomes came up against the chances that a law gives them.
struct ChiSquare {
  let value: Double
  let freedom: Int

  /// Outcomes that fewer than five draws are expected of count together.
  init<Outcome: Hashable>(_ counts: [Outcome: Int], _ chances: [Outcome: Double]) {
    let draws = Double(counts.values.reduce(0, +))
    var cells: [(found: Double, expected: Double)] = []
    var rare = (found: 0.0, expected: 0.0)
    for (outcome, chance) in chances {
      let cell = (found: Double(counts[outcome] ?? 0), expected: chance * draws)
      if cell.expected >= 5 {
        cells.append(cell)
      } else {
        rare = (rare.found + cell.found, rare.expected + cell.expected)
      }
    }
    if rare.expected > 0 { cells.append(rare) }
    value = cells.reduce(0) { $0 + ($1.found - $1.expected) * ($1.found - $1.expected) / $1.expected }
    freedom = cells.count - 1
  }

  /// The value that is passed once in a thousand (E. B. Wilson and M. M. Hilferty, 1931; within 0.1 of the tables:
  /// 10.83, 13.82, 16.27, 18.47 at 1 to 4 degrees).
  var critical: Double {
    let ninth = 2 / (9 * Double(freedom))
    let root = 1 - ninth + 3.0902 * ninth.squareRoot()
    return Double(freedom) * root * root * root + 0.1
  }

  var isBelowCritical: Bool { value < critical }
}
