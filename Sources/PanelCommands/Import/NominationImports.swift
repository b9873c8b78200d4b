import ExpertReview
import Intake
import Tables

/// Recommendation tables (推荐汇总表) as they are printed: title and head above the columns, or columns alone.
enum NominationImports {
  static let columns: [ColumnName] = [
    .init("recommender_id", aliases: ["推荐单位", "推荐单位编号"]), .init("order", aliases: ["序号"]),
    .init("unit", aliases: ["企业名称", "申报单位", "申报对象名称", "建设单位"]),
    .init("project", aliases: ["项目名称", "平台名称"]), .init("city", aliases: ["所在市州", "所在市州/县市区"]),
    .init("contact", aliases: ["联系人及电话"]), .init("uscc", aliases: ["统一社会信用代码"]),
    .init("candidate_id", aliases: ["申报编号"]), .init("sent_on", aliases: ["报送日期"]),
    .init("opinion", aliases: ["推荐意见"]), .init("sealed", aliases: ["盖章"]),
  ]

  /// Columns of the record itself; the others are the form's, and their cells are kept as they stand.
  private static let own: Set<String> = ["recommender_id", "order", "candidate_id", "sent_on", "opinion", "sealed"]

  /// Whether a record is the row of columns: it names the number and the candidate, or what joins a line to one.
  static func isHeader(_ cells: [String]) -> Bool {
    let match = ColumnMatch(cells, to: columns)
    let known = columns.filter { match[$0.key] != nil }.count
    return known >= 2 && (match["unit"] != nil || match["project"] != nil || match["candidate_id"] != nil)
  }

  /// What stands above the columns of a printed table.
  struct Head {
    var recommender = ""
    var contact = ""
    var sentOn: CivilDay?
    /// The row in which the day stands, counted from 1.
    private var rowOfDay = 1

    init(_ records: [[String]]) {
      for (index, record) in records.enumerated() {
        for cell in record where !cell.isEmpty { take(cell, row: index + 1) }
      }
    }

    /// What is wrong with the day above the columns, which counts for every line: it lies after `today`.
    func fault(asOf today: CivilDay) -> ImportFault? {
      guard let sentOn, sentOn > today else { return nil }
      return ImportFault(row: rowOfDay, column: "sent_on", value: sentOn.description, kind: .afterToday(today))
    }

    private mutating func take(_ cell: String, row: Int) {
      if let day = CivilDay(printed: cell) { (sentOn, rowOfDay) = (day, row) }
      for seal in ["（盖章）", "(盖章)"] {
        guard let range = cell.firstRange(of: seal) else { continue }
        let after = String(cell[range.upperBound...].drop { $0 == "：" || $0 == ":" }).trimmed
        let before = String(cell[..<range.lowerBound]).trimmed
        // 推荐单位（盖章）：长沙市工信局, or 洪山区经信局（盖章） as the letter is signed.
        if !after.isEmpty {
          recommender = after
        } else if before != "推荐单位", before != "经信局", !before.hasPrefix("XX") {
          recommender = before
        }
      }
      if let range = cell.firstRange(of: "联系人及电话") {
        contact = String(cell[range.upperBound...].drop { $0 == "：" || $0 == ":" }).trimmed
      }
    }
  }

  /// Lines joined to candidates by their id, else by name and city, then credit code. `recommender` is the one named on
  /// the command line.
  static func nominations(
    _ table: InputTable, head: Head, recommender named: String?, round: Round, asOf: CivilDay
  ) -> Imported<Nomination> {
    let matching = NominationMatching(round)
    var numbers: [RecommenderID: Int] = [:]
    var imported = Imported<Nomination>(table) { reader in
      // A printed form has rows for more lines than were filled in.
      let filled = columns.contains { $0.key != "order" && !reader.text($0.key).isEmpty }
      guard filled || !table.attributes(of: reader.row).isEmpty else { return nil }
      let given = reader.text("recommender_id")
      let name = !given.isEmpty ? given : named ?? head.recommender
      let recommender = round.recommender(called: name)
      if recommender == nil {
        reader.fault(
          "recommender_id",
          name.isEmpty ? .noRecommender : .unknownRecommender(name, nearest: round.nearestRecommender(to: name)))
      }
      let candidate = candidate(of: &reader, matching, round)
      let (order, sentOn, isSealed) = (reader.count("order"), reader.day("sent_on", upTo: asOf), seal(&reader))
      guard let recommender else { return nil }
      numbers[recommender.id, default: 0] += 1
      return Nomination(
        recommender: recommender.id, candidate: candidate, order: order ?? numbers[recommender.id] ?? 1,
        opinion: reader.text("opinion"), sentOn: sentOn ?? head.sentOn, isSealed: isSealed,
        cells: cells(of: reader.row, table, head))
    }
    imported.refuseRepeats(
      column: "unit", { [$0.recommender.rawValue, $0.candidate?.rawValue ?? ""] }, { $0.candidate?.rawValue ?? "" })
    return imported
  }

  private static func candidate(
    of reader: inout RowReader, _ matching: NominationMatching, _ round: Round
  ) -> CandidateID? {
    if !reader.text("candidate_id").isEmpty { return reader.candidate("candidate_id", round: round) }
    let (city, _) = PlaceNames.pair(reader.text("city"))
    let unit = reader.text("unit")
    let match = matching.match(
      unit: unit.isEmpty ? reader.text("project") : unit, project: reader.text("project"), city: city,
      code: reader.text("uscc"))
    switch match {
    case .found(let id): return id
    case .nobody(let nearest): reader.fault("unit", .unknownCandidate(nearest: nearest))
    case .otherCity(let id, let declared): reader.fault("city", .otherCity(id, declared: declared))
    case .several(let ids): reader.fault("unit", .severalCandidates(ids))
    }
    return nil
  }

  private static let seals: [String: Bool] = [
    "是": true, "已盖章": true, "已盖": true, "有": true, "√": true, "true": true, "yes": true, "1": true, "否": false,
    "未盖章": false,
    "未盖": false, "无": false, "false": false, "no": false, "0": false, "": false,
  ]

  private static func seal(_ reader: inout RowReader) -> Bool {
    let text = reader.text("sealed")
    if let sealed = seals[text.lowercased()] { return sealed }
    reader.fault("sealed", .notInList(allowed: ["是", "否"].map { Bilingual(zh: $0, en: $0) }, nearest: nil))
    return false
  }

  /// The form's cells by its own titles, word for word.
  private static func cells(of row: InputTable.Row, _ table: InputTable, _ head: Head) -> [String: String] {
    var cells = table.attributes(of: row)
    for column in columns where !own.contains(column.key) {
      let text = table.cell(column.key, of: row)
      if !text.isEmpty, let title = table.header(of: column.key) { cells[title] = text }
    }
    return cells
  }
}

extension CivilDay {
  /// Reads the forms of a printed date: `2026年6月18日` and `2026-06-18`.
  init?(printed text: String) {
    if let day = CivilDay(text) {
      self = day
      return
    }
    let parts = text.filter { !$0.isWhitespace }.split { "年月日".contains($0) }.map { Int($0) }
    guard text.contains("年"), parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }
}
