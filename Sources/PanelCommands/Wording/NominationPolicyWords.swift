import ExpertReview

// What a scheme says of recommenders, for those who read schemes.

extension NominationPolicy.Beyond {
  /// What becomes of the candidate.
  var words: Bilingual {
    switch self {
    case .refused: Bilingual(zh: "不通过", en: "fails")
    case .review: Bilingual(zh: "由人判定", en: "a person decides")
    case .warn: Bilingual(zh: "提醒", en: "a remark")
    }
  }
}

extension NominationPolicy.Limit.Scope {
  var words: Bilingual {
    switch self {
    case .all: Bilingual(zh: "全部推荐", en: "all nominated")
    case .consortium: Bilingual(zh: "推荐的联合体", en: "consortia nominated")
    }
  }
}

extension NominationPolicy.Deadline.Act {
  var words: Bilingual {
    switch self {
    case .declared: Bilingual(zh: "申报", en: "declaring")
    case .sent: Bilingual(zh: "报送推荐意见", en: "sending the opinion")
    }
  }
}

extension NominationPolicy.Deadline.Need {
  var words: Bilingual {
    switch self {
    case .opinion: Bilingual(zh: "推荐意见", en: "opinion")
    case .seal: Bilingual(zh: "盖章", en: "seal")
    }
  }
}
