/// Looking up and changing cells of a declaration's record, which may nest (`{"fin": {"2024": …}}`) or be dotted
/// (`{"fin.2024.…": …}`), entries of lists counted from 1 (`members.2.name`).
struct RecordEdit {
  private(set) var record: JSON
  /// Other names of a key, itself included.
  private let names: @Sendable (String) -> [String]

  init(_ record: JSON, of scheme: Scheme) {
    self.record = record
    names = { key in
      guard let slot = scheme.slots[key] else { return [key] }
      return [scheme.fields[slot].key] + scheme.fields[slot].aliases
    }
  }

  /// The value of a cell; nil where there is none.
  func value(_ key: String) -> JSON? {
    for name in names(key) { if let found = RecordEdit.value(name, in: record) { return found } }
    return nil
  }

  /// Puts a value in place of what stands under a key, its aliases and the keys below it; null empties.
  mutating func set(_ key: String, _ value: JSON) {
    for name in names(key) { record = RecordEdit.removing(name, from: record) }
    if case .null = value.value { return }
    record = RecordEdit.placing(value, at: key, in: record)
  }

  mutating func set(_ members: [JSON.Member]) { for member in members { set(member.key, member.value) } }

  private static func rest(of path: String, after key: String) -> String? {
    path.hasPrefix(key + ".") ? String(path.dropFirst(key.count + 1)) : nil
  }

  /// The first step of a path through a list as a place from 0, and what is left of the path.
  private static func place(_ path: String, in elements: [JSON]) -> (Int, String)? {
    let steps = path.split(separator: ".", maxSplits: 1)
    guard let first = steps.first, let number = Int(first), number >= 1, number <= elements.count else { return nil }
    return (number - 1, steps.count > 1 ? String(steps[1]) : "")
  }

  private static func value(_ path: String, in json: JSON) -> JSON? {
    if path.isEmpty { return json }
    if let elements = json.elements {
      return place(path, in: elements).flatMap { value($0.1, in: elements[$0.0]) }
    }
    for member in json.members ?? [] {
      if member.key == path { return member.value }
      if let rest = rest(of: path, after: member.key), let found = value(rest, in: member.value) { return found }
    }
    return nil
  }

  private static func removing(_ path: String, from json: JSON) -> JSON {
    if var elements = json.elements {
      guard let (number, rest) = place(path, in: elements) else { return json }
      if rest.isEmpty { elements.remove(at: number) } else { elements[number] = removing(rest, from: elements[number]) }
      return .array(elements)
    }
    guard let members = json.members else { return json }
    let kept = members.compactMap { member -> JSON.Member? in
      if member.key == path || member.key.hasPrefix(path + ".") { return nil }
      guard let rest = rest(of: path, after: member.key) else { return member }
      return JSON.Member(key: member.key, value: removing(rest, from: member.value))
    }
    return JSON(.object(kept), line: json.line)
  }

  /// Goes into what nests already and adds the rest of the path there, dotted.
  private static func placing(_ value: JSON, at path: String, in json: JSON) -> JSON {
    if var elements = json.elements {
      let steps = path.split(separator: ".", maxSplits: 1)
      guard let first = steps.first, let number = Int(first), number >= 1, number <= elements.count + 1 else {
        return json
      }
      if steps.count == 1 {
        elements.insert(value, at: number - 1)
      } else if number <= elements.count {
        elements[number - 1] = placing(value, at: String(steps[1]), in: elements[number - 1])
      }
      return .array(elements)
    }
    guard var members = json.members else { return json }
    for (index, member) in members.enumerated() {
      guard let rest = rest(of: path, after: member.key) else { continue }
      switch member.value.value {
      case .object, .array:
        members[index].value = placing(value, at: rest, in: member.value)
        return JSON(.object(members), line: json.line)
      default: continue
      }
    }
    return JSON(.object(members + [JSON.Member(key: path, value: value)]), line: json.line)
  }
}
