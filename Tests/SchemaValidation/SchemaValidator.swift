import ExpertReview

/// A validator for the part of JSON Schema (draft 2020-12) that the schemas of scheme and study files use. A keyword
/// that it does not know is a failed test, so that a schema cannot grow past it.
///
/// It also keeps what a place of the instance was held to: the keys of objects that allow no others, and enumerations.
package struct SchemaValidator {
  package struct Finding {
    package var errors: [String] = []
    /// Keys that may stand in the object at a path.
    package var keys: [String: Set<String>] = [:]
    /// Names that may stand at a path.
    package var names: [String: Set<String>] = [:]
    /// Objects of the schema that were put to use, by their place in it.
    package var used: Set<String> = []
    /// Keywords that this validator does not know.
    package var unknown: Set<String> = []

    package mutating func add(_ other: Finding) {
      errors += other.errors
      keys.merge(other.keys) { $0.union($1) }
      names.merge(other.names) { $0.union($1) }
      used.formUnion(other.used)
      unknown.formUnion(other.unknown)
    }
  }

  package let root: JSON

  package init(root: JSON) { self.root = root }

  package func validate(_ instance: JSON) -> Finding { check(instance, root, path: "", place: "#") }

  /// Every object of the schema that allows no other keys, by its place.
  package var closedObjects: Set<String> {
    var found: Set<String> = []
    func visit(_ schema: JSON, _ place: String) {
      if schema["additionalProperties"]?.flag == false { found.insert(place) }
      for member in schema.members ?? [] where member.key != "enum" { visit(member.value, place + "/" + member.key) }
      for (index, element) in (schema.elements ?? []).enumerated() { visit(element, place + "/\(index)") }
    }
    visit(root, "#")
    return found
  }

  private static let annotations: Set<String> = ["title", "description", "$schema", "$defs"]

  private func check(_ instance: JSON, _ schema: JSON, path: String, place: String) -> Finding {
    var finding = Finding()
    for member in schema.members ?? [] where !SchemaValidator.annotations.contains(member.key) {
      finding.add(keyword(member.key, member.value, instance, schema, path: path, place: place))
    }
    return finding
  }

  private func keyword(
    _ name: String, _ value: JSON, _ instance: JSON, _ schema: JSON, path: String, place: String
  ) -> Finding {
    var finding = Finding()
    func demand(_ holds: Bool) {
      if !holds { finding.errors.append("\(path): \(name) \(value.compactText.prefix(60))") }
    }
    let here = place + "/" + name
    switch name {
    case "$ref":
      let name = value.text?.split(separator: "/").last.map(String.init) ?? ""
      guard let target = root["$defs"]?[name] else { return fail("\(path): no definition \(name)") }
      return check(instance, target, path: path, place: "#/$defs/" + name)
    case "type": demand(value.text == instance.typeName || (value.text == "number" && instance.typeName == "integer"))
    case "const": demand(value == instance)
    case "enum":
      demand(value.elements?.contains(instance) ?? false)
      if instance.text != nil { finding.names[path] = Set((value.elements ?? []).compactMap(\.text)) }
    case "pattern": demand(instance.text.map { matches($0, value.text ?? "") } ?? true)
    case "minimum": demand(instance.scalarText.flatMap { Int($0) }.map { $0 >= 0 } ?? true)
    case "required":
      demand((value.elements ?? []).allSatisfy { instance.members == nil || instance[$0.text ?? ""] != nil })
    case "minProperties": demand((instance.members?.count ?? .max) >= Int(value.scalarText ?? "") ?? 0)
    case "maxProperties": demand((instance.members?.count ?? 0) <= Int(value.scalarText ?? "") ?? 0)
    case "properties": return properties(value, instance, path: path, place: here)
    case "additionalProperties": return additional(value, instance, schema, path: path, place: place)
    case "items":
      for (index, element) in (instance.elements ?? []).enumerated() {
        let step = element.identity ?? String(index + 1)
        finding.add(check(element, value, path: joined(path, step), place: here))
      }
    case "anyOf":
      let branches = (value.elements ?? []).enumerated().map {
        check(instance, $0.element, path: path, place: here + "/\($0.offset)")
      }
      let sound = branches.filter(\.errors.isEmpty)
      sound.forEach { finding.add($0) }
      demand(!sound.isEmpty)
    case "not": demand(!check(instance, value, path: path, place: here).errors.isEmpty)
    case "if":
      let branch = check(instance, value, path: path, place: here).errors.isEmpty ? "then" : "else"
      if let consequence = schema[branch] {
        finding.add(check(instance, consequence, path: path, place: place + "/" + branch))
      }
    case "then", "else": break
    default: finding.unknown.insert(name)
    }
    return finding
  }

  private func fail(_ error: String) -> Finding {
    var finding = Finding()
    finding.errors = [error]
    return finding
  }

  private func properties(_ value: JSON, _ instance: JSON, path: String, place: String) -> Finding {
    var finding = Finding()
    for member in instance.members ?? [] {
      guard let schema = value[member.key] else { continue }
      finding.add(check(member.value, schema, path: joined(path, member.key), place: place + "/" + member.key))
    }
    return finding
  }

  private func additional(_ value: JSON, _ instance: JSON, _ schema: JSON, path: String, place: String) -> Finding {
    guard let members = instance.members else { return Finding() }
    var finding = Finding()
    let known = Set((schema["properties"]?.members ?? []).map(\.key))
    if value.flag == false {
      finding.used.insert(place)
      finding.keys[path] = known
      for member in members where !known.contains(member.key) {
        finding.errors.append("\(path): no key \(member.key)")
      }
    } else {
      for member in members where !known.contains(member.key) {
        let place = place + "/additionalProperties"
        finding.add(check(member.value, value, path: joined(path, member.key), place: place))
      }
    }
    return finding
  }

  private func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = try? Regex(pattern) else { return false }
    return text.firstMatch(of: expression) != nil
  }

  private func joined(_ path: String, _ step: String) -> String { path.isEmpty ? step : path + "." + step }
}

extension JSON {
  fileprivate var typeName: String {
    switch value {
    case .null: "null"
    case .boolean: "boolean"
    case .number(let digits): digits.allSatisfy { $0.isNumber || $0 == "-" } ? "integer" : "number"
    case .text: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// What names an element of a list in paths, as the reader names it.
  fileprivate var identity: String? {
    if let name = self["id"]?.text ?? self["key"]?.text { return name }
    if let type = self["type"]?.text { return Stage.Kind(rawValue: type) == nil ? nil : type }
    return (self["scope"] ?? self["role"] ?? self["after"])?.text
  }
}
