import ExpertReview
import Glibc

/// What a run says: results on standard output, everything else on standard error.
///
/// Results are gathered and written when the run ends (or at `flush`), so that a run that fails half way leaves no half
/// result. Messages are written at once. A reader that has gone away (`panel rank | head`) is no error.
struct Output {
  /// The version of every JSON object that is printed.
  static let schemaVersion = 1
  /// Reports printed as text before the rest is only counted.
  static let mostReports = 50

  enum Destination: Sendable {
    /// Standard output and standard error.
    case process
    /// Kept in `results` and `messages`, for tests and for verbs that run verbs.
    case memory
  }

  let language: Language
  let isJSON: Bool
  let isQuiet: Bool
  let destination: Destination
  /// What standard output and standard error can show.
  let terminal: Terminal
  let messageTerminal: Terminal

  private(set) var results: [UInt8] = []
  private(set) var messages: [UInt8] = []
  /// The system's error number of results that could not be written.
  private(set) var failure: Int32?
  private var isReaderGone = false
  private var showsProgress = false

  init(
    language: Language, isJSON: Bool = false, isQuiet: Bool = false, destination: Destination = .memory,
    terminal: Terminal = .none, messageTerminal: Terminal = .none
  ) {
    self.language = language
    self.isJSON = isJSON
    self.isQuiet = isQuiet
    self.destination = destination
    self.terminal = terminal
    self.messageTerminal = messageTerminal
  }

  // MARK: - Results

  /// Adds a line of result, as it is.
  mutating func line(_ text: String = "") {
    results.append(contentsOf: text.utf8)
    results.append(0x0A)
  }

  /// Adds a line of result in the language of the run.
  mutating func line(_ text: Bilingual) { line(text[language]) }

  /// Adds a table, cut to the terminal where there is one.
  mutating func table(_ table: TextTable) {
    for text in table.lines(on: terminal) { line(text) }
  }

  /// Adds the members of one JSON object, `schemaVersion` before them.
  mutating func json(_ members: KeyValuePairs<String, JSON?>) { json(.object(members)) }

  mutating func json(_ object: JSON) {
    guard let members = object.members else { preconditionFailure("a result in JSON is an object") }
    let version = JSON.Member(key: "schemaVersion", value: .number(Output.schemaVersion))
    JSON(.object([version] + members)).write(to: &results)
    results.append(0x0A)
  }

  /// Adds bytes of result, for a verb whose result is a file.
  mutating func bytes(_ bytes: some Sequence<UInt8>) { results.append(contentsOf: bytes) }

  /// Writes what has been gathered, before a prompt or a long step.
  mutating func flush() {
    guard destination == .process, !results.isEmpty else { return }
    defer { results = [] }
    guard !isReaderGone, failure == nil, let code = Files.writeAll(results, to: 1) else { return }
    if code == EPIPE { isReaderGone = true } else { failure = code }
  }

  /// Forgets what has not been written: the run has failed.
  mutating func discardResults() { results = [] }

  // MARK: - Messages

  /// Says something by the way. Not shown with `--quiet`, nor with `--json`, where the result says it.
  mutating func note(_ text: Bilingual) {
    guard !isQuiet, !isJSON else { return }
    message(DisplayWidth.harmless(text[language]))
  }

  /// Shows how far a long step has come, on one line that the next one overwrites. Only on a terminal.
  mutating func progress(_ text: Bilingual) {
    guard !isQuiet, !isJSON, let columns = messageTerminal.columns else { return }
    let shown = DisplayWidth.cut(DisplayWidth.harmless(text[language]), to: max(1, columns - 1))
    send("\r\u{1B}[K" + shown)
    showsProgress = true
  }

  /// Tells of faults: one object a line with `--json`, two lines each otherwise, and after many only their number.
  mutating func report(_ reports: [FaultReport], as gravity: FaultReport.Gravity = .error) {
    guard !isJSON else {
      for report in reports { message(report.json(gravity, language).compactText) }
      return
    }
    for report in reports.prefix(Output.mostReports) {
      for line in report.lines(gravity, language, on: messageTerminal) { message(line) }
    }
    let rest = reports.count - Output.mostReports
    guard rest > 0 else { return }
    message(
      Bilingual(zh: "另有 \(rest) 处，用 --json 可全部列出", en: "and \(rest) more; --json lists them all")[language])
  }

  /// Writes a line on standard error, as it is.
  mutating func message(_ line: String) {
    // On a screen the two streams are one page, so what was said before comes before.
    if terminal.columns != nil { flush() }
    endProgress()
    send(line + "\n")
  }

  private mutating func endProgress() {
    guard showsProgress else { return }
    send("\r\u{1B}[K")
    showsProgress = false
  }

  private mutating func send(_ text: String) {
    switch destination {
    case .memory: messages.append(contentsOf: text.utf8)
    // Standard error that cannot be written leaves nobody to tell.
    case .process: _ = Files.writeAll(Array(text.utf8), to: 2)
    }
  }

  /// Ends the run: the last progress goes, all results are written.
  mutating func finish() {
    endProgress()
    flush()
  }
}

extension Output {
  /// A line that says what a verb did; in a dry run that it would be done. Nothing with `--json`.
  mutating func done(_ text: Bilingual, dry: Bool) {
    guard !isJSON else { return }
    line(dry ? Bilingual(zh: "（试运行，未写入）" + text.zh, en: "(dry run, nothing written) " + text.en) : text)
  }
}
