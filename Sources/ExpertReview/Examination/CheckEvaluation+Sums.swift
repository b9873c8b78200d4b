// Checks of what several figures of a declaration come to together, all in fractions.

extension CheckEvaluation {
  /// The figures are compared as fractions; a denominator of zero gives no ratio.
  mutating func ratio(_ top: String, _ bottom: String, _ least: ExactDecimal) -> Outcome {
    let (numerator, place) = read(top)
    guard case .number(let part) = numerator else { return gap(top, place) }
    let (denominator, bottomPlace) = read(bottom)
    guard case .number(let whole) = denominator, whole != .zero else { return gap(bottom, bottomPlace) }
    let ratio = part.fraction / whole.fraction
    let percent = (ratio * Fraction(100)).rounded(places: 2, .halfUp)
    return decided(
      ratio >= least.fraction, focus(place, limit: .number(least), computed: .text(percent.description + "%")))
  }

  mutating func sumEquals(_ terms: Check.SumTerms, _ total: Check.Operand, _ tolerance: ExactDecimal) -> Outcome {
    var sum = Fraction.zero
    let first = evidence.count
    switch terms {
    case .fields(let keys):
      for key in keys {
        let (value, place) = read(key)
        guard case .number(let number) = value else { return gap(key, place) }
        sum += number.fraction
      }
    case .list(let key, let amount):
      let (value, place) = read(key)
      guard case .list(let entries) = value else { return gap(key, place) }
      for entry in entries {
        guard case .number(let number)? = entry.cell(amount) else { return gap(key + "." + amount, place) }
        sum += number.fraction
      }
    }
    let limit = limit(total, year: nil)
    guard case .number(let bound) = limit else { return gap(total.key, first) }
    return decided(
      (sum - bound.fraction).isWithin(tolerance),
      focus(first, limit: limit, computed: .number(sum.rounded(places: 2, .halfUp))))
  }

  /// What is left, or the first of the figures that was left empty.
  enum BalanceReading {
    case left(Fraction)
    case empty(String, Int)
  }

  mutating func balance(_ balance: Check.Balance) -> BalanceReading {
    var rest = Fraction.zero
    for (keys, isAdded) in [(balance.plus, true), (balance.minus, false)] {
      for key in keys {
        let (value, place) = read(key)
        guard case .number(let number) = value else { return .empty(key, place) }
        rest = isAdded ? rest + number.fraction : rest - number.fraction
      }
    }
    return .left(rest)
  }

  /// What is left of some figures after others are taken off is at least a bound.
  mutating func balance(_ plus: [String], _ minus: [String], _ bound: Check.Operand) -> Outcome {
    let first = evidence.count
    let rest: Fraction
    switch balance(Check.Balance(plus: plus, minus: minus)) {
    case .left(let left): rest = left
    case .empty(let key, let place): return gap(key, place)
    }
    let limit = limit(bound, year: nil)
    guard case .number(let least) = limit else { return gap(bound.key, first) }
    return decided(
      rest >= least.fraction, focus(first, limit: limit, computed: .number(rest.rounded(places: 2, .halfUp))))
  }

  /// A percentage that is stated lies no further than `tolerance` points from what its two figures come to.
  mutating func ratioEquals(
    _ top: String, _ bottom: String, _ percent: String, _ tolerance: ExactDecimal
  ) -> Outcome {
    let (numerator, topPlace) = read(top)
    guard case .number(let part) = numerator else { return gap(top, topPlace) }
    let (denominator, bottomPlace) = read(bottom)
    guard case .number(let whole) = denominator, whole != .zero else { return gap(bottom, bottomPlace) }
    let (statement, place) = read(percent)
    guard case .number(let stated) = statement else { return gap(percent, place) }
    let computed = part.fraction / whole.fraction * Fraction(100)
    let shown = computed.rounded(places: 2, .halfUp).description + "%"
    return decided(
      (stated.fraction - computed).isWithin(tolerance), focus(place, limit: statement, computed: .text(shown)))
  }

  /// In every entry one cell is the product of others; the first entry in which it is not is told by its number.
  mutating func productEquals(
    _ list: String, _ factors: [String], _ product: String, _ tolerance: ExactDecimal
  ) -> Outcome {
    let (value, place) = read(list)
    guard case .list(let entries) = value else { return gap(list, place) }
    for (number, entry) in entries.enumerated() {
      var result = Fraction(1)
      for factor in factors {
        guard case .number(let figure)? = entry.cell(factor) else { return gap(list + "." + factor, place) }
        result = result * figure.fraction
      }
      guard case .number(let stated)? = entry.cell(product) else { return gap(list + "." + product, place) }
      guard (stated.fraction - result).isWithin(tolerance) else {
        return decided(
          false,
          focus(place, limit: .number(ExactDecimal(number + 1)), computed: .number(result.rounded(places: 2, .halfUp))))
      }
    }
    return decided(true, focus(place))
  }
}

extension Fraction {
  /// Whether it lies no further than `tolerance` from zero.
  fileprivate func isWithin(_ tolerance: ExactDecimal) -> Bool {
    self <= tolerance.fraction && Fraction.zero - self <= tolerance.fraction
  }
}
