/// Puts a scheme's own JSON over that of its base.
///
/// Objects merge by key; lists of objects merge by what names their elements, the base's order first; everything else
/// is replaced. Each replacement that changes a value is kept, so that `panel schemes` can show it.
struct SchemeMerge {
  private(set) var replacements: [Replacement] = []
  private(set) var faults: [SchemeFault] = []

  /// What `without` may name, and the list of the base that holds it.
  static let omissible = [
    "fields": ["fields"], "materials": ["materials"], "rules": ["rules"], "parties": ["conflicts", "parties"],
    "stages": ["stages"],
  ]

  /// Parts that only make sense whole: half of a base's check beside half of another is a check that nobody wrote.
  private static let whole: Set<String> = ["check", "required", "cite", "inForce"]
  /// What a scheme says about itself and never takes from a base.
  private static let own: Set<String> = ["$schema", "abstract", "extends", "forwardsTo", "without"]
  private static let unrecorded: Set<String> = ["$schema", "id", "name", "extends"]
  /// Keys of which an object has one: giving either removes the base's other.
  private static let alternatives = [["cite", "house"], ["weight", "factor"]]

  /// The tree of a scheme file over that of its base.
  mutating func schemes(base: SchemeNode, own: SchemeNode) -> SchemeNode {
    guard let baseMembers = base.members else { return own }
    var stripped = base
    stripped.content = .object(baseMembers.filter { !SchemeMerge.own.contains($0.key) })
    for omission in own["without"]?.elements ?? [] { omit(omission, from: &stripped) }
    return merged(base: stripped, own: own, path: [])
  }

  /// Takes what a scheme does not take over out of its base.
  private mutating func omit(_ omission: SchemeNode, from base: inout SchemeNode) {
    for member in omission.members ?? [] {
      guard let path = SchemeMerge.omissible[member.key] else { continue }
      for name in member.node.elements ?? [] {
        guard let text = name.text else { continue }
        if let gone = base.remove(text, at: path[...]) {
          let place = (path + [text]).joined(separator: ".")
          replacements.append(Replacement(path: place, base: gone.scheme, was: gone.inShort, now: "—"))
        } else {
          let close = nearest(to: text, among: base.identities(at: path))
          let kind = SchemeFault.Kind.notInBase(text, nearest: close)
          faults.append(SchemeFault(file: name.file, line: name.line, path: "without." + member.key, kind: kind))
        }
      }
    }
  }

  private mutating func merged(base: SchemeNode, own: SchemeNode, path: [String]) -> SchemeNode {
    if let key = path.last, SchemeMerge.whole.contains(key) || isOfAnotherRule(base, own, key) {
      return replaced(base: base, own: own, path: path)
    }
    switch (base.content, own.content) {
    case (.object(let baseMembers), .object(let ownMembers)):
      return objects(baseMembers, ownMembers, own: own, path: path)
    case (.array(let baseElements), .array(let ownElements)) where path == ["documents"]:
      return union(baseElements, ownElements, own: own)
    case (.array(let baseElements), .array(let ownElements))
    where (baseElements + ownElements).contains { $0.identity != nil }:
      return lists(baseElements, ownElements, own: own, path: path)
    default:
      return replaced(base: base, own: own, path: path)
    }
  }

  /// Whether outliers are handled by another rule than the base's, to which the base's numbers say nothing.
  private func isOfAnotherRule(_ base: SchemeNode, _ own: SchemeNode, _ key: String) -> Bool {
    guard key == "outliers" || key == "then", let rule = own["rule"]?.text else { return false }
    return rule != base["rule"]?.text
  }

  private mutating func objects(
    _ baseMembers: [SchemeNode.Member], _ ownMembers: [SchemeNode.Member], own: SchemeNode, path: [String]
  ) -> SchemeNode {
    var result: [SchemeNode.Member] = []
    for member in baseMembers {
      if let given = ownMembers.first(where: { $0.key == member.key }) {
        let node = merged(base: member.node, own: given.node, path: path + [member.key])
        result.append(SchemeNode.Member(key: member.key, node: node))
      } else if let other = alternative(to: member.key, in: ownMembers) {
        record(path + [other.key], was: member.node, now: other.node)
      } else {
        result.append(member)
      }
    }
    result += ownMembers.filter { given in !baseMembers.contains { $0.key == given.key } }
    return SchemeNode(.object(result), scheme: own.scheme, file: own.file, line: own.line)
  }

  private func alternative(to key: String, in members: [SchemeNode.Member]) -> SchemeNode.Member? {
    for pair in SchemeMerge.alternatives where pair.contains(key) {
      return members.first { $0.key != key && pair.contains($0.key) }
    }
    return nil
  }

  private mutating func lists(
    _ baseElements: [SchemeNode], _ ownElements: [SchemeNode], own: SchemeNode, path: [String]
  ) -> SchemeNode {
    var result = baseElements
    var places: [String: Int] = [:]
    for (place, element) in baseElements.enumerated() {
      if let name = element.identity { places[name] = place }
    }
    for element in ownElements {
      if let name = element.identity, let place = places[name] {
        result[place] = merged(base: baseElements[place], own: element, path: path + [name])
      } else {
        result.append(element)
      }
    }
    return SchemeNode(.array(result), scheme: own.scheme, file: own.file, line: own.line)
  }

  private func union(_ base: [SchemeNode], _ own: [SchemeNode], own node: SchemeNode) -> SchemeNode {
    let names = Set(base.compactMap(\.text))
    let added = own.filter { element in element.text.map { !names.contains($0) } ?? true }
    return SchemeNode(.array(base + added), scheme: node.scheme, file: node.file, line: node.line)
  }

  private mutating func replaced(base: SchemeNode, own: SchemeNode, path: [String]) -> SchemeNode {
    record(path, was: base, now: own)
    return own
  }

  private mutating func record(_ path: [String], was: SchemeNode, now: SchemeNode) {
    guard let first = path.first, !SchemeMerge.unrecorded.contains(first), was.json != now.json else { return }
    replacements.append(
      Replacement(path: path.joined(separator: "."), base: was.scheme, was: was.inShort, now: now.inShort))
  }
}

extension SchemeNode {
  /// Takes the element so named out of the list at a path and returns it; nil where there is none.
  fileprivate mutating func remove(_ name: String, at path: ArraySlice<String>) -> SchemeNode? {
    guard let step = path.first else {
      guard var rest = elements, let place = rest.firstIndex(where: { $0.identity == name }) else { return nil }
      let gone = rest.remove(at: place)
      content = .array(rest)
      return gone
    }
    guard var members, let place = members.firstIndex(where: { $0.key == step }) else { return nil }
    let gone = members[place].node.remove(name, at: path.dropFirst())
    content = .object(members)
    return gone
  }

  fileprivate func identities(at path: [String]) -> [String] {
    var node: SchemeNode? = self
    for step in path { node = node?[step] }
    return node?.elements?.compactMap(\.identity) ?? []
  }
}
