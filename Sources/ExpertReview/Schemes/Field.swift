/// A cell of the declaration.
public struct Field: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case text, integer, decimal, money, percent, date, month, boolean, choice, choices, list, object, attachment
  }
  /// The key; `.` marks nesting. `YYYY` in it stands for a year, once for each of the last `years` complete years.
  public let key: String
  public let aliases: [String]
  public let label: Bilingual
  public let kind: Kind
  /// 亿, 万元, %, 人, TB, 字 and the like; empty where there is none.
  public let unit: String
  public let choices: [Choice]
  public let required: Requirement
  public let maxLength: Int?
  /// For a key with `YYYY`: how many complete years before submission are asked for.
  public let years: Int?
  /// For a list: the cells of one entry; empty for a list of plain texts.
  public let entry: [Field]
  /// For an amount that may be below zero (a loss).
  public let mayBeNegative: Bool
  public let source: Source
}

/// A value of an enumeration: its stable id and its labels; a file may give any of them or an alias.
public struct Choice: Hashable, Sendable {
  public let id: String
  public let label: Bilingual
  public let aliases: [String]
}

/// Whether something must be there.
public enum Requirement: Sendable {
  case always, never
  case when(Check)
}

/// A material that must be attached.
public struct Material: Sendable {
  public let id: MaterialID
  public let label: Bilingual
  public let required: Requirement
  /// Materials of the same content under another code; a file under either code counts for both.
  public let satisfies: [MaterialID]
  public let source: Source
}
