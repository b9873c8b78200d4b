/// A house value set otherwise for one round, with the reason and who set it.
public struct SchemeOverride: Sendable, Hashable {
  /// Steps from the top of the scheme, elements of lists by id, such as `stages.selection.caps.group` or
  /// `stages.central.panel.size`. A path that ends at a part with one main value (a cap, an item) means that value.
  public let path: String
  public let value: String
  public let reason: String
  /// Who set it.
  public let actor: String

  public init(path: String, value: String, reason: String, actor: String) {
    self.path = path
    self.value = value
    self.reason = reason
    self.actor = actor
  }
}

/// Puts overrides into a scheme's tree before it is read, so that they pass the same reader as everything else.
struct SchemeSetting {
  private(set) var root: SchemeNode
  private(set) var houseValues: [HouseValue] = []
  private(set) var faults: [SchemeFault] = []

  init(root: SchemeNode) { self.root = root }

  /// The value that is meant where a path ends at a part and not at a value.
  private static let mainValues = ["value", "atMost", "weight", "factor", "days", "banYears", "size"]

  mutating func apply(_ override: SchemeOverride) {
    let path = override.path
    func fault(_ kind: SchemeFault.Kind) -> SchemeFault { SchemeFault(file: "--set", line: 0, path: path, kind: kind) }
    guard !override.reason.allSatisfy(\.isWhitespace) else { return faults.append(fault(.noReason)) }
    var steps = path.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
    addCap(at: steps, override)
    addAffinity(at: steps, override)
    switch SchemeSetting.walk(root, &steps) {
    case .failure(let refusal): faults.append(fault(refusal.kind))
    case .success(let found):
      let value = SchemeSetting.content(override.value, like: found)
      root = SchemeSetting.put(value, at: steps[...], in: root)
      houseValues.append(
        HouseValue(
          path: steps.joined(separator: "."), value: override.value, reason: override.reason, setBy: override.actor))
    }
  }

  /// A cap where the scheme has none for that scope: documents that state no number leave it to the organizer of a
  /// round. `stages.selection.caps.group` then becomes an element of the list, with the stage's source, which the
  /// setting itself finds.
  private mutating func addCap(at steps: [String], _ override: SchemeOverride) {
    guard steps.count == 4 || (steps.count == 5 && steps[4] == "atMost"), steps[0] == "stages", steps[2] == "caps",
      let stage = root["stages"]?.step(steps[1]), stage["type"]?.text == Stage.Kind.selection.rawValue,
      case .house = SourceKey(of: stage) ?? .none, stage["caps"]?.step(steps[3]) == nil
    else { return }
    let cap: JSON = .object(["scope": .text(steps[3]), "atMost": .text(override.value)])
    let caps = (stage["caps"]?.elements ?? []) + [SchemeNode(cap, scheme: stage.scheme, file: "--set")]
    let list = SchemeNode(.array(caps), scheme: stage.scheme, file: "--set", line: 0)
    root = SchemeSetting.put(list, at: steps[..<3], in: root)
  }

  /// A part of the affinities where the scheme says nothing of it: no document does, so they are the organizer's. The
  /// part is put in with the reason given, and the setting itself fills it.
  private mutating func addAffinity(at steps: [String], _ override: SchemeOverride) {
    guard steps.count == 3, steps[0] == "affinity", AffinityPolicy.Part(rawValue: steps[1]) != nil else { return }
    let part = SchemeNode(.object([]), scheme: SchemeID(""), file: "--set", line: 0)
    guard let affinity = root["affinity"] else {
      let house = SchemeNode(.text(override.reason), scheme: part.scheme, file: "--set", line: 0)
      let members = [SchemeNode.Member(key: "house", node: house), SchemeNode.Member(key: steps[1], node: part)]
      let whole = SchemeNode(.object(members), scheme: part.scheme, file: "--set", line: 0)
      root = SchemeSetting.put(whole, at: steps[..<1], in: root)
      return
    }
    if affinity[steps[1]] == nil { root = SchemeSetting.put(part, at: steps[..<2], in: root) }
  }

  private struct Refusal: Error { let kind: SchemeFault.Kind }

  /// Goes down the path and completes it by the main value where it ends at a part. The value found there, nil where
  /// the part is the house's own and leaves it out.
  private static func walk(_ root: SchemeNode, _ steps: inout [String]) -> Result<SchemeNode?, Refusal> {
    var node = root
    var source = SourceKey.none
    for (depth, name) in steps.enumerated() {
      source = SourceKey(of: node) ?? source
      if let next = node.step(name) {
        node = next
        continue
      }
      let isLast = depth == steps.count - 1
      if isLast, node.members != nil, case .house = source { return .success(nil) }
      return .failure(Refusal(kind: .nothingAtPath(step: name, nearest: nearest(to: name, among: node.stepNames))))
    }
    source = SourceKey(of: node) ?? source
    if let members = node.members {
      guard let main = mainValues.first(where: { node[$0] != nil }), let value = node[main] else {
        return .failure(
          Refusal(kind: .notASingleValue(keys: members.map(\.key).filter { $0 != "cite" && $0 != "house" })))
      }
      steps.append(main)
      node = value
    }
    switch source {
    case .house: return .success(node)
    case .cite(let document, let article):
      return .failure(Refusal(kind: .citedValue(document: document, article: article)))
    case .none: return .failure(Refusal(kind: .notAHouseValue))
    }
  }

  private enum SourceKey {
    case none, house
    case cite(String, String)

    init?(of node: SchemeNode) {
      if node["house"] != nil {
        self = .house
      } else if let cite = node["cite"] {
        self = .cite(cite["document"]?.text ?? "", cite["article"]?.text ?? "")
      } else {
        return nil
      }
    }
  }

  /// The text as the value that stands there would be written: a list as JSON, `true` and `false` as such.
  private static func content(_ text: String, like old: SchemeNode?) -> SchemeNode {
    let plain = SchemeNode(.text(text), scheme: old?.scheme ?? SchemeID(""), file: "--set", line: 0)
    if text == "true" || text == "false" {
      return SchemeNode(.flag(text == "true"), scheme: plain.scheme, file: plain.file, line: 0)
    }
    guard old?.elements != nil || old == nil && text.hasPrefix("["), let json = try? JSON.read(text) else {
      return plain
    }
    return SchemeNode(json, scheme: plain.scheme, file: "--set")
  }

  private static func put(_ value: SchemeNode, at steps: ArraySlice<String>, in node: SchemeNode) -> SchemeNode {
    guard let name = steps.first else { return value }
    var result = node
    switch node.content {
    case .object(var members):
      if let place = members.firstIndex(where: { $0.key == name }) {
        members[place].node = put(value, at: steps.dropFirst(), in: members[place].node)
      } else {
        members.append(SchemeNode.Member(key: name, node: value))
      }
      result.content = .object(members)
    case .array(var elements):
      if let place = elements.firstIndex(where: { $0.identity == name }) {
        elements[place] = put(value, at: steps.dropFirst(), in: elements[place])
      }
      result.content = .array(elements)
    default: return value
    }
    return result
  }
}

extension SchemeNode {
  /// What a step of a path leads to: a member by key, an element by its identity.
  func step(_ name: String) -> SchemeNode? {
    members == nil ? elements?.first { $0.identity == name } : self[name]
  }

  fileprivate var stepNames: [String] {
    if let members { return members.map(\.key) }
    return (elements ?? []).compactMap(\.identity)
  }
}
