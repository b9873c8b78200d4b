import ExpertReview
import RoundStore

/// One thing in which a record is not what it says, or not what follows from it.
indirect enum RecordDifference: Error, Hashable {
  /// The file or its chain is damaged.
  case damage(Damage)
  /// The file cannot be opened as a round at all.
  case unopened(StoreFault)
  /// A fact that this program cannot read, or that does not follow from those before it; nothing after it was looked
  /// at.
  case unreadable(sequence: Int, cause: String)
  /// A step's result is not what was recorded; both are digests. `recomputed` is nil where the step cannot be run.
  case conclusion(sequence: Int, Conclusion.Key, recorded: String, recomputed: String?)
  /// Panels that break a limit, or whose prices do not prove that nothing better was possible.
  case assignment(sequence: Int, stage: String)
  /// Something of a draw is not what was sealed, frozen or drawn.
  case draw(sequence: Int, stage: String, DrawDifference)
  /// A list made public is not the ranking's; both are the first line that differs, nil where the list ends before it.
  case posting(sequence: Int, Posting.Kind, recorded: Posting.Line?, recomputed: Posting.Line?)
  /// A list made public as another kind than the one it is, or with other clocks begun anew.
  case postingKind(
    sequence: Int, recorded: Posting.Kind, anew: [CandidateID], recomputed: Posting.Kind?, [CandidateID])
  /// A list is not of the day on which it was recorded.
  case postingDay(sequence: Int, recorded: CivilDay, recomputed: CivilDay)
  /// The last day of a notice is not what the calendar gives.
  case lastDay(sequence: Int, recorded: CivilDay, recomputed: CivilDay?)
  /// Something of this kind in a round that was taken in.
  case merged(sequence: Int, round: String, RecordDifference)

  /// The number of the fact, where it is about one.
  var sequence: Int? {
    switch self {
    case .damage(let damage): damage.fact
    case .unopened: nil
    case .unreadable(let sequence, _), .conclusion(let sequence, _, _, _), .assignment(let sequence, _),
      .draw(let sequence, _, _),
      .posting(let sequence, _, _, _), .lastDay(let sequence, _, _), .postingKind(let sequence, _, _, _, _),
      .postingDay(let sequence, _, _), .merged(let sequence, _, _):
      sequence
    }
  }
}

/// In what a draw differs from its record.
enum DrawDifference: Hashable {
  /// The opened seed is not the one that was sealed.
  case seed
  /// The lists are not those whose digests were frozen.
  case lists
  /// Drawn again, the panels, those who stand by or the protocol come out otherwise.
  case panels
}

extension Damage {
  /// The first fact that is not sound, where the damage is in one.
  var fact: Int? {
    switch self {
    case .structure, .headNotInChain: nil
    case .sequence(let expected, _): expected
    case .malformed(let sequence, _), .previousHash(let sequence), .factHash(let sequence), .payloadHash(let sequence),
      .payloadPart(let sequence, _), .payloadSize(let sequence, _, _), .strayPayload(let sequence):
      sequence
    }
  }
}
