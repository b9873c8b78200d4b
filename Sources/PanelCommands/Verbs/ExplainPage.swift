import ExpertReview
import Reports

/// A candidate's explanation as text: a reader with a pencil can redo every step.
struct CandidatePage {
  let explanation: CandidateExplanation
  let numbers: NumberStyle
  private var round: Round { explanation.round }
  private var scheme: Scheme { round.scheme }
  private var stage: ReviewStage { explanation.stage }

  init(_ explanation: CandidateExplanation, numbers: NumberStyle) {
    self.explanation = explanation
    self.numbers = numbers
  }

  func write(to output: inout Output) {
    head(&output)
    formalCheck(&output)
    CorrectionPage(explanation).write(to: &output)
    recommendation(&output)
    panel(&output)
    if let scoring = explanation.scoring {
      marks(scoring, &output)
      ScoreSteps(scoring, stage: stage, round: round, candidate: explanation.candidate, numbers: numbers)
        .write(to: &output)
    }
    ChangePage(explanation).write(to: &output)
    OpinionPage(explanation).write(to: &output)
    StageSteps(explanation: explanation, numbers: numbers).write(to: &output)
    place(&output)
    afterwards(&output)
  }

  /// 〔试〔2026〕1号 第九条〕
  private func from(_ source: Source, _ output: Output) -> String { source.bracket(scheme)[output.language] }

  private func heading(_ zh: String, _ en: String, _ output: inout Output) {
    output.line("")
    output.line(Bilingual(zh: "【\(zh)】", en: "[\(en)]"))
  }

  // MARK: Who it is

  private func head(_ output: inout Output) {
    let candidate = explanation.candidate
    let applicant = scheme.text("applicant_name", of: candidate)
    let unit = Bilingual.inBrackets(applicant == candidate.name ? nil : applicant)[output.language]
    let group = explanation.group.map { round.label(of: $0) } ?? Bilingual(zh: "没有分组", en: "no group")
    output.line("\(candidate.id)  \(candidate.name)\(unit)")
    output.line(
      Bilingual(
        zh: "\(scheme.name.zh)；\(group.zh)组；申报材料第 \(candidate.version) 版；截至 \(explanation.asOf)",
        en:
          "\(scheme.name.en); group \(group.en); declaration version \(candidate.version); as of \(explanation.asOf)"))
  }

  private func formalCheck(_ output: inout Output) {
    let examination = explanation.examination
    heading("形式审查", "Formal check", &output)
    let going = round.admissions[examination.candidate] ?? (examination.verdict == .pass)
    let decided = round.decisionWords(on: examination).map { Bilingual(zh: "，\($0.zh)", en: ", \($0.en)") }
    let end =
      going ? Bilingual(zh: "；进入评审", en: "; goes on to review") : Bilingual(zh: "；不进入评审", en: "; does not go on")
    let out = round.exclusions[examination.candidate].map {
      Bilingual(zh: "；其后退出：\($0.label.zh)", en: "; out since: \($0.label.en)")
    }
    output.line(
      Bilingual(
        zh: "  结论：\(examination.verdict.label.zh)\(decided?.zh ?? "")\(end.zh)\(out?.zh ?? "")",
        en: "  verdict: \(examination.verdict.label.en)\(decided?.en ?? "")\(end.en)\(out?.en ?? "")"))
    for finding in examination.findings where finding.verdict != .pass || finding.isSetAside {
      output.line("  " + line(of: finding, output))
    }
    for act in explanation.acts {
      if let decision = act.decision(on: explanation.candidate.id), decision.isOfExamination {
        output.line("  " + decision.words[output.language] + act.signature[output.language])
      }
    }
  }

  private func line(of finding: Finding, _ output: Output) -> String {
    let language = output.language
    var state = finding.verdict.label[language]
    if finding.isSetAside { state = Bilingual(zh: "经决定不计", en: "set aside")[language] }
    if finding.verdict == .open, round.confirmed[finding.rule]?.contains(explanation.candidate.id) == true {
      state = Bilingual(zh: "已核实", en: "confirmed")[language]
    }
    let also = Bilingual.inBrackets(finding.also.spaced)[language]
    return "\(state)  \(finding.rule)\(also)  \(finding.message[language]) \(from(finding.source, output))"
  }

