import ExpertReview
import Reports

extension StatusReport {
  /// The list on notice, the clocks that run for it, and what it no longer agrees with.
  struct OnNotice {
    /// Lines that are shown together, with their clock.
    struct Clock {
      let posting: Posting
      let lastDay: CivilDay
      /// Nil where the calendar does not cover the days.
      let days: PublicityClock?
      let candidates: [CandidateID]
    }
    /// The whole list as it was last shown.
    let candidates: [CandidateID]
    let clocks: [Clock]
    /// The latest last day of those who are neither final nor out.
    let lastDay: CivilDay
    let openObjections: [CandidateID]
    /// What the list as it now is asks for.
    let change: NoticeChange
    /// Of that list, who may be final and what the others wait for.
    let final: FinalList
  }
}

extension StatusReport.OnNotice {
  /// Nil before anything is on notice.
  init?(_ round: Round, listed: [Posting.Line], asOf: CivilDay) {
    guard !round.board.isEmpty else { return nil }
    candidates = round.board.lines.map(\.candidate)
    let facts = Set(round.board.showings.values.map(\.fact))
    clocks = round.postings.filter { facts.contains($0.sequence) }.map { sequence, posting in
      let shown = round.board.lines.filter { round.board.showings[$0.candidate]?.fact == sequence }
      return Clock(
        posting: posting,
        lastDay: shown.compactMap { round.board.showings[$0.candidate]?.lastDay }.max() ?? posting.lastDay,
        days: round.scheme.publicity.flatMap {
          try? PublicityClock(posted: posting.day, publicity: $0, calendar: round.calendar)
        }, candidates: shown.map(\.candidate))
    }
    let waiting = candidates.filter { round.exclusions[$0] == nil && round.board.publication(of: $0) == nil }
    lastDay =
      (waiting.isEmpty ? candidates : waiting).compactMap { round.board.showings[$0]?.lastDay }.max() ?? asOf
    openObjections = candidates.filter { !round.openObjections(against: $0).isEmpty }.sorted()
    change = listed.isEmpty ? .unchanged : round.noticeChange(to: listed)
    final = round.finalList(of: listed, on: asOf)
  }

  /// Whether the list on notice, with those who rose shown beside it, is still the right one.
  var holds: Bool { change == .unchanged }

  func write(_ round: Round, asOf: CivilDay, to output: inout Output) {
    for clock in clocks {
      let count = clock.candidates.count
      var day: Bilingual?
      if let days = clock.days {
        let (today, all) = (days.countedDays.count { $0 <= asOf }, days.countedDays.count)
        day =
          asOf > clock.lastDay
          ? Bilingual(zh: "，已满", en: ", over") : Bilingual(zh: "，第 \(today)/\(all) 天", en: ", day \(today) of \(all)")
      }
      let open = clock.candidates.count { openObjections.contains($0) }
      let from = clock.lastDay.adding(days: 1)
      output.line(
        Bilingual(
          zh:
            "\(clock.label.zh)：\(clock.posting.day) 起 \(count) 个对象，至 \(clock.lastDay)\(day?.zh ?? "")；最早 \(from) 公布；异议未答复 \(open)",
          en:
            "\(clock.label.en): \(count.of("candidate")) from \(clock.posting.day) until \(clock.lastDay)\(day?.en ?? ""); final from \(from); \(open.of("open objection"))"
        ))
    }
  }

  func json(_ round: Round, asOf: CivilDay) -> JSON {
    let first = clocks.first
    return .object([
      "posted": .day(first?.posting.day), "lastDay": .day(lastDay), "publishFrom": .day(lastDay.adding(days: 1)),
      "day": first?.days.map { days in .number(days.countedDays.count { $0 <= asOf }) } ?? .null,
      "days": first?.days.map { .number($0.countedDays.count) } ?? .null,
      "candidates": .identifiers(candidates), "openObjections": .identifiers(openObjections),
      "clocks": .array(
        clocks.map {
          .object([
            "kind": .text($0.posting.kind.rawValue), "posted": .day($0.posting.day), "lastDay": .day($0.lastDay),
            "publishFrom": .day($0.lastDay.adding(days: 1)), "candidates": .identifiers($0.candidates),
          ])
        }),
      "change": change.json, "held": .identifiers(final.held.map(\.candidate)),
      "running": .identifiers(final.running.map(\.candidate)), "unseen": .identifiers(final.unseen),
      "objections": .array(round.objections.map { $0.json(hold: round.hold(of: $0)) }),
    ])
  }
}

extension StatusReport.OnNotice.Clock {
  fileprivate var label: Bilingual {
    switch posting.kind {
    case .proposed, .final: Bilingual(zh: "公示", en: "notice")
    case .supplementary: Bilingual(zh: "补充公示", en: "supplementary notice")
    case .corrected: Bilingual(zh: "更正公示", en: "corrected notice")
    }
  }
}

