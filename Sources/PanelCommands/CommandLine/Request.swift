import ExpertReview

/// The arguments of the process, read as far as needed to know what is asked for and in which language to answer, so
/// that even a faulty command is answered in the right language and form.
struct Request {
  enum Asked {
    case overview
    case page(Command)
    case version
    case work(Command, ParsedArguments)
  }
  let language: Language
  private let isJSON: Bool
  private let isQuiet: Bool
  /// The verb as typed; nil where there is none.
  private let verb: String?
  /// All other arguments.
  private let rest: [String]
  private let known: [Command]
  private let wrongLanguage: String?

  init(_ arguments: [String], _ known: [Command], _ surroundings: Surroundings) {
    let position = Request.positionOfVerb(in: arguments)
    verb = position.map { arguments[$0] }
    var rest = arguments
    if let position { rest.remove(at: position) }
    self.rest = rest
    self.known = known
    let options = rest.prefix { $0 != "--" }
    isJSON = options.contains("--json")
    isQuiet = options.contains("--quiet") || options.contains("-q")
    let preset = surroundings.variable("PANEL_LANG")
    let typed = Request.typedLanguage(in: Array(options))
    language = typed ?? preset.flatMap { Language(rawValue: $0) } ?? .chinese
    wrongLanguage = typed == nil ? preset.flatMap { Language(rawValue: $0) == nil ? $0 : nil } : nil
  }

  func output(in surroundings: Surroundings) -> Output {
    Output(
      language: language, isJSON: isJSON, isQuiet: isQuiet, destination: surroundings.destination,
      terminal: surroundings.terminal, messageTerminal: surroundings.messageTerminal)
  }

  /// What is asked for, or everything that is wrong with the command.
  func asked() throws(UsageFaults) -> Asked {
    guard let verb else {
      if ArgumentParser.asksForHelp(rest) { return .overview }
      if rest.contains("--version") { return .version }
      throw UsageFaults(faults: environmentFaults + faultsWithoutVerb())
    }
    if verb == "help" { return try help() }
    guard let command = known.first(where: { $0.name == verb }) else { throw unknown(verb) }
    if ArgumentParser.asksForHelp(rest) { return .page(command) }
    let homes = { (name: String) in known.filter { $0.everyOption.contains { $0.name == name } }.map(\.name) }
    switch ArgumentParser.parse(rest, for: command, elsewhere: homes) {
    case .failure(let faults): throw UsageFaults(faults: environmentFaults + faults.faults)
    case .success(let parsed):
      guard environmentFaults.isEmpty else { throw UsageFaults(faults: environmentFaults) }
      return .work(command, parsed)
    }
  }

  /// `panel help` and `panel help VERB`.
  private func help() throws(UsageFaults) -> Asked {
    let parsed = ArgumentParser.parse(rest, for: Help.command)
    switch parsed {
    case .failure(let faults): throw faults
    case .success(let parsed):
      guard let name = parsed.arguments["VERB"]?.first else { return .overview }
      guard let command = known.first(where: { $0.name == name }) else { throw unknown(name) }
      return .page(command)
    }
  }

  private func unknown(_ verb: String) -> UsageFaults {
    let names = known.map(\.name) + ["help"]
    return UsageFaults(
      faults: environmentFaults + [.unknownVerb(verb, nearest: Suggestions.names(for: verb, among: names))])
  }

  /// No verb: faults of the options that stand alone, after the fault that nothing is asked for.
  private func faultsWithoutVerb() -> [UsageFault] {
    guard case .failure(let faults) = ArgumentParser.parse(rest, for: Help.command) else { return [.noVerb] }
    return faults.faults + [.noVerb]
  }

  private var environmentFaults: [UsageFault] {
    guard let wrongLanguage else { return [] }
    return [
      .environment(variable: "PANEL_LANG", value: wrongLanguage, allowed: Language.allCases.map(\.rawValue))
    ]
  }

  /// The first argument that is neither an option every verb takes nor such an option's value.
  private static func positionOfVerb(in arguments: [String]) -> Int? {
    var position = 0
    while position < arguments.count {
      let token = arguments[position]
      if token == "--" { return nil }
      guard token.hasPrefix("-"), token.count > 1 else { return position }
      let takesNext = CommonOptions.all.contains { $0.value.name != nil && "--" + $0.name == token }
      position += takesNext ? 2 : 1
    }
    return nil
  }

  private static func typedLanguage(in options: [String]) -> Language? {
    let name = "--" + CommonOptions.language.name
    for (position, token) in options.enumerated() {
      if token == name, position + 1 < options.count { return Language(rawValue: options[position + 1]) }
      if token.hasPrefix(name + "=") { return Language(rawValue: String(token.dropFirst(name.count + 1))) }
    }
    return nil
  }
}
