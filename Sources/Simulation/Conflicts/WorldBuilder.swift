import ExpertReview
import Statistics

/// Puts a planted world together: the plants first, each on a candidate and an expert of its own, ordinary ties around
/// them last.
struct WorldBuilder {
  let scheme: Scheme
  let seed: String
  let slots: [PartySlot]
  let kinds: [ConflictPolicy.Kind]
  let asOf: CivilDay
  let holding: HoldingShares
  var units: WorldUnits
  var stream: RandomStream
  var drafts: [CandidateDraft] = []
  var experts: [Expert] = []
  var relations: [Relation] = []
  var declarations: [ConflictDeclaration] = []
  var planted: [PlantedConflict] = []
  var nonConflicts: [PlantedConflict] = []
  var nearMisses: [NearMiss] = []
  /// Names that several plants share, such as the offices of a city, with the code of each.
  var sharedCodes: [String: String] = [:]
  private var neutral: [WorldUnits.Unit] = []
  /// How many candidates have a plant in a role.
  private var seatsTaken: [String: Int] = [:]
  private let tracks: [String]

  init(scheme: Scheme, seed: String) {
    self.scheme = scheme
    self.seed = seed
    slots = PartySlot.all(of: scheme)
    kinds = scheme.conflicts?.kinds ?? []
    holding = HoldingShares(scheme.conflicts?.chains)
    units = WorldUnits(seed: seed)
    var stream = RandomStream(seed: seed, label: "planted world")
    // Any day of four years, so that months of every length and a leap day are met.
    guard let first = CivilDay(year: 2024, month: 1, day: 1) else { preconditionFailure("the first of a year") }
    asOf = first.adding(days: stream.integer(below: 1_461))
    self.stream = stream
    tracks =
      scheme.grouping.flatMap { grouping in scheme.fields.first { $0.key == grouping.by } }?.choices.map(\.id) ?? []
    neutral = (0..<24).map { _ in units.neutral() }
  }

  mutating func build(candidates: Int, experts count: Int, relations ordinary: Int) -> PlantedWorld {
    plantOnce()
    let once = experts.count
    plantTies(round: 0)
    let eachRound = max(1, experts.count - once)
    for round in 1..<max(2, PlantedConflict.Bond.allCases.count) where experts.count + eachRound <= count / 2 {
      plantTies(round: round)
    }
    while drafts.count < candidates { _ = draft() }
    var surroundings = OrdinarySurroundings(self)
    surroundings.fill(experts: count, relations: ordinary)
    self = surroundings.world
    let fixed = slots.count { $0.fixedName != nil }
    return PlantedWorld(
      candidates: stream.shuffled(drafts.map { $0.candidate(under: scheme) }), experts: stream.shuffled(experts),
      units: units.shuffledEntries(), relations: stream.shuffled(relations), declarations: declarations, asOf: asOf,
      mentions: drafts.reduce(fixed * drafts.count) { $0 + $1.mentions }, planted: planted, nonConflicts: nonConflicts,
      nearMisses: nearMisses)
  }

  /// All that needs planting only once: persons, declarations, what is no conflict, what is only near.
  private mutating func plantOnce() {
    guard scheme.conflicts != nil else { return }
    plantNonConflicts()
    plantNearMisses()
    plantPersons()
    plantDeclarations()
    plantUnsuitable()
    plantOwnApplications()
    plantCompetitors()
    plantRegions()
  }

  // MARK: - Candidates and experts

  /// A new candidate, in the group that is its turn.
  mutating func draft() -> Int {
    var draft = CandidateDraft(id: CandidateID("C" + padded(drafts.count + 1, 5)))
    if let by = scheme.grouping?.by, !tracks.isEmpty {
      draft.set(by, .choice(tracks[drafts.count % tracks.count]))
    }
    drafts.append(draft)
    return drafts.count - 1
  }

  /// How many groups candidates fall into, one after another.
  var groupCount: Int { scheme.grouping?.ranking == .together ? 1 : max(1, tracks.count) }

  /// The next candidate without a plant in this role.
  mutating func seat(_ slot: PartySlot) -> Int {
    let seat = slot.fixedName == nil ? seatsTaken[slot.role, default: 0] : 0
    seatsTaken[slot.role] = seat + 1
    while drafts.count <= seat { _ = draft() }
    return seat
  }

