import Flow

/// Panels of blocks, and what they come to.
public struct BlockAssignment: Sendable {
  public let problem: PanelProblem
  public let law: BlockLaw
  public let blocks: [CandidateBlock]
  /// By block, the experts of its panel as indices of the problem, ascending.
  public let panels: [[Int]]
  /// Pairs of the problem that are marked, ascending.
  public let positions: [Int]
  /// Members who do not mark a candidate of their block, by candidate and expert.
  public let recused: [(candidate: Int, expert: Int)]
  /// Who marks a candidate of another block for comparison only, by candidate and expert.
  public let anchors: [(candidate: Int, expert: Int)]
  /// The candidates' sums, and seats with a soft conflict, as of any panels.
  public let assignment: PanelAssignment
  /// Whether it is proved that no panels lose fewer marks, and then that none have a larger total.
  public let isProved: Bool
  /// The fewest marks that must be lost, and the largest total that can then be had, as far as they are known.
  public let bounds: (lost: Int, total: Int64)

  init(_ network: BlockNetwork, _ solution: LimitedLevelsSolution, seed: String) {
    problem = network.problem
    law = network.law
    blocks = network.blocks
    panels = network.panels(solution.flow)
    var positions: [Int] = []
    var recused: [(candidate: Int, expert: Int)] = []
    for (block, panel) in zip(blocks, panels) {
      for candidate in block.candidates {
        for expert in panel {
          if let position = problem.position(candidate: candidate, expert: Int32(expert)),
            network.marksSoft || !problem.isSoft[position]
          {
            positions.append(position)
          } else {
            recused.append((candidate, expert))
          }
        }
      }
    }
    self.positions = positions.sorted()
    self.recused = recused.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    anchors =
      BlockAnchors(problem, blocks, panels: panels, positions: self.positions, each: law.anchors).seats
    assignment = PanelAssignment(problem: problem, positions: self.positions, objective: .total, seed: seed)
    let levels = solution.costs.indices.prefix(2)
    isProved = levels.allSatisfy { solution.costs[$0] == solution.bounds[$0] }
    bounds = (Int(solution.bounds[0]), -Int64(solution.bounds[1]))
  }

  /// What goes on record.
  public func record(stage: String, alternates: [PanelList.Seat] = []) -> AssignmentRecord {
    AssignmentRecord(
      panels: PanelList(stage: stage, seats: assignment.foundSeats, alternates: alternates), objective: law.text,
      seed: assignment.seed, total: assignment.total, worst: assignment.worst, prices: [],
      blocks: zip(blocks, panels).map { block, panel in
        AssignedBlock(
          group: block.group, ranking: block.ranking, fields: block.fields,
          candidates: block.candidates.map { problem.candidates[$0] }, experts: panel.map { problem.experts[$0] })
      }, bound: isProved ? nil : bounds.total,
      anchors: anchors.map {
        PanelList.Seat(candidate: problem.candidates[$0.candidate], expert: problem.experts[$0.expert])
      })
  }
}

/// Why panels of blocks cannot be filled.
public enum BlockShortfall: Sendable, Hashable {
  /// These blocks need more places than the experts who may judge in them can take: by block its number, from 0.
  case places(blocks: [Int], experts: [ExpertID], needed: Int, available: Int)
  /// These experts have a least load and no block left to sit in.
  case minimumLoads([ExpertID])
  /// A panel is too small for the experts that it must share with its neighbours.
  case bridges(block: Int, panel: Int, shared: Int)
  /// Panels can be filled, but not so that all these candidates keep enough marks and no other limit is broken.
  case limits([CandidateID])
  /// The search ended before it knew.
  case unknown
}

public enum BlockOutcome: Sendable {
  case assigned(BlockAssignment)
  case shortfall(BlockShortfall)
}

/// Finds panels for blocks: one panel a block, every member marks every candidate unless recused.
///
/// See `BlockNetwork` for what is best. Pairs with a soft conflict are recused like hard ones, unless the panels could
/// then not be filled. Complexity: blocks × experts arcs, each over the candidates of its block; the search is that of
/// a flow as long as no limit is broken that crosses others.
public func assignBlocks(
  _ problem: PanelProblem, blocks: [CandidateBlock], law: BlockLaw, keeping kept: [[ExpertID]]? = nil, seed: String
) throws(AssignmentFault) -> BlockOutcome {
  guard !problem.candidates.isEmpty else { throw .noCandidates }
  guard !problem.experts.isEmpty else { throw .noExperts }
  let faults = problem.faults
  guard faults.allSatisfy(\.isShortage) else { throw .contradictory(faults) }
  let place = Dictionary(uniqueKeysWithValues: problem.experts.enumerated().map { ($1, $0) })
  let members = kept.map { $0.map { $0.compactMap { place[$0] } } } ?? blocks.map { _ in [] }
  let strict = try solve(problem, blocks, law, members, marksSoft: false, seed)
  guard case .shortfall = strict, problem.isSoft.contains(true) else { return strict }
  let lenient = try solve(problem, blocks, law, members, marksSoft: true, seed)
  if case .assigned = lenient { return lenient }
  return strict
}

private func solve(
  _ problem: PanelProblem, _ blocks: [CandidateBlock], _ law: BlockLaw, _ kept: [[Int]], marksSoft: Bool,
  _ seed: String
) throws(AssignmentFault) -> BlockOutcome {
  let (network, outcome) = try BlockNetwork.solve(
    problem, blocks: blocks, law: law, keeping: kept, marksSoft: marksSoft, seed: seed)
  switch outcome {
  case .solved(let solution): return .assigned(BlockAssignment(network, solution, seed: seed))
  case .infeasible(let cut, _): return .shortfall(network.shortfall(cut))
  case .limitsInfeasible: return .shortfall(.limits(network.candidatesShortOfMarks))
  case .unknown: return .shortfall(.unknown)
  }
}

extension BlockNetwork {
  /// What a cut means.
  func shortfall(_ cut: Cut) -> BlockShortfall {
    if let block = blocks.indices.first(where: { network.supply(of: $0) < 0 }) {
      return .bridges(block: block, panel: panelSize[block], shared: panelSize[block] - network.supply(of: block))
    }
    let sink = blocks.count + links.count + problem.experts.count
    let told = cut.nodes.contains(sink) ? cut.turned(in: network) : cut
    let firstExpert = sink - problem.experts.count
    guard told.direction == .outward else {
      return .minimumLoads(
        told.nodes.filter { $0 >= firstExpert && $0 < sink && problem.minimumLoad[$0 - firstExpert] > 0 }
          .map { problem.experts[$0 - firstExpert] })
    }
    let senders = Set(told.nodes.filter { $0 < firstExpert })
    let within = senders.flatMap { sender in
      sender < blocks.count ? [sender] : [links[sender - blocks.count].first, links[sender - blocks.count].second]
    }
    let experts = Set(places.filter { place in place.blocks.contains { within.contains($0) } }.map(\.expert))
    return .places(
      blocks: within.sorted().uniqued, experts: experts.sorted().map { problem.experts[$0] }, needed: told.needed,
      available: told.available)
  }

  /// Candidates for whom fewer experts than the least marks are free, or else all that somebody is barred from.
  var candidatesShortOfMarks: [CandidateID] {
    let free = problem.candidates.indices.map { candidate in
      problem.row(candidate).count { marksSoft || !problem.isSoft[$0] }
    }
    let alone = free.indices.filter { free[$0] < law.leastMarks }
    let told = alone.isEmpty ? free.indices.filter { free[$0] < problem.experts.count } : alone
    return told.map { problem.candidates[$0] }
  }
}
