import ExpertReview

/// What keeps a verb from doing its work although the round is sound.
enum VerbFault: Error, Hashable {
  case noPanels
  case nothingToScore(ExpertID)
  case unknownProcedure(String)
  case noCandidates
  case notRanked
  case alreadyPosted(CivilDay)
  case folderNotEmpty(String)
  case noMarks
  case unknownGroup(GroupID, known: [GroupID])
  /// No group that was asked for judges the item.
  case unknownJudgedItem(ItemID, known: [ItemID])
  /// Another analysis has that table.
  case unknownTable(String, known: [String])
  /// A lot without an order, and without one tie or zone that a seed could order.
  case emptyLot
  case undecided([CandidateID])
  /// On the final list may stand only who was on notice.
  case neverOnNotice([CandidateID])
  /// The list on notice is not the ranking's any more, and must be shown anew before anybody is final.
  case noticeDiffers(anew: [CandidateID], dropped: [CandidateID])
  /// All that is left of the list is held by objections.
  case allHeld([CandidateID])
  /// Final already, and not on the list as it now is.
  case finalButUnlisted([CandidateID])
  /// An objection has a name, or is anonymous, and not both.
  case noObjector
  case namedAndAnonymous
  /// What follows from an objection upheld was named for one that is dismissed.
  case effectOfDismissal
  /// What staff must confirm before a candidate can be listed.
  case openItems([OpenItem])
  /// Marks of experts who turned out to be in conflict.
  case markedInConflict([Pair])
  /// Candidates whose time for corrections still runs.
  case stillCorrecting([CandidateID], until: CivilDay)
  /// No marks are there yet, so no vote can have gone against a condition.
  case noVotes(RuleID)
  /// Candidates of whom nobody has decided whether they go on.
  case awaitingDecision([CandidateID])
  /// The scheme has no review, so nothing can be ranked.
  case noReview(SchemeID)
  case nothingChosen
  case badChoice([ChoiceFault])
  /// A lot or a choice that does not settle what is tied at the line of the ranking.
  case line(LineFault, Ranking)
  case publishedAlready(CivilDay)
  /// Conditions that most experts hold not to be met, and the chair has not decided.
  case toChair([OpenItem])
  /// Votes that are owed on those listed.
  case votesOwed([OpenItem])
  /// The stage takes the best of an earlier one, whose ranking is not on record or out of date.
  case noShortList(stage: String)
  /// Panels of blocks are best by one law of their own.
  case objectiveOfBlocks(String)
  /// Options that speak of blocks, where no blocks are made.
  case onlyWithBlocks(options: [String])
  /// Panels of blocks cannot be made anew once their experts have marked.
  case blocksMarked(stage: String, seats: Int)
  /// Only the last review stage's ranking becomes a list.
  case notTheLastStage(String, last: String)
  /// Neither the scheme nor the command says how long there is to correct a declaration.
  case noTimeForCorrections
  case noFinalList
  /// Options that speak of panels drawn at random, beside another objective.
  case onlyUnder(objective: String, options: [String])
  /// Panels of this stage were not drawn at random, or not by the command that made them.
  case noChances(stage: String)
  case nobodyToInvite
  /// The day by which experts are to answer is past.
  case answerDayPast(CivilDay)
  /// What was given is no number of a change.
  case noChangeNumber(String, open: [Int])
  /// A pair's conflicts, none of which the decision is for: they were decided already, or never wait for it.
  case nothingToSettle(Pair, found: [Bilingual], isNamed: Bool)
  /// A pair is typed with a colon between its ids.
  case notAPair(String)
  /// One pair was given two orders.
  case orderedTwoWays(Pair)
  /// The expert that was named sits on the panel.
  case seatedAlready(Pair)
  /// The expert that was named cannot take the seat.
  case cannotTakeSeat(CandidateID, ExpertID, SeatCall.Barrier)
  /// A command of the demonstration did not end as it must.
  case demonstrationStopped(line: String, expected: ExitCode, found: ExitCode)

  struct Pair: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
  }
}
