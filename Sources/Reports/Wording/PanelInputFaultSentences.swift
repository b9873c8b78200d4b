import ExpertReview

extension PanelInputFault {
  /// A short name that scripts may rely on.
  public var code: String { String(String(describing: self).prefix { $0 != "(" }) }

  /// What contradicts itself, where and why, and how to mend it.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    demandSentences ?? loadSentences ?? pinSentences ?? limitSentences
  }

  private var demandSentences: (message: Bilingual, mend: Bilingual)? {
    switch self {
    case .candidateTwice(let id):
      (
        Bilingual(zh: "\(id) 出现了不止一次", en: "\(id) stands more than once among the candidates"),
        Bilingual(zh: "每个申报对象只留一个", en: "keep each candidate once")
      )
    case .demandBelowOne(let id, let demand):
      (
        Bilingual(zh: "\(id) 要 \(demand) 位专家，至少要 1 位", en: "\(id) asks for \(demand) experts; it needs at least 1"),
        Bilingual(
          zh: "在申报对象的 demand 里写人数，或由方案的 panel.size 规定",
          en: "give the number in the candidate's demand, or in the scheme's panel.size")
      )
    case .demandAbovePool(let id, let demand, let left, let pool):
      (
        Bilingual(
          zh: "\(id) 要 \(demand) 位专家，\(pool) 位里能评它的只有 \(left) 位",
          en: "\(id) asks for \(demand) experts, and of \(pool) only \(left) may judge it"),
        Bilingual(
          zh: "增补专家、核对回避（panel conflicts --candidate \(id)），或减少 demand",
          en: "add experts, look at its conflicts (panel conflicts --candidate \(id)), or lower its demand")
      )
    case .evenDemand(let id, let demand):
      (
        Bilingual(
          zh: "\(id) 要 \(demand) 位专家，方案规定须为奇数", en: "\(id) asks for \(demand) experts; the scheme wants an odd number"),
        Bilingual(
          zh: "把它的 demand 改为 \(demand - 1) 或 \(demand + 1) 后重新读入",
          en: "make its demand \(demand - 1) or \(demand + 1) and import it again")
      )
    default: nil
    }
  }

  private var loadSentences: (message: Bilingual, mend: Bilingual)? {
    switch self {
    case .expertTwice(let id):
      (
        Bilingual(zh: "\(id) 出现了不止一次", en: "\(id) stands more than once among the experts"),
        Bilingual(zh: "每位专家只留一个", en: "keep each expert once")
      )
    case .loadBelowZero(let id, let load):
      (
        Bilingual(zh: "\(id) 的评审数 \(load) 小于 0", en: "\(id) has a load of \(load), below zero"),
        Bilingual(
          zh: "改正 minimum_load 或 maximum_load；不参加的写 maximum_load 0",
          en: "mend minimum_load or maximum_load; write maximum_load 0 for one who does not take part")
      )
    case .loadsOutOfOrder(let id, let least, let greatest):
      (
        Bilingual(
          zh: "\(id) 最少要评 \(least) 个，最多却只能评 \(greatest) 个",
          en: "\(id) must judge at least \(least) candidates and may judge at most \(greatest)"),
        Bilingual(
          zh: "改正 minimum_load 和 maximum_load 后重新读入", en: "mend minimum_load and maximum_load and import again")
      )
    default: nil
    }
  }

  private var pinSentences: (message: Bilingual, mend: Bilingual)? {
    let free = Bilingual(
      zh: "取消这一固定：panel assign --free 对象:专家 --reason 理由", en: "free the pair: panel assign --free C:E --reason WHY")
    switch self {
    case .unknownCandidate(let id, let place, let nearest):
      return (
        Bilingual(
          zh: "\(place.label.zh)里的 \(id) 不是这一阶段的申报对象",
          en: "\(id) in the \(place.label.en) is no candidate of this stage"),
        PanelInputFault.nearest(nearest)
      )
    case .unknownExpert(let id, let place, let nearest):
      return (
        Bilingual(
          zh: "\(place.label.zh)里的 \(id) 不在可以参加的专家之中",
          en: "\(id) in the \(place.label.en) is not among the experts who can be called on"),
        nearest == nil ? free : PanelInputFault.nearest(nearest)
      )
    case .pinBarred(let candidate, let expert, let bar):
      return (
        Bilingual(
          zh: "\(expert) 固定评 \(candidate)，但\(bar.words.zh)",
          en: "\(expert) is pinned to \(candidate), but \(bar.words.en)"),
        free
      )
    case .pinsAboveDemand(let id, let pins, let demand):
      return (
        Bilingual(
          zh: "\(id) 固定了 \(pins.count) 位专家（\(pins.spaced)），还可排的只有 \(demand) 位",
          en: "\(pins.count) experts are pinned to \(id) (\(pins.spaced)), and it has seats for \(demand)"), free
      )
    case .pinsAboveLoad(let id, let pins, let greatest):
      return (
        Bilingual(
          zh: "\(id) 固定评 \(pins.count) 个（\(pins.spaced)），至多还可评 \(greatest) 个",
          en: "\(id) is pinned to \(pins.count) candidates (\(pins.spaced)) and has room for \(greatest)"),
        Bilingual(zh: "提高其 maximum_load，或取消一些固定（--free）", en: "raise its maximum_load, or free some (--free)")
      )
    case .pinsAboveLimit(let id, let pins, let limit, let most):
      return (
        Bilingual(
          zh: "\(id) 固定的 \(pins.spaced) 超出了“\(limit.words.zh)”（还可 \(most) 人）",
          en: "\(pins.spaced), pinned to \(id), are beyond “\(limit.words.en)” (room for \(most))"), free
      )
    default: return nil
    }
  }

  private var limitSentences: (message: Bilingual, mend: Bilingual) {
    let mend = Bilingual(
      zh: "修改方案的 compose（自定值可用 --set），或改这些对象的 demand",
      en: "change the scheme's compose (a house value by --set), or the demand of these candidates")
    switch self {
    case .limitAboveDemand(let ids, let limit, let least, let demand):
      return (
        Bilingual(
          zh: "\(PanelInputFault.brief(ids)) 每组 \(demand) 人，却要“\(limit.words.zh)”即 \(least) 人",
          en: "\(PanelInputFault.brief(ids)): panels of \(demand) cannot have “\(limit.words.en)”, which is \(least)"),
        mend
      )
    case .limitsContradict(let ids, let first, let second, let demand):
      return (
        Bilingual(
          zh: "\(PanelInputFault.brief(ids)) 每组 \(demand) 人，“\(first.words.zh)”与“\(second.words.zh)”不能同时做到",
          en:
            "\(PanelInputFault.brief(ids)): no panel of \(demand) keeps both “\(first.words.en)” and “\(second.words.en)”"
        ),
        mend
      )
    case .limitsAboveDemand(let ids, let limits, let least, let demand):
      return (
        Bilingual(
          zh:
            "\(PanelInputFault.brief(ids)) 每组 \(demand) 人，却同时要\(limits.map { "“\($0.words.zh)”" }.joined(separator: "、"))，合计 \(least) 人",
          en:
            "\(PanelInputFault.brief(ids)): panels of \(demand) cannot have \(limits.map { "“\($0.words.en)”" }.joined(separator: " and ")), together \(least)"
        ), mend
      )
    default: preconditionFailure("every fault is of a demand, a load, a pin or a limit")
    }
  }

  private static func nearest(_ name: String?) -> Bilingual {
    name.map { Bilingual(zh: "是不是 \($0)？", en: "perhaps \($0)?") }
      ?? Bilingual(zh: "核对编号", en: "check the id")
  }

  private static func brief(_ ids: [CandidateID]) -> String { ids.spaced(upTo: 6) }
}

extension PanelInputFault.Place {
  fileprivate var label: Bilingual {
    switch self {
    case .pins: Bilingual(zh: "固定", en: "pins")
    case .bans: Bilingual(zh: "禁止", en: "bans")
    }
  }
}

extension PanelInputFault.Bar {
  fileprivate var words: Bilingual {
    switch self {
    case .banned: Bilingual(zh: "又禁止两者同组", en: "the pair is banned as well")
    case .conflict: Bilingual(zh: "有必须回避或待确认的关系", en: "there is a hard or undecided conflict")
    case .noAffinity: Bilingual(zh: "契合度表里没有这一对", en: "the table of affinities leaves the pair out")
    }
  }
}
