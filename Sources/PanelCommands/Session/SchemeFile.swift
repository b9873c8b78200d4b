import ExpertReview

/// A scheme that is named by its id or by a file, with the shelf that its bases stand on.
struct SchemeFile {
  let id: SchemeID
  let shelf: SchemeShelf
  /// As it was typed; nil where an id was.
  let file: String?

  /// A file among the others of its folder, so that its bases are found; `-` is standard input.
  static func file(_ file: String, _ invocation: Invocation) throws -> SchemeFile {
    let bytes = try invocation.bytes(of: file)
    let folder = Files.folder(of: file)
    let isAmongOthers = file != "-" && Files.exists(folder + "/../documents.json")
    let rubrics = isAmongOthers ? RubricsFolder(path: folder + "/..") : try RubricsFolder.locate(invocation)
    let shelf = try rubrics.shelf()
    let name = Files.name(of: folder)
    // In its place a file must have the folder's name; a draft elsewhere is what it says it is.
    let isInPlace = isAmongOthers && Files.name(of: file) == "scheme.json" && name != "." && name != ".."
    let own = isInPlace ? nil : (try? JSON.read(bytes))?["id"]?.text
    let id = SchemeID(own ?? name)
    var schemes = shelf.schemes
    schemes[id] = bytes
    return SchemeFile(id: id, shelf: SchemeShelf(schemes: schemes, documents: shelf.documents), file: file)
  }

  /// What a word on the command line means: an id of the shelf, else a file.
  static func named(_ word: String, _ invocation: Invocation) throws -> SchemeFile {
    if word == "-" || word.contains("/") || word.hasSuffix(".json") { return try file(word, invocation) }
    let shelf = try RubricsFolder.locate(invocation).shelf()
    guard shelf.ids.contains(SchemeID(word)) else {
      throw SessionFault.unknownScheme(word, known: shelf.ids).refusal
    }
    return SchemeFile(id: SchemeID(word), shelf: shelf, file: nil)
  }

  /// Faults as reports; those of the file itself under the path that was typed.
  func reports(_ faults: SchemeFaults) -> [FaultReport] {
    faults.faults.map { fault in
      guard let file, fault.file == id.rawValue + "/scheme.json" else { return fault.report }
      return SchemeFault(file: file, line: fault.line, path: fault.path, kind: fault.kind).report
    }
  }
}
