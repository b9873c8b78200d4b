import Testing

@testable import Flow

@Suite struct `Networks as text` {
  private func text(_ network: Network) -> String { String(decoding: network.dimacs(), as: UTF8.self) }

  @Test func `a network reads as it was written, and its solution has a line for each arc with flow`() throws {
    let text = """
      c two ways\r
      p min 3 3\r

      n 1 4
      n 3 -4
      a 1 3 0 10 5
      a 1 2 1 3 1
      a  2\t3 0 8 -1
      """
    let network = try Network(dimacs: Array(text.utf8))
    #expect(network.arcCount == 3 && network.supply(of: 2) == -4)
    #expect(network[arc: 2] == Network.Arc(tail: 1, head: 2, lower: 0, capacity: 8, cost: -1))
    let solution = try #require(minimumCostFlow(network).solution)
    #expect(String(decoding: solution.dimacs(of: network), as: UTF8.self) == "s 5\nf 1 3 1\nf 1 2 3\nf 2 3 3\n")
  }

  @Test func `written text reads back equal`() throws {
    var draw = Draw(state: 41)
    for _ in 0..<200 {
      let network = try anyNetwork(&draw)
      let again = try Network(dimacs: network.dimacs())
      #expect(text(again) == text(network))
      #expect(again.nodeCount == network.nodeCount && again.arcCount == network.arcCount)
      for arc in 0..<network.arcCount { #expect(again[arc: arc] == network[arc: arc]) }
      for node in 0..<network.nodeCount { #expect(again.supply(of: node) == network.supply(of: node)) }
    }
  }

  @Test(arguments: [
    ("", 1, DimacsFault.Kind.problemLineMissing),
    ("c only\n", 2, .problemLineMissing),
    ("a 1 2 0 1 1\n", 1, .problemLineMissing),
    ("n 1 1\n", 1, .problemLineMissing),
    ("p max 2 1\n", 1, .notMinimum("max")),
    ("p min 2\n", 1, .wrongFieldCount(expected: 3, found: 2)),
    ("p min 2 0\np min 2 0\n", 2, .secondProblemLine),
    ("p min -2 0\n", 1, .countOutOfRange(-2)),
    ("p min 2 3000000000\n", 1, .countOutOfRange(3_000_000_000)),
    ("p min two 0\n", 1, .notANumber("two")),
    ("p min 99999999999999999999 0\n", 1, .notANumber("99999999999999999999")),
    ("p min 2 0\nx 1\n", 2, .unknownLine("x")),
    ("p min 2 0\nn 3 1\n", 2, .noSuchNode(3, nodeCount: 2)),
    ("p min 2 0\nn 1 -\n", 2, .notANumber("-")),
    ("p min 2 0\nn 1 2.5\n", 2, .notANumber("2.5")),
    ("p min 2 0\nn 1 1\nn 1 1\n", 3, .supplySetTwice(node: 1)),
    ("p min 2 1\na 0 2 0 1 1\n", 2, .noSuchNode(0, nodeCount: 2)),
    ("p min 2 1\na 1 2 0 1\n", 2, .wrongFieldCount(expected: 5, found: 4)),
    ("p min 2 1\na 1 2 2 1 0\n", 2, .refused(.boundsOutOfOrder(lower: 2, capacity: 1))),
    ("p min 2 1\n", 2, .wrongArcCount(promised: 1, found: 0)),
    ("p min 2 0\na 1 2 0 1 1", 3, .wrongArcCount(promised: 0, found: 1)),
  ])
  func `a line that cannot be read is named`(text: String, line: Int, kind: DimacsFault.Kind) {
    #expect {
      try Network(dimacs: Array(text.utf8))
    } throws: { error in
      let fault = error as? DimacsFault
      return fault?.line == line && fault?.kind == kind
    }
  }

  @Test func `the ends of the whole numbers are read and refused by the network`() {
    for (text, cost) in [("9223372036854775807", Int64.max), ("-9223372036854775808", .min)] {
      #expect {
        try Network(dimacs: Array("p min 1 1\na 1 1 0 1 \(text)\n".utf8))
      } throws: { error in
        (error as? DimacsFault)?.kind == .refused(.costTooLarge(cost, largest: (1 << 59) / 2))
      }
    }
  }
}
