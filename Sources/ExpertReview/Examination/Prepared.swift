// What an examination needs of a scheme, worked out once for all candidates. Classes, though they never change: each of
// some hundred looks at a candidate holds on to one of them, and copying what they hold took most of the time.

/// A rule with its message cut at the placeholders.
final class PreparedRule: Sendable {
  let rule: Rule
  /// Its place among the context's grounds.
  let place: Int32
  let zh: MessageTemplate
  let en: MessageTemplate

  init(_ rule: Rule, place: Int) {
    self.rule = rule
    self.place = Int32(place)
    zh = MessageTemplate(rule.message.zh)
    en = MessageTemplate(rule.message.en)
  }
}

/// A material with the codes under which a file of it may come.
final class PreparedMaterial: Sendable {
  let material: Material
  let codes: [MaterialID]
  let place: Int32
  /// Its place among the context's subjects.
  let subject: Int32

  init(_ material: Material, codes: [MaterialID], place: Int, subject: Int) {
    self.material = material
    self.codes = codes
    self.place = Int32(place)
    self.subject = Int32(subject)
  }
}

/// A cell of the declaration.
final class PreparedField: Sendable {
  let field: Field
  /// Its place among the scheme's fields and the context's subjects.
  let slot: Int
  let place: Int32
  /// The limit of a text that no rule tests.
  let untestedLimit: Int?
  /// Of a list of objects, or an object: the cells that some candidate must fill in each.
  let requiredCells: [Field]

  init(_ field: Field, slot: Int, place: Int, untestedLimit: Int?) {
    self.field = field
    self.slot = slot
    self.place = Int32(place)
    self.untestedLimit = untestedLimit
    requiredCells = field.entry.filter { $0.required.isEver }
  }
}

extension Requirement {
  /// Whether it is ever asked for.
  var isEver: Bool {
    if case .never = self { return false }
    return true
  }
}
