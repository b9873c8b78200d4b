import ExpertReview

extension SchemeStatements {
  /// What affinities are mixed from.
  var affinities: [SchemeStatement] {
    guard let policy = scheme.affinity else { return [] }
    return AffinityPolicy.Part.allCases.compactMap { part in
      guard let source = policy.source(of: part), let aspects = aspects(of: part, policy) else { return nil }
      let label = part.label
      return SchemeStatement(
        section: .stages, id: "affinity." + part.rawValue,
        label: Bilingual(zh: "契合度：\(label.zh)", en: "Affinity: \(label.en)"),
        aspects: [.init("权重", "weight", policy.weight(of: part).description)] + aspects, source: source)
    }
  }

  /// Nil for a part that does not count.
  private func aspects(of part: AffinityPolicy.Part, _ policy: AffinityPolicy) -> [SchemeStatement.Aspect]? {
    switch part {
    case .fields:
      policy.fields.map {
        [
          .init("字段", "fields", $0.of.joined(separator: " ")), .init("每一步留下", "left by each step", $0.step.description),
          .init("至多相距几步", "steps apart at most", String($0.steps)),
        ]
      }
    case .text:
      policy.text.map {
        [
          .init("字段", "fields", $0.of.joined(separator: " ")),
          .init("专家的栏目", "columns of experts", $0.profile.joined(separator: " ")),
        ]
      }
    case .bids:
      policy.bids.map { bids in
        BidTable.Bid.allCases.map { .init($0.label.zh, $0.label.en, bids.worth($0).description) }
          + [.init("没有表示", "no bid", bids.none.description)]
      }
    case .imported: policy.imported.map { _ in [] }
    }
  }
}
