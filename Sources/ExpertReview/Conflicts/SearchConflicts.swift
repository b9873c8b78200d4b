/// What a search reads beside the scheme.
public struct ConflictInput: Sendable {
  public var candidates: [Candidate]
  public var experts: [Expert]
  public var units: [UnitEntry]
  public var relations: [Relation]
  public var declarations: [ConflictDeclaration]
  public var settlements: [ConflictSettlement]
  /// The day that windows are counted back from.
  public var asOf: CivilDay

  public init(
    candidates: [Candidate], experts: [Expert], units: [UnitEntry] = [], relations: [Relation] = [],
    declarations: [ConflictDeclaration] = [], settlements: [ConflictSettlement] = [], asOf: CivilDay
  ) {
    self.candidates = candidates
    self.experts = experts
    self.units = units
    self.relations = relations
    self.declarations = declarations
    self.settlements = settlements
    self.asOf = asOf
  }
}

/// Finds every conflict between the experts and the parties that candidates' files name (回避检索).
///
/// Units match by credit code, else by exact key, also through other names in the units file and between a branch and
/// its company. Names that are only near and persons who match by name alone are `undecided`. Units that stand
/// together by holdings count as each other, as gravely as the holding. An expert tied to one who applies competes
/// with the rest of the group; an expert whom a candidate names as unsuitable is kept from it. A scheme without a
/// conflict policy has only declared conflicts. The order of the input never matters. Complexity: names once each with
/// the square of their length, then linear in ties plus conflicts found.
public func searchConflicts(of input: ConflictInput, under scheme: Scheme) -> ConflictSearch {
  var search = Searching(input: input, scheme: scheme)
  search.matchUnits()
  search.matchPersons()
  search.addUnsuitableExperts()
  search.addDeclarations()
  return search.result()
}

/// A search at work.
private struct Searching {
  let input: ConflictInput
  let scheme: Scheme
  let policy: ConflictPolicy?
  let people: ConflictPeople
  let expertNumbers: [ExpertID: Int32]
  let candidateNumbers: [CandidateID: Int32]
  var ties: ConflictTies
  let matching: UnitMatching
  let personUnits: [UnitRegistry.Reference]
  var found: [ConflictEntry] = []
  var named: [Int32: [ConflictEntry]] = [:]
  var stated: [StatedConflict] = []
  var statedPairs: [(candidate: Int32, expert: Int32)] = []

  init(input: ConflictInput, scheme: Scheme) {
    self.input = input
    self.scheme = scheme
    let policy = scheme.conflicts
    self.policy = policy
    let people = ConflictPeople(input)
    self.people = people
    expertNumbers = Dictionary(uniqueKeysWithValues: people.experts.enumerated().map { ($1, Int32($0)) })
    candidateNumbers = Dictionary(uniqueKeysWithValues: people.candidates.enumerated().map { ($1, Int32($0)) })
    let kinds = policy?.kinds ?? []
    // Experts that only a declaration knows have no record; their number still counts.
    let records = zip(people.experts, people.expertRecords).map { $1 ?? Expert(id: $0, name: $0.rawValue) }
    let ties = expertTies(of: records, relations: input.relations, kinds: kinds, asOf: input.asOf)
    // Without experts there is nobody to match them with.
    let mentions = input.experts.isEmpty ? [] : Searching.mentions(of: people, under: scheme)
    let registry = Searching.registry(input, ties: ties, mentions: mentions)
    let chains = policy?.chains ?? .init(hardFrom: .zero, softFrom: .zero, notThrough: [], source: .house(reason: ""))
    let holdings = UnitHoldings(units: input.units, registry: registry, chains: chains)
    let near = NearNames(
      keys: policy == nil ? [] : registry.keys,
      policy: policy?.nearNames ?? .init(kinds: [], leastLength: 4, source: .house(reason: "")))
    let tieUnits = ties.map {
      $0.isPerson ? registry.reference($0.personUnit, code: $0.code) : registry.reference($0.name, code: $0.code)
    }
    matching = UnitMatching(
      registry: registry, holdings: holdings, near: near,
      mentions: mentions.map { registry.reference($0.unit, code: $0.code) }, ties: tieUnits)
    personUnits = mentions.map { registry.reference($0.personUnit, code: $0.personUnitCode) }
    self.ties = ConflictTies(
      kinds: kinds.map { TieKind($0) } + [.same], ties: ties, tieUnits: tieUnits, mentions: mentions)
  }

