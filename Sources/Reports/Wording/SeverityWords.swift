import ExpertReview
import Statistics

extension SeverityFindings.Caution {
  /// A reason to leave marks as they are, in words.
  /// - Parameter change: the expected change of the error by correcting; nil where it is not known.
  public func words(change: Double?) -> Bilingual {
    switch kind {
    case .disconnected:
      Bilingual(
        zh: "评审分成互不相交的 \(count) 块：没有共同的专家或对象，块与块之间谁松谁紧无法判断，校正后的值只能在块内比较",
        en:
          "the panels fall into \(count) parts without a shared expert or candidate: which part is milder cannot be known, and corrected values compare only within a part"
      )
    case .nothingLeft:
      Bilingual(
        zh: "分数刚好够算，没有富余：误差有多大无从知道",
        en: "there are just enough marks to solve: how large the errors are cannot be known")
    case .fewMarks:
      Bilingual(
        zh: "评得太少（不足 \(CorrectionWorth.leastMarks) 份）的专家，松紧说不准：\(names)",
        en: "experts with fewer than \(CorrectionWorth.leastMarks) marks, whose severity is hardly known: \(names)")
    case .fewRaters:
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
        zh: "校正反而会使误差增大 \((change ?? .nan).asPercent)，不要校正",
        en: "correcting would enlarge the error by \((change ?? .nan).asPercent): do not correct")
    case .unlikeCandidates: scoreWords
    }
  }

  /// Where z-scores mislead, in words.
  var scoreWords: Bilingual {
    kind == .unlikeCandidates
      ? Bilingual(
        zh: "标准分不宜用：这些专家评的对象明显强于或弱于其他对象，不像随机分派：\(names)",
        en:
          "z-scores mislead: these experts saw candidates clearly stronger or weaker than others, not as if drawn at random: \(names)"
      )
      : Bilingual(
        zh: "标准分不宜用：有 \(experts.count) 位专家评得太少（不足 \(StandardScores.leastMarks) 份）",
        en: "z-scores mislead: \(experts.count) experts marked fewer than \(StandardScores.leastMarks)")
  }

  private var names: String {
    let shown = experts.prefix(10).map(\.rawValue).joined(separator: " ")
    return experts.count > 10 ? "\(shown) … (\(experts.count))" : shown
  }
}

extension SeverityFindings.Worth {
  /// What correction is expected to do; nil where that cannot be said.
  public var promise: Bilingual? {
    guard let simpleError, let correctedError, let change, simpleError > 0 else { return nil }
    let sizes = "\(simpleError.places(2)) → \(correctedError.places(2))"
    return change > 0
      ? Bilingual(
        zh: "校正预计使名次所依据的值的误差增大 \(change.asPercent)（\(sizes)）",
        en: "correcting is expected to enlarge the error of the values by \(change.asPercent) (\(sizes))")
      : Bilingual(
        zh: "校正预计使名次所依据的值的误差减小 \((-change).asPercent)（\(sizes)）",
        en: "correcting is expected to reduce the error of the values by \((-change).asPercent) (\(sizes))")
  }
}

extension SeverityFindings.Variances {
  /// How the spread of marks divides.
  public var division: Bilingual {
    let parts = [candidates, experts, error]
    let deviations = parts.map { $0.squareRoot().places(2) }
    let trust =
      converged
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "；计算没有收敛，不要采信", en: "; the estimate did not settle: do not trust it")
    return Bilingual(
      zh: "分数的差别（标准差）：对象之间 \(deviations[0])，专家松紧 \(deviations[1])，其余 \(deviations[2])\(trust.zh)",
      en:
        "spread of the marks (standard deviations): between candidates \(deviations[0]), severity of experts \(deviations[1]), the rest \(deviations[2])\(trust.en)"
    )
  }
}

extension SeverityFindings.Test {
  /// Whether experts are known to differ.
  public var testimony: Bilingual {
    let (zh, en) =
      probability < 0.001
      ? ("小于 0.001", "less than 0.001") : (probability.places(3), probability.places(3))
    return Bilingual(
      zh: "如果专家松紧都一样，出现这样大的差别的可能性：\(zh)（F = \(ratio.places(2))，自由度 \(expertFreedom)、\(errorFreedom)）",
      en:
        "were all experts equally severe, differences as large would have a chance of \(en) (F = \(ratio.places(2)), \(expertFreedom) and \(errorFreedom) degrees of freedom)"
    )
  }
}

extension SeverityFindings.Bayesian {
  /// Whether the draws of the Bayesian ranking may be believed.
  public var convergence: Bilingual {
    let size = [bulkSize, tailSize].compactMap(\.self).min()
    let figures = "R̂ \((reduction ?? .nan).places(3)), n_eff \((size ?? .nan).places(0))"
    return converged
      ? Bilingual(
        zh: "贝叶斯名次：\(chains) 条链共 \(draws) 次抽样，已收敛（\(figures)）",
        en: "Bayesian places: \(chains) chains, \(draws) draws in all, converged (\(figures))")
      : Bilingual(
        zh: "贝叶斯名次没有收敛（\(figures)），这几列不要采信",
        en: "the Bayesian places have not converged (\(figures)): do not trust those columns")
  }
}

extension SeverityFindings.Group {
  /// What is to be read before the tables: reasons for doubt first.
  public var sentences: (doubts: [Bilingual], findings: [Bilingual]) {
    let doubts = worth.cautions.map { $0.words(change: worth.change) } + scoreCautions.map(\.scoreWords)
    let findings = [worth.promise, worth.test?.testimony, variances?.division, bayesian?.convergence]
    return (doubts, findings.compactMap(\.self))
  }
}

extension Double {
  /// `12.3 %`.
  fileprivate var asPercent: String { "\((100 * self).places(1)) %" }
}
