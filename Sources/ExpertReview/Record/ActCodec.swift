extension InvitationAnswer {
  init(from reader: FactReader) throws {
    self.init(
      expert: try reader.identifier("expert"), answer: try reader.value("answer"), stage: reader.textIfAny("stage"),
      until: try reader.dayIfAny("until"), statesNoConflicts: reader.flag("noConflicts"))
  }

  var json: JSON {
    .object([
      "expert": .text(expert.rawValue), "answer": .text(answer.rawValue), "stage": .unlessEmpty(stage),
      "until": .day(until), "noConflicts": statesNoConflicts ? .boolean(true) : nil,
    ])
  }
}

extension Decision {
  init(from reader: FactReader) throws {
    func candidate() throws -> CandidateID { try reader.identifier("candidate") }
    switch try reader.text("act") {
    case "admit": self = .admit(try candidate())
    case "refuse": self = .refuse(try candidate())
    case "set-aside": self = .setAside(try candidate(), try reader.identifier("rule"))
    case "confirm": self = .confirm(try reader.identifier("rule"), try reader.identifiers("candidates"))
    case "withdraw": self = .withdraw(try candidate())
    case "chair":
      self = .chair(
        try reader.identifier("expert"), stage: try reader.text("stage"), try reader.identifiers("candidates"))
    case "late-correction": self = .lateCorrection(try candidate())
    case "late-sheet": self = .lateSheet(try reader.identifier("expert"))
    case "approve-change": self = .approveChange(try reader.integer("change"))
    case "reject-change": self = .rejectChange(try reader.integer("change"))
    case "met": self = .judge(try reader.identifier("rule"), met: true, try reader.identifiers("candidates"))
    case "not-met": self = .judge(try reader.identifier("rule"), met: false, try reader.identifiers("candidates"))
    case "sign-off":
      self = .signOff(
        try reader.value("procedure"), stage: reader.textIfAny("stage"), leader: reader.textIfAny("leader"))
    case "reopen": self = .reopen(try reader.value("procedure"), stage: reader.textIfAny("stage"))
    case "choose": self = .choose(try reader.identifiers("candidates"))
    case "lot": self = .lot(try reader.identifiers("candidates"), seed: reader.textIfAny("seed"))
    case "extend":
      self = .extend(
        try reader.identifier("rule"), until: try reader.day("until"), try reader.identifiers("candidates"))
    case "object": self = .object(try ObjectionStatement(from: reader))
    case "answer": self = .answer(try ObjectionAnswer(from: reader))
    case "withdraw-objection": self = .withdrawObjection(try candidate(), number: try reader.integer("number"))
    case "late-objection": self = .lateObjection(try candidate())
    case "recognition": self = .recognition(try candidate(), stands: reader.flag("stands"))
    case "sanction": self = .sanction(try candidate(), ground: try reader.text("ground"))
    default: throw reader.fault("act")
    }
  }

  var json: JSON {
    let act = JSON.text(self.act)
    return switch self {
    case .admit(let id), .refuse(let id), .withdraw(let id), .lateCorrection(let id), .lateObjection(let id):
      .object(["act": act, "candidate": .text(id.rawValue)])
    case .setAside(let id, let rule):
      .object(["act": act, "candidate": .text(id.rawValue), "rule": .text(rule.rawValue)])
    case .confirm(let rule, let ids), .judge(let rule, _, let ids):
      .object(["act": act, "rule": .text(rule.rawValue), "candidates": .identifiers(ids)])
    case .chair(let id, let stage, let ids):
      .object([
        "act": act, "expert": .text(id.rawValue), "stage": .text(stage), "candidates": .identifiers(ids),
      ])
    case .lateSheet(let id): .object(["act": act, "expert": .text(id.rawValue)])
    case .approveChange(let number), .rejectChange(let number): .object(["act": act, "change": .number(number)])
    case .signOff(let procedure, let stage, let leader):
      .object([
        "act": act, "procedure": .text(procedure.rawValue), "stage": .unlessEmpty(stage),
        "leader": .unlessEmpty(leader),
      ])
    case .reopen(let procedure, let stage):
      .object(["act": act, "procedure": .text(procedure.rawValue), "stage": .unlessEmpty(stage)])
    case .choose(let ids): .object(["act": act, "candidates": .identifiers(ids)])
    case .lot(let ids, let seed):
      .object(["act": act, "candidates": .identifiers(ids), "seed": .unlessEmpty(seed)])
    case .extend(let rule, let until, let ids):
      .object(["act": act, "rule": .text(rule.rawValue), "until": .day(until), "candidates": .identifiers(ids)])
    case .object(let statement): statement.json.leading("act", act)
    case .answer(let answer): answer.json.leading("act", act)
    case .withdrawObjection(let id, let number):
      .object(["act": act, "candidate": .text(id.rawValue), "number": .number(number)])
    case .recognition(let id, let stands):
      .object(["act": act, "candidate": .text(id.rawValue), "stands": .boolean(stands)])
    case .sanction(let id, let ground):
      .object(["act": act, "candidate": .text(id.rawValue), "ground": .text(ground)])
    }
  }
}

