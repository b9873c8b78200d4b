import ExpertReview

extension SchemeStatements {
  /// How far conflicts reach: through holdings, near names, competitors and regions.
  func conflictReach(_ policy: ConflictPolicy) -> [SchemeStatement] {
    var statements = [chains(policy.chains), nearNames(policy.nearNames)]
    if let competitors = policy.competitors {
      statements.append(
        SchemeStatement(
          section: .conflicts, id: "competitors", label: Bilingual(zh: "与同组竞争者有关系", en: "Tied to a competitor"),
          aspects: [.init("程度", "level", competitors.level.label)], source: competitors.source))
    }
    if let region = policy.region {
      statements.append(
        SchemeStatement(
          section: .conflicts, id: "region", label: Bilingual(zh: "同地区", en: "Same region"),
          aspects: [.init("字段", "field", region.field), .init("程度", "level", region.level.label)],
          source: region.source))
    }
    return statements
  }

  private func chains(_ chains: ConflictPolicy.Chains) -> SchemeStatement {
    SchemeStatement(
      section: .conflicts, id: "chains", label: Bilingual(zh: "持股链条", en: "Chains of holdings"),
      aspects: [
        .init("必须回避从", "hard from", "\(chains.hardFrom)%"), .init("尽量回避从", "soft from", "\(chains.softFrom)%"),
        .init("不经过", "not through", chains.notThrough.joined(separator: "、")),
      ], source: chains.source)
  }

  private func nearNames(_ near: ConflictPolicy.NearNames) -> SchemeStatement {
    SchemeStatement(
      section: .conflicts, id: "nearNames", label: Bilingual(zh: "相近的名称", en: "Near names"),
      aspects: [
        .init("哪些相近", "which", near.kinds.map(\.rawValue).joined(separator: "、")),
        .init("至少字数", "least length", String(near.leastLength)),
      ], source: near.source)
  }
}
