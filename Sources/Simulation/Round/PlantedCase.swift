import ExpertReview

/// What the formal check must say of one simulated candidate, and why: a fault that was put in on purpose.
public struct PlantedCase: Sendable, Hashable {
  /// The same words as the verdicts of an examination.
  public enum Verdict: String, Sendable, CaseIterable { case pass, review, formError, fail }
  public let candidate: CandidateID
  /// The candidate's verdict over all rules.
  public let verdict: Verdict
  /// A rule or material that must be among the findings (or among a finding's `also`); nil where nothing is to be
  /// found.
  public let rule: RuleID?
  public let about: Bilingual
  /// Whether the organizer's second file of candidates brings it in order, so that it passes then.
  public let isCorrected: Bool
}

/// The faults that a simulated round holds, each in one candidate.
enum Plant: CaseIterable {
  case paramsBelowFloor, paramsAsRawCount, notEvaluated, evaluatorUnnamed, taxProofMissing, introductionTooLong
  case foundedTooLate, barred, generalOnOpenBase, illegalPersonalData, aiRevenueAboveRevenue, outsideHunan
  case consortiumWithoutAgreement, codeMistyped
  /// These three pass.
  case debtAboveAssets, rentedInferenceOnly, notFiled

  /// Whether the fault is one of general or vertical models; nil for either.
  var general: Bool? {
    switch self {
    case .generalOnOpenBase, .paramsAsRawCount: true
    case .paramsBelowFloor, .notFiled: false
    default: nil
    }
  }

  var verdict: PlantedCase.Verdict {
    switch self {
    case .paramsBelowFloor, .notEvaluated, .foundedTooLate, .barred, .illegalPersonalData, .outsideHunan:
      .fail
    case .paramsAsRawCount, .generalOnOpenBase: .review
    case .evaluatorUnnamed, .taxProofMissing, .introductionTooLong, .aiRevenueAboveRevenue, .codeMistyped,
      .consortiumWithoutAgreement:
      .formError
    case .debtAboveAssets, .rentedInferenceOnly, .notFiled: .pass
    }
  }

  var rule: RuleID? {
    switch self {
    case .paramsBelowFloor: RuleID("HL-08")
    case .paramsAsRawCount: RuleID("X-16")
    case .notEvaluated: RuleID("HL-07")
    case .evaluatorUnnamed: RuleID("X-14")
    case .taxProofMissing: RuleID("GL-A04")
    case .introductionTooLong: RuleID("GL-12")
    case .foundedTooLate: RuleID("HN-04")
    case .barred: RuleID("HN-13")
    case .generalOnOpenBase: RuleID("HL-06")
    case .illegalPersonalData: RuleID("HL-09")
    case .aiRevenueAboveRevenue: RuleID("X-07")
    case .outsideHunan: RuleID("HN-01")
    case .consortiumWithoutAgreement: RuleID("GL-A06")
    case .codeMistyped: RuleID("X-21")
    case .debtAboveAssets: RuleID("X-06")
    case .rentedInferenceOnly: RuleID("X-17")
    case .notFiled: nil
    }
  }

