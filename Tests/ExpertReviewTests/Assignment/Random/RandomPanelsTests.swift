import Flow
import Testing

@testable import ExpertReview

private func input(seed: Int) -> PanelInput {
  var lottery = Lottery(seed)
  let candidates = (1...lottery.count(1...3)).map { CandidateID("C\($0)") }
  let experts = (1...lottery.count(2...4)).map { number in
    Expert(
      id: ExpertID("E\(number)"), name: "", employer: lottery.element(["", "甲", "乙"]),
      minimumLoad: lottery.element([0, 0, 0, 1]), maximumLoad: lottery.element([2, 3, nil]))
  }
  var barred: Set<PanelInput.Pair> = []
  var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
  for (row, candidate) in candidates.enumerated() {
    for (column, expert) in experts.enumerated() {
      if lottery.count(0...9) == 0 { barred.insert(PanelInput.Pair(candidate, expert.id)) }
      pairs.append((Int32(row), Int32(column), Int32(lottery.count(-2...9)) * 100_000))
    }
  }
  return PanelInput(
    demands: candidates.map { ($0, lottery.count(1...2)) }, experts: experts, barred: barred,
    atMostPerUnit: lottery.element([nil, nil, 1, 2]),
    affinities: AffinityTable(
      absent: .forbid, candidates: candidates, experts: experts.map(\.id), pairs: pairs))
}

private func expert(_ number: Int, _ load: ClosedRange<Int> = 0...9) -> Expert {
  Expert(
    id: ExpertID("E\(number)"), name: "", employer: "", minimumLoad: load.lowerBound, maximumLoad: load.upperBound)
}

