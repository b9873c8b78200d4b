// Registers that one round writes and later ones read: who was recognised, and who was sanctioned for fraud.

extension CheckEvaluation {
  // MARK: Recognitions

  /// Recognitions of the register and those that the file itself declares. One under this scheme settles it; one under
  /// a scheme that the policy names is for a person; any other counts for nothing.
  mutating func notRecognised(_ scope: Check.UnitScope) -> Outcome {
    let (value, place) = read("prior_recognitions")
    var known: [Known] = []
    if case .list(let entries) = value {
      known = entries.compactMap { entry in
        entry.cell("scheme")?.plainText.map { Known(scheme: $0, day: nil, name: "") }
      }
    }
    for unit in units(scope) {
      known += recognitions(of: unit).map { Known(scheme: $0.scheme.rawValue, day: $0.recognisedOn, name: $0.name) }
    }
    if let found = known.first(where: { context.ownSchemes.contains($0.scheme) }) {
      keep(found)
      return decided(false, focus(place, computed: found.day.map { .day($0) } ?? .missing))
    }
    let weighed = context.scheme.recognitions?.review.map(\.rawValue) ?? []
    if let found = known.first(where: { weighed.contains($0.scheme) }) {
      keep(found)
      doubt = Bilingual(
        zh: "申报单位曾列入“\(found.scheme)”的名单，是否视为同一项目的认定，请研究决定。",
        en: "The applicant stands on the list of “\(found.scheme)”; decide whether that counts as a recognition.")
      return Outcome(result: .doubtful, focus: focus(place))
    }
    return decided(true, focus(place))
  }

  /// A recognition as it was declared or registered.
  private struct Known {
    let scheme: String
    /// Nil where it was only declared.
    let day: CivilDay?
    let name: String
  }

  private mutating func keep(_ known: Known) {
    guard let day = known.day else { return }
    keep(context.recognitionSubject, .text("\(known.name) \(known.scheme) \(day)"))
  }

  /// Codes settle it where both sides have one; else names do.
  private func recognitions(of unit: Unit) -> [Recognition] {
    var found = unit.code.isEmpty ? [] : context.recognitionsByCode[unit.code] ?? []
    if !unit.name.isEmpty, !context.recognitionsByName.isEmpty {
      found += (context.recognitionsByName[unit.name.unitName] ?? []).filter { $0.code.isEmpty || unit.code.isEmpty }
    }
    return found
  }

  // MARK: Sanctions

  /// Bans of the register and those that the file itself names, as the scheme's policy weighs them: some bar, some are
  /// for a person. A ban under a scheme that the policy does not name bars nothing here and is remarked on.
  mutating func notSanctioned(_ scope: Check.UnitScope, _ months: Int?) -> Outcome {
    let (value, place) = read("submitted_on")
    guard case .day(let submitted) = value else { return gap("submitted_on", place) }
    let period = months ?? context.scheme.sanctions?.banYears.map { $0 * 12 }
    var barring: Sanction?
    var weighed: (sanction: Sanction, byMember: Bool)?
    for (number, unit) in units(scope).enumerated() {
      for sanction in sanctions(against: unit) where sanction.bars(submission: submitted, months: period) {
        switch reach(of: sanction, onMember: number > 0) {
        case .hard?: barring = barring ?? sanction
        case .review?: weighed = weighed ?? (sanction, number > 0)
        case nil: remark(on: sanction)
        }
      }
    }
    if let barring {
      keepSanction(barring)
      let limit = barring.freeOn(months: period).map { FieldValue.day($0) } ?? .missing
      return decided(false, focus(place, limit: limit, computed: .day(barring.decidedOn)))
    }
    guard let weighed else { return decided(true, focus(place)) }
    keepSanction(weighed.sanction)
    doubt = question(weighed.sanction, byMember: weighed.byMember, freeOn: weighed.sanction.freeOn(months: period))
    return Outcome(result: .doubtful, focus: focus(place))
  }

  /// What a ban does to this declaration; nil where it does nothing.
  private func reach(of sanction: Sanction, onMember: Bool) -> Sanctions.Reach? {
    let policy = context.scheme.sanctions
    guard context.barringSchemes.contains(sanction.scheme.rawValue) else {
      return policy?.review.contains(sanction.scheme) == true ? .review : nil
    }
    guard onMember || sanction.role == .member else { return .hard }
    return policy?.members ?? .hard
  }

  /// Codes settle it where both sides have one; else names do.
  private func sanctions(against unit: Unit) -> [Sanction] {
    var found = unit.code.isEmpty ? [] : context.sanctionsByCode[unit.code] ?? []
    if !unit.name.isEmpty, !context.sanctionsByName.isEmpty {
      found += (context.sanctionsByName[unit.name.unitName] ?? []).filter { $0.code.isEmpty || unit.code.isEmpty }
    }
    guard case .list(let declared) = context.scheme.value("sanctions", of: candidate) else { return found }
    for entry in declared {
      guard case .day(let day)? = entry.cell("decided_on") else { continue }
      let code = entry.cell("uscc")?.plainText ?? ""
      guard code.isEmpty || code == unit.code else { continue }
      found.append(
        Sanction(
          code: code, name: unit.name, scheme: SchemeID(entry.cell("scheme")?.plainText ?? ""), decidedOn: day,
          until: nil, ground: ""))
    }
    return found
  }

  private mutating func keepSanction(_ sanction: Sanction) {
    let text = "\(sanction.name) \(sanction.scheme.rawValue) \(sanction.decidedOn)"
    keep(context.sanctionSubject, .text(text))
  }

  private func question(_ sanction: Sanction, byMember: Bool, freeOn: CivilDay?) -> Bilingual {
    let who =
      byMember
      ? Bilingual(zh: "联合体成员“\(sanction.name)”", en: "The member “\(sanction.name)” of the consortium")
      : Bilingual(zh: "申报单位", en: "The applicant")
    let role =
      sanction.role == .member
      ? Bilingual(zh: "作为联合体成员", en: " as a member of a consortium") : Bilingual(zh: "", en: "")
    let end = freeOn.map { Bilingual(zh: "，\($0)起方可再申报", en: "; free from \($0)") }
    return Bilingual(
      zh:
        "\(who.zh)于\(sanction.decidedOn)在“\(sanction.scheme.rawValue)”中\(role.zh)因弄虚作假受到处理\(end?.zh ?? "")，是否影响本次申报请研究决定。",
      en:
        "\(who.en) was sanctioned for fraud on \(sanction.decidedOn) under “\(sanction.scheme.rawValue)”\(role.en)\(end?.en ?? ""); decide whether it bars this application."
    )
  }

  private mutating func remark(on sanction: Sanction) {
    keepSanction(sanction)
    remark = Bilingual(
      zh: "该单位于\(sanction.decidedOn)在另一方案（\(sanction.scheme.rawValue)）中受到处理，不影响本方案申报，仅作提示。",
      en:
        "The unit was sanctioned on \(sanction.decidedOn) under another scheme (\(sanction.scheme.rawValue)); this bars nothing here and is for information."
    )
  }
}
