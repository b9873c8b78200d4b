import ExpertReview
import Reports

/// What each recommender nominated, as `panel status` shows it.
struct NominationReport {
  /// A limit as one recommender stands to it.
  struct Standing {
    let limit: NominationPolicy.Limit
    let nominated: Int
    var isExceeded: Bool { nominated > limit.count }
  }

  struct Line {
    let recommender: Recommender
    let lines: [Nomination]
    let consortia: Int
    let limits: [Standing]
    /// Why it may not nominate, or is to be looked at.
    let exclusions: [NominationPolicy.Exclusion]
    /// The level that nominates under the scheme, where it is another; nil where an exclusion tells of it.
    let otherThan: Recommender.Level?
    /// Candidates whose opinion, seal or day of sending is not there.
    let incomplete: [CandidateID]
  }

  let lines: [Line]
  let deadlines: [(deadline: NominationPolicy.Deadline, isOver: Bool)]
  /// Candidates whom no table names.
  let unnamed: [CandidateID]
  private let extensions: [DeadlineExtension]
  private let documents: [OfficialDocument]

  /// Nil where the scheme says nothing of nominations, or nobody has nominated and nothing limits or dates it.
  init?(_ round: Round, asOf: CivilDay) {
    guard let book = round.nominationBook(asOf: asOf) else { return nil }
    let policy = book.policy
    guard !round.nominations.isEmpty || !policy.limits.isEmpty || !policy.deadlines.isEmpty else { return nil }
    let asksForActs = policy.deadlines.contains { $0.act == .sent }
    lines = book.accounts.filter { !$0.lines.isEmpty }.map { account in
      Line(
        recommender: account.recommender, lines: account.lines, consortia: account.consortia.count,
        limits: policy.limits(for: account.recommender).map {
          Standing(limit: $0, nominated: account.counted(by: $0).count)
        }, exclusions: policy.exclusions(of: account.recommender),
        otherThan: policy.isRemarkable(account.recommender) ? policy.by : nil,
        incomplete: asksForActs
          ? account.lines.filter { $0.opinion.isEmpty || !$0.isSealed || $0.sentOn == nil }.compactMap(\.candidate) : []
      )
    }
    deadlines = policy.deadlines.map { ($0, asOf > $0.until) }
    let named = Set(round.nominations.compactMap(\.candidate))
    unnamed = round.candidates.map(\.id).filter { !named.contains($0) && round.exclusions[$0] == nil }.sorted()
    extensions = round.extensions
    documents = round.scheme.documents
  }

  func write(to output: inout Output) {
    let language = output.language
    output.line("")
    output.line(Bilingual(zh: "【推荐】", en: "[Nominations]"))
    for line in lines { output.line("  " + line.words(documents)[language]) }
    if !unnamed.isEmpty {
      output.line(
        Bilingual(
          zh: "  推荐表里还没有：\(brief(unnamed))", en: "  in no recommender's table: \(brief(unnamed))"))
    }
    for (deadline, isOver) in deadlines {
      let act =
        deadline.act == .sent ? Bilingual(zh: "报送", en: "to be sent") : Bilingual(zh: "申报", en: "to be declared")
      let state = isOver ? Bilingual(zh: "，已过", en: ", over") : Bilingual(zh: "", en: "")
      output.line(
        Bilingual(
          zh: "  \(deadline.id) \(act.zh)截止 \(deadline.until)\(state.zh) \(deadline.source.words(documents).zh)",
          en: "  \(deadline.id) \(act.en) by \(deadline.until)\(state.en) \(deadline.source.words(documents).en)"))
    }
    for moved in extensions {
      let whom =
        moved.candidates.isEmpty
        ? Bilingual(zh: "全部", en: "all") : Bilingual(zh: brief(moved.candidates), en: brief(moved.candidates))
      output.line(
        Bilingual(
          zh: "  \(moved.rule) 延至 \(moved.until)（\(whom.zh)；\(moved.by) \(moved.on)：\(moved.reason)）",
          en: "  \(moved.rule) moved to \(moved.until) (\(whom.en); \(moved.by), \(moved.on): \(moved.reason))"))
    }
  }

  var json: JSON {
    .object([
      "recommenders": .array(lines.map(\.json)), "unnamed": .identifiers(unnamed),
      "deadlines": .array(
        deadlines.map { deadline, isOver in
          .object([
            "rule": .text(deadline.id.rawValue), "act": .text(deadline.act.rawValue), "from": .day(deadline.from),
            "until": .day(deadline.until), "over": .boolean(isOver), "cite": deadline.source.json,
          ])
        }),
      "extensions": .array(
        extensions.map {
          .object([
            "rule": .text($0.rule.rawValue), "until": .day($0.until), "candidates": .identifiers($0.candidates),
            "by": .text($0.by), "on": .day($0.on), "reason": .text($0.reason),
          ])
        }),
    ])
  }
}

