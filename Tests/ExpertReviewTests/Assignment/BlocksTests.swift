import Testing

@testable import ExpertReview
@testable import Flow

@Suite struct `Blocks formed` {
  private func candidates(_ fields: [String], group: String = "g") -> [BlockCandidate] {
    fields.map { BlockCandidate(group: group, ranking: "r", field: $0, fieldOrder: 0) }
  }

  /// Every way to cut a row into blocks.
  private func ways(_ count: Int, size: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return (1...min(size, count)).flatMap { first in ways(count - first, size: size).map { [first] + $0 } }
  }

  @Test(arguments: 0..<300) func `are the fewest, with the fewest fields in each, and even`(seed: Int) {
    var lottery = Lottery(seed)
    let fields = (0..<lottery.count(1...9)).map { _ in lottery.element(["a", "b", "c", "d"]) }.sorted()
    let size = lottery.count(1...5)
    func cost(_ lengths: [Int]) -> [Int] {
      var start = 0
      var kinds = 0
      for length in lengths {
        kinds += Set(fields[start..<start + length]).count
        start += length
      }
      return [lengths.count, kinds, lengths.reduce(0) { $0 + $1 * $1 }]
    }
    let best = ways(fields.count, size: size).map(cost).min { $0.lexicographicallyPrecedes($1) }
    let blocks = formBlocks(of: candidates(fields), size: size)
    #expect(cost(blocks.map(\.candidates.count)) == best)
    #expect(blocks.flatMap(\.candidates).sorted() == Array(fields.indices))
    #expect(blocks.allSatisfy { $0.candidates.count <= size })
  }

  @Test func `never mix groups`() {
    let mixed = candidates(["a", "a", "b"], group: "x") + candidates(["a", "a"], group: "y")
    let blocks = formBlocks(of: mixed, size: 4)
    #expect(blocks.map(\.candidates) == [[0, 1, 2], [3, 4]])
    #expect(blocks.map(\.fields) == [["a", "b"], ["a"]])
  }
}

/// Every way to fill the panels of a few blocks.
private struct EveryPanel {
  let problem: PanelProblem
  let blocks: [CandidateBlock]
  let law: BlockLaw
  let marksSoft: Bool
  private(set) var best: [Int64]?

  init(_ problem: PanelProblem, _ blocks: [CandidateBlock], _ law: BlockLaw, marksSoft: Bool) {
    self.problem = problem
    self.blocks = blocks
    self.law = law
    self.marksSoft = marksSoft
    fill(0, [])
  }

  private mutating func fill(_ block: Int, _ panels: [[Int]]) {
    guard block < blocks.count else {
      if let worth = worth(panels), best.map({ $0.lexicographicallyPrecedes(worth) }) ?? true { best = worth }
      return
    }
    let size = blocks[block].candidates.map { problem.demand[$0] }.max() ?? 0
    for set in 0..<(1 << problem.experts.count) where set.nonzeroBitCount == size {
      fill(block + 1, panels + [problem.experts.indices.filter { set >> $0 & 1 == 1 }])
    }
  }

