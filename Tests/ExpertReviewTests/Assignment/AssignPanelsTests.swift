import Testing

@testable import ExpertReview

private func input(seed: Int) -> PanelInput {
  var lottery = Lottery(seed)
  let candidates = (1...lottery.count(1...4)).map { CandidateID("C\($0)") }
  let experts = (1...lottery.count(2...5)).map { number in
    Expert(
      id: ExpertID("E\(number)"), name: "专家\(number)", employer: lottery.element(["", "甲", "乙", "丙"]),
      minimumLoad: lottery.element([0, 0, 0, 1]), maximumLoad: lottery.element([1, 2, 3, nil]))
  }
  let pairs = DrawnPairs(candidates, experts, softTenths: 3, tenths: -3...10, leavesOut: true, using: &lottery)
  return PanelInput(
    demands: candidates.map { ($0, lottery.count(1...3)) }, experts: experts, barred: pairs.barred, soft: pairs.soft,
    atMostPerUnit: lottery.element([nil, 1, 2]),
    affinities: pairs.table(absent: lottery.element(AffinityTable.Absent.allCases)))
}

/// Candidates that all take `demand` experts, and experts who may take all, every pair at the same affinity.
private func plain(
  _ candidates: Int, demand: Int = 1, _ experts: [Expert], barred: [(String, String)] = [],
  soft: [(String, String)] = [],
  atMostPerUnit: Int? = nil
) -> PanelProblem {
  func pairs(_ pairs: [(String, String)]) -> Set<PanelInput.Pair> {
    Set(pairs.map { PanelInput.Pair(CandidateID($0.0), ExpertID($0.1)) })
  }
  return PanelProblem(
    PanelInput(
      demands: (1...candidates).map { (CandidateID("C\($0)"), demand) }, experts: experts, barred: pairs(barred),
      soft: pairs(soft), atMostPerUnit: atMostPerUnit))
}

private func expert(_ number: Int, _ load: ClosedRange<Int> = 0...9, at unit: String = "") -> Expert {
  Expert(
    id: ExpertID("E\(number)"), name: "", employer: unit, minimumLoad: load.lowerBound, maximumLoad: load.upperBound)
}

@Suite struct `Panels` {
  @Test(arguments: 0..<600)
  func `are the best there are by their objective, with the fewest soft seats`(seed: Int) throws {
    let every = EveryPanels(input(seed: seed))
    // A fair search takes longer than all others together.
    let fair: [AssignmentObjective] = seed < 100 ? [.fair(depth: 1), .fair(depth: 2)] : []
    for objective in [.total, .pairs, .balanced] + fair { try isBest(every, objective) }
  }

  private func isBest(_ every: EveryPanels, _ objective: AssignmentObjective) throws {
    let (problem, best) = (every.problem, BruteForce(every, objective).best)
    switch try assignPanels(problem, objective: objective, seed: "s") {
    case .assigned(let found):
      #expect(best == Worth(of: found.seats.map(\.position), in: problem, by: objective))
      #expect(proves(found.record(stage: "s"), for: problem))
    case .shortfall(let shortfall):
      #expect(best == nil)
      #expect(shortfall.needed > shortfall.available && !shortfall.ways.isEmpty)
      #expect(!shortfall.experts.isEmpty || !shortfall.candidates.isEmpty)
    }
  }

  @Test func `take a soft seat only where a panel would stay short, and as few as can be`() throws {
    func softSeats(_ problem: PanelProblem) throws -> Int? {
      if case .assigned(let found) = try assignPanels(problem, seed: "s") { return found.softSeats }
      return nil
    }
    let pool = [expert(1), expert(2), expert(3)]
    // A large affinity does not buy a soft seat.
    let table = AffinityTable(
      absent: .zero, candidates: ["C1"], experts: ["E1", "E2", "E3"], pairs: [(0, 0, 1_000_000), (0, 1, -1_000_000)])
    let tempting = PanelProblem(
      PanelInput(
        demands: [("C1", 2)], experts: pool, soft: [PanelInput.Pair("C1", "E1")], affinities: table))
    #expect(try softSeats(tempting) == 0)
    #expect(try softSeats(plain(1, demand: 3, pool, soft: [("C1", "E1")])) == 1)
    #expect(try softSeats(plain(2, demand: 2, pool, soft: [("C1", "E1"), ("C1", "E2"), ("C2", "E3")])) == 1)
    #expect(try softSeats(plain(1, demand: 4, pool, soft: [("C1", "E1")])) == nil)
  }

  @Test(arguments: 0..<30)
  func `follow from the seed alone, not from the order of files`(seed: Int) throws {
    let given = input(seed: seed)
    var turned = given
    turned.demands.reverse()
    turned.experts.reverse()
    func record(_ input: PanelInput, _ seed: String) throws -> AssignmentRecord? {
      if case .assigned(let found) = try assignPanels(PanelProblem(input), seed: seed) {
        return found.record(stage: "s")
      }
      return nil
    }
    #expect(try record(given, "a") == record(turned, "a"))
    #expect(try record(given, "b")?.total == record(given, "a")?.total)
  }

