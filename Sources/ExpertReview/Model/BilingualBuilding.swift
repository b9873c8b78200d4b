// How words in both languages are made of others: every room that speaks builds its sentences with these.

extension Bilingual {
  /// The same done to the words of each language.
  package func map(_ zh: (String) -> String, en: (String) -> String) -> Bilingual {
    Bilingual(zh: zh(self.zh), en: en(self.en))
  }
  package func map(_ both: (String) -> String) -> Bilingual { map(both, en: both) }

  /// Both languages' words one after the other.
  package static func + (left: Bilingual, right: Bilingual) -> Bilingual {
    Bilingual(zh: left.zh + right.zh, en: left.en + right.en)
  }

  /// `甲、乙`, `a, b`.
  package static func listed(_ names: [Bilingual]) -> Bilingual {
    Bilingual(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
  }

  /// The same of names that both languages share.
  package static func listed(_ names: [String]) -> Bilingual {
    Bilingual(zh: names.joined(separator: "、"), en: names.joined(separator: ", "))
  }
}

extension Sequence where Element: Identifier {
  /// Ids as they can be typed again: `C01 C02`.
  package var spaced: String { map(\.rawValue).joined(separator: " ") }

  /// The same, cut after `most`: `C01 C02 …`.
  package func spaced(upTo most: Int) -> String {
    let ids = Array(prefix(most + 1))
    return ids.prefix(most).spaced + (ids.count > most ? " …" : "")
  }
}
