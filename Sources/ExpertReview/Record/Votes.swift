/// The votes of one review stage as they stand, and what the chair decided where experts said "not met".
public struct Ballots: Sendable {
  struct Key: Hashable, Sendable {
    let candidate: Int32
    let expert: Int32
    let rule: RuleID
  }
  var votes: [Key: Vote] = [:]

  /// An expert's vote on a rule for a candidate, both by index; nil where none was given.
  public func vote(candidate: Int, expert: Int, rule: RuleID) -> Vote? {
    votes[Key(candidate: Int32(candidate), expert: Int32(expert), rule: rule)]
  }

  public var count: Int { votes.count }
}

extension Round {
  /// Takes votes into the stage's ballots. A missing vote never replaces one that stands; a vote that stands is
  /// replaced only where the fact gives a reason.
  mutating func take(_ batch: VoteBatch, entry: FactEntry) throws(RoundRefusal) {
    let stage = try reviewStage(batch.stage)
    let known = scheme.votedRules(in: stage.id).map(\.id)
    for rule in batch.rules where !known.contains(rule) {
      throw .unknownRule(
        rule, nearest: nearest(to: rule.rawValue, among: known.map(\.rawValue)).map { RuleID($0) })
    }
    var candidateAt: [Int] = []
    for id in batch.candidates { candidateAt.append(try index(of: id)) }
    var expertAt: [Int] = []
    for id in batch.experts { expertAt.append(try index(of: id)) }
    var ballots = self.ballots.removeValue(forKey: stage.id) ?? Ballots()
    for row in 0..<batch.rowCount {
      let candidate = candidateAt[Int(batch.candidateIndex[row])]
      let expert = expertAt[Int(batch.expertIndex[row])]
      let names = (candidates[candidate].id, experts[expert].id)
      guard panels[stage.id]?.seats(candidate: candidate, expert: expert) == true else {
        throw .notOnPanel(names.0, names.1)
      }
      if scorebooks[stage.id]?.sheet(candidate: candidate, expert: expert)?.recused == true {
        throw .recusedAlready(names.0, names.1)
      }
      for (place, rule) in batch.rules.enumerated() {
        guard let vote = Vote(rawValue: batch.votes[row * batch.rules.count + place]) else { continue }
        let key = Ballots.Key(candidate: Int32(candidate), expert: Int32(expert), rule: rule)
        if let old = ballots.votes[key], old != vote {
          guard scheme.changes == nil else { throw .changesByProposal(names.0, names.1) }
          guard !entry.reason.isEmpty else { throw .changesVote(names.0, names.1, rule) }
          earlierMarks.append(
            EarlierMark(
              stage: stage.id, at: (names.0, names.1), now: .vote(rule, vote), was: .vote(rule, old), entry: entry))
        }
        ballots.votes[key] = vote
      }
    }
    self.ballots[stage.id] = ballots
  }
}

/// What the chair decided on a condition for a candidate.
public struct ChairJudgment: Sendable, Hashable {
  public let met: Bool
  public let sequence: Int
}

/// How the votes on one condition stand for one candidate.
public struct VoteTally: Sendable, Hashable {
  /// What the votes and the chair come to.
  public enum State: String, Sendable, CaseIterable {
    /// The votes that are there, all of them or not, say "met".
    case met
    /// Half of the votes cast or more say "not met": it goes to the chair, and no mark makes up for it.
    case toChair
    /// Nobody has voted yet.
    case open
    /// The chair decided, whatever the votes say.
    case decidedMet
    case decidedNotMet
  }
  public let candidate: CandidateID
  public let rule: RuleID
  public let met: Int
  public let notMet: Int
  /// Experts on the panel who have neither voted nor recused themselves.
  public let missing: [ExpertID]
  public let judgment: ChairJudgment?

  /// What holds now: the chair's decision, else what the votes that are there come to; a draw goes to the chair.
  public var state: State {
    if let judgment { return judgment.met ? .decidedMet : .decidedNotMet }
    if met + notMet == 0 { return .open }
    return notMet >= met ? .toChair : .met
  }

  /// Whether votes are owed that nobody's decision makes needless.
  public var isOwed: Bool { judgment == nil && !missing.isEmpty }
}

