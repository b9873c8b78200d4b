import ExpertReview
import Simulation

extension ReplicateFault {
  /// Why a study that reads well cannot be run, and what to do.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .plan(let design, let fault):
      (
        Bilingual(
          zh: "做法 \(design) 算不了：\(fault.sentences.message.zh)",
          en: "the design \(design) cannot be computed: \(fault.sentences.message.en)"), fault.sentences.mend
      )
    case .unknownObjective(let design, let objective):
      (
        Bilingual(
          zh: "做法 \(design)：没有分派目标“\(objective)”", en: "the design \(design): there is no objective “\(objective)”"),
        Bilingual.listed(AssignmentObjective.names).map {
          "改为其中之一：\($0)"
        } en: {
          "choose one of \($0)"
        }
      )
    case .poolTooSmall(let design, let pool, let needed):
      (
        Bilingual(
          zh: "做法 \(design) 每个对象要 \(needed) 位专家，专家库只有 \(pool) 位",
          en: "the design \(design) wants \(needed) experts a candidate, and the pool has \(pool)"),
        Bilingual(
          zh: "在 model.experts 里写更大的 pool，或更小的 load", en: "write a larger pool, or a smaller load, in model.experts")
      )
    case .tooManyModels(let found, let most):
      (
        Bilingual(
          zh: "各做法共用了 \(found) 个不同的模型，至多 \(most) 个",
          en: "designs have \(found) models of their own; \(most) is the most"),
        Bilingual(zh: "拆成几项研究", en: "divide it into several studies")
      )
    case .stagesDoNotFit(let design, let candidates, let goingOn, let places):
      (
        Bilingual(
          zh: "做法 \(design)：\(candidates) 个对象、送 \(goingOn) 个、名额 \(places) 个，前后不合",
          en:
            "the design \(design) sends \(goingOn) of \(candidates) candidates on to \(places) places, which does not fit"
        ),
        Bilingual(zh: "改 firstStage.places", en: "change firstStage.places")
      )
    case .rejectionWithCorrection(let design):
      (
        Bilingual(
          zh: "做法 \(design)：校正松紧时不能用剔除离群值",
          en: "the design \(design) corrects severity, which cannot go with rejectByMAD"),
        Bilingual(
          zh: "去掉 correction，或改用 dropExtremes、trimmed、winsorised 等",
          en: "drop the correction, or use dropExtremes, trimmed or winsorised")
      )
    }
  }
}
