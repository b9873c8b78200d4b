import ExpertReview
import Simulation

/// `benchmark conflicts`: the search for conflicts in a world in which conflicts are planted.
enum ConflictBenchmark {
  private struct Options {
    var candidates = 20_000
    var experts = 5_000
    var relations = 200_000
    var seed = "1"
    var scheme = "hunan-2025-call-llm"
    var runs = 5
    var rubrics = "Rubrics"
  }

  static func run(_ arguments: [String]) {
    var options = Options()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--candidates": options.candidates = wholeNumber(rest.popFirst(), of: argument)
      case "--experts": options.experts = wholeNumber(rest.popFirst(), of: argument)
      case "--relations": options.relations = wholeNumber(rest.popFirst(), of: argument)
      case "--runs": options.runs = wholeNumber(rest.popFirst(), of: argument)
      case "--seed": options.seed = text(rest.popFirst(), of: argument)
      case "--scheme": options.scheme = text(rest.popFirst(), of: argument)
      case "--rubrics": options.rubrics = text(rest.popFirst(), of: argument)
      default: Benchmark.refuse("no option is called “\(argument)”")
      }
    }
    measure(options, scheme(options.scheme, in: options.rubrics))
  }

  private static func measure(_ options: Options, _ scheme: Scheme) {
    let (world, generateSeconds) = timed {
      PlantedWorld.generate(
        for: scheme, seed: options.seed, candidates: options.candidates, experts: options.experts,
        relations: options.relations)
    }
    let input = world.input
    let worldMegabytes = peakMegabytes()
    var times: [Double] = []
    var score: PlantedScore?
    var tally: ConflictSearch.Tally?
    for run in 0..<options.runs {
      let (found, seconds) = timed { searchConflicts(of: input, under: scheme) }
      times.append(seconds)
      guard run == 0 else { continue }
      score = PlantedScore(of: found, in: world)
      tally = found.tally
    }
    guard let score, let tally else { return }
    print(
      object([
        ("scheme", jsonText(options.scheme)), ("seed", jsonText(options.seed)),
        ("candidates", "\(world.candidates.count)"), ("experts", "\(world.experts.count)"),
        ("relations", "\(world.relations.count)"), ("units", "\(world.units.count)"), ("mentions", "\(world.mentions)"),
        ("ties", "\(world.relations.count + world.experts.count)"), ("generateSeconds", jsonSeconds(generateSeconds)),
        ("runs", "\(options.runs)"), ("leastSeconds", jsonSeconds(times.min() ?? 0)),
        ("seconds", jsonSeconds(times.sorted()[times.count / 2])), ("worldMB", "\(worldMegabytes)"),
        ("peakMB", "\(peakMegabytes())"), ("conflicts", counts(tally)),
        (
          "planted",
          object([
            ("count", "\(world.planted.count)"), ("found", "\(world.planted.count - score.missed.count)"),
            ("missed", "\(score.missed.count)"),
          ])
        ),
        (
          "nonConflicts",
          object([("count", "\(world.nonConflicts.count)"), ("found", "\(score.falselyFound.count)")])
        ),
        (
          "nearMisses",
          object(
            [("count", "\(world.nearMisses.count)")]
              + PlantedTie.Outcome.allCases.map { ($0.rawValue, "\(score.count($0))") })
        ),
        ("machine", jsonText(machine())),
      ]))
    guard score.missed.isEmpty, score.falselyFound.isEmpty, score.nearMissesFound.isEmpty else {
      Benchmark.end(1, "benchmark: \(score.missed.count) planted conflicts were missed\n")
    }
  }

  /// Conflicts of pairs by level, those in doubt apart.
  private static func counts(_ tally: ConflictSearch.Tally) -> String {
    object([
      ("hard", "\(tally.hard)"), ("soft", "\(tally.soft)"), ("undecided", "\(tally.undecided)"),
    ])
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(jsonText($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }
}
