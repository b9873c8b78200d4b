/// A candidate on the final list, and since when.
public struct Recognised: Sendable, Hashable {
  public let candidate: CandidateID
  /// The day of the first final list that it has stood on ever since.
  public let on: CivilDay
}

/// What one of those recognised owes for one quarter or year, as of a day.
public struct DutyEntry: Sendable, Hashable {
  public enum State: String, Sendable, CaseIterable {
    /// The quarter or year has not ended.
    case running
    /// It has ended, and there is time until the last day.
    case due
    /// No report came, and the last day has passed.
    case late
    case received
    /// A report came after the last day.
    case receivedLate
  }
  public let candidate: CandidateID
  public let duty: RuleID
  public let period: DutyPeriod
  /// The last day for the report; nil where no time was set.
  public let dueOn: CivilDay?
  /// Nil where none came by the day asked for.
  public let receivedOn: CivilDay?
  public let state: State
}

extension Round {
  /// Those on the final lists who have not left since, by candidate.
  public var recognised: [Recognised] {
    board.published.filter { exclusions[$0.line.candidate] == nil }
      .map { Recognised(candidate: $0.line.candidate, on: $0.on) }.sorted { $0.candidate < $1.candidate }
  }

  /// Those on the final lists as later rounds read them: the unit that declared, under this scheme.
  public var ownRecognitions: [Recognition] {
    recognised.compactMap { recognised in
      guard let index = candidateIndex[recognised.candidate] else { return nil }
      let candidate = candidates[index]
      let name = scheme.text("applicant_name", of: candidate) ?? candidate.name
      return Recognition(
        code: scheme.text("uscc", of: candidate) ?? code(ofUnit: name), name: name, scheme: scheme.id,
        recognisedOn: recognised.on, project: candidate.name)
    }
  }

  /// What is due, received and late for everybody recognised, by candidate, duty and period, as of a day: from the
  /// first whole quarter or year after the list was published to the one that the day lies in. Reports that came after
  /// the day do not count yet. Complexity: linear in candidates × duties × periods.
  public func dutyCalendar(asOf: CivilDay) -> [DutyEntry] {
    recognised.flatMap { recognised in
      scheme.duties.flatMap { duty in entries(of: recognised, duty, asOf: asOf) }
    }
  }

  private func entries(of recognised: Recognised, _ duty: Duty, asOf: CivilDay) -> [DutyEntry] {
    var entries: [DutyEntry] = []
    var period = DutyPeriod(duty.every, of: recognised.on).next
    while period.firstDay <= asOf {
      let key = DutyReport.Key(candidate: recognised.candidate, duty: duty.id, period: period)
      let received = reports[key].flatMap { $0 <= asOf ? $0 : nil }
      let due = duty.dueWithinDays.map { period.lastDay.adding(days: $0) }
      entries.append(
        DutyEntry(
          candidate: recognised.candidate, duty: duty.id, period: period, dueOn: due, receivedOn: received,
          state: DutyEntry.state(of: period, due: due, received: received, asOf: asOf)))
      period = period.next
    }
    return entries
  }

  mutating func take(_ imported: [DutyReport]) throws(RoundRefusal) {
    for report in imported {
      _ = try index(of: report.key.candidate)
      guard scheme.duties.contains(where: { $0.id == report.key.duty && $0.every == report.key.period.every }) else {
        throw .unknownDuty(report.key.duty, known: scheme.duties.map(\.id.rawValue))
      }
      reports[report.key] = report.receivedOn
    }
  }
}

extension DutyEntry {
  fileprivate static func state(
    of period: DutyPeriod, due: CivilDay?, received: CivilDay?, asOf: CivilDay
  ) -> State {
    if let received { return due.map { received > $0 } ?? false ? .receivedLate : .received }
    if asOf <= period.lastDay { return .running }
    return due.map { asOf > $0 } ?? false ? .late : .due
  }
}
