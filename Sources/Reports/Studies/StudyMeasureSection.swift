import ExpertReview
import Simulation
import Statistics

/// One measure on the page: what it is, what it says, the plot, the table.
struct StudyMeasureSection {
  let answer: StudyAnswer
  let language: Language
  /// Unique in the page.
  let id: String

  private var study: Study { answer.run.study }
  private var measure: StudyMeasure { study.measures[answer.measure] }
  private var figure: StudyFigure { answer.figure }

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  /// Half of what holds the estimate with 95 %, in standard errors.
  static let reach = NormalDistribution.quantile(0.975)

  /// - Parameter withSentences: whether what the figures say is told here; not where the top of the page did.
  func html(withSentences: Bool) -> String {
    var text = "<section>\n<h2>\(escaped(measure.label[language].withCapital))</h2>\n"
    text += "<p class=\"meaning\">\(escaped(measure.explanation[language].withCapital))\(say("。", "."))</p>\n"
    if withSentences {
      for sentence in answer.sentences { text += "<p>\(escaped(sentence[language]))</p>\n" }
    }
    return text + plot.html + "</section>\n"
  }

  private var plot: PlotFigure {
    let caption = say(
      "点是估计值，短线是 95 % 区间（只含模拟次数有限带来的误差）。", "Points are estimates, bars hold 95 % of the Monte Carlo error.")
    let heading = figure.heading
    return isAgainstSize && isWholeThroughout && !hasQuantiles && answer.families.families.count <= 4
      ? PlotFigure(
        svg: lines, caption: caption, table: grid,
        tableCaption: say(
          "\(heading.zh)：估计值 ± 蒙特卡洛标准误", "\(heading.en.withCapital): estimate ± Monte Carlo standard error"))
      : PlotFigure(
        svg: isAgainstSize ? lines : dots, caption: caption, table: list,
        tableCaption: say(
          "\(heading.zh)：估计值与蒙特卡洛标准误", "\(heading.en.withCapital): estimates and Monte Carlo standard errors"))
  }

  /// Whether the measure was defined in every replicate of every design.
  private var isWholeThroughout: Bool { study.designs.indices.allSatisfy { count(of: $0) == answer.run.replicates } }

  /// A row for every size, a column for every family.
  private var grid: PlotTable {
    let families = answer.families.families
    let sizes = Set(study.designs.map(\.experts)).sorted()
    let rows = sizes.map { size in
      [String(size)]
        + families.map { family in
          guard let design = family.designs.first(where: { study.designs[$0].experts == size }),
            let found = answer.estimate(design)
          else { return "" }
          return figure.number(found.mean) + (found.standardError.map { $0 > 0 ? " ± \(figure.number($0))" : "" } ?? "")
        }
    }
    let names = families.count > 1 ? families.map { $0.label[language] } : [say("估计值", "Estimate")]
    return PlotTable(headings: [say("专家人数", "Experts")] + names, rows: rows)
  }

  private var isAgainstSize: Bool {
    answer.families.hasSizes && answer.families.families.count <= LinePlot.mostLines
  }

  private var title: String { figure.heading[language] }

  private var lines: String {
    let lines = answer.families.families.map { family in
      LinePlot.Line(
        label: family.label[language],
        points: family.designs.compactMap { design in
          guard let found = answer.estimate(design) else { return nil }
          return LinePlot.Point(
            x: Double(study.designs[design].experts), y: figure.drawn(found.mean),
            reach: found.standardError.map { Self.reach * figure.drawn($0) })
        })
    }
    return LinePlot(
      title: say("\(title)与专家人数", "\(title) against the number of experts"), description: description,
      acrossTitle: say("每个对象的专家人数", "experts a candidate"), uprightTitle: title,
      lines: lines.filter { !$0.points.isEmpty }
    ).svg(id: id)
  }

  private var dots: String {
    let rows = study.designs.indices.compactMap { design -> DotIntervalPlot.Row? in
      guard let found = answer.estimate(design) else { return nil }
      return DotIntervalPlot.Row(
        label: study.designs[design].label[language], value: figure.drawn(found.mean),
        reach: found.standardError.map { Self.reach * figure.drawn($0) },
        figure: figure.number(found.mean), isMarked: false)
    }
    return DotIntervalPlot(
      title: say("\(title)，各种做法", "\(title) by design"), description: description, axisTitle: title, rows: rows
    ).svg(id: id)
  }

  private var description: String { answer.sentences.map { $0[language] }.joined(separator: say("", " ")) }

  /// A row for every design.
  private var list: PlotTable {
    let isPartly = !isWholeThroughout
    var headings = [
      say("做法", "Design"), say("估计值", "Estimate"), say("标准误", "Standard error"), say("95 % 区间", "95 % interval"),
    ]
    if hasQuantiles { headings += [say("中位数", "Median"), say("中间九成的模拟", "Nine tenths of replicates")] }
    if isPartly { headings.append(say("有定义的次数", "Replicates defined")) }
    let rows = study.designs.indices.map { design -> [String] in
      let label = study.designs[design].label[language]
      let counted = quantiles(of: design) + (isPartly ? [String(count(of: design))] : [])
      guard let found = answer.estimate(design) else { return [label, "—", "—", "—"] + counted }
      guard let error = found.standardError else { return [label, figure.number(found.mean), "—", "—"] + counted }
      let interval =
        "\(figure.number(found.mean - Self.reach * error)) – \(figure.number(found.mean + Self.reach * error))"
      return [label, figure.number(found.mean), figure.number(error), interval] + counted
    }
    return PlotTable(headings: headings, rows: rows)
  }

  private var hasQuantiles: Bool { study.quantiles.contains(measure) }

  /// Median with its error, and between which numbers nine tenths of the replicates lie.
  private func quantiles(of design: Int) -> [String] {
    guard hasQuantiles else { return [] }
    guard let histogram = answer.run.sums.histogram(design: design, measure: answer.measure),
      let median = histogram.quantile(0.5), let low = histogram.quantile(0.05), let high = histogram.quantile(0.95)
    else { return ["—", "—"] }
    return [
      "\(figure.number(median.value)) ± \(figure.number(median.standardError))",
      "\(figure.number(low.value)) – \(figure.number(high.value))",
    ]
  }

  private func count(of design: Int) -> Int { answer.run.sums.counts[design * study.measures.count + answer.measure] }
}
