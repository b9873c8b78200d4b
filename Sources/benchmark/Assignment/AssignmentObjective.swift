import Flow
import Simulation

/// What `benchmark assignment` can be asked for. Each objective stands in a file of its own, which extends this type by
/// a constant; `all` is the register.
struct AssignmentObjective: Sendable {
  /// The result of one solve, worked out when the clock has stopped.
  struct Answer {
    /// Whether every demand is met.
    let isFilled: Bool
    /// JSON members, in order: name and JSON text. `total`, `worst` and `certified` stand first where there are such.
    let members: [(name: String, json: String)]
  }

  let name: String
  /// What it maximises, for the usage.
  let purpose: String
  /// Options of its own, each with one value, and the meaning of each for the usage.
  var options: [(name: String, meaning: String)] = []
  /// Builds, solves and checks: all that is timed. What it gives describes the answer outside the time.
  let solve: @Sendable (AssignmentInstance, AssignmentOptions) throws -> () -> Answer

  static let all: [AssignmentObjective] = [.total]

  /// What `--help` says of the objectives.
  static var usage: String {
    all.reduce(into: "\n  objectives of an assignment\n") { text, objective in
      text += "  \(objective.name): \(objective.purpose)\n"
      for option in objective.options { text += "      \(option.name) \(option.meaning)\n" }
    }
  }
}

/// The options of one run of `benchmark assignment`.
struct AssignmentOptions: Sendable {
  var objective = AssignmentObjective.total
  var threads = 1
  var runs = 1
  var files: [String] = []
  /// The values of the objective's own options, by the option's name.
  var own: [String: String] = [:]

  /// A whole number of 0 or more that an objective's own option gives.
  func wholeNumber(_ option: String, default standard: Int) -> Int {
    guard let text = own[option] else { return standard }
    guard let number = Int(text), number >= 0 else { Benchmark.refuse("\(option) needs a whole number of 0 or more") }
    return number
  }
}

extension AssignmentOptions {
  init(_ arguments: [String]) {
    var rest = arguments[...]
    // An objective may be named after its options, so they are held against it at the end.
    var own: [(name: String, value: String)] = []
    while let argument = rest.popFirst() {
      switch argument {
      case "--objective":
        let name = text(rest.popFirst(), of: argument)
        guard let named = AssignmentObjective.all.first(where: { $0.name == name }) else {
          let known = AssignmentObjective.all.map(\.name).joined(separator: ", ")
          Benchmark.refuse("the objective “\(name)” is not measured here; there are: \(known)")
        }
        objective = named
      case "--threads": threads = benchmark.wholeNumber(rest.popFirst(), of: argument)
      case "--runs": runs = benchmark.wholeNumber(rest.popFirst(), of: argument)
      case _ where argument.hasPrefix("--"): own.append((argument, text(rest.popFirst(), of: argument)))
      default: files.append(argument)
      }
    }
    for option in own {
      guard objective.options.contains(where: { $0.name == option.name }) else {
        Benchmark.refuse("no option of the objective “\(objective.name)” is called “\(option.name)”")
      }
      self.own[option.name] = option.value
    }
    guard !files.isEmpty else { Benchmark.refuse("no FILE.asg given") }
  }
}
