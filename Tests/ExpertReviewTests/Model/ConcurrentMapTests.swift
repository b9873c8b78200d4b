import Testing

@testable import ExpertReview

@Suite struct `Working on several threads` {
  @Test(arguments: [1, 2, 3, 8], [0, 1, 63, 64, 65, 1_000])
  func `results stand in the order of what they are of, whatever the threads`(threads: Int, count: Int) {
    let elements = Array(0..<count)
    #expect(concurrentMap(elements, threads: threads) { "\($0)" } == elements.map { "\($0)" })
  }

  @Test func `there is a processor`() { #expect(processorCount >= 1) }

  private struct Refused: Error, Equatable {}

  @Test func `two pieces of work done at the same time give what each comes to`() throws {
    let (first, second) = both({ (1...1_000).reduce(0, +) }, { "beside" })
    #expect(first == 500_500 && second == "beside")
    #expect(throws: Refused.self) {
      try both({ () throws(Refused) -> Int in throw Refused() }, { "beside" })
    }
  }
}
