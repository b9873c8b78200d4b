/// Who may sit on whose panel, and how well: the assignment problem with ids turned into indices.
///
/// This is the one door: candidates and experts stand sorted by id, so that the order of files never matters; row *c*
/// holds the experts who may judge candidate *c*, ascending.
public struct PanelProblem: Sendable {
  public internal(set) var candidates: [CandidateID]
  /// Experts that each candidate needs.
  public internal(set) var demand: [Int]
  public let experts: [ExpertID]
  public internal(set) var minimumLoad: [Int]
  public internal(set) var maximumLoad: [Int]
  /// Row *c* is `rowStart[c] ..< rowStart[c + 1]` of the columns below.
  public internal(set) var rowStart: [Int]
  public internal(set) var expert: [Int32]
  /// Affinity in millionths.
  public internal(set) var millionths: [Int32]
  /// Whether the pair has a soft conflict: used only where a panel could not be filled otherwise.
  public internal(set) var isSoft: [Bool]
  /// Whether seats that stand are kept: demands and loads are then of the others, and least loads bind nobody.
  public let keepsSeats: Bool
  /// Whether every panel must have an odd number of members.
  let odd: Bool
  /// Who may sit together, and how many of whom must.
  var limits: PanelLimits
  /// The same limits as each panel's tree of groups.
  var groups = PanelGroups.none
  /// Whether the pair must sit together; empty where no pair is pinned.
  var isPinned: [Bool] = []
  /// All that contradicts itself in what the problem was made from; with any, nothing is searched for.
  public private(set) var faults: [PanelInputFault] = []

  public var pairCount: Int { expert.count }

  /// Whether the pair at a position must sit together.
  func isPinned(_ position: Int) -> Bool { !isPinned.isEmpty && isPinned[position] }

  func row(_ candidate: Int) -> Range<Int> { rowStart[candidate]..<rowStart[candidate + 1] }

  /// The position of a pair in the columns, or nil where it may not be assigned. Complexity: logarithmic.
  func position(candidate: Int, expert wanted: Int32) -> Int? {
    var range = row(candidate)
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if expert[middle] == wanted { return middle }
      range = expert[middle] < wanted ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}

/// What an assignment problem is made from.
public struct PanelInput: Sendable {
  public struct Pair: Hashable, Sendable {
    public let candidate: CandidateID
    public let expert: ExpertID
    public init(_ candidate: CandidateID, _ expert: ExpertID) {
      self.candidate = candidate
      self.expert = expert
    }
  }

  /// The candidates that need a panel, with how many experts each.
  public var demands: [(candidate: CandidateID, demand: Int)]
  /// The experts who can be called on.
  public var experts: [Expert]
  /// Pairs that a hard conflict or an open question bars.
  public var barred: Set<Pair>
  public var soft: Set<Pair>
  /// What a search found; it bars and softens pairs beside the two sets.
  public var conflicts: ConflictSearch?
  /// Who may sit together on one panel, and how many of whom must.
  public var limits: [CompositionLimit]
  /// Whether every panel must have an odd number of members.
  public var odd: Bool
  /// Pairs that must sit together, and pairs that must not, by somebody's order.
  public var pins: [Pair]
  public var bans: [Pair]
  public var affinities: AffinityTable?
  /// Affinities mixed from parts; it stands in place of the table, which it has taken in, and of topics.
  public var mix: AffinityMix?
  /// What each candidate is about, read where no affinities were imported.
  public var topics: [CandidateID: Set<String>]
  public var units: [UnitEntry]
  /// Seats that stand and are kept, whoever holds them: the problem is what remains.
  public var kept: [(candidate: CandidateID, expert: Expert)]
  /// What experts have to mark beside the panels: so much less is left of their greatest loads.
  public var besides: [ExpertID: Int] = [:]