  @Test func `differ by seed where there is a choice`() throws {
    let problem = plain(6, demand: 2, (1...8).map { expert($0) })
    let drawn = try Set(
      (0..<20).compactMap { seed -> PanelList? in
        if case .assigned(let found) = try assignPanels(problem, seed: "\(seed)") {
          return found.record(stage: "s").panels
        }
        return nil
      })
    #expect(drawn.count > 10)
  }

  @Test(arguments: [AssignmentObjective.total, .fair(depth: 1), .fair(depth: 2), .pairs, .balanced])
  func `equally good all come up for some seed`(objective: AssignmentObjective) throws {
    let table = AffinityTable(
      absent: .zero, candidates: ["C1"], experts: ["E1"], pairs: [(0, 0, 500_000)])
    let input = PanelInput(
      demands: [("C1", 1), ("C2", 2), ("C3", 1)], experts: (1...4).map { expert($0, 0...2) }, affinities: table)
    let problem = PanelProblem(input)
    let optimal = BruteForce(input, objective).optimal
    let drawn = try Set(
      (0..<400).compactMap { seed -> [Int]? in
        guard case .assigned(let found) = try assignPanels(problem, objective: objective, seed: "\(seed)") else {
          return nil
        }
        return found.seats.map(\.position)
      })
    #expect(optimal.count >= 3 && drawn == optimal)
  }

  @Test(arguments: 0..<60, [AssignmentObjective.total, .fair(depth: 1), .fair(depth: 2), .pairs, .balanced])
  func `do not change where all affinities are multiplied by the same number`(
    seed: Int, objective: AssignmentObjective
  ) throws {
    let given = input(seed: seed)
    func seats(times factor: Int32) throws -> [PanelList.Seat]? {
      var scaled = given
      scaled.affinities = given.affinities.map { table in
        AffinityTable(
          absent: table.absent, candidates: table.candidates, experts: table.experts,
          pairs: (0..<table.count).map {
            (table.candidateIndex[$0], table.expertIndex[$0], table.millionths[$0] * factor)
          })
      }
      guard case .assigned(let found) = try assignPanels(PanelProblem(scaled), objective: objective, seed: "s") else {
        return nil
      }
      return found.foundSeats
    }
    #expect(try seats(times: 1) == seats(times: 7))
  }

  @Test func `of nobody are none`() {
    #expect(throws: AssignmentFault.noExperts) { try assignPanels(plain(1, []), seed: "") }
    #expect(throws: AssignmentFault.noCandidates) {
      try assignPanels(PanelProblem(PanelInput(demands: [], experts: [expert(1)])), seed: "")
    }
  }

  @Test func `cannot be asked for with a least load above the greatest`() {
    let contradictory = Expert(id: "E1", name: "", minimumLoad: 3, maximumLoad: 2)
    #expect(throws: AssignmentFault.contradictory([.loadsOutOfOrder("E1", least: 3, greatest: 2)])) {
      try assignPanels(plain(1, [contradictory]), seed: "")
    }
  }
}

@Suite struct `Panels on record` {
  private func solved(_ seed: Int) throws -> (AssignmentRecord, PanelProblem)? {
    let problem = PanelProblem(input(seed: seed))
    if case .assigned(let found) = try assignPanels(problem, seed: "s") { return (found.record(stage: "s"), problem) }
    return nil
  }

  private func changed(
    _ record: AssignmentRecord, seats: [PanelList.Seat]? = nil, total: Int64? = nil, worst: Int64? = nil,
    prices: [Int64]? = nil
  ) -> AssignmentRecord {
    AssignmentRecord(
      panels: PanelList(stage: "s", seats: seats ?? record.panels.seats), objective: record.objective,
      seed: record.seed, total: total ?? record.total, worst: worst ?? record.worst, prices: prices ?? record.prices)
  }

  @Test(arguments: 0..<60)
  func `are proved again; with a seat, a price or a total changed they are not`(seed: Int) throws {
    guard let (record, problem) = try solved(seed) else { return }
    #expect(proves(record, for: problem))
    let seats = record.panels.seats
    for place in seats.indices {
      var fewer = seats
      fewer.remove(at: place)
      #expect(!proves(changed(record, seats: fewer), for: problem))
      #expect(!proves(changed(record, seats: seats + [seats[place]]), for: problem))
      fewer.append(PanelList.Seat(candidate: seats[place].candidate, expert: "E99"))
      #expect(!proves(changed(record, seats: fewer), for: problem))
    }
    #expect(!proves(changed(record, total: record.total + 1), for: problem))
    #expect(!proves(changed(record, worst: record.worst - 1), for: problem))
  }

  @Test(arguments: 0..<60)
  func `whose prices are not theirs are proved by a search made anew`(seed: Int) throws {
    guard let (record, problem) = try solved(seed) else { return }
    for prices in [Array(record.prices.dropLast()), record.prices.map { _ in .max }, []] {
      let torn = changed(record, prices: prices)
      #expect(SeatsOnRecord(torn, for: problem)?.network(.total, torn) == nil)
      #expect(proves(torn, for: problem))
    }
  }

