extension ExaminationContext {
  /// What a rule comes to; nil for one that a stage settles in running and for mere information.
  func finding(_ prepared: PreparedRule, _ candidate: Candidate) -> Finding? {
    let rule = prepared.rule
    guard let check = rule.check else {
      if rule.kind == .warn || rule.settledBy != nil { return nil }
      return made(rule, .open, rule.message, [], candidate)
    }
    var evaluation = CheckEvaluation(candidate: candidate, context: self)
    let outcome = evaluation.outcome(of: check)
    let verdict = rule.kind.verdict(on: outcome.result)
    if outcome.result == .holds, let remark = evaluation.remark {
      return made(rule, .warn, remark, evaluation.evidence, candidate)
    }
    switch outcome.result {
    case .holds: return made(rule, verdict, rule.title, evaluation.evidence, candidate)
    case .missing(let key) where rule.kind != .process && rule.kind != .preference:
      return made(rule, verdict, gapMessage(key, rule), evaluation.evidence, candidate)
    case .doubtful: return made(rule, verdict, doubtMessage(rule), evaluation.evidence, candidate)
    case .missing, .fails:
      let words = message(prepared, outcome.focus, evaluation)
      return made(rule, verdict, words, evaluation.evidence, candidate)
    }
  }

  private func made(
    _ rule: Rule, _ verdict: Finding.Verdict, _ message: Bilingual, _ evidence: [Evidence], _ candidate: Candidate
  ) -> Finding {
    made(rule.id, verdict, rule.also, message, evidence, rule.source, candidate)
  }

  /// A decision that sets the finding aside makes it pass; after the last day for corrections what is still wrong with
  /// the form fails.
  private func made(
    _ id: RuleID, _ verdict: Finding.Verdict, _ also: [RuleID], _ message: Bilingual, _ evidence: [Evidence],
    _ source: Source, _ candidate: Candidate
  ) -> Finding {
    var verdict = verdict
    var message = message
    let isSetAside = verdict != .pass && setAside[candidate.id]?.contains(id) ?? false
    if isSetAside { verdict = .pass }
    if verdict == .formError, let last = correctionsUntil, asOf > last {
      verdict = .fail
      message = Bilingual(
        zh: message.zh + "补正期限\(last)已过。", en: message.en + " The time for corrections ended on \(last).")
    }
    return Finding(
      rule: id, verdict: verdict, also: also, message: message, evidence: evidence, source: source,
      isSetAside: isSetAside)
  }

  // MARK: Materials and cells

  func finding(_ material: Material, _ candidate: Candidate) -> Finding? {
    guard let verdict = requirement(material.required, candidate) else { return nil }
    let found = attachment(material.id, of: candidate)
    let evidence = [
      Evidence(
        key: material.id.rawValue, label: material.label, reading: found.map { .text($0.file) } ?? .missing, choices: []
      )
    ]
    let label = material.label
    let message =
      found == nil
      ? Bilingual(
        zh: "缺少材料 \(material.id.rawValue)“\(label.zh)”，请补交。",
        en: "Material \(material.id.rawValue), “\(label.en)”, is missing; please supply it.") : label
    return made(
      RuleID(material.id.rawValue), found == nil ? verdict : .pass, [], message, evidence, material.source, candidate)
  }

  /// A cell that is required and empty, or too long where no rule tests it. Nil where nothing is wrong.
  func finding(cell slot: Int, _ candidate: Candidate) -> Finding? {
    if limitedSlots.contains(slot), let limit = scheme.fields[slot].maxLength,
      case .text(let text) = candidate.values[slot], text.exceeds(limit: limit)
    {
      let field = scheme.fields[slot]
      let count = text.characterCountWithoutSpace
      let message = Bilingual(
        zh: "“\(field.label.zh)”共\(count)字，超过\(limit)字的限制，请压缩。",
        en: "“\(field.label.en)” has \(count) characters; at most \(limit) are allowed. Please shorten it.")
      return cellFinding(field, candidate.values[slot], message, .formError, candidate)
    }
    guard let empty = emptyYear(slot, candidate), let verdict = requirement(scheme.fields[slot].required, candidate)
    else {
      return nil
    }
    let field = scheme.fields[slot]
    let words = cellWords(empty, field)
    let message = Bilingual(
      zh: "“\(words.zh)”（\(empty)）未填写，请补充。", en: "“\(words.en)” (\(empty)) was left empty; please fill it in.")
    return cellFinding(field, .missing, message, verdict, candidate)
  }

  private func cellFinding(
    _ field: Field, _ value: FieldValue, _ message: Bilingual, _ verdict: Finding.Verdict, _ candidate: Candidate
  ) -> Finding {
    let evidence = Evidence(key: field.key, label: field.label, reading: value, choices: field.choices)
    return made(RuleID(field.key), verdict, [], message, [evidence], field.source, candidate)
  }

  /// What its absence means for this candidate; nil where it may be left out.
  private func requirement(_ requirement: Requirement, _ candidate: Candidate) -> Finding.Verdict? {
    switch requirement {
    case .never: return nil
    case .always: return .formError
    case .when(let check):
      var evaluation = CheckEvaluation(candidate: candidate, context: self)
      switch evaluation.outcome(of: check).result {
      case .holds: return .formError
      case .doubtful: return .review
      // The condition's own cell is reported; what hangs on it cannot be known yet.
      case .fails, .missing: return nil
      }
    }
  }

  // MARK: Messages

  private func message(_ prepared: PreparedRule, _ focus: CheckEvaluation.Focus, _ evaluation: CheckEvaluation)
    -> Bilingual
  {
    if prepared.zh.isPlain, prepared.en.isPlain { return prepared.rule.message }
    func words(_ name: String) -> Bilingual? { self.words(name, focus, evaluation) }
    return Bilingual(zh: prepared.zh.filled { words($0)?.zh }, en: prepared.en.filled { words($0)?.en })
  }

  private func words(_ name: String, _ focus: CheckEvaluation.Focus, _ evaluation: CheckEvaluation) -> Bilingual? {
    let read = focus.evidence.flatMap { evaluation.evidence.indices.contains($0) ? evaluation.evidence[$0] : nil }
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

  private func gapMessage(_ key: String, _ rule: Rule) -> Bilingual {
    let label = label(of: key)
    return Bilingual(
      zh: "“\(label.zh)”（\(key)）未填写，无法核对“\(rule.title.zh)”，请补充。",
      en: "“\(label.en)” (\(key)) was left empty, so “\(rule.title.en)” cannot be checked; please fill it in.")
  }

  private func doubtMessage(_ rule: Rule) -> Bilingual {
    Bilingual(
      zh: "“\(rule.title.zh)”按不同理解结论不同，需人工判定。",
      en: "“\(rule.title.en)” can be read in more than one way here; a person must decide.")
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
  private func cellWords(_ key: String, _ field: Field) -> Bilingual {
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
