import ExpertReview

/// One thing that is wrong with what was given, ready to be told: where, what, why, and how to mend it.
struct FaultReport: Hashable, Sendable {
  /// A stable name for scripts, such as `usage.unknownVerb`.
  let code: String
  let file: String?
  /// The row of a table or the line of any other text, counted from 1.
  let row: Int?
  /// The number of a record in a list of JSON, counted from 1; nil where rows count.
  let record: Int?
  /// The column of a table, or the path within a nested file.
  let column: String?
  /// The text that was found.
  let value: String?
  let message: Bilingual
  let mend: Bilingual

  init(
    code: String, file: String? = nil, row: Int? = nil, record: Int? = nil, column: String? = nil,
    value: String? = nil, message: Bilingual, mend: Bilingual
  ) {
    self.code = code
    self.file = file
    self.row = row
    self.record = record
    self.column = column
    self.value = value
    self.message = message
    self.mend = mend
  }

  enum Gravity: Sendable { case error, warning }

  /// The object of the contract. Every key is there; what does not apply is null.
  func json(_ gravity: Gravity, _ language: Language) -> JSON {
    let report = JSON.object([
      "code": .text(code), "file": .orNull(file), "row": row.map { JSON.number($0) } ?? .null,
      "record": record.map { JSON.number($0) } ?? .null,
      "column": .orNull(column), "value": .orNull(value), "message": .text(message[language]),
      "mend": .text(mend[language]),
    ])
    return .object(["schemaVersion": .number(Output.schemaVersion), gravity == .error ? "error" : "warning": report])
  }

  /// Two lines: place and message; mend.
  func lines(_ gravity: Gravity, _ language: Language, on terminal: Terminal = .none) -> [String] {
    let word: Bilingual =
      gravity == .error ? Bilingual(zh: "错误", en: "error") : Bilingual(zh: "注意", en: "warning")
    let head = terminal.styled(word[language], gravity == .error ? .red : .yellow)
    let place = DisplayWidth.harmless(place(language))
    let text = DisplayWidth.harmless(message[language])
    let how = DisplayWidth.harmless(mend[language])
    switch language {
    case .chinese:
      return [head + (place.isEmpty ? "：" : " \(place)：") + text, "  如何改：" + how]
    case .english:
      return [head + (place.isEmpty ? ": " : ": \(place): ") + text, "  mend: " + how]
    }
  }

  /// `candidates.csv 第 14 行 params_yi 列 “eight”`. The value is left out where the message tells it.
  private func place(_ language: Language) -> String {
    let shownValue = value.flatMap { message[language].contains($0) ? nil : "“\($0)”" }
    let isText = file.map { $0.hasSuffix(".json") } ?? false
    switch language {
    case .chinese:
      let parts = [
        file, row.map { "第 \($0) 行" }, record.map { "第 \($0) 条记录" }, column.map { isText ? $0 : "\($0) 列" }, shownValue,
      ]
      return parts.compactMap(\.self).joined(separator: " ")
    case .english:
      let parts = [
        file, row.map { isText ? "line \($0)" : "row \($0)" }, record.map { "record \($0)" },
        column.map { isText ? $0 : "column \($0)" }, shownValue,
      ]
      return parts.compactMap(\.self).joined(separator: ", ")
    }
  }
}

extension JSON {
  static func orNull(_ text: String?) -> JSON { text.map { .text($0) } ?? .null }
}

/// An error that can be told to a person. Errors of other rooms conform in `Wording`, where their sentences are made.
protocol Reportable: Error {
  /// At least one, in the order of the input.
  var reports: [FaultReport] { get }
  var exitCode: ExitCode { get }
}

/// A verb's own refusal to go on, with what it has to say.
struct Refusal: Reportable {
  let reports: [FaultReport]
  let exitCode: ExitCode

  init(_ reports: [FaultReport], _ exitCode: ExitCode = .invalidInput) {
    self.reports = reports
    self.exitCode = exitCode
  }
}
