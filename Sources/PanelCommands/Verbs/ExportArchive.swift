import ExpertReview
import RoundStore

/// A whole record as text: one JSON object a line, the first about the archive, then one for each fact, the last with
/// the head.
///
/// Every fact stands with all that its hash covers, so that the chain can be computed again without this program; the
/// first line says how. The payload is the last member of its line. Where `form` is `json` it is the recorded text,
/// byte for byte, so its hash can be computed too; a packed payload is written out in the same words as JSON, beside
/// the hash of the bytes that were recorded.
struct ArchivedRecord {
  private(set) var bytes: [UInt8] = []
  private(set) var facts = 0
  private(set) var head: Digest

  /// Throws `StoreFault` where the record is damaged, `SessionFault` where a fact cannot be read.
  init(_ file: RoundFile, of round: Round) throws {
    head = file.genesis
    append([
      "archive": .text("panel-archive-1"), "round": .text(file.roundID), "genesis": .text(file.genesis.hexadecimal),
      "howToCheck": ArchivedRecord.howToCheck.json, "keeping": ArchivedRecord.keeping(of: round)?.json,
    ])
    var scheme: Scheme?
    try LoadedRound.forEachFact(of: file) { stored, entry in
      if scheme == nil { scheme = try Round(beginning: entry).scheme }
      let recorded = stored.form == EncodedFact.Form.json.rawValue ? try file.payload(of: stored) : nil
      append(stored, payload: recorded ?? scheme.map { entry.fact.json(under: $0).bytes() } ?? [])
      facts += 1
      head = stored.hash
    }
    append(["facts": .number(facts), "head": .text(head.hexadecimal)])
  }

  private mutating func append(_ members: KeyValuePairs<String, JSON?>) {
    JSON.object(members).write(to: &bytes)
    bytes.append(0x0A)
  }

  private mutating func append(_ fact: StoredFact, payload: [UInt8]) {
    JSON.object([
      "sequence": .number(fact.sequence), "kind": .text(fact.kind), "recordedAt": .text(fact.recordedAt),
      "asOf": .day(fact.asOf), "actor": .text(fact.actor), "reason": .text(fact.reason), "form": .text(fact.form),
      "payloadBytes": .number(fact.payloadBytes), "payloadHash": .text(fact.payloadHash.hexadecimal),
      "previousHash": .text(fact.previousHash.hexadecimal), "hash": .text(fact.hash.hexadecimal),
    ]).write(to: &bytes)
    // The recorded bytes are put in as they are, never read and written anew.
    bytes.removeLast()
    bytes.append(contentsOf: Array(#","payload":"#.utf8) + payload)
    bytes.append(contentsOf: [UInt8(ascii: "}"), 0x0A])
  }

  /// How long the files are to be kept, where the scheme says so: whom a reader of the archive has to ask before it is
  /// destroyed is not for this program to know.
  private static func keeping(of round: Round) -> Bilingual? {
    guard let policy = round.scheme.retention else { return nil }
    let source = policy.source.isHouse ? Bilingual(zh: "（本单位自定）", en: " (a house value)") : Bilingual(zh: "", en: "")
    guard let day = round.keptUntil else {
      return Bilingual(
        zh: "最终名单公布后保存 \(policy.years) 年\(source.zh)；本轮尚未公布",
        en: "kept for \(policy.years) years after the final list\(source.en); there is none yet")
    }
    return Bilingual(
      zh: "保存至 \(day)，即最终名单公布后 \(policy.years) 年\(source.zh)；含个人信息，只供查档",
      en:
        "kept until \(day), \(policy.years) years after the final list\(source.en); holds personal data, for the files only"
    )
  }

  private static let howToCheck = Bilingual(
    zh: """
      genesis 是轮次编号（UTF-8）的 SHA-256。每条记录的 hash 是下列字节的 SHA-256：前一条的 hash（32 字节；第一条用 \
      genesis），然后依次是 fact-1、sequence（十进制）、kind、recordedAt、asOf、actor、reason、form、payloadHash（32 字节），\
      每项之前有 8 字节大端的字节长度。form 为 json 时，payloadHash 是本行 "payload": 之后、行末 } 之前那段字节的 \
      SHA-256；form 为 packed-1、records-1 或 record-1 时是原存二进制的 SHA-256，这里写出的是它的内容。分数 steps 为从量表最小值起的步数，-1 \
      为缺；量表在第一条记录所载的方案里。最后一行的 head 就是末条的 hash。
      """,
    en: """
      genesis is SHA-256 of the round's id (UTF-8). The hash of a fact is SHA-256 of: the previous hash (32 bytes; \
      genesis \
      for the first), then for each of fact-1, sequence in decimal, kind, recordedAt, asOf, actor, reason, form and \
      payloadHash (32 bytes) its length in bytes as a 64-bit big-endian number and the bytes. Where form is json, \
      payloadHash is SHA-256 of the bytes between "payload": and the last } of the line; where it is packed-1, \
      records-1 or record-1, of the \
      binary form that was stored, whose content is written out here. Marks (steps) count steps from the scale's \
      minimum, \
      -1 is missing; the scales are in the scheme that the first fact embeds. The head on the last line is the last \
      hash.
      """)
}
