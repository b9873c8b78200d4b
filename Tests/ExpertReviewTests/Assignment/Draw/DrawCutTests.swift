import Testing

@testable import ExpertReview

/// Those passed over, against trying everything.
@Suite struct DrawCutTests {
  /// Whether the seats left cannot be filled once some stand: asked of the solver of assignments, which knows nothing
  /// of draws. `soft` says whether it may use pairs with a soft conflict.
  private func lacking(_ input: PanelInput, _ panels: [PanelList.Seat], with soft: Bool) throws -> Bool {
    var rest = input
    rest.kept = panels.map { seat in (seat.candidate, input.experts.first { $0.id == seat.expert } ?? input.experts[0])
    }
    if !soft { rest.barred.formUnion(rest.soft) }
    // Least loads bind nobody where seats are kept: this asks of the candidates alone.
    guard case .shortfall = try assignPanels(PanelProblem(rest), seed: "") else { return false }
    return true
  }

  @Test func `an expert is passed over for the seats of others exactly where the others cannot be filled`() throws {
    var short = 0, least = 0, soft = 0
    for seed in 0..<600 {
      var input = smallDrawInput(seed: seed)
      input.pins = []
      input.limits = input.limits.filter { $0.sense == .atMost }
      let problem = PanelProblem(input)
      guard
        case .drawn(let draw) = try drawPanels(problem, alternates: 0, sampler: RivestSampler("cut \(seed)"))
      else { continue }
      let usesSoft = draw.softSeats > 0
      var panels: [PanelList.Seat] = []
      for line in draw.lines where line.kind == .seat {
        let candidate = problem.candidates[line.candidate ?? 0]
        for passed in line.passedOver {
          let seat = PanelList.Seat(candidate: candidate, expert: problem.experts[Int(passed.expert)])
          let lacks = try lacking(input, panels + [seat], with: usesSoft)
          switch passed.bar {
          case .leavesShort(let some):
            #expect(lacks, "problem \(seed), draw \(line.draw): the others could be filled")
            #expect(some.count > 0 && some.count == some.first.count)
            short += 1
          case .leavesBelowLeastLoad(let some):
            #expect(some.count > 0 && some.first.allSatisfy { problem.minimumLoad[Int($0)] > 0 })
            least += 1
          case .breaksLimit: Issue.record("problem \(seed) asks for nobody who must sit")
          case .needsMoreSoftPairs:
            #expect(usesSoft && !lacks, "problem \(seed), draw \(line.draw)")
            soft += 1
          }
        }
        panels.append(PanelList.Seat(candidate: candidate, expert: problem.experts[line.drawn]))
      }
    }
    #expect(short > 50 && least > 100 && soft > 50, "\(short) \(least) \(soft)")
  }

  @Test func `who would be left short is named`() throws {
    // C2 may only have E1, so E1 is passed over for C1 whichever is drawn first.
    let input = PanelInput(
      demands: [("C1", 1), ("C2", 1)],
      experts: [
        Expert(id: "E1", name: "", maximumLoad: 1), Expert(id: "E2", name: "", maximumLoad: 1),
      ], barred: [PanelInput.Pair("C2", "E2")])
    var named = 0
    for seed in 0..<20 {
      guard
        case .drawn(let draw) = try drawPanels(PanelProblem(input), alternates: 0, sampler: RivestSampler("\(seed)"))
      else { continue }
      #expect(draw.seats == [.init(candidate: "C1", expert: "E2"), .init(candidate: "C2", expert: "E1")])
      for passed in draw.lines.flatMap(\.passedOver) {
        #expect(passed.expert == 0)
        guard case .leavesShort(let some) = passed.bar else { continue }
        #expect(some.first == [1])
        named += 1
      }
    }
    #expect(named > 3 && named < 17)
  }

  @Test func `a seat that a kind must have is kept for it`() throws {
    let input = PanelInput(
      demands: [("C1", 2)],
      experts: [
        Expert(id: "E1", name: "", kinds: ["财务"]), Expert(id: "E2", name: ""), Expert(id: "E3", name: ""),
      ], limits: [CompositionLimit(.atLeast, 1, of: .kind("财务"))])
    var kept = 0
    for seed in 0..<20 {
      guard
        case .drawn(let draw) = try drawPanels(PanelProblem(input), alternates: 0, sampler: RivestSampler("\(seed)"))
      else { continue }
      let seats = draw.lines.filter { $0.kind == .seat }
      #expect(seats[0].eligible == [0, 1, 2])
      guard seats[0].drawn != 0 else { continue }
      #expect(seats[1].eligible == [0])
      #expect(seats[1].passedOver.map(\.bar) == [.breaksLimit])
      kept += 1
    }
    #expect(kept > 5)
  }

  @Test func `a pair that was ordered sits without a number, and the rest is drawn`() throws {
    let input = PanelInput(
      demands: [("C1", 2)], experts: ["E1", "E2", "E3"].map { Expert(id: $0, name: "") },
      pins: [PanelInput.Pair("C1", "E2")])
    guard case .drawn(let draw) = try drawPanels(PanelProblem(input), alternates: 0, sampler: RivestSampler("p")) else {
      Issue.record("no panels")
      return
    }
    #expect(draw.pinned == [.init(candidate: "C1", expert: "E2")])
    #expect(draw.seats.count == 2 && draw.seats.contains(draw.pinned[0]))
    #expect(draw.lines.filter { $0.kind == .seat }.map(\.eligible) == [[0, 2]])
  }

  @Test func `seats that least loads need are kept for them`() throws {
    // E2 must have one of two seats; once C1 is given to E1, C2's is E2's.
    let input = PanelInput(
      demands: [("C1", 1), ("C2", 1)],
      experts: [Expert(id: "E1", name: ""), Expert(id: "E2", name: "", minimumLoad: 1)])
    for seed in 0..<20 {
      guard
        case .drawn(let draw) = try drawPanels(PanelProblem(input), alternates: 0, sampler: RivestSampler("\(seed)"))
      else { continue }
      let seats = draw.lines.filter { $0.kind == .seat }
      #expect(seats[0].passedOver.isEmpty && seats[0].eligible.count == 2)
      guard seats[0].drawn == 0 else { continue }
      #expect(seats[1].eligible == [1])
      #expect(seats[1].passedOver == [.init(expert: 0, bar: .leavesBelowLeastLoad(DrawLine.Some([1])))])
    }
  }
}
