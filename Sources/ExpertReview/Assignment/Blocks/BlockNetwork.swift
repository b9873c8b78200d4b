import Flow
import Statistics

/// The network whose flows are panels of blocks.
///
/// # Problem
///
/// Each block needs a panel. A member marks every candidate of the block but those that a conflict bars, and each
/// candidate must keep `leastMarks` marks. Neighbouring blocks share `bridges` members. Wanted, in this order: fewest
/// marks lost to conflicts, largest total of affinities over all marks, and then by lot.
///
/// # Method
///
/// Blocks and pairs of neighbouring blocks send units: a pair as many as it must share, a block what is then left of
/// its panel. A unit goes to one expert, who takes a place in the block, or in both, and from there within the number
/// of places to the sink; the cost of an arc sums what the expert would lose and bring. Limits that cross – the least
/// marks of each candidate, who sits together, and with several places the load and nobody sitting twice on one panel –
/// are side limits, added where they are broken (`minimumCostFlow(_:then:limitsBrokenBy:)`). Experts of one unit among
/// those of a block alone pass through a node of that unit.
struct BlockNetwork {
  /// A place that an expert may have: in a block, or in the two that a link joins.
  struct Place {
    let blocks: [Int]
    let expert: Int
    let arc: Int
    /// Pairs of the problem that would be marked.
    let positions: [Int]
    /// Candidates that the expert would not mark.
    let recused: [Int]
  }

  let problem: PanelProblem
  let blocks: [CandidateBlock]
  let law: BlockLaw
  let panelSize: [Int]
  /// Members who keep their places, by block.
  let kept: [[Int]]
  private(set) var network: Network
  private(set) var further: [[Int64]]
  private(set) var places: [Place] = []
  /// Whether pairs with a soft conflict are marked.
  let marksSoft: Bool
  /// Whether the places are of experts who stand by beside whole panels.
  private let standsBy: Bool

  let links: [BlockLink]
  /// By block, the numbers of its places; by expert as well.
  private var placesOfBlock: [[Int]]
  private var placesOfExpert: [[Int]]

  init(
    _ problem: PanelProblem, blocks: [CandidateBlock], law: BlockLaw, keeping kept: [[Int]], marksSoft: Bool,
    standingBy: Int = 0, seed: String
  ) throws(NetworkFault) {
    self.problem = problem
    self.blocks = blocks
    self.law = law
    self.kept = kept
    self.marksSoft = marksSoft
    standsBy = standingBy > 0
    panelSize = blocks.map { ($0.candidates.map { problem.demand[$0] }.max() ?? 0) + standingBy }
    links = CandidateBlock.links(between: blocks)
    placesOfBlock = blocks.map { _ in [] }
    placesOfExpert = problem.experts.map { _ in [] }
    let senders = blocks.count + links.count
    let sink = senders + problem.experts.count
    let classes = BlockNetwork.treeLimit(problem).map { problem.limits.all[$0].classCount } ?? 0
    network = Network(nodeCount: sink + 1 + blocks.count * classes)
    further = [[], []]

    let shared = links.map { max(0, law.bridges - Set(kept[$0.first]).intersection(kept[$0.second]).count) }
    var wanted = zip(panelSize, kept).map { max(0, $0 - $1.count) }
    for (link, count) in zip(links, shared) {
      wanted[link.first] -= count
      wanted[link.second] -= count
    }
    let blocked = BlockNetwork.rows(problem, marksSoft: marksSoft)
    var needed = 0
    for block in blocks.indices {
      // A panel too small for what it must share asks for what cannot be had, and the cut says so.
      try network.setSupply(wanted[block], of: block)
      needed += wanted[block]
      let nodes = try joinClasses(of: block, first: sink + 1 + block * classes)
      try addPlaces(in: [block], blocked) { nodes[$0] ?? block }
    }
    for (number, link) in links.enumerated() where shared[number] > 0 {
      try network.setSupply(shared[number], of: blocks.count + number)
      needed += shared[number]
      try addPlaces(in: [link.first, link.second], blocked) { _ in blocks.count + number }
    }
    try network.setSupply(-needed, of: sink)
    var taken = [Int](repeating: 0, count: problem.experts.count)
    for expert in kept.joined() { taken[expert] += 1 }
    for expert in problem.experts.indices {
      let room = max(0, law.places - taken[expert])
      try network.addArc(
        from: senders + expert, to: sink,
        lower: standingBy == 0 && problem.minimumLoad[expert] > 0 && taken[expert] == 0 ? min(1, room) : 0,
        capacity: room, cost: 0)
      for level in further.indices { further[level].append(0) }
    }
    var stream = RandomStream(seed: "panel blocks " + seed)
    let greatest = UInt64(min(1 << 36, network.largestCost))
    for place in places {
      further[1][place.arc] = Int64(stream.next().multipliedFullWidth(by: greatest).high)
    }
  }

