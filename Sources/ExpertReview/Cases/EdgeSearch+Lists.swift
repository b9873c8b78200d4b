// Edges of checks that count, compare or complete entries.

extension EdgeSearch {
  /// Nil for a check of another kind.
  func listProposals(_ check: Check, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation]? {
    switch check {
    case .countAtLeast(let key, let least): return counted(key, edge == .inside ? least : least - 1, draft)
    case .countAtMost(let key, let most): return counted(key, edge == .inside ? most : most + 1, draft)
    case .countEquals(let key, .value(let value)):
      guard let count = value.integer else { return [] }
      return counted(key, edge == .inside ? count : count + 1, draft)
    case .countEquals(let key, .field(let stated)):
      let count = Fraction(Int128(draft.entries(key).count + (edge == .inside ? 0 : 1)))
      return draft.with(stated, count)
    case .containsAll(let key, let cell, let values): return containing(key, cell, values, edge, draft)
    case .distinct(let list, let cell): return distinct(list, cell, edge, draft)
    case .notAmong(let key, let list, let cell): return among(key, list, cell, edge, draft)
    case .entryComplete(let list, let cell, let values, let cells):
      return complete(list, cell, values, cells, edge, draft)
    case .pledgesCoverAllUnits: return pledges(edge, draft)
    case .notListed(.recognised, _, _, _): return recognised(edge, draft)
    default: return nil
    }
  }

  private func counted(_ key: String, _ count: Int, _ draft: EdgeDraft) -> [CaseSituation] {
    draft.entries(key, count: count).map { [draft.with(key, .array($0))] } ?? []
  }

  /// Exactly what is asked for, or all of it but the last.
  private func containing(
    _ key: String, _ cell: String?, _ values: [String], _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    let kept = edge == .inside ? values[...] : values.dropLast()
    return [
      draft.with(
        key,
        .array(
          kept.map { value in
            cell.map { draft.entry(of: key, with: [($0, .text(value))]) } ?? .text(value)
          }))
    ]
  }

  private func distinct(_ list: String, _ cell: String, _ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    guard let field = draft.field(list), var entries = draft.entries(list, count: 2) else { return [] }
    let first =
      RecordEdit(entries[0], of: scheme).value(cell) ?? field.entry.first { $0.key == cell }.map { draft.invented($0) }
    guard let first else { return [] }
    for index in entries.indices {
      var edit = RecordEdit(entries[index], of: scheme)
      let isSame = index == 0 || edge == .outside
      if isSame || edit.value(cell) == nil || edit.value(cell) == first {
        edit.set(cell, isSame ? first : .text((first.scalarText ?? "") + "2"))
      }
      entries[index] = edit.record
    }
    return [draft.with(list, .array(entries))]
  }

  /// The first entry holds the value, or something else.
  private func among(
    _ key: String, _ list: String, _ cell: String, _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let own = draft.value(key)?.scalarText else { return [] }
    let value = JSON.text(edge == .outside ? own : own + "2")
    return [draft.with(list, .array([draft.entry(of: list, with: [(cell, value)])]))]
  }

  private func complete(
    _ list: String, _ cell: String?, _ values: [String], _ cells: [String], _ edge: Edge, _ draft: EdgeDraft
  ) -> [CaseSituation] {
    guard let field = draft.field(list) else { return [] }
    var edit = RecordEdit(draft.entry(of: list, with: []), of: scheme)
    if let cell, let value = values.first { edit.set(cell, .text(value)) }
    for name in cells where edit.value(name) == nil {
      if let cell = field.entry.first(where: { $0.key == name }) { edit.set(name, draft.invented(cell)) }
    }
    guard edge == .outside else { return [draft.with(list, .array([edit.record]))] }
    return cells.reversed().map { name in
      var lacking = edit
      lacking.set(name, .null)
      return draft.with(list, .array([lacking.record]))
    }
  }

  /// Every unit's pledge, or all but the last unit's.
  private func pledges(_ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    guard !draft.applicant.isEmpty else { return [] }
    let members = draft.entries("members").compactMap { RecordEdit($0, of: scheme).value("name")?.text }
    let pledges = ([draft.applicant] + members).map { unit in
      JSON.object(["unit": .text(unit), "signed": .boolean(true), "sealed": .boolean(true)])
    }
    guard edge == .outside else { return [draft.with("pledges", .array(pledges))] }
    return [draft.with("pledges", .array(pledges.dropLast()))]
  }

  /// Recognised under another scheme, or under this one.
  private func recognised(_ edge: Edge, _ draft: EdgeDraft) -> [CaseSituation] {
    let name = edge == .outside ? scheme.id.rawValue : scheme.id.rawValue + "-another"
    let entry = draft.entry(of: "prior_recognitions", with: [("scheme", .text(name))])
    return [draft.with("prior_recognitions", .array([entry]))]
  }
}
