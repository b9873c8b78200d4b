/// Seats drawn so far, with one way to fill the others that keeps every limit.
///
/// # Problem
///
/// For a candidate whose next seat is drawn: who may be given it so that all seats left can still be filled?
///
/// # Method
///
/// One filling of the seats left is kept: a flow in the network of an assignment. An expert of that filling may have
/// the seat. Another may if and only if giving it leaves a cycle of changes – this expert gives up a seat elsewhere or
/// takes one more, somebody else takes over, and so on – that ends where the filling had somebody else in this seat: a
/// path in the residual network from the expert to where its pair begins (Ahuja, Magnanti and Orlin, "Network Flows",
/// 1993, chapter 3; J.-C. Régin, "A filtering algorithm for constraints of difference in CSPs", AAAI 1994, has the same
/// argument for matchings). One search backwards finds all who have such a path and stops once all who ask are found.
/// When one of them is drawn, the filling is changed along the path and the seat is fixed.
///
/// Limits on who sits together make a tree of groups between a candidate and its experts, each edge with a least and a
/// greatest number. A pair begins at its smallest group. A group gives seats to what is around it while it has more
/// than its least, and takes more while it has fewer than its most; within a group experts take seats from each other
/// in any case. So a first search starts from the candidate and settles all whose groups can take one more, and each
/// group where somebody is left is searched from by itself.
///
/// A least load is a lower bound at the expert's way to the sink: where the filling gives an expert more than that, the
/// expert can give up a seat to any other who has room. Where soft pairs must be used, only arcs are searched that the
/// prices leave free (see `CompletionNetwork`), so the fewest stay the fewest. Pinned pairs are drawn from the start.
///
/// # Complexity
///
/// A search meets each expert and each candidate once. Candidates not yet met are kept as a list that shrinks, and of
/// an expert's column and that list the shorter is gone through: dense problems cost little more than their nodes. At
/// worst O(pairs × depth of the trees) a search; storage 25 bytes a pair.
struct Completion {
  /// What a pair is at a moment.
  enum Mark: UInt8 {
    case empty
    /// Seated in the filling.
    case filled
    /// Drawn.
    case drawn
  }

  let problem: PanelProblem
  let network: CompletionNetwork
  /// By position of the problem.
  private(set) var marks: [Mark]
  /// By candidate, the positions that the filling seats beside those drawn.
  private(set) var members: [[Int]]
  /// By candidate, the positions drawn.
  private(set) var panels: [[Int]]
  /// By expert, seats of the filling and drawn ones together.
  private(set) var load: [Int]
  /// By expert, drawn seats.
  private(set) var drawnLoad: [Int]
  /// By group, seats of both kinds and of all groups within it, and drawn ones.
  private(set) var groupUsed: [Int]
  private(set) var groupDrawn: [Int]
  /// The pairs of each expert: candidates and positions of `columnStart[e] ..< columnStart[e + 1]`.
  let columnStart: [Int]
  let columnCandidate: [Int32]
  let columnPosition: [Int]

  /// By expert, the positions that the filling gives it beside those drawn.
  private(set) var held: [[Int]]

  // MARK: A search

  /// Whether only arcs are searched that the prices leave free: the fewest soft pairs stay the fewest.
  private var heedsPrices = true
  private var waiting = ShrinkingList(count: 0)
  private var isReached: [Bool]
  private var queue: [Int32] = []
  /// By group and by candidate, the last search that came there.
  private var groupSeen: [Int32]
  private var candidateSeen: [Int32]
  private var search: Int32 = 0
  /// By expert, the last search that asked for it; and how many of those asked for are not found yet.
  private var asked: [Int32]
  private var pending = 0
  private var sinkIsReached = false
  /// By expert, how it is rid of a seat: the pair that it leaves (−1: none, it carries one more), the pair that is
  /// taken for it (−1: none), and the expert who takes it (−1: the path ends).
  private var leaves: [Int]
  private var enters: [Int]
  private var next: [Int32]

