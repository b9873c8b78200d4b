/// Another office's round, taken over whole: every fact of its record as it stood, with the hash that its own chain
/// gave it, so that the record can be checked as if its file lay beside this one.
public struct MergedRound: Sendable {
  /// One fact of the other record.
  public struct Part: Sendable {
    public let entry: FactEntry
    /// The bytes that were stored and hashed.
    public let encoded: EncodedFact

    public init(entry: FactEntry, encoded: EncodedFact) {
      self.entry = entry
      self.encoded = encoded
    }
  }
  public let roundID: String
  /// In the order of that record; the first began it.
  public let parts: [Part]

  /// The hash of its last fact.
  public var head: String { parts.last?.entry.hash ?? "" }

  public init(roundID: String, parts: [Part]) {
    self.roundID = roundID
    self.parts = parts
  }

  /// The round that its facts come to. Throws what a fact throws that cannot be taken.
  public func round() throws -> Round {
    guard let first = parts.first else { throw RoundRefusal.notBegun }
    var round = try Round(beginning: first.entry)
    for part in parts.dropFirst() { try round.apply(part.entry) }
    return round
  }
}

// MARK: - Bytes

extension MergedRound {
  /// The name under which the fact is stored.
  public static let kind = "round-merged"

  /// How the bytes begin.
  private static let mark = Array("PRM1".utf8)

  /// The layout `record-1`: `PRM1`, the length of a head as 64-bit big-endian number, the head as JSON – the round's
  /// id, and of each fact all but its payload, with the payload's length – then the payloads, one after another.
  var bytes: [UInt8] {
    let head = JSON.object(["round": .text(roundID), "facts": .array(parts.map { $0.head() })]).bytes()
    var bytes = MergedRound.mark
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: head.count >> shift)) }
    bytes += head
    for part in parts { bytes += part.encoded.bytes }
    return bytes
  }

  /// Reads what `bytes` wrote. Throws `FactCodecFault` for anything else. Complexity: linear.
  init(reading bytes: [UInt8]) throws {
    func fault(_ key: String) -> FactCodecFault { .malformed(kind: MergedRound.kind, key: key) }
    let start = MergedRound.mark.count + 8
    guard bytes.count >= start, bytes.starts(with: MergedRound.mark) else { throw fault("PRM1") }
    let length = bytes[MergedRound.mark.count..<start].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(bytes.count - start) else { throw fault("head") }
    var next = start + Int(length)
    let root: JSON
    do { root = try JSON.read(Array(bytes[start..<next])) } catch {
      throw FactCodecFault.notJSON(kind: MergedRound.kind, error)
    }
    let reader = FactReader(kind: MergedRound.kind, root: root)
    var scheme: Scheme?
    let parts = try reader.list("facts") { fact in
      let count = try fact.integer("payloadBytes")
      guard count >= 0, count <= bytes.count - next else { throw fault("payloadBytes") }
      let payload = Array(bytes[next..<next + count])
      next += count
      let part = try Part(from: fact, payload: payload, scheme: scheme)
      if scheme == nil { scheme = try Round(beginning: part.entry).scheme }
      return part
    }
    guard next == bytes.count, !parts.isEmpty else { throw fault("payloadBytes") }
    self.init(roundID: try reader.text("round"), parts: parts)
  }

  /// The record in words: every fact with its content written out. A round only takes one that was run under its own
  /// scheme.
  func json(under scheme: Scheme) -> JSON {
    .object([
      "round": .text(roundID), "facts": .array(parts.map { $0.head(with: $0.entry.fact.json(under: scheme)) }),
    ])
  }
}

extension MergedRound.Part {
  fileprivate func head(with payload: JSON? = nil) -> JSON {
    .object([
      "sequence": .number(entry.sequence), "kind": .text(encoded.kind), "recordedAt": .text(entry.recordedAt),
      "asOf": .day(entry.asOf), "actor": .text(entry.actor), "reason": .unlessEmpty(entry.reason),
      "form": .text(encoded.form.rawValue), "payloadBytes": .number(encoded.bytes.count), "hash": .text(entry.hash),
      "payload": payload,
    ])
  }

  fileprivate init(from reader: FactReader, payload: [UInt8], scheme: Scheme?) throws {
    let kind = try reader.text("kind")
    let form: EncodedFact.Form = try reader.value("form")
    self.init(
      entry: FactEntry(
        sequence: try reader.integer("sequence"), asOf: try reader.day("asOf"), actor: try reader.text("actor"),
        reason: reader.textIfAny("reason"), recordedAt: try reader.text("recordedAt"), hash: try reader.text("hash"),
        fact: try Fact.decode(kind: kind, form: form.rawValue, bytes: payload, under: scheme)),
      encoded: EncodedFact(kind: kind, form: form, bytes: payload))
  }
}
