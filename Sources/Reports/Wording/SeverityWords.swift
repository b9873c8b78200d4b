import ExpertReview
import Statistics

extension GroupSeverity {
  /// A reason to leave marks as they are, in words.
  public func words(of caution: CorrectionWorth.Caution) -> Bilingual {
    switch caution {
    case .disconnected(let components):
      Bilingual(
        zh: "评审分成互不相交的 \(components) 块：没有共同的专家或对象，块与块之间谁松谁紧无法判断，校正后的值只能在块内比较",
        en:
          "the panels fall into \(components) parts without a shared expert or candidate: which part is milder cannot be known, and corrected values compare only within a part"
      )
    case .nothingLeft:
      Bilingual(
        zh: "分数刚好够算，没有富余：误差有多大无从知道",
        en: "there are just enough marks to solve: how large the errors are cannot be known")
    case .fewMarks(let raters):
      Bilingual(
        zh: "评得太少（不足 \(CorrectionWorth.leastMarks) 份）的专家，松紧说不准：\(names(of: raters))",
        en:
          "experts with fewer than \(CorrectionWorth.leastMarks) marks, whose severity is hardly known: \(names(of: raters))"
      )
    case .fewRaters(let count):
      Bilingual(
        zh: "只有 \(count) 位专家，专家之间差别有多大说不准（至少要 \(CorrectionWorth.leastRaters) 位）",
        en: "only \(count) experts: how much experts differ is hardly known (\(CorrectionWorth.leastRaters) are needed)"
      )
    case .severitiesNotShown:
      Bilingual(
        zh: "专家之间的松紧差别与偶然误差分不开，校正没有根据",
        en: "differences in severity cannot be told from chance: there is no ground for correcting")
    case .enlargesError:
      Bilingual(
        zh: "校正反而会使误差增大 \(percent(worth.change))，不要校正",
        en: "correcting would enlarge the error by \(percent(worth.change)): do not correct")
    }
  }

  /// What correction is expected to do; nil where that cannot be said.
  public var promise: Bilingual? {
    guard worth.simpleError.isFinite, worth.correctedError.isFinite, worth.simpleError > 0 else { return nil }
    let sizes = "\(worth.simpleError.places(2)) → \(worth.correctedError.places(2))"
    return worth.change > 0
      ? Bilingual(
        zh: "校正预计使名次所依据的值的误差增大 \(percent(worth.change))（\(sizes)）",
        en: "correcting is expected to enlarge the error of the values by \(percent(worth.change)) (\(sizes))")
      : Bilingual(
        zh: "校正预计使名次所依据的值的误差减小 \(percent(-worth.change))（\(sizes)）",
        en: "correcting is expected to reduce the error of the values by \(percent(-worth.change)) (\(sizes))")
  }

  /// How the spread of marks divides; nil where no components could be estimated.
  public var division: Bilingual? {
    guard let components else { return nil }
    let parts = [components.subjectVariance, components.raterVariance, components.errorVariance]
    let deviations = parts.map { $0.squareRoot().places(2) }
    let trust =
      components.hasConverged
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "；计算没有收敛，不要采信", en: "; the estimate did not settle: do not trust it")
    return Bilingual(
      zh: "分数的差别（标准差）：对象之间 \(deviations[0])，专家松紧 \(deviations[1])，其余 \(deviations[2])\(trust.zh)",
      en:
        "spread of the marks (standard deviations): between candidates \(deviations[0]), severity of experts \(deviations[1]), the rest \(deviations[2])\(trust.en)"
    )
  }

  /// Whether experts are known to differ; nil where no test could be made.
  public var testimony: Bilingual? {
    guard let test = worth.severityTest else { return nil }
    let (zh, en) =
      test.probability < 0.001
      ? ("小于 0.001", "less than 0.001") : (test.probability.places(3), test.probability.places(3))
    return Bilingual(
      zh: "如果专家松紧都一样，出现这样大的差别的可能性：\(zh)（F = \(test.ratio.places(2))，自由度 \(test.raterFreedom)、\(test.errorFreedom)）",
      en:
        "were all experts equally severe, differences as large would have a chance of \(en) (F = \(test.ratio.places(2)), \(test.raterFreedom) and \(test.errorFreedom) degrees of freedom)"
    )
  }

  /// Whether the draws of the Bayesian ranking may be believed.
  public var convergence: Bilingual? {
    guard let bayesian else { return nil }
    let figures = "R̂ \(bayesian.reduction.places(3)), n_eff \(min(bayesian.bulkSize, bayesian.tailSize).places(0))"
    return bayesian.hasConverged
      ? Bilingual(
        zh: "贝叶斯名次：\(bayesian.chains) 条链共 \(bayesian.draws) 次抽样，已收敛（\(figures)）",
        en: "Bayesian places: \(bayesian.chains) chains, \(bayesian.draws) draws in all, converged (\(figures))")
      : Bilingual(
        zh: "贝叶斯名次没有收敛（\(figures)），这几列不要采信",
        en: "the Bayesian places have not converged (\(figures)): do not trust those columns")
  }

  /// Where z-scores mislead; empty where nothing is known against them.
  public var standardScoreWarnings: [Bilingual] {
    var warnings: [Bilingual] = []
    if !scores.unlikeSubjects.isEmpty {
      let names = names(of: scores.unlikeSubjects)
      warnings.append(
        Bilingual(
          zh: "标准分不宜用：这些专家评的对象明显强于或弱于其他对象，不像随机分派：\(names)",
          en:
            "z-scores mislead: these experts saw candidates clearly stronger or weaker than others, not as if drawn at random: \(names)"
        ))
    }
    if !scores.fewMarks.isEmpty {
      warnings.append(
        Bilingual(
          zh: "标准分不宜用：有 \(scores.fewMarks.count) 位专家评得太少（不足 \(StandardScores.leastMarks) 份）",
          en: "z-scores mislead: \(scores.fewMarks.count) experts marked fewer than \(StandardScores.leastMarks)"))
    }
    return warnings
  }

  private func names(of raters: [Int]) -> String {
    let shown = raters.prefix(10).map { marks.experts[$0].rawValue }.joined(separator: " ")
    return raters.count > 10 ? "\(shown) … (\(raters.count))" : shown
  }

  private func percent(_ share: Double) -> String { "\((100 * share).places(1)) %" }
}

extension CorrectionWorth.Caution {
  /// The caution's name in JSON.
  public var code: String {
    switch self {
    case .disconnected: "disconnected"
    case .nothingLeft: "nothingLeft"
    case .fewMarks: "fewMarks"
    case .fewRaters: "fewRaters"
    case .severitiesNotShown: "severitiesNotShown"
    case .enlargesError: "enlargesError"
    }
  }
}