  /// The applicant of a candidate, founded where the file has none yet.
  mutating func applicant(of seat: Int) -> WorldUnits.Unit? {
    if let known = drafts[seat].applicant { return known }
    guard let slot = slots.first(where: { $0.role == "applicant" }) else { return nil }
    // The role's own plants must not come to sit here.
    seatsTaken[slot.role] = max(seatsTaken[slot.role] ?? 0, seat + 1)
    drafts[seat].name(units.unit(units.company()), as: slot)
    return drafts[seat].applicant
  }

  /// A new expert, at a place that nothing ties to any candidate unless another is given.
  mutating func expert(
    named name: String? = nil, at employer: WorldUnits.Unit? = nil, region: String = ""
  ) -> ExpertID {
    let id = ExpertID("E" + padded(experts.count + 1, 5))
    let unit = employer ?? stream.element(of: neutral)
    experts.append(
      Expert(
        id: id, name: name ?? units.person(), employer: unit.name, employerCode: unit.code, region: region))
    return id
  }

  // MARK: - Ties

  func kind(of bond: PlantedConflict.Bond) -> ConflictPolicy.Kind? {
    let kind = kinds.first { $0.id == bond.kind.rawValue }
    return bond == .smallHolding && kind?.hardFrom == nil ? nil : kind
  }

  /// How grave a tie of this bond is before the party is looked at.
  func level(of bond: PlantedConflict.Bond, _ kind: ConflictPolicy.Kind) -> ConflictPolicy.Level {
    bond == .smallHolding ? .soft : kind.level
  }

  /// The share that the relations file gives for a holding: at the bar, above it, just below it, or none.
  private mutating func share(of bond: PlantedConflict.Bond, _ kind: ConflictPolicy.Kind?) -> ExactDecimal? {
    guard let bar = kind?.hardFrom else { return nil }
    switch bond {
    case .smallHolding: return bar.less(hundredths: stream.chance(0.5) ? 1 : 100)
    case .shareholding: return stream.element(of: [bar, ExactDecimal(60), nil])
    default: return nil
    }
  }

  /// The days of a tie.
  struct Span {
    var from: CivilDay?
    var until: CivilDay?
  }

  /// An expert with this tie to a unit. A code that comes with the unit goes into the expert's record, else into the
  /// relation or the units file.
  mutating func tie(
    _ bond: PlantedConflict.Bond, to unit: WorldUnits.Unit, _ span: Span, mayBeFiled: Bool = true
  ) -> ExpertID {
    if bond == .employedNow, span.from == nil, span.until == nil { return expert(at: unit) }
    let inRelation = stream.chance(0.5) || !mayBeFiled
    if !unit.code.isEmpty && !inRelation { units.enter(unit.name, code: unit.code) }
    let id = expert()
    relations.append(
      Relation(
        expert: id, party: unit.name, partyType: .unit, partyCode: inRelation ? unit.code : "", kind: bond.kind,
        from: span.from, until: span.until, share: share(of: bond, kind(of: bond)),
        evidence: stream.element(of: OrdinarySurroundings.evidence)))
    return id
  }

  /// Going on, or ended on the first day that still counts.
  mutating func countingSpan(of bond: PlantedConflict.Bond, _ kind: ConflictPolicy.Kind) -> Span {
    if bond == .employedNow { return Span() }
    if bond != .employedBefore && stream.chance(0.5) { return Span(from: stream.chance(0.5) ? asOf : nil) }
    let last = kind.months == 0 ? asOf : edge(kind).adding(days: 1)
    return Span(from: last.adding(years: -stream.integer(in: 1...9)), until: last)
  }

  /// The day just as many months ago as the scheme looks back: a tie that ended on it is outside.
  func edge(_ kind: ConflictPolicy.Kind) -> CivilDay { asOf.adding(months: -kind.months) }

  mutating func note(
    _ outcome: PlantedTie.Outcome, seat: Int, _ expert: ExpertID, kind: String, role: String,
    bond: PlantedConflict.Bond? = nil, way: PlantedConflict.Way, steps: Int = 0
  ) {
    let what = bond.map { "\($0.rawValue), " } ?? ""
    let conflict = PlantedConflict(
      candidate: drafts[seat].id, expert: expert, outcome: outcome, kind: kind, role: role, bond: bond, way: way,
      steps: steps,
      about: Bilingual(zh: what + role + "：" + way.reason.zh, en: what + role + ": " + way.reason.en))
    if outcome == .none { nonConflicts.append(conflict) } else { planted.append(conflict) }
  }
}
