import ExpertReview
import Tables

/// `panel import`: brings a file into the round, whole or – with `--partial` – its sound rows.
enum ImportVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    if invocation.branch == CommandTable.roundKind { return try RoundImport.run(invocation, &output) }
    guard let kind = ImportKind(rawValue: invocation.branch) else {
      preconditionFailure("the parser lets no other kind pass")
    }
    let name = invocation.required("FILE")
    let bytes = try invocation.bytes(of: name)
    // Nobody writes such a file by hand, so nobody is told how a table should look.
    if kind == .handedOn, !HandOnFile.mayBe(bytes) { throw CascadeFault.notAHandOn(name).refusal }
    let file = try InputFile(name: name, bytes: bytes, isHeader: kind.isHeader)
    return try RoundSession.write(invocation, &output) { session, output in
      var bringing = Bringing(
        round: session.round, file: file, mayReplace: invocation.flag("replace"),
        absent: invocation.text("absent").flatMap(AffinityTable.Absent.init) ?? .forbid, asOf: invocation.asOf)
      bringing.stage = invocation.text(CommandTable.stage.name)
      bringing.reason = invocation.reason ?? ""
      bringing.recommender = invocation.text("recommender")
      bringing.candidate = try invocation.text("candidate").map { try session.round.candidate(CandidateID($0)).id }
      bringing.prefix = invocation.text("prefix") ?? ""
      if kind.namesSchemes { bringing.shelf = try? RubricsFolder.locate(invocation).shelf().ids }
      let brought = try bringing.bring(kind)
      output.report(brought.warnings, as: .warning)
      let whole = brought.faults.contains { $0.row == 0 }
      guard brought.faults.isEmpty || (invocation.flag("partial") && !whole) else {
        throw Refusal(brought.faults.map(\.report))
      }
      let proposal = try MarkIntake(invocation, round: session.round, kind: kind)
        .add([brought.fact, brought.further].compactMap(\.self) + brought.others, to: &session)
      // A conflict that stands on a seat takes it from its expert.
      let calls =
        kind == .conflicts ? try SeatCalls.callAlternates(in: &session, asOf: invocation.asOf) : SeatCalls()
      let rejected = try setAsideRejected(brought, of: file, invocation)
      tell(kind, brought, rejected: rejected, proposal: proposal, calls, invocation, &output)
      calls.tell(&output, round: session.round)
      return brought.faults.isEmpty ? calls.exitCode : .needsPerson
    }
  }

  /// Writes the rows that were not taken; the name of the file, or nil where all were.
  private static func setAsideRejected(
    _ brought: Brought, of file: InputFile, _ invocation: Invocation
  ) throws -> String? {
    guard !brought.faults.isEmpty else { return nil }
    let path = invocation.text("rejected") ?? file.nameOfRejected
    if !invocation.isDryRun {
      try Files.write(path, try file.rejected(brought.faults, language: invocation.language))
    }
    return path
  }

  private static func tell(
    _ kind: ImportKind, _ brought: Brought, rejected: String?, proposal: MarkProposal?, _ calls: SeatCalls,
    _ invocation: Invocation, _ output: inout Output
  ) {
    let rows = Set(brought.faults.map(\.row)).count
    if output.isJSON {
      output.json([
        "kind": .text(kind.rawValue), "added": .number(brought.added), "corrected": .number(brought.corrected),
        "unchanged": .number(brought.unchanged), "rejected": .number(rows), "rejectedFile": rejected.map { .text($0) },
        "notices": brought.notices.isEmpty ? nil : .texts(brought.notices.map { $0[output.language] }),
        "change": proposal?.json, "seats": calls.isEmpty ? nil : calls.json,
        "signedOff": calls.isEmpty ? nil : calls.signedOffJSON,
      ])
    } else {
      let dry = invocation.isDryRun
      output.line(
        Bilingual(
          zh: "\(kind.label.zh)：\(dry ? "将" : "")新增 \(brought.added)，更正 \(brought.corrected)，未变 \(brought.unchanged)",
          en:
            "\(kind.label.en): \(dry ? "would add" : "added") \(brought.added), corrected \(brought.corrected), unchanged \(brought.unchanged)"
        ))
    }
    proposal?.tell(dry: invocation.isDryRun, &output)
    for notice in brought.notices { output.note(notice) }
    if let rejected {
      output.report(brought.faults.map(\.report), as: .warning)
      output.note(
        Bilingual(
          zh: "\(rows) 行没有采用，连同原因写在 \(rejected)；改好后可再读入",
          en: "\(rows) rows were not taken and stand with reasons in \(rejected); mend and import it"))
    } else if let next = kind.next {
      output.note(Bilingual(zh: "下一步：\(next)", en: "next: \(next)"))
    }
  }
}
