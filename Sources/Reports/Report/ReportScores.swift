import ExpertReview

/// How the scores are spread, with the line.
struct ReportScores {
  let frame: ReportFrame

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    frame.fields.enumerated().compactMap { index, field in
      figure(field, id: "scores-\(index + 1)").map {
        frame.section(say("得分的分布", "How scores are spread") + frame.suffix(of: field), $0.html)
      }
    }.joined()
  }

  private func figure(_ field: ReportFrame.Field, id: String) -> PlotFigure? {
    let scored = field.rows.filter { $0.place != nil }.compactMap(\.score)
    guard scored.count > 1, let bins = Histogram.Bins(scored.map(\.drawn)) else { return nil }
    let last = field.rows.filter(\.listed).compactMap(\.score).min()
    let mark = last.map { (value: $0.drawn, label: say("末位入选 \($0.text)", "last listed \($0.text)")) }
    let plot = Histogram(
      title: say("得分的分布", "Distribution of scores"),
      description: say(
        "\(scored.count) 个对象的得分，按 \(bins.width.places(2).withoutIdleZeros) 分一档",
        "scores of \(scored.count) candidates in bins of \(bins.width.places(2).withoutIdleZeros)"),
      axisTitle: say("得分", "score"), countTitle: say("对象数", "candidates"), bins: bins, mark: mark)
    let rows = bins.counts.indices.map { bin in
      [
        "\(edge(bins, bin)) – \(edge(bins, bin + 1))", String(bins.counts[bin]),
      ]
    }
    return PlotFigure(
      svg: plot.svg(id: id), caption: say("虚线是末位入选者的得分。", "The dashed line is the score of the last one listed."),
      table: PlotTable(
        headings: [say("得分（含下限）", "Score, from the lower bound"), say("对象数", "Candidates")], rows: rows),
      tableCaption: say("各档人数", "Candidates by bin"))
  }

  private func edge(_ bins: Histogram.Bins, _ bin: Int) -> String { bins.lowerEdge(bin).places(2).withoutIdleZeros }
}
