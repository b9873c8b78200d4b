import ExpertReview
import Reports

/// `panel rank`: scores, places and the line.
enum RankVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    var ranked: WorkBeside.Ranked?
    let code: ExitCode = try RoundSession.write(invocation, &output) { session, output in
      let round = session.round
      guard !round.reviewStages.isEmpty else { throw VerbFault.noReview(round.scheme.id).refusal }
      let stage = try invocation.markedStage(of: round)
      output.tellStage(stage, of: round)
      guard round.scorebooks[stage.id] != nil else { throw VerbFault.noMarks.refusal }
      let groups = try round.groupStandings(stage: stage, asOf: invocation.asOf)
      let ranking = round.rank(groups, stage: stage, asOf: invocation.asOf)
      output.tell(try session.conclude(.ranking(ranking)))
      ranked = WorkBeside.Ranked(round: session.round, stage: stage, groups: groups, ranking: ranking)
      let group = invocation.text("group").map { GroupID($0) }
      if let group, !ranking.rows.contains(where: { $0.group == group }) {
        throw VerbFault.unknownGroup(group, known: Set(ranking.rows.map(\.group)).sorted()).refusal
      }
      let rows = ranking.rows.filter { group == nil || $0.group == group }
      let toChair = session.round.chairItems(ranking)
      warnOfOpenChanges(round.openChanges(until: stage.id), &output)
      let tooFew = rows.compactMap { TooFewSheets($0, stage: stage, round: round) }
      // A short list is drawn at its own line, not at the caps.
      let caps = ranking.shortList == nil ? ranking.effects(of: round.selection.caps) : []
      if output.isJSON {
        let findings = Findings(tooFew: tooFew, caps: caps, toChair: toChair)
        output.json(ranking.json(of: rows, with: PanelValues(groups), findings))
      } else {
        table(rows, round, shortList: ranking.shortList, &output)
        tell(ranking, rows, stage, round, toChair: toChair, &output)
        // With one cap its effect is the line itself.
        if caps.count > 1 { for cap in caps { output.line("  " + cap.sentence[output.language]) } }
        for short in tooFew { output.line(short.sentence) }
        next(ranking, stage, round, toChair: toChair, &output)
      }
      return ranking.undecided.isEmpty && toChair.isEmpty ? .done : .needsPerson
    }
    // The ranking is on record and nobody is kept out of the round any more.
    if let ranked { WorkBeside.run(ranked, invocation, &output) }
    return code
  }

  /// Marks that may yet be changed: the ranking is of those that stand.
  private static func warnOfOpenChanges(_ open: [ProposedChange], _ output: inout Output) {
    guard let first = open.first else { return }
    let numbers = open.map { String($0.number) }.joined(separator: " ")
    output.report(
      [
        FaultReport(
          code: "rank.changesOpen", value: numbers,
          message: Bilingual(
            zh: "第 \(numbers) 号更改还没有批准，名次按现有的分数排",
            en: "changes wait for approval (\(numbers)); the marks that stand are ranked"),
          mend: Bilingual(
            zh: "panel decide approve-change 或 reject-change \(first.number)，然后再运行 panel rank",
            en: "panel decide approve-change or reject-change \(first.number), then panel rank again"))
      ], as: .warning)
  }

  private static func table(
    _ rows: [RankingRow], _ round: Round, shortList: ShortList?, _ output: inout Output
  ) {
    let language = output.language
    var groups: [(id: GroupID, rows: [RankingRow])] = []
    for row in rows {
      if round.isRankedTogether, !groups.isEmpty {
        groups[0].rows.append(row)
      } else if groups.last?.id == row.group {
        groups[groups.count - 1].rows.append(row)
      } else {
        groups.append((row.group, [row]))
      }
    }
    for group in groups {
      output.line("【\(round.label(of: round.isRankedTogether ? .everyone : group.id)[language])】")
      var table = TextTable([
        .init(Bilingual(zh: "名次", en: "place")[language], .right), .init(Bilingual(zh: "编号", en: "id")[language]),
        .init(Bilingual(zh: "申报对象", en: "candidate")[language], mayBeCut: true),
        .init(Bilingual(zh: "得分", en: "score")[language], .right),
        .init(Bilingual(zh: "结果", en: "result")[language]), .init(Bilingual(zh: "说明", en: "note")[language]),
      ])
      for row in group.rows {
        let name = round.candidateIndex[row.candidate].map { round.candidates[$0].name } ?? ""
        table.add([
          row.place.map(String.init) ?? "—", row.candidate.rawValue, name, row.score?.text ?? "—",
          row.result(isShortList: shortList != nil)[language], row.remark(round)[language],
        ])
      }
      output.table(table)
    }
  }

  private static func tell(
    _ ranking: Ranking, _ rows: [RankingRow], _ stage: ReviewStage, _ round: Round, toChair: [OpenItem],
    _ output: inout Output
  ) {
    let listed = rows.count { $0.listed }
    if let shortList = ranking.shortList, let into = round.reviewStages.first(where: { $0.id == shortList.into }) {
      output.line(
        Bilingual(
          zh: "进入\(into.name.zh) \(listed)（线 \(shortList.line)，线上同分的都进入），未进入 \(rows.count - listed)",
          en:
            "\(listed) enter \(into.name.en) (line \(shortList.line); equals at the line all enter), \(rows.count - listed) do not"
        ))
    } else {
      output.line(
        Bilingual(
          zh: "入选 \(listed)，未入选 \(rows.count - listed)", en: "\(listed) listed, \(rows.count - listed) not"))
    }
    for item in toChair {
      let ids = item.candidates.spaced
      output.line(
        Bilingual(
          zh:
            "\(item.rule) “\(item.title.zh)”\(item.cause.zh)，由组长定：panel decide met 或 not-met \(item.rule) \(ids) --reason 理由",
          en:
            "\(item.rule) “\(item.title.en)” was \(item.cause.en); the chair decides: panel decide met or not-met \(item.rule) \(ids) --reason TEXT"
        ))
    }
    for tie in ranking.undecided {
      let (ids, verb) = (tie.candidates.spaced, tie.verb(in: ranking))
      guard tie.zone == nil else {
        output.line(tie.zoneSentence(verb))
        continue
      }
      output.line(
        Bilingual(
          zh: "线上同分，分不出先后：\(ids)，只剩 \(tie.freePlaces) 个名额。由人来定：\(verb.zh)",
          en: "tied at the line with \(tie.freePlaces.of("place")) left: \(ids). To settle it: \(verb.en)"))
    }
    let owing = round.owing(in: stage.id)
    if !owing.isEmpty {
      output.note(
        Bilingual(
          zh: "还有 \(owing.count) 位专家没有评完：\(owing.prefix(10).map(\.expert).spaced)",
          en:
            "\(owing.count) experts still owe marks: \(owing.prefix(10).map(\.expert).spaced)")
      )
    }
    let gaps = round.opinionGaps(in: stage)
    if !gaps.isEmpty { output.note(gaps.message(of: stage)) }
  }

  private static func next(
    _ ranking: Ranking, _ stage: ReviewStage, _ round: Round, toChair: [OpenItem], _ output: inout Output
  ) {
    guard ranking.undecided.isEmpty, toChair.isEmpty else { return }
    if let next = round.scheme.stage(after: stage) {
      output.note(
        Bilingual(zh: "下一步：panel assign --stage \(next.id)", en: "next: panel assign --stage \(next.id)"))
    } else {
      output.note(Bilingual(zh: "下一步：panel publish 文件夹", en: "next: panel publish FOLDER"))
    }
  }
}

