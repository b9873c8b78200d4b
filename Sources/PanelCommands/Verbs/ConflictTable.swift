import ExpertReview
import Tables

/// Conflicts as a table on the screen, as JSON and as CSV.
struct ConflictTable {
  let conflicts: [Conflict]
  let round: Round
  /// What came of the seats in conflict.
  private let calls: SeatCalls
  /// What bars experts from many candidates at once, and what is wrong with the units file; where all is shown.
  var broad: [BroadBar] = []
  var findings: [UnitFinding] = []
  private let decisions: [PanelInput.Pair: [ConflictDecision]]

  init(_ conflicts: [Conflict], calls: SeatCalls = SeatCalls(), round: Round) {
    self.conflicts = conflicts
    self.calls = calls
    self.round = round
    decisions = Dictionary(grouping: round.conflictDecisions) {
      PanelInput.Pair($0.settlement.candidate, $0.settlement.expert)
    }
  }

  /// The last that was decided on a conflict.
  private func decision(on conflict: Conflict) -> ConflictDecision? {
    decisions[PanelInput.Pair(conflict.candidate, conflict.expert)]?.last { $0.settlement.covers(conflict) }
  }

  // MARK: On the screen

  func write(to output: inout Output) {
    guard !output.isJSON else {
      return output.json([
        "conflicts": .array(conflicts.map { $0.json(decided: decision(on: $0)) }),
        "broad": broad.isEmpty ? nil : .array(broad.map(\.json)),
        "findings": findings.isEmpty ? nil : .array(findings.map(\.json)),
        "seats": calls.isEmpty ? nil : calls.json, "signedOff": calls.isEmpty ? nil : calls.signedOffJSON,
      ])
    }
    let language = output.language
    var table = TextTable([
      .init(Bilingual(zh: "申报对象", en: "candidate")[language]), .init(Bilingual(zh: "专家", en: "expert")[language]),
      .init(Bilingual(zh: "关系", en: "tie")[language]), .init(Bilingual(zh: "程度", en: "level")[language]),
      .init(Bilingual(zh: "状态", en: "status")[language]),
      .init(Bilingual(zh: "依据", en: "evidence")[language], mayBeCut: true),
    ])
    // A whole group barred for one reason is one line for a reader.
    let (whole, single) = (conflicts.filter { $0.role == "competitor" }, conflicts.filter { $0.role != "competitor" })
    for conflict in single {
      let decided = decision(on: conflict).map { "；" + $0.words[language] } ?? ""
      table.add([
        conflict.candidate.rawValue, conflict.expert.rawValue, conflict.kindLabel(round.scheme)[language],
        conflict.level.label[language], conflict.status.label[language], conflict.evidence[language] + decided,
      ])
    }
    for (expert, members) in Dictionary(grouping: whole, by: \.expert).sorted(by: { $0.key < $1.key }) {
      table.add([
        members.count == 1
          ? members[0].candidate.rawValue
          : Bilingual(zh: "同组另 \(members.count) 个", en: "\(members.count) others of the group")[language],
        expert.rawValue, members[0].kindLabel(round.scheme)[language], members[0].level.label[language],
        members[0].status.label[language], members[0].evidence[language],
      ])
    }
    if !table.rows.isEmpty { output.table(table) }
    BroadConflictLines.tell(broad, findings, round: round, &output)
    output.line(summary)
  }

