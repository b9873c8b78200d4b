/// One thing wrong with one cell of a file of candidates, with its place and the facts for saying how to mend it.
public struct DeclarationFault: Error, Hashable, Sendable {
  /// The row as the caller counts them; nil for JSON.
  public let row: Int?
  /// The record's number from 1; 0 for a fault of the header.
  public let index: Int
  /// The line of a JSON file; nil for rows.
  public let line: Int?
  /// The column's key, or its header as written where no field is meant.
  public let column: String
  /// The field's label; nil where the column is no field.
  public let label: Bilingual?
  /// What was written, cut where it is long.
  public let value: String
  public let kind: Kind

  public enum Form: String, Hashable, Sendable { case object, list, text, number, truth }

  public enum Kind: Hashable, Sendable {
    case missingID
    /// The rows (or records) that bear the same id, this one included.
    case repeatedID(places: [Int])
    case otherScheme(expected: String)
    case notARecord
    case wrongForm(expected: Form, found: Form)
    // Numbers
    case notANumber
    case fullWidth(mended: String)
    case thousandsSeparator(mended: String)
    case unitInCell(unit: String, mended: String)
    case exponent
    case tooManyDigits
    case tooManyPlaces(most: Int)
    case notWhole
    case negative
    // Days
    case notADay(mended: String?)
    case noSuchDay
    case notAMonth(mended: String?)
    // Choices
    case notTrueOrFalse
    case notAChoice(allowed: [Bilingual], nearest: Bilingual?)
    case wrongSeparator(mended: String)
    case repeatedChoice
    // Lists and attachments
    case unevenLists(counts: [Int])
    case attachmentWithoutFile
    // Columns
    case repeatedColumn
    case ambiguousColumn(keys: [String])
    case tooManyCells(columns: Int)
  }
}

/// A column that the scheme does not know. Its cells are kept as attributes; it is reported once a file.
public struct DeclarationNotice: Hashable, Sendable {
  public let column: String
  /// The known column that may have been meant.
  public let nearest: String?
  /// In how many records it holds something.
  public let records: Int
}

/// A file of candidates as it was read: every fault of it together, and of each record whether it is sound.
public struct Declarations: Sendable {
  /// A record of the file.
  public struct Record: Sendable {
    /// The row as the caller counts them; nil for JSON.
    public let row: Int?
    /// From 1.
    public let index: Int
    /// The line of a JSON file; nil for rows.
    public let line: Int?
    /// Nil where the record has a fault.
    public let candidate: Candidate?
  }
  /// In the order of the file.
  public let records: [Record]
  /// In the order of the file; those of the header first.
  public let faults: [DeclarationFault]
  public let notices: [DeclarationNotice]

  /// The sound records' candidates.
  public var candidates: [Candidate] { records.compactMap(\.candidate) }
}
