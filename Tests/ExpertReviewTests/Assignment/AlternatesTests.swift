import Testing

@testable import ExpertReview

private struct SmallPool {
  let candidates: [CandidateID]
  let experts: [Expert]
  let input: PanelInput

  init(seed: Int) {
    var lottery = Lottery(seed)
    let candidates = (1...lottery.count(1...3)).map { CandidateID("C\($0)") }
    let experts = (1...lottery.count(3...5)).map { number in
      Expert(
        id: ExpertID("E\(number)"), name: "专家\(number)", employer: lottery.element(["", "甲", "乙"]),
        maximumLoad: lottery.element([1, 2, nil]))
    }
    func pairs(_ chance: Int) -> Set<PanelInput.Pair> {
      var pairs: Set<PanelInput.Pair> = []
      for candidate in candidates {
        for expert in experts where lottery.count(0...9) < chance {
          pairs.insert(PanelInput.Pair(candidate, expert.id))
        }
      }
      return pairs
    }
    var affinities: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for row in candidates.indices {
      for column in experts.indices {
        affinities.append((Int32(row), Int32(column), Int32(lottery.count(0...5)) * 100_000))
      }
    }
    let barred = pairs(1)
    self.candidates = candidates
    self.experts = experts
    input = PanelInput(
      demands: candidates.map { ($0, lottery.count(1...2)) }, experts: experts, barred: barred,
      soft: pairs(2).subtracting(barred), atMostPerUnit: lottery.element([nil, 1, 2]),
      affinities: AffinityTable(
        absent: .forbid, candidates: candidates, experts: experts.map(\.id), pairs: affinities))
  }

  /// The problem that keeps seats.
  func keeping(_ seats: [PanelList.Seat]) -> PanelProblem {
    var input = input
    input.kept = seats.map { seat in (seat.candidate, experts.first { $0.id == seat.expert } ?? experts[0]) }
    return PanelProblem(input)
  }
}

/// Every set of alternates of a small problem, tried one after another.
private struct EveryChoice {
  /// Places that stay empty, the unevenness, the total negated: less is better, in this order.
  private(set) var best: [Int64]?

  init(_ count: Int, _ problem: PanelProblem) {
    var places = [Int](repeating: 0, count: problem.experts.count)
    func go(_ candidate: Int, _ filled: Int, _ total: Int64, _ best: inout [Int64]?) {
      guard candidate < problem.candidates.count else {
        let uneven = places.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
        let value = [Int64(count * problem.candidates.count - filled), Int64(uneven), -total]
        if best.map({ value.lexicographicallyPrecedes($0) }) ?? true { best = value }
        return
      }
      let row = Array(problem.row(candidate))
      for subset in 0..<(1 << row.count) where subset.nonzeroBitCount <= count {
        let taken = row.indices.filter { subset >> $0 & 1 == 1 }.map { row[$0] }
        let seats = taken.map {
          PanelList.Seat(
            candidate: problem.candidates[candidate], expert: problem.experts[Int(problem.expert[$0])])
        }
        guard alternateFaults(seats, atMost: count, in: problem).isEmpty else { continue }
        for position in taken { places[Int(problem.expert[position])] += 1 }
        go(
          candidate + 1, filled + taken.count, total + taken.reduce(0) { $0 + Int64(problem.millionths[$1]) }, &best)
        for position in taken { places[Int(problem.expert[position])] -= 1 }
      }
    }
    go(0, 0, 0, &best)
  }
}

@Suite struct `Alternates found` {
  private static func value(_ found: Alternates, _ problem: PanelProblem) -> [Int64] {
    let places = Dictionary(grouping: found.seats, by: \.expert).values.map(\.count)
    let total = found.seats.reduce(Int64(0)) { sum, seat in
      let row = problem.candidates.firstIndex(of: seat.candidate) ?? 0
      let column = Int32(problem.experts.firstIndex(of: seat.expert) ?? 0)
      return sum + Int64(problem.position(candidate: row, expert: column).map { problem.millionths[$0] } ?? 0)
    }
    return [
      Int64(found.wanted * problem.candidates.count - found.seats.count),
      Int64(places.reduce(0) { $0 + $1 * ($1 - 1) / 2 }), -total,
    ]
  }

