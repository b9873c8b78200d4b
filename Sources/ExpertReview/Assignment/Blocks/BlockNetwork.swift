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
/// Blocks and pairs of neighbouring blocks send units: a pair as many as it must share, a block what is then left of its
/// panel. A unit goes to one expert, who takes a place in the block, or in both, and from there within the number of
/// places to the sink; the cost of an arc sums what the expert would lose and bring. Limits that cross – the least marks
/// of each candidate, experts of one unit, and with several places the load and nobody sitting twice on one panel – are
/// side limits, added where they are broken (`minimumCostFlow(_:then:limitsBrokenBy:)`). Experts of one unit among those
/// of a block alone pass through a node of that unit.
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
    panelSize = blocks.map { ($0.candidates.map { problem.demand[$0] }.max() ?? 0) + standingBy }
    links = CandidateBlock.links(between: blocks)
    placesOfBlock = blocks.map { _ in [] }
    placesOfExpert = problem.experts.map { _ in [] }
    let senders = blocks.count + links.count
    let sink = senders + problem.experts.count
    let units = problem.atMostPerUnit == nil ? 0 : 1 + Int(problem.unit.max() ?? -1)
    network = Network(nodeCount: sink + 1 + blocks.count * units)
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
      let nodes = try joinUnits(of: block, first: sink + 1 + block * units, count: units)
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

  /// Joins a block to its units with more experts than may sit; the node of each such unit.
  private mutating func joinUnits(of block: Int, first: Int, count: Int) throws(NetworkFault) -> [Int32: Int] {
    guard let most = problem.atMostPerUnit else { return [:] }
    var members = [Int](repeating: 0, count: count)
    for unit in problem.unit where unit >= 0 { members[Int(unit)] += 1 }
    var nodes: [Int32: Int] = [:]
    for unit in members.indices where members[unit] > most {
      let keptOfUnit = kept[block].count { problem.unit[$0] == Int32(unit) }
      try network.addArc(from: block, to: first + unit, capacity: max(0, most - keptOfUnit), cost: 0)
      for level in further.indices { further[level].append(0) }
      nodes[Int32(unit)] = first + unit
    }
    return nodes
  }

  /// The places that experts may have in these blocks together; `node` gives, for a unit, where its experts' arcs begin.
  private mutating func addPlaces(
    in joined: [Int], _ rows: [[Int]], from node: (Int32) -> Int
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
        from: node(problem.unit[expert]), to: blocks.count + links.count + expert, capacity: 1, cost: lost)
      further[0].append(-affinity)
      further[1].append(0)
      for block in joined { placesOfBlock[block].append(places.count) }
      placesOfExpert[expert].append(places.count)
      places.append(Place(blocks: joined, expert: expert, arc: arc, positions: positions, recused: recused))
    }
  }

  /// Ends, where limits cross badly, after a thousand million steps; on the machines of 2026 some seconds.
  func solve() throws(LimitedLevelsFault) -> LimitedLevelsOutcome {
    try minimumCostFlow(network, then: further, budget: WorkBudget(steps: 1_000_000_000)) { brokenLimits($0) }
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
    return blocks.indices.flatMap { marksLacking($0, panels[$0]) + unitsCrowded($0, panels[$0]) } + loadsBroken(flow)
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

  private func unitsCrowded(_ block: Int, _ panel: [Int]) -> [SideLimit] {
    guard let most = problem.atMostPerUnit else { return [] }
    let units = panel.map { problem.unit[$0] }.filter { $0 >= 0 }.sorted().uniqued
    return units.compactMap { unit in
      guard panel.count(where: { problem.unit[$0] == unit }) > most else { return nil }
      let keptOfUnit = kept[block].count { problem.unit[$0] == unit }
      return SideLimit(
        count: arcs(of: block) { problem.unit[$0] == unit }, .atMost, Int64(max(0, most - keptOfUnit)))
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
