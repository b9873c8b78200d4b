import ExpertReview
import Reports

/// `panel analyse severity`: how harsh or mild the experts are, and what correcting for it would do; warnings first.
struct AnalyseSeverity {
  let stage: AnalysedStage
  /// Of the groups that are asked for.
  let findings: SeverityFindings
  private var groups: [SeverityFindings.Group] { findings.groups }
  private let names: [ExpertID: String]

  /// Reads what `rank` kept, or works it out. Throws where no group that is asked for judges the item asked for.
  init(_ stage: AnalysedStage) throws {
    self.stage = stage
    let settings = SeverityFindings.Settings(
      seed: stage.invocation.text("seed") ?? "1",
      draws: stage.invocation.integer("draws") ?? SeverityFindings.Settings.usualDraws, item: try stage.judgedItem())
    let register = stage.round.experts.map(\.id)
    findings = try stage.kept(settings) {
      SeverityFindings(
        of: stage.ranking, stage.askedGroups, stage: stage.stage.id, register: register, settings: settings)
    }.only(stage.only)
    names = Dictionary(uniqueKeysWithValues: stage.round.experts.map { ($0.id, $0.name) })
  }

  func write(to output: inout Output) throws {
    if try stage.deliver(to: &output, [candidateTable, expertTable, itemTable]) { return }
    if output.isJSON {
      return output.json(findings.json)
    }
    output.line(AnalysedStage.isBeside)
    for group in groups {
      output.line()
      let label = stage.round.label(of: group.group)[output.language]
      let item = group.item.map { " · " + stage.label(ofItem: $0, in: group.group)[output.language] }
      output.line("【\(label)\(item ?? "")】")
      tell(group, &output)
      output.table(experts(group, output.language))
      output.line()
      output.table(candidates(group, output.language))
      if !group.items.isEmpty { byItem(group, &output) }
    }
  }

  private func tell(_ group: SeverityFindings.Group, _ output: inout Output) {
    let (doubts, findings) = group.sentences
    for doubt in doubts { output.line(Bilingual(zh: "！\(doubt.zh)", en: "! \(doubt.en)")) }
    for finding in findings { output.line(finding) }
    output.line(
      Bilingual(
        zh: "松紧：正的偏松，负的偏严，±为标准误；校正后：减去松紧后的值",
        en:
          "severity: above zero mild, below zero harsh, ± standard error; corrected: the value with severities taken out"
      ))
  }

  private func experts(_ group: SeverityFindings.Group, _ language: Language) -> TextTable {
    let parts = group.parts
    var table = TextTable(
      [
        .init(Bilingual(zh: "专家", en: "expert")[language]),
        .init(Bilingual(zh: "姓名", en: "name")[language], mayBeCut: true),
        .init(Bilingual(zh: "份数", en: "marks")[language], .right),
        .init(Bilingual(zh: "均分", en: "mean")[language], .right),
        .init(Bilingual(zh: "标准差", en: "spread")[language], .right),
        .init(Bilingual(zh: "松紧", en: "severity")[language], .right),
        .init(Bilingual(zh: "收缩估计", en: "predicted")[language], .right),
      ] + (parts > 1 ? [.init(Bilingual(zh: "块", en: "part")[language], .right)] : []))
    for row in group.experts {
      table.add(
        [
          row.expert.rawValue, names[row.expert] ?? "", String(row.marks), shown(row.mean), shown(row.deviation),
          measured(row.severity, row.standardError), row.predicted.map { measured($0.value, $0.error) } ?? "—",
        ] + (parts > 1 ? [String(row.part)] : []))
    }
    return table
  }

  private func candidates(_ group: SeverityFindings.Group, _ language: Language) -> TextTable {
    let parts = group.parts
    var table = TextTable(
      [
        .init(Bilingual(zh: "正式名次", en: "official place")[language], .right),
        .init(Bilingual(zh: "编号", en: "id")[language]),
        .init(Bilingual(zh: "申报对象", en: "candidate")[language], mayBeCut: true),
        .init(Bilingual(zh: "均分（名次）", en: "mean (place)")[language], .right),
        .init(Bilingual(zh: "校正后（名次）", en: "corrected (place)")[language], .right),
      ] + (parts > 1 ? [.init(Bilingual(zh: "块", en: "part")[language], .right)] : [])
        + [
          .init(Bilingual(zh: "收缩名次", en: "predicted")[language], .right),
          .init(Bilingual(zh: "期望名次", en: "expected")[language], .right),
          .init(Bilingual(zh: "前 \(group.listed) 名的把握", en: "among best \(group.listed)")[language], .right),
          .init(Bilingual(zh: "标准分名次", en: "z-score")[language], .right),
        ])
    for row in group.candidates.sorted(by: { order($0) < order($1) }) {
      let first = [row.place.map(String.init) ?? "—", row.candidate.rawValue, stage.name(of: row.candidate)]
      let corrected = "\(measured(row.corrected.value, row.corrected.error)) (\(row.correctedPlace))"
      let last: [String?] = [
        row.predictedPlace.map(String.init), row.drawn?.expectedRank?.places(1),
        row.drawn?.chance.map { "\((100 * $0).places(0)) %" }, row.standardPlace.map(String.init),
      ]
      let middle = ["\(shown(row.mean)) (\(row.meanPlace))", corrected] + (parts > 1 ? [String(row.part)] : [])
      table.add(first + middle + last.map { $0 ?? "—" })
    }
    return table
  }

  /// Official places first, then ids.
  private func order(_ row: SeverityFindings.Candidate) -> (Int, CandidateID) { (row.place ?? .max, row.candidate) }

  private func shown(_ value: Double?) -> String { value?.places(2) ?? "—" }

