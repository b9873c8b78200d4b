/// A linear programme solved in whole numbers of fixed point.
///
/// # Problem
///
/// The least sum of cost × value over columns with values from zero up to a bound each, such that every row's sum of
/// coefficient × value is its right side. Columns may be added and barred at any time; the basis stays.
///
/// # Method
///
/// The revised simplex method with bounded values (Dantzig, "Linear Programming and Extensions", 1963), in which a value
/// at its upper bound is counted from there downwards, so that every value outside the basis is zero. The inverse of
/// the basis is held whole, in units of 2⁻⁴⁶; what is below 2⁻³⁰ is taken for zero, and the inverse is made anew after
/// some hundred pivots. Of values that come to a bound within a billionth of each other the one with the largest pivot
/// leaves (Harris, "Pivot selection methods of the Devex LP code", 1973).
///
/// Each row has two columns by which it can miss its right side, one unit at a penalty more than the dual expected of
/// it, or less: so duals stay near to where they are expected until the penalty is raised (du Merle, Villeneuve,
/// Desrosiers and Hansen, "Stabilized column generation", 1999). Without this, duals known to a hundredth are lost on
/// the way to the first solution, and pivots are ten times as many. A third column, without cost, has a bound of some
/// millionth or less: it moves right sides apart so that ties are rare and the method does not circle (Charnes, 1952).
///
/// What comes out is not exact, and need not be: its duals are prices, from which a bound is computed anew.
///
/// Bounds: numbers of the inverse stay below 2¹⁴, right sides below 2²⁰; beyond that the method ends and says so.
/// Complexity: a pivot takes at most rows² and one look at every column.
struct FixedPointSimplex {
  /// The value 1.
  static let one: Int64 = 1 << 40
  /// The number 1 in the inverse.
  private static let unit: Int64 = 1 << unitBits
  private static let unitBits: Int64 = 46
  private static let largest: Int64 = 1 << 60
  private static let noise: Int64 = 1 << 16
  /// A column that takes less from a value is held to take nothing.
  private static let leastTaken: Int64 = 1 << 26
  /// By how much a value may pass its bound for the sake of a larger pivot.
  private static let tolerance: Int128 = 1 << 9
  /// Penalties are raised to so many times what they begin with.
  private static let mostRaised: Int64 = 1 << 16
  private static let pivotsAnew = 200

  let rowCount: Int
  /// A cost of one counts so many times in duals.
  let weight: Int64
  private let rightSides: [Int64]
  private(set) var steps = 0
  private(set) var pivots = 0
  private var nextAnew = FixedPointSimplex.pivotsAnew
  private let leastPenalty: Int64
  /// What it costs, in duals, to miss a right side by one, beyond what is expected.
  private var missing: Int64
  /// What it costs, in duals, to use a barred column.
  private var barring: Int64
  /// Reduced costs above −`slack` count as zero.
  static let slack: Int64 = 8

  // Columns.
  private var starts: [Int32] = [0]
  private var rows: [Int32] = []
  private var coefficients: [Int64] = []
  /// Times `weight`.
  private var costs: [Int64] = []
  private var uppers: [Int64] = []
  private var isFlipped: [Bool] = []
  private var isPenal: [Bool] = []
  /// The place in the basis, or −1.
  private var places: [Int32] = []

  // The basis, by place.
  private var basis: [Int32] = []
  private var inverse: [Int64]
  private var values: [Int64] = []
  /// By row, times `weight`.
  private(set) var duals: [Int64]
  private var mustPrice = true

  /// A programme without columns of its own. Precondition: right sides and costs × weight stay far from 2⁶³.
  ///
  /// - Parameters:
  ///   - rightSides: one for each row, below 2²⁰.
  ///   - weight: how many times a cost counts in duals.
  ///   - expected: the dual expected of each row, times `weight`.
  ///   - penalty: how far duals may be from that at first, times `weight`; also what a barred column costs at first.
  init(rightSides: [Int64], weight: Int64, expected: [Int64], penalty: Int64) {
    rowCount = rightSides.count
    self.weight = weight
    leastPenalty = penalty
    missing = penalty
    barring = penalty
    inverse = []
    duals = [Int64](repeating: 0, count: rowCount)
    var sides: [Int64] = []
    var state: UInt64 = 0x0DD5_EED5
    for side in rightSides {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      sides.append(side * FixedPointSimplex.one + Int64(1 + (state >> 33) % 1021) << 10)
    }
    self.rightSides = sides
    for (row, side) in sides.enumerated() {
      let box = side - rightSides[row] * FixedPointSimplex.one
      _ = add(cost: 0, [(row, 1)], upper: 2 * box)
      for sign: Int64 in [1, -1] {
        let column = add(cost: 0, [(row, sign)], upper: .max)
        isPenal[column] = true
        costs[column] = sign * expected[row]
      }
    }
    beginCold()
  }

