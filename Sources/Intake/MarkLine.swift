import ExpertReview
import Tables

/// One line of a table of marks. Its cells are valid only while the row is.
package struct MarkLine {
  /// As a spreadsheet counts; the header is row 1.
  package let number: Int
  package let candidate: CellBytes
  package let expert: CellBytes
  package let criterion: CellBytes
  package let mark: CellBytes
  package let comment: CellBytes

  package init(
    number: Int, candidate: CellBytes, expert: CellBytes, criterion: CellBytes, mark: CellBytes, comment: CellBytes
  ) {
    self.number = number
    self.candidate = candidate
    self.expert = expert
    self.criterion = criterion
    self.mark = mark
    self.comment = comment
  }
}

/// A column, or a key of a record, in which a file of rejected rows says why; it is left out on reading.
package let rejectionReasonColumn = "未采用原因"

/// Where the columns of a table of marks stand.
package struct MarkColumns {
  package static let names: [ColumnName] = [
    .init("candidate", aliases: ["candidate_id", "application", "application_id", "申报编号"], isRequired: true),
    .init("expert", aliases: ["expert_id", "专家编号"]),
    .init("criterion", aliases: ["item", "评分项", "指标"], isRequired: true),
    .init("mark", aliases: ["value", "score", "评分", "得分"], isRequired: true), .init("comment", aliases: ["评语", "意见"]),
  ]
  private static var none: CellBytes { CellBytes(start: nil, count: 0) }

  private let match: ColumnMatch
  private let places: (candidate: Int?, expert: Int?, criterion: Int?, mark: Int?, comment: Int?)
  /// Headers that no column bears.
  package let unknown: [String]

  package init(_ headers: [String]) {
    match = ColumnMatch(headers, to: MarkColumns.names)
    places = (match["candidate"], match["expert"], match["criterion"], match["mark"], match["comment"])
    unknown = match.unknown.map { headers[$0] }.filter { $0 != rejectionReasonColumn }
  }

  package var faults: [TableFault] { match.faults }

  /// The places of candidate, expert, criterion and mark, and then of the comment where there is one; nil where one of
  /// the four is missing.
  var ofMarks: [Int]? {
    guard let candidate = places.candidate, let expert = places.expert, let criterion = places.criterion,
      let mark = places.mark
    else { return nil }
    return [candidate, expert, criterion, mark] + (places.comment.map { [$0] } ?? [])
  }

  package func line(_ row: CSVRow) -> MarkLine {
    func cell(_ place: Int?) -> CellBytes { place.map { row[$0].trimmed } ?? MarkColumns.none }
    return MarkLine(
      number: row.number, candidate: cell(places.candidate), expert: cell(places.expert),
      criterion: cell(places.criterion), mark: cell(places.mark), comment: cell(places.comment))
  }
}
