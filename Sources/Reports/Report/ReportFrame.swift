import ExpertReview

/// What all parts of a round's page share: the material, the words, and how things are named.
struct ReportFrame {
  let material: RoundReport.Material
  let language: Language
  let hidesNames: Bool
  private let verdicts: [CandidateID: Certainty.Verdict]
  private let certaintyRows: [CandidateID: Certainty.Row]

  init(_ report: RoundReport) {
    material = report.material
    language = report.language
    hidesNames = report.hidesNames
    verdicts = report.material.certainty?.verdicts() ?? [:]
    certaintyRows = Dictionary(
      (report.material.certainty?.rows ?? []).map { ($0.candidate, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var round: Round { material.round }
  var rows: [RankingRow] { material.ranking.rows }

  func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  var title: String {
    let (scheme, stage) = (round.scheme.name, material.stage.name)
    return say("\(scheme.zh)：\(stage.zh)情况报告", "\(scheme.en): report on \(stage.en)")
  }

  var proof: String {
    say(
      "评审记录摘要（用 panel verify --head 核对）：\(round.head)",
      "Head of the record (check with panel verify --head): \(round.head)")
  }

  // MARK: Names

  /// The id, and the name behind it where names are shown.
  func name(of candidate: CandidateID) -> String {
    guard !hidesNames, let index = round.candidateIndex[candidate] else { return candidate.rawValue }
    let name = round.candidates[index].name
    return name.isEmpty ? candidate.rawValue : "\(candidate.rawValue) \(name)"
  }

  func unit(of candidate: CandidateID) -> String {
    guard !hidesNames, let index = round.candidateIndex[candidate] else { return "" }
    return round.scheme.text("applicant_name", of: round.candidates[index]) ?? ""
  }

  func name(of expert: ExpertID) -> String {
    guard !hidesNames, let index = round.expertIndex[expert] else { return expert.rawValue }
    let name = round.experts[index].name
    return name.isEmpty ? expert.rawValue : "\(expert.rawValue) \(name)"
  }

  // MARK: Fields

  /// Candidates who are ranked against one another: a group, or all together.
  struct Field {
    /// Nil where all are ranked together.
    let group: GroupID?
    /// In the order of the ranking.
    let rows: [RankingRow]
  }

  /// In the order of the ranking.
  var fields: [Field] {
    guard !round.isRankedTogether else { return rows.isEmpty ? [] : [Field(group: nil, rows: rows)] }
    var order: [GroupID] = []
    var members: [GroupID: [RankingRow]] = [:]
    for row in rows {
      if members[row.group] == nil { order.append(row.group) }
      members[row.group, default: []].append(row)
    }
    return order.map { Field(group: $0, rows: members[$0] ?? []) }
  }

  /// The field's label behind a heading; nothing where there is one field only.
  func suffix(of field: Field) -> String {
    guard let group = field.group, fields.count > 1 else { return "" }
    return say("：\(round.label(of: group).zh)", ": \(round.label(of: group).en)")
  }

  // MARK: What is known of a row

  func verdict(of candidate: CandidateID) -> Certainty.Verdict? { verdicts[candidate] }
  func certainty(of candidate: CandidateID) -> Certainty.Row? { certaintyRows[candidate] }

  /// On which side of the line a candidate stands whatever is changed.
  func side(of row: RankingRow) -> RankIntervalPlot.Side {
    switch verdicts[row.candidate] {
    case .inByAny: .above
    case .outByAny: .below
    case .depends: .open
    case nil: row.listed ? .above : .below
    }
  }

  func section(_ title: String, _ content: String) -> String {
    content.isEmpty ? "" : "<section>\n<h2>\(escaped(title))</h2>\n\(content)</section>\n"
  }

  func paragraph(_ text: String, isNote: Bool = false) -> String {
    "<p\(isNote ? " class=\"note\"" : "")>\(escaped(text))</p>\n"
  }

  func facts(_ lines: [(head: String, words: String)]) -> String {
    "<dl>\n" + lines.map { "<dt>\(escaped($0.head))</dt><dd>\(escaped($0.words))</dd>\n" }.joined() + "</dl>\n"
  }
}

extension Score {
  /// For a plot only; decisions compare exact values.
  var drawn: Double { Double(exact.numerator) / Double(exact.denominator) }
}
