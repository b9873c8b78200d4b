import ExpertReview
import Reports
import Statistics

/// `panel analyse agreement`: how far experts agree, what more of them would bring, and what to ask them.
struct AnalyseAgreement {
  let stage: AnalysedStage
  let seed: String
  let groups: [GroupAgreement]
  /// By group, its judged items.
  private let items: [GroupID: [RubricItem]]

  /// Throws where no group that is asked for judges the item asked for.
  init(_ stage: AnalysedStage) throws {
    self.stage = stage
    let seed = stage.invocation.text("seed") ?? "1"
    let only = stage.invocation.text("item").map { ItemID($0) }
    let asked = stage.groups.filter { stage.asks(for: $0.group) }
    let known = asked.flatMap { $0.plan.judgedItems.map(\.id) }
    if let only, !known.contains(only) {
      throw VerbFault.unknownJudgedItem(only, known: Set(known).sorted()).refusal
    }
    let register = stage.round.experts.map(\.id)
    groups = asked.map { standings in
      let all = [nil] + standings.plan.judgedItems.map { Optional($0.id) }
      return GroupAgreement(
        standings, items: only.map { [$0] } ?? all, register: register, seed: seed)
    }
    items = Dictionary(uniqueKeysWithValues: asked.map { ($0.group, $0.plan.judgedItems) })
    self.seed = seed
  }

  func write(to output: inout Output) {
    if output.isJSON { return output.json(json) }
    output.line(AnalysedStage.isBeside)
    for group in groups {
      for part in group.parts.prefix(1) { tell(part, of: group, &output) }
      if group.parts.count > 1 { output.table(parts(of: group, output.language)) }
      ask(group, &output)
    }
  }

  // MARK: One part in full

  private func label(of part: GroupAgreement.Part, in group: GroupID) -> Bilingual {
    guard let item = part.item else { return Bilingual(zh: "总分", en: "totals") }
    return items[group]?.first { $0.id == item }?.label ?? Bilingual(zh: item.rawValue, en: item.rawValue)
  }

  private func tell(_ part: GroupAgreement.Part, of group: GroupAgreement, _ output: inout Output) {
    let language = output.language
    let name = stage.round.label(of: group.group)
    let label = label(of: part, in: group.group)
    output.line()
    output.line("【\(name[language]) · \(label[language])】")
    switch part.summary {
    case .failure(let gap): output.line(gap.words)
    case .success(let summary):
      output.line(
        Bilingual(
          zh: "\(summary.subjects) 个对象，\(summary.raters) 位专家，\(summary.marks) 个分数",
          en: "\(summary.subjects) candidates, \(summary.raters) experts, \(summary.marks) marks"))
      output.table(figures(summary, language))
      output.line(Self.shares(summary))
      output.line(Self.decisions(summary))
      if summary.subjects < Self.fewCandidates {
        output.line(
          Bilingual(
            zh: "！对象只有 \(summary.subjects) 个，区间很宽，不要据此下结论",
            en: "! only \(summary.subjects) candidates: intervals are wide, draw no conclusion"))
      }
      if !part.blocks.isEmpty { output.table(blocks(part, language)) }
    }
  }

  /// Below so many candidates a sentence warns.
  private static let fewCandidates = 10

