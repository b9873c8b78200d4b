import Flow
import Glibc
import Simulation

/// `benchmark assignment`: one line of JSON for each instance under one of the objectives.
enum AssignmentBenchmark {
  /// Work that ends sooner is repeated until so many seconds have passed, and the mean of the repetitions counts as one
  /// run: below it, the clock and the caches would be measured.
  private static let shortestRun = 0.02

  static func run(_ arguments: [String]) {
    let options = AssignmentOptions(arguments)
    var code: Int32 = 0
    for file in options.files where !measure(file, options) { code = 4 }
    exit(code)
  }

  /// Reads, solves and prints one instance; false where it cannot be filled.
  private static func measure(_ file: String, _ options: AssignmentOptions) -> Bool {
    let (instance, readSeconds) = timed { AssignmentInstance.read(file) }
    do {
      var times: [Double] = []
      var describe: (() -> AssignmentObjective.Answer)?
      for _ in 0..<options.runs {
        var repetitions = 0
        var spent = 0.0
        while spent < shortestRun {
          // The last answer goes before the clock starts, so that two are never held at once.
          describe = nil
          let (answer, seconds) = try timed { try options.objective.solve(instance, options) }
          describe = answer
          spent += seconds
          repetitions += 1
        }
        times.append(spent / Double(repetitions))
      }
      let peak = peakMegabytes()
      guard let answer = describe?() else { return false }
      printLine(file, options, times: times, readSeconds: readSeconds, peak: peak, answer)
      return answer.isFilled
    } catch {
      Benchmark.end(3, "benchmark: \(file) holds a problem that cannot be built: \(error)\n")
    }
  }

  private static func printLine(
    _ file: String, _ options: AssignmentOptions, times: [Double], readSeconds: Double, peak: Int,
    _ answer: AssignmentObjective.Answer
  ) {
    let members: [(String, String)] =
      [
        ("instance", jsonText(instanceName(file))), ("objective", jsonText(options.objective.name)),
        ("seconds", jsonSeconds(times.sorted()[times.count / 2])), ("leastSeconds", jsonSeconds(times.min() ?? 0)),
        ("runs", "\(times.count)"), ("readSeconds", jsonSeconds(readSeconds)),
      ] + answer.members + [("peakMB", "\(peak)")]
    print("{" + members.map { "\(jsonText($0.0)):\($0.1)" }.joined(separator: ",") + "}")
    fflush(nil)
  }

  /// The file's name without folders and extension.
  private static func instanceName(_ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".asg") ? String(name.dropLast(4)) : name
  }
}
