import ExpertReview
import Simulation

/// `benchmark examination`: the formal check of many candidates, declared under a scheme that the simulation fills in.
enum ExaminationBenchmark {
  /// Candidates that one simulated round brings; a larger round would hold all its files at once.
  private static let batch = 2_500
  /// The median of so many runs is told, and the least.
  private static let runs = 5

  private struct Result {
    let verdict: Verdict
    let findings: Int

    init(_ verdict: Verdict, _ findings: Int) {
      self.verdict = verdict
      self.findings = findings
    }
  }

  static func run(_ arguments: [String]) {
    var count = 100_000
    var rubrics = "Rubrics"
    var threads = 2
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--candidates": count = wholeNumber(rest.popFirst(), of: argument)
      case "--threads": threads = wholeNumber(rest.popFirst(), of: argument)
      case "--rubrics": rubrics = text(rest.popFirst(), of: argument)
      default: Benchmark.refuse("no option is called “\(argument)”")
      }
    }
    // The scheme that the simulation fills in.
    measure(count, threads: threads, scheme: scheme("hunan-2025-call-llm", in: rubrics))
  }

  private static func measure(_ count: Int, threads: Int, scheme: Scheme) {
    let reader = DeclarationReader(scheme)
    var candidates: [Candidate] = []
    let (_, readSeconds) = timed { while candidates.count < count { candidates += declared(reader, candidates.count) } }
    candidates.removeLast(candidates.count - count)
    guard let day = CivilDay("2025-12-12") else { return }
    var times: [Double] = []
    var results: [Result] = []
    for _ in 0..<runs {
      let (found, seconds) = timed {
        let context = ExaminationContext(scheme: scheme, candidates: candidates, asOf: day)
        return examine(candidates, in: context, threads: threads) { Result($0.verdict, $0.findingCount) }
      }
      times.append(seconds)
      results = found
    }
    var verdicts: [Verdict: Int] = [:]
    for result in results { verdicts[result.verdict, default: 0] += 1 }
    let findings = results.reduce(0) { $0 + $1.findings }
    let seconds = times.sorted()[runs / 2]
    let shown = Verdict.allCases.map { #""\#($0.rawValue)":\#(verdicts[$0] ?? 0)"# }.joined(separator: ",")
    print(
      #"{"scheme":\#(jsonText(scheme.id.rawValue)),"candidates":\#(count),"rules":\#(scheme.rules.count),"threads":\#(threads),"#
        + #""generateSeconds":\#(jsonSeconds(readSeconds)),"#
        + #""runs":\#(runs),"leastSeconds":\#(jsonSeconds(times.min() ?? 0)),"seconds":\#(jsonSeconds(seconds)),"findings":\#(findings),"verdicts":{\#(shown)},"peakMB":\#(peakMegabytes())}"#
    )
  }

  /// The candidates of one simulated round, numbered on from those before.
  private static func declared(_ reader: DeclarationReader, _ before: Int) -> [Candidate] {
    let round = SimulatedRound.generate(seed: "examination-\(before)", candidates: batch)
    guard let file = round.files.first(where: { $0.name == "candidates.json" }), let json = try? JSON.read(file.bytes)
    else { Benchmark.end(3, "benchmark: the simulated round has no candidates\n") }
    return reader.read(json).candidates.map { candidate in
      Candidate(
        id: CandidateID("\(before)-\(candidate.id)"), name: candidate.name, values: candidate.values,
        attachments: candidate.attachments, attributes: candidate.attributes, version: candidate.version)
    }
  }
}
