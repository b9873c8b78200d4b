/// The scheme files that are at hand, by id, with the list of documents that they cite.
///
/// The engine reads no file itself: a command fills a shelf from the folder of rubrics, a round from what it embeds.
public struct SchemeShelf: Sendable {
  /// The bytes of each `<id>/scheme.json`.
  public let schemes: [SchemeID: [UInt8]]
  /// The bytes of `documents.json`.
  public let documents: [UInt8]

  public init(schemes: [SchemeID: [UInt8]], documents: [UInt8]) {
    self.schemes = schemes
    self.documents = documents
  }

  /// The ids on the shelf, sorted.
  public var ids: [SchemeID] { schemes.keys.sorted() }

  /// Only what is needed to read one scheme: itself, its bases and the documents. This is what a round embeds.
  /// Bases that are not on the shelf are left out; reading the scheme names them.
  public func part(for id: SchemeID) -> SchemeShelf {
    var kept: [SchemeID: [UInt8]] = [:]
    var next: SchemeID? = id
    while let wanted = next, kept[wanted] == nil, let bytes = schemes[wanted] {
      kept[wanted] = bytes
      next = (try? JSON.read(bytes))?["extends"]?.text.map { SchemeID($0) }
    }
    return SchemeShelf(schemes: kept, documents: documents)
  }

  static func file(of id: SchemeID) -> String { id.rawValue + "/scheme.json" }
}

/// A scheme's tree with its bases merged in, before its parts are read.
struct SchemeTree {
  let root: SchemeNode
  /// Nearest first.
  let bases: [SchemeID]
  let replacements: [Replacement]
}

extension SchemeShelf {
  /// Loads a scheme and its bases and merges them. The tree is nil where a file is missing or is no JSON object; other
  /// faults leave it standing, so that what else is wrong can be told with them. Complexity: linear in the files' size.
  func tree(of id: SchemeID) -> (tree: SchemeTree?, faults: [SchemeFault]) {
    var faults: [SchemeFault] = []
    var chain: [SchemeNode] = []
    var visited: [SchemeID] = []
    var next: (id: SchemeID, named: SchemeNode?)? = (id, nil)
    while let (wanted, named) = next {
      if visited.contains(wanted) {
        faults.append(fault(at: named, .extendsItself((visited + [wanted]).map(\.rawValue))))
        return (nil, faults)
      }
      visited.append(wanted)
      guard let bytes = schemes[wanted] else {
        let close = nearest(to: wanted.rawValue, among: ids.map(\.rawValue))
        faults.append(fault(at: named, .unknown(.scheme, wanted.rawValue, nearest: close)))
        return (nil, faults)
      }
      guard let root = parsed(bytes, of: wanted, faults: &faults) else { return (nil, faults) }
      chain.append(root)
      next = root["extends"].flatMap { node in node.text.map { (SchemeID($0), node) } }
    }
    var merge = SchemeMerge()
    var root = chain[chain.count - 1]
    for own in chain.dropLast().reversed() { root = merge.schemes(base: root, own: own) }
    let tree = SchemeTree(root: root, bases: Array(visited.dropFirst()), replacements: merge.replacements)
    return (tree, faults + merge.faults)
  }

  private func fault(at node: SchemeNode?, _ kind: SchemeFault.Kind) -> SchemeFault {
    SchemeFault(file: node?.file ?? "", line: node?.line ?? 0, path: node == nil ? "" : "extends", kind: kind)
  }

  private func parsed(_ bytes: [UInt8], of id: SchemeID, faults: inout [SchemeFault]) -> SchemeNode? {
    let file = SchemeShelf.file(of: id)
    do throws(SchemeFault) {
      let root = try SchemeNode(reading: bytes, scheme: id, file: file)
      noteRepeats(in: root, path: [], faults: &faults)
      if root.members == nil {
        faults.append(
          SchemeFault(file: file, line: root.line, path: "", kind: .wrongForm(expected: .object, found: root.form)))
        return nil
      }
      if let found = root["id"]?.text, found != id.rawValue {
        let kind = SchemeFault.Kind.idMismatch(folder: id.rawValue, found: found)
        faults.append(SchemeFault(file: file, line: root["id"]?.line ?? 0, path: "id", kind: kind))
      }
      return root
    } catch {
      faults.append(error)
      return nil
    }
  }

  /// A name that stands twice in one list of one file. After the merge the second would have vanished into the first.
  private func noteRepeats(in node: SchemeNode, path: [String], faults: inout [SchemeFault]) {
    switch node.content {
    case .object(let members):
      for member in members { noteRepeats(in: member.node, path: path + [member.key], faults: &faults) }
    case .array(let elements):
      var seen: Set<String> = []
      for (place, element) in elements.enumerated() {
        let step = element.identity ?? String(place + 1)
        if let name = element.identity, !seen.insert(name).inserted {
          let path = (path + [name]).joined(separator: ".")
          faults.append(SchemeFault(file: element.file, line: element.line, path: path, kind: .repeatedID(name)))
        }
        noteRepeats(in: element, path: path + [step], faults: &faults)
      }
    default: break
    }
  }
}
