import ExpertReview

extension Coverage.Gap {
  /// A stable name for scripts.
  var code: String { "coverage." + String(describing: self).prefix { $0 != "(" } }

  /// What is missing and where it belongs.
  var words: Bilingual {
    switch self {
    case .noScheme(let scheme):
      Bilingual(zh: "没有方案 \(scheme)", en: "there is no scheme \(scheme)")
    case .noCases(let scheme):
      Bilingual(zh: "\(scheme) 没有案例（\(scheme)/cases.json）", en: "\(scheme) has no cases (\(scheme)/cases.json)")
    case .noRule(let id, let scheme):
      Bilingual(zh: "\(scheme) 缺规则 \(id)", en: "\(scheme) lacks rule \(id)")
    case .noMaterial(let id, let scheme):
      Bilingual(zh: "\(scheme) 缺材料 \(id)", en: "\(scheme) lacks material \(id)")
    case .noTable(let id, let scheme):
      Bilingual(zh: "\(scheme) 缺表 \(id)", en: "\(scheme) lacks table \(id)")
    case .noInside(let rule, let scheme):
      Bilingual(zh: "\(scheme) \(rule)：没有恰好成立的案例", en: "\(scheme) \(rule): no case just inside")
    case .noOutside(let rule, let scheme):
      Bilingual(zh: "\(scheme) \(rule)：没有恰好不成立的案例", en: "\(scheme) \(rule): no case just outside")
    case .noOpen(let rule, let scheme):
      Bilingual(zh: "\(scheme) \(rule)：没有待人判断（open）的案例", en: "\(scheme) \(rule): no case that is left open")
    case .unsettled(let id, let scheme, let path):
      Bilingual(
        zh: "\(id) 没有处理：\(scheme) 没有自定值 \(path)", en: "\(id) is not settled: \(scheme) has no house value \(path)")
    case .noApplication(let name):
      Bilingual(zh: "没有名为 \(name) 的案例", en: "no case is named \(name)")
    }
  }
}
