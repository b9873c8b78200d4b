import Testing

@testable import Flow

@Suite struct `Least entries` {
  /// Around where few become many, among keys with ties.
  @Test(arguments: [1, 2, 7, 8, 23, 24, 25, 26, 60]) func `those kept are the least, in order`(limit: Int) {
    var draw = Draw(state: UInt64(limit))
    var least = LeastEntries()
    for count in [0, 1, limit - 1, limit, limit + 1, 3 * limit + 5] {
      let keys = (0..<count).map { _ in Int64(draw(-20...20)) }
      least.begin(limit: limit)
      for (place, key) in keys.enumerated() where key < least.threshold {
        least.insert(Shortlist.Entry(key: key, cost: key, head: 0, arc: Int32(place)))
      }
      withUnsafeTemporaryAllocation(of: Shortlist.Entry.self, capacity: limit) { target in
        guard let base = target.baseAddress else { return }
        let (kept, bound) = least.finish(into: base)
        #expect((0..<kept).map { target[$0].key } == Array(keys.sorted().prefix(limit)))
        #expect(Set((0..<kept).map { target[$0].arc }).count == kept)
        #expect((0..<kept).allSatisfy { keys[Int(target[$0].arc)] == target[$0].key })
        // Nothing was left out, or nothing left out is below the bound.
        #expect(count <= limit ? bound == .max : bound == keys.sorted()[limit - 1])
      }
    }
  }
}
