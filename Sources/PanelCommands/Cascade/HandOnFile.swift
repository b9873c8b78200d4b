import ExpertReview
import Intake
import RoundStore

/// Candidates on their way to the next level of a cascade (逐级推荐), as one JSON file.
///
/// It holds their declarations, what this level and those below decided of each, and the head of this round's record.
/// Its last member is SHA-256 of all before it, so that a file that was changed on the way is told.
enum HandOnFile {
  static let form = "panel-hand-on-1"

  /// Whether bytes can be such a file at all: they begin as an object of JSON does.
  static func mayBe(_ bytes: [UInt8]) -> Bool { InputFile.firstSign(of: bytes) == UInt8(ascii: "{") }

  /// The acts of the lower level's own book: what belongs to it and to no declaration.
  private static let ownActs: Set<String> = [
    "recommender_id", "recommender_name", "recommender_city", "recommendation_opinion", "sent_on",
  ]

  /// The file of a round whose final list is out.
  static func bytes(
    _ round: Round, acts: [RecordedAct], head: String, asOf: CivilDay, by: String
  ) throws -> (bytes: [UInt8], next: SchemeID, candidates: [CandidateID]) {
    guard let next = round.scheme.forwardsTo else { throw CascadeFault.noNextLevel(round.scheme.id).refusal }
    // Who left after the list was published is not handed on.
    let lines = round.finalLines
    guard !lines.isEmpty else { throw CascadeFault.nothingPublished.refusal }
    let context = round.examinationContext(asOf: asOf)
    var candidates: [JSON] = []
    for line in lines {
      guard let index = round.candidateIndex[line.candidate] else { continue }
      let candidate = round.candidates[index]
      let own = level(of: candidate, line, examine(candidate, in: context), round, acts, head, asOf, by)
      let levels = (round.handedOn[candidate.id]?.levels ?? []) + [own]
      let members = (candidate.json(under: round.scheme).members ?? []).filter { !ownActs.contains($0.key) }
      candidates.append(
        .object([
          "record": JSON(.object(members)),
          "levels": HandedOn(candidate: candidate.id, levels: levels).levelsJSON,
        ]))
    }
    let body = JSON.object([
      "form": .text(form), "round": .text(round.charter.roundID), "scheme": .text(round.scheme.id.rawValue),
      "forwardsTo": .text(next.rawValue), "handedOn": .day(asOf), "by": .text(by),
      "facts": .number(round.lastSequence), "head": .text(head), "candidates": .array(candidates),
    ])
    let digest = Digest(of: body.bytes()).hexadecimal
    let sealed = JSON(.object((body.members ?? []) + [JSON.Member(key: "digest", value: .text(digest))]))
    return (sealed.bytes() + [0x0A], next, lines.map(\.candidate))
  }

  private static func level(
    of candidate: Candidate, _ line: Posting.Line, _ examination: Examination, _ round: Round, _ acts: [RecordedAct],
    _ head: String, _ asOf: CivilDay, _ by: String
  ) -> LevelRecord {
    LevelRecord(
      round: round.charter.roundID, scheme: round.scheme.id, schemeName: round.scheme.name, candidate: candidate.id,
      verdict: examination.verdict, place: line.place, handedOn: asOf, by: by, head: head,
      findings: examination.findings.filter { $0.verdict != .pass || $0.isSetAside }.map {
        .init(rule: $0.rule, verdict: $0.verdict, message: $0.message, isSetAside: $0.isSetAside)
      },
      acts: acts.compactMap { act in
        guard let decision = act.decision(on: candidate.id) else { return nil }
        return .init(
          act: decision.act, rule: decision.rule?.rawValue ?? "", by: act.actor, on: act.asOf, reason: act.reason)
      },
      recommendations: round.nominations.filter { $0.candidate == candidate.id }.map { line in
        .init(recommender: round.recommender(line.recommender), nomination: line)
      })
  }
}

