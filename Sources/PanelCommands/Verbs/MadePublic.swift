import ExpertReview
import Reports

/// What `panel publish` has just made public, and who of the list is not final yet.
struct MadePublic {
  let notice: Notice
  private let others: FinalList?

  /// `before` is the round as it was; the session already holds the posting. `others` says why the rest of a final list
  /// waits.
  init(_ posting: Posting, _ session: RoundSession, before: Round, others: FinalList? = nil) {
    self.others = others
    notice = session.round.notice(posting, before: before, others: others, head: session.head.hexadecimal)
  }

  /// Whether nobody of the list is left for later.
  var isWhole: Bool { others.map { $0.held.isEmpty && $0.running.isEmpty && $0.unseen.isEmpty } ?? true }

  func tell(files: String, _ invocation: Invocation, _ output: inout Output) {
    if output.isJSON {
      return output.json([
        "kind": .text(notice.kind.rawValue), "posted": .day(notice.posted), "lastDay": .day(notice.clock?.lastDay),
        "publishFrom": .day(notice.clock?.publishFrom ?? others?.publishFrom),
        "listed": .identifiers(notice.lines.map(\.candidate)), "held": .identifiers(notice.held.map(\.candidate)),
        "anew": notice.kind == .corrected ? .identifiers(notice.anew) : nil,
        "running": notice.kind == .final ? .identifiers(notice.running.map(\.candidate)) : nil,
        "unseen": notice.kind == .final ? .identifiers(others?.unseen ?? []) : nil,
        "files": .text(files), "head": .text(notice.head),
      ])
    }
    let folder = invocation.required("FOLDER")
    output.done(sentence(folder: folder), dry: invocation.isDryRun)
    for line in waiting { output.line(line) }
    output.line(Bilingual(zh: "卷宗校验值 \(notice.head.short)", en: "head of the record \(notice.head.short)"))
  }

  private func sentence(folder: String) -> Bilingual {
    let count = notice.lines.count
    guard let clock = notice.clock else {
      return Bilingual(zh: "公布 \(count) 个对象；文件在 \(folder)", en: "\(count) candidates published; files in \(folder)")
    }
    let days = Bilingual(
      zh: "\(clock.firstDay) 至 \(clock.lastDay)；最早 \(clock.publishFrom) 公布；文件在 \(folder)",
      en: "from \(clock.firstDay) to \(clock.lastDay); publish from \(clock.publishFrom); files in \(folder)")
    switch notice.kind {
    case .supplementary:
      let ids = brief(notice.lines.map(\.candidate))
      return Bilingual(
        zh: "补充公示 \(count) 个递补的对象（\(ids)），\(days.zh)",
        en: "\(count) who rose (\(ids)) on supplementary notice \(days.en)")
    case .corrected:
      let ids = brief(notice.anew)
      return Bilingual(
        zh: "更正公示 \(count) 个对象，其中 \(notice.anew.count) 个重新计期（\(ids.isEmpty ? "无" : ids)），\(days.zh)",
        en: "\(count) candidates on corrected notice, the clock of \(notice.anew.count) anew (\(ids)) \(days.en)")
    case .proposed, .final:
      return Bilingual(
        zh: "公示 \(count) 个对象，\(days.zh)", en: "\(count) candidates on notice \(days.en)")
    }
  }

  /// Of a final list, those who are not on it yet, and why.
  private var waiting: [Bilingual] {
    guard let others else { return [] }
    var lines: [Bilingual] = []
    if !others.held.isEmpty {
      let ids = others.held.map(\.candidate.rawValue).joined(separator: " ")
      lines.append(
        Bilingual(
          zh: "暂缓 \(others.held.count) 个（异议未答复）：\(ids)", en: "\(others.held.count) held (objections open): \(ids)"))
    }
    if let from = others.publishFrom {
      let ids = brief(others.running.map(\.candidate))
      lines.append(
        Bilingual(
          zh: "还在公示 \(others.running.count) 个，最早 \(from) 公布：\(ids)",
          en: "\(others.running.count) still on notice, final from \(from): \(ids)"))
    }
    if !others.unseen.isEmpty {
      let ids = brief(others.unseen)
      lines.append(
        Bilingual(
          zh: "递补后还没有公示 \(others.unseen.count) 个：\(ids)；先运行 panel publish 文件夹",
          en: "\(others.unseen.count) rose and were never on notice: \(ids); first run panel publish FOLDER"))
    }
    return lines
  }
}

extension Round {
  /// A posting as the public sees it; the round holds it already, `before` is the round without it.
  fileprivate func notice(_ posting: Posting, before: Round, others: FinalList?, head: String) -> Notice {
    func lines(_ lines: [Posting.Line]) -> [Notice.Line] {
      lines.compactMap { line in
        candidateIndex[line.candidate].map { noticeLine(candidates[$0], group: line.group, place: line.place) }
      }
    }
    var notice = Notice(
      kind: posting.kind, roundID: charter.roundID, scheme: scheme.name, posted: posting.day,
      clock: posting.kind == .final
        ? nil
        : scheme.publicity.flatMap { try? PublicityClock(posted: posting.day, publicity: $0, calendar: calendar) },
      unit: scheme.publicity?.unit, lines: lines(posting.lines), held: lines(others?.held ?? []), head: head)
    notice.running = lines(others?.running ?? [])
    notice.anew = posting.anew
    notice.lastDays = board.showings.mapValues(\.lastDay)
    notice.anonymousObjections = scheme.publicity?.anonymousObjections ?? .note
    notice.publishedBefore = posting.adds ? before.finalLines.count : 0
    if case .corrected(_, _, let dropped) = before.noticeChange(to: posting.lines), posting.kind == .corrected {
      notice.dropped = dropped.count
    }
    notice.firstPosted = before.postings.first { $0.posting.kind == .proposed }?.posting.day
    return notice
  }
}
