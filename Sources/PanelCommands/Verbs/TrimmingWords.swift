import ExpertReview
import Reports

/// What an outlier rule left of a panel's marks or sheets, in a sentence that can be redone.
struct TrimmingWords {
  let trimming: ScoreTrace.Trimming
  /// `份`, `sheets`.
  let unit: Bilingual
  let numbers: NumberStyle

  init(_ trimming: ScoreTrace.Trimming, unit: Bilingual, numbers: NumberStyle) {
    self.trimming = trimming
    self.unit = unit
    self.numbers = numbers
  }

  /// `5 份，去掉最高 1、最低 1，余 3`.
  var sentence: Bilingual {
    let found = trimming.found
    let head = Bilingual(zh: "\(found) \(unit.zh)", en: "\(found) \(unit.en)")
    return head + fallback + name + what
  }

  /// The rule, where what it drops or replaces does not tell it.
  private var name: Bilingual {
    guard trimming.fellBackFrom == nil else { return Bilingual(zh: "", en: "") }
    switch trimming.rule {
    case .mean, .dropExtremes, .winsorised, .rejectByMAD: return Bilingual(zh: "", en: "")
    case .trimmed, .winsorisedShare, .median, .middle:
      let words = trimming.rule.words
      return Bilingual(zh: "，\(words.zh)", en: ", \(words.en)")
    }
  }

  /// `，不足 5`, with the rule that holds instead where it is another than the mean.
  private var fallback: Bilingual {
    guard let above = trimming.fellBackFrom else { return Bilingual(zh: "", en: "") }
    let least = above.whenFewerThan
    let instead = trimming.rule == .mean ? nil : trimming.rule.words
    return Bilingual(
      zh: "，不足 \(least)" + (instead.map { "，改用\($0.zh)" } ?? ""),
      en: ", fewer than \(least)" + (instead.map { ", so \($0.en)" } ?? ""))
  }

  private var what: Bilingual {
    let (high, low) = (trimming.droppedHigh, trimming.droppedLow)
    if let spread = trimming.spread { return rejected(spread) }
    if trimming.replacedHigh + trimming.replacedLow > 0 {
      return Bilingual(
        zh: "，最高 \(trimming.replacedHigh)、最低 \(trimming.replacedLow) 以相邻的代替",
        en: ", \(trimming.replacedHigh) highest and \(trimming.replacedLow) lowest replaced by the nearest kept")
    }
    if high + low > 0 {
      return Bilingual(
        zh: "，去掉最高 \(high)、最低 \(low)，余 \(trimming.used)",
        en: ", \(high) highest and \(low) lowest dropped, \(trimming.used) left")
    }
    return trimming.fellBack
      ? Bilingual(zh: "，不去最高最低", en: ": nothing is dropped") : Bilingual(zh: "，全部计入", en: ", all count")
  }

  /// The median, the median deviation and the limit that they come to.
  private func rejected(_ spread: ScoreTrace.Spread) -> Bilingual {
    guard case .rejectByMAD(let rule) = trimming.rule else { return Bilingual(zh: "", en: "") }
    let (median, deviation) = (numbers.text(spread.median), numbers.text(spread.deviation))
    let end: Bilingual
    if let limit = spread.limit {
      let sum = "\(rule.cut) × \(rule.constant) × \(deviation) = \(numbers.text(limit))"
      end = Bilingual(
        zh: "，偏离不得超过 \(sum)；去掉高的 \(trimming.droppedHigh)、低的 \(trimming.droppedLow)，余 \(trimming.used)",
        en:
          ", limit \(sum); \(trimming.droppedHigh) above and \(trimming.droppedLow) below rejected, \(trimming.used) left"
      )
    } else {
      end = Bilingual(zh: "，为零，一个也不去", en: ", zero: none is rejected")
    }
    return Bilingual(
      zh: "；中位数 \(median)，偏差的中位数 (MAD) \(deviation)\(end.zh)",
      en: "; median \(median), median deviation (MAD) \(deviation)\(end.en)")
  }
}