extension RankingRow {
  fileprivate func json(with values: PanelValues?) -> JSON {
    .object([
      "group": .text(group.rawValue), "place": place.map { .number($0) } ?? .null,
      "candidate": .text(candidate.rawValue),
      "score": score.map { .text($0.text) } ?? .null, "listed": .boolean(listed),
      "tieBrokenBy": tieBrokenBy.map { .text($0.code) } ?? .null,
      "barredBy": barredBy.isEmpty ? .null : .texts(barredBy.map(\.code)),
      "tied": tied.isEmpty ? nil : .identifiers(tied),
      "reserve": reserve.map { .number($0) }, "zone": zone.map { .text($0.rawValue) },
      "keptOutBy": keptOutBy.isEmpty ? nil : .texts(keptOutBy.map(\.rawValue)),
      "judgedTotal": values?.judgedTotal(of: candidate), "items": values?.items(of: candidate),
    ])
  }
}

extension Ranking {
  /// What goes on record; panel values follow from the same marks and are left out.
  var json: JSON { json(of: rows, with: nil, Findings()) }

  fileprivate func json(of rows: [RankingRow], with values: PanelValues?, _ findings: Findings) -> JSON {
    .object([
      "stage": .text(stage), "ranking": .array(rows.map { $0.json(with: values) }),
      "undecidedAtLine": .identifiers(undecidedAtLine),
      "shortList": shortList.map { .object(["into": .text($0.into), "line": .number($0.line)]) },
      "toChair": findings.toChair.isEmpty ? nil : .array(findings.toChair.map(\.json)),
      "caps": findings.caps.isEmpty ? nil : .array(findings.caps.map(\.json)),
      "tooFew": findings.tooFew.isEmpty ? nil : .array(findings.tooFew.map(\.json)),
    ])
  }
}

