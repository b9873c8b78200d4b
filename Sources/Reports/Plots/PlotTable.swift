/// The numbers behind a plot, for those who want them exactly or do not see it.
struct PlotTable: Sendable, Hashable {
  /// One heading a column; the first column names its row.
  let headings: [String]
  /// Each as long as the headings.
  let rows: [[String]]
  /// Columns of words, which stand at the left; the others are numbers.
  let words: Set<Int>

  init(headings: [String], rows: [[String]], words: Set<Int> = []) {
    precondition(rows.allSatisfy { $0.count == headings.count }, "a row of the table has another length")
    self.headings = headings
    self.rows = rows
    self.words = words
  }

  /// A table element; it scrolls within its own frame where the page is narrow.
  func html(caption: String) -> String {
    // A short table is not parted between pages.
    let kind = rows.count <= 18 ? "numbers short" : "numbers"
    var text = "<div class=\"wide\"><table class=\"\(kind)\">\n<caption>\(escaped(caption))</caption>\n<thead><tr>"
    text +=
      headings.enumerated().map { "<th scope=\"col\"\(side($0))>\(escaped($1))</th>" }.joined()
      + "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr><th scope=\"row\">\(escaped(row[0]))</th>"
      text += row.enumerated().dropFirst().map { "<td\(side($0))>\(escaped($1))</td>" }.joined() + "</tr>\n"
    }
    return text + "</tbody>\n</table></div>\n"
  }

  private func side(_ column: Int) -> String { words.contains(column) ? " class=\"words\"" : "" }
}

/// A plot as it stands on a page: picture, caption, table.
struct PlotFigure {
  let svg: String
  let caption: String
  let table: PlotTable
  let tableCaption: String

  var html: String {
    "<figure>\n<div class=\"wide\">\(svg)</div>\n<figcaption>\(escaped(caption))</figcaption>\n</figure>\n"
      + table.html(caption: tableCaption)
  }

  /// What figures and their tables need of a page's style.
  static let style = """
    figure { margin: 1.2em 0 .4em; break-inside: avoid; }
    figure svg { display: block; width: 100%; min-width: 22rem; max-width: 40rem; height: auto; margin: 0 auto; }
    figcaption { font-size: .85em; color: #444; line-height: 1.6; margin: .3em 0 0; }
    .wide { overflow-x: auto; }
    table.numbers { table-layout: auto; font-size: .85em; margin: .6em 0 1.6em; }
    table.numbers caption { text-align: left; font-weight: 600; padding: .3em 0; }
    table.numbers th, table.numbers td { padding: .25em .6em; text-align: right; font-variant-numeric: tabular-nums; }
    table.numbers td { white-space: nowrap; }
    table.numbers th:first-child { text-align: left; width: auto; }
    table.numbers th.words, table.numbers td.words { text-align: left; white-space: normal; }
    table.short { break-inside: avoid; }
    @media print { figure svg { max-width: 31rem; } .wide { overflow: visible; } }
    table.numbers tbody th { background: none; font-weight: 400; }
    """
}
