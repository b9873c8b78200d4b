import ExpertReview
import Intake
import Reports
import Tables

/// `panel collect`: reads filled sheets back. A sheet with a fault is not taken; the others are.
enum CollectVerb {
  private struct Taken {
    let file: String
    let news: Int
    let rows: Int
    let proposal: MarkProposal?
  }

  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let names = invocation.arguments("FILE")
    return try RoundSession.write(invocation, &output) { session, output in
      var taken: [Taken] = []
      var faults: [FaultReport] = []
      for name in names {
        do {
          taken.append(try take(name, into: &session, invocation))
        } catch let refusal as any Reportable {
          faults += refusal.reports
        }
      }
      tell(taken, refused: names.count - taken.count, invocation, &output)
      output.report(faults)
      return faults.isEmpty ? .done : .invalidInput
    }
  }

  private static func take(
    _ name: String, into session: inout RoundSession, _ invocation: Invocation
  ) throws -> Taken {
    let round = session.round
    let file = try InputFile(name: name, bytes: try invocation.bytes(of: name), droppingFormulaGuards: true)
    let table = try file.table()
    let input = InputTable(table, columns: ScoreSheet.columns)
    var reports = (table.faults + input.headerFaults).map { $0.report(in: name) }
    guard reports.isEmpty else { throw Refusal(reports) }

    let stage = try stage(of: input, round, invocation)
    reports += identityFaults(of: input, round: round, stage: stage).map { $0.report(in: name) }
    var builder = MarkBatchBuilder(round: round, stage: stage, origin: .sheet, mayReplace: invocation.flag("replace"))
    for row in input.rows {
      builder.add(
        line: row.number, candidate: input.cell("candidate", of: row), expert: input.cell("expert", of: row),
        criterion: input.cell("criterion", of: row), mark: input.cell("mark", of: row),
        comment: input.cell("comment", of: row))
    }
    reports += builder.faults.map { $0.report(in: name) }
    guard reports.isEmpty else { throw Refusal(reports) }
    let (batch, votes) = (builder.batch(), builder.voteBatch())
    if stage.panel.pledge == .required {
      let experts = (batch?.experts ?? []) + (votes?.experts ?? []) + builder.questions.map(\.expert)
      for id in Set(experts).sorted() where !round.hasPledged(id, in: stage.id) { throw RoundRefusal.notPledged(id) }
    }
    let facts = [batch.map { Fact.marked($0, origin: .sheet) }, votes.map { .voted($0) }]
    let proposal = try MarkIntake(invocation, round: round, kind: .scores).add(facts.compactMap(\.self), to: &session)
    for question in builder.questions { try session.add(.questionRaised(question)) }
    return Taken(
      file: name, news: builder.news - (proposal?.lines ?? 0), rows: input.rows.count, proposal: proposal)
  }

  /// The stage that the sheet's number tells by its panels, where none is named; else the one the round is at.
  private static func stage(of input: InputTable, _ round: Round, _ invocation: Invocation) throws -> ReviewStage {
    if invocation.text(CommandTable.stage.name) == nil, let row = input.rows.first,
      let parts = ScoreSheet.parts(of: input.cell("sheet", of: row)),
      let found = round.reviewStages.first(where: { round.panels[$0.id]?.hash.short == parts.panels })
    {
      return found
    }
    return try invocation.stage(of: round)
  }

  /// Rows that carry another round's number, several numbers, or another expert than their number; and a sheet older
  /// than panels that changed under it.
  private static func identityFaults(of input: InputTable, round: Round, stage: ReviewStage) -> [ImportFault] {
    var faults: [ImportFault] = []
    var first: String?
    for row in input.rows {
      let number = input.cell("sheet", of: row)
      func fault(_ kind: ImportFault.Kind) {
        faults.append(ImportFault(row: row.number, column: "sheet", value: number, kind: kind))
      }
      if let first, first != number {
        fault(.mixedSheet)
        continue
      }
      let parts = ScoreSheet.parts(of: number)
      if let parts, parts.expert != input.cell("expert", of: row), parts.round == round.charter.roundID {
        let expert = input.cell("expert", of: row)
        faults.append(ImportFault(row: row.number, column: "expert", value: expert, kind: .otherExpert(parts.expert)))
      }
      guard first == nil else { continue }
      first = number
      guard let parts, parts.round == round.charter.roundID else {
        fault(.foreignSheet(round: round.charter.roundID))
        continue
      }
      guard let panels = round.panels[stage.id] else { continue }
      let stays = input.rows.allSatisfy { other in
        guard let candidate = round.candidateIndex[CandidateID(input.cell("candidate", of: other))],
          let expert = round.expertIndex[ExpertID(input.cell("expert", of: other))]
        else { return true }
        return panels.takesMarks(candidate: candidate, expert: expert)
      }
      if panels.hash.short != parts.panels && !stays { fault(.staleSheet) }
    }
    return faults
  }

  private static func tell(_ taken: [Taken], refused: Int, _ invocation: Invocation, _ output: inout Output) {
    let news = taken.reduce(0) { $0 + $1.news }
    if output.isJSON {
      return output.json([
        "sheets": .array(
          taken.map {
            .object(["file": .text($0.file), "news": .number($0.news), "change": $0.proposal?.json])
          }),
        "refused": .number(refused),
      ])
    }
    output.done(
      Bilingual(
        zh: "收到 \(taken.count) 张表，新分数 \(news) 个\(refused > 0 ? "；\(refused) 张有错，没有采用" : "")",
        en: "\(taken.count) sheets taken, \(news) new marks\(refused > 0 ? "; \(refused) faulty ones left out" : "")"),
      dry: invocation.isDryRun)
    for sheet in taken { sheet.proposal?.tell(dry: invocation.isDryRun, &output) }
    output.note(Bilingual(zh: "还差谁的：panel status；收齐后：panel rank", en: "who still owes: panel status; then panel rank"))
  }
}
