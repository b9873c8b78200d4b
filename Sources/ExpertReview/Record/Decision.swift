/// A decision that a person took and signs for.
public enum Decision: Sendable, Hashable {
  /// A candidate that needed a person's judgment goes on.
  case admit(CandidateID)
  /// A candidate that needed a person's judgment does not go on.
  case refuse(CandidateID)
  /// A finding does not count for this candidate.
  case setAside(CandidateID, RuleID)
  /// Staff have confirmed on paper or on the record what a rule asks; for all candidates of the round where none is
  /// named.
  case confirm(RuleID, [CandidateID])
  case withdraw(CandidateID)
  /// An expert chairs the panels of these candidates in a review stage (评审组长).
  case chair(ExpertID, stage: String, [CandidateID])
  /// One corrected declaration is taken although the last day for it has passed.
  case lateCorrection(CandidateID)
  /// An expert's marks are taken although the ranking was signed off or the notice posted.
  case lateSheet(ExpertID)
  /// A second person lets a change of marks take effect, by the number of the fact that put it forward.
  case approveChange(Int)
  /// A second person refuses it; what stands stays.
  case rejectChange(Int)
  /// The chair's word on a condition that experts judge.
  case judge(RuleID, met: Bool, [CandidateID])
  /// The stage is empty for a step that is not of a review stage, and may be in a round with one. `leader` is who
  /// signs, empty where it is the one who acts.
  case signOff(Procedure, stage: String = "", leader: String = "")
  case reopen(Procedure, stage: String = "")
  /// Of candidates tied at the line, these are in.
  case choose([CandidateID])
  /// The order that a lot gave candidates who are tied or in the zone at the line; with the seed that it follows from
  /// (`lotOrder`), empty where it was drawn by hand.
  case lot([CandidateID], seed: String = "")
  /// A deadline of the scheme ends later, for all candidates where none is named.
  case extend(RuleID, until: CivilDay, [CandidateID])
  /// An objection against a candidate on notice came in.
  case object(ObjectionStatement)
  /// Objections against a candidate were answered.
  case answer(ObjectionAnswer)
  /// An objection was taken back by who raised it.
  case withdrawObjection(CandidateID, number: Int)
  /// One objection against a candidate is taken although its notice is over.
  case lateObjection(CandidateID)
  /// A candidate is disqualified for fraud; its unit may not declare again for the scheme's years.
  case sanction(CandidateID, ground: String)
  /// The recognition of a candidate who is final stands, or is taken back.
  case recognition(CandidateID, stands: Bool)

  /// The word that stands for the act on the command line and in the record.
  public var act: String {
    switch self {
    case .admit: "admit"
    case .refuse: "refuse"
    case .setAside: "set-aside"
    case .confirm: "confirm"
    case .withdraw: "withdraw"
    case .chair: "chair"
    case .lateCorrection: "late-correction"
    case .lateSheet: "late-sheet"
    case .approveChange: "approve-change"
    case .rejectChange: "reject-change"
    case .judge(_, let met, _): met ? "met" : "not-met"
    case .signOff: "sign-off"
    case .reopen: "reopen"
    case .choose: "choose"
    case .lot: "lot"
    case .extend: "extend"
    case .object: "object"
    case .answer: "answer"
    case .sanction: "sanction"
    case .withdrawObjection: "withdraw-objection"
    case .lateObjection: "late-objection"
    case .recognition: "recognition"
    }
  }

  /// The candidates that it concerns, in the order given.
  public var candidates: [CandidateID] {
    switch self {
    case .admit(let id), .refuse(let id), .setAside(let id, _), .withdraw(let id), .sanction(let id, _),
      .lateCorrection(let id), .withdrawObjection(let id, _), .lateObjection(let id), .recognition(let id, _):
      [id]
    case .object(let statement): [statement.candidate]
    case .answer(let answer): [answer.candidate]
    case .choose(let ids), .lot(let ids, _), .confirm(_, let ids), .judge(_, _, let ids), .extend(_, _, let ids),
      .chair(_, _, let ids):
      ids
    case .lateSheet, .signOff, .reopen, .approveChange, .rejectChange: []
    }
  }

  /// Whether it must say why: all but a signature, which an approval is too, the naming of a chair where there is none,
  /// and an objection or sanction, which bring their ground.
  var needsReason: Bool {
    switch self {
    case .signOff, .approveChange, .object, .sanction, .chair: false
    default: true
    }
  }

  /// Whether it may be taken although what it touches was signed off: what happens to a candidate from outside,
  /// objections and sanctions do not wait; a decision that belongs to a step needs the step reopened.
  var isAlwaysPossible: Bool {
    switch self {
    case .admit, .refuse, .setAside, .choose, .lot, .judge, .extend, .approveChange: false
    case .confirm, .withdraw, .lateCorrection, .lateSheet, .rejectChange, .signOff, .reopen, .object, .answer,
      .sanction, .withdrawObjection, .lateObjection, .recognition, .chair:
      true
    }
  }

  /// The first step whose result it may change; nil where it changes none.
  var touches: Procedure? {
    switch self {
    case .admit, .refuse, .setAside, .sanction, .extend: .examination
    case .withdraw: .assignment
    // Who loses the recognition leaves, and the next may rise.
    case .recognition(_, let stands): stands ? .notice : .ranking
    case .approveChange: .marking
    case .choose, .lot, .judge: .ranking
    // An objection that is upheld takes the candidate off the list, and the next may rise.
    case .answer(let answer): answer.outcome == .out ? .ranking : .notice
    case .object, .withdrawObjection: .notice
    case .lateCorrection, .lateSheet, .rejectChange, .signOff, .reopen, .confirm, .lateObjection, .chair: nil
    }
  }
}
