/// Examines one candidate and gathers its findings.
struct Examiner {
  let context: ExaminationContext
  let setAside: Set<RuleID>
  private let returned: [RuleID: ReturnGround]?
  var evaluation: CheckEvaluation
  private var records: [FindingRecord] = []

  init(_ candidate: Candidate, _ context: ExaminationContext) {
    self.context = context
    setAside = context.setAside[candidate.id] ?? []
    returned = context.returned[candidate.id]
    evaluation = CheckEvaluation(candidate: candidate, context: context)
    records.reserveCapacity(context.rules.count + context.materials.count)
  }

  var examination: Examination {
    Examination(
      candidate: evaluation.candidate, context: context, records: records, readings: evaluation.evidence,
      nominations: context.nominationFindings(of: evaluation.candidate))
  }

  /// What a rule comes to; nothing for one that a stage settles in running and for mere information.
  mutating func test(_ prepared: PreparedRule) {
    let rule = prepared.rule
    let start = evaluation.evidence.count
    guard let check = rule.check else {
      if rule.kind == .warn || (rule.settledBy != nil && rule.kind != .judged) { return }
      return add(prepared.place, .open, rule.message, since: start)
    }
    evaluation.remark = nil
    evaluation.doubt = nil
    let outcome = evaluation.outcome(of: check)
    let verdict = rule.kind.verdict(on: outcome.result)
    switch outcome.result {
    case .holds:
      if let remark = evaluation.remark {
        add(prepared.place, .warn, remark, since: start)
      } else {
        add(prepared.place, verdict, nil, since: start)
      }
    case .missing(let key) where rule.kind != .process && rule.kind != .preference:
      add(prepared.place, verdict, context.gapMessage(key, rule), lacks: key, since: start)
    case .doubtful: add(prepared.place, verdict, evaluation.doubt ?? context.doubtMessage(rule), since: start)
    case .pending: add(prepared.place, verdict, context.pendingMessage(rule), since: start)
    case .missing, .fails:
      add(prepared.place, verdict, context.message(prepared, outcome.focus, evaluation), since: start)
    }
  }

  mutating func look(for prepared: PreparedMaterial) {
    guard let verdict = requirement(prepared.material.required) else { return }
    let start = evaluation.evidence.count
    let file = evaluation.candidate.file(of: prepared)
    evaluation.keep(prepared.subject, file)
    guard file == .missing else { return add(prepared.place, .pass, nil, since: start) }
    let (id, label) = (prepared.material.id.rawValue, prepared.material.label)
    let message = Bilingual(
      zh: "缺少材料 \(id)“\(label.zh)”，请补交。", en: "Material \(id), “\(label.en)”, is missing; please supply it.")
    add(prepared.place, verdict, message, since: start)
  }

  /// A cell that is required and empty, or too long where no rule tests it. Nothing where nothing is wrong.
  mutating func look(at prepared: PreparedField) {
    let start = evaluation.evidence.count
    if let limit = prepared.untestedLimit, case .text(let text) = evaluation.candidate.values[prepared.slot],
      text.exceeds(limit: limit)
    {
      evaluation.keep(Int32(prepared.slot), .text(text))
      return add(prepared.place, .formError, prepared.tooLong(text, limit), since: start)
    }
    if !prepared.requiredCells.isEmpty { lookInside(prepared) }
    guard let empty = context.emptyYear(prepared.slot, evaluation.candidate),
      let verdict = requirement(prepared.field.required)
    else { return }
    evaluation.keep(Int32(prepared.slot), .missing)
    add(prepared.place, verdict, context.emptyCell(empty).message, lacks: empty, since: start)
  }

  /// The cells that every entry of a list, or an object, must have.
  private mutating func lookInside(_ prepared: PreparedField) {
    let entries: [FieldValue]
    switch evaluation.candidate.values[prepared.slot] {
    case .list(let values): entries = values
    case .entry(let cells): entries = [.entry(cells)]
    default: return
    }
    let isList = prepared.field.kind == .list
    for (number, entry) in entries.enumerated() {
      for cell in prepared.requiredCells where !(entry.cell(cell.key)?.isFilled ?? false) {
        guard let verdict = requirement(cell.required) else { continue }
        let start = evaluation.evidence.count
        evaluation.keep(Int32(prepared.slot), entry)
        add(prepared.place, verdict, prepared.lacks(cell, entry: isList ? number + 1 : nil), since: start)
      }
    }
  }

  /// What its absence means for this candidate; nil where it may be left out.
  private mutating func requirement(_ requirement: Requirement) -> Finding.Verdict? {
    switch requirement {
    case .never: return nil
    case .always: return .formError
    case .when(let check):
      let start = evaluation.evidence.count
      defer { evaluation.forget(since: start) }
      switch evaluation.outcome(of: check).result {
      case .holds: return .formError
      case .doubtful, .pending: return .review
      // The condition's own cell is reported; what hangs on it cannot be known yet.
      case .fails, .missing: return nil
      }
    }
  }

  /// A decision that sets the finding aside makes it pass; what was sent back and is still wrong with the form after
  /// the last day fails.
  private mutating func add(
    _ place: Int32, _ found: Finding.Verdict, _ words: Bilingual?, lacks: String? = nil, since start: Int
  ) {
    var verdict = found
    let isSetAside = verdict != .pass && !setAside.isEmpty && setAside.contains(context.grounds[Int(place)].rule)
    if isSetAside { verdict = .pass }
    var isLapsed = false
    if verdict == .formError, let returned, let ground = returned[context.grounds[Int(place)].rule] {
      isLapsed = ground.isOver(on: context.asOf)
    }
    if isLapsed { verdict = .fail }
    records.append(
      FindingRecord(
        ground: place, verdict: verdict, isSetAside: isSetAside, isLapsed: isLapsed, words: words, lacks: lacks,
        readings: start..<evaluation.evidence.count))
  }
}