  init(_ problem: PanelProblem, _ network: CompletionNetwork) {
    self.problem = problem
    self.network = network
    marks = network.isSeated.map { $0 ? .filled : .empty }
    members = problem.candidates.indices.map { candidate in problem.row(candidate).filter { network.isSeated[$0] } }
    panels = problem.candidates.map { _ in [] }
    load = [Int](repeating: 0, count: problem.experts.count)
    held = [[Int]](repeating: [], count: problem.experts.count)
    drawnLoad = load
    groupUsed = [Int](repeating: 0, count: network.groups.count)
    groupDrawn = groupUsed
    for position in marks.indices where network.isSeated[position] {
      load[Int(problem.expert[position])] += 1
      held[Int(problem.expert[position])].append(position)
      var group = network.group(position)
      while group >= 0 {
        groupUsed[group] += 1
        group = network.groups[group].parent
      }
    }
    (columnStart, columnCandidate, columnPosition) = Completion.columns(of: problem)
    isReached = [Bool](repeating: false, count: problem.experts.count)
    asked = [Int32](repeating: 0, count: problem.experts.count)
    groupSeen = [Int32](repeating: 0, count: network.groups.count)
    candidateSeen = [Int32](repeating: 0, count: problem.candidates.count)
    leaves = [Int](repeating: -1, count: problem.experts.count)
    enters = leaves
    next = [Int32](repeating: -1, count: problem.experts.count)
    waiting = ShrinkingList(count: problem.candidates.count)
    for candidate in problem.candidates.indices {
      for position in problem.row(candidate) where problem.isPinned(position) { draw(position, for: candidate) }
    }
  }

  private static func columns(of problem: PanelProblem) -> ([Int], [Int32], [Int]) {
    var start = [Int](repeating: 0, count: problem.experts.count + 1)
    for expert in problem.expert { start[Int(expert) + 1] += 1 }
    for expert in problem.experts.indices { start[expert + 1] += start[expert] }
    var end = start
    var candidates = [Int32](repeating: 0, count: problem.pairCount)
    var positions = [Int](repeating: 0, count: problem.pairCount)
    for candidate in problem.candidates.indices {
      for position in problem.row(candidate) {
        let place = end[Int(problem.expert[position])]
        end[Int(problem.expert[position])] += 1
        candidates[place] = Int32(candidate)
        positions[place] = position
      }
    }
    return (start, candidates, positions)
  }

  // MARK: Who may have a seat

  /// The positions of a candidate's row that are free for its next seat by themselves: not drawn, with room in the
  /// expert's load and in every group. Soft pairs are among them only where soft pairs must be used.
  func free(for candidate: Int) -> [Int] {
    problem.row(candidate).filter { position in
      let expert = Int(problem.expert[position])
      guard marks[position] != .drawn, drawnLoad[expert] < problem.maximumLoad[expert],
        network.usesSoft || !problem.isSoft[position]
      else { return false }
      var group = network.group(position)
      while group >= 0 {
        guard groupDrawn[group] < network.groups[group].most else { return false }
        group = network.groups[group].parent
      }
      return true
    }
  }

  /// Of the free positions of a candidate, those that leave the rest possible, in the same order.
  mutating func possible(among free: [Int], for candidate: Int) -> [Int] {
    var isPossible = free.map { marks[$0] == .filled }
    func asking(_ isPossible: [Bool], _ holds: (Int) -> Bool) -> [Int] {
      free.indices.filter { !isPossible[$0] && isOpen(free[$0]) && holds(free[$0]) }
    }
    let first = asking(isPossible) { takesOneMore(network.group($0)) }
    settle(first, free, &isPossible, from: -1, of: candidate)
    // Groups that can take nobody more, and those whose experts were not found from the candidate.
    var groups: [Int] = []
    for index in asking(isPossible, { network.group($0) >= 0 }) {
      let group = network.group(free[index])
      if !groups.contains(group) { groups.append(group) }
    }
    for group in groups {
      settle(asking(isPossible) { network.group($0) == group }, free, &isPossible, from: group, of: candidate)
    }
    return zip(free, isPossible).filter(\.1).map(\.0)
  }

