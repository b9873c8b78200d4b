import ExpertReview
import Simulation

/// The designs of a study that differ in the number of experts alone stand together as a family: a line of a plot, a
/// sentence of the answer.
struct StudyFamilies {
  struct Family {
    /// What sets it apart from the other families; the design's own label where it has no other size.
    let label: Bilingual
    /// Positions in the study, by rising number of experts, no number twice.
    let designs: [Int]
  }

  /// In the order in which their first designs stand in the study.
  let families: [Family]
  let study: Study

  init(_ study: Study) {
    self.study = study
    var rules: [Rule] = []
    var members: [[Int]] = []
    for (position, design) in study.designs.enumerated() {
      let rule = Rule(design)
      // Two designs of one size that look alike here differ in something that this page does not know.
      let home = rules.indices.first { index in
        rules[index] == rule && !members[index].contains { study.designs[$0].experts == design.experts }
      }
      if let home {
        members[home].append(position)
      } else {
        rules.append(rule)
        members.append([position])
      }
    }
    let differing = Aspect.allCases.filter { aspect in Set(rules.map { aspect.words(of: $0) }).count > 1 }
    let brief = rules.map { rule in Bilingual.joined(differing.map { $0.briefly(of: rule) }) }
    let told =
      Set(brief).count == rules.count
      ? brief : rules.map { rule in Bilingual.joined(differing.map { $0.words(of: rule) }) }
    let isTelling = rules.count == 1 || Set(told).count == rules.count
    families = rules.indices.map { index in
      let designs = members[index].sorted { study.designs[$0].experts < study.designs[$1].experts }
      let own = study.designs[designs[0]].label
      return Family(label: designs.count > 1 && isTelling ? told[index] : own, designs: designs)
    }
  }

  /// Whether some family has several sizes, so that a measure can be drawn against them.
  var hasSizes: Bool { families.contains { $0.designs.count > 1 } }

  /// The number of experts that most families have, the middle one of those where several do.
  var sharedSize: Int? {
    var counts: [Int: Int] = [:]
    for family in families { for design in family.designs { counts[study.designs[design].experts, default: 0] += 1 } }
    guard let most = counts.values.max(), most > 1 else { return nil }
    let sizes = counts.filter { $0.value == most }.keys.sorted()
    return sizes[(sizes.count - 1) / 2]
  }

  /// What of a design is not its size.
  struct Rule: Hashable {
    let layout: StudyDesign.Layout
    let outliers: Aggregation.Outliers?
    let rounding: [Aggregation.Rounding]
    let correction: StudyDesign.Correction
    let lottery: Int
    let firstStage: StudyDesign.FirstStage?
    let selection: StudyDesign.Selection
    let model: StudyModel?

    init(_ design: StudyDesign) {
      layout = design.layout
      outliers = design.outliers
      rounding = design.rounding
      correction = design.correction
      lottery = design.lottery
      firstStage = design.firstStage
      selection = design.selection
      model = design.model
    }
  }

  /// What a rule says under one head.
  enum Aspect: CaseIterable {
    case layout, outliers, rounding, correction, lottery, firstStage, selection, model

    var label: Bilingual {
      switch self {
      case .layout: Bilingual(zh: "谁评谁", en: "who marks whom")
      case .outliers: Bilingual(zh: "离群分", en: "outliers")
      case .rounding: Bilingual(zh: "取整", en: "rounding")
      case .correction: Bilingual(zh: "宽严校正", en: "severity")
      case .lottery: Bilingual(zh: "线上抽签", en: "lot at the line")
      case .firstStage: Bilingual(zh: "前一阶段", en: "stage before")
      case .selection: Bilingual(zh: "怎样入选", en: "who gets in")
      case .model: Bilingual(zh: "模型", en: "model")
      }
    }

    /// The same without what holds for small panels only.
    func briefly(of rule: Rule) -> Bilingual {
      guard self == .outliers, let tier = rule.outliers?.tiers.first else { return words(of: rule) }
      return tier.rule.words
    }

    func words(of rule: Rule) -> Bilingual {
      switch self {
      case .layout: rule.layout.words
      case .outliers: rule.outliers.map(\.words) ?? Bilingual(zh: "平均", en: "the mean")
      case .rounding: Aggregation.Rounding.words(of: rule.rounding)
      case .correction: rule.correction.words
      case .lottery: StudyDesign.words(ofLottery: rule.lottery)
      case .firstStage: rule.firstStage.map(\.words) ?? Bilingual(zh: "只有一个阶段", en: "one stage only")
      case .selection: rule.selection.words
      case .model:
        rule.model == nil
          ? Bilingual(zh: "研究的模型", en: "the study's") : Bilingual(zh: "另用模型，见假定", en: "its own, see above")
      }
    }
  }
}

extension Bilingual {
  /// `甲，乙` and `first, second`.
  static func joined(_ parts: [Bilingual]) -> Bilingual {
    Bilingual(zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
  }
}
