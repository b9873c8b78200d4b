import ExpertReview
import Reports
import RoundStore

/// `panel assign --objective draw`: opens the sealed seed and draws the panels; `--replay` draws them again.
enum DrawVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    for option in ["seed", "alternates", "repair", "blocks", "bridges", "anchors", "places", "pin", "ban", "free"]
    where !(invocation.texts(option).isEmpty) {
      throw DrawFault.meansNothing(option: option).refusal
    }
    guard !invocation.isDryRun else { throw DrawFault.noTrial.refusal }
    guard let path = invocation.text("seed-file") else { throw DrawFault.noSeedFile.refusal }
    let numbers = invocation.text("public") ?? ""
    if invocation.text("public") != nil {
      do throws(SeedFault) { try checkPublicNumbers(numbers) } catch { throw DrawFault.publicNumbers(error).refusal }
    }
    let bytes = try invocation.bytes(of: path)
    let sealed: SealedSeed
    do throws(SealedSeed.Fault) { sealed = try SealedSeed(reading: bytes) } catch {
      throw DrawFault.seedFile(path, error).refusal
    }
    return try RoundSession.write(invocation, &output) { session, output in
      let stage = try invocation.stage(of: session.round)
      output.tellStage(stage, of: session.round)
      guard let standing = session.round.draws[stage.id] else { throw RoundRefusal.noSealedSeed }
      guard standing.seal.content.commitment == sealed.commitment else {
        throw DrawFault.notTheSealedSeed(path, on: standing.seal.on).refusal
      }
      let opening = SeedOpening(seed: sealed.seed, salt: sealed.salt, publicNumbers: numbers)
      if let held = session.round.drawnPanels(of: stage.id), held.opening == opening {
        output.note(Bilingual(zh: "这个种子已经抽过，评审组没有改动", en: "this seed was drawn from already; nothing changed"))
        return .done
      }
      let freeze = try session.round.frozenLists(of: stage.id)
      let problem = session.round.drawProblem(of: stage, freeze)
      guard DrawLists(problem).are(freeze.content) else { throw DrawFault.listsDiffer.refusal }
      let draw: Draw
      switch try drawPanels(problem, alternates: freeze.content.alternates, sampler: opening.sampler) {
      case .drawn(let drawn): draw = drawn
      case .shortfall: preconditionFailure("lists that cannot be filled are not frozen")
      }
      let drawn = DrawnPanels(opening, draw, freeze.content)
      try session.add(.drawn(drawn))
      for (expert, candidates) in session.round.chairsToName(in: stage, seed: drawn.record.seed) {
        try session.add(.decided(.chair(expert, stage: stage.id, candidates)))
      }
      DrawReport(draw: draw, drawn: drawn).write(to: &output)
      return .done
    }
  }

  /// Draws again from the opened seed, as the round stood when it was drawn, and writes the protocol.
  static func replay(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let file = try RoundFile.open(invocation.round, .readOnly, patience: invocation.patience)
    let round = try LoadedRound(file).round
    let replayed = try DrawReplay(file, round, try invocation.stage(of: round))
    guard let replayed else { throw DrawFault.nothingDrawn.refusal }
    if output.isJSON {
      output.json(DrawReport(draw: replayed.draw, drawn: replayed.drawn).json)
    } else {
      output.bytes(DrawProtocol(draw: replayed.draw).bytes)
    }
    return .done
  }
}

extension SeedOpening {
  /// The numbers that the opened seed gives.
  var sampler: RivestSampler { RivestSampler(seed: samplerSeed) { Digest(of: $0).bytes } }
}

extension DrawnPanels {
  /// What goes on record of a draw.
  init(_ opening: SeedOpening, _ draw: Draw, _ freeze: ListFreeze) {
    self.init(
      opening: opening, record: draw.record(stage: freeze.stage, keeping: freeze.kept),
      protocolDigest: Digest(of: DrawProtocol(draw: draw).bytes).hexadecimal)
  }
}

/// A draw made again from what is on record.
struct DrawReplay {
  let draw: Draw
  let drawn: DrawnPanels

  /// Nil where the standing panels of the stage were not drawn, or the record's draw cannot be made again.
  init?(_ file: RoundFile, _ round: Round, _ stage: ReviewStage) throws {
    guard let opening = round.madeDraws[stage.id]?.opening, round.drawnPanels(of: stage.id) != nil else { return nil }
    // What came after may have changed the lists, so the round is read as it was before the draw.
    var before: Round?
    try LoadedRound.forEachFact(of: file) { _, entry in
      guard entry.sequence < opening.sequence else { return }
      if before == nil { before = try Round(beginning: entry) } else { try before?.apply(entry) }
    }
    guard let before, let freeze = before.draws[stage.id]?.freeze else { return nil }
    let problem = before.drawProblem(of: stage, freeze)
    let sampler = opening.content.opening.sampler
    guard
      case .drawn(let draw) = try drawPanels(problem, alternates: freeze.content.alternates, sampler: sampler)
    else { return nil }
    self.draw = draw
    drawn = opening.content
  }
}
