import ExpertReview

/// A fact of a record that another record keeps: what its hash covers, and the hash it had.
public struct KeptFact: Sendable {
  public let fact: NewFact
  public let sequence: Int
  public let recordedAt: String
  /// 64 hexadecimal digits.
  public let hash: String

  public init(fact: NewFact, sequence: Int, recordedAt: String, hash: String) {
    self.fact = fact
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.hash = hash
  }
}

/// What is wrong first in the chain of a round that is kept in another; nil where it is whole.
/// Complexity: linear in the payloads.
public func damage(ofRound roundID: String, keeping facts: [KeptFact]) -> Damage? {
  var head = StoredFact.genesis(of: roundID)
  for (index, kept) in facts.enumerated() {
    guard kept.sequence == index + 1 else { return .sequence(expected: index + 1, found: kept.sequence) }
    let hash = StoredFact.hash(
      previous: head, sequence: kept.sequence, kind: kept.fact.kind, recordedAt: kept.recordedAt,
      asOf: kept.fact.asOf.description, actor: kept.fact.actor, reason: kept.fact.reason, form: kept.fact.form,
      payloadHash: Digest(of: kept.fact.payload))
    guard hash.hexadecimal == kept.hash else { return .factHash(sequence: kept.sequence) }
    head = hash
  }
  return nil
}