  private func figures(_ summary: AgreementSummary, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "指标", en: "figure")[language]), .init(Bilingual(zh: "数值", en: "value")[language], .right),
      .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init(Bilingual(zh: "意思", en: "what it means")[language]),
    ])
    let rows: [(String, AgreementSummary.Figure, Bilingual)] = [
      (
        "ICC(A,1)", summary.single,
        Bilingual(zh: "一位专家的一个分数有多可靠；松紧不同也算不一致", en: "how reliable one expert's mark is; severity counts against it")
      ),
      (
        "ICC(C,1)", summary.order,
        Bilingual(zh: "只看先后有多可靠；松紧不算", en: "how reliable one expert's order is; severity does not count")
      ),
      (
        "α", summary.alpha,
        Bilingual(
          zh: "超出偶然的一致，按分差；对象都差不多时偏低", en: "agreement beyond chance by differences; low where candidates are alike")
      ),
      (
        Bilingual(zh: "α（次序）", en: "α (order)")[language], summary.ordinalAlpha,
        Bilingual(zh: "同上，只按次序", en: "the same by order alone")
      ),
    ]
    for (name, figure, meaning) in rows {
      table.add([name, figure.value.places(2), Self.bounds(figure.interval), meaning[language]])
    }
    return table
  }

  private static func bounds(_ interval: ConfidenceInterval?) -> String {
    interval.map { "[\($0.lower.places(2)), \($0.upper.places(2))]" } ?? "—"
  }

  private static func shares(_ summary: AgreementSummary) -> Bilingual {
    let study = summary.study
    let whole = study.subjects + study.raters + study.residual
    func share(_ variance: Double) -> String { "\((100 * variance / whole).places(0)) %" }
    return Bilingual(
      zh: "分数的差别里，对象占 \(share(study.subjects))，专家松紧占 \(share(study.raters))，其余（看法不同和偶然）占 \(share(study.residual))",
      en: """
        of the variance of marks candidates make \(share(study.subjects)), severity of experts \
        \(share(study.raters)), the rest (other views and chance) \(share(study.residual))
        """)
  }

  /// Panel sizes that are told: the one there was, and odd ones about it.
  private static func sizes(_ summary: AgreementSummary) -> [Int] {
    Set([3, 5, 7, 9, 11, 15, summary.panelSize]).sorted()
  }

  private static func decisions(_ summary: AgreementSummary) -> Bilingual {
    func list(_ reliability: (DecisionStudy.Outcome) -> Double, _ one: (String, String) -> String) -> [String] {
      sizes(summary).map { one(String($0), reliability(summary.study.outcome(raters: $0)).places(2)) }
    }
    let same = (
      list(\.generalizability) { "\($0) 位 \($1)" }.joined(separator: "，"),
      list(\.generalizability) { "with \($0) \($1)" }.joined(separator: ", ")
    )
    let own = (
      list(\.dependability) { "\($0) 位 \($1)" }.joined(separator: "，"),
      list(\.dependability) { "with \($0) \($1)" }.joined(separator: ", ")
    )
    return Bilingual(
      zh: """
        平均分的可靠程度（再来一批同样的专家，有多大程度上会得到同样的高低）：
          同一批专家评全部：\(same.0)
          各有各的专家：    \(own.0)
        """,
      en: """
        reliability of the mean (how far like experts would come to the same):
          the same experts for all:   \(same.1)
          experts of their own each:  \(own.1)
        """)
  }

  private func blocks(_ part: GroupAgreement.Part, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "评审小组", en: "panel")[language], mayBeCut: true),
      .init(Bilingual(zh: "对象", en: "candidates")[language], .right), .init("ICC(A,1)", .right),
      .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init(Bilingual(zh: "平均分", en: "mean")[language], .right),
      .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right), .init("W", .right), .init("p", .right),
    ])
    for block in part.blocks {
      table.add([
        block.raters.map { part.marks.experts[$0] }.spaced, String(block.subjects.count), block.single.value.places(2),
        Self.bounds(block.single.interval()), block.average.value.places(2), Self.bounds(block.average.interval()),
        block.concordance?.value.places(2) ?? "—", block.concordance?.probability.probabilityText ?? "—",
      ])
    }
    return table
  }

  // MARK: All parts side by side

  private func parts(of group: GroupAgreement, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "项目", en: "item")[language], mayBeCut: true),
      .init("ICC(A,1)", .right), .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init("ICC(C,1)", .right), .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init("α", .right), .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init(Bilingual(zh: "平均分", en: "mean")[language], .right),
    ])
    for part in group.parts {
      let name = label(of: part, in: group.group)[language]
      guard case .success(let summary) = part.summary else {
        table.add([name] + Array(repeating: "—", count: 7))
        continue
      }
      table.add([
        name, summary.single.value.places(2), Self.bounds(summary.single.interval), summary.order.value.places(2),
        Self.bounds(summary.order.interval), summary.alpha.value.places(2), Self.bounds(summary.alpha.interval),
        summary.study.outcome(raters: summary.panelSize).generalizability.places(2),
      ])
    }
    return table
  }

  // MARK: Questions

  private func ask(_ group: GroupAgreement, _ output: inout Output) {
    let names = Dictionary(uniqueKeysWithValues: stage.round.experts.map { ($0.id, $0.name) })
    let asked = group.parts.flatMap { part in part.questions.questions.map { (part, $0) } }
    output.line()
    let thresholds = QuestionThresholds()
    guard !asked.isEmpty else {
      let few = group.parts.allSatisfy { $0.questions.profiles.isEmpty }
      output.line(
        few
          ? Bilingual(
            zh: "没有专家评满 \(thresholds.leastMarks) 个对象，不提疑问",
            en: "no expert has marked \(thresholds.leastMarks) candidates: nothing is asked")
          : Bilingual(zh: "对各位专家的分数没有疑问", en: "the marks raise no question about any expert"))
      return
    }
    output.line(
      Bilingual(zh: "想请专家本人确认（只是疑问，不是结论）：", en: "to be asked of the experts themselves (questions, not findings):"))
    for (part, question) in asked {
      let expert = part.marks.experts[question.profile.rater]
      let words = question.words(part.marks.candidates)
      let label = label(of: part, in: group.group)
      output.line(
        Bilingual(
          zh: "  \(expert) \(names[expert] ?? "")，\(label.zh)：\(words.zh)",
          en: "  \(expert) \(names[expert] ?? ""), \(label.en): \(words.en)"))
    }
    output.line(
      Bilingual(
        zh: """
          界线是自定的：p 经校正不超过 \(thresholds.level)；相关比其他专家的中位数低 \(thresholds.correlationGap) 以上；标准差不到其他专家的 \
          \(thresholds.spreadShare) 倍；同一个分数占 \((100 * thresholds.modalShare).places(0)) % 以上且为其他专家的 \
          \(thresholds.modalTimes.places(0)) 倍以上；对调的两个分数各离其他专家 \(thresholds.swapDeviations.places(0)) 个标准差以上。\
          没有人出错时，一张表出现疑问的机会不超过 \((100 * thresholds.level).places(0)) %
          """,
        en: """
          house thresholds: adjusted p at most \(thresholds.level); correlation \(thresholds.correlationGap) below the \
          others' median; spread at most \(thresholds.spreadShare) of theirs; one mark in \
          \((100 * thresholds.modalShare).places(0)) % and \(thresholds.modalTimes.places(0)) times as often; both \
          marks exchanged \(thresholds.swapDeviations.places(0)) standard deviations away. Where nobody erred, a table \
          raises any question with a chance of at most \((100 * thresholds.level).places(0)) %
          """))
  }
}

