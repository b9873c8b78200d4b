/// The ids that a packed table's indices stand for, written once in its header.
private func identifierTable<ID: Identifier>(_ ids: [ID]) -> JSON { .identifiers(ids) }

extension AffinityTable {
  /// The pairs in words, each with its affinity as decimal text. Only the packed form is ever stored.
  var json: JSON {
    .object([
      "absent": .text(absent.rawValue),
      "pairs": .array(
        millionths.indices.map { pair in
          .object([
            "candidate": .text(candidates[Int(candidateIndex[pair])].rawValue),
            "expert": .text(experts[Int(expertIndex[pair])].rawValue),
            "affinity": .decimal(ExactDecimal(units: Int64(millionths[pair]), places: 6)),
          ])
        }),
    ])
  }

  var packed: PackedTable {
    PackedTable(
      header: .object([
        "absent": .text(absent.rawValue), "candidates": identifierTable(candidates),
        "experts": identifierTable(experts),
      ]),
      columns: [candidateIndex, expertIndex, millionths])
  }

  init(packed table: PackedTable, kind: String) throws {
    let reader = FactReader(kind: kind, root: table.header)
    let held = try PackedPairs(table, reader)
    guard held.candidates.isAscending, held.experts.isAscending else { throw reader.fault("columns") }
    let pairs = zip(held.candidateIndex, held.expertIndex)
    guard zip(pairs, pairs.dropFirst()).allSatisfy({ $0 < $1 }) else { throw reader.fault("columns") }
    self.init(
      absent: try reader.value("absent"), candidates: held.candidates, experts: held.experts,
      pairs: held.numbers.indices.map { (held.candidateIndex[$0], held.expertIndex[$0], held.numbers[$0]) })
  }
}

extension AssignmentRecord {
  /// Prices are 64 bits wide; each takes two columns' entries, high and low half. Alternates and kept seats follow in
  /// two columns each where there are any.
  var packed: PackedTable {
    let pairs = panels.seats + panels.alternates + kept
    let candidates = pairs.map(\.candidate).sorted().uniqued
    let experts = pairs.map(\.expert).sorted().uniqued
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, Int32($0)) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    func columns(_ seats: [PanelList.Seat]) -> [[Int32]] {
      [seats.map { candidateAt[$0.candidate] ?? -1 }, seats.map { expertAt[$0.expert] ?? -1 }]
    }
    return PackedTable(
      header: .object([
        "stage": .text(panels.stage), "objective": .text(objective), "seed": .text(seed), "total": .number(Int(total)),
        "worst": .number(Int(worst)), "candidates": identifierTable(candidates), "experts": identifierTable(experts),
        "blocks": AssignedBlock.jsonIfAny(of: blocks),
        "bound": bound.map { .number(Int($0)) }, "anchors": PanelList.Seat.jsonIfAny(of: anchors),
      ]),
      columns: columns(panels.seats)
        + [prices.map { Int32(truncatingIfNeeded: $0 >> 32) }, prices.map { Int32(truncatingIfNeeded: $0) }]
        + (panels.alternates.isEmpty && kept.isEmpty ? [] : columns(panels.alternates) + columns(kept)))
  }

  init(packed table: PackedTable, kind: String) throws {
    let reader = FactReader(kind: kind, root: table.header)
    let candidates: [CandidateID] = try reader.identifiers("candidates")
    let experts: [ExpertID] = try reader.identifiers("experts")
    guard table.columns.count == 4 || table.columns.count == 8, table.columns[2].count == table.columns[3].count else {
      throw reader.fault("columns")
    }
    func seats(at first: Int) throws -> [PanelList.Seat] {
      guard first < table.columns.count else { return [] }
      let (rows, entries) = (table.columns[first], table.columns[first + 1])
      guard rows.count == entries.count, rows.allSatisfy({ candidates.indices.contains(Int($0)) }),
        entries.allSatisfy({ experts.indices.contains(Int($0)) })
      else { throw reader.fault("columns") }
      return zip(rows, entries).map { PanelList.Seat(candidate: candidates[Int($0)], expert: experts[Int($1)]) }
    }
    self.init(
      panels: PanelList(
        stage: try reader.text("stage"), seats: try seats(at: 0), alternates: try seats(at: 4)),
      objective: try reader.text("objective"), seed: try reader.text("seed"), total: Int64(try reader.integer("total")),
      worst: Int64(try reader.integer("worst")),
      prices: zip(table.columns[2], table.columns[3]).map { Int64($0) << 32 | Int64(UInt32(bitPattern: $1)) },
      kept: try seats(at: 6), blocks: try AssignedBlock.listIfAny(reader),
      bound: try reader.integerIfAny("bound").map { Int64($0) },
      anchors: try PanelList.Seat.listIfAny("anchors", reader))
  }
}

extension MarkBatch {
  /// Batches of more rows than this are packed; smaller ones stay text that a person can read.
  static let mostRowsAsText = 2_000

