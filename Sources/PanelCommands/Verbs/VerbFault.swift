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
  case undecided([CandidateID])
  /// On the final list may stand only who was on notice.
  case neverOnNotice([CandidateID])
  /// What staff must confirm before a candidate can be listed.
  case openItems([OpenItem])
  /// The scheme has no review, so nothing can be ranked.
  case noReview(SchemeID)
  case nothingChosen
  case badChoice([ChoiceFault])
  case publishedAlready(CivilDay)
  /// Neither the scheme nor the command says how long there is to correct a declaration.
  case noTimeForCorrections
  case noFinalList
  /// A command of the demonstration did not end as it must.
  case demonstrationStopped(line: String, expected: ExitCode, found: ExitCode)
}