// MARK: - JSON

extension AnalyseAgreement {
  private var json: JSON {
    .object([
      "analysis": .text("agreement"), "stage": .text(stage.stage.id), "seed": .text(seed), "level": .statistic(0.95),
      "groups": .array(
        groups.map { group in
          .object(["group": .text(group.group.rawValue), "parts": .array(group.parts.map(json(of:)))])
        }),
    ])
  }

  private func json(of part: GroupAgreement.Part) -> JSON {
    var gap: JSON = .null
    var figures: [JSON.Member] = []
    switch part.summary {
    case .failure(let found): gap = .text(found.code)
    case .success(let summary): figures = json(of: summary).members ?? []
    }
    let head = JSON.object(["item": part.item.map { .text($0.rawValue) } ?? .null, "refused": gap]).members ?? []
    let tail =
      JSON.object([
        "blocks": .array(part.blocks.map { json(of: $0, part) }),
        "questions": .array(part.questions.questions.map { json(of: $0, part) }),
      ]).members ?? []
    return JSON(.object(head + figures + tail))
  }

  private func json(of summary: AgreementSummary) -> JSON {
    .object([
      "candidates": .number(summary.subjects), "experts": .number(summary.raters), "marks": .number(summary.marks),
      "panelSize": .number(summary.panelSize), "complete": .boolean(summary.isComplete),
      "single": json(of: summary.single), "order": json(of: summary.order), "alpha": json(of: summary.alpha),
      "ordinalAlpha": json(of: summary.ordinalAlpha),
      "variances": .object([
        "candidates": .statistic(summary.study.subjects), "experts": .statistic(summary.study.raters),
        "rest": .statistic(summary.study.residual),
      ]),
      "decisions": .array(Self.sizes(summary).map { Self.json(of: summary.study, experts: $0) }),
    ])
  }

  private static func json(of study: DecisionStudy, experts: Int) -> JSON {
    let outcome = study.outcome(raters: experts)
    return .object([
      "experts": .number(experts), "same": .statistic(outcome.generalizability),
      "own": .statistic(outcome.dependability),
    ])
  }

  private func json(of block: BlockAgreement, _ part: GroupAgreement.Part) -> JSON {
    .object([
      "experts": .identifiers(block.raters.map { part.marks.experts[$0] }),
      "candidates": .identifiers(block.subjects.map { part.marks.candidates[$0] }),
      "single": json(of: block.single.value, block.single.interval()),
      "mean": json(of: block.average.value, block.average.interval()),
      "concordance": block.concordance.map(Self.json(of:)) ?? .null,
    ])
  }

  private static func json(of concordance: Concordance.Statistic) -> JSON {
    .object([
      "value": .statistic(concordance.value), "chiSquare": .statistic(concordance.chiSquare),
      "degreesOfFreedom": .number(concordance.degreesOfFreedom), "probability": .statistic(concordance.probability),
    ])
  }

  private func json(of figure: AgreementSummary.Figure) -> JSON { json(of: figure.value, figure.interval) }

  private func json(of value: Double, _ interval: ConfidenceInterval?) -> JSON {
    .object([
      "value": .statistic(value), "lower": interval.map { .statistic($0.lower) } ?? .null,
      "upper": interval.map { .statistic($0.upper) } ?? .null,
    ])
  }

  private func json(of question: RaterQuestions.Question, _ part: GroupAgreement.Part) -> JSON {
    let profile = question.profile
    var swap: JSON?
    if question.kind == .swapped, let found = profile.swap {
      swap = .object([
        "candidates": .identifiers(found.subjects.map { part.marks.candidates[$0] }),
        "marks": .array(found.marks.map { .statistic($0) }), "before": .statistic(found.before),
        "after": .statistic(found.after),
      ])
    }
    func known(_ value: Double?) -> JSON { value.map { .statistic($0) } ?? .null }
    return .object([
      "expert": .text(part.marks.experts[profile.rater].rawValue), "kind": .text(question.kind.code),
      "words": question.words(part.marks.candidates).json, "marks": .number(profile.marks),
      "distinct": .number(profile.distinct), "modalMark": .statistic(profile.modalMark),
      "modalCount": .number(profile.modalCount), "spread": .statistic(profile.spread),
      "correlation": known(profile.correlation), "rankCorrelation": known(profile.rankCorrelation),
      "others": known(question.others), "swap": swap, "probability": .statistic(question.probability),
      "adjusted": .statistic(question.adjusted),
    ])
  }
}
