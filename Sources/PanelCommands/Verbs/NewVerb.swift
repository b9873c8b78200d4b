import ExpertReview
import RoundStore

/// `panel new`: begins a round under a scheme.
enum NewVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let folder = try RubricsFolder.locate(invocation)
    let shelf = try folder.shelf()
    let id = SchemeID(invocation.text("scheme") ?? "")
    guard shelf.ids.contains(id) else { throw SessionFault.unknownScheme(id.rawValue, known: shelf.ids).refusal }
    let overrides = try invocation.texts("set").map { text throws in try setting(text, invocation) }
    let scheme: Scheme
    switch checkScheme(id, on: shelf, overrides: overrides) {
    case .failure(let faults): throw Refusal(faults.faults.map(\.report))
    case .success(let read): scheme = read
    }
    guard !scheme.isAbstract else { throw SessionFault.abstractScheme(id).refusal }

    let name = invocation.text("id") ?? Files.stem(of: invocation.round)
    let charter = Charter(
      roundID: name, scheme: id, shelf: shelf, calendar: try folder.calendar(for: scheme), overrides: overrides)
    let fact = Fact.begun(charter)
    let entry = FactEntry(
      sequence: 1, asOf: invocation.asOf, actor: invocation.actor, reason: invocation.reason ?? "", recordedAt: "",
      hash: "", fact: fact)
    _ = try Round(beginning: entry)
    var head = ""
    if !invocation.isDryRun {
      head = try RoundSession.create(invocation, name: name, fact: fact, scheme: scheme).hexadecimal
    }
    tell(scheme, name: name, head: head, invocation, &output)
    return .done
  }

  /// `PATH=VALUE` as a value set for this round.
  private static func setting(_ text: String, _ invocation: Invocation) throws -> SchemeOverride {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw SessionFault.badSetting(text).refusal
    }
    return SchemeOverride(
      path: String(text[..<sign]), value: String(text[text.index(after: sign)...]), reason: invocation.reason ?? "",
      actor: invocation.actor)
  }

  private static func tell(
    _ scheme: Scheme, name: String, head: String, _ invocation: Invocation, _ output: inout Output
  ) {
    guard !output.isJSON else {
      return output.json([
        "round": .text(name), "file": .text(invocation.round), "scheme": .text(scheme.id.rawValue),
        "houseValues": .number(scheme.houseValues.count), "head": .text(head),
      ])
    }
    let dry = invocation.isDryRun
    output.line(
      Bilingual(
        zh: "\(dry ? "可以新建" : "已新建") \(invocation.round)：\(scheme.name.zh)",
        en: "\(dry ? "could make" : "made") \(invocation.round): \(scheme.name.en)"))
    output.line(
      Bilingual(
        zh:
          "规则 \(scheme.rules.count) 条；自定值 \(scheme.houseValues.count) 个，由 \(invocation.actor) 接受（panel schemes \(scheme.id) 可逐个查看）",
        en:
          "\(scheme.rules.count) rules; \(scheme.houseValues.count) house values, accepted by \(invocation.actor) (see panel schemes \(scheme.id))"
      ))
    for value in scheme.houseValues where value.setBy != nil {
      output.line(
        Bilingual(
          zh: "本轮设定：\(value.path) = \(value.value)（\(value.reason)）",
          en: "set for this round: \(value.path) = \(value.value) (\(value.reason))"))
    }
    output.note(Bilingual(zh: "下一步：panel import candidates 文件", en: "next: panel import candidates FILE"))
  }
}
