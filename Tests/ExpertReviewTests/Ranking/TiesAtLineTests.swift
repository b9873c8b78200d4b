import Testing

@testable import ExpertReview

@Suite struct `A lot on a tie` {
  /// Three equals; two of one recommender contest its one place, and the third is in whatever the order.
  @Test func `is drawn among all who are equal, those sure of a place too`() throws {
    let group = try Sample.group(
      "g",
      [
        Sampled(id: "a", a: 90, recommender: "R1"), Sampled(id: "b", a: 90, recommender: "R1"),
        Sampled(id: "c", a: 90, recommender: "R2"), Sampled(id: "d", a: 80, recommender: "R2"),
      ])
    let selection = Sample.selection(caps: [(.recommender, 1)])
    let ranking = rank(stage: "s", groups: [group], selection: selection)
    let tie = try #require(ranking.undecided.first)
    #expect(tie.candidates.map(\.rawValue) == ["a", "b"] && ranking.listed == ["c"])
    let among = ranking.drawnAmong(tie)
    #expect(among.map(\.rawValue) == ["a", "b", "c"] && ranking.canBeDrawn(tie))
    func settled(_ ids: [CandidateID]) -> Ranking {
      let lots = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0 + 1) })
      return rank(stage: "s", groups: [group], selection: selection, settlements: Settlements(lots: lots))
    }
    #expect(settled(tie.candidates).undecided == [tie])
    #expect(settled(among).undecided.isEmpty)
  }

  @Test func `orders nobody across groups that are ranked apart`() throws {
    let groups = [
      try Sample.group("g", [Sampled(id: "a", a: 90)]), try Sample.group("h", [Sampled(id: "b", a: 70)]),
    ]
    let selection = Sample.selection(caps: [(.scheme, 1)])
    let apart = rank(stage: "s", groups: groups, selection: selection)
    let tie = try #require(apart.undecided.first)
    #expect(tie.candidates.map(\.rawValue) == ["a", "b"] && !apart.canBeDrawn(tie))
    let equal = [
      try Sample.group("g", [Sampled(id: "a", a: 90)]), try Sample.group("h", [Sampled(id: "b", a: 90)]),
    ]
    let together = rank(stage: "s", groups: equal, selection: selection, together: true)
    #expect(try together.canBeDrawn(#require(together.undecided.first)))
  }
}
