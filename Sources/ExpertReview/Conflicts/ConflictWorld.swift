/// All that a search read and found, for writing out conflicts when somebody asks for them.
///
/// A class, because every `Conflict` that is handed out refers back to it for its links, and must not copy it.
/// Nothing in it changes once it is made.
final class ConflictWorld: Sendable {
  /// Candidates by id; experts by id.
  let candidates: [CandidateID]
  let candidateNames: [String]
  let experts: [ExpertID]
  let expertNames: [String]
  let policy: ConflictPolicy?
  let kinds: [TieKind]
  let ties: [ExpertTie]
  let tieUnits: [UnitRegistry.Reference]
  let mentions: [PartyMention]
  let mentionUnits: [UnitRegistry.Reference]
  let registry: UnitRegistry
  let near: NearNames
  let chains: ConflictChains
  let stated: [StatedConflict]
  /// Alphabetical.
  let kindNames: [String]
  let roleNames: [String]

  init(
    people: ConflictPeople, policy: ConflictPolicy?, ties: ConflictTies, matching: UnitMatching,
    stated: [StatedConflict], kindNames: [String], roleNames: [String]
  ) {
    candidates = people.candidates
    candidateNames = people.candidateNames
    experts = people.experts
    expertNames = people.expertNames
    self.policy = policy
    kinds = ties.kinds
    self.ties = ties.ties
    tieUnits = ties.tieUnits
    mentions = ties.mentions
    mentionUnits = matching.mentions
    registry = matching.registry
    near = matching.near
    chains = ConflictChains(registry: matching.registry, holdings: matching.holdings, near: matching.near)
    self.stated = stated
    self.kindNames = kindNames
    self.roleNames = roleNames
  }

  /// The conflict that an entry stands for.
  func conflict(_ entry: ConflictEntry) -> Conflict {
    let candidate = candidates[Int(entry.candidate)]
    let expert = experts[Int(entry.expert)]
    guard entry.tie >= 0 else {
      let said = stated[Int(entry.mention)]
      return Conflict(
        candidate: candidate, expert: expert, kind: said.kind, role: said.role, level: said.level,
        status: entry.status, source: said.source, party: said.party, isDoubtful: !said.isCertain,
        isByName: said.isByName, grounds: ConflictGrounds(world: self, place: .stated(entry.mention)))
    }
    let tie = ties[Int(entry.tie)]
    return Conflict(
      candidate: candidate, expert: expert, kind: kinds[Int(tie.kind)].id, role: roleNames[Int(entry.role)],
      level: entry.level, status: entry.status, source: kinds[Int(tie.kind)].source,
      party: mentions[Int(entry.mention)].text, isDoubtful: !entry.isCertain,
      isByName: entry.flags.contains(.byName),
      grounds: ConflictGrounds(
        world: self, place: .tie(entry.tie, mention: entry.mention, isDoubtful: !entry.isCertain)))
  }

  /// A broad reason as it strikes one candidate. `cause` is the entry that it comes from there, for groups.
  func conflict(_ broad: BroadConflict, with candidate: Int32, cause: ConflictEntry?) -> Conflict {
    let place: ConflictGrounds.Place
    let party: String
    switch broad.ground {
    case .group:
      guard let cause else { preconditionFailure("a group's conflict comes from a candidate") }
      party = candidateNames[Int(cause.candidate)]
      place = .group(cause: self.conflict(cause).grounds.place, of: cause.candidate, with: candidate)
    case .named(let tie, let mention):
      party = mentions[Int(mention)].text
      place = .tie(tie, mention: mention, isDoubtful: !broad.isCertain)
    case .region(let region):
      party = region
      place = .region(region, expert: broad.expert)
    }
    return Conflict(
      candidate: candidates[Int(candidate)], expert: experts[Int(broad.expert)], kind: broad.kind, role: broad.role,
      level: broad.level, status: broad.isCertain ? .standing : .undecided, source: broad.source, party: party,
      isDoubtful: !broad.isCertain, isByName: broad.isByName, grounds: ConflictGrounds(world: self, place: place))
  }
}

/// Candidates and experts of a search, sorted by id. Those that only a declaration knows are among them.
struct ConflictPeople: Sendable {
  let candidates: [CandidateID]
  let candidateNames: [String]
  let candidateRecords: [Candidate?]
  let experts: [ExpertID]
  let expertNames: [String]
  let expertRecords: [Expert?]

  init(_ input: ConflictInput) {
    let candidateByID = Dictionary(input.candidates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let expertByID = Dictionary(input.experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    candidates = Set(candidateByID.keys).union(input.declarations.map(\.candidate)).sorted()
    experts = Set(expertByID.keys).union(input.declarations.map(\.expert)).sorted()
    candidateRecords = candidates.map { candidateByID[$0] }
    expertRecords = experts.map { expertByID[$0] }
    candidateNames = zip(candidates, candidateRecords).map { $1?.name ?? $0.rawValue }
    expertNames = zip(experts, expertRecords).map { $1?.name ?? $0.rawValue }
  }
}

/// The ties and mentions of a search with the units that they name.
struct ConflictTies: Sendable {
  let kinds: [TieKind]
  var ties: [ExpertTie]
  var tieUnits: [UnitRegistry.Reference]
  let mentions: [PartyMention]
}
