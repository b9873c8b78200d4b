import ExpertReview

extension PanelFault {
  /// Which limit the standing panels break, and what to do.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .noPanel(let id):
      (Bilingual(zh: "\(id) 没有评审组", en: "\(id) has no panel"), PanelFault.again)
    case .notShortListed(let id):
      (
        Bilingual(zh: "\(id) 有评审组，却没有入围这一阶段", en: "\(id) has a panel but is not on the short list of the stage"),
        PanelFault.again
      )
    case .tooFewMembers(let id, let found, let needed):
      (
        Bilingual(
          zh: "\(id) 的评审组只有 \(found) 人，要 \(needed) 人", en: "the panel of \(id) has \(found) of \(needed) experts"),
        PanelFault.again
      )
    case .conflict(let candidate, let expert):
      (
        Bilingual(
          zh: "\(expert) 应当回避 \(candidate)，却在其评审组里",
          en: "\(expert) sits on the panel of \(candidate) and has a conflict"),
        Bilingual(
          zh: "用 panel explain \(candidate) \(expert) 看依据，再换人：panel assign --repair",
          en: "see panel explain \(candidate) \(expert), then fill the seat anew: panel assign --repair")
      )
    case .unavailable(let expert):
      (Bilingual(zh: "\(expert) 不能参加，却在评审组里", en: "\(expert) sits on panels and is not available"), PanelFault.again)
    case .overloaded(let expert, let load, let maximum):
      (
        Bilingual(
          zh: "\(expert) 排了 \(load) 个，至多 \(maximum) 个", en: "\(expert) has \(load) candidates and may have \(maximum)"),
        PanelFault.again
      )
    case .composition(let id, let limit, let experts, let count):
      (
        Bilingual(
          zh:
            "\(id) 的评审组不符合“\(limit.words.zh)”：\(experts.count) 人，应\(limit.sense == .atLeast ? "至少" : "至多") \(count) 人",
          en:
            "the panel of \(id) breaks “\(limit.words.en)”: \(experts.count) of \(limit.sense == .atLeast ? "at least" : "at most") \(count)"
        ), PanelFault.again
      )
    case .banned(let candidate, let expert):
      (
        Bilingual(
          zh: "\(expert) 在 \(candidate) 的评审组里，却已禁止",
          en: "\(expert) sits on the panel of \(candidate) and is banned from it"),
        Bilingual(
          zh: "重排：panel assign；或取消禁止：panel assign --free \(candidate):\(expert) --reason 理由",
          en:
            "make the panels anew: panel assign; or free the pair: panel assign --free \(candidate):\(expert) --reason WHY"
        )
      )
    case .tooManyOfUnit(let id, let experts):
      (
        Bilingual(
          zh: "\(id) 的评审组里 \(experts.spaced) 出自同一单位",
          en: "on the panel of \(id), \(experts.spaced) are of one unit"),
        PanelFault.again
      )
    }
  }

  private static var again: Bilingual {
    Bilingual(
      zh: "只补这些席位：panel assign --repair；全部重排（已评的席位保留）：panel assign",
      en: "fill these seats alone: panel assign --repair; make all anew but those marked: panel assign")
  }

  /// A short name that scripts may rely on.
  public var code: String { String(String(describing: self).prefix { $0 != "(" }) }

  /// Whom it concerns.
  public var candidate: CandidateID? {
    switch self {
    case .noPanel(let id), .notShortListed(let id), .tooFewMembers(let id, _, _), .conflict(let id, _),
      .tooManyOfUnit(let id, _), .composition(let id, _, _, _), .banned(let id, _):
      id
    case .unavailable, .overloaded: nil
    }
  }

  public var experts: [ExpertID] {
    switch self {
    case .noPanel, .notShortListed, .tooFewMembers: []
    case .conflict(_, let expert), .unavailable(let expert), .overloaded(let expert, _, _), .banned(_, let expert):
      [expert]
    case .tooManyOfUnit(_, let experts), .composition(_, _, let experts, _): experts
    }
  }
}
