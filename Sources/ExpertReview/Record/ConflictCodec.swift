extension ConflictDeclaration {
  init(from reader: FactReader) throws {
    self.init(
      candidate: try reader.identifier("candidate"), expert: try reader.identifier("expert"),
      kind: try reader.text("kind"), by: reader.root["by"] == nil ? .staff : try reader.value("by"),
      evidence: reader.textIfAny("evidence"), withdrawn: reader.flag("withdrawn"))
  }

  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue), "kind": .text(kind),
      "by": declarer == .staff ? nil : .text(declarer.rawValue), "evidence": .unlessEmpty(evidence),
      "withdrawn": withdrawn ? .boolean(true) : nil,
    ])
  }
}

extension ConflictSettlement {
  init(from reader: FactReader) throws {
    self.init(
      candidate: try reader.identifier("candidate"), expert: try reader.identifier("expert"),
      outcome: try reader.value("outcome"), authority: reader.textIfAny("authority"),
      conflicts: reader.root["conflicts"] == nil ? [] : try reader.list("conflicts", Seen.init(from:)))
  }

  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue), "outcome": .text(outcome.rawValue),
      "authority": .unlessEmpty(authority), "conflicts": conflicts.isEmpty ? nil : .array(conflicts.map(\.json)),
    ])
  }
}

extension ConflictSettlement.Seen {
  init(from reader: FactReader) throws {
    self.init(
      kind: try reader.text("kind"), role: try reader.text("role"), party: reader.textIfAny("party"),
      level: try reader.value("level"))
  }

  var json: JSON {
    .object([
      "kind": .text(kind), "role": .text(role), "party": .unlessEmpty(party), "level": .text(level.rawValue),
    ])
  }
}
