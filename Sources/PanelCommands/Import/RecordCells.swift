import ExpertReview
import Intake
import Tables

/// The cells of one record in JSON, in the order of the columns that an import knows.
struct RecordCells {
  private(set) var cells: [String]
  /// Keys that no column is known by.
  private(set) var unknown: [String] = []
  private(set) var faults: [ImportFault] = []
  /// The columns, by key, that a fault was told of.
  private(set) var faulty: Set<String> = []

  /// `number` counts the records from 1. A key may be a column's own or one of its aliases; null is an empty cell.
  init(_ record: JSON, number: Int, columns: [ColumnName]) {
    cells = [String](repeating: "", count: columns.count)
    guard let members = record.members else {
      faults = [ImportFault(row: number, column: "", value: RecordCells.shown(record), kind: .notARecord)]
      return
    }
    var keys: [String: String] = [:]
    for member in members {
      guard let place = columns.firstIndex(where: { ColumnMatch([member.key], to: [$0])[$0.key] != nil }) else {
        unknown.append(member.key)
        continue
      }
      let column = columns[place].key
      if let first = keys[column] {
        faults.append(ImportFault(row: number, column: member.key, value: "", kind: .sameColumn(as: first)))
        faulty.insert(column)
        continue
      }
      keys[column] = member.key
      switch member.value.value {
      case .text(let text), .number(let text): cells[place] = text
      case .null: break
      case .boolean, .array, .object:
        let shown = RecordCells.shown(member.value)
        faults.append(ImportFault(row: number, column: member.key, value: shown, kind: .notACell))
        faulty.insert(column)
      }
    }
  }

  /// Whether it is a record at all.
  var isRecord: Bool { faults.isEmpty || !faulty.isEmpty }

  private static func shown(_ json: JSON) -> String { String(json.compactText.prefix(40)) }
}
