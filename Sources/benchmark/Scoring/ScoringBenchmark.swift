import ExpertReview
import Glibc
import Intake
import RoundStore
import Tables

/// `benchmark scoring`: from a file of marks to marks on record and a ranking.
///
/// What stands before is not timed: a round whose candidates are those that the file names, in a round file of its own.
/// Timed are reading the file into a batch (`readSeconds`), putting it on record and into the round (`storeSeconds`:
/// the fact is encoded, hashed and committed as by `panel import scores`), and scores, places and line (`rankSeconds`).
enum ScoringBenchmark {
  static func run(_ arguments: [String]) {
    var file: String?
    var rubrics = "Rubrics"
    var runs = 1
    var threads = processorCount
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--rubrics": rubrics = text(rest.popFirst(), of: argument)
      case "--runs": runs = wholeNumber(rest.popFirst(), of: argument)
      case "--threads": threads = wholeNumber(rest.popFirst(), of: argument)
      default:
        guard !argument.hasPrefix("-"), file == nil else { Benchmark.refuse("no option is called “\(argument)”") }
        file = argument
      }
    }
    guard let file else { Benchmark.refuse("scoring needs a file of marks") }
    do {
      for _ in 0..<runs { try measure(file, rubrics: rubrics, threads: threads) }
    } catch {
      Benchmark.end(3, "benchmark: \(file): \(error)\n")
    }
  }

  private static func measure(_ file: String, rubrics: String, threads: Int) throws {
    guard let day = CivilDay("2025-12-15") else { return }
    let charter = ScoringScheme.charter(calendar: fileBytes(rubrics + "/calendars/china.json"))
    func entry(_ sequence: Int, _ fact: Fact) -> FactEntry {
      FactEntry(sequence: sequence, asOf: day, actor: "benchmark", reason: "", recordedAt: "", hash: "", fact: fact)
    }
    var round = try Round(beginning: entry(1, .begun(charter)))
    try round.apply(entry(2, .candidatesImported(candidates(of: file, under: round.scheme))))
    let examinations = round.examinations(asOf: day)
    let stage = try round.reviewStage(ScoringScheme.stage)
    let path = file + ".panel"
    unlink(path)
    defer { unlink(path) }
    let record = try RoundFile.create(at: path, roundID: charter.roundID)

    // What the file gave is gone before places are made, as between two commands.
    let (readSeconds, storeSeconds) = try {
      let (batch, readSeconds) = try timed { try marks(of: file, in: round, stage: stage, threads: threads) }
      let (_, storeSeconds) = try timed {
        let (fact, scheme) = (Fact.marked(batch, origin: .outside), round.scheme)
        let stored: NewFact
        (round, stored) = try round.applying(entry(3, fact)) {
          let encoded = fact.encoded(under: scheme)
          return NewFact(
            kind: encoded.kind, asOf: day, actor: "benchmark", reason: "", form: encoded.form.rawValue,
            payload: encoded.bytes)
        }
        try record.append([stored])
      }
      return (readSeconds, storeSeconds)
    }()
    let (ranking, rankSeconds) = try timed {
      round.rank(try round.groupStandings(stage: stage, examinations: examinations), stage: stage, asOf: day)
    }
    let count = round.scorebooks[stage.id]?.markCount ?? 0
    print(
      #"{"marks":\#(count),"candidates":\#(round.candidates.count),"threads":\#(threads),"#
        + #""readSeconds":\#(jsonSeconds(readSeconds)),"storeSeconds":\#(jsonSeconds(storeSeconds)),"#
        + #""rankSeconds":\#(jsonSeconds(rankSeconds)),"#
        + #""seconds":\#(jsonSeconds(readSeconds + storeSeconds + rankSeconds)),"answer":\#(answer(ranking)),"#
        + #""peakMB":\#(peakMegabytes()),"machine":\#(jsonText(machine()))}"#)
  }

  /// What the ranking comes to, for comparison with others': scores in units of their fourth place, and all places.
  private static func answer(_ ranking: Ranking) -> String {
    let scores = ranking.rows.compactMap { row in
      row.score.map { Int($0.exact.numerator * 10_000 / $0.exact.denominator) }
    }
    let places = ranking.rows.reduce(0) { $0 + ($1.place ?? 0) }
    return #"{"scores":\#(scores.count),"sum":\#(scores.reduce(0, +)),"best":\#(scores.max() ?? 0),"#
      + #""worst":\#(scores.min() ?? 0),"places":\#(places)}"#
  }

  private static func marks(
    of file: String, in round: Round, stage: ReviewStage, threads: Int
  ) throws -> MarkBatch {
    let table = try CSVTable(fileBytes(file))
    let columns = MarkColumns(table.headers)
    if let plain = PlainMarks(of: table, columns: columns, in: round, stage: stage, threads: threads)?.batch {
      return plain
    }
    var builder = MarkBatchBuilder(round: round, stage: stage, origin: .outside, mayReplace: false)
    table.forEachRow(
      sound: { row in builder.add(columns.line(row)) },
      unsound: { row, _ in Benchmark.end(3, "benchmark: row \(row.number) of \(file) is faulty\n") })
    if let fault = builder.faults.first { Benchmark.end(3, "benchmark: \(file): \(fault)\n") }
    guard let batch = builder.batch() else { Benchmark.end(3, "benchmark: \(file) has no mark\n") }
    return batch
  }

  /// The candidates that a file names, in order of their ids.
  private static func candidates(of file: String, under scheme: Scheme) throws -> [Candidate] {
    let table = try CSVTable(fileBytes(file))
    let columns = MarkColumns(table.headers)
    var index = ByteIndex([])
    var ids: [String] = []
    table.forEachRow(
      sound: { row in
        let cell = columns.line(row).candidate
        guard index.find(cell) == nil else { return }
        _ = index.add(cell)
        ids.append(cell.text)
      }, unsound: { _, _ in })
    return ids.sorted().map {
      Candidate(
        id: CandidateID($0), name: $0, values: scheme.fields.map { _ in .missing }, attachments: [:], attributes: [:],
        version: 1)
    }
  }
}
