/// Walks along the bytes of `CandidateRecords`, whose head tells the layout. Whatever they are, it never goes beyond
/// them: it throws.
struct RecordCursor {
  /// The bytes are not what must stand here.
  struct Fault: Error {}

  private let bytes: UnsafeRawBufferPointer
  private(set) var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  /// A whole record.
  mutating func candidate(_ layout: RecordLayout) throws(Fault) -> Candidate {
    let id = try text()
    let name = try text()
    let version = Int(try number(Int32.self))
    return Candidate(
      id: CandidateID(id), name: name, values: try values(layout), attachments: try attachments(layout),
      attributes: try attributes(), version: version)
  }

  // MARK: Parts

  private mutating func values(_ layout: RecordLayout) throws(Fault) -> [FieldValue] {
    var values = [FieldValue](repeating: .missing, count: layout.width)
    var places = Ascent(below: layout.fields.count)
    for _ in 0..<(try count()) {
      let place = try places.next(try count())
      let cell = layout.fields[place]
      values[layout.slots[place]] = try value(RecordTag(of: cell.field), cell)
    }
    return values
  }

  private mutating func attachments(_ layout: RecordLayout) throws(Fault) -> [MaterialID: Attachment] {
    let number = try count()
    var places = Ascent(below: layout.materials.count)
    var attachments: [MaterialID: Attachment] = [:]
    attachments.reserveCapacity(min(number, layout.materials.count))
    for _ in 0..<number {
      let material = layout.materials[try places.next(try count())]
      let file = try text()
      let parts = try self.number(UInt8.self)
      guard parts < 8 else { throw Fault() }
      attachments[material] = Attachment(
        file: file, issuedOn: parts & 1 == 0 ? nil : try day(), issuer: parts & 2 == 0 ? nil : try text(),
        amount: parts & 4 == 0 ? nil : try decimal())
    }
    return attachments
  }

  private mutating func attributes() throws(Fault) -> [String: String] {
    let number = try length()
    var attributes: [String: String] = [:]
    var last: String?
    for _ in 0..<number {
      let name = try text()
      if let last, last >= name { throw Fault() }
      attributes[name] = try text()
      last = name
    }
    return attributes
  }

  private mutating func value(_ tag: RecordTag, _ cell: RecordLayout.Cell) throws(Fault) -> FieldValue {
    guard try number(UInt8.self) == tag.rawValue else { throw Fault() }
    switch tag {
    case .text: return .text(try text())
    case .number:
      let decimal = try decimal()
      guard cell.field.admits(decimal) else { throw Fault() }
      return .number(decimal)
    case .day: return .day(try day())
    case .month: return .month(try month())
    case .flag:
      let flag = try number(UInt8.self)
      guard flag < 2 else { throw Fault() }
      return .flag(flag == 1)
    case .choice: return .choice(cell.choices[try place(below: cell.choices.count)])
    case .choices: return .choices(try choices(cell))
    case .list: return .list(try list(cell))
    case .entry: return .entry(try entry(cell))
    case .yearly: return .yearly(try yearly(cell))
    }
  }

  private mutating func choices(_ cell: RecordLayout.Cell) throws(Fault) -> [String] {
    let number = try count()
    // None is named twice, so there are no more than the field has.
    guard number <= cell.choices.count else { throw Fault() }
    var places: [Int] = []
    for _ in 0..<number {
      let place = try place(below: cell.choices.count)
      guard !places.contains(place) else { throw Fault() }
      places.append(place)
    }
    return places.map { cell.choices[$0] }
  }

  private mutating func list(_ cell: RecordLayout.Cell) throws(Fault) -> [FieldValue] {
    let number = try length()
    let tag = cell.field.entry.isEmpty ? RecordTag.text : .entry
    var values: [FieldValue] = []
    values.reserveCapacity(min(number, 64))
    for _ in 0..<number { values.append(try value(tag, cell)) }
    return values
  }

  private mutating func entry(_ cell: RecordLayout.Cell) throws(Fault) -> [String: FieldValue] {
    let number = try count()
    var places = Ascent(below: cell.cells.count)
    var values: [String: FieldValue] = [:]
    values.reserveCapacity(min(number, cell.cells.count))
    for _ in 0..<number {
      let part = cell.cells[try places.next(try count())]
      values[part.field.key] = try value(RecordTag(of: part.field.kind), part)
    }
    return values
  }

  private mutating func yearly(_ cell: RecordLayout.Cell) throws(Fault) -> [Int: FieldValue] {
    let number = try count()
    guard number > 0 else { throw Fault() }
    var ascent = Ascent(below: Int(UInt16.max) + 1)
    var years: [Int: FieldValue] = [:]
    for _ in 0..<number {
      let year = try ascent.next(try count())
      years[year] = try value(RecordTag(of: cell.field.kind), cell)
    }
    return years
  }

  /// Places that must rise and stay below a bound.
  private struct Ascent {
    private var last = -1
    private let bound: Int

    init(below bound: Int) { self.bound = bound }

    mutating func next(_ place: Int) throws(Fault) -> Int {
      guard place > last, place < bound else { throw Fault() }
      last = place
      return place
    }
  }

  // MARK: Numbers and texts

  /// The next bytes, of which there must be as many.
  mutating func take(_ count: Int) throws(Fault) -> UnsafeRawBufferPointer {
    guard count <= bytes.count - index else { throw Fault() }
    defer { index += count }
    return UnsafeRawBufferPointer(rebasing: bytes[index..<index + count])
  }

  /// The next `times` pieces of `size` bytes.
  mutating func take(_ size: Int, times: Int) throws(Fault) -> UnsafeRawBufferPointer {
    let (count, overflow) = size.multipliedReportingOverflow(by: times)
    guard !overflow else { throw Fault() }
    return try take(count)
  }

  mutating func length() throws(Fault) -> Int { Int(try number(UInt32.self)) }

  private mutating func count() throws(Fault) -> Int { Int(try number(UInt16.self)) }

  private mutating func place(below bound: Int) throws(Fault) -> Int {
    let place = try count()
    guard place < bound else { throw Fault() }
    return place
  }

  private mutating func text() throws(Fault) -> String {
    let units = try take(try length())
    guard let text = String(validating: units, as: UTF8.self) else { throw Fault() }
    return text
  }

  /// Normalised, within the digits and places that a decimal may have.
  private mutating func decimal() throws(Fault) -> ExactDecimal {
    let units = try number(Int64.self)
    let places = Int(try number(UInt8.self))
    guard units.magnitude < UInt64(powerOfTen(18)), places <= ExactDecimal.mostPlaces,
      places == 0 || units % 10 != 0
    else { throw Fault() }
    return ExactDecimal(units: units, places: places)
  }

  private mutating func day() throws(Fault) -> CivilDay {
    let days = try number(Int32.self)
    guard CivilDay.calendar.contains(days) else { throw Fault() }
    return CivilDay(daysSince1970: days)
  }

  private mutating func month() throws(Fault) -> CivilMonth {
    let months = Int(try number(Int32.self))
    guard months >= 0, let month = CivilMonth(year: months / 12, month: months % 12 + 1) else { throw Fault() }
    return month
  }

  private mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(Fault) -> Number {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - index else { throw Fault() }
    defer { index += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: Number.self))
  }
}
