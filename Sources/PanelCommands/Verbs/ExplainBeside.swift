import ExpertReview
import Reports
import RoundStore

/// What is kept of one candidate beside its place: how sure it is, and what severity of its experts does to it.
struct BesidePlace {
  let certainty: CandidateCertainty?
  let severity: CandidateSeverity?
  /// The analyses of which nothing is kept for the ranking as it stands: nobody waits for them here.
  let missing: [String]

  /// - Parameters:
  ///   - row: the candidate's; without a place there is nothing beside it.
  ///   - stage: the stage that is ranked.
  ///   - round: the round.
  ///   - file: the file that keeps them.
  init(_ row: RankingRow, stage: ReviewStage, round: Round, in file: RoundFile) throws {
    certainty = try CandidateCertainty(row, stage: stage, round: round, in: file)
    severity = try CandidateSeverity(row, stage: stage, round: round, in: file)
    missing =
      row.place == nil
      ? [] : (certainty == nil ? [Certainty.kind] : []) + (severity == nil ? [SeverityFindings.kind] : [])
  }

  /// The analyses that are missing; nil where none is.
  var notKept: JSON? { missing.isEmpty ? nil : .texts(missing) }

  func write(to output: inout Output) {
    certainty?.write(to: &output)
    severity?.write(to: &output)
    guard !missing.isEmpty else { return }
    let commands = missing.map { "panel analyse \($0)" }
    output.line("")
    output.line(
      Bilingual(
        zh: "没有按现有名次算好的分析：\(commands.joined(separator: "、")) 可现算，panel rank 算好并存下",
        en:
          "not worked out for the ranking as it stands: \(commands.joined(separator: ", ")) would show it; panel rank works it out and keeps it"
      ))
  }
}

/// What severity of the experts does to one candidate, as `rank` kept it.
struct CandidateSeverity {
  private let group: SeverityFindings.Group
  private let row: SeverityFindings.Candidate

  /// Nil where nothing is kept for the ranking as it stands.
  init?(_ official: RankingRow, stage: ReviewStage, round: Round, in file: RoundFile) throws {
    let kept = try KeptValue<SeverityFindings>(
      round, stage: stage, settings: SeverityFindings.Settings(), in: file)
    guard let findings = try kept.read(from: file),
      let group = findings.groups.first(where: { $0.group == official.group }),
      let row = group.candidates.first(where: { $0.candidate == official.candidate }), row.place == official.place,
      row.place != nil
    else { return nil }
    (self.group, self.row) = (group, row)
  }

  func write(to output: inout Output) {
    let count = group.candidates.count
    func shown(_ value: Double?) -> String { value?.places(2) ?? "—" }
    let error = row.corrected.error.map { " ± \($0.places(2))" } ?? ""
    output.line("")
    output.line(Bilingual(zh: "【专家松紧】参考，不改变名次", en: "[Severity of experts] beside the result; it changes no place"))
    output.line(
      Bilingual(
        zh: """
            评分的平均 \(shown(row.mean))（\(count) 个中第 \(row.meanPlace)）；去掉各位专家的松紧后 \(shown(row.corrected.value))\(error)\
          （第 \(row.correctedPlace)）
          """,
        en: """
            mean of its marks \(shown(row.mean)) (\(row.meanPlace) of \(count)); with each expert's severity taken out \
          \(shown(row.corrected.value))\(error) (\(row.correctedPlace))
          """))
    if let change = group.worth.change {
      let share = (100 * change.magnitude).places(1)
      output.line(
        change > 0
          ? Bilingual(
            zh: "  在这一组，校正预计使误差增大 \(share) %：不宜据此看高看低",
            en:
              "  in this group correcting is expected to enlarge the error by \(share) %: do not read it as better or worse"
          )
          : Bilingual(
            zh: "  在这一组，校正预计使误差减小 \(share) %",
            en: "  in this group correcting is expected to reduce the error by \(share) %"
          ))
    }
  }

  var json: JSON { row.json.adding("cautions", .texts(group.worth.cautions.map(\.kind.rawValue))) }
}

/// How sure one candidate's place is, as `rank` kept it.
struct CandidateCertainty {
  private let certainty: Certainty
  private let row: Certainty.Row
  private let verdict: Certainty.Verdict

  /// Nil where nothing is kept for the ranking as it stands: then nobody waits for it here.
  init?(_ official: RankingRow, stage: ReviewStage, round: Round, in file: RoundFile) throws {
    let kept = try KeptValue<Certainty>(round, stage: stage, settings: Certainty.Settings(), in: file)
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
