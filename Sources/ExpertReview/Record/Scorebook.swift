/// All marks of one review stage as they stand.
public struct Scorebook: Sendable {
  /// One expert's sheet for one candidate.
  public struct Sheet: Sendable {
    public let expert: Int32
    // Two million sheets are held at once, so numbers that fit in four bytes take no more.
    private let first: Int32
    private let length: Int32
    private var lastSequence: Int32
    public internal(set) var recused: Bool

    init(expert: Int32, start: Int, count: Int, recused: Bool, sequence: Int) {
      self.expert = expert
      first = Int32(start)
      length = Int32(count)
      lastSequence = Int32(sequence)
      self.recused = recused
    }

    /// Where its marks begin in `steps`.
    var start: Int { Int(first) }
    var count: Int { Int(length) }
    /// The fact that last changed it.
    public internal(set) var sequence: Int {
      get { Int(lastSequence) }
      set { lastSequence = Int32(newValue) }
    }
  }

  struct CommentKey: Hashable, Sendable {
    let candidate: Int32
    let expert: Int32
    let item: ItemID?
  }

  /// By candidate index; an expert has at most one sheet for a candidate.
  public internal(set) var sheets: [[Sheet]] = []
  var steps: [Int32] = []
  var given: [Int: [ItemID: ExactDecimal]] = [:]
  var comments: [CommentKey: String] = [:]
  /// Words that others have taken the place of, oldest first.
  var earlierComments: [CommentKey: [String]] = [:]

  /// The sheets of a candidate, in order of experts' indices.
  public func sheets(of candidate: Int) -> [Sheet] {
    guard candidate < sheets.count else { return [] }
    let own = sheets[candidate]
    let isInOrder = zip(own, own.dropFirst()).allSatisfy { $0.expert < $1.expert }
    return isInOrder ? own : own.sorted { $0.expert < $1.expert }
  }

  /// How many sheets a candidate has.
  public func sheetCount(of candidate: Int) -> Int { candidate < sheets.count ? sheets[candidate].count : 0 }

  public func sheet(candidate: Int, expert: Int) -> Sheet? {
    candidate < sheets.count ? sheets[candidate].first { $0.expert == Int32(expert) } : nil
  }

  /// A sheet's marks as step counts, `MarkBatch.missing` where none was given.
  public func marks(of sheet: Sheet) -> ArraySlice<Int32> { steps[sheet.start..<sheet.start + sheet.count] }

  /// Whether every mark of the sheet is there; a recused one asks for none.
  public func isComplete(_ sheet: Sheet) -> Bool {
    sheet.recused || !marks(of: sheet).contains(MarkBatch.missing)
  }

  /// A value that belongs to the candidate and not to an expert.
  public func given(_ item: ItemID, of candidate: Int) -> ExactDecimal? { given[candidate]?[item] }

  /// An expert's words on one item, or on the whole for nil.
  public func comment(candidate: Int, expert: Int, item: ItemID?) -> String? {
    comments[CommentKey(candidate: Int32(candidate), expert: Int32(expert), item: item)]
  }

  /// What the expert had said there before it was changed, oldest first.
  public func earlierComments(candidate: Int, expert: Int, item: ItemID?) -> [String] {
    earlierComments[CommentKey(candidate: Int32(candidate), expert: Int32(expert), item: item)] ?? []
  }

  /// Takes an expert's words; those that stood are kept beside them.
  mutating func put(_ text: String, candidate: Int, expert: Int, item: ItemID?) {
    let key = CommentKey(candidate: Int32(candidate), expert: Int32(expert), item: item)
    if let old = comments[key], old != text { earlierComments[key, default: []].append(old) }
    comments[key] = text
  }

  /// How many marks stand.
  public var markCount: Int { steps.count { $0 != MarkBatch.missing } }
}
