extension FieldValue {
  /// Whether a cell counts as filled: it has a value, and a list at least one element.
  var isFilled: Bool {
    switch self {
    case .missing: false
    case .list(let values): !values.isEmpty
    case .choices(let ids): !ids.isEmpty
    default: true
    }
  }

  /// A single value as one text that is equal exactly where the values are; nil for missing ones, lists and entries.
  var plainText: String? {
    switch self {
    case .text(let text), .choice(let text): text
    case .number(let number): number.description
    case .day(let day): day.description
    case .month(let month): month.description
    case .flag(let flag): flag ? "true" : "false"
    case .missing, .choices, .list, .entry, .yearly: nil
    }
  }

  /// The value in words for people: choices by their labels, `—` where it is missing.
  func words(choices: [Choice]) -> Bilingual {
    func label(_ id: String) -> Bilingual { choices.first { $0.id == id }?.label ?? Bilingual(zh: id, en: id) }
    switch self {
    case .missing: return Bilingual(zh: "—", en: "—")
    case .flag(let flag): return flag ? Bilingual(zh: "是", en: "yes") : Bilingual(zh: "否", en: "no")
    case .choice(let id): return label(id)
    case .choices(let ids): return FieldValue.joined(ids.map(label))
    case .list(let values): return FieldValue.joined(values.map { $0.words(choices: choices) })
    case .entry(let cells):
      return FieldValue.joined(cells.sorted { $0.key < $1.key }.map { $0.value.words(choices: choices) }, "，", ", ")
    case .yearly(let years):
      return FieldValue.joined(
        years.sorted { $0.key < $1.key }.map { year, value in
          let words = value.words(choices: choices)
          return Bilingual(zh: "\(year)：\(words.zh)", en: "\(year): \(words.en)")
        })
    case .text, .number, .day, .month:
      let text = plainText ?? ""
      return Bilingual(zh: text, en: text)
    }
  }

  private static func joined(_ words: [Bilingual], _ zh: String = "；", _ en: String = "; ") -> Bilingual {
    Bilingual(zh: words.map(\.zh).joined(separator: zh), en: words.map(\.en).joined(separator: en))
  }
}
