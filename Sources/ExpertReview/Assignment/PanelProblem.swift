/// Who may sit on whose panel, and how well: the assignment problem with ids turned into indices.
///
/// This is the one door: candidates and experts stand sorted by id, so that the order of files never matters; row *c*
/// holds the experts who may judge candidate *c*, ascending.
public struct PanelProblem: Sendable {
  public let candidates: [CandidateID]
  /// Experts that each candidate needs.
  public let demand: [Int]
  public let experts: [ExpertID]
  public let minimumLoad: [Int]
  public let maximumLoad: [Int]
  /// The unit of each expert as an index, −1 where unknown: an expert of no known unit shares it with nobody.
  public let unit: [Int32]
  /// At most this many of one unit on a panel; nil for no limit.
  public let atMostPerUnit: Int?
  /// Row *c* is `rowStart[c] ..< rowStart[c + 1]` of the columns below.
  public let rowStart: [Int]
  public let expert: [Int32]
  /// Affinity in millionths.
  public let millionths: [Int32]
  /// Whether the pair has a soft conflict: used only where a panel could not be filled otherwise.
  public let isSoft: [Bool]
  /// Whether seats that stand are kept: demands and loads are then of the others, and least loads bind nobody.
  public let keepsSeats: Bool
  private let keptOfUnit: [PanelUnit: Int]

  public var pairCount: Int { expert.count }

  /// How many more experts of a unit a candidate's panel may hold. Precondition: there is a limit.
  func room(of unit: Int32, candidate: Int) -> Int {
    guard let limit = atMostPerUnit else { preconditionFailure("no limit for one unit") }
    guard !keptOfUnit.isEmpty else { return limit }
    return max(0, limit - keptOfUnit[PanelUnit(candidate: candidate, unit: unit), default: 0])
  }

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

/// A unit on a candidate's panel, both by index.
private struct PanelUnit: Hashable, Sendable {
  let candidate: Int
  let unit: Int32
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
  public var atMostPerUnit: Int?
  public var affinities: AffinityTable?
  /// What each candidate is about, read where no affinities were imported.
  public var topics: [CandidateID: Set<String>]
  public var units: [UnitEntry]
  /// Seats that stand and are kept, whoever holds them: the problem is what remains.
  public var kept: [(candidate: CandidateID, expert: Expert)]

  public init(
    demands: [(candidate: CandidateID, demand: Int)], experts: [Expert], barred: Set<Pair> = [], soft: Set<Pair> = [],
    conflicts: ConflictSearch? = nil, atMostPerUnit: Int? = nil, affinities: AffinityTable? = nil,
    topics: [CandidateID: Set<String>] = [:], units: [UnitEntry] = [],
    kept: [(candidate: CandidateID, expert: Expert)] = []
  ) {
    self.demands = demands
    self.experts = experts
    self.barred = barred
    self.soft = soft
    self.conflicts = conflicts
    self.atMostPerUnit = atMostPerUnit
    self.affinities = affinities
    self.topics = topics
    self.units = units
    self.kept = kept
  }
}

extension PanelProblem {
  /// Builds the problem. Complexity: linear in the pairs allowed (candidates × experts where no affinity table
  /// forbids), with sorting of the ids.
  public init(_ input: PanelInput) {
    let demands = input.demands.sorted { $0.candidate < $1.candidate }
    let pool = input.experts.sorted { $0.id < $1.id }
    let kept = KeptSeats(input.kept)
    candidates = demands.map(\.candidate)
    demand = demands.map { max(0, $0.demand - kept.ofCandidate[$0.candidate, default: 0]) }
    experts = pool.map(\.id)
    keepsSeats = !input.kept.isEmpty
    minimumLoad = pool.map { input.kept.isEmpty ? $0.minimumLoad : 0 }
    maximumLoad = pool.map { max(0, ($0.maximumLoad ?? demands.count) - kept.load[$0.id, default: 0]) }
    let registry = UnitRegistry(units: input.units)
    (unit, keptOfUnit) = PanelProblem.units(of: pool, kept: input.kept, candidates: candidates, registry: registry)
    atMostPerUnit = input.atMostPerUnit

    var rows = AllowedPairs(
      barred: input.barred.union(kept.pairs), soft: input.soft, conflicts: input.conflicts, candidates: candidates,
      experts: experts)
    if let table = input.affinities {
      rows.add(table)
    } else {
      rows.addByTopics(pool: pool, topics: input.topics)
    }
    (rowStart, expert, millionths, isSoft) = (rows.rowStart, rows.expert, rows.millionths, rows.isSoft)
  }

  /// The number of each expert's unit, and how many of a unit the kept seats of each candidate hold.
  private static func units(
    of pool: [Expert], kept: [(candidate: CandidateID, expert: Expert)], candidates: [CandidateID],
    registry: UnitRegistry
  ) -> (units: [Int32], kept: [PanelUnit: Int]) {
    var numbers: [String: Int32] = [:]
    let units: [Int32] = pool.map { expert in
      guard let key = registry.unit(of: expert) else { return -1 }
      let next = Int32(numbers.count)
      return numbers[key, default: next, inserting: next]
    }
    guard !kept.isEmpty else { return (units, [:]) }
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, $0) })
    var held: [PanelUnit: Int] = [:]
    for seat in kept {
      guard let candidate = candidateAt[seat.candidate], let key = registry.unit(of: seat.expert),
        let unit = numbers[key]
      else { continue }
      held[PanelUnit(candidate: candidate, unit: unit), default: 0] += 1
    }
    return (units, held)
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

extension Dictionary {
  /// The value of a key; where there is none, `fresh` is kept for it.
  fileprivate subscript(key: Key, default _: Value, inserting fresh: Value) -> Value {
    mutating get {
      if let known = self[key] { return known }
      self[key] = fresh
      return fresh
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
