import ExpertReview
import Intake
import Reports
import Tables

/// Reads a file of one kind against a round.
struct Bringing {
  let round: Round
  let file: InputFile
  let mayReplace: Bool
  let absent: AffinityTable.Absent
  let asOf: CivilDay
  /// Who nominates, where the table does not say.
  var recommender: String?
  /// The candidate whose record a table belongs to.
  var candidate: CandidateID?
  /// What goes before the ids of candidates that were handed on.
  var prefix = ""
  /// Why it is brought in; empty where nobody said.
  var reason = ""
  /// The schemes that there are, to hold those of registers against; nil where nobody could look.
  var shelf: [SchemeID]?
  /// The review stage that was named; nil for the one the round is at.
  var stage: String?

  func bring(_ kind: ImportKind) throws -> Brought {
    switch kind {
    case .candidates: try candidates()
    case .experts: try experts()
    case .units: try units()
    case .relations: try relations()
    case .affinities: try affinities()
    case .taxonomy: try taxonomy()
    case .bids: try bids()
    case .recommenders: try recommenders()
    case .nominations: try nominations()
    case .scores: try scores()
    case .assignments: try assignments()
    case .sanctions: try sanctions()
    case .consortium: try entries(CandidateTable.consortium)
    case .investments: try entries(CandidateTable.investments)
    case .handedOn: try handedOn()
    case .recognitions: try recognitions()
    case .reports: try reports()
    case .conflicts: try conflicts()
    case .calendar: calendar()
    case .opinions: try opinions()
    }
  }

  /// The table with its columns matched; faults of form go to `brought`.
  func input(_ columns: [ColumnName], _ brought: inout Brought, keepsOthers: Bool = false) throws -> InputTable {
    let table = try file.table()
    let input = InputTable(table, columns: columns)
    for fault in table.headerFaults + input.headerFaults { brought.faults.append((0, fault.report(in: file.name))) }
    for row in table.unsoundRows {
      for fault in row.faults { brought.faults.append((row.row.number, fault.report(in: file.name))) }
    }
    tellOthers(input.others.map(\.name), among: columns, kept: keepsOthers, &brought)
    return input
  }