  public init(
    demands: [(candidate: CandidateID, demand: Int)], experts: [Expert], barred: Set<Pair> = [], soft: Set<Pair> = [],
    conflicts: ConflictSearch? = nil, atMostPerUnit: Int? = nil, limits: [CompositionLimit] = [],
    affinities: AffinityTable? = nil, mix: AffinityMix? = nil,
    topics: [CandidateID: Set<String>] = [:], units: [UnitEntry] = [],
    kept: [(candidate: CandidateID, expert: Expert)] = [], odd: Bool = false, pins: [Pair] = [], bans: [Pair] = []
  ) {
    self.demands = demands
    self.experts = experts
    self.barred = barred
    self.soft = soft
    self.conflicts = conflicts
    self.limits = (atMostPerUnit.map { [CompositionLimit(.atMost, $0, of: .eachUnit)] } ?? []) + limits
    self.affinities = affinities
    self.mix = mix
    self.topics = topics
    self.units = units
    self.kept = kept
    self.odd = odd
    self.pins = pins
    self.bans = bans
  }
}

extension PanelProblem {
  /// Builds the problem. Complexity: linear in the pairs allowed (candidates × experts where no affinity table
  /// forbids), with sorting of the ids.
  public init(_ input: PanelInput) {
    let demands = input.demands.sorted { $0.candidate < $1.candidate }.withoutRepeats { $0.candidate }
    let pool = input.experts.sorted { $0.id < $1.id }.withoutRepeats { $0.id }
    let kept = KeptSeats(input.kept)
    candidates = demands.map(\.candidate)
    demand = demands.map { max(0, $0.demand - kept.ofCandidate[$0.candidate, default: 0]) }
    experts = pool.map(\.id)
    keepsSeats = !input.kept.isEmpty
    odd = input.odd
    minimumLoad = pool.map { input.kept.isEmpty ? max(0, $0.minimumLoad) : 0 }
    maximumLoad = pool.map {
      max(0, ($0.maximumLoad ?? demands.count) - kept.load[$0.id, default: 0] - input.besides[$0.id, default: 0])
    }
    let candidateAt = Dictionary(uniqueKeysWithValues: demands.enumerated().map { ($1.candidate, $0) })
    limits =
      input.limits.isEmpty
      ? .none
      : PanelLimits(
        input.limits, pool: pool, size: demands.map(\.demand),
        kept: input.kept.compactMap { seat in candidateAt[seat.candidate].map { ($0, seat.expert) } },
        registry: UnitRegistry(units: input.units))

    var rows = AllowedPairs(
      barred: input.barred.union(kept.pairs).union(input.bans), soft: input.soft, conflicts: input.conflicts,
      candidates: candidates, experts: experts)
    if let mix = input.mix {
      rows.add(mix)
    } else if let table = input.affinities {
      rows.add(table)
    } else {
      rows.addByTopics(pool: pool, topics: input.topics)
    }
    (rowStart, expert, millionths, isSoft) = (rows.rowStart, rows.expert, rows.millionths, rows.isSoft)
    isPinned = pinned(input.pins.filter { !kept.pairs.contains($0) }, candidateAt)
    groups = PanelGroups(self)
    faults = inputFaults(input)
  }

  private func pinned(_ pins: [PanelInput.Pair], _ candidateAt: [CandidateID: Int]) -> [Bool] {
    guard !pins.isEmpty else { return [] }
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    var isPinned = [Bool](repeating: false, count: pairCount)
    for pin in pins {
      guard let candidate = candidateAt[pin.candidate], let expert = expertAt[pin.expert],
        let position = position(candidate: candidate, expert: expert)
      else { continue }
      isPinned[position] = true
    }
    return isPinned
  }
}

extension Array {
  /// The first of those with equal keys; the elements are sorted by the key.
  fileprivate func withoutRepeats<Key: Equatable>(_ key: (Element) -> Key) -> Self {
    indices.filter { $0 == 0 || key(self[$0 - 1]) != key(self[$0]) }.map { self[$0] }
  }
}

/// What seats that are kept take up.
private struct KeptSeats {
  var ofCandidate: [CandidateID: Int] = [:]
  var load: [ExpertID: Int] = [:]
  var pairs: Set<PanelInput.Pair> = []

  init(_ kept: [(candidate: CandidateID, expert: Expert)]) {
    for seat in kept {
      ofCandidate[seat.candidate, default: 0] += 1
      load[seat.expert.id, default: 0] += 1
      pairs.insert(PanelInput.Pair(seat.candidate, seat.expert.id))
    }
  }
}

/// Collects the rows of a problem.
private struct AllowedPairs {
  let barred: Set<PanelInput.Pair>
  let soft: Set<PanelInput.Pair>
  let conflicts: ConflictSearch?
  let candidates: [CandidateID]
  let experts: [ExpertID]
  /// The place of each expert in the search; −1 for one whom it does not know.
  private let placeInSearch: [Int]
  /// What the search makes of the candidate at hand beside each of its experts.
  private var standings: [ConflictSearch.PairStanding] = []
  var rowStart: [Int] = [0]
  var expert: [Int32] = []
  var millionths: [Int32] = []
  var isSoft: [Bool] = []

