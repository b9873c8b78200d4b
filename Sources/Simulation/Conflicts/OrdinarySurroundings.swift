import ExpertReview
import Statistics

/// What surrounds the plants: candidates' other parties, experts who were not planted, and their ties.
///
/// House proportions, so that the search meets what a province's round would bring: some 10 % of relations name a unit
/// of some file, auditors and recommending offices are named by hundreds of files, one listed person in a hundred bears
/// an expert's name, one expert in 400 works for an applicant, some units have no code on record.
struct OrdinarySurroundings {
  private(set) var world: WorldBuilder
  private var stream: RandomStream
  private var companies: [WorldUnits.Unit] = []
  private var scholars: [WorldUnits.Unit] = []
  private var few: [String: [WorldUnits.Unit]] = [:]
  private var applicants: [WorldUnits.Unit] = []
  private var names: [String] = []

  static let evidence = ["合作承担课题", "聘书", "工商登记", "论文合著", "劳动合同", ""]

  init(_ world: WorldBuilder) {
    self.world = world
    stream = RandomStream(seed: world.seed, label: "ordinary")
  }

  mutating func fill(experts count: Int, relations: Int) {
    found()
    let own = world.experts.count
    let people = (0..<max(0, count - own)).map { _ in world.units.person() }
    names = people
    fillCandidates()
    for name in people { hire(name) }
    guard !people.isEmpty else { return }
    for _ in 0..<relations { relate(to: world.experts[own + stream.integer(below: people.count)].id) }
  }

  // MARK: - Units

  private mutating func found() {
    let candidates = world.drafts.count
    companies = (0..<max(40, candidates / 2)).map { _ in ordinary(.company) }
    scholars = (0..<max(40, candidates / 40)).map { position in
      let kinds: [WorldUnits.Ordinary] = [.university, .institute, .university, .hospital, .association, .institute]
      return ordinary(kinds[position % kinds.count])
    }
    for slot in world.slots {
      switch slot.role {
      case "recommender":
        few[slot.role] = Prefecture.all.map { known(WorldUnits.Unit(name: $0.bureau, code: world.units.code("11"))) }
      case "auditor": few[slot.role] = (0..<max(12, candidates / 200)).map { _ in ordinary(.partnership) }
      default:
        guard case .cell = slot.shape, slot.role != "applicant" else { continue }
        few[slot.role] = (0..<max(12, candidates / 200)).map { _ in ordinary(.company) }
      }
    }
    link()
  }

  /// An ordinary unit; most stand in the units file, most with their code.
  private mutating func ordinary(_ kind: WorldUnits.Ordinary) -> WorldUnits.Unit { known(world.units.ordinary(kind)) }

  private mutating func known(_ unit: WorldUnits.Unit) -> WorldUnits.Unit {
    if stream.chance(0.97) { world.units.enter(unit.name, code: unit.code) }
    return unit
  }

  /// One company in eight has a parent, one in twenty another name.
  private mutating func link() {
    for (position, company) in companies.enumerated() {
      if position > 0 && stream.chance(0.125) {
        let parent = companies[stream.integer(below: position)]
        world.units.enter(
          company.name, parent: parent.name,
          share: stream.element(of: [100, 70, 51, 35, 10, 3].map { ExactDecimal($0) }))
      }
      if stream.chance(0.05) { world.units.enter(world.units.ordinary(.company).name, aliasOf: company.name) }
    }
  }

  // MARK: - Candidates

  private mutating func fillCandidates() {
    for seat in world.drafts.indices {
      for slot in world.slots where slot.role == "applicant" && !world.drafts[seat].names(slot.role) {
        let unit = world.units.ordinary(.company)
        applicants.append(unit)
        if stream.chance(0.6) { world.units.enter(unit.name, code: unit.code) }
        name(unit, at: seat, slot)
      }
      for slot in world.slots where slot.role != "applicant" && !world.drafts[seat].names(slot.role) {
        fill(slot, at: seat)
      }
    }
  }

  private mutating func name(_ unit: WorldUnits.Unit, at seat: Int, _ slot: PartySlot) {
    let given = slot.takesCode && stream.chance(0.97) ? unit : WorldUnits.Unit(name: unit.name, code: "")
    world.drafts[seat].name(given, as: slot)
  }

  private mutating func fill(_ slot: PartySlot, at seat: Int) {
    switch slot.shape {
    case .everybody: break
    case .person, .personEntry:
      guard let applicant = world.drafts[seat].applicant else { return }
      let name = !names.isEmpty && stream.chance(0.01) ? stream.element(of: names) : world.units.person()
      world.drafts[seat].name(name, of: applicant.name, as: slot)
    case .cell, .entry, .issuer:
      let pool = few[slot.role] ?? companies
      let count = few[slot.role] != nil ? 1 : stream.integer(below: 3)
      for _ in 0..<count {
        name(stream.chance(0.05) ? stream.element(of: scholars) : stream.element(of: pool), at: seat, slot)
      }
    }
  }

  // MARK: - Experts

  private mutating func hire(_ name: String) {
    let draw = stream.integer(below: 1_000)
    let unit =
      draw < 2 && !applicants.isEmpty
      ? stream.element(of: applicants)
      : draw < 220
        ? world.units.ordinary(.company) : draw < 230 ? stream.element(of: companies) : stream.element(of: scholars)
    let code = stream.chance(0.9) ? unit.code : ""
    _ = world.expert(
      named: name, at: WorldUnits.Unit(name: unit.name, code: code), region: stream.element(of: Prefecture.all).name)
  }

  private static let bonds: [(kind: Relation.Kind, weight: Int)] = [
    (.collaboration, 34), (.service, 24), (.employment, 12), (.advisory, 12), (.adviser, 6), (.other, 6),
    (.shareholding, 3), (.kin, 3),
  ]

  private mutating func relate(to expert: ExpertID) {
    let kind = OrdinarySurroundings.bonds[stream.index(weights: OrdinarySurroundings.bonds.map(\.weight))].kind
    let from = world.asOf.adding(days: -stream.integer(in: 30...4_400))
    let until = stream.chance(0.3) ? nil : from.adding(days: stream.integer(in: 60...1_800))
    let draw = stream.integer(below: 1_000)
    let party: String
    if draw < 30 {
      party = world.units.person()
    } else if draw < 60 && !applicants.isEmpty {
      party = stream.element(of: applicants).name
    } else if draw < 62, let hub = few.sorted(by: { $0.key < $1.key }).map(\.value).last {
      party = stream.element(of: hub).name
    } else if draw < 150 {
      party = stream.element(of: companies).name
    } else if draw < 500 {
      party = stream.element(of: scholars).name
    } else {
      party = elsewhere()
    }
    world.relations.append(
      Relation(
        expert: expert, party: party, partyType: draw < 30 ? .person : .unit, kind: kind, from: from, until: until,
        evidence: stream.element(of: OrdinarySurroundings.evidence)))
  }

  /// Units that no candidate of the round names, met again and again.
  private var outside: [WorldUnits.Unit] = []

  private mutating func elsewhere() -> String {
    if outside.isEmpty || (outside.count < 20_000 && stream.chance(0.2)) { outside.append(ordinary(.company)) }
    return stream.element(of: outside).name
  }
}
