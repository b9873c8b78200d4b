/// The terms of a round as nodes of trees: those of the taxonomy, the scheme's choices, and whatever else is written.
///
/// A choice and its labels are one term, which is the taxonomy's where it knows any of the names. A name that nobody
/// knows is a term of its own: it meets only itself.
struct FieldTerms {
  /// The name of each node as people write it.
  private(set) var names: [String] = []
  /// The parent of each node, −1 at the top.
  private var parents: [Int32] = []
  private var nodes: [String: Int32] = [:]

  /// Precondition: the taxonomy has no faults.
  init(_ taxonomy: Taxonomy) {
    for entry in taxonomy.entries where entry.aliasOf.isEmpty { _ = add(entry.term) }
    for entry in taxonomy.entries where entry.aliasOf.isEmpty && !entry.parent.isEmpty {
      // A parent may be given by another name of it.
      if let node = nodes[Taxonomy.key(entry.term)], let parent = FieldTerms.term(of: entry.parent, in: taxonomy) {
        parents[Int(node)] = nodes[Taxonomy.key(parent)] ?? -1
      }
    }
    for entry in taxonomy.entries where !entry.aliasOf.isEmpty {
      guard let term = FieldTerms.term(of: entry.aliasOf, in: taxonomy) else { continue }
      nodes[Taxonomy.key(entry.term)] = nodes[Taxonomy.key(term)]
    }
  }

  /// The term that a name stands for, by way of other names.
  private static func term(of name: String, in taxonomy: Taxonomy) -> String? {
    var entry = taxonomy.entry(name)
    while let found = entry, !found.aliasOf.isEmpty { entry = taxonomy.entry(found.aliasOf) }
    return entry?.term
  }

  private mutating func add(_ name: String) -> Int32 {
    let node = Int32(names.count)
    names.append(name)
    parents.append(-1)
    nodes[Taxonomy.key(name)] = node
    return node
  }

  /// The node of a name, made where there is none.
  mutating func node(of name: String) -> Int32 { nodes[Taxonomy.key(name)] ?? add(name) }

  /// The node of a thing with several names, the first of which is shown; the names that no node has become its.
  mutating func node(named names: [String]) -> Int32 {
    let known = names.lazy.compactMap { [nodes] in nodes[Taxonomy.key($0)] }.first
    let node = known ?? add(names.first ?? "")
    for name in names where nodes[Taxonomy.key(name)] == nil { nodes[Taxonomy.key(name)] = node }
    return node
  }

  /// Where two terms meet: the nearest node that both belong to, and the steps to it from each. Nil where they meet
  /// nowhere within so many steps in all. Complexity: quadratic in the steps.
  func meeting(_ first: Int32, _ second: Int32, within steps: Int) -> (node: Int32, up: Int, down: Int)? {
    // Of two ways to meet the first found is the shortest, for the second climbs from the bottom.
    var (node, up) = (first, 0)
    while node >= 0, up <= steps {
      var (other, down) = (second, 0)
      while other >= 0, up + down <= steps {
        if other == node { return (node, up, down) }
        other = parents[Int(other)]
        down += 1
      }
      node = parents[Int(node)]
      up += 1
    }
    return nil
  }
}
