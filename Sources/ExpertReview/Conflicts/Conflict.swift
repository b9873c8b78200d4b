/// A reason why an expert may not judge a candidate, or a match that a person must look at.
public struct Conflict: Sendable, Hashable {
  public enum Status: String, Sendable {
    /// It holds: a hard one bars the pair, a soft one is used only where a panel could not be filled otherwise.
    case standing
    /// It may be a false match; the pair may not be assigned until somebody decides.
    case undecided
    case dismissed
    case waived
  }

  public let candidate: CandidateID
  public let expert: ExpertID
  /// The kind of tie, as the scheme names it.
  public let kind: String
  /// How the candidate's file names the party, such as `applicant` or `evaluator`.
  public let role: String
  public let level: ConflictPolicy.Level
  public let status: Status
  /// The links from the expert to the candidate, in words.
  public let evidence: Bilingual
  public let source: Source
  /// The party as the candidate's file names it; of a declared conflict who declared it, empty for staff.
  public internal(set) var party = ""
  /// Whether the search itself left it to a person, whatever was decided since.
  public internal(set) var isDoubtful = false
  /// Whether two are held to be one because their names are equal and neither has a code.
  public internal(set) var isByName = false

  /// The kind and role of a conflict that a candidate's own request makes.
  public static let unsuitable = "unsuitable"

  /// Whether the pair may not be assigned because of it.
  public var bars: Bool {
    status == .undecided || (status == .standing && level == .hard)
  }
}

/// Every conflict of a round, found or declared.
public struct ConflictSearch: Sendable {
  /// Sorted by candidate, expert, kind, role and party.
  public let conflicts: [Conflict]

  fileprivate init(conflicts: [Conflict]) { self.conflicts = conflicts }

  /// Those of one pair.
  public func between(_ candidate: CandidateID, _ expert: ExpertID) -> [Conflict] {
    conflicts.filter { $0.candidate == candidate && $0.expert == expert }
  }
}

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
/// Units match by credit code, else by exact key, also through another name in the units file. Names that are only near
/// (one edit apart, or equal without legal form and region) and persons who match by name alone are `undecided`.
/// Units that stand together by holdings (`UnitHoldings`) count as each other, as gravely as the holding. An expert
/// whom a candidate names as unsuitable is kept from it. A scheme without a conflict policy has only declared
/// conflicts. Complexity: linear in ties plus conflicts found.
public func searchConflicts(of input: ConflictInput, under scheme: Scheme) -> ConflictSearch {
  var search = Searching(input: input, scheme: scheme)
  search.matchUnits()
  search.matchPersons()
  search.addUnsuitableExperts()
  search.addOwnApplications()
  search.addDeclarations()
  return ConflictSearch(conflicts: search.settled())
}

private struct Searching {
  let input: ConflictInput
  let scheme: Scheme
  let registry: UnitRegistry
  let holdings: UnitHoldings
  let ties: [ExpertTie]
  let mentions: [PartyMention]
  let declared: DeclarationBook
  var found: [FoundKey: Conflict] = [:]
  /// Pairs in which the expert's present employer is the applicant itself.
  var ownApplications: Set<PanelInput.Pair> = []

