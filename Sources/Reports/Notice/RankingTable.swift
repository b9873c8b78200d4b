import ExpertReview
import Tables

/// A ranking as a table for staff: every row with its score, place and what decided it.
public struct RankingTable: Sendable {
  public let ranking: Ranking
  public let round: Round

  public init(_ ranking: Ranking, _ round: Round) {
    self.ranking = ranking
    self.round = round
  }

  /// CSV for people: a byte order mark, and cells that a spreadsheet would take for formulas guarded.
  public func csv(in language: Language) -> [UInt8] {
    var writer = CSVWriter.forPeople
    writer.append(
      language == .chinese
        ? ["组别", "名次", "申报编号", "申报对象", "申报单位", "得分", "入选", "备选顺序", "同分时依据", "未列原因", "线边"]
        : [
          "group", "place", "candidate", "name", "applicant", "score", "listed", "reserve", "tieBrokenBy", "barredBy",
          "zone",
        ])
    for row in ranking.rows {
      guard let index = round.candidateIndex[row.candidate] else { continue }
      let candidate = round.candidates[index]
      writer.append([
        round.label(of: row.group)[language], row.place.map(String.init) ?? "", row.candidate.rawValue, candidate.name,
        round.scheme.text("applicant_name", of: candidate) ?? "", row.score?.text ?? "",
        row.listed ? Bilingual(zh: "是", en: "yes")[language] : Bilingual(zh: "否", en: "no")[language],
        row.reserve.map(String.init) ?? "", row.tieBrokenBy?.code ?? "",
        row.barredBy.map(\.code).joined(separator: ";"), row.zone?.words[language] ?? "",
      ])
    }
    return writer.bytes
  }
}