  private mutating func settle(
    _ asking: [Int], _ free: [Int], _ isPossible: inout [Bool], from group: Int, of candidate: Int
  ) {
    guard !asking.isEmpty else { return }
    reach(candidate, group: group, wanted: asking.map { problem.expert[free[$0]] })
    for index in asking { isPossible[index] = isReached[Int(problem.expert[free[index]])] }
  }

  /// The same if soft pairs might be used beyond the fewest that must be.
  mutating func possible(amongHeedlessOfPrices free: [Int], for candidate: Int) -> [Int] {
    heedsPrices = false
    defer { heedsPrices = true }
    return possible(among: free, for: candidate)
  }

  private func isOpen(_ position: Int) -> Bool { !heedsPrices || network.isFree[position] }
  private func loadIsOpen(_ expert: Int) -> Bool { !heedsPrices || network.loadIsFree[expert] }

  /// Whether what is around a group can give it one more.
  private func takesMore(_ group: Int) -> Bool {
    groupUsed[group] < network.groups[group].most && (!heedsPrices || network.groups[group].isFree)
  }

  /// Whether a group can give one to what is around it.
  private func givesOne(_ group: Int) -> Bool {
    groupUsed[group] > network.groups[group].least && (!heedsPrices || network.groups[group].isFree)
  }

  /// Whether a group and all around it can take one more.
  private func takesOneMore(_ group: Int) -> Bool {
    var group = group
    while group >= 0 {
      guard takesMore(group) else { return false }
      group = network.groups[group].parent
    }
    return true
  }

  // MARK: Drawing

  /// Fixes a seat. Precondition: the position is possible for the candidate.
  mutating func draw(_ position: Int, for candidate: Int) {
    if marks[position] != .filled { bring(position, into: candidate) }
    let expert = Int(problem.expert[position])
    members[candidate].removeAll { $0 == position }
    held[expert].removeAll { $0 == position }
    panels[candidate].append(position)
    marks[position] = .drawn
    drawnLoad[expert] += 1
    var group = network.group(position)
    while group >= 0 {
      groupDrawn[group] += 1
      group = network.groups[group].parent
    }
  }

  /// Changes the filling so that it seats a pair.
  private mutating func bring(_ position: Int, into candidate: Int) {
    let expert = problem.expert[position]
    reach(candidate, group: network.group(position), wanted: [expert])
    precondition(isReached[Int(expert)], "an expert was drawn who leaves the rest impossible")
    seat(position, candidate)
    var at = Int(expert)
    while true {
      let (leaving, entering, taker) = (leaves[at], enters[at], Int(next[at]))
      if leaving >= 0 {
        let place = self.candidate(at: leaving)
        unseat(leaving, place)
        if entering >= 0 { seat(entering, place) }
      } else {
        // Carries one more, and the taker one less.
        load[at] += 1
        load[taker] -= 1
      }
      guard taker >= 0 else { break }
      at = taker
    }
  }

