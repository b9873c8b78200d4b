/// The steps whose results a round derives from its facts, in the order of the flow.
public enum Procedure: String, Sendable, CaseIterable, Comparable {
  case examination, conflicts, assignment, marking, ranking, notice

  /// Whether each review stage has its own.
  public var isOfStage: Bool {
    switch self {
    case .assignment, .marking, .ranking: true
    case .examination, .conflicts, .notice: false
    }
  }

  public static func < (left: Procedure, right: Procedure) -> Bool { left.position < right.position }

  private var position: Int {
    switch self {
    case .examination: 0
    case .conflicts: 1
    case .assignment: 2
    case .marking: 3
    case .ranking: 4
    case .notice: 5
    }
  }
}
