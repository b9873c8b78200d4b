/// Subjects that the same raters all marked: a table without gaps.
public struct CompleteMarks: Sendable, Hashable {
  /// Positions of the subjects in what they were taken from.
  public let subjects: [Int]
  /// Positions of the raters.
  public let raters: [Int]
  /// By subject, the raters' marks.
  public let marks: [[Double]]

  /// - Parameters:
  ///   - subjects: positions, one a row.
  ///   - raters: positions, one a column.
  ///   - marks: by subject; finite. Precondition: as many rows and columns as named.
  public init(subjects: [Int], raters: [Int], marks: [[Double]]) {
    precondition(marks.count == subjects.count && marks.allSatisfy { $0.count == raters.count }, "a whole table")
    (self.subjects, self.raters, self.marks) = (subjects, raters, marks)
  }

  /// A table whose positions are those of its rows and columns.
  /// - Parameter marks: by subject; finite. Precondition: rows of one length.
  public init(_ marks: [[Double]]) {
    self.init(subjects: Array(marks.indices), raters: Array((marks.first ?? []).indices), marks: marks)
  }

  /// The same marks as positions and values.
  public var ratings: Ratings {
    Ratings(
      subjectCount: subjects.count, raterCount: raters.count,
      marks.indices.flatMap { subject in
        marks[subject].indices.map { .init(subject: subject, rater: $0, value: marks[subject][$0]) }
      })
  }
}

extension Ratings {
  /// All marks as one table, if every rater who marks at all marks every subject that has a mark.
  ///
  /// - Throws: ``AgreementGap`` with the number of marks that are not there.
  public func complete() throws(AgreementGap) -> CompleteMarks {
    let subjects = (0..<subjectCount).filter { !marks(of: $0).isEmpty }
    let present = Set(raters).sorted().map { Int($0) }
    guard count == subjects.count * present.count else {
      throw .incomplete(missing: subjects.count * present.count - count)
    }
    return CompleteMarks(subjects: subjects, raters: present, marks: subjects.map { Array(values[marks(of: $0)]) })
  }

  /// The subjects sorted by who marked them: one table for each set of two or more raters, in order of its first
  /// subject.
  ///
  /// Panels that mark a block of candidates together are such sets; a candidate that lacks a mark stands in a set of
  /// its own. Complexity: *n* log *n*.
  public var blocks: [CompleteMarks] {
    var position: [ArraySlice<Int32>: Int] = [:]
    var sets: [(raters: [Int], subjects: [Int])] = []
    for subject in 0..<subjectCount where marks(of: subject).count > 1 {
      let panel = raters[marks(of: subject)]
      let set = position[panel] ?? sets.count
      if set == sets.count {
        position[panel] = set
        sets.append((panel.map { Int($0) }, []))
      }
      sets[set].subjects.append(subject)
    }
    return sets.map { set in
      CompleteMarks(
        subjects: set.subjects, raters: set.raters, marks: set.subjects.map { Array(values[marks(of: $0)]) })
    }
  }

  /// The marks of some subjects, in the order named; one named twice stands there twice. Positions of raters stay.
  /// - Parameter subjects: positions.
  public func selecting(_ subjects: [Int]) -> Ratings {
    var rows: [Rating] = []
    for (position, subject) in subjects.enumerated() {
      for mark in marks(of: subject) {
        rows.append(.init(subject: position, rater: Int(raters[mark]), value: values[mark]))
      }
    }
    return Ratings(subjectCount: subjects.count, raterCount: raterCount, rows)
  }
}
