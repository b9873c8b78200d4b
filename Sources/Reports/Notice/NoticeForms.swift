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
        lines.append("\(index + 1). \(line.project)（\(line.unit)\(line.city.isEmpty ? "" : "，" + line.city)）")
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
        writer.append([entries.label, String(index + 1), line.project, line.unit, line.city, line.candidate.rawValue])
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
        let cells = [String(index + 1), line.project, line.unit, line.city]
        body += "<tr>\(cells.map { "<td>\(escaped($0))</td>" }.joined())</tr>\n"
      }
      body += "</tbody>\n</table>\n"
    }
    body += "<p class=\"posted\">\(escaped(words.postedOn))</p>\n<p class=\"proof\">\(escaped(words.proof))</p>\n"
    return page(title: words.title, body: body)
  }

  private func page(title: String, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language == .chinese ? "zh-CN" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <style>
    body { font: 16px/1.75 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #111;
      max-width: 46em; margin: 3em auto; padding: 0 1.2em; }
    h1 { font-size: 1.55em; text-align: center; line-height: 1.4; margin-bottom: 1.4em; }
    h2 { font-size: 1.15em; margin: 1.8em 0 .5em; }
    p { text-indent: 2em; margin: .5em 0; }
    table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9em; }
    th, td { border: 1px solid #888; padding: .35em .6em; text-align: left; text-wrap: pretty; }
    th { background: #f2f2f2; font-weight: 600; }
    th:nth-child(1), td:nth-child(1) { width: 7%; text-align: center; font-variant-numeric: tabular-nums; }
    th:nth-child(2) { width: 45%; }
    th:nth-child(3) { width: 35%; }
    th:nth-child(4) { width: 13%; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    .posted { text-align: right; margin-top: 2.2em; }
    .proof { text-indent: 0; color: #555; font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere;
      border-top: 1px solid #ccc; padding-top: .6em; margin-top: 2em; }
    @media print { body { margin: 0 auto; } }
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }
}
