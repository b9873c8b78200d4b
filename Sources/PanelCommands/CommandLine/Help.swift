import ExpertReview

/// The help pages, laid out from the command table to 80 columns.
enum Help {
  static let columns = 80

  /// `help` as a verb, for the parser; it is answered before any verb runs and not listed.
  static let command = Command(
    name: "help", summary: HelpWording.helpVerb, discussion: HelpWording.helpVerb,
    arguments: [CommandArgument("VERB", .optional, HelpWording.helpVerb)],
    options: [CommandOption("version", .flag, HelpWording.version)], writes: false, examples: [])

  /// The page of `panel --help`.
  static func overview(of commands: [Command], _ language: Language) -> [String] {
    let usage = "panel \(HelpWording.verbPlaceholder[language]) \(HelpWording.argumentPlaceholder[language])"
    let codes = ExitCode.allCases.map { Entry(String($0.rawValue), HelpWording.meaning(of: $0)[language]) }
    let version = Entry("--version", HelpWording.version[language])
    return [HelpWording.title[language], "", usageLine(usage, language)]
      + section(HelpWording.verbs, commands.map { Entry($0.name, $0.summary[language]) }, language)
      + section(HelpWording.commonOptions, CommonOptions.all.map { entry($0, language) } + [version], language)
      + section(HelpWording.exitCodes, codes, language)
      + section(
        HelpWording.environment, HelpWording.variables.map { Entry($0.name, $0.meaning[language]) }, language)
      + ["", HelpWording.dashIsInput[language], HelpWording.more[language]]
  }

  /// The page of `panel help VERB`.
  static func page(of command: Command, _ language: Language) -> [String] {
    let heading = "panel \(command.name) – \(command.summary[language])"
    let own = command.options.map { entry($0, language) } + branchOptions(of: command, language)
    return Wrapping.lines(heading, within: columns) + [""] + usageLines(of: command, language) + [""]
      + Wrapping.lines(command.discussion[language], within: columns)
      + branches(of: command, language)
      + section(HelpWording.arguments, arguments(of: command, language), language)
      + section(HelpWording.options, own, language)
      + section(HelpWording.commonOptions, command.commonOptions.map { entry($0, language) }, language)
      + examples(of: command, language)
  }

  // MARK: - Usage

  private static func usageLine(_ usage: String, _ language: Language) -> String {
    HelpWording.usage[language] + (language == .chinese ? "：" : ": ") + usage
  }

  private static func usageLines(of command: Command, _ language: Language) -> [String] {
    let required = command.options.filter(\.required).map { " --\($0.name) \($0.value.name ?? "")" }.joined()
    let places = command.branching.map(written) ?? written(command.arguments)
    let usage = "panel \(command.name)\(places.isEmpty ? "" : " " + places)\(required)"
    return Wrapping.lines(
      usageLine("\(usage) \(HelpWording.commonPlaceholder[language])", language), within: columns)
  }

  /// `KIND FILE` where every branch takes the same, else `ACT …`.
  private static func written(_ branching: Branching) -> String {
    let name = branching.standard == nil ? branching.name : "[\(branching.name)]"
    let forms = Set(branching.branches.map { written($0.arguments) })
    return forms.count == 1 ? "\(name) \(forms.joined())" : "\(name) …"
  }

  private static func written(_ arguments: [CommandArgument]) -> String {
    arguments.map(written).joined(separator: " ")
  }

  /// An argument as usage writes it: `FILE`, `[EXPERT]`, `FILE…`, `[EXPERT]…`.
  private static func written(_ argument: CommandArgument) -> String {
    switch argument.count {
    case .one: argument.name
    case .optional: "[\(argument.name)]"
    case .oneOrMore: "\(argument.name)…"
    case .any: "[\(argument.name)]…"
    }
  }

  // MARK: - Sections

  /// A term and what it means.
  private struct Entry {
    let term: String
    let meaning: String
    init(_ term: String, _ meaning: String) {
      self.term = term
      self.meaning = meaning
    }
  }

  private static func section(_ title: Bilingual, _ entries: [Entry], _ language: Language) -> [String] {
    section(named: title[language], entries, language)
  }

  /// A heading and its entries; nothing where there are none.
  private static func section(named title: String, _ entries: [Entry], _ language: Language) -> [String] {
    guard !entries.isEmpty else { return [] }
    return ["", title + (language == .chinese ? "：" : ":")] + laidOut(entries)
  }

