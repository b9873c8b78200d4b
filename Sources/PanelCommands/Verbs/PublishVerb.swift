import ExpertReview
import Reports

/// `panel publish`: the list on notice with its clock and what must be shown beside it later, or the final list of
/// those who are clear.
enum PublishVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      try checkDecided(session.round, asOf: invocation.asOf)
      if session.round.reviewStages.isEmpty, let named = invocation.text(CommandTable.stage.name) {
        _ = try session.round.reviewStage(named)
      }
      let isByChoice = session.round.isSelectedByChoice
      let ranking = isByChoice ? nil : try ranking(session.round, invocation)
      let lines = try ranking?.postingLines(session.round) ?? chosenLines(session.round, asOf: invocation.asOf)
      let open = session.round.openItems(of: lines.map(\.candidate), asOf: invocation.asOf)
      guard open.isEmpty else { throw VerbFault.openItems(open).refusal }
      let unlisted = session.round.finalButUnlisted(of: lines)
      guard unlisted.isEmpty else { throw VerbFault.finalButUnlisted(unlisted).refusal }
      // What was chosen needs no notice where the scheme has none.
      let isFinal = invocation.flag("final") || isByChoice && session.round.scheme.publicity == nil
      let posted =
        isFinal ? try publishFinal(lines, &session, invocation) : try post(lines, &session, invocation)
      let files = try write(posted.notice, ranking: ranking, round: session.round, invocation)
      posted.tell(files: files, invocation, &output)
      return posted.isWhole ? .done : .needsPerson
    }
  }

  // MARK: What must hold before anything is made public

  /// The ranking that is made public: the last stage's, up to date, with nothing left open.
  private static func ranking(_ round: Round, _ invocation: Invocation) throws -> Ranking {
    let named = try invocation.stage(of: round)
    let stage = try round.reviewStage(round.reviewStages.last?.id)
    guard invocation.text("stage") == nil || named.id == stage.id else {
      throw VerbFault.notTheLastStage(named.id, last: stage.id).refusal
    }
    let ranking = try round.ranking(stage: stage, asOf: invocation.asOf)
    guard ranking.undecided.isEmpty else { throw VerbFault.undecided(ranking.undecidedAtLine).refusal }
    let states = round.staleness(asOf: invocation.asOf)
    let state = states.first { $0.procedure == .ranking && $0.stage == stage.id }
    guard state?.state == .upToDate else { throw VerbFault.notRanked.refusal }
    try checkVotes(ranking, round, asOf: invocation.asOf)
    try round.checkMarkedInConflict()
    try OpinionVerb.checkGaps(of: round.reviewStages, in: round)
    return ranking
  }

  /// The list that was chosen where no experts review.
  private static func chosenLines(_ round: Round, asOf: CivilDay) throws -> [Posting.Line] {
    let lines = round.choiceLines()
    guard !lines.isEmpty else { throw VerbFault.nothingChosen.refusal }
    let faults = round.choiceFaults(lines.map(\.candidate), asOf: asOf)
    guard faults.isEmpty else { throw VerbFault.badChoice(faults).refusal }
    return lines
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

  // MARK: Making public

  /// Puts on notice what is not: the whole list at first, then those who rose into empty places, or the whole list
  /// anew where its order or membership was corrected.
  private static func post(
    _ lines: [Posting.Line], _ session: inout RoundSession, _ invocation: Invocation
  ) throws -> MadePublic {
    let round = session.round
    guard let posting = try round.notice(of: lines, on: invocation.asOf) else {
      let last = round.postings.last { $0.posting.kind != .final }?.posting.day ?? invocation.asOf
      throw VerbFault.alreadyPosted(last).refusal
    }
    try session.add(.posted(posting))
    return MadePublic(posting, session, before: round)
  }

  /// Publishes those who were shown to the end of their notice, are listed still and have nothing open against them.
  private static func publishFinal(
    _ lines: [Posting.Line], _ session: inout RoundSession, _ invocation: Invocation
  ) throws -> MadePublic {
    let round = session.round
    let list = round.finalList(of: lines, on: invocation.asOf)
    try check(list, lines, round)
    let posting = round.finalPosting(of: lines, on: invocation.asOf)
    try session.add(.posted(posting))
    return MadePublic(posting, session, before: round, others: list)
  }

  /// Whether anybody can be made final, and if not, why not.
  private static func check(_ list: FinalList, _ lines: [Posting.Line], _ round: Round) throws {
    guard round.scheme.publicity != nil else {
      if let last = round.lastPosting(.final), last.lines == lines {
        throw VerbFault.publishedAlready(last.day).refusal
      }
      return
    }
    guard !round.board.isEmpty else { throw RoundRefusal.noNotice }
    if case .corrected(_, let anew, let dropped) = round.noticeChange(to: lines) {
      throw VerbFault.noticeDiffers(anew: anew, dropped: dropped).refusal
    }
    guard list.clear.isEmpty else { return }
    if list.isComplete, let last = round.board.lastPublished { throw VerbFault.publishedAlready(last).refusal }
    if let from = list.publishFrom { throw RoundRefusal.noticeRunning(publishFrom: from) }
    guard list.unseen.isEmpty else { throw VerbFault.neverOnNotice(list.unseen).refusal }
    guard list.held.isEmpty else { throw VerbFault.allHeld(list.held.map(\.candidate)).refusal }
  }

  // MARK: Files

  /// Writes the notice as page, text and table, and the ranking beside it; gives the files' common name. A later list
  /// never replaces the files of one before.
  private static func write(
    _ notice: Notice, ranking: Ranking?, round: Round, _ invocation: Invocation
  ) throws -> String {
    let folder = invocation.required("FOLDER")
    let count = round.postings.count { $0.posting.kind == notice.kind }
    let name =
      switch notice.kind {
      case .proposed: "notice"
      case .final: count > 1 ? "final-\(count)" : "final"
      case .supplementary, .corrected: "\(notice.kind.rawValue)-\(count)"
      }
    guard !invocation.isDryRun else { return name }
    let forms = NoticeForms(notice, in: invocation.language)
    try Files.makeFolder(folder)
    try Files.write("\(folder)/\(name).html", Array(forms.html.utf8))
    try Files.write("\(folder)/\(name).txt", Array(forms.text.utf8))
    try Files.write("\(folder)/\(name).csv", forms.csv)
    if let ranking {
      try Files.write("\(folder)/ranking.csv", RankingTable(ranking, round).csv(in: invocation.language))
    }
    return name
  }
}
