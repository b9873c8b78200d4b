import ExpertReview

/// How the experts marked, and how much each carried.
struct ReportExperts {
  let frame: ReportFrame

  /// Of more experts their numbers are drawn as a histogram: a plot with a row each would be many screens long. The
  /// table names all of them.
  static let mostRows = 60

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    frame.material.severity.enumerated().map { index, group in
      let label = frame.material.groups.count > 1 ? frame.round.label(of: group.group) : nil
      return frame.section(
        say("专家的松紧", "How mild the experts are")
          + (label.map { say("：\($0.zh)", ": \($0.en)") } ?? ""), severity(group, id: "severity-\(index + 1)"))
    }.joined() + frame.section(say("专家的工作量", "The experts' loads"), loads)
  }

  // MARK: Severity

  private func severity(_ group: SeverityFindings.Group, id: String) -> String {
    var text = ""
    for caution in group.worth.cautions {
      text += frame.paragraph(caution.words(change: group.worth.change)[frame.language].withStop(frame))
    }
    for sentence in [group.worth.promise, group.worth.test?.testimony] {
      if let sentence { text += frame.paragraph(sentence[frame.language].withStop(frame)) }
    }
    let known = group.experts.compactMap { row in row.severity.map { (row: row, severity: $0) } }
    // Equals stay in the order of the register.
    let order = known.enumerated().sorted {
      ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
    }.map(\.element)
    let plot = DotIntervalPlot(
      title: say("专家的松紧", "Severity of experts"),
      description: say("\(order.count) 位专家，从严到松", "\(order.count) experts, from harsh to mild"),
      axisTitle: say("比平均松（正）或严（负）多少分", "points milder (above zero) or harsher than the mean"),
      rows: order.map { row, severity in
        DotIntervalPlot.Row(
          label: frame.name(of: row.expert), value: severity,
          reach: row.standardError.map { StudyMeasureSection.reach * $0 },
          figure: severity.places(1).withTrueMinus, isMarked: false)
      })
    let table = PlotTable(
      headings: [
        say("专家", "Expert"), say("份数", "Sheets"), say("均分", "Mean"), say("松紧", "Severity"),
        say("标准误", "Standard error"),
      ],
      rows: order.map { row, severity in
        [
          frame.name(of: row.expert), String(row.marks), (row.mean ?? .nan).places(2),
          severity.places(2).withTrueMinus, (row.standardError ?? .nan).places(2),
        ]
      })
    return text
      + PlotFigure(
        svg: order.count <= Self.mostRows
          ? plot.svg(id: id)
          : spread(order.map(\.severity), title: plot.title, axis: plot.axisTitle, id: id),
        caption: order.count > Self.mostRows
          ? say("只供参考，不改变名次。", "Shown beside the result; it changes nothing.")
          : say(
            "点是估计值，横条是 95 % 区间。只供参考，不改变名次。",
            "Points are estimates, bars 95 % intervals. Shown beside the result; it changes nothing."),
        table: table, tableCaption: say("专家的松紧", "Severity of experts")
      ).html
  }

  // MARK: Loads

  private var loads: String {
    var counts: [ExpertID: Int] = [:]
    for seat in frame.round.seats(in: frame.material.stage.id) { counts[seat.expert, default: 0] += 1 }
    let experts = frame.round.experts.filter { counts[$0.id] != nil }
    guard !experts.isEmpty else { return "" }
    let plot = BarChart(
      title: say("专家的工作量", "Loads of experts"),
      description: say("\(experts.count) 位专家各评多少个对象", "how many candidates each of \(experts.count) experts marks"),
      axisTitle: say("评几个对象", "candidates"),
      rows: experts.map { expert in
        BarChart.Row(
          label: frame.name(of: expert.id), value: counts[expert.id] ?? 0,
          bounds: [expert.minimumLoad > 0 ? expert.minimumLoad : nil, expert.maximumLoad].compactMap(\.self))
      })
    let table = PlotTable(
      headings: [say("专家", "Expert"), say("评几个对象", "Candidates"), say("下限", "At least"), say("上限", "At most")],
      rows: experts.map { expert in
        [
          frame.name(of: expert.id), String(counts[expert.id] ?? 0), String(expert.minimumLoad),
          expert.maximumLoad.map(String.init) ?? "—",
        ]
      })
    return PlotFigure(
      svg: experts.count <= Self.mostRows
        ? plot.svg(id: "loads")
        : spread(
          experts.map { Double(counts[$0.id] ?? 0) }, title: plot.title, axis: plot.axisTitle, id: "loads"),
      caption: experts.count <= Self.mostRows
        ? say("黑线是该专家的下限和上限。", "Black strokes are an expert's own bounds.")
        : say("各位专家的上下限见表。", "Each expert's own bounds stand in the table."),
      table: table, tableCaption: say("工作量", "Loads")
    ).html
  }
}

extension ReportExperts {
  /// How a number is spread over many experts; empty text where there are none.
  private func spread(_ values: [Double], title: String, axis: String, id: String) -> String {
    guard let bins = Histogram.Bins(values) else { return "" }
    return Histogram(
      title: title, description: say("\(values.count) 位专家", "\(values.count) experts"), axisTitle: axis,
      countTitle: say("专家数", "experts"), bins: bins, mark: nil
    ).svg(id: id)
  }
}

extension String {
  /// With the stop of the language behind it.
  fileprivate func withStop(_ frame: ReportFrame) -> String { withCapital + frame.say("。", ".") }
}
