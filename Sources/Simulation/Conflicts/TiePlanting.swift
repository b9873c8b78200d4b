import ExpertReview
import Statistics

extension WorldBuilder {
  /// Plants one tie for every role and way; which bond it is turns with the round, the role and the way.
  mutating func plantTies(round: Int) {
    let bonds = PlantedConflict.Bond.allCases.filter { kind(of: $0) != nil }
    guard !bonds.isEmpty else { return }
    let turn = stream.integer(below: bonds.count)
    for (row, slot) in slots.enumerated() where !slot.isPerson && (round == 0 || slot.fixedName == nil) {
      for (column, route) in Route.all.enumerated() {
        let bond = bonds[(turn + row + column + round) % bonds.count]
        plant(bond, route, at: slot)
      }
    }
  }

  mutating func plant(_ bond: PlantedConflict.Bond, _ route: Route, at slot: PartySlot) {
    guard let kind = kind(of: bond), let meeting = meeting(by: route, at: slot) else { return }
    let seat = seat(slot)
    drafts[seat].name(meeting.file, as: slot)
    let span = countingSpan(of: bond, kind)
    let expert = tie(bond, to: meeting.tied, span, mayBeFiled: meeting.mayBeFiled)
    note(
      outcome(bond, kind, slot, route), seat: seat, expert, kind: kind.id, role: slot.role, bond: bond, way: route.way,
      steps: route.steps)
  }

  /// The lighter of tie and party, unless the tie keeps its own level; soft at most through a small holding; undecided
  /// where the names are only near.
  private func outcome(
    _ bond: PlantedConflict.Bond, _ kind: ConflictPolicy.Kind, _ slot: PartySlot, _ route: Route
  ) -> PlantedTie.Outcome {
    if route.isDoubtful { return .undecided }
    let own = level(of: bond, kind)
    let level = kind.absolute ? own : min(own, slot.level)
    return route.way == .minority || level == .soft ? .soft : .hard
  }

  // MARK: - What is no conflict

  /// Ties that are over, not begun, too small or not there at all, for every role.
  mutating func plantNonConflicts() {
    let bonds = PlantedConflict.Bond.allCases.filter { kind(of: $0) != nil && $0 != .employedNow }
    var next = stream.integer(below: max(1, bonds.count))
    func bond(where suits: (ConflictPolicy.Kind) -> Bool) -> PlantedConflict.Bond? {
      for _ in bonds {
        next += 1
        let bond = bonds[next % bonds.count]
        if let kind = kind(of: bond), suits(kind) { return bond }
      }
      return nil
    }
    for slot in slots where !slot.isPerson {
      let lookedBack = bond { $0.months > 0 }
      let now = bond { $0.months == 0 }
      let any = bond { _ in true }
      plantOver(lookedBack, .lastDayOutside, at: slot) { edge, _ in Span(from: nil, until: edge) }
      plantOver(lookedBack, .dayBeforeThat, at: slot) { edge, _ in Span(from: nil, until: edge.adding(days: -1)) }
      plantOver(now, .overYesterday, at: slot) { _, today in Span(from: nil, until: today.adding(days: -1)) }
      plantOver(any, .notYetBegun, at: slot) { _, today in Span(from: today.adding(days: 1), until: nil) }
      plantLoose(any, .belowLeastShare, at: slot)
      if !holding.light.isEmpty { plantLoose(any, .twoMinorities, at: slot) }
      plantLoose(any, .jointVenture, at: slot)
      if !holding.notThrough.isEmpty { plantLoose(any, .stateHolder, at: slot) }
      plantNamesake(any, at: slot)
    }
  }

  private mutating func plantOver(
    _ bond: PlantedConflict.Bond?, _ way: PlantedConflict.Way, at slot: PartySlot,
    _ span: (_ edge: CivilDay, _ today: CivilDay) -> Span
  ) {
    guard let bond, let kind = kind(of: bond), let meeting = meeting(by: Route(.sameName), at: slot) else { return }
    let seat = seat(slot)
    drafts[seat].name(meeting.file, as: slot)
    let expert = tie(bond, to: meeting.tied, span(edge(kind), asOf))
    note(.none, seat: seat, expert, kind: kind.id, role: slot.role, bond: bond, way: way)
  }

  /// A unit that is linked to the party and does not stand together with it.
  private mutating func plantLoose(_ bond: PlantedConflict.Bond?, _ way: PlantedConflict.Way, at slot: PartySlot) {
    guard let bond, let kind = kind(of: bond) else { return }
    let party = slot.fixedName.map { WorldUnits.Unit(name: $0, code: "") } ?? units.stranger()
    let tied = units.stranger().name
    let between =
      way == .stateHolder
      ? units.stem() + units.stem() + stream.element(of: holding.notThrough) : units.stranger().name
    switch way {
    case .stateHolder:
      units.enter(party.name, parent: between, share: ExactDecimal(100))
      units.enter(tied, parent: between, share: nil)
    case .belowLeastShare: units.enter(party.name, parent: tied, share: holding.none)
    case .twoMinorities:
      units.enter(party.name, parent: between, share: stream.element(of: holding.light))
      units.enter(between, parent: tied, share: stream.element(of: holding.light))
    default:
      units.enter(between, parent: party.name, share: ExactDecimal(50))
      units.enter(between, parent: tied, share: ExactDecimal(50))
    }
    let seat = seat(slot)
    drafts[seat].name(slot.takesCode ? party : WorldUnits.Unit(name: party.name, code: ""), as: slot)
    let expert = tie(bond, to: WorldUnits.Unit(name: tied, code: ""), countingSpan(of: bond, kind))
    note(
      .none, seat: seat, expert, kind: kind.id, role: slot.role, bond: bond, way: way,
      steps: way == .belowLeastShare ? 1 : 2)
  }

  /// Another expert bears the name of one who is tied.
  private mutating func plantNamesake(_ bond: PlantedConflict.Bond?, at slot: PartySlot) {
    guard let bond, kind(of: bond) != nil, slot.fixedName == nil else { return }
    plant(bond, Route(.sameName), at: slot)
    guard let tied = planted.last, let name = experts.last?.name,
      let seat = drafts.firstIndex(where: { $0.id == tied.candidate })
    else { return }
    note(.none, seat: seat, expert(named: name), kind: tied.kind, role: slot.role, bond: bond, way: .namesake)
  }
}