  /// `1.23 ± 0.45`; without the error where there is none.
  private func measured(_ value: Double?, _ error: Double?) -> String {
    error.map { "\(shown(value)) ± \($0.places(2))" } ?? shown(value)
  }

  // MARK: Item by item

  private func byItem(_ group: SeverityFindings.Group, _ output: inout Output) {
    let language = output.language
    var experts = TextTable(
      [
        .init(Bilingual(zh: "专家", en: "expert")[language]),
        .init(Bilingual(zh: "姓名", en: "name")[language], mayBeCut: true),
      ] + group.items.map { .init($0.item.rawValue, .right) })
    for row in group.experts {
      let cells = group.items.map { item -> String in
        guard let found = item.experts.first(where: { $0.expert == row.expert }) else { return "— " }
        return shown(found.severity.value) + (found.isMarked ? "*" : " ")
      }
      experts.add([row.expert.rawValue, names[row.expert] ?? ""] + cells)
    }
    var items = TextTable([
      .init(Bilingual(zh: "项目", en: "item")[language]),
      .init(Bilingual(zh: "名称", en: "label")[language], mayBeCut: true), .init("F", .right), .init("p", .right),
      .init(Bilingual(zh: "对象之间", en: "candidates")[language], .right),
      .init(Bilingual(zh: "专家松紧", en: "severity")[language], .right),
      .init(Bilingual(zh: "其余", en: "the rest")[language], .right),
      .init(Bilingual(zh: "校正使误差", en: "correcting")[language], .right),
    ])
    for item in group.items {
      let label = stage.label(ofItem: item.item, in: group.group)[language]
      let test = [shown(item.worth.test?.ratio), item.worth.test?.probability.probabilityText ?? "—"]
      let variances = [item.variances?.candidates, item.variances?.experts, item.variances?.error]
      let deviations = variances.map { shown($0?.squareRoot()) }
      let change = item.worth.change.map { ($0 > 0 ? "+" : "") + (100 * $0).places(1) + " %" }
      items.add([item.item.rawValue, label] + test + deviations + [change ?? "—"])
    }
    output.line()
    output.line(
      Bilingual(
        zh: "各项目的松紧（*：离零两个标准误以上）；要看一个项目的全部：--item 编号",
        en: "severity item by item (*: more than two standard errors from zero); all of one item: --item ID"))
    output.table(experts)
    output.line()
    output.line(
      Bilingual(
        zh: "各项目的分数有多大差别（标准差），专家的松紧是否显著（F、p），校正会使误差增减多少",
        en: "how far marks of each item spread (standard deviations), whether severities show, what correcting would do"
      ))
    output.table(items)
  }

  // MARK: Tables for a file

  /// What `--table` names.
  static let tableNames = ["candidates", "experts", "items"]

  private func candidateTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("正式名次", "place"), ("编号", "candidate"), ("申报对象", "name"), ("均分", "mean"),
      ("均分名次", "meanPlace"), ("块", "part"), ("校正后", "corrected"), ("校正后标准误", "standardError"),
      ("校正后名次", "correctedPlace"), ("收缩估计", "predicted"), ("收缩标准误", "predictedError"), ("收缩名次", "predictedPlace"),
      ("代入期望名次", "pluggedInRank"), ("贝叶斯效应", "effect"), ("后验标准差", "deviation"), ("下限", "lower"), ("上限", "upper"),
      ("期望名次", "expectedRank"), ("期望名次误差", "rankError"), ("PCER", "pcer"), ("SUCRA", "sucra"),
      ("进入线上的把握", "chance"), ("标准分", "standardScore"), ("标准分名次", "standardPlace"),
    ])
    for group in groups {
      for row in group.candidates.sorted(by: { order($0) < order($1) }) {
        let drawn = row.drawn
        let figures = [
          drawn?.effect, drawn?.deviation, drawn?.lower, drawn?.upper, drawn?.expectedRank, drawn?.rankError,
          drawn?.percentile, drawn?.surface, drawn?.chance,
        ]
        table.rows.append(
          [
            group.group.rawValue, .cell(row.place), row.candidate.rawValue, stage.name(of: row.candidate),
            .cell(row.mean), "\(row.meanPlace)", "\(row.part)", .cell(row.corrected.value), .cell(row.corrected.error),
            "\(row.correctedPlace)", .cell(row.predicted?.value), .cell(row.predicted?.error),
            .cell(row.predictedPlace), .cell(row.pluggedInRank),
          ] + figures.map { .cell($0) } + [.cell(row.standardScore), .cell(row.standardPlace)])
      }
    }
    return table
  }

  private func expertTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("专家", "expert"), ("姓名", "name"), ("份数", "marks"), ("均分", "mean"), ("标准差", "deviation"),
      ("松紧", "severity"), ("松紧标准误", "standardError"), ("收缩估计", "predicted"), ("收缩标准误", "predictedError"),
      ("块", "part"),
    ])
    for group in groups {
      for row in group.experts {
        table.rows.append([
          group.group.rawValue, row.expert.rawValue, names[row.expert] ?? "", "\(row.marks)", .cell(row.mean),
          .cell(row.deviation), .cell(row.severity), .cell(row.standardError), .cell(row.predicted?.value),
          .cell(row.predicted?.error), "\(row.part)",
        ])
      }
    }
    return table
  }

  private func itemTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("项目", "item"), ("专家", "expert"), ("姓名", "name"), ("份数", "marks"), ("松紧", "severity"),
      ("松紧标准误", "standardError"),
    ])
    for group in groups {
      for item in group.items {
        for row in item.experts {
          table.rows.append([
            group.group.rawValue, item.item.rawValue, row.expert.rawValue, names[row.expert] ?? "", "\(row.marks)",
            .cell(row.severity.value), .cell(row.severity.error),
          ])
        }
      }
    }
    return table
  }
}
