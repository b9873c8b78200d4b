/// A stream of random numbers for simulations, drawn eight words at a time: some eight times as fast as `RandomStream`.
///
/// # Method
///
/// Eight generators xoshiro128++ (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM
/// Transactions on Mathematical Software 47(4) (2021) art. 36) run side by side, one in each lane of a vector; word
/// *8k + l* of the stream is word *k* of lane *l*. A lane's 128 bits of state are one block of Philox (see `Philox`)
/// under the seed as key, whose counter holds the replicate, the purpose and the lane.
///
/// # Independence
///
/// For one seed Philox maps counters to states one to one, so no two lanes of any replicates and purposes start in the
/// same state. All states but nought lie on one cycle of 2^128 − 1. Of *n* lanes started at random, each *L* words
/// long, two overlap with a probability of at most n² L ÷ 2^128: for a thousand million replicates of four thousand
/// words a lane, 2^-50. The counters are of a range that no `RandomStream` of that seed reaches within 2^63 blocks.
///
/// Beginning a stream costs eight blocks of Philox, and needs nothing but its three numbers: any thread may run any
/// replicate, in any order, with equal bytes. Integer arithmetic, and for the reals +, −, × and square roots only: the
/// same numbers on every machine.
///
/// Not for lots, nor for anything that must be kept secret or can be contested: that is `RandomStream`.
public struct LaneStream: Sendable {
  private var lower: Quarters
  private var upper: Quarters

  /// The four words of state of four lanes.
  private struct Quarters: Sendable {
    var a: SIMD4<UInt32>
    var b: SIMD4<UInt32>
    var c: SIMD4<UInt32>
    var d: SIMD4<UInt32>

    /// The lanes from a number on, of a counter's last three words.
    init(from lane: UInt32, _ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) {
      func state(_ lane: UInt32) -> SIMD4<UInt32> {
        let state = Philox.block(counter: SIMD4(lane, counter[1], counter[2], counter[3]), key: key)
        // Nought is the one state that a lane would never leave; one counter in 2^128 leads to it.
        return state == SIMD4() ? SIMD4(repeating: 0x9E37_79B9) : state
      }
      let (first, second, third, fourth) = (state(lane), state(lane + 1), state(lane + 2), state(lane + 3))
      a = SIMD4(first[0], second[0], third[0], fourth[0])
      b = SIMD4(first[1], second[1], third[1], fourth[1])
      c = SIMD4(first[2], second[2], third[2], fourth[2])
      d = SIMD4(first[3], second[3], third[3], fourth[3])
    }

    /// A left shift is written as a product: of two shifts the compiler makes a rotation, and the plain instructions of
    /// x86-64 rotate one lane at a time.
    @inline(__always) mutating func next() -> SIMD4<UInt32> {
      let sum = a &+ d
      let scrambled = ((sum &* alike(128)) | (sum &>> 25)) &+ a
      let shifted = b &* alike(512)
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= shifted
      d = (d &* alike(2048)) | (d &>> 21)
      return scrambled
    }
  }

  /// The stream of a replicate for a purpose: what is drawn for one does not move what is drawn for another.
  ///
  /// - Parameters:
  ///   - seed: of the whole study; see `RandomStream.hash` for text.
  ///   - replicate: from nought.
  ///   - purpose: a number that the caller gives each kind of draw.
  public init(seed: UInt64, replicate: UInt64, purpose: UInt16) {
    func low(_ value: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: value) }
    let key = SIMD2(low(seed), low(seed >> 32))
    let counter = SIMD4(0, 1 << 31 | UInt32(purpose), low(replicate), low(replicate >> 32))
    lower = Quarters(from: 0, counter, key: key)
    upper = Quarters(from: 4, counter, key: key)
  }

  /// Fills a buffer with the next words, every value of each equally likely; lanes are used whole, so that a buffer
  /// whose length is no multiple of eight leaves out what remains of the last eight. Complexity: linear.
  public mutating func fillWords(_ words: UnsafeMutableBufferPointer<UInt32>) {
    guard let base = words.baseAddress else { return }
    let whole = words.count / 8 * 8
    draw(base, whole)
    guard whole < words.count else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 8) { last in
      guard let eight = last.baseAddress else { return }
      draw(eight, 8)
      (base + whole).update(from: eight, count: words.count - whole)
    }
  }

  /// Writes words. Precondition: their number is a multiple of eight.
  @inline(never) private mutating func draw(_ words: UnsafeMutablePointer<UInt32>, _ count: Int) {
    // Copies of the state stay in registers while the words are written.
    var (lower, upper) = (self.lower, self.upper)
    var place = 0
    while place < count {
      let bytes = UnsafeMutableRawPointer(words + place)
      bytes.storeBytes(of: lower.next(), as: SIMD4<UInt32>.self)
      bytes.storeBytes(of: upper.next(), toByteOffset: 16, as: SIMD4<UInt32>.self)
      place &+= 8
    }
    self.lower = lower
    self.upper = upper
  }

  /// The next words in an array; see `fillWords`.
  public mutating func words(_ count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      fillWords(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      filled = count
    }
  }
}

/// A word in each of four lanes.
@inline(__always) private func alike(_ word: UInt32) -> SIMD4<UInt32> { SIMD4(repeating: word) }
