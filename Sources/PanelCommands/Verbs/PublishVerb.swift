import ExpertReview
import Reports

/// `panel publish`: the proposed list on notice with its clock, or the final list when the notice is over.
enum PublishVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      try checkDecided(session.round, asOf: invocation.asOf)
      if session.round.reviewStages.isEmpty, let named = invocation.text(CommandTable.stage.name) {
        _ = try session.round.reviewStage(named)
      }
      if session.round.isSelectedByChoice { return try publishChoice(&session, invocation, &output) }
      let named = try invocation.stage(of: session.round)
      let stage = try session.round.reviewStage(session.round.reviewStages.last?.id)
      guard invocation.text("stage") == nil || named.id == stage.id else {
        throw VerbFault.notTheLastStage(named.id, last: stage.id).refusal
      }
      let ranking = try session.round.ranking(stage: stage, asOf: invocation.asOf)
      guard ranking.undecided.isEmpty else { throw VerbFault.undecided(ranking.undecidedAtLine).refusal }
      let states = session.round.staleness(asOf: invocation.asOf)
      let state = states.first { $0.procedure == .ranking && $0.stage == stage.id }
      guard state?.state == .upToDate else { throw VerbFault.notRanked.refusal }
      try checkVotes(ranking, session.round, asOf: invocation.asOf)
      try checkConflicts(session.round)
      try OpinionVerb.checkGaps(of: session.round.reviewStages, in: session.round)
      let open = session.round.openItems(of: ranking.rows.filter(\.listed).map(\.candidate), asOf: invocation.asOf)
      guard open.isEmpty else { throw VerbFault.openItems(open).refusal }
      let notice =
        invocation.flag("final")
        ? try publishFinal(ranking.postingLines(session.round), &session, invocation)
        : try post(ranking.postingLines(session.round), &session, invocation)
      try write(notice, ranking: ranking, round: session.round, invocation)
      tell(notice, invocation, &output)
      return notice.held.isEmpty ? .done : .needsPerson
    }
  }

  /// No list goes out while a candidate still waits for the decision whether it may be reviewed, or has time left to
  /// mend its declaration: it would be passed over without anybody having said so.
  private static func checkDecided(_ round: Round, asOf: CivilDay) throws {
    let examinations = round.examinations(asOf: asOf)
    let waiting = examinations.filter { $0.verdict == .review && round.isUndecided($0) }
    guard waiting.isEmpty else { throw VerbFault.awaitingDecision(waiting.map(\.candidate)).refusal }
    // What fails for another reason waits for no correction.
    let returned = examinations.filter { $0.verdict == .formError }
    let correcting = round.correctionProgress(returned, asOf: asOf).filter { progress in
      progress.items.contains { $0.state == .open } && round.admissions[progress.candidate] == nil
    }
    guard correcting.isEmpty else {
      throw VerbFault.stillCorrecting(
        correcting.map(\.candidate), until: correcting.map(\.ground.until).max() ?? asOf
      ).refusal
    }
  }

  /// Marks of an expert who turned out to be in conflict do not make a list.
  private static func checkConflicts(_ round: Round) throws {
    var pairs: [VerbFault.Pair] = []
    for stage in round.reviewStages {
      guard let panels = round.panels[stage.id] else { continue }
      for case .conflict(let candidate, let expert) in round.panelFaults(stage: stage, asOf: panels.asOf)
      where round.countsMarks(of: expert, for: candidate, in: stage.id) {
        pairs.append(VerbFault.Pair(candidate: candidate, expert: expert))
      }
    }
    guard pairs.isEmpty else { throw VerbFault.markedInConflict(pairs).refusal }
  }

  /// The list that was chosen where no experts review. Without publicity in the scheme it is published as it is.
  private static func publishChoice(
    _ session: inout RoundSession, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    let round = session.round
    let lines = round.choiceLines()
    guard !lines.isEmpty else { throw VerbFault.nothingChosen.refusal }
    let chosen = lines.map(\.candidate)
    let faults = round.choiceFaults(chosen, asOf: invocation.asOf)
    guard faults.isEmpty else { throw VerbFault.badChoice(faults).refusal }
    let open = round.openItems(of: chosen, asOf: invocation.asOf)
    guard open.isEmpty else { throw VerbFault.openItems(open).refusal }
    let isFinal = invocation.flag("final") || round.scheme.publicity == nil
    if isFinal, let last = round.lastPosting(.final), last.lines == lines {
      throw VerbFault.publishedAlready(last.day).refusal
    }
    let notice =
      isFinal ? try publishFinal(lines, &session, invocation) : try post(lines, &session, invocation)
    try write(notice, ranking: nil, round: session.round, invocation)
    tell(notice, invocation, &output)
    return notice.held.isEmpty ? .done : .needsPerson
  }

  /// Nothing is made public while a condition waits for the chair, or votes are owed on those listed.
  private static func checkVotes(_ ranking: Ranking, _ round: Round, asOf: CivilDay) throws {
    var toChair: [OpenItem] = []
    var owed: [OpenItem] = []
    let listed = ranking.rows.filter(\.listed).map(\.candidate)
    for stage in round.reviewStages {
      toChair += round.chairItems(try stage.id == ranking.stage ? ranking : round.ranking(stage: stage, asOf: asOf))
      owed += round.tallies(of: listed, in: stage.id) { $0.isOwed }.map {
        OpenItem(rule: $0.rule.id, title: $0.rule.title, candidates: $0.candidates)
      }
    }
    guard toChair.isEmpty else { throw VerbFault.toChair(toChair).refusal }
    guard owed.isEmpty else { throw VerbFault.votesOwed(owed).refusal }
  }

  /// Puts the listed candidates on notice.
  private static func post(
    _ lines: [Posting.Line], _ session: inout RoundSession, _ invocation: Invocation
  ) throws -> Notice {
    let round = session.round
    guard let publicity = round.scheme.publicity else { throw RoundRefusal.noPublicity(round.scheme.id) }
    let clock = try PublicityClock(posted: invocation.asOf, publicity: publicity, calendar: round.calendar)
    let posting = Posting(kind: .proposed, day: invocation.asOf, lastDay: clock.lastDay, lines: lines)
    if let last = round.lastPosting(.proposed), last.lines == lines { throw VerbFault.alreadyPosted(last.day).refusal }
    try session.add(.posted(posting))
    return notice(posting, clock: clock, held: [], session)
  }

  /// Publishes those of the list on notice who are still listed and against whom nothing is open.
  private static func publishFinal(
    _ lines: [Posting.Line], _ session: inout RoundSession, _ invocation: Invocation
  ) throws -> Notice {
    let round = session.round
    let (clear, held, unseen) = try round.finalLines(of: lines)
    guard unseen.isEmpty else { throw VerbFault.neverOnNotice(unseen).refusal }
    let posting = Posting(kind: .final, day: invocation.asOf, lastDay: invocation.asOf, lines: clear)
    try session.add(.posted(posting))
    return notice(posting, clock: nil, held: held, session)
  }

  private static func notice(
    _ posting: Posting, clock: PublicityClock?, held: [Posting.Line], _ session: RoundSession
  ) -> Notice {
    let round = session.round
    func line(_ line: Posting.Line) -> Notice.Line? {
      round.candidateIndex[line.candidate].map {
        round.noticeLine(round.candidates[$0], group: line.group, place: line.place)
      }
    }
    return Notice(
      kind: posting.kind, roundID: round.charter.roundID, scheme: round.scheme.name, posted: posting.day, clock: clock,
      unit: round.scheme.publicity?.unit, lines: posting.lines.compactMap(line),
      held: held.compactMap(line),
      head: session.head.hexadecimal)
  }

  private static func write(_ notice: Notice, ranking: Ranking?, round: Round, _ invocation: Invocation) throws {
    guard !invocation.isDryRun else { return }
    let folder = invocation.required("FOLDER")
    let name = notice.kind == .proposed ? "notice" : "final"
    let forms = NoticeForms(notice, in: invocation.language)
    try Files.makeFolder(folder)
    try Files.write("\(folder)/\(name).html", Array(forms.html.utf8))
    try Files.write("\(folder)/\(name).txt", Array(forms.text.utf8))
    try Files.write("\(folder)/\(name).csv", forms.csv)
    guard let ranking else { return }
    try Files.write("\(folder)/ranking.csv", RankingTable(ranking, round).csv(in: invocation.language))
  }

  private static func tell(_ notice: Notice, _ invocation: Invocation, _ output: inout Output) {
    if output.isJSON {
      return output.json([
        "kind": .text(notice.kind.rawValue), "posted": .day(notice.posted), "lastDay": .day(notice.clock?.lastDay),
        "publishFrom": .day(notice.clock?.publishFrom), "listed": .identifiers(notice.lines.map(\.candidate)),
        "held": .identifiers(notice.held.map(\.candidate)), "head": .text(notice.head),
      ])
    }
    let folder = invocation.required("FOLDER")
    if let clock = notice.clock {
      output.done(
        Bilingual(
          zh:
            "公示 \(notice.lines.count) 个对象，\(clock.firstDay) 至 \(clock.lastDay)；最早 \(clock.publishFrom) 公布；文件在 \(folder)",
          en:
            "\(notice.lines.count) candidates on notice from \(clock.firstDay) to \(clock.lastDay); publish from \(clock.publishFrom); files in \(folder)"
        ), dry: invocation.isDryRun)
    } else {
      output.done(
        Bilingual(
          zh: "公布 \(notice.lines.count) 个对象；文件在 \(folder)",
          en: "\(notice.lines.count) candidates published; files in \(folder)"),
        dry: invocation.isDryRun)
    }
    if !notice.held.isEmpty {
      let ids = notice.held.map(\.candidate).spaced
      output.line(
        Bilingual(
          zh: "暂缓 \(notice.held.count) 个（异议未答复）：\(ids)", en: "\(notice.held.count) held (objections open): \(ids)"))
    }
    output.line(Bilingual(zh: "卷宗校验值 \(notice.head.short)", en: "head of the record \(notice.head.short)"))
  }
}
