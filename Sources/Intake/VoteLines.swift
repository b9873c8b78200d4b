import ExpertReview

/// Votes on judged conditions as lines of a file give them: the criterion is the rule, the mark is met or not met.
package struct VoteLines {
  private static let met: Set<String> = ["met", "yes", "y", "true", "√", "✓", "符合", "是"]
  private static let notMet: Set<String> = [
    "not met", "notmet", "not-met", "no", "n", "false", "×", "✗", "x", "不符合", "否",
  ]

  /// The words that a person is told of.
  package static let words = Bilingual(zh: "符合/不符合", en: "met/not met")

  package struct Cell: Hashable {
    let sheet: Int
    let rule: Int
  }

  package let rules: [Rule]
  private let index: [String: Int]
  package private(set) var votes: [Cell: Vote] = [:]
  private var lines: [Cell: Int] = [:]

  package init(_ rules: [Rule]) {
    self.rules = rules
    index = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id.rawValue, $0) })
  }

  /// The number of the rule that a criterion names.
  package func rule(_ criterion: String) -> Int? { index.isEmpty ? nil : index[criterion] }

  package static func vote(_ text: String) -> Vote? {
    let word = text.lowercased()
    return met.contains(word) ? .met : notMet.contains(word) ? .notMet : nil
  }

  package static func word(_ vote: Vote, _ language: Language) -> String {
    switch vote {
    case .met: Bilingual(zh: "符合", en: "met")[language]
    case .notMet: Bilingual(zh: "不符合", en: "not met")[language]
    }
  }

  /// Notes which line speaks of a cell; the earlier one where one did.
  package mutating func claim(_ cell: Cell, line: Int) -> Int? {
    if let first = lines[cell] { return first }
    lines[cell] = line
    return nil
  }

  package mutating func put(_ vote: Vote, at cell: Cell) { votes[cell] = vote }

  /// The votes of one sheet by rule.
  package func row(of sheet: Int) -> [RuleID: Vote] {
    var row: [RuleID: Vote] = [:]
    for (rule, entry) in rules.enumerated() {
      if let vote = votes[Cell(sheet: sheet, rule: rule)] { row[entry.id] = vote }
    }
    return row
  }
}
