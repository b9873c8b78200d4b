import ExpertReview

/// Conflicts, what happened when, and the values that no document gives.
struct ReportRecord {
  let frame: ReportFrame

  private func say(_ zh: String, _ en: String) -> String { frame.say(zh, en) }

  var html: String {
    frame.section(say("利益冲突", "Conflicts"), conflicts) + frame.section(say("过程", "What happened when"), events)
      + frame.section(say("自定值", "House values"), houseValues)
  }

  private var conflicts: String {
    guard let tally = frame.material.conflicts else { return "" }
    return PlotTable(
      headings: [say("情形", "State"), say("对数", "Pairs")],
      rows: [
        [say("必须回避", "must be recused"), String(tally.hard)],
        [say("尽量回避", "avoided where possible"), String(tally.soft)],
        [say("待确认", "undecided"), String(tally.undecided)], [say("已排除", "dismissed"), String(tally.dismissed)],
        [say("已豁免", "waived"), String(tally.waived)],
      ]
    ).html(caption: say("专家与对象之间的关系", "Ties between experts and candidates"))
  }

  private var events: String {
    guard !frame.material.events.isEmpty else { return "" }
    var headings = [say("日期", "Day")]
    if !frame.hidesNames { headings.append(say("经办", "By")) }
    return PlotTable(
      headings: headings + [say("事项", "What")],
      rows: frame.material.events.map { event in
        [event.day.description] + (frame.hidesNames ? [] : [event.actor]) + [event.words[frame.language]]
      }, words: [1, 2]
    ).html(caption: say("按记录的先后", "In the order of the record"))
  }

  private var houseValues: String {
    let values = frame.round.scheme.houseValues
    guard !values.isEmpty else { return "" }
    return frame.paragraph(
      say(
        "文件没有规定、由组织单位自定的值，共 \(values.count) 个。", "Values that no document gives, set by the organizer: \(values.count)."
      ))
      + PlotTable(
        headings: [
          say("位置", "Where"), say("值", "Value"), say("理由", "Reason"), say("何人为本轮设定", "Set for this round by"),
        ],
        rows: values.map { [$0.path, $0.value, $0.reason, frame.hidesNames ? "" : $0.setBy ?? ""] }, words: [1, 2, 3]
      ).html(caption: say("自定值", "House values"))
  }
}
