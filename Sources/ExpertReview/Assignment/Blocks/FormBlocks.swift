/// Groups candidates into blocks (评审组) of bounded size, whose members one panel judges together.
///
/// # Problem
///
/// Candidates of one group stand in the order of their fields, then of their ids. This row is cut into blocks of at
/// most `size`, so that, in this order,
///
/// 1. there are as few blocks as can be;
/// 2. as few fields as can be are divided or mixed: the sum over blocks of the number of fields in each is least;
/// 3. blocks are even: the sum of squares of their sizes is least;
/// 4. earlier blocks are the larger ones.
///
/// # Method
///
/// Dynamic programming over the places where the row may be cut (Bellman, "Dynamic programming", 1957); the three sums are
/// compared as one tuple, which adding keeps in order. Complexity: O(candidates × size).
public func formBlocks(of candidates: [BlockCandidate], size: Int) -> [CandidateBlock] {
  precondition(size >= 1, "a block holds at least one candidate")
  var blocks: [CandidateBlock] = []
  let rows = candidates.indices.sorted { candidates[$0].place < candidates[$1].place }
  var start = 0
  while start < rows.count {
    let group = candidates[rows[start]].group
    let stop = rows[start...].firstIndex { candidates[$0].group != group } ?? rows.count
    let row = Array(rows[start..<stop])
    for range in cuts(of: row.map { candidates[$0].field }, size: size) {
      let members = row[range]
      blocks.append(
        CandidateBlock(
          group: group, ranking: candidates[row[0]].ranking,
          fields: members.map { candidates[$0].field }.uniqued, candidates: members.sorted()))
    }
    start = stop
  }
  return blocks
}

/// A candidate as far as blocks ask.
public struct BlockCandidate: Sendable, Hashable {
  /// Candidates of different groups never share a block.
  public let group: String
  /// Blocks with the same one are compared with each other.
  public let ranking: String
  /// What the candidate is about, in the words of the scheme, and its place among all fields.
  public let field: String
  public let fieldOrder: Int

  public init(group: String, ranking: String, field: String, fieldOrder: Int) {
    self.group = group
    self.ranking = ranking
    self.field = field
    self.fieldOrder = fieldOrder
  }

  fileprivate struct Place: Comparable {
    let group: String
    let order: Int
    let field: String
    static func < (first: Place, second: Place) -> Bool {
      (first.group, first.order, first.field) < (second.group, second.order, second.field)
    }
  }
  fileprivate var place: Place { Place(group: group, order: fieldOrder, field: field) }
}

/// Candidates that one panel judges.
public struct CandidateBlock: Sendable, Hashable {
  public let group: String
  public let ranking: String
  /// In the order of the scheme.
  public let fields: [String]
  /// Indices of the problem, ascending.
  public let candidates: [Int]

  public init(group: String, ranking: String, fields: [String], candidates: [Int]) {
    self.group = group
    self.ranking = ranking
    self.fields = fields
    self.candidates = candidates
  }
}

/// Blocks, fields in them, squares of their sizes.
private struct CutCost: Comparable {
  var blocks = 0
  var fields = 0
  var squares = 0
  static func < (first: CutCost, second: CutCost) -> Bool {
    (first.blocks, first.fields, first.squares) < (second.blocks, second.fields, second.squares)
  }
}

/// The best cuts of a row of fields, as ranges.
private func cuts(of fields: [String], size: Int) -> [Range<Int>] {
  // `best[start]` is the least cost of the row from there on, `next[start]` where its first block ends.
  var best = [CutCost](repeating: CutCost(), count: fields.count + 1)
  var next = [Int](repeating: fields.count, count: fields.count + 1)
  for start in fields.indices.reversed() {
    var kinds = 0
    var found: CutCost?
    for end in start..<min(start + size, fields.count) {
      if end == start || fields[end] != fields[end - 1] { kinds += 1 }
      let length = end + 1 - start
      let rest = best[end + 1]
      let cost = CutCost(
        blocks: rest.blocks + 1, fields: rest.fields + kinds, squares: rest.squares + length * length)
      // Of equals the longer first block.
      if found.map({ cost <= $0 }) ?? true {
        found = cost
        next[start] = end + 1
      }
    }
    best[start] = found ?? CutCost()
  }
  var ranges: [Range<Int>] = []
  var start = 0
  while start < fields.count {
    ranges.append(start..<next[start])
    start = next[start]
  }
  return ranges
}
