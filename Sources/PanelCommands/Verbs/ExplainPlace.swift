import ExpertReview

/// The steps from a score to a place and above or below the line.
struct PlaceSteps {
  let placing: CandidateExplanation.Placing
  let explanation: CandidateExplanation
  let numbers: NumberStyle
  private var round: Round { explanation.round }
  private var row: RankingRow { placing.row }

  init(_ placing: CandidateExplanation.Placing, explanation: CandidateExplanation, numbers: NumberStyle) {
    self.placing = placing
    self.explanation = explanation
    self.numbers = numbers
  }

  func write(to output: inout Output) {
    let source = round.selection.source.bracket(round.scheme)
    output.line("")
    output.line(Bilingual(zh: "【名次】\(source.zh)", en: "[Place] \(source.en)"))
    if placing.isOnRecord != true { provisional(&output) }
    guard let place = row.place else {
      let why = reasons.map { $0[output.language] }.joined(separator: "；")
      return output.line(Bilingual(zh: "  不排名次：\(why)", en: "  no place: \(why)"))
    }
    let group = round.label(of: row.group)
    let rest = placing.unplaced == 0 ? nil : placing.unplaced
    output.line(
      Bilingual(
        zh: "  \(group.zh)组第 \(place) 名，共 \(placing.placed) 个有名次\(rest.map { "，另 \($0) 个不排名次" } ?? "")",
        en: "  place \(place) of \(placing.placed) in group \(group.en)\(rest.map { "; \($0) without a place" } ?? "")")
    )
    ties(&output)
    if placing.isShortList { return shortList(&output) }
    line(&output)
  }

  /// Whether the candidate enters the next stage.
  private func shortList(_ output: inout Output) {
    output.line(
      row.listed
        ? Bilingual(zh: "  进入下一评审阶段", en: "  enters the next review stage")
        : Bilingual(zh: "  在入围线以下，不进入下一评审阶段", en: "  below the line; does not enter the next review stage"))
  }

  private func provisional(_ output: inout Output) {
    output.line(
      placing.isOnRecord == nil
        ? Bilingual(
          zh: "  尚未运行 panel rank，以下按现有记录试算", en: "  panel rank was not run; what follows is provisional")
        : Bilingual(
          zh: "  上次 panel rank 之后又有新的记录，以下按现有记录试算",
          en: "  facts came since panel rank was last run; what follows is provisional"))
  }

  /// Why the candidate has no place.
  private var reasons: [Bilingual] {
    let out = round.exclusions[row.candidate].map { [$0.label] } ?? []
    return out + row.barredBy.filter { $0 != .fellAway || out.isEmpty }.map(\.words)
  }

  // MARK: Equal scores

  private func ties(_ output: inout Output) {
    guard !placing.equals.isEmpty, let score = row.score else { return }
    let language = output.language
    output.line(
      Bilingual(
        zh: "  同为 \(score.text) 的有 \(placing.equals.count) 个，依次比较：",
        en: "  \(placing.equals.count) have \(score.text); compared in turn:"))
    let labels = placing.ties.map { $0.label(explanation.scoring?.plan.items ?? [])[language] }
    var table = TextTable(
      [
        .init(Bilingual(zh: "    编号", en: "    id")[language]),
        .init(Bilingual(zh: "名次", en: "place")[language], .right),
      ] + labels.map { .init($0, .right) })
    for equal in placing.equals {
      table.add(
        ["    " + equal.row.candidate.rawValue, equal.row.place.map(String.init) ?? "—"]
          + equal.values.map { $0.map { numbers.text($0) } ?? "—" })
    }
    output.table(table)
    itemMeans(&output)
    decisions(&output)
    if let tie = row.tieBrokenBy {
      let label = tie.label(explanation.scoring?.plan.items ?? [])
      output.line(Bilingual(zh: "  按\(label.zh)在后一个之前", en: "  ahead of the next by \(label.en)"))
    }
    if !row.tied.isEmpty {
      let ids = row.tied.spaced
      output.line(Bilingual(zh: "  与 \(ids) 各项都相同，并列", en: "  level with \(ids) in everything: they share the place"))
    }
  }

