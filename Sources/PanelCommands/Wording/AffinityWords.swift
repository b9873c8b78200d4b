import ExpertReview
import Reports

extension AffinityPolicy.Part {
  var label: Bilingual {
    switch self {
    case .fields: Bilingual(zh: "领域", en: "fields")
    case .text: Bilingual(zh: "文本", en: "text")
    case .bids: Bilingual(zh: "意向", en: "bid")
    case .imported: Bilingual(zh: "读入的契合度", en: "imported")
    }
  }
}

extension BidTable.Bid {
  var label: Bilingual {
    switch self {
    case .eager: Bilingual(zh: "想评", en: "eager")
    case .willing: Bilingual(zh: "可评", en: "willing")
    case .maybe: Bilingual(zh: "一般", en: "maybe")
    case .not: Bilingual(zh: "不想评", en: "not willing")
    }
  }
}

extension AffinityGrounds {
  /// Every part with its weight, its value and what it rests on, then the sum.
  func lines(under scheme: Scheme) -> [Bilingual] {
    var lines: [Bilingual] = []
    for part in parts {
      let (label, share) = (part.part.label, part.share.description)
      let from = part.source.map { $0.bracket(scheme) } ?? Bilingual(zh: "（方案没有规定）", en: "(the scheme says nothing)")
      let (value, adds) = (AffinityGrounds.decimal(part.value), AffinityGrounds.decimal(part.contribution))
      lines.append(
        Bilingual(
          zh: "\(label.zh)：\(value)，占 \(share)，计 \(adds) \(from.zh)",
          en: "\(label.en): \(value), weighs \(share), adds \(adds) \(from.en)"))
      lines += details(of: part.part).map { Bilingual(zh: "  " + $0.zh, en: "  " + $0.en) }
    }
    if let exact, let millionths {
      let rounded = AssignVerb.millionths(Int64(millionths))
      let isWhole = (exact * Fraction(1_000_000)).denominator == 1
      lines.append(
        isWhole
          ? Bilingual(zh: "合计 \(rounded)", en: "sum \(rounded)")
          : Bilingual(zh: "合计 \(exact)，四舍五入为 \(rounded)", en: "sum \(exact), rounded half up to \(rounded)"))
    }
    return lines
  }

  /// Six places, rounded half up, as it is shown; the sum is formed of the exact values.
  private static func decimal(_ value: Fraction) -> String { value.rounded(places: 6, .halfUp).description }

  private func details(of part: AffinityPolicy.Part) -> [Bilingual] {
    switch part {
    case .fields:
      topics.isEmpty
        ? [Bilingual(zh: "申报对象没有选领域", en: "the candidate names no topic")] : topics.map(\.words)
    case .text: [sharedTerms]
    case .bids:
      [
        bid.map { Bilingual(zh: "专家表示：\($0.label.zh)", en: "the expert's bid: \($0.label.en)") }
          ?? Bilingual(zh: "专家没有表示意向", en: "the expert made no bid")
      ]
    case .imported:
      imported == nil ? [Bilingual(zh: "契合度表里没有这一对，计 0", en: "not in the table, counts zero")] : []
    }
  }

  private var sharedTerms: Bilingual {
    guard !terms.isEmpty else { return Bilingual(zh: "没有共同的词", en: "no term is shared") }
    let shown = terms.map { "\($0.text) \(AssignVerb.millionths($0.millionths))" }
    let more = termCount - terms.count
    return Bilingual(
      zh: "共同的词：\(shown.joined(separator: "、"))" + (more > 0 ? " 等 \(termCount) 个" : ""),
      en: "shared terms: \(shown.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : ""))
  }
}

extension AffinityGrounds.Topic {
  fileprivate var words: Bilingual {
    guard let field else { return Bilingual(zh: "\(topic)：没有相近的领域", en: "\(topic): no field is near") }
    let worth = AssignVerb.millionths(millionths)
    if steps == 0 {
      return Bilingual(zh: "\(topic)：专家熟悉，计 \(worth)", en: "\(topic): the expert knows it, counts \(worth)")
    }
    let through =
      through.map { Bilingual(zh: "同属\($0)", en: "both of \($0)") } ?? Bilingual(zh: "上下级", en: "one within the other")
    return Bilingual(
      zh: "\(topic)：专家的\(field)与之相近（\(through.zh)，相距 \(steps) 步），计 \(worth)",
      en: "\(topic): near the expert's \(field) (\(through.en), \(steps.of("step")) apart), counts \(worth)")
  }
}

extension AffinityGrounds {
  var json: JSON {
    .object([
      "exact": exact.map { .text($0.description) } ?? .null,
      "parts": .array(
        parts.map {
          .object([
            "part": .text($0.part.rawValue), "share": .text($0.share.description), "value": .text($0.value.description),
            "adds": .text($0.contribution.description), "source": $0.source.map(\.json) ?? .null,
          ])
        }),
      "topics": .array(
        topics.map {
          .object([
            "topic": .text($0.topic), "field": $0.field.map { .text($0) } ?? .null,
            "through": $0.through.map { .text($0) }, "steps": $0.field == nil ? nil : .number($0.steps),
            "worth": .text(AssignVerb.millionths($0.millionths)),
          ])
        }),
      "terms": .array(
        terms.map { .object(["term": .text($0.text), "adds": .text(AssignVerb.millionths($0.millionths))]) }),
      "termCount": .number(termCount), "bid": bid.map { .text($0.rawValue) } ?? .null,
      "imported": imported.map { .text(AssignVerb.millionths(Int64($0))) } ?? .null,
    ])
  }
}
