import ExpertReview
import Statistics

/// How far a stage's experts agree and what their marks ask of them: what is told, kept and written to files.
///
/// As with ``SeverityFindings``, the numbers are those that are printed, and what is kept tells the same as what is
/// worked out anew.
public struct AgreementFindings: Sendable, Hashable {
  /// What was asked for.
  public struct Settings: Sendable, Hashable {
    /// Any text; the same seed gives the same result.
    public let seed: String
    /// The judged item; nil for the totals and every item.
    public let item: ItemID?

    public init(seed: String = "1", item: ItemID? = nil) { (self.seed, self.item) = (seed, item) }
  }

  public let stage: String
  public let settings: Settings
  /// In the order of the stage's groups.
  public let groups: [Group]

  /// One group.
  public struct Group: Sendable, Hashable {
    public let group: GroupID
    /// How many candidates the group has, marked or not.
    public let members: Int
    /// The totals first, then the judged items in the scheme's order.
    public let parts: [Part]
    /// One for each expert and matter, wherever the marks raise it.
    public var questions: [Asked] { Asked.gathered(from: parts) }
  }

  /// The sheets' totals, or one judged item.
  public struct Part: Sendable, Hashable {
    /// Nil for totals.
    public let item: ItemID?
    /// Why agreement cannot be told; nil where there are figures.
    public let refusal: AgreementGap?
    public let figures: Figures?
    /// Of experts who marked the same candidates together, in order of their first candidate.
    public let blocks: [Block]
    /// Where panels share neither an expert nor a candidate.
    public let apart: Apart?
    /// How many experts marked enough to be asked anything.
    public let asked: Int
    public let questions: [Question]
  }

  /// A number between two bounds; both nil where the marks leave no interval.
  public struct Figure: Sendable, Hashable {
    public let value: Double?
    public let lower: Double?
    public let upper: Double?
  }

  /// See `AgreementSummary`.
  public struct Figures: Sendable, Hashable {
    public let candidates: Int
    public let experts: Int
    public let marks: Int
    public let panelSize: Int
    public let complete: Bool
    public let single: Figure
    public let order: Figure
    public let alpha: Figure
    public let ordinalAlpha: Figure
    public let study: DecisionStudy

    /// Panel sizes that are told of: the one there was, and odd ones about it.
    public var sizes: [Int] { Set([3, 5, 7, 9, 11, 15, panelSize]).sorted() }
  }

  /// Experts who marked the same candidates.
  public struct Block: Sendable, Hashable {
    public let experts: [ExpertID]
    public let candidates: [CandidateID]
    public let single: Figure
    public let mean: Figure
    public let concordance: Concordance?
  }

  /// Kendall's W, corrected for ties, with its test.
  public struct Concordance: Sendable, Hashable {
    public let value: Double?
    public let chiSquare: Double?
    public let degreesOfFreedom: Int
    public let probability: Double?
  }

  /// See `BlockComponents`; standard deviations in marks.
  public struct Apart: Sendable, Hashable {
    public let panels: Int
    /// Of the panels' means, and what candidates and experts drawn by chance would make of it.
    public let spread: Double
    public let expected: Double
    /// Were the panels all alike.
    public let probability: Double
    /// The standard error of the difference of two candidates' means, in one panel and across two.
    public let errorWithin: Double
    public let errorAcross: Double
  }

  /// One question that one set of marks raises, with its evidence.
  public struct Question: Sendable, Hashable {
    public let expert: ExpertID
    public let kind: RaterQuestions.Kind
    public let marks: Int
    public let distinct: Int
    public let modalMark: Double
    public let modalCount: Int
    public let spread: Double?
    public let correlation: Figure
    public let rankCorrelation: Double?
    /// The median of the same figure over the other experts.
    public let others: Double?
    public let swap: Swap?
    public let probability: Double?
    /// Over all experts and kinds.
    public let adjusted: Double?

    public var modalShare: Double { Double(modalCount) / Double(marks) }
  }

  /// Two marks that fit better the other way round.
  public struct Swap: Sendable, Hashable {
    /// Two, by position.
    public let candidates: [CandidateID]
    public let marks: [Double]
    /// Distances from the others, in standard deviations.
    public let before: Double?
    public let after: Double?
    public let correlation: Double?
  }

  /// A question that is asked once, with all the places where the marks raise it.
  public struct Asked: Sendable, Hashable {
    public let expert: ExpertID
    public let kind: RaterQuestions.Kind
    /// Where: the judged items, nil for totals, in the order of the parts.
    public let places: [ItemID?]
    /// The evidence where it is plainest, and which of `places` that is.
    public let evidence: Question
    public let plainest: ItemID?

    /// In the order of experts, then kinds, then candidates, as they come in the parts.
    static func gathered(from parts: [Part]) -> [Asked] {
      struct Matter: Hashable {
        let expert: ExpertID
        let kind: RaterQuestions.Kind
        let candidates: [CandidateID]
      }
      var matters: [Matter] = []
      var found: [Matter: [(item: ItemID?, question: Question)]] = [:]
      for part in parts {
        for question in part.questions {
          let matter = Matter(
            expert: question.expert, kind: question.kind, candidates: question.swap?.candidates.sorted() ?? [])
          if found[matter] == nil { matters.append(matter) }
          found[matter, default: []].append((part.item, question))
        }
      }
      let kinds = RaterQuestions.Kind.allCases
      return matters.enumerated().sorted { left, right in
        let (a, b) = (left.element, right.element)
        if a.expert != b.expert { return a.expert < b.expert }
        let (first, second) = (kinds.firstIndex(of: a.kind) ?? 0, kinds.firstIndex(of: b.kind) ?? 0)
        return (first, left.offset) < (second, right.offset)
      }.compactMap { _, matter in
        let places = found[matter] ?? []
        // The first of those that are equally plain.
        guard let best = places.min(by: { ($0.question.adjusted ?? 1) < ($1.question.adjusted ?? 1) }) else {
          return nil
        }
        return Asked(
          expert: matter.expert, kind: matter.kind, places: places.map(\.item), evidence: best.question,
          plainest: best.item)
      }
    }
  }

  /// The same of one group alone; of all where none is named.
  public func only(_ group: GroupID?) -> AgreementFindings {
    AgreementFindings(stage: stage, settings: settings, groups: groups.filter { group == nil || $0.group == group })
  }

  /// A method that gives other numbers has another version.
  public static let version = "agreement-1"

  /// Whether it is of the candidates of this official result; no place has a part in it.
  public func isOf(_ ranking: Ranking) -> Bool {
    stage == ranking.stage
      && groups.allSatisfy { group in group.members == ranking.rows.count { $0.group == group.group } }
  }
}
