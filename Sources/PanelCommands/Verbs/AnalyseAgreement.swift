import ExpertReview
import Reports
import Statistics

/// `panel analyse agreement`: how far experts agree, what more of them would bring, and what to ask them.
struct AnalyseAgreement {
  let stage: AnalysedStage
  /// Of the groups that are asked for.
  let findings: AgreementFindings
  private var groups: [AgreementFindings.Group] { findings.groups }
  private let names: [ExpertID: String]

  /// Reads what `rank` kept, or works it out. Throws where no group that is asked for judges the item asked for.
  init(_ stage: AnalysedStage) throws {
    self.stage = stage
    let settings = AgreementFindings.Settings(
      seed: stage.invocation.text("seed") ?? "1", item: try stage.judgedItem())
    let register = stage.round.experts.map(\.id)
    findings = try stage.kept(settings) {
      AgreementFindings(stage.askedGroups, stage: stage.stage.id, register: register, settings: settings)
    }.only(stage.only)
    names = Dictionary(uniqueKeysWithValues: stage.round.experts.map { ($0.id, $0.name) })
  }

  func write(to output: inout Output) throws {
    if try stage.deliver(to: &output, [figureTable, blockTable, questionTable]) { return }
    if output.isJSON {
      return output.json(findings.json)
    }
    output.line(AnalysedStage.isBeside)
    for group in groups {
      for part in group.parts.prefix(1) { tell(part, of: group, &output) }
      if group.parts.count > 1 { output.table(parts(of: group, output.language)) }
      ask(group, &output)
    }
  }

  // MARK: One part in full

  private func label(of item: ItemID?, in group: GroupID) -> Bilingual {
    item.map { stage.label(ofItem: $0, in: group) } ?? Bilingual(zh: "总分", en: "totals")
  }

  private func tell(_ part: AgreementFindings.Part, of group: AgreementFindings.Group, _ output: inout Output) {
    let language = output.language
    let name = stage.round.label(of: group.group)
    let label = label(of: part.item, in: group.group)
    output.line()
    output.line("【\(name[language]) · \(label[language])】")
    guard let summary = part.figures else {
      if let refusal = part.refusal { output.line(refusal.words) }
      return
    }
    output.line(
      Bilingual(
        zh: "\(summary.candidates) 个对象，\(summary.experts) 位专家，\(summary.marks) 个分数",
        en: "\(summary.candidates) candidates, \(summary.experts) experts, \(summary.marks) marks"))
    output.table(figures(summary, language))
    output.line(Self.shares(summary))
    output.line(Self.decisions(summary))
    if summary.candidates < Self.fewCandidates {
      output.line(
        Bilingual(
          zh: "！对象只有 \(summary.candidates) 个，区间很宽，不要据此下结论",
          en: "! only \(summary.candidates) candidates: intervals are wide, draw no conclusion"))
    }
    if let apart = part.apart { output.line(Bilingual(zh: "！\(apart.words.zh)", en: "! \(apart.words.en)")) }
    if !part.blocks.isEmpty { output.table(blocks(part, language)) }
  }

  /// Below so many candidates a sentence warns.
  private static let fewCandidates = 10

