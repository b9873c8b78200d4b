extension ObjectionStatement {
  /// The members of a stored objection. Records that were kept before objections said more have `from` and `ground`.
  init(from reader: FactReader) throws {
    self.init(
      try reader.identifier("candidate"),
      from: Objector(
        kind: reader.root["objector"] == nil ? nil : try reader.value("objector"), name: try reader.text("from"),
        contact: reader.textIfAny("contact")),
      ground: try reader.text("ground"),
      against: reader.root["against"] == nil ? nil : try reader.identifier("against"),
      evidence: reader.textIfAny("evidence"), received: try reader.dayIfAny("received"))
  }

  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "from": .text(from.name), "ground": .text(ground),
      "objector": from.kind.map { .text($0.rawValue) }, "contact": .unlessEmpty(from.contact),
      "against": against.map { .text($0.rawValue) }, "evidence": .unlessEmpty(evidence),
      "received": .day(received),
    ])
  }
}

extension ObjectionAnswer {
  /// The members of a stored answer. Where nothing more is said, it is for all objections, and one upheld puts the
  /// candidate out.
  init(from reader: FactReader) throws {
    let upheld = reader.flag("upheld")
    let outcome: Outcome = reader.root["effect"] == nil ? (upheld ? .out : .dismissed) : try reader.value("effect")
    guard (outcome != .dismissed) == upheld else { throw reader.fault("effect") }
    self.init(try reader.identifier("candidate"), number: try reader.integerIfAny("number"), outcome)
  }

  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "upheld": .boolean(isUpheld),
      "number": number.map { .number($0) }, "effect": outcome == .rerank ? .text(outcome.rawValue) : nil,
    ])
  }
}

extension JSON {
  /// The object with one more member at its head.
  func leading(_ key: String, _ value: JSON) -> JSON {
    JSON(.object([Member(key: key, value: value)] + (members ?? [])))
  }
}
