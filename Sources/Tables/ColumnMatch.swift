/// A column that a reader knows: by its key, its label, or any other name.
public struct ColumnName: Sendable, Hashable {
  public let key: String
  public let aliases: [String]
  public let isRequired: Bool

  public init(_ key: String, aliases: [String] = [], isRequired: Bool = false) {
    self.key = key
    self.aliases = aliases
    self.isRequired = isRequired
  }
}

/// Which column of a table is which.
public struct ColumnMatch: Sendable {
  private let columns: [String: Int]
  /// The columns, from 0, whose headers nobody knows; columns without a header are not among them.
  public let unknown: [Int]
  /// Required columns that are missing, and keys that two columns bear.
  public let faults: [TableFault]

  /// Finds the columns of `names` among `headers`. Headers match a key or alias exactly, but for spaces around them and
  /// full-width forms of ASCII. Precondition: no two names share a key or an alias. Complexity: linear in headers and
  /// names.
  public init(_ headers: [String], to names: [ColumnName]) {
    var keys: [String: String] = [:]
    for name in names {
      for word in [name.key] + name.aliases {
        let earlier = keys.updateValue(name.key, forKey: word.foldedHeader)
        precondition(earlier == nil || earlier == name.key, "two columns are known by one name")
      }
    }
    var columns: [String: Int] = [:]
    var unknown: [Int] = []
    var faults: [TableFault] = []
    for (index, header) in headers.enumerated() where !header.isEmpty {
      guard let key = keys[header.foldedHeader] else {
        unknown.append(index)
        continue
      }
      if let earlier = columns[key] {
        // The same header twice is the table's own fault and reported there.
        guard headers[earlier].foldedHeader != header.foldedHeader else { continue }
        let place = TablePlace(row: 1, line: 1, columnNumber: index + 1, column: header)
        faults.append(
          TableFault(place: place, problem: .repeatedColumn(key: key, headers: [headers[earlier], header])))
      } else {
        columns[key] = index
      }
    }
    for name in names where name.isRequired && columns[name.key] == nil {
      let place = TablePlace(row: 1, line: 1)
      faults.append(TableFault(place: place, problem: .missingColumn(key: name.key, known: [name.key] + name.aliases)))
    }
    self.columns = columns
    self.unknown = unknown
    self.faults = faults
  }

  /// The column of a key, from 0; nil where the table has none.
  public subscript(key: String) -> Int? { columns[key] }
}
