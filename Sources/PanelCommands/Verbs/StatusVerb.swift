import ExpertReview
import Reports
import RoundStore

/// `panel status`: the page that an organizer keeps open.
enum StatusVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let session = try RoundSession.read(invocation)
    if invocation.flag("duties") {
      let page = DutyPage(session.round, asOf: invocation.asOf)
      if output.isJSON { output.json(page.json) } else { page.write(to: &output) }
      return .done
    }
    let report = StatusReport(session.round, head: session.head.hexadecimal, asOf: invocation.asOf)
    if output.isJSON { output.json(report.json) } else { report.write(to: &output) }
    return .done
  }
}

// MARK: - As text

extension StatusReport {
  func write(to output: inout Output) {
    let id = Bilingual.inBrackets(round.scheme.id.rawValue)[output.language]
    output.line("\(round.charter.roundID)  \(round.scheme.name[output.language])\(id)")
    output.line(
      Bilingual(
        zh: "截至 \(asOf)；卷宗 \(round.lastSequence) 条记录，校验值 \(head)",
        en: "as of \(asOf); \(round.lastSequence) facts on record, head \(head)"))
    output.line("")
    writeCounts(&output)
    nominations?.write(to: &output)
    writeHandedOn(&output)
    writeCorrections(&output)
    for stage in stages { stage.write(to: &output) }
    writeChoice(&output)
    writeNotice(&output)
    writeSteps(&output)
    writeCauses(&output)
    writeReopenings(&output)
    writeChanges(&output)
    writeWaiting(&output)
    output.line("")
    output.line(Bilingual(zh: "下一步：\(next.zh)", en: "next: \(next.en)"))
  }

  private func writeCounts(_ output: inout Output) {
    func count(_ verdict: Verdict) -> Int { candidates.verdicts[verdict, default: 0] }
    let out = candidates.out.isEmpty ? nil : brief(candidates.out)
    let goOn =
      round.isSelectedByChoice
      ? Bilingual(zh: "可供选定", en: "may be chosen") : Bilingual(zh: "可进入评审", en: "go on")
    output.line(
      Bilingual(
        zh:
          "申报对象 \(candidates.total)：通过 \(count(.pass))，待定 \(count(.review))（未决定 \(candidates.waiting.count)），补正 \(count(.formError))，不通过 \(count(.fail))；\(goOn.zh) \(candidates.admitted)\(out.map { "；已退出 \($0)" } ?? "")",
        en:
          "\(candidates.total.of("candidate")): \(count(.pass)) pass, \(count(.review)) review (\(candidates.waiting.count) undecided), \(count(.formError)) formError, \(count(.fail)) fail; \(candidates.admitted) \(goOn.en)\(out.map { "; out: \($0)" } ?? "")"
      ))
    // Where nobody marks there are no experts to tell of.
    guard !round.isSelectedByChoice else { return }
    let absent = unavailable.isEmpty ? nil : brief(unavailable)
    output.line(
      Bilingual(
        zh: "专家 \(round.experts.count)\(absent.map { "，不能参加 \(unavailable.count)：\($0)" } ?? "")",
        en: "\(round.experts.count.of("expert"))\(absent.map { ", \(unavailable.count) not available: \($0)" } ?? "")"))
    let tally = conflicts.tally
    output.line(
      Bilingual(
        zh: "回避：必须 \(tally.hard) 对，尽量 \(tally.soft) 对，待确认 \(tally.undecided) 对",
        en: "conflicts: \(tally.hard) hard, \(tally.soft) soft, \(tally.undecided) undecided"))
  }

  private func writeNotice(_ output: inout Output) {
    if let notice {
      output.line("")
      notice.write(round, asOf: asOf, to: &output)
    }
    if let final {
      if notice == nil { output.line("") }
      output.line(
        Bilingual(
          zh: "公布：\(final.day)，\(final.lines.count) 个对象",
          en: "final list: \(final.day), \(final.lines.count.of("candidate"))"))
    }
    if let day = round.keptUntil {
      output.line(
        Bilingual(
          zh: "卷宗保存至 \(day)（含）：panel export 文件 --form archive",
          en: "the record is kept until \(day): panel export FILE --form archive"))
    }
  }

  private func writeSteps(_ output: inout Output) {
    let language = output.language
    output.line("")
    var table = TextTable([
      .init(Bilingual(zh: "阶段", en: "step")[language]), .init(Bilingual(zh: "状态", en: "state")[language]),
      .init(Bilingual(zh: "签字", en: "signed off")[language]),
    ])
    for step in steps {
      table.add([
        round.label(of: step.key)[language], step.words(round)[language], step.signOff?.words[language] ?? "",
      ])
    }
    output.table(table)
  }

