import ExpertReview
import RoundStore

/// The round that a process rebuilt last, for a program that runs command after command, as the demonstration does:
/// only facts that came since are read again.
///
/// A round is what its facts come to, and the hash of a fact stands for all facts up to it. So a round kept with the
/// hash of its last fact is the round of every file that has this hash at that place. A class, because all commands of
/// the process share it.
final class RoundMemory {
  private var kept: LoadedRound?

  func keep(_ loaded: LoadedRound) { kept = loaded }

  /// The round that was kept, where these facts begin with its own.
  func beginning(of facts: [StoredFact]) -> LoadedRound? {
    guard let kept, kept.round.lastSequence <= facts.count, kept.round.lastSequence > 0,
      facts[kept.round.lastSequence - 1].hash == kept.head
    else { return nil }
    return kept
  }
}
