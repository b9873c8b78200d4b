/// How near experts' fields are to what candidates are about.
///
/// A candidate's topic is worth to an expert what the nearest of the expert's fields is worth: 1 where it is the same
/// term, and *share*^*s* where the two are *s* steps apart in the taxonomy, up to the term that both belong to and down
/// (one step to a wider or narrower term, two to another of the same parent; edge counting after Rada, Mili, Bicknell &
/// Blettner 1989). Beyond the steps that count, and where two terms meet nowhere, it is worth nothing. A candidate's
/// value for an expert is the mean over its topics; with no topics it is 0 for all.
///
/// Worth is in millionths, each step's share of the one before rounded half up; sums of it are whole, so nothing is
/// rounded here. Complexity: for each pair of different terms the steps; a row the experts near its topics.
struct FieldNearness: Sendable {
  /// What is worth how much for whom, for one topic: experts ascending.
  private struct Worth {
    var experts: [Int32] = []
    var millionths: [Int32] = []
  }

  private let terms: FieldTerms
  /// Of each candidate, its topics as nodes, each once.
  private let topics: [[Int32]]
  /// Of each expert, its fields as nodes, each once, in the order written.
  private let fields: [[Int32]]
  private let worths: [Int32]
  private let near: [Int32: Worth]
  /// Whether any candidate has a topic, and any expert a field.
  let hasBothSides: Bool

  /// - Parameters:
  ///   - topics: of each candidate, the topics, each with all its names.
  ///   - fields: of each expert, the fields as written.
  init(
    topics: [[[String]]], fields: [[String]], taxonomy: Taxonomy, share: ExactDecimal, steps: Int
  ) {
    var terms = FieldTerms(taxonomy)
    let topics = topics.map { FieldNearness.once($0.map { terms.node(named: $0) }) }
    let fields = fields.map { FieldNearness.once($0.map { terms.node(of: $0) }) }
    let share = Int64(share.units) * powerOfTen(6 - share.places)
    var worths: [Int32] = [1_000_000]
    for _ in 0..<steps { worths.append(Int32((Int64(worths[worths.count - 1]) * share + 500_000) / 1_000_000)) }
    near = FieldNearness.near(topics, fields, terms, worths)
    hasBothSides = topics.contains { !$0.isEmpty } && fields.contains { !$0.isEmpty }
    (self.terms, self.topics, self.fields, self.worths) = (terms, topics, fields, worths)
  }

  private static func once(_ nodes: [Int32]) -> [Int32] {
    var seen: Set<Int32> = []
    return nodes.filter { seen.insert($0).inserted }
  }

  private static func near(
    _ topics: [[Int32]], _ fields: [[Int32]], _ terms: FieldTerms, _ worths: [Int32]
  ) -> [Int32: Worth] {
    var having: [Int32: [Int32]] = [:]
    for (expert, nodes) in fields.enumerated() { for node in nodes { having[node, default: []].append(Int32(expert)) } }
    var near: [Int32: Worth] = [:]
    for topic in Set(topics.joined()) {
      var best: [Int32: Int32] = [:]
      for (node, experts) in having {
        guard let meeting = terms.meeting(topic, node, within: worths.count - 1) else { continue }
        let worth = worths[meeting.up + meeting.down]
        for expert in experts { best[expert] = max(best[expert] ?? 0, worth) }
      }
      let sorted = best.sorted { $0.key < $1.key }
      near[topic] = Worth(experts: sorted.map(\.key), millionths: sorted.map(\.value))
    }
    return near
  }

  /// How many topics a candidate has.
  func topicCount(_ candidate: Int) -> Int { topics[candidate].count }

  /// Adds to each expert's sum what the candidate's topics are worth to it, in millionths a topic.
  func add(candidate: Int, to sums: inout [Int64]) {
    for topic in topics[candidate] {
      guard let worth = near[topic] else { continue }
      for (place, expert) in worth.experts.enumerated() { sums[Int(expert)] += Int64(worth.millionths[place]) }
    }
  }

  /// A topic of a candidate with the expert's field that is nearest to it.
  struct Meeting: Hashable, Sendable {
    let topic: String
    /// Nil where no field is near.
    let field: String?
    /// The term that both belong to, where it is neither.
    let through: String?
    let steps: Int
    let millionths: Int64
  }

  /// The topics of a candidate in their order, each with the nearest field; of equally near ones the first written.
  func meetings(candidate: Int, expert: Int) -> [Meeting] {
    topics[candidate].map { topic in
      var best: (meeting: (node: Int32, up: Int, down: Int), field: Int32)?
      for field in fields[expert] {
        guard let found = terms.meeting(topic, field, within: worths.count - 1) else { continue }
        if let known = best?.meeting, known.up + known.down <= found.up + found.down { continue }
        best = (found, field)
      }
      guard let (meeting, field) = best else {
        return Meeting(topic: terms.names[Int(topic)], field: nil, through: nil, steps: 0, millionths: 0)
      }
      let between = meeting.up > 0 && meeting.down > 0
      return Meeting(
        topic: terms.names[Int(topic)], field: terms.names[Int(field)],
        through: between ? terms.names[Int(meeting.node)] : nil, steps: meeting.up + meeting.down,
        millionths: Int64(worths[meeting.up + meeting.down]))
    }
  }
}
