import ExpertReview

/// A fact that is to be appended. The store does not look into its payload.
public struct NewFact: Sendable, Hashable {
  /// What kind of fact it is, in the words of the domain; not empty.
  public let kind: String
  /// The civil day that the act counts for.
  public let asOf: CivilDay
  /// Who acted.
  public let actor: String
  /// Why; empty where no reason was asked for.
  public let reason: String
  /// How the payload is written, such as `json`.
  public let form: String
  public let payload: [UInt8]
  /// SHA-256 of the payload.
  let payloadHash: Digest

  /// Complexity: linear in the payload, which is hashed.
  public init(kind: String, asOf: CivilDay, actor: String, reason: String, form: String, payload: [UInt8]) {
    self.kind = kind
    self.asOf = asOf
    self.actor = actor
    self.reason = reason
    self.form = form
    self.payload = payload
    payloadHash = Digest(of: payload)
  }
}

/// A fact as it stands on record, without its payload.
public struct StoredFact: Sendable, Hashable {
  /// 1 for the first; no number is left out.
  public let sequence: Int
  public let kind: String
  /// The record's own clock when it was appended: UTC, ISO 8601 with milliseconds.
  public let recordedAt: String
  public let asOf: CivilDay
  public let actor: String
  public let reason: String
  public let form: String
  public let payloadBytes: Int
  public let payloadHash: Digest
  /// The hash of the fact before, or the round's genesis for the first.
  public let previousHash: Digest
  public let hash: Digest
}

extension StoredFact {
  /// What the hash of a fact must be.
  ///
  /// SHA-256 of: the previous hash (32 bytes), then for each of `fact-1`, sequence in decimal, kind, recorded time,
  /// civil day (`YYYY-MM-DD`), actor, reason, form and payload hash (32 bytes): its length in bytes as a 64-bit
  /// big-endian number and its UTF-8 bytes. The lengths make the encoding unambiguous; `fact-1` names it, so that
  /// another can never be taken for it.
  static func hash(
    previous: Digest, sequence: Int, kind: String, recordedAt: String, asOf: String, actor: String, reason: String,
    form: String, payloadHash: Digest
  ) -> Digest {
    var bytes = previous.bytes
    func add(_ field: some Collection<UInt8>) {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: field.count >> shift))
      }
      bytes.append(contentsOf: field)
    }
    for text in ["fact-1", String(sequence), kind, recordedAt, asOf, actor, reason, form] { add(text.utf8) }
    add(payloadHash.bytes)
    return Digest(of: bytes)
  }

  /// The hash that stands before the first fact of a round: SHA-256 of the round's id.
  static func genesis(of roundID: String) -> Digest { Digest(of: roundID) }
}
