extension Field.Kind {
  static let numbers: [Field.Kind] = [.integer, .decimal, .money, .percent]
  static let days: [Field.Kind] = [.date, .month]
  static let several: [Field.Kind] = [.choices, .list]
  static let plain: [Field.Kind] = [.text, .choice] + numbers
}

extension SchemeReader {
  static let checkNames = [
    "all", "any", "not", "when", "atLeast", "atMost", "between", "equals", "oneOf", "mentions", "containsAll",
    "countAtLeast", "countAtMost", "countEquals", "ratioAtLeast", "ratioEquals", "balanceAtLeast", "productEquals",
    "sumWithinMonths",
    "completeYearsAtLeast", "yearsAtLeast", "notBefore", "notAfter", "within", "inForce", "present", "isTrue",
    "isFalse", "matches", "maxLength", "lengthLimits", "sumEquals", "notListed", "unique", "distinct", "notAmong",
    "entryComplete", "otherStated", "pledgesCoverAllUnits", "nominated", "opinionGiven", "recommendedFrom",
  ]

  /// Reads a check: an object with the one key that names it. A check that cannot be read becomes `all` of nothing.
  mutating func check(_ spot: Spot) -> Check {
    guard let members = spot.node.members else {
      note(.wrongForm(expected: .object, found: spot.node.form), at: spot)
      return .all([])
    }
    let isCondition = members.contains { $0.key == "when" }
    let named = members.filter { $0.key != "then" || !isCondition }
    guard named.count == 1, let name = named.first?.key, let body = child(spot, name) else {
      note(.oneKeyOf(SchemeReader.checkNames), at: spot)
      return .all([])
    }
    guard SchemeReader.checkNames.contains(name) else {
      note(.unknown(.check, name, nearest: nearest(to: name, among: SchemeReader.checkNames)), at: body)
      return .all([])
    }
    return composed(name, body, spot) ?? numeric(name, body) ?? computed(name, body) ?? dated(name, body)
      ?? listed(name, body) ?? plain(name, body) ?? .all([])
  }

  private mutating func composed(_ name: String, _ body: Spot, _ spot: Spot) -> Check? {
    switch name {
    case "all": return .all(elements(body).map { check($0) })
    case "any": return .any(elements(body).map { check($0) })
    case "not": return .not(check(body))
    case "when":
      let condition = check(body)
      guard let then = required(spot, "then") else { return .all([]) }
      return .when(condition, then: check(then))
    default: return nil
    }
  }

  private mutating func numeric(_ name: String, _ body: Spot) -> Check? {
    switch name {
    case "atLeast", "atMost":
      guard let spot = open(body, keys: ["field", "value", "other"], sourced: false) else { return .all([]) }
      let field = field(spot, "field", Field.Kind.numbers)
      let bound = operand(spot, "other")
      return name == "atLeast" ? .atLeast(field, bound) : .atMost(field, bound)
    case "between":
      guard let spot = open(body, keys: ["field", "from", "until"], sourced: false) else { return .all([]) }
      let (from, until) = range(spot)
      return .between(field(spot, "field", Field.Kind.numbers), from, until)
    case "sumWithinMonths":
      let keys = ["list", "amount", "date", "months", "atLeast", "declared"]
      guard let spot = open(body, keys: keys, sourced: false) else { return .all([]) }
      let list = field(spot, "list", [.list])
      return .sumWithinMonths(
        list: list, amount: cell(spot, "amount", of: list, Field.Kind.numbers),
        date: cell(spot, "date", of: list, [.date]), months: count(spot, "months", from: 1),
        atLeast: decimal(spot, "atLeast"),
        declared: child(spot, "declared").flatMap { declared($0) })
    default: return nil
    }
  }

  /// Checks of what several figures come to together.
  private mutating func computed(_ name: String, _ body: Spot) -> Check? {
    switch name {
    case "sumEquals": return sumEquals(body)
    case "ratioAtLeast":
      guard let spot = open(body, keys: ["numerator", "denominator", "value"], sourced: false) else { return .all([]) }
      return .ratioAtLeast(
        field(spot, "numerator", Field.Kind.numbers), field(spot, "denominator", Field.Kind.numbers),
        decimal(spot, "value"))
    case "ratioEquals":
      let keys = ["numerator", "denominator", "percent", "tolerance"]
      guard let spot = open(body, keys: keys, sourced: false) else { return .all([]) }
      return .ratioEquals(
        field(spot, "numerator", Field.Kind.numbers), field(spot, "denominator", Field.Kind.numbers),
        percent: field(spot, "percent", Field.Kind.numbers), tolerance: tolerance(spot))
    case "balanceAtLeast":
      guard let spot = open(body, keys: ["plus", "minus", "value", "other"], sourced: false) else { return .all([]) }
      return .balanceAtLeast(
        plus: elements(spot, "plus", required: true).map { field($0, Field.Kind.numbers) },
        minus: elements(spot, "minus", required: true).map { field($0, Field.Kind.numbers) }, operand(spot, "other"))
    case "productEquals":
      let keys = ["list", "factors", "product", "tolerance"]
      guard let spot = open(body, keys: keys, sourced: false) else { return .all([]) }
      let list = field(spot, "list", [.list])
      return .productEquals(
        list: list,
        factors: elements(spot, "factors", required: true).map { cell($0, of: list, Field.Kind.numbers) },
        product: cell(spot, "product", of: list, Field.Kind.numbers), tolerance: tolerance(spot))
    default: return nil
    }
  }

