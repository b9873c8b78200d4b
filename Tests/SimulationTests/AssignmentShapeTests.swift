import Simulation
import Testing

/// A small problem of every shape.
private func small(_ shape: AssignmentShape, seed: String = "1") -> AssignmentInstance {
  AssignmentInstance.generate(shape, size: smallSize(shape), seed: seed)
}

private func smallSize(_ shape: AssignmentShape) -> AssignmentShape.Size {
  switch shape {
  case .sparse, .national, .nationalShared:
    AssignmentShape.Size(candidates: 400, experts: 300, pairsEach: 20, demand: 3, load: 6)
  default: AssignmentShape.Size(candidates: 60, experts: 50, pairsEach: 50, demand: 3, load: 6)
  }
}

/// The words folded into one number (FNV-1a), so that a changed byte is seen.
private func digest(_ instance: AssignmentInstance) -> String {
  let digest = instance.words.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { state, word in
    (state ^ UInt64(UInt32(bitPattern: word))) &* 0x0000_0100_0000_01B3
  }
  return String(digest, radix: 16)
}

@Suite struct AssignmentShapes {
  @Test(arguments: [
    (AssignmentShape.uniform, "6ae6eee35eec99fd"),
    (.lowRank, "67dfd11e5cd308c5"),
    (.sparse, "ee02188ed663439a"),
    (.tight, "31384e3d711dd8"),
    (.shared, "e307dac49ba0c9df"),
    (.product, "96525b4fb548c6b9"),
    (.blocked, "39477783e6d2ca9c"),
    (.minimumLoads, "a7daf437eeddfecd"),
    (.allEqual, "9c20334e5f1fece9"),
    (.national, "ee02188ed663439a"),
    (.nationalShared, "214a15697977915"),
  ])
  func `a shape and a seed give the same words on every machine`(shape: AssignmentShape, words: String) {
    #expect(digest(small(shape)) == words)
  }

  @Test(arguments: AssignmentShape.allCases)
  func `another seed is another problem of the same size`(shape: AssignmentShape) {
    let (first, second) = (small(shape), small(shape, seed: "2"))
    #expect(first == small(shape))
    #expect(shape == .allEqual ? first.experts != second.experts : first.scores != second.scores)
    #expect(first.demands == second.demands && first.greatestLoads == second.greatestLoads)
  }

  @Test(arguments: AssignmentShape.allCases)
  func `what is made up is an instance, its pairs sorted and its scores from nothing to one`(
    shape: AssignmentShape
  ) throws {
    let instance = small(shape)
    #expect(try AssignmentInstance(words: instance.words) == instance)
    #expect(instance.scores.allSatisfy { $0 >= 0 && $0 <= 1_000_000 })
    let size = smallSize(shape)
    #expect(instance.demands == [Int32](repeating: 3, count: size.candidates))
    #expect(instance.leastLoads.count == size.experts && instance.greatestLoads.count == size.experts)
  }

  @Test(arguments: [AssignmentShape.uniform, .lowRank, .tight, .shared, .product, .minimumLoads, .allEqual])
  func `one pair in fifty is a conflict`(shape: AssignmentShape) {
    let pairs = small(shape).scores.count
    #expect((2_880...2_980).contains(pairs), "of 3,000 pairs \(pairs) are left")
  }

  @Test func `tight has hardly more places than are asked for`() {
    #expect(small(.tight).greatestLoads.reduce(0, +) == 181)
    #expect(Set(small(.tight).greatestLoads) == [3, 4])
    let usual = AssignmentInstance.generate(
      .tight, size: AssignmentShape.Size(candidates: 2_000, experts: 50, pairsEach: 5, demand: 2, load: 1))
    #expect(usual.greatestLoads.reduce(0, +) == 4_020)
  }

  @Test func `shared preference ranks the experts alike for everyone`() {
    let instance = small(.shared)
    var best = [Int32](repeating: -1, count: 60)
    var bestScore = [Int32](repeating: -1, count: 60)
    for pair in instance.scores.indices where instance.scores[pair] > bestScore[Int(instance.candidates[pair])] {
      best[Int(instance.candidates[pair])] = instance.experts[pair]
      bestScore[Int(instance.candidates[pair])] = instance.scores[pair]
    }
    #expect(Set(best).count <= 5)
  }

  @Test func `a product has rank one`() {
    let instance = small(.product)
    var scores: [[Int32]: Int] = [:]
    for pair in instance.scores.indices {
      scores[[instance.candidates[pair], instance.experts[pair]]] = Int(instance.scores[pair])
    }
    for row in Int32(1)..<60 {
      for column in Int32(1)..<50 {
        guard let corner = scores[[0, 0]], let down = scores[[row, 0]], let across = scores[[0, column]],
          let both = scores[[row, column]]
        else { continue }
        #expect(corner * both == down * across)
      }
    }
  }

  @Test func `blocked holds a group that knows too few places`() {
    let instance = small(.blocked)
    let pairs = instance.candidates.indices.filter { instance.candidates[$0] < 12 }
    // Twelve candidates ask for 36 places and know five experts of six.
    #expect(Set(pairs.map { instance.experts[$0] }) == [0, 1, 2, 3, 4])
    #expect(pairs.count == 60)
    #expect(instance.candidates.contains(12) && instance.experts.contains(49))
  }

  @Test func `minimum loads ask of every second expert the mean`() {
    #expect(small(.minimumLoads).leastLoads.prefix(4) == [3, 1, 3, 1])
    #expect(small(.minimumLoads).leastLoads.reduce(0, +) == 100)
  }

  @Test func `a sparse problem has few pairs a candidate, and the near ones are worth more`() {
    let instance = small(.sparse)
    var count = [Int](repeating: 0, count: 400)
    for candidate in instance.candidates { count[Int(candidate)] += 1 }
    #expect((count.min() ?? 0) >= 13 && (count.max() ?? 0) <= 20)
    let high = instance.scores.count { $0 >= 350_000 }
    // Sixteen of twenty pairs are near and reach .35 at least; of the others a few do.
    #expect(high * 100 / instance.scores.count >= 78)
  }

  @Test(arguments: [
    ([Int32](), AssignmentInstance.Fault.notAnInstance),
    ([1, 0, 0, 0, 1], .notAnInstance),
    ([0x4153_4731, 0, 0, 0, 3], .notAnInstance),
    ([0x4153_4731, -1, 0, 0, 10], .notAnInstance),
    ([0x4153_4731, 1, 1, 1, 10, 1, 0, 1, 0, 0], .wrongLength(words: 10, promised: 11)),
    ([0x4153_4731, 1, 1, 1, 10, 1, 0, 1, 0, 1, 7], .pairOutOfPlace(0)),
    ([0x4153_4731, 1, 1, 1, 10, 1, 0, 1, -1, 0, 7], .pairOutOfPlace(0)),
    ([0x4153_4731, 1, 2, 2, 10, 1, 0, 0, 1, 1, 0, 0, 1, 0, 7, 7], .pairOutOfPlace(1)),
    ([0x4153_4731, 1, 1, 2, 10, 1, 0, 1, 0, 0, 0, 0, 7, 7], .pairOutOfPlace(1)),
  ])
  func `words that are no instance are refused with their fault`(words: [Int32], fault: AssignmentInstance.Fault) {
    #expect(throws: fault) { try AssignmentInstance(words: words) }
  }
}