  private static func mentions(of people: ConflictPeople, under scheme: Scheme) -> [PartyMention] {
    guard let policy = scheme.conflicts else { return [] }
    let numbered = people.candidateRecords.enumerated().compactMap { place, record in
      record.map { (number: Int32(place), record: $0) }
    }
    let found = concurrentMap(numbered, threads: processorCount) {
      partyMentions(of: $0.record, number: $0.number, under: scheme)
    }
    return namedParties(of: policy) + found.flatMap(\.self)
  }

  private static func registry(_ input: ConflictInput, ties: [ExpertTie], mentions: [PartyMention]) -> UnitRegistry {
    var names: Set<String> = []
    var codes: Set<String> = []
    for tie in ties {
      names.insert(tie.isPerson ? tie.personUnit : tie.name)
      codes.insert(tie.code)
    }
    for mention in mentions {
      names.insert(mention.unit)
      names.insert(mention.personUnit)
      codes.insert(mention.code)
      codes.insert(mention.personUnitCode)
    }
    return UnitRegistry(units: input.units, names: names, codes: codes)
  }

  // MARK: Units

  mutating func matchUnits() {
    let places = ties.ties.indices.filter { !ties.ties[$0].isPerson && ties.tieUnits[$0].unit >= 0 }
    let units = Set(places.map { ties.tieUnits[$0] }).sorted {
      ($0.unit, $0.name, $0.code) < ($1.unit, $1.name, $1.code)
    }
    let targets = concurrentMap(units, threads: processorCount) { [matching] in matching.targets(of: $0) }
    let numbers = Dictionary(uniqueKeysWithValues: units.enumerated().map { ($1, $0) })
    for place in places {
      guard let number = numbers[ties.tieUnits[place]] else { continue }
      for target in targets[number] { add(tie: Int32(place), target) }
    }
  }

  private mutating func add(tie number: Int32, _ target: UnitMatching.Target) {
    guard let policy else { return }
    let tie = ties.ties[Int(number)]
    let mention = ties.mentions[Int(target.mention)]
    let party = policy.parties[Int(mention.party)]
    let kind = ties.kinds[Int(tie.kind)]
    let level = min(kind.absolute ? tie.level : min(tie.level, party.level), target.level)
    var flags: ConflictEntry.Flags = []
    if target.isCertain { flags.insert(.certain) }
    if target.isByName { flags.insert(.byName) }
    if level == .hard { flags.insert(.hard) }
    if party.applies {
      flags.insert(.applies)
      let applies = kind.id == Relation.Kind.applicant.rawValue
      // A member of a consortium may be a whole university: whoever works there competes with the rest, no more.
      let employs =
        kind.id == Relation.Kind.employment.rawValue && tie.isPresent && party.role == PartyMention.applicantRole
      if applies || employs, target.way != .held { flags.insert(.own) }
    }
    let entry = ConflictEntry(
      candidate: mention.candidate, expert: tie.expert, kind: tie.kind, role: mention.party, tie: number,
      mention: target.mention, way: target.way, flags: flags,
      status: target.isCertain ? .standing : .undecided)
    if mention.candidate < 0 {
      named[tie.expert, default: []].append(entry)
    } else {
      found.append(entry)
    }
  }

  // MARK: Persons

  mutating func matchPersons() {
    var byName: [String: [Int32]] = [:]
    for (place, mention) in ties.mentions.enumerated() where mention.isPerson {
      byName[UnitNames.personKey(mention.person), default: []].append(Int32(place))
    }
    guard !byName.isEmpty else { return }
    for place in ties.ties.indices where ties.ties[place].isPerson {
      for mention in byName[UnitNames.personKey(ties.ties[place].name)] ?? [] {
        addPerson(tie: Int32(place), mention, isCertain: isSamePlace([ties.tieUnits[place]], mention))
      }
    }
    let employers = presentEmployers()
    for (number, record) in people.expertRecords.enumerated() {
      guard let record, let mentions = byName[UnitNames.personKey(record.name)] else { continue }
      let tie = Int32(ties.ties.count)
      ties.ties.append(
        ExpertTie(
          expert: Int32(number), kind: Int32(ties.kinds.count - 1), level: .hard, name: record.name, code: "",
          personUnit: record.employer, isPerson: true, isPresent: true, origin: .experts))
      ties.tieUnits.append(.none)
      for mention in mentions {
        addPerson(tie: tie, mention, isCertain: isSamePlace(employers[Int32(number)] ?? [], mention))
      }
    }
  }