  private func recommendation(_ output: inout Output) {
    let nominations = explanation.nominations
    let levels = round.handedOn[explanation.candidate.id]?.lines ?? []
    guard explanation.recommender != nil || !nominations.isEmpty || !levels.isEmpty else { return }
    heading("推荐", "Recommendation", &output)
    defer { for line in levels { output.line("  " + line[output.language]) } }
    guard explanation.recommender != nil || !nominations.isEmpty else { return }
    let order = nominations.first.map { Bilingual(zh: "，推荐汇总表第 \($0.order) 行", en: ", line \($0.order) of its table") }
    let known = explanation.recommender
    let name = known?.name ?? nominations.first?.recommender.rawValue ?? ""
    let id = Bilingual.inBrackets(known?.id.rawValue)
    output.line(
      Bilingual(zh: "  \(name)\(id.zh)\(order?.zh ?? "")", en: "  \(name)\(id.en)\(order?.en ?? "")"))
    for nomination in nominations { output.line("  " + nomination.acts[output.language]) }
  }

  // MARK: The panel

  private func panel(_ output: inout Output) {
    guard let panels = round.panels[stage.id], !explanation.seats.isEmpty || !panels.changes.isEmpty else { return }
    heading("评审组", "Panel", &output)
    output.line("  " + panels.words[output.language] + " " + from(stage.panel.source, output))
    var table = TextTable([
      .init(Bilingual(zh: "  专家", en: "  expert")[output.language]),
      .init(Bilingual(zh: "姓名", en: "name")[output.language], mayBeCut: true),
      .init(Bilingual(zh: "单位", en: "unit")[output.language], mayBeCut: true),
      .init(Bilingual(zh: "契合度", en: "affinity")[output.language]),
    ])
    for seat in explanation.seats {
      table.add([
        "  " + seat.expert.id.rawValue, seat.expert.name, seat.expert.employer.isEmpty ? "—" : seat.expert.employer,
        seat.affinity.words[output.language],
      ])
    }
    output.table(table)
    seats(Bilingual(zh: "回避", en: "recused"), &output) { $0.sheet?.recused == true }
    seats(Bilingual(zh: "不能参加", en: "cannot take part"), &output) { !$0.isAvailable }
    if !explanation.guests.isEmpty {
      let ids = explanation.guests.map { $0.expert.id.rawValue + ($0.hasMarked ? "✓" : "") }.joined(separator: " ")
      output.line(
        Bilingual(
          zh: "  另由别组专家评作比对，不计入成绩（✓ 已评）：\(ids)",
          en: "  marked for comparison by another block, which no result uses (✓ given): \(ids)"))
    }
    explanation.prices.write(to: &output)
    explanation.draw?.write(of: explanation.candidate.id, to: &output)
    SeatHistory(round: round, stage: stage, candidate: explanation.candidate).write(to: &output)
  }

  private func seats(
    _ label: Bilingual, _ output: inout Output, where holds: (CandidateExplanation.Seat) -> Bool
  ) {
    let ids = explanation.seats.filter(holds).map(\.expert.id.rawValue)
    guard !ids.isEmpty else { return }
    let list = ids.joined(separator: " ")
    output.line(Bilingual(zh: "  \(label.zh)：\(list)", en: "  \(label.en): \(list)"))
  }

  // MARK: Marks

  private func marks(_ scoring: CandidateExplanation.Scoring, _ output: inout Output) {
    let language = output.language
    heading("评分", "Marks", &output)
    for (item, scale) in zip(scoring.plan.items, scoring.plan.scales) {
      let sign = item.deduct ? Bilingual(zh: "，减分", en: ", deducted")[language] : ""
      let comma = Bilingual(zh: "，", en: ", ")[language]
      output.line(
        "  \(item.id)  \(item.label[language])\(comma)\(item.kind.label[language]) \(scale.minimum)–\(scale.maximum)"
          + "\(comma)\(item.multiplier.words[language])\(sign) \(from(item.source, output))")
    }
    let table = markTable(scoring.trace, language)
    guard !table.rows.isEmpty else { return }
    output.line("")
    output.table(table)
    output.line(
      Bilingual(
        zh: "  [ ] 不计入；( ) 与他人并列为最高或最低，去掉其中一部分；— 未评",
        en: "  [ ] does not count; ( ) equal ones at the edge, of which a part is dropped; — missing"))
    guard scoring.trace.isWinsorised else { return }
    output.line(
      Bilingual(zh: "  < > 最高或最低，以相邻的分数代替", en: "  < > an extreme, which counts as the nearest one kept"))
  }

