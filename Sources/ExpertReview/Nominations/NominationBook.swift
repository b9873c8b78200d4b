/// A deadline that a decision moved.
public struct DeadlineExtension: Sendable, Hashable {
  public let rule: RuleID
  public let until: CivilDay
  /// For whom; for all where it is empty.
  public let candidates: [CandidateID]
  public let by: String
  public let on: CivilDay
  public let reason: String
}

/// The nominations of a round under the scheme's policy, ready to be asked for one candidate or one recommender.
/// Built once a round.
public struct NominationBook: Sendable {
  /// What one recommender nominated.
  public struct Account: Sendable {
    public let recommender: Recommender
    /// Its lines in its own order; those of candidates who left the round are not among them.
    public let lines: [Nomination]
    /// Of these, the candidates that are consortia.
    public let consortia: Set<CandidateID>
  }

  /// A line beyond a limit.
  struct Excess: Sendable {
    let limit: NominationPolicy.Limit
    /// The line's place among those that the limit counts, from 1.
    let place: Int
    let nominated: Int
    let recommender: Recommender
  }

  public let policy: NominationPolicy
  public let asOf: CivilDay
  /// One for each recommender of the round, by id.
  public let accounts: [Account]
  let extensions: [DeadlineExtension]
  let linesOf: [CandidateID: [Nomination]]
  let recommenders: [RecommenderID: Recommender]
  let excess: [CandidateID: [Excess]]

  /// `standing` are the nominations of candidates who have not left. Complexity: n log n.
  init(
    policy: NominationPolicy, recommenders: [Recommender], standing: [Nomination], consortia: Set<CandidateID>,
    extensions: [DeadlineExtension], asOf: CivilDay
  ) {
    self.policy = policy
    self.asOf = asOf
    self.extensions = extensions
    self.recommenders = Dictionary(recommenders.map { ($0.id, $0) }) { first, _ in first }
    linesOf = Dictionary(grouping: standing.filter { $0.candidate != nil }) { $0.candidate ?? CandidateID("") }
    let byRecommender = Dictionary(grouping: standing, by: \.recommender)
    accounts = recommenders.sorted { $0.id < $1.id }.map { recommender in
      let lines = (byRecommender[recommender.id] ?? []).sorted {
        ($0.order, $0.candidate?.rawValue ?? "") < ($1.order, $1.candidate?.rawValue ?? "")
      }
      let named = Set(lines.compactMap(\.candidate))
      return Account(recommender: recommender, lines: lines, consortia: consortia.intersection(named))
    }
    var excess: [CandidateID: [Excess]] = [:]
    for account in accounts {
      for limit in policy.limits(for: account.recommender) {
        let counted = account.counted(by: limit)
        for (index, line) in counted.enumerated() where index >= limit.count {
          guard let candidate = line.candidate else { continue }
          excess[candidate, default: []].append(
            Excess(limit: limit, place: index + 1, nominated: counted.count, recommender: account.recommender))
        }
      }
    }
    self.excess = excess
  }

  /// The last day of a deadline for a candidate, with the extension that moved it there.
  public func lastDay(
    of deadline: NominationPolicy.Deadline, for candidate: CandidateID
  ) -> (day: CivilDay, extended: DeadlineExtension?) {
    let moved = extensions.filter {
      $0.rule == deadline.id && ($0.candidates.isEmpty || $0.candidates.contains(candidate))
    }
    guard let latest = moved.max(by: { $0.until < $1.until }), latest.until > deadline.until else {
      return (deadline.until, nil)
    }
    return (latest.until, latest)
  }

  /// Whether the day until which the recommender may act for a candidate is over; false where the scheme names none.
  func isSendingOver(for candidate: CandidateID) -> Bool {
    let sending = policy.deadlines.filter { $0.act == .sent }
    return !sending.isEmpty && sending.allSatisfy { asOf > lastDay(of: $0, for: candidate).day }
  }
}

extension NominationBook.Account {
  /// The lines that a limit counts, in the recommender's order.
  public func counted(by limit: NominationPolicy.Limit) -> [Nomination] {
    switch limit.of {
    case .all: lines
    case .consortium: lines.filter { line in line.candidate.map(consortia.contains) ?? false }
    }
  }
}

extension NominationPolicy {
  /// The limits that hold for a recommender: of those on the same thing and with the same consequence, one that names
  /// its province stands in place of the general one.
  public func limits(for recommender: Recommender) -> [Limit] {
    limits.filter { limit in
      if !limit.provinces.isEmpty { return limit.provinces.contains { recommender.isOf(province: $0) } }
      return !limits.contains { other in
        other.of == limit.of && other.beyond == limit.beyond
          && other.provinces.contains { recommender.isOf(province: $0) }
      }
    }
  }

  /// Why a recommender may not nominate, or is to be looked at.
  public func exclusions(of recommender: Recommender) -> [Exclusion] {
    exclusions.filter { exclusion in
      exclusion.levels.contains(recommender.level) || recommender.kind.map(exclusion.kinds.contains) ?? false
    }
  }
}

extension Round {
  /// The round's nominations under the scheme's policy; nil where the scheme says nothing of nominations.
  public func nominationBook(asOf: CivilDay) -> NominationBook? {
    guard let policy = scheme.nominations else { return nil }
    let standing = nominations.filter { nomination in
      guard let id = nomination.candidate else { return true }
      // Who was refused or left frees the place.
      return exclusions[id] == nil && admissions[id] != false
    }
    var consortia: Set<CandidateID> = []
    for nomination in standing {
      guard let id = nomination.candidate, let index = candidateIndex[id] else { continue }
      if case .flag(true) = scheme.value("is_consortium", of: candidates[index]) { consortia.insert(id) }
    }
    return NominationBook(
      policy: policy, recommenders: recommenders, standing: standing, consortia: consortia, extensions: extensions,
      asOf: asOf)
  }

  mutating func extend(
    _ rule: RuleID, until: CivilDay, _ ids: [CandidateID], on entry: FactEntry
  ) throws(RoundRefusal) {
    let deadlines = scheme.nominations?.deadlines ?? []
    guard let deadline = deadlines.first(where: { $0.id == rule }) else {
      throw .unknownDeadline(rule, known: deadlines.map(\.id))
    }
    guard until > deadline.until else { throw .extendsNothing(rule, until: deadline.until) }
    extensions.append(
      DeadlineExtension(
        rule: rule, until: until, candidates: ids, by: entry.actor, on: entry.asOf, reason: entry.reason))
  }
}
