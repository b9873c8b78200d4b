import ExpertReview

/// The arguments of one verb, read and found sound.
struct ParsedArguments: Sendable, Hashable {
  /// The branch chosen, or the standard one; nil for a verb without branches.
  var branch: String?
  /// The values of each option by name, in the order typed; a flag has one empty value.
  var options: [String: [String]] = [:]
  /// The values of each argument by name.
  var arguments: [String: [String]] = [:]
}

/// Reads the arguments after a verb by the verb's declaration.
///
/// `--name value` and `--name=value` are the same; `-h` is a short name; `--` ends the options; `-` alone is an
/// argument (standard input); options may stand anywhere. A value that begins with two dashes must be written with `=`.
/// Nothing is abbreviated, so that a script stays right when an option is added.
struct ArgumentParser {
  private let command: Command
  private var parsed = ParsedArguments()
  private var places: [String] = []
  private var faults: [UsageFault] = []
  private var metUnknownOption = false

  private init(_ command: Command) { self.command = command }

  /// The arguments, or every fault in them.
  /// - Parameter elsewhere: for an option that this verb does not know, the verbs that do.
  static func parse(
    _ tokens: [String], for command: Command, elsewhere: (String) -> [String] = { _ in [] }
  ) -> Result<ParsedArguments, UsageFaults> {
    var parser = ArgumentParser(command)
    parser.read(tokens, elsewhere)
    if let chosen = parser.chooseBranch() {
      parser.bind(to: command.arguments(of: chosen.branch))
      parser.checkOptions(of: chosen.branch)
    }
    guard parser.faults.isEmpty else { return .failure(UsageFaults(faults: parser.faults)) }
    return .success(parser.parsed)
  }

