import ExpertReview

/// What a file brings to a round: the fact it makes, what is wrong with it, and what is new.
struct Brought {
  /// Each fault with the number of its row or record; 0 for the file as a whole.
  var faults: [(row: Int, report: FaultReport)] = []
  /// What a person should look at although it is taken as it stands.
  var warnings: [FaultReport] = []
  /// Told once, and no fault.
  var notices: [Bilingual] = []
  /// Nil where the file brings nothing new.
  var fact: Fact?
  /// What goes on record after it, with it or not at all.
  var further: Fact?
  /// What goes on record after these, in this order.
  var others: [Fact] = []
  var added = 0
  var corrected = 0
  var unchanged = 0

  /// Sorts elements into new, corrected and unchanged against what the round holds. An element that differs from what
  /// is held is a fault unless `mayReplace`. `line` gives the place to tell of a row's number, where that is another
  /// one.
  mutating func sort<Element: Equatable>(
    _ elements: [(row: Int, element: Element)], file: String, column: String, mayReplace: Bool,
    name: (Element) -> String, line: (Int) -> Int? = { _ in nil }, held: (Element) -> Element?
  ) -> [Element] {
    var news: [Element] = []
    for (row, element) in elements {
      switch held(element) {
      case nil:
        added += 1
        news.append(element)
      case element?: unchanged += 1
      case _?:
        guard mayReplace else {
          faults.append((row, Brought.differs(file: file, row: line(row) ?? row, column: column, value: name(element))))
          continue
        }
        corrected += 1
        news.append(element)
      }
    }
    return news
  }

  static func differs(file: String, row: Int, column: String, value: String) -> FaultReport {
    FaultReport(
      code: "import.differs", file: file, row: row, column: column, value: value,
      message: Bilingual(zh: "“\(value)”已经读入，内容与这一行不同", en: "“\(value)” was imported before, with other content"),
      mend: Bilingual(
        zh: "确属更正，加 --replace --reason 理由；旧的仍保留",
        en: "if it is a correction, add --replace --reason TEXT; the old one is kept"))
  }
}

/// The kinds of file that `panel import` takes.
enum ImportKind: String, CaseIterable {
  case candidates, experts, units, relations, affinities, recommenders, nominations, scores, assignments, sanctions,
    consortium, investments, recognitions, reports, calendar, opinions
  case handedOn = "handed-on"
  case conflicts, taxonomy, bids

  var label: Bilingual {
    switch self {
    case .candidates: Bilingual(zh: "申报对象", en: "candidates")
    case .experts: Bilingual(zh: "专家", en: "experts")
    case .units: Bilingual(zh: "单位", en: "units")
    case .relations: Bilingual(zh: "关系", en: "relations")
    case .affinities: Bilingual(zh: "契合度", en: "affinities")
    case .taxonomy: Bilingual(zh: "领域分类", en: "terms of fields")
    case .bids: Bilingual(zh: "评审意向", en: "bids")
    case .recommenders: Bilingual(zh: "推荐单位", en: "recommenders")
    case .nominations: Bilingual(zh: "推荐", en: "nominations")
    case .scores: Bilingual(zh: "分数", en: "marks")
    case .assignments: Bilingual(zh: "评审席位", en: "seats")
    case .sanctions: Bilingual(zh: "处理决定", en: "sanctions")
    case .consortium: Bilingual(zh: "联合体分工", en: "consortium's shares")
    case .investments: Bilingual(zh: "已完成的投资清单", en: "completed investments")
    case .handedOn: Bilingual(zh: "下级移交的申报对象", en: "candidates handed on")
    case .recognitions: Bilingual(zh: "以往认定", en: "recognitions")
    case .reports: Bilingual(zh: "报送材料", en: "reports")
    case .conflicts: Bilingual(zh: "回避声明", en: "declared conflicts")
    case .calendar: Bilingual(zh: "工作日历", en: "calendar of working days")
    case .opinions: Bilingual(zh: "评审组意见", en: "panels' opinions")
    }
  }

  /// Whether its rows name schemes.
  var namesSchemes: Bool { self == .sanctions || self == .recognitions }

  /// The verb that is usually next.
  var next: String? {
    switch self {
    case .candidates, .sanctions, .recognitions, .nominations, .consortium, .investments, .handedOn: "panel examine"
    case .reports: "panel status --duties"
    case .experts, .units, .relations, .conflicts: "panel conflicts"
    case .affinities, .taxonomy, .bids: "panel assign"
    case .assignments: "panel sheets"
    case .opinions: "panel status"
    case .scores: "panel rank"
    case .recommenders: nil
    case .calendar: "panel status"
    }
  }
}
