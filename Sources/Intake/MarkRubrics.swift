import ExpertReview

/// The items and scales that candidates of a stage are marked on, ready to be found by the bytes of a cell.
package struct MarkRubrics {
  package struct Items {
    let judged: ByteIndex
    let judgedItems: [RubricItem]
    /// For each judged item the number of its scale.
    let scaleOfJudged: [Int]
    let given: ByteIndex
    let givenItems: [RubricItem]
    fileprivate let scales: [MarkScale]

    /// All ids, for a person who wrote another one.
    var known: [String] { (judgedItems + givenItems).map(\.id.rawValue) }

    func scale(ofJudged item: Int) -> MarkScale { scales[item] }
  }

  /// The greatest number of judged items in any group.
  package let mostJudged: Int
  private let rubric: Rubric
  private let round: Round
  private var rubricOfGroup: [GroupID: Int] = [:]
  private var rubrics: [Items] = []
  /// For each candidate the number of its items; −1 where it is not known yet, −2 where there is none.
  private var rubricOfCandidate: [Int]
  private var scales: [MarkScale] = []
  /// Step counts of marks that were read before, by scale and text.
  private var memos: [[UInt64: Int32]] = []

  package init(_ rubric: Rubric, of round: Round) {
    self.rubric = rubric
    self.round = round
    rubricOfCandidate = [Int](repeating: -1, count: round.candidates.count)
    let lists = [rubric.items] + rubric.perGroup.values.map(\.items)
    mostJudged = lists.map { list in list.count { $0.kind == .judged } }.max() ?? 0
  }

  /// The items that a candidate is marked on; nil where it is in no group.
  package mutating func items(of candidate: Int) -> Items? {
    if rubricOfCandidate[candidate] == -1 { rubricOfCandidate[candidate] = findRubric(of: candidate) ?? -2 }
    let number = rubricOfCandidate[candidate]
    return number < 0 ? nil : rubrics[number]
  }

  /// For every candidate of the round the number of its items in `all`; −2 where it is in no group.
  mutating func numbers() -> [Int32] {
    for candidate in rubricOfCandidate.indices where rubricOfCandidate[candidate] == -1 {
      rubricOfCandidate[candidate] = findRubric(of: candidate) ?? -2
    }
    return rubricOfCandidate.map { Int32($0) }
  }

  /// What has been asked for so far, by number.
  var all: [Items] { rubrics }

  private mutating func findRubric(of candidate: Int) -> Int? {
    guard let group = round.scheme.group(of: round.candidates[candidate]) else { return nil }
    if let known = rubricOfGroup[group] { return known }
    let items = rubric.items(of: group)
    let judged = items.filter { $0.kind == .judged }
    let given = items.filter { $0.kind == .given }
    let scales = judged.map { $0.scale ?? rubric.scale }
    rubrics.append(
      Items(
        judged: ByteIndex(judged.map(\.id.rawValue)), judgedItems: judged,
        scaleOfJudged: scales.map { number(of: $0) }, given: ByteIndex(given.map(\.id.rawValue)), givenItems: given,
        scales: scales))
    rubricOfGroup[group] = rubrics.count - 1
    return rubrics.count - 1
  }

  private mutating func number(of scale: MarkScale) -> Int {
    if let known = scales.firstIndex(of: scale) { return known }
    scales.append(scale)
    memos.append([:])
    return scales.count - 1
  }

  /// How many steps a mark of this text stands above the minimum, where it was read before.
  package func memo(of scale: Int, _ text: UInt64) -> Int32? {
    memos.indices.contains(scale) ? memos[scale][text] : nil
  }

  package mutating func keep(_ scale: Int, _ text: UInt64, _ steps: Int32) { memos[scale][text] = steps }
}
