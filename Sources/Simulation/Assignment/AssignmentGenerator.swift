import Statistics

/// Makes an assignment problem up, candidate by candidate.
///
/// Whole numbers throughout, and the square root, which IEEE 754 fixes to the last bit, so that no mathematics library
/// has a say. Where a beta distribution is wanted, an order statistic is drawn instead: of n uniform numbers the a-th
/// smallest follows Beta(a, n + 1 − a) (David and Nagaraja, "Order Statistics", 2003, section 2.3).
struct AssignmentGenerator {
  private static let scale = 1_000_000
  /// One pair in so many is a conflict.
  private static let pairsPerConflict = 50

  private let shape: AssignmentShape
  private let size: AssignmentShape.Size
  private var pairStream: RandomStream
  private var scoreStream: RandomStream
  private let scoring: Scoring
  private var clusters: Clusters?
  private let everyExpert: [Int32]
  /// The experts in the order that the last draw left them in.
  private var pool: [Int32]
  private let blocked: Blocked?

  init(shape: AssignmentShape, size: AssignmentShape.Size, seed: String) {
    precondition(
      [size.candidates, size.experts, size.pairsEach, size.demand, size.load].allSatisfy { $0 > 0 },
      "a size counts from one")
    self.shape = shape
    self.size = size
    pairStream = RandomStream(seed: seed, label: "assignment pairs")
    scoreStream = RandomStream(seed: seed, label: "assignment scores")
    var traits = RandomStream(seed: seed, label: "assignment traits")
    everyExpert = (0..<Int32(size.experts)).map { $0 }
    pool = everyExpert
    blocked = shape == .blocked ? Blocked(size) : nil
    switch shape {
    case .sparse, .national, .nationalShared: clusters = Clusters(size, &traits)
    default: clusters = nil
    }
    switch shape {
    case .uniform: scoring = .uniform
    case .allEqual: scoring = .equal
    case .lowRank, .tight, .blocked, .minimumLoads:
      scoring = .topics(
        candidates: Topics(count: size.candidates, power: 5, &traits),
        experts: Topics(count: size.experts, power: 3, &traits))
    case .shared, .nationalShared:
      scoring = .shared(worth: (0..<size.experts).map { _ in traits.integer(below: 980_000) })
    case .product:
      scoring = .product(
        candidates: (0..<size.candidates).map { _ in traits.integer(in: 1...1000) },
        experts: (0..<size.experts).map { _ in traits.integer(in: 1...1000) })
    case .sparse, .national: scoring = .clustered
    }
  }

  mutating func build() -> AssignmentInstance {
    var instance = AssignmentInstance(
      scale: AssignmentGenerator.scale, demands: [Int32](repeating: Int32(size.demand), count: size.candidates),
      leastLoads: leastLoads, greatestLoads: greatestLoads,
      expectedPairs: size.candidates * min(size.pairsEach, size.experts))
    for candidate in 0..<size.candidates {
      let mayConflict = blocked?.holds(candidate) != true
      for expert in row(of: candidate) {
        if mayConflict, pairStream.integer(below: AssignmentGenerator.pairsPerConflict) == 0 { continue }
        instance.candidates.append(Int32(candidate))
        instance.experts.append(expert)
        instance.scores.append(Int32(score(candidate, Int(expert))))
      }
    }
    return instance
  }

  /// The mean load, rounded down.
  private var meanLoad: Int { size.candidates * size.demand / size.experts }

  private var leastLoads: [Int32] {
    (0..<size.experts).map { shape == .minimumLoads ? Int32($0 % 2 == 0 ? meanLoad : meanLoad / 2) : 0 }
  }

  private var greatestLoads: [Int32] {
    guard shape == .tight else { return [Int32](repeating: Int32(size.load), count: size.experts) }
    let asked = size.candidates * size.demand
    let places = asked + max(1, asked / 200)
    return (0..<size.experts).map { Int32(places / size.experts + ($0 < places % size.experts ? 1 : 0)) }
  }

  /// The experts that a candidate may have before conflicts, in order.
  private mutating func row(of candidate: Int) -> [Int32] {
    if let blocked, blocked.holds(candidate) { return Array(everyExpert.prefix(blocked.experts)) }
    if let row = clusters?.row(of: candidate, pairs: size.pairsEach, experts: size.experts, &pairStream) { return row }
    if size.pairsEach >= size.experts { return everyExpert }
    return pairStream.draw(size.pairsEach, from: &pool).sorted()
  }

