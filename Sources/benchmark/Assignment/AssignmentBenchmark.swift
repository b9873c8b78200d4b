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
      let run = try run(options.objective, instance, options)
      let times = run.times.sorted()
      let members: [(name: String, json: String)] =
        [
          ("instance", jsonText(instanceName(file))), ("objective", jsonText(options.objective.name)),
          ("seconds", jsonSeconds(times[times.count / 2])), ("leastSeconds", jsonSeconds(times[0])),
          ("runs", "\(times.count)"), ("readSeconds", jsonSeconds(readSeconds)),
        ] + run.answer.members + [("peakMB", "\(run.peak)")]
      print("{" + members.map { "\(jsonText($0.name)):\($0.json)" }.joined(separator: ",") + "}")
      fflush(nil)
      return run.answer.isFilled
    } catch {
      Benchmark.end(3, "benchmark: \(file) holds a problem that cannot be built: \(error)\n")
    }
  }

  /// Carries an objective out as often as the options say; the peak is that of solving.
  private static func run<Objective: AssignmentObjective>(
    _: Objective.Type, _ instance: AssignmentInstance, _ options: AssignmentOptions
  ) throws -> (times: [Double], peak: Int, answer: AssignmentAnswer) {
    let objective = try Objective(instance, options)
    var times: [Double] = []
    while true {
      var repetitions = 0
      var spent = 0.0
      while true {
        let (result, seconds) = try timed { try objective.solve() }
        spent += seconds
        repetitions += 1
        guard spent >= shortestRun else { continue }
        times.append(spent / Double(repetitions))
        guard times.count == options.runs else { break }
        let peak = peakMegabytes()
        return (times, peak, objective.describe(result))
      }
    }
  }

  /// The file's name without folders and extension.
  private static func instanceName(_ file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".asg") ? String(name.dropLast(4)) : name
  }
}
