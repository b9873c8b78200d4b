import ExpertReview
import Statistics

/// A way from the unit of a tie to the party in the file, with the number of links or names on it.
struct Route {
  let way: PlantedConflict.Way
  let steps: Int

  init(_ way: PlantedConflict.Way, _ steps: Int = 0) {
    self.way = way
    self.steps = steps
  }

  /// All that lead from a unit to a party.
  static let all: [Route] =
    [
      Route(.sameName), Route(.sameCode), Route(.fullWidth), Route(.spaces), Route(.brackets), Route(.legalForm),
      Route(.traditional), Route(.branch), Route(.branchInFile),
    ] + (1...3).map { Route(.alias, $0) } + [Route(.aliasInFile, 1), Route(.aliasOnBothSides, 2)]
    + (1...6).map { Route(.parent, $0) } + (1...6).map { Route(.subsidiary, $0) } + (2...6).map { Route(.sister, $0) }
    + [Route(.parentUnderAlias, 3), Route(.circle, 3)] + (1...6).map { Route(.minority, $0) }
    + [
      Route(.oneCharacter), Route(.swappedCharacters), Route(.otherForm), Route(.otherRegion), Route(.shortName),
      Route(.part), Route(.abbreviation), Route(.unsureTraditional), Route(.nearToParent, 2), Route(.aliasOfTwo, 1),
      Route(.severalCodes),
    ]

  var isDoubtful: Bool {
    switch way {
    case .oneCharacter, .swappedCharacters, .otherForm, .otherRegion, .shortName, .part, .abbreviation,
      .unsureTraditional, .nearToParent,
      .aliasOfTwo, .severalCodes:
      true
    default: false
    }
  }
}

/// The two ends of a way: the party as the file names it and the unit as the expert's side does. An empty code is one
/// that is not given.
struct Meeting {
  var file: WorldUnits.Unit
  var tied: WorldUnits.Unit
  /// Whether the units file may give the code of the expert's side.
  var mayBeFiled = true
}

extension WorldBuilder {
  /// Founds the units of a way; nil where a party whose name is fixed cannot be written so.
  mutating func meeting(by route: Route, at slot: PartySlot) -> Meeting? {
    if slot.fixedName != nil, [.branchInFile, .aliasInFile, .aliasOnBothSides, .severalCodes].contains(route.way) {
      return nil
    }
    if route.way == .minority && holding.light.isEmpty { return nil }
    switch route.way {
    case .sameCode: return sameCode(slot)
    case .alias, .aliasInFile, .aliasOnBothSides: return underAlias(route, slot)
    case .aliasOfTwo: return underSharedAlias(slot)
    case .nearToParent: return nearToParent(slot)
    case .severalCodes: return underSeveralCodes()
    case .parent, .subsidiary, .sister, .parentUnderAlias, .circle, .minority: return throughHoldings(route, slot)
    default: return writtenOtherwise(route.way, slot)
    }
  }

  private func blank(_ name: String) -> WorldUnits.Unit { WorldUnits.Unit(name: name, code: "") }

  /// A unit for the file; with a fixed name where the scheme has one.
  private mutating func party(_ slot: PartySlot) -> WorldUnits.Unit {
    slot.fixedName.map { blank($0) } ?? units.stranger()
  }

  /// The code on one side at most, so that only the name can tell.
  private mutating func onOneSide(_ file: WorldUnits.Unit, _ tied: String, _ slot: PartySlot) -> Meeting {
    switch stream.integer(below: 3) {
    case 0 where slot.takesCode: Meeting(file: file, tied: blank(tied))
    case 1 where slot.fixedName == nil:
      Meeting(file: blank(file.name), tied: WorldUnits.Unit(name: tied, code: file.code))
    default: Meeting(file: blank(file.name), tied: blank(tied))
    }
  }

  // MARK: - Names and codes

  private mutating func sameCode(_ slot: PartySlot) -> Meeting {
    let other = units.stranger().name
    if let fixed = slot.fixedName {
      let code = sharedCodes[fixed] ?? units.code("12")
      if sharedCodes.updateValue(code, forKey: fixed) == nil { units.enter(fixed, code: code) }
      return Meeting(file: blank(fixed), tied: WorldUnits.Unit(name: other, code: code))
    }
    let file = units.stranger()
    if slot.takesCode && stream.chance(0.5) {
      return Meeting(file: file, tied: WorldUnits.Unit(name: other, code: file.code))
    }
    units.enter(file.name, code: file.code)
    return Meeting(file: blank(file.name), tied: WorldUnits.Unit(name: other, code: file.code))
  }

