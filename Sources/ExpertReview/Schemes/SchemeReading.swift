/// Reads a scheme from the shelf with its bases, strictly: a scheme or everything that is wrong with it, never half of
/// one.
///
/// Unknown keys, fields, units, documents, articles, materials, items, groups and choices are refused with the nearest
/// known name; every rule and value must cite an article or be marked as the house's own. `overrides` replace house
/// values for one round; a cited value is refused with its citation. Complexity: linear in the size of the files, but
/// for the search of near names after a fault.
public func readScheme(
  _ id: SchemeID, from shelf: SchemeShelf, overrides: [SchemeOverride] = []
) -> Result<Scheme, SchemeFaults> {
  let attempt = SchemeAttempt(id, from: shelf, overrides: overrides)
  guard attempt.faults.isEmpty, let scheme = attempt.scheme else {
    return .failure(SchemeFaults(faults: attempt.faults))
  }
  return .success(scheme)
}

/// What reading a scheme came to: as much of it as could be read, and all faults on the way.
struct SchemeAttempt {
  /// Sound only where there are no faults.
  let scheme: Scheme?
  let tree: SchemeTree?
  let faults: [SchemeFault]

  init(
    _ id: SchemeID, from shelf: SchemeShelf, overrides: [SchemeOverride] = [],
    witness: ((SchemeReader.Spot, [String]) -> Void)? = nil
  ) {
    let (documents, documentFaults) = readDocuments(shelf.documents)
    let (tree, treeFaults) = shelf.tree(of: id)
    self.tree = tree
    guard let tree else {
      scheme = nil
      faults = documentFaults + treeFaults
      return
    }
    var setting = SchemeSetting(root: tree.root)
    for override in overrides { setting.apply(override) }
    var reader = SchemeReader(documents: Dictionary(documents.map { ($0.id, $0) }) { first, _ in first })
    reader.labels = SchemeLabels(of: setting.root)
    reader.witness = witness
    scheme = reader.scheme(id, setting.root, tree: tree, overridden: setting.houseValues)
    faults = documentFaults + treeFaults + setting.faults + reader.faults
  }
}

/// A scheme of the shelf as `panel schemes` lists it.
public struct SchemeListing: Sendable {
  public let id: SchemeID
  public let reading: Result<Scheme, SchemeFaults>
}

/// All schemes of a shelf that can be run, sorted by id; those that cannot be read come with their faults. Abstract
/// bases that are sound are left out.
public func listSchemes(_ shelf: SchemeShelf) -> [SchemeListing] {
  shelf.ids.map { SchemeListing(id: $0, reading: readScheme($0, from: shelf)) }.filter { listing in
    guard case .success(let scheme) = listing.reading else { return true }
    return !scheme.isAbstract
  }
}

/// Reads `documents.json`: `{"documents": [{"id", "title", "number", "issuer", "date", "articles"}]}`.
func readDocuments(_ bytes: [UInt8]) -> (documents: [OfficialDocument], faults: [SchemeFault]) {
  let root: SchemeNode
  do throws(SchemeFault) { root = try SchemeNode(reading: bytes, file: "documents.json") } catch {
    return ([], [error])
  }
  var reader = SchemeReader(documents: [:])
  let documents = reader.officialDocuments(SchemeReader.Spot(node: root, path: "", source: nil))
  return (documents, reader.faults)
}

extension SchemeReader {
  private static let topKeys = [
    "$schema", "id", "name", "documents", "inForce", "abstract", "extends", "forwardsTo", "without", "fields",
    "materials", "rules", "nominations", "groups", "stages", "conflicts", "publicity", "sanctions", "duties", "returns",
    "recognitions", "retention", "changes", "affinity",
  ]

  fileprivate mutating func officialDocuments(_ root: Spot) -> [OfficialDocument] {
    guard let root = open(root, keys: ["documents"], sourced: false) else { return [] }
    var seen: Set<String> = []
    return elements(root, "documents", required: true).compactMap { element in
      let keys = ["id", "title", "number", "issuer", "date", "articles"]
      guard let spot = open(element, keys: keys, sourced: false) else { return nil }
      let id = text(spot, "id")
      if !id.isEmpty, !seen.insert(id).inserted { note(.repeatedID(id), at: spot) }
      return OfficialDocument(
        id: id, title: text(spot, "title"), number: number(spot), issuer: text(spot, "issuer"),
        date: text(spot, "date"),
        articles: texts(spot, "articles", required: true))
    }
  }

