@testable import ExpertReview

/// The law of a draw by trying everything: who may have a seat is asked by filling all other seats in every way.
struct DrawOracle {
  let problem: PanelProblem
  /// The fewest soft pairs with which the panels can be filled; nil where they cannot.
  let fewestSoft: Int?

  /// By candidate, the positions drawn.
  typealias Panels = [[Int]]

  init(_ problem: PanelProblem) {
    self.problem = problem
    fewestSoft = DrawOracle.fewestSoft(problem, problem.candidates.map { _ in [] })
  }

  /// The fewest soft pairs of all ways to fill up panels within every limit.
  static func fewestSoft(_ problem: PanelProblem, _ panels: Panels) -> Int? {
    var load = [Int](repeating: 0, count: problem.experts.count)
    var soft = 0
    for position in panels.joined() {
      load[Int(problem.expert[position])] += 1
      if problem.isSoft[position] { soft += 1 }
    }
    guard zip(load, problem.maximumLoad).allSatisfy({ $0 <= $1 }) else { return nil }
    var best: Int?
    func go(_ candidate: Int, _ soft: Int) {
      if let best, best <= soft { return }
      guard candidate < problem.candidates.count else {
        if zip(load, problem.minimumLoad).allSatisfy({ $0 >= $1 }) { best = soft }
        return
      }
      let row = Array(problem.row(candidate))
      let drawn = Set(panels[candidate])
      for subset in 0..<(1 << row.count) where subset.nonzeroBitCount == problem.demand[candidate] {
        let taken = row.indices.filter { subset >> $0 & 1 == 1 }.map { row[$0] }
        let fresh = taken.filter { !drawn.contains($0) }
        guard drawn.isSubset(of: taken), row.allSatisfy({ !problem.isPinned($0) || taken.contains($0) }),
          keepsLimits(problem, taken, candidate),
          fresh.allSatisfy({ load[Int(problem.expert[$0])] < problem.maximumLoad[Int(problem.expert[$0])] })
        else { continue }
        for position in fresh { load[Int(problem.expert[position])] += 1 }
        go(candidate + 1, soft + fresh.count { problem.isSoft[$0] })
        for position in fresh { load[Int(problem.expert[position])] -= 1 }
      }
    }
    go(0, soft)
    return best
  }

  /// Whether a whole panel keeps every limit on who sits together.
  static func keepsLimits(_ problem: PanelProblem, _ positions: [Int], _ candidate: Int) -> Bool {
    problem.limits.all.indices.allSatisfy { limit in
      let classOf = problem.limits.all[limit].classOf
      return (0..<Int32(problem.limits.all[limit].classCount)).allSatisfy { own in
        let count = positions.count { classOf[Int(problem.expert[$0])] == own }
        return count >= problem.limits.least(limit, class: own, candidate: candidate)
          && count <= problem.limits.most(limit, class: own, candidate: candidate) ?? Int.max
      }
    }
  }

  /// Who may have the next seat of a candidate, as positions.
  func possible(_ panels: Panels, _ candidate: Int) -> [Int] {
    problem.row(candidate).filter { position in
      guard !panels[candidate].contains(position) else { return false }
      var next = panels
      next[candidate].append(position)
      return DrawOracle.fewestSoft(problem, next) == fewestSoft
    }
  }

  /// The chance of every outcome: by panels as sorted seats, a fraction of one.
  func chances() -> [[PanelList.Seat]: Double] {
    var chances: [[PanelList.Seat]: Double] = [:]
    for order in DrawOracle.orders(Array(problem.candidates.indices)) {
      let weight = 1 / Double((1...problem.candidates.count).reduce(1, *))
      spread(order, problem.candidates.map { _ in [] }, weight, &chances)
    }
    return chances
  }

  private func spread(
    _ order: [Int], _ panels: Panels, _ chance: Double, _ chances: inout [[PanelList.Seat]: Double]
  ) {
    guard let candidate = order.first(where: { panels[$0].count < problem.demand[$0] }) else {
      chances[seats(panels), default: 0] += chance
      return
    }
    let possible = possible(panels, candidate)
    for position in possible {
      var next = panels
      next[candidate].append(position)
      spread(order, next, chance / Double(possible.count), &chances)
    }
  }

  private func seats(_ panels: Panels) -> [PanelList.Seat] {
    panels.enumerated().flatMap { candidate, positions in
      positions.sorted().map {
        PanelList.Seat(candidate: problem.candidates[candidate], expert: problem.experts[Int(problem.expert[$0])])
      }
    }
  }

  private static func orders(_ numbers: [Int]) -> [[Int]] {
    guard numbers.count > 1 else { return [numbers] }
    return numbers.flatMap { first in orders(numbers.filter { $0 != first }).map { [first] + $0 } }
  }
}

/// A small problem with everything that a law must heed: units, least and greatest loads, hard and soft conflicts.
func smallDrawInput(seed: Int) -> PanelInput {
  var lottery = Lottery(seed)
  let candidates = (1...lottery.count(1...4)).map { CandidateID("C\($0)") }
  let experts = (1...lottery.count(2...5)).map { number in
    let most = lottery.element([1, 2, 3, nil])
    return Expert(
      id: ExpertID("E\(number)"), name: "专家\(number)", employer: lottery.element(["", "甲", "乙", "甲"]),
      minimumLoad: min(lottery.element([0, 0, 0, 1, 2]), most ?? 3, candidates.count), maximumLoad: most)
  }
  let softness = lottery.element([0, 1, 4])
  var barred: Set<PanelInput.Pair> = []
  var soft: Set<PanelInput.Pair> = []
  for candidate in candidates {
    for expert in experts {
      switch lottery.count(0...9) {
      case 0...1: barred.insert(PanelInput.Pair(candidate, expert.id))
      case 2..<2 + softness: soft.insert(PanelInput.Pair(candidate, expert.id))
      default: break
      }
    }
  }
  return PanelInput(
    demands: candidates.map { ($0, lottery.count(1...3)) }, experts: experts, barred: barred, soft: soft,
    atMostPerUnit: lottery.element([nil, 1, 2]), limits: smallDrawLimits(&lottery),
    pins: lottery.count(0...4) == 0 ? [PanelInput.Pair(candidates[0], experts[0].id)] : [])
}

/// None for the most part, else what is asked of kinds: at least, at most, nested or apart.
private func smallDrawLimits(_ lottery: inout Lottery) -> [CompositionLimit] {
  switch lottery.count(0...6) {
  case 0: [CompositionLimit(.atLeast, 1, of: .kind("高校"))]
  case 1: [CompositionLimit(.atMost, 1, of: .kind("高校"))]
  case 2: [CompositionLimit(.atLeast, 1, of: .kind("高校")), CompositionLimit(.atMost, 1, of: .kind("财务"))]
  case 3: [CompositionLimit(.atMost, 1, of: .kind("企业")), CompositionLimit(.atLeast, 1, of: .kind("财务"))]
  default: []
  }
}
