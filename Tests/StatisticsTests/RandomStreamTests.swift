import Statistics
import Testing

/// Known answers of Philox4x32-10 from the test vectors published with Random123 (D. E. Shaw Research), file
/// `tests/kat_vectors`, rows `philox4x32 10`.
private let knownAnswers: [(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, output: SIMD4<UInt32>)] = [
  (SIMD4(repeating: 0), SIMD2(repeating: 0), SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
  (
    SIMD4(repeating: .max), SIMD2(repeating: .max), SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
  ),
  (
    SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
    SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
  ),
]

private func draws(_ count: Int, of stream: RandomStream) -> [UInt64] {
  var stream = stream
  return (0..<count).map { _ in stream.next() }
}

@Suite struct RandomStreamTests {
  @Test(arguments: knownAnswers.indices)
  func `the published known answers of Philox come out`(row: Int) {
    let answer = knownAnswers[row]
    #expect(Philox.block(counter: answer.counter, key: answer.key) == answer.output)
  }

  @Test func `a stream reads the blocks of its index in order, low words first`() {
    let seed: UInt64 = 0x299f_31d0_a409_3822
    let index: UInt64 = 0x0370_7344_1319_8a2e
    let second = Philox.block(
      counter: SIMD4(1, 0, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
    #expect(
      Array(draws(4, of: RandomStream(seed: seed, stream: index))[2...]) == [
        UInt64(second[1]) << 32 | UInt64(second[0]), UInt64(second[3]) << 32 | UInt64(second[2]),
      ])
  }

  @Test func `the same seed and index give the same numbers, another of either gives others`() {
    let reference = draws(64, of: RandomStream(seed: 7, stream: 3))
    #expect(reference == draws(64, of: RandomStream(seed: 7, stream: 3)))
    #expect(Set(reference).isDisjoint(with: draws(64, of: RandomStream(seed: 7, stream: 4))))
    #expect(Set(reference).isDisjoint(with: draws(64, of: RandomStream(seed: 8, stream: 3))))
  }

  /// Computed by a second implementation of hash and generator, in Python.
  @Test func `text seeds and labels give these numbers for ever`() {
    #expect(RandomStream.hash("") == 0xf52a_15e9_a9b5_e89b)
    #expect(draws(2, of: RandomStream(seed: "demo")) == [0x9635_4312_d55e_ca7b, 0x7362_2263_8817_c246])
    #expect(
      draws(2, of: RandomStream(seed: "demo", label: "experts")) == [0x6675_d03c_8d3f_68be, 0x43d3_dddb_0c14_daf5])
  }

  @Test func `streams of one seed are not correlated`() {
    // The correlation of n independent pairs has standard deviation 1/√n; 5 of them are passed once in two million.
    let count = 20_000
    let first = draws(count, of: RandomStream(seed: 1, stream: 0)).map { Double($0 >> 11) * 0x1p-53 - 0.5 }
    let second = draws(count, of: RandomStream(seed: 1, stream: 1)).map { Double($0 >> 11) * 0x1p-53 - 0.5 }
    let correlation = zip(first, second).map { $0 * $1 }.reduce(0, +) / Double(count) * 12
    #expect(abs(correlation) < 5 / Double(count).squareRoot())
  }
}
