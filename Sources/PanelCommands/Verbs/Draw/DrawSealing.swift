import ExpertReview
import Reports

/// `panel assign seal` and `panel assign freeze`: what comes before a draw.
enum DrawSealing {
  /// Puts what commits to a seed on record; the seed goes into a file for its trustee, or is shown once.
  static func seal(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    if let text = invocation.text("seed") {
      do throws(SeedFault) { try checkSeed(text) } catch { throw DrawFault.seed(error).refusal }
    }
    return try RoundSession.write(invocation, &output) { session, output in
      let stage = try invocation.stage(of: session.round)
      output.tellStage(stage, of: session.round)
      let sealed = SealedSeed(
        round: session.round.charter.roundID, stage: stage.id, seed: invocation.text("seed"))
      try session.add(.sealed(SeedSeal(stage: stage.id, commitment: sealed.commitment)))
      let path = invocation.text("seed-file")
      if let path {
        guard !Files.exists(path) else { throw RecordFault.fileExists(path) }
        // Within the transaction: where the file cannot be written nothing is sealed.
        if !invocation.isDryRun { try Files.write(path, Array(sealed.text.utf8), mode: Files.ownerOnly) }
      }
      tell(sealed, path, invocation, &output)
      return .done
    }
  }

  private static func tell(_ sealed: SealedSeed, _ path: String?, _ invocation: Invocation, _ output: inout Output) {
    if output.isJSON {
      return output.json([
        "stage": .text(sealed.stage), "commitment": .text(sealed.commitment), "file": .orNull(path),
        "seed": path == nil ? .text(sealed.seed) : nil, "salt": path == nil ? .text(sealed.salt) : nil,
      ])
    }
    output.done(
      Bilingual(zh: "种子已密封，承诺值 \(sealed.commitment)", en: "the seed is sealed; commitment \(sealed.commitment)"),
      dry: invocation.isDryRun)
    if let path {
      output.line(
        Bilingual(
          zh: "种子写在 \(path)（只有本人可读），交受托人保管；开启以前谁也不看",
          en:
            "the seed is in \(path), readable by its owner alone: give it to the trustee; nobody looks before the opening"
        ))
    } else {
      output.line(
        Bilingual(
          zh: "种子只在这里显示一次，卷宗里没有；照抄下面几行存成文件，交受托人保管",
          en: "the seed is shown here once and is not in the record: keep these lines as a file, with the trustee"))
      for line in sealed.text.split(separator: "\n") { output.line("  " + line) }
    }
    output.note(Bilingual(zh: "下一步：名单定稿后，panel assign freeze", en: "next, when the lists stand: panel assign freeze"))
  }

  /// Freezes the lists from which panels are to be drawn; refused where they could not be filled.
  static func freeze(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let source = invocation.text("public-source") ?? ""
    return try RoundSession.write(invocation, &output) { session, output in
      let stage = try invocation.stage(of: session.round)
      output.tellStage(stage, of: session.round)
      try AssignVerb.checkShortList(of: stage, session.round)
      guard let standing = session.round.draws[stage.id] else { throw RoundRefusal.noSealedSeed }
      if let opening = standing.opening { throw RoundRefusal.seedOpened(on: opening.on) }
      guard stage.panel.block == nil else { throw DrawFault.blocks.refusal }
      let work = try PanelWork(&session, stage: stage, invocation)
      if let shortfall = try drawShortfall(work.problem) {
        ShortfallReport(shortfall, work: work, round: session.round, objective: AssignmentRecord.drawn)
          .write(to: &output)
        return .cannotBeFilled
      }
      try work.recordLeaving(in: &session)
      let freeze = DrawLists(work.problem).freeze(
        stage: stage.id, alternates: work.wanted ?? 0, kept: work.kept,
        publicSource: source)
      if let held = try? session.round.frozenLists(of: stage.id), held.content == freeze, held.on == invocation.asOf {
        output.note(Bilingual(zh: "与已冻结的名单相同，没有改动", en: "the same lists are frozen already; nothing changed"))
      } else {
        try session.add(.frozen(freeze))
      }
      tell(freeze, work.problem, invocation, &output)
      return .done
    }
  }

  private static func tell(
    _ freeze: ListFreeze, _ problem: PanelProblem, _ invocation: Invocation, _ output: inout Output
  ) {
    let seats = problem.demand.reduce(0, +)
    if output.isJSON {
      return output.json([
        "stage": .text(freeze.stage), "candidates": .number(problem.candidates.count), "seats": .number(seats),
        "experts": .number(problem.experts.count), "alternates": .number(freeze.alternates),
        "kept": .number(freeze.kept.count), "publicSource": .unlessEmpty(freeze.publicSource),
        "digests": .object([
          "candidates": .text(freeze.candidates), "experts": .text(freeze.experts), "pairs": .text(freeze.pairs),
        ]),
      ])
    }
    output.done(
      Bilingual(
        zh:
          "名单已冻结：\(problem.candidates.count) 个对象、待抽 \(seats) 席、\(problem.experts.count) 位专家，每个对象候补 \(freeze.alternates) 位",
        en:
          "the lists are frozen: \(problem.candidates.count.of("candidate")), \(seats.of("seat")) to draw, \(problem.experts.count.of("expert")), \(freeze.alternates) to stand by for each"
      ), dry: invocation.isDryRun)
    for (label, digest) in [
      (Bilingual(zh: "  对象", en: "  candidates"), freeze.candidates),
      (Bilingual(zh: "  专家", en: "  experts"), freeze.experts), (Bilingual(zh: "  回避", en: "  pairs"), freeze.pairs),
    ] { output.line("\(label[output.language]) \(digest)") }
    if freeze.publicSource.isEmpty {
      output.note(
        Bilingual(
          zh: "没有公布公开数字的来源：能否预知结果全凭受托人保密；加上 --public-source 更稳妥",
          en:
            "no public numbers were announced: that nobody knows the outcome rests on the trustee alone; --public-source would be safer"
        ))
    } else {
      output.line(
        Bilingual(
          zh: "开启时加上公开数字：\(freeze.publicSource)",
          en: "public numbers to be added at the opening: \(freeze.publicSource)"))
    }
    output.note(
      Bilingual(
        zh: "下一步：panel assign --objective draw --seed-file 文件",
        en: "next: panel assign --objective draw --seed-file FILE"))
  }
}