  /// A field, or what is left of some fields after others are taken off.
  private mutating func declared(_ spot: Spot) -> Check.Balance? {
    guard spot.node.members != nil else { return Check.Balance(plus: [field(spot, Field.Kind.numbers)], minus: []) }
    guard let spot = open(spot, keys: ["plus", "minus"], sourced: false) else { return nil }
    return Check.Balance(
      plus: elements(spot, "plus", required: true).map { field($0, Field.Kind.numbers) },
      minus: elements(spot, "minus", required: true).map { field($0, Field.Kind.numbers) })
  }

  private mutating func tolerance(_ spot: Spot) -> ExactDecimal {
    child(spot, "tolerance").map { decimal($0) } ?? .zero
  }

  private mutating func range(_ spot: Spot) -> (ExactDecimal, ExactDecimal) {
    let from = decimal(spot, "from")
    let until = decimal(spot, "until")
    if until < from { note(.rangeReversed(from: from.description, until: until.description), at: spot) }
    return (from, until)
  }

  private mutating func operand(_ spot: Spot, _ fieldKey: String) -> Check.Operand {
    switch (child(spot, "value"), child(spot, fieldKey)) {
    case (let value?, nil): return .value(decimal(value))
    case (nil, let other?): return .field(field(other, Field.Kind.numbers))
    default:
      note(.oneKeyOf(["value", fieldKey]), at: spot)
      return .value(.zero)
    }
  }

  private mutating func sumEquals(_ body: Spot) -> Check {
    let keys = ["fields", "list", "amount", "total", "value", "tolerance"]
    guard let spot = open(body, keys: keys, sourced: false) else { return .all([]) }
    var terms = Check.SumTerms.fields([])
    switch (child(spot, "fields"), child(spot, "list")) {
    case (let fields?, nil): terms = .fields(elements(fields).map { field($0, Field.Kind.numbers) })
    case (nil, .some):
      let list = field(spot, "list", [.list])
      terms = .list(list, amount: cell(spot, "amount", of: list, Field.Kind.numbers))
    default: note(.oneKeyOf(["fields", "list"]), at: spot)
    }
    return .sumEquals(terms, operand(spot, "total"), tolerance: tolerance(spot))
  }

  private mutating func dated(_ name: String, _ body: Spot) -> Check? {
    switch name {
    case "completeYearsAtLeast", "yearsAtLeast":
      guard let spot = open(body, keys: ["field", "value"], sourced: false) else { return .all([]) }
      let field = field(spot, "field", [.date])
      let years = count(spot, "value", from: 1, until: 999)
      return name == "yearsAtLeast" ? .yearsAtLeast(field, years) : .completeYearsAtLeast(field, years)
    case "notBefore", "notAfter":
      guard let spot = open(body, keys: ["field", "day", "other"], sourced: false) else { return .all([]) }
      let field = field(spot, "field", Field.Kind.days)
      let bound = dayOperand(spot)
      return name == "notBefore" ? .notBefore(field, bound) : .notAfter(field, bound)
    case "within":
      guard let spot = open(body, keys: ["field", "from", "until"], sourced: false) else { return .all([]) }
      let field = field(spot, "field", Field.Kind.days)
      guard let from = required(spot, "from").flatMap({ day($0) }),
        let until = required(spot, "until").flatMap({ day($0) })
      else { return .all([]) }
      if until < from { note(.rangeReversed(from: from.description, until: until.description), at: spot) }
      return .within(field, from, until)
    case "inForce":
      _ = open(body, keys: [], sourced: false)
      return .inForce
    default: return nil
    }
  }

  private mutating func dayOperand(_ spot: Spot) -> Check.DayOperand {
    let epoch = CivilDay(daysSince1970: 0)
    switch (child(spot, "day"), child(spot, "other")) {
    case (let found?, nil): return .day(day(found) ?? epoch)
    case (nil, let other?): return .field(field(other, Field.Kind.days))
    default:
      note(.oneKeyOf(["day", "other"]), at: spot)
      return .day(epoch)
    }
  }