  /// For each candidate, the position of each expert's pair, −1 where the expert may not mark it.
  private static func rows(_ problem: PanelProblem, marksSoft: Bool) -> [[Int]] {
    problem.candidates.indices.map { candidate in
      var row = [Int](repeating: -1, count: problem.experts.count)
      for position in problem.row(candidate) where marksSoft || !problem.isSoft[position] {
        row[Int(problem.expert[position])] = position
      }
      return row
    }
  }

  /// The limit whose classes stand in the network itself: the first of those on the most of each of several classes.
  private static func treeLimit(_ problem: PanelProblem) -> Int? {
    problem.limits.all.firstIndex { $0.said.sense == .atMost && $0.said.scope.isForEach }
  }

  /// Joins a block to the classes of that limit with more experts than may sit; for each of their experts the node.
  private mutating func joinClasses(of block: Int, first: Int) throws(NetworkFault) -> [Int: Int] {
    guard let number = BlockNetwork.treeLimit(problem) else { return [:] }
    let limit = problem.limits.all[number]
    let most = limit.said.count(of: panelSize[block])
    var members = [[Int]](repeating: [], count: limit.classCount)
    for (expert, own) in limit.classOf.enumerated() where own >= 0 { members[Int(own)].append(expert) }
    var nodes: [Int: Int] = [:]
    for own in members.indices where members[own].count > most {
      let held = kept[block].count { limit.classOf[$0] == Int32(own) }
      try network.addArc(from: block, to: first + own, capacity: max(0, most - held), cost: 0)
      for level in further.indices { further[level].append(0) }
      for expert in members[own] { nodes[expert] = first + own }
    }
    return nodes
  }

  /// The places that experts may have in these blocks together; `node` gives where an expert's arc begins.
  private mutating func addPlaces(
    in joined: [Int], _ rows: [[Int]], from node: (Int) -> Int
  ) throws(NetworkFault) {
    for expert in problem.experts.indices where !joined.contains(where: { kept[$0].contains(expert) }) {
      var positions: [Int] = []
      var recused: [Int] = []
      var marksInAll = true
      for block in joined {
        let before = positions.count
        for candidate in blocks[block].candidates {
          let position = rows[candidate][expert]
          if position >= 0 { positions.append(position) } else { recused.append(candidate) }
        }
        marksInAll = marksInAll && positions.count > before
      }
      let load = problem.minimumLoad[expert]...max(problem.minimumLoad[expert], problem.maximumLoad[expert])
      guard marksInAll, positions.count <= load.upperBound,
        law.places > 1 || positions.count >= load.lowerBound
      else { continue }
      let affinity = positions.reduce(Int64(0)) { $0 + Int64(problem.millionths[$1]) }
      let lost = Int64(recused.count) + Int64(marksSoft ? positions.count { problem.isSoft[$0] } : 0)
      let arc = try network.addArc(
        from: node(expert), to: blocks.count + links.count + expert, capacity: 1, cost: lost)
      further[0].append(-affinity)
      further[1].append(0)
      for block in joined { placesOfBlock[block].append(places.count) }
      placesOfExpert[expert].append(places.count)
      places.append(Place(blocks: joined, expert: expert, arc: arc, positions: positions, recused: recused))
    }
  }

  /// Makes the network and searches in it.
  static func solve(
    _ problem: PanelProblem, blocks: [CandidateBlock], law: BlockLaw, keeping kept: [[Int]], marksSoft: Bool,
    standingBy: Int = 0, seed: String
  ) throws(AssignmentFault) -> (BlockNetwork, LimitedLevelsOutcome) {
    let network: BlockNetwork
    do throws(NetworkFault) {
      network = try BlockNetwork(
        problem, blocks: blocks, law: law, keeping: kept, marksSoft: marksSoft, standingBy: standingBy, seed: seed)
    } catch { throw .tooLarge(error) }
    do throws(LimitedLevelsFault) { return (network, try network.solve()) } catch { throw AssignmentFault(error) }
  }

  /// Ends, where limits cross badly, after a thousand million steps; on the machines of 2026 some seconds.
  func solve(
    budget: WorkBudget = WorkBudget(steps: 1_000_000_000)
  ) throws(LimitedLevelsFault) -> LimitedLevelsOutcome {
    try minimumCostFlow(network, then: further, budget: budget) { brokenLimits($0) }
  }