  /// Begins from the basis in which every row misses its right side.
  mutating func beginCold() {
    for column in costs.indices {
      places[column] = -1
      isFlipped[column] = false
    }
    inverse = [Int64](repeating: 0, count: rowCount * rowCount)
    values = rightSides.map { abs($0) }
    basis = []
    for (row, side) in rightSides.enumerated() {
      // The columns of a row came first: its box, more, less.
      let column = 3 * row + (side >= 0 ? 1 : 2)
      places[column] = Int32(row)
      basis.append(Int32(column))
      inverse[row * rowCount + row] = side >= 0 ? FixedPointSimplex.unit : -FixedPointSimplex.unit
    }
    nextAnew = pivots + FixedPointSimplex.pivotsAnew
    mustPrice = true
  }

  /// Adds a column whose value goes from zero to `upper`, in units of `one`.
  mutating func add(cost: Int64, _ entries: [(row: Int, coefficient: Int64)], upper: Int64) -> Int {
    for entry in entries {
      rows.append(Int32(entry.row))
      coefficients.append(entry.coefficient)
    }
    starts.append(Int32(rows.count))
    costs.append(cost * weight)
    uppers.append(upper)
    isFlipped.append(false)
    isPenal.append(false)
    places.append(-1)
    return costs.count - 1
  }

  /// Keeps a column without upper bound from being used, or lets it be used again.
  mutating func bar(_ column: Int, _ isBarred: Bool) {
    guard isPenal[column] != isBarred else { return }
    isPenal[column] = isBarred
    if places[column] >= 0 { mustPrice = true }
  }

  /// Bars columns at no more than at first.
  mutating func relaxBars() {
    barring = leastPenalty
    mustPrice = true
  }

  /// The places at a penalty, beyond what boxes allow.
  private var paid: [Int] {
    basis.indices.filter { isPenal[Int(basis[$0])] && values[$0] > FixedPointSimplex.one >> 10 }
  }

  /// Whether a right side is missed, or a barred column used.
  var isAtPenalty: Bool { !paid.isEmpty }

  /// Raises the penalties that are paid, as far as they may be; whether there were such.
  mutating func raisePenalties() -> Bool {
    let paid = self.paid
    let most = leastPenalty * FixedPointSimplex.mostRaised
    var isRaised = false
    if missing < most, paid.contains(where: { isSingle(Int(basis[$0])) }) {
      missing *= 4
      isRaised = true
    }
    if barring < most, paid.contains(where: { !isSingle(Int(basis[$0])) }) {
      barring *= 4
      isRaised = true
    }
    mustPrice = mustPrice || isRaised
    return isRaised
  }

  /// Whether a column is one by which a row misses its right side, if it is at a penalty.
  private func isSingle(_ column: Int) -> Bool { starts[column + 1] - starts[column] == 1 }

  /// What a unit of a column costs, times `weight`.
  private func cost(of column: Int) -> Int64 {
    guard isPenal[column] else { return costs[column] }
    return costs[column] + (isSingle(column) ? missing : barring)
  }

  /// The value of a column, in units of `one`, with what boxes add.
  func value(of column: Int) -> Int64 {
    let value = places[column] >= 0 ? values[Int(places[column])] : 0
    return isFlipped[column] ? uppers[column] - value : value
  }

  // MARK: - The method

  /// Pivots until no column lowers the sum; false where a number leaves its range or the pivots do not end.
  mutating func run(mostPivots: Int) -> Bool {
    let last = pivots + mostPivots
    if mustPrice, !price() { return false }
    var isFresh = mustPrice
    mustPrice = false
    while pivots < last {
      if pivots >= nextAnew {
        guard beginAnew(), price() else { return false }
        isFresh = true
      }
      if let entering = entering() {
        guard pivot(entering.column, reduced: entering.reduced) else { return false }
        isFresh = false
      } else if isFresh {
        return true
      } else {
        guard price() else { return false }
        isFresh = true
      }
    }
    return false
  }

  /// A product of numbers of which one is in units of the inverse.
  @inline(__always)
  private static func scaled(_ first: Int64, _ second: Int64) -> Int64 {
    let product = first.multipliedFullWidth(by: second)
    let half = UInt64(1) << UInt64(unitBits - 1)
    let (low, carry) = product.low.addingReportingOverflow(half)
    return ((product.high &+ (carry ? 1 : 0)) &<< (64 - unitBits)) | Int64(bitPattern: low &>> UInt64(unitBits))
  }

