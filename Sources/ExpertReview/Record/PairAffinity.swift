/// How well an expert suits a candidate, and where that is from.
public enum PairAffinity: Sendable, Hashable {
  /// From a table that was imported, in millionths.
  case imported(Int32)
  /// A table was imported that leaves the pair out, which counts as zero.
  case absentCountsZero
  /// A table was imported that leaves the pair out, so it may not be assigned.
  case absentForbids
  /// Mixed from parts, in millionths; `AffinityMix.grounds` tells them.
  case mixed(Int32)
  /// No table was imported: the share of the candidate's topics that the expert's fields name.
  case topics(shared: Int, of: Int)

  /// What an assignment reads, in millionths; nil where the pair may not be assigned.
  public var millionths: Int32? {
    switch self {
    case .imported(let value), .mixed(let value): value
    case .absentCountsZero: 0
    case .absentForbids: nil
    case .topics(let shared, let all): all == 0 ? 0 : Int32(min(1_000_000, shared * 1_000_000 / all))
    }
  }
}

extension Round {
  /// The affinity of one pair where nothing is mixed. Complexity: logarithmic in the table.
  func plainAffinity(of expert: Expert, for candidate: Candidate) -> PairAffinity {
    if let affinities {
      if let value = affinities.millionths(candidate: candidate.id, expert: expert.id) { return .imported(value) }
      return affinities.absent == .zero ? .absentCountsZero : .absentForbids
    }
    let topics = topics(of: candidate)
    return .topics(shared: topics.isEmpty ? 0 : expert.fields.count { topics.contains($0) }, of: topics.count)
  }

  /// The experts on a candidate's panel, other than this one, who are of this expert's unit, by id.
  public func unitMates(of expert: Expert, on candidate: CandidateID, in stage: String) -> [Expert] {
    let registry = UnitRegistry(units: units)
    guard let unit = registry.unit(of: expert) else { return [] }
    return panel(of: candidate, in: stage).filter { $0.id != expert.id && registry.unit(of: $0) == unit }
  }
}

extension AffinityTable {
  /// The affinity of a pair; nil where the table leaves it out. Complexity: logarithmic.
  public func millionths(candidate: CandidateID, expert: ExpertID) -> Int32? {
    guard let row = AffinityTable.position(of: candidate, in: candidates),
      let column = AffinityTable.position(of: expert, in: experts)
    else { return nil }
    let wanted = (Int32(row), Int32(column))
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = (candidateIndex[middle], expertIndex[middle])
      if found == wanted { return millionths[middle] }
      range = found < wanted ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  private static func position<ID: Identifier>(of id: ID, in sorted: [ID]) -> Int? {
    var range = sorted.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if sorted[middle] == id { return middle }
      range = sorted[middle] < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}
