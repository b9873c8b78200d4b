// Edges of checks that look at one value.

extension EdgeSearch {
  func valueProposals(_ check: Check, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    switch check {
    case .equals(let key, let value):
      return edge == .inside ? [draft.with(key, draft.written(key, value))] : others(key, [value], draft)
    case .same(let key, let other):
      guard let value = draft.value(other)?.scalarText else { return [] }
      return edge == .inside ? [draft.with(key, .text(value))] : others(key, [value], draft)
    case .oneOf(let key, let values):
      guard edge == .inside else { return others(key, values, draft) }
      return [draft.start] + values.map { draft.with(key, draft.written(key, $0)) }
    case .mentions(let key, let words): return mentioning(key, words, edge, draft)
    case .isTrue(let key): return [draft.with(key, .boolean(edge == .inside))]
    case .isFalse(let key): return [draft.with(key, .boolean(edge == .outside))]
    case .present(let subject): return present(subject, edge, draft)
    case .matches(let key, let cell, let pattern): return matching(key, cell, pattern, edge, draft)
    case .maxLength(let key, let limit): return [draft.with(key, draft.text(of: edge == .inside ? limit : limit + 1))]
    case .lengthLimits:
      return scheme.fields.compactMap { field in
        field.maxLength.map { draft.with(field.key, draft.text(of: edge == .inside ? $0 : $0 + 1)) }
      }
    case .unique(let key): return unique(key, edge, draft)
    case .otherStated(let key): return other(key, edge, draft)
    default: return []
    }
  }

  /// Values of the field other than those: another choice, the next number or day, another text; where a list of
  /// choices has no other, one that is not in it.
  private func others(_ key: String, _ values: [String], _ draft: EdgeDraft) -> [CaseSituation] {
    guard let field = draft.field(key), let first = values.first else { return [] }
    switch field.kind {
    case .choice:
      let rest = field.choices.map(\.id).filter { !values.contains($0) }
      return (rest + [first + "-another"]).map { draft.with(key, .text($0)) }
    case .boolean: return [draft.with(key, .boolean(first != "true"))]
    case .date: return CivilDay(first).map { [draft.with(key, .text($0.adding(days: 1).description))] } ?? []
    case .integer, .decimal, .money, .percent:
      let highest = values.compactMap { ExactDecimal($0) }.max()
      return highest.map { draft.with(key, $0.fraction + draft.unit(key, bound: $0)) } ?? []
    default: return [draft.with(key, .text(first + "2"))]
    }
  }

  /// One of the words, or one that lacks its last character.
  private func mentioning(_ key: String, _ words: [String], _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    words.map { draft.with(key, .text(edge == .inside ? $0 : String($0.dropLast()))) }
  }

  private func present(_ subject: Check.Subject, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    switch subject {
    case .field(let key):
      guard let field = draft.field(key) else { return [] }
      return [draft.start, draft.with(key, edge == .inside ? draft.invented(field) : .null)]
    case .material(let id):
      let codes = scheme.materials.filter { $0.id == id || $0.satisfies.contains(id) }.map(\.id)
      let all = Set(codes + scheme.materials.filter { $0.id == id }.flatMap(\.satisfies) + [id]).sorted()
      let file = JSON.object(["file": .text(id.rawValue + ".pdf")])
      return [
        draft.with(
          all.map { code in ("attachments." + code.rawValue, edge == .inside && code == id ? file : .null) })
      ]
    }
  }

  private func matching(
    _ key: String, _ cell: String?, _ pattern: Check.Pattern, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard edge == .outside else { return [draft.start] }
    guard let cell else { return wrong(draft.value(key)?.text ?? "", pattern).map { draft.with(key, .text($0)) } }
    // The first entry's, whose others stay as they are.
    let entries = draft.entries(key)
    let text = entries.first.flatMap { RecordEdit($0, of: scheme).value(cell)?.text } ?? ""
    return wrong(text, pattern).map { wrong in
      draft.with(key, .array([draft.entry(of: key, with: [(cell, .text(wrong))])] + entries.dropFirst()))
    }
  }

  /// Texts like this one that do not have the form.
  private func wrong(_ text: String, _ pattern: Check.Pattern) -> [String] {
    switch pattern {
    // Another check character, which no right code bears.
    case .creditCode: ["0", "1"].map { String(text.dropLast()) + $0 }
    case .phone: ["123456"]
    case .email: [text.filter { $0 != "@" } + "."]
    }
  }

  private func unique(_ key: String, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    guard let own = draft.value(key)?.scalarText else { return [] }
    var edit = RecordEdit(draft.start.record, of: scheme)
    edit.set("candidate_id", .text((edit.value("candidate_id")?.scalarText ?? "") + "-2"))
    if edge == .inside { edit.set(key, .text(own + "2")) }
    var situation = draft.start
    situation.others = [edit.record]
    return [situation]
  }

  private func other(_ key: String, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    guard let field = draft.field(key), field.choices.contains(where: { $0.id == "other" }) else { return [] }
    let chosen = JSON.text("other")
    return [
      draft.with([
        (key, field.kind == .choices ? .array([chosen]) : chosen),
        ("other_text." + key, edge == .inside ? .text("另一种") : .null),
      ])
    ]
  }
}

extension EdgeDraft {
  /// Text of exactly so many characters.
  fileprivate func text(of count: Int) -> JSON { .text(String(repeating: "字", count: count)) }

  /// A value of a check as a file writes it.
  fileprivate func written(_ key: String, _ value: String) -> JSON {
    field(key)?.kind == .boolean ? .boolean(value == "true") : .text(value)
  }
}