  /// The duals of the basis from scratch.
  private mutating func price() -> Bool {
    var sums = [Int128](repeating: 0, count: rowCount)
    for place in 0..<rowCount {
      let column = Int(basis[place])
      let cost = Int128(isFlipped[column] ? -cost(of: column) : cost(of: column))
      guard cost != 0 else { continue }
      for row in 0..<rowCount where inverse[place * rowCount + row] != 0 {
        sums[row] += cost * Int128(inverse[place * rowCount + row])
      }
    }
    steps += rowCount * rowCount
    let half = Int128(FixedPointSimplex.unit / 2)
    for row in 0..<rowCount {
      let dual = (sums[row] + half) >> Int128(FixedPointSimplex.unitBits)
      guard abs(dual) < Int128(FixedPointSimplex.largest) else { return false }
      duals[row] = Int64(dual)
    }
    return true
  }

  /// The column outside the basis that lowers the sum fastest, with its reduced cost.
  private mutating func entering() -> (column: Int, reduced: Int64)? {
    var best = (column: -1, reduced: -FixedPointSimplex.slack)
    steps += rows.count
    duals.withUnsafeBufferPointer { duals in
      for column in costs.indices where places[column] < 0 {
        let (first, end) = (Int(starts[column]), Int(starts[column + 1]))
        if isPenal[column] && end - first > 1 { continue }
        var reduced = isPenal[column] ? costs[column] &+ missing : costs[column]
        for entry in first..<end { reduced &-= coefficients[entry] &* duals[Int(rows[entry])] }
        if isFlipped[column] { reduced = -reduced }
        if reduced < best.reduced { best = (column, reduced) }
      }
    }
    return best.column >= 0 ? best : nil
  }

  /// By place: how much one unit of a column takes from the value there.
  private mutating func taken(by column: Int) -> [Int64] {
    var taken = [Int64](repeating: 0, count: rowCount)
    let entries = Int(starts[column])..<Int(starts[column + 1])
    for place in 0..<rowCount {
      var sum: Int64 = 0
      for entry in entries { sum &+= coefficients[entry] &* inverse[place * rowCount + Int(rows[entry])] }
      if abs(sum) > FixedPointSimplex.leastTaken { taken[place] = isFlipped[column] ? -sum : sum }
    }
    steps += rowCount * entries.count
    return taken
  }

  /// Brings a column into the basis, or to its other bound.
  private mutating func pivot(_ entering: Int, reduced: Int64) -> Bool {
    pivots += 1
    var taken = taken(by: entering)
    let touched = taken.indices.filter { taken[$0] != 0 }
    let (leaving, room) = firstBound(entering, taken, touched)
    guard leaving >= 0 || uppers[entering] < .max else { return false }
    let step = Int64(room.rest * Int128(FixedPointSimplex.unit) / room.over)
    if leaving >= 0, taken[leaving] < 0 { flipBasic(leaving, &taken[leaving]) }
    for place in touched where place != leaving {
      let value = values[place] - FixedPointSimplex.scaled(taken[place], step)
      values[place] = min(max(value, 0), uppers[Int(basis[place])])
    }
    guard leaving >= 0 else {
      isFlipped[entering].toggle()
      return true
    }
    values[leaving] = step
    places[Int(basis[leaving])] = -1
    basis[leaving] = Int32(entering)
    places[entering] = Int32(leaving)
    guard eliminate(leaving, taken, touched) else { return false }
    let base = leaving * rowCount
    for row in 0..<rowCount where inverse[base + row] != 0 {
      let move = (Int128(reduced) * Int128(inverse[base + row])) >> Int128(FixedPointSimplex.unitBits)
      let dual = Int128(duals[row]) + move
      guard abs(dual) < Int128(FixedPointSimplex.largest) else { return false }
      duals[row] = Int64(dual)
    }
    return true
  }

  /// The place whose value comes to a bound first, with how far it is as a ratio; −1 for the entering column itself.
  private func firstBound(
    _ entering: Int, _ taken: [Int64], _ touched: [Int]
  ) -> (leaving: Int, room: (rest: Int128, over: Int128)) {
    func rest(_ place: Int) -> Int128? {
      if taken[place] > 0 { return Int128(values[place]) }
      let upper = uppers[Int(basis[place])]
      return upper < .max ? Int128(upper - values[place]) : nil
    }
    let own = (rest: Int128(uppers[entering]), over: Int128(FixedPointSimplex.unit))
    var nearest = own
    for place in touched {
      guard let rest = rest(place) else { continue }
      let over = Int128(abs(taken[place]))
      if (rest + FixedPointSimplex.tolerance) * nearest.over < nearest.rest * over {
        nearest = (rest + FixedPointSimplex.tolerance, over)
      }
    }
    var best = (leaving: -1, room: own)
    for place in touched {
      guard let rest = rest(place) else { continue }
      let over = Int128(abs(taken[place]))
      guard rest * nearest.over <= nearest.rest * over else { continue }
      let isFirst = best.leaving < 0 || over > best.room.over
      if isFirst || (over == best.room.over && basis[place] < basis[best.leaving]) { best = (place, (rest, over)) }
    }
    return best
  }