  /// Where sheets are dropped whole, an item's mean is that of the sheets left; of equal ones each counts in part.
  private func itemMeans(_ output: inout Output) {
    guard let scoring = explanation.scoring, scoring.plan.aggregation.basis == .total else { return }
    let shares = Dictionary(scoring.trace.sheets.map { ($0.expert, $0.share) }) { first, _ in first }
    for case .item(let id) in placing.ties {
      guard let item = scoring.trace.items.first(where: { $0.id == id }), item.kind == .judged, let mean = item.value
      else { continue }
      var terms: [String] = []
      var count = Fraction.zero
      for mark in item.marks {
        guard let value = mark.value, let share = shares[mark.expert], share > .zero else { continue }
        terms.append(share == Fraction(1) ? value.description : "\(value) × \(share)")
        count += share
      }
      let label = TieBreak.item(id).label(scoring.plan.items)[output.language]
      let sum = "(\(terms.joined(separator: " + "))) ÷ \(count) = \(numbers.text(mean))"
      output.line(Bilingual(zh: "    \(row.candidate) 的\(label)：\(sum)", en: "    \(row.candidate), \(label): \(sum)"))
    }
  }

  /// Lots and choices that name the candidate.
  private func decisions(_ output: inout Output) {
    for act in explanation.acts {
      switch act.decision(on: row.candidate) {
      case .lot?, .choose?:
        let words = act.decision(on: row.candidate)?.words[output.language] ?? ""
        output.line("  " + words + act.signature[output.language])
      default: continue
      }
    }
  }

  // MARK: The line

  private func line(_ output: inout Output) {
    let caps = round.selection.caps
    for cap in caps {
      // A cap without a source of its own has the selection's, which stands above.
      let isOwn = cap.source != round.selection.source
      let from = isOwn ? cap.source.bracket(round.scheme) : Bilingual(zh: "", en: "")
      output.line(
        Bilingual(
          zh: "  名额：\(cap.scope.label.zh)至多 \(cap.atMost) 个\(from.zh)",
          en: "  line: \(cap.scope.label.en) at most \(cap.atMost)\(isOwn ? " " : "")\(from.en)"))
    }
    if caps.isEmpty { output.line(Bilingual(zh: "  没有名额限制", en: "  no line is drawn")) }
    output.line("  " + result[output.language])
  }

  private var result: Bilingual {
    if row.listed, !row.wasChosen, let zone = row.zone {
      return Bilingual(zh: "入选（在线边上，\(zone.words.zh)）", en: "listed (in the zone at the line, \(zone.words.en))")
    }
    if row.listed {
      return row.wasChosen ? Bilingual(zh: "入选（经决定）", en: "listed (by decision)") : Bilingual(zh: "入选", en: "listed")
    }
    if let tie = placing.undecided {
      let ids = tie.candidates.spaced
      if let zone = tie.zone {
        return Bilingual(
          zh: "未定：\(ids) 在线边上，只有 \(tie.freePlaces) 个名额，按方案\(zone.words.zh)（panel decide \(zone.verb)）",
          en:
            "open: \(ids) are in the zone at the line with \(tie.freePlaces) places; by the scheme \(zone.words.en) (panel decide \(zone.verb))"
        )
      }
      return Bilingual(
        zh: "未定：\(ids) 在线上同分，只有 \(tie.freePlaces) 个名额，由人来定（panel decide lot 或 choose）",
        en:
          "open: \(ids) are tied at the line with \(tie.freePlaces) places; to be settled by panel decide lot or choose"
      )
    }
    let full = row.keptOutBy.map(\.label)
    let zone = row.zone.map { Bilingual(zh: "在线边上，\($0.words.zh)，", en: "in the zone at the line, \($0.words.en), ") }
    let zh = "未入选：\(zone?.zh ?? "")\(full.map(\.zh).joined(separator: "、"))的名额已满"
    let en = "not listed: \(zone?.en ?? "")no room left for \(full.map(\.en).joined(separator: ", "))"
    return row.reserve.map { Bilingual(zh: "\(zh)；备选第 \($0)", en: "\(en); reserve \($0)") }
      ?? Bilingual(zh: zh, en: en)
  }
}