  private func writeWaiting(_ output: inout Output) {
    let waiting = waiting
    guard !waiting.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "待办：", en: "waiting:"))
    for item in waiting {
      output.line("  · " + item.message[output.language])
      output.line("      " + item.verb[output.language])
    }
  }
}

extension StatusReport.Step {
  fileprivate func words(_ round: Round) -> Bilingual {
    switch progress {
    case .notRun: Bilingual(zh: "未做", en: "not run")
    case .current: Bilingual(zh: "有效", en: "up to date")
    case .holds(let since):
      Bilingual(
        zh: "仍然有效（第 \(since) 条记录之后重算，结果相同）", en: "still holds (computed again after fact \(since): the same)")
    case .changed(let since):
      isFreeOfFaults == true
        ? Bilingual(
          zh: "可能不是最优（第 \(since) 条记录之后），但没有违反任何限制；重做：\(round.command(of: key).zh)",
          en:
            "perhaps no longer the best (after fact \(since)), but no limit is broken; renew: \(round.command(of: key).en)"
        )
        : Bilingual(
          zh: "已过时（第 \(since) 条记录之后结果不同），须重做：\(round.command(of: key).zh)",
          en: "out of date (another result after fact \(since)); renew: \(round.command(of: key).en)")
    }
  }
}

extension StatusReport.Stage {
  fileprivate func write(to output: inout Output) {
    output.line("")
    output.line(Bilingual(zh: "【\(stage.name.zh)】", en: "[\(stage.name.en)]"))
    if let entered {
      output.line(Bilingual(zh: "  入围 \(entered) 个", en: "  \(entered.of("candidate")) on the short list"))
    }
    guard let panels else {
      return output.line(Bilingual(zh: "  还没有评审组", en: "  no panels yet"))
    }
    output.line("  " + panels.words[output.language])
    let filled = panels.members.count { !$0.isEmpty }
    output.line(
      Bilingual(zh: "  \(filled) 个评审组，\(seats) 个席位", en: "  \(filled.of("panel")), \(seats.of("seat"))"))
    seatStatus.write(to: &output)
    for fault in faults.prefix(10) {
      let words = fault.sentences
      output.line(
        Bilingual(zh: "  ! \(words.message.zh)。\(words.mend.zh)", en: "  ! \(words.message.en): \(words.mend.en)"))
    }
    if faults.count > 10 {
      output.line(Bilingual(zh: "  ! 共 \(faults.count) 处", en: "  ! \(faults.count) in all"))
    }
    output.line(
      Bilingual(
        zh: "  评分：\(seats - owed)/\(seats) 份收齐，共 \(markCount) 个分数",
        en: "  sheets: \(seats - owed) of \(seats) complete, \(markCount.of("mark"))"))
    for owing in owing.prefix(20) {
      output.line(
        Bilingual(
          zh: "    \(owing.expert) 还欠 \(brief(owing.candidates))",
          en: "    \(owing.expert) owes \(brief(owing.candidates))"))
    }
    if owing.count > 20 {
      output.line(Bilingual(zh: "    共 \(owing.count) 位专家", en: "    \(owing.count.of("expert")) in all"))
    }
    writeVotes(&output)
    writeOpinions(&output)
    writeRanking(&output)
  }

  private func writeVotes(_ output: inout Output) {
    guard hasVotes else { return }
    output.line(
      Bilingual(
        zh: "  判断类条件：已投 \(voteCount) 票，\(owingVotes.count) 位专家没有投完，待组长定 \(toChair.count) 条",
        en:
          "  judged conditions: \(voteCount.of("vote")), \(owingVotes.count.of("expert")) yet to vote, \(toChair.count.of("rule")) for the chair"
      ))
  }

  private func writeRanking(_ output: inout Output) {
    guard let ranking else { return }
    let listed = ranking.rows.count { $0.listed }
    let placed = ranking.rows.count { $0.place != nil }
    let undecided = ranking.undecidedAtLine.count
    output.line(
      Bilingual(
        zh: "  名次：有名次 \(placed)，入选 \(listed)，没有名次 \(ranking.rows.count - placed)，线上未定 \(undecided)",
        en:
          "  ranking: \(placed) with a place, \(listed) listed, \(ranking.rows.count - placed) without a place, \(undecided) open at the line"
      ))
  }
}

// MARK: - As JSON

extension StatusReport {
  private var stepsJSON: JSON { .array(steps.map { $0.json(round) }) }

