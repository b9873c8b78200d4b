import ExpertReview
import Reports
import RoundStore

/// `panel import round`: takes over another office's round, where the candidates of the two are apart.
enum RoundImport {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    for option in ["partial", "replace"] where invocation.flag(option) {
      throw RecordFault.roundIsWhole(option: option)
    }
    let path = invocation.required("FILE")
    guard path != "-" else { throw RecordFault.roundFromInput }
    let other = try RoundFile.open(path, .readOnly, patience: invocation.patience)
    if let damage = try other.verifyChain().damage { throw StoreFault.damaged(path: path, damage) }
    let merged = try MergedRound(other)
    return try RoundSession.write(invocation, &output) { session, output in
      let before = (candidates: session.round.candidates.count, experts: session.round.experts.count)
      try session.add(.roundMerged(merged))
      let after = session.round
      let candidates = after.candidates.count - before.candidates
      let experts = after.experts.count - before.experts
      if output.isJSON {
        output.json([
          "kind": .text("round"), "round": .text(merged.roundID), "head": .text(merged.head),
          "facts": .number(merged.parts.count), "candidates": .number(candidates), "experts": .number(experts),
        ])
      } else {
        output.done(
          Bilingual(
            zh:
              "并入“\(merged.roundID)”：\(candidates) 个对象、\(experts) 位新专家、\(merged.parts.count) 条记录；其校验值 \(merged.head.short)",
            en:
              "“\(merged.roundID)” is taken in: \(candidates.of("candidate")), \(experts.of("new expert")), \(merged.parts.count.of("fact")); its head \(merged.head.short)"
          ), dry: invocation.isDryRun)
      }
      output.note(
        Bilingual(
          zh: "各步的结果和签字不随之并入，须从头重做：panel examine、panel conflicts、panel rank；缺什么看 panel status",
          en:
            "results and signatures do not come along; run each step anew: panel examine, panel conflicts, panel rank; panel status says what is lacking"
        ))
      return .done
    }
  }
}

extension MergedRound {
  /// The whole record of a round file.
  fileprivate init(_ file: RoundFile) throws {
    var parts: [Part] = []
    try LoadedRound.forEachFact(of: file) { stored, entry in
      guard let form = EncodedFact.Form(rawValue: stored.form) else {
        throw FactCodecFault.unknownForm(stored.form, kind: stored.kind)
      }
      parts.append(
        Part(
          entry: entry,
          encoded: EncodedFact(kind: stored.kind, form: form, bytes: try file.payload(of: stored))))
    }
    self.init(roundID: file.roundID, parts: parts)
  }

  /// What is wrong first in the chain of the record as it is kept; nil where it is whole.
  var chainDamage: Damage? {
    damage(
      ofRound: roundID,
      keeping: parts.map { part in
        KeptFact(
          fact: NewFact(
            kind: part.encoded.kind, asOf: part.entry.asOf, actor: part.entry.actor, reason: part.entry.reason,
            form: part.encoded.form.rawValue, payload: part.encoded.bytes),
          sequence: part.entry.sequence, recordedAt: part.entry.recordedAt, hash: part.entry.hash)
      })
  }
}
