import ExpertReview
import Statistics

extension WorldBuilder {
  /// Listed persons: the expert is one of them, bears the name of one, or is tied to somebody of that name.
  mutating func plantPersons() {
    for (row, slot) in slots.enumerated() where slot.isPerson {
      for spaced in [false, true] { plantSamePerson(slot, spaced: spaced) }
      plantPersonByName(slot)
      let bonds: [PlantedConflict.Bond] = [.kin, .adviser, .collaboration, .service, .other].filter {
        kind(of: $0) != nil
      }
      for way in [PlantedConflict.Way.tieToPerson, .tieToPersonOfUnit, .tieToPersonElsewhere] {
        for bond in bonds.indices { plantTieToPerson(bonds[(bond + row) % bonds.count], way, at: slot) }
      }
    }
  }

  /// A listed person and the unit that the file or the form gives for them.
  private mutating func list(_ person: String, at slot: PartySlot) -> (seat: Int, unit: WorldUnits.Unit)? {
    let seat = seat(slot)
    guard let applicant = applicant(of: seat) else { return nil }
    if case .personEntry(_, _, .some) = slot.shape {
      let own = WorldUnits.Unit(name: units.stranger().name, code: "")
      drafts[seat].name(person, of: own.name, as: slot)
      return (seat, own)
    }
    drafts[seat].name(person, of: applicant.name, as: slot)
    return (seat, applicant)
  }

  private mutating func plantSamePerson(_ slot: PartySlot, spaced: Bool) {
    let name = units.person()
    let written = spaced ? name.prefix(1) + " " + name.dropFirst() : name[...]
    guard let (seat, unit) = list(String(written), at: slot) else { return }
    note(.hard, seat: seat, expert(named: name, at: unit), kind: "self", role: slot.role, way: .samePerson)
  }

  private mutating func plantPersonByName(_ slot: PartySlot) {
    let name = units.person()
    guard let (seat, _) = list(name, at: slot) else { return }
    note(.undecided, seat: seat, expert(named: name), kind: "self", role: slot.role, way: .personOfThatName)
  }

  private mutating func plantTieToPerson(
    _ bond: PlantedConflict.Bond, _ way: PlantedConflict.Way, at slot: PartySlot
  ) {
    let name = units.person()
    guard let kind = kind(of: bond), let (seat, unit) = list(name, at: slot) else { return }
    let span = countingSpan(of: bond, kind)
    let id = expert()
    let known: WorldUnits.Unit? =
      switch way {
      case .tieToPersonOfUnit: unit
      case .tieToPersonElsewhere: units.stranger()
      default: nil
      }
    relations.append(
      Relation(
        expert: id, party: name, partyType: .person, partyCode: known?.code ?? "", partyUnit: known?.name ?? "",
        kind: bond.kind, from: span.from, until: span.until))
    let own = level(of: bond, kind)
    let level = kind.absolute ? own : min(own, slot.level)
    note(
      way == .tieToPersonOfUnit ? (level == .hard ? .hard : .soft) : .undecided, seat: seat, id, kind: kind.id,
      role: slot.role, bond: bond, way: way)
  }

  // MARK: - What people say

  /// Every kind, declared by an expert, a candidate and staff; and one that was withdrawn.
  mutating func plantDeclarations() {
    for (position, kind) in kinds.enumerated() {
      for declarer in ConflictDeclaration.Declarer.allCases {
        let id = declare(kind, declarer, at: position)
        note(kind.level == .hard ? .hard : .soft, seat: position, id, kind: kind.id, role: "declared", way: .declared)
      }
      let declarer = stream.element(of: ConflictDeclaration.Declarer.allCases)
      let id = declare(kind, declarer, at: position)
      declarations.append(
        ConflictDeclaration(
          candidate: drafts[position].id, expert: id, kind: kind.id, by: declarer, evidence: "经核不属实",
          withdrawn: true))
      note(.none, seat: position, id, kind: kind.id, role: "declared", way: .withdrawn)
    }
  }

  private mutating func declare(
    _ kind: ConflictPolicy.Kind, _ declarer: ConflictDeclaration.Declarer, at seat: Int
  ) -> ExpertID {
    while drafts.count <= seat { _ = draft() }
    let id = expert()
    declarations.append(
      ConflictDeclaration(candidate: drafts[seat].id, expert: id, kind: kind.id, by: declarer, evidence: "如实说明"))
    return id
  }

