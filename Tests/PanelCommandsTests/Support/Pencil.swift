import ExpertReview

/// A reader of `panel explain C --exact --lang en` who trusts nothing but the marks, the weights, the rule's sentence
/// and the rounding: it finds the score again from those, by its own arithmetic.
struct Pencil {
  private struct Item {
    let id: String
    let factor: Fraction
    let isDeducted: Bool
  }

  private let lines: [String]
  private var items: [Item] = []
  /// By expert, a mark for each judged item; nil where it is missing.
  private var sheets: [[Fraction?]] = []
  private(set) var findings: [String] = []

  init(_ page: String) {
    lines = page.split(separator: "\n").map(String.init)
    readItems()
    readMarks()
  }

  // MARK: Reading

  /// The lines between a heading and the next.
  private func section(_ heading: String) -> [String] {
    let start = lines.firstIndex { $0.hasPrefix("[\(heading)]") }.map { $0 + 1 } ?? lines.count
    return Array(lines[start...].prefix { !$0.hasPrefix("[") })
  }

  private static func number(_ text: Substring) -> Fraction? {
    let parts = text.split(separator: "/").map { ExactDecimal(String($0))?.fraction }
    guard let first = parts.first ?? nil else { return nil }
    guard parts.count > 1 else { return first }
    return parts[1].map { first / $0 }
  }

  private mutating func readItems() {
    let line = #/^  (\w+)  .*, judged [^,]*, (weight|factor) ([0-9.]+)%?(, deducted)? \[/#
    for text in section("Marks") {
      guard let match = text.firstMatch(of: line)?.output, let value = Self.number(match.3) else { continue }
      let factor = match.2 == "weight" ? value / Fraction(100) : value
      items.append(Item(id: String(match.1), factor: factor, isDeducted: match.4 != nil))
    }
  }

  private mutating func readMarks() {
    for text in section("Marks") where text.firstMatch(of: #/^  E[0-9]+ /#) != nil {
      let cells = text.split(separator: " ").dropFirst().prefix(items.count)
      guard cells.count == items.count else { continue }
      sheets.append(cells.map { Self.number($0.filter { !"()[]<>".contains($0) }[...]) })
    }
  }

  // MARK: Reckoning

  /// The value of marks by the rule's sentence: `5 marks, 1 highest and 1 lowest dropped, 3 left`.
  private mutating func value(of marks: [Fraction], by sentence: String) -> Fraction {
    var ranked = marks.sorted()
    if let found = sentence.firstMatch(of: #/^ *([0-9]+) (?:marks|sheets)/#), Int(found.output.1) != marks.count {
      findings.append("\(marks.count) marks are not as many as told: \(sentence)")
    }
    if let match = sentence.firstMatch(of: #/([0-9]+) highest and ([0-9]+) lowest dropped, ([0-9]+) left/#)?.output {
      ranked = Array(ranked.dropFirst(Int(match.2) ?? 0).dropLast(Int(match.1) ?? 0))
      if ranked.count != Int(match.3) { findings.append("not as many left: \(sentence)") }
    } else if let match = sentence.firstMatch(of: #/([0-9]+) highest and ([0-9]+) lowest replaced/#)?.output {
      let (least, greatest) = (ranked[Int(match.2) ?? 0], ranked[ranked.count - 1 - (Int(match.1) ?? 0)])
      ranked = ranked.map { max(least, min(greatest, $0)) }
    } else if let match = sentence.firstMatch(of: #/median ([0-9.\/]+), .* limit ([0-9.]+) × ([0-9.]+) × ([0-9.\/]+)/#)?
      .output,
      let median = Self.number(match.1), let cut = Self.number(match.2), let constant = Self.number(match.3),
      let spread = Self.number(match.4)
    {
      let limit = cut * constant * spread
      ranked = ranked.filter { max($0 - median, median - $0) <= limit }
    }
    return ranked.reduce(.zero, +) / Fraction(Int128(ranked.count))
  }

  private func signed(_ value: Fraction, _ item: Item) -> Fraction {
    item.isDeducted ? Fraction.zero - value * item.factor : value * item.factor
  }

  /// The score before it is rounded, from the marks and the rule's sentences.
  mutating func sum() -> Fraction {
    let steps = section("Score")
    var sum = Fraction.zero
    if let sentence = steps.first(where: { $0.firstMatch(of: #/^ *[0-9]+ sheets/#) != nil }) {
      let totals = sheets.filter { !$0.contains { $0 == nil } }.map { sheet in
        zip(sheet, items).reduce(Fraction.zero) { $0 + signed($1.0 ?? .zero, $1.1) }
      }
      sum = value(of: totals, by: sentence)
    } else {
      for (column, item) in items.enumerated() {
        let head = steps.firstIndex { $0.hasPrefix("  \(item.id)  ") } ?? 0
        let marks = sheets.compactMap { $0[column] }
        sum += signed(value(of: marks, by: steps[head + 1]), item)
      }
    }
    // Values that staff brought: `G  Award points: 2 × 1 = 2`.
    let brought = #/^  \w+  .*: ([0-9.]+) × ([0-9.]+)(%?) = [0-9.\/]+( \(deducted\))?$/#
    for match in steps.compactMap({ $0.firstMatch(of: brought)?.output }) {
      guard let value = Self.number(match.1), let factor = Self.number(match.2) else { continue }
      let product = match.3.isEmpty ? value * factor : value * factor / Fraction(100)
      sum = match.4 == nil ? sum + product : sum - product
    }
    return sum
  }

  /// The score as the page prints it, and as it follows from the marks.
  mutating func scores() -> (printed: String, found: String)? {
    let line = #/score \(rounded half up to ([0-9]) places\): ([0-9.]+)$/#
    guard let match = section("Score").compactMap({ $0.firstMatch(of: line)?.output }).first,
      let places = Int(match.1)
    else { return nil }
    return (String(match.2), sum().rounded(places: places, .halfUp).text(places: places))
  }
}
