/// Which fields belong together (领域分类): terms, each with the wider one that it belongs to, and other names of terms.
///
/// A term without a parent stands at the top; a file may have many such. Names are one where they differ only in width,
/// case or spaces at their ends.
public struct Taxonomy: Sendable, Hashable {
  /// A term, or another name of one.
  public struct Entry: Sendable, Hashable {
    public let term: String
    /// The wider term; empty at the top, and for another name.
    public let parent: String
    /// The term that this is another name of; empty for a term of its own.
    public let aliasOf: String

    public init(term: String, parent: String = "", aliasOf: String = "") {
      self.term = term
      self.parent = parent
      self.aliasOf = aliasOf
    }
  }

  /// By their names' keys, none twice.
  public let entries: [Entry]

  public static let empty = Taxonomy([])

  /// The entries in any order; of those with one name the last holds.
  public init(_ entries: [Entry]) {
    var places: [String: Int] = [:]
    var known: [Entry] = []
    for entry in entries {
      let key = Taxonomy.key(entry.term)
      if let place = places[key] {
        known[place] = entry
      } else {
        places[key] = known.count
        known.append(entry)
      }
    }
    self.entries = known.map { (Taxonomy.key($0.term), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// This one with the entries of a later one, which replace those of the same name.
  public func merged(with later: Taxonomy) -> Taxonomy { Taxonomy(entries + later.entries) }

  /// What a name is told apart by.
  public static func key(_ name: String) -> String {
    var letters = Substring(name.halfWidth)
    while letters.first?.isWhitespace == true { letters.removeFirst() }
    while letters.last?.isWhitespace == true { letters.removeLast() }
    return letters.lowercased()
  }

  /// The entry of a name; nil where there is none. Complexity: logarithmic.
  public func entry(_ name: String) -> Entry? {
    let key = Taxonomy.key(name)
    var range = entries.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = Taxonomy.key(entries[middle].term)
      if found == key { return entries[middle] }
      range = found < key ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// What keeps the entries from being a tree.
  public enum Fault: Error, Hashable, Sendable {
    /// A parent, or what another name stands for, has no entry.
    case unknown(String, of: String)
    /// Terms that lead back to themselves, the first again at the end.
    case circle([String])
  }

  /// The faults by the order of the entries, each circle once. Complexity: linear, beside looking names up.
  public func faults() -> [Fault] {
    var faults: [Fault] = []
    let places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { (Taxonomy.key($1.term), $0) })
    let next: [Int?] = entries.map { entry in
      let target = entry.aliasOf.isEmpty ? entry.parent : entry.aliasOf
      guard !target.isEmpty else { return nil }
      if let place = places[Taxonomy.key(target)] { return place }
      faults.append(.unknown(target, of: entry.term))
      return nil
    }
    // The walk from an entry is known once it ends, or meets an earlier walk.
    var walk = [Int](repeating: 0, count: entries.count)
    for start in entries.indices where walk[start] == 0 {
      var place: Int? = start
      while let current = place, walk[current] == 0 {
        walk[current] = start + 1
        place = next[current]
      }
      guard let met = place, walk[met] == start + 1 else { continue }
      var circle = [entries[met].term]
      var current = next[met]
      while let step = current, step != met {
        circle.append(entries[step].term)
        current = next[step]
      }
      faults.append(.circle(circle + [entries[met].term]))
    }
    return faults
  }
}
