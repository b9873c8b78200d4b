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
    case .supplementary: say("\(name)拟认定名单补充公示", "\(name): proposed list, supplementary notice")
    case .corrected: say("\(name)拟认定名单更正公示", "\(name): proposed list, corrected notice")
    case .final where notice.publishedBefore > 0: say("\(name)名单公布（续）", "\(name): final list, continued")
    case .final: say("\(name)名单公布", "\(name): final list")
    }
  }

  /// What the list is and what anybody may do about it.
  var paragraphs: [String] {
    switch notice.kind {
    case .proposed: proposed
    case .supplementary: supplementary
    case .corrected: corrected
    case .final: [final] + [held, running].compactMap(\.self)
    }
  }

  private func period(_ clock: PublicityClock) -> (zh: String, en: String) {
    let days = clock.countedDays.count
    let unit = notice.unit == .working ? (zh: "个工作日", en: " working days") : (zh: "天", en: " days")
    return (
      "\(days) \(unit.zh)，自\(clock.firstDay.dated.zh)起，至\(clock.lastDay.dated.zh)止",
      "\(days)\(unit.en): \(clock.firstDay.dated.en) to \(clock.lastDay.dated.en)"
    )
  }

  private var proposed: [String] {
    guard let clock = notice.clock else {
      return [say("经专家评审，拟定名单如下。", "On the experts' review the following list is proposed.")]
    }
    let period = period(clock)
    return [
      say(
        "经形式审查和专家评审，现将拟认定名单予以公示。公示期为 \(period.zh)。",
        "After the formal check and the experts' review the list below is made public for \(period.en)."),
      objections,
      say(
        "公示期满且无异议的，最早于\(dated(clock.publishFrom))公布。",
        "Entries without objection may be published from \(dated(clock.publishFrom))."),
    ]
  }

  private var supplementary: [String] {
    guard let clock = notice.clock else { return [] }
    let period = period(clock)
    let count = notice.lines.count
    return [
      say(
        "\(earlier.zh)名单有空缺，按评审结果依次递补下列 \(count) 项，现予补充公示。补充公示期为 \(period.zh)；此前公示的项目，公示期不变。",
        "The list posted\(earlier.en) has places that fell empty; by the review's result the \(count) below "
          + "\(count == 1 ? "entry rises" : "entries rise") and \(count == 1 ? "is" : "are") made public for "
          + "\(period.en). The days of the others are unchanged."),
      objections,
      say(
        "补充公示期满且无异议的，最早于\(dated(clock.publishFrom))公布。",
        "Entries without objection may be published from \(dated(clock.publishFrom))."),
    ]
  }

  private var corrected: [String] {
    guard let clock = notice.clock else { return [] }
    let period = period(clock)
    let count = notice.anew.count
    let gone = notice.dropped
    let renewed =
      count == 0
      ? ""
      : say(
        "表中注明“重新公示”的 \(count) 项，公示期为 \(period.zh)；",
        "The \(count) marked “anew” \(count == 1 ? "is" : "are") made public for \(period.en). ")
    return [
      say(
        "\(earlier.zh)拟认定名单，因评审结果更正，现将更正后的名单公示如下。\(renewed)其余各项公示期不变，截止日见表。",
        "The list posted\(earlier.en) is corrected because results of the review were. \(renewed)The days of the "
          + "others are unchanged; the last day of each stands in the table."),
      gone == 0
        ? nil : say("原名单中有 \(gone) 项不再列入。", "\(gone) of the earlier list \(gone == 1 ? "is" : "are") no longer on it."),
      objections,
    ].compactMap(\.self)
  }

  /// The list before, with its day.
  private var earlier: (zh: String, en: String) {
    guard let day = notice.firstPosted else { return ("此前公示的", " before") }
    return ("\(day.dated.zh)公示的", " on \(day.dated.en)")
  }

  /// Who may object, and how; what a scheme does not say of names is the house's.
  private var objections: String {
    switch notice.anonymousObjections {
    case .note:
      say(
        "公示期内，任何单位和个人对名单有异议的，请以书面形式实名提出，说明理由，并留下联系方式；匿名提出的登记备查，不影响公布；逾期不再受理。",
        "Whoever objects to an entry is asked to do so in writing within this time, with name, contact and ground; an "
          + "anonymous objection is recorded and looked into, and delays nothing; later ones are not taken.")
    case .hold:
      say(
        "公示期内，任何单位和个人对名单有异议的，请以书面形式提出并说明理由；逾期不再受理。",
        "Whoever objects to an entry is asked to do so in writing within this time and to state the ground; later "
          + "objections are not taken.")
    }
  }

  private var final: String {
    guard notice.unit != nil else {
      return say("现将确定的名单予以公布。", "The list that was settled is published below.")
    }
    guard notice.publishedBefore > 0 else {
      return say(
        "公示期已满，现将无异议和异议不成立的项目予以公布。",
        "The notice period has ended; the entries without objection, or whose objections were dismissed, are published."
      )
    }
    return say(
      "此前已公布 \(notice.publishedBefore) 项。下列项目公示期已满，无异议或者异议已经处理完毕，现予公布。",
      "\(notice.publishedBefore) were published before. The notice of those below has ended, without objection or with "
        + "all objections settled; they are published.")
  }

  private var held: String? {
    guard !notice.held.isEmpty else { return nil }
    return say(
      "另有 \(notice.held.count) 项因异议尚未处理完毕，暂缓公布。",
      "\(notice.held.count) more \(notice.held.count == 1 ? "entry is" : "entries are") held until objections are settled."
    )
  }

  private var running: String? {
    guard !notice.running.isEmpty else { return nil }
    return say(
      "另有 \(notice.running.count) 项公示期未满，期满后另行公布。",
      "\(notice.running.count) more \(notice.running.count == 1 ? "entry is" : "entries are") on notice still and will "
        + "be published later.")
  }

  var columns: [String] {
    let columns = [say("序号", "No."), say("项目名称", "Project"), say("申报单位", "Applicant"), say("所在市州", "City")]
    return notice.kind == .corrected ? columns + [say("公示截止", "On notice until")] : columns
  }

  /// The cells of a line beside its number.
  func cells(_ line: Notice.Line) -> [String] {
    let cells = [line.project, line.unit, line.city]
    guard notice.kind == .corrected else { return cells }
    return cells + [until(line)]
  }

  /// The last day of a line's notice, and whether it is shown anew.
  func until(_ line: Notice.Line) -> String {
    let day = notice.lastDays[line.candidate]?.description ?? ""
    return notice.anew.contains(line.candidate) ? say("\(day)（重新公示）", "\(day) (anew)") : day
  }

  var postedOn: String {
    switch notice.kind {
    case .proposed, .supplementary, .corrected:
      say("公示日期：\(dated(notice.posted))", "Posted: \(dated(notice.posted))")
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