  /// Experts whom candidates name as unsuitable, up to the scheme's number and one more.
  mutating func plantUnsuitable() {
    guard let most = scheme.conflicts?.unsuitableAtMost, most > 0, scheme.slots["unsuitable_experts"] != nil else {
      return
    }
    let ways: [PlantedConflict.Way] = [.unsuitable, .unsuitableUnderAlias, .unsuitableByName, .unsuitableElsewhere]
    var next = 0
    for seat in 0..<4 {
      for place in 0...most {
        let way = ways[next % ways.count]
        next += 1
        while drafts.count <= seat { _ = draft() }
        let expert = refuse(way, at: seat)
        let role = Conflict.unsuitable
        if place == most {
          note(.none, seat: seat, expert, kind: role, role: role, way: .beyondTheNumber)
        } else {
          let sure = way == .unsuitable || way == .unsuitableUnderAlias
          note(sure ? .hard : .undecided, seat: seat, expert, kind: role, role: role, way: way)
        }
      }
    }
  }

  private mutating func refuse(_ way: PlantedConflict.Way, at seat: Int) -> ExpertID {
    let employer = units.stranger()
    let id = expert(at: employer)
    let unit: String
    switch way {
    case .unsuitableByName: unit = ""
    case .unsuitableElsewhere: unit = units.stranger().name
    case .unsuitableUnderAlias:
      unit = units.stranger().name
      units.enter(unit, aliasOf: employer.name)
    default: unit = employer.name
    }
    if let name = experts.last?.name { drafts[seat].refuse(name, of: unit, reason: "存在未了结的技术合同争议") }
    return id
  }

  // MARK: - Own applications

  /// An expert whose unit applies is out for the group, whichever way the unit is written, and free for the others.
  mutating func plantOwnApplications() {
    guard scheme.conflicts?.ownUnitBarsGroup == true, kind(of: .employedNow) != nil,
      let slot = slots.first(where: { $0.role == "applicant" })
    else { return }
    let kind = Relation.Kind.applicant.rawValue
    for route in [Route(.sameName), Route(.sameCode), Route(.alias, 2), Route(.spaces)] {
      plant(.employedNow, route, at: slot)
      guard let own = planted.last, let seat = drafts.firstIndex(where: { $0.id == own.candidate }) else { return }
      while drafts.count <= seat + groupCount { _ = draft() }
      note(.hard, seat: seat + groupCount, own.expert, kind: kind, role: "competitor", way: .ownApplication)
      guard groupCount > 1 else { continue }
      note(.none, seat: seat + 1, own.expert, kind: kind, role: "competitor", way: .ownApplicationElsewhere)
    }
  }

  // MARK: - Competitors and regions

  /// Who is tied to one applicant competes with the rest of its group, where the scheme says so.
  mutating func plantCompetitors() {
    guard let policy = scheme.conflicts?.competitors, let slot = slots.first(where: { $0.role == "applicant" }) else {
      return
    }
    for bond in [PlantedConflict.Bond.advisory, .kin, .collaboration, .employedBefore] where kind(of: bond) != nil {
      plant(bond, Route(.sameName), at: slot)
      guard let own = planted.last, let seat = drafts.firstIndex(where: { $0.id == own.candidate }) else { return }
      while drafts.count <= seat + groupCount { _ = draft() }
      note(
        policy.level == .hard ? .hard : .soft, seat: seat + groupCount, own.expert, kind: Conflict.competitor,
        role: Conflict.competitor, bond: bond, way: .competitor)
    }
  }

  /// Who lives where the candidate does, where the scheme looks at it.
  mutating func plantRegions() {
    guard let policy = scheme.conflicts?.region else { return }
    for (position, prefecture) in Prefecture.all.enumerated() {
      while drafts.count <= position { _ = draft() }
      drafts[position].set(policy.field, .text(prefecture.name))
      let id = expert(region: "湖南省" + prefecture.name)
      note(
        policy.level == .hard ? .hard : .soft, seat: position, id, kind: Conflict.region, role: Conflict.region,
        way: .sameRegion)
    }
  }
}