  @Test(arguments: 0..<300)
  func `are as many as can be, then spread most evenly, then best; and each is free to sit`(seed: Int) throws {
    let sample = SmallPool(seed: seed)
    guard case .assigned(let panels) = try assignPanels(PanelProblem(sample.input), seed: "s") else { return }
    let problem = sample.keeping(panels.foundSeats)
    for count in 1...2 {
      let found = try findAlternates(count, in: problem, seed: "s")
      #expect(`Alternates found`.value(found, problem) == EveryChoice(count, problem).best)
      #expect(found.seats.allSatisfy { !panels.foundSeats.contains($0) })
      for candidate in problem.candidates {
        let own = found.seats.count { $0.candidate == candidate }
        #expect(found.shortages.first { $0.candidate == candidate }?.found == (own < count ? own : nil))
      }
    }
  }

  @Test func `are called by affinity, and equals by lot of the seed`() throws {
    func problem(_ values: [Int32]) -> PanelProblem {
      let experts = values.indices.map { Expert(id: ExpertID("E\($0)"), name: "") }
      return PanelProblem(
        PanelInput(
          demands: [("C1", 1)], experts: experts,
          affinities: AffinityTable(
            absent: .forbid, candidates: ["C1"], experts: experts.map(\.id),
            pairs: values.enumerated().map { (0, Int32($0), $1) })))
    }
    let ordered = try findAlternates(3, in: problem([5, 9, 7]), seed: "s")
    #expect(ordered.seats.map(\.expert) == ["E1", "E2", "E0"])
    let equal = problem([1, 1, 1, 1])
    let orders = try (0..<40).map { try findAlternates(4, in: equal, seed: "\($0)").seats.map(\.expert) }
    #expect(Set(orders.map(\.first)).count == 4)
    #expect(try findAlternates(4, in: equal, seed: "7").seats == findAlternates(4, in: equal, seed: "7").seats)
  }

  @Test func `break no limit unseen`() {
    let experts = [
      Expert(id: "E1", name: "", employer: "甲"), Expert(id: "E2", name: "", employer: "甲"),
      Expert(id: "E3", name: "", maximumLoad: 0), Expert(id: "E4", name: ""),
    ]
    let problem = PanelProblem(
      PanelInput(
        demands: [("C1", 1)], experts: experts, barred: [PanelInput.Pair("C1", "E4")], atMostPerUnit: 1,
        topics: ["C1": []]))
    func faults(_ experts: ExpertID..., atMost count: Int = 3) -> [AlternateFault] {
      alternateFaults(experts.map { PanelList.Seat(candidate: "C1", expert: $0) }, atMost: count, in: problem)
    }
    #expect(faults("E1").isEmpty)
    #expect(faults("E1", "E1") == [.twice("C1", "E1")])
    #expect(faults("E1", "E2") == [.aboveLimit("C1", "E2", CompositionLimit(.atMost, 1, of: .eachUnit))])
    #expect(faults("E3") == [.noRoomInLoad("C1", "E3")])
    #expect(faults("E4") == [.notAllowed("C1", "E4")])
    #expect(faults("E1", "E3", atMost: 1) == [.noRoomInLoad("C1", "E3"), .moreThanWanted("C1")])
  }

  @Test(arguments: 0..<300)
  func `panels that keep seats of the best ones come to the same total, proved`(seed: Int) throws {
    let sample = SmallPool(seed: seed)
    let whole = PanelProblem(sample.input)
    guard case .assigned(let best) = try assignPanels(whole, seed: "s"), best.softSeats == 0 else { return }
    var lottery = Lottery(seed + 1)
    let kept = best.foundSeats.filter { _ in lottery.flag() }
    guard !kept.isEmpty else { return }
    let problem = sample.keeping(kept)
    guard case .assigned(let rest) = try assignPanels(problem, seed: "s") else {
      Issue.record("the rest of panels that exist cannot be filled")
      return
    }
    func total(_ seats: [PanelList.Seat]) -> Int64 {
      seats.reduce(0) { sum, seat in
        sum + Int64(sample.input.affinities?.millionths(candidate: seat.candidate, expert: seat.expert) ?? 0)
      }
    }
    #expect(total(kept) + rest.total == best.total)
    let record = rest.record(stage: "s", keeping: kept)
    #expect(proves(record, for: problem))
    #expect(record.panels.seats.count == best.foundSeats.count && Set(kept).isSubset(of: record.panels.seats))
    // What is kept cannot be left out of the panels again.
    let torn = AssignmentRecord(
      panels: PanelList(stage: "s", seats: rest.foundSeats), objective: "total", seed: "s", total: record.total,
      worst: record.worst, prices: record.prices, kept: kept)
    #expect(!proves(torn, for: problem))
  }
}
