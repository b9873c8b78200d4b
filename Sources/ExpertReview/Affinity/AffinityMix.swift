/// How well the experts of a round suit its candidates, mixed from parts by weights.
///
/// A part takes part where a weight is given for it and the round has something to work it out from: topics and fields,
/// texts on both sides, bids, imported affinities. A part that the round lacks drops out, for every pair alike, and the
/// others keep their proportions: an affinity is the weighted mean of the parts that are there,
///
///     Σ weight × value ÷ Σ weight,
///
/// exact, and rounded half up to millionths once. Within a part nothing drops out: an expert without a profile, or a
/// candidate without topics, has the value 0 there, and no bid has the value that the policy gives it. Otherwise values
/// of two pairs would be means of different things, and who tells less of themselves could stand better for it. A pair
/// that imported affinities forbid stays forbidden.
///
/// Values of every part lie between 0 and 1; an imported affinity above 1 counts as 1.
///
/// Complexity: to build, linear in texts, bids and imported affinities; a row costs its experts and the postings and
/// fields near its candidate. No table of all pairs is ever made.
public struct AffinityMix: Sendable {
  /// Sorted; a row of the mix goes by their order.
  public let experts: [ExpertID]
  public let policy: AffinityPolicy
  /// The parts that take part, in the order of their names in a scheme.
  public let parts: [AffinityPolicy.Part]
  /// Marks a pair of a row that may not be assigned.
  public static let forbidden = Int32.min

  let candidateAt: [CandidateID: Int]
  let expertAt: [ExpertID: Int]
  let fields: FieldNearness?
  let text: TextSimilarity?
  let bids: BidRows?
  let imported: ImportedRows?
  let weights: PartWeights

  /// What of a candidate or an expert the parts read.
  public struct Subject<ID: Identifier>: Sendable {
    public let id: ID
    /// A candidate's topics, each with all its names; an expert's fields.
    public let topics: [[String]]
    /// What is read for its words.
    public let texts: [String]

    public init(id: ID, topics: [[String]], texts: [String]) {
      (self.id, self.topics, self.texts) = (id, topics, texts)
    }
  }

