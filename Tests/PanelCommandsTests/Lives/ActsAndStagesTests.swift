import ExpertReview
import Testing

@testable import PanelCommands

/// The table of acts and stages as the documentation prints it.
private enum PrintedTable {
  static let path = Files.folder(of: #filePath) + "/../../../Sources/PanelCommands/PanelCommands.docc/ActsAndStages.md"
  static let begin = "<!-- table -->"

  static let lines: [String] = ((try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? "")
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  /// By the line of the act, its cells.
  static let rows: [String: [String]] = lines.reduce(into: [:]) { rows, line in
    guard line.hasPrefix("| `panel ") else { return }
    let cells = line.split(separator: "|").map { String($0).trimmed }
    rows[String(cells[0].dropFirst(7).dropLast())] = Array(cells.dropFirst(3))
  }

  /// The letters of refusals.
  static let letters: [String: String] = lines.reduce(into: [:]) { letters, line in
    guard line.hasPrefix("- **") else { return }
    let parts = line.dropFirst(4).split(separator: "**", maxSplits: 1)
    guard parts.count == 2, let code = parts[1].split(separator: "`").dropFirst().first else { return }
    letters[String(code)] = String(parts[0])
  }

  static let steps = [
    "examination": "审", "conflicts": "避", "assignment": "组", "marking": "分", "ranking": "排", "notice": "示",
  ]

  static func cell(_ outcome: LifeOutcome, _ letter: (String) -> String) -> String {
    switch outcome {
    case .refused(let code): "✗" + letter(code)
    case .nothingNew: "＝"
    case .done(let stale): "✓" + stale.map { steps[$0] ?? "?" }.joined()
    }
  }
}

/// The line of an act as a reader would type it.
extension LifeAct {
  fileprivate var typed: String {
    line.replacing("@folder", with: "FOLDER").replacing("@backup", with: "FILE").replacing("#change", with: "N")
      .replacing("@", with: "")
  }
}

@Suite struct `What may be done when` {
  @Test(arguments: LifeAct.all)
  func `each act at each stage does what the table says`(_ act: LifeAct) throws {
    guard environmentVariable("PANEL_RENEW_SNAPSHOTS") != "1" else { return }
    let row = try #require(PrintedTable.rows[act.typed], "the table has no row for it")
    #expect(row.count == LifeStage.allCases.count)
    for (stage, printed) in zip(LifeStage.allCases, row) {
      let outcome = try ActsAtStages.outcome(of: act, at: stage)
      let cell = PrintedTable.cell(outcome) { PrintedTable.letters[$0] ?? "?\($0)" }
      #expect(cell == printed, "panel \(act.typed), \(stage): \(outcome)")
    }
  }

  @Test func `the table is printed anew where that is asked for, and has a row for each act and no other`() throws {
    if environmentVariable("PANEL_RENEW_SNAPSHOTS") == "1" { return try renew() }
    #expect(Set(PrintedTable.rows.keys) == Set(LifeAct.all.map(\.typed)))
  }

  private func renew() throws {
    let outcomes = concurrentMap(LifeAct.all, threads: processorCount) { act in
      LifeStage.allCases.map { stage in Result { try ActsAtStages.outcome(of: act, at: stage) } }
    }
    let table = try outcomes.map { try $0.map { try $0.get() } }
    var codes: [String] = []
    for case .refused(let code) in table.joined() where !codes.contains(code) { codes.append(code) }
    codes.sort()
    func letter(_ code: String) -> String {
      let index = codes.firstIndex(of: code) ?? 0
      let letters = Array("abcdefghijklmnopqrstuvwxyz")
      return index < 26 ? String(letters[index]) : String(letters[index / 26 - 1]) + String(letters[index % 26])
    }
    var text =
      PrintedTable.lines.prefix { $0 != PrintedTable.begin }.joined(separator: "\n") + "\n\(PrintedTable.begin)\n\n"
    text +=
      "| act | 做什么 | what | " + LifeStage.allCases.map { "\($0.label.zh) \($0.label.en)" }.joined(separator: " | ")
      + " |\n"
    text += "|---|---|---|" + String(repeating: "---|", count: LifeStage.allCases.count) + "\n"
    for (act, row) in zip(LifeAct.all, table) {
      text += "| `panel \(act.typed)` | \(act.name.zh) | \(act.name.en) | "
      text += row.map { PrintedTable.cell($0, letter) }.joined(separator: " | ") + " |\n"
    }
    text += "\n### Refusals\n\n" + codes.map { "- **\(letter($0))** `\($0)`\n" }.joined()
    try Files.write(PrintedTable.path, text.utf8)
  }
}