extension Decision {
  /// The rule that it is about; nil where it is about none.
  var rule: RuleID? {
    switch self {
    case .setAside(_, let rule), .confirm(let rule, _), .extend(let rule, _, _): rule
    default: nil
    }
  }
}

// MARK: - At the next level

extension Bringing {
  /// Candidates that a lower level handed on become new candidates of this round. Their declarations are read under
  /// this round's scheme; days, quotas and tables of the lower one bind nobody here.
  func handedOn() throws -> Brought {
    var brought = Brought()
    guard case .records(let root) = file.content, root["form"]?.text == HandOnFile.form,
      let digest = root["digest"]?.text, let entries = root["candidates"]?.elements,
      let scheme = root["scheme"]?.text, let next = root["forwardsTo"]?.text, let origin = root["round"]?.text
    else { throw CascadeFault.notAHandOn(file.name).refusal }
    let body = JSON(.object((root.members ?? []).filter { $0.key != "digest" }))
    guard Digest(of: body.bytes()).hexadecimal == digest else { throw CascadeFault.changed(file.name).refusal }
    guard next == round.scheme.id.rawValue else {
      throw CascadeFault.otherScheme(file: file.name, from: scheme, to: next, here: round.scheme.id).refusal
    }
    let reader = DeclarationReader(round.scheme)
    var candidates: [(row: Int, element: VersionedCandidate)] = []
    var records: [HandedOn] = []
    let before = handedOn(from: origin)
    for (index, entry) in entries.enumerated() {
      guard let record = entry["record"], let old = record["candidate_id"]?.text, let levels = entry["levels"] else {
        throw CascadeFault.notAHandOn(file.name).refusal
      }
      let id = CandidateID(prefix + old)
      let members = (record.members ?? []).map {
        $0.key == "candidate_id" ? JSON.Member(key: $0.key, value: .text(id.rawValue)) : $0
      }
      switch reader.candidate(from: JSON(.object(members)), version: 1) {
      case .failure(let faults):
        for fault in faults.faults {
          brought.faults.append((index + 1, fault.report(in: file.name, record: index + 1)))
        }
      case .success(let candidate):
        if let fault = taken(id, as: old, from: origin, before: before, row: index + 1) {
          add([fault], lines: [index + 1: entry.line], to: &brought)
          continue
        }
        guard let handed = try? HandedOn(candidate: id, levelsJSON: levels), !handed.levels.isEmpty else {
          throw CascadeFault.notAHandOn(file.name).refusal
        }
        candidates.append((index + 1, VersionedCandidate(candidate)))
        records.append(handed)
      }
    }
    let news = take(candidates, into: &brought)
    // With --partial, only those that came in; what a level decided may also be new where its candidate is not.
    let told = records.filter { record in
      round.handedOn[record.candidate] != record
        && (round.candidateIndex[record.candidate] != nil || news.contains { $0.candidate.id == record.candidate })
    }
    if !told.isEmpty { brought.further = .handedOnImported(told) }
    return brought
  }

  /// The candidates that came in from a round before, by their id there.
  private func handedOn(from origin: String) -> [String: CandidateID] {
    let known = round.handedOn.values.compactMap { record -> (String, CandidateID)? in
      guard let last = record.levels.last, last.round == origin else { return nil }
      return (last.candidate.rawValue, record.candidate)
    }
    return Dictionary(known) { min($0, $1) }
  }

  /// Why a candidate of the file cannot come in under `id`: another one bears it, or the candidate itself came in under
  /// another. Nil where it can, or stands under this very id.
  private func taken(
    _ id: CandidateID, as old: String, from origin: String, before: [String: CandidateID], row: Int
  ) -> ImportFault? {
    let own = round.handedOn[id]?.levels.last
    if own?.round == origin, own?.candidate.rawValue == old { return nil }
    if let known = before[old] {
      return ImportFault(row: row, column: "candidate_id", value: old, kind: .handedOnAs(known))
    }
    guard round.candidateIndex[id] != nil else { return nil }
    return ImportFault(row: row, column: "candidate_id", value: id.rawValue, kind: .takenID(prefix: origin))
  }
}