  /// Minus the marks lost, and the total; nil where a limit is broken.
  private func worth(_ panels: [[Int]]) -> [Int64]? {
    var lost: Int64 = 0
    var total: Int64 = 0
    var load = [Int](repeating: 0, count: problem.experts.count)
    for (block, panel) in zip(blocks, panels) {
      for limit in problem.limits.all {
        let count = limit.said.count(of: panel.count)
        for own in 0..<Int32(limit.classCount) {
          let held = panel.count { limit.classOf[$0] == own }
          if limit.said.sense == .atLeast ? held < count : held > count { return nil }
        }
      }
      for expert in panel {
        let pairs = block.candidates.compactMap { problem.position(candidate: $0, expert: Int32(expert)) }
          .filter { marksSoft || !problem.isSoft[$0] }
        if pairs.isEmpty { return nil }
        load[expert] += pairs.count
        lost += Int64(block.candidates.count - pairs.count + (marksSoft ? pairs.count { problem.isSoft[$0] } : 0))
        total += pairs.reduce(0) { $0 + Int64(problem.millionths[$1]) }
      }
      for candidate in block.candidates {
        let marks = panel.count { expert in
          problem.position(candidate: candidate, expert: Int32(expert)).map { marksSoft || !problem.isSoft[$0] }
            ?? false
        }
        if marks < law.leastMarks { return nil }
      }
    }
    // Where none are shared, each expert has so many places.
    if law.bridges == 0 {
      for expert in problem.experts.indices {
        let own = panels.count { $0.contains(expert) }
        if own > law.places || load[expert] > problem.maximumLoad[expert] || load[expert] < problem.minimumLoad[expert]
        {
          return nil
        }
      }
      return [-lost, total]
    }
    // Else each has one place: in one block, or in two that share experts, of whom there must be so many.
    let links = CandidateBlock.links(between: blocks)
    var shared = links.map { _ in 0 }
    for expert in problem.experts.indices {
      let own = panels.indices.filter { panels[$0].contains(expert) }
      if own.count > 2 || load[expert] > problem.maximumLoad[expert] || load[expert] < problem.minimumLoad[expert] {
        return nil
      }
      if own.count == 2 {
        guard let link = links.firstIndex(where: { Set([$0.first, $0.second]) == Set(own) }) else { return nil }
        shared[link] += 1
      }
    }
    return shared.allSatisfy { $0 == law.bridges } ? [-lost, total] : nil
  }
}

@Suite struct `Panels of blocks` {
  private func problem(_ lottery: inout Lottery) -> PanelProblem {
    let candidates = (1...lottery.count(2...5)).map { CandidateID("C\($0)") }
    let experts = (1...lottery.count(3...6)).map { number in
      Expert(
        id: ExpertID("E\(number)"), name: "", employer: lottery.element(["", "", "甲", "乙"]),
        kinds: lottery.element([[], ["技术"], ["技术"], ["财务"]]), minimumLoad: lottery.element([0, 0, 0, 0, 1]),
        maximumLoad: lottery.element([2, 3, 4, nil]))
    }
    let pairs = DrawnPairs(candidates, experts, softTenths: 1, tenths: 0...4, using: &lottery)
    let size = lottery.count(1...3)
    return PanelProblem(
      PanelInput(
        demands: candidates.map { ($0, size) }, experts: experts, barred: pairs.barred, soft: pairs.soft,
        atMostPerUnit: lottery.element([nil, nil, 1]),
        limits: lottery.element([[], [], [CompositionLimit(.atLeast, 1, of: .kind("技术"))]]),
        affinities: pairs.table()))
  }

  @Test(arguments: 0..<300) func `are the best of all, and proved again from the record`(seed: Int) throws {
    var lottery = Lottery(seed)
    let problem = problem(&lottery)
    let fields = problem.candidates.map { _ in
      BlockCandidate(group: "g", ranking: "r", field: lottery.element(["a", "b"]), fieldOrder: 0)
    }
    let law = BlockLaw(
      size: lottery.count(1...3), bridges: lottery.element([0, 0, 1]), leastMarks: lottery.count(1...2))
    try isBest(problem, fields, law)
  }

  @Test(arguments: 0..<120) func `with several places for an expert are the best of all as well`(seed: Int) throws {
    var lottery = Lottery(seed)
    let problem = problem(&lottery)
    let fields = problem.candidates.map { _ in
      BlockCandidate(group: "g", ranking: "r", field: lottery.element(["a", "b"]), fieldOrder: 0)
    }
    try isBest(
      problem, fields,
      BlockLaw(size: lottery.count(1...2), places: lottery.count(2...3), leastMarks: lottery.count(1...2)))
  }

