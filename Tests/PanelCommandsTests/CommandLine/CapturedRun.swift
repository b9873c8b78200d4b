import ExpertReview

@testable import PanelCommands

/// One run of `panel` within the test's own process: arguments in, output and exit code out.
struct CapturedRun {
  let code: ExitCode
  /// Standard output.
  let results: String
  /// Standard error.
  let messages: String

  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - input: what is typed or piped to standard input.
  ///   - columns: the width of the terminal; nil for a pipe.
  ///   - workBeside: how much `rank` may work out beside the official result.
  init(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    today: CivilDay = CapturedRun.today, loginName: String = "tester", columns: Int? = nil, workBeside: Int = 0,
    commands: [Command] = CommandTable.all, verbs: (String) -> Verb? = Registry.verb(named:)
  ) {
    let terminal = Terminal(columns: columns, hasColour: false)
    let surroundings = Surroundings(
      environment: environment, today: today, loginName: { loginName }, input: StandardInput(input),
      inputIsTerminal: false, terminal: terminal, messageTerminal: terminal, destination: .memory, program: nil,
      workBeside: workBeside)
    let (code, output) = Program.run(arguments, in: surroundings, commands: commands, verbs: verbs)
    self.code = code
    results = String(decoding: output.results, as: UTF8.self)
    messages = String(decoding: output.messages, as: UTF8.self)
  }

  /// The same for a line as it is typed: `CapturedRun("panel rank --json")`.
  init(
    _ line: String, input: String = "", environment: [String: String] = [:], columns: Int? = nil, workBeside: Int = 0,
    commands: [Command] = CommandTable.all, verbs: (String) -> Verb? = Registry.verb(named:)
  ) {
    let words = CapturedRun.words(of: line)
    precondition(words.first == "panel", "a line begins with the program's name")
    self.init(
      Array(words.dropFirst()), input: input, environment: environment, columns: columns,
      workBeside: workBeside, commands: commands, verbs: verbs)
  }

  /// 2026-05-09, a Saturday.
  static let today = CivilDay(daysSince1970: 20_582)

  /// The results, read as one JSON object.
  var json: JSON { get throws { try JSON.read(results) } }

  /// The messages, each line read as a JSON object.
  var errors: [JSON] {
    get throws { try messages.split(separator: "\n").map { try JSON.read(String($0)) } }
  }

  /// The words of a line, as a shell divides them at blanks outside quotes.
  static func words(of line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

/// A stand-in for every verb, for tests of what lies around them.
func stub(_ verb: @escaping Verb = { _, _ in .done }) -> (String) -> Verb? {
  { _ in verb }
}
