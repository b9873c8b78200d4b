/// The words of findings on nominations.
enum NominationWords {
  static let recommender = Bilingual(zh: "推荐单位", en: "recommender")
  static let recommenderCity = Bilingual(zh: "推荐单位所在市州", en: "recommender's city")
  static let nomination = Bilingual(zh: "推荐", en: "nomination")
  static let sending = Bilingual(zh: "报送日期", en: "day of sending")
  static let opinion = Bilingual(zh: "推荐意见", en: "opinion")
  static let seal = Bilingual(zh: "盖章", en: "seal")

  static func count(_ scope: NominationPolicy.Limit.Scope) -> Bilingual {
    switch scope {
    case .all: Bilingual(zh: "推荐数", en: "nominated")
    case .consortium: Bilingual(zh: "推荐的联合体数", en: "consortia nominated")
    }
  }

  static func mayNominate(_ recommender: Recommender) -> Bilingual {
    Bilingual(zh: "\(recommender.name)可以推荐。", en: "\(recommender.name) may nominate.")
  }

  static func mayNotNominate(_ recommender: Recommender, _ then: NominationPolicy.Beyond) -> Bilingual {
    let kind = recommender.kind?.label ?? recommender.level.label
    switch then {
    case .refused:
      return Bilingual(
        zh: "\(recommender.name)是\(kind.zh)，不单独推荐，应列入上级推荐单位的名额。",
        en: "\(recommender.name) is a \(kind.en) and does not nominate on its own; its candidates count among those "
          + "of the recommender above it.")
    case .review, .warn:
      return Bilingual(
        zh: "\(recommender.name)是\(kind.zh)，请核实其推荐资格和名额。",
        en: "\(recommender.name) is a \(kind.en); check whether and how many it may nominate.")
    }
  }

  static func beyond(_ excess: NominationBook.Excess) -> Bilingual {
    let (zh, en) = excess.limit.of == .consortium ? ("联合体", "consortia") : ("", "candidates")
    let name = excess.recommender.name
    return Bilingual(
      zh: "\(name)推荐\(zh) \(excess.nominated) 家，名额 \(excess.limit.count) 家，这是第 \(excess.place) 家，超出名额。",
      en: "\(name) nominates \(excess.nominated) \(en); at most \(excess.limit.count), and this is number "
        + "\(excess.place).")
  }

  static func within(_ limit: NominationPolicy.Limit, _ recommender: Recommender) -> Bilingual {
    Bilingual(
      zh: "在\(recommender.name)的名额（\(limit.count) 家）之内。", en: "within the \(limit.count) of \(recommender.name).")
  }

  // MARK: Days

  typealias LastDay = (day: CivilDay, extended: DeadlineExtension?)

  static func late(_ deadline: NominationPolicy.Deadline, day: CivilDay, last: LastDay) -> Bilingual {
    let act = act(deadline.act)
    return Bilingual(
      zh: "\(act.zh)于 \(day)，晚于截止日 \(last.day)\(note(last).zh)。",
      en: "\(act.en) on \(day), after the last day \(last.day)\(note(last).en).")
  }

  static func early(_ deadline: NominationPolicy.Deadline, day: CivilDay, from: CivilDay) -> Bilingual {
    let act = act(deadline.act)
    return Bilingual(
      zh: "\(act.zh)于 \(day)，早于开始日 \(from)，请核实。", en: "\(act.en) on \(day), before the first day \(from); check it.")
  }

  static func inTime(_ deadline: NominationPolicy.Deadline, last: LastDay) -> Bilingual {
    let act = act(deadline.act)
    return Bilingual(
      zh: "\(act.zh)在截止日 \(last.day) 之内\(note(last).zh)。", en: "\(act.en) by \(last.day)\(note(last).en).")
  }

  static func missing(
    _ lacking: [Bilingual], _ deadline: NominationPolicy.Deadline, last: LastDay, isOver: Bool
  ) -> Bilingual {
    let parts = Bilingual.listed(lacking)
    return isOver
      ? Bilingual(
        zh: "缺\(parts.zh)，截止日 \(last.day)\(note(last).zh)已过。",
        en: "lacking: \(parts.en); the last day was \(last.day)\(note(last).en).")
      : Bilingual(
        zh: "还缺\(parts.zh)，截止日 \(last.day)\(note(last).zh)。",
        en: "still lacking: \(parts.en); the last day is \(last.day)\(note(last).en).")
  }

  private static func act(_ act: NominationPolicy.Deadline.Act) -> Bilingual {
    switch act {
    case .declared: Bilingual(zh: "申报", en: "declared")
    case .sent: Bilingual(zh: "推荐意见报送", en: "opinion sent")
    }
  }

  /// That the day was moved, by whom and why.
  private static func note(_ last: LastDay) -> Bilingual {
    guard let moved = last.extended else { return Bilingual(zh: "", en: "") }
    return Bilingual(
      zh: "（\(moved.by) \(moved.on) 同意延期：\(moved.reason)）",
      en: " (moved by \(moved.by) on \(moved.on): \(moved.reason))")
  }
}
