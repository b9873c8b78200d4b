// The facts of a draw as JSON.

extension SeedSeal {
  init(from reader: FactReader) throws {
    self.init(stage: try reader.text("stage"), commitment: try reader.text("commitment"))
  }

  var json: JSON { .object(["stage": .text(stage), "commitment": .text(commitment)]) }
}

extension ListFreeze {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"), candidates: try reader.text("candidates"), experts: try reader.text("experts"),
      pairs: try reader.text("pairs"), alternates: try reader.integer("alternates"),
      kept: try PanelList.Seat.listIfAny("kept", reader), publicSource: reader.textIfAny("publicSource"))
  }

  var json: JSON {
    .object([
      "stage": .text(stage), "candidates": .text(candidates), "experts": .text(experts), "pairs": .text(pairs),
      "alternates": .number(alternates), "kept": PanelList.Seat.jsonIfAny(of: kept),
      "publicSource": .unlessEmpty(publicSource),
    ])
  }
}

extension DrawnPanels {
  init(from reader: FactReader) throws {
    self.init(
      opening: SeedOpening(
        seed: try reader.text("sealedSeed"), salt: try reader.text("salt"),
        publicNumbers: reader.textIfAny("publicNumbers")),
      record: try AssignmentRecord(from: reader), protocolDigest: try reader.text("protocol"))
  }

  /// The members of its record, then its own.
  var json: JSON {
    let own = JSON.object([
      "sealedSeed": .text(opening.seed), "salt": .text(opening.salt),
      "publicNumbers": .unlessEmpty(opening.publicNumbers), "protocol": .text(protocolDigest),
    ])
    return JSON(.object((record.json.members ?? []) + (own.members ?? [])))
  }
}
