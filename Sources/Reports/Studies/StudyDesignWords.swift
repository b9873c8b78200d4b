import ExpertReview
import Simulation

extension StudyDesign.Layout {
  /// Who marks whom.
  public var words: Bilingual {
    switch self {
    case .everyone: Bilingual(zh: "同一组专家评全部对象", en: "the same experts mark every candidate")
    case .blocks(let candidates):
      Bilingual(zh: "每 \(candidates) 个对象一组，各组另有专家", en: "blocks of \(candidates) candidates, each with its own panel")
    case .pool: Bilingual(zh: "从专家库均匀分派", en: "experts drawn from the pool, loads even")
    case .assigned(let objective):
      Bilingual(zh: "按目标“\(objective)”分派", en: "assigned under the objective “\(objective)”")
    }
  }
}

extension StudyDesign.Correction {
  /// What is done about severity.
  public var words: Bilingual {
    switch self {
    case .none: Bilingual(zh: "不校正", en: "no correction")
    case .standardScores: Bilingual(zh: "换成标准分", en: "standard scores")
    case .leastSquares: Bilingual(zh: "最小二乘校正", en: "corrected by least squares")
    case .components: Bilingual(zh: "按方差分量预测", en: "predicted from variance components")
    }
  }
}

extension StudyDesign.FirstStage {
  /// The stage before, with its size, places and part of the score.
  public var words: Bilingual {
    let part = carry.asShare
    return Bilingual(
      zh: "先由 \(experts) 位专家选出 \(places) 个，占总分 \(part)",
      en: "before it \(experts) experts send on \(places), with \(part) of the score")
  }
}

extension StudyDesign.Selection {
  /// How places follow from scores.
  public var words: Bilingual {
    switch self {
    case .places: Bilingual(zh: "按得分取够名额", en: "the best, as many as there are places")
    case .logistic(let intercept, let slope):
      Bilingual(
        zh: "按得分 s 以 1 ÷ (1 + exp(−(\(intercept.plain)) − \(slope.plain) s)) 的机会入选",
        en: "a score s is in with the chance 1 ÷ (1 + exp(−(\(intercept.plain)) − \(slope.plain) s))")
    }
  }
}

extension StudyDesign {
  static func words(ofLottery halfWidth: Int) -> Bilingual {
    halfWidth == 0
      ? Bilingual(zh: "不抽签", en: "no lot")
      : Bilingual(zh: "线上线下各 \(halfWidth) 名抽签", en: "a lot among \(halfWidth) places on each side of the line")
  }
}

extension Aggregation.Rounding {
  /// All roundings of a rule: `每个评分项四舍五入到 2 位小数，总分…`.
  static func words(of roundings: [Aggregation.Rounding]) -> Bilingual {
    guard !roundings.isEmpty else { return Bilingual(zh: "不取整", en: "no rounding") }
    return Bilingual.joined(
      roundings.map { rounding in
        let (point, how) = (rounding.after.words, rounding.words)
        return Bilingual(zh: point.zh + how.zh, en: "\(point.en) \(how.en)")
      })
  }
}
