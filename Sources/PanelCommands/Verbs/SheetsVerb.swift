import ExpertReview
import Reports

/// `panel sheets`: one score sheet for every expert on a panel.
enum SheetsVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let folder = invocation.required("FOLDER")
    let session = try RoundSession.read(invocation)
    let round = session.round
    let stage = try invocation.stage(of: round)
    guard round.panels[stage.id] != nil else { throw VerbFault.noPanels.refusal }
    if !invocation.isDryRun { try Files.makeFolder(folder) }
    var written: [(expert: Expert, file: String, candidates: Int)] = []
    for expert in round.experts.sorted(by: { $0.id < $1.id }) {
      let candidates = round.candidatesToMark(by: expert.id, in: stage.id)
      guard !candidates.isEmpty else { continue }
      let sheet = ScoreSheet(
        expert: expert, stage: stage, round: round, candidates: candidates, head: session.head.hexadecimal)
      let file = folder + "/" + Files.safeName(expert.id.rawValue) + ".csv"
      let bytes = try sheet.bytes(in: invocation.language)
      if !invocation.isDryRun { try Files.write(file, bytes) }
      written.append((expert, file, candidates.count))
    }
    output.tellStage(stage, of: round)
    warnOfPledges(round.notPledged(in: stage), &output)
    tell(written, folder: folder, head: session.head.hexadecimal, invocation, &output)
    return .done
  }

  /// A sheet is written for everybody; one of an expert who has not signed will not be taken.
  private static func warnOfPledges(_ experts: [ExpertID], _ output: inout Output) {
    output.report(
      experts.map { expert in
        let words = RoundRefusal.notPledged(expert).sentences
        return FaultReport(
          code: "sheets.notPledged", value: expert.rawValue, message: words.message, mend: words.mend)
      }, as: .warning)
  }

  private static func tell(
    _ written: [(expert: Expert, file: String, candidates: Int)], folder: String, head: String,
    _ invocation: Invocation, _ output: inout Output
  ) {
    let total = written.reduce(0) { $0 + $1.candidates }
    if output.isJSON {
      return output.json([
        "folder": .text(folder), "head": .text(head),
        "sheets": .array(
          written.map {
            .object([
              "expert": .text($0.expert.id.rawValue), "file": .text($0.file), "candidates": .number($0.candidates),
            ])
          }),
      ])
    }
    output.done(
      Bilingual(
        zh: "\(written.count) 张评分表，共 \(total) 份评分，写在 \(folder)；卷宗校验值 \(head.short)",
        en: "\(written.count) sheets for \(total) reviews in \(folder); head of the record \(head.short)"),
      dry: invocation.isDryRun)
    output.note(Bilingual(zh: "下一步：收回填好的表，panel collect \(folder)/*.csv", en: "next: panel collect \(folder)/*.csv"))
  }
}
