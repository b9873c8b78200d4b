/// Networks and flows as text, in the form that solvers exchange minimum-cost flow problems in.
///
/// One thing a line, fields parted by blanks, nodes counted from 1: `c` and anything, a comment; `p min NODES ARCS`,
/// once and first; `n NODE SUPPLY`, at most once a node, zero where absent; `a TAIL HEAD LOWER CAPACITY COST`, one for
/// each arc. A solution has `s COST` and `f TAIL HEAD FLOW` for each arc with flow. (First DIMACS implementation
/// challenge: "Solution of network problems: problem definition and specification of test problems", 1990.)

/// What is wrong with a line of a network's text.
public struct DimacsFault: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A line begins with none of `c`, `p`, `n` and `a`.
    case unknownLine(String)
    /// The problem line asks for another kind of problem than `min`.
    case notMinimum(String)
    /// A node or arc stands before the problem line, or there is none at all.
    case problemLineMissing
    case secondProblemLine
    /// The line of this kind has so many fields after its letter.
    case wrongFieldCount(expected: Int, found: Int)
    /// Whole numbers of 64 bits are read.
    case notANumber(String)
    /// The problem line promises nodes or arcs that cannot be held.
    case countOutOfRange(Int)
    /// Nodes are counted from 1.
    case noSuchNode(Int, nodeCount: Int)
    case supplySetTwice(node: Int)
    /// The network refuses the arc or supply.
    case refused(NetworkFault)
    /// Found at the end.
    case wrongArcCount(promised: Int, found: Int)
  }

  /// Counted from 1; for what is missing at the end, one more than the last line.
  public let line: Int
  public let kind: Kind
}

extension Network {
  /// Reads a network. Arcs keep their order. Complexity: O(bytes).
  public init(dimacs bytes: [UInt8]) throws(DimacsFault) {
    var reader = DimacsReader()
    var number = 0
    var start = 0
    while start < bytes.count {
      let stop = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      do throws(LineFault) { try reader.read(Fields(bytes[start..<stop])) } catch {
        throw DimacsFault(line: number, kind: error.kind)
      }
      start = stop + 1
    }
    do throws(LineFault) { self = try reader.network() } catch {
      throw DimacsFault(line: number + 1, kind: error.kind)
    }
  }

  /// The network as text that `init(dimacs:)` reads back equal.
  public func dimacs() -> [UInt8] {
    var text = "p min \(nodeCount) \(arcCount)\n"
    for node in 0..<nodeCount where supply(of: node) != 0 { text += "n \(node + 1) \(supply(of: node))\n" }
    for index in 0..<arcCount {
      let arc = self[arc: index]
      text += "a \(arc.tail + 1) \(arc.head + 1) \(arc.lower) \(arc.capacity) \(arc.cost)\n"
    }
    return Array(text.utf8)
  }
}

extension Solution {
  /// The solution lines of a flow of `network`. Precondition: the solution is of this network.
  public func dimacs(of network: Network) -> [UInt8] {
    precondition(flow.count == network.arcCount, "a solution of another network")
    var text = "s \(cost)\n"
    for index in flow.indices where flow[index] != 0 {
      let arc = network[arc: index]
      text += "f \(arc.tail + 1) \(arc.head + 1) \(flow[index])\n"
    }
    return Array(text.utf8)
  }
}

private struct LineFault: Error {
  let kind: DimacsFault.Kind
  init(_ kind: DimacsFault.Kind) { self.kind = kind }
}

/// The fields of a line; a carriage return is a blank.
private struct Fields {
  private let fields: [ArraySlice<UInt8>]

  init(_ line: ArraySlice<UInt8>) {
    fields = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  var letter: String? { fields.first.map { String(decoding: $0, as: UTF8.self) } }

  func require(_ count: Int) throws(LineFault) {
    guard fields.count == count + 1 else {
      throw LineFault(.wrongFieldCount(expected: count, found: fields.count - 1))
    }
  }

  func text(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }

  /// A whole number, read from its digits.
  func number(_ index: Int) throws(LineFault) -> Int {
    var digits = fields[index]
    let isNegative = digits.first == 0x2D
    if isNegative { digits = digits.dropFirst() }
    guard !digits.isEmpty else { throw LineFault(.notANumber(text(index))) }
    var value = 0
    for digit in digits {
      let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (next, isBeyond) = tens.subtractingReportingOverflow(Int(digit) - 0x30)
      guard digit >= 0x30, digit <= 0x39, !isTooLarge, !isBeyond else { throw LineFault(.notANumber(text(index))) }
      value = next
    }
    guard isNegative || value != .min else { throw LineFault(.notANumber(text(index))) }
    return isNegative ? value : -value
  }
}

private struct DimacsReader {
  private var read: Network?
  private var promised = 0
  private var hasSupply: [Bool] = []

  mutating func read(_ fields: Fields) throws(LineFault) {
    switch fields.letter {
    case nil, "c": return
    case "p": try readProblem(fields)
    case "n": try readNode(fields)
    case "a": try readArc(fields)
    case let other?: throw LineFault(.unknownLine(other))
    }
  }

  func network() throws(LineFault) -> Network {
    guard let read else { throw LineFault(.problemLineMissing) }
    guard read.arcCount == promised else {
      throw LineFault(.wrongArcCount(promised: promised, found: read.arcCount))
    }
    return read
  }

  private mutating func readProblem(_ fields: Fields) throws(LineFault) {
    guard read == nil else { throw LineFault(.secondProblemLine) }
    try fields.require(3)
    guard fields.text(1) == "min" else { throw LineFault(.notMinimum(fields.text(1))) }
    let nodes = try fields.number(2)
    promised = try fields.number(3)
    for count in [nodes, promised] {
      guard count >= 0 && count <= Network.largestCount else { throw LineFault(.countOutOfRange(count)) }
    }
    // No more room is taken beforehand than a text of ordinary length fills.
    read = Network(nodeCount: nodes, expectedArcs: min(promised, 1 << 20))
    hasSupply = [Bool](repeating: false, count: nodes)
  }

  private mutating func readNode(_ fields: Fields) throws(LineFault) {
    guard var network = read.take() else { throw LineFault(.problemLineMissing) }
    try fields.require(2)
    let node = try self.node(fields.number(1), in: network)
    guard !hasSupply[node] else { throw LineFault(.supplySetTwice(node: node + 1)) }
    hasSupply[node] = true
    let supply = try fields.number(2)
    do throws(NetworkFault) { try network.setSupply(supply, of: node) } catch { throw LineFault(.refused(error)) }
    read = network
  }

  private mutating func readArc(_ fields: Fields) throws(LineFault) {
    guard var network = read.take() else { throw LineFault(.problemLineMissing) }
    try fields.require(5)
    let tail = try node(fields.number(1), in: network)
    let head = try node(fields.number(2), in: network)
    let (lower, capacity, cost) = (try fields.number(3), try fields.number(4), try fields.number(5))
    do throws(NetworkFault) {
      try network.addArc(from: tail, to: head, lower: lower, capacity: capacity, cost: Int64(cost))
    } catch { throw LineFault(.refused(error)) }
    read = network
  }

  private func node(_ number: Int, in network: Network) throws(LineFault) -> Int {
    guard number >= 1 && number <= network.nodeCount else {
      throw LineFault(.noSuchNode(number, nodeCount: network.nodeCount))
    }
    return number - 1
  }
}
