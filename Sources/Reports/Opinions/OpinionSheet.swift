import ExpertReview

/// The page on which a panel signs for its opinion on a candidate (评审组意见), as a page and as plain text; both say the
/// same.
///
/// With an opinion on record it has a line for each who signed, and the dissents with a line each. Without one there is
/// room to write, and every member chooses. No expert's marks stand on it.
public struct OpinionSheet: Sendable {
  private let round: Round
  private let stage: ReviewStage
  private let candidate: Candidate
  private let standing: StandingOpinion?
  private let chair: ExpertID?
  private let members: [(expert: Expert, sits: Bool)]
  private let change: (joined: [ExpertID], left: [ExpertID])
  private let head: String
  private let language: Language

  /// `head` is the head of the record that the page is made from.
  public init(_ candidate: Candidate, stage: ReviewStage, _ round: Round, head: String, in language: Language) {
    self.round = round
    self.stage = stage
    self.candidate = candidate
    self.head = head
    self.language = language
    standing = round.panelOpinion(on: candidate.id, in: stage.id)
    change = round.change(since: standing, on: candidate.id, in: stage.id)
    chair = standing?.opinion.chair ?? round.chair(of: candidate.id, in: stage.id)
    let sitting = Set(round.sittingExperts(of: candidate.id, in: stage.id))
    let first = chair
    members = round.panel(of: candidate.id, in: stage.id).map { ($0, sitting.contains($0.id)) }
      .sorted { ($0.expert.id == first ? 0 : 1, $0.expert.id) < ($1.expert.id == first ? 0 : 1, $1.expert.id) }
  }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  private func name(_ id: ExpertID) -> String { round.expertIndex[id].map { round.experts[$0].name } ?? id.rawValue }

  private func names(_ ids: [ExpertID]) -> String { ids.map { name($0) }.joined(separator: say("、", ", ")) }

  // MARK: What it says

  private var title: String { say("评审组意见", "Opinion of the panel") }

  private var facts: [(label: String, value: String)] {
    let group = round.scheme.group(of: candidate)
    let label = group.flatMap { id in
      round.scheme.fields.first { $0.key == round.scheme.grouping?.by }?.choices.first { $0.id == id.rawValue }?.label
    }
    let applicant = round.scheme.text("applicant_name", of: candidate)
    return [
      (say("申报编号", "Candidate"), candidate.id.rawValue),
      (say("组别", "Group"), label?[language] ?? ""),
      (say("申报对象", "Name"), candidate.name),
      (say("申报单位", "Applicant"), applicant.flatMap { $0 == candidate.name ? nil : $0 } ?? ""),
      (say("方案", "Scheme"), round.scheme.name[language]),
      (say("阶段", "Stage"), stage.name[language]),
    ].filter { !$0.1.isEmpty }
  }

  private var panelColumns: [String] {
    [say("序号", "No."), say("专家", "Expert"), say("工作单位", "Unit"), say("职责", "Part")]
  }

  private var panelRows: [[String]] {
    members.enumerated().map { number, member in
      let part =
        !member.sits
        ? say("回避，不参加", "recused")
        : member.expert.id == chair ? say("组长", "chair") : say("组员", "member")
      return [String(number + 1), member.expert.name, member.expert.employer, part]
    }
  }

