/// Writes CSV: cells are quoted only where they must be, so that files stay readable and stable under version control.
///
/// What is written is read back cell for cell by `CSVTable`.
public struct CSVWriter: Sendable {
  public enum LineEnd: Sendable {
    case lf
    case crlf
  }

  private let lineEnd: LineEnd
  private let guardsFormulas: Bool
  /// The file so far.
  public private(set) var bytes: [UInt8] = []

  /// - `byteOrderMark`: spreadsheets take a file without it for the system's legacy encoding and garble Chinese;
  ///   programs need none.
  /// - `guardFormulas`: puts an apostrophe before text that a spreadsheet would run as a formula; see
  ///   `withFormulaGuard`.
  public init(lineEnd: LineEnd = .lf, byteOrderMark: Bool, guardFormulas: Bool) {
    self.lineEnd = lineEnd
    guardsFormulas = guardFormulas
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// A writer of sheets for people, who open them in a spreadsheet.
  public static var forPeople: CSVWriter { CSVWriter(byteOrderMark: true, guardFormulas: true) }

  /// A writer of files for programs: no byte order mark, every cell as it is.
  public static var forPrograms: CSVWriter { CSVWriter(byteOrderMark: false, guardFormulas: false) }

  /// Appends one record. A record whose cells are all empty gets its first cell quoted, because a blank line is no
  /// record. Precondition: at least one cell.
  public mutating func append(_ cells: [String]) {
    precondition(!cells.isEmpty, "a record without cells cannot be written")
    let isBlank = cells.allSatisfy(\.isEmpty)
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(guardsFormulas ? cell.withFormulaGuard : cell, quoted: isBlank && index == 0)
    }
    if lineEnd == .crlf { bytes.append(0x0D) }
    bytes.append(0x0A)
  }

  private mutating func append(_ cell: String, quoted: Bool) {
    guard quoted || cell.utf8.contains(where: CSVWriter.needsQuotes) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Tabs and semicolons are quoted too, so that a header without commas cannot be taken to be separated by them.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
    default: false
    }
  }
}

// MARK: - Formulas

extension String {
  /// The cell with an apostrophe in front where a spreadsheet would take it for a formula: it begins with `= + - @`,
  /// their full-width forms, a tab or CR, and is not a plain number. A cell that begins with apostrophes before such a
  /// character gets one more, so that `withoutFormulaGuard` always gives back the cell.
  ///
  /// The list is that of the OWASP community page "CSV Injection".
  public var withFormulaGuard: String {
    guard let first = unicodeScalars.first(where: { $0 != "'" }), first.opensFormula, !isPlainNumber else {
      return self
    }
    return "'" + self
  }

  /// The cell as it was before `withFormulaGuard`.
  public var withoutFormulaGuard: String {
    guard unicodeScalars.first == "'", let first = unicodeScalars.first(where: { $0 != "'" }), first.opensFormula else {
      return self
    }
    return String(unicodeScalars.dropFirst())
  }

  /// A sign or none, digits, and at most one point between digits.
  private var isPlainNumber: Bool {
    var digits = utf8[...]
    if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
  }
}

extension Unicode.Scalar {
  fileprivate var opensFormula: Bool {
    switch self {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r": true
    default: false
    }
  }
}
