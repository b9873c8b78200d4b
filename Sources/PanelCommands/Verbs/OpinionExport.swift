import ExpertReview
import Reports

/// `panel export FOLDER --form opinions`: for every candidate with a panel a page on which the panel signs.
struct OpinionExport {
  /// File names with their bytes, in the order of candidates.
  private(set) var files: [(name: String, bytes: [UInt8])] = []
  private(set) var candidates: [CandidateID] = []
  /// Those of them whose panel has an opinion on record.
  private(set) var agreed = 0

  /// The pages of a stage, of candidates who have not left. `head` is the head of the record.
  init(_ round: Round, stage: ReviewStage, head: String, in language: Language) {
    for candidate in round.candidates.sorted(by: { $0.id < $1.id })
    where round.exclusions[candidate.id] == nil && !round.panel(of: candidate.id, in: stage.id).isEmpty {
      let sheet = OpinionSheet(candidate, stage: stage, round, head: head, in: language)
      let name = Files.safeName(candidate.id.rawValue)
      files.append((name + ".html", Array(sheet.html.utf8)))
      files.append((name + ".txt", Array(sheet.text.utf8)))
      candidates.append(candidate.id)
      if round.panelOpinion(on: candidate.id, in: stage.id) != nil { agreed += 1 }
    }
  }
}

extension ExportVerb {
  /// Writes the pages into a folder that is empty or not yet there.
  static func opinions(_ loaded: LoadedRound, _ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let folder = invocation.required("FILE")
    let round = loaded.round
    let stage = try invocation.markedStage(of: round)
    guard round.panels[stage.id] != nil else { throw VerbFault.noPanels.refusal }
    guard folder != "-" else { throw OpinionFault.needsFolder.refusal }
    let pages = OpinionExport(round, stage: stage, head: loaded.head.hexadecimal, in: invocation.language)
    if !invocation.isDryRun {
      try Files.makeFolder(folder)
      for file in pages.files { try Files.write("\(folder)/\(file.name)", file.bytes, mode: Files.ownerOnly) }
    }
    output.tellStage(stage, of: round)
    if output.isJSON {
      output.json([
        "form": .text("opinions"), "stage": .text(stage.id), "candidates": .identifiers(pages.candidates),
        "agreed": .number(pages.agreed), "head": .text(loaded.head.hexadecimal), "file": .text(folder),
      ])
    } else {
      output.done(
        Bilingual(
          zh: "\(pages.candidates.count) 个评审组的意见签字页写在 \(folder)（已商定 \(pages.agreed) 份）；校验值 \(loaded.head.short)",
          en:
            "pages to sign for \(pages.candidates.count.of("panel")) in \(folder) (\(pages.agreed) with an opinion on record); head \(loaded.head.short)"
        ), dry: invocation.isDryRun)
    }
    return .done
  }
}