private func law(_ text: String) throws -> RandomLaw { try #require(RandomLaw(Substring(text))) }

private func drawn(_ problem: PanelProblem, _ law: RandomLaw, seed: String = "s") throws -> PanelAssignment? {
  if case .assigned(let found) = try assignPanels(problem, objective: .random(law), seed: seed) { return found }
  return nil
}

@Suite struct `Panels drawn at random` {
  @Test(arguments: 0..<150, [(1, 2), (2, 3), (1, 3), (1, 1)])
  func `have the largest expected total that their cap allows`(seed: Int, cap: (parts: Int, unit: Int)) throws {
    let oracle = RandomOracle(input(seed: seed))
    // So many panels that their sums take seconds are left to small problems' like.
    guard oracle.all.count <= 60 else { return }
    let problem = oracle.problem
    let law = try law("cap=\(cap.parts)/\(cap.unit)")
    let best = oracle.best(unit: cap.unit, cap: cap.parts) { Int(problem.millionths[$0]) * $1 }
    let found = try drawn(problem, law)
    #expect(found?.chances?.expectedTotal == best.map { Fraction(Int128($0), Int128(cap.unit)) })
    guard let found, let chances = found.chances else { return }
    #expect(chances.unit == cap.unit && chances.parts.allSatisfy { $0 >= 0 && Int($0) <= cap.parts })
    for candidate in problem.candidates.indices {
      let sum = problem.row(candidate).reduce(0) { $0 + Int(chances.parts[$1]) }
      #expect(sum == problem.demand[candidate] * cap.unit)
    }
    let seats = found.seats.map(\.position)
    #expect(oracle.all.contains(seats) && seats.allSatisfy { chances.parts[$0] > 0 })
    #expect(chances.largestTotal == oracle.best(unit: 1, cap: 1) { Int(problem.millionths[$0]) * $1 }.map(Int64.init))
    #expect(proves(found.record(stage: "s"), for: problem))
  }

  @Test(arguments: 0..<80) func `are spread as the perturbation asks`(seed: Int) throws {
    let oracle = RandomOracle(input(seed: seed))
    guard oracle.all.count <= 60 else { return }
    let problem = oracle.problem
    // β = 1/2 in three pieces: parts count 15/18, 9/18, 3/18 of the affinity, in eighteenths 15, 24, 27.
    let law = try law("cap=1 perturbation=1/2 pieces=3")
    func worth(_ position: Int, _ parts: Int) -> Int {
      let affinity = Int(problem.millionths[position])
      return affinity * 6 * parts - abs(affinity) * [0, 1, 4, 9][parts]
    }
    let best = oracle.best(unit: 3, cap: 3, worth)
    let found = try drawn(problem, law)?.chances
    #expect(found.map { chances in chances.parts.indices.reduce(0) { $0 + worth($1, Int(chances.parts[$1])) } } == best)
  }

  /// The network of a problem with so many candidates and experts, who each take two, and its chances.
  private func solved(
    _ demands: [Int], experts: Int, _ text: String
  ) throws -> (network: ChanceNetwork, flow: [Int32]) {
    var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for row in demands.indices {
      for column in 0..<experts {
        let tenths = (row * 5 + column * 3) % 7
        pairs.append((Int32(row), Int32(column), Int32(tenths) * 100_000))
      }
    }
    let ids = demands.indices.map { CandidateID("C\($0)") }
    let pool = (0..<experts).map { expert($0, 0...2) }
    let problem = PanelProblem(
      PanelInput(
        demands: zip(ids, demands).map { ($0, $1) }, experts: pool,
        affinities: AffinityTable(absent: .forbid, candidates: ids, experts: pool.map(\.id), pairs: pairs)))
    let network = try ChanceNetwork(problem, law(text), soft: .leftOut, seed: "s")
    guard case .optimal(let solution) = try network.solve() else { throw RandomOracle.Unfilled() }
    return (network, solution.flow)
  }

  @Test func `come up as often as the law of the sampler says, way by way`() throws {
    let (network, flow) = try solved([1, 1], experts: 3, "cap=1/2")
    let law = DrawLaw(network, flow)
    #expect(law.chances.count > 1 && abs(law.chances.values.reduce(0, +) - 1) < 1e-9)
    var counts: [[Int]: Int] = [:]
    for draw in 0..<5_000 { counts[network.drawPairs(flow, seed: "\(draw)"), default: 0] += 1 }
    #expect(Set(counts.keys).isSubset(of: law.chances.keys), "panels came up that the law has not")
    let test = ChiSquare(counts, law.chances)
    #expect(test.isBelowCritical, "\(test)")
    // The law's own marginals are the chances that are published; sums of some thousand ways differ by less.
    for (position, parts) in network.partsOfPairs(flow).enumerated() {
      let marginal = law.chances.filter { $0.key.contains(position) }.values.reduce(0, +)
      #expect(abs(marginal - Double(parts) / Double(network.parted.unit)) < 1e-9)
    }
  }

  @Test(arguments: [([1, 2, 1], 4, "cap=3/5"), ([1, 1, 1], 3, "cap=3/4"), ([2, 1, 1, 2], 5, "cap=2/3")])
  func `seat each pair as often as its chance says`(demands: [Int], experts: Int, text: String) throws {
    let (network, flow) = try solved(demands, experts: experts, text)
    let parts = network.partsOfPairs(flow).map { Double($0) / Double(network.parted.unit) }
    let draws = 3_000
    var counts = [Int](repeating: 0, count: parts.count)
    for draw in 0..<draws { for position in network.drawPairs(flow, seed: "\(draw)") { counts[position] += 1 } }
    // A candidate with one seat has one of its pairs in each draw; each pair by itself sits or does not.
    for (row, demand) in demands.enumerated() where demand == 1 {
      let own = row * experts..<(row + 1) * experts
      let likely = own.filter { parts[$0] > 0 }
      #expect(own.allSatisfy { parts[$0] > 0 || counts[$0] == 0 })
      guard likely.count > 1 else { continue }
      let test = ChiSquare(
        Dictionary(uniqueKeysWithValues: likely.map { ($0, counts[$0]) }),
        Dictionary(uniqueKeysWithValues: likely.map { ($0, parts[$0]) }))
      #expect(test.isBelowCritical, "\(row): \(test)")
    }
    for (position, part) in parts.enumerated() where part > 0 && part < 1 {
      let test = ChiSquare(
        [true: counts[position], false: draws - counts[position]], [true: part, false: 1 - part])
      #expect(test.isBelowCritical, "\(position): \(test)")
    }
  }

  @Test func `equally good all come up for some seed`() throws {
    let oracle = RandomOracle(
      PanelInput(demands: [("C1", 1), ("C2", 2), ("C3", 1)], experts: (1...4).map { expert($0, 0...2) }))
    let (problem, all) = (oracle.problem, Set(oracle.all))
    let seen = try Set((0..<1_200).compactMap { try drawn(problem, .house, seed: "\($0)")?.seats.map(\.position) })
    #expect(all.count > 50 && seen == all)
  }

  @Test(arguments: 0..<40)
  func `follow from the seed alone, not from the order of files or the scale of affinities`(seed: Int) throws {
    let given = input(seed: seed)
    var turned = given
    turned.demands.reverse()
    turned.experts.reverse()
    turned.affinities = given.affinities.map { table in
      AffinityTable(
        absent: table.absent, candidates: table.candidates, experts: table.experts,
        pairs: (0..<table.count).map {
          (table.candidateIndex[$0], table.expertIndex[$0], table.millionths[$0] * 7)
        })
    }
    for law in [RandomLaw.house, try law("cap=3/4 perturbation=1/8"), try law("cap=4/5 keeping=19/20")] {
      let first = try drawn(PanelProblem(given), law)
      let second = try drawn(PanelProblem(turned), law)
      #expect(first?.foundSeats == second?.foundSeats && first?.chances?.rows == second?.chances?.rows)
      #expect(first?.objective == second?.objective)
    }
  }

  @Test(arguments: 0..<40) func `give up no more than they may, and could not be spread further`(seed: Int) throws {
    let problem = PanelProblem(input(seed: seed))
    let asked = try law("cap=4/5 keeping=19/20")
    guard let found = try drawn(problem, asked)?.chances, let capped = try drawn(problem, .house)?.chances else {
      return
    }
    let largest = capped.expectedTotal
    let least = largest - Fraction(1, 20) * (largest < .zero ? .zero - largest : largest)
    #expect(found.expectedTotal >= least)
    var strength = Fraction.zero
    if case .strength(let value) = found.law.perturbation { strength = value }
    guard strength < Fraction(1) else { return }
    let further = asked.with(strength: strength + RandomLaw.strengthStep)
    let spread = try #require(try drawn(problem, further)?.chances)
    #expect(spread.expectedTotal < least)
  }

  @Test func `use a soft pair only as far as they must`() throws {
    let soft = PanelInput.Pair("C1", "E2")
    let problem = PanelProblem(
      PanelInput(demands: [("C1", 1)], experts: [expert(1), expert(2)], soft: [soft]))
    let found = try #require(try drawn(problem, .house)?.chances)
    #expect(found.rows.map(\.chance) == [Fraction(4, 5), Fraction(1, 5)])
  }
}

@Suite struct `Panels drawn at random, on record` {
  @Test(arguments: 0..<30) func `are proved by drawing them again, and nothing else is`(seed: Int) throws {
    let problem = PanelProblem(input(seed: seed))
    guard let found = try drawn(problem, law("cap=3/4 keeping=9/10")) else { return }
    let record = found.record(stage: "s")
    func changed(seats: [PanelList.Seat]? = nil, objective: String? = nil) -> AssignmentRecord {
      AssignmentRecord(
        panels: PanelList(stage: "s", seats: seats ?? record.panels.seats), objective: objective ?? record.objective,
        seed: record.seed, total: record.total, worst: record.worst, prices: record.prices)
    }
    #expect(AssignmentObjective(record.objective) == found.objective)
    #expect(proves(record, for: problem) && proves(changed(), for: problem))
    for place in record.panels.seats.indices {
      var fewer = record.panels.seats
      fewer.remove(at: place)
      #expect(!proves(changed(seats: fewer), for: problem))
    }
    #expect(!proves(changed(objective: "random cap=9/8"), for: problem))
    #expect(!proves(changed(objective: "random cap=3/4 keeping=9/10 pieces=10"), for: problem))
  }

  @Test func `that another seed would draw are not proved, though they are as good`() throws {
    let problem = PanelProblem(PanelInput(demands: [("C1", 1), ("C2", 1)], experts: (1...6).map { expert($0) }))
    let first = try #require(try drawn(problem, .house, seed: "a")).record(stage: "s")
    let others = try (0..<40).compactMap { try drawn(problem, .house, seed: "\($0)")?.record(stage: "s") }
    let other = try #require(others.first { $0.panels != first.panels })
    let claimed = AssignmentRecord(
      panels: other.panels, objective: first.objective, seed: first.seed, total: other.total, worst: other.worst,
      prices: [])
    #expect(proves(first, for: problem) && proves(other, for: problem) && !proves(claimed, for: problem))
  }
}

@Suite struct `A cap that is too low` {
  private func shortfall(_ problem: PanelProblem, cap: String) throws -> Shortfall? {
    if case .shortfall(let found) = try assignPanels(problem, objective: .random(law("cap=" + cap)), seed: "s") {
      return found
    }
    return nil
  }

  @Test func `names the candidate with too few experts, and the least cap that would do`() throws {
    let barred: Set = [PanelInput.Pair("C2", "E1"), PanelInput.Pair("C2", "E3")]
    let problem = PanelProblem(
      PanelInput(demands: [("C1", 2), ("C2", 2)], experts: (1...4).map { expert($0) }, barred: barred))
    let found = try shortfall(problem, cap: "4/5")
    #expect(found?.cause == .cap(Fraction(4, 5)) && found?.candidates == ["C2"] && found?.experts == ["E2", "E4"])
    #expect(found?.needed == 2 && found?.available == 1)
    #expect(found?.ways.map(\.changes) == [[.raiseCap(to: Fraction(1))]])
  }

  @Test func `names experts who could not be given their least loads`() throws {
    let problem = PanelProblem(
      PanelInput(demands: [("C1", 1), ("C2", 1)], experts: [expert(1, 2...2), expert(2), expert(3)]))
    let found = try shortfall(problem, cap: "1/2")
    #expect(found?.cause == .minimumLoadsUnderCap(Fraction(1, 2)) && found?.experts == ["E1"])
    #expect(found?.ways.map(\.changes) == [[.raiseCap(to: Fraction(1))]])
  }

  @Test func `is not blamed for what could not be filled without it`() throws {
    let problem = PanelProblem(PanelInput(demands: [("C1", 3)], experts: [expert(1), expert(2)]))
    let found = try shortfall(problem, cap: "4/5")
    #expect(found?.cause == .seats && found?.needed == 3 && found?.available == 2)
  }

  @Test(arguments: 0..<300) func `is raised to the least at which there are panels, and no further`(seed: Int) throws {
    let oracle = RandomOracle(input(seed: seed))
    let problem = oracle.problem
    guard let found = try shortfall(problem, cap: "1/7") else { return }
    let raised = found.ways.flatMap(\.changes).compactMap { change in
      if case .raiseCap(let cap) = change { return cap }
      return nil
    }
    guard let enough = raised.first else {
      #expect(oracle.all.isEmpty)
      return
    }
    #expect(try shortfall(problem, cap: "\(enough)") == nil)
    #expect(try shortfall(problem, cap: "\(enough - Fraction(1, 1_000))") != nil)
    #expect(found.needed > found.available)
  }
}

@Suite struct `Panels drawn at random within limits on who sits together` {
  @Test(arguments: 0..<600) func `keep limits that are trees and all that is pinned, and refuse others`(seed: Int)
    throws
  {
    let oracle = RandomOracle(composed(seed: seed))
    let problem = oracle.problem
    guard problem.faults.allSatisfy(\.isShortage), oracle.all.count <= 120 else { return }
    guard problem.groups.crossing.isEmpty else {
      #expect { try drawn(problem, .house) } throws: { error in
        guard case AssignmentFault.crossing(let limits) = error else { return false }
        return limits.count == 2 && limits[0].candidate == limits[1].candidate && limits[0] != limits[1]
      }
      return
    }
    let best = oracle.best(unit: 2, cap: 1) { Int(problem.millionths[$0]) * $1 }
    let found = try drawn(problem, law("cap=1/2"))
    // Without panels of pairs free of conflict, soft ones are let in, which the oracle does not do.
    guard let best else { return }
    #expect(found?.chances?.expectedTotal == Fraction(Int128(best), 2))
    guard let found, let chances = found.chances else { return }
    #expect(oracle.all.contains(found.seats.map(\.position)))
    for position in chances.parts.indices {
      #expect(problem.isPinned(position) ? chances.parts[position] == 2 : chances.parts[position] <= 1)
    }
    #expect(proves(found.record(stage: "s"), for: problem))
  }

  @Test func `name the two limits that cross, and the panel`() throws {
    let experts = (1...8).map { number in
      Expert(
        id: ExpertID("E\(number)"), name: "", employer: ["甲", "乙", "丙"][number % 3],
        kinds: [number % 2 == 0 ? "a" : "b"])
    }
    let limits: [CompositionLimit] = [.init(.atMost, 2, of: .kind("a")), .init(.atMost, 1, of: .eachUnit)]
    let problem = PanelProblem(PanelInput(demands: [("C1", 3)], experts: experts, limits: limits))
    #expect { try drawn(problem, .house) } throws: { error in
      guard case AssignmentFault.crossing(let found) = error else { return false }
      return found.map(\.limit) == limits.map { .composition($0) } && found.map(\.candidate) == ["C1", "C1"]
    }
  }
}