  /// The table, or records in JSON under the columns' names; with them the line of each record by its number.
  private func inputOrRecords(
    _ columns: [ColumnName], _ brought: inout Brought
  ) throws -> (input: InputTable, lines: [Int: Int]) {
    guard case .records(let json) = file.content else { return (try input(columns, &brought), [:]) }
    let records = json.elements ?? [json]
    let lines = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($0 + 1, $1.line) })
    var faults: [ImportFault] = []
    let input = InputTable(records: records, columns: columns, faults: &faults)
    add(faults, lines: lines, to: &brought)
    tellOthers(input.others.map(\.name), among: columns, kept: false, &brought)
    return (input, lines)
  }

  private func tellOthers(
    _ names: [String], among columns: [ColumnName] = [], kept: Bool, _ brought: inout Brought
  ) {
    guard !names.isEmpty else { return }
    let told = names.map { name in
      let meant = columns.meant(by: name)?.key
      return Bilingual(
        zh: name + (meant.map { "（是不是“\($0)”？）" } ?? ""), en: name + (meant.map { " (did you mean “\($0)”?)" } ?? ""))
    }
    brought.notices.append(
      Bilingual.listed(told).map {
        kept ? "不认识的列作为附加信息保留：\($0)" : "不认识的列没有采用：\($0)"
      } en: {
        kept ? "columns kept as attributes: \($0)" : "columns that were left out: \($0)"
      })
  }

  /// `lines` tells where each record of a JSON file begins.
  func add(_ faults: [ImportFault], lines: [Int: Int] = [:], to brought: inout Brought) {
    for fault in faults {
      brought.faults.append((fault.row, fault.report(in: file.name, line: lines[fault.row])))
    }
  }

  private func experts() throws -> Brought {
    var brought = Brought()
    let imported = RosterImports.experts(try input(RosterImports.expertColumns, &brought, keepsOthers: true))
    add(imported.faults, to: &brought)
    let news = brought.sort(
      imported.elements, file: file.name, column: "expert_id", mayReplace: mayReplace, name: \.id.rawValue
    ) { expert in round.expertIndex[expert.id].map { round.experts[$0] } }
    if !news.isEmpty { brought.fact = .expertsImported(news) }
    return brought
  }

  private func units() throws -> Brought {
    var brought = Brought()
    let imported = RosterImports.units(try input(RosterImports.unitColumns, &brought))
    add(imported.faults, to: &brought)
    let news = brought.sort(
      imported.elements, file: file.name, column: "unit", mayReplace: mayReplace, name: \.name
    ) { round.unit($0.key) }
    if !news.isEmpty { brought.fact = .unitsImported(news) }
    // The file is read with what the round holds: a contradiction may stand in two files.
    let replaced = Set(news.map(\.key))
    let findings = unitFindings(in: round.units.filter { !replaced.contains($0.key) } + news)
    brought.notices += findings.map(\.sentence)
    return brought
  }

  private func relations() throws -> Brought {
    var brought = Brought()
    let imported = RosterImports.relations(try input(RosterImports.relationColumns, &brought), round: round)
    add(imported.faults, to: &brought)
    let news = brought.sort(
      imported.elements, file: file.name, column: "party", mayReplace: mayReplace, name: \.party
    ) { round.holds($0) ? $0 : nil }
    if !news.isEmpty { brought.fact = .relationsImported(news) }
    return brought
  }

  private func recommenders() throws -> Brought {
    var brought = Brought()
    let imported = RosterImports.recommenders(try input(RosterImports.recommenderColumns, &brought))
    add(imported.faults, to: &brought)
    warnOfLevels(imported.elements, column: "level", &brought)
    let news = brought.sort(
      imported.elements, file: file.name, column: "recommender_id", mayReplace: mayReplace, name: \.id.rawValue
    ) { round.recommender($0.id) }
    if !news.isEmpty { brought.fact = .recommendersImported(news) }
    return brought
  }

  private func nominations() throws -> Brought {
    var brought = Brought()
    let table = try input(NominationImports.columns, &brought, keepsOthers: true)
    let head = NominationImports.Head(try file.csv().preamble)
    // It counts for every line, so none can be taken.
    if let fault = head.fault(asOf: asOf) { brought.faults.append((0, fault.report(in: file.name))) }
    let imported = NominationImports.nominations(
      table, head: head, recommender: recommender, round: round, asOf: asOf)
    add(imported.faults, to: &brought)
    let nominating = imported.elements.compactMap { line in
      round.recommender(line.element.recommender).map { (row: line.row, element: $0) }
    }
    warnOfLevels(nominating, column: "recommender_id", &brought)
    let news = brought.sort(
      imported.elements, file: file.name, column: "order", mayReplace: mayReplace, name: { String($0.order) }
    ) { round.nomination($0.key) }
    if !news.isEmpty { brought.fact = .nominationsImported(news) }
    return brought
  }

  private func sanctions() throws -> Brought {
    var brought = Brought()
    let (input, lines) = try inputOrRecords(RosterImports.sanctionColumns, &brought)
    let imported = RosterImports.sanctions(input, asOf: asOf)
    add(imported.faults, lines: lines, to: &brought)
    warnOfSchemes(imported.elements.map { ($0.row, $0.element.scheme) }, lines: lines, &brought)
    let held = Set(round.sanctions)
    let news = brought.sort(
      imported.elements, file: file.name, column: "name", mayReplace: mayReplace, name: \.name, line: { lines[$0] }
    ) { held.contains($0) ? $0 : nil }
    if !news.isEmpty { brought.fact = .sanctionsImported(news) }
    return brought
  }

  private func recognitions() throws -> Brought {
    var brought = Brought()
    let imported = RegisterImports.recognitions(
      try input(RegisterImports.recognitionColumns, &brought), asOf: asOf)
    add(imported.faults, to: &brought)
    warnOfSchemes(imported.elements.map { ($0.row, $0.element.scheme) }, &brought)
    let held = Set(round.recognitions)
    let news = brought.sort(
      imported.elements, file: file.name, column: "name", mayReplace: mayReplace, name: \.name
    ) { held.contains($0) ? $0 : nil }
    if !news.isEmpty { brought.fact = .recognitionsImported(news) }
    return brought
  }

  /// The calendar of working days, whole; the round reads it and refuses one that it cannot use.
  private func calendar() -> Brought {
    var brought = Brought()
    let text = String(decoding: file.bytes, as: UTF8.self)
    if text == round.calendarText { brought.unchanged = 1 } else { brought.corrected = 1 }
    if brought.corrected > 0 { brought.fact = .calendarImported(text) }
    return brought
  }

  private func reports() throws -> Brought {
    var brought = Brought()
    let imported = RegisterImports.reports(
      try input(RegisterImports.reportColumns, &brought), round: round, asOf: asOf)
    add(imported.faults, to: &brought)
    let news = brought.sort(
      imported.elements, file: file.name, column: "received_on", mayReplace: mayReplace,
      name: \.receivedOn.description
    ) { report in
      round.reports[report.key].map {
        DutyReport(
          candidate: report.key.candidate, duty: report.key.duty, period: report.key.period, receivedOn: $0)
      }
    }
    if !news.isEmpty { brought.fact = .reportsImported(news) }
    return brought
  }

  private func affinities() throws -> Brought {
    var brought = Brought()
    let read = PairImports.affinities(
      try input(PairImports.affinityColumns, &brought), absent: absent, round: round)
    add(read.faults, to: &brought)
    guard read.table.count > 0 else { return brought }
    if round.scheme.affinity != nil, read.table.millionths.contains(where: { $0 > 1_000_000 }) {
      brought.notices.append(
        Bilingual(
          zh: "契合度要与其他部分加权：大于 1 的按 1 计", en: "affinities are mixed with other parts: those above 1 count as 1"))
    }
    let merged = round.affinities?.merged(with: read.table) ?? read.table
    if merged == round.affinities {
      brought.unchanged = read.table.count
    } else {
      brought.added = read.table.count
      brought.fact = .affinitiesImported(read.table)
    }
    return brought
  }

  private func assignments() throws -> Brought {
    var brought = Brought()
    let table = try input(PanelImports.columns, &brought)
    // A file that is all for one stage says which.
    let stages = Set(table.rows.map { table.cell("stage", of: $0) }.filter { !$0.isEmpty })
    let stage = try round.reviewStage(self.stage ?? (stages.count == 1 ? stages.first : nil))
    var imported = PanelImports.rows(table, stage: stage.id, round: round, entering: entering(stage))
    add(imported.faults, to: &brought)
    let orders = PanelImports.orders(imported.values, in: round, stage: stage.id, file: file.name)
    // Seats that the file leaves out stay: a withdrawal is said, never inferred.
    let held = Set(round.seats(in: stage.id))
    for (row, line) in imported.elements where line.order == .ban && (held.contains(line.seat) || line.isChair) {
      add(
        [ImportFault(row: row, column: "pinned", value: line.seat.expert.rawValue, kind: .bannedMember)], to: &brought)
    }
    imported.elements.removeAll { $0.element.order == .ban }
    for (row, line) in imported.elements where line.isAlternate && held.contains(line.seat) {
      let fault = ImportFault(row: row, column: "role", value: line.seat.expert.rawValue, kind: .sitsAlready)
      add([fault], to: &brought)
    }
    let left = Dictionary(
      round.leavers(in: stage.id).compactMap { change in
        change.change.leaves.map { (PanelList.Seat(candidate: change.change.candidate, expert: $0), change) }
      }, uniquingKeysWith: { $1 })
    for (row, line) in imported.elements {
      guard !line.isAlternate, let change = left[line.seat] else { continue }
      let kind = ImportFault.Kind.seatPassedOn(to: change.change.enters, on: change.on)
      add([ImportFault(row: row, column: "expert", value: line.seat.expert.rawValue, kind: kind)], to: &brought)
    }
    let standingBy = Set(round.alternates(in: stage.id))
    let news = imported.values.filter { !($0.isAlternate ? standingBy : held).contains($0.seat) }
    brought.added = news.count
    brought.unchanged = imported.values.count - news.count
    let list = PanelImports.merged(imported.values, into: round, stage: stage.id)
    if list != PanelList(stage: stage.id, seats: Array(held), alternates: round.alternates(in: stage.id)) {
      brought.fact = .panelsImported(list)
    }
    // The seats go first; whoever is named sits by then.
    add(
      PanelImports.chairFaults(imported.elements, in: round, stage: stage.id, mayReplace: mayReplace), to: &brought)
    let faulty = Set(brought.faults.map(\.row))
    let sound = imported.elements.filter { !faulty.contains($0.row) }.map(\.element)
    let chairs = PanelImports.chairs(sound, in: round, stage: stage.id)
    brought.others = chairs.map { .decided($0) } + (orders.map { [.pairsOrdered($0)] } ?? [])
    brought.corrected = chairs.reduce(0) { sum, chair in
      sum + chair.candidates.filter { round.chair(of: $0, in: stage.id) != nil }.count
    }
    return brought
  }

  private func scores() throws -> Brought {
    var brought = Brought()
    let stage = try round.reviewStage(self.stage)
    let table = try file.csv()
    let columns = MarkColumns(table.headers)
    for fault in table.headerFaults + columns.faults { brought.faults.append((0, fault.report(in: file.name))) }
    tellOthers(columns.unknown, kept: false, &brought)
    guard columns.faults.isEmpty else { return brought }
    if brought.faults.isEmpty, let plain = PlainMarks(of: table, columns: columns, in: round, stage: stage) {
      brought.added = plain.news
      tellMissing(plain.missing, &brought)
      brought.fact = plain.batch.map { .marked($0, origin: .outside) }
      return brought
    }
    var builder = MarkBatchBuilder(round: round, stage: stage, origin: .outside, mayReplace: mayReplace)
    table.forEachRow(
      sound: { row in builder.add(columns.line(row)) },
      unsound: { row, faults in
        for fault in faults { brought.faults.append((row.number, fault.report(in: file.name))) }
      })
    add(builder.faults, to: &brought)
    brought.added = builder.news
    brought.unchanged = builder.unchanged
    tellMissing(builder.missing, &brought)
    if let batch = builder.batch() { brought.fact = .marked(batch, origin: .outside) }
    brought.further = builder.voteBatch().map { .voted($0) }
    brought.others = builder.questions.map { .questionRaised($0) }
    return brought
  }

  private func tellMissing(_ lines: Int, _ brought: inout Brought) {
    guard lines > 0 else { return }
    brought.notices.append(
      Bilingual(zh: "\(lines) 行没有填分数：算缺分，不是零分", en: "\(lines) lines have no mark: missing, not zero"))
  }

  /// Who may have a panel in a stage that takes only the best of the one before; nil where all may.
  private func entering(_ stage: ReviewStage) -> Set<CandidateID>? {
    stage.admits == .all ? nil : Set(round.admitted(to: stage, asOf: asOf).map(\.id))
  }

  private func candidates() throws -> Brought {
    var brought = Brought()
    let declarations: Declarations
    switch file.content {
    case .records(let json): declarations = readDeclarations(json, under: round.scheme)
    case .table:
      let table = try file.table()
      for fault in table.headerFaults { brought.faults.append((0, fault.report(in: file.name))) }
      for row in table.unsoundRows {
        for fault in row.faults { brought.faults.append((row.row.number, fault.report(in: file.name))) }
      }
      declarations = readDeclarations(
        header: table.headers, rows: table.rows.map { DeclarationRow(number: $0.number, cells: $0.cells) },
        under: round.scheme)
    }
    for fault in declarations.faults {
      // A fault of the header or of the file as a whole has no record: nothing of it can be taken.
      let row = fault.index == 0 ? 0 : fault.row ?? fault.index
      brought.faults.append((row, fault.report(in: file.name)))
    }
    for notice in declarations.notices { brought.notices.append(notice.sentence) }
    let sound = declarations.records.compactMap { record in
      record.candidate.map { (row: record.row ?? record.index, element: VersionedCandidate($0)) }
    }
    // Of a record in JSON a person is told the line.
    let lines = Dictionary(uniqueKeysWithValues: declarations.records.map { ($0.row ?? $0.index, $0.line) })
    take(sound, lines: lines, into: &brought)
    return brought
  }

  /// Takes the new and the corrected among sound records, each under its next version, and returns them. `lines` tells
  /// the line of a row where people look for it there.
  @discardableResult
  func take(
    _ sound: [(row: Int, element: VersionedCandidate)], lines: [Int: Int?] = [:], into brought: inout Brought
  ) -> [VersionedCandidate] {
    var news = brought.sort(
      sound, file: file.name, column: "candidate_id", mayReplace: mayReplace, name: \.candidate.id.rawValue,
      line: { lines[$0] ?? nil }
    ) { wanted in
      round.candidateIndex[wanted.candidate.id].map { VersionedCandidate(round.candidates[$0]) }
    }
    refuseLate(&news, sound, lines: lines, &brought)
    if !news.isEmpty {
      brought.fact = .candidatesImported(
        news.map { news in
          let index = round.candidateIndex[news.candidate.id]
          return news.candidate.withVersion((index.map { round.candidates[$0].version } ?? 0) + 1)
        })
    }
    return news
  }

  /// Corrections after the last day that no decision lets in, each with its row.
  private func refuseLate(
    _ news: inout [VersionedCandidate], _ sound: [(row: Int, element: VersionedCandidate)], lines: [Int: Int?],
    _ brought: inout Brought
  ) {
    news.removeAll { news in
      let id = news.candidate.id
      guard round.candidateIndex[id] != nil, let last = round.lapsedLastDay(of: id, on: asOf) else { return false }
      let row = sound.first { $0.element.candidate.id == id }?.row ?? 0
      let words = RoundRefusal.correctionLate(id, until: last).sentences
      brought.corrected -= 1
      brought.faults.append(
        (
          row,
          FaultReport(
            code: "import.correctionLate", file: file.name, row: (lines[row] ?? nil) ?? row, column: "candidate_id",
            value: id.rawValue, message: words.message, mend: words.mend)
        ))
      return true
    }
  }
}

/// A candidate compared by what it declares, whatever its version.
struct VersionedCandidate: Equatable {
  let candidate: Candidate

  init(_ candidate: Candidate) { self.candidate = candidate }

  static func == (left: VersionedCandidate, right: VersionedCandidate) -> Bool {
    left.candidate.withVersion(0) == right.candidate.withVersion(0)
  }
}