  var about: Bilingual {
    switch self {
    case .paramsBelowFloor: Bilingual(zh: "参数量7.99亿，不足8亿", en: "7.99 亿 parameters, below 8 亿")
    case .paramsAsRawCount:
      Bilingual(zh: "参数量栏按个数填写，疑似单位有误", en: "parameters given as a raw count, probably the wrong unit")
    case .notEvaluated: Bilingual(zh: "未通过第三方专业评测", en: "no third-party evaluation passed")
    case .evaluatorUnnamed: Bilingual(zh: "未填评测机构名称", en: "the evaluating body is not named")
    case .taxProofMissing: Bilingual(zh: "缺近两年缴税证明", en: "the proof of tax for two years is missing")
    case .introductionTooLong: Bilingual(zh: "单位简介超过500字", en: "the unit's introduction is over 500 characters")
    case .foundedTooLate: Bilingual(zh: "成立不满两个完整会计年度", en: "founded less than two complete accounting years ago")
    case .barred: Bilingual(zh: "在三年禁报期内", en: "within a three years' bar")
    case .generalOnOpenBase:
      Bilingual(zh: "基础通用大模型的来源只有开源", en: "a general model whose only source is open")
    case .illegalPersonalData:
      Bilingual(zh: "训练数据含违法违规的个人信息", en: "training data hold unlawful personal information")
    case .aiRevenueAboveRevenue: Bilingual(zh: "AI业务收入高于营业收入", en: "AI revenue above all revenue")
    case .outsideHunan: Bilingual(zh: "注册地不在湖南", en: "registered outside Hunan")
    case .consortiumWithoutAgreement: Bilingual(zh: "联合体未附合作协议", en: "a consortium without its agreement")
    case .codeMistyped: Bilingual(zh: "统一社会信用代码校验位不符", en: "the credit code's check character is wrong")
    case .debtAboveAssets: Bilingual(zh: "资产负债率高于100%，提示", en: "debt ratio above 100%, a warning")
    case .rentedInferenceOnly: Bilingual(zh: "只有推理算力，提示", en: "compute for inference only, a warning")
    case .notFiled: Bilingual(zh: "未备案，由专家在服务保障中评判", en: "not filed; experts judge it under service assurance")
    }
  }

  /// Changes the facts themselves, before the texts are written from them.
  func arrange(_ declaration: inout Declaration) {
    switch self {
    case .paramsBelowFloor:
      declaration.paramsYi = "7.99"
      declaration.bases = [OpenBase.smallest.base]
    case .paramsAsRawCount: declaration.paramsYi = "70"
    case .notEvaluated: declaration.evaluator = nil
    case .foundedTooLate:
      declaration.foundedOn = declaration.submittedOn.adding(days: -920)
      declaration.honours = []
    case .generalOnOpenBase:
      declaration.paramsYi = OpenBase.middle.paramsYi
      declaration.bases = [OpenBase.middle.base]
    case .illegalPersonalData: declaration.illegalPersonalData = true
    case .outsideHunan:
      declaration.regProvince = "江西"
      declaration.regCity = "萍乡市"
      declaration.regCounty = "安源区"
      declaration.regAddress = "江西省萍乡市安源区楚萍东路\(declaration.id.suffix(2))号"
    case .debtAboveAssets: for year in declaration.years.keys { declaration.years[year]?.debtRatio = 10_420 }
    case .rentedInferenceOnly: declaration.keepOnlyRentedInference()
    case .notFiled: declaration.filing = nil
    case .barred: break  // the fault is in the file of sanctions
    case .evaluatorUnnamed, .taxProofMissing, .introductionTooLong, .aiRevenueAboveRevenue, .consortiumWithoutAgreement,
      .codeMistyped:
      break  // slips in filling the form in
    }
  }

  /// Spoils the form that was filled in from sound facts.
  func spoil(_ declaration: inout Declaration) {
    switch self {
    case .paramsAsRawCount: declaration.paramsYi = "7000000000"
    case .evaluatorUnnamed: declaration.evaluatorNamed = false
    case .taxProofMissing: declaration.papers.removeAll { $0.code == "GL-A04" }
    case .introductionTooLong:
      let once = declaration.texts.unitIntro
      declaration.texts.unitIntro = String(repeating: once, count: 500 / once.count + 1)
    case .aiRevenueAboveRevenue:
      for (year, figures) in declaration.years { declaration.years[year]?.aiRevenue = figures.revenue + 12_000 }
    case .consortiumWithoutAgreement: declaration.papers.removeAll { $0.code == "GL-A06" }
    case .codeMistyped: declaration.applicantCode = CreditCode.mistyped(declaration.applicantCode)
    default: break  // a matter of fact; see `arrange`
    }
  }

  /// Whether the organizer's second file of candidates brings it in order.
  var isCorrected: Bool {
    switch self {
    case .paramsAsRawCount, .evaluatorUnnamed, .taxProofMissing, .introductionTooLong: true
    default: false
    }
  }
}
