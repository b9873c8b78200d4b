import ExpertReview

/// The letter that sends a declaration back to its applicant (补正通知), as a page and as plain text; both say the same.
public struct CorrectionLetter: Sendable {
  public let candidate: Candidate
  public let entry: CorrectionReturn.Entry
  public let standing: StandingReturn
  /// Who passes the corrected declaration on; nil where it names nobody.
  public let recommender: String?
  public let scheme: Scheme
  public let head: String
  public let language: Language

  /// The letter on one entry of a return. `head` is the head of the record with the return in it.
  public init(
    _ entry: CorrectionReturn.Entry, of standing: StandingReturn, _ candidate: Candidate, _ round: Round, head: String,
    in language: Language
  ) {
    self.candidate = candidate
    self.entry = entry
    self.standing = standing
    recommender = round.recommenderID(of: candidate).map { round.recommenderName($0) }
    scheme = round.scheme
    self.head = head
    self.language = language
  }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  private var unit: String { scheme.text("applicant_name", of: candidate) ?? candidate.name }

  var title: String { say("申报材料补正通知", "Notice to correct a declaration") }

  private var salutation: String { say("\(unit)：", "To \(unit)") }

  private var paragraphs: [String] {
    let last = standing.content.until.dated
    let way = recommender.map { Bilingual(zh: "经推荐单位\($0)", en: " through \($0)") }
    let count = entry.points.count
    return [
      say(
        "你单位申报\(scheme.name.zh)的“\(candidate.name)”（申报编号 \(candidate.id)，申报材料第 \(entry.version) 版），经形式审查，下列 \(count) 处需要补正。",
        "The formal check of “\(candidate.name)” (candidate \(candidate.id), declaration version \(entry.version)), "
          + "declared for \(scheme.name.en), found \(count) \(count == 1 ? "point" : "points") to correct."),
      say(
        "请在\(last.zh)当日结束前\(way?.zh ?? "")报送改正后的申报材料。改正后的材料作为新的一版登记，原材料保留。到期仍未改正的，该处按不符合处理。",
        "Please hand in the corrected declaration\(way?.en ?? "") by the end of \(last.en). It is registered as a new "
          + "version, and the old one is kept. A point that is not corrected by then counts as not met."),
    ]
  }

  private var columns: [String] {
    [say("序号", "No."), say("位置", "Place"), say("需要补正的内容", "What to correct"), say("依据", "Ground")]
  }

  private var rows: [[String]] {
    entry.points.enumerated().map { number, point in
      [String(number + 1), point.place[language], point.message[language], ground(of: point)]
    }
  }

  /// The codes of rules and materials, and the articles they come from, each once; the house's reasons only where no
  /// document asks for the point.
  private func ground(of point: CorrectionReturn.Point) -> String {
    let codes = point.rules.filter(\.isCode).map(\.rawValue)
    let found = point.rules.compactMap { scheme.source(of: $0) }
    let cited = found.filter { !$0.isHouse }
    var sources: [String] = []
    for source in cited.isEmpty ? found : cited {
      let words = source.words(scheme.documents)[language]
      if !sources.contains(words) { sources.append(words) }
    }
    let parts = [codes.joined(separator: " "), sources.joined(separator: say("；", "; "))]
    return parts.filter { !$0.isEmpty }.joined(separator: say("：", ": "))
  }

  private var signature: [String] {
    [
      say("经办：\(standing.by)", "Handled by \(standing.by)"),
      say("退回日期：\(standing.on.dated.zh)", "Returned on \(standing.on.dated.en)"),
    ]
  }

  private var proof: String {
    say(
      "第 \(standing.sequence) 条评审记录，记录摘要（用 panel verify --head 核对）：\(head)",
      "Fact \(standing.sequence) of the record; its head (check with panel verify --head): \(head)")
  }

  /// Plain text for a message.
  public var text: String {
    var lines = [title, "", salutation, ""] + paragraphs.flatMap { [$0, ""] }
    for row in rows {
      lines.append("\(row[0]). \(row[1])")
      lines.append("   " + row[2])
      if !row[3].isEmpty { lines.append("   " + say("依据：", "Ground: ") + row[3]) }
    }
    return (lines + [""] + signature + ["", proof]).joined(separator: "\n") + "\n"
  }

  /// One self-contained page without outside resources, fit for print.
  public var html: String {
    var body = "<h1>\(escaped(title))</h1>\n<p class=\"to\">\(escaped(salutation))</p>\n"
    for paragraph in paragraphs { body += "<p>\(escaped(paragraph))</p>\n" }
    body += "<table>\n<thead><tr>\(columns.map { "<th>\(escaped($0))</th>" }.joined())</tr></thead>\n<tbody>\n"
    for row in rows { body += "<tr>\(row.map { "<td>\(escaped($0))</td>" }.joined())</tr>\n" }
    body += "</tbody>\n</table>\n"
    for line in signature { body += "<p class=\"signed\">\(escaped(line))</p>\n" }
    body += "<p class=\"proof\">\(escaped(proof))</p>\n"
    return htmlPage(title: "\(title) \(candidate.id)", style: Self.style, body: body, in: language)
  }

  private static let style = """
    table { margin: 1.2em 0; }
    th, td { padding: .4em .6em; vertical-align: top; overflow-wrap: anywhere; }
    th:nth-child(2) { width: 23%; }
    th:nth-child(4) { width: 25%; }
    .to { text-indent: 0; font-weight: 600; }
    .signed { text-align: right; text-indent: 0; margin: .2em 0; }
    """
}

extension RuleID {
  /// Whether it is a rule's or material's code, which people quote, and not the key of a cell.
  var isCode: Bool { rawValue.first?.isUppercase ?? false }
}

extension Scheme {
  /// Where a rule, a material or a cell comes from.
  func source(of id: RuleID) -> Source? {
    rules.first { $0.id == id }?.source ?? materials.first { $0.id.rawValue == id.rawValue }?.source
      ?? slots[id.rawValue].map { fields[$0].source }
  }
}
