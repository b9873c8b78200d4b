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
      allowLateSheet(of: id)
    case .judge(let rule, let met, let ids):
      try checkDistinct(ids)
      try judge(rule, met: met, ids, entry: entry)
    case .approveChange(let number): try settle(number, isApproved: true, entry: entry)
    case .rejectChange(let number): try settle(number, isApproved: false, entry: entry)
    case .signOff(let procedure, let stage, let leader):
      try signOff(procedure, stage: stage, leader: leader, entry: entry)
    case .reopen(let procedure, let stage): try reopen(procedure, stage: stage, entry: entry)
    case .choose(let ids):
      try checkDistinct(ids)
      // A choice without experts' marks is a whole list; one among those tied adds to what was chosen before.
      chosen = selection.by == .choice ? ids : chosen.filter { !ids.contains($0) } + ids
    case .lot(let ids, _):
      try checkDistinct(ids)
      lots.append(ids)
    case .extend(let rule, let until, let ids): try extend(rule, until: until, ids, on: entry)
    case .object(let statement): try object(statement, entry: entry)
    case .answer(let answer): try self.answer(answer, entry: entry)
    case .withdrawObjection(let id, let number): try withdrawObjection(id, number: number, on: entry.asOf)
    case .lateObjection(let id): try allowLateObjection(id, on: entry.asOf)
    case .recognition(let id, let stands): try decideRecognition(id, stands: stands)
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
}
