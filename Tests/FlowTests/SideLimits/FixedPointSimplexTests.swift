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
    var simplex = FixedPointSimplex(rightSides: programme.sides, weight: 1 << 10, penalty: 10_000)
    let numbers = programme.columns.map { column in
      simplex.add(
        cost: column.cost, column.entries, upper: column.upper.map { $0 * FixedPointSimplex.one } ?? .max)
    }
    return (simplex, numbers)
  }

  /// The Lagrangian bound of the duals in costs, columns without upper bound held below `most`.
  static func bound(_ programme: Programme, _ simplex: FixedPointSimplex, most: Double = 1000) -> Double {
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

  /// A tenth of a cost: boxes are 10⁻⁶ wide, a cost is worth 2¹⁰ in duals, and columns may count a thousand times.
  @Test(arguments: [3, 12, 40]) func `values are feasible and cost what the duals bound`(rows: Int) {
    var draw = Draw(state: UInt64(rows))
    for _ in 0..<20 {
      let programme = FixedPointSimplexTests.random(&draw, rows: rows, columns: 4 * rows)
      var (simplex, numbers) = FixedPointSimplexTests.made(programme)
      #expect(simplex.run(mostPivots: 10_000))
      #expect(!simplex.hasPenalty)
      let values = numbers.map { Double(simplex.value(of: $0)) / Double(FixedPointSimplex.one) }
      var misses = programme.sides.map { -Double($0) }
      var cost = 0.0
      for (column, value) in zip(programme.columns, values) {
        #expect(value >= 0 && value <= (column.upper.map(Double.init) ?? .infinity))
        cost += Double(column.cost) * value
        for entry in column.entries { misses[entry.row] += Double(entry.coefficient) * value }
      }
      #expect(misses.allSatisfy { abs($0) < 1e-4 }, "\(misses)")
      let bound = FixedPointSimplexTests.bound(programme, simplex, most: 100)
      #expect(abs(cost - bound) < 2, "\(cost) and \(bound)")
    }
  }

  @Test func `a barred column is not used, and comes back where it is the best`() {
    var simplex = FixedPointSimplex(rightSides: [1], weight: 16, penalty: 1000)
    let cheap = simplex.add(cost: 3, [(0, 1), (0, 0)], upper: .max)
    let dear = simplex.add(cost: 7, [(0, 1), (0, 0)], upper: .max)
    #expect(simplex.run(mostPivots: 100))
    #expect(simplex.duals == [3 * 16])
    simplex.bar(cheap, true)
    #expect(simplex.run(mostPivots: 100))
    #expect(simplex.duals == [7 * 16])
    #expect(simplex.value(of: dear) > FixedPointSimplex.one / 2)
    simplex.bar(dear, true)
    #expect(simplex.run(mostPivots: 100))
    #expect(simplex.hasPenalty)
    simplex.bar(cheap, false)
    #expect(simplex.run(mostPivots: 100))
    #expect(!simplex.hasPenalty)
    #expect(simplex.duals == [3 * 16])
  }

  @Test func `the inverse made anew says the same`() {
    var draw = Draw(state: 7)
    let programme = FixedPointSimplexTests.random(&draw, rows: 90, columns: 700)
    var (simplex, _) = FixedPointSimplexTests.made(programme)
    var again = simplex
    #expect(simplex.run(mostPivots: 20_000))
    #expect(again.run(mostPivots: 20_000))
    #expect(simplex.duals == again.duals)
    // More than once within these pivots.
    #expect(simplex.pivots > 400, "\(simplex.pivots)")
    #expect(!simplex.hasPenalty)
  }
}
