import Statistics
import Testing

@testable import Simulation

/// Keys of a row, with ties, with keys far apart, and with candidates that have none.
private func keys(_ count: Int, _ stream: inout RandomStream) -> [Int64] {
  let kind = stream.integer(below: 5)
  return (0..<count).map { _ in
    switch kind {
    case 0: Int64(stream.integer(below: 4))
    case 1: Int64(stream.integer(in: -1_000_000...1_000_000))
    case 2: stream.chance(0.2) ? Int64.min : Int64(stream.integer(below: 30)) - 15
    case 3: Int64(bitPattern: stream.next())
    default: Int64(stream.integer(below: 3)) << 40 + Int64(stream.integer(below: 3))
    }
  }
}

private func places(_ keys: [Int64]) -> Places {
  var places = Places(keys.count)
  keys.withUnsafeBufferPointer { places.rank($0) }
  return places
}

@Suite struct `Places of candidates` {
  @Test(arguments: [1, 2, 3, 9, 60, 100, 300, 1024, 1500])
  func `are the mean ranks of the keys, doubled`(count: Int) {
    var stream = RandomStream(seed: "places", stream: UInt64(count))
    var places = Places(count)
    for _ in 0..<(count > 200 ? 10 : 60) {
      let keys = keys(count, &stream)
      keys.withUnsafeBufferPointer { places.rank($0) }
      // Ranks of ranks: doubles do not hold all keys.
      let order = Dictionary(uniqueKeysWithValues: Set(keys).sorted().enumerated().map { ($1, Double($0)) })
      let ranked = ranks(of: keys.map { order[$0] ?? 0 })
      #expect(places.doubled.map { Double($0) / 2 } == ranked)
      #expect(places.hasTies == (order.count < count))
      #expect(
        places.equals.indices.allSatisfy { place in Int(places.equals[place]) == keys.count { $0 == keys[place] } })
      let spread = ranked.reduce(0) { $0 + (2 * $1 - Double(count + 1)) * (2 * $1 - Double(count + 1)) }
      #expect(Double(places.spread) == spread)
    }
  }

  @Test(arguments: [5, 100, 1100])
  func `by real numbers are those of the numbers, nought like less than nought`(count: Int) {
    var stream = RandomStream(seed: "reals", stream: UInt64(count))
    var places = Places(count)
    for round in 0..<20 {
      var values = (0..<count).map { _ in
        stream.chance(0.1) ? Float(0) : stream.chance(0.1) ? -0.0 : Float(stream.standardNormal())
      }
      if round % 2 == 1 { values[0] = StandardisedTotals.none }
      values.withUnsafeBufferPointer { places.rank($0) }
      #expect(places.doubled.map { Double($0) / 2 } == ranks(of: values.map(Double.init)))
    }
  }

  @Test func `of nobody with a key are one place for all`() {
    let places = places([.min, .min, .min])
    #expect(places.doubled == [4, 4, 4] && places.spread == 0)
  }
}

@Suite struct `Agreement of two orders` {
  @Test(arguments: [2, 3, 10, 100, 400])
  func `is what Spearman's and Kendall's formulas say`(count: Int) {
    var stream = RandomStream(seed: "agreement", stream: UInt64(count))
    var agreement = OrderAgreement(count)
    for _ in 0..<40 {
      let (first, second) = (places(keys(count, &stream)), places(keys(count, &stream)))
      let (a, b) = (first.doubled.map(Double.init), second.doubled.map(Double.init))
      for (found, expected) in [
        (agreement.spearman(first, second), spearman(a, b)),
        (agreement.kendall(first, second), KendallTau(a, b)?.value),
      ] {
        guard let found, let expected else {
          #expect(found == nil && expected == nil)
          continue
        }
        // Both divide whole numbers once; a few last places of rounding remain.
        #expect(abs(found - expected) < 1e-14)
      }
    }
  }

  @Test func `recall is the mean over all ways to settle ties`() {
    // Truth 5 > 4 > 3 > 2 > 1; the second row holds 4, 3 and 2 equal below 1.
    let (truth, found) = (places([5, 4, 3, 2, 1]), places([0, 6, 6, 6, 9]))
    let agreement = OrderAgreement(5)
    // In by the second: the last, and one of three for the second place.
    #expect(abs(agreement.recall(truth, found, line: 2) - (1.0 / 3) / 2) < 1e-15)
    #expect(abs(agreement.recall(truth, found, line: 3) - (2.0 / 3 * 2) / 3) < 1e-15)
    #expect(agreement.recall(truth, found, line: 4) == 0.75)
    #expect(agreement.recall(truth, truth, line: 2) == 1)
    #expect(found.chance(of: 4, line: 1) == 1 && found.chance(of: 0, line: 4) == 0)
  }

  @Test func `recall without ties counts who is above both lines`() {
    var stream = RandomStream(seed: "recall")
    let agreement = OrderAgreement(50)
    for _ in 0..<50 {
      let (a, b) = (stream.shuffled(Array(0..<Int64(50))), stream.shuffled(Array(0..<Int64(50))))
      let line = stream.integer(in: 1...50)
      let both = a.indices.count { a[$0] >= 50 - line && b[$0] >= 50 - line }
      #expect(agreement.recall(places(a), places(b), line: line) == Double(both) / Double(line))
    }
  }
}
