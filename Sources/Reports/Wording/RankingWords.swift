import ExpertReview

// What became of a candidate in a ranking, and why.

extension RankingRow {
  /// What the row came to; in a short list, whether the candidate enters.
  public func result(isShortList: Bool) -> Bilingual {
    if isShortList { return listed ? Bilingual(zh: "入围", en: "enters") : Bilingual(zh: "—", en: "—") }
    return result
  }

  /// What the row came to: listed, in reserve, or neither.
  public var result: Bilingual {
    if listed { return Bilingual(zh: "入选", en: "listed") }
    if let reserve { return Bilingual(zh: "备选 \(reserve)", en: "reserve \(reserve)") }
    return Bilingual(zh: "—", en: "—")
  }

  /// What decided the row beside its score.
  public func remark(_ round: Round) -> Bilingual {
    var parts: [Bilingual] = []
    if let exclusion = round.exclusions[candidate] { parts.append(exclusion.label) }
    parts += barredBy.filter { $0 != .fellAway }.map(\.words)
    if let tieBrokenBy {
      parts.append(Bilingual(zh: "同分，按 \(tieBrokenBy.code) 在前", en: "tied, ahead by \(tieBrokenBy.code)"))
    }
    if !tied.isEmpty {
      let ids = tied.spaced
      parts.append(Bilingual(zh: "与 \(ids) 并列", en: "level with \(ids)"))
    }
    if let zoneRemark { parts.append(zoneRemark) }
    if wasChosen { parts.append(Bilingual(zh: "经决定入选", en: "chosen by decision")) }
    return Bilingual(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
  }
}

extension Bar {
  /// Why there is no place.
  public var words: Bilingual {
    switch self {
    case .tooFewSheets(let found, let needed):
      Bilingual(zh: "评分只有 \(found) 份，至少要 \(needed) 份", en: "\(found) sheets, \(needed) are needed")
    case .unmarked: Bilingual(zh: "没有评分", en: "no marks")
    case .lacksValue(let item): Bilingual(zh: "缺少 \(item) 的值", en: "no value for \(item)")
    case .minimum(let item, let atLeast):
      Bilingual(zh: "\(item?.rawValue ?? "总分")低于 \(atLeast)", en: "\(item?.rawValue ?? "total") below \(atLeast)")
    case .veto(let item, _, let below):
      Bilingual(
        zh: "\(item?.rawValue ?? "总分")有专家打到 \(below) 以下",
        en: "experts marked \(item?.rawValue ?? "the whole") below \(below)")
    case .fellAway: Bilingual(zh: "已退出", en: "out")
    case .notMet(let rule): Bilingual(zh: "组长定为不符合 \(rule)", en: "held by the chair not to meet \(rule)")
    case .notShortListed(let stage): Bilingual(zh: "在 \(stage) 阶段没有入围", en: "not on the short list of \(stage)")
    case .earlier(let stage, let bar):
      Bilingual(zh: "\(stage) 阶段：\(bar.words.zh)", en: "in \(stage): \(bar.words.en)")
    }
  }
}
