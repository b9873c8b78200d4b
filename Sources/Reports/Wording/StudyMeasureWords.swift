import ExpertReview
import Simulation

extension StudyMeasure {
  /// What kind of number a measure is, and so how it is printed.
  public enum Quantity: Sendable, Hashable {
    /// From 0 to 1, printed in percent.
    case share
    /// From −1 to 1.
    case correlation
    /// In standard deviations of true quality.
    case deviations
    /// A number of places, sheets or candidates.
    case count
  }

  public var quantity: Quantity {
    switch self {
    case .kendall, .spearman, .panelCorrelation: .correlation
    case .precision, .recall, .bestIn, .bestFirst, .repeatable, .inconsistent, .colluderReach, .decidedByRounding,
      .decidedByTie:
      .share
    case .regret, .rootMeanSquareError: .deviations
    case .worstDisplaced, .bestMissed, .sheetsPerCandidate, .expertHours: .count
    }
  }

  /// Whether a larger figure is the better one; false where a smaller one is.
  public var isBetterWhenLarger: Bool {
    switch self {
    case .kendall, .spearman, .precision, .recall, .bestIn, .bestFirst, .repeatable, .panelCorrelation: true
    case .regret, .worstDisplaced, .bestMissed, .inconsistent, .colluderReach, .decidedByRounding, .decidedByTie,
      .rootMeanSquareError, .sheetsPerCandidate, .expertHours:
      false
    }
  }

  /// The measure's name: a column's heading, a plot's axis.
  public var label: Bilingual {
    switch self {
    case .kendall: Bilingual(zh: "与真实水平的肯德尔 τ-b", en: "Kendall's τ-b with true quality")
    case .spearman: Bilingual(zh: "与真实水平的斯皮尔曼等级相关", en: "Spearman correlation with true quality")
    case .precision: Bilingual(zh: "入选者中应入选的", en: "those in who deserve it")
    case .recall: Bilingual(zh: "应入选者中入选的", en: "the deserving who get in")
    case .regret: Bilingual(zh: "入选者真实水平的损失", en: "true quality lost")
    case .worstDisplaced: Bilingual(zh: "最弱入选者距线名次", en: "places below the line, weakest of those in")
    case .bestMissed: Bilingual(zh: "最强落选者距线名次", en: "places above the line, best of those out")
    case .bestIn: Bilingual(zh: "最好的入选", en: "the best gets in")
    case .bestFirst: Bilingual(zh: "最好的排第一", en: "the best comes first")
    case .repeatable: Bilingual(zh: "换一组专家仍入选的", en: "in again with other experts")
    case .inconsistent: Bilingual(zh: "两组专家结论不一的", en: "decided otherwise by other experts")
    case .panelCorrelation: Bilingual(zh: "两组专家得分的相关", en: "correlation of two panels")
    case .colluderReach: Bilingual(zh: "因不公正专家入选的", en: "in because of those who do not judge")
    case .decidedByRounding: Bilingual(zh: "由取整决定的名额", en: "places decided by rounding")
    case .decidedByTie: Bilingual(zh: "由同分规则或抽签决定的名额", en: "places decided by tie-break or lot")
    case .rootMeanSquareError: Bilingual(zh: "得分的均方根误差", en: "root mean square error of scores")
    case .sheetsPerCandidate: Bilingual(zh: "每个对象的评分表", en: "sheets a candidate")
    case .expertHours: Bilingual(zh: "专家工时", en: "expert hours")
    }
  }

