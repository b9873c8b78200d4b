import ExpertReview

/// The page's first lines: how many stood, how many are in, and where people must still look.
struct ReportSummary {
  let frame: ReportFrame

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    let rows = frame.rows
    let placed = rows.count { $0.place != nil }
    let listed = rows.count(where: \.listed)
    let sheets = frame.material.groups.reduce(0) { $0 + $1.matrix.sheetCount }
    let register = frame.round.experts.map(\.id)
    let experts = Set(frame.material.groups.flatMap { $0.ratings(of: nil, register: register)?.experts ?? [] }).count
    var lines = [
      (say("轮次", "Round"), frame.round.charter.roundID),
      (say("截至", "As of"), frame.material.asOf.dated[frame.language]),
      (
        say("对象", "Candidates"),
        say("\(rows.count) 个，有名次的 \(placed) 个", "\(rows.count), \(placed) of them with a place")
      ),
      (say("入选", "Listed"), String(listed)),
      (say("专家", "Experts"), say("\(experts) 位，评分表 \(sheets) 份", "\(experts), \(sheets) sheets")),
    ]
    if let certainty = frame.material.certainty {
      let near = certainty.rows.count { certainty.isNearLine($0) }
      lines.append(
        (
          say("把握", "Certainty"),
          say(
            "怎么算都入选 \(count(.above)) 个，怎么算都不入选 \(count(.below)) 个，不一定的 \(count(.open)) 个；换一批专家可能进出的 \(near) 个",
            "\(count(.above)) in by any rule, \(count(.below)) out by any, \(count(.open)) depend; other experts could "
              + "turn \(near)")
        ))
    }
    if !frame.material.ranking.undecided.isEmpty {
      let ids = frame.material.ranking.undecidedAtLine.map { frame.name(of: $0) }.joined(separator: say("、", ", "))
      lines.append((say("待定", "To settle"), say("线上同分，要由人来定：\(ids)", "tied at the line, for people to settle: \(ids)")))
    }
    return "<section>\n" + frame.facts(lines) + "</section>\n"
  }

  private func count(_ side: RankIntervalPlot.Side) -> Int {
    frame.rows.count { frame.verdict(of: $0.candidate) != nil && frame.side(of: $0) == side }
  }
}
