import ExpertReview

/// One command of the demonstration: what is typed, how it must end, and which of its lines are worth showing.
struct DemoStep {
  enum Word {
    case plain(String)
    /// A pattern as it is typed, and the files that a shell puts in its place.
    case files(String, [String])
  }

  /// How much of what the command says is shown; all of it stands in the transcript.
  struct Excerpt {
    /// Lines of the result from its beginning, and from its end.
    var first = 0
    var last = 0
    /// Of the lines between those, the ones that hold one of these words.
    var holding: [String] = []
    /// Lines on standard error from their end.
    var messages = 0
  }

  private(set) var words: [Word]
  let excerpt: Excerpt
  let expected: ExitCode
  /// What is piped to standard input, with the file that holds it.
  let input: (file: String, text: String)?

  init(
    _ words: [String], showing excerpt: Excerpt = Excerpt(first: 1), expecting expected: ExitCode = .done,
    input: (file: String, text: String)? = nil
  ) {
    self.words = words.map { .plain($0) }
    self.excerpt = excerpt
    self.expected = expected
    self.input = input
  }

  mutating func add(_ words: [String]) { self.words += words.map { .plain($0) } }

  /// Adds files that are typed as a pattern.
  mutating func add(pattern: String, of files: [String]) { words.append(.files(pattern, files)) }

  /// What `panel` is given, patterns replaced by their files.
  var arguments: [String] {
    words.flatMap { word in
      switch word {
      case .plain(let text): [text]
      case .files(_, let files): files
      }
    }
  }

  /// The command as it is typed to a shell.
  var line: String {
    let typed = words.map { word in
      switch word {
      case .plain(let text): DemoStep.quoted(text)
      case .files(let pattern, _): pattern
      }
    }
    return (["panel"] + typed + (input.map { ["<", DemoStep.quoted($0.file)] } ?? [])).joined(separator: " ")
  }

  /// A word as a shell takes it whole. Characters beyond ASCII mean nothing to a shell.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x80 || (48...57).contains(byte) || (97...122).contains(byte | 0x20) || "-_./:=@%+,".utf8.contains(byte)
    }
    guard !isPlain || text.isEmpty else { return text }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

/// The invented staff of the demonstration.
enum DemoStaff {
  case clerk, head, supervisor

  var name: Bilingual {
    switch self {
    case .clerk: Bilingual(zh: "王敏", en: "Wang Min")
    case .head: Bilingual(zh: "李建平", en: "Li Jianping")
    case .supervisor: Bilingual(zh: "周琴", en: "Zhou Qin")
    }
  }
}