  /// What the measure is, for a reader who has not met it.
  public var explanation: Bilingual {
    switch self {
    case .kendall:
      Bilingual(
        zh: "任取两个对象，得分高低与真实水平高低一致的次数减去不一致的次数，占全部的比例（同分另计）。1 为完全一致，0 为毫无关系",
        en:
          "of all pairs of candidates, the share that score and true quality order alike less the share they order otherwise, adjusted for ties; 1 is full agreement, 0 none"
      )
    case .spearman:
      Bilingual(
        zh: "按得分排的名次与按真实水平排的名次之间的相关系数。1 为完全一致，0 为毫无关系",
        en: "the correlation of places by score with places by true quality; 1 is full agreement, 0 none")
    case .precision:
      Bilingual(
        zh: "入选的对象中，真实水平确在名额之内的比例", en: "of the candidates in, the share whose true quality is among as many best")
    case .recall:
      Bilingual(
        zh: "真实水平在名额之内的对象（应入选者）中，实际入选的比例",
        en: "of those whose true quality is among as many best as there are places, the share that is in")
    case .regret:
      Bilingual(
        zh: "应入选者的平均真实水平减去实际入选者的平均真实水平，以真实水平的标准差为单位。0 为没有损失",
        en:
          "mean true quality of the deserving less that of those in, in standard deviations of true quality; 0 is no loss"
      )
    case .worstDisplaced:
      Bilingual(
        zh: "入选者中真实水平最低的一个，按真实水平排在入选线以下多少名。0 为没有错选",
        en: "how many places below the line, by true quality, the weakest of those in stands; 0 is nobody wrongly in")
    case .bestMissed:
      Bilingual(
        zh: "落选者中真实水平最高的一个，按真实水平排在入选线以上多少名。0 为没有错落",
        en: "how many places above the line, by true quality, the best of those out stands; 0 is nobody wrongly out")
    case .bestIn: Bilingual(zh: "真实水平最高的对象入选的机会", en: "the chance that the candidate of highest true quality is in")
    case .bestFirst:
      Bilingual(zh: "真实水平最高的对象得第一名的机会", en: "the chance that the candidate of highest true quality is first")
    case .repeatable:
      Bilingual(
        zh: "同样的对象换一组同样选出的专家再评一次，前一次入选者中仍然入选的比例",
        en: "of those in, the share that is in again when other experts, chosen alike, mark the same candidates")
    case .inconsistent:
      Bilingual(
        zh: "两组同样选出的专家各评一次，一次入选、一次落选的对象占全部对象的比例",
        en: "of all candidates, the share that is in with one such panel and out with another")
    case .panelCorrelation:
      Bilingual(
        zh: "两组同样选出的专家各评一次，两次得分之间的相关系数", en: "the correlation of the scores of two such panels")
    case .colluderReach:
      Bilingual(
        zh: "只因有人不公正评分才入选的对象数，占名额的比例", en: "candidates in only because of those who do not judge, over the places")
    case .decidedByRounding:
      Bilingual(zh: "因得分取整而换了人的名额的比例", en: "the share of places that rounding moved to somebody else")
    case .decidedByTie:
      Bilingual(
        zh: "得分相同、由同分规则或抽签给出的名额的比例", en: "the share of places given by tie-break or lot among equal scores")
    case .rootMeanSquareError:
      Bilingual(
        zh: "得分与真实值之差的均方根，两者各减去平均，以真实水平的单位计",
        en: "root mean square of score less true value, both centred, in units of quality")
    case .sheetsPerCandidate:
      Bilingual(zh: "为每个对象填写的评分表份数，即专家的工作量", en: "score sheets filled for a candidate: the experts' work")
    case .expertHours:
      Bilingual(
        zh: "全部专家填写评分表共用的小时数，按每份所需分钟计",
        en: "hours that all experts together spend on sheets, at so many minutes a sheet")
    }
  }

  /// A clause that says the figure: `应入选者有 83.1 % 入选`.
  /// - Parameter figure: the number with its unit, as ``StudyFigure`` prints it.
  public func clause(_ figure: String) -> Bilingual {
    switch self {
    case .kendall: Bilingual(zh: "名次与真实水平的肯德尔 τ-b 为 \(figure)", en: "Kendall's τ-b with true quality is \(figure)")
    case .spearman:
      Bilingual(zh: "名次与真实水平的等级相关为 \(figure)", en: "the rank correlation with true quality is \(figure)")
    case .precision: Bilingual(zh: "入选者有 \(figure) 确应入选", en: "\(figure) of those in deserve it")
    case .recall: Bilingual(zh: "应入选者有 \(figure) 入选", en: "\(figure) of the deserving get in")
    case .regret:
      Bilingual(zh: "入选者的真实水平比应有的低 \(figure)", en: "true quality of those in is \(figure) below what it could be")
    case .worstDisplaced:
      Bilingual(
        zh: "入选者中最弱的一个平均在线下第 \(figure) 名", en: "the weakest of those in stands \(figure) places below the line")
    case .bestMissed:
      Bilingual(
        zh: "落选者中最强的一个平均在线上第 \(figure) 名", en: "the best of those out stands \(figure) places above the line")
    case .bestIn: Bilingual(zh: "最好的对象有 \(figure) 的机会入选", en: "the best candidate gets in with a chance of \(figure)")
    case .bestFirst:
      Bilingual(zh: "最好的对象有 \(figure) 的机会排第一", en: "the best candidate comes first with a chance of \(figure)")
    case .repeatable:
      Bilingual(zh: "换一组专家，入选者有 \(figure) 仍然入选", en: "\(figure) of those in are in again with other experts")
    case .inconsistent:
      Bilingual(zh: "换一组专家，有 \(figure) 的对象结论不同", en: "other experts decide otherwise on \(figure) of all candidates")
    case .panelCorrelation:
      Bilingual(zh: "两组专家得分的相关为 \(figure)", en: "the scores of two panels correlate \(figure)")
    case .colluderReach:
      Bilingual(
        zh: "有 \(figure) 的名额因不公正评分给了别人", en: "\(figure) of the places go astray because of those who do not judge")
    case .decidedByRounding: Bilingual(zh: "有 \(figure) 的名额由取整决定", en: "rounding decides \(figure) of the places")
    case .decidedByTie:
      Bilingual(zh: "有 \(figure) 的名额由同分规则或抽签决定", en: "a tie-break or lot decides \(figure) of the places")
    case .rootMeanSquareError: Bilingual(zh: "得分的均方根误差为 \(figure)", en: "the root mean square error is \(figure)")
    case .sheetsPerCandidate: Bilingual(zh: "每个对象要填 \(figure) 份评分表", en: "a candidate takes \(figure) sheets")
    case .expertHours: Bilingual(zh: "专家共用 \(figure) 小时", en: "experts spend \(figure) hours")
    }
  }
}
