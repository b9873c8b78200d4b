import Statistics
import Testing

@testable import ExpertReview

@Suite struct `The order of values` {
  /// The same by comparing, the earlier of equals first.
  private func compared(_ values: [ExactRatio]) -> [Int32] {
    values.indices.sorted {
      values[$1] < values[$0] || !(values[$0] < values[$1]) && $0 < $1
    }.map { Int32($0) }
  }

  @Test(arguments: [0, 1, 2, 1_023, 1_024, 3_000], [1, 3, 1_000, 1_000_000_000])
  func `is the one that comparisons give, with or without digits`(count: Int, spread: Int) {
    var stream = RandomStream(seed: UInt64(count + spread))
    let values = (0..<count).map { _ in
      ExactRatio(Int128(stream.integer(below: spread)) - Int128(spread / 2), 10_000)
    }
    #expect(highestFirst(values) == compared(values))
  }

  @Test func `holds for quotients over several denominators`() {
    var stream = RandomStream(seed: 1)
    let values = (0..<2_000).map { _ in
      ExactRatio(Int128(stream.integer(below: 50)), Int128(1 + stream.integer(below: 7)))
    }
    #expect(highestFirst(values) == compared(values))
  }

  @Test func `holds for values too far apart for 64 bits, and for the farthest that are not`() {
    for spread in [Int128(UInt64.max), Int128(UInt64.max) + 1, Int128.max] {
      let values = (0..<1_500).map { number -> ExactRatio in
        let numerators: [Int128] = [spread - 1, -1, Int128(number)]
        return ExactRatio(numerators[number % 3], 7)
      }
      #expect(highestFirst(values) == compared(values))
    }
  }
}
