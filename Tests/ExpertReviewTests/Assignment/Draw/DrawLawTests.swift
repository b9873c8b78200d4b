import Testing

@testable import ExpertReview

/// The draw; nil where the panels cannot be filled, or the lists contradict themselves.
private func drawn(_ problem: PanelProblem, alternates: Int = 0, seed: String) throws -> Draw? {
  do throws(AssignmentFault) {
    guard case .drawn(let draw) = try drawPanels(problem, alternates: alternates, sampler: RivestSampler(seed)) else {
      return nil
    }
    return draw
  } catch {
    guard case .contradictory = error else { throw error }
    return nil
  }
}

@Suite struct DrawLawTests {
  @Test func `every line lists exactly those whom trying everything finds possible`() throws {
    var seats = 0, passedOver = 0, withSoft = 0, impossible = 0
    for seed in 0..<1_300 {
      let problem = PanelProblem(smallDrawInput(seed: seed))
      // What contradicts itself is refused before anything is drawn.
      guard problem.faults.allSatisfy(\.isShortage) else {
        #expect(throws: AssignmentFault.contradictory(problem.faults)) {
          try drawPanels(problem, alternates: 0, sampler: RivestSampler(""))
        }
        continue
      }
      if let crossing = problem.limitsThatCross {
        #expect(throws: AssignmentFault.crossing(crossing)) {
          try drawPanels(problem, alternates: 0, sampler: RivestSampler(""))
        }
        continue
      }
      let oracle = DrawOracle(problem)
      guard let draw = try drawn(problem, seed: "law \(seed)") else {
        #expect(oracle.fewestSoft == nil, "problem \(seed) can be filled")
        impossible += 1
        continue
      }
      let fewest = try #require(oracle.fewestSoft, "problem \(seed) cannot be filled")
      #expect(draw.softSeats == fewest)
      if fewest > 0 { withSoft += 1 }
      var panels = problem.candidates.indices.map { problem.row($0).filter(problem.isPinned) }
      for line in draw.lines where line.kind == .seat {
        let candidate = try #require(line.candidate)
        let possible = oracle.possible(panels, candidate).map { problem.expert[$0] }
        #expect(line.eligible == possible, "problem \(seed), draw \(line.draw)")
        let others = Set(line.passedOver.map(\.expert))
        #expect(others.isDisjoint(with: possible))
        panels[candidate].append(try #require(problem.position(candidate: candidate, expert: Int32(line.drawn))))
        seats += 1
        passedOver += others.count
      }
      #expect(DrawOracle.fewestSoft(problem, panels) == fewest)
      #expect(panels.map(\.count) == problem.demand)
    }
    // The sample holds what it is there for.
    #expect(seats > 1000 && passedOver > 300 && withSoft > 50 && impossible > 50)
  }

  @Test func `a number is out of those eligible and names one of them by id`() throws {
    for seed in 0..<200 {
      let problem = PanelProblem(smallDrawInput(seed: seed))
      guard let draw = try drawn(problem, alternates: 2, seed: "n \(seed)") else { continue }
      let sampler = RivestSampler("n \(seed)")
      var order: [Int] = []
      for (index, line) in draw.lines.enumerated() {
        #expect(line.draw == index + 1)
        #expect(line.eligible == line.eligible.sorted())
        #expect(line.number == sampler.number(of: line.draw, outOf: line.eligible.count))
        #expect(line.drawn == Int(line.eligible[line.number - 1]))
        if line.kind == .order {
          #expect(line.eligible == problem.candidates.indices.filter { !order.contains($0) }.map(Int32.init))
          order.append(line.drawn)
          #expect(line.place == order.count)
        }
      }
      let ordered = problem.candidates.indices.map { problem.row($0).count(where: problem.isPinned) }
      let ofSeats = draw.lines.filter { $0.kind == .seat }.compactMap(\.candidate)
      #expect(ofSeats == order.flatMap { [Int](repeating: $0, count: problem.demand[$0] - ordered[$0]) })
    }
  }

  @Test func `those who stand by are free of every conflict and keep every limit`() throws {
    for seed in 0..<300 {
      let input = smallDrawInput(seed: seed)
      let problem = PanelProblem(input)
      guard let draw = try drawn(problem, alternates: 2, seed: "a \(seed)") else { continue }
      var beside = input
      beside.kept = draw.seats.map { seat in
        (seat.candidate, input.experts.first { $0.id == seat.expert } ?? input.experts[0])
      }
      let rest = PanelProblem(beside)
      #expect(alternateFaults(draw.alternates, atMost: 2, in: rest) == [], "problem \(seed)")
      // As many stand by as can: nobody could be added.
      for shortage in draw.shortages {
        for expert in problem.experts {
          let more = draw.alternates + [PanelList.Seat(candidate: shortage.candidate, expert: expert)]
          #expect(!alternateFaults(more, atMost: 2, in: rest).isEmpty, "problem \(seed)")
        }
      }
    }
  }

  @Test func `seats that are kept stay out of the draw and count in every limit`() throws {
    var drawings = 0
    for seed in 0..<300 {
      var input = smallDrawInput(seed: seed)
      input.limits = input.limits.filter { $0.sense == .atMost }
      input.pins = []
      guard let first = try drawn(PanelProblem(input), seed: "first") else { continue }
      let kept = first.seats.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      input.kept = kept.map { seat in (seat.candidate, input.experts.first { $0.id == seat.expert } ?? input.experts[0])
      }
      let rest = PanelProblem(input)
      let draw = try #require(try drawn(rest, seed: "rest \(seed)"))
      #expect(draw.seats.count == first.seats.count - kept.count)
      #expect(Set(draw.seats).isDisjoint(with: kept))
      let oracle = DrawOracle(rest)
      #expect(draw.softSeats == oracle.fewestSoft)
      drawings += 1
    }
    #expect(drawings > 100)
  }

  @Test func `the order in which lists come in does not matter`() throws {
    for seed in 0..<100 {
      let input = smallDrawInput(seed: seed)
      var turned = input
      turned.demands.reverse()
      turned.experts.reverse()
      let (one, other) = (try drawn(PanelProblem(input), seed: "s"), try drawn(PanelProblem(turned), seed: "s"))
      #expect(one?.lines == other?.lines)
    }
  }

  @Test func `nothing can be drawn where there is nobody`() {
    #expect(throws: AssignmentFault.noCandidates) {
      try drawPanels(PanelProblem(PanelInput(demands: [], experts: [])), alternates: 0, sampler: RivestSampler("s"))
    }
    let lonely = PanelInput(demands: [(CandidateID("C1"), 1)], experts: [])
    #expect(throws: AssignmentFault.noExperts) {
      try drawPanels(PanelProblem(lonely), alternates: 0, sampler: RivestSampler("s"))
    }
  }

  @Test func `a draw that cannot be is refused before the seed is touched`() throws {
    let experts = [Expert(id: ExpertID("E1"), name: "", maximumLoad: 1)]
    let problem = PanelProblem(
      PanelInput(demands: [(CandidateID("C1"), 1), (CandidateID("C2"), 1)], experts: experts))
    let shortfall = try #require(try drawShortfall(problem))
    #expect(shortfall.needed == 2 && shortfall.available == 1)
    let silent = RivestSampler(seed: "") { _ in
      Issue.record("a number was drawn")
      return [UInt8](repeating: 0, count: 32)
    }
    guard case .shortfall(shortfall) = try drawPanels(problem, alternates: 0, sampler: silent) else {
      Issue.record("no shortfall")
      return
    }
  }
}