  /// Whether help was asked for, before anything else is looked at.
  static func asksForHelp(_ tokens: [String]) -> Bool {
    tokens.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  // MARK: - Options and places

  private mutating func read(_ tokens: [String], _ elsewhere: (String) -> [String]) {
    var rest = tokens[...]
    while let token = rest.popFirst() {
      if token == "--" {
        places.append(contentsOf: rest)
        return
      }
      guard token.hasPrefix("-"), token.count > 1, !isNumber(token) else {
        places.append(token)
        continue
      }
      guard let (option, attached) = option(in: token) else {
        refuse(token, elsewhere)
        continue
      }
      take(option, attached, from: &rest)
    }
  }

  /// A number below zero is no option.
  private func isNumber(_ token: String) -> Bool {
    token.dropFirst().first.map { $0.isASCII && $0.isNumber } ?? false
  }

  /// The option a token names, with the value that is written in the same token.
  private func option(in token: String) -> (CommandOption, String?)? {
    guard token.hasPrefix("--") else {
      let option = command.everyOption.first { $0.short != nil && $0.short == token.dropFirst().first }
      guard let option, token.count == 2 else { return nil }
      return (option, nil)
    }
    let parts = token.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let option = command.everyOption.first(where: { $0.name == parts[0] }) else { return nil }
    return (option, parts.count == 2 ? String(parts[1]) : nil)
  }

  private mutating func refuse(_ token: String, _ elsewhere: (String) -> [String]) {
    let written = String(token.prefix { $0 != "=" })
    let name = String(written.drop { $0 == "-" })
    var seen: Set<String> = []
    let known = command.everyOption.map(\.name).filter { seen.insert($0).inserted }
    metUnknownOption = true
    faults.append(
      .unknownOption(
        written, verb: command.name, nearest: Suggestions.names(for: name, among: known).map { "--" + $0 },
        elsewhere: elsewhere(name)))
  }

  private mutating func take(_ option: CommandOption, _ attached: String?, from rest: inout ArraySlice<String>) {
    guard let valueName = option.value.name else {
      if let attached { faults.append(.unexpectedValue(option: option.name, value: attached)) }
      parsed.options[option.name] = [""]
      return
    }
    var value = attached
    if value == nil, let next = rest.first, !looksLikeOption(next) { value = rest.popFirst() }
    // Kept even where it is wrong, so that the option does not count as missing as well.
    parsed.options[option.name, default: []].append(value ?? "")
    guard let value else {
      faults.append(.missingValue(option: option.name, valueName: valueName, following: rest.first))
      return
    }
    check(value, of: option)
  }

  private func looksLikeOption(_ token: String) -> Bool {
    if token.hasPrefix("--") { return true }
    return token.count == 2 && option(in: token) != nil && token.hasPrefix("-")
  }

  private mutating func check(_ value: String, of option: CommandOption) {
    guard !value.isEmpty else {
      faults.append(.emptyValue(.option(option.name)))
      return
    }
    switch option.value {
    case .flag, .text: return
    case .integer(_, let least):
      if let number = Int(value), number >= least, value.first != "+" { return }
      faults.append(.notWhole(option: option.name, value: value, least: least))
    case .decimal:
      if Invocation.millionths(value) == nil { faults.append(.notDecimal(option: option.name, value: value)) }
    case .day:
      if Clock.day(value) == nil { faults.append(.notDay(option: option.name, value: value)) }
    case .oneOf(_, let allowed):
      checkChoice(value, .option(option.name), allowed)
    case .share(_, let largest):
      if let share = Fraction(plain: value), share > .zero, share <= Fraction(1), share.denominator <= largest {
        return
      }
      faults.append(.notShare(option: option.name, value: value, largestDenominator: largest))
    }
  }

  private mutating func checkChoice(_ value: String, _ slot: UsageFault.Slot, _ allowed: [String]) {
    if allowed.contains(value) { return }
    faults.append(
      .notAllowed(slot, value: value, allowed: allowed, nearest: Suggestions.name(for: value, among: allowed)))
  }

  // MARK: - Branch and places

  /// The branch that holds, nil within for a verb that has none.
  private struct Chosen { let branch: Branch? }

  /// Nil where the branch cannot be told; what else may stand there is then not known either.
  private mutating func chooseBranch() -> Chosen? {
    guard let branching = command.branching else { return Chosen(branch: nil) }
    let written = places.isEmpty ? nil : places.removeFirst()
    guard let name = written ?? branching.standard else {
      faults.append(.missingArgument(branching.name, verb: command.name))
      return nil
    }
    guard let branch = branching.branches.first(where: { $0.name == name }) else {
      checkChoice(name, .argument(branching.name), branching.branches.map(\.name))
      return nil
    }
    parsed.branch = branch.name
    return Chosen(branch: branch)
  }

  private mutating func bind(to arguments: [CommandArgument]) {
    let path = pathOfVerb
    var rest = places[...]
    for (position, argument) in arguments.enumerated() {
      let kept = arguments[(position + 1)...].reduce(0) { $0 + $1.least }
      let most = argument.repeats ? max(rest.count - kept, argument.least) : 1
      let wanted = argument.least == 1 || rest.count > kept ? most : 0
      let taken = Array(rest.prefix(wanted))
      rest = rest.dropFirst(taken.count)
      if taken.count < argument.least { faults.append(.missingArgument(argument.name, verb: path)) }
      if taken.contains("") { faults.append(.emptyValue(.argument(argument.name))) }
      if !taken.isEmpty { parsed.arguments[argument.name] = taken }
    }
    // What follows an unknown option may have been its value, so that one mistake is not told twice.
    guard !rest.isEmpty, !metUnknownOption else { return }
    faults.append(.tooManyArguments(Array(rest), verb: path, most: arguments.count))
  }

  private var pathOfVerb: String { command.name + (parsed.branch.map { " " + $0 } ?? "") }

  // MARK: - What belongs together

  private mutating func checkOptions(of branch: Branch?) {
    let allowed = command.options(of: branch)
    let known = command.everyOption
    for name in parsed.options.keys.sorted() where !allowed.contains(where: { $0.name == name }) {
      let homes = command.branching?.branches.filter { $0.options.contains { $0.name == name } }.map(\.name)
      faults.append(
        .optionOfAnotherBranch(
          "--" + name, verb: command.name, branch: parsed.branch ?? "", belongsTo: homes ?? []))
    }
    for option in allowed {
      let values = parsed.options[option.name] ?? []
      if values.count > 1, !option.repeats { faults.append(.repeated(option: option.name, values: values)) }
      if values.isEmpty, option.required {
        faults.append(.missingOption(option.name, valueName: option.value.name, verb: pathOfVerb))
      }
      guard !values.isEmpty else { continue }
      need(option.needs, by: "--" + option.name, known)
      checkCompany(of: option, command.arguments(of: branch))
    }
    need(branch?.needs ?? [], by: pathOfVerb, known)
  }

  /// What has no meaning beside an option; a pair of options is told once.
  private mutating func checkCompany(of option: CommandOption, _ arguments: [CommandArgument]) {
    for other in option.apartFrom where parsed.options[other] != nil {
      let isTold = faults.contains(.notTogether(other, with: option.name))
      if !isTold { faults.append(.notTogether(option.name, with: other)) }
    }
    guard let most = option.mostArguments, !metUnknownOption else { return }
    let given = arguments.flatMap { parsed.arguments[$0.name] ?? [] }
    if given.count > most {
      faults.append(
        .tooManyArguments(Array(given.dropFirst(most)), verb: "\(pathOfVerb) --\(option.name)", most: most))
    }
  }

  private mutating func need(_ names: [String], by: String, _ known: [CommandOption]) {
    for name in names where parsed.options[name] == nil {
      let valueName = known.first { $0.name == name }?.value.name
      faults.append(.neededBy(option: name, valueName: valueName, by: by))
    }
  }
}
