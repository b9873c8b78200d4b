import ExpertReview
import Tables

/// A recommendation table as its document prints it: title, head and columns, word for word.
struct PrintedTable {
  let table: NominationPolicy.Table

  init(_ table: NominationPolicy.Table) { self.table = table }

  var columns: [String] {
    switch table {
    case .one: ["序号", "平台名称", "建设单位", "所在市州/县市区", "所在园区", "联系人及电话"]
    case .two: ["序号", "企业名称", "项目名称", "所属行业", "所在市州", "所在县市区", "联系人及电话", "申报方向", "子方向"]
    case .three: ["序号", "申报对象名称", "所服务的主要行业", "市级给予建设主体的相关政策（含财政资金及金融支持等）"]
    case .four: ["序号", "申报对象名称", "所服务的主要行业", "区级给予建设主体的相关政策（含财政资金及金融支持等）"]
    }
  }

  /// The title, with the recommender's place where the form leaves it open.
  func title(_ recommender: Recommender?) -> String {
    switch table {
    case .one: "2023 年度省级工业互联网平台建设项目计划推荐汇总表"
    case .two: "项目推荐汇总表"
    case .three: (recommender?.printedCity ?? "XX市（州、林区）") + "制造业数字化转型促进中心推荐表"
    case .four: (recommender?.printedDistrict ?? "XX 区") + "制造业数字化转型促进中心推荐表"
    }
  }

  /// The records above the columns.
  func head(_ recommender: Recommender?, name: String, contact: String, sentOn: CivilDay?) -> [[String]] {
    switch table {
    case .one, .two: [["推荐单位（盖章）：" + name, "联系人及电话：" + contact]]
    case .three, .four:
      [
        [
          (name.isEmpty ? table == .three ? "经信局" : "XX 区经信局" : name) + "（盖章）",
          sentOn?.printed ?? "年 月 日",
        ]
      ]
    }
  }

  /// The whole table, rows numbered from 1.
  func csv(
    _ rows: [(candidate: Candidate?, cells: [String: String])], _ recommender: Recommender?, name: String, round: Round,
    sentOn: CivilDay?
  ) -> [UInt8] {
    var writer = CSVWriter.forPeople
    func append(_ cells: [String]) {
      writer.append(cells + [String](repeating: "", count: max(0, columns.count - cells.count)))
    }
    append([title(recommender)])
    // The head asks for the recommender's own contact, which no list holds.
    for record in head(recommender, name: name, contact: "", sentOn: sentOn) { append(record) }
    append(columns)
    for (index, row) in rows.enumerated() {
      append(
        columns.map { column in
          if column == "序号" { return String(index + 1) }
          return row.cells[column] ?? row.candidate.map { round.cell(column, of: $0) } ?? ""
        })
    }
    return writer.bytes
  }
}

extension Recommender {
  /// 武汉市, 恩施州, 神农架林区.
  fileprivate var printedCity: String? {
    guard !city.isEmpty else { return nil }
    return PlaceNames.key(city) == city ? city + "市" : city
  }

  /// What the name says of the district: 洪山区 of 洪山区经信局.
  fileprivate var printedDistrict: String? {
    for ending in ["区", "县"] as [Character] {
      if let index = name.lastIndex(of: ending), index != name.startIndex {
        let district = name[...index]
        return String(district.hasPrefix(city) && !city.isEmpty ? district.dropFirst(city.count) : district)
      }
    }
    return nil
  }
}

extension CivilDay {
  /// 2026年6月18日.
  var printed: String {
    let (year, month, day) = parts
    return "\(year)年\(month)月\(day)日"
  }
}

extension Round {
  /// What a candidate's declaration says under a column's title; empty where it says nothing.
  func cell(_ title: String, of candidate: Candidate) -> String {
    func text(_ keys: String...) -> String { keys.lazy.compactMap { self.words($0, of: candidate) }.first ?? "" }
    switch title {
    case "平台名称", "项目名称": return text("project_name", "platform_name", "model_name")
    case "建设单位", "企业名称", "申报对象名称": return scheme.text("applicant_name", of: candidate) ?? candidate.name
    case "所在市州/县市区":
      return [text("reg_city"), text("reg_county")].filter { !$0.isEmpty }.joined(separator: "/")
    case "所在市州": return text("reg_city")
    case "所在县市区": return text("reg_county")
    case "所在园区": return text("park")
    case "所属行业": return text("industry")
    case "联系人及电话":
      let parts = [text("contact_person.name", "contact_name"), text("contact_person.phone", "contact_phone")]
      let joined = parts.filter { !$0.isEmpty }.joined(separator: " ")
      return joined.isEmpty ? text("contact") : joined
    case "子方向": return scheme.grouping.flatMap { self.words($0.by, of: candidate) } ?? ""
    case "所服务的主要行业": return text("served_industries")
    case "市级给予建设主体的相关政策（含财政资金及金融支持等）", "区级给予建设主体的相关政策（含财政资金及金融支持等）": return text("local_policies")
    default: return ""
    }
  }

  /// A field's value in Chinese words; nil where it is missing.
  private func words(_ key: String, of candidate: Candidate) -> String? {
    guard let slot = scheme.slots[key], candidate.values[slot] != .missing else { return nil }
    return scheme.fields[slot].printed(candidate.values[slot])
  }
}

extension Field {
  /// A value as a Chinese table prints it; empty for what does not fit a cell.
  fileprivate func printed(_ value: FieldValue?) -> String {
    func label(_ id: String) -> String { choices.first { $0.id == id }?.label.zh ?? id }
    return switch value {
    case .text(let text): text
    case .number(let number): number.description
    case .day(let day): day.description
    case .month(let month): month.description
    case .choice(let id): label(id)
    case .choices(let ids): ids.map(label).joined(separator: "、")
    case .list(let values):
      values.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "、")
    default: ""
    }
  }
}

extension CandidateTable {
  /// The list of one candidate as the form prints it.
  func csv(of candidate: Candidate, in scheme: Scheme) -> [UInt8] {
    var writer = CSVWriter.forPeople
    var entries: [[String: FieldValue]] = []
    if case .list(let values) = scheme.value(field, of: candidate) {
      entries = values.compactMap { if case .entry(let cells) = $0 { cells } else { nil } }
    }
    let cells = scheme.slots[field].map { scheme.fields[$0].entry } ?? []
    func words(_ key: String, _ entry: [String: FieldValue]) -> String {
      cells.first { $0.key == key }?.printed(entry[key]) ?? ""
    }
    let width = parts.map { $0.count + (joinedBy != nil && $0.count < 4 ? 1 : 0) }.max() ?? 1
    func append(_ row: [String]) { writer.append(row + [String](repeating: "", count: max(0, width - row.count))) }
    append([title])
    for (index, part) in parts.enumerated() {
      // The second part of the agreement numbers its units.
      let numbered = index > 0
      append((numbered ? ["序号"] : []) + part.map(\.title))
      for (number, entry) in entries.enumerated() {
        append((numbered ? [String(number + 1)] : []) + part.map { words($0.key, entry) })
      }
    }
    return writer.bytes
  }
}
