import ExpertReview

/// How sure the places around the line are.
struct ReportCertainty {
  let frame: ReportFrame

  /// More rows than that are not read; those nearest the line are shown.
  static let mostRows = 60

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    guard let certainty = frame.material.certainty else { return "" }
    return frame.fields.enumerated().compactMap { index, field in
      figure(field, certainty, id: "places-\(index + 1)").map {
        frame.section(say("名次的把握", "How sure the places are") + frame.suffix(of: field), $0.html)
      }
    }.joined() + variants(certainty)
  }

  private func figure(_ field: ReportFrame.Field, _ certainty: Certainty, id: String) -> PlotFigure? {
    let line = field.rows.filter(\.listed).compactMap(\.place).max()
    let known = field.rows.compactMap { row -> (row: RankingRow, sure: Certainty.Row, place: Int)? in
      guard let place = row.place, let sure = frame.certainty(of: row.candidate) else { return nil }
      return (row, sure, place)
    }
    guard !known.isEmpty else { return nil }
    let near = window(known.map(\.place), around: line)
    let shown = known[near]
    let plot = RankIntervalPlot(
      title: say("名次及其区间", "Places and their intervals"),
      description: say(
        "\(shown.count) 个对象的名次，以及重新抽选专家 \(certainty.settings.replicates) 次时名次的中间九成",
        "places of \(shown.count) candidates, and the middle nine tenths of \(certainty.settings.replicates) draws of "
          + "other experts"),
      axisTitle: say("名次", "place"),
      rows: shown.map {
        RankIntervalPlot.Row(
          label: frame.name(of: $0.row.candidate), place: $0.place, interval: $0.sure.places,
          side: frame.side(of: $0.row))
      }, line: line, lineLabel: say("入选线", "line"))
    let rows = shown.map { entry in
      [
        frame.name(of: entry.row.candidate), String(entry.place), entry.sure.places.placesText,
        entry.sure.tested?.own.placesText ?? "—", certainty.chance(of: entry.sure),
      ]
    }
    let cut =
      shown.count < known.count
      ? say("只列出入选线附近的 \(shown.count) 个（共 \(known.count) 个）。", "The \(shown.count) nearest the line of \(known.count).")
      : ""
    return PlotFigure(
      svg: plot.svg(id: id),
      caption: say(
        "点是名次，横条是换一批专家时名次的中间九成；空心的是不一定的，实心圆是怎么算都入选的，方块是怎么算都不入选的。\(cut)",
        "Points are places, bars the middle nine tenths with other experts; hollow ones depend, full circles are in by "
          + "any rule, squares out by any. \(cut)"),
      table: PlotTable(
        headings: [
          say("对象", "Candidate"), say("名次", "Place"), say("换专家", "Other experts"), say("按误差（90 %）", "By errors (90 %)"),
          say("在线上的把握", "Chance to be in"),
        ], rows: rows), tableCaption: say("名次区间", "Intervals of places"))
  }

  /// All, or the part of at most ``mostRows`` that lies most evenly about the line.
  private func window(_ places: [Int], around line: Int?) -> Range<Int> {
    guard places.count > Self.mostRows else { return 0..<places.count }
    let middle = places.firstIndex { $0 > line ?? 0 } ?? places.count
    let start = max(0, min(places.count - Self.mostRows, middle - Self.mostRows / 2))
    return start..<start + Self.mostRows
  }

  /// What another rule, another weight or one expert less would change.
  private func variants(_ certainty: Certainty) -> String {
    let rows = (certainty.rules + certainty.experts).filter(\.matters).map { variant in
      [
        words(of: variant.change), listed(variant.entered), listed(variant.left), listed(variant.open),
      ]
    }
    let sentence = say(
      "比较了 \(certainty.rules.count) 种算法和权重，逐一去掉了 \(certainty.expertCount) 位专家；其中 \(rows.count) 种会使名单变化。",
      "\(certainty.rules.count) rules and weights were compared and each of \(certainty.expertCount) experts left out; "
        + "\(rows.count) would change the list.")
    let table = PlotTable(
      headings: [
        say("变化", "Change"), say("会入选", "Would enter"), say("会落选", "Would leave"), say("会同分待定", "Would be tied"),
      ],
      rows: rows, words: [1, 2, 3])
    return frame.section(
      say("换一种算法会怎样", "What another rule would change"),
      frame.paragraph(sentence) + (rows.isEmpty ? "" : table.html(caption: say("会改变名单的", "What would change the list")))
    )
  }

  private func words(of change: LineVariant.Change) -> String {
    guard case .without(let expert) = change else { return change.words[frame.language] }
    return say("没有 \(frame.name(of: expert))", "without \(frame.name(of: expert))")
  }

  private func listed(_ candidates: [CandidateID]) -> String {
    candidates.isEmpty ? "—" : candidates.map { frame.name(of: $0) }.joined(separator: say("、", ", "))
  }
}
