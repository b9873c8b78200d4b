/// How far the raters of one set of marks agree, by every figure that the marks allow, each with its interval.
///
/// Where every rater marked every subject the two-way intraclass correlations are exact (``IntraclassCorrelation``);
/// with gaps they come of variance components (``TwoWayComponents``), with intervals by drawing subjects anew
/// (``SubjectBootstrap``). Both ways estimate the same:
///
///     one mark          σ²s ÷ (σ²s + σ²r + σ²e)          its order only      σ²s ÷ (σ²s + σ²e)
///
/// When not to trust it: fewer than some ten subjects leave intervals that say nothing; figures of subjects who were
/// chosen for being alike are low whatever the raters do.
public struct AgreementSummary: Sendable, Hashable {
  /// A figure between which bounds it lies.
  public struct Figure: Sendable, Hashable {
    public let value: Double
    /// Nil where the marks leave none.
    public let interval: ConfidenceInterval?
  }

  /// Subjects with two marks or more, and raters of theirs.
  public let subjects: Int
  public let raters: Int
  /// The marks of those subjects.
  public let marks: Int
  /// The median number of raters of such a subject, rounded down.
  public let panelSize: Int
  /// Whether every rater marked every subject.
  public let isComplete: Bool
  /// The reliability of one mark: differences of severity count as disagreement.
  public let single: Figure
  /// The reliability of the order that one rater gives: severity does not count.
  public let order: Figure
  /// Krippendorff's α for differences, and for order alone.
  public let alpha: Figure
  public let ordinalAlpha: Figure
  /// What other numbers of raters would come to, and the components.
  public let study: DecisionStudy

  /// - Parameters:
  ///   - ratings: the marks; those of subjects with one mark tell nothing and are left out.
  ///   - level: of the intervals; between 0 and 1, neither of them.
  ///   - seed: of the subjects drawn anew.
  ///   - replicates: how often; one or more.
  /// - Throws: ``AgreementGap`` where the marks do not tell.
  public init(
    _ ratings: Ratings, level: Double = 0.95, seed: UInt64, replicates: Int = 999
  ) throws(AgreementGap) {
    let shared = ratings.selecting((0..<ratings.subjectCount).filter { ratings.marks(of: $0).count > 1 })
    guard shared.subjectCount > 1 else { throw .tooFewSubjects(found: shared.subjectCount, needed: 2) }
    let components = try TwoWayComponents(shared)
    let bootstrap = SubjectBootstrap(replicates: replicates, seed: seed)
    let sizes = (0..<shared.subjectCount).map { shared.marks(of: $0).count }.sorted()
    panelSize = sizes[(sizes.count - 1) / 2]
    (subjects, raters, marks) = (shared.subjectCount, components.raterCount, shared.count)
    study = DecisionStudy(components)
    let table = try? shared.complete()
    isComplete = table != nil
    let drawn = bootstrap.intervals(of: shared, level: level, count: 4) { drawn in
      // A table without gaps has exact intervals of its own.
      let parts = table == nil ? (try? TwoWayComponents(drawn)) : nil
      return [
        parts.map(Self.single), parts.map(Self.order), (try? KrippendorffAlpha(drawn, level: .interval))?.value,
        (try? KrippendorffAlpha(drawn, level: .ordinal))?.value,
      ]
    }
    if let table {
      let anova = try TwoWayTable(table)
      func figure(_ model: IntraclassCorrelation.Model) -> Figure {
        let found = IntraclassCorrelation(anova, model: model, unit: .single)
        return Figure(value: found.value, interval: found.interval(level: level))
      }
      (single, order) = (figure(.agreement), figure(.consistency))
    } else {
      single = Figure(value: Self.single(components), interval: drawn[0])
      order = Figure(value: Self.order(components), interval: drawn[1])
    }
    alpha = Figure(value: try KrippendorffAlpha(shared, level: .interval).value, interval: drawn[2])
    ordinalAlpha = Figure(value: try KrippendorffAlpha(shared, level: .ordinal).value, interval: drawn[3])
  }

  private static func single(_ parts: TwoWayComponents) -> Double {
    parts.subjects / (parts.subjects + parts.raters + parts.residual)
  }

  private static func order(_ parts: TwoWayComponents) -> Double { parts.subjects / (parts.subjects + parts.residual) }
}

/// How far the raters of one block agree: those who marked the same subjects together.
public struct BlockAgreement: Sendable, Hashable {
  /// Positions in the marks that the block is of.
  public let subjects: [Int]
  public let raters: [Int]
  /// One mark, severity counted as disagreement.
  public let single: IntraclassCorrelation
  /// The mean of the block's raters, by order.
  public let average: IntraclassCorrelation
  /// Corrected for ties; nil where every rater gave one mark to all.
  public let concordance: Concordance.Statistic?

  /// - Parameter block: three subjects and two raters at least.
  /// - Throws: ``AgreementGap`` where there are fewer, or all marks are equal.
  public init(_ block: CompleteMarks) throws(AgreementGap) {
    guard block.subjects.count > 2 else { throw .tooFewSubjects(found: block.subjects.count, needed: 3) }
    let table = try TwoWayTable(block)
    (subjects, raters) = (block.subjects, block.raters)
    single = IntraclassCorrelation(table, model: .agreement, unit: .single)
    average = IntraclassCorrelation(table, model: .consistency, unit: .average)
    concordance = Concordance(block.marks)?.corrected
  }
}
