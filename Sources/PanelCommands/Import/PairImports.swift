import ExpertReview
import Intake
import Tables

/// Affinities and panels from tables.
enum PairImports {
  static let affinityColumns: [ColumnName] = [
    .init("candidate", aliases: ["candidate_id", "application", "application_id", "申报编号"], isRequired: true),
    .init("expert", aliases: ["expert_id", "专家编号"], isRequired: true),
    .init("affinity", aliases: ["契合度", "适配度"], isRequired: true),
  ]

  private struct Pair: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
  }

  static func affinities(
    _ table: InputTable, absent: AffinityTable.Absent, round: Round
  ) -> (table: AffinityTable, faults: [ImportFault]) {
    var imported = Imported<(pair: Pair, millionths: Int32)>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      let expert = reader.expert("expert", round: round)
      let text = reader.required("affinity")
      guard let value = reader.decimal("affinity"), !text.isEmpty else { return nil }
      guard value.places <= 6 else {
        reader.fault("affinity", .tooManyPlaces(most: 6))
        return nil
      }
      guard !value.isNegative else {
        reader.fault("affinity", .belowZero)
        return nil
      }
      guard value <= ExactDecimal(2_000) else {
        reader.fault("affinity", .tooLarge(most: "2000"))
        return nil
      }
      guard let candidate, let expert else { return nil }
      let millionths = value.units * powerOfTen(6 - value.places)
      return (Pair(candidate: candidate, expert: expert), Int32(millionths))
    }
    imported.refuseRepeats(column: "candidate", \.pair) { "\($0.pair.candidate) – \($0.pair.expert)" }
    let candidates = Set(imported.values.map(\.pair.candidate)).sorted()
    let experts = Set(imported.values.map(\.pair.expert)).sorted()
    let candidateAt = Dictionary(uniqueKeysWithValues: candidates.enumerated().map { ($1, Int32($0)) })
    let expertAt = Dictionary(uniqueKeysWithValues: experts.enumerated().map { ($1, Int32($0)) })
    let pairs = imported.values.compactMap { entry -> (candidate: Int32, expert: Int32, millionths: Int32)? in
      guard let candidate = candidateAt[entry.pair.candidate], let expert = expertAt[entry.pair.expert] else {
        return nil
      }
      return (candidate, expert, entry.millionths)
    }
    return (
      AffinityTable(absent: absent, candidates: candidates, experts: experts, pairs: pairs), imported.faults
    )
  }
}
