import ExpertReview

// How sure a result is, in plain words.

extension LineVariant.Change {
  /// Stable, for scripts: `rule:median`, `weight:B+10`, `expert:E07`.
  public var code: String {
    switch self {
    case .rule(let rule): "rule:\(rule.rawValue)"
    case .weight(let item, let percent): "weight:\(item)\(percent < 0 ? "" : "+")\(percent)"
    case .without(let expert): "expert:\(expert)"
    }
  }

  /// What is otherwise, short enough for a cell.
  public var words: Bilingual {
    switch self {
    case .rule(let rule): rule.words
    case .weight(let item, let percent):
      Bilingual(
        zh: "\(item) 的权重\(percent < 0 ? "减" : "加") \(abs(percent)) %",
        en: "\(item) weighs \(abs(percent)) % \(percent < 0 ? "less" : "more")")
    case .without(let expert): Bilingual(zh: "没有 \(expert)", en: "without \(expert)")
    }
  }
}

extension ComparedRule {
  /// The rule, short enough for a cell.
  public var words: Bilingual {
    switch self {
    case .mean: Bilingual(zh: "不去高低，取平均", en: "plain mean")
    case .dropOne: Bilingual(zh: "去 1 高 1 低", en: "1 high and 1 low dropped")
    case .dropTwo: Bilingual(zh: "去 2 高 2 低", en: "2 high and 2 low dropped")
    case .trimmedFifth: Bilingual(zh: "两端各去 20 %", en: "20 % dropped at each end")
    case .winsorisedFifth: Bilingual(zh: "两端各 20 % 以相邻分代替", en: "20 % replaced at each end")
    case .median: Bilingual(zh: "取中位数", en: "median")
    case .rejectByMAD: Bilingual(zh: "剔除离群分", en: "outliers rejected")
    }
  }
}

extension Certainty.Verdict {
  /// Stable, for scripts.
  public var code: String {
    switch self {
    case .inByAny: "inByAny"
    case .outByAny: "outByAny"
    case .depends: "depends"
    }
  }

  /// The verdict with at most `most` of what it depends on.
  public func words(naming most: Int = .max) -> Bilingual {
    switch self {
    case .inByAny: return Bilingual(zh: "怎么算都在线上", en: "in by any rule")
    case .outByAny: return Bilingual(zh: "怎么算都在线下", en: "out by any rule")
    case .depends(let changes):
      guard !changes.isEmpty else { return Bilingual(zh: "线上同分或在线边上", en: "tied at the line or in its zone") }
      let named = changes.prefix(most).map(\.words)
      let rest = changes.count - named.count
      let zh = named.map(\.zh).joined(separator: "、") + (rest > 0 ? " 等 \(changes.count) 种" : "")
      let en = named.map(\.en).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
      return Bilingual(zh: "不一定：\(zh)，就会变", en: "depends (would turn): \(en)")
    }
  }
}

extension ClosedRange<Int> {
  /// `3`, or `2–5`.
  public var placesText: String { lowerBound == upperBound ? "\(lowerBound)" : "\(lowerBound)–\(upperBound)" }
}

extension Certainty {
  /// The share of replicates in which a candidate is above the line.
  public func share(of row: Row) -> Double { Double(row.above) / Double(settings.replicates) }

  /// The Monte Carlo standard error of that share.
  public func standardError(of row: Row) -> Double {
    let share = share(of: row)
    return (share * (1 - share) / Double(settings.replicates)).squareRoot()
  }

  /// `93 %`; never a round 0 or 100 where the replicates were not of one mind.
  public func chance(of row: Row) -> String {
    let (above, all) = (row.above, settings.replicates)
    if above > 0, above * 200 < all { return "<1 %" }
    if above < all, (all - above) * 200 < all { return ">99 %" }
    return "\((above * 200 + all) / (2 * all)) %"
  }
}