  /// Compares what is found with every way to fill the panels, and proves it again from the record.
  private func isBest(_ problem: PanelProblem, _ fields: [BlockCandidate], _ law: BlockLaw) throws {
    let blocks = formBlocks(of: fields, size: law.size)
    guard blocks.count <= 3 else { return }
    let strict = EveryPanel(problem, blocks, law, marksSoft: false).best
    let best = strict ?? EveryPanel(problem, blocks, law, marksSoft: true).best
    switch try assignBlocks(problem, blocks: blocks, law: law, seed: "s") {
    case .assigned(let found):
      let lost = found.recused.count + (strict == nil ? found.assignment.softSeats : 0)
      #expect(best == [-Int64(lost), found.assignment.total])
      #expect(found.isProved)
      let record = found.record(stage: "s")
      #expect(BlockLaw(record.objective) == law)
      #expect(proves(record, for: problem))
      let fewer = AssignmentRecord(
        panels: PanelList(stage: "s", seats: Array(record.panels.seats.dropLast())), objective: record.objective,
        seed: record.seed, total: record.total, worst: record.worst, prices: [], blocks: record.blocks)
      #expect(!proves(fewer, for: problem))
    case .shortfall(let shortfall):
      #expect(best == nil && shortfall != .unknown)
    }
  }

  @Test func `equally good all come up for some seed`() throws {
    let experts = (1...4).map { Expert(id: ExpertID("E\($0)"), name: "") }
    let problem = PanelProblem(PanelInput(demands: (1...4).map { (CandidateID("C\($0)"), 2) }, experts: experts))
    let blocks = formBlocks(
      of: (1...4).map { _ in BlockCandidate(group: "g", ranking: "r", field: "", fieldOrder: 0) }, size: 2)
    let seen = try Set(
      (0..<120).compactMap { seed -> [[Int]]? in
        guard
          case .assigned(let found) = try assignBlocks(problem, blocks: blocks, law: BlockLaw(size: 2), seed: "\(seed)")
        else { return nil }
        return found.panels
      })
    // Two of four on the first panel, the others on the second.
    #expect(seen.count == 6)
  }

  @Test func `that are not proved best say on record how much better others might be`() throws {
    var seen = 0
    for number in 0..<60 {
      var lottery = Lottery(number)
      let problem = problem(&lottery)
      let blocks = formBlocks(
        of: problem.candidates.map { _ in BlockCandidate(group: "g", ranking: "r", field: "", fieldOrder: 0) }, size: 2)
      let network = try BlockNetwork(
        problem, blocks: blocks, law: BlockLaw(size: 2), keeping: blocks.map { _ in [] }, marksSoft: false, seed: "s")
      guard case .solved(let solution) = try network.solve() else { continue }
      let proved = BlockAssignment(network, solution, seed: "s")
      #expect(proved.isProved && proved.record(stage: "s").bound == nil)
      // The same flow as a search leaves it that could not close the gap of seven.
      var bounds = solution.bounds
      bounds[1] -= 7
      let open = LimitedLevelsSolution(
        flow: solution.flow, costs: solution.costs, bounds: bounds, potentials: solution.potentials,
        work: solution.work)
      let found = BlockAssignment(network, open, seed: "s")
      #expect(!found.isProved && found.bounds.total == proved.assignment.total + 7)
      #expect(found.record(stage: "s").bound == found.bounds.total)
      seen += 1
    }
    #expect(seen > 20)
  }