  /// A row an expert, those who have returned nothing included.
  private func markTable(_ trace: ScoreTrace, _ language: Language) -> TextTable {
    let items = trace.items.filter { $0.kind == .judged }
    var table = TextTable(
      [.init(Bilingual(zh: "  专家", en: "  expert")[language])] + items.map { .init($0.id.rawValue, .right) }
        + [.init(Bilingual(zh: "说明", en: "note")[language])])
    for seat in explanation.seats {
      let number = Int32(round.expertIndex[seat.expert.id] ?? -1)
      let marks = items.map { item in item.marks.first { $0.expert == number } }
      let sheet = trace.sheets.first { $0.expert == number }
      let note =
        marks.contains { $0 == nil }
        ? Bilingual(zh: "没有交表", en: "no sheet") : (sheet?.fate ?? marks.commonFate)?.words
      table.add(
        ["  " + seat.expert.id.rawValue] + marks.map { $0.map { cell($0, language) } ?? "—" } + [note?[language] ?? ""])
    }
    return table
  }

  private func cell(_ mark: ScoreTrace.Mark, _ language: Language) -> String {
    guard let value = mark.value else {
      return mark.fate == .recused ? Bilingual(zh: "回避", en: "recused")[language] : "—"
    }
    switch mark.fate {
    case .counted: return value.description
    case .droppedInPart: return "(\(value))"
    case .replaced: return "<\(value)>"
    default: return "[\(value)]"
    }
  }

  // MARK: The place

  private func place(_ output: inout Output) {
    guard let placing = explanation.placing else { return }
    PlaceSteps(placing, explanation: explanation, numbers: numbers).write(to: &output)
    explanation.beside?.write(to: &output)
  }

  // MARK: What came then

  private func afterwards(_ output: inout Output) {
    let id = explanation.candidate.id
    let acts = explanation.acts.filter { $0.decision(on: id)?.isAfterwards == true }
    let (notice, final) = (explanation.shown, round.board.publication(of: id))
    guard !acts.isEmpty || notice != nil || final != nil else { return }
    heading("公示与其后", "Notice and after", &output)
    if let (showing, line) = notice {
      let publishFrom = showing.lastDay.adding(days: 1)
      output.line(
        Bilingual(
          zh: "  \(showing.posted) 公示：第 \(line.place) 名，\(line.score) 分；至 \(showing.lastDay)，最早 \(publishFrom) 公布",
          en:
            "  on notice from \(showing.posted): place \(line.place), score \(line.score); until \(showing.lastDay), final from \(publishFrom)"
        ))
    }
    for act in acts {
      guard let decision = act.decision(on: id) else { continue }
      output.line("  " + decision.words(round.scheme)[output.language] + act.signature[output.language])
    }
    for objection in round.objections where objection.candidate == id {
      guard let hold = round.hold(of: objection) else { continue }
      output.line(
        Bilingual(
          zh: "  第 \(objection.number) 号异议\(hold.words.zh)，暂缓公布",
          en: "  objection \(objection.number) \(hold.words.en); held from the final list"))
    }
    if let final {
      output.line(
        Bilingual(
          zh: "  \(final.on) 公布：第 \(final.line.place) 名，\(final.line.score) 分",
          en: "  published on \(final.on): place \(final.line.place), score \(final.line.score)"))
    }
  }
}

extension ScoreTrace {
  /// Whether some mark or sheet counts as another one.
  fileprivate var isWinsorised: Bool {
    ([trimming] + items.map(\.trimming)).contains { ($0?.replacedHigh ?? 0) + ($0?.replacedLow ?? 0) > 0 }
  }
}

extension [ScoreTrace.Mark?] {
  /// What became of all marks of a sheet alike; nil where it differs from item to item.
  fileprivate var commonFate: ScoreTrace.Fate? {
    guard let first = first ?? nil, allSatisfy({ $0?.fate == first.fate }) else { return nil }
    return first.fate
  }
}

extension Source {
  /// 〔试〔2026〕1号 第九条〕, or [document article].
  func bracket(_ scheme: Scheme) -> Bilingual {
    let words = words(scheme.documents)
    return Bilingual(zh: "〔\(words.zh)〕", en: "[\(words.en)]")
  }
}

