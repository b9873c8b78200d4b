import ExpertReview
import Glibc

/// A verb at work: reads its arguments, adds to the output, and says how it ended.
typealias Verb = (Invocation, inout Output) throws -> ExitCode

/// `panel` from its arguments to its exit code.
public enum Program {
  public static let version = "0.1.0"

  /// Runs the process's own command and returns its exit code.
  public static func main() -> Int32 {
    // A reader that has gone away is told by the failed write, not by the death of the process.
    signal(SIGPIPE, SIG_IGN)
    return run(Array(CommandLine.arguments.dropFirst()), in: .ofProcess()).code.rawValue
  }

  /// Runs one command.
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - verbs: the verb of a name; nil where there is none, and then help does not list it.
  /// - Returns: the exit code, and the output where it was kept in memory.
  static func run(
    _ arguments: [String], in surroundings: Surroundings, commands: [Command] = CommandTable.all,
    verbs: (String) -> Verb? = Registry.verb(named:)
  ) -> (code: ExitCode, output: Output) {
    let known = commands.filter { verbs($0.name) != nil }
    let request = Request(arguments, known, surroundings)
    var output = request.output(in: surroundings)
    var code = answer(request, known, surroundings, verbs, &output)
    output.finish()
    if let failure = output.failure {
      let fault = FileFault(code: failure, path: "stdout", writing: true)
      output.report(fault.reports)
      code = max(code, fault.exitCode)
    }
    return (code, output)
  }

  private static func answer(
    _ request: Request, _ known: [Command], _ surroundings: Surroundings, _ verbs: (String) -> Verb?,
    _ output: inout Output
  ) -> ExitCode {
    do {
      switch try request.asked() {
      case .overview:
        Help.overview(of: known, request.language).forEach { output.line($0) }
        return .done
      case .page(let command):
        Help.page(of: command, request.language).forEach { output.line($0) }
        return .done
      case .version:
        output.line("panel \(version)")
        return .done
      case .work(let command, let parsed):
        guard let verb = verbs(command.name) else { preconditionFailure("only known verbs are asked for") }
        let invocation = Invocation(
          command: command, parsed: parsed, surroundings: surroundings, language: request.language)
        return try verb(invocation, &output)
      }
    } catch {
      output.discardResults()
      return tell(error, &output)
    }
  }

  private static func tell(_ error: any Error, _ output: inout Output) -> ExitCode {
    guard let error = error as? any Reportable else {
      let message = String(describing: error)
      output.report([
        FaultReport(
          code: "unexpected", message: Bilingual(zh: "意外的错误：\(message)", en: "an unexpected error: \(message)"),
          mend: Bilingual(
            zh: "这是程序的缺陷，请连同所用命令一起报告", en: "this is a defect of the program; please report it with the command"))
      ])
      return .invalidInput
    }
    output.report(error.reports)
    return error.exitCode
  }
}
