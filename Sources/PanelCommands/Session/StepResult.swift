import ExpertReview
import RoundStore

/// What a step came to, as the record knows it.
///
/// The verb that runs a step and `panel verify`, which runs it again, both make this value, so what they compare is the
/// same by construction.
enum StepResult {
  /// Every candidate of the round.
  case examinations([Examination])
  case conflicts(ConflictSearch)
  case ranking(Ranking)

  /// The step of a standing conclusion, run anew on the round as it stands; nil for a step that is never concluded.
  init?(_ key: Conclusion.Key, of round: Round, asOf: CivilDay) throws {
    switch key.procedure {
    case .examination: self = .examinations(round.examinations(asOf: asOf))
    case .conflicts: self = .conflicts(round.conflictSearch(asOf: asOf))
    case .ranking: self = .ranking(try round.ranking(stage: try round.reviewStage(key.stage), asOf: asOf))
    case .assignment, .marking, .notice: return nil
    }
  }

  var key: Conclusion.Key { conclusion.key }

  /// The canonical JSON of the result: what is shown with `--json` when nothing is left out.
  var json: JSON {
    switch self {
    case .examinations(let examinations): .object(["candidates": .array(examinations.map(\.json))])
    case .conflicts(let search): search.json
    case .ranking(let ranking): ranking.json
    }
  }

  /// The bytes of `json`; candidates are written on several threads.
  var bytes: [UInt8] {
    guard case .examinations(let examinations) = self else { return json.bytes() }
    let written = concurrentMap(examinations, threads: processorCount) { $0.json.bytes() }
    return Array(#"{"candidates":["#.utf8) + written.joined(separator: [UInt8(ascii: ",")]) + Array("]}".utf8)
  }

  /// What goes on record: the digest of the canonical bytes.
  var conclusion: Conclusion {
    let (procedure, stage): (Procedure, String) =
      switch self {
      case .examinations: (.examination, "")
      case .conflicts: (.conflicts, "")
      case .ranking(let ranking): (.ranking, ranking.stage)
      }
    return Conclusion(procedure: procedure, stage: stage, digest: Digest(of: bytes).hexadecimal)
  }
}
