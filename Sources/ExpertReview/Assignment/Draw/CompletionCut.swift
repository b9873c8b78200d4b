/// Who would be left short if an expert were given a seat that leaves the rest impossible.
///
/// # Method
///
/// The seats that can change once the expert is taken elsewhere are those that a search forwards from the expert meets:
/// the candidates who must find another, the experts who may sit there instead, and so on. It never comes to the seat
/// in question, or the expert would have been possible; so nothing within what was met can give a seat to the outside
/// (the set is a cut; Hall's condition fails by one once the seat is given):
///
/// - where all experts met are at their greatest load, the candidates met need every seat that is left to them;
/// - where some have room, they could take one more only of experts outside who stand at their least load;
/// - where nobody is outside who must have more, it is a limit on who sits together that bars the expert: the seats
///   left of the panel are needed for others of it.
///
/// Where soft pairs must be used, it is asked first who might have the seat if more of them were: those are barred by
/// that alone.
///
/// Complexity: each candidate and expert once, O(pairs) at worst.
struct CompletionCut {
  private(set) var experts: [Bool]
  private(set) var candidates: [Bool]
  private var nodes: Set<Node> = []
  private var sink = false
  private var waiting: ShrinkingList
  private var queue: [Int] = []

  /// A group of a candidate's panel; −1 for the whole.
  private struct Node: Hashable {
    let candidate: Int
    let group: Int
  }

  init(from expert: Int32, in completion: Completion) {
    experts = [Bool](repeating: false, count: completion.problem.experts.count)
    candidates = [Bool](repeating: false, count: completion.problem.candidates.count)
    waiting = ShrinkingList(count: experts.count)
    meet(Int(expert))
    var head = 0
    while head < queue.count {
      expand(queue[head], completion)
      head += 1
    }
  }

  private mutating func meet(_ expert: Int) {
    guard !experts[expert] else { return }
    experts[expert] = true
    waiting.remove(expert)
    queue.append(expert)
  }

  private mutating func expand(_ expert: Int, _ completion: Completion) {
    for position in completion.held[expert] {
      let candidate = completion.candidate(at: position)
      candidates[candidate] = true
      var group = completion.network.group(position)
      while nodes.insert(Node(candidate: candidate, group: group)).inserted {
        spread(candidate, within: group, completion)
        // The group can do without one only while it has more than its least.
        guard group >= 0, completion.groupUsed[group] > completion.network.groups[group].least else { break }
        group = completion.network.groups[group].parent
      }
    }
    guard !sink, completion.load[expert] < completion.problem.maximumLoad[expert] else { return }
    sink = true
    for other in experts.indices where completion.load[other] > completion.problem.minimumLoad[other] { meet(other) }
  }

  /// All who may sit in a group of a candidate's panel in place of another of it.
  private mutating func spread(_ candidate: Int, within group: Int, _ completion: Completion) {
    let network = completion.network
    func isOpen(_ position: Int) -> Bool {
      guard completion.marks[position] == .empty, network.usesSoft || !completion.problem.isSoft[position] else {
        return false
      }
      var own = network.group(position)
      while own != group {
        guard own >= 0, completion.groupUsed[own] < network.groups[own].most else { return false }
        own = network.groups[own].parent
      }
      return true
    }
    let row = completion.problem.row(candidate)
    if row.count <= waiting.count {
      for position in row where isOpen(position) { meet(Int(completion.problem.expert[position])) }
      return
    }
    var index = 0
    while index < waiting.count {
      let expert = waiting[index]
      if let position = completion.problem.position(candidate: candidate, expert: Int32(expert)), isOpen(position) {
        meet(expert)
      } else {
        index += 1
      }
    }
  }

  fileprivate func bar(_ completion: Completion) -> DrawLine.Bar {
    let problem = completion.problem
    let short =
      sink
      ? DrawLine.Some(
        experts.indices.lazy.filter { !experts[$0] && problem.minimumLoad[$0] > completion.drawnLoad[$0] })
      : DrawLine.Some(candidates.indices.lazy.filter { candidates[$0] && !completion.members[$0].isEmpty })
    guard short.count > 0 else { return .breaksLimit }
    return sink ? .leavesBelowLeastLoad(short) : .leavesShort(short)
  }
}

extension Completion {
  /// Why each of some positions, free for a candidate's next seat, cannot be given it. Experts within one cut share it.
  mutating func bars(to positions: [Int], for candidate: Int) -> [DrawLine.PassedOver] {
    guard !positions.isEmpty else { return [] }
    let withMoreSoftPairs =
      network.usesSoft ? Set(possible(amongHeedlessOfPrices: positions, for: candidate)) : []
    var cuts: [(cut: CompletionCut, group: Int, bar: DrawLine.Bar)] = []
    return positions.map { position in
      let (expert, group) = (problem.expert[position], network.group(position))
      if withMoreSoftPairs.contains(position) {
        return DrawLine.PassedOver(expert: expert, bar: .needsMoreSoftPairs)
      }
      if let known = cuts.first(where: { $0.group == group && $0.cut.experts[Int(expert)] }) {
        return DrawLine.PassedOver(expert: expert, bar: known.bar)
      }
      let cut = CompletionCut(from: expert, in: self)
      cuts.append((cut, group, cut.bar(self)))
      return DrawLine.PassedOver(expert: expert, bar: cuts[cuts.count - 1].bar)
    }
  }
}
