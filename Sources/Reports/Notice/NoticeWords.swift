import ExpertReview

/// The sentences of a notice.
struct NoticeWords {
  let notice: Notice
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[language] }

  var title: String {
    let name = notice.scheme[language]
    return switch notice.kind {
    case .proposed: say("\(name)拟认定名单公示", "\(name): proposed list, on notice")
    case .final: say("\(name)名单公布", "\(name): final list")
    }
  }

  /// What the list is and what anybody may do about it.
  var paragraphs: [String] {
    switch notice.kind {
    case .proposed: proposed
    case .final: [final] + (notice.held.isEmpty ? [] : [held])
    }
  }

  private var proposed: [String] {
    guard let clock = notice.clock else {
      return [say("经专家评审，拟定名单如下。", "On the experts' review the following list is proposed.")]
    }
    let days = clock.countedDays.count
    let unit = notice.unit == .working ? say("个工作日", " working days") : say("天", " days")
    return [
      say(
        "经形式审查和专家评审，现将拟认定名单予以公示。公示期为 \(days) \(unit)，自\(dated(clock.firstDay))起，至\(dated(clock.lastDay))止。",
        "After the formal check and the experts' review the list below is made public for \(days)\(unit): "
          + "\(dated(clock.firstDay)) to \(dated(clock.lastDay))."),
      say(
        "公示期内，任何单位和个人对名单有异议的，请以书面形式实名提出并说明理由；逾期不再受理。",
        "Whoever objects to an entry is asked to do so in writing within this time, with name and ground; later "
          + "objections are not taken."),
      say(
        "公示期满且无异议的，最早于\(dated(clock.publishFrom))公布。",
        "Entries without objection may be published from \(dated(clock.publishFrom))."),
    ]
  }

  private var final: String {
    guard notice.unit != nil else {
      return say("现将确定的名单予以公布。", "The list that was settled is published below.")
    }
    return say(
      "公示期已满，现将无异议和异议不成立的项目予以公布。",
      "The notice period has ended; the entries without objection, or whose objections were dismissed, are published.")
  }

  private var held: String {
    say(
      "另有 \(notice.held.count) 项因异议尚未答复，暂缓公布。",
      "\(notice.held.count) more \(notice.held.count == 1 ? "entry is" : "entries are") held until objections are answered."
    )
  }

  var columns: [String] {
    [say("序号", "No."), say("项目名称", "Project"), say("申报单位", "Applicant"), say("所在市州", "City")]
  }

  var postedOn: String {
    switch notice.kind {
    case .proposed: say("公示日期：\(dated(notice.posted))", "Posted: \(dated(notice.posted))")
    case .final: say("公布日期：\(dated(notice.posted))", "Published: \(dated(notice.posted))")
    }
  }

  var proof: String {
    say(
      "评审记录摘要（用 panel verify --head 核对）：\(notice.head)",
      "Head of the record (check with panel verify --head): \(notice.head)")
  }

  private func dated(_ day: CivilDay) -> String { day.dated[language] }
}