  @Test(arguments: 0..<40) func `with several places for an expert keep loads and never seat one twice`(
    seed: Int
  ) throws {
    var lottery = Lottery(seed)
    let problem = problem(&lottery)
    let law = BlockLaw(size: 2, bridges: lottery.element([0, 1]), places: 2)
    let blocks = formBlocks(
      of: problem.candidates.map { _ in BlockCandidate(group: "g", ranking: "r", field: "", fieldOrder: 0) },
      size: law.size)
    guard case .assigned(let found) = try assignBlocks(problem, blocks: blocks, law: law, seed: "s") else { return }
    var load = [Int](repeating: 0, count: problem.experts.count)
    for position in found.positions { load[Int(problem.expert[position])] += 1 }
    for expert in problem.experts.indices {
      #expect((problem.minimumLoad[expert]...problem.maximumLoad[expert]).contains(load[expert]))
    }
    for (block, panel) in zip(blocks, found.panels) {
      #expect(Set(panel).count == panel.count)
      #expect(panel.count == block.candidates.map { problem.demand[$0] }.max())
    }
    for link in CandidateBlock.links(between: blocks) {
      #expect(Set(found.panels[link.first]).intersection(found.panels[link.second]).count >= law.bridges)
    }
  }

  @Test(arguments: 0..<60) func `are compared by candidates of each that the next one's panel may mark`(
    seed: Int
  ) throws {
    var lottery = Lottery(seed)
    let problem = problem(&lottery)
    let law = BlockLaw(size: lottery.count(1...2), places: 2, anchors: lottery.count(1...2))
    let blocks = formBlocks(
      of: problem.candidates.map { _ in BlockCandidate(group: "g", ranking: "r", field: "", fieldOrder: 0) },
      size: law.size)
    guard case .assigned(let found) = try assignBlocks(problem, blocks: blocks, law: law, seed: "s") else { return }
    let record = found.record(stage: "s")
    #expect(BlockLaw(record.objective) == law && proves(record, for: problem))
    var load = [Int](repeating: 0, count: problem.experts.count)
    for position in found.positions { load[Int(problem.expert[position])] += 1 }
    for seat in found.anchors { load[seat.expert] += 1 }
    #expect(zip(load, problem.maximumLoad).allSatisfy { $0 <= $1 })
    for (number, block) in blocks.enumerated() {
      let next = Set(found.panels[(number + 1) % blocks.count]).subtracting(found.panels[number])
      let own = found.anchors.filter { block.candidates.contains($0.candidate) }
      #expect(Set(own.map(\.candidate)).count <= law.anchors)
      for seat in own {
        let position = problem.position(candidate: seat.candidate, expert: Int32(seat.expert))
        #expect(next.contains(seat.expert) && position.map { !problem.isSoft[$0] } == true)
      }
      // Whoever is left out of an anchor's guests is barred from it or at the greatest load.
      for candidate in Set(own.map(\.candidate)) {
        for expert in next where !own.contains(where: { $0 == (candidate, expert) }) {
          let position = problem.position(candidate: candidate, expert: Int32(expert))
          #expect(position.map { problem.isSoft[$0] } ?? true || load[expert] == problem.maximumLoad[expert])
        }
      }
    }
    guard let last = record.anchors.last else { return }
    let fewer = AssignmentRecord(
      panels: record.panels, objective: record.objective, seed: record.seed, total: record.total, worst: record.worst,
      prices: [], blocks: record.blocks, anchors: record.anchors.filter { $0 != last })
    #expect(!proves(fewer, for: problem))
  }

  @Test func `too large for their neighbours' bridges are said to be`() throws {
    let experts = (1...6).map { Expert(id: ExpertID("E\($0)"), name: "") }
    let problem = PanelProblem(PanelInput(demands: (1...4).map { (CandidateID("C\($0)"), 1) }, experts: experts))
    let blocks = formBlocks(
      of: (1...4).map { _ in BlockCandidate(group: "g", ranking: "r", field: "", fieldOrder: 0) }, size: 1)
    guard
      case .shortfall(let found) = try assignBlocks(
        problem, blocks: blocks, law: BlockLaw(size: 1, bridges: 1), seed: "s")
    else {
      Issue.record("a panel of one cannot share two")
      return
    }
    #expect(found == .bridges(block: 0, panel: 1, shared: 2))
  }
}