  private mutating func listed(_ name: String, _ body: Spot) -> Check? {
    switch name {
    case "containsAll":
      guard let spot = open(body, keys: ["field", "cell", "values"], sourced: false) else { return .all([]) }
      let key = field(spot, "field", Field.Kind.several)
      let cellKey = child(spot, "cell") == nil ? nil : cell(spot, "cell", of: key, [.text, .choice])
      let shape = cellKey.flatMap { fields[key]?.entry[$0] } ?? fields[key]
      return .containsAll(key, cell: cellKey, values(spot, of: cellKey ?? key, shape))
    case "countAtLeast", "countAtMost":
      guard let spot = open(body, keys: ["field", "value"], sourced: false) else { return .all([]) }
      let field = field(spot, "field", Field.Kind.several)
      let bound = count(spot, "value")
      return name == "countAtLeast" ? .countAtLeast(field, bound) : .countAtMost(field, bound)
    case "countEquals":
      guard let spot = open(body, keys: ["field", "value", "other"], sourced: false) else { return .all([]) }
      return .countEquals(field(spot, "field", Field.Kind.several), operand(spot, "other"))
    case "distinct":
      guard let spot = open(body, keys: ["field", "cell"], sourced: false) else { return .all([]) }
      let key = field(spot, "field", [.list])
      return .distinct(key, cell: cell(spot, "cell", of: key, nil))
    case "notAmong":
      guard let spot = open(body, keys: ["field", "list", "cell"], sourced: false) else { return .all([]) }
      let list = field(spot, "list", [.list])
      return .notAmong(
        field(spot, "field", [.text, .choice]), list: list, cell: cell(spot, "cell", of: list, [.text, .choice]))
    case "entryComplete": return entryComplete(body)
    case "notListed": return notListed(body)
    default: return nil
    }
  }

  private mutating func entryComplete(_ body: Spot) -> Check {
    guard let spot = open(body, keys: ["list", "when", "cells"], sourced: false) else { return .all([]) }
    let list = field(spot, "list", [.list])
    let cells = elements(spot, "cells", required: true).map { cell($0, of: list, nil) }
    guard let condition = child(spot, "when").flatMap({ open($0, keys: ["cell", "values"], sourced: false) }) else {
      return .entryComplete(list: list, cell: nil, values: [], cells: cells)
    }
    let marked = cell(condition, "cell", of: list, [.text, .choice])
    let values = values(condition, of: marked, fields[list]?.entry[marked])
    return .entryComplete(list: list, cell: marked, values: values, cells: cells)
  }

  private mutating func notListed(_ body: Spot) -> Check {
    let keys = ["register", "of", "months", "grades"]
    guard let spot = open(body, keys: keys, sourced: false) else { return .all([]) }
    return .notListed(
      oneOf(spot, "register", Check.Register.self) ?? .sanctioned, of: oneOf(spot, "of", Check.UnitScope.self) ?? .lead,
      months: optionalCount(spot, "months", from: 1), grades: texts(spot, "grades"))
  }

  private mutating func plain(_ name: String, _ body: Spot) -> Check? {
    switch name {
    case "equals":
      guard let spot = open(body, keys: ["field", "value", "other"], sourced: false) else { return .all([]) }
      let key = field(spot, "field", Field.Kind.plain)
      if let other = child(spot, "other"), child(spot, "value") == nil {
        return .same(key, as: field(other, Field.Kind.plain))
      }
      return .equals(key, required(spot, "value").map { value($0, of: key, fields[key]) } ?? "")
    case "oneOf":
      guard let spot = open(body, keys: ["field", "values"], sourced: false) else { return .all([]) }
      let key = field(spot, "field", Field.Kind.plain)
      return .oneOf(key, values(spot, of: key, fields[key]))
    case "mentions":
      guard let spot = open(body, keys: ["field", "values"], sourced: false) else { return .all([]) }
      return .mentions(field(spot, "field", [.text]), texts(spot, "values", required: true))
    case "present": return present(body)
    case "isTrue": return opened(body) { .isTrue($0.field($1, "field", [.boolean])) }
    case "isFalse": return opened(body) { .isFalse($0.field($1, "field", [.boolean])) }
    case "unique": return opened(body) { .unique($0.field($1, "field", Field.Kind.plain)) }
    case "otherStated": return opened(body) { .otherStated($0.otherStated($1)) }
    case "matches":
      guard let spot = open(body, keys: ["field", "cell", "pattern"], sourced: false) else { return .all([]) }
      let hasCell = child(spot, "cell") != nil
      let key = field(spot, "field", hasCell ? [.list] : [.text])
      return .matches(
        key, cell: hasCell ? cell(spot, "cell", of: key, [.text]) : nil,
        oneOf(spot, "pattern", Check.Pattern.self) ?? .creditCode)
    case "maxLength": return maxLength(body)
    case "lengthLimits":
      _ = open(body, keys: [], sourced: false)
      return .lengthLimits
    case "pledgesCoverAllUnits":
      _ = open(body, keys: [], sourced: false)
      return .pledgesCoverAllUnits
    case "nominated", "opinionGiven":
      _ = open(body, keys: [], sourced: false)
      return name == "nominated" ? .nominated : .opinionGiven
    case "recommendedFrom": return opened(body) { .recommendedFrom($0.field($1, "field", [.text, .choice])) }
    default: return nil
    }
  }

