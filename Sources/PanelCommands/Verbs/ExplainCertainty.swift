import ExpertReview
import Reports
import RoundStore

/// How sure one candidate's place is, as `rank` kept it.
struct CandidateCertainty {
  private let certainty: Certainty
  private let row: Certainty.Row
  private let verdict: Certainty.Verdict

  /// Nil where nothing is kept for the ranking as it stands: then nobody waits for it here.
  init?(_ official: RankingRow, stage: ReviewStage, round: Round, in file: RoundFile) throws {
    let kept = try KeptCertainty(round, stage: stage, settings: Certainty.Settings(), in: file)
    guard let certainty = try kept.read(from: file),
      let row = certainty.rows.first(where: { $0.candidate == official.candidate }),
      row.place == official.place, row.listed == official.listed, row.place != nil
    else { return nil }
    self.certainty = certainty
    self.row = row
    verdict = certainty.verdicts()[row.candidate] ?? .outByAny
  }

  func write(to output: inout Output) {
    output.line("")
    output.line(Bilingual(zh: "【把握】参考，不改变名次", en: "[How sure it is] beside the result; it changes no place"))
    let (count, chance, places) = (certainty.settings.replicates, certainty.chance(of: row), row.places.placesText)
    output.line(
      Bilingual(
        zh: "  重新抽选专家 \(count) 次，其中 \(chance) 在线上；九成的情形排在第 \(places) 名",
        en:
          "  with experts drawn anew \(count) times it is above the line in \(chance), and at \(places) in nine of ten")
    )
    if let tested = row.tested {
      let error = tested.error.places(2)
      output.line(
        Bilingual(
          zh: "  得分的标准误差 \(error) 分；按误差，真实名次有九成把握在第 \(tested.own.placesText) 名",
          en:
            "  the score's standard error is \(error); by the errors the true place is \(tested.own.placesText) with 90 %"
        ))
    }
    let words = verdict.words(naming: 8)
    output.line(
      Bilingual(
        zh: "  换 \(certainty.rules.count) 种算法，逐一去掉 \(certainty.expertCount) 位专家：\(words.zh)",
        en:
          "  under \(certainty.rules.count) other rules and weights and without each of \(certainty.expertCount) experts: \(words.en)"
      ))
  }

  var json: JSON {
    certainty.json(of: row, verdict).adding("seed", .text(certainty.settings.seed))
      .adding("replicates", .number(certainty.settings.replicates))
  }
}
