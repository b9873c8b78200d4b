import Testing

@testable import ExpertReview

/// Small problems that often cannot be filled, and what changes of them come to.
private struct Tight {
  let input: PanelInput

  init(_ seed: Int, withKinds: Bool = false) {
    var lottery = Lottery(seed)
    let candidates = (1...lottery.count(1...3)).map { CandidateID("C\($0)") }
    let experts = (1...lottery.count(1...4)).map { number in
      let most = lottery.element([1, 1, 2, 3])
      return Expert(
        id: ExpertID("E\(number)"), name: "", employer: lottery.element(["", "甲", "乙"]),
        kinds: withKinds && lottery.flag() ? ["技术"] : [],
        minimumLoad: lottery.count(0...4) == 0 ? lottery.count(1...most) : 0, maximumLoad: most)
    }
    var barred: Set<PanelInput.Pair> = []
    var soft: Set<PanelInput.Pair> = []
    for candidate in candidates {
      for expert in experts {
        switch lottery.count(0...5) {
        case 0, 1: barred.insert(PanelInput.Pair(candidate, expert.id))
        case 2: soft.insert(PanelInput.Pair(candidate, expert.id))
        default: break
        }
      }
    }
    input = PanelInput(
      demands: candidates.map { ($0, lottery.count(1...3)) }, experts: experts, barred: barred, soft: soft,
      atMostPerUnit: lottery.element([nil, 1]),
      limits: withKinds && lottery.flag() ? [CompositionLimit(.atLeast, 1, of: .kind("技术"))] : [])
  }

  var problem: PanelProblem { PanelProblem(input) }

  /// The problem after these changes. Soft pairs are let in that are named, and no others.
  func changed(by changes: [WayOut.Change]) -> PanelProblem {
    var input = input
    var usable: Set<PanelInput.Pair> = []
    var relaxed: [CompositionLimit.Scope: Int] = [:]
    func edit(_ id: ExpertID, least: Int = 0, most: Int = 0) {
      input.experts = input.experts.map { expert in
        guard expert.id == id else { return expert }
        return Expert(
          id: expert.id, name: "", employer: expert.employer, kinds: expert.kinds,
          minimumLoad: expert.minimumLoad - least,
          maximumLoad: expert.maximumLoad.map { $0 + most })
      }
    }
    for change in changes {
      switch change {
      case .lowerMinimumLoad(let id, let by): edit(id, least: by)
      case .raiseLoad(let id, let by): edit(id, most: by)
      case .useSoftPair(let candidate, let expert): usable.insert(PanelInput.Pair(candidate, expert))
      case .raiseCap: Issue.record("no cap was asked for")
      case .unpin(let candidate, let expert): input.pins.removeAll { $0 == PanelInput.Pair(candidate, expert) }
      case .relaxLimit(_, let limit, let by):
        // For all panels alike: less cannot be said to a problem.
        input.limits = input.limits.map { said in
          guard said == limit || said.scope == limit.scope && said.sense == limit.sense else { return said }
          let most = max(relaxed[said.scope, default: 0], by)
          relaxed[said.scope] = most
          return CompositionLimit(
            said.sense, limit.count(of: 0) + (said.sense == .atMost ? most : -most), of: said.scope)
        }
      case .lowerDemand(let id, let by):
        input.demands = input.demands.map { ($0.candidate, $0.candidate == id ? $0.demand - by : $0.demand) }
      case .addExperts(let count, let load, let seats):
        let kinds = seats.compactMap(\.limit).compactMap { limit in
          if case .kind(let kind) = limit.scope { kind } else { nil }
        }
        input.experts += (0..<count).map { Expert(id: ExpertID("N\($0)"), name: "", kinds: kinds, maximumLoad: load) }
      }
    }
    input.barred.formUnion(input.soft.subtracting(usable))
    input.soft = []
    return PanelProblem(input)
  }

  /// All sets of changes that count for less than this, new experts with the load that ways give them.
  func sets(below price: Int, load: Int) -> [[WayOut.Change]] {
    var steps: [(changes: [WayOut.Change], price: Int)] = []
    for expert in input.experts {
      steps += (1...3).map { ([.raiseLoad(expert.id, by: $0)], 3 * $0) }
      steps += (0..<expert.minimumLoad).map { ([.lowerMinimumLoad(expert.id, by: $0 + 1)], $0 + 1) }
    }
    steps += input.soft.map { ([.useSoftPair($0.candidate, $0.expert)], 2) }
    steps += (1...3).map { ([.addExperts($0, load: load, seats: [])], 10 * $0) }
    for (candidate, demand) in input.demands where demand > 1 {
      steps += (1..<demand).map { ([.lowerDemand(candidate, by: $0)], 15 * $0) }
    }
    var sets: [(changes: [WayOut.Change], price: Int)] = [([], 0)]
    for step in steps {
      sets += sets.compactMap { set in
        let sum = set.price + step.price
        return sum < price ? (set.changes + step.changes, sum) : nil
      }
    }
    return sets.map(\.changes)
  }
}

private func isFilled(_ problem: PanelProblem) throws -> Bool {
  guard
    problem.candidates.indices.contains(where: { problem.demand[$0] > 0 })
      || problem.minimumLoad.contains(where: { $0 > 0 })
  else { return true }
  return try problem.lacking() == 0
}

@Suite struct `Ways out of a shortfall` {
  private func shortfall(_ problem: PanelProblem) throws -> Shortfall? {
    if case .shortfall(let found) = try assignPanels(problem, seed: "s") { return found }
    return nil
  }

