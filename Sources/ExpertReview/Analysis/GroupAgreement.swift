import Statistics

/// How far the experts of one group agree: by item, in their totals, block by block, and what their marks ask of them.
public struct GroupAgreement: Sendable {
  /// The marks of one judged item, or the sheets' totals.
  public struct Part: Sendable {
    /// Nil for totals.
    public let item: ItemID?
    public let marks: GroupRatings
    public let summary: Result<AgreementSummary, AgreementGap>
    /// Of experts who marked the same candidates together, where it can be told; in order of their first candidate.
    public let blocks: [BlockAgreement]
    /// Where experts fall into panels that share neither an expert nor a candidate.
    public let apart: BlockComponents?
    public let questions: RaterQuestions
  }

  public let group: GroupID
  /// The totals first, then the judged items in the scheme's order.
  public let parts: [Part]

  /// Most marks that are drawn anew for one interval: beyond, fewer replicates are made, never below 199.
  private static let work = 2_000_000

  /// How often the candidates of a part are drawn anew.
  /// - Parameter marks: those of the part.
  public static func replicates(marks: Int) -> Int { min(999, max(199, work / max(1, marks))) }

  /// - Parameters:
  ///   - standings: the group's.
  ///   - items: the judged items to tell of; nil is the sheets' totals.
  ///   - register: the ids of the round's experts, in its order.
  ///   - seed: of candidates drawn anew and of what questions are held against.
  public init(_ standings: GroupStandings, items: [ItemID?], register: [ExpertID], seed: String) {
    group = standings.group
    parts = items.compactMap { item in
      guard let marks = standings.ratings(of: item, register: register) else { return nil }
      let stream = RandomStream.hash("\(seed)/agreement/\(standings.group)/\(item?.rawValue ?? "")")
      let replicates = Self.replicates(marks: marks.ratings.count)
      let summary = Result { () throws(AgreementGap) in
        try AgreementSummary(marks.ratings, seed: stream, replicates: replicates)
      }
      return Part(
        item: item, marks: marks, summary: summary,
        blocks: marks.ratings.blocks.compactMap { try? BlockAgreement($0) },
        apart: BlockComponents(marks.ratings), questions: RaterQuestions(marks.ratings, seed: stream))
    }
  }
}
