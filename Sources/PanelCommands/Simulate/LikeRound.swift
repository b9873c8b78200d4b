import ExpertReview
import Reports
import Simulation

/// `panel simulate STUDY --like ROUND`: a study whose candidates, experts and noise are like those of a round's marks.
///
/// What becomes of it is a study file like any other, so that its shards and its file of blocks hold all that was run.
enum LikeRound {
  /// The study with its model put in place by the round's. Designs, measures, the experts who do not judge and the
  /// number of replicates stay; figures that others published for another model go.
  static func study(_ bytes: [UInt8], _ round: String, _ invocation: Invocation, _ output: inout Output) throws
    -> [UInt8]
  {
    guard let members = (try? JSON.read(bytes))?.members, let own = members.first(where: { $0.key == "model" })?.value
    else { return bytes }
    let stage = try AnalysedStage(invocation, round: round, &output)
    let asked = stage.groups.filter { stage.asks(for: $0.group) && $0.matrix.sheetCount > 0 }
    guard asked.count == 1, let group = asked.first else {
      throw SimulateFault.oneGroup(stage.groups.map(\.group.rawValue)).refusal
    }
    let rows = stage.ranking.rows.filter { $0.group == group.group }
    // Where everybody is listed, one place fewer than candidates is the most that a study can ask about.
    let listed = min(rows.count { $0.listed }, rows.count - 1)
    let stated = own["places"]?.scalarText.flatMap { Int($0) } ?? 1
    let fitted: FittedModel
    do throws(FittedModelGap) {
      fitted = try StudyModel.like(
        group, register: stage.round.experts.map(\.id), places: listed > 0 ? listed : stated)
    } catch { throw SimulateFault.tellsNoModel(round, error).refusal }
    tell(fitted, round, &output)
    let model = own["scheme"] == nil ? fitted.model.json : fitted.model.json.taking(stage, group.group)
    let kept = own["behaviours"].map { model.adding("behaviours", $0) } ?? model
    let study = members.compactMap { member -> JSON.Member? in
      switch member.key {
      case "model": JSON.Member(key: "model", value: kept)
      case "published": nil
      default: member
      }
    }
    return Array(JSON(.object(study)).compactText.utf8)
  }

  private static func tell(_ fitted: FittedModel, _ round: String, _ output: inout Output) {
    let deviations = [fitted.candidateDeviation, fitted.expertDeviation, fitted.restDeviation].map { $0.places(2) }
    output.note(
      Bilingual(
        zh: """
          模型取自 \(round) 的 \(fitted.sheets) 份评分表：标准差（分）对象 \(deviations[0])、专家松紧 \(deviations[1])、其余 \(deviations[2])
          """,
        en: """
          the model is taken from \(fitted.sheets) sheets of \(round): standard deviations in marks of candidates \
          \(deviations[0]), severity \(deviations[1]), the rest \(deviations[2])
          """))
  }
}

extension JSON {
  /// A model whose rubric is that of the round's scheme by name, so that a design may take the scheme's rule.
  fileprivate func taking(_ stage: AnalysedStage, _ group: GroupID) -> JSON {
    let kept = (members ?? []).filter { !["scale", "items"].contains($0.key) }
    return JSON(.object(kept)).adding("scheme", .text(stage.round.scheme.id.rawValue))
      .adding("stage", .text(stage.stage.id)).adding("group", .text(group.rawValue))
  }
}
