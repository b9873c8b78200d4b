import ExpertReview
import Tables

/// What a body that recommends is told of the declarations sent back through it: a table and a letter.
public struct CorrectionList: Sendable {
  /// Nil for declarations that name nobody.
  public let recommender: RecommenderID?
  private let standing: StandingReturn
  private let entries: [(entry: CorrectionReturn.Entry, candidate: Candidate)]
  private let round: Round
  private let head: String
  private let language: Language

  /// The lists of a return, by recommender; those without one last.
  public static func all(
    of standing: StandingReturn, _ round: Round, head: String, in language: Language
  ) -> [CorrectionList] {
    let entries = standing.content.entries.compactMap { entry in
      round.candidateIndex[entry.candidate].map { (entry: entry, candidate: round.candidates[$0]) }
    }
    let groups = Dictionary(grouping: entries) { round.recommenderID(of: $0.candidate) }
    let order = groups.keys.sorted { left, right in
      guard let left else { return false }
      guard let right else { return true }
      return left < right
    }
    return order.map { id in
      CorrectionList(
        recommender: id, standing: standing, entries: groups[id] ?? [], round: round, head: head, language: language)
    }
  }

  /// How many declarations it names.
  public var count: Int { entries.count }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  private func unit(_ candidate: Candidate) -> String {
    round.scheme.text("applicant_name", of: candidate) ?? candidate.name
  }

  /// One row a point to correct.
  public var csv: [UInt8] {
    var writer = CSVWriter.forPeople
    writer.append(
      language == .chinese
        ? ["申报编号", "申报对象", "申报单位", "版本", "规则", "位置", "需要补正的内容", "补正截止日期"]
        : ["candidate", "name", "applicant", "version", "rules", "place", "whatToCorrect", "lastDay"])
    for (entry, candidate) in entries {
      for point in entry.points {
        writer.append([
          candidate.id.rawValue, candidate.name, unit(candidate), String(entry.version),
          point.rules.spaced, point.place[language], point.message[language],
          standing.content.until.description,
        ])
      }
    }
    return writer.bytes
  }

  /// The letter to the recommender.
  public var text: String {
    let last = standing.content.until.dated
    let name = recommender.map { round.recommenderName($0) } ?? say("（未注明推荐单位）", "(no recommender named)")
    let faults = entries.reduce(0) { $0 + $1.entry.points.count }
    var lines = [
      say("申报材料补正清单", "Declarations to correct"), "", say("\(name)：", "To \(name)"), "",
      say(
        "经你单位推荐申报\(round.scheme.name.zh)的下列 \(count) 项，经形式审查共有 \(faults) 处需要补正。请通知申报单位改正，并在\(last.zh)当日结束前报送改正后的申报材料。到期仍未改正的，该处按不符合处理。逐项内容见所附表格和各申报单位的补正通知。",
        "\(count) of the declarations for \(round.scheme.name.en) that you recommend "
          + "\(count == 1 ? "has" : "have") \(faults) \(faults == 1 ? "point" : "points") to correct. Please tell the "
          + "applicants and pass the corrected declarations on by the end of \(last.en). A point that is not corrected "
          + "by then counts as not met. The table and the applicants' letters say what is to be done."), "",
    ]
    for (number, item) in entries.enumerated() {
      let places = item.entry.points.map { $0.place[language] }.joined(separator: say("；", "; "))
      let (id, name, unit) = (item.candidate.id, item.candidate.name, unit(item.candidate))
      lines.append(
        "\(number + 1). " + say("\(id) \(name)（\(unit)）：", "\(id) \(name) (\(unit)): ") + places)
    }
    lines += [
      "", say("经办：\(standing.by)", "Handled by \(standing.by)"),
      say("退回日期：\(standing.on.dated.zh)", "Returned on \(standing.on.dated.en)"), "",
      say(
        "第 \(standing.sequence) 条评审记录，记录摘要：\(head)", "Fact \(standing.sequence) of the record; its head: \(head)"),
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
