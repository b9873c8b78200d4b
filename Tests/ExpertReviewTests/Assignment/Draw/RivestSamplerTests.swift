import Foundation
import RoundStore
import Testing

@testable import ExpertReview

extension RivestSampler {
  /// A sampler with the digest that the program draws with.
  init(_ seed: String) { self.init(seed: seed) { Digest(of: $0).bytes } }
}

@Suite struct RivestSamplerTests {
  private struct Case: Decodable {
    struct Input: Decodable {
      let count: Int
      let seed: String
      let total: Int
    }
    let data: Input
    let expected: [Int]
  }
  private struct Cases: Decodable { let tests: [Case] }

  @Test func `all ten published cases come out to the number`() throws {
    let file =
      #filePath.split(separator: "/").dropLast(4).reduce(into: "") { $0 += "/" + $1 }
      + "/Golden/rivest_sampler/tests.json"
    let cases = try JSONDecoder().decode(Cases.self, from: try Data(contentsOf: URL(filePath: file))).tests
    #expect(cases.count == 10)
    for test in cases {
      let sampler = RivestSampler(test.data.seed)
      let numbers = (1...test.data.count).map { sampler.number(of: $0, outOf: test.data.total) }
      #expect(numbers == test.expected, "seed \(test.data.seed)")
    }
  }

  @Test func `the remainder is that of the whole integer`() {
    // 2²⁵⁶ − 1 = 2 × (2²⁵⁵ − 1) + 1; modulo 7, 2³ = 1 and 256 = 3 × 85 + 1, so 2²⁵⁶ − 1 = 1; modulo 1000 it is 935.
    let ones = RivestSampler(seed: "") { _ in [UInt8](repeating: 255, count: 32) }
    #expect(ones.number(of: 1, outOf: 7) == 2)
    #expect(ones.number(of: 1, outOf: 1000) == 936)
    #expect(ones.number(of: 1, outOf: 1) == 1)
    // 2²⁵⁵ alone: the first byte is the highest.
    let high = RivestSampler(seed: "") { _ in [128] + [UInt8](repeating: 0, count: 31) }
    #expect(high.number(of: 1, outOf: 1000) == 969)
    #expect(high.number(of: 1, outOf: Int(Int32.max)) == 1 + (1 << (255 % 31)))
  }

  @Test func `what is hashed is the seed, a comma and the number`() {
    // The first bytes of the text itself stand in for a digest.
    let sampler = RivestSampler(seed: "七 3 5") { text in Array((text + [UInt8](repeating: 0, count: 32)).prefix(32)) }
    #expect(sampler.input(of: 17) == "七 3 5,17")
    #expect(sampler.digest(of: 17).starts(with: Array("七 3 5,17".utf8)))
  }
}
