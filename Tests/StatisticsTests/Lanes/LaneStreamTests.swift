import Testing

@testable import Statistics

private func stream(_ replicate: UInt64, _ purpose: UInt16 = 0, seed: UInt64 = 1) -> LaneStream {
  LaneStream(seed: seed, replicate: replicate, purpose: purpose)
}

/// The correlation of words read as numbers of [−½, ½), in units of its standard deviation under independence, 1/√n.
private func correlation(_ first: [UInt32], _ second: [UInt32]) -> Double {
  let products = zip(first, second).map { (Double($0) * 0x1p-32 - 0.5) * (Double($1) * 0x1p-32 - 0.5) }
  return products.reduce(0, +) * 12 / Double(first.count).squareRoot()
}

@Suite struct `Streams in lanes` {
  /// Computed by a second implementation of Philox and xoshiro128++, in Python.
  @Test func `a seed, a replicate and a purpose give these words for ever`() {
    var stream = stream(5 << 32 | 3, 7, seed: 0x0123_4567_89AB_CDEF)
    #expect(
      stream.words(16) == [
        0x3E68_F9A1, 0x9B05_ED8B, 0x16B3_1D76, 0xF537_02BD, 0xEA70_4313, 0x8A67_981F, 0x705C_A366, 0xA206_84AA,
        0x2627_4E31, 0x0828_4C30, 0x8224_81F9, 0x5D6B_EEF5, 0xFCB3_9371, 0x3B5B_0CEC, 0xF7D3_DC6A, 0x8BCB_9A4C,
      ])
  }

  @Test func `words come in eights, and what remains of the last eight is left out`() {
    var (whole, parted) = (stream(0), stream(0))
    let words = whole.words(32)
    #expect(parted.words(8) + parted.words(16) == Array(words[..<24]))
    #expect(parted.words(3) == Array(words[24..<27]))
    #expect(parted.words(8) == whole.words(8))
    #expect(parted.words(0).isEmpty)
  }

  @Test func `another seed, replicate or purpose gives other words`() {
    var streams = [stream(0), stream(1), stream(1 << 32), stream(0, 1), stream(0, .max), stream(0, seed: 2)]
    var seen: Set<UInt32> = []
    // 384 different ones of 2^32: two alike by chance once in sixty thousand such tests.
    for number in streams.indices { seen.formUnion(streams[number].words(64)) }
    #expect(seen.count == 384)
  }

  @Test func `lanes, neighbouring replicates and purposes are not correlated`() {
    let count = 1 << 14
    var (base, replicate, purpose) = (stream(6), stream(7), stream(6, 1))
    let words = base.words(count)
    // Fixed seeds; each figure is standard normal, so 4.5 is passed once in 150,000.
    #expect(abs(correlation(words, replicate.words(count))) < 4.5)
    #expect(abs(correlation(words, purpose.words(count))) < 4.5)
    for lag in [1, 2, 7, 8, 16] {
      #expect(abs(correlation(Array(words.dropLast(lag)), Array(words.dropFirst(lag)))) < 4.5, "lag \(lag)")
    }
  }

  @Test func `every bit of a word is set in half of all words, in every lane`() {
    var stream = stream(3)
    var counts = [Int](repeating: 0, count: 8 * 32)
    let rounds = 4000
    for (position, word) in stream.words(8 * rounds).enumerated() {
      for bit in 0..<32 where word >> UInt32(bit) & 1 == 1 { counts[position % 8 * 32 + bit] += 1 }
    }
    // Standard deviation ½√4000; of 256 figures one passes five deviations once in seven thousand tests.
    for count in counts { #expect(abs(Double(count - rounds / 2)) < 5 * Double(rounds).squareRoot() / 2) }
  }

  @Test func `first words of a thousand replicates are spread evenly`() {
    var counts = [Int](repeating: 0, count: 16)
    for replicate in 0..<UInt64(1000) {
      var stream = stream(replicate)
      for word in stream.words(8) { counts[Int(word >> 28)] += 1 }
    }
    let expected = 500.0
    let square = counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }.reduce(0, +)
    // Fifteen degrees of freedom: 45 is passed once in twelve thousand.
    #expect(square < 45)
  }
}