  private func figures(_ summary: AgreementFindings.Figures, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "指标", en: "figure")[language]), .init(Bilingual(zh: "数值", en: "value")[language], .right),
      .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init(Bilingual(zh: "意思", en: "what it means")[language]),
    ])
    let rows: [(String, AgreementFindings.Figure, Bilingual)] = [
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
      table.add([name, Self.value(figure), figure.interval, meaning[language]])
    }
    return table
  }

  private static func value(_ figure: AgreementFindings.Figure) -> String { figure.value?.places(2) ?? "—" }

  private static func shares(_ summary: AgreementFindings.Figures) -> Bilingual {
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

  private static func decisions(_ summary: AgreementFindings.Figures) -> Bilingual {
    func list(_ reliability: (DecisionStudy.Outcome) -> Double, _ one: (String, String) -> String) -> [String] {
      summary.sizes.map { one(String($0), reliability(summary.study.outcome(raters: $0)).places(2)) }
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

  private func blocks(_ part: AgreementFindings.Part, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "评审小组", en: "panel")[language], mayBeCut: true),
      .init(Bilingual(zh: "对象", en: "candidates")[language], .right), .init("ICC(A,1)", .right),
      .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init(Bilingual(zh: "平均分", en: "mean")[language], .right),
      .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right), .init("W", .right), .init("p", .right),
    ])
    for block in part.blocks {
      table.add([
        block.experts.spaced, String(block.candidates.count), Self.value(block.single), block.single.interval,
        Self.value(block.mean), block.mean.interval, block.concordance?.value?.places(2) ?? "—",
        block.concordance?.probability?.probabilityText ?? "—",
      ])
    }
    return table
  }

  // MARK: All parts side by side

  private func parts(of group: AgreementFindings.Group, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "项目", en: "item")[language], mayBeCut: true),
      .init("ICC(A,1)", .right), .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init("ICC(C,1)", .right), .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init("α", .right), .init(Bilingual(zh: "95 % 区间", en: "95 % interval")[language], .right),
      .init(Bilingual(zh: "平均分", en: "mean")[language], .right),
    ])
    for part in group.parts {
      let name = label(of: part.item, in: group.group)[language]
      guard let summary = part.figures else {
        table.add([name] + Array(repeating: "—", count: 7))
        continue
      }
      table.add([
        name, Self.value(summary.single), summary.single.interval, Self.value(summary.order), summary.order.interval,
        Self.value(summary.alpha), summary.alpha.interval,
        summary.study.outcome(raters: summary.panelSize).generalizability.places(2),
      ])
    }
    return table
  }

  // MARK: Questions

  private func ask(_ group: AgreementFindings.Group, _ output: inout Output) {
    let asked = group.questions
    output.line()
    let thresholds = QuestionThresholds()
    guard !asked.isEmpty else {
      let few = group.parts.allSatisfy { $0.asked == 0 }
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
    for question in asked {
      let name = "\(question.expert) \(names[question.expert] ?? "")"
      let words = question.evidence.words
      let (places, plainest) = (question.places.map { label(of: $0, in: group.group) }, question.plainest)
      // One place needs no word on where the evidence is from.
      let from = places.count > 1 ? label(of: plainest, in: group.group) : nil
      output.line(
        Bilingual(
          zh:
            "  \(name)，\(places.map(\.zh).joined(separator: "、"))：\(from.map { "以\($0.zh)为例，" } ?? "")\(words.zh)",
          en:
            "  \(name), \(places.map(\.en).joined(separator: ", ")): \(from.map { "in \($0.en), for one, " } ?? "")\(words.en)"
        ))
    }
    output.line(
      Bilingual(
        zh: """
          界线是自定的：p 经校正不超过 \(thresholds.level)；相关比其他专家的中位数低 \(thresholds.correlationGap) 以上；标准差不到其他专家的 \
          \(thresholds.spreadShare) 倍；同一个分数占 \((100 * thresholds.modalShare).places(0)) % 以上且为其他专家的 \
          \(thresholds.modalTimes.places(0)) 倍以上；对调的两个分数各离其他专家 \(thresholds.swapDeviations.places(0)) 个标准差以上。\
          总分和每个项目各算一张表；没有人出错时，一张表出现疑问的机会不超过 \((100 * thresholds.level).places(0)) %
          """,
        en: """
          house thresholds: adjusted p at most \(thresholds.level); correlation \(thresholds.correlationGap) below the \
          others' median; spread at most \(thresholds.spreadShare) of theirs; one mark in \
          \((100 * thresholds.modalShare).places(0)) % and \(thresholds.modalTimes.places(0)) times as often; both \
          marks exchanged \(thresholds.swapDeviations.places(0)) standard deviations away. Totals and every item are \
          a table each; where nobody erred, a table raises any question with a chance of at most \
          \((100 * thresholds.level).places(0)) %
          """))
  }

  // MARK: Tables for a file

  /// What `--table` names.
  static let tableNames = ["figures", "blocks", "questions"]

  private func figureTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("项目", "item"), ("名称", "label"), ("对象", "candidates"), ("专家", "experts"), ("分数", "marks"),
      ("ICC(A,1)", "single"), ("下限", "singleLower"), ("上限", "singleUpper"), ("ICC(C,1)", "order"),
      ("下限", "orderLower"), ("上限", "orderUpper"), ("α", "alpha"), ("下限", "alphaLower"), ("上限", "alphaUpper"),
      ("α（次序）", "ordinalAlpha"), ("下限", "ordinalAlphaLower"), ("上限", "ordinalAlphaUpper"),
      ("对象方差", "candidateVariance"), ("松紧方差", "expertVariance"), ("其余方差", "rest"), ("评审人数", "panelSize"),
      ("同一批专家", "same"), ("各有专家", "own"),
    ])
    for group in groups {
      for part in group.parts {
        let found = part.figures
        let figures = [found?.single, found?.order, found?.alpha, found?.ordinalAlpha]
        let study = found?.study
        let outcome = found.map { $0.study.outcome(raters: $0.panelSize) }
        table.rows.append(
          [
            group.group.rawValue, part.item?.rawValue ?? "", label(of: part.item, in: group.group)[language],
            .cell(found?.candidates), .cell(found?.experts), .cell(found?.marks),
          ] + figures.flatMap { [.cell($0?.value), .cell($0?.lower), .cell($0?.upper)] } + [
            .cell(study?.subjects), .cell(study?.raters), .cell(study?.residual), .cell(found?.panelSize),
            .cell(outcome?.generalizability), .cell(outcome?.dependability),
          ])
      }
    }
    return table
  }

  private func blockTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("项目", "item"), ("专家", "experts"), ("对象", "candidates"), ("ICC(A,1)", "single"),
      ("下限", "singleLower"), ("上限", "singleUpper"), ("平均分", "mean"), ("下限", "meanLower"), ("上限", "meanUpper"),
      ("W", "concordance"), ("卡方", "chiSquare"), ("自由度", "degreesOfFreedom"), ("p", "probability"),
    ])
    for group in groups {
      for part in group.parts {
        for block in part.blocks {
          table.rows.append(
            [
              group.group.rawValue, part.item?.rawValue ?? "",
              block.experts.map(\.rawValue).joined(separator: ";"),
              block.candidates.map(\.rawValue).joined(separator: ";"),
            ] + [block.single, block.mean].flatMap { [.cell($0.value), .cell($0.lower), .cell($0.upper)] } + [
              .cell(block.concordance?.value), .cell(block.concordance?.chiSquare),
              .cell(block.concordance?.degreesOfFreedom), .cell(block.concordance?.probability),
            ])
        }
      }
    }
    return table
  }

  private func questionTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("专家", "expert"), ("姓名", "name"), ("疑问", "kind"), ("对象", "candidates"), ("出现在", "items"),
      ("依据取自", "evidenceFrom"), ("说明", "words"),
    ])
    for group in groups {
      for question in group.questions {
        table.rows.append([
          group.group.rawValue, question.expert.rawValue, names[question.expert] ?? "", question.kind.code,
          (question.evidence.swap?.candidates ?? []).map(\.rawValue).joined(separator: ";"),
          question.places.map { label(of: $0, in: group.group)[language] }.joined(separator: ";"),
          label(of: question.plainest, in: group.group)[language], question.evidence.words[language],
        ])
      }
    }
    return table
  }

  private var language: Language { stage.invocation.language }
}