  /// The candidate whose row a position lies in. Complexity: logarithmic.
  func candidate(at position: Int) -> Int {
    var (low, high) = (0, problem.candidates.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if problem.rowStart[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }

  /// Loads stay: along a path every expert but the two ends gives up as many seats as it takes.
  private mutating func seat(_ position: Int, _ candidate: Int) {
    marks[position] = .filled
    members[candidate].append(position)
    held[Int(problem.expert[position])].append(position)
    count(position, 1)
  }

  private mutating func unseat(_ position: Int, _ candidate: Int) {
    marks[position] = .empty
    members[candidate].removeAll { $0 == position }
    held[Int(problem.expert[position])].removeAll { $0 == position }
    count(position, -1)
  }

  private mutating func count(_ position: Int, _ change: Int) {
    var group = network.group(position)
    while group >= 0 {
      groupUsed[group] += change
      group = network.groups[group].parent
    }
  }

  // MARK: Searching

  /// Finds who can be rid of one seat so that a candidate has one to give, or a group of it (−1 for the whole panel);
  /// stops once all `wanted` are found.
  private mutating func reach(_ candidate: Int, group: Int, wanted: [Int32]) {
    for expert in queue { isReached[Int(expert)] = false }
    queue.removeAll(keepingCapacity: true)
    waiting.refill()
    search += 1
    sinkIsReached = false
    for expert in wanted { asked[Int(expert)] = search }
    pending = wanted.count
    come(to: group, of: candidate, entering: -1, for: -1)
    var head = 0
    while pending > 0, head < queue.count {
      expand(queue[head])
      head += 1
    }
  }

  /// All who can hand this expert a seat, or take one off it.
  private mutating func expand(_ expert: Int32) {
    let column = columnStart[Int(expert)]..<columnStart[Int(expert) + 1]
    if column.count <= waiting.count {
      for place in column where pending > 0 {
        visit(Int(columnCandidate[place]), columnPosition[place], for: expert)
      }
    } else {
      var index = 0
      while pending > 0, index < waiting.count {
        let candidate = waiting[index]
        let before = waiting.count
        if let position = problem.position(candidate: candidate, expert: expert) {
          visit(candidate, position, for: expert)
        }
        // One that was met is gone from its place, which another has now.
        if waiting.count == before { index += 1 }
      }
    }
    guard pending > 0, !sinkIsReached, loadIsOpen(Int(expert)), load[Int(expert)] > problem.minimumLoad[Int(expert)]
    else {
      return
    }
    sinkIsReached = true
    for other in problem.experts.indices
    where !isReached[other] && loadIsOpen(other) && load[other] < problem.maximumLoad[other] {
      note(Int32(other), leaving: -1, entering: -1, taker: expert)
    }
  }

  private mutating func visit(_ candidate: Int, _ position: Int, for expert: Int32) {
    guard waiting.contains(candidate), marks[position] == .empty, isOpen(position) else { return }
    come(to: network.group(position), of: candidate, entering: position, for: expert)
  }

  /// Every seat within a group that can be given to all of the group can go to the expert; so on with what is around
  /// it, as long as that can give the group one more.
  private mutating func come(to start: Int, of candidate: Int, entering: Int, for expert: Int32) {
    var group = start
    while true {
      guard (group >= 0 ? groupSeen[group] : candidateSeen[candidate]) != search else { return }
      if group >= 0 { groupSeen[group] = search } else { candidateSeen[candidate] = search }
      var isDone = true
      for member in members[candidate] where !isReached[Int(problem.expert[member])] {
        if isOpen(member), gives(member, to: group) {
          note(problem.expert[member], leaving: member, entering: entering, taker: expert)
        } else {
          isDone = false
        }
      }
      guard group >= 0 else {
        if isDone { waiting.remove(candidate) }
        return
      }
      guard takesMore(group) else { return }
      group = network.groups[group].parent
    }
  }

  /// Whether the seat of a pair is within a group (−1 for the whole panel) and can be given to any other within it.
  private func gives(_ member: Int, to group: Int) -> Bool {
    var own = network.group(member)
    while own != group {
      guard own >= 0, givesOne(own) else { return false }
      own = network.groups[own].parent
    }
    return true
  }

  private mutating func note(_ expert: Int32, leaving: Int, entering: Int, taker: Int32) {
    isReached[Int(expert)] = true
    if asked[Int(expert)] == search { pending -= 1 }
    queue.append(expert)
    leaves[Int(expert)] = leaving
    enters[Int(expert)] = entering
    next[Int(expert)] = taker
  }
}
