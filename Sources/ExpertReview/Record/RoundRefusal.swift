/// Why a fact may not be added to a round: the act is impossible or not allowed where the round stands.
public enum RoundRefusal: Error, Hashable, Sendable {
  case notBegun
  case begunAlready
  case unknownCandidate(CandidateID, nearest: CandidateID?)
  case unknownExpert(ExpertID, nearest: ExpertID?)
  case unknownRule(RuleID, nearest: RuleID?)
  case unknownItem(ItemID, candidate: CandidateID, nearest: ItemID?)
  case unknownStage(String, known: [String])
  case unknownConflictKind(String, known: [String])
  /// The step was signed off; `reopen` comes first.
  case signedOff(Procedure, stage: String = "", by: String, on: CivilDay)
  case notSignedOff(Procedure)
  /// A step cannot be signed off before it was run, or while its result is out of date.
  case notConcluded(Procedure)
  case noReason(act: String)
  case notOnPanel(CandidateID, ExpertID)
  case seatTwice(CandidateID, ExpertID)
  /// The terms of fields do not form a tree.
  case taxonomyBroken(Taxonomy.Fault)
  /// The stage has no panels whose seats could change.
  case noPanels(stage: String)
  /// A change of seats that changes none.
  case nothingChanges
  /// The expert declined, and is not asked again without a word of their own.
  case declinedBefore(ExpertID, on: CivilDay)
  /// The scheme asks for a signed pledge before any mark.
  case notPledged(ExpertID)
  /// A late sheet was allowed, and the stage was signed again since.
  case lateSheetOver([ExpertID], by: String, on: CivilDay)
  /// Panels may not change once their experts have marked.
  case markedAlready(CandidateID, ExpertID)
  /// A mark that stands may only be changed with a reason.
  case changesMark(CandidateID, ExpertID, ItemID)
  /// The scheme says how marks that stand are changed: put forward, for one of its grounds.
  case changesByProposal(CandidateID, ExpertID)
  /// The scheme does not say how marks are changed: a reason is all that is asked for.
  case noChangePolicy
  case unknownGround(String, known: [ChangePolicy.Ground])
  case changeImpossible(CandidateID, ExpertID?, ChangeObstacle)
  case emptyChange
  case unknownChange(Int, open: [Int])
  /// Somebody has decided on the change already.
  case changeSettled(Int, by: String, on: CivilDay)
  /// Who put a change forward does not decide on it.
  case samePerson(Int, proposer: String, decider: String)
  /// What was put forward fits what stands no longer.
  case changeOutdated(Int, CandidateID, ExpertID?, ChangeObstacle)
  /// Changes of marks wait for a second person.
  case changesOpen([Int])
  /// Nobody's name stands under the act.
  case nameless(act: String)
  /// A step cannot be signed off while an earlier one is out of date.
  case earlierStale(Conclusion.Key, since: Int)
  /// A vote that stands may only be changed with a reason.
  case changesVote(CandidateID, ExpertID, RuleID)
  /// Words that stand, on an item or on the whole, may only be changed with a reason.
  case changesWords(CandidateID, ExpertID, ItemID?)
  /// Another opinion of a panel in place of one that stands needs a reason.
  case changesPanelOpinion(CandidateID)
  /// An expert who recused themself from a candidate may not chair its panel.
  case cannotChair(CandidateID, ExpertID)
  /// The opinion is not the chair's; nil where the panel has none.
  case notTheChair(CandidateID, ExpertID, chair: ExpertID?)
  /// A panel's opinion where experts stand among both the signers and the dissenters, or twice.
  case signsTwice(CandidateID, [ExpertID])
  /// The signers and dissenters are not the experts who sit on the panel.
  case notThePanel(CandidateID, missing: [ExpertID], extra: [ExpertID])
  /// A panel's opinion while sheets of its members are out.
  case sheetsOut(CandidateID, [ExpertID])
  /// A panel's opinion, or an expert's dissent, without words.
  case noOpinionText(CandidateID, ExpertID?)
  case opinionTooShort(CandidateID, atLeast: Int, found: Int)
  /// The rule is none of the conditions that a candidate must meet, so nobody can call it in question.
  case notACondition(RuleID)
  /// Nobody votes on the rule, and nobody has called it in question for the candidate.
  case notInDoubt(RuleID, CandidateID)
  /// Experts vote on the rule and the chair decides; staff do not confirm it.
  case votedOn(RuleID)
  case recusedAlready(CandidateID, ExpertID)
  /// The width or scale of brought marks does not fit the candidate's rubric.
  case marksDoNotFit(CandidateID, ExpertID)
  case hasNoGroup(CandidateID)
  case alreadyOut(CandidateID, Exclusion)
  case notUnderReview(CandidateID)
  case noConflict(CandidateID, ExpertID)
  case notDeclared(CandidateID, ExpertID)
  /// The candidate has named as many unsuitable experts as the scheme lets it, in its file and by letter.
  case unsuitableTooMany(CandidateID, ExpertID, most: Int, named: [String])
  /// The scheme lets nobody waive ties of this kind.
  case unwaivable(CandidateID, ExpertID, kind: String)
  /// A waiver must say who approved it.
  case noAuthority(CandidateID, ExpertID)
  /// What is certain – by code, kin, or declared – is no false match.
  case notDismissible(CandidateID, ExpertID)
  /// Nothing was decided that could be taken back.
  case nothingSettled(CandidateID, ExpertID)
  case notProposed(CandidateID)
  case nothingToAnswer(CandidateID)
  /// The objection was answered or withdrawn before.
  case objectionClosed(CandidateID, number: Int)
  case noticeOver(CandidateID, lastDay: CivilDay)
  /// An objection cannot have come in after the day on which it is recorded.
  case receivedLater(CivilDay)
  /// The candidate was not yet on notice when the objection is said to have come in.
  case receivedBeforeNotice(CivilDay, posted: CivilDay)
  /// The candidate is on notice still, so no decision is needed for an objection.
  case objectionNotLate(CandidateID)
  case noSuchObjection(CandidateID, number: Int, known: [Int])
  /// A line of a supplementary list was shown before.
  case onNotice(CandidateID)
  /// Each line is made final once.
  case publishedBefore(CandidateID, on: CivilDay)
  case heldByObjection(CandidateID, number: Int)
  case unreadableCalendar(CalendarFault)
  /// A corrected calendar covers every year that the one before did.
  case calendarLacksYears([Int])
  /// Only of one who is on a final list can the recognition be decided.
  case notFinal(CandidateID)
  case noticeRunning(publishFrom: CivilDay)
  case noNotice
  case nothingToPublish
  case noPublicity(SchemeID)
  case twoOf(CandidateID)
  /// The scheme has no deadline under this id that could be moved.
  case unknownDeadline(RuleID, known: [RuleID])
  /// The day is not after the one that stands.
  case extendsNothing(RuleID, until: CivilDay)
  /// Nothing is wrong that could be sent back.
  case nothingToReturn
  /// The last day for corrections would lie before the return itself.
  case returnOver(CivilDay)
  /// The last day for a correction has passed; only a decision lets one in.
  case correctionLate(CandidateID, until: CivilDay)
  /// The decision is not needed: nothing was sent back, or there is still time.
  case correctionNotLate(CandidateID)
  case unknownDuty(RuleID, known: [String])
  /// Another office's round cannot be taken in.
  case cannotMerge(round: String, MergeObstacle)
  /// A sealed seed waits to be opened; another takes its place only with a reason.
  case seedSealed(on: CivilDay, by: String)
  /// No seed was sealed for a draw.
  case noSealedSeed
  /// The seed was opened already and serves no second draw.
  case seedOpened(on: CivilDay)
  /// Nothing was frozen since the seed was sealed.
  case listsNotFrozen
  /// A fact changed, or may have changed, the lists since they were frozen.
  case listsChanged(since: Int)
  /// Public numbers were announced when the lists were frozen, and none are given.
  case publicNumbersMissing(source: String)
  /// Public numbers are given that nobody announced.
  case publicNumbersUnannounced
}

/// Why a candidate is out of a round although its file passed.
public enum Exclusion: String, Sendable, Hashable {
  /// A person refused it on review.
  case refused
  case withdrawn
  case sanctioned
  case objectionUpheld
  /// The recognition was taken back after the final list.
  case revoked
}