  /// The units that surely employ each expert now.
  private func presentEmployers() -> [Int32: [UnitRegistry.Reference]] {
    var employers: [Int32: [UnitRegistry.Reference]] = [:]
    for (tie, unit) in zip(ties.ties, ties.tieUnits) {
      guard !tie.isPerson, tie.isPresent, ties.kinds[Int(tie.kind)].id == Relation.Kind.employment.rawValue else {
        continue
      }
      employers[tie.expert, default: []].append(unit)
    }
    return employers
  }

  /// Whether one of these units surely is the one that a named person belongs to.
  private func isSamePlace(_ units: [UnitRegistry.Reference], _ mention: Int32) -> Bool {
    units.contains { matching.registry.areSame($0, personUnits[Int(mention)]) }
  }

  private mutating func addPerson(tie number: Int32, _ place: Int32, isCertain: Bool) {
    guard let policy else { return }
    let tie = ties.ties[Int(number)]
    let mention = ties.mentions[Int(place)]
    let kind = ties.kinds[Int(tie.kind)]
    let level = kind.absolute ? tie.level : min(tie.level, policy.parties[Int(mention.party)].level)
    // Who is named in the file takes part in the application.
    var flags: ConflictEntry.Flags = [.applies]
    if isCertain { flags.formUnion([.certain, .byName]) }
    if level == .hard { flags.insert(.hard) }
    if kind.id == Conflict.same || kind.id == Relation.Kind.applicant.rawValue { flags.insert(.own) }
    found.append(
      ConflictEntry(
        candidate: mention.candidate, expert: tie.expert, kind: tie.kind, role: mention.party, tie: number,
        mention: place, way: .same, flags: flags, status: isCertain ? .standing : .undecided))
  }

  // MARK: What was said

  /// Whom a candidate asks not to be judged by. A name with another unit, or with none, may be somebody else.
  mutating func addUnsuitableExperts() {
    guard let policy else { return }
    let employers = presentEmployers()
    let book = DeclarationBook(input.declarations)
    var byName: [String: [Int32]] = [:]
    for (number, record) in people.expertRecords.enumerated() {
      if let record { byName[UnitNames.personKey(record.name), default: []].append(Int32(number)) }
    }
    for (place, record) in people.candidateRecords.enumerated() {
      guard let record else { continue }
      let letters = book.letters(of: record.id).compactMap { id in
        expertNumbers[id].flatMap { people.expertRecords[Int($0)] }
      }
      for wish in scheme.unsuitableExperts(of: record, besides: letters).counted {
        for expert in byName[UnitNames.personKey(wish.name)] ?? [] {
          let isCertain =
            !wish.unit.isEmpty
            && (employers[expert] ?? []).contains { self.isNamed(wish.unit, $0) }
          add(wish, of: Int32(place), expert: expert, isCertain: isCertain, source: policy.source)
        }
      }
    }
  }

  private func isNamed(_ unit: String, _ employer: UnitRegistry.Reference) -> Bool {
    matching.registry.areSame(matching.registry.reference(unit, code: ""), employer)
  }

  private mutating func add(
    _ wish: UnsuitableExpert, of candidate: Int32, expert: Int32, isCertain: Bool, source: Source
  ) {
    let who = wish.unit.isEmpty ? wish.name : "\(wish.name)（\(wish.unit)）"
    let doubt = isCertain ? ("", "") : ("；只有姓名相同，须人工确认", "; only the name is the same, a person must decide")
    let name = people.expertNames[Int(expert)]
    let label = Bilingual(zh: "申请回避", en: "named as unsuitable")
    state(
      StatedConflict(
        kind: Conflict.unsuitable, role: Conflict.unsuitable, level: .hard, party: wish.name, isCertain: isCertain,
        isByName: isCertain,
        link: ConflictLink(
          from: people.candidateNames[Int(candidate)], .unsuitable, label: label, to: who, text: wish.reason,
          origin: .candidate),
        nearness: isCertain
          ? nil : Nearness(score: ExactDecimal(100), name: name, nearest: wish.name, reasons: [.personName]),
        words: Bilingual(
          zh: "申报材料申请回避：\(who)，理由：\(wish.reason)\(doubt.0)",
          en: "the file names \(who) as unsuitable: \(wish.reason)\(doubt.1)"),
        source: source), candidate, expert)
  }

