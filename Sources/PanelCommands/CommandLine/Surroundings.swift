import ExpertReview
import Glibc
import RoundStore

/// Everything a run reads of the world besides files. A test gives its own.
struct Surroundings {
  /// The variables of `readVariables` that are set.
  let environment: [String: String]
  let today: CivilDay
  /// Asked only where `--by` is absent.
  let loginName: () -> String
  let input: StandardInput
  /// Whether someone types at standard input.
  let inputIsTerminal: Bool
  let terminal: Terminal
  let messageTerminal: Terminal
  let destination: Output.Destination
  /// The path of the running program; nil where it is not known.
  let program: String?
  /// What the record notes its facts by.
  var recordClock = RecordClock.system
  /// Set where the process runs many commands on one round.
  var memory: RoundMemory?
  /// How much `rank` may work out beside the official result, so that others need not wait for it; see `WorkBeside`.
  var workBeside = 0

  /// The environment that `panel` heeds; nothing else is read.
  static let readVariables = ["PANEL_ROUND", "PANEL_RUBRICS", "PANEL_LANG", "NO_COLOR", "TERM", "USER"]

  /// The process's own.
  static func ofProcess() -> Surroundings {
    var environment: [String: String] = [:]
    for name in readVariables {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    let heeded = environment
    return Surroundings(
      environment: heeded, today: Clock.today(), loginName: { Account.name(environment: heeded) },
      input: StandardInput(descriptor: 0), inputIsTerminal: isatty(0) == 1,
      terminal: Terminal(descriptor: 1, environment: heeded),
      messageTerminal: Terminal(descriptor: 2, environment: heeded), destination: .process, program: programPath(),
      workBeside: WorkBeside.usual)
  }

  private static func programPath() -> String? {
    guard let pointer = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where a folder that comes with the program may be: beside it, and above it where it stands in a build folder of
  /// the package.
  func besideProgram(_ name: String) -> [String] {
    var places: [String] = []
    var folder = program.map(Files.folder(of:))
    for _ in 0..<5 {
      guard let here = folder, !here.isEmpty, here != "/" else { break }
      places.append(here + "/" + name)
      folder = Files.folder(of: here)
    }
    return places
  }
}
