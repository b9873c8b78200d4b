/// Why a stored fact cannot be read back.
public enum FactCodecFault: Error, Hashable, Sendable {
  /// A kind that this program does not know: the file was written by a newer one.
  case unknownKind(String)
  case unknownForm(String, kind: String)
  case notJSON(kind: String, JSONFault)
  /// The payload lacks, or misstates, what the kind asks for.
  case malformed(kind: String, key: String)
}

/// A fact as bytes. `json` is text that a person can read; `packed-1` is a `PackedTable`, `records-1` the layout of
/// `CandidateRecords`, `record-1` that of `MergedRound`. A form that was ever written stays readable.
public struct EncodedFact: Sendable {
  public enum Form: String, Sendable { case json, packed = "packed-1", records = "records-1", record = "record-1" }
  public let kind: String
  public let form: Form
  public let bytes: [UInt8]

  public init(kind: String, form: Form, bytes: [UInt8]) {
    self.kind = kind
    self.form = form
    self.bytes = bytes
  }
}

extension Fact {
  /// The bytes that are stored and hashed. Candidates are written by the scheme's fields.
  /// Complexity: linear in the fact's size.
  public func encoded(under scheme: Scheme) -> EncodedFact {
    if case .candidatesImported(let candidates) = self, candidates.count > CandidateRecords.mostAsText,
      let records = CandidateRecords.bytes(of: candidates, under: scheme)
    {
      return EncodedFact(kind: kind, form: .records, bytes: records)
    }
    return switch self {
    case .affinitiesImported(let table): EncodedFact(kind: kind, form: .packed, bytes: table.packed.bytes())
    case .bidsImported(let table): EncodedFact(kind: kind, form: .packed, bytes: table.packed.bytes())
    case .marked(let batch, let origin) where batch.rowCount > MarkBatch.mostRowsAsText:
      EncodedFact(kind: kind, form: .packed, bytes: batch.packed(origin: origin).bytes())
    case .voted(let batch): EncodedFact(kind: kind, form: .packed, bytes: batch.packed.bytes())
    case .assigned(let record) where record.panels.seats.count > MarkBatch.mostRowsAsText:
      EncodedFact(kind: kind, form: .packed, bytes: record.packed.bytes())
    case .roundMerged(let merged): EncodedFact(kind: kind, form: .record, bytes: merged.bytes)
    default: EncodedFact(kind: kind, form: .json, bytes: json(under: scheme).bytes())
    }
  }

  /// The fact that bytes stand for. `scheme` is nil only for the first fact, which brings it.
  public static func decode(kind: String, form: String, bytes: [UInt8], under scheme: Scheme?) throws -> Fact {
    guard let form = EncodedFact.Form(rawValue: form) else {
      throw FactCodecFault.unknownForm(form, kind: kind)
    }
    switch form {
    case .records:
      guard kind == CandidateRecords.kind else { throw FactCodecFault.unknownForm(form.rawValue, kind: kind) }
      guard let scheme else { throw FactCodecFault.malformed(kind: kind, key: "begun") }
      return .candidatesImported(try CandidateRecords.read(bytes, under: scheme))
    case .record:
      guard kind == MergedRound.kind else { throw FactCodecFault.unknownForm(form.rawValue, kind: kind) }
      return .roundMerged(try MergedRound(reading: bytes))
    case .packed:
      guard let table = PackedTable.read(bytes) else { throw FactCodecFault.malformed(kind: kind, key: "PPT1") }
      return try decode(kind: kind, table: table, under: scheme)
    case .json:
      let root: JSON
      do { root = try JSON.read(bytes) } catch { throw FactCodecFault.notJSON(kind: kind, error) }
      return try decode(kind: kind, reader: FactReader(kind: kind, root: root), under: scheme)
    }
  }

  private static func decode(kind: String, table: PackedTable, under scheme: Scheme?) throws -> Fact {
    switch kind {
    case "affinities-imported": .affinitiesImported(try AffinityTable(packed: table, kind: kind))
    case "bids-imported": .bidsImported(try BidTable(packed: table, kind: kind))
    case "marked":
      .marked(
        try MarkBatch(packed: table, kind: kind), origin: try FactReader(kind: kind, root: table.header).value("origin")
      )
    case "voted": .voted(try VoteBatch(packed: table, kind: kind))
    case "assigned": .assigned(try AssignmentRecord(packed: table, kind: kind))
    default: throw FactCodecFault.unknownForm(EncodedFact.Form.packed.rawValue, kind: kind)
    }
  }

