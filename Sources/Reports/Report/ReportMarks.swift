import ExpertReview
import Statistics

/// Every sheet's total: candidates by place against experts.
struct ReportMarks {
  let frame: ReportFrame

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    frame.material.groups.enumerated().compactMap { index, group in
      figure(group, id: "marks-\(index + 1)").map { figure in
        let label = frame.material.groups.count > 1 ? frame.round.label(of: group.group) : nil
        return frame.section(
          say("评分一览", "All sheets") + (label.map { say("：\($0.zh)", ": \($0.en)") } ?? ""), figure.html)
      }
    }.joined()
  }

  private func figure(_ group: GroupStandings, id: String) -> PlotFigure? {
    guard let marks = group.ratings(of: nil, register: frame.round.experts.map(\.id)) else { return nil }
    let ratings = marks.ratings
    guard ratings.count > 0, let low = ratings.values.min(), let high = ratings.values.max() else { return nil }
    let position = Dictionary(uniqueKeysWithValues: zip(marks.candidates, 0...))
    let subjects = frame.rows.filter { $0.group == group.group }.compactMap { position[$0.candidate] }
      .filter { !ratings.marks(of: $0).isEmpty }
    let values = subjects.map { subject -> [Double?] in
      var cells = [Double?](repeating: nil, count: ratings.raterCount)
      for mark in ratings.marks(of: subject) { cells[Int(ratings.raters[mark])] = ratings.values[mark] }
      return cells
    }
    let names = subjects.map { frame.name(of: marks.candidates[$0]) }
    let map = HeatMap(
      title: say("每份评分表的总分", "The total of every sheet"),
      description: say(
        "\(subjects.count) 个对象按名次，\(ratings.raterCount) 位专家",
        "\(subjects.count) candidates by place, \(ratings.raterCount) experts"),
      rowTitle: say("对象（按名次）", "candidates by place"), columnTitle: say("专家（按名册）", "experts in order of the register"),
      rows: names, columns: marks.experts.map(\.rawValue), values: values, extent: low...high,
      scaleTitle: say("一份评分表的总分", "total of a sheet"))
    let rows = zip(names, subjects).map { name, subject in
      [
        name,
        ratings.marks(of: subject).map {
          "\(marks.experts[Int(ratings.raters[$0])]) \(ratings.values[$0].places(2).withoutIdleZeros)"
        }.joined(separator: say("、", ", ")),
      ]
    }
    return PlotFigure(
      svg: map.svg(id: id),
      caption: say("颜色越深分数越高；空白是没有评的、回避的或者没有评完的。", "Darker is higher; blank is not marked, recused or incomplete."),
      table: PlotTable(headings: [say("对象", "Candidate"), say("专家和总分", "Experts and totals")], rows: rows, words: [1]),
      tableCaption: say("每份评分表的总分", "The total of every sheet"))
  }
}