  func packed(origin: MarkOrigin) -> PackedTable {
    PackedTable(
      header: .object([
        "stage": .text(stage), "origin": .text(origin.rawValue), "width": .number(width),
        "candidates": identifierTable(candidates), "experts": identifierTable(experts), "given": givenJSON,
        "comments": commentsJSON,
      ]),
      columns: [candidateIndex, expertIndex, recused.map { $0 ? 1 : 0 }, steps])
  }

  init(packed table: PackedTable, kind: String) throws {
    let reader = FactReader(kind: kind, root: table.header)
    let candidates: [CandidateID] = try reader.identifiers("candidates")
    let experts: [ExpertID] = try reader.identifiers("experts")
    let width = try reader.integer("width")
    guard table.columns.count == 4, (0...Int(UInt16.max)).contains(width),
      table.columns[1].count == table.columns[0].count,
      table.columns[2].count == table.columns[0].count, table.columns[3].count == table.columns[0].count * width,
      table.columns[0].allSatisfy({ candidates.indices.contains(Int($0)) }),
      table.columns[1].allSatisfy({ experts.indices.contains(Int($0)) })
    else { throw reader.fault("columns") }
    self.init(
      stage: try reader.text("stage"), candidates: candidates, experts: experts, width: width,
      candidateIndex: table.columns[0], expertIndex: table.columns[1], recused: table.columns[2].map { $0 == 1 },
      steps: table.columns[3], given: try MarkBatch.given(from: reader),
      comments: try MarkBatch.comments(from: reader, rows: table.columns[0].count))
  }

  func json(origin: MarkOrigin) -> JSON {
    .object([
      "stage": .text(stage), "origin": .text(origin.rawValue), "width": .number(width),
      "sheets": .array(
        (0..<rowCount).map { row in
          .object([
            "candidate": .text(candidates[Int(candidateIndex[row])].rawValue),
            "expert": .text(experts[Int(expertIndex[row])].rawValue), "recused": recused[row] ? .boolean(true) : nil,
            "steps": .array(steps[row * width..<(row + 1) * width].map { .number(Int($0)) }),
          ])
        }),
      "given": givenJSON, "comments": commentsJSON,
    ])
  }

  init(from reader: FactReader) throws {
    let width = try reader.integer("width")
    let rows = try reader.list("sheets") { sheet in
      let steps = try (sheet.root["steps"]?.elements ?? []).map { element in
        guard let step = element.scalarText.flatMap({ Int32($0) }) else { throw reader.fault("steps") }
        return step
      }
      guard steps.count == width else { throw reader.fault("steps") }
      return (
        candidate: CandidateID(try sheet.text("candidate")), expert: ExpertID(try sheet.text("expert")),
        recused: sheet.flag("recused"), steps: steps
      )
    }
    let candidates = rows.map(\.candidate).sorted().uniqued
    let experts = rows.map(\.expert).sorted().uniqued
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, Int32($0)) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    self.init(
      stage: try reader.text("stage"), candidates: candidates, experts: experts, width: width,
      candidateIndex: rows.map { candidateAt[$0.candidate] ?? 0 }, expertIndex: rows.map { expertAt[$0.expert] ?? 0 },
      recused: rows.map(\.recused), steps: rows.flatMap(\.steps), given: try MarkBatch.given(from: reader),
      comments: try MarkBatch.comments(from: reader, rows: rows.count))
  }

  private var givenJSON: JSON? {
    given.isEmpty
      ? nil
      : .array(
        given.map {
          .object([
            "candidate": .text($0.candidate.rawValue), "item": .text($0.item.rawValue), "value": .decimal($0.value),
          ])
        })
  }

  private var commentsJSON: JSON? {
    comments.isEmpty
      ? nil
      : .array(
        comments.map {
          .object(["row": .number($0.row), "item": $0.item.map { .text($0.rawValue) }, "text": .text($0.text)])
        })
  }

  private static func given(from reader: FactReader) throws -> [Given] {
    guard reader.root["given"] != nil else { return [] }
    return try reader.list("given") { entry in
      guard let value = try entry.decimalIfAny("value") else { throw entry.fault("value") }
      return Given(candidate: try entry.identifier("candidate"), item: try entry.identifier("item"), value: value)
    }
  }

  private static func comments(from reader: FactReader, rows: Int) throws -> [Comment] {
    guard reader.root["comments"] != nil else { return [] }
    return try reader.list("comments") { entry in
      let row = try entry.integer("row")
      guard (0..<rows).contains(row) else { throw entry.fault("row") }
      let item = entry.textIfAny("item")
      return Comment(row: row, item: item.isEmpty ? nil : ItemID(item), text: try entry.text("text"))
    }
  }
}

extension Array where Element: Comparable {
  /// Whether each element is greater than the one before, so that none stands twice.
  fileprivate var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}

extension Array where Element: Equatable {
  /// The elements without neighbours that repeat; of a sorted array, each once.
  var uniqued: [Element] {
    var result: [Element] = []
    for element in self where result.last != element { result.append(element) }
    return result
  }
}
