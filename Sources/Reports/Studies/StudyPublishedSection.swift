import ExpertReview
import Simulation

/// Published figures beside the study's own, each with the difference in standard errors. Empty text where none are.
struct StudyPublishedSection {
  let run: StudyRun
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  var html: String {
    let rows = PublishedComparison.all(of: run)
    guard !rows.isEmpty else { return "" }
    let far = rows.count { $0.agrees == false }
    let untold = rows.count { $0.agrees == nil }
    var verdict = say(
      "\(rows.count) 个已发表或可推导的数字，", "Of \(rows.count) published or closed-form figures ")
    verdict +=
      far == 0
      ? say("没有一个相差超过 4 个标准误", "none lies further than 4 standard errors off")
      : say("有 \(far) 个相差超过 4 个标准误", "\(far) \(far == 1 ? "lies" : "lie") further than 4 standard errors off")
    if untold > 0 { verdict += say("；\(untold) 个无法比较", "; \(untold) cannot be compared") }
    let caption = say(
      "差以标准误计：本研究的值减去文献的值，除以两者误差的平方和的平方根",
      "Differences in standard errors: ours less the published, over the root of both errors' squares summed")
    return "<section class=\"published\">\n<h2>\(say("与文献对照", "Beside published figures"))</h2>\n"
      + "<p>\(escaped(verdict))\(say("。", "."))</p>\n" + table(rows).html(caption: caption) + "</section>\n"
  }

  /// The measure, and which quantile of it.
  private func measure(_ figure: PublishedFigure) -> String {
    let label = figure.measure.label[language]
    guard let quantile = figure.quantile else { return label }
    let share = (100 * quantile).plain
    return quantile == 0.5
      ? say("\(label)，中位数", "\(label), median") : say("\(label)，\(share) % 分位数", "\(label), \(share) % quantile")
  }

  private func table(_ rows: [PublishedComparison]) -> PlotTable {
    PlotTable(
      headings: [
        say("做法", "Design"), say("指标", "Measure"), say("文献", "Published"), say("本研究", "Ours"),
        say("相差（标准误）", "Off (standard errors)"), say("出处", "Source"), "",
      ],
      rows: rows.map { row in
        let figure = StudyFigure(row.published.measure, error: row.standardError)
        let design = run.study.designs.first { $0.id == row.published.design }
        let theirError = row.published.standardError
        let sign =
          row.agrees.map { $0 ? say("相符", "agrees") : say("不符", "differs") } ?? say("无法比较", "not comparable")
        return [
          design?.label[language] ?? row.published.design, measure(row.published),
          figure.text(row.published.value, error: theirError > 0 ? theirError : nil)[language],
          row.ours.map { figure.text($0, error: row.standardError)[language] } ?? "—",
          row.deviations.map { $0.places(1).withTrueMinus } ?? "—", row.published.source, sign,
        ]
      }, words: [1, 5, 6])
  }
}
