import ExpertReview

extension Bilingual {
  /// The same text in both languages.
  static func same(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }
}

extension Objection.Hold {
  /// What of the objection keeps its candidate from the final list.
  var words: Bilingual {
    switch self {
    case .unanswered: Bilingual(zh: "尚未答复", en: "is open")
    case .uncorrected: Bilingual(zh: "成立，尚未更正", en: "is upheld and nothing was corrected yet")
    case .unranked: Bilingual(zh: "成立，更正后尚未重新排名", en: "is upheld, and the ranking was not run since the correction")
    }
  }
}

extension ObjectionAnswer.Outcome {
  var words: Bilingual {
    switch self {
    case .dismissed: Bilingual(zh: "不成立", en: "dismissed")
    case .out: Bilingual(zh: "成立", en: "upheld")
    case .rerank: Bilingual(zh: "成立，更正后重新排名", en: "upheld, to be corrected and ranked anew")
    }
  }
}

extension Decision {
  /// What was decided, in words; what an objection is against by its name in the scheme.
  func words(_ scheme: Scheme) -> Bilingual {
    guard case .object(let statement) = self, let against = statement.against else { return words }
    let label =
      against == ObjectionStatement.place ? Bilingual(zh: "名次", en: "the place") : scheme.label(of: against)
    let from =
      statement.from.kind == .anonymous ? Bilingual(zh: "匿名", en: "an anonymous person") : .same(statement.from.name)
    return Bilingual(
      zh: "\(from.zh) 对“\(label.zh)”提出异议：\(statement.ground)",
      en: "objection of \(from.en) to “\(label.en)”: \(statement.ground)")
  }

  /// What was decided of objections and recognitions, in words for staff.
  var objectionWords: Bilingual {
    switch self {
    case .object(let statement):
      let from =
        statement.from.kind == .anonymous ? Bilingual(zh: "匿名", en: "an anonymous person") : .same(statement.from.name)
      let against = statement.against.map { Bilingual(zh: "对 \($0) ", en: " to \($0)") } ?? .same("")
      return Bilingual(
        zh: "\(from.zh) \(against.zh)提出异议：\(statement.ground)",
        en: "objection of \(from.en)\(against.en): \(statement.ground)")
    case .answer(let answer):
      let which = answer.number.map { Bilingual(zh: "第 \($0) 号", en: " \($0)") } ?? .same("")
      return Bilingual(
        zh: "\(which.zh)异议\(answer.outcome.words.zh)", en: "objection\(which.en) \(answer.outcome.words.en)")
    case .withdrawObjection(_, let number):
      return Bilingual(zh: "第 \(number) 号异议撤回", en: "objection \(number) withdrawn")
    case .lateObjection: return Bilingual(zh: "准收一件逾期的异议", en: "one late objection is taken")
    case .recognition(_, let stands):
      return stands
        ? Bilingual(zh: "认定保留", en: "recognition stands") : Bilingual(zh: "取消认定", en: "recognition taken back")
    default: return words
    }
  }
}
