// What nominations make of a candidate: one finding for each thing that the policy asks.

extension ExaminationContext {
  /// Findings by the policy's order: who recommends, how many, until when. Those of limits only for candidates that a
  /// recommender named.
  func nominationFindings(of candidate: Candidate) -> [Finding] {
    guard let book = nominations else { return [] }
    let lines = book.linesOf[candidate.id] ?? []
    let named = lines.compactMap { book.recommenders[$0.recommender] }
    return book.policy.exclusions.compactMap { exclusion($0, named, candidate) }
      + book.policy.limits.compactMap { limit($0, named, book, candidate) }
      + book.policy.deadlines.map { deadline($0, lines, book, candidate) }
  }

  // MARK: Who and how many

  private func exclusion(
    _ exclusion: NominationPolicy.Exclusion, _ named: [Recommender], _ candidate: Candidate
  ) -> Finding? {
    guard let first = named.first else { return nil }
    let barred = named.first { $0.kind.map(exclusion.kinds.contains) ?? false || exclusion.levels.contains($0.level) }
    let evidence = [evidence("recommender", NominationWords.recommender, .text((barred ?? first).name))]
    guard let barred else {
      return made(
        exclusion.id, .pass, NominationWords.mayNominate(first), evidence, exclusion.source, candidate)
    }
    return made(
      exclusion.id, exclusion.then.verdict, NominationWords.mayNotNominate(barred, exclusion.then), evidence,
      exclusion.source, candidate)
  }

  private func limit(
    _ limit: NominationPolicy.Limit, _ named: [Recommender], _ book: NominationBook, _ candidate: Candidate
  ) -> Finding? {
    let holding = named.filter { book.policy.limits(for: $0).contains(limit) }
    guard let first = holding.first else { return nil }
    if let beyond = book.excess[candidate.id]?.first(where: { $0.limit == limit }) {
      let evidence = [
        evidence("recommender", NominationWords.recommender, .text(beyond.recommender.name)),
        evidence("nominated", NominationWords.count(limit.of), .number(ExactDecimal(beyond.nominated))),
      ]
      return made(
        limit.id, limit.beyond.verdict, NominationWords.beyond(beyond), evidence, limit.source, candidate)
    }
    // A single applicant takes no consortium's place.
    if limit.of == .consortium, !book.accounts.contains(where: { $0.consortia.contains(candidate.id) }) { return nil }
    return made(
      limit.id, .pass, NominationWords.within(limit, first),
      [evidence("recommender", NominationWords.recommender, .text(first.name))], limit.source, candidate)
  }

  // MARK: Until when

  private func deadline(
    _ deadline: NominationPolicy.Deadline, _ lines: [Nomination], _ book: NominationBook, _ candidate: Candidate
  ) -> Finding {
    let last = book.lastDay(of: deadline, for: candidate.id)
    let act = act(deadline, lines, candidate)
    let verdict: Finding.Verdict
    let message: Bilingual
    if let day = act.day, day > last.day {
      (verdict, message) = (.fail, NominationWords.late(deadline, day: day, last: last))
    } else if let day = act.day, let from = deadline.from, day < from {
      (verdict, message) = (.review, NominationWords.early(deadline, day: day, from: from))
    } else if act.lacking.isEmpty {
      (verdict, message) = (.pass, NominationWords.inTime(deadline, last: last))
    } else {
      let isOver = book.asOf > last.day
      verdict = isOver ? .fail : .open
      message = NominationWords.missing(act.lacking, deadline, last: last, isOver: isOver)
    }
    return made(deadline.id, verdict, message, act.evidence, deadline.source, candidate)
  }

