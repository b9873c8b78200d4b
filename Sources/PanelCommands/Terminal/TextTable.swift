/// Rows of cells laid out in columns, wide characters counted.
///
/// On a terminal too narrow for it, the columns that may be cut give way, the widest first; in a file or a pipe nothing
/// is ever cut. Control characters in cells are shown, not obeyed.
struct TextTable: Sendable {
  struct Column: Sendable {
    let title: String
    let alignment: Alignment
    /// Whether cells may end in `…` where the terminal is too narrow. Names may; ids and numbers may not.
    let mayBeCut: Bool

    init(_ title: String, _ alignment: Alignment = .left, mayBeCut: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.mayBeCut = mayBeCut
    }
  }
  let columns: [Column]
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row, a cell a column.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has one cell a column")
    rows.append(cells.map(DisplayWidth.harmless))
  }

  /// The heading and the rows, without trailing blanks.
  func lines(on terminal: Terminal = .none) -> [String] {
    let widths = widths(within: terminal.columns)
    let heading = line(columns.map(\.title), widths)
    return [terminal.styled(heading, .bold)] + rows.map { line($0, widths) }
  }

  private static let gap = 2
  /// No column is cut below this many columns of the terminal.
  private static let narrowest = 6

  private func widths(within available: Int?) -> [Int] {
    var widths = columns.indices.map { column in
      rows.reduce(DisplayWidth.of(columns[column].title)) { max($0, DisplayWidth.of($1[column])) }
    }
    guard let available else { return widths }
    var excess = widths.reduce(0, +) + TextTable.gap * (widths.count - 1) - available
    while excess > 0 {
      let cuttable = widths.indices.filter { columns[$0].mayBeCut && widths[$0] > TextTable.narrowest }
      guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += String(repeating: " ", count: TextTable.gap) }
      let shown = columns[index].mayBeCut ? DisplayWidth.cut(cell, to: widths[index]) : cell
      line += DisplayWidth.padded(shown, to: widths[index], alignment: columns[index].alignment)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
