import ExpertReview
import Reports

/// `panel analyse certainty`: how sure the places are, around the line first.
struct AnalyseCertainty {
  let stage: AnalysedStage
  let certainty: Certainty
  private let verdicts: [CandidateID: Certainty.Verdict]

  /// Reads what `rank` kept, or works it out.
  init(_ stage: AnalysedStage) throws {
    self.stage = stage
    let settings = Certainty.Settings(
      seed: stage.invocation.text("seed") ?? Certainty.Settings.usualSeed,
      replicates: stage.invocation.integer("replicates") ?? Certainty.Settings.usualReplicates)
    certainty = try stage.kept(settings) {
      stage.round.certainty(
        of: stage.ranking, stage.groups, stage: stage.stage, settings: settings, asOf: stage.invocation.asOf)
    }
    verdicts = certainty.verdicts()
  }

  private var rows: [Certainty.Row] { certainty.rows.filter { stage.asks(for: $0.group) } }

  func write(to output: inout Output) throws {
    if try stage.deliver(to: &output, tables) { return }
    if output.isJSON { return output.json(json) }
    output.line(AnalysedStage.isBeside)
    output.line(
      Bilingual(
        zh: """
          重新抽选专家 \(certainty.settings.replicates) 次（种子 \(certainty.settings.seed)），每次按方案重算分数、名次和入选线；\
          另换 \(certainty.rules.count) 种算法，逐一去掉 \(certainty.expertCount) 位专家
          """,
        en: """
          experts drawn anew \(certainty.settings.replicates) times (seed \(certainty.settings.seed)), scores, places \
          and the line by the scheme each time; \(certainty.rules.count) other rules and weights; each of \
          \(certainty.expertCount) experts left out in turn
          """))
    let error = (50 / Double(certainty.settings.replicates).squareRoot()).places(1)
    output.line(
      Bilingual(
        zh: "因抽选次数有限，在线上的把握有误差，一个标准误差至多 \(error) 个百分点",
        en: "a chance has a standard error of \(error) percentage points at most, from drawing so many times only"))
    let near = rows.filter { certainty.isNearLine($0) || isOpen($0) }
    output.line("")
    if near.isEmpty {
      output.line(Bilingual(zh: "入选线两边都拿得准", en: "both sides of the line are sure"))
    } else {
      output.line(Bilingual(zh: "【入选线附近：换了专家或算法就可能进出】", en: "[Around the line: other experts or rules could turn it]"))
      byGroup(near, &output, lineTable)
    }
    variants(&output)
    output.line("")
    output.line(Bilingual(zh: "【全部】", en: "[All]"))
    byGroup(rows, &output, wholeTable)
    output.line(
      Bilingual(
        zh: """
          重抽区间：换专家时名次的中间九成；单看、合看：按分数的误差，真实名次有九成把握在其中（单看一个，合看全部）；\
          波达、两两：只看每位专家排的先后，在组内的名次
          """,
        en: """
          redrawn: the middle nine tenths of the places with other experts; alone, together: hold the true place with \
          90 % confidence by the errors of the scores, each alone or all together; Borda, pairs: places in the group \
          by the orders that experts gave
          """))
  }

  private func isOpen(_ row: Certainty.Row) -> Bool {
    if case .depends = verdicts[row.candidate] { true } else { false }
  }

  // MARK: Tables

  /// A table for each group whose candidates are ranked apart, under its name where there are several.
  private func byGroup(
    _ rows: [Certainty.Row], _ output: inout Output, _ table: ([Certainty.Row], Language) -> TextTable
  ) {
    guard !stage.round.isRankedTogether, stage.groups.count > 1 else {
      return output.table(table(rows, output.language))
    }
    var groups: [[Certainty.Row]] = []
    for row in rows {
      if groups.last?.first?.group == row.group { groups[groups.count - 1].append(row) } else { groups.append([row]) }
    }
    for group in groups {
      output.line(stage.round.label(of: group[0].group))
      output.table(table(group, output.language))
    }
  }

  private func first(_ language: Language) -> [TextTable.Column] {
    [
      .init(Bilingual(zh: "名次", en: "place")[language], .right), .init(Bilingual(zh: "编号", en: "id")[language]),
      .init(Bilingual(zh: "申报对象", en: "candidate")[language], mayBeCut: true),
      .init(Bilingual(zh: "结果", en: "result")[language]),
      .init(Bilingual(zh: "在线上的把握", en: "chance above")[language], .right),
      .init(Bilingual(zh: "重抽区间", en: "redrawn")[language], .right),
    ]
  }

  private func firstCells(_ row: Certainty.Row, _ language: Language) -> [String] {
    [
      row.place.map(String.init) ?? "—", row.candidate.rawValue, stage.name(of: row.candidate),
      row.listed ? Bilingual(zh: "线上", en: "above")[language] : Bilingual(zh: "线下", en: "below")[language],
      certainty.chance(of: row), row.places.placesText,
    ]
  }

  private func lineTable(_ rows: [Certainty.Row], _ language: Language) -> TextTable {
    var table = TextTable(first(language) + [.init(Bilingual(zh: "取决于什么", en: "what it depends on")[language])])
    for row in rows {
      table.add(firstCells(row, language) + [verdicts[row.candidate]?.words(naming: 4)[language] ?? ""])
    }
    return table
  }

