import ExpertReview
import RoundStore

/// The certainty of a stage's ranking as it is kept in the round file, so that nobody waits for it twice.
///
/// It is known by the version of the method, the stage, the settings and the hash of the last fact that may have
/// changed the ranking, which covers every fact before it. A value of anything else is not read, and is written over.
struct KeptCertainty {
  let name: String
  let source: Digest

  /// Throws `StoreFault` where the facts cannot be read.
  init(_ round: Round, stage: ReviewStage, settings: Certainty.Settings, in file: RoundFile) throws {
    let last = round.lastChange(of: .ranking, stage: stage.id)
    let hash = try file.facts().last { $0.sequence <= last }?.hash ?? file.genesis
    name = "certainty/\(stage.id)"
    source = Digest(
      of: [Certainty.version, stage.id, settings.seed, String(settings.replicates), hash.hexadecimal]
        .map { "\($0.utf8.count):\($0)" }.joined())
  }

  /// What is kept, where it is of this source and can be read.
  func read(from file: RoundFile) throws -> Certainty? {
    guard let bytes = try file.derived(name, from: source), let json = try? JSON.read(bytes) else { return nil }
    return Certainty(json)
  }

  func write(_ certainty: Certainty, to file: RoundFile) throws {
    try file.keep(DerivedValue(name: name, source: source, bytes: certainty.json.bytes()))
  }
}

extension Certainty {
  /// Whether it is of this official result: everybody in the same place, in or out. What was kept before a day on which
  /// something lapsed is not.
  func isOf(_ ranking: Ranking) -> Bool {
    let own = Dictionary(uniqueKeysWithValues: rows.map { ($0.candidate, $0) })
    return ranking.rows.allSatisfy { row in
      guard let known = own[row.candidate] else { return row.place == nil }
      return known.place == row.place && known.listed == row.listed
    }
  }
}

// MARK: - Beside the ranking

extension KeptCertainty {
  /// A ranking that was just recorded, with what it was made of.
  struct Ranked {
    let round: Round
    let stage: ReviewStage
    let groups: [GroupStandings]
    let ranking: Ranking
  }

  /// How many cells `rank` reads beside the official result before it leaves the rest to whoever asks: two thousand
  /// candidates of seven experts and five items, a thousand times over, a few seconds' work.
  static let usualWork = 100_000_000

  /// Works out how sure a ranking is and keeps it, where that is within the budget of the surroundings and not done
  /// yet. It says so in one line. The ranking stands whatever becomes of this.
  static func workOut(_ ranked: Ranked, _ invocation: Invocation, _ output: inout Output) {
    let budget = invocation.surroundings.workBeside
    guard budget > 0, !invocation.isDryRun, !ranked.ranking.rows.isEmpty else { return }
    let settings = Certainty.Settings()
    guard ranked.round.certaintyTakes(atMost: budget, ranked.groups, settings: settings) else {
      return output.note(
        Bilingual(
          zh: "分数很多，名次有多大把握没有顺便算；要看：panel analyse certainty",
          en: "with so many marks it was not worked out how sure the places are; to see it: panel analyse certainty"))
    }
    do {
      let file = try RoundFile.open(invocation.round, .readWrite, patience: invocation.patience)
      let kept = try KeptCertainty(ranked.round, stage: ranked.stage, settings: settings, in: file)
      if try kept.read(from: file)?.isOf(ranked.ranking) != true {
        let certainty = ranked.round.certainty(
          of: ranked.ranking, ranked.groups, stage: ranked.stage, settings: settings, asOf: invocation.asOf)
        try kept.write(certainty, to: file)
      }
      output.note(
        Bilingual(
          zh: "名次有多大把握也算好了（重新抽选专家 \(settings.replicates) 次）：panel analyse certainty",
          en:
            "how sure the places are was worked out too (experts drawn anew \(settings.replicates) times): panel analyse certainty"
        ))
    } catch {
      let why = (error as? StoreFault)?.sentences.message
      output.note(
        Bilingual(
          zh: "名次有多大把握没有存下\(why.map { "（\($0.zh)）" } ?? "")；要看：panel analyse certainty",
          en:
            "how sure the places are could not be kept\(why.map { " (\($0.en))" } ?? ""); to see it: panel analyse certainty"
        ))
    }
  }
}