@Suite struct `The law of a draw` {
  @Test(arguments: [
    "cap=4/5", "cap=1", "cap=1/1000", "cap=4/5 perturbation=121/1024 pieces=10", "cap=1/2 keeping=99/100 pieces=7",
  ])
  func `reads back from its text`(text: String) throws {
    #expect(try law(text).text == text)
    #expect(AssignmentObjective("random " + text)?.text == "random " + text)
  }

  @Test func `may leave out what the house sets`() throws {
    #expect(AssignmentObjective("random") == .random(.house))
    #expect(try law("cap=0.8") == .house)
    #expect(try law("keeping=0.95").text == "cap=4/5 keeping=19/20 pieces=10")
  }

  @Test(arguments: [
    "cap=0", "cap=6/5", "cap=1/1001", "cap=-1/2", "cap=a", "cap=", "cap", "cap=1/0", "cap=4/5 cap=4/5", "other=1",
    "cap=4/5 perturbation=0", "perturbation=1/2 keeping=1/2", "perturbation=1/2 pieces=0",
    "perturbation=1/2 pieces=101",
    "perturbation=3/2", "perturbation=1/1000001", "pieces=٣", "cap=.5", "cap=5.", "cap=1/2/3", "cap=1e-1",
  ])
  func `is none in other words`(text: String) { #expect(RandomLaw(Substring(text)) == nil) }
}
