import ExpertReview
import Reports

/// The steps from marks to the official score, as sums to redo.
struct ScoreSteps {
  let scoring: CandidateExplanation.Scoring
  let stage: ReviewStage
  let round: Round
  let candidate: Candidate
  let numbers: NumberStyle
  private var trace: ScoreTrace { scoring.trace }
  private var rule: Aggregation { scoring.plan.aggregation }

  init(
    _ scoring: CandidateExplanation.Scoring, stage: ReviewStage, round: Round, candidate: Candidate,
    numbers: NumberStyle
  ) {
    self.scoring = scoring
    self.stage = stage
    self.round = round
    self.candidate = candidate
    self.numbers = numbers
  }

  func write(to output: inout Output) {
    output.line("")
    let source = rule.source.bracket(round.scheme)
    output.line(Bilingual(zh: "【计分】\(source.zh)", en: "[Score] \(source.en)"))
    switch rule.basis {
    case .total: sheets(&output)
    case .item: items(&output)
    }
    for item in trace.items where item.kind != .judged { value(item, &output) }
    sum(&output)
  }

  // MARK: Totals joined

  private func sheets(_ output: inout Output) {
    output.line(
      Bilingual(zh: "  先算每份评分表的总分（分数 × 权重，相加）：", en: "  first each sheet's total (marks × weights, summed):"))
    for sheet in trace.sheets { output.line("    " + line(of: sheet)[output.language]) }
    guard let trimming = trace.trimming else { return }
    output.line("  " + words(of: trimming, unit: Bilingual(zh: "份", en: "sheets"))[output.language])
    guard let mean = trace.panelMean else { return }
    let kept = trace.sheets.compactMap { sheet in
      (sheet.rounded?.fraction ?? sheet.exact).map { (value: $0, fate: sheet.fate) }
    }
    output.line("  " + meanLine(kept, is: mean)[output.language])
  }

  private func line(of sheet: ScoreTrace.Sheet) -> Bilingual {
    let expert = round.experts[Int(sheet.expert)].id
    guard let exact = sheet.exact else {
      let why = sheet.fate.words ?? Bilingual(zh: "不计", en: "does not count")
      return Bilingual(zh: "\(expert)  \(why.zh)", en: "\(expert)  \(why.en)")
    }
    var terms = ""
    for item in trace.items where item.kind == .judged {
      guard let mark = item.marks.first(where: { $0.expert == sheet.expert })?.value else { continue }
      terms += terms.isEmpty ? (item.deduct ? "− " : "") : item.deduct ? " − " : " + "
      terms += "\(mark) × \(item.multiplier.text)"
    }
    var text = "\(terms) = \(numbers.text(exact))"
    var scaled = Bilingual(zh: "", en: "")
    if sheet.scaledUp, let (added, deducted, reached, reachable) = parts(of: sheet.expert) {
      let less = deducted == .zero ? "" : " − \(numbers.text(deducted))"
      text =
        "\(terms)；\(numbers.text(added)) × \(numbers.text(reachable)) ÷ \(numbers.text(reached))\(less) = \(numbers.text(exact))"
      scaled = Bilingual(zh: "（有缺项，按已评各项的满分折算）", en: " (marks are missing: scaled up over what could be reached)")
    }
    let rounded = sheet.rounded.map { rounded in
      let words = rounding(after: .sheet)
      return Bilingual(zh: "，\(words.zh)：\(rounded)", en: ", \(words.en): \(rounded)")
    }
    let fate = sheet.fate.words.map { Bilingual(zh: "  [\($0.zh)]", en: "  [\($0.en)]") }
    return Bilingual(
      zh: "\(expert)  \(text)\(scaled.zh)\(rounded?.zh ?? "")\(fate?.zh ?? "")",
      en: "\(expert)  \(text)\(scaled.en)\(rounded?.en ?? "")\(fate?.en ?? "")")
  }

  /// Points given, points deducted, and of the points that could be given those on marked items and all.
  private func parts(
    of expert: Int32
  ) -> (added: Fraction, deducted: Fraction, reached: Fraction, reachable: Fraction)? {
    var (added, deducted, reached, reachable) = (Fraction.zero, Fraction.zero, Fraction.zero, Fraction.zero)
    for (item, scale) in zip(trace.items, scoring.plan.scales) where item.kind == .judged {
      let mark = item.marks.first { $0.expert == expert }?.value
      if item.deduct {
        guard let mark else { return nil }
        deducted += mark.fraction * item.multiplier.fraction
        continue
      }
      let full = scale.maximum.fraction * item.multiplier.fraction
      reachable += full
      guard let mark else { continue }
      reached += full
      added += mark.fraction * item.multiplier.fraction
    }
    return (added, deducted, reached, reachable)
  }

  // MARK: Items joined

  private func items(_ output: inout Output) {
    for item in trace.items where item.kind == .judged {
      let label = scoring.plan.items.first { $0.id == item.id }?.label ?? Bilingual(zh: "", en: "")
      output.line("  \(item.id)  \(label[output.language])")
      if let trimming = item.trimming {
        let dropped = item.marks.filter { $0.value != nil && $0.fate != .counted }
        let which = dropped.map { "\(round.experts[Int($0.expert)].id) \($0.value?.description ?? "")" }
        let names = which.isEmpty ? "" : Bilingual(zh: "：", en: ": ")[output.language] + which.joined(separator: "，")
        output.line("    " + words(of: trimming, unit: Bilingual(zh: "个分数", en: "marks"))[output.language] + names)
      }
      guard let mean = item.value else {
        output.line(Bilingual(zh: "    没有可计的分数", en: "    no mark counts"))
        continue
      }
      let kept = item.marks.compactMap { mark in mark.value.map { (value: $0.fraction, fate: mark.fate) } }
      output.line("    " + (meanLine(kept, is: mean) + step(item.rounded, after: .item))[output.language])
      output.line("    " + productLine(item, of: item.rounded?.fraction ?? mean)[output.language])
    }
  }

