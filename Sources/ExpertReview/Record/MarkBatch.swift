/// Marks that were brought in together: the sheets of one or more experts, and values that belong to candidates.
///
/// A mark is held as its place on the item's scale: `minimum + steps × step`. Row *n* is the sheet of
/// `experts[expertIndex[n]]` for `candidates[candidateIndex[n]]`; its marks are `steps[n × width ..< (n + 1) × width]`,
/// one for each judged item of the candidate's group in the scheme's order; `missing` also fills the cells beyond.
public struct MarkBatch: Sendable, Hashable {
  /// The step count of a mark that was not given.
  public static let missing: Int32 = -1

  /// A value that no expert gave.
  public struct Given: Sendable, Hashable {
    public let candidate: CandidateID
    public let item: ItemID
    public let value: ExactDecimal

    public init(candidate: CandidateID, item: ItemID, value: ExactDecimal) {
      self.candidate = candidate
      self.item = item
      self.value = value
    }
  }

  /// An expert's words on one item, or on the whole where `item` is nil.
  public struct Comment: Sendable, Hashable {
    public let row: Int
    public let item: ItemID?
    public let text: String

    public init(row: Int, item: ItemID?, text: String) {
      self.row = row
      self.item = item
      self.text = text
    }
  }

  public let stage: String
  public let candidates: [CandidateID]
  public let experts: [ExpertID]
  public let width: Int
  public let candidateIndex: [Int32]
  public let expertIndex: [Int32]
  /// Whether the expert recused themself from the candidate: all items of that row.
  public let recused: [Bool]
  public let steps: [Int32]
  public let given: [Given]
  public let comments: [Comment]

  public var rowCount: Int { candidateIndex.count }

  /// Precondition: columns of one length, and `width` steps a row.
  public init(
    stage: String, candidates: [CandidateID], experts: [ExpertID], width: Int, candidateIndex: [Int32],
    expertIndex: [Int32], recused: [Bool], steps: [Int32], given: [Given] = [], comments: [Comment] = []
  ) {
    precondition(expertIndex.count == candidateIndex.count && recused.count == candidateIndex.count)
    precondition(steps.count == candidateIndex.count * width)
    self.stage = stage
    self.candidates = candidates
    self.experts = experts
    self.width = width
    self.candidateIndex = candidateIndex
    self.expertIndex = expertIndex
    self.recused = recused
    self.steps = steps
    self.given = given
    self.comments = comments
  }
}

extension MarkScale {
  /// How many steps a mark stands above the minimum, or nil where it is off the scale or between two steps.
  public func steps(of mark: ExactDecimal) -> Int32? {
    guard mark >= minimum, mark <= maximum else { return nil }
    let count = (mark.fraction - minimum.fraction) / step.fraction
    guard count.denominator == 1 else { return nil }
    return Int32(exactly: count.numerator)
  }

  /// The mark that stands `steps` above the minimum.
  public func mark(at steps: Int32) -> ExactDecimal {
    (minimum.fraction + step.fraction * Fraction(Int128(steps))).rounded(places: ExactDecimal.mostPlaces, .halfUp)
  }
}