extension Panels {
  /// How the panels were found.
  var words: Bilingual {
    switch origin {
    case .assigned(let record) where record.isDrawn:
      Bilingual(
        zh: "\(asOf) 随机抽取（第 \(sequence) 条记录）；种子 \(record.seed)",
        en: "drawn by lot on \(asOf) (fact \(sequence)); seed \(record.seed)")
    case .assigned(let record):
      assigned(record)
    case .imported:
      Bilingual(zh: "在别处排定，\(asOf) 读入（第 \(sequence) 条记录）", en: "made elsewhere, imported on \(asOf) (fact \(sequence))")
    case .adopted:
      Bilingual(zh: "随外来的分数采用（第 \(sequence) 条记录）", en: "adopted with marks made elsewhere (fact \(sequence))")
    }
  }
}

extension Panels {
  private func assigned(_ record: AssignmentRecord) -> Bilingual {
    let (total, proved) = (AssignVerb.millionths(record.total), PanelProof(record).words)
    // Where seats were kept, the total is of those that were filled beside them.
    let sum =
      record.kept.isEmpty
      ? Bilingual(zh: "全部契合度总和", en: "total affinity")
      : Bilingual(
        zh: "保留 \(record.kept.count) 个席位，其余的契合度总和",
        en: "\(record.kept.count.of("seat")) kept, total affinity of the others")
    return Bilingual(
      zh: "\(asOf) 由 panel assign 排定（第 \(sequence) 条记录）：\(sum.zh) \(total)，\(proved.zh)；种子 \(record.seed)",
      en:
        "found by panel assign on \(asOf) (fact \(sequence)): \(sum.en) \(total), \(proved.en); seed \(record.seed)")
  }
}

extension Decision {
  /// Whether it belongs to the formal check.
  var isOfExamination: Bool {
    switch self {
    case .admit, .refuse, .setAside, .confirm, .lateCorrection, .extend: true
    default: false
    }
  }

  /// Whether it belongs to what comes after the ranking.
  var isAfterwards: Bool {
    switch self {
    case .withdraw, .object, .answer, .sanction, .withdrawObjection, .lateObjection, .recognition: true
    default: false
    }
  }

  /// What was decided, in words.
  var words: Bilingual {
    switch self {
    case .admit: Bilingual(zh: "准予进入评审", en: "admitted")
    case .refuse: Bilingual(zh: "不予进入评审", en: "refused")
    case .setAside(_, let rule): Bilingual(zh: "\(rule) 不计", en: "\(rule) set aside")
    case .confirm(let rule, _): Bilingual(zh: "\(rule) 已核实", en: "\(rule) confirmed")
    case .withdraw: Bilingual(zh: "撤回申报", en: "withdrawn")
    case .lateCorrection: Bilingual(zh: "准收过期的补正材料", en: "a correction is taken after its last day")
    case .chair(let expert, _, _): Bilingual(zh: "\(expert) 任评审组组长", en: "\(expert) named chair of the panel")
    case .lateSheet(let expert): Bilingual(zh: "准收 \(expert) 迟交的评分表", en: "a late sheet of \(expert) is taken")
    case .approveChange(let number): Bilingual(zh: "批准第 \(number) 号更改", en: "change \(number) approved")
    case .rejectChange(let number): Bilingual(zh: "驳回第 \(number) 号更改", en: "change \(number) refused")
    case .judge(let rule, let met, _):
      met
        ? Bilingual(zh: "组长定为符合 \(rule)", en: "\(rule) held to be met by the chair")
        : Bilingual(zh: "组长定为不符合 \(rule)", en: "\(rule) held not to be met by the chair")
    case .signOff(let procedure, _, _):
      Bilingual(zh: "签字确认\(procedure.label.zh)", en: "\(procedure.label.en) signed off")
    case .reopen(let procedure, _): Bilingual(zh: "重开\(procedure.label.zh)", en: "\(procedure.label.en) reopened")
    case .extend(let rule, let until, _): Bilingual(zh: "\(rule) 的截止日延至 \(until)", en: "\(rule) moved to \(until)")
    case .choose(let ids): Bilingual(zh: "从同分者中选定 \(ids.spaced)", en: "\(ids.spaced) chosen among those tied")
    case .lot(let ids, let seed):
      seed.isEmpty
        ? Bilingual(zh: "抽签顺序 \(ids.spaced)", en: "order drawn: \(ids.spaced)")
        : Bilingual(
          zh: "抽签顺序 \(ids.spaced)（种子 \(seed)）", en: "order drawn: \(ids.spaced) (seed \(seed))")
    case .object, .answer, .withdrawObjection, .lateObjection, .recognition: objectionWords
    case .sanction(_, let ground): Bilingual(zh: "取消资格：\(ground)", en: "disqualified: \(ground)")
    }
  }
}