  // MARK: Shared steps

  /// What was left out of a panel's marks or sheets.
  private func words(of trimming: ScoreTrace.Trimming, unit: Bilingual) -> Bilingual {
    TrimmingWords(trimming, unit: unit, numbers: numbers).sentence
  }

  /// `均值 (86 + 81 + 78) ÷ 3 = 81.666666…`. Of equal ones at the edge so many stand as are left; what was replaced
  /// stands with the value that counts instead.
  private func meanLine(_ entries: [(value: Fraction, fate: ScoreTrace.Fate)], is mean: Fraction) -> Bilingual {
    var terms: [String] = []
    var left: [Fraction: Int] = [:]
    for entry in entries {
      switch entry.fate {
      case .counted: terms.append(numbers.text(entry.value))
      case .replaced(_, let instead): terms.append(numbers.text(instead))
      case .droppedInPart(_, let dropped, let among):
        let stillLeft = left[entry.value] ?? among - dropped
        left[entry.value] = stillLeft - 1
        if stillLeft > 0 { terms.append(numbers.text(entry.value)) }
      case .missing, .recused, .sheetIncomplete, .dropped, .rejected: continue
      }
    }
    let sum = terms.count == 1 ? terms[0] : "(" + terms.joined(separator: " + ") + ")"
    let text = "\(sum) ÷ \(terms.count) = \(numbers.text(mean))"
    return Bilingual(zh: "均值 \(text)", en: "mean \(text)")
  }

  private func productLine(_ item: ScoreTrace.Item, of value: Fraction) -> Bilingual {
    guard let product = item.product else { return Bilingual(zh: "", en: "") }
    let text = "\(numbers.text(value)) × \(item.multiplier.text) = \(numbers.text(product))"
    return Bilingual(zh: text, en: text) + step(item.roundedProduct, after: .product)
  }

  /// `，四舍五入到 2 位小数：81.67`; nothing where nothing is rounded.
  private func step(_ rounded: ExactDecimal?, after point: Aggregation.RoundingPoint) -> Bilingual {
    guard let rounded else { return Bilingual(zh: "", en: "") }
    let words = rounding(after: point)
    return Bilingual(zh: "，\(words.zh)：\(rounded)", en: ", \(words.en): \(rounded)")
  }

  private func rounding(after point: Aggregation.RoundingPoint) -> Bilingual {
    rule.rounding.first { $0.after == point }?.words ?? Bilingual(zh: "", en: "")
  }

  /// A given or computed item.
  private func value(_ item: ScoreTrace.Item, _ output: inout Output) {
    guard let known = scoring.plan.items.first(where: { $0.id == item.id }) else { return }
    let label = known.label
    let name = "\(item.id)  \(label[output.language])"
    guard let value = item.value else {
      return output.line(Bilingual(zh: "  \(name)：没有值", en: "  \(name): no value"))
    }
    var read = Bilingual(zh: "", en: "")
    if let key = known.from, let number = round.number(key, of: candidate), let slot = round.scheme.slots[key] {
      let field = round.scheme.fields[slot].label
      read = Bilingual(zh: "“\(field.zh)” \(number)，查表得 ", en: "“\(field.en)” \(number), by the table ")
    }
    let product = productLine(item, of: value)
    let sign = item.deduct ? Bilingual(zh: "（减）", en: " (deducted)") : Bilingual(zh: "", en: "")
    output.line(
      Bilingual(zh: "  \(name)：\(read.zh)\(product.zh)\(sign.zh)", en: "  \(name): \(read.en)\(product.en)\(sign.en)"))
  }

  /// The sum, its rounding and the score; or why there is none.
  private func sum(_ output: inout Output) {
    guard let total = trace.sum, let score = trace.standing.score else {
      let why = trace.standing.barredBy.map { $0.words[output.language] }.joined(separator: "；")
      return output.line(Bilingual(zh: "  没有得分：\(why)", en: "  no score: \(why)"))
    }
    var terms: [(text: String, isMinus: Bool)] = []
    if rule.basis == .total, let mean = trace.panelMean { terms.append((numbers.text(mean), false)) }
    for item in trace.items {
      guard let product = item.roundedProduct?.fraction ?? item.product else { continue }
      terms.append((numbers.text(product), item.deduct))
    }
    if terms.count > 1 {
      var text = terms[0].isMinus ? "− " : ""
      for (position, term) in terms.enumerated() {
        text += (position == 0 ? "" : term.isMinus ? " − " : " + ") + term.text
      }
      output.line(Bilingual(zh: "  合计 \(text) = \(numbers.text(total))", en: "  sum \(text) = \(numbers.text(total))"))
    }
    let words = rounding(after: .total)
    let text = score.isDecimal ? score.text : numbers.text(score.exact)
    output.line(
      words.zh.isEmpty
        ? Bilingual(zh: "  得分 \(text)", en: "  score \(text)")
        : Bilingual(zh: "  得分（\(words.zh)）：\(text)", en: "  score (\(words.en)): \(text)"))
    if !score.isDecimal {
      output.line(
        Bilingual(
          zh: "  方案没有规定总分修约：按精确值排名，印作 \(score.text)",
          en: "  the scheme does not round the total: the exact value ranks, printed as \(score.text)"))
    }
  }
}