  private mutating func writtenOtherwise(_ way: PlantedConflict.Way, _ slot: PartySlot) -> Meeting? {
    if let fixed = slot.fixedName {
      guard let tied = rewritten(fixed, way) else { return nil }
      return Meeting(file: blank(fixed), tied: blank(tied))
    }
    var company = units.company()
    switch way {
    case .sameName:
      let unit = units.stranger()
      return onOneSide(unit, unit.name, slot)
    case .fullWidth: company.letters = "AI"
    case .brackets:
      company.place = "湖南"
      company.region = ""
    case .traditional: company.trade = "电子数码"
    case .unsureTraditional: company.trade = "云计算大数据"
    default: break
    }
    let unit = units.unit(company)
    switch way {
    case .branch: return branch(of: unit, slot)
    case .branchInFile:
      let branch = WorldUnits.Unit(name: unit.name + stream.element(of: WorldBuilder.branches), code: units.code())
      return Meeting(file: slot.takesCode && stream.chance(0.5) ? branch : blank(branch.name), tied: unit)
    case .legalForm:
      company.form = "有限责任公司"
      return stream.chance(0.5) ? onOneSide(unit, company.text, slot) : onOneSide(units.unit(company), unit.name, slot)
    case .oneCharacter:
      let place = company.region.count + stream.integer(below: 3)
      let wrong = Character(stream.element(of: WorldBuilder.wrongCharacters))
      return onOneSide(unit, Writing.mistyped(unit.name, at: place, as: wrong), slot)
    case .swappedCharacters: return onOneSide(unit, Writing.swapped(unit.name, at: company.region.count + 1), slot)
    case .otherForm:
      company.form = "股份有限公司"
      return onOneSide(unit, company.text, slot)
    case .otherRegion:
      company.region = company.region.hasPrefix("湖南") ? "湖北" : "湖南"
      return onOneSide(unit, company.text, slot)
    case .shortName: return onOneSide(unit, company.brand + company.trade, slot)
    case .part:
      guard stream.chance(0.5) else { return onOneSide(unit, unit.name + stream.element(of: ["技术中心", "信息化部"]), slot) }
      let university = units.university()
      return onOneSide(university, university.name + stream.element(of: ["机械工程学院", "计算机学院"]), slot)
    case .abbreviation:
      let (long, short) = stream.element(of: [("科技大学", "科大"), ("师范大学", "师大"), ("理工大学", "理工大")])
      let university = WorldUnits.Unit(name: company.brand + long, code: unit.code)
      return onOneSide(university, company.brand + short, slot)
    default: return rewritten(unit.name, way).map { onOneSide(unit, $0, slot) }
    }
  }

  /// A branch has a credit code of its own.
  private mutating func branch(of unit: WorldUnits.Unit, _ slot: PartySlot) -> Meeting {
    let name = unit.name + stream.element(of: WorldBuilder.branches)
    let file = slot.takesCode && stream.chance(0.5) ? unit : blank(unit.name)
    return Meeting(file: file, tied: stream.chance(0.5) ? WorldUnits.Unit(name: name, code: units.code()) : blank(name))
  }

  private func rewritten(_ name: String, _ way: PlantedConflict.Way) -> String? {
    switch way {
    case .sameName: name
    case .fullWidth: Writing.fullWidth(name)
    case .spaces: Writing.spaced(name)
    case .brackets: Writing.halfWidthBrackets(name)
    case .traditional: Writing.traditional(name)
    case .unsureTraditional: Writing.unsurelyTraditional(name)
    case .oneCharacter: Writing.mistyped(name, at: 4, as: "亨")
    case .swappedCharacters: Writing.swapped(name, at: 3)
    case .part: name + "技术中心"
    default: nil
    }
  }

  private static let branches = ["长沙分公司", "株洲分公司", "第二分公司"]
  static let wrongCharacters = ["亨", "贞", "吉", "兆", "祥", "瑞"]

  // MARK: - Other names

  /// `count` names in a row, the last of which is another name for the unit: the first of them.
  private mutating func alias(of unit: String, _ count: Int) -> String {
    var name = unit
    for _ in 0..<count {
      let alias = units.stranger().name
      units.enter(alias, aliasOf: name)
      name = alias
    }
    return name
  }

  private mutating func underAlias(_ route: Route, _ slot: PartySlot) -> Meeting {
    let unit = party(slot)
    // A main name stands in the file of its own, with its code or without, or only beside the other name.
    if slot.fixedName == nil && stream.chance(0.5) { units.enter(unit.name, code: stream.chance(0.5) ? unit.code : "") }
    switch route.way {
    case .aliasInFile: return Meeting(file: blank(alias(of: unit.name, 1)), tied: blank(unit.name))
    case .aliasOnBothSides: return Meeting(file: blank(alias(of: unit.name, 1)), tied: blank(alias(of: unit.name, 1)))
    default:
      return Meeting(
        file: slot.takesCode && stream.chance(0.5) ? unit : blank(unit.name),
        tied: blank(alias(of: unit.name, route.steps)))
    }
  }

