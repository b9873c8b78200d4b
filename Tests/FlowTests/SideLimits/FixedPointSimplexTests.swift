import Testing

@testable import Flow

/// A linear programme is solved where its duals leave no column cheaper and cost as much as its values.
struct FixedPointSimplexTests {
  struct Programme {
    var sides: [Int64]
    var columns: [(cost: Int64, entries: [(row: Int, coefficient: Int64)], upper: Int64?)]
  }

  /// Right sides come from values drawn first, so that there is a solution.
  static func random(_ draw: inout Draw, rows: Int, columns: Int) -> Programme {
    var programme = Programme(sides: [Int64](repeating: 0, count: rows), columns: [])
    for _ in 0..<columns {
      var entries: [(row: Int, coefficient: Int64)] = []
      for row in 0..<rows where draw(0...2) == 0 { entries.append((row, draw(0...4) == 0 ? -1 : 1)) }
      let upper: Int64? = draw(0...2) == 0 ? Int64(draw(1...3)) : nil
      let value = min(upper ?? 2, Int64(draw(0...2)))
      for entry in entries { programme.sides[entry.row] += entry.coefficient * value }
      programme.columns.append((Int64(draw(0...50)), entries, upper))
    }
    return programme
  }

  static func made(_ programme: Programme) -> (simplex: FixedPointSimplex, numbers: [Int]) {
    var simplex = FixedPointSimplex(
      rightSides: programme.sides, weight: 1 << 20, expected: programme.sides.map { _ in 0 }, penalty: 10 << 20)
    let numbers = programme.columns.map { column in
      simplex.add(
        cost: column.cost, column.entries, upper: column.upper.map { $0 * FixedPointSimplex.one } ?? .max)
    }
    return (simplex, numbers)
  }

  /// Solves at higher and higher penalties; whether that ends.
  static func settle(_ simplex: inout FixedPointSimplex) -> Bool {
    while simplex.run(mostPivots: 20_000) {
      if !simplex.raisePenalties() { return true }
    }
    return false
  }

  /// The Lagrangian bound of the duals in costs, columns without upper bound held below `most`.
  static func bound(_ programme: Programme, _ simplex: FixedPointSimplex, most: Double = 100) -> Double {
    let weight = Double(simplex.weight)
    var sum = 0.0
    for (side, dual) in zip(programme.sides, simplex.duals) { sum += Double(side) * Double(dual) / weight }
    for column in programme.columns {
      let paid = column.entries.reduce(0.0) { $0 + Double($1.coefficient) * Double(simplex.duals[$1.row]) / weight }
      let reduced = Double(column.cost) - paid
      if reduced < 0 { sum += reduced * (column.upper.map(Double.init) ?? most) }
    }
    return sum
  }

  /// Boxes are 10⁻⁶ wide. A reduced cost may be 2⁻¹⁷ below zero, which counts a hundred times for each of up to 160
  /// columns: an eighth.
  @Test(arguments: [3, 12, 40]) func `values are feasible and cost what the duals bound`(rows: Int) {
    var draw = Draw(state: UInt64(rows))
    for _ in 0..<20 {
      let programme = FixedPointSimplexTests.random(&draw, rows: rows, columns: 4 * rows)
      var (simplex, numbers) = FixedPointSimplexTests.made(programme)
      #expect(FixedPointSimplexTests.settle(&simplex))
      let values = numbers.map { Double(simplex.value(of: $0)) / Double(FixedPointSimplex.one) }
      var misses = programme.sides.map { -Double($0) }
      var cost = 0.0
      for (column, value) in zip(programme.columns, values) {
        #expect(value >= 0 && value <= (column.upper.map(Double.init) ?? .infinity))
        cost += Double(column.cost) * value
        for entry in column.entries { misses[entry.row] += Double(entry.coefficient) * value }
      }
      #expect(misses.allSatisfy { abs($0) < 1e-4 }, "\(misses)")
      let bound = FixedPointSimplexTests.bound(programme, simplex)
      #expect(abs(cost - bound) < 0.25, "\(cost) and \(bound)")
    }
  }

  @Test func `a barred column is not used, and comes back where it is the best`() {
    var simplex = FixedPointSimplex(rightSides: [1], weight: 16, expected: [0], penalty: 16)
    let cheap = simplex.add(cost: 3, [(0, 1), (0, 0)], upper: .max)
    let dear = simplex.add(cost: 7, [(0, 1), (0, 0)], upper: .max)
    #expect(FixedPointSimplexTests.settle(&simplex))
    #expect(simplex.duals == [3 * 16])
    simplex.bar(cheap, true)
    #expect(FixedPointSimplexTests.settle(&simplex))
    #expect(simplex.duals == [7 * 16])
    #expect(simplex.value(of: dear) > FixedPointSimplex.one / 2)
    simplex.bar(dear, true)
    #expect(FixedPointSimplexTests.settle(&simplex))
    #expect(simplex.duals[0] > 1000 * 16, "nothing is left but to miss the right side")
    simplex.bar(cheap, false)
    #expect(FixedPointSimplexTests.settle(&simplex))
    #expect(simplex.duals == [3 * 16])
  }

  @Test func `the same programme ends with the same duals, its inverse made anew on the way`() {
    var draw = Draw(state: 7)
    let programme = FixedPointSimplexTests.random(&draw, rows: 90, columns: 700)
    var (simplex, _) = FixedPointSimplexTests.made(programme)
    var again = simplex
    #expect(FixedPointSimplexTests.settle(&simplex))
    #expect(FixedPointSimplexTests.settle(&again))
    #expect(simplex.duals == again.duals)
    // More than once within these pivots.
    #expect(simplex.pivots > 200, "\(simplex.pivots)")
    // Once more from the start: the same sum within what reduced costs of 700 columns may be below zero.
    let bound = FixedPointSimplexTests.bound(programme, simplex)
    again.beginCold()
    #expect(FixedPointSimplexTests.settle(&again))
    #expect(abs(FixedPointSimplexTests.bound(programme, again) - bound) < 1)
  }
}
