import ExpertReview
import Intake
import RoundStore
import Simulation

/// A demonstration on its way: runs commands within the process as a user would type them, tells of each, and keeps
/// what they said.
struct DemoRun {
  /// A command that was run.
  struct Done {
    let line: String
    let code: ExitCode
  }

  let folder: String
  let made: SimulatedRound
  /// The day that the next commands count as today.
  var day: CivilDay
  private(set) var done: [Done] = []
  /// Every command with all that it said.
  private(set) var transcript: [UInt8] = []
  private let invocation: Invocation
  private let memory = RoundMemory()

  init(_ invocation: Invocation, folder: String, made: SimulatedRound) {
    self.invocation = invocation
    self.folder = folder
    self.made = made
    day = made.days.opened
  }

  var language: Language { invocation.language }
  var roundFile: String { path("round.panel") }

  func path(_ name: String) -> String { folder + "/" + name }
  func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  /// The round as its file has it now.
  func round() throws -> Round { try LoadedRound(RoundFile.open(roundFile, .readOnly), memory).round }

  // MARK: - Steps

  /// Runs a command that reads the round.
  mutating func read(_ step: DemoStep, _ output: inout Output) throws {
    var step = step
    step.add(["--round", roundFile, "--as-of", day.description])
    try run(step, &output)
  }

  /// Runs a command that adds to the round, by one of the staff and for a reason.
  mutating func write(
    _ step: DemoStep, by staff: DemoStaff = .clerk, because reason: String? = nil, _ output: inout Output
  ) throws {
    var step = step
    step.add(["--round", roundFile, "--as-of", day.description, "--by", staff.name[language]])
    if let reason { step.add(["--reason", reason]) }
    try run(step, &output)
  }

  /// Runs a command, and stops the demonstration where it does not end as it must.
  mutating func run(_ step: DemoStep, _ output: inout Output) throws {
    var step = step
    step.add(commonWords)
    let (code, said) = Program.run(step.arguments, in: surroundings(for: step))
    done.append(Done(line: step.line, code: code))
    tell(step, code, said, &output)
    guard code == step.expected else {
      output.message(String(decoding: said.results + said.messages, as: UTF8.self))
      throw VerbFault.demonstrationStopped(line: step.line, expected: step.expected, found: code).refusal
    }
  }

  /// What a user whose surroundings are these must type so that the commands go the same way.
  private var commonWords: [String] {
    let preset = invocation.surroundings.variable("PANEL_LANG").flatMap { Language(rawValue: $0) } ?? .chinese
    let rubrics = invocation.text(CommonOptions.rubrics.name)
    return (language == preset ? [] : ["--lang", language.rawValue]) + (rubrics.map { ["--rubrics", $0] } ?? [])
  }

  private func surroundings(for step: DemoStep) -> Surroundings {
    let own = invocation.surroundings
    // A clock that stands with the commands, so that the same demonstration makes the same record.
    let minute = String(100 + done.count / 60).dropFirst()
    let second = String(100 + done.count % 60).dropFirst()
    let time = "\(day)T01:\(minute):\(second).000Z"
    return Surroundings(
      environment: own.environment, today: own.today, loginName: own.loginName,
      input: StandardInput(step.input?.text ?? ""), inputIsTerminal: false, terminal: .none, messageTerminal: .none,
      destination: .memory, program: own.program, recordClock: RecordClock { time }, memory: memory)
  }

  // MARK: - Telling

  /// A line about what comes next or what was done beside the commands.
  mutating func note(_ text: String, _ output: inout Output) {
    keep(text)
    guard !output.isJSON else { return }
    output.line(text)
    output.flush()
  }

  private mutating func tell(_ step: DemoStep, _ code: ExitCode, _ said: Output, _ output: inout Output) {
    let results = String(decoding: said.results, as: UTF8.self)
    let messages = String(decoding: said.messages, as: UTF8.self)
    keep("$ " + step.line)
    keep(results + messages)
    guard !output.isJSON else { return }
    output.line(output.terminal.styled("$ " + step.line, .bold))
    for line in shown(step.excerpt, lines(results), lines(messages)) { output.line("    " + line) }
    if code != .done { output.line("    " + exitWords(code)) }
    output.flush()
  }

  private func shown(_ excerpt: DemoStep.Excerpt, _ results: [String], _ messages: [String]) -> [String] {
    let first = results.prefix(excerpt.first)
    let rest = results.dropFirst(first.count)
    let last = rest.suffix(excerpt.last)
    let held = rest.dropLast(last.count).filter { line in excerpt.holding.contains { line.contains($0) } }
    return Array(first) + Array(held) + Array(last) + Array(messages.suffix(excerpt.messages))
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private func exitWords(_ code: ExitCode) -> String {
    switch code {
    case .needsPerson: say("（退出码 1：要人来定）", "(exit code 1: a person must act)")
    case .invalidInput: say("（退出码 3：输入有错）", "(exit code 3: faulty input)")
    default: say("（退出码 \(code.rawValue)）", "(exit code \(code.rawValue))")
    }
  }

  private mutating func keep(_ text: String) {
    transcript += Array(text.utf8)
    if !text.hasSuffix("\n") { transcript.append(0x0A) }
  }
}
