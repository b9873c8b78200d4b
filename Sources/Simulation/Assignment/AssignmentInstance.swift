/// An assignment problem as `.asg` files hold it: who needs how many, who takes how many, and what each pair is worth.
///
/// The file is a row of 32-bit little-endian integers: the mark 0x41534731, the number of candidates P, of experts R
/// and of pairs E, and a scale, a power of ten; then P demands, R least loads, R greatest loads; then the pairs in
/// three columns of E: candidate, expert (both from 0) and score, an affinity times the scale. Pairs are sorted by
/// candidate, then expert; a pair that is not listed may not be assigned.
public struct AssignmentInstance: Sendable, Hashable {
  /// What a score is divided by to give an affinity.
  public var scale: Int
  public var demands: [Int32]
  public var leastLoads: [Int32]
  public var greatestLoads: [Int32]
  public var candidates: [Int32]
  public var experts: [Int32]
  public var scores: [Int32]

  /// Why a row of words is not an instance.
  public enum Fault: Error, Hashable, Sendable {
    /// It does not begin with the mark and a sound header.
    case notAnInstance
    /// The header promises another number of words.
    case wrongLength(words: Int, promised: Int)
    /// A pair names a candidate or an expert that the header does not count, or stands before its place.
    case pairOutOfPlace(Int)
  }

  private static let mark: Int32 = 0x4153_4731
  private static let headerLength = 5

  /// A problem without pairs, to which they are added in their order.
  init(scale: Int, demands: [Int32], leastLoads: [Int32], greatestLoads: [Int32], expectedPairs: Int) {
    self.scale = scale
    self.demands = demands
    self.leastLoads = leastLoads
    self.greatestLoads = greatestLoads
    candidates = []
    experts = []
    scores = []
    candidates.reserveCapacity(expectedPairs)
    experts.reserveCapacity(expectedPairs)
    scores.reserveCapacity(expectedPairs)
  }

  /// Reads the words of a file. Complexity: linear.
  public init(words: [Int32]) throws(Fault) {
    guard words.count >= AssignmentInstance.headerLength, words[0] == AssignmentInstance.mark,
      words[1...3].allSatisfy({ $0 >= 0 }), AssignmentInstance.isPowerOfTen(words[4])
    else { throw .notAnInstance }
    let (people, judges, pairs) = (Int(words[1]), Int(words[2]), Int(words[3]))
    let promised = AssignmentInstance.headerLength + people + 2 * judges + 3 * pairs
    guard words.count == promised else { throw .wrongLength(words: words.count, promised: promised) }
    var start = AssignmentInstance.headerLength
    func column(_ count: Int) -> [Int32] {
      defer { start += count }
      return Array(words[start..<start + count])
    }
    scale = Int(words[4])
    demands = column(people)
    leastLoads = column(judges)
    greatestLoads = column(judges)
    candidates = column(pairs)
    experts = column(pairs)
    scores = column(pairs)
    for pair in 0..<pairs {
      guard candidates[pair] >= 0, candidates[pair] < people, experts[pair] >= 0, experts[pair] < judges,
        pair == 0 || (candidates[pair - 1], experts[pair - 1]) < (candidates[pair], experts[pair])
      else { throw .pairOutOfPlace(pair) }
    }
  }

  /// The words of a file. Complexity: linear.
  public var words: [Int32] {
    var words: [Int32] = []
    words.reserveCapacity(
      AssignmentInstance.headerLength + demands.count + 2 * leastLoads.count + 3 * scores.count)
    words += [AssignmentInstance.mark] + [demands.count, leastLoads.count, scores.count, scale].map { Int32($0) }
    for column in [demands, leastLoads, greatestLoads, candidates, experts, scores] { words += column }
    return words
  }

  private static func isPowerOfTen(_ value: Int32) -> Bool {
    var rest = value
    while rest > 1 && rest % 10 == 0 { rest /= 10 }
    return rest == 1
  }
}