  /// The mix of a policy over candidates and experts in any order. Preconditions: no id twice, the taxonomy has no
  /// faults.
  public init(
    policy: AffinityPolicy, candidates: [Subject<CandidateID>], experts: [Subject<ExpertID>], taxonomy: Taxonomy,
    bids: BidTable?, imported: AffinityTable?
  ) {
    let candidates = candidates.sorted { $0.id < $1.id }
    let experts = experts.sorted { $0.id < $1.id }
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1.id, $0) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1.id, $0) })
    func counts(_ part: AffinityPolicy.Part) -> Bool { policy.weight(of: part) != .zero }

    var fields: FieldNearness?
    if counts(.fields), let reading = policy.fields {
      fields = FieldNearness(
        topics: candidates.map(\.topics), fields: experts.map { $0.topics.compactMap(\.first) }, taxonomy: taxonomy,
        share: reading.step, steps: reading.steps)
    }
    var text: TextSimilarity?
    if counts(.text) { text = TextSimilarity(candidates: candidates.map(\.texts), experts: experts.map(\.texts)) }
    var bidRows: BidRows?
    if counts(.bids), let worth = policy.bids, let bids, bids.count > 0 {
      bidRows = BidRows(bids, worth, candidateAt: candidateAt, expertAt: expertAt)
    }
    self.policy = policy
    self.experts = experts.map(\.id)
    (self.candidateAt, self.expertAt) = (candidateAt, expertAt)
    self.fields = fields?.hasBothSides == true ? fields : nil
    self.text = text?.hasBothSides == true ? text : nil
    self.bids = bidRows
    // A table bars the pairs that it leaves out whatever its own values weigh.
    self.imported = imported.map { ImportedRows($0, candidateAt: candidateAt, expertAt: expertAt) }
    var parts: [AffinityPolicy.Part] = []
    if self.fields != nil { parts.append(.fields) }
    if self.text != nil { parts.append(.text) }
    if self.bids != nil { parts.append(.bids) }
    if self.imported != nil, counts(.imported) { parts.append(.imported) }
    self.parts = parts
    weights = PartWeights(policy, of: parts)
  }

  /// One candidate's affinities in millionths, an expert each in the order of `experts`, `forbidden` where the pair may
  /// not be assigned; `row` and what it holds are used again. Forbidden throughout for a candidate that is not known.
  public func fill(_ row: inout Row, of candidate: CandidateID) {
    row.begin(count: experts.count)
    guard let place = candidateAt[candidate] else { return row.forbidAll() }
    let topics = Int64(max(1, fields?.topicCount(place) ?? 1))
    row.topics = topics
    fields?.add(candidate: place, to: &row.fields)
    text?.add(candidate: place, to: &row.text)
    let unsaid = bids?.none ?? 0
    bids?.fill(place, &row.bids)
    imported?.fill(place, &row.imported)
    let denominator = weights.sum * topics
    // Most pairs of a large round have nothing but what all have.
    let common = value(fields: 0, text: 0, bid: unsaid, imported: 0, topics: topics, denominator)
    for expert in experts.indices {
      let found = row.imported.isEmpty ? 0 : row.imported[expert]
      guard found >= 0 else {
        row.values[expert] = AffinityMix.forbidden
        continue
      }
      let (near, words) = (row.fields[expert], row.text[expert])
      let bid = row.bids.isEmpty ? unsaid : row.bids[expert]
      row.values[expert] =
        near == 0 && words == 0 && bid == unsaid && found == 0
        ? common
        : value(
          fields: near, text: TextSimilarity.millionths(words), bid: bid, imported: found, topics: topics, denominator)
    }
  }

  /// What one part of a row that was filled is for an expert, by the order of `experts`, in millionths rounded half up;
  /// 0 for a part that takes no part.
  public func millionths(of part: AffinityPolicy.Part, expert: Int, in row: Row) -> Int64 {
    switch part {
    case .fields: (2 * row.fields[expert] + row.topics) / (2 * row.topics)
    case .text: TextSimilarity.millionths(row.text[expert])
    case .bids: row.bids.isEmpty ? 0 : row.bids[expert]
    case .imported: row.imported.isEmpty ? 0 : max(0, row.imported[expert])
    }
  }

  /// The weighted mean in millionths. Weights are below 2^20, values at most 10^6, so that nothing overflows for some
  /// million topics.
  private func value(
    fields: Int64, text: Int64, bid: Int64, imported: Int64, topics: Int64, _ denominator: Int64
  ) -> Int32 {
    guard denominator > 0 else { return 0 }
    let others = weights.text * text + weights.bids * bid + weights.imported * imported
    let sum = weights.fields * fields + topics * others
    return Int32((2 * sum + denominator) / (2 * denominator))
  }

  /// One candidate's affinities, and the room in which they are worked out.
  public struct Row: Sendable {
    /// In millionths, or `forbidden`.
    public fileprivate(set) var values: [Int32] = []
    fileprivate var topics: Int64 = 1
    fileprivate var fields: [Int64] = []
    fileprivate var text: [Int64] = []
    fileprivate var bids: [Int64] = []
    fileprivate var imported: [Int64] = []

    public init() {}

    fileprivate mutating func begin(count: Int) {
      if values.count != count {
        values = [Int32](repeating: 0, count: count)
        fields = [Int64](repeating: 0, count: count)
        text = fields
      } else {
        for place in 0..<count { (fields[place], text[place]) = (0, 0) }
      }
    }

    fileprivate mutating func forbidAll() { for place in values.indices { values[place] = AffinityMix.forbidden } }
  }
}

/// The weights of the parts that take part, as whole numbers without a common divisor; 0 for the others.
struct PartWeights: Sendable {
  let fields: Int64
  let text: Int64
  let bids: Int64
  let imported: Int64

  var sum: Int64 { fields + text + bids + imported }

  init(_ policy: AffinityPolicy, of parts: [AffinityPolicy.Part]) {
    let places = AffinityPolicy.weightPlaces
    let whole = AffinityPolicy.Part.allCases.map { part -> Int64 in
      let weight = parts.contains(part) ? policy.weight(of: part) : .zero
      return weight.units * powerOfTen(places - weight.places)
    }
    let divisor = whole.reduce(UInt128(0)) { greatestCommonDivisor($0, UInt128($1)) }
    let lowest = whole.map { divisor == 0 ? 0 : $0 / Int64(divisor) }
    (fields, text, bids, imported) = (lowest[0], lowest[1], lowest[2], lowest[3])
  }

