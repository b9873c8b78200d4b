extension Recommender {
  init(from reader: FactReader) throws {
    self.init(
      id: try reader.identifier("id"), name: try reader.text("name"), level: try reader.value("level"),
      kind: reader.root["kind"] == nil ? nil : try reader.value("kind"), province: reader.textIfAny("province"),
      city: reader.textIfAny("city"))
  }

  package var json: JSON {
    .object([
      "id": .text(id.rawValue), "name": .text(name), "level": .text(level.rawValue),
      "kind": kind.map { .text($0.rawValue) }, "province": .unlessEmpty(province), "city": .unlessEmpty(city),
    ])
  }
}

extension Nomination {
  init(from reader: FactReader) throws {
    let candidate = reader.textIfAny("candidate")
    self.init(
      recommender: try reader.identifier("recommender"), candidate: candidate.isEmpty ? nil : CandidateID(candidate),
      order: try reader.integer("order"), opinion: reader.textIfAny("opinion"), sentOn: try reader.dayIfAny("sentOn"),
      isSealed: reader.flag("sealed"), cells: try reader.dictionary("cells"))
  }

  package var json: JSON {
    .object([
      "recommender": .text(recommender.rawValue), "candidate": candidate.map { .text($0.rawValue) },
      "order": .number(order), "opinion": .unlessEmpty(opinion), "sentOn": .day(sentOn),
      "sealed": isSealed ? .boolean(true) : nil, "cells": JSON.dictionary(cells),
    ])
  }
}