  private static let indent = 2
  /// Terms wider than this stand on a line of their own.
  private static let widestTerm = 26

  /// Terms in one column, meanings in the next, wrapped.
  private static func laidOut(_ entries: [Entry]) -> [String] {
    let widths = entries.map { DisplayWidth.of($0.term) }.filter { $0 <= widestTerm }
    let start = indent + (widths.max() ?? widestTerm) + 2
    let blank = String(repeating: " ", count: start)
    return entries.flatMap { entry -> [String] in
      let meaning = Wrapping.lines(entry.meaning, within: columns - start)
      let term = String(repeating: " ", count: indent) + entry.term
      guard DisplayWidth.of(term) + 2 <= start else { return [term] + meaning.map { blank + $0 } }
      let first = DisplayWidth.padded(term, to: start) + (meaning.first ?? "")
      return [first] + meaning.dropFirst().map { blank + $0 }
    }
  }

  /// An option with its help and, in one pair of brackets, all that holds of it.
  private static func entry(_ option: CommandOption, _ language: Language, only branches: [String] = []) -> Entry {
    let short = option.short.map { "-\($0), " } ?? ""
    let term = "\(short)--\(option.name)" + (option.value.name.map { " \($0)" } ?? "")
    var notes: [Bilingual] = []
    if !branches.isEmpty { notes.append(HelpWording.only(branches)) }
    if option.required { notes.append(HelpWording.required) }
    if case .oneOf(let name, let values) = option.value, name != values.joined(separator: "|") {
      notes.append(HelpWording.oneOf(values))
    }
    if option.repeats { notes.append(HelpWording.repeats) }
    if !option.needs.isEmpty { notes.append(HelpWording.with(option.needs)) }
    if let standard = option.standard { notes.append(HelpWording.standard(standard)) }
    return Entry(term, option.help[language] + bracketed(notes, language))
  }

  private static func bracketed(_ notes: [Bilingual], _ language: Language) -> String {
    guard !notes.isEmpty else { return "" }
    let texts = notes.map { $0[language] }
    return language == .chinese
      ? "（\(texts.joined(separator: "；"))）" : " (\(texts.joined(separator: "; ")))"
  }

  // MARK: - Branches, arguments, examples

  /// What the first argument may be, each as it is typed.
  private static func branches(of command: Command, _ language: Language) -> [String] {
    guard let branching = command.branching else { return [] }
    let entries = branching.branches.map { branch -> Entry in
      let term = [branch.name, written(branch.arguments)].filter { !$0.isEmpty }.joined(separator: " ")
      let needed = branch.needs + branch.options.filter(\.required).map(\.name)
      var notes = needed.isEmpty ? [] : [HelpWording.with(needed)]
      if branch.name == branching.standard { notes.append(HelpWording.standardBranch) }
      return Entry(term, branch.summary[language] + bracketed(notes, language))
    }
    return section(named: branching.name, entries, language)
  }

  private static func branchOptions(of command: Command, _ language: Language) -> [Entry] {
    var homes: [(option: CommandOption, branches: [String])] = []
    for branch in command.branching?.branches ?? [] {
      for option in branch.options {
        if let index = homes.firstIndex(where: { $0.option.name == option.name }) {
          homes[index].branches.append(branch.name)
        } else {
          homes.append((option, [branch.name]))
        }
      }
    }
    return homes.map { entry($0.option, language, only: $0.branches) }
  }

  private static func arguments(of command: Command, _ language: Language) -> [Entry] {
    var seen: Set<String> = []
    let all = command.arguments + (command.branching?.branches.flatMap(\.arguments) ?? [])
    return all.filter { seen.insert($0.name).inserted }.map { Entry($0.name, $0.help[language]) }
  }

  private static func examples(of command: Command, _ language: Language) -> [String] {
    guard !command.examples.isEmpty else { return [] }
    let lines = command.examples.flatMap { example in
      typed(example.line)
        + Wrapping.lines(example.explanation[language], within: columns - 6).map { "      " + $0 }
    }
    return ["", HelpWording.examples[language] + (language == .chinese ? "：" : ":")] + lines
  }

  /// A line to type; one that is too long is carried on as a shell reads it.
  private static func typed(_ line: String) -> [String] {
    let parts = Wrapping.lines(line, within: columns - 6)
    return parts.enumerated().map { position, part in
      (position == 0 ? "  " : "    ") + part + (position == parts.count - 1 ? "" : " \\")
    }
  }
}