extension Posting {
  init(from reader: FactReader) throws {
    self.init(
      kind: try reader.value("kind"), day: try reader.day("day"), lastDay: try reader.day("lastDay"),
      lines: try reader.list("lines") {
        Line(
          candidate: try $0.identifier("candidate"), group: try $0.identifier("group"), place: try $0.integer("place"),
          score: try $0.text("score"))
      }, anew: try reader.identifiers("anew"), adds: reader.flag("adds"))
  }

  var json: JSON {
    .object([
      "kind": .text(kind.rawValue), "day": .day(day), "lastDay": .day(lastDay),
      "lines": .array(
        lines.map {
          .object([
            "candidate": .text($0.candidate.rawValue), "group": .text($0.group.rawValue), "place": .number($0.place),
            "score": .text($0.score),
          ])
        }), "anew": anew.isEmpty ? nil : .identifiers(anew), "adds": adds ? .boolean(true) : nil,
    ])
  }
}

extension Conclusion {
  init(from reader: FactReader) throws {
    self.init(
      procedure: try reader.value("procedure"), stage: reader.textIfAny("stage"), digest: try reader.text("digest"))
  }

  var json: JSON {
    .object(["procedure": .text(procedure.rawValue), "stage": .unlessEmpty(stage), "digest": .text(digest)])
  }
}

extension PanelList {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"), seats: try reader.list("seats", Seat.init(from:)),
      alternates: try Seat.listIfAny("alternates", reader))
  }

  var json: JSON {
    .object(["stage": .text(stage), "seats": Seat.json(of: seats), "alternates": Seat.jsonIfAny(of: alternates)])
  }
}

extension PanelList.Seat {
  init(from reader: FactReader) throws {
    self.init(candidate: try reader.identifier("candidate"), expert: try reader.identifier("expert"))
  }

  /// Seats of a member that may be left out.
  static func listIfAny(_ key: String, _ reader: FactReader) throws -> [PanelList.Seat] {
    reader.root[key] == nil ? [] : try reader.list(key, PanelList.Seat.init(from:))
  }

  static func json(of seats: [PanelList.Seat]) -> JSON {
    .array(seats.map { .object(["candidate": .text($0.candidate.rawValue), "expert": .text($0.expert.rawValue)]) })
  }

  static func jsonIfAny(of seats: [PanelList.Seat]) -> JSON? { seats.isEmpty ? nil : json(of: seats) }
}

extension AssignmentRecord {
  init(from reader: FactReader) throws {
    self.init(
      panels: try PanelList(from: reader), objective: try reader.text("objective"), seed: try reader.text("seed"),
      total: Int64(try reader.integer("total")), worst: Int64(try reader.integer("worst")),
      prices: try reader.texts("prices").map {
        guard let price = Int64($0) else { throw reader.fault("prices") }
        return price
      }, kept: try PanelList.Seat.listIfAny("kept", reader), blocks: try AssignedBlock.listIfAny(reader),
      bound: try reader.integerIfAny("bound").map { Int64($0) },
      anchors: try PanelList.Seat.listIfAny("anchors", reader))
  }

  var json: JSON {
    .object([
      "stage": .text(panels.stage), "objective": .text(objective), "seed": .text(seed), "total": .number(Int(total)),
      "worst": .number(Int(worst)), "seats": PanelList.Seat.json(of: panels.seats),
      "prices": .texts(prices.map(String.init)), "alternates": PanelList.Seat.jsonIfAny(of: panels.alternates),
      "kept": PanelList.Seat.jsonIfAny(of: kept), "blocks": AssignedBlock.jsonIfAny(of: blocks),
      "bound": bound.map { .number(Int($0)) }, "anchors": PanelList.Seat.jsonIfAny(of: anchors),
    ])
  }
}

extension AssignedBlock {
  static func listIfAny(_ reader: FactReader) throws -> [AssignedBlock] {
    reader.root["blocks"] == nil ? [] : try reader.list("blocks", AssignedBlock.init(from:))
  }

  static func jsonIfAny(of blocks: [AssignedBlock]) -> JSON? {
    blocks.isEmpty ? nil : .array(blocks.map(\.json))
  }

  init(from reader: FactReader) throws {
    self.init(
      group: try reader.text("group"), ranking: try reader.text("ranking"), fields: try reader.texts("fields"),
      candidates: try reader.identifiers("candidates"), experts: try reader.identifiers("experts"))
  }

  var json: JSON {
    .object([
      "group": .text(group), "ranking": .text(ranking), "fields": .texts(fields),
      "candidates": .identifiers(candidates), "experts": .identifiers(experts),
    ])
  }
}
