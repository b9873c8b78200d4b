/// By what rule candidates are judged in blocks; its text form stands on record as the objective.
public struct BlockLaw: Sendable, Hashable {
  /// The most candidates of a block; at least 1.
  public let size: Int
  /// Experts whom each block shares with the next one of its ranking, so that severities can be compared.
  public let bridges: Int
  /// How many places – in a block, or in two that share the expert – one expert may have; at least 1.
  public let places: Int
  /// The fewest marks of a candidate; at least 1.
  public let leastMarks: Int

  /// Candidates of each block whom the panel of the next block of its ranking marks too, for comparison only.
  public let anchors: Int

  public init(size: Int, bridges: Int = 0, places: Int = 1, leastMarks: Int = 1, anchors: Int = 0) {
    self.anchors = anchors
    self.size = size
    self.bridges = bridges
    self.places = places
    self.leastMarks = leastMarks
  }

  /// `blocks size=20 bridges=1 places=1 marks=3`, and ` anchors=2` where there are any.
  public var text: String {
    "blocks size=\(size) bridges=\(bridges) places=\(places) marks=\(leastMarks)"
      + (anchors > 0 ? " anchors=\(anchors)" : "")
  }

  public init?(_ text: String) {
    let words = text.split(separator: " ")
    func number(_ place: Int, _ name: String) -> Int? {
      guard words[place].hasPrefix(name + "=") else { return nil }
      return Int(words[place].dropFirst(name.count + 1))
    }
    guard words.count == 5 || words.count == 6, words[0] == "blocks", let size = number(1, "size"),
      let bridges = number(2, "bridges"),
      let places = number(3, "places"), let marks = number(4, "marks"), size >= 1, bridges >= 0, places >= 1,
      marks >= 1
    else { return nil }
    var anchors = 0
    if words.count == 6 {
      guard let count = number(5, "anchors"), count >= 1 else { return nil }
      anchors = count
    }
    self.init(size: size, bridges: bridges, places: places, leastMarks: marks, anchors: anchors)
  }
}

extension CandidateBlock {
  /// The blocks of each ranking in their order, as many rankings as there are.
  static func rings(of blocks: [CandidateBlock]) -> [[Int]] {
    blocks.map(\.ranking).uniqued.map { ranking in blocks.indices.filter { blocks[$0].ranking == ranking } }
  }
}

/// Two blocks that share experts.
public struct BlockLink: Sendable, Hashable {
  public let first: Int
  public let second: Int
}

extension CandidateBlock {
  /// Which blocks are to share experts: those of one ranking stand in a ring, two of them side by side.
  static func links(between blocks: [CandidateBlock]) -> [BlockLink] {
    var links: [BlockLink] = []
    for ring in rings(of: blocks) where ring.count > 1 {
      links += zip(ring, ring.dropFirst()).map { BlockLink(first: $0, second: $1) }
      if ring.count > 2 { links.append(BlockLink(first: ring[0], second: ring[ring.count - 1])) }
    }
    return links
  }
}