extension OpenItem {
  /// `{"rule", "candidates", "raisedBy"?}`
  var json: JSON {
    .object([
      "rule": .text(rule.rawValue), "candidates": .identifiers(candidates),
      "raisedBy": raisedBy.isEmpty ? nil : .identifiers(raisedBy),
    ])
  }

  /// Why it waits for the chair.
  var cause: Bilingual {
    guard !raisedBy.isEmpty else { return Bilingual(zh: "多数专家投“不符合”", en: "voted not met") }
    let experts = raisedBy.map(\.rawValue).joined(separator: " ")
    return Bilingual(zh: "有专家提出疑问（\(experts)）", en: "called in question by \(experts)")
  }
}

/// What a ranking is told with and does not go on record: it follows from other facts.
private struct Findings {
  var tooFew: [TooFewSheets] = []
  var caps: [CapEffect] = []
  var toChair: [OpenItem] = []
}

/// What the panels' marks came to item by item, candidate by candidate.
private struct PanelValues {
  private var standings: [CandidateID: Standing] = [:]
  /// The places that a candidate's items are rounded to; none where the scheme does not round them.
  private var places: [CandidateID: Int] = [:]

  init(_ groups: [GroupStandings]) {
    for group in groups {
      for (position, candidate) in group.candidates.enumerated() {
        standings[candidate.id] = group.standings[position]
        places[candidate.id] = group.plan.itemRounding?.places
      }
    }
  }

  /// The judged items' part of the score, with the score's places; null without a score.
  func judgedTotal(of candidate: CandidateID) -> JSON {
    guard let standing = standings[candidate], let total = standing.judgedTotal, let score = standing.score else {
      return .null
    }
    return .text(total.rounded(places: score.places, .halfUp).text(places: score.places))
  }

  /// Of each item the exact value after trimming, and the same as officially rounded where the scheme rounds it.
  func items(of candidate: CandidateID) -> JSON {
    .array(
      (standings[candidate]?.items ?? []).map { item in
        .object([
          "id": .text(item.id.rawValue), "value": item.exact.map { .text($0.description) } ?? .null,
          "rounded": item.rounded.map { .text($0.text(places: places[candidate] ?? $0.places)) } ?? .null,
        ])
      })
  }
}
