import ExpertReview

// The names of a scheme's parts and choices, for those who read schemes.

extension SchemeStatement.Section {
  var words: Bilingual {
    switch self {
    case .basis: Bilingual(zh: "依据和施行期", en: "Basis and dates")
    case .conditions: Bilingual(zh: "条件", en: "Conditions")
    case .materials: Bilingual(zh: "材料", en: "Materials")
    case .fields: Bilingual(zh: "填报项", en: "Fields")
    case .nominations: Bilingual(zh: "推荐", en: "Nominations")
    case .stages: Bilingual(zh: "阶段和专家组", en: "Stages and panels")
    case .rubric: Bilingual(zh: "评分项和权重", en: "Rubric and weights")
    case .quotas: Bilingual(zh: "名额和排名", en: "Quotas and places")
    case .conflicts: Bilingual(zh: "回避", en: "Conflicts")
    case .publicity: Bilingual(zh: "公示", en: "Public notice")
    case .sanctions: Bilingual(zh: "处理", en: "Sanctions")
    case .duties: Bilingual(zh: "认定后的义务", en: "Duties")
    }
  }
}

extension Stage.Kind {
  var words: Bilingual {
    switch self {
    case .formalCheck: Bilingual(zh: "形式审查", en: "formal check")
    case .nomination: Bilingual(zh: "推荐", en: "nomination")
    case .review: Bilingual(zh: "专家评审", en: "review")
    case .selection: Bilingual(zh: "入选", en: "selection")
    case .publicity: Bilingual(zh: "公示", en: "public notice")
    case .publication: Bilingual(zh: "公布", en: "publication")
    }
  }
}

extension Grouping.Together {
  var words: Bilingual {
    self == .apart ? Bilingual(zh: "分开", en: "apart") : Bilingual(zh: "合在一起", en: "together")
  }
}

extension Recommender.Level {
  var words: Bilingual {
    switch self {
    case .district: Bilingual(zh: "区县", en: "districts")
    case .city: Bilingual(zh: "市州", en: "cities")
    case .province: Bilingual(zh: "省", en: "provinces")
    case .central: Bilingual(zh: "中央", en: "central bodies")
    }
  }
}

extension Field.Kind {
  var words: Bilingual {
    switch self {
    case .text: Bilingual(zh: "文字", en: "text")
    case .integer: Bilingual(zh: "整数", en: "whole number")
    case .decimal: Bilingual(zh: "小数", en: "number")
    case .money: Bilingual(zh: "金额", en: "money")
    case .percent: Bilingual(zh: "百分数", en: "percentage")
    case .date: Bilingual(zh: "日期", en: "day")
    case .month: Bilingual(zh: "月份", en: "month")
    case .boolean: Bilingual(zh: "是否", en: "yes or no")
    case .choice: Bilingual(zh: "单选", en: "one choice")
    case .choices: Bilingual(zh: "多选", en: "choices")
    case .list: Bilingual(zh: "列表", en: "list")
    case .object: Bilingual(zh: "一组", en: "group of cells")
    case .attachment: Bilingual(zh: "附件", en: "attachment")
    }
  }
}

extension Aggregation.Basis {
  var words: Bilingual {
    switch self {
    case .total: Bilingual(zh: "按每位专家的总分", en: "on each expert's total")
    case .item: Bilingual(zh: "按每个评分项", en: "on each item")
    }
  }
}

extension Aggregation.Incomplete {
  var words: Bilingual {
    switch self {
    case .leaveOut: Bilingual(zh: "不计", en: "left out")
    case .renormalise: Bilingual(zh: "按其余项折算", en: "scaled up from the rest")
    }
  }
}

extension Selection.Places {
  var words: Bilingual {
    switch self {
    case .standard: Bilingual(zh: "1 2 2 4", en: "1 2 2 4")
    case .dense: Bilingual(zh: "1 2 2 3", en: "1 2 2 3")
    case .modified: Bilingual(zh: "1 3 3 4", en: "1 3 3 4")
    }
  }
}

extension Aggregation.Veto.Experts {
  var words: Bilingual {
    switch self {
    case .atLeast(let experts): Bilingual(zh: "\(experts) 位专家", en: experts.of("expert"))
    case .majority: Bilingual(zh: "过半专家", en: "most experts")
    }
  }
}

extension Publicity {
  var words: Bilingual {
    unit == .working
      ? Bilingual(zh: "\(days) 个工作日", en: "\(days) working days") : Bilingual(zh: "\(days) 天", en: "\(days) days")
  }
}

extension ReturnPolicy {
  /// 5 个工作日.
  var words: Bilingual {
    unit == .working
      ? Bilingual(zh: "\(days) 个工作日", en: days.of("working day")) : Bilingual(zh: "\(days) 天", en: days.of("day"))
  }
}

extension ChangePolicy {
  /// 须由另一人批准.
  var words: Bilingual {
    secondPerson
      ? Bilingual(zh: "须由另一人批准", en: "another person must approve")
      : Bilingual(zh: "写明理由即可", en: "a reason is enough")
  }
}

extension Sanctions.Reach {
  var words: Bilingual {
    self == .hard ? Bilingual(zh: "同样禁报", en: "barred as well") : Bilingual(zh: "由人判定", en: "a person decides")
  }
}

extension Duty.Cycle {
  var words: Bilingual {
    self == .quarter ? Bilingual(zh: "季度", en: "quarter") : Bilingual(zh: "年", en: "year")
  }
}

extension OpinionPolicy.Demand {
  var words: Bilingual {
    switch self {
    case .required: Bilingual(zh: "必写", en: "required")
    case .optional: Bilingual(zh: "可写", en: "optional")
    }
  }
}