  /// A document's own number; empty where it bears none.
  private mutating func number(_ spot: Spot) -> String {
    guard let found = required(spot, "number") else { return "" }
    return found.node.text == "" ? "" : text(found)
  }

  /// The whole scheme. Fields, materials and rules come first: what follows refers to them.
  fileprivate mutating func scheme(
    _ id: SchemeID, _ node: SchemeNode, tree: SchemeTree, overridden: [HouseValue]
  ) -> Scheme? {
    let spot = Spot(node: node, path: "", source: nil)
    guard let root = open(spot, keys: SchemeReader.topKeys, sourced: false) else { return nil }
    // For editors only: where the schema of these files is.
    _ = optionalText(root, "$schema")
    _ = text(root, "id")
    let name = words(root, "name")
    let cited = citedDocuments(root)
    omissions(root)
    let validity = validity(root)
    let fields = fields(root)
    let materials = materials(root)
    let rules = rules(root)
    noteTimeWithoutDay(rules, at: root)
    let nominations = nominations(root)
    let grouping = grouping(root)
    let stages = stages(root)
    let conflicts = conflicts(root)
    let publicity = publicity(root)
    let sanctions = sanctions(root)
    let duties = duties(root)
    let returns = returns(root)
    let recognitions = recognitions(root)
    let retention = retention(root)
    let changes = changes(root)
    let affinity = affinity(root)
    guard let validity else { return nil }
    return Scheme(
      id: id, name: name, documents: cited, inForce: validity, isAbstract: flag(root, "abstract", default: false),
      extends: tree.bases, forwardsTo: optionalText(root, "forwardsTo").map { SchemeID($0) }, fields: fields,
      materials: materials, rules: rules, nominations: nominations, grouping: grouping, stages: stages,
      conflicts: conflicts, publicity: publicity, sanctions: sanctions, duties: duties, returns: returns,
      recognitions: recognitions, retention: retention, changes: changes, affinity: affinity,
      replacements: tree.replacements,
      houseValues: houseValues + overridden, slots: slots(of: fields, at: root))
  }

  /// What is left out of the base is taken out when the files are merged; here its form and its sources are read.
  private mutating func omissions(_ root: Spot) {
    let lists = SchemeMerge.omissible.keys.sorted()
    for element in elements(root, "without") {
      guard let spot = open(element, keys: lists) else { continue }
      _ = source(spot)
      if !lists.contains(where: { child(spot, $0) != nil }) { note(.oneKeyOf(lists), at: spot) }
      for list in lists { _ = texts(spot, list) }
    }
    if let without = child(root, "without"), child(root, "extends") == nil { note(.withoutNoBase, at: without) }
  }

  private mutating func citedDocuments(_ root: Spot) -> [OfficialDocument] {
    elements(root, "documents", required: true).compactMap { element in
      let id = text(element)
      refer(to: id, .document, among: documents.keys, at: element)
      mayCite.insert(id)
      return documents[id]
    }
  }

  /// Keys and aliases to places. A name that two fields claim would make one of them unreachable.
  private mutating func slots(of fields: [Field], at root: Spot) -> [String: Int] {
    var slots: [String: Int] = [:]
    for (slot, field) in fields.enumerated() {
      for name in [field.key] + field.aliases {
        if let other = slots[name], other != slot {
          let places = elements(root, "fields")
          if places.indices.contains(slot) { note(.repeatedID(name), at: places[slot]) }
        }
        slots[name] = slot
      }
    }
    return slots
  }

  /// Checks that look at time look at the day of submission.
  private mutating func noteTimeWithoutDay(_ rules: [Rule], at root: Spot) {
    guard rules.contains(where: { $0.check?.readsTime ?? false }), fields["submitted_on"] == nil else { return }
    let close = nearest(to: "submitted_on", among: fields.keys)
    note(.unknown(.field, "submitted_on", nearest: close), at: child(root, "rules") ?? root)
  }
}

extension Check {
  /// Whether the check measures from the day of submission.
  var readsTime: Bool {
    switch self {
    case .all(let checks), .any(let checks): checks.contains { $0.readsTime }
    case .not(let check): check.readsTime
    case .when(let condition, let then): condition.readsTime || then.readsTime
    case .sumWithinMonths, .completeYearsAtLeast, .inForce: true
    case .notListed(let register, _, let months, _): register == .sanctioned || months != nil
    default: false
    }
  }
}
