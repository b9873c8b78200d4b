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
  case notProposed(CandidateID)
  case nothingToAnswer(CandidateID)
  case noticeOver(CandidateID, lastDay: CivilDay)
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
}

/// Why a candidate is out of a round although its file passed.
public enum Exclusion: String, Sendable, Hashable {
  /// A person refused it on review.
  case refused
  case withdrawn
  case sanctioned
  case objectionUpheld
}