  private var summary: Bilingual {
    let hard = conflicts.count { $0.status == .standing && $0.level == .hard }
    let soft = conflicts.count { $0.status == .standing && $0.level == .soft }
    let undecided = conflicts.count { $0.status == .undecided }
    // Light ties to a competitor, a line each above, are counted as `panel status` counts them.
    let light = broad.filter { $0.level == .soft && !$0.isDoubtful }.reduce(0) { $0 + $1.count }
    let more =
      light == 0
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "（另有成组的 \(light) 对）", en: " (and \(light) by whole groups)")
    return Bilingual(
      zh: "必须回避 \(hard) 对，尽量回避 \(soft) 对\(more.zh)，待确认 \(undecided) 对",
      en: "\(hard) hard, \(soft) soft\(more.en), \(undecided) undecided")
  }

  // MARK: As a file

  /// CSV for people: every conflict with its evidence and the last decision on it.
  func csv(in language: Language) -> [UInt8] {
    var writer = CSVWriter.forPeople
    writer.append(
      language == .chinese
        ? ["申报编号", "申报对象", "专家编号", "专家", "关系", "对方身份", "对方", "程度", "状态", "依据", "决定", "批准", "理由", "经办人", "日期"]
        : [
          "candidate", "name", "expert", "expertName", "kind", "role", "party", "level", "status", "evidence",
          "decision", "authority", "reason", "by", "on",
        ])
    let experts = Dictionary(round.experts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    for conflict in conflicts {
      let decided = decision(on: conflict)
      let name = round.candidateIndex[conflict.candidate].map { round.candidates[$0].name } ?? ""
      writer.append([
        conflict.candidate.rawValue, name, conflict.expert.rawValue, experts[conflict.expert] ?? "",
        conflict.kindLabel(round.scheme)[language], conflict.role, conflict.party, conflict.level.label[language],
        conflict.status.label[language], conflict.evidence[language],
        decided?.settlement.outcome.label[language] ?? "", decided?.settlement.authority ?? "",
        decided?.reason ?? "", decided?.by ?? "", decided?.on.description ?? "",
      ])
    }
    return writer.bytes
  }

  /// Writes the CSV to a file that only its owner may read, or to standard output for `-`. A file that is there is left
  /// alone.
  func deliver(to path: String, _ invocation: Invocation, _ output: inout Output) throws {
    let bytes = csv(in: output.language)
    if path == "-" { return output.bytes(bytes) }
    guard !Files.isOrdinary(path) else { throw RecordFault.fileExists(path) }
    if !invocation.isDryRun { try Files.write(path, bytes, mode: Files.ownerOnly) }
    if output.isJSON { return output.json(["file": .text(path), "rows": .number(conflicts.count)]) }
    output.done(
      Bilingual(zh: "回避关系写到 \(path)：\(conflicts.count) 行", en: "conflicts in \(path): \(conflicts.count) rows"),
      dry: invocation.isDryRun)
    output.line(summary)
  }
}

/// How many conflicts each expert, or each candidate, has.
struct ConflictCounts {
  enum Side: String, CaseIterable { case expert, candidate }

  private struct Row {
    let id: String
    let name: String
    let conflicts: [Conflict]

    /// Candidates or experts on the other side whom something bars.
    let barred: Int

    func count(_ status: Conflict.Status, _ level: ConflictPolicy.Level? = nil) -> Int {
      conflicts.count { $0.status == status && (level == nil || $0.level == level) }
    }
  }

  private let side: Side
  private let rows: [Row]

  /// Those with the most barred pairs first, then by id.
  init(_ conflicts: [Conflict], per side: Side, round: Round) {
    self.side = side
    let candidates = Dictionary(round.candidates.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let experts = Dictionary(round.experts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows: [Row]
    switch side {
    case .expert:
      rows = Dictionary(grouping: conflicts, by: \.expert).map { id, own in
        Row(
          id: id.rawValue, name: experts[id] ?? "", conflicts: own,
          barred: Set(own.filter(\.bars).map(\.candidate)).count)
      }
    case .candidate:
      rows = Dictionary(grouping: conflicts, by: \.candidate).map { id, own in
        Row(
          id: id.rawValue, name: candidates[id] ?? "", conflicts: own,
          barred: Set(own.filter(\.bars).map(\.expert)).count)
      }
    }
    self.rows = rows.sorted { $0.barred == $1.barred ? $0.id < $1.id : $0.barred > $1.barred }
  }

  func write(to output: inout Output) {
    guard !output.isJSON else {
      return output.json([
        "per": .text(side.rawValue),
        "counts": .array(
          rows.map { row in
            .object([
              "id": .text(row.id), "name": .text(row.name), "barred": .number(row.barred),
              "hard": .number(row.count(.standing, .hard)), "soft": .number(row.count(.standing, .soft)),
              "undecided": .number(row.count(.undecided)), "dismissed": .number(row.count(.dismissed)),
              "waived": .number(row.count(.waived)),
            ])
          }),
      ])
    }
    let language = output.language
    let barred: Bilingual =
      side == .expert ? Bilingual(zh: "不能评的对象", en: "barred from") : Bilingual(zh: "不能评的专家", en: "experts barred")
    var table = TextTable([
      .init((side == .expert ? Bilingual(zh: "专家", en: "expert") : Bilingual(zh: "申报对象", en: "candidate"))[language]),
      .init(Bilingual(zh: "名称", en: "name")[language], mayBeCut: true), .init(barred[language], .right),
      .init(ConflictPolicy.Level.hard.label[language], .right),
      .init(ConflictPolicy.Level.soft.label[language], .right),
      .init(Conflict.Status.undecided.label[language], .right),
      .init(Conflict.Status.dismissed.label[language], .right), .init(Conflict.Status.waived.label[language], .right),
    ])
    for row in rows {
      let counts = [
        row.barred, row.count(.standing, .hard), row.count(.standing, .soft), row.count(.undecided),
        row.count(.dismissed), row.count(.waived),
      ]
      table.add([row.id, row.name] + counts.map(String.init))
    }
    if !table.rows.isEmpty { output.table(table) }
  }
}
