import ExpertReview

/// One verb of `panel`, as data: the parser reads arguments by it, the help is laid out from it, and a test runs its
/// examples through the parser, so the three cannot drift apart.
struct Command: Sendable {
  let name: String
  /// One line, without a full stop.
  let summary: Bilingual
  /// Paragraphs divided by an empty line.
  let discussion: Bilingual
  let arguments: [CommandArgument]
  /// Set where the first argument chooses what the others mean (`import KIND`, `decide ACT`); `arguments` is then
  /// empty.
  let branching: Branching?
  let options: [CommandOption]
  /// Whether the round or a file may be changed; such a verb takes `--dry-run`.
  let writes: Bool
  let examples: [CommandExample]

  init(
    name: String, summary: Bilingual, discussion: Bilingual, arguments: [CommandArgument] = [],
    branching: Branching? = nil, options: [CommandOption] = [], writes: Bool, examples: [CommandExample]
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.arguments = arguments
    self.branching = branching
    self.options = options
    self.writes = writes
    self.examples = examples
  }

  /// The options of every verb that this one takes.
  var commonOptions: [CommandOption] {
    CommonOptions.all.filter { writes || $0.name != CommonOptions.dryRun.name }
  }

  /// All options that may stand after this verb, whatever its branch.
  var everyOption: [CommandOption] {
    options + (branching?.branches.flatMap(\.options) ?? []) + commonOptions
  }

  /// The arguments and options where `branch` was chosen; those without a branch where it is nil.
  func arguments(of branch: Branch?) -> [CommandArgument] { branch?.arguments ?? arguments }
  func options(of branch: Branch?) -> [CommandOption] { options + (branch?.options ?? []) + commonOptions }
}

/// A first argument that chooses what the others mean.
struct Branching: Sendable {
  /// The name of the place, such as `KIND`.
  let name: String
  let branches: [Branch]
  /// The branch where no argument is given; nil where one must be.
  let standard: String?

  init(name: String, standard: String? = nil, branches: [Branch]) {
    self.name = name
    self.standard = standard
    self.branches = branches
  }
}

/// One of the meanings of a verb, such as `decide sign-off`.
struct Branch: Sendable {
  let name: String
  let summary: Bilingual
  let arguments: [CommandArgument]
  /// Options that have a meaning here only.
  let options: [CommandOption]
  /// Options, by name, that this branch cannot do without.
  let needs: [String]

  init(
    _ name: String, _ summary: Bilingual, arguments: [CommandArgument] = [], options: [CommandOption] = [],
    needs: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.options = options
    self.needs = needs
  }
}

/// An argument that is known by its place.
struct CommandArgument: Sendable {
  enum Count: Sendable { case one, optional, oneOrMore, any }
  /// In capitals, as help shows it.
  let name: String
  let count: Count
  let help: Bilingual

  init(_ name: String, _ help: Bilingual) { self.init(name, .one, help) }

  init(_ name: String, _ count: Count, _ help: Bilingual) {
    self.name = name
    self.count = count
    self.help = help
  }

  var least: Int { count == .one || count == .oneOrMore ? 1 : 0 }
  var repeats: Bool { count == .oneOrMore || count == .any }
}

/// An option: a flag, or a name with a value.
struct CommandOption: Sendable {
  enum Value: Sendable {
    case flag
    case text(String)
    /// A whole number, at least the second value.
    case integer(String, least: Int)
    /// A decimal that is not negative, of at most six places.
    case decimal(String)
    case day(String)
    case oneOf(String, [String])
    /// A fraction or decimal above zero and at most one, whose denominator in lowest terms is at most the second value.
    case share(String, largestDenominator: Int)

    /// What help writes for the value; nil for a flag.
    var name: String? {
      switch self {
      case .flag: nil
      case .text(let name), .integer(let name, _), .decimal(let name), .day(let name), .oneOf(let name, _),
        .share(let name, _):
        name
      }
    }
  }
  /// Without the two dashes.
  let name: String
  let short: Character?
  let value: Value
  let repeats: Bool
  let required: Bool
  /// Options, by name, that must stand beside this one.
  let needs: [String]
  /// Options, by name, beside which this one has no meaning.
  let apartFrom: [String]
  /// How many arguments may stand beside it; nil for as many as the verb takes.
  let mostArguments: Int?
  /// What holds where the option is absent, for help; nil where nothing does.
  let standard: Bilingual?
  let help: Bilingual

  init(
    _ name: String, short: Character? = nil, _ value: Value, repeats: Bool = false, required: Bool = false,
    needs: [String] = [], apartFrom: [String] = [], mostArguments: Int? = nil, standard: Bilingual? = nil,
    _ help: Bilingual
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.repeats = repeats
    self.required = required
    self.needs = needs
    self.apartFrom = apartFrom
    self.mostArguments = mostArguments
    self.standard = standard
    self.help = help
  }
}

/// A line to type, and what it does.
struct CommandExample: Sendable {
  let line: String
  let explanation: Bilingual

  init(_ line: String, zh: String, en: String) {
    self.line = line
    explanation = Bilingual(zh: zh, en: en)
  }
}
