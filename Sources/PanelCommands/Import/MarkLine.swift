import ExpertReview
import Tables

/// One line of a table of marks. Its cells are valid only while the row is.
struct MarkLine {
  /// As a spreadsheet counts; the header is row 1.
  let number: Int
  let candidate: CellBytes
  let expert: CellBytes
  let criterion: CellBytes
  let mark: CellBytes
  let comment: CellBytes
}

/// Where the columns of a table of marks stand.
struct MarkColumns {
  static let names: [ColumnName] = [
    .init("candidate", aliases: ["candidate_id", "application", "application_id", "申报编号"], isRequired: true),
    .init("expert", aliases: ["expert_id", "专家编号"]),
    .init("criterion", aliases: ["item", "评分项", "指标"], isRequired: true),
    .init("mark", aliases: ["value", "评分", "得分"], isRequired: true), .init("comment", aliases: ["评语", "意见"]),
  ]
  private static var none: CellBytes { CellBytes(start: nil, count: 0) }

  private let match: ColumnMatch
  private let places: (candidate: Int?, expert: Int?, criterion: Int?, mark: Int?, comment: Int?)
  /// Headers that no column bears.
  let unknown: [String]

  init(_ headers: [String]) {
    match = ColumnMatch(headers, to: MarkColumns.names)
    places = (match["candidate"], match["expert"], match["criterion"], match["mark"], match["comment"])
    unknown = match.unknown.map { headers[$0] }.filter { $0 != InputFile.reasonColumn }
  }

  var faults: [TableFault] { match.faults }

  func line(_ row: CSVRow) -> MarkLine {
    func cell(_ place: Int?) -> CellBytes { place.map { row[$0].trimmed } ?? MarkColumns.none }
    return MarkLine(
      number: row.number, candidate: cell(places.candidate), expert: cell(places.expert),
      criterion: cell(places.criterion), mark: cell(places.mark), comment: cell(places.comment))
  }
}