extension Round {
  /// The tallies of a stage's judged conditions for a candidate, in the scheme's order; recusals count for nothing.
  public func tallies(of id: CandidateID, in stage: String) -> [VoteTally] {
    tallies(of: id, in: stage, rules: scheme.votedRules(in: stage).map(\.id))
  }

  func tallies(of id: CandidateID, in stage: String, rules: [RuleID]) -> [VoteTally] {
    guard !rules.isEmpty, let candidate = candidateIndex[id] else { return [] }
    let book = scorebooks[stage]
    let members = panels[stage].map { candidate < $0.members.count ? $0.members[candidate] : [] } ?? []
    let voting = members.map { Int($0) }.filter { book?.sheet(candidate: candidate, expert: $0)?.recused != true }
    return rules.map { rule in
      var (met, notMet) = (0, 0)
      var missing: [ExpertID] = []
      for expert in voting {
        switch ballots[stage]?.vote(candidate: candidate, expert: expert, rule: rule) {
        case .met?: met += 1
        case .notMet?: notMet += 1
        case nil: missing.append(experts[expert].id)
        }
      }
      return VoteTally(
        candidate: id, rule: rule, met: met, notMet: notMet, missing: missing.sorted(),
        judgment: judgments[rule]?[id])
    }
  }

  /// Of some candidates the tallies that are in a state, by rule in the scheme's order.
  public func tallies(
    of ids: [CandidateID], in stage: String, where holds: (VoteTally) -> Bool
  ) -> [(rule: Rule, candidates: [CandidateID])] {
    let rules = scheme.votedRules(in: stage)
    let found = ids.sorted().flatMap { tallies(of: $0, in: stage, rules: rules.map(\.id)) }.filter(holds)
    let byRule = Dictionary(grouping: found, by: \.rule)
    return rules.compactMap { rule in byRule[rule.id].map { (rule, $0.map(\.candidate)) } }
  }

  /// Conditions that the chair decided are not met, of those voted on and those called in question: a candidate with
  /// one has no place.
  func judgedNotMet(_ id: CandidateID, in stage: String) -> [Bar] {
    let questioned = questionedNotMet(id, in: stage)
    guard !judgments.isEmpty || !questioned.isEmpty else { return [] }
    let voted = scheme.votedRules(in: stage).map(\.id).filter { judgments[$0]?[id]?.met == false }
    return (voted + questioned.filter { !voted.contains($0) }).map { .notMet($0) }
  }

  /// Whether an expert of a panel has a vote left to give on a candidate.
  public func owesVotes(of expert: ExpertID, for candidate: CandidateID, in stage: String) -> Bool {
    tallies(of: candidate, in: stage).contains { $0.isOwed && $0.missing.contains(expert) }
  }

  /// Experts who have not given all their votes in a stage, with the candidates they owe, by expert.
  /// Complexity: linear in seats × rules.
  public func owingVotes(in stage: String) -> [(expert: ExpertID, candidates: [CandidateID])] {
    let rules = scheme.votedRules(in: stage).map(\.id)
    guard !rules.isEmpty, let panels = panels[stage] else { return [] }
    var owed: [ExpertID: Set<CandidateID>] = [:]
    for (index, members) in panels.members.enumerated()
    where !members.isEmpty && exclusions[candidates[index].id] == nil {
      let id = candidates[index].id
      for tally in tallies(of: id, in: stage, rules: rules) where tally.isOwed {
        for expert in tally.missing { owed[expert, default: []].insert(id) }
      }
    }
    return owed.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  /// What of a stage waits for the chair, for candidates who could have a place: conditions that half of the votes
  /// cast, or more, call "not met", and those that an expert called in question.
  public func chairItems(_ ranking: Ranking) -> [OpenItem] {
    let placed = ranking.rows.filter { $0.place != nil }.map(\.candidate)
    let voted = tallies(of: placed, in: ranking.stage) { $0.state == .toChair }.map {
      OpenItem(rule: $0.rule.id, title: $0.rule.title, candidates: $0.candidates)
    }
    return voted + openQuestions(in: ranking.stage, on: Set(placed))
  }
}
