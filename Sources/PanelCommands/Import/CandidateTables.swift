import ExpertReview
import Intake
import Tables

/// A table of a declaration's form that is kept as a list of a candidate's record (TB-5, TB-6).
struct CandidateTable {
  struct Column {
    /// The cell of the entry.
    let key: String
    /// The title as printed.
    let title: String
    let aliases: [String]
    /// A cell left empty means the one above, as where cells are merged.
    let repeats: Bool

    init(_ key: String, _ title: String, aliases: [String] = [], repeats: Bool = false) {
      self.key = key
      self.title = title
      self.aliases = aliases
      self.repeats = repeats
    }
  }

  let code: String
  let title: String
  /// The list's key.
  let field: String
  /// The parts that the form prints one below the other, each with its columns.
  let parts: [[Column]]
  /// The cell by which the parts are joined; nil where there is one part.
  let joinedBy: String?

  var columns: [Column] {
    var seen: Set<String> = []
    return parts.joined().filter { seen.insert($0.key).inserted }
  }

  /// The titles that an import knows.
  var names: [ColumnName] {
    columns.map { ColumnName($0.key, aliases: [$0.title] + $0.aliases) }
  }

  /// TB-5: who does what in a consortium, and how funds are shared.
  static let consortium = CandidateTable(
    code: "TB-5", title: "联合体协议书：分工和经费", field: "agreement.shares",
    parts: [
      [
        Column("role", "联合体成员"), Column("unit", "单位名称", aliases: ["分工: 单位名称", "分工：单位名称"]),
        Column("contribution_pct", "出资比例"), Column("tasks", "具体任务"),
      ],
      [
        Column("unit", "单位名称"), Column("state_funds_pct", "国拨资金/国拨资金总额"),
        Column("own_funds_pct", "自筹资金/自筹资金总额"),
      ],
    ], joinedBy: "unit")

  /// TB-6: what was bought and built so far.
  static let investments = CandidateTable(
    code: "TB-6", title: "已完成的投资清单", field: "invest_items",
    parts: [
      [
        Column("category", "类别", repeats: true), Column("device", "设备名称"), Column("contract", "合同名称"),
        Column("maker", "生产厂商"), Column("qty", "数量"),
        Column("unit_price_wan", "单价(万元)", aliases: ["单价 (万元)", "单价（万元）"]),
        Column("total_wan", "总价(万元)", aliases: ["总价 (万元)", "总价（万元）"]),
      ]
    ], joinedBy: nil)

  static let all = [consortium, investments]

  /// Whether a record is a row of the table's columns.
  func isHeader(_ cells: [String]) -> Bool {
    let match = ColumnMatch(cells, to: names)
    return columns.filter { match[$0.key] != nil }.count >= 3
  }
}

extension ImportKind {
  /// Finds the row of columns in forms that are printed with a title above it.
  var isHeader: (([String]) -> Bool)? {
    switch self {
    case .nominations: NominationImports.isHeader
    case .consortium: CandidateTable.consortium.isHeader
    case .investments: CandidateTable.investments.isHeader
    default: nil
    }
  }
}

extension Bringing {
  /// A printed list read into a candidate's record: the next version of its declaration.
  func entries(_ table: CandidateTable) throws -> Brought {
    var brought = Brought()
    guard let id = candidate else { preconditionFailure("the parser lets no such import without --candidate pass") }
    let current = try round.candidate(id)
    guard let slot = round.scheme.slots[table.field] else {
      add([ImportFault(row: 0, column: table.field, value: "", kind: .noSuchField(table.field))], to: &brought)
      return brought
    }
    let rows = try records(of: table, &brought)
    let known = Set(round.scheme.fields[slot].entry.map(\.key))
    var merged: [[String: String]] = []
    for row in rows {
      var row = row
      for column in table.columns where column.repeats && row[column.key] == nil {
        row[column.key] = merged.last?[column.key]
      }
      // The second part of the form names the units again with their shares of the funds.
      if let key = table.joinedBy, let name = row[key], let place = merged.firstIndex(where: { $0[key] == name }) {
        merged[place].merge(row) { _, new in new }
      } else {
        merged.append(row)
      }
    }
    let entries = merged.map { row in
      JSON(
        .object(
          table.columns.filter { known.contains($0.key) }.compactMap { column in
            row[column.key].map { JSON.Member(key: column.key, value: .text($0)) }
          }))
    }
    try take(entries, table, current, slot: slot, &brought)
    return brought
  }

  /// The rows by their columns' keys, of all parts that the file holds.
  private func records(of table: CandidateTable, _ brought: inout Brought) throws -> [[String: String]] {
    let sheet = try file.table()
    for fault in sheet.headerFaults { brought.faults.append((0, fault.report(in: file.name))) }
    var match = ColumnMatch(sheet.headers, to: table.names)
    var records: [[String: String]] = []
    let rows = (sheet.rows + sheet.unsoundRows.map(\.row)).sorted { $0.number < $1.number }
    for row in rows {
      // The form's second part has columns of its own below the first, as many cells as it needs.
      if table.isHeader(row.cells) {
        match = ColumnMatch(row.cells, to: table.names)
        continue
      }
      var record: [String: String] = [:]
      for column in table.columns {
        guard let place = match[column.key], place < row.cells.count else { continue }
        let cell = row.cells[place].trimmed
        if !cell.isEmpty { record[column.key] = cell.hasSuffix("%") ? String(cell.dropLast()).trimmed : cell }
      }
      // A printed category with nothing behind it is an empty row of the form.
      if record.contains(where: { entry in !table.columns.contains { $0.key == entry.key && $0.repeats } }) {
        records.append(record)
      }
    }
    return records
  }

  private func take(
    _ entries: [JSON], _ table: CandidateTable, _ current: Candidate, slot: Int, _ brought: inout Brought
  ) throws {
    let key = round.scheme.fields[slot].key
    var members = (current.json(under: round.scheme).members ?? []).filter { $0.key != key }
    members.append(JSON.Member(key: key, value: .array(entries)))
    let reader = DeclarationReader(round.scheme)
    let isFilled = current.values[slot] != .missing && current.values[slot] != .list([])
    switch reader.candidate(from: JSON(.object(members)), version: current.version + 1) {
    case .failure(let faults):
      for fault in faults.faults { brought.faults.append((0, fault.report(in: file.name))) }
    case .success(let candidate):
      if VersionedCandidate(candidate) == VersionedCandidate(current) {
        brought.unchanged = entries.count
        return
      }
      guard mayReplace || !isFilled else {
        brought.faults.append(
          (0, Brought.differs(file: file.name, row: 1, column: key, value: current.id.rawValue)))
        return
      }
      brought.corrected = isFilled ? 1 : 0
      brought.added = entries.count
      brought.fact = .candidatesImported([candidate])
    }
  }
}
