import Testing

@testable import ExpertReview

@Suite struct `A sorting network` {
  /// A network that orders every row of noughts and ones orders every row (Knuth, 5.3.4, theorem Z).
  @Test(arguments: 1...13)
  func `orders every row of noughts and ones`(count: Int) {
    let network = SortingNetwork(count)
    for row in 0..<1 << count {
      var bits = row
      for pair in network.pairs where bits >> pair.first & 1 > bits >> pair.second & 1 {
        bits ^= 1 << pair.first | 1 << pair.second
      }
      // Ones last: the row is all ones above its noughts.
      let ones = row.nonzeroBitCount
      #expect(bits == ((1 << ones) - 1) << (count - ones), "\(row)")
    }
  }

  @Test func `takes few pairs`() {
    // Batcher's numbers for 2, 4, 8 and 16 values; seven leave out the three pairs of the eighth.
    #expect([2, 4, 7, 8, 16].map { SortingNetwork($0).pairs.count } == [1, 5, 16, 19, 63])
  }
}