  mutating func addDeclarations() {
    for declaration in DeclarationBook(input.declarations).standing {
      guard let candidate = candidateNumbers[declaration.candidate], let expert = expertNumbers[declaration.expert]
      else { continue }
      let kind = policy?.kinds.first { $0.id == declaration.kind }
      state(
        StatedConflict(
          kind: declaration.kind, role: Conflict.declared, level: kind?.level ?? .hard,
          party: declaration.declarer == .staff ? "" : declaration.declarer.rawValue, isCertain: true, isByName: false,
          link: ConflictLink(
            from: people.expertNames[Int(expert)], .declared, label: Bilingual(zh: "声明", en: "declared"),
            to: people.candidateNames[Int(candidate)], text: declaration.evidence, origin: .declaration),
          nearness: nil, words: declaration.words,
          source: kind?.source
            ?? .house(reason: "a declared conflict counts as hard unless the scheme says otherwise")), candidate, expert
      )
    }
  }

  private mutating func state(_ said: StatedConflict, _ candidate: Int32, _ expert: Int32) {
    stated.append(said)
    statedPairs.append((candidate, expert))
  }

  // MARK: The result

  /// Numbers become those of the alphabetical tables, what was said joins what was found, decisions are taken in, and
  /// of those that say the same the best is kept.
  func result() -> ConflictSearch {
    let kindIDs = ties.kinds.map(\.id)
    let roles = policy?.parties.map(\.role) ?? []
    let kindNames = Set(kindIDs + stated.map(\.kind)).sorted()
    let roleNames = Set(roles + stated.map(\.role)).sorted()
    let kindNumber = Dictionary(uniqueKeysWithValues: kindNames.enumerated().map { ($1, Int32($0)) })
    let roleNumber = Dictionary(uniqueKeysWithValues: roleNames.enumerated().map { ($1, Int32($0)) })
    let world = ConflictWorld(
      people: people, policy: policy, ties: ties, matching: matching, stated: stated, kindNames: kindNames,
      roleNames: roleNames)
    let kindOfTie = kindIDs.map { kindNumber[$0] ?? 0 }
    let roleOfParty = roles.map { roleNumber[$0] ?? 0 }
    func renumbered(_ entry: ConflictEntry) -> ConflictEntry {
      ConflictEntry(
        candidate: entry.candidate, expert: entry.expert, kind: kindOfTie[Int(entry.kind)],
        role: roleOfParty[Int(entry.role)], tie: entry.tie, mention: entry.mention, way: entry.way, flags: entry.flags,
        status: entry.status)
    }
    var entries = found.map(renumbered)
    for (place, pair) in statedPairs.enumerated() {
      let said = stated[place]
      var flags: ConflictEntry.Flags = said.isCertain ? .certain : []
      if said.level == .hard { flags.insert(.hard) }
      if said.isOwnApplication { flags.formUnion([.own, .applies]) }
      entries.append(
        ConflictEntry(
          candidate: pair.candidate, expert: pair.expert, kind: kindNumber[said.kind] ?? 0,
          role: roleNumber[said.role] ?? 0, tie: -1, mention: Int32(place), way: .same, flags: flags,
          status: said.isCertain ? .standing : .undecided))
    }
    let tidied = ConflictTidying(world: world, settlements: input.settlements).tidied(entries)
    let scopes = makeScopes()
    let broad = BroadConflicts(
      world: world, scheme: scheme, people: people, scopes: scopes, entries: tidied,
      named: named.mapValues { $0.map(renumbered) }
    ).found()
    return ConflictSearch(
      world: world, entries: tidied, broad: broad, scopes: scopes, settlements: input.settlements,
      findings: unitFindings(in: input.units))
  }

  private func makeScopes() -> ConflictScopes {
    let together = scheme.grouping?.ranking == .together
    let groupNames = people.candidateRecords.map { record -> GroupID in
      guard let record, !together else { return .everyone }
      return scheme.group(of: record) ?? .everyone
    }
    let regionNames = people.candidateRecords.map { record -> String in
      guard let field = policy?.region?.field, let record else { return "" }
      return scheme.text(field, of: record) ?? ""
    }
    let (groups, regions) = (Set(groupNames).sorted(), Set(regionNames).subtracting([""]).sorted())
    let groupNumber = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, Int32($0)) })
    let regionNumber = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, Int32($0)) })
    return ConflictScopes(
      groupOf: groupNames.map { groupNumber[$0] ?? -1 }, groups: groups,
      regionOf: regionNames.map { regionNumber[$0] ?? -1 }, regions: regions)
  }
}