  private static func decode(kind: String, reader: FactReader, under scheme: Scheme?) throws -> Fact {
    switch kind {
    case "begun": return .begun(try Charter(from: reader))
    case "candidates-imported":
      guard let scheme else { throw FactCodecFault.malformed(kind: kind, key: "begun") }
      return .candidatesImported(try reader.candidates(under: scheme))
    case "experts-imported": return .expertsImported(try reader.list("experts", Expert.init(from:)))
    case "units-imported": return .unitsImported(try reader.list("units", UnitEntry.init(from:)))
    case "relations-imported": return .relationsImported(try reader.list("relations", Relation.init(from:)))
    case "recommenders-imported":
      return .recommendersImported(try reader.list("recommenders", Recommender.init(from:)))
    case "nominations-imported": return .nominationsImported(try reader.list("nominations", Nomination.init(from:)))
    case "handed-on-imported": return .handedOnImported(try reader.list("handedOn", HandedOn.init(from:)))
    case "taxonomy-imported": return .taxonomyImported(try Taxonomy(from: reader))
    case "sanctions-imported": return .sanctionsImported(try reader.list("sanctions", Sanction.init(from:)))
    case "recognitions-imported":
      return .recognitionsImported(try reader.list("recognitions", Recognition.init(from:)))
    case "returned": return .returned(try CorrectionReturn(from: reader))
    case "calendar-imported": return .calendarImported(try reader.text("calendar"))
    case "reports-imported": return .reportsImported(try reader.list("reports", DutyReport.init(from:)))
    case "panels-imported": return .panelsImported(try PanelList(from: reader))
    case "conflict-declared": return .conflictDeclared(try ConflictDeclaration(from: reader))
    case "conflict-settled": return .conflictSettled(try ConflictSettlement(from: reader))
    case "conflicts-imported":
      return .conflictsImported(try reader.list("declarations", ConflictDeclaration.init(from:)))
    case "assigned": return .assigned(try AssignmentRecord(from: reader))
    case "sealed": return .sealed(try SeedSeal(from: reader))
    case "frozen": return .frozen(try ListFreeze(from: reader))
    case "drawn": return .drawn(try DrawnPanels(from: reader))
    case "seats-changed": return .seatsChanged(try SeatChanges(from: reader))
    case "pairs-ordered": return .pairsOrdered(try PairOrders(from: reader))
    case "invitation-answered": return .invitationAnswered(try InvitationAnswer(from: reader))
    case "marked": return .marked(try MarkBatch(from: reader), origin: try reader.value("origin"))
    case "change-proposed": return .changeProposed(try MarkChange(from: reader))
    case "opinion-agreed": return .opinionAgreed(try PanelOpinion(from: reader))
    case "question-raised": return .questionRaised(try GateQuestion(from: reader))
    case "decided": return .decided(try Decision(from: reader))
    case "posted": return .posted(try Posting(from: reader))
    case "concluded": return .concluded(try Conclusion(from: reader))
    default: throw FactCodecFault.unknownKind(kind)
    }
  }

  /// The fact in words: what the form `json` stores, and what a packed fact comes to when it is written out.
  public func json(under scheme: Scheme) -> JSON {
    switch self {
    case .begun(let charter): charter.json
    case .candidatesImported(let candidates):
      .object([
        "candidates": .array(
          candidates.map {
            .object(["version": .number($0.version), "record": $0.json(under: scheme)])
          })
      ])
    case .expertsImported(let experts): .object(["experts": .array(experts.map(\.json))])
    case .unitsImported(let units): .object(["units": .array(units.map(\.json))])
    case .relationsImported(let relations): .object(["relations": .array(relations.map(\.json))])
    case .recommendersImported(let recommenders): .object(["recommenders": .array(recommenders.map(\.json))])
    case .nominationsImported(let nominations): .object(["nominations": .array(nominations.map(\.json))])
    case .handedOnImported(let list): .object(["handedOn": .array(list.map(\.json))])
    case .affinitiesImported(let table): table.json
    case .taxonomyImported(let taxonomy): taxonomy.json
    case .bidsImported(let table): table.json
    case .sanctionsImported(let sanctions): .object(["sanctions": .array(sanctions.map(\.json))])
    case .recognitionsImported(let recognitions): .object(["recognitions": .array(recognitions.map(\.json))])
    case .returned(let content): content.json
    case .calendarImported(let text): .object(["calendar": .text(text)])
    case .reportsImported(let reports): .object(["reports": .array(reports.map(\.json))])
    case .panelsImported(let list): list.json
    case .conflictDeclared(let declaration): declaration.json
    case .conflictSettled(let settlement): settlement.json
    case .conflictsImported(let declarations): .object(["declarations": .array(declarations.map(\.json))])
    case .assigned(let record): record.json
    case .sealed(let seal): seal.json
    case .frozen(let freeze): freeze.json
    case .drawn(let drawn): drawn.json
    case .seatsChanged(let changes): changes.json
    case .pairsOrdered(let orders): orders.json
    case .invitationAnswered(let answer): answer.json
    case .marked(let batch, let origin): batch.json(origin: origin)
    case .changeProposed(let change): change.json
    case .voted(let batch): batch.json
    case .opinionAgreed(let opinion): opinion.json
    case .questionRaised(let question): question.json
    case .decided(let decision): decision.json
    case .posted(let posting): posting.json
    case .concluded(let conclusion): conclusion.json
    case .roundMerged(let merged): merged.json(under: scheme)
    }
  }
}
