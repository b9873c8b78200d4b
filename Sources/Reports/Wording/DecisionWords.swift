import ExpertReview

/// What a decision did, in a few words before the candidates that it concerns.
enum DecisionWords {
  /// For an act of `panel decide` by its name; the name itself for one that has no words here.
  static func done(_ act: String) -> Bilingual {
    switch act {
    case "admit": Bilingual(zh: "准予进入", en: "admitted")
    case "refuse": Bilingual(zh: "不予进入", en: "refused")
    case "set-aside": Bilingual(zh: "撇开审查结论", en: "a finding set aside for")
    case "confirm": Bilingual(zh: "核实规则", en: "a rule confirmed for")
    case "withdraw": Bilingual(zh: "申报单位撤回", en: "withdrawn")
    case "chair": Bilingual(zh: "指定组长", en: "a chair named for")
    case "late-correction": Bilingual(zh: "准收过期补正", en: "a late correction let in for")
    case "late-sheet": Bilingual(zh: "准收迟交的评分表", en: "a late sheet let in")
    case "approve-change": Bilingual(zh: "批准更改评分", en: "a change of marks approved")
    case "reject-change": Bilingual(zh: "驳回更改评分", en: "a change of marks rejected")
    case "met": Bilingual(zh: "组长定为符合", en: "a condition held to be met by")
    case "not-met": Bilingual(zh: "组长定为不符合", en: "a condition held not to be met by")
    case "sign-off": Bilingual(zh: "签字", en: "signed off")
    case "reopen": Bilingual(zh: "重开", en: "reopened")
    case "choose": Bilingual(zh: "选定", en: "chosen")
    case "lot": Bilingual(zh: "抽签", en: "drawn by lot")
    case "extend": Bilingual(zh: "延长期限", en: "a deadline moved for")
    case "object": Bilingual(zh: "登记异议", en: "an objection to")
    case "answer": Bilingual(zh: "答复异议", en: "an objection answered to")
    case "sanction": Bilingual(zh: "取消资格", en: "disqualified")
    case "withdraw-objection": Bilingual(zh: "异议人撤回异议", en: "an objection withdrawn against")
    case "late-objection": Bilingual(zh: "准收逾期异议", en: "a late objection let in against")
    case "recognition": Bilingual(zh: "定已公布的认定", en: "a recognition decided on")
    default: Bilingual(zh: "决定 \(act)", en: "decision \(act)")
    }
  }
}
