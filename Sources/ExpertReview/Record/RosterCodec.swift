extension Charter {
  init(from reader: FactReader) throws {
    self.init(
      roundID: try reader.text("round"), scheme: try reader.identifier("scheme"), files: try reader.dictionary("files"),
      overrides: try reader.list("overrides") {
        SchemeOverride(
          path: try $0.text("path"), value: try $0.text("value"), reason: try $0.text("reason"),
          actor: try $0.text("by"))
      })
  }

  var json: JSON {
    .object([
      "round": .text(roundID), "scheme": .text(scheme.rawValue),
      "overrides": .array(
        overrides.map {
          .object([
            "path": .text($0.path), "value": .text($0.value), "reason": .text($0.reason), "by": .text($0.actor),
          ])
        }),
      "files": JSON.dictionary(files),
    ])
  }
}

extension Expert {
  init(from reader: FactReader) throws {
    self.init(
      id: try reader.identifier("id"), name: try reader.text("name"), employer: reader.textIfAny("employer"),
      employerCode: reader.textIfAny("employerCode"), region: reader.textIfAny("region"),
      fields: try reader.texts("fields"), kinds: try reader.texts("kinds"),
      minimumLoad: try reader.integer("minimumLoad"), maximumLoad: try reader.integerIfAny("maximumLoad"),
      attributes: try reader.dictionary("attributes"))
  }

  var json: JSON {
    .object([
      "id": .text(id.rawValue), "name": .text(name), "employer": .unlessEmpty(employer),
      "employerCode": .unlessEmpty(employerCode), "region": .unlessEmpty(region), "fields": .texts(fields),
      "kinds": .texts(kinds), "minimumLoad": .number(minimumLoad), "maximumLoad": maximumLoad.map { .number($0) },
      "attributes": JSON.dictionary(attributes),
    ])
  }
}

extension UnitEntry {
  init(from reader: FactReader) throws {
    self.init(
      name: try reader.text("name"), code: reader.textIfAny("code"), aliasOf: reader.textIfAny("aliasOf"),
      parent: reader.textIfAny("parent"), share: try reader.decimalIfAny("share"))
  }

  var json: JSON {
    .object([
      "name": .text(name), "code": .unlessEmpty(code), "aliasOf": .unlessEmpty(aliasOf),
      "parent": .unlessEmpty(parent), "share": .decimal(share),
    ])
  }
}

extension Relation {
  init(from reader: FactReader) throws {
    self.init(
      expert: try reader.identifier("expert"), party: try reader.text("party"),
      partyType: try reader.value("partyType"), partyCode: reader.textIfAny("partyCode"),
      partyUnit: reader.textIfAny("partyUnit"), kind: try reader.value("kind"), from: try reader.dayIfAny("from"),
      until: try reader.dayIfAny("until"), share: try reader.decimalIfAny("share"),
      evidence: reader.textIfAny("evidence"))
  }

  var json: JSON {
    .object([
      "expert": .text(expert.rawValue), "party": .text(party), "partyType": .text(partyType.rawValue),
      "partyCode": .unlessEmpty(partyCode), "partyUnit": .unlessEmpty(partyUnit), "kind": .text(kind.rawValue),
      "from": .day(from), "until": .day(until), "share": .decimal(share), "evidence": .unlessEmpty(evidence),
    ])
  }
}

extension Sanction {
  init(from reader: FactReader) throws {
    self.init(
      code: reader.textIfAny("code"), name: try reader.text("name"), scheme: try reader.identifier("scheme"),
      decidedOn: try reader.day("decidedOn"), until: try reader.dayIfAny("until"), ground: reader.textIfAny("ground"),
      role: reader.root["role"] == nil ? .lead : try reader.value("role"))
  }

  var json: JSON {
    .object([
      "code": .unlessEmpty(code), "name": .text(name), "scheme": .text(scheme.rawValue), "decidedOn": .day(decidedOn),
      "until": .day(until), "ground": .unlessEmpty(ground), "role": role == .lead ? nil : .text(role.rawValue),
    ])
  }
}