  subscript(part: AffinityPolicy.Part) -> Int64 {
    switch part {
    case .fields: fields
    case .text: text
    case .bids: bids
    case .imported: imported
    }
  }
}

/// Pairs of a table as rows of the mix: of candidate *c* the places `start[c] ..< start[c + 1]`.
private struct PairRows: Sendable {
  var start: [Int]
  var expert: [Int32]
  var value: [Int32]

  /// Pairs whose candidate or expert the mix does not know are left out; candidates come ascending, as in the mix.
  init(
    candidates: [Int?], experts: [Int?], candidateIndex: [Int32], expertIndex: [Int32], values: [Int32], rows: Int
  ) {
    var start = [Int](repeating: 0, count: rows + 1)
    var expert: [Int32] = []
    var value: [Int32] = []
    for pair in values.indices {
      guard let row = candidates[Int(candidateIndex[pair])], let column = experts[Int(expertIndex[pair])] else {
        continue
      }
      start[row + 1] += 1
      expert.append(Int32(column))
      value.append(values[pair])
    }
    for row in 0..<rows { start[row + 1] += start[row] }
    (self.start, self.expert, self.value) = (start, expert, value)
  }

  /// The value of one pair; nil where there is none. Complexity: logarithmic.
  func value(_ row: Int, _ column: Int) -> Int32? {
    var range = start[row]..<start[row + 1]
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = Int(expert[middle])
      if found == column { return value[middle] }
      range = found < column ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }
}

/// What bids are worth, row by row.
struct BidRows: Sendable {
  private let rows: PairRows
  private let worth: [Int64]
  /// What no bid is worth, in millionths.
  let none: Int64

  init(
    _ table: BidTable, _ policy: AffinityPolicy.Bids, candidateAt: [CandidateID: Int], expertAt: [ExpertID: Int]
  ) {
    func millionths(_ value: ExactDecimal) -> Int64 { value.units * powerOfTen(6 - value.places) }
    none = millionths(policy.none)
    worth = (0...3).map { millionths(policy.worth(BidTable.Bid(code: $0))) }
    rows = PairRows(
      candidates: table.candidates.map { candidateAt[$0] }, experts: table.experts.map { expertAt[$0] },
      candidateIndex: table.candidateIndex, expertIndex: table.expertIndex, values: table.codes,
      rows: candidateAt.count)
    count = expertAt.count
  }

  private let count: Int

  /// The bid on a pair as it is stored; nil where there is none.
  func code(_ row: Int, _ column: Int) -> Int32? { rows.value(row, column) }

  func fill(_ candidate: Int, _ row: inout [Int64]) {
    if row.count != count { row = [Int64](repeating: none, count: count) }
    for place in row.indices { row[place] = none }
    for pair in rows.start[candidate]..<rows.start[candidate + 1] where rows.value[pair] >= 0 {
      row[Int(rows.expert[pair])] = worth[Int(rows.value[pair])]
    }
  }
}

/// Imported affinities, row by row: −1 for a pair that may not be assigned.
struct ImportedRows: Sendable {
  private let rows: PairRows
  private let absent: Int64
  private let count: Int

  init(_ table: AffinityTable, candidateAt: [CandidateID: Int], expertAt: [ExpertID: Int]) {
    absent = table.absent == .forbid ? -1 : 0
    count = expertAt.count
    rows = PairRows(
      candidates: table.candidates.map { candidateAt[$0] }, experts: table.experts.map { expertAt[$0] },
      candidateIndex: table.candidateIndex, expertIndex: table.expertIndex, values: table.millionths,
      rows: candidateAt.count)
  }

  /// The affinity of a pair as imported, in millionths; nil where the table leaves it out.
  func millionths(_ row: Int, _ column: Int) -> Int32? { rows.value(row, column) }

  /// Whether the pair may not be assigned for want of an affinity.
  func forbids(_ row: Int, _ column: Int) -> Bool { absent < 0 && rows.value(row, column) == nil }

  func fill(_ candidate: Int, _ row: inout [Int64]) {
    if row.count != count { row = [Int64](repeating: absent, count: count) }
    for place in row.indices { row[place] = absent }
    for pair in rows.start[candidate]..<rows.start[candidate + 1] {
      row[Int(rows.expert[pair])] = Int64(min(1_000_000, max(0, rows.value[pair])))
    }
  }
}
