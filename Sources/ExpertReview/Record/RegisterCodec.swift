// Facts of corrections, registers and duties as JSON.

extension CorrectionReturn {
  init(from reader: FactReader) throws {
    self.init(
      until: try reader.day("until"),
      entries: try reader.list("candidates") { entry in
        Entry(
          candidate: try entry.identifier("candidate"), version: try entry.integer("version"),
          faults: try entry.list("faults") { fault in
            Fault(
              rule: try fault.identifier("rule"), place: try fault.words("place"),
              message: try fault.words("message"))
          })
      })
  }

  var json: JSON {
    .object([
      "until": .day(until),
      "candidates": .array(
        entries.map { entry in
          .object([
            "candidate": .text(entry.candidate.rawValue), "version": .number(entry.version),
            "faults": .array(
              entry.faults.map {
                .object(["rule": .text($0.rule.rawValue), "place": $0.place.json, "message": $0.message.json])
              }),
          ])
        }),
    ])
  }
}

extension Recognition {
  init(from reader: FactReader) throws {
    self.init(
      code: reader.textIfAny("code"), name: try reader.text("name"), scheme: try reader.identifier("scheme"),
      recognisedOn: try reader.day("recognisedOn"), project: reader.textIfAny("project"))
  }

  var json: JSON {
    .object([
      "code": .unlessEmpty(code), "name": .text(name), "scheme": .text(scheme.rawValue),
      "recognisedOn": .day(recognisedOn), "project": .unlessEmpty(project),
    ])
  }
}

extension DutyReport {
  init(from reader: FactReader) throws {
    guard let period = DutyPeriod(try reader.text("period")) else { throw reader.fault("period") }
    self.init(
      candidate: try reader.identifier("candidate"), duty: try reader.identifier("duty"), period: period,
      receivedOn: try reader.day("receivedOn"))
  }

  var json: JSON {
    .object([
      "candidate": .text(key.candidate.rawValue), "duty": .text(key.duty.rawValue),
      "period": .text(key.period.description), "receivedOn": .day(receivedOn),
    ])
  }
}
