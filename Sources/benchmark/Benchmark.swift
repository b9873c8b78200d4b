import Glibc
import Simulation

/// Times the engine on given input and prints one JSON line for each run.
///
/// Ends with 0 when every run came to its result, 1 where planted conflicts were missed, 2 for wrong arguments, 3 for a
/// file that cannot be read, 4 for an instance that cannot be filled.
@main enum Benchmark {
  static let usage = """
    usage: benchmark assignment FILE.asg… [--objective total|…] [--runs 1] [--threads 1] [options of the objective]
           benchmark make-instance SHAPE FILE.asg [--candidates N] [--experts N] [--pairs-each N] [--demand K]
                               [--load L] [--seed 1]
           benchmark examination [--candidates 100000] [--threads 2] [--rubrics Rubrics]
           benchmark conflicts [--candidates 20000] [--experts 5000] [--relations 200000] [--seed 1]
                               [--scheme hunan-2025-call-llm] [--runs 5] [--rubrics Rubrics]
           benchmark scoring FILE.csv [--runs 1] [--threads N] [--rubrics Rubrics]
           benchmark simulation [--panels 20000] [--threads 1] [--model plain|hard]
           benchmark bits [--kind words|normals] [--seed 1] [--streams N]

      assignment   a many-to-many assignment with load limits, one JSON line an instance:
                   {"instance","objective","seconds","leastSeconds","runs","readSeconds","total","worst",
                   "certified","peakMB"} and what an objective adds
                   seconds: network built, solved, its certificate checked, the median of the runs (work below
                   20 ms is repeated for as long, and the mean taken); readSeconds: file to arrays
      make-instance  writes a made-up assignment problem; shapes: \(AssignmentShape.allCases
                   .map(\.rawValue).joined(separator: " "))
      examination  formal check of simulated candidates of hunan-2025-call-llm, one JSON line:
                   {"scheme","candidates","rules","threads","generateSeconds","runs","leastSeconds","seconds",
                   "findings","verdicts","peakMB"}
                   seconds: what all share worked out, then every candidate examined; the median of the runs
      conflicts    search for conflicts in a world with planted ones, one JSON line:
                   {"scheme","seed","candidates","experts","relations","units","mentions","ties","generateSeconds",
                   "runs","leastSeconds","seconds","worldMB","peakMB","conflicts":{"hard","soft","undecided"},
                   "planted":{"count","found","missed"},"nonConflicts":{"count","found"},
                   "nearMisses":{"count","hard","soft","undecided","none"},"machine"}
                   seconds: the search alone, all of it, the median of the runs; mentions: names in candidates'
                   files; ties: present employers and relations; worldMB: the peak before the first search
      scoring      from a file of marks (columns candidate, expert, criterion 0…4, score) to marks on record and a
                   ranking, one JSON line a run: {"marks","candidates","threads","readSeconds","storeSeconds",
                   "rankSeconds","seconds","answer":{"scores","sum","best","worst","places"},"peakMB","machine"}
                   answer: scores in units of their fourth place; places: the sum of all
                   the round and its candidates stand before and are not timed, but are in peakMB
      simulation   panels of 100 candidates, 7 experts and 5 items drawn, marked, scored under each rule and ranked, one
                   JSON line: {"model","panels","threads","seconds","processorSeconds",
                   "panelsPerSecond","figures":{rule:{"spearman":{"mean","standardError"},"recall":{…}}},"peakMB","machine"}
                   plain: every mark there, two rules; hard: rounded marks, scales used more or less, sheets missing,
                   one expert who pushes three candidates, five rules; the same figures for any number of threads
      bits         random bits without end on standard output, for programs that test generators
                   words: a stream's words; normals: the distribution function of its normals, as
                   numbers of 16 bits; --streams N takes eight words from each of N streams in turn, begun in order

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let job = arguments.first else { refuse("no benchmark named") }
    switch job {
    case "assignment": AssignmentBenchmark.run(Array(arguments.dropFirst()))
    case "make-instance": InstanceMaking.run(Array(arguments.dropFirst()))
    case "examination": ExaminationBenchmark.run(Array(arguments.dropFirst()))
    case "scoring": ScoringBenchmark.run(Array(arguments.dropFirst()))
    case "simulation": SimulationBenchmark.run(Array(arguments.dropFirst()))
    case "bits": BitStream.run(Array(arguments.dropFirst()))
    case "conflicts": ConflictBenchmark.run(Array(arguments.dropFirst()))
    case "--help", "-h": print(usage + assignmentObjectivesUsage, terminator: "")
    default: refuse("no benchmark is called “\(job)”")
    }
  }

  /// Says what is wrong with the arguments, prints the usage and ends with 2.
  static func refuse(_ message: String) -> Never {
    end(2, "benchmark: \(message)\n" + usage + assignmentObjectivesUsage)
  }

  /// Prints a message on standard error and ends.
  static func end(_ code: Int32, _ message: String) -> Never {
    fflush(nil)
    var text = message
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(code)
  }
}
