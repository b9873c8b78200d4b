import ExpertReview
import Reports

/// What panels that the engine found were to be best at, and what is proved of it: one wording, for the page of the
/// search itself and for every page that reads the record later.
struct PanelProof {
  /// As it stands on record.
  private let objective: String
  /// The largest total, in millionths, that is not ruled out; nil where the panels are proved best.
  private let bound: Int64?
  /// The least affinity of a pair that sits together, in millionths, where it is told.
  private var leastPair: Int64?

  init(_ record: AssignmentRecord) {
    (objective, bound) = (record.objective, record.bound)
  }

  init(_ assignment: PanelAssignment) {
    objective = assignment.objective.text
    bound = assignment.isProved ? nil : assignment.bound
    leastPair = assignment.seats.map { Int64(assignment.problem.millionths[$0.position]) }.min() ?? 0
  }

  private enum Kind { case total, fair, pairs, balanced, random, blocks, other }

  private var kind: Kind {
    if BlockLaw(objective) != nil { return .blocks }
    return switch AssignmentObjective(objective) {
    case .total: .total
    case .fair: .fair
    case .pairs: .pairs
    case .balanced: .balanced
    case .random: .random
    case nil: .other
    }
  }

  /// What is proved, to stand after the total of affinities.
  var words: Bilingual {
    if let bound { return unproved(AssignVerb.millionths(bound)) }
    switch kind {
    case .total: return Bilingual(zh: "已证明为最大", en: "proved largest")
    case .fair:
      return Bilingual(
        zh: "最少的一组已证明尽量高，总和在此前提下最大", en: "the worst-off proved as well off as can be, and then the total")
    case .pairs:
      let pair = leastPair.map(AssignVerb.millionths).map { Bilingual(zh: " \($0) ", en: " \($0),") }
      return Bilingual(
        zh: "最低的一对\(pair?.zh ?? "")已证明为最大，总和在此前提下最大",
        en: "least pair\(pair?.en ?? "") proved largest, and then the total")
    case .balanced:
      return Bilingual(zh: "工作量已证明最均匀，总和在此前提下最大", en: "loads proved as even as can be, and then the total largest")
    case .random: return Bilingual(zh: "按概率抽出", en: "as drawn")
    case .blocks:
      return Bilingual(zh: "已证明回避最少，总和在此前提下最大", en: "proved: fewest recusals, and then the largest total")
    case .other: return Bilingual(zh: "没有证明", en: "nothing proved")
    }
  }

  private func unproved(_ bound: String) -> Bilingual {
    switch kind {
    case .fair:
      Bilingual(
        zh: "尚未证明为最公平：在同样公平的前提下总和至多 \(bound)", en: "not proved fairest: as fair as these, the total is at most \(bound)"
      )
    case .blocks:
      Bilingual(
        zh: "尚未证明为最好：回避同样少时总和至多 \(bound)",
        en: "not proved best: with as few recusals the total is at most \(bound)")
    default:
      Bilingual(
        zh: "尚未证明为最好（构成上的限制相互交叉）：总和至多 \(bound)",
        en: "not proved best (limits on who sits together cross): the total is at most \(bound)")
    }
  }

  /// What the search sought, to stand before the panel that it chose.
  var aim: Bilingual {
    switch kind {
    case .total:
      Bilingual(zh: "分派求全部契合度总和最大，选了下列专家", en: "the largest total of affinities was sought, and found with those below")
    case .fair:
      Bilingual(
        zh: "分派先求最少的一组尽量高，再求总和最大，选了下列专家",
        en: "the worst-off panel was to be as well off as can be, then the total largest, and those below were found so"
      )
    case .pairs:
      Bilingual(
        zh: "分派先求契合度最低的一对尽量高，再求总和最大，选了下列专家",
        en: "the least pair was to be as high as can be, then the total largest, and those below were found so")
    case .balanced:
      Bilingual(
        zh: "分派先求工作量均匀，再求总和最大，选了下列专家",
        en: "loads were to be as even as can be, then the total largest, and those below were found so")
    case .random:
      Bilingual(zh: "评审组是按概率随机抽出的，抽中了下列专家", en: "the panels were drawn at random, and the lot fell on those below")
    case .blocks:
      Bilingual(
        zh: "分组评审先求回避最少，再求总和最大，这一组选了下列专家",
        en:
          "panels of blocks were to lose the fewest marks to recusals, then the total be largest, and those below were found so"
      )
    case .other: Bilingual(zh: "分派选了下列专家", en: "the assignment chose those below")
    }
  }
}
