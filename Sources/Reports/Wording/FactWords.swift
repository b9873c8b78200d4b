import ExpertReview

extension FactNote {
  /// `第 14 条记录（2026-04-16，王敏：读入关系 E03）`.
  public var words: Bilingual {
    let (what, ids) = (kindWords, ids)
    return Bilingual(
      zh: "第 \(sequence) 条记录（\(on)，\(by)：\(what.zh)\(ids.zh)）",
      en: "fact \(sequence) (\(on), \(by): \(what.en)\(ids.en))")
  }

  private var ids: Bilingual {
    guard !about.isEmpty else { return Bilingual(zh: "", en: "") }
    let shown = " " + about.joined(separator: " ")
    return count > about.count
      ? Bilingual(zh: "\(shown) 等 \(count) 个", en: "\(shown) and \(count - about.count) more")
      : Bilingual(zh: shown, en: shown)
  }

  private var kindWords: Bilingual {
    if isLapse { return Bilingual(zh: "补正期限已过", en: "the time for corrections has passed") }
    return FactNote.words(ofKind: kind, act: act)
  }

  /// What a fact of a kind does, in words; the kind's stored name for one that has none.
  static func words(ofKind kind: String, act: String) -> Bilingual {
    switch kind {
    case "begun": Bilingual(zh: "开始", en: "the round was begun")
    case "candidates-imported": Bilingual(zh: "读入或更正申报材料", en: "declarations imported or corrected")
    case "experts-imported": Bilingual(zh: "读入或更正专家", en: "experts imported or corrected")
    case "units-imported": Bilingual(zh: "读入单位", en: "units imported")
    case "relations-imported": Bilingual(zh: "读入关系", en: "ties imported")
    case "recommenders-imported": Bilingual(zh: "读入推荐单位", en: "recommenders imported")
    case "nominations-imported": Bilingual(zh: "读入推荐", en: "nominations imported")
    case "handed-on-imported": Bilingual(zh: "读入下级移交", en: "candidates handed on")
    case "taxonomy-imported": Bilingual(zh: "读入领域分类", en: "a taxonomy of fields imported")
    case "bids-imported": Bilingual(zh: "读入评审意向", en: "bids imported")
    case "affinities-imported": Bilingual(zh: "读入契合度", en: "affinities imported")
    case "sanctions-imported": Bilingual(zh: "读入处理决定", en: "sanctions imported")
    case "recognitions-imported": Bilingual(zh: "读入以往认定", en: "earlier recognitions imported")
    case "returned": Bilingual(zh: "退回补正", en: "declarations returned for correction")
    case "reports-imported": Bilingual(zh: "读入报送材料", en: "reports imported")
    case "panels-imported": Bilingual(zh: "读入评审组", en: "panels imported")
    case "conflict-declared":
      act == "withdrawn"
        ? Bilingual(zh: "撤回回避申明", en: "a declared conflict withdrawn")
        : Bilingual(zh: "申明回避", en: "a conflict declared")
    case "conflicts-imported": Bilingual(zh: "读入回避声明", en: "declared conflicts imported")
    case "conflict-settled": settled(act)
    case "assigned": Bilingual(zh: "排定评审组", en: "panels assigned")
    case "sealed": Bilingual(zh: "密封抽取种子", en: "a seed sealed for a draw")
    case "frozen": Bilingual(zh: "冻结抽取名单", en: "the lists of a draw frozen")
    case "drawn": Bilingual(zh: "随机抽取评审组", en: "panels drawn by lot")
    case "seats-changed": Bilingual(zh: "席位换人", en: "seats changed hands")
    case "pairs-ordered": Bilingual(zh: "固定或禁止席位", en: "pairs pinned or banned")
    case "invitation-answered": answered(act)
    case "marked": Bilingual(zh: "收到评分", en: "marks of")
    case "voted": Bilingual(zh: "收到投票", en: "votes of")
    case "opinion-agreed": Bilingual(zh: "评审组商定意见", en: "a panel's opinion agreed")
    case "question-raised": Bilingual(zh: "专家对条件提出疑问", en: "a question on a condition raised")
    case "calendar-imported": Bilingual(zh: "更正工作日历", en: "the calendar corrected")
    case "change-proposed": Bilingual(zh: "更改评分", en: "marks changed for")
    case "decided": DecisionWords.done(act)
    case "posted": Bilingual(zh: "公示或公布名单", en: "a list made public")
    case "round-merged": Bilingual(zh: "并入另一轮", en: "another round taken in")
    case "concluded": Bilingual(zh: "运行一步", en: "a step run")
    default: Bilingual(zh: kind, en: kind)
    }
  }

  private static func settled(_ outcome: String) -> Bilingual {
    switch outcome {
    case "dismissed": Bilingual(zh: "查明不必回避", en: "a conflict dismissed")
    case "waived": Bilingual(zh: "准许不回避", en: "a conflict waived")
    default: Bilingual(zh: "确认回避", en: "a conflict confirmed")
    }
  }

  private static func answered(_ answer: String) -> Bilingual {
    switch answer {
    case "declined", "unavailable": Bilingual(zh: "不能参加", en: "cannot take part")
    default: Bilingual(zh: "能参加", en: "can take part")
    }
  }
}