  /// The experts of each block under a flow, with those kept, ascending.
  func panels(_ flow: [Int32]) -> [[Int]] {
    var panels = kept
    for place in places where flow[place.arc] == 1 { for block in place.blocks { panels[block].append(place.expert) } }
    return panels.map { $0.sorted() }
  }
}

// MARK: - Limits that cross

extension BlockNetwork {
  /// The side limits that a flow breaks.
  func brokenLimits(_ flow: [Int32]) -> [SideLimit] {
    let panels = panels(flow)
    return blocks.indices.flatMap {
      marksLacking($0, panels[$0]) + compositionBroken($0, panels[$0]) + pinsLeft($0, panels[$0])
    } + loadsBroken(flow)
  }

  /// Candidates of a block with too few members who may mark them: so many of the panel may not be of those barred.
  private func marksLacking(_ block: Int, _ panel: [Int]) -> [SideLimit] {
    blocks[block].candidates.compactMap { candidate in
      let most = panelSize[block] - law.leastMarks
      let barred = panel.count { cannotMark(candidate, $0) }
      guard barred > most else { return nil }
      let keptBarred = kept[block].count { cannotMark(candidate, $0) }
      return SideLimit(
        count: arcs(of: block) { cannotMark(candidate, $0) }, .atMost, Int64(most - keptBarred))
    }
  }

  private func cannotMark(_ candidate: Int, _ expert: Int) -> Bool {
    guard let position = problem.position(candidate: candidate, expert: Int32(expert)) else { return true }
    return problem.isSoft[position] && !marksSoft
  }

  /// Limits on who sits together that a panel breaks.
  private func compositionBroken(_ block: Int, _ panel: [Int]) -> [SideLimit] {
    problem.limits.all.flatMap { limit -> [SideLimit] in
      let count = limit.said.count(of: panelSize[block])
      let broken = (0..<Int32(limit.classCount)).filter { own in
        let held = panel.count { limit.classOf[$0] == own }
        return limit.said.sense == .atLeast ? !standsBy && held < count : held > count
      }
      return broken.map { own in
        let held = kept[block].count { limit.classOf[$0] == own }
        return SideLimit(
          count: arcs(of: block) { limit.classOf[$0] == own },
          limit.said.sense == .atLeast ? .atLeast : .atMost, Int64(max(0, count - held)))
      }
    }
  }

  /// Pairs that must sit together and do not.
  private func pinsLeft(_ block: Int, _ panel: [Int]) -> [SideLimit] {
    guard !standsBy else { return [] }
    return blocks[block].candidates.flatMap { candidate in
      problem.row(candidate).filter { problem.isPinned($0) && !panel.contains(Int(problem.expert[$0])) }.map { pin in
        SideLimit(count: arcs(of: block) { $0 == Int(problem.expert[pin]) }, .atLeast, 1)
      }
    }
  }

  /// With several places: nobody sits twice on one panel, and loads are kept.
  private func loadsBroken(_ flow: [Int32]) -> [SideLimit] {
    guard law.places > 1 else { return [] }
    var limits: [SideLimit] = []
    for expert in problem.experts.indices {
      let own = placesOfExpert[expert]
      let held = own.filter { flow[places[$0].arc] == 1 }
      for block in held.flatMap({ places[$0].blocks }).sorted().repeated {
        limits.append(
          SideLimit(count: own.filter { places[$0].blocks.contains(block) }.map { places[$0].arc }, .atMost, 1))
      }
      let terms = own.map { SideLimit.Term(arc: places[$0].arc, coefficient: Int64(places[$0].positions.count)) }
      let before = keptLoad(of: expert)
      let load = before + held.reduce(0) { $0 + places[$1].positions.count }
      if load > problem.maximumLoad[expert] {
        limits.append(SideLimit(terms, .atMost, Int64(max(0, problem.maximumLoad[expert] - before))))
      }
      if load < problem.minimumLoad[expert] {
        limits.append(SideLimit(terms, .atLeast, Int64(problem.minimumLoad[expert] - before)))
      }
    }
    return limits
  }

  private func keptLoad(of expert: Int) -> Int {
    blocks.indices.filter { kept[$0].contains(expert) }.reduce(0) { load, block in
      load + blocks[block].candidates.count { !cannotMark($0, expert) }
    }
  }

  private func arcs(of block: Int, where isMeant: (Int) -> Bool) -> [Int] {
    placesOfBlock[block].filter { isMeant(places[$0].expert) }.map { places[$0].arc }
  }
}

extension Array where Element: Equatable {
  /// Of a sorted array, each element that stands more than once, once.
  fileprivate var repeated: [Element] {
    var found: [Element] = []
    for (element, next) in zip(self, dropFirst()) where element == next && found.last != element {
      found.append(element)
    }
    return found
  }
}