  private func wholeTable(_ rows: [Certainty.Row], _ language: Language) -> TextTable {
    var table = TextTable(
      first(language) + [
        .init(Bilingual(zh: "误差", en: "error")[language], .right),
        .init(Bilingual(zh: "单看", en: "alone")[language], .right),
        .init(Bilingual(zh: "合看", en: "together")[language], .right),
        .init(Bilingual(zh: "波达", en: "Borda")[language], .right),
        .init(Bilingual(zh: "两两", en: "pairs")[language], .right),
      ])
    for row in rows {
      table.add(
        firstCells(row, language) + [
          row.tested.map { $0.error.places(2) } ?? "—", row.tested?.own.placesText ?? "—",
          row.tested?.together.placesText ?? "—", row.orders.map { "\($0.bordaPlace)" } ?? "—",
          row.orders.map { "\($0.winPlace)" } ?? "—",
        ])
    }
    return table
  }

  /// What every other rule and weight, and every expert's absence, would change.
  private func variants(_ output: inout Output) {
    let shown = (certainty.rules + certainty.experts).filter { variant in
      (variant.entered + variant.left + variant.open).contains { id in rows.contains { $0.candidate == id } }
    }
    guard !shown.isEmpty else { return }
    let language = output.language
    var table = TextTable([
      .init(Bilingual(zh: "换成", en: "with")[language]), .init(Bilingual(zh: "进入", en: "would enter")[language]),
      .init(Bilingual(zh: "退出", en: "would leave")[language]),
      .init(Bilingual(zh: "线上同分", en: "tied at the line")[language]),
    ])
    for variant in shown {
      table.add([
        variant.change.words[language], variant.entered.spaced, variant.left.spaced, variant.open.spaced,
      ])
    }
    output.line("")
    output.line(Bilingual(zh: "【换一样会怎样】", en: "[If one thing were otherwise]"))
    output.table(table)
  }

  // MARK: Tables for a file

  /// What `--table` names.
  static let tableNames = ["candidates", "changes"]

  private var tables: [() -> AnalysisTable] { [candidateTable, changeTable] }

  private func candidateTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("组别", "group"), ("名次", "place"), ("编号", "candidate"), ("申报对象", "name"), ("线上", "listed"),
      ("在线上的把握", "chance"), ("把握的标准误", "standardError"), ("重抽区间下限", "placesFrom"), ("重抽区间上限", "placesTo"),
      ("得分标准误", "scoreError"), ("单看下限", "aloneFrom"), ("单看上限", "aloneTo"), ("合看下限", "togetherFrom"),
      ("合看上限", "togetherTo"), ("波达名次", "bordaPlace"), ("两两名次", "winPlace"), ("结论", "verdict"), ("取决于", "dependsOn"),
    ])
    for row in rows {
      let verdict = verdicts[row.candidate] ?? .outByAny
      let ends = [row.tested?.own, row.tested?.together].flatMap { [$0?.lowerBound, $0?.upperBound] }
      table.rows.append(
        [
          row.group.rawValue, .cell(row.place), row.candidate.rawValue, stage.name(of: row.candidate),
          .cell(row.listed), .cell(certainty.share(of: row)), .cell(certainty.standardError(of: row)),
          "\(row.places.lowerBound)", "\(row.places.upperBound)", .cell(row.tested?.error),
        ] + ends.map { .cell($0) } + [
          .cell(row.orders?.bordaPlace), .cell(row.orders?.winPlace), verdict.code,
          verdict.codes.joined(separator: ";"),
        ])
    }
    return table
  }

  private func changeTable() -> AnalysisTable {
    var table = AnalysisTable([
      ("换成", "change"), ("说明", "words"), ("进入", "entered"), ("退出", "left"), ("线上同分", "open"),
    ])
    for variant in certainty.rules + certainty.experts {
      table.rows.append([
        variant.change.code, variant.change.words[stage.invocation.language],
        variant.entered.map(\.rawValue).joined(separator: ";"), variant.left.map(\.rawValue).joined(separator: ";"),
        variant.open.map(\.rawValue).joined(separator: ";"),
      ])
    }
    return table
  }

  // MARK: JSON

  private var json: JSON {
    .object([
      "analysis": .text("certainty"), "stage": .text(certainty.stage), "seed": .text(certainty.settings.seed),
      "replicates": .number(certainty.settings.replicates), "level": .number(Certainty.level),
      "expertsLeftOut": .number(certainty.expertCount),
      "candidates": .array(rows.map { certainty.json(of: $0, verdicts[$0.candidate] ?? .outByAny) }),
      "rules": .array(certainty.rules.map(\.json)), "experts": .array(certainty.experts.map(\.json)),
    ])
  }
}

extension Certainty {
  /// A candidate's row with what follows from it.
  func json(of row: Row, _ verdict: Verdict) -> JSON {
    row.json.adding("chance", .statistic(share(of: row)))
      .adding("standardError", .statistic(standardError(of: row)))
      .adding("nearLine", .boolean(isNearLine(row))).adding("verdict", .text(verdict.code))
      .adding("dependsOn", .texts(verdict.codes))
  }
}

extension Certainty.Verdict {
  /// What it depends on, by code.
  fileprivate var codes: [String] {
    if case .depends(let changes) = self { changes.map(\.code) } else { [] }
  }
}

extension Certainty.Tested {
  /// The standard error of the score, in points.
  var error: Double { Double(errorInMillionths) / 1_000_000 }
}