  var json: JSON {
    func count(_ verdict: Verdict) -> JSON { .number(candidates.verdicts[verdict, default: 0]) }
    let tally = conflicts.tally
    return .object([
      "round": .text(round.charter.roundID), "scheme": .text(round.scheme.id.rawValue), "asOf": .day(asOf),
      "facts": .number(round.lastSequence), "head": .text(head),
      "candidates": .object([
        "total": .number(candidates.total), "pass": count(.pass), "review": count(.review),
        "formError": count(.formError), "fail": count(.fail), "admitted": .number(candidates.admitted),
        "waiting": .identifiers(candidates.waiting), "out": .identifiers(candidates.out),
      ]),
      "experts": .object(["total": .number(round.experts.count), "unavailable": .identifiers(unavailable)]),
      "conflicts": .object([
        "hard": .number(tally.hard), "soft": .number(tally.soft),
        "undecided": .array(
          undecidedConflicts.map {
            .object(["candidate": .text($0.candidate.rawValue), "expert": .text($0.expert.rawValue)])
          }),
      ]),
      "nominations": nominations?.json ?? .null,
      "chosen": round.isSelectedByChoice ? .identifiers(round.choiceLines().map(\.candidate)) : .null,
      "handedOn": .array(
        round.handedOn.values.sorted { $0.candidate < $1.candidate }.map {
          .object(["candidate": .text($0.candidate.rawValue), "levels": $0.levelsJSON])
        }),
      "currentStage": .orNull(currentStage?.stage.id),
      "stages": .array(stages.map(\.json)), "steps": stepsJSON, "reopened": reopenedJSON, "changes": changesJSON,
      "returns": .array(corrections.map(\.json)), "notReturned": .identifiers(notReturned),
      "openItems": .array(
        openItems.map { .object(["rule": .text($0.rule.rawValue), "candidates": .identifiers($0.candidates)]) }),
      "notice": notice.map { $0.json(round, asOf: asOf) } ?? .null,
      "final": finalJSON, "waiting": .array(waiting.map(\.json)), "next": next.json,
      "keptUntil": .orNull(round.keptUntil?.description),
    ])
  }

  private var finalJSON: JSON {
    guard let final else { return .null }
    return .object(["posted": .day(final.day), "candidates": .identifiers(final.lines.map(\.candidate))])
  }
}

extension StatusReport.Step {
  fileprivate func json(_ round: Round) -> JSON {
    let (state, since): (String, Int?) =
      switch progress {
      case .notRun: ("notRun", nil)
      case .current: ("current", nil)
      case .holds(let since): ("holds", since)
      case .changed(let since): ("changed", since)
      }
    return .object([
      "step": .text(procedure.rawValue), "stage": .unlessEmpty(key.stage), "state": .text(state),
      "since": since.map { .number($0) } ?? .null, "verb": .text(round.verb(of: key)),
      "cause": cause?.json ?? .null, "freeOfFaults": isFreeOfFaults.map { .boolean($0) },
      "signedOff": signOff?.json ?? .null,
    ])
  }
}

extension StatusReport.Stage {
  fileprivate var json: JSON {
    .object([
      "stage": .text(stage.id),
      "panels": panels.map { panels in
        .object([
          "origin": .text(panels.code), "on": .day(panels.asOf), "fact": .number(panels.sequence),
          "panels": .number(panels.members.count { !$0.isEmpty }), "seats": .number(seats),
          "changes": seatStatus.json,
          "faults": .array(
            faults.map { fault in
              .object([
                "code": .text(fault.code), "candidate": .orNull(fault.candidate?.rawValue),
                "experts": .identifiers(fault.experts), "message": fault.sentences.message.json,
              ])
            }),
        ])
      } ?? .null,
      "sheets": .object([
        "complete": .number(seats - owed), "owed": .number(owed),
        "owing": .array(
          owing.map {
            .object(["expert": .text($0.expert.rawValue), "candidates": .identifiers($0.candidates)])
          }),
      ]),
      "marks": .number(markCount), "entered": entered.map { .number($0) },
      "votes": hasVotes
        ? .object([
          "cast": .number(voteCount),
          "owing": .array(
            owingVotes.map {
              .object(["expert": .text($0.expert.rawValue), "candidates": .identifiers($0.candidates)])
            }), "toChair": .array(toChair.map(\.json)),
        ]) : nil,
      "toChair": hasVotes || toChair.isEmpty ? nil : .array(toChair.map(\.json)), "opinions": opinionsJSON,
      "ranking": ranking.map { ranking in
        .object([
          "listed": .number(ranking.rows.count { $0.listed }),
          "placed": .number(ranking.rows.count { $0.place != nil }),
          "unplaced": .number(ranking.rows.count { $0.place == nil }),
          "undecidedAtLine": .identifiers(ranking.undecidedAtLine),
        ])
      } ?? .null,
    ])
  }
}
