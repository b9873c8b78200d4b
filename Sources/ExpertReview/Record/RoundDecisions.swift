extension Round {
  mutating func take(_ decision: Decision, entry: FactEntry) throws(RoundRefusal) {
    for id in decision.candidates { _ = try index(of: id) }
    if decision.needsReason && entry.reason.isEmpty { throw .noReason(act: decision.act) }
    switch decision {
    case .admit(let id): admissions[id] = true
    case .refuse(let id):
      admissions[id] = false
    case .setAside(let id, let rule):
      try checkRule(rule)
      setAside[id, default: []].insert(rule)
    case .confirm(let rule, let ids):
      try checkDistinct(ids)
      if reviewStages.contains(where: { scheme.votedRules(in: $0.id).contains { $0.id == rule } }) {
        throw .votedOn(rule)
      }
      // A process rule with a check is open where the check does not hold, and staff settle it all the same.
      let settled = scheme.rules.filter { $0.check == nil || $0.kind == .process }
      guard settled.contains(where: { $0.id == rule }) else {
        let open = settled.map(\.id.rawValue)
        throw .unknownRule(rule, nearest: nearest(to: rule.rawValue, among: open).map { RuleID($0) })
      }
      confirmed[rule, default: []].formUnion(ids.isEmpty ? candidates.map(\.id) : ids)
    case .withdraw(let id): try exclude(id, .withdrawn)
    case .chair(let id, let stage, let ids):
      try checkDistinct(ids)
      try appoint(id, stage: stage, ids, entry: entry)
    case .sanction(let id, let ground): try sanction(id, ground: ground, on: entry.asOf)
    case .lateCorrection(let id):
      guard lapsedLastDay(of: id, on: entry.asOf) != nil else { throw .correctionNotLate(id) }
      lateCorrections.insert(id)
    case .lateSheet(let id):
      _ = try index(of: id)
      lateSheets.insert(id)
    case .judge(let rule, let met, let ids):
      try checkDistinct(ids)
      try judge(rule, met: met, ids, entry: entry)
    case .signOff(let procedure, let stage):
      let step = try self.step(procedure, stage: stage)
      guard
        conclusions.keys.contains(where: { $0 == step || $0.procedure == procedure && $0.stage.isEmpty })
          || procedure == .assignment && panels[step.stage] != nil
      else { throw .notConcluded(procedure) }
      signOffs[step] = SignOff(by: entry.actor, on: entry.asOf, sequence: entry.sequence)
    case .reopen(let procedure, let stage):
      guard signOffs.removeValue(forKey: try signedStep(procedure, stage: stage)) != nil else {
        throw .notSignedOff(procedure)
      }
    case .choose(let ids):
      try checkDistinct(ids)
      // A choice without experts' marks is a whole list; one among those tied adds to what was chosen before.
      chosen = selection.by == .choice ? ids : chosen.filter { !ids.contains($0) } + ids
    case .lot(let ids):
      try checkDistinct(ids)
      lots.append(ids)
    case .extend(let rule, let until, let ids): try extend(rule, until: until, ids, on: entry)
    case .object(let id, let from, let ground): try object(id, from: from, ground: ground, on: entry.asOf)
    case .answer(let id, let upheld): try answer(id, upheld: upheld)
    }
  }

  private func checkRule(_ rule: RuleID) throws(RoundRefusal) {
    let known =
      scheme.rules.map(\.id.rawValue) + (scheme.nominations?.rules.map(\.rawValue) ?? [])
      + scheme.materials.map(\.id.rawValue) + scheme.fields.map(\.key)
    guard known.contains(rule.rawValue) else {
      throw .unknownRule(rule, nearest: nearest(to: rule.rawValue, among: known).map { RuleID($0) })
    }
  }

  private func checkDistinct(_ ids: [CandidateID]) throws(RoundRefusal) {
    var seen: Set<CandidateID> = []
    for id in ids where !seen.insert(id).inserted { throw .twoOf(id) }
  }

  private mutating func exclude(_ id: CandidateID, _ exclusion: Exclusion) throws(RoundRefusal) {
    if let out = exclusions[id] { throw .alreadyOut(id, out) }
    exclusions[id] = exclusion
  }

  /// Fraud: the candidate is out, and its unit is barred from this scheme from today; the other units of its consortium
  /// too, where the scheme says that a sanction reaches them. Codes that the file lacks come from the list of units.
  private mutating func sanction(_ id: CandidateID, ground: String, on day: CivilDay) throws(RoundRefusal) {
    if exclusions[id] == .sanctioned { throw .alreadyOut(id, .sanctioned) }
    exclusions[id] = .sanctioned
    let candidate = try candidate(id)
    func made(_ name: String, _ code: String?, _ role: Sanction.Role) -> Sanction {
      Sanction(
        code: code ?? self.code(ofUnit: name), name: name, scheme: scheme.id, decidedOn: day,
        until: scheme.sanctions?.banYears.map { day.adding(years: $0) }, ground: ground, role: role)
    }
    let name = scheme.text("applicant_name", of: candidate) ?? candidate.name
    sanctions.append(made(name, scheme.text("uscc", of: candidate), .lead))
    guard scheme.sanctions?.members != nil, case .list(let members) = scheme.value("members", of: candidate) else {
      return
    }
    for member in members {
      guard let name = member.cell("name")?.plainText else { continue }
      sanctions.append(made(name, member.cell("uscc")?.plainText, .member))
    }
  }

  /// A unit's credit code as the list of units has it, under this name or another; empty where it has none.
  func code(ofUnit name: String) -> String {
    let own = units.filter { $0.name.unitName == name.unitName }
    if let code = own.lazy.map(\.code).first(where: { !$0.isEmpty }) { return code }
    guard let main = own.lazy.map(\.aliasOf).first(where: { !$0.isEmpty }) else { return "" }
    return units.lazy.filter { $0.name.unitName == main.unitName }.map(\.code).first { !$0.isEmpty } ?? ""
  }

  private mutating func object(
    _ id: CandidateID, from: String, ground: String, on day: CivilDay
  ) throws(RoundRefusal) {
    guard let notice = lastPosting(.proposed) else { throw .noNotice }
    guard notice.lines.contains(where: { $0.candidate == id }) else { throw .notProposed(id) }
    guard day <= notice.lastDay else { throw .noticeOver(id, lastDay: notice.lastDay) }
    objections.append(Objection(candidate: id, from: from, ground: ground, day: day, upheld: nil))
  }

  private mutating func answer(_ id: CandidateID, upheld: Bool) throws(RoundRefusal) {
    let open = objections.indices.filter { objections[$0].candidate == id && objections[$0].upheld == nil }
    guard !open.isEmpty else { throw .nothingToAnswer(id) }
    for index in open { objections[index].upheld = upheld }
    if upheld { try exclude(id, .objectionUpheld) }
  }

  mutating func take(_ posting: Posting, entry: FactEntry) throws(RoundRefusal) {
    guard !posting.lines.isEmpty else { throw .nothingToPublish }
    for line in posting.lines { _ = try index(of: line.candidate) }
    if posting.kind == .final, scheme.publicity != nil {
      guard let notice = lastPosting(.proposed) else { throw .noNotice }
      guard posting.day > notice.lastDay else {
        throw .noticeRunning(publishFrom: notice.lastDay.adding(days: 1))
      }
    }
    postings.append((entry.sequence, posting))
  }
}