  private mutating func score(_ candidate: Int, _ expert: Int) -> Int {
    switch scoring {
    case .uniform: scoreStream.integer(below: AssignmentGenerator.scale + 1)
    case .equal: AssignmentGenerator.scale / 2
    case .topics(let candidates, let experts):
      candidates.overlap(candidate, with: experts, expert) * 85 / 100 + scoreStream.integer(below: 150_001)
    case .shared(let worth): worth[expert] + scoreStream.integer(below: 20_001)
    case .product(let candidates, let experts): candidates[candidate] * experts[expert]
    case .clustered:
      clusters?.areNear(candidate, expert) == true
        ? 350_000 + scoreStream.secondSmallest(of: 4, below: 650_000)
        : scoreStream.secondSmallest(of: 6, below: 600_000)
    }
  }

  /// How scores come about.
  private enum Scoring {
    case uniform
    case equal
    case topics(candidates: Topics, experts: Topics)
    case shared(worth: [Int])
    case product(candidates: [Int], experts: [Int])
    case clustered
  }
}

/// Those who cannot be served: the first fifth of the candidates, who know only the first experts.
private struct Blocked {
  let candidates: Int
  let experts: Int

  /// As many experts as leave at least one place too few.
  init(_ size: AssignmentShape.Size) {
    candidates = max(1, size.candidates / 5)
    experts = min(size.experts, (candidates * size.demand - 1) / size.load)
  }

  func holds(_ candidate: Int) -> Bool { candidate < candidates }
}

/// Mixtures of topics, each a vector of length one.
///
/// Weights are powers of uniform numbers, so that most of a mixture stands in a few topics; the fifth power is what a
/// gamma distribution of shape 1/5 is like near zero.
private struct Topics {
  private static let count = 25
  private static let length = 30_000.0
  private var weights: [Int32] = []

  init(count: Int, power: Int, _ stream: inout RandomStream) {
    weights.reserveCapacity(count * Topics.count)
    for _ in 0..<count {
      let mixture = (0..<Topics.count).map { _ in
        let draw = stream.openUnit()
        return (1..<power).reduce(draw) { product, _ in product * draw }
      }
      let norm = mixture.reduce(0) { $0 + $1 * $1 }.squareRoot()
      weights += mixture.map { Int32(($0 / norm * Topics.length).rounded()) }
    }
  }

  /// The cosine of two mixtures in millionths.
  func overlap(_ index: Int, with others: Topics, _ other: Int) -> Int {
    var sum = 0
    for topic in 0..<Topics.count {
      sum += Int(weights[index * Topics.count + topic]) * Int(others.weights[other * Topics.count + topic])
    }
    return min(1_000_000, sum / 900)
  }
}

/// Candidates and experts by topic, for problems in which a candidate knows few experts.
private struct Clusters {
  private let ofCandidate: [Int32]
  private let ofExpert: [Int32]
  private var members: [[Int32]]
  /// Which row last took an expert.
  private var taken: [Int32]

  /// Topics of some five times as many experts as a candidate has pairs.
  init(_ size: AssignmentShape.Size, _ stream: inout RandomStream) {
    let topics = max(1, size.experts / (5 * size.pairsEach))
    ofCandidate = (0..<size.candidates).map { _ in Int32(stream.integer(below: topics)) }
    ofExpert = (0..<size.experts).map { _ in Int32(stream.integer(below: topics)) }
    members = [[Int32]](repeating: [], count: topics)
    for (expert, topic) in ofExpert.enumerated() { members[Int(topic)].append(Int32(expert)) }
    taken = [Int32](repeating: -1, count: size.experts)
  }

  func areNear(_ candidate: Int, _ expert: Int) -> Bool { ofCandidate[candidate] == ofExpert[expert] }

  /// Four fifths of the pairs from the candidate's own topic, the others from all experts; who comes up twice counts
  /// once.
  mutating func row(of candidate: Int, pairs: Int, experts: Int, _ stream: inout RandomStream) -> [Int32] {
    let topic = Int(ofCandidate[candidate])
    var row = stream.draw(min(pairs * 4 / 5, members[topic].count), from: &members[topic])
    for expert in row { taken[Int(expert)] = Int32(candidate) }
    for _ in row.count..<max(row.count, pairs) {
      let expert = stream.integer(below: experts)
      guard taken[expert] != Int32(candidate) else { continue }
      taken[expert] = Int32(candidate)
      row.append(Int32(expert))
    }
    return row.sorted()
  }
}

extension RandomStream {
  /// `count` different elements, every such set equally likely; the pool is left in another order.
  fileprivate mutating func draw(_ count: Int, from pool: inout [Int32]) -> [Int32] {
    for position in 0..<count { pool.swapAt(position, position + integer(below: pool.count - position)) }
    return Array(pool.prefix(count))
  }

  /// The second smallest of `count` numbers below a bound.
  fileprivate mutating func secondSmallest(of count: Int, below bound: Int) -> Int {
    var (first, second) = (Int.max, Int.max)
    for _ in 0..<count {
      let draw = integer(below: bound)
      if draw < first { (first, second) = (draw, first) } else if draw < second { second = draw }
    }
    return second
  }
}
