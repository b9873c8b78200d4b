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
