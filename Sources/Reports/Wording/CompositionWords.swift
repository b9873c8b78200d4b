import ExpertReview

extension CompositionLimit {
  /// `同一单位至多 1 人`, `technical 类至少占 2/3`.
  public var words: Bilingual {
    let (zh, en) = (scope.words.zh, scope.words.en)
    let least = sense == .atLeast
    switch amount {
    case .number(let count):
      return Bilingual(
        zh: "\(zh)\(least ? "至少" : "至多") \(count) 人", en: "\(least ? "at least" : "at most") \(count) \(en)")
    case .share:
      return Bilingual(
        zh: "\(zh)\(least ? "至少占" : "至多占") \(amount.text)",
        en: "\(least ? "at least" : "at most") \(amount.text) of the panel \(en)")
    }
  }
}

extension CompositionLimit.Scope {
  fileprivate var words: Bilingual {
    switch self {
    case .eachUnit: Bilingual(zh: "同一单位", en: "of one unit")
    case .eachRegion: Bilingual(zh: "同一地区", en: "of one region")
    case .kind(let kind): Bilingual(zh: "“\(kind)”类", en: "of kind “\(kind)”")
    case .attribute(let name, let value):
      Bilingual(zh: "\(name)为“\(value)”的", en: "with \(name) “\(value)”")
    case .chair(let qualification): qualification.words
    }
  }
}

extension Qualification {
  /// Who may chair: `可任组长（“technical”类）的`.
  public var words: Bilingual {
    let terms = [
      kind.map { Bilingual(zh: "“\($0)”类", en: "kind “\($0)”") },
      attribute.map { Bilingual(zh: "\($0.name)为“\($0.value)”", en: "\($0.name) “\($0.value)”") },
    ].compactMap(\.self)
    return Bilingual(
      zh: "可任组长（\(terms.map(\.zh).joined(separator: "，"))）的",
      en: "able to chair (\(terms.map(\.en).joined(separator: ", ")))")
  }
}

extension LimitInTheWay {
  /// `C7：“technical”类至少占 2/3，要 3 人，能评它的只有 2 人`.
  public var words: Bilingual {
    switch limit {
    case .pins(let experts):
      return Bilingual(
        zh: "\(candidate)：\(experts.spaced) 是固定的", en: "\(candidate): \(experts.spaced) are pinned")
    case .composition(let limit):
      let (zh, en) = (limit.words.zh, limit.words.en)
      return limit.sense == .atLeast
        ? Bilingual(
          zh: "\(candidate)：\(zh)，还要 \(asked) 人，能评它的有 \(left) 人",
          en: "\(candidate): \(en); it needs \(asked) more, and \(left) are left to it")
        : Bilingual(
          zh: "\(candidate)：\(zh)，还可排 \(asked) 人，能评它的有 \(left) 人",
          en: "\(candidate): \(en); there is room for \(asked) more, and \(left) are left to it")
    }
  }
}

extension PairOrders.Order {
  public var label: Bilingual {
    switch self {
    case .pin: Bilingual(zh: "固定", en: "pinned")
    case .ban: Bilingual(zh: "禁止", en: "banned")
    case .free: Bilingual(zh: "取消固定或禁止", en: "freed")
    }
  }
}
