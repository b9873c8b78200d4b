import ExpertReview

// The zone at the line, in words.

extension Selection.Zone {
  /// `线上线下各 1.5 分以内，经讨论选定`.
  public var words: Bilingual {
    let reach =
      switch width {
      case .points(let points):
        Bilingual(zh: "离线上末位 \(points) 分以内", en: "within \(points) points of the last above the line")
      case .places(let count):
        Bilingual(
          zh: "线上末 \(count) 名和线下头 \(count) 名", en: "the last \(count) above the line and the first \(count) below")
      }
    return Bilingual(zh: "\(reach.zh)，\(by.words.zh)", en: "\(reach.en), \(by.words.en)")
  }
}

extension Selection.Zone.Decision {
  public var words: Bilingual {
    switch self {
    case .discuss: Bilingual(zh: "经讨论选定", en: "chosen after discussion")
    case .lot: Bilingual(zh: "由抽签定", en: "decided by lot")
    }
  }
}

extension RankingRow {
  /// What became of a candidate in the zone at the line; nil for one outside it.
  public var zoneRemark: Bilingual? {
    zone.map { decision in
      Bilingual(zh: "在线边上，\(decision.words.zh)", en: "in the zone at the line, \(decision.words.en)")
    }
  }
}