  /// The opinion's paragraphs; empty where none is on record.
  private var paragraphs: [String] { (standing?.opinion.text).map(OpinionSheet.paragraphs) ?? [] }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }

  /// Who signs for the opinion, the chair first; every member where none is on record.
  private var signers: [ExpertID] {
    let ids = standing?.opinion.signed ?? members.filter(\.sits).map(\.expert.id)
    return ids.filter { $0 == chair } + ids.filter { $0 != chair }
  }

  private var signatureColumns: [String] {
    standing == nil
      ? [
        say("序号", "No."), say("专家", "Expert"), say("同意或保留意见", "Agrees or dissents"), say("签字", "Signature"),
        say("日期", "Date"),
      ] : [say("序号", "No."), say("专家", "Expert"), say("签字", "Signature"), say("日期", "Date")]
  }

  private var signatureRows: [[String]] {
    signers.enumerated().map { number, id in
      let own = name(id) + (id == chair ? say("（组长）", " (chair)") : "")
      // The chair stands for the opinion; the others choose.
      let ways =
        id == chair ? say("□ 同意", "□ agrees") : say("□ 同意　□ 保留意见", "□ agrees  □ dissents")
      let choice = standing == nil ? [ways] : []
      return [String(number + 1), own] + choice + ["", ""]
    }
  }

  private var dissents: [PanelOpinion.Dissent] { standing?.opinion.dissents ?? [] }

  private var signatureLine: String { say("签字：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿", "Signature: ________________  Date: ____________") }

  private var roomForDissent: String {
    say("保留意见的专家在此写明意见并签字。", "Whoever dissents says why here and signs.")
  }

  /// Why the page does not stand for the panel as it is; nil where it does.
  private var warning: String? {
    guard !change.joined.isEmpty || !change.left.isEmpty else { return nil }
    let joined = change.joined.isEmpty ? "" : say("新到 \(names(change.joined))", "joined: \(names(change.joined))")
    let left = change.left.isEmpty ? "" : say("离开 \(names(change.left))", "left: \(names(change.left))")
    let who = [joined, left].filter { !$0.isEmpty }.joined(separator: say("，", "; "))
    return say(
      "商定之后评审组换了人（\(who)），这份意见须重新商定。", "The panel changed after it agreed (\(who)); the opinion must be agreed again.")
  }

  private var notes: [String] {
    guard let standing else {
      let named = chair == nil ? say("组长还没有指定。", "No chair is named yet. ") : ""
      return [
        named + say("评审组意见还没有记入卷宗；签好后由工作人员记入。", "No opinion is on record yet; staff record it once it is signed.")
      ]
    }
    var notes: [String] = []
    if standing.opinion.beforeMarks {
      notes.append(say("商定时评分还没有收齐。", "Agreed while sheets were still out."))
    }
    return notes
  }

  private var proof: String {
    let fact =
      standing.map { say("第 \($0.sequence) 条评审记录，\($0.on) 记入；", "Fact \($0.sequence) of the record, of \($0.on); ") }
      ?? ""
    return fact
      + say("记录摘要（用 panel verify --head 核对）：\(head)", "head of the record (check with panel verify --head): \(head)")
  }

  // MARK: Forms

  /// Plain text for a message.
  public var text: String {
    var lines = [title, ""] + facts.map { "\($0.label)\(say("：", ": "))\($0.value)" } + [""]
    lines.append(say("【评审组】", "[Panel]"))
    lines += panelRows.map { row in
      row.prefix(1) + [row.dropFirst().filter { !$0.isEmpty }.joined(separator: say("，", ", "))]
    }
    .map { $0.joined(separator: ". ") }
    lines += ["", say("【意见】", "[Opinion]")]
    lines += warning.map { [$0] } ?? []
    lines += standing == nil ? ["", "", ""] : paragraphs
    lines += ["", say("【签字】", "[Signatures]")]
    lines += signatureRows.map {
      "\($0[0]). \($0.dropFirst().filter { !$0.isEmpty }.joined(separator: "  "))  \(signatureLine)"
    }
    if standing == nil { lines += ["", say("【保留意见】", "[Dissents]"), roomForDissent, "", ""] }
    if !dissents.isEmpty {
      lines += ["", say("【保留意见】", "[Dissents]")]
      for dissent in dissents { lines += [name(dissent.expert) + say("：", ": ") + dissent.text, signatureLine] }
    }
    return (lines + [""] + notes + [proof]).joined(separator: "\n") + "\n"
  }

  /// One self-contained page without outside resources, fit for print.
  public var html: String {
    var body = "<h1>\(escaped(title))</h1>\n<table class=\"facts\"><tbody>\n"
    // Two facts a row, so that a page holds the whole.
    for row in stride(from: 0, to: facts.count, by: 2) {
      let cells = facts[row..<min(row + 2, facts.count)].map { fact in
        "<th>\(escaped(fact.label))</th><td>\(escaped(fact.value))</td>"
      }
      let rest = cells.count == 1 ? "<th></th><td></td>" : ""
      body += "<tr>\(cells.joined())\(rest)</tr>\n"
    }
    body += "</tbody></table>\n<h2>\(say("评审组", "Panel"))</h2>\n" + table(panelColumns, panelRows, "panel")
    body += "<h2>\(say("意见", "Opinion"))</h2>\n"
    if let warning { body += "<p class=\"warning\">\(escaped(warning))</p>\n" }
    body += "<div class=\"words\(standing == nil ? " blank" : "")\">\n"
    for paragraph in paragraphs { body += "<p>\(escaped(paragraph))</p>\n" }
    body += "</div>\n<h2>\(say("签字", "Signatures"))</h2>\n"
    body += table(signatureColumns, signatureRows, standing == nil ? "sign choice" : "sign")
    if !dissents.isEmpty || standing == nil { body += "<h2>\(say("保留意见", "Dissents"))</h2>\n" }
    if standing == nil {
      body += "<div class=\"words blank short\"><p class=\"note\">\(escaped(roomForDissent))</p></div>\n"
    }
    for dissent in dissents {
      body += "<div class=\"dissent\"><p class=\"who\">\(escaped(name(dissent.expert)))</p>\n"
      for paragraph in OpinionSheet.paragraphs(dissent.text) { body += "<p>\(escaped(paragraph))</p>\n" }
      body += "<p class=\"line\">\(escaped(signatureLine))</p></div>\n"
    }
    for note in notes { body += "<p class=\"note\">\(escaped(note))</p>\n" }
    body += "<p class=\"proof\">\(escaped(proof))</p>\n"
    return htmlPage(title: "\(title) \(candidate.id)", style: Self.style, body: body, in: language)
  }

  private func table(_ columns: [String], _ rows: [[String]], _ kind: String) -> String {
    let head = columns.map { "<th>\(escaped($0))</th>" }.joined()
    let lines = rows.map { "<tr>\($0.map { "<td>\(escaped($0))</td>" }.joined())</tr>\n" }.joined()
    return "<table class=\"\(kind)\">\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(lines)</tbody>\n</table>\n"
  }

  private static let style = """
    h2 { font-size: 1.1em; margin: 1.2em 0 .4em; break-after: avoid; }
    td { overflow-wrap: anywhere; }
    .facts th { width: 14%; }
    .facts th:nth-child(1) { width: 14%; text-align: left; }
    .panel th:nth-child(2) { width: 22%; }
    .panel th:nth-child(4) { width: 20%; }
    .sign td { height: 2.6em; vertical-align: middle; }
    .sign th:nth-child(2) { width: 28%; }
    .sign th:nth-last-child(1) { width: 20%; }
    .choice th:nth-child(2) { width: 19%; }
    .choice th:nth-child(3) { width: 28%; }
    .choice th:nth-last-child(1) { width: 17%; }
    .words { border: 1px solid #888; padding: .4em .9em; }
    .words.blank { min-height: 13em; }
    .words.short { min-height: 6em; }
    .warning { text-indent: 0; font-weight: 600; border-left: 4px solid #111; padding-left: .7em; }
    .dissent { border: 1px solid #888; padding: .4em .9em; margin: .6em 0; break-inside: avoid; }
    .who { text-indent: 0; font-weight: 600; }
    .line { text-align: right; text-indent: 0; margin-top: 1.2em; }
    .note { text-indent: 0; font-size: .9em; color: #333; }
    """
}
