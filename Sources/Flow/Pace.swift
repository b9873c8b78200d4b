/// How far a method has come, how far it may go, and who looks on.
struct Pace {
  /// Why a method ended early.
  enum Halt { case stopped, overBudget }

  /// How much work lies between two looks.
  static let interval = 1 << 12

  var work: Work
  private(set) var halt: Halt?
  private let watch: Watch?
  private let budget: Int
  private let start: Int
  private var nextLook: Int

  /// `budget` is how much more work may be done, counted in arcs looked at and iterations; nil for any amount.
  init(_ work: Work = Work(), budget: Int?, watch: Watch?) {
    self.work = work
    self.watch = watch
    start = work.sum
    self.budget = budget.map { work.sum + $0 } ?? .max
    nextLook = work.sum + Pace.interval
  }

  /// Whether to end now.
  @inline(__always)
  mutating func mustHalt() -> Bool {
    work.sum >= nextLook && look()
  }

  private mutating func look() -> Bool {
    nextLook = work.sum + Pace.interval
    if let watch, !watch(work) { halt = .stopped } else if work.sum > budget { halt = .overBudget }
    return halt != nil
  }

  /// Ends now where the work done and so much more would come to more than three budgets.
  mutating func giveUp(expecting more: Int) {
    guard budget != .max, work.sum - start + more > 3 * (budget - start) else { return }
    halt = .overBudget
  }

  /// What a method gives that was halted: nil where another may go on.
  var rest: Rest? {
    halt == .stopped ? Rest(end: .stopped, flow: [], potentials: [], work: work) : nil
  }
}

extension Work {
  fileprivate var sum: Int { iterations + arcsPriced }
}
