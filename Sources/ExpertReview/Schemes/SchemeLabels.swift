/// What the parts of a scheme are called in words, so that one who writes 参数规模 where `params_yi` belongs is told the
/// name.
struct SchemeLabels {
  struct Entry {
    let name: String
    let labels: [String]
  }
  private var entries: [SchemeFault.Reference: [Entry]] = [:]

  init() {}

  init(of root: SchemeNode) {
    entries[.unit] = SchemeReader.units.map { Entry(name: $0, labels: [$0]) }
    let fields = root["fields"]?.elements ?? []
    entries[.field] = SchemeLabels.entries(of: root["fields"], named: "key", labelled: "label")
    entries[.placeholder] = entries[.field]
    entries[.cell] = fields.flatMap { SchemeLabels.entries(of: $0["entry"], named: "key", labelled: "label") }
    entries[.material] = SchemeLabels.entries(of: root["materials"], named: "id", labelled: "label")
    entries[.rule] = SchemeLabels.entries(of: root["rules"], named: "id", labelled: "title")
    entries[.preference] = entries[.rule]
    entries[.stage] = SchemeLabels.entries(of: root["stages"], named: "id", labelled: "name")
    let grouping = fields.first { $0["key"]?.text == root["groups"]?["by"]?.text }
    entries[.group] = SchemeLabels.entries(of: grouping?["values"], named: "id", labelled: "label")
    let rubrics = (root["stages"]?.elements ?? []).compactMap { $0["rubric"] }
    let lists = rubrics.flatMap { rubric in
      [rubric["items"]] + (rubric["perGroup"]?.members ?? []).map { $0.node["items"] }
    }
    entries[.item] = lists.flatMap { SchemeLabels.entries(of: $0, named: "id", labelled: "label") }
  }

  /// The name of what is labelled so, or nearly so.
  func name(_ reference: SchemeFault.Reference, _ typed: String) -> String? {
    nearest(to: typed, naming: entries[reference] ?? [])
  }

  static func entries(of list: SchemeNode?, named nameKey: String, labelled labelKey: String) -> [Entry] {
    (list?.elements ?? []).compactMap { element in
      guard let name = element[nameKey]?.text else { return nil }
      let labels = (element[labelKey]?.members ?? []).compactMap(\.node.text)
      let aliases = (element["aliases"]?.elements ?? []).compactMap(\.text)
      return Entry(name: name, labels: labels + aliases)
    }
  }
}

/// The name of what is labelled most like `typed`, or, where no label is close, of the shortest label that has it as a
/// part (营业收入 of 上年营业收入); nil where nothing is.
func nearest(to typed: String, naming entries: [SchemeLabels.Entry]) -> String? {
  let labels = entries.flatMap(\.labels)
  let wider = labels.filter { $0.contains(typed) }.min { ($0.count, $0) < ($1.count, $1) }
  guard let label = nearest(to: typed, among: labels) ?? wider else { return nil }
  return entries.first { $0.labels.contains(label) }?.name
}
