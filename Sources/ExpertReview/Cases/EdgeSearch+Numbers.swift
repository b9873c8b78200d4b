// Edges of checks that compare figures.

extension EdgeSearch {
  /// Nil for a check of another kind.
  func numberProposals(_ check: Check, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation]? {
    switch check {
    case .atLeast(let key, let bound): return bounded(key, bound, edge, -1, draft)
    case .atMost(let key, let bound): return bounded(key, bound, edge, 1, draft)
    case .between(let key, let from, let until):
      let low = bounded(key, .value(from), edge, -1, draft)
      return low + bounded(key, .value(until), edge, 1, draft)
    case .ratioAtLeast(let top, let bottom, let least): return ratio(top, bottom, least, edge, draft)
    case .ratioEquals(let top, let bottom, let percent, let tolerance):
      return statedRatio(top, bottom, percent, tolerance, edge, draft)
    case .balanceAtLeast(let plus, let minus, let bound): return balance(plus, minus, bound, edge, draft)
    case .productEquals(let list, let factors, let product, let tolerance):
      return products(list, factors, product, tolerance, edge, draft)
    case .sumEquals(let terms, let total, let tolerance): return sum(terms, total, tolerance, edge, draft)
    default: return nil
    }
  }

  /// The bound, or one unit beyond it in the direction that leaves it.
  private func bounded(
    _ key: String, _ bound: Check.Operand, _ edge: Edge, _ outwards: Int128, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let limit = draft.number(bound) else { return [] }
    var unit = draft.unit(key)
    if case .value(let value) = bound { unit = draft.unit(key, bound: value) }
    return draft.with(key, edge == .inside ? limit : limit + unit * Fraction(outwards))
  }

  /// A hundred (or enough to make the part whole) as the denominator, and the part that is the ratio of it.
  private func ratio(
    _ top: String, _ bottom: String, _ least: ExactDecimal, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    let whole = Fraction(Int128(powerOfTen(max(2, least.places))))
    let part = whole * least.fraction - (edge == .inside ? .zero : draft.unit(top))
    guard let bottomText = EdgeDraft.text(whole), let topText = EdgeDraft.text(part) else { return [] }
    return [draft.with([(bottom, bottomText), (top, topText)])]
  }

  private func statedRatio(
    _ top: String, _ bottom: String, _ percent: String, _ tolerance: ExactDecimal, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    let step = tolerance.fraction + (edge == .inside ? .zero : draft.unit(percent, bound: tolerance))
    var cells: [(String, JSON)] = []
    var computed: Fraction?
    if let part = draft.number(top), let whole = draft.number(bottom), whole != .zero {
      let share = part / whole * Fraction(100)
      if EdgeDraft.text(share) != nil { computed = share }
    }
    if computed == nil {
      // Three quarters: a share that comes out even.
      cells = [(top, .text("30")), (bottom, .text("40"))]
      computed = Fraction(75)
    }
    guard let computed else { return [] }
    return [computed + step, computed - step].compactMap { stated in
      EdgeDraft.text(stated).map { draft.with(cells + [(percent, $0)]) }
    }
  }

  /// The first figure that is added carries what the others leave.
  private func balance(
    _ plus: [String], _ minus: [String], _ bound: Check.Operand, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let first = plus.first, let limit = draft.number(bound) else { return [] }
    var needed = limit
    for key in minus { needed += draft.number(key) ?? .zero }
    for key in plus.dropFirst() { needed = needed - (draft.number(key) ?? .zero) }
    return draft.with(first, edge == .inside ? needed : needed - draft.unit(first))
  }

  private func products(
    _ list: String, _ factors: [String], _ product: String, _ tolerance: ExactDecimal, _ edge: Edge,
    _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let field = draft.field(list), !field.entry.isEmpty else { return [] }
    var entries = draft.entries(list)
    if entries.isEmpty { entries = [draft.entry(field.entry, number: 1)] }
    var edit = RecordEdit(entries[0], of: scheme)
    var result = Fraction(1)
    for factor in factors {
      guard let value = edit.value(factor)?.scalarText.flatMap({ ExactDecimal($0) }) else { return [] }
      result = result * value.fraction
    }
    let step = tolerance.fraction + (edge == .inside ? .zero : Fraction(1, 100))
    guard let stated = EdgeDraft.text(result + step) else { return [] }
    edit.set(product, stated)
    entries[0] = edit.record
    return [draft.with(list, .array(entries))]
  }

  /// The total is moved where it is a figure of the declaration, else the first of its terms.
  private func sum(
    _ terms: Check.SumTerms, _ total: Check.Operand, _ tolerance: ExactDecimal, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    var sum = Fraction.zero
    let first: (set: (JSON) -> CaseSituation, value: Fraction, key: String)
    switch terms {
    case .fields(let keys):
      for key in keys {
        guard let value = draft.number(key) else { return [] }
        sum += value
      }
      guard let key = keys.first, let value = draft.number(key) else { return [] }
      first = ({ draft.with(key, $0) }, value, key)
    case .list(let list, let amount):
      var entries = draft.entries(list)
      let values = entries.map { RecordEdit($0, of: scheme).value(amount)?.scalarText.flatMap { ExactDecimal($0) } }
      for value in values {
        guard let value else { return [] }
        sum += value.fraction
      }
      guard let value = values.first, let value else { return [] }
      first = (
        { text in
          var edit = RecordEdit(entries[0], of: scheme)
          edit.set(amount, text)
          entries[0] = edit.record
          return draft.with(list, .array(entries))
        }, value.fraction, list
      )
    }
    return moved(sum, first, total, tolerance, edge, draft)
  }

  private func moved(
    _ sum: Fraction, _ first: (set: (JSON) -> CaseSituation, value: Fraction, key: String), _ total: Check.Operand,
    _ tolerance: ExactDecimal, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    switch total {
    case .field(let key):
      let unit = draft.unit(key, bound: tolerance)
      // As much of the tolerance as the field can show.
      let shown = Fraction((tolerance.fraction / unit).rounded(places: 0, .down).integer.map { Int128($0) } ?? 0) * unit
      let step = shown + (edge == .inside ? .zero : unit)
      return draft.with(key, sum + step) + draft.with(key, sum - step)
    case .value(let value):
      let step = tolerance.fraction + (edge == .inside ? .zero : draft.unit(first.key, bound: tolerance))
      return [step, Fraction.zero - step].compactMap { step in
        EdgeDraft.text(first.value + value.fraction - sum + step).map { first.set($0) }
      }
    }
  }
}
