import ExpertReview
import Reports
import Tables

/// A table of an analysis as a file for spreadsheets and scripts: every figure as it is told with `--json`.
struct AnalysisTable {
  /// In Chinese, and the key of `--json`.
  let header: [(zh: String, en: String)]
  var rows: [[String]] = []

  init(_ header: [(String, String)]) { self.header = header.map { (zh: $0.0, en: $0.1) } }

  func csv(in language: Language) -> [UInt8] {
    var writer = CSVWriter.forPeople
    writer.append(header.map { language == .chinese ? $0.zh : $0.en })
    for row in rows { writer.append(row) }
    return writer.bytes
  }
}

extension String {
  /// Six decimals at most; empty where there is no number.
  static func cell(_ value: Double?) -> String { value.map { JSON.statistic($0).scalarText ?? "" } ?? "" }
  static func cell(_ value: Int?) -> String { value.map { "\($0)" } ?? "" }
  /// `1` or `0`.
  static func cell(_ flag: Bool) -> String { flag ? "1" : "0" }
}

extension AnalysedStage {
  /// Writes the table that `--csv` and `--table` ask for, to a file that only its owner may read, or to standard output
  /// for `-`; a file that is there is left alone. False where no file is asked for.
  /// - Parameter tables: those that the branch's `--table` names, in its order.
  func deliver(to output: inout Output, _ tables: [() -> AnalysisTable]) throws -> Bool {
    guard let path = invocation.text("csv") else { return false }
    let names = CommandTable.analysisTables(of: invocation.branch)
    let name = invocation.text("table") ?? names[0]
    guard let index = names.firstIndex(of: name) else {
      throw VerbFault.unknownTable(name, known: names).refusal
    }
    let table = tables[index]()
    let bytes = table.csv(in: output.language)
    if path == "-" {
      output.bytes(bytes)
      return true
    }
    guard !Files.isOrdinary(path) else { throw RecordFault.fileExists(path) }
    if !invocation.isDryRun { try Files.write(path, bytes, mode: Files.ownerOnly) }
    if output.isJSON {
      output.json(["file": .text(path), "rows": .number(table.rows.count)])
    } else {
      output.done(
        Bilingual(zh: "写到 \(path)：\(table.rows.count) 行", en: "written to \(path): \(table.rows.count) rows"),
        dry: invocation.isDryRun)
    }
    return true
  }
}
