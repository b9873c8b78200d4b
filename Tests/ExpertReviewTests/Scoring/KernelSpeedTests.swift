import FoundationEssentials
import Glibc
import Statistics
import Testing

@testable import ExpertReview

/// Ten million marks at a time, in processor time of one thread. Only meaningful in a release build:
/// `PANEL_KERNEL_SPEED=1 swift test -c release -Xswiftc -enable-testing --filter Speed`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["PANEL_KERNEL_SPEED"] != nil, "PANEL_KERNEL_SPEED is not set"))
struct `Speed of the kernel` {
  static let sheets = 2_000_000
  static let sheetsPerCandidate = 8
  static let items = 5

  struct Job: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let aggregation: Aggregation
    let missing: Double
  }

  static let jobs = [
    Job(
      testDescription: "totals joined, extremes dropped",
      aggregation: Sample.aggregation(
        .total, outliers: Sample.dropping(1, 1, on: .total, whenFewerThan: 5), rounding: [Sample.round(.total, 2)]),
      missing: 0),
    Job(
      testDescription: "items joined, extremes dropped",
      aggregation: Sample.aggregation(
        .item, outliers: Sample.dropping(1, 1, on: .item, whenFewerThan: 5), rounding: [Sample.round(.total, 2)]),
      missing: 0),
    Job(
      testDescription: "items joined, marks missing, rounded everywhere",
      aggregation: Sample.aggregation(
        .item, outliers: Sample.dropping(1, 1, on: .item, whenFewerThan: 5),
        rounding: [Sample.round(.item, 2), Sample.round(.product, 2), Sample.round(.total, 2)]), missing: 0.05),
    Job(
      testDescription: "totals joined, exact fractions, two dropped at each end",
      aggregation: Sample.aggregation(.total, outliers: Sample.dropping(2, 2, on: .total, whenFewerThan: 5)),
      missing: 0),
  ]

  private func matrix(for plan: ScoringPlan, missing: Double) throws -> MarkMatrix {
    var stream = RandomStream(seed: 7)
    var matrix = MarkMatrix(for: plan)
    matrix.reserve(candidates: Self.sheets / Self.sheetsPerCandidate, sheets: Self.sheets)
    var marks = [Int32](repeating: 0, count: Self.items)
    for sheet in 0..<Self.sheets {
      if sheet % Self.sheetsPerCandidate == 0 { try matrix.appendCandidate() }
      for item in marks.indices {
        marks[item] = stream.chance(missing) ? MarkMatrix.missing : Int32(stream.integer(in: 40...100))
      }
      try matrix.appendSheet(expert: Int32(sheet % 1000), marks: marks)
    }
    return matrix
  }

  private func seconds(of work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    work()
    return now() - start
  }

  @Test(arguments: jobs)
  func `ten million marks come to standings at fifty million a second or more`(job: Job) throws {
    let weights = ["35", "25", "20", "12.5", "7.5"]
    let items = weights.enumerated().map { Sample.item("I\($0.offset)", weight: $0.element) }
    let plan = try Sample.plan(items, scale: Sample.hundred, job.aggregation, minimumSheets: 3)
    let matrix = try matrix(for: plan, missing: job.missing)
    for keepingItems in [false, true] {
      var best = Double.infinity
      for _ in 0..<3 {
        best = min(best, seconds { _ = plan.aggregate(matrix, keepingItems: keepingItems) })
      }
      let rate = Double(Self.sheets * Self.items) / best
      print("\(job.testDescription), items \(keepingItems ? "kept" : "left out"): \(Int(rate / 1e6)) M marks/s")
      #expect(rate >= 50e6)
    }
    let standings = plan.aggregate(matrix)
    let contenders = (0..<standings.count).map { Contender(candidate: CandidateID("C\($0)")) }
    let group = RankedGroup(group: GroupID("all"), standings: standings, contenders: contenders)
    let selection = Selection(
      caps: [Selection.Cap(scope: .scheme, atMost: 1000, source: Sample.source)], ties: [.item(ItemID("I0"))],
      places: .standard, reserve: 10, nextMayRise: true, source: Sample.source)
    let ranking = seconds { _ = rank(stage: "s", groups: [group], selection: selection) }
    print("\(job.testDescription): \(standings.count) candidates ranked in \(ranking) s")
  }
}