  /// One name that the units file gives to the party and to another unit besides.
  private mutating func underSharedAlias(_ slot: PartySlot) -> Meeting {
    let unit = party(slot)
    let shared = alias(of: unit.name, 1)
    units.enter(shared, aliasOf: units.stranger().name)
    return Meeting(file: blank(unit.name), tied: blank(shared))
  }

  /// A unit one character apart from one that holds the party, by a link that counts in full.
  private mutating func nearToParent(_ slot: PartySlot) -> Meeting {
    let unit = party(slot)
    let parent = units.company()
    units.enter(unit.name, parent: parent.text, share: stream.element(of: holding.heavy))
    let wrong = Character(stream.element(of: WorldBuilder.wrongCharacters))
    return Meeting(
      file: slot.takesCode && stream.chance(0.5) ? unit : blank(unit.name),
      tied: blank(Writing.mistyped(parent.text, at: parent.region.count + 1, as: wrong)))
  }

  /// A name that the expert's side gives with a code, and somebody else's with another, while the file gives none.
  private mutating func underSeveralCodes() -> Meeting {
    let unit = units.stranger()
    _ = expert(at: WorldUnits.Unit(name: unit.name, code: units.code()))
    return Meeting(file: blank(unit.name), tied: unit, mayBeFiled: false)
  }

  // MARK: - Holdings

  private mutating func throughHoldings(_ route: Route, _ slot: PartySlot) -> Meeting {
    let unit = party(slot)
    let steps = route.steps
    let light = route.way == .minority ? stream.integer(below: steps) : nil
    var shares: [ExactDecimal?] = (0..<steps).map { _ in stream.element(of: holding.heavy) }
    if let light { shares[light] = stream.element(of: holding.light) }
    let tied: String
    switch (route.way, route.way == .minority ? stream.integer(below: 3) : 0) {
    case (.subsidiary, _), (.minority, 1): tied = chain(from: unit.name, shares, down: steps)
    case (.sister, _), (.minority, 2):
      tied = chain(from: unit.name, shares, down: steps == 1 ? 0 : stream.integer(in: 1...(steps - 1)))
    case (.parentUnderAlias, _):
      let parent = units.stranger().name
      units.enter(unit.name, parent: alias(of: parent, 1), share: shares[0])
      tied = alias(of: chain(from: parent, Array(shares.dropFirst()), down: 0), 1)
    case (.circle, _):
      let end = chain(from: unit.name, shares, down: 0)
      units.enter(end, parent: unit.name, share: holding.light.first ?? holding.none)
      let aside = units.stranger().name
      units.enter(end, parent: aside, share: ExactDecimal(100))
      units.enter(aside, parent: end, share: ExactDecimal(100))
      tied = end
    default: tied = chain(from: unit.name, shares, down: 0)
    }
    // The file and the units file may both know the code, or one of them, or neither.
    if slot.fixedName == nil && stream.chance(0.5) { units.enter(unit.name, code: unit.code) }
    return Meeting(file: slot.takesCode && stream.chance(0.5) ? unit : blank(unit.name), tied: blank(tied))
  }

  /// Links from a unit upwards, the last `down` of them downwards again; the unit at the end.
  private mutating func chain(from unit: String, _ shares: [ExactDecimal?], down: Int) -> String {
    var here = unit
    for (step, share) in shares.enumerated() {
      let next = units.stranger()
      if stream.chance(0.5) { units.enter(next.name, code: next.code) }
      if step < shares.count - down {
        units.enter(here, parent: next.name, share: share)
      } else {
        units.enter(next.name, parent: here, share: share)
      }
      here = next.name
    }
    return here
  }
}

/// Shares in per cent on both sides of the scheme's bars for chains.
struct HoldingShares {
  /// At and above the bar; without a share the parent is marked as such.
  let heavy: [ExactDecimal?]
  /// From the least share that counts to just below the bar.
  let light: [ExactDecimal]
  /// Just below the least share.
  let none: ExactDecimal
  /// Ends of names through which no chain leads on.
  let notThrough: [String]

  init(_ chains: ConflictPolicy.Chains?) {
    let hard = chains?.hardFrom ?? ExactDecimal(50)
    let soft = chains?.softFrom ?? ExactDecimal(5)
    let below = hard.less(hundredths: 1)
    heavy = [hard, hard.less(hundredths: -1), ExactDecimal(100), nil]
    light = soft < hard ? [soft, below] : []
    none = soft.less(hundredths: 1)
    notThrough = chains?.notThrough ?? []
  }
}

extension ExactDecimal {
  /// The value less so many hundredths.
  func less(hundredths: Int) -> ExactDecimal {
    ExactDecimal(units: Int64(hundredths), places: 2).subtracted(from: self)
  }

  private func subtracted(from other: ExactDecimal) -> ExactDecimal {
    let places = max(self.places, other.places)
    func scaled(_ value: ExactDecimal) -> Int64 { value.units * powerOfTen(places - value.places) }
    return ExactDecimal(units: scaled(other) - scaled(self), places: places)
  }
}
