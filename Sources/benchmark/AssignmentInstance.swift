import Glibc

/// An assignment problem as `.asg` files hold it.
///
/// The file is a row of 32-bit little-endian integers: the mark 0x41534731, the number of candidates P, of experts R
/// and of pairs E, and a scale; then P demands, R least loads, R greatest loads; then the pairs in three columns of E:
/// candidate, expert (both from 0) and score, an affinity times the scale. Pairs are sorted by candidate, then expert;
/// a pair that is not listed may not be assigned.
struct AssignmentInstance {
  let scale: Int
  let demands: [Int32]
  let leastLoads: [Int32]
  let greatestLoads: [Int32]
  let candidates: [Int32]
  let experts: [Int32]
  let scores: [Int32]

  /// Why a file is not an instance.
  enum Fault: Error {
    case unreadable(code: Int32)
    case notAnInstance
    /// The header promises another length.
    case wrongLength(bytes: Int, promised: Int)
    case pairOutOfRange(Int)

    var message: String {
      switch self {
      case .unreadable(let code): "cannot be read: \(String(cString: strerror(code)))"
      case .notAnInstance: "is not an .asg file: it does not begin with the mark 0x41534731 and a sound header"
      case .wrongLength(let bytes, let promised): "has \(bytes) bytes where its header promises \(promised)"
      case .pairOutOfRange(let pair): "names a candidate or expert in pair \(pair) that its header does not count"
      }
    }
  }

  private static let mark: Int32 = 0x4153_4731

  init(file: String) throws(Fault) {
    let words = try AssignmentInstance.words(of: file)
    guard words.count >= 5, words[0] == AssignmentInstance.mark, words[1...3].allSatisfy({ $0 >= 0 }),
      AssignmentInstance.isPowerOfTen(words[4])
    else { throw .notAnInstance }
    let (people, judges, pairs) = (Int(words[1]), Int(words[2]), Int(words[3]))
    let promised = 5 + people + 2 * judges + 3 * pairs
    guard words.count == promised else { throw .wrongLength(bytes: 4 * words.count, promised: 4 * promised) }
    var start = 5
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
      guard candidates[pair] >= 0, candidates[pair] < people, experts[pair] >= 0, experts[pair] < judges else {
        throw .pairOutOfRange(pair)
      }
    }
  }

  private static func isPowerOfTen(_ value: Int32) -> Bool {
    var rest = value
    while rest > 1 && rest % 10 == 0 { rest /= 10 }
    return rest == 1
  }

  /// The whole words of a file.
  private static func words(of file: String) throws(Fault) -> [Int32] {
    guard let stream = fopen(file, "rb") else { throw .unreadable(code: errno) }
    defer { fclose(stream) }
    guard fseek(stream, 0, SEEK_END) == 0 else { throw .unreadable(code: errno) }
    let bytes = ftell(stream)
    guard bytes >= 0 else { throw .unreadable(code: errno) }
    rewind(stream)
    let count = bytes / 4
    let words = [Int32](unsafeUninitializedCapacity: count) { $1 = fread($0.baseAddress, 4, count, stream) }
    guard words.count == count, bytes % 4 == 0 else { throw .notAnInstance }
    return words
  }
}