  @Test(arguments: 0..<400, [false, true])
  func `are each enough alone, and stand in the order of their prices`(seed: Int, withKinds: Bool) throws {
    let tight = Tight(seed, withKinds: withKinds)
    guard let shortfall = try shortfall(tight.problem) else { return }
    #expect(!shortfall.ways.isEmpty && shortfall.lacking > 0)
    #expect(shortfall.ways.map(\.price) == shortfall.ways.map(\.price).sorted())
    #expect(Set(shortfall.ways).count == shortfall.ways.count)
    for way in shortfall.ways {
      #expect(try isFilled(tight.changed(by: way.changes)), "\(way)")
      #expect(way.price == way.changes.reduce(0) { $0 + $1.count * $1.kind.price })
    }
  }

  @Test func `are the cheapest there are, by trying every cheaper set of changes`() throws {
    var tried = 0
    for seed in 0..<300 {
      let tight = Tight(seed)
      guard let shortfall = try shortfall(tight.problem), let cheapest = shortfall.ways.first, cheapest.price <= 12
      else {
        continue
      }
      let loads = tight.problem.maximumLoad.filter { $0 > 0 }.sorted()
      let load = loads.isEmpty ? tight.problem.candidates.count : loads[loads.count / 2]
      for changes in tight.sets(below: cheapest.price, load: load) {
        #expect(try !isFilled(tight.changed(by: changes)), "\(changes) is cheaper than \(cheapest)")
        tried += 1
      }
    }
    #expect(tried > 1000, "\(tried)")
  }

  @Test(arguments: 0..<400)
  func `the set that blocks is smallest: without any of its members the others can be served`(seed: Int) throws {
    let problem = Tight(seed).problem
    guard let shortfall = try shortfall(problem) else { return }
    #expect(shortfall.needed > shortfall.available)
    func alone(_ candidates: [CandidateID], _ experts: [ExpertID]?) -> PanelProblem {
      let asking = Set(candidates)
      var alone = problem.restricted(to: problem.candidates.indices.filter { asking.contains(problem.candidates[$0]) })
      let least = Set(experts ?? [])
      for expert in problem.experts.indices where !least.contains(problem.experts[expert]) {
        alone.minimumLoad[expert] = 0
      }
      return alone
    }
    switch shortfall.cause {
    case .seats, .limits:
      #expect(try alone(shortfall.candidates, nil).lacking() == shortfall.needed - shortfall.available)
      for left in shortfall.candidates {
        #expect(try isFilled(alone(shortfall.candidates.filter { $0 != left }, nil)))
      }
    case .minimumLoads:
      #expect(try alone(problem.candidates, shortfall.experts).lacking() == shortfall.needed - shortfall.available)
      for left in shortfall.experts {
        #expect(try isFilled(alone(problem.candidates, shortfall.experts.filter { $0 != left })))
      }
    case .cap, .minimumLoadsUnderCap: Issue.record("no cap was asked for")
    }
  }

  @Test func `name the loads, the unit and the pairs of one case`() throws {
    let pool = (1...3).map { Expert(id: ExpertID("E\($0)"), name: "", employer: "甲", maximumLoad: 1) }
    let problem = PanelProblem(
      PanelInput(demands: [("C1", 2), ("C2", 2)], experts: pool, soft: [PanelInput.Pair("C1", "E1")]))
    let found = try #require(try shortfall(problem))
    #expect(found.candidates == ["C1", "C2"] && found.needed == 4 && found.available == 3 && found.lacking == 1)
    #expect(found.reasons == [ShortfallReason(kind: .loads(["E1", "E2", "E3"]), lackingWithout: 0)])
    #expect(found.ways.map(\.price) == [3, 10, 15])
    #expect(found.ways.map(\.kinds) == [[.loads], [.experts], [.demand]])
    #expect(
      found.ways[1].changes == [.addExperts(1, load: 1, seats: [.init(candidate: "C1", count: 1)])]
        || found.ways[1].changes == [.addExperts(1, load: 1, seats: [.init(candidate: "C2", count: 1)])])
    let ofOneUnit = PanelInput(
      demands: [("C1", 2), ("C2", 2)], experts: pool, soft: [PanelInput.Pair("C1", "E1")], atMostPerUnit: 1)
    let unit = try #require(try shortfall(PanelProblem(ofOneUnit)))
    #expect(unit.candidates.count == 1 && unit.needed == 2 && unit.available == 1 && unit.lacking == 2)
    let oneOfAUnit = CompositionLimit(.atMost, 1, of: .eachUnit)
    #expect(unit.reasons == [ShortfallReason(kind: .composition(oneOfAUnit), lackingWithout: 0)])
    #expect(unit.ways.first?.kinds == [.experts] && unit.ways.map(\.kinds).contains([.demand]))
  }

  @Test func `count new experts by the load that those at hand have`() throws {
    let pool = (1...2).map { Expert(id: ExpertID("E\($0)"), name: "", maximumLoad: 2) }
    let problem = PanelProblem(PanelInput(demands: (1...6).map { (CandidateID("C\($0)"), 1) }, experts: pool))
    let way = try #require(try WayOut.cheapest(for: problem, [.experts]))
    guard case .addExperts(let count, let load, let seats) = way.changes.first else {
      Issue.record("experts are lacking")
      return
    }
    #expect(count == 1 && load == 2 && seats.reduce(0) { $0 + $1.count } == 2 && way.price == 10)
    // Extra loads are spread evenly.
    let loads = try #require(try WayOut.cheapest(for: problem, [.loads]))
    #expect(loads.changes == [.raiseLoad("E1", by: 1), .raiseLoad("E2", by: 1)])
  }
}
