import ExpertReview

extension Rule.Kind {
  /// What comes of a rule that does not hold, in one word.
  public var label: Bilingual {
    switch self {
    case .gate: Bilingual(zh: "否决", en: "gate")
    case .review: Bilingual(zh: "待定", en: "review")
    case .warn: Bilingual(zh: "提醒", en: "warn")
    case .formError: Bilingual(zh: "补正", en: "formError")
    case .preference: Bilingual(zh: "优先", en: "preference")
    case .judged: Bilingual(zh: "专家判断", en: "judged")
    case .process: Bilingual(zh: "程序", en: "process")
    }
  }
}