  /// What was done of an act, and what is not there yet.
  private func act(
    _ deadline: NominationPolicy.Deadline, _ lines: [Nomination], _ candidate: Candidate
  ) -> (day: CivilDay?, lacking: [Bilingual], evidence: [Evidence]) {
    switch deadline.act {
    case .declared:
      let key = deadline.field ?? ""
      let day = scheme.day(key, of: candidate)
      let label = scheme.slots[key].map { scheme.fields[$0].label } ?? Bilingual(zh: key, en: key)
      return (day, day == nil ? [label] : [], [evidence(key, label, day.map { .day($0) } ?? .missing)])
    case .sent:
      // Of several recommenders the first that did all of it counts.
      func lacking(_ line: Nomination) -> [Bilingual] {
        var parts: [Bilingual] = []
        if line.sentOn == nil { parts.append(NominationWords.sending) }
        if deadline.needs.contains(.opinion), line.opinion.isEmpty { parts.append(NominationWords.opinion) }
        if deadline.needs.contains(.seal), !line.isSealed { parts.append(NominationWords.seal) }
        return parts
      }
      guard let line = lines.first(where: { lacking($0).isEmpty }) ?? lines.first else {
        return (
          nil, [NominationWords.nomination],
          [evidence("sent_on", NominationWords.sending, .missing)]
        )
      }
      return (
        line.sentOn, lacking(line),
        [
          evidence("sent_on", NominationWords.sending, line.sentOn.map { .day($0) } ?? .missing),
          evidence("opinion", NominationWords.opinion, line.opinion.isEmpty ? .missing : .text(line.opinion)),
          evidence("sealed", NominationWords.seal, .flag(line.isSealed)),
        ]
      )
    }
  }

  private func evidence(_ key: String, _ label: Bilingual, _ value: FieldValue) -> Evidence {
    Evidence(subject: Evidence.Subject(key: key, label: label), reading: value, year: nil)
  }

  /// A finding; a decision that sets it aside makes it pass.
  private func made(
    _ id: RuleID, _ verdict: Finding.Verdict, _ message: Bilingual, _ evidence: [Evidence],
    _ source: Source, _ candidate: Candidate
  ) -> Finding {
    let isSetAside = verdict != .pass && setAside[candidate.id]?.contains(id) ?? false
    return Finding(
      ground: Finding.Ground(rule: id, title: message, source: source), verdict: isSetAside ? .pass : verdict,
      words: message, evidence: evidence, isSetAside: isSetAside, returned: nil, lack: nil)
  }
}

extension NominationPolicy.Beyond {
  /// What it makes of the candidate concerned.
  public var verdict: Finding.Verdict {
    switch self {
    case .refused: .fail
    case .review: .review
    case .warn: .warn
    }
  }
}

// MARK: - Checks of rules

extension CheckEvaluation {
  mutating func nominated() -> Outcome {
    let lines = context.nominations?.linesOf[candidate.id] ?? []
    return recommended(lines.isEmpty ? nil : true, .text(recommenderNames(lines)))
  }

  mutating func opinionGiven() -> Outcome {
    let lines = context.nominations?.linesOf[candidate.id] ?? []
    let given = lines.first { !$0.opinion.isEmpty && $0.isSealed }
    return recommended(given == nil ? nil : true, given.map { .text($0.opinion) } ?? .missing)
  }

  /// A candidate whom nobody nominated yet waits for its recommender; a city that the roster does not give is a
  /// question.
  mutating func recommendedFrom(_ key: String) -> Outcome {
    let (value, place) = read(key)
    guard let city = value.plainText else { return gap(key, place) }
    let lines = context.nominations?.linesOf[candidate.id] ?? []
    let named = lines.compactMap { context.nominations?.recommenders[$0.recommender] }
    guard let recommender = named.first else { return recommended(nil, .missing) }
    keep(context.recommenderCitySubject, .text(recommender.city))
    guard !recommender.city.isEmpty else { return Outcome(result: .doubtful, focus: focus(place)) }
    return decided(
      PlaceNames.areSame(recommender.city, city), focus(place, limit: .text(recommender.city)))
  }

  /// What the recommender did; where it did nothing, whether its time is over.
  private mutating func recommended(_ holds: Bool?, _ value: FieldValue) -> Outcome {
    keep(context.recommenderSubject, holds == nil ? .missing : value)
    let place = evidence.count - 1
    if let holds { return decided(holds, focus(place)) }
    let isOver = context.nominations?.isSendingOver(for: candidate.id) ?? false
    return Outcome(result: isOver ? .fails : .pending, focus: focus(place))
  }

  private func recommenderNames(_ lines: [Nomination]) -> String {
    lines.map { context.nominations?.recommenders[$0.recommender]?.name ?? $0.recommender.rawValue }
      .joined(separator: "、")
  }
}
