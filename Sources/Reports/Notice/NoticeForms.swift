import ExpertReview
import Tables

/// A notice as a page, as plain text and as a table; all three say the same.
public struct NoticeForms: Sendable {
  public let notice: Notice
  public let language: Language

  public init(_ notice: Notice, in language: Language) {
    self.notice = notice
    self.language = language
  }

  private var words: NoticeWords { NoticeWords(notice: notice, language: language) }

  /// The lines of each group, in the order in which groups first come: where groups are ranked together their lines
  /// alternate, and each group is still told once.
  private var groups: [(label: String, lines: [Notice.Line])] {
    var result: [(label: String, lines: [Notice.Line])] = []
    for line in notice.lines {
      let label = line.groupLabel[language]
      if let place = result.firstIndex(where: { $0.label == label }) {
        result[place].lines.append(line)
      } else {
        result.append((label, [line]))
      }
    }
    return result
  }

  /// Plain text for a letter or a message.
  public var text: String {
    var lines = [words.title, ""] + words.paragraphs + [""]
    for group in groups {
      if notice.lines.contains(where: { $0.group != .everyone }) { lines.append("【\(group.label)】") }
      for (index, line) in group.lines.enumerated() {
        let until = notice.kind == .corrected ? "  " + words.until(line) : ""
        lines.append(
          "\(index + 1). \(line.project)（\(line.unit)\(line.city.isEmpty ? "" : "，" + line.city)）\(until)")
      }
      lines.append("")
    }
    return (lines + [words.postedOn, words.proof]).joined(separator: "\n") + "\n"
  }

  /// A table for staff: one row an entry.
  public var csv: [UInt8] {
    let group = Bilingual(zh: "组别", en: "Group")[language]
    let id = Bilingual(zh: "申报编号", en: "Candidate")[language]
    var writer = CSVWriter(byteOrderMark: true, guardFormulas: true)
    writer.append([group] + words.columns + [id])
    for entries in groups {
      for (index, line) in entries.lines.enumerated() {
        writer.append([entries.label, String(index + 1)] + words.cells(line) + [line.candidate.rawValue])
      }
    }
    return writer.bytes
  }

  /// One self-contained page without outside resources, fit for print.
  public var html: String {
    var body = "<h1>\(escaped(words.title))</h1>\n"
    for paragraph in words.paragraphs { body += "<p>\(escaped(paragraph))</p>\n" }
    for group in groups {
      if notice.lines.contains(where: { $0.group != .everyone }) { body += "<h2>\(escaped(group.label))</h2>\n" }
      body += "<table>\n<thead><tr>\(words.columns.map { "<th>\(escaped($0))</th>" }.joined())</tr></thead>\n<tbody>\n"
      for (index, line) in group.lines.enumerated() {
        let cells = [String(index + 1)] + words.cells(line)
        body += "<tr>\(cells.map { "<td>\(escaped($0))</td>" }.joined())</tr>\n"
      }
      body += "</tbody>\n</table>\n"
    }
    body += "<p class=\"posted\">\(escaped(words.postedOn))</p>\n<p class=\"proof\">\(escaped(words.proof))</p>\n"
    return htmlPage(
      title: words.title, style: notice.kind == .corrected ? Self.style + Self.withDays : Self.style, body: body,
      in: language)
  }

  private static let style = """
    h2 { font-size: 1.15em; margin: 1.8em 0 .5em; }
    table { margin-top: 1.2em; }
    th:nth-child(2) { width: 45%; }
    th:nth-child(3) { width: 35%; }
    th:nth-child(4) { width: 13%; }
    .posted { text-align: right; margin-top: 2.2em; }
    """

  /// Widths for a table with the last day of each line.
  private static let withDays = """

    th:nth-child(2) { width: 36%; }
    th:nth-child(3) { width: 29%; }
    th:nth-child(4) { width: 11%; }
    th:nth-child(5) { width: 17%; }
    td:nth-child(5) { word-break: keep-all; }
    """
}
