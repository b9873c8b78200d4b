extension Round {
  /// What there is to send back on a day, by candidate: what is wrong with the form of declarations that could still be
  /// mended. One that fails for another reason is not among them, nor one that left the round or was refused.
  ///
  /// Faults whose time is still running are not sent back twice; they count again in a candidate that `only` names, and
  /// so does what has lapsed: that is how a new time is given. `only` empty stands for all. Complexity: that of an
  /// examination.
  public func correctable(asOf: CivilDay, only: Set<CandidateID> = []) -> [CorrectionReturn.Entry] {
    let context = examinationContext(asOf: asOf)
    return candidates.compactMap { candidate in
      let isNamed = only.contains(candidate.id)
      guard only.isEmpty || isNamed, exclusions[candidate.id] == nil, admissions[candidate.id] == nil else {
        return nil
      }
      let examination = examine(candidate, in: context)
      guard isNamed || examination.verdict == .formError else { return nil }
      let findings = examination.findings
      let formal = findings.filter { $0.verdict == .formError || $0.isLapsed }
      guard formal.contains(where: { isNamed || $0.returned == nil }),
        findings.allSatisfy({ $0.verdict != .fail || $0.isLapsed })
      else { return nil }
      return CorrectionReturn.Entry(
        candidate: candidate.id, version: candidate.version, faults: formal.map { $0.fault(of: scheme) })
    }.sorted { $0.candidate < $1.candidate }
  }

  /// The last day for corrections that are sent back on a day, as the scheme counts: from the day after. Nil where the
  /// scheme gives no time. Throws where the calendar does not cover a day needed.
  public func lastDayForCorrections(from day: CivilDay) throws(WorkingCalendar.Uncovered) -> CivilDay? {
    guard let policy = scheme.returns else { return nil }
    return try calendar.days(policy.days, of: policy.unit, from: day.adding(days: 1)).last
  }
}

extension Finding {
  /// As the applicant is told: without what was said of an earlier return, and of an empty cell the cell alone.
  fileprivate func fault(of scheme: Scheme) -> CorrectionReturn.Fault {
    CorrectionReturn.Fault(
      rule: rule, place: lack?.label ?? place(in: scheme), message: lack?.message ?? words ?? ground.title)
  }

  /// Labels of what was read; the rule's title where nothing was.
  private func place(in scheme: Scheme) -> Bilingual {
    if scheme.materials.contains(where: { $0.id.rawValue == rule.rawValue }) {
      return Bilingual(zh: "材料 \(rule) \(ground.title.zh)", en: "material \(rule) \(ground.title.en)")
    }
    var seen: Set<String> = []
    let labels = evidence.filter { seen.insert($0.key).inserted }.map(\.label)
    guard !labels.isEmpty else { return ground.title }
    return Bilingual(
      zh: labels.map(\.zh).joined(separator: "、"), en: labels.map(\.en).joined(separator: "; "))
  }
}

extension WorkingCalendar {
  /// The first `count` days of a kind, from `first` on. Precondition: at least one.
  func days(_ count: Int, of unit: Publicity.Unit, from first: CivilDay) throws(Uncovered) -> [CivilDay] {
    precondition(count >= 1, "a time of no days")
    var counted: [CivilDay] = []
    var day = first
    while counted.count < count {
      let counts: Bool
      switch unit {
      case .calendar: counts = true
      case .working: counts = try isWorkingDay(day)
      }
      if counts { counted.append(day) }
      day = day.adding(days: 1)
    }
    return counted
  }
}
