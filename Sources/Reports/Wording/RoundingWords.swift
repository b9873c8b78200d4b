import ExpertReview

extension Aggregation.Rounding {
  /// `四舍五入到 2 位小数`.
  public var words: Bilingual { mode.words(places: places) }
}

extension Selection.Rounding {
  /// As for a score.
  public var words: Bilingual { mode.words(places: places) }
}

extension RoundingMode {
  /// `四舍五入到 2 位小数`.
  fileprivate func words(places: Int) -> Bilingual {
    let mode: Bilingual =
      switch self {
      case .halfUp: Bilingual(zh: "四舍五入", en: "rounded half up")
      case .halfEven: Bilingual(zh: "四舍六入五成双", en: "rounded half to even")
      case .down: Bilingual(zh: "舍去尾数", en: "cut off")
      case .up: Bilingual(zh: "进一", en: "rounded up")
      }
    return places == 0
      ? Bilingual(zh: "\(mode.zh)到整数", en: "\(mode.en) to a whole number")
      : Bilingual(zh: "\(mode.zh)到 \(places) 位小数", en: "\(mode.en) to \(places) places")
  }
}

extension Aggregation.RoundingPoint {
  /// What is rounded.
  public var words: Bilingual {
    switch self {
    case .item: Bilingual(zh: "每个评分项", en: "each item")
    case .product: Bilingual(zh: "每项乘权重或系数之积", en: "each item times its weight or factor")
    case .sheet: Bilingual(zh: "每位专家的总分", en: "each expert's total")
    case .total: Bilingual(zh: "总分", en: "total")
    }
  }
}