  init(
    barred: Set<PanelInput.Pair>, soft: Set<PanelInput.Pair>, conflicts: ConflictSearch?, candidates: [CandidateID],
    experts: [ExpertID]
  ) {
    self.barred = barred
    self.soft = soft
    self.conflicts = conflicts
    let places = Dictionary(
      uniqueKeysWithValues: (conflicts?.expertOrder ?? []).enumerated().map { ($1, $0) })
    placeInSearch = experts.map { places[$0] ?? -1 }
    self.candidates = candidates
    self.experts = experts
  }

  private mutating func begin(_ candidate: CandidateID) {
    if let conflicts { standings = conflicts.standings(of: candidate) }
  }

  private mutating func add(_ candidate: CandidateID, _ index: Int, _ value: Int32) {
    let place = placeInSearch[index]
    let standing = conflicts == nil || place < 0 ? .free : standings[place]
    if standing == .barred { return }
    var isSoftPair = standing == .soft
    if !barred.isEmpty || !soft.isEmpty {
      let pair = PanelInput.Pair(candidate, experts[index])
      if barred.contains(pair) { return }
      isSoftPair = isSoftPair || soft.contains(pair)
    }
    isSoft.append(isSoftPair)
    expert.append(Int32(index))
    millionths.append(value)
  }

  /// Rows from an affinity table; both sides are sorted by id, so one pass joins them.
  mutating func add(_ table: AffinityTable) {
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, $0) })
    let local = table.experts.map { expertAt[$0] ?? -1 }
    let candidateAt = Dictionary(uniqueKeysWithValues: table.candidates.enumerated().map { ($1, Int32($0)) })
    var starts = [Int](repeating: 0, count: table.candidates.count + 1)
    for index in table.candidateIndex { starts[Int(index) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    for candidate in candidates {
      begin(candidate)
      switch (candidateAt[candidate], table.absent) {
      case (let row?, .forbid):
        for position in starts[Int(row)]..<starts[Int(row) + 1] {
          let index = local[Int(table.expertIndex[position])]
          if index >= 0 { add(candidate, index, table.millionths[position]) }
        }
      case (nil, .forbid): break
      case (let row, .zero):
        var values = [Int32](repeating: 0, count: experts.count)
        if let row {
          for position in starts[Int(row)]..<starts[Int(row) + 1] {
            let index = local[Int(table.expertIndex[position])]
            if index >= 0 { values[index] = table.millionths[position] }
          }
        }
        for (index, value) in values.enumerated() { add(candidate, index, value) }
      }
      rowStart.append(expert.count)
    }
  }

  /// Rows from affinities that are mixed, one candidate at a time.
  mutating func add(_ mix: AffinityMix) {
    let places = experts.map { mix.expertAt[$0] }
    var row = AffinityMix.Row()
    for candidate in candidates {
      begin(candidate)
      mix.fill(&row, of: candidate)
      for (index, place) in places.enumerated() {
        guard let place, row.values[place] != AffinityMix.forbidden else { continue }
        add(candidate, index, row.values[place])
      }
      rowStart.append(expert.count)
    }
  }

  /// Where no affinities were imported: the share of a candidate's topics that an expert's fields name (house), in
  /// millionths rounded down; zero for a candidate that names none.
  mutating func addByTopics(pool: [Expert], topics: [CandidateID: Set<String>]) {
    let fields = pool.map { Set($0.fields) }
    for candidate in candidates {
      begin(candidate)
      let wanted = topics[candidate] ?? []
      for index in pool.indices {
        let common = wanted.isEmpty ? 0 : fields[index].count { wanted.contains($0) }
        let share = wanted.isEmpty ? 0 : min(1_000_000, common * 1_000_000 / wanted.count)
        add(candidate, index, Int32(share))
      }
      rowStart.append(expert.count)
    }
  }
}