extension PreparedField {
  fileprivate func lacks(_ cell: Field, entry number: Int?) -> Bilingual {
    let place = field.key + (number.map { ".\($0)." } ?? ".") + cell.key
    let (zh, en) = (number.map { "第\($0)项" } ?? "", number.map { "entry \($0) of " } ?? "")
    return Bilingual(
      zh: "“\(field.label.zh)”\(zh)的“\(cell.label.zh)”（\(place)）未填写，请补充。",
      en: "“\(cell.label.en)” in \(en)“\(field.label.en)” (\(place)) was left empty; please fill it in.")
  }

  fileprivate func tooLong(_ text: String, _ limit: Int) -> Bilingual {
    let count = text.characterCountWithoutSpace
    return Bilingual(
      zh: "“\(field.label.zh)”共\(count)字，超过\(limit)字的限制，请压缩。",
      en: "“\(field.label.en)” has \(count) characters; at most \(limit) are allowed. Please shorten it.")
  }
}

extension ExaminationContext {
  func message(_ prepared: PreparedRule, _ focus: CheckEvaluation.Focus, _ evaluation: CheckEvaluation)
    -> Bilingual
  {
    if prepared.zh.isPlain, prepared.en.isPlain { return prepared.rule.message }
    func words(_ name: String) -> Bilingual? { self.words(name, focus, evaluation) }
    return Bilingual(zh: prepared.zh.filled { words($0)?.zh }, en: prepared.en.filled { words($0)?.en })
  }

  private func words(_ name: String, _ focus: CheckEvaluation.Focus, _ evaluation: CheckEvaluation) -> Bilingual? {
    let read = focus.evidence.flatMap {
      evaluation.evidence.indices.contains($0) ? evidence(evaluation.evidence[$0]) : nil
    }
    switch name {
    case "value": return read?.value
    case "label": return read?.label
    case "limit": return focus.limit.words(choices: [])
    case "computed", "years": return focus.computed.words(choices: [])
    case "others":
      return focus.others?.words
    default:
      guard let slot = scheme.slots[name] else { return nil }
      return evaluation.candidate.values[slot].words(choices: scheme.fields[slot].choices)
    }
  }

  func gapMessage(_ key: String, _ rule: Rule) -> Bilingual {
    let label = label(of: key)
    return Bilingual(
      zh: "“\(label.zh)”（\(key)）未填写，无法核对“\(rule.title.zh)”，请补充。",
      en: "“\(label.en)” (\(key)) was left empty, so “\(rule.title.en)” cannot be checked; please fill it in.")
  }

  /// A cell that was left empty: its label, and the request to fill it in.
  func emptyCell(_ key: String) -> (label: Bilingual, message: Bilingual) {
    let label = label(of: key)
    return (
      label,
      Bilingual(zh: "“\(label.zh)”（\(key)）未填写，请补充。", en: "“\(label.en)” (\(key)) was left empty; please fill it in.")
    )
  }

  func doubtMessage(_ rule: Rule) -> Bilingual {
    Bilingual(
      zh: "“\(rule.title.zh)”按不同理解结论不同，需人工判定。",
      en: "“\(rule.title.en)” can be read in more than one way here; a person must decide.")
  }

  func pendingMessage(_ rule: Rule) -> Bilingual {
    Bilingual(
      zh: "“\(rule.title.zh)”要看推荐材料，推荐单位还没有报送。",
      en: "“\(rule.title.en)” rests on the recommender's act, which is not there yet.")
  }

  /// The label of a field by its key, its key of one year, or a cell of a list.
  private func label(of key: String) -> Bilingual {
    if let slot = scheme.slots[key] { return scheme.fields[slot].label }
    let steps = key.split(separator: ".")
    let pattern = steps.map { $0.count == 4 && Int($0) != nil ? "YYYY" : String($0) }.joined(separator: ".")
    if let slot = scheme.slots[pattern] { return cellWords(key, scheme.fields[slot]) }
    if let last = steps.last, let slot = scheme.slots[steps.dropLast().joined(separator: ".")],
      let cell = scheme.fields[slot].entry.first(where: { $0.key == last })
    {
      return cell.label
    }
    return Bilingual(zh: key, en: key)
  }

  /// A yearly field's label with the year that the key names.
  func cellWords(_ key: String, _ field: Field) -> Bilingual {
    guard field.years != nil, key != field.key, let year = key.split(separator: ".").first(where: { Int($0) != nil })
    else {
      return field.label
    }
    return field.label.label(of: Int(year) ?? 0)
  }
}

extension CheckEvaluation.Others {
  fileprivate var words: Bilingual {
    let ids = named.map(\.rawValue)
    let more = count - named.count
    return Bilingual(
      zh: ids.joined(separator: "、") + (more > 0 ? " 等\(count)项" : ""),
      en: ids.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
  }
}

extension Rule.Kind {
  /// What a check's result means under a rule of this kind.
  func verdict(on result: CheckEvaluation.Result) -> Finding.Verdict {
    switch (self, result) {
    case (.process, .holds): .pass
    case (.preference, .pending): .pass
    case (_, .pending): .open
    case (.process, _), (.judged, _): .open
    case (.preference, _), (_, .holds): .pass
    case (.warn, _): .warn
    case (_, .missing): .formError
    case (_, .doubtful): .review
    case (.gate, .fails): .fail
    case (.review, .fails): .review
    case (.formError, .fails): .formError
    }
  }
}
