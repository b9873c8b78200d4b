/// Marks that raters gave subjects: at most one a pair, most pairs have none.
///
/// The one shape that agreement, severity and ranking under uncertainty read. Subjects and raters are known by their
/// positions; a pair without a mark is simply not there, which is neither zero nor a refusal. The marks stand subject
/// by subject (compressed rows), each subject's in order of its raters. Size: twelve bytes a mark, four a subject.
public struct Ratings: Sendable, Hashable {
  public let raterCount: Int
  /// Where each subject's marks begin; one more than there are subjects.
  public let starts: [Int32]
  /// Who gave each mark.
  public let raters: [Int32]
  /// The marks, on the scale on which they were given.
  public let values: [Double]

  /// One mark.
  public struct Rating: Sendable, Hashable {
    public let subject: Int
    public let rater: Int
    public let value: Double

    /// - Parameters:
    ///   - subject: position of the subject, from 0.
    ///   - rater: position of the rater, from 0.
    ///   - value: the mark; finite.
    public init(subject: Int, rater: Int, value: Double) {
      self.subject = subject
      self.rater = rater
      self.value = value
    }
  }

  public var subjectCount: Int { starts.count - 1 }
  public var count: Int { values.count }

  /// Takes marks in any order.
  ///
  /// Precondition: positions lie within the counts, values are finite, no pair comes twice. Complexity: *n* log *n*.
  /// - Parameters:
  ///   - subjectCount: how many subjects there are, those without a mark among them.
  ///   - raterCount: how many raters there are, those without a mark among them.
  ///   - ratings: the marks.
  public init(subjectCount: Int, raterCount: Int, _ ratings: [Rating]) {
    var rows = [[(rater: Int32, value: Double)]](repeating: [], count: subjectCount)
    for rating in ratings {
      precondition(rating.value.isFinite, "a mark is a finite number")
      rows[rating.subject].append((Int32(rating.rater), rating.value))
    }
    self.init(raterCount: raterCount, rows: rows)
  }

  /// Takes exact quotients; each mark is the `Double` nearest to its own where both parts lie below 2^53.
  ///
  /// Precondition: as for marks in any order; denominators are above zero.
  /// - Parameters:
  ///   - raterCount: how many raters there are, those without a mark among them.
  ///   - rows: by subject, who gave what.
  public init(raterCount: Int, rows: [[Quotient]]) {
    self.init(
      raterCount: raterCount,
      rows: rows.map { row in row.map { ($0.rater, Double($0.numerator) / Double($0.denominator)) } })
  }

  /// A rater's mark as an exact quotient.
  public struct Quotient: Sendable, Hashable {
    public let rater: Int32
    public let numerator: Int128
    public let denominator: Int128

    /// - Parameters:
    ///   - rater: position of the rater, from 0.
    ///   - numerator: above the line.
    ///   - denominator: below it; above zero.
    public init(rater: Int, numerator: Int128, denominator: Int128) {
      self.rater = Int32(rater)
      self.numerator = numerator
      self.denominator = denominator
    }
  }

  private init(raterCount: Int, rows: [[(rater: Int32, value: Double)]]) {
    self.raterCount = raterCount
    var starts: [Int32] = [0]
    var raters: [Int32] = []
    var values: [Double] = []
    for row in rows {
      var last: Int32 = -1
      for mark in row.sorted(by: { $0.rater < $1.rater }) {
        precondition(mark.rater > last, "a rater marks a subject once")
        precondition(mark.rater < raterCount, "a rater out of range")
        last = mark.rater
        raters.append(mark.rater)
        values.append(mark.value)
      }
      starts.append(Int32(raters.count))
    }
    (self.starts, self.raters, self.values) = (starts, raters, values)
  }

  /// The positions of a subject's marks in `raters` and `values`.
  public func marks(of subject: Int) -> Range<Int> { Int(starts[subject])..<Int(starts[subject + 1]) }

  /// Who shares subjects with whom: the design that decides what can be compared.
  public var design: RaterDesign {
    RaterDesign(
      raters: (0..<subjectCount).map { raters[marks(of: $0)].map(Int.init) }, raterCount: raterCount)
  }
}
