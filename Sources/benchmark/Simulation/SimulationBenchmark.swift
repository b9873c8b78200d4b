import ExpertReview
import Glibc
import Simulation

/// `benchmark simulation`: panels drawn, marked, scored under several rules, ranked and compared with true quality.
enum SimulationBenchmark {
  private enum Model: String { case plain, hard }

  /// Panels whose sums are kept together: the unit that threads share out, and that sums are merged by.
  private static let block = 500

  static func run(_ arguments: [String]) {
    var panels = 20_000
    var threads = 1
    var model = Model.plain
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--panels": panels = wholeNumber(rest.popFirst(), of: argument)
      case "--threads": threads = wholeNumber(rest.popFirst(), of: argument)
      case "--model":
        guard let named = rest.popFirst().flatMap(Model.init) else { Benchmark.refuse("--model is plain or hard") }
        model = named
      default: Benchmark.refuse("no option is called “\(argument)”")
      }
    }
    do {
      switch model {
      case .plain: try measure(PlainPanels.self, model.rawValue, panels: panels, threads: threads)
      case .hard: try measure(HardPanels.self, model.rawValue, panels: panels, threads: threads)
      }
    } catch {
      Benchmark.end(3, "benchmark: the rules of the model cannot be computed: \(error)\n")
    }
  }

  private static func measure<Panels: PanelModel & Sendable>(
    _ type: Panels.Type, _ model: String, panels: Int, threads: Int
  ) throws {
    let fresh = try Panels()
    let before = processorSeconds()
    let (sums, seconds) = timed { self.sums(fresh, panels: panels, threads: threads) }
    let worked = processorSeconds() - before
    let figures = Panels.rules.enumerated().map { position, rule in
      #""\#(rule)":{"spearman":\#(figure(sums, position, 0)),"recall":\#(figure(sums, position, 1))}"#
    }
    print(
      #"{"model":"\#(model)","panels":\#(panels),"threads":\#(threads),"seconds":\#(jsonSeconds(seconds)),"#
        + #""processorSeconds":\#(jsonSeconds(worked)),"#
        + #""panelsPerSecond":\#(Int(Double(panels) / seconds)),"figures":{\#(figures.joined(separator: ","))},"#
        + #""peakMB":\#(peakMegabytes()),"machine":\#(jsonText(machine()))}"#)
  }

  /// What all threads of this process have worked so far.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The sums of all blocks in their order, whoever ran them.
  private static func sums<Panels: PanelModel & Sendable>(
    _ fresh: Panels, panels: Int, threads: Int
  ) -> MeasureSums {
    let starts = Array(stride(from: 0, to: panels, by: block))
    let blocks = concurrentMap(starts, threads: threads, run: 1) { (start: Int) -> MeasureSums in
      var worker = fresh
      var sums = MeasureSums(designs: Panels.rules.count, measures: 2)
      for replicate in start..<min(start + block, panels) { worker.run(UInt64(replicate), into: &sums) }
      return sums
    }
    var sums = blocks[0]
    for next in blocks.dropFirst() { sums.merge(next) }
    return sums
  }

  /// The mean with its standard error.
  private static func figure(_ sums: MeasureSums, _ rule: Int, _ measure: Int) -> String {
    guard let estimate = sums.estimate(design: rule, measure: measure) else { return "null" }
    let error = estimate.standardError.map { "\($0)" } ?? "null"
    return #"{"mean":\#(estimate.mean),"standardError":\#(error)}"#
  }
}
