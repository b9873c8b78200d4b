/// Why the scheme that a round embeds cannot be read: the program that wrote it and this one read schemes differently.
public enum CharterFault: Error, Sendable {
  case scheme(SchemeFaults)
  case calendar(CalendarFault)
  case missing(file: String)
}

extension Charter {
  static let documentsFile = "documents.json"
  static let calendarFile = "calendars/china.json"

  /// A charter that embeds what a shelf holds of a scheme, and the calendar.
  public init(roundID: String, scheme: SchemeID, shelf: SchemeShelf, calendar: [UInt8], overrides: [SchemeOverride]) {
    let part = shelf.part(for: scheme)
    var files = [
      Charter.documentsFile: String(decoding: part.documents, as: UTF8.self),
      Charter.calendarFile: String(decoding: calendar, as: UTF8.self),
    ]
    for (id, bytes) in part.schemes { files[SchemeShelf.file(of: id)] = String(decoding: bytes, as: UTF8.self) }
    self.init(roundID: roundID, scheme: scheme, files: files, overrides: overrides)
  }

  /// The shelf that the embedded files make.
  public var shelf: SchemeShelf {
    var schemes: [SchemeID: [UInt8]] = [:]
    for (name, text) in files where name.hasSuffix("/scheme.json") {
      schemes[SchemeID(String(name.dropLast("/scheme.json".count)))] = Array(text.utf8)
    }
    return SchemeShelf(schemes: schemes, documents: Array((files[Charter.documentsFile] ?? "").utf8))
  }
}

extension Round {
  /// The round that a first fact begins.
  public init(beginning entry: FactEntry) throws {
    guard case .begun(let charter) = entry.fact else { throw RoundRefusal.notBegun }
    let scheme: Scheme
    switch readScheme(charter.scheme, from: charter.shelf, overrides: charter.overrides) {
    case .success(let read): scheme = read
    case .failure(let faults): throw CharterFault.scheme(faults)
    }
    guard let calendar = charter.files[Charter.calendarFile] else {
      throw CharterFault.missing(file: Charter.calendarFile)
    }
    do throws(CalendarFault) {
      self.init(charter: charter, scheme: scheme, calendar: try WorkingCalendar(reading: Array(calendar.utf8)))
    } catch {
      throw CharterFault.calendar(error)
    }
    lastSequence = entry.sequence
    head = entry.hash
    lastTouch[Conclusion.Key(procedure: .examination, stage: "")] = entry.sequence
  }
}
