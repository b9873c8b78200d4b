/// A stream of random numbers that is the same on every machine for the same seed and stream index.
///
/// The generator is Philox4x32-10 (see `Philox`) run in counter mode: the seed is the key, the upper half of the
/// counter is the stream index, the lower half counts blocks. Streams of one seed therefore read disjoint parts of one
/// permutation of the 2^128 counters: they never overlap, each is 2^65 draws long, and stream 1,000,000 costs no more
/// to reach than stream 0. That is what lets replicates run in any order and on any number of threads with equal bytes.
///
/// It deliberately is no `RandomNumberGenerator`: how the standard library turns such a generator's words into integers
/// or shuffles is not promised from one Swift version to the next, so `shuffled(using:)` could change a round's bytes.
public struct RandomStream: Sendable {
  private let key: SIMD2<UInt32>
  private let index: UInt64
  private var blockNumber: UInt64 = 0
  private var words = SIMD4<UInt32>()
  private var wordsUsed = 4

  /// The stream `index` of a seed. Every pair of seed and index is a stream of its own.
  public init(seed: UInt64, stream index: UInt64 = 0) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    self.index = index
  }

  /// The stream `index` of a seed given as text: the text's UTF-8 bytes are hashed to 64 bits (`hash`). Two texts share
  /// a seed with probability 2^-64.
  public init(seed text: String, stream index: UInt64 = 0) {
    self.init(seed: RandomStream.hash(text), stream: index)
  }

  /// The stream that a label names under a seed given as text, so that parts of a program that draw for different
  /// purposes do not disturb one another. Two labels share a stream with probability 2^-64.
  public init(seed text: String, label: String) {
    self.init(seed: RandomStream.hash(text), stream: RandomStream.hash(label))
  }

  /// 64 bits from text: FNV-1a over the UTF-8 bytes (Fowler, Noll, Vo), then the finaliser of SplitMix64 (Steele, Lea,
  /// Flood 2014), because FNV alone leaves the upper bits of short texts alike.
  public static func hash(_ text: String) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
    return state ^ (state >> 31)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if wordsUsed == 4 { refill() }
    let low = UInt64(words[wordsUsed])
    let high = UInt64(words[wordsUsed + 1])
    wordsUsed += 2
    return high << 32 | low
  }

  private mutating func refill() {
    func low(_ value: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: value) }
    words = Philox.block(
      counter: SIMD4(low(blockNumber), low(blockNumber >> 32), low(index), low(index >> 32)), key: key)
    blockNumber &+= 1
    wordsUsed = 0
  }
}
