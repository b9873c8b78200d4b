import ExpertReview

// A grid of designs: every combination of what it lists.
//
// The key that is written first varies slowest, as the outer of nested loops. A design's id joins what tells it from
// the others: `7-experts-drop1`; its label does so in words.
extension StudyReader {
  private enum Side: String, CaseIterable {
    case experts, layouts, rules, roundings, corrections, lotteries
  }

  /// What a value of one side adds to a design.
  private struct Choice {
    let id: String
    let label: Bilingual
    let change: (inout Draft) -> Void
  }

  /// A design as it grows.
  private struct Draft {
    var experts = 1
    var layout = StudyDesign.Layout.everyone
    var rule: Rule = (nil, [])
    var rounding: Spot?
    var correction = StudyDesign.Correction.none
    var lottery = 0
  }

  mutating func grid(_ spot: Spot) -> [StudyDesign] {
    guard let spot = form.open(spot, keys: Side.allCases.map(\.rawValue), sourced: false) else { return [] }
    _ = form.required(spot, Side.experts.rawValue)
    let before = faultCount
    var sides: [[Choice]] = []
    for member in spot.node.members ?? [] {
      guard let side = Side(rawValue: member.key), let list = form.child(spot, member.key) else { continue }
      let choices = choices(side, list)
      if choices.isEmpty, list.node.elements?.isEmpty ?? false { form.note(.empty, at: list) }
      noteRepeats(choices, at: list)
      sides.append(choices)
    }
    guard faultCount == before else { return [] }
    var combinations: [[Choice]] = [[]]
    for side in sides { combinations = combinations.flatMap { start in side.map { start + [$0] } } }
    let telling = sides.map { $0.count > 1 }
    let tellsNothing = !telling.contains(true)
    return combinations.map { choices in
      var draft = Draft()
      for choice in choices { choice.change(&draft) }
      let names = zip(choices, telling).filter { $0.1 || tellsNothing }.map(\.0)
      if let rounding = draft.rounding {
        draft.rule.rounding = form.rounding(rounding, on: draft.rule.outliers?.on ?? .item)
      }
      return StudyDesign(
        id: names.map(\.id).joined(separator: "-"),
        label: Bilingual(
          zh: names.map(\.label.zh).joined(separator: "，"), en: names.map(\.label.en).joined(separator: ", ")),
        experts: draft.experts, layout: draft.layout, outliers: draft.rule.outliers, rounding: draft.rule.rounding,
        correction: draft.correction, lottery: draft.lottery)
    }
  }

  private mutating func noteRepeats(_ choices: [Choice], at list: Spot) {
    var seen: Set<String> = []
    for choice in choices where !choice.id.isEmpty && !seen.insert(choice.id).inserted {
      form.note(.repeatedID(choice.id), at: list)
    }
  }

  private mutating func choices(_ side: Side, _ list: Spot) -> [Choice] {
    form.elements(list).compactMap { element in
      switch side {
      case .experts: expertsChoice(element)
      case .lotteries: lotteryChoice(element)
      case .corrections: correctionChoice(element)
      case .layouts: layoutChoice(element)
      case .rules: ruleChoice(element)
      case .roundings: roundingChoice(element)
      }
    }
  }

  private mutating func expertsChoice(_ spot: Spot) -> Choice {
    let experts = form.count(spot, from: 1, until: 999)
    return Choice(id: "\(experts)-experts", label: Bilingual(zh: "\(experts) 位专家", en: "\(experts) experts")) {
      $0.experts = experts
    }
  }

  private mutating func lotteryChoice(_ spot: Spot) -> Choice {
    let half = form.count(spot, from: 0, until: 1_000_000)
    let label =
      half == 0
      ? Bilingual(zh: "不抽签", en: "no lottery")
      : Bilingual(zh: "线上线下各 \(half) 名抽签", en: "lottery among \(half) on either side of the line")
    return Choice(id: "lottery-\(half)", label: label) { $0.lottery = half }
  }

  private mutating func correctionChoice(_ spot: Spot) -> Choice? {
    form.oneOf(spot, StudyDesign.Correction.self).map { correction in
      Choice(id: correction.rawValue, label: correction.label) { $0.correction = correction }
    }
  }

  private mutating func layoutChoice(_ spot: Spot) -> Choice? {
    guard let layout = self.layout(spot, beside: ["id", "label"]) else { return nil }
    return Choice(id: form.text(spot, "id"), label: form.words(spot, "label")) { $0.layout = layout }
  }

  private mutating func ruleChoice(_ spot: Spot) -> Choice? {
    let keys = ["id", "label", "aggregate", "outliers", "rounding"]
    guard let spot = form.open(spot, keys: keys, sourced: false) else { return nil }
    let rule = self.rule(spot)
    return Choice(id: form.text(spot, "id"), label: form.words(spot, "label")) { $0.rule = rule }
  }

  private mutating func roundingChoice(_ spot: Spot) -> Choice? {
    guard let spot = form.open(spot, keys: ["id", "label", "rounding"], sourced: false) else { return nil }
    _ = form.required(spot, "rounding")
    return Choice(id: form.text(spot, "id"), label: form.words(spot, "label")) { $0.rounding = spot }
  }
}

extension StudyDesign.Correction {
  /// What it is called where designs are named.
  public var label: Bilingual {
    switch self {
    case .none: Bilingual(zh: "不校正松紧", en: "no correction")
    case .standardScores: Bilingual(zh: "标准分", en: "standard scores")
    case .leastSquares: Bilingual(zh: "最小二乘校正", en: "least squares")
    case .components: Bilingual(zh: "方差分量预测", en: "predictions by variance components")
    }
  }
}
