import ExpertReview

/// The letter that answers an objection (异议答复), as a page and as plain text; both say the same. It goes to whoever
/// objected, and names neither experts nor marks nor others who objected.
public struct ObjectionReply: Sendable {
  public let objection: Objection
  public let reply: Objection.Reply
  public let candidate: Candidate
  public let scheme: Scheme
  public let head: String
  public let language: Language

  /// Nil where the objection has no answer, or nobody to send it to. `head` is the head of the record with the answer
  /// in it.
  public init?(_ objection: Objection, _ round: Round, head: String, in language: Language) {
    guard let reply = objection.reply, objection.statement.from.kind != .anonymous,
      let index = round.candidateIndex[objection.candidate]
    else { return nil }
    self.objection = objection
    self.reply = reply
    candidate = round.candidates[index]
    scheme = round.scheme
    self.head = head
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  private var statement: ObjectionStatement { objection.statement }

  var title: String { say("异议答复", "Reply to an objection") }

  private var salutation: String { say("\(statement.from.name)：", "To \(statement.from.name)") }

  /// What the objection is against.
  private var target: Bilingual {
    guard let against = statement.against else { return Bilingual(zh: "", en: "") }
    if against == ObjectionStatement.place { return Bilingual(zh: "的名次", en: ", its place") }
    let label = scheme.label(of: against)
    return Bilingual(zh: "的“\(label.zh)”", en: ", “\(label.en)”")
  }

  private var paragraphs: [String] {
    let unit = scheme.text("applicant_name", of: candidate) ?? candidate.name
    let received = objection.received.dated
    return [
      say(
        "\(received.zh)收到你\(statement.from.kind == .person ? "" : "单位")对\(scheme.name.zh)拟认定名单中“\(candidate.name)”（\(unit)）\(target.zh)提出的异议（第 \(objection.number) 号）：\(statement.ground)",
        "Your objection (number \(objection.number)) to “\(candidate.name)” (\(unit))\(target.en), on the proposed list "
          + "of \(scheme.name.en), was received on \(received.en): \(statement.ground)"),
      outcome,
      say("理由：\(reply.reason)", "Reason: \(reply.reason)"),
    ]
  }

  private var outcome: String {
    switch reply.outcome {
    case .dismissed:
      say("经核查，异议不成立。", "It was looked into and is dismissed.")
    case .out:
      say("经核查，异议成立，该项目不再列入名单。", "It was looked into and is upheld: the entry is no longer on the list.")
    case .rerank:
      say(
        "经核查，异议成立，有关事项予以更正并重新排名；更正完成以前，该项目暂缓公布。",
        "It was looked into and is upheld: what it concerns is corrected and the ranking made anew; until then the entry "
          + "is held.")
    }
  }

  private var signature: [String] {
    [
      say("经办：\(reply.by)", "Handled by \(reply.by)"),
      say("答复日期：\(reply.on.dated.zh)", "Answered on \(reply.on.dated.en)"),
    ]
  }

  private var proof: String {
    say(
      "第 \(reply.sequence) 条评审记录，记录摘要（用 panel verify --head 核对）：\(head)",
      "Fact \(reply.sequence) of the record; its head (check with panel verify --head): \(head)")
  }

  /// Plain text for a message.
  public var text: String {
    ([title, "", salutation, ""] + paragraphs.flatMap { [$0, ""] } + signature + ["", proof]).joined(separator: "\n")
      + "\n"
  }

  /// One self-contained page without outside resources, fit for print.
  public var html: String {
    var body = "<h1>\(escaped(title))</h1>\n<p class=\"to\">\(escaped(salutation))</p>\n"
    for paragraph in paragraphs { body += "<p>\(escaped(paragraph))</p>\n" }
    for line in signature { body += "<p class=\"signed\">\(escaped(line))</p>\n" }
    body += "<p class=\"proof\">\(escaped(proof))</p>\n"
    return htmlPage(title: "\(title) \(objection.number)", style: Self.style, body: body, in: language)
  }

  private static let style = """
    .to { text-indent: 0; font-weight: 600; }
    .signed { text-align: right; text-indent: 0; margin: .2em 0; }
    p:not(.signed) + .signed { margin-top: 1.8em; }
    """
}

extension Scheme {
  /// The name for people of a rule, a material, a field or an item; its code where it has none.
  public func label(of id: RuleID) -> Bilingual {
    if let rule = rules.first(where: { $0.id == id }) { return rule.title }
    if let material = materials.first(where: { $0.id.rawValue == id.rawValue }) { return material.label }
    if let slot = slots[id.rawValue] { return fields[slot].label }
    for stage in reviewStages {
      let items = stage.rubric.items + stage.rubric.perGroup.values.flatMap(\.items)
      if let item = items.first(where: { $0.id.rawValue == id.rawValue }) { return item.label }
    }
    return Bilingual(zh: id.rawValue, en: id.rawValue)
  }
}