extension NominationReport.Line {
  fileprivate func words(_ documents: [OfficialDocument]) -> Bilingual {
    var zh = "\(recommender.name)：\(lines.count) 家"
    var en = "\(recommender.name): \(lines.count)"
    if consortia > 0 {
      zh += "，联合体 \(consortia) 家"
      en += ", \(consortia) of them consortia"
    }
    for standing in limits where standing.isExceeded {
      let (isConsortium, count) = (standing.limit.of == .consortium, standing.limit.count)
      zh += "；! 超出\(isConsortium ? "联合体" : "")名额 \(count) 家（\(standing.limit.id)）"
      en += "; ! more than \(count)\(isConsortium ? " consortia" : "") (\(standing.limit.id))"
    }
    for exclusion in exclusions {
      zh += exclusion.then == .refused ? "；! 不得单独推荐（\(exclusion.id)）" : "；请核实推荐资格（\(exclusion.id)）"
      en +=
        exclusion.then == .refused ? "; ! may not nominate (\(exclusion.id))" : "; check its standing (\(exclusion.id))"
    }
    if let level = otherThan {
      zh += "；! 是\(recommender.level.label.zh)，方案规定由\(level.words.zh)推荐"
      en += "; ! a \(recommender.level.label.en), and under the scheme \(level.words.en) nominate"
    }
    if !incomplete.isEmpty {
      zh += "；意见、盖章或报送日期不全：\(brief(incomplete))"
      en += "; opinion, seal or day of sending lacking: \(brief(incomplete))"
    }
    return Bilingual(zh: zh, en: en)
  }

  fileprivate var json: JSON {
    .object([
      "recommender": .text(recommender.id.rawValue), "name": .text(recommender.name),
      "level": .text(recommender.level.rawValue), "kind": .orNull(recommender.kind?.rawValue),
      "nominated": .identifiers(lines.compactMap(\.candidate)), "consortia": .number(consortia),
      "limits": .array(
        limits.map {
          .object([
            "rule": .text($0.limit.id.rawValue), "of": .text($0.limit.of.rawValue), "count": .number($0.limit.count),
            "nominated": .number($0.nominated), "exceeded": .boolean($0.isExceeded),
            "beyond": .text($0.limit.beyond.rawValue), "cite": $0.limit.source.json,
          ])
        }),
      "excludedBy": .array(
        exclusions.map { .object(["rule": .text($0.id.rawValue), "then": .text($0.then.rawValue)]) }),
      "otherLevel": .boolean(otherThan != nil), "incomplete": .identifiers(incomplete),
    ])
  }
}

extension StatusReport {
  /// What lower levels handed on.
  func writeHandedOn(_ output: inout Output) {
    let handed = round.handedOn.values.sorted { $0.candidate < $1.candidate }
    guard !handed.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "【下级移交】", en: "[Handed on from below]"))
    for entry in handed {
      let way = entry.levels.map(\.round).joined(separator: " → ")
      output.line("  \(entry.candidate)  \(way)")
    }
  }

  /// The list where no experts review.
  func writeChoice(_ output: inout Output) {
    guard round.isSelectedByChoice else { return }
    let chosen = round.choiceLines().map(\.candidate)
    output.line("")
    output.line(
      chosen.isEmpty
        ? Bilingual(zh: "没有专家评审；名单还没有选定", en: "no expert review; the list is not chosen yet")
        : Bilingual(
          zh: "没有专家评审；选定 \(chosen.count) 个：\(brief(chosen))",
          en: "no expert review; \(chosen.count) chosen: \(brief(chosen))"))
    for fault in round.choiceFaults(chosen, asOf: asOf) { output.line("  ! " + fault.words[output.language]) }
  }
}

extension HandedOn {
  /// What each level decided, for people.
  var lines: [Bilingual] {
    levels.flatMap { level in
      [
        Bilingual(
          zh:
            "\(level.schemeName.zh)（\(level.round)）：结论 \(level.verdict.label.zh)，名单第 \(level.place) 位，\(level.by) \(level.handedOn) 移交，校验值 \(String(level.head.prefix(16)))",
          en:
            "\(level.schemeName.en) (\(level.round)): verdict \(level.verdict.label.en), number \(level.place) on its list, handed on by \(level.by) on \(level.handedOn), head \(String(level.head.prefix(16)))"
        )
      ] + level.recommendations.map(\.words) + level.findings.map(\.words) + level.acts.map(\.words)
    }
  }
}

extension LevelRecord.Recommendation {
  fileprivate var words: Bilingual {
    let name = recommender?.name ?? nomination.recommender.rawValue
    return Bilingual(zh: "    \(name)推荐；\(nomination.acts.zh)", en: "    nominated by \(name); \(nomination.acts.en)")
  }
}

extension LevelRecord.Finding {
  fileprivate var words: Bilingual {
    let aside = isSetAside ? Bilingual(zh: "（经决定不计）", en: " (set aside)") : Bilingual(zh: "", en: "")
    return Bilingual(
      zh: "    \(verdict.label.zh)  \(rule)  \(message.zh)\(aside.zh)",
      en: "    \(verdict.label.en)  \(rule)  \(message.en)\(aside.en)")
  }
}

extension LevelRecord.Act {
  fileprivate var words: Bilingual {
    let about = rule.isEmpty ? "" : " \(rule)"
    return Bilingual(
      zh: "    决定 \(act)\(about)（\(by)，\(on)：\(reason)）", en: "    decided \(act)\(about) (\(by), \(on): \(reason))")
  }
}

extension Nomination {
  /// Opinion, seal and day, for people.
  var acts: Bilingual {
    let none = Bilingual(zh: "未填", en: "none")
    return Bilingual(
      zh:
        "推荐意见：\(opinion.isEmpty ? none.zh : opinion)；\(isSealed ? "已盖章" : "未见盖章")；报送 \(sentOn?.description ?? none.zh)",
      en:
        "opinion: \(opinion.isEmpty ? none.en : opinion); \(isSealed ? "sealed" : "no seal"); sent \(sentOn?.description ?? none.en)"
    )
  }
}