  struct FoundKey: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
    let kind: String
    let role: String
    let party: String
  }

  init(input: ConflictInput, scheme: Scheme) {
    self.input = input
    self.scheme = scheme
    ties = expertTies(of: input, policy: scheme.conflicts)
    // Without experts there is nobody to match them with.
    mentions =
      input.experts.isEmpty && ties.isEmpty
      ? []
      : concurrentMap(input.candidates, threads: processorCount) { partyMentions(of: $0, under: scheme) }.flatMap(
        \.self)
    registry = UnitRegistry(units: input.units)
    declared = DeclarationBook(input.declarations)
    holdings = UnitHoldings(units: input.units, registry: registry)
  }

  mutating func add(_ conflict: Conflict) {
    let key = FoundKey(
      candidate: conflict.candidate, expert: conflict.expert, kind: conflict.kind, role: conflict.role,
      party: conflict.party)
    guard let known = found[key] else {
      found[key] = conflict
      return
    }
    // A sure match outranks a doubtful one, and a hard one a soft one.
    let better =
      (conflict.status == .standing ? 1 : 0, conflict.level) > (known.status == .standing ? 1 : 0, known.level)
    if better { found[key] = conflict }
  }

  mutating func matchUnits() {
    guard ties.contains(where: { !$0.isPerson }) else { return }
    let units = mentions.filter { !$0.unit.isEmpty || !$0.code.isEmpty }
    let index = MentionIndex(units, registry: registry)
    for tie in ties where !tie.isPerson {
      for match in index.matches(of: tie.name, code: tie.code) {
        let mention = units[match.mention]
        add(conflict(tie: tie, mention: mention, certain: match.certain, isByName: match.isByName))
        if match.certain, tie.isPresent, tie.kind == Relation.Kind.employment.rawValue, mention.role == "applicant" {
          ownApplications.insert(PanelInput.Pair(mention.candidate, tie.expert))
        }
      }
    }
    guard !holdings.isEmpty else { return }
    var known: [String: [UnitHoldings.Related]] = [:]
    for tie in ties where !tie.isPerson {
      let unit = registry.identity(of: tie.name, code: tie.code)
      let related = known[unit] ?? holdings.related(to: tie.name, code: tie.code)
      known[unit] = related
      for other in related {
        for match in index.matches(of: other.name, code: other.code) where match.certain {
          add(
            conflict(
              tie: tie, mention: units[match.mention], certain: true, isByName: match.isByName, through: other))
        }
      }
    }
  }

  /// Whom a candidate asks not to be judged by. A name with another unit, or with none, may be somebody else.
  mutating func addUnsuitableExperts() {
    guard let policy = scheme.conflicts else { return }
    let byName = Dictionary(grouping: input.experts) { UnitNames.exactKey($0.name) }
    let byID = Dictionary(input.experts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for candidate in input.candidates {
      let letters = declared.letters(of: candidate.id).compactMap { byID[$0] }
      for named in scheme.unsuitableExperts(of: candidate, besides: letters).counted {
        for expert in byName[UnitNames.exactKey(named.name)] ?? [] {
          let certain = !named.unit.isEmpty && isEmployed(expert, by: named.unit)
          let who = named.unit.isEmpty ? named.name : "\(named.name)（\(named.unit)）"
          let doubt = certain ? ("", "") : ("；只有姓名相同，须人工确认", "; only the name is the same, a person must decide")
          add(
            Conflict(
              candidate: candidate.id, expert: expert.id, kind: Conflict.unsuitable, role: Conflict.unsuitable,
              level: .hard, status: certain ? .standing : .undecided,
              evidence: Bilingual(
                zh: "申报材料申请回避：\(who)，理由：\(named.reason)\(doubt.0)",
                en: "the file names \(who) as unsuitable: \(named.reason)\(doubt.1)"),
              source: policy.source, party: named.name, isDoubtful: !certain, isByName: certain))
        }
      }
    }
  }

  /// Whether a unit surely is a present employer of an expert.
  private func isEmployed(_ expert: Expert, by unit: String) -> Bool {
    if !expert.employer.isEmpty && registry.areSame(expert.employer, code: expert.employerCode, unit) { return true }
    return ties.contains {
      $0.expert == expert.id && $0.isPresent && !$0.isPerson && $0.kind == Relation.Kind.employment.rawValue
        && registry.areSame($0.name, code: $0.code, unit)
    }
  }

  mutating func matchPersons() {
    var byName: [String: [PartyMention]] = [:]
    for mention in mentions where !mention.person.isEmpty {
      byName[UnitNames.exactKey(mention.person), default: []].append(mention)
    }
    guard !byName.isEmpty else { return }
    for tie in ties where tie.isPerson {
      for mention in byName[UnitNames.exactKey(tie.name)] ?? [] {
        add(conflict(tie: tie, mention: mention, certain: false, isByName: false))
      }
    }
    for expert in input.experts {
      for mention in byName[UnitNames.exactKey(expert.name)] ?? [] {
        let same = isEmployed(expert, by: mention.personUnit)
        let tie = ExpertTie(
          expert: expert.id, expertName: expert.name, kind: "self", label: Bilingual(zh: "本人", en: "the same person"),
          level: .hard, absolute: true, name: expert.name, code: "", isPerson: true, isPresent: true,
          detail: nil,
          source: .house(reason: "a person does not judge a file that names them"))
        add(conflict(tie: tie, mention: mention, certain: same, isByName: same))
      }
    }
  }

  /// An expert whose unit applies is out for the whole group.
  mutating func addOwnApplications() {
    guard let policy = scheme.conflicts, policy.ownUnitBarsGroup else { return }
    let together = scheme.grouping?.ranking == .together
    func groupKey(_ candidate: Candidate) -> GroupID { together ? .everyone : scheme.group(of: candidate) ?? .everyone }
    let byID = Dictionary(input.candidates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let members = Dictionary(grouping: input.candidates, by: groupKey)
    for own in ownApplications.sorted(by: { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }) {
      guard let candidate = byID[own.candidate] else { continue }
      for other in members[groupKey(candidate)] ?? [] where other.id != own.candidate {
        add(
          Conflict(
            candidate: other.id, expert: own.expert, kind: Relation.Kind.applicant.rawValue, role: "competitor",
            level: .hard, status: .standing,
            evidence: Bilingual(
              zh: "专家所在单位本身申报了同组的 \(own.candidate)（\(candidate.name)）",
              en: "the expert's own unit applies in the same group with \(own.candidate) (\(candidate.name))"),
            source: policy.source, party: candidate.name))
      }
    }
  }

  mutating func addDeclarations() {
    for declaration in declared.standing {
      let kind = scheme.conflicts?.kinds.first { $0.id == declaration.kind }
      add(
        Conflict(
          candidate: declaration.candidate, expert: declaration.expert, kind: declaration.kind, role: Conflict.declared,
          level: kind?.level ?? .hard, status: .standing,
          evidence: declaration.words,
          source: kind?.source ?? .house(reason: "a declared conflict counts as hard unless the scheme says otherwise"),
          party: declaration.declarer == .staff ? "" : declaration.declarer.rawValue)
      )
    }
  }

  private func conflict(
    tie: ExpertTie, mention: PartyMention, certain: Bool, isByName: Bool, through related: UnitHoldings.Related? = nil
  ) -> Conflict {
    let own = tie.absolute ? tie.level : min(tie.level, mention.level)
    let level = min(own, related?.level ?? own)
    let chain = related?.chain ?? Bilingual(zh: "", en: "")
    let party = mention.person.isEmpty || !tie.isPerson ? mention.unit : mention.person
    let since = tie.detail.map { "（\($0)）" } ?? ""
    let sinceEnglish = tie.detail.map { " (\($0))" } ?? ""
    let doubt =
      certain
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "；名称相近，须人工确认", en: "; the names are near, a person must decide")
    return Conflict(
      candidate: mention.candidate, expert: tie.expert, kind: tie.kind, role: mention.role, level: level,
      status: certain ? .standing : .undecided,
      evidence: Bilingual(
        zh: "\(tie.expertName)—\(tie.label.zh)→\(tie.name)\(since)\(chain.zh)＝\(mention.label.zh)“\(party)”\(doubt.zh)",
        en:
          "\(tie.expertName) – \(tie.label.en) → \(tie.name)\(sinceEnglish)\(chain.en) = \(mention.label.en) “\(party)”\(doubt.en)"
      ),
      source: tie.source, party: party, isDoubtful: !certain, isByName: isByName)
  }

  /// The conflicts with what was decided on them, in order.
  func settled() -> [Conflict] {
    let settlements = SettledConflicts(input.settlements)
    return found.values.map { settlements.settle($0) }.sorted {
      ($0.candidate, $0.expert, $0.kind, $0.role, $0.party) < ($1.candidate, $1.expert, $1.kind, $1.role, $1.party)
    }
  }
}
