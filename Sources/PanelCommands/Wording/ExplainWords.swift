import ExpertReview
import Reports

// The words of weights, caps and fates, as `panel explain` uses them.

extension Bilingual {
  /// Text in brackets as each language writes them: `（甲大学）`, ` (甲大学)`; nothing for no text.
  static func inBrackets(_ text: String?) -> Bilingual {
    guard let text, !text.isEmpty else { return Bilingual(zh: "", en: "") }
    return Bilingual(zh: "（\(text)）", en: " (\(text))")
  }
}

extension Int {
  /// `1 expert`, `2 experts`.
  func of(_ noun: String) -> String { of(noun, noun + "s") }

  /// `1 entry`, `2 entries`.
  func of(_ one: String, _ several: String) -> String { "\(self) \(self == 1 ? one : several)" }
}

extension RubricItem.Multiplier {
  /// What stands behind the sign of multiplication: `60%`, or the factor.
  var text: String {
    switch self {
    case .weight(let weight): "\(weight)%"
    case .factor(let factor): "\(factor)"
    }
  }

  var words: Bilingual {
    switch self {
    case .weight(let weight): Bilingual(zh: "权重 \(weight)%", en: "weight \(weight)%")
    case .factor(let factor): Bilingual(zh: "系数 \(factor)", en: "factor \(factor)")
    }
  }

  /// The number that a value is multiplied by.
  var fraction: Fraction {
    switch self {
    case .weight(let weight): weight.fraction / Fraction(100)
    case .factor(let factor): factor.fraction
    }
  }
}

extension RubricItem.Kind {
  var label: Bilingual {
    switch self {
    case .judged: Bilingual(zh: "专家评分", en: "judged")
    case .given: Bilingual(zh: "核定值", en: "given")
    case .computed: Bilingual(zh: "按填报算出", en: "computed")
    }
  }
}

extension Selection.Scope {
  var label: Bilingual {
    switch self {
    case .scheme: Bilingual(zh: "全部", en: "the scheme")
    case .group: Bilingual(zh: "每组", en: "each group")
    case .recommender: Bilingual(zh: "每个推荐单位", en: "each recommender")
    case .kind: Bilingual(zh: "每类申报方式", en: "each kind of applicant")
    }
  }
}

extension TieBreak {
  /// What it compares, in words.
  func label(_ items: [RubricItem]) -> Bilingual {
    switch self {
    case .item(let id):
      items.first { $0.id == id }.map { Bilingual(zh: "“\($0.label.zh)”均分", en: "mean of “\($0.label.en)”") }
        ?? Bilingual(zh: "\(id) 均分", en: "mean of \(id)")
    case .judgedTotal: Bilingual(zh: "专家评分部分", en: "the judged part")
    case .untrimmedMean: Bilingual(zh: "全部专家均分", en: "mean of all sheets")
    case .markMean: Bilingual(zh: "全部分数的平均", en: "mean of all marks")
    case .preference(let flag): Bilingual(zh: "优先条件 \(flag)", en: "preference \(flag)")
    case .lot: Bilingual(zh: "抽签", en: "lot")
    }
  }
}

extension ScoreTrace.Edge {
  var label: Bilingual {
    switch self {
    case .highest: Bilingual(zh: "最高", en: "highest")
    case .lowest: Bilingual(zh: "最低", en: "lowest")
    case .both: Bilingual(zh: "最高和最低", en: "highest and lowest")
    }
  }
}

extension ScoreTrace.Fate {
  /// What became of a mark or sheet; nil where it counted whole.
  var words: Bilingual? {
    switch self {
    case .counted: nil
    case .missing: Bilingual(zh: "未评", en: "missing")
    case .recused: Bilingual(zh: "回避", en: "recused")
    case .sheetIncomplete: Bilingual(zh: "未评完，不计", en: "incomplete, does not count")
    case .dropped(let edge): Bilingual(zh: "\(edge.label.zh)，去掉", en: "\(edge.label.en), dropped")
    case .droppedInPart(let edge, let dropped, let among):
      Bilingual(
        zh: "并列\(edge.label.zh)的 \(among) 份去掉 \(dropped) 份",
        en: "\(dropped) of \(among) equal ones dropped, \(edge.label.en)")
    case .replaced(let edge, let instead):
      Bilingual(zh: "\(edge.label.zh)，以 \(instead.inShort) 代替", en: "\(edge.label.en), counts as \(instead.inShort)")
    case .rejected(let distance):
      Bilingual(zh: "偏离中位数 \(distance.inShort)，去掉", en: "\(distance.inShort) from the median, rejected")
    }
  }

  /// A short stable name.
  var code: String {
    switch self {
    case .counted: "counted"
    case .missing: "missing"
    case .recused: "recused"
    case .sheetIncomplete: "sheetIncomplete"
    case .dropped(let edge): "dropped:\(edge.rawValue)"
    case .droppedInPart(let edge, let dropped, let among): "droppedInPart:\(edge.rawValue):\(dropped)/\(among)"
    case .replaced(let edge, let instead): "replaced:\(edge.rawValue):\(instead)"
    case .rejected(let distance): "rejected:\(distance)"
    }
  }
}

extension PairAffinity {
  /// The value, and where it is from.
  var words: Bilingual {
    let value = millionths.map { AssignVerb.millionths(Int64($0)) } ?? "—"
    return switch self {
    case .mixed: Bilingual(zh: "\(value)（按权重合成）", en: "\(value) (mixed by weights)")
    case .imported: Bilingual(zh: "\(value)（读入的契合度）", en: "\(value) (imported)")
    case .absentCountsZero: Bilingual(zh: "0（契合度表里没有这一对，计 0）", en: "0 (not in the table, counts zero)")
    case .absentForbids: Bilingual(zh: "—（契合度表里没有这一对，不得分派）", en: "— (not in the table, may not be assigned)")
    case .topics(let shared, let all):
      all == 0
        ? Bilingual(zh: "0（申报对象没有选应用领域）", en: "0 (the candidate names no topic)")
        : Bilingual(
          zh: "\(value)（申报对象的 \(all) 个领域中专家熟悉 \(shared) 个）",
          en: "\(value) (the expert knows \(shared) of the candidate's \(all) topics)")
    }
  }

  /// `imported`, `mixed`, `topics`, `absentZero` or `absentForbid`.
  var code: String {
    switch self {
    case .imported: "imported"
    case .mixed: "mixed"
    case .absentCountsZero: "absentZero"
    case .absentForbids: "absentForbid"
    case .topics: "topics"
    }
  }

  /// Decimal text, or null where the pair may not be assigned.
  var json: JSON { millionths.map { .text(AssignVerb.millionths(Int64($0))) } ?? .null }
}
