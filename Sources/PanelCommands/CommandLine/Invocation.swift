import ExpertReview

/// One sound command: what a verb is asked to do.
struct Invocation {
  let command: Command
  let parsed: ParsedArguments
  let surroundings: Surroundings
  let language: Language

  init(command: Command, parsed: ParsedArguments, surroundings: Surroundings, language: Language) {
    self.command = command
    self.parsed = parsed
    self.surroundings = surroundings
    self.language = language
  }

  // MARK: - By name

  /// The branch that was chosen, such as `sign-off`; empty for a verb without branches.
  var branch: String { parsed.branch ?? "" }

  func flag(_ name: String) -> Bool { !values(name).isEmpty }

  /// The value of an option, or nil where it is absent.
  func text(_ name: String) -> String? { values(name).first }

  /// The values of an option that may be repeated, in the order typed.
  func texts(_ name: String) -> [String] { values(name) }

  func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

  /// A share that the parser has checked.
  func share(_ name: String) -> Fraction? { text(name).flatMap { Fraction(plain: $0) } }

  /// The value of an option that takes a decimal, in millionths.
  func millionths(_ name: String) -> Int64? { text(name).flatMap { Invocation.millionths($0) } }

  /// A decimal from 0 to a million, of at most six places, in millionths; nil for other text.
  static func millionths(_ text: String) -> Int64? {
    guard let value = ExactDecimal(text), value.places <= 6, !value.isNegative,
      value <= ExactDecimal(1_000_000)
    else { return nil }
    return Int64(value.units) * Int64(powerOfTen(6 - value.places))
  }

  func day(_ name: String) -> CivilDay? { text(name).flatMap { Clock.day($0) } }

  /// The argument of that name, or nil where an optional one is absent.
  func argument(_ name: String) -> String? { arguments(name).first }

  /// The arguments of a name that may be repeated.
  func arguments(_ name: String) -> [String] {
    let branches = command.branching?.branches ?? []
    let known = command.arguments + branches.flatMap(\.arguments)
    precondition(known.contains { $0.name == name }, "\(command.name) declares no argument \(name)")
    return parsed.arguments[name] ?? []
  }

  /// An argument that the declaration requires.
  func required(_ name: String) -> String {
    guard let value = argument(name) else { preconditionFailure("the parser lets no command without \(name) pass") }
    return value
  }

  private func values(_ name: String) -> [String] {
    precondition(command.everyOption.contains { $0.name == name }, "\(command.name) declares no option \(name)")
    return parsed.options[name] ?? []
  }

  // MARK: - What every verb takes

  var isJSON: Bool { flag(CommonOptions.json.name) }
  var isQuiet: Bool { flag(CommonOptions.quiet.name) }
  /// False for a verb that writes nothing.
  var isDryRun: Bool { command.writes && flag(CommonOptions.dryRun.name) }

  /// The path of the round file.
  var round: String {
    text(CommonOptions.round.name) ?? surroundings.variable("PANEL_ROUND") ?? CommonOptions.standardRound
  }

  /// The folder of schemes that was named; nil where it is to be looked for (`./Rubrics`, then beside the program).
  var rubrics: String? { text(CommonOptions.rubrics.name) ?? surroundings.variable("PANEL_RUBRICS") }

  /// The day that counts as today.
  var asOf: CivilDay { day(CommonOptions.asOf.name) ?? surroundings.today }

  /// Who acts.
  var actor: String { text(CommonOptions.by.name) ?? surroundings.loginName() }

  var reason: String? { text(CommonOptions.reason.name) }

  /// Seconds to wait for a round that another command holds.
  var wait: Int { integer(CommonOptions.wait.name) ?? CommonOptions.standardWait }

  // MARK: - Input

  /// The bytes of a file; of standard input for `-`.
  func bytes(of path: String) throws(FileFault) -> [UInt8] {
    path == "-" ? try surroundings.input.everything() : try Files.read(path)
  }

  var prompter: Prompter {
    Prompter(input: surroundings.input, showsPrompts: surroundings.inputIsTerminal)
  }
}
