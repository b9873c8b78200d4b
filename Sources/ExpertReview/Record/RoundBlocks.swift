extension Round {
  /// The candidates as blocks see them, in the order of a problem's: by group, and within it by the field that the
  /// scheme names. Groups whose panels are made together, and those that are ranked together, count as one.
  public func blockCandidates(_ candidates: [CandidateID], by field: String?) -> [BlockCandidate] {
    candidates.map { id in
      guard let index = candidateIndex[id] else {
        return BlockCandidate(group: "", ranking: "", field: "", fieldOrder: 0)
      }
      let candidate = self.candidates[index]
      let group = scheme.group(of: candidate)?.rawValue ?? ""
      let (value, order) = field.map { blockField($0, of: candidate) } ?? ("", 0)
      return BlockCandidate(
        group: scheme.grouping?.panels == .together ? "" : group,
        ranking: scheme.grouping?.ranking == .together ? "" : group, field: value, fieldOrder: order)
    }
  }

  /// What a field says of a candidate, and its place among the field's values; the last place where it says nothing.
  private func blockField(_ key: String, of candidate: Candidate) -> (String, Int) {
    guard let field = scheme.fields.first(where: { $0.key == key }) else { return ("", 0) }
    switch scheme.value(key, of: candidate) {
    case .choice(let id): return place(of: id, in: field)
    case .choices(let ids): return ids.first.map { place(of: $0, in: field) } ?? ("", field.choices.count)
    case .text(let text): return (text, 0)
    default: return ("", field.choices.count)
    }
  }

  private func place(of id: String, in field: Field) -> (String, Int) {
    guard let place = field.choices.firstIndex(where: { $0.id == id }) else { return (id, field.choices.count) }
    return (field.choices[place].label.zh, place)
  }

  /// The blocks that panels of a stage judge, as they stand: those of the assignment with the experts who sit in them
  /// now; empty where every candidate has a panel of its own.
  public func blocks(in stage: String) -> [AssignedBlock] {
    guard let panels = panels[stage], case .assigned(let record) = panels.origin else { return [] }
    return record.blocks.map { block in
      var seated: Set<ExpertID> = []
      for id in block.candidates {
        guard let index = candidateIndex[id], index < panels.members.count else { continue }
        seated.formUnion(panels.members[index].map { experts[Int($0)].id })
      }
      return AssignedBlock(
        group: block.group, ranking: block.ranking, fields: block.fields, candidates: block.candidates,
        experts: seated.sorted())
    }
  }
}
