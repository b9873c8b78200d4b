/// Everything that the official documents ask of the schemes together (`catalogue.json`): each rule, material and table
/// with the schemes it must stand in and the articles it comes from, and each question that the documents leave open
/// with the place where it is settled. The schemes are held against it; it decides nothing itself.
public struct RuleCatalogue: Sendable {
  /// A rule, a material or a table, by its id.
  public struct Entry: Sendable {
    public let id: String
    public let seats: [Seat]
  }

  /// A scheme that must have it.
  public struct Seat: Sendable {
    /// Why the scheme must have it: articles of a document, or a reason of the house.
    public enum Ground: Sendable, Hashable {
      case cited(document: String, articles: [String])
      case house(String)
    }
    public let scheme: SchemeID
    public let ground: Ground
    /// The field that holds a table which is part of the declaration.
    public let field: String?
  }

  /// A question that the documents leave open.
  public struct Ambiguity: Sendable {
    /// How it is dealt with.
    public enum Answer: Sendable {
      /// House values, each by its path in a scheme.
      case settled([Place])
      /// Nobody's rule: why it needs none.
      case context(String)
    }
    /// A house value of a scheme, or all that lie below its path.
    public struct Place: Sendable, Hashable {
      public let scheme: SchemeID
      public let path: String
    }
    public let id: String
    public let question: Bilingual
    public let answer: Answer
  }
  public let rules: [Entry]
  public let materials: [Entry]
  public let tables: [Entry]
  public let ambiguities: [Ambiguity]
  /// Cases that must be there by name.
  public let applications: [String]

  /// The schemes that are named, sorted.
  public var schemes: [SchemeID] {
    Set((rules + materials + tables).flatMap(\.seats).map(\.scheme)).sorted()
  }
}

/// Reads the catalogue strictly; `documents` are the bytes of `documents.json`, whose documents and articles it cites.
public func readCatalogue(_ bytes: [UInt8], documents: [UInt8]) -> Result<RuleCatalogue, SchemeFaults> {
  let (known, documentFaults) = readDocuments(documents)
  let root: SchemeNode
  do throws(SchemeFault) { root = try SchemeNode(reading: bytes, file: "catalogue.json") } catch {
    return .failure(SchemeFaults(faults: [error]))
  }
  var reader = SchemeReader(documents: Dictionary(known.map { ($0.id, $0) }) { first, _ in first })
  let catalogue = reader.catalogue(SchemeReader.Spot(node: root, path: "", source: nil))
  let faults = documentFaults + reader.faults
  guard faults.isEmpty, let catalogue else { return .failure(SchemeFaults(faults: faults)) }
  return .success(catalogue)
}

extension SchemeReader {
  fileprivate mutating func catalogue(_ spot: Spot) -> RuleCatalogue? {
    let keys = ["rules", "materials", "tables", "ambiguities", "applications"]
    guard let root = open(spot, keys: keys, sourced: false) else { return nil }
    var seen: Set<String> = []
    func known(_ id: String) -> Bool { id.isEmpty || seen.insert(id).inserted }
    var lists: [[RuleCatalogue.Entry]] = []
    for key in ["rules", "materials", "tables"] {
      var entries: [RuleCatalogue.Entry] = []
      for element in elements(root, key, required: true) {
        guard let entry = catalogueEntry(element) else { continue }
        if !known(entry.id) { note(.repeatedID(entry.id), at: element) }
        entries.append(entry)
      }
      lists.append(entries)
    }
    var ambiguities: [RuleCatalogue.Ambiguity] = []
    for element in elements(root, "ambiguities", required: true) {
      guard let ambiguity = ambiguity(element) else { continue }
      if !known(ambiguity.id) { note(.repeatedID(ambiguity.id), at: element) }
      ambiguities.append(ambiguity)
    }
    return RuleCatalogue(
      rules: lists[0], materials: lists[1], tables: lists[2], ambiguities: ambiguities,
      applications: texts(root, "applications", required: true))
  }

  private mutating func catalogueEntry(_ element: Spot) -> RuleCatalogue.Entry? {
    guard let spot = open(element, keys: ["id", "in"], sourced: false) else { return nil }
    let id = text(spot, "id")
    let seats = elements(spot, "in", required: true).compactMap { seat($0) }
    if seats.isEmpty, let list = child(spot, "in") { note(.empty, at: list) }
    return RuleCatalogue.Entry(id: id, seats: seats)
  }

  private mutating func seat(_ element: Spot) -> RuleCatalogue.Seat? {
    guard let spot = open(element, keys: ["scheme", "field", "cite", "house"], sourced: false) else { return nil }
    let scheme = SchemeID(text(spot, "scheme"))
    let field = optionalText(spot, "field")
    guard let ground = ground(spot) else { return nil }
    return RuleCatalogue.Seat(scheme: scheme, ground: ground, field: field)
  }

  private mutating func ground(_ spot: Spot) -> RuleCatalogue.Seat.Ground? {
    switch (child(spot, "cite"), child(spot, "house")) {
    case (nil, nil): note(.noSource, at: spot)
    case (.some, .some): note(.twoSources, at: spot)
    case (nil, let house?): return .house(text(house))
    case (let cite?, nil):
      guard let cite = open(cite, keys: ["document", "articles"], sourced: false) else { return nil }
      let id = text(cite, "document")
      if let place = child(cite, "document") { refer(to: id, .document, among: documents.keys, at: place) }
      let places = elements(cite, "articles", required: true)
      let articles = places.map { text($0) }
      for (place, article) in zip(places, articles) {
        guard let document = documents[id], !article.isEmpty, !document.hasArticle(article) else { continue }
        let close = nearest(to: article, among: document.articles)
        note(.unknownArticle(document: id, article: article, nearest: close), at: place)
      }
      return .cited(document: id, articles: articles)
    }
    return nil
  }

  private mutating func ambiguity(_ element: Spot) -> RuleCatalogue.Ambiguity? {
    guard let spot = open(element, keys: ["id", "question", "settled", "context"], sourced: false) else { return nil }
    let id = text(spot, "id")
    let question = words(spot, "question")
    switch (child(spot, "settled"), child(spot, "context")) {
    case (let settled?, nil):
      let places = elements(settled).compactMap { element -> RuleCatalogue.Ambiguity.Place? in
        guard let place = open(element, keys: ["scheme", "path"], sourced: false) else { return nil }
        return RuleCatalogue.Ambiguity.Place(scheme: SchemeID(text(place, "scheme")), path: text(place, "path"))
      }
      if places.isEmpty { note(.empty, at: settled) }
      return RuleCatalogue.Ambiguity(id: id, question: question, answer: .settled(places))
    case (nil, let context?):
      return RuleCatalogue.Ambiguity(id: id, question: question, answer: .context(text(context)))
    default:
      note(.oneKeyOf(["settled", "context"]), at: spot)
      return nil
    }
  }
}
