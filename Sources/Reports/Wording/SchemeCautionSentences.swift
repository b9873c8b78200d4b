import ExpertReview

extension SchemeCaution {
  /// What the scheme's words bring with them, and what else could be said. The place is told by the caller.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .betterMarkMayCost:
      (
        Bilingual(
          zh: "按偏离中位数去掉离群值时，一个更高的分数可能使申报对象得分反而降低（这个分数自己越过界限，或界限移动后别的高分被去掉）",
          en:
            "where marks far from the median are rejected, a higher mark can lower the candidate's score: it may pass the limit itself, or move the limit so that another falls out"
        ),
        Bilingual(
          zh: "若不愿如此，用 dropExtremes、trimmed、winsorised、median 或 middle；要保留就不必改",
          en: "use dropExtremes, trimmed, winsorised, median or middle if that must not be; otherwise leave it")
      )
    }
  }

  /// A stable name for scripts.
  public var code: String {
    switch self {
    case .betterMarkMayCost: "scheme.betterMarkMayCost"
    }
  }
}
