import ExpertReview
import Intake
import Reports
import Tables

/// A file that was brought, as far as its form could be read.
struct InputFile {
  enum Content {
    case table(CSVTable)
    case records(JSON)
  }

  let name: String
  /// The file as it came.
  let bytes: [UInt8]
  let content: Content
  private let droppingFormulaGuards: Bool

  /// `isHeader` finds the row of headers in a form that is printed with a title above it.
  init(
    name: String, bytes: [UInt8], droppingFormulaGuards: Bool = false, isHeader: (([String]) -> Bool)? = nil
  ) throws {
    self.name = name
    self.bytes = bytes
    self.droppingFormulaGuards = droppingFormulaGuards
    let first = InputFile.firstSign(of: bytes)
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      do throws(JSONFault) {
        content = .records(InputFile.withoutReasons(try JSON.read(bytes)))
      } catch {
        throw Refusal([error.report(in: name)])
      }
      return
    }
    do throws(TableFault) {
      content = .table(try CSVTable(bytes, isHeader: isHeader))
    } catch {
      throw Refusal([error.report(in: name)])
    }
  }

  /// The first byte that is neither white space nor part of a byte order mark.
  static func firstSign(of bytes: [UInt8]) -> UInt8? {
    bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
  }

  /// All rows as text, without the reasons that a file of rejected rows gives; a refusal where the file is JSON.
  /// Complexity: linear, each time.
  func table() throws -> Table {
    InputFile.withoutReasons(Table(try csv(), droppingFormulaGuards: droppingFormulaGuards))
  }

  /// The table's rows as bytes, for bulk data; a refusal where the file is JSON.
  func csv() throws -> CSVTable {
    guard case .table(let table) = content else {
      throw Refusal([
        FaultReport(
          code: "import.notATable", file: name,
          message: Bilingual(zh: "这种内容要用 CSV 表格，文件却是 JSON", en: "a CSV table is needed, and the file is JSON"),
          mend: Bilingual(zh: "另存为 CSV（UTF-8）", en: "save it as CSV (UTF-8)"))
      ])
    }
    return table
  }

  private static func withoutReasons(_ json: JSON) -> JSON {
    guard let elements = json.elements else { return json }
    return JSON(
      .array(
        elements.map { element in
          // Hardly a file has it: what is as it should be is not copied.
          guard let members = element.members, members.contains(where: { $0.key == rejectionReasonColumn }) else {
            return element
          }
          return JSON(.object(members.filter { $0.key != rejectionReasonColumn }), line: element.line)
        }), line: json.line)
  }

  private static func withoutReasons(_ table: Table) -> Table {
    guard let column = table.headers.firstIndex(of: rejectionReasonColumn) else { return table }
    return table.removing(column: column)
  }

  /// Where rows that were not taken go unless it is said.
  var nameOfRejected: String {
    guard name == "-" else { return Files.path(name, adding: "-rejected") }
    if case .records = content { return "rejected.json" }
    return "rejected.csv"
  }

  /// The rows or records with faults, each with its reasons, as a file of the same kind that can be mended and
  /// imported.
  func rejected(_ faults: [(row: Int, report: FaultReport)], language: Language) throws -> [UInt8] {
    let reasons = Dictionary(grouping: faults, by: \.row).mapValues { reports in
      reports.map { entry in
        [entry.report.column, entry.report.message[language], entry.report.mend[language]].compactMap { $0 }
          .joined(separator: "：")
      }.joined(separator: "；")
    }
    switch content {
    case .table: return InputFile.rejected(of: try table(), reasons)
    case .records(let json):
      let kept = (json.elements ?? []).enumerated().compactMap { index, element -> JSON? in
        guard let reason = reasons[index + 1], let members = element.members else { return nil }
        return JSON(.object(members + [JSON.Member(key: rejectionReasonColumn, value: .text(reason))]))
      }
      return JSON.array(kept).bytes() + [0x0A]
    }
  }

  /// The reasons stand in the first column, so that a row with too few or too many cells keeps the ones that it has: it
  /// is faulty again until a person has mended it.
  private static func rejected(of table: Table, _ reasons: [Int: String]) -> [UInt8] {
    var writer = CSVWriter(byteOrderMark: true, guardFormulas: false)
    writer.append([rejectionReasonColumn] + table.headers)
    let written = Dictionary(table.unsoundRows.map { ($0.row.number, $0.record) }) { first, _ in first }
    for row in (table.rows + table.unsoundRows.map(\.row)).sorted(by: { $0.number < $1.number }) {
      guard let reason = reasons[row.number] else { continue }
      var cells = [reason] + row.cells
      // What is wrong with its quotes would be gone once it is written anew, so the row as it stood goes along.
      if let record = written[row.number], row.cells.count == table.headers.count { cells.append(record) }
      writer.append(cells)
    }
    return writer.bytes
  }
}
