import ExpertReview
import Statistics

extension WorldBuilder {
  /// Names that are near and mean somebody else, for every role; with codes on both sides, and with none.
  mutating func plantNearMisses() {
    let bonds: [PlantedConflict.Bond] = [.employedNow, .advisory, .kin, .collaboration].filter { kind(of: $0) != nil }
    guard !bonds.isEmpty else { return }
    for (row, slot) in slots.enumerated() {
      if slot.isPerson {
        plantPersonElsewhere(slot)
        continue
      }
      guard slot.fixedName == nil else { continue }
      for (column, near) in NearMiss.Kind.allCases.enumerated() where near != .personElsewhere {
        for codesDiffer in [true, false] {
          plant(near, codesDiffer: codesDiffer, bonds[(row + column) % bonds.count], at: slot)
        }
      }
    }
  }

  private mutating func plant(
    _ near: NearMiss.Kind, codesDiffer: Bool, _ bond: PlantedConflict.Bond, at slot: PartySlot
  ) {
    // One name under two codes can be told only where both stand beside the name itself.
    guard near != .sameName || (codesDiffer && slot.takesCode) else { return }
    let bond = near == .sameName ? .employedNow : bond
    guard let kind = kind(of: bond) else { return }
    let names = names(near, codesDiffer: codesDiffer)
    var file = WorldUnits.Unit(name: names.file, code: "")
    var other = WorldUnits.Unit(name: names.other, code: "")
    if codesDiffer {
      let code = code(of: names.file, shared: names.areShared)
      if slot.takesCode { file = WorldUnits.Unit(name: file.name, code: code) } else { enterOnce(file.name, code) }
      other = WorldUnits.Unit(
        name: other.name, code: near == .sameName ? units.code() : self.code(of: other.name, shared: names.areShared))
    }
    let seat = seat(slot)
    drafts[seat].name(file, as: slot)
    let span = countingSpan(of: bond, kind)
    nearMisses.append(
      NearMiss(
        candidate: drafts[seat].id, expert: tie(bond, to: other, span), role: slot.role, kind: near,
        codesDiffer: codesDiffer, about: Bilingual(zh: "\(file.name)／\(other.name)", en: "\(file.name) / \(other.name)")
      ))
  }

  /// A code for a name; always the same for one that several plants share.
  private mutating func code(of name: String, shared: Bool) -> String {
    guard shared else { return units.code("12") }
    let code = sharedCodes[name] ?? units.code("12")
    sharedCodes[name] = code
    return code
  }

  private mutating func enterOnce(_ name: String, _ code: String) { units.enter(name, code: code) }

  private mutating func names(_ near: NearMiss.Kind, codesDiffer: Bool) -> (
    file: String, other: String, areShared: Bool
  ) {
    var company = units.company()
    company.region = "湖南"
    let file = company.text
    switch near {
    case .oneCharacter:
      let place = company.region.count + stream.integer(below: 4)
      let wrong = Character(stream.element(of: WorldBuilder.wrongCharacters))
      return (file, Writing.mistyped(file, at: place, as: wrong), false)
    case .otherProvince:
      company.region = stream.element(of: ["湖北", "广东省", "北京"])
      return (file, company.text, false)
    case .sameName: return (file, file, false)
    case .longerName:
      company.trade += "装备"
      return (file, company.text, false)
    case .sisterBrand:
      company.trade = company.trade == "新材料" ? "医疗器械" : "新材料"
      return (file, company.text, false)
    case .numbered:
      let brand = company.brand
      return (brand + "第一人民医院", brand + "第二人民医院", false)
    case .officeElsewhere:
      let office = codesDiffer ? "数据局" : "科学技术局"
      return (stream.element(of: ["常德市", "岳阳市"]) + office, stream.element(of: ["益阳市", "娄底市", "张家界市"]) + office, true)
    case .attachedHospital:
      let university = units.university().name
      return (university, university + stream.element(of: ["附属医院", "出版社有限公司"]), false)
    case .regionInBrackets:
      company.region = ""
      company.place = "北京"
      let first = company.text
      company.place = "湖南"
      return (first, company.text, false)
    case .branchOfAnother: return (file + "长沙分公司", units.company().text + "长沙分公司", false)
    case .personElsewhere: preconditionFailure("persons have no names of units")
    }
  }

  /// Someone of a listed person's name who works elsewhere.
  private mutating func plantPersonElsewhere(_ slot: PartySlot) {
    let name = units.person()
    let seat = seat(slot)
    guard let applicant = applicant(of: seat) else { return }
    drafts[seat].name(name, of: applicant.name, as: slot)
    nearMisses.append(
      NearMiss(
        candidate: drafts[seat].id, expert: expert(named: name), role: slot.role, kind: .personElsewhere,
        codesDiffer: false, about: Bilingual(zh: name, en: name)))
  }
}
