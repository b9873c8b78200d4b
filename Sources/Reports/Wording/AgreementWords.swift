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

extension RaterQuestions.Question {
  /// The evidence, and then a question: what raised it may have a good reason.
  /// - Parameter candidates: by position, those whose marks were read.
  public func words(_ candidates: [CandidateID]) -> Bilingual {
    let beside = others.map { $0.places(2) } ?? "—"
    let evidence: Bilingual
    let question: Bilingual
    switch kind {
    case .disagrees:
      let value = profile.correlation.map { $0.places(2) } ?? "—"
      let interval = profile.correlationInterval.map { "[\($0.lower.places(2)), \($0.upper.places(2))]" } ?? "—"
      evidence = Bilingual(
        zh: "\(profile.marks) 个分数与其他专家均值的相关为 \(value)，95 % 区间 \(interval)；其他专家的中位数 \(beside)",
        en: """
          \(profile.marks) marks correlate \(value) with the other experts' mean, 95 % interval \(interval); median of \
          the others \(beside)
          """)
      question = Bilingual(zh: "是否对标准有不同的理解，或者填错了行？", en: "Are the criteria read in another way, or rows mixed up?")
    case .lumps:
      let mark = profile.modalMark.shortest
      evidence = Bilingual(
        zh: """
          \(profile.marks) 个分数里 \(profile.modalCount) 个是 \(mark)（\(profile.modalShare.percent)），只用了 \
          \(profile.distinct) 个不同的分数；其他专家最常用的分数占 \((others ?? .nan).percent)
          """,
        en: """
          \(profile.modalCount) of \(profile.marks) marks are \(mark) (\(profile.modalShare.percent)), \
          \(profile.distinct) different ones in all; the others' most frequent mark takes \((others ?? .nan).percent)
          """)
      question = Bilingual(zh: "是否没有把对象分开来评？", en: "Were the candidates told apart?")
    case .noRange:
      evidence = Bilingual(
        zh: "\(profile.marks) 个分数的标准差为 \(profile.spread.places(2))；其他专家的中位数 \(beside)",
        en: """
          \(profile.marks) marks spread by \(profile.spread.places(2)) (standard deviation); median of the others \
          \(beside)
          """)
      question = Bilingual(zh: "是否没有用足分数的范围？", en: "Is the range of marks left unused?")
    case .swapped:
      guard let swap = profile.swap else { preconditionFailure("a question of a swap has one") }
      let (first, second) = (candidates[swap.subjects[0]], candidates[swap.subjects[1]])
      let now = profile.correlation.map { $0.places(2) } ?? "—"
      let then = swap.correlation.map { $0.places(2) } ?? "—"
      evidence = Bilingual(
        zh: """
          \(first) 给了 \(swap.marks[0].shortest)，\(second) 给了 \(swap.marks[1].shortest)，与其他专家差 \
          \(swap.before.places(1)) 个标准差；对调后差 \(swap.after.places(1)) 个，相关由 \(now) 变为 \(then)
          """,
        en: """
          \(first) has \(swap.marks[0].shortest) and \(second) \(swap.marks[1].shortest), \
          \(swap.before.places(1)) standard deviations from the others; exchanged \(swap.after.places(1)), and the \
          correlation turns from \(now) to \(then)
          """)
      question = Bilingual(zh: "是否把两个对象填反了？", en: "Were the two entered for one another?")
    }
    let chance = adjusted.probabilityText
    return Bilingual(
      zh: "\(evidence.zh)。\(question.zh)（校正后 p \(chance)）", en: "\(evidence.en). \(question.en) (adjusted p \(chance))")
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