  /// Counts a value in the basis from its upper bound.
  private mutating func flipBasic(_ place: Int, _ taken: inout Int64) {
    let column = Int(basis[place])
    for row in 0..<rowCount { inverse[place * rowCount + row].negate() }
    values[place] = uppers[column] - values[place]
    isFlipped[column].toggle()
    taken.negate()
  }

  /// Makes the row of one place that of a column which takes so much from each; all others take it no more.
  private mutating func eliminate(_ leaving: Int, _ taken: [Int64], _ touched: [Int]) -> Bool {
    let width = rowCount
    let pivot = taken[leaving]
    var done = 0
    let fits = inverse.withUnsafeMutableBufferPointer { inverse in
      let base = leaving * width
      var filled: [(index: Int, number: Int64)] = []
      var top: Int64 = 0
      for index in 0..<width where inverse[base + index] != 0 {
        if pivot != FixedPointSimplex.unit {
          let number = (Int128(inverse[base + index]) << Int128(FixedPointSimplex.unitBits)) / Int128(pivot)
          guard abs(number) < Int128(FixedPointSimplex.largest) else { return false }
          inverse[base + index] = abs(number) > Int128(FixedPointSimplex.noise) ? Int64(number) : 0
        }
        guard inverse[base + index] != 0 else { continue }
        filled.append((index, inverse[base + index]))
        top = max(top, abs(inverse[base + index]))
      }
      for place in touched where place != leaving {
        let take = taken[place]
        let reach = (Int128(top) * Int128(abs(take))) >> Int128(FixedPointSimplex.unitBits)
        guard reach < Int128(FixedPointSimplex.largest) else { return false }
        let start = place * width
        var greatest: Int64 = 0
        for (index, number) in filled {
          let next = inverse[start + index] - FixedPointSimplex.scaled(take, number)
          let size = abs(next)
          inverse[start + index] = size > FixedPointSimplex.noise ? next : 0
          greatest = max(greatest, size)
        }
        guard greatest < FixedPointSimplex.largest else { return false }
        done += filled.count
      }
      return true
    }
    steps += done
    return fits
  }

  /// Makes the inverse anew from the columns of the basis, and the values from that.
  private mutating func beginAnew() -> Bool {
    nextAnew = pivots + FixedPointSimplex.pivotsAnew
    // Columns with few entries first: they fill little.
    func length(_ column: Int) -> Int32 { starts[column + 1] - starts[column] }
    let columns = basis.map { Int($0) }.sorted { first, second in
      let (one, other) = (length(first), length(second))
      return one == other ? first < second : one < other
    }
    inverse = [Int64](repeating: 0, count: rowCount * rowCount)
    for row in 0..<rowCount { inverse[row * rowCount + row] = FixedPointSimplex.unit }
    var isSettled = [Bool](repeating: false, count: rowCount)
    for column in columns {
      let taken = taken(by: column)
      let touched = taken.indices.filter { taken[$0] != 0 }
      let open = touched.filter { !isSettled[$0] }
      guard let place = open.max(by: { (abs(taken[$0]), -$0) < (abs(taken[$1]), -$1) }),
        eliminate(place, taken, touched)
      else { return false }
      isSettled[place] = true
      basis[place] = Int32(column)
      places[column] = Int32(place)
    }
    var sides = rightSides
    for column in costs.indices where isFlipped[column] {
      for entry in Int(starts[column])..<Int(starts[column + 1]) {
        sides[Int(rows[entry])] -= coefficients[entry] * uppers[column]
      }
    }
    for place in 0..<rowCount {
      var sum: Int128 = 0
      for row in 0..<rowCount where inverse[place * rowCount + row] != 0 {
        sum += Int128(inverse[place * rowCount + row]) * Int128(sides[row])
      }
      let value = max(0, sum >> Int128(FixedPointSimplex.unitBits))
      values[place] = Int64(min(value, Int128(uppers[Int(basis[place])])))
    }
    steps += rowCount * rowCount
    return true
  }
}
