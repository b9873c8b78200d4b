import ExpertReview

/// Who is in and why: every row of the ranking, those in and those on whom it depends set off.
struct ReportRanking {
  let frame: ReportFrame

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    frame.fields.map { field in
      frame.section(say("名次和入选", "Places and list") + frame.suffix(of: field), note + table(field))
    }.joined()
  }

  private var note: String {
    frame.material.certainty == nil
      ? ""
      : frame.paragraph(
        say(
          "蓝底是入选的；橙底是换一种算法、换一批专家就可能改变的。“在线上的把握”是重新抽选专家时入选的比例，只供参考，不改变名次。",
          "Blue rows are listed, orange ones could turn under another rule or other experts. The chance is the share of "
            + "panels drawn anew with which a candidate is in; it is shown beside the result and changes nothing."),
        isNote: true)
  }

  private func table(_ field: ReportFrame.Field) -> String {
    let hasCertainty = frame.material.certainty != nil
    let remarks = field.rows.map { $0.remark(frame.round)[frame.language] }
    let hasRemarks = remarks.contains { !$0.isEmpty }
    let isShortList = frame.material.ranking.shortList != nil
    var headings = [say("名次", "Place"), say("对象", "Candidate")]
    if !frame.hidesNames { headings.append(say("单位", "Applicant")) }
    headings += [say("得分", "Score"), say("结果", "Result")]
    if hasRemarks { headings.append(say("依据", "Why")) }
    if hasCertainty { headings += [say("在线上的把握", "Chance to be in"), say("换算法", "Other rules")] }
    var text = "<div class=\"wide\"><table class=\"numbers rows\">\n<thead><tr>"
    text +=
      headings.map { "<th scope=\"col\" class=\"words\">\(escaped($0))</th>" }.joined() + "</tr></thead>\n<tbody>\n"
    for (row, remark) in zip(field.rows, remarks) {
      let kind = frame.side(of: row) == .open ? " class=\"open\"" : row.listed ? " class=\"in\"" : ""
      text += "<tr\(kind)><th scope=\"row\">\(row.place.map(String.init) ?? "—")</th>"
      text += "<td class=\"words\">\(escaped(frame.name(of: row.candidate)))</td>"
      if !frame.hidesNames { text += "<td class=\"words\">\(escaped(frame.unit(of: row.candidate)))</td>" }
      text += "<td>\(escaped(row.score?.text ?? "—"))</td>"
      text += "<td class=\"words\">\(escaped(row.result(isShortList: isShortList)[frame.language]))</td>"
      if hasRemarks { text += "<td class=\"words\">\(escaped(remark))</td>" }
      if hasCertainty {
        let chance = frame.certainty(of: row.candidate).flatMap { frame.material.certainty?.chance(of: $0) }
        let verdict = frame.verdict(of: row.candidate)?.words(naming: 2)[frame.language]
        text += "<td>\(escaped(chance ?? "—"))</td><td class=\"words\">\(escaped(verdict ?? "—"))</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table></div>\n"
  }
}
