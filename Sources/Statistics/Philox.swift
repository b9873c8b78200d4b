/// The Philox4x32-10 bijection: a keyed scrambling of 128-bit counters whose outputs serve as random numbers.
///
/// Method: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11
/// (2011). Ten rounds; in each, two of the four counter words are multiplied by fixed odd constants into 64 bits, and
/// the high halves are mixed with the other words and the round's key, which grows by Weyl increments. For a fixed key
/// the map is one to one on counters, so no block repeats within 2^128 blocks, and any block is reached in constant
/// time. Only integer arithmetic: the same numbers on every machine.
public enum Philox {
  /// The four words that the counter's four words become under a key of two words.
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3])
    var (even, odd) = (key[0], key[1])
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) &* UInt64(a)
      let second = UInt64(0xCD9E_8D57) &* UInt64(c)
      a = UInt32(truncatingIfNeeded: second >> 32) ^ b ^ even
      b = UInt32(truncatingIfNeeded: second)
      c = UInt32(truncatingIfNeeded: first >> 32) ^ d ^ odd
      d = UInt32(truncatingIfNeeded: first)
      even &+= 0x9E37_79B9
      odd &+= 0xBB67_AE85
    }
    return SIMD4(a, b, c, d)
  }
}
