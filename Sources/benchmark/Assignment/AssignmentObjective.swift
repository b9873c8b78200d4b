import Flow
import Simulation

/// What `benchmark assignment` can be asked for. Each objective is a type in a file of its own that carries it out for
/// one instance; `assignmentObjectives` is the register.
protocol AssignmentObjective {
  associatedtype Result

  static var name: String { get }
  /// What it seeks, for the usage.
  static var purpose: String { get }
  /// Options of its own, each with one value and its meaning for the usage.
  static var options: [(name: String, meaning: String)] { get }

  /// Readies what is not timed.
  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) throws

  /// Builds, solves and checks: all that is timed. Called again and again, it does all of it again.
  func solve() throws -> Result

  /// Describes a result when the clock has stopped.
  func describe(_ result: Result) -> AssignmentAnswer
}

extension AssignmentObjective {
  static var options: [(name: String, meaning: String)] { [] }
}

/// What is told of one solve.
struct AssignmentAnswer {
  /// Whether every demand is met.
  let isFilled: Bool
  /// JSON members, in order: name and JSON text. `total`, `worst` and `certified` stand first where there are such.
  let members: [(name: String, json: String)]
}

/// Every objective; the first is meant where none is named.
var assignmentObjectives: [any AssignmentObjective.Type] {
  [
    TotalObjective.self,
    FairObjective.self,
    GroupsObjective.self,
    RandomObjective.self,
    PerturbedObjective.self,
    RepairObjective.self,
  ]
}

/// What `--help` says of the objectives.
var assignmentObjectivesUsage: String {
  assignmentObjectives.reduce(into: "\n  objectives of an assignment\n") { text, objective in
    text += "  \(objective.name): \(objective.purpose)\n"
    for option in objective.options { text += "      \(option.name) \(option.meaning)\n" }
  }
}
