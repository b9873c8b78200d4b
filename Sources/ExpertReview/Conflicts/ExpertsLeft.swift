/// Who is left to judge a candidate in a stage, and why the others are not.
public struct ExpertsLeft: Sendable {
  /// An expert who may judge it.
  public struct Member: Sendable {
    public let expert: Expert
    public let affinity: PairAffinity
    /// Candidates whom the expert judges already, this one among them where it is seated.
    public let load: Int
    public let isSeated: Bool
    /// Soft conflicts that stand: the expert is asked only for want of others.
    public let soft: [Conflict]

    /// Whether the expert judges as many others as it may.
    public var isFull: Bool { !isSeated && (expert.maximumLoad.map { load >= $0 } ?? false) }
  }

  /// Why an expert is out. The kind of a conflict is as the scheme names it.
  public enum Reason: Sendable, Hashable {
    case conflict(kind: String)
    case undecided(kind: String)
    case unavailable
    /// The table of affinities leaves the pair out.
    case noAffinity
  }

  public let candidate: CandidateID
  public let stage: String
  /// Experts that the candidate needs.
  public let demand: Int
  /// Those with no soft conflict first, then by affinity, the largest first, then by id.
  public let members: [Member]
  /// How many of them may sit together, where the stage seats only so many of one unit or kind: the most by any limit
  /// alone.
  public let together: Int
  /// Every reason that keeps somebody out, with all whom it keeps out; one expert may be out for several.
  public let out: [(reason: Reason, experts: [ExpertID])]
  /// Experts who are out for any reason.
  public let outCount: Int

  public var soft: Int { members.count { !$0.soft.isEmpty } }
  public var seated: Int { members.count(where: \.isSeated) }
  /// Experts that are lacking even if all who are left were seated.
  public var lacking: Int { max(0, demand - together) }
}

extension Round {
  /// Who is left for a candidate, as the round stands. Complexity: linear in experts and seats, sorted once, beside the
  /// search of conflicts.
  public func expertsLeft(for candidate: Candidate, in stage: ReviewStage, conflicts: ConflictSearch) -> ExpertsLeft {
    let found = Dictionary(grouping: conflicts.conflicts(of: candidate.id), by: \.expert)
    let loads = loads(in: stage.id)
    let panel = Set(panel(of: candidate.id, in: stage.id).map(\.id))
    let affinities = pairAffinities().affinities(ofAllFor: candidate)
    var members: [ExpertsLeft.Member] = []
    var out: [ExpertsLeft.Reason: [ExpertID]] = [:]
    for (index, expert) in experts.enumerated() {
      let affinity = affinities[index]
      let conflicts = found[expert.id] ?? []
      var reasons = Set(conflicts.filter(\.bars).map(ExpertsLeft.Reason.init(barring:)))
      if !isAvailable(expert.id, in: stage.id) { reasons.insert(.unavailable) }
      if affinity.millionths == nil { reasons.insert(.noAffinity) }
      guard reasons.isEmpty else {
        for reason in reasons { out[reason, default: []].append(expert.id) }
        continue
      }
      members.append(
        ExpertsLeft.Member(
          expert: expert, affinity: affinity, load: loads[index], isSeated: panel.contains(expert.id),
          soft: conflicts.filter { $0.status == .standing }))
    }
    return ExpertsLeft(
      candidate: candidate.id, stage: stage.id, demand: demand(of: candidate, in: stage),
      members: members.sorted(by: ExpertsLeft.comesBefore),
      together: PanelComposition(stage.panel.limits, units: units).together(
        members.map(\.expert), size: demand(of: candidate, in: stage)),
      out: out.map { ($0.key, $0.value.sorted()) }.sorted { $0.reason.position < $1.reason.position },
      outCount: Set(out.values.joined()).count)
  }
}

extension ExpertsLeft {
  fileprivate static func comesBefore(_ left: Member, _ right: Member) -> Bool {
    if left.soft.isEmpty != right.soft.isEmpty { return left.soft.isEmpty }
    let affinities = (left.affinity.millionths ?? 0, right.affinity.millionths ?? 0)
    return affinities.0 == affinities.1 ? left.expert.id < right.expert.id : affinities.0 > affinities.1
  }
}

extension ExpertsLeft.Reason {
  fileprivate init(barring conflict: Conflict) {
    self = conflict.status == .undecided ? .undecided(kind: conflict.kind) : .conflict(kind: conflict.kind)
  }

  /// Conflicts first, by kind, then doubts, then what has nothing to do with ties.
  fileprivate var position: (Int, String) {
    switch self {
    case .conflict(let kind): (0, kind)
    case .undecided(let kind): (1, kind)
    case .unavailable: (2, "")
    case .noAffinity: (3, "")
    }
  }
}
