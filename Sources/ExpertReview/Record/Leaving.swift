// How a candidate leaves a round: by withdrawal, for fraud, or by a recognition that is taken back.

extension Round {
  mutating func exclude(_ id: CandidateID, _ exclusion: Exclusion) throws(RoundRefusal) {
    if let out = exclusions[id] { throw .alreadyOut(id, out) }
    exclusions[id] = exclusion
  }

  /// Fraud: the candidate is out, and its unit is barred from this scheme from today; the other units of its consortium
  /// too, where the scheme says that a sanction reaches them. Codes that the file lacks come from the list of units.
  ///
  /// Whoever is on a final list keeps the recognition until a person has decided on it: no document says that it ends
  /// by itself.
  mutating func sanction(_ id: CandidateID, ground: String, on day: CivilDay) throws(RoundRefusal) {
    if exclusions[id] == .sanctioned || sanctionedWhenFinal.contains(id) { throw .alreadyOut(id, .sanctioned) }
    if board.publication(of: id) != nil, exclusions[id] == nil {
      sanctionedWhenFinal.insert(id)
      awardsInDoubt.insert(id)
    } else {
      exclusions[id] = .sanctioned
    }
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

  /// A person's word on the recognition of one who is final: it stands, or it is taken back.
  mutating func decideRecognition(_ id: CandidateID, stands: Bool) throws(RoundRefusal) {
    guard board.publication(of: id) != nil else { throw .notFinal(id) }
    if let out = exclusions[id] { throw .alreadyOut(id, out) }
    awardsInDoubt.remove(id)
    if !stands { exclusions[id] = .revoked }
  }

  /// A unit's credit code as the list of units has it, under this name or another; empty where it has none.
  func code(ofUnit name: String) -> String {
    let own = units.filter { $0.name.unitName == name.unitName }
    if let code = own.lazy.map(\.code).first(where: { !$0.isEmpty }) { return code }
    guard let main = own.lazy.map(\.aliasOf).first(where: { !$0.isEmpty }) else { return "" }
    return units.lazy.filter { $0.name.unitName == main.unitName }.map(\.code).first { !$0.isEmpty } ?? ""
  }
}