  @Test func `that are worse than the best are not proved by any of its prices`() throws {
    let table = AffinityTable(
      absent: .zero, candidates: ["C1"], experts: ["E1", "E2"], pairs: [(0, 0, 900_000), (0, 1, 100_000)])
    let problem = PanelProblem(PanelInput(demands: [("C1", 1)], experts: [expert(1), expert(2)], affinities: table))
    guard case .assigned(let best) = try assignPanels(problem, seed: "s") else {
      Issue.record("this can be filled")
      return
    }
    let record = best.record(stage: "s")
    #expect(record.panels.seats == [.init(candidate: "C1", expert: "E1")])
    let worse = changed(
      record, seats: [.init(candidate: "C1", expert: "E2")], total: 100_000, worst: 100_000)
    #expect(!proves(worse, for: problem))
  }

  @Test func `are not proved once a limit has changed`() throws {
    let pool = [expert(1, at: "甲"), expert(2, at: "甲"), expert(3, at: "乙")]
    guard case .assigned(let found) = try assignPanels(plain(2, demand: 3, pool), seed: "s") else {
      Issue.record("this can be filled")
      return
    }
    let record = found.record(stage: "s")
    #expect(proves(record, for: plain(2, demand: 3, pool)))
    #expect(!proves(record, for: plain(2, demand: 3, pool, barred: [("C1", "E1")])))
    #expect(!proves(record, for: plain(2, demand: 2, pool)))
    #expect(!proves(record, for: plain(2, demand: 3, [expert(1, 0...1, at: "甲"), pool[1], pool[2]])))
    #expect(!proves(record, for: plain(2, demand: 3, pool, atMostPerUnit: 1)))
  }
}

@Suite struct `A shortfall` {
  private func shortfall(_ problem: PanelProblem) throws -> Shortfall? {
    if case .shortfall(let found) = try assignPanels(problem, seed: "s") { return found }
    return nil
  }

  @Test func `of one candidate names it and those left to it`() throws {
    let pool = (1...4).map { expert($0) }
    let found = try shortfall(plain(3, demand: 3, pool, barred: [("C2", "E1"), ("C2", "E3")]))
    #expect(found?.cause == .seats && found?.candidates == ["C2"] && found?.experts == ["E2", "E4"])
    #expect(found?.needed == 3 && found?.available == 2)
    #expect(found?.ways.map(\.price) == [10, 15])
  }

  @Test func `of all loads names all candidates and experts`() throws {
    let found = try shortfall(plain(5, demand: 3, (1...5).map { expert($0, 0...2) }))
    // Four of them are too many already; five lack five seats.
    #expect(found?.cause == .seats && found?.needed == 12 && found?.available == 10 && found?.lacking == 5)
    #expect(found?.candidates == ["C1", "C2", "C3", "C4"])
    #expect(found?.experts == ["E1", "E2", "E3", "E4", "E5"])
    #expect(found?.ways.first?.changes == (1...5).map { .raiseLoad(ExpertID("E\($0)"), by: 1) })
  }

  @Test func `of competitors for the same few names these`() throws {
    // C1 and C2 are left only E1 with one seat; C3 has the others.
    let others = ["E2", "E3"].flatMap { expert in ["C1", "C2"].map { ($0, expert) } }
    let found = try shortfall(plain(3, [expert(1, 0...1), expert(2), expert(3)], barred: others))
    #expect(found?.candidates == ["C1", "C2"] && found?.experts == ["E1"])
    #expect(found?.needed == 2 && found?.available == 1)
    #expect(found?.ways.map(\.kinds) == [[.loads], [.experts]])
  }

  @Test func `of least loads above all seats names the experts`() throws {
    let found = try shortfall(plain(3, (1...4).map { expert($0, 1...3) }))
    #expect(found?.cause == .minimumLoads && found?.experts == ["E1", "E2", "E3", "E4"])
    #expect(found?.needed == 4 && found?.available == 3)
    #expect(found?.ways.map(\.price) == [1] && found?.ways.map(\.kinds) == [[.minimumLoads]])
  }

  @Test func `of one least load that conflicts leave no room for names that expert`() throws {
    let barred = [("C1", "E2"), ("C2", "E2")]
    let found = try shortfall(plain(3, [expert(1), expert(2, 2...3), expert(3)], barred: barred))
    #expect(found?.cause == .minimumLoads && found?.experts == ["E2"] && found?.candidates == ["C3"])
    #expect(found?.needed == 2 && found?.available == 1)
    #expect(found?.ways.map(\.changes) == [[.lowerMinimumLoad("E2", by: 1)]])
  }

  @Test func `by one unit's experts alone says so`() throws {
    let found = try shortfall(plain(1, demand: 2, [expert(1, at: "甲"), expert(2, at: "甲")], atMostPerUnit: 1))
    #expect(found?.cause == .seats && found?.candidates == ["C1"] && found?.needed == 2 && found?.available == 1)
  }
}