  private mutating func opened(_ body: Spot, _ read: (inout SchemeReader, Spot) -> Check) -> Check {
    guard let spot = open(body, keys: ["field"], sourced: false) else { return .all([]) }
    return read(&self, spot)
  }

  private mutating func present(_ body: Spot) -> Check {
    guard let spot = open(body, keys: ["field", "material"], sourced: false) else { return .all([]) }
    switch (child(spot, "field"), child(spot, "material")) {
    case (let found?, nil): return .present(.field(field(found, nil)))
    case (nil, let material?):
      let id = text(material)
      refer(to: id, .material, among: materials, at: material)
      return .present(.material(MaterialID(id)))
    default:
      note(.oneKeyOf(["field", "material"]), at: spot)
      return .all([])
    }
  }

  private mutating func maxLength(_ body: Spot) -> Check {
    guard let spot = open(body, keys: ["field", "value"], sourced: false) else { return .all([]) }
    let key = field(spot, "field", [.text])
    if let given = optionalCount(spot, "value", from: 1) { return .maxLength(key, given) }
    if let own = fields[key]?.maxLength { return .maxLength(key, own) }
    if fields[key] != nil { note(.noMaximumLength(field: key), at: spot) }
    return .all([])
  }

  private mutating func otherStated(_ spot: Spot) -> String {
    let key = field(spot, "field", [.choice, .choices])
    guard let shape = fields[key] else { return key }
    if !shape.choices.contains("other") { note(.valueNotInList(field: key, value: "other", nearest: nil), at: spot) }
    refer(to: "other_text." + key, .field, among: fields.keys, at: spot)
    return key
  }

  // MARK: Names in checks

  /// The key of a field that the scheme has and that is of one of `kinds` (any, where nil).
  private mutating func field(_ spot: Spot, _ key: String, _ kinds: [Field.Kind]?) -> String {
    required(spot, key).map { field($0, kinds) } ?? ""
  }

  mutating func field(_ spot: Spot, _ kinds: [Field.Kind]?) -> String {
    let key = text(spot)
    refer(to: key, .field, among: fields.keys, at: spot)
    noteKind(of: key, fields[key], kinds, at: spot)
    return key
  }

  private mutating func cell(_ spot: Spot, _ key: String, of list: String, _ kinds: [Field.Kind]?) -> String {
    required(spot, key).map { cell($0, of: list, kinds) } ?? ""
  }

  mutating func cell(_ spot: Spot, of list: String, _ kinds: [Field.Kind]?) -> String {
    let key = text(spot)
    guard let shape = fields[list] else { return key }
    refer(to: key, .cell, among: shape.entry.keys, at: spot)
    noteKind(of: key, shape.entry[key], kinds, at: spot)
    return key
  }

  private mutating func noteKind(of key: String, _ shape: FieldTable.Shape?, _ kinds: [Field.Kind]?, at spot: Spot) {
    guard let kind = shape?.kind, let kinds, !kinds.contains(kind) else { return }
    note(.fieldOfWrongType(field: key, type: kind.rawValue, allowed: kinds.map(\.rawValue)), at: spot)
  }

  private mutating func values(_ spot: Spot, of key: String, _ shape: FieldTable.Shape?) -> [String] {
    elements(spot, "values", required: true).map { value($0, of: key, shape) }
  }

  /// A value as a check names it: one of the field's choices, a number in its plain form, or a text.
  private mutating func value(_ spot: Spot, of key: String, _ shape: FieldTable.Shape?) -> String {
    switch shape?.kind {
    case .some(let kind) where Field.Kind.numbers.contains(kind): return decimal(spot).description
    case .choice, .choices:
      let value = text(spot)
      if let choices = shape?.choices, !value.isEmpty, !choices.contains(value) {
        let close = nearest(to: value, among: choices) ?? nearest(to: value, naming: shape?.choiceLabels ?? [])
        note(.valueNotInList(field: key, value: value, nearest: close), at: spot)
      }
      return value
    default: return text(spot)
    }
  }
}
