import ExpertReview

/// The folder that holds schemes, documents and calendars.
struct RubricsFolder {
  let path: String

  /// Finds it: `--rubrics`, `$PANEL_RUBRICS`, `Rubrics` here, or beside the program – the first that was named or
  /// exists.
  static func locate(_ invocation: Invocation) throws -> RubricsFolder {
    if let named = invocation.rubrics {
      guard Files.exists(named + "/documents.json") else { throw SessionFault.noRubrics(tried: [named]).refusal }
      return RubricsFolder(path: named)
    }
    let places = ["Rubrics"] + invocation.surroundings.besideProgram("Rubrics")
    guard let found = places.first(where: { Files.exists($0 + "/documents.json") }) else {
      throw SessionFault.noRubrics(tried: places).refusal
    }
    return RubricsFolder(path: found)
  }

  /// The schema of scheme files for editors. A folder of one's own may lack it; the program's then serves.
  static func schema(_ invocation: Invocation) throws -> [UInt8] {
    let file = "/scheme.schema.json"
    let places = (try? locate(invocation)).map { [$0.path] } ?? []
    let tried = places + invocation.surroundings.besideProgram("Rubrics")
    guard let found = tried.first(where: { Files.exists($0 + file) }) else {
      throw SessionFault.noSchema(tried: tried.map { $0 + file }).refusal
    }
    return try Files.read(found + file)
  }

  /// All schemes of the folder.
  func shelf() throws -> SchemeShelf {
    var schemes: [SchemeID: [UInt8]] = [:]
    for name in try Files.list(path) where Files.exists("\(path)/\(name)/scheme.json") {
      schemes[SchemeID(name)] = try Files.read("\(path)/\(name)/scheme.json")
    }
    return SchemeShelf(schemes: schemes, documents: try Files.read(path + "/documents.json"))
  }

  /// The worked cases of each scheme that has some.
  func cases() throws -> [SchemeID: [UInt8]] {
    var cases: [SchemeID: [UInt8]] = [:]
    for name in try Files.list(path) where Files.exists("\(path)/\(name)/cases.json") {
      cases[SchemeID(name)] = try Files.read("\(path)/\(name)/cases.json")
    }
    return cases
  }

  /// What the documents ask of all schemes together.
  func catalogue() throws -> [UInt8] { try Files.read(path + "/catalogue.json") }

  /// The calendar of working days. A folder may lack it where the scheme counts none; then no year is covered.
  func calendar(for scheme: Scheme) throws -> [UInt8] {
    let file = path + "/calendars/china.json"
    let units = [scheme.publicity?.unit, scheme.returns?.unit]
    if !units.contains(.working), !Files.exists(file) { return RubricsFolder.noCalendar.bytes() }
    return try Files.read(file)
  }

  private static let noCalendar = JSON.object([
    "name": .object(["zh": .text("没有工作日历"), "en": .text("no calendar of working days")]), "years": .array([]),
  ])
}
