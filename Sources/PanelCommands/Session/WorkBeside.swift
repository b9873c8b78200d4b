import ExpertReview
import Reports
import RoundStore

/// What `rank` works out beside the official result and keeps, so that others need not wait for it: how sure the places
/// are, how severe the experts, how far they agree.
struct WorkBeside {
  /// A ranking that was just recorded, with what it was made of.
  struct Ranked {
    let round: Round
    let stage: ReviewStage
    let groups: [GroupStandings]
    let ranking: Ranking
  }

  /// How much `rank` does for each of them before it leaves it to whoever asks: cells read, of which a processor reads
  /// some twenty million a second; two thousand candidates of seven experts and five items, a thousand times over, a
  /// few seconds' work.
  static let usual = 100_000_000

  let ranked: Ranked
  let budget: Int
  let asOf: CivilDay
  /// Kept and left, by the command that shows them.
  private(set) var kept: [String] = []
  private(set) var left: [String] = []

  /// Works everything out that is within the budget of the surroundings and not kept yet, and says so. The ranking
  /// stands whatever becomes of this.
  static func run(_ ranked: Ranked, _ invocation: Invocation, _ output: inout Output) {
    let budget = invocation.surroundings.workBeside
    guard budget > 0, !invocation.isDryRun, !ranked.ranking.rows.isEmpty else { return }
    var work = WorkBeside(ranked: ranked, budget: budget, asOf: invocation.asOf)
    var why: Bilingual?
    do {
      let file = try RoundFile.open(invocation.round, .readWrite, patience: invocation.patience)
      try work.all(in: file)
    } catch {
      why = (error as? StoreFault)?.sentences.message ?? Bilingual(zh: "", en: "")
    }
    work.tell(failed: why, &output)
  }

  private mutating func all(in file: RoundFile) throws {
    let (round, stage, groups, ranking) = (ranked.round, ranked.stage, ranked.groups, ranked.ranking)
    let (budget, asOf) = (budget, asOf)
    let register = round.experts.map(\.id)
    let certainty = Certainty.Settings()
    try keep(
      Certainty.self, certainty, fits: round.certaintyTakes(atMost: budget, groups, settings: certainty), in: file
    ) {
      round.certainty(of: ranking, groups, stage: stage, settings: certainty, asOf: asOf)
    }
    let severity = SeverityFindings.Settings()
    try keep(
      SeverityFindings.self, severity,
      fits: SeverityFindings.takes(atMost: budget, groups, settings: severity), in: file
    ) {
      SeverityFindings(of: ranking, groups, stage: stage.id, register: register, settings: severity)
    }
    let agreement = AgreementFindings.Settings()
    try keep(
      AgreementFindings.self, agreement, fits: AgreementFindings.takes(atMost: budget, groups), in: file
    ) {
      AgreementFindings(groups, stage: stage.id, register: register, settings: agreement)
    }
  }

  private mutating func keep<Analysis: KeptAnalysis>(
    _: Analysis.Type, _ settings: Analysis.Settings, fits: Bool, in file: RoundFile, _ work: () -> Analysis
  ) throws {
    guard fits else { return left.append(Analysis.kind) }
    let value = try KeptValue<Analysis>(ranked.round, stage: ranked.stage, settings: settings, in: file)
    if try value.read(from: file)?.isOf(ranked.ranking) != true { try value.write(work(), to: file) }
    kept.append(Analysis.kind)
  }

  private func tell(failed why: Bilingual?, _ output: inout Output) {
    if !kept.isEmpty {
      let commands = kept.joined(separator: "、")
      let count = Certainty.Settings().replicates
      output.note(
        Bilingual(
          zh: "评分分析也算好了（\(commands)；重新抽选专家 \(count) 次）：panel analyse \(kept[0])",
          en:
            "analyses were worked out too (\(kept.joined(separator: ", ")); experts drawn anew \(count) times): panel analyse \(kept[0])"
        ))
    }
    if !left.isEmpty {
      output.note(
        Bilingual(
          zh: "分数很多，有的分析没有顺便算（\(left.joined(separator: "、"))）；要看：panel analyse \(left[0])",
          en:
            "with so many marks some analyses were not worked out (\(left.joined(separator: ", "))); to see them: panel analyse \(left[0])"
        ))
    }
    if let why {
      output.note(
        Bilingual(
          zh: "有的分析没有存下\(why.zh.isEmpty ? "" : "（\(why.zh)）")；要看：panel analyse certainty",
          en:
            "some analyses could not be kept\(why.en.isEmpty ? "" : " (\(why.en))"); to see them: panel analyse certainty"
        ))
    }
  }
}
