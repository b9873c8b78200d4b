import ExpertReview
import Statistics

extension AgreementGap {
  /// Why agreement cannot be told, and what would mend it.
  public var words: Bilingual {
    switch self {
    case .tooFewSubjects(let found, let needed):
      Bilingual(
        zh: "有两位以上专家评过的对象只有 \(found) 个，至少要 \(needed) 个，算不出一致程度",
        en: "\(found) candidates have marks of two experts, \(needed) are needed to tell agreement")
    case .tooFewRaters(let found, let needed):
      Bilingual(
        zh: "专家只有 \(found) 位，至少要 \(needed) 位，算不出一致程度", en: "\(found) experts, \(needed) are needed to tell agreement")
    case .incomplete(let missing):
      Bilingual(
        zh: "缺 \(missing) 个分数；每位专家评全部对象时才能这样算", en: "\(missing) marks are missing where every expert marks all")
    case .noVariation:
      Bilingual(zh: "全部分数相同，谈不上一致不一致", en: "all marks are equal: there is nothing to agree about")
    case .notSeparable:
      Bilingual(
        zh: "专家之间共同评的对象太少，松紧和对象的差别分不开", en: "experts share too few candidates to part severity from quality")
    }
  }

  /// A stable name for programs.
  public var code: String {
    switch self {
    case .tooFewSubjects: "tooFewCandidates"
    case .tooFewRaters: "tooFewExperts"
    case .incomplete: "incomplete"
    case .noVariation: "noVariation"
    case .notSeparable: "notSeparable"
    }
  }
}

extension RaterQuestions.Kind {
  /// A stable name for programs.
  public var code: String {
    switch self {
    case .disagrees: "disagrees"
    case .lumps: "lumps"
    case .noRange: "noRange"
    case .swapped: "swapped"
    }
  }
}

extension AgreementFindings.Question {
  /// The evidence, and then a question: what raised it may have a good reason.
  public var words: Bilingual {
    let beside = others.map { $0.places(2) } ?? "—"
    let evidence: Bilingual
    let question: Bilingual
    switch kind {
    case .disagrees:
      let value = correlation.value.map { $0.places(2) } ?? "—"
      let interval = correlation.interval
      evidence = Bilingual(
        zh: "\(marks) 个分数与其他专家均值的相关为 \(value)，95 % 区间 \(interval)；其他专家的中位数 \(beside)",
        en: """
          \(marks) marks correlate \(value) with the other experts' mean, 95 % interval \(interval); median of \
          the others \(beside)
          """)
      question = Bilingual(zh: "是否对标准有不同的理解，或者填错了行？", en: "Are the criteria read in another way, or rows mixed up?")
    case .lumps:
      let mark = modalMark.shortest
      evidence = Bilingual(
        zh: """
          \(marks) 个分数里 \(modalCount) 个是 \(mark)（\(modalShare.percent)），只用了 \
          \(distinct) 个不同的分数；其他专家最常用的分数占 \((others ?? .nan).percent)
          """,
        en: """
          \(modalCount) of \(marks) marks are \(mark) (\(modalShare.percent)), \
          \(distinct) different ones in all; the others' most frequent mark takes \((others ?? .nan).percent)
          """)
      question = Bilingual(zh: "是否没有把对象分开来评？", en: "Were the candidates told apart?")
    case .noRange:
      evidence = Bilingual(
        zh: "\(marks) 个分数的标准差为 \((spread ?? .nan).places(2))；其他专家的中位数 \(beside)",
        en: """
          \(marks) marks spread by \((spread ?? .nan).places(2)) (standard deviation); median of the others \
          \(beside)
          """)
      question = Bilingual(zh: "是否没有用足分数的范围？", en: "Is the range of marks left unused?")
    case .swapped:
      guard let swap else { preconditionFailure("a question of a swap has one") }
      let (first, second) = (swap.candidates[0], swap.candidates[1])
      let now = correlation.value.map { $0.places(2) } ?? "—"
      let then = swap.correlation.map { $0.places(2) } ?? "—"
      evidence = Bilingual(
        zh: """
          \(first) 给了 \(swap.marks[0].shortest)，\(second) 给了 \(swap.marks[1].shortest)，与其他专家差 \
          \((swap.before ?? .nan).places(1)) 个标准差；对调后差 \((swap.after ?? .nan).places(1)) 个，相关由 \(now) 变为 \(then)
          """,
        en: """
          \(first) has \(swap.marks[0].shortest) and \(second) \(swap.marks[1].shortest), \
          \((swap.before ?? .nan).places(1)) standard deviations from the others; exchanged \
          \((swap.after ?? .nan).places(1)), and the correlation turns from \(now) to \(then)
          """)
      question = Bilingual(zh: "是否把两个对象填反了？", en: "Were the two entered for one another?")
    }
    let chance = (adjusted ?? .nan).probabilityText
    return Bilingual(
      zh: "\(evidence.zh)。\(question.zh)（校正后 p \(chance)）", en: "\(evidence.en). \(question.en) (adjusted p \(chance))")
  }
}

extension AgreementFindings.Figure {
  /// `[0.12, 0.34]`, or a dash.
  public var interval: String {
    guard let lower, let upper else { return "—" }
    return "[\(lower.places(2)), \(upper.places(2))]"
  }
}

extension AgreementFindings.Apart {
  /// What it means that experts marked in their own panel only.
  public var words: Bilingual {
    let chance = probability.probabilityText
    return Bilingual(
      zh: """
        专家各评各的小组，\(panels) 个小组之间没有共同的专家或对象：小组之间谁松谁紧无从比较。两个对象平均分之差的标准误，同组的 \
        \(errorWithin.places(2))，不同组的 \(errorAcross.places(2))；各小组平均分的标准差 \(spread.places(2))，单凭对象和专家的偶然差别约 \
        \(expected.places(2))（小组都一样时，出现这样大的差别的可能性 \(chance)）
        """,
      en: """
        experts marked in their own panel only: \(panels) panels share neither an expert nor a candidate, and which is \
        milder cannot be known. Standard error of the difference of two candidates' means: \(errorWithin.places(2)) in \
        one panel, \(errorAcross.places(2)) across two; the panels' means spread by \(spread.places(2)), chance among \
        candidates and experts alone would make about \(expected.places(2)) (were all panels alike, as much has a \
        chance of \(chance))
        """)
  }
}

extension Double {
  /// A mark, to at most two places, without zeros at the end.
  fileprivate var shortest: String {
    var text = places(2)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  fileprivate var percent: String { "\((100 * self).places(0)) %" }
}
