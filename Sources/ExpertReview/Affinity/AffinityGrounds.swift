/// Why an affinity is what it is: every part with its weight, its value and what it rests on.
public struct AffinityGrounds: Sendable, Hashable {
  /// A part with what it adds.
  public struct Part: Sendable, Hashable {
    public let part: AffinityPolicy.Part
    /// Its share of all weights that count.
    public let share: Fraction
    /// 0…1.
    public let value: Fraction
    /// Where its weight is from; nil for the house's own way where the scheme says nothing.
    public let source: Source?

    /// What it adds to the affinity.
    public var contribution: Fraction { share * value }
  }

  /// A topic of the candidate with the expert's nearest field.
  public struct Topic: Sendable, Hashable {
    public let topic: String
    /// Nil where no field is near.
    public let field: String?
    /// The wider term that both belong to, where it is neither of them.
    public let through: String?
    /// 0 for the same term.
    public let steps: Int
    /// In millionths of a topic.
    public let millionths: Int64
  }

  /// A term that both texts have, with what it adds to their similarity.
  public struct Term: Sendable, Hashable {
    public let text: String
    public let millionths: Int64
  }

  public let parts: [Part]
  /// The sum of the parts, exact; nil where the pair may not be assigned.
  public let exact: Fraction?
  /// The sum in millionths, rounded half up, as an assignment reads it.
  public let millionths: Int32?
  public let topics: [Topic]
  /// The terms that add most, in that order; `termCount` tells how many are shared in all.
  public let terms: [Term]
  public let termCount: Int
  /// Nil where the expert said nothing of the candidate.
  public let bid: BidTable.Bid?
  /// In millionths; nil where the table leaves the pair out, or there is none.
  public let imported: Int32?

  /// How many terms are told.
  public static let mostTerms = 8
}

extension AffinityMix {
  /// Why a pair has the affinity that it has; nil for a candidate or an expert whom the mix does not know. The parts of
  /// a pair that may be assigned sum to its affinity, exactly before rounding.
  /// Complexity: a row.
  public func grounds(of candidate: CandidateID, _ expert: ExpertID) -> AffinityGrounds? {
    guard let row = candidateAt[candidate], let column = expertAt[expert] else { return nil }
    var near = [Int64](repeating: 0, count: experts.count)
    var words = near
    fields?.add(candidate: row, to: &near)
    text?.add(candidate: row, to: &words)
    let bid = bids?.code(row, column).flatMap { BidTable.Bid(code: $0) }
    let given = imported?.millionths(row, column)
    let million = Int128(1_000_000)
    func value(_ part: AffinityPolicy.Part) -> Fraction {
      switch part {
      case .fields: Fraction(Int128(near[column]), Int128(max(1, fields?.topicCount(row) ?? 1)) * million)
      case .text: Fraction(Int128(TextSimilarity.millionths(words[column])), million)
      case .bids: policy.bids.map { $0.worth(bid).fraction } ?? .zero
      case .imported: Fraction(Int128(min(1_000_000, max(0, given ?? 0))), million)
      }
    }
    let parts = parts.map {
      AffinityGrounds.Part(
        part: $0, share: Fraction(Int128(weights[$0]), Int128(weights.sum)), value: value($0),
        source: policy.source(of: $0))
    }
    let isForbidden = imported?.forbids(row, column) ?? false
    let exact = parts.reduce(Fraction.zero) { $0 + $1.contribution }
    let shared = text?.sharedTerms(candidate: row, expert: column) ?? []
    return AffinityGrounds(
      parts: parts, exact: isForbidden ? nil : exact,
      millionths: isForbidden
        ? nil : Int32(RoundingMode.halfUp.quotient(of: exact.numerator * million, by: exact.denominator)),
      topics: fields.map { fields in
        fields.meetings(candidate: row, expert: column).map {
          AffinityGrounds.Topic(
            topic: $0.topic, field: $0.field, through: $0.through, steps: $0.steps, millionths: $0.millionths)
        }
      } ?? [],
      terms: shared.prefix(AffinityGrounds.mostTerms).map {
        AffinityGrounds.Term(text: $0.text, millionths: $0.millionths)
      },
      termCount: shared.count, bid: bid, imported: given)
  }
}