extension NoticeChange {
  /// `{"kind", "candidates", "dropped"}`
  fileprivate var json: JSON {
    let (kind, candidates, dropped): (String, [CandidateID], [CandidateID]) =
      switch self {
      case .unchanged: ("none", [], [])
      case .first(let lines): ("proposed", lines.map(\.candidate), [])
      case .supplementary(let lines): ("supplementary", lines.map(\.candidate), [])
      case .corrected(_, let anew, let dropped): ("corrected", anew, dropped)
      }
    return .object([
      "kind": .text(kind), "candidates": .identifiers(candidates), "dropped": .identifiers(dropped),
    ])
  }
}

extension Objection {
  /// Without who raised it: the page is shown to more people than should know.
  fileprivate func json(hold: Hold?) -> JSON {
    let state =
      switch self.state {
      case .open: "open"
      case .withdrawn: "withdrawn"
      case .answered(let reply): reply.outcome.rawValue
      }
    return .object([
      "number": .number(number), "candidate": .text(candidate.rawValue), "received": .day(received),
      "against": statement.against.map { .text($0.rawValue) }, "state": .text(state),
      "holds": hold.map { .text($0.rawValue) } ?? .null,
    ])
  }
}

// MARK: - What waits for people

extension StatusReport {
  /// What the notice and the final list wait for.
  var publicityItems: [WaitingItem] {
    [objections, corrections(.uncorrected), corrections(.unranked), change, recognitions].compactMap(\.self)
  }

  private var objections: WaitingItem? {
    guard let open = notice?.openObjections, let first = open.first else { return nil }
    return WaitingItem(
      kind: "objections", ids: open.map(\.rawValue),
      message: Bilingual(
        zh: "\(open.count) 个对象有异议没有答复：\(brief(open))",
        en: "\(open.count.of("candidate")) with an open objection: \(brief(open))"),
      verb: Bilingual(
        zh: "panel decide answer \(first) --outcome upheld 或 dismissed --reason 理由",
        en: "panel decide answer \(first) --outcome upheld or dismissed --reason TEXT"))
  }

  /// Objections upheld that have yet to lead to a correction and a new ranking.
  private func corrections(_ hold: Objection.Hold) -> WaitingItem? {
    let ids = Set(round.objections.filter { round.hold(of: $0) == hold }.map(\.candidate)).sorted()
    guard !ids.isEmpty else { return nil }
    return WaitingItem(
      kind: hold.rawValue, ids: ids.map(\.rawValue),
      message: Bilingual(
        zh: "\(brief(ids)) 的异议\(hold.words.zh)，暂缓公布", en: "\(brief(ids)) held: the objection \(hold.words.en)"),
      verb: hold == .unranked
        ? Bilingual(zh: "panel rank", en: "panel rank")
        : Bilingual(
          zh: "更正材料、评分或结论，再 panel rank", en: "correct the file, marks or finding, then panel rank"))
  }

  /// What must be shown before all can be final.
  private var change: WaitingItem? {
    let verb = Bilingual(zh: "panel publish 文件夹", en: "panel publish FOLDER")
    switch notice?.change {
    case nil, .first?, .unchanged?: return nil
    case .supplementary(let lines)?:
      let ids = lines.map(\.candidate)
      return WaitingItem(
        kind: "supplementary", ids: ids.map(\.rawValue),
        message: Bilingual(
          zh: "递补的 \(ids.count) 个对象还没有公示：\(brief(ids))",
          en: "\(ids.count.of("candidate")) rose and must be shown: \(brief(ids))"), verb: verb)
    case .corrected(_, let anew, let dropped)?:
      let (moved, gone) = (brief(anew), brief(dropped))
      return WaitingItem(
        kind: "corrected", ids: (anew + dropped).map(\.rawValue),
        message: Bilingual(
          zh: "公示的名单与现在的排名不同，须更正公示" + (anew.isEmpty ? "" : "；位次有变或新列入：\(moved)")
            + (dropped.isEmpty ? "" : "；不再列入：\(gone)"),
          en: "the list on notice is not the ranking's any more" + (anew.isEmpty ? "" : "; moved or new: \(moved)")
            + (dropped.isEmpty ? "" : "; no longer listed: \(gone)")), verb: verb)
    }
  }

  private var recognitions: WaitingItem? {
    let ids = round.recognitionsInDoubt
    guard let first = ids.first else { return nil }
    return WaitingItem(
      kind: "recognition", ids: ids.map(\.rawValue),
      message: Bilingual(
        zh: "公布以后查实有问题，认定去留待定：\(brief(ids))", en: "published, and found out since; a person must decide: \(brief(ids))"),
      verb: Bilingual(
        zh: "panel decide recognition \(first) --ruling stands 或 revoked --reason 理由",
        en: "panel decide recognition \(first) --ruling stands or revoked --reason TEXT"))
  }
}
