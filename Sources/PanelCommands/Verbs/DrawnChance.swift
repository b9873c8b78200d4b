import ExpertReview
import Reports
import RoundStore

/// With what chance a pair was to sit together when panels were drawn at random.
struct DrawnChance {
  let chance: Fraction
  private let cap: Fraction

  /// Nil where the stage's panels were not drawn so, or knew the candidate or the expert not yet.
  init?(_ candidate: CandidateID, _ expert: ExpertID, stage: ReviewStage, of round: Round, in file: RoundFile) throws {
    guard let panels = round.panels[stage.id], case .assigned(let record) = panels.origin,
      let chances = try PairChances(of: record, in: file), let chance = chances.chance(of: candidate, expert)
    else { return nil }
    self.chance = chance
    cap = chances.law.cap
  }

  /// `随机抽取时坐在一起的概率：3/5（0.600000），上限 4/5`
  var words: Bilingual {
    let decimal = Bilingual.inBrackets(
      chance.denominator == 1 ? nil : chance.rounded(places: 6, .halfUp).description)
    return Bilingual(
      zh: "随机抽取时坐在一起的概率：\(chance)\(decimal.zh)，任何一对至多 \(cap)",
      en: "chance of sitting together when panels were drawn: \(chance)\(decimal.en), no pair above \(cap)")
  }
}
