/// The variances of marks that subjects get on several tasks, each task with raters of its own: p × (r:t).
///
/// # Formula
///
/// Every subject p is marked on every task t by every rater r of that task. With mean squares of subjects, tasks,
/// raters within tasks, subjects × tasks and the rest, expected mean squares give
///
///     σ²(pr:t) = MS(rest)                        σ²(pt) = (MS(pt) − MS(rest)) ÷ nr
///     σ²(r:t)  = (MS(r:t) − MS(rest)) ÷ np       σ²(p)  = (MS(p) − MS(pt)) ÷ (nt nr)
///     σ²(t)    = (MS(t) − MS(pt) − MS(r:t) + MS(rest)) ÷ (np nr)
///
/// A task may be a stage, a day or a group of items with other experts. For n′t tasks with n′r raters each:
///
///     δ = σ²(pt)/n′t + σ²(pr:t)/(n′t n′r)        Δ = δ + σ²(t)/n′t + σ²(r:t)/(n′t n′r)
///
/// # Assumptions, and when not to use it
///
/// No mark is missing and every task has as many raters; otherwise the mean squares do not part the variance. With few
/// tasks σ²(t) is hardly known. Estimates may come out below 0; read them as 0.
///
/// Source: R. L. Brennan, "Generalizability Theory" (2001), chapters 3 and 4.
public struct NestedGeneralizability: Sendable, Hashable {
  public let subjects: Double
  public let tasks: Double
  public let raters: Double
  public let subjectsByTasks: Double
  public let residual: Double

  /// Known variances, to ask what other numbers of tasks and raters would come to.
  /// - Parameters:
  ///   - subjects: σ²(p).
  ///   - tasks: σ²(t).
  ///   - raters: σ²(r:t).
  ///   - subjectsByTasks: σ²(pt).
  ///   - residual: σ²(pr:t).
  public init(subjects: Double, tasks: Double, raters: Double, subjectsByTasks: Double, residual: Double) {
    self.subjects = subjects
    self.tasks = tasks
    self.raters = raters
    self.subjectsByTasks = subjectsByTasks
    self.residual = residual
  }

  /// Estimates from marks. Precondition: every subject has as many tasks, every task as many raters.
  /// - Parameter marks: by subject, by task, by rater of the task; finite.
  /// - Throws: ``AgreementGap`` with fewer than two subjects, tasks or raters a task.
  public init(marks: [[[Double]]]) throws(AgreementGap) {
    guard marks.count > 1 else { throw .tooFewSubjects(found: marks.count, needed: 2) }
    let (np, nt, nr) = (marks.count, marks[0].count, marks[0].first?.count ?? 0)
    guard nt > 1, nr > 1 else { throw .tooFewRaters(found: min(nt, nr), needed: 2) }
    precondition(marks.allSatisfy { $0.count == nt && $0.allSatisfy { $0.count == nr } }, "a whole table")
    let ofCell = marks.map { $0.map { mean(of: $0[...]) } }
    let ofSubject = ofCell.map { mean(of: $0[...]) }
    let ofTask = (0..<nt).map { task in mean(of: ofCell.map { $0[task] }[...]) }
    let ofRater = (0..<nt).map { task in (0..<nr).map { rater in mean(of: marks.map { $0[task][rater] }[...]) } }
    let all = mean(of: ofSubject[...])
    func squares(_ values: [Double]) -> Double { compensatedSum(values.map { $0 * $0 }[...]) }
    let (p, t, r) = (Double(np), Double(nt), Double(nr))
    let subjectSquare = t * r * squares(ofSubject.map { $0 - all }) / (p - 1)
    let taskSquare = p * r * squares(ofTask.map { $0 - all }) / (t - 1)
    let withinTasks = (0..<nt).flatMap { task in ofRater[task].map { $0 - ofTask[task] } }
    let raterSquare = p * squares(withinTasks) / (t * (r - 1))
    var crossed: [Double] = []
    var rest: [Double] = []
    for subject in 0..<np {
      for task in 0..<nt {
        let cell = ofCell[subject][task]
        crossed.append(cell - ofSubject[subject] - ofTask[task] + all)
        for rater in 0..<nr {
          rest.append(marks[subject][task][rater] - cell - ofRater[task][rater] + ofTask[task])
        }
      }
    }
    let crossedSquare = r * squares(crossed) / ((p - 1) * (t - 1))
    residual = squares(rest) / ((p - 1) * t * (r - 1))
    subjectsByTasks = (crossedSquare - residual) / r
    raters = (raterSquare - residual) / p
    tasks = (taskSquare - crossedSquare - raterSquare + residual) / (p * r)
    subjects = (subjectSquare - crossedSquare) / (t * r)
  }

  /// The reliability of the mean over some tasks with some raters each; estimates below 0 count as 0.
  /// - Parameters:
  ///   - tasks: one or more.
  ///   - raters: of each task, one or more.
  public func outcome(tasks: Int, raters: Int) -> DecisionStudy.Outcome {
    precondition(tasks > 0 && raters > 0, "a task has a rater")
    func known(_ variance: Double) -> Double { max(0, variance) }
    let (t, all) = (Double(tasks), Double(tasks * raters))
    let relative = known(subjectsByTasks) / t + known(residual) / all
    return DecisionStudy.Outcome(
      subjects: known(subjects), relativeError: relative,
      absoluteError: relative + known(self.tasks) / t + known(self.raters) / all)
  }
}
