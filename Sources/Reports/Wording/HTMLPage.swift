import ExpertReview

/// A page of its own, without outside resources and fit for print; `style` adds to what all pages share.
func htmlPage(title: String, style: String, body: String, in language: Language) -> String {
  // A Chinese typeface sets Latin quotation marks as wide as a character.
  let latin = language == .english ? "Georgia, \"Times New Roman\", \"DejaVu Serif\", " : ""
  return """
    <!DOCTYPE html>
    <html lang="\(language == .chinese ? "zh-CN" : "en")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <style>
    body { font: 16px/1.75 \(latin)"Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #111;
      max-width: 46em; margin: 3em auto; padding: 0 1.2em; }
    h1 { font-size: 1.55em; text-align: center; line-height: 1.4; margin-bottom: 1.3em; }
    p { text-indent: 2em; margin: .5em 0; }
    table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: .9em; }
    th, td { border: 1px solid #888; padding: .35em .6em; text-align: left; text-wrap: pretty; }
    th { background: #f2f2f2; font-weight: 600; }
    th:nth-child(1) { width: 7%; }
    th:nth-child(1), td:nth-child(1) { text-align: center; font-variant-numeric: tabular-nums; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    .proof { text-indent: 0; color: #555; font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere;
      border-top: 1px solid #ccc; padding-top: .6em; margin-top: 2em; }
    \(style)
    @media print { body { margin: 0 auto; } }
    </style>
    </head>
    <body>
    \(body)</body>
    </html>

    """
}
