import ExpertReview
import Statistics

extension SeatTable {
  /// Experts by the engine's own assignment: affinities and known conflicts of the replicate's pairs, loads limited.
  ///
  /// A candidate's row holds all experts of the pool, or `model.experts.pairs` of them, four fifths of its own topic
  /// where there are so many, the others from all; known conflicts are left out. Nobody is seated where no such panels
  /// exist, or where the problem is one the engine refuses.
  /// - Parameters:
  ///   - rows: draws who comes into question.
  ///   - number: by position, the candidate's number in the replicate.
  mutating func seatAssigned(
    _ objective: AssignmentObjective, model: StudyModel, pool: Int, load: Int, slots: Int, facts: PairFacts,
    number: [Int32]?, seed: String, _ rows: inout RandomStream
  ) {
    self.slots = slots
    expertCount = pool
    isUniform = false
    avoidsConflicts = true
    firstExperts = (0..<Int32(pool)).map { $0 }
    expert = [Int32](repeating: -1, count: slots * candidates)
    var possible = PossiblePairs(model, pool: pool, slots: slots, facts)
    var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for candidate in 0..<candidates {
      possible.forEach(of: candidate, number: number.map { Int($0[candidate]) } ?? candidate, &rows) {
        expert, affinity in
        pairs.append((Int32(candidate), Int32(expert), affinity))
      }
    }
    let people = (0..<candidates).map { CandidateID(SeatTable.label("C", $0)) }
    let experts = (0..<pool).map { ExpertID(SeatTable.label("E", $0)) }
    let table = AffinityTable(absent: .forbid, candidates: people, experts: experts, pairs: pairs)
    let problem = PanelProblem(
      PanelInput(
        demands: people.map { ($0, slots) }, experts: experts.map { Expert(id: $0, name: "", maximumLoad: load) },
        affinities: table))
    guard case .assigned(let found)? = try? assignPanels(problem, objective: objective, seed: seed) else { return }
    var filled = [Int](repeating: 0, count: candidates)
    // Labels sort as numbers do, so the problem's positions are ours.
    for seat in found.seats {
      expert[filled[seat.candidate] * candidates + seat.candidate] = Int32(seat.expert)
      filled[seat.candidate] += 1
    }
  }

  /// A label that sorts as its number does, up to a thousand million.
  private static func label(_ letter: String, _ number: Int) -> String { letter + String(1_000_000_000 + number) }
}

/// Who may judge whom in a replicate, candidate by candidate.
private struct PossiblePairs {
  private let facts: PairFacts
  private let pool: Int
  /// 0 for all.
  private let wanted: Int
  /// By topic, its experts.
  private var ofTopic: [[Int32]] = []
  /// Which candidate last took an expert.
  private var taken: [Int32]

  init(_ model: StudyModel, pool: Int, slots: Int, _ facts: PairFacts) {
    self.facts = facts
    self.pool = pool
    let pairs = max(slots, model.experts.pairs)
    wanted = model.experts.pairs == 0 || pairs >= pool ? 0 : pairs
    taken = [Int32](repeating: -1, count: pool)
    guard wanted > 0 else { return }
    ofTopic = [[Int32]](repeating: [], count: model.experts.topics)
    for expert in 0..<pool { ofTopic[facts.topic(ofExpert: expert)].append(Int32(expert)) }
  }

  mutating func forEach(
    of candidate: Int, number: Int, _ rows: inout RandomStream, _ body: (Int, Int32) -> Void
  ) {
    func offer(_ expert: Int) {
      guard !facts.isRecused(number, expert) else { return }
      body(expert, Int32((facts.affinity(number, expert) * 1_000_000).rounded()))
    }
    guard wanted > 0 else { return (0..<pool).forEach(offer) }
    let topic = facts.topic(ofCandidate: number)
    let near = min(wanted * 4 / 5, ofTopic[topic].count)
    for position in 0..<near {
      ofTopic[topic].swapAt(position, position + rows.integer(below: ofTopic[topic].count - position))
    }
    for expert in ofTopic[topic].prefix(near) {
      taken[Int(expert)] = Int32(candidate)
      offer(Int(expert))
    }
    var found = near
    while found < wanted {
      let expert = rows.integer(below: pool)
      guard taken[expert] != Int32(candidate) else { continue }
      taken[expert] = Int32(candidate)
      found += 1
      offer(expert)
    }
  }
}
