import Testing

@testable import ExpertReview

@Suite struct `Fields in a taxonomy` {
  /// 制造业 with 汽车 and 机械, 机械 with 农机; 农业 stands apart.
  private static let taxonomy = Taxonomy([
    .init(term: "制造业"), .init(term: "汽车", parent: "制造业"), .init(term: "机械", parent: "制造业"),
    .init(term: "农机", parent: "机械"), .init(term: "农业"), .init(term: "Automobiles", aliasOf: "汽车"),
    .init(term: "car", aliasOf: "automobiles"),
  ])

  private static func worth(_ topics: [String], _ fields: [String], steps: Int = 2) -> Int64 {
    let nearness = FieldNearness(
      topics: [topics.map { [$0] }], fields: [fields], taxonomy: taxonomy, share: AffinityPolicy.half, steps: steps)
    var sums: [Int64] = [0]
    nearness.add(candidate: 0, to: &sums)
    #expect(sums[0] == nearness.meetings(candidate: 0, expert: 0).reduce(0) { $0 + $1.millionths })
    return sums[0]
  }

  /// A candidate's topics, an expert's fields and what the first are worth to the second.
  static let worths: [([String], [String], Int64)] = [
    (["汽车"], ["汽车"], 1_000_000), (["汽车"], ["制造业"], 500_000), (["制造业"], ["汽车"], 500_000),
    (["汽车"], ["机械"], 250_000), (["农机"], ["制造业"], 250_000), (["农机"], ["汽车"], 0), (["汽车"], ["农业"], 0),
    (["汽车"], [" ＣＡＲ"], 1_000_000), (["汽车"], ["机械", "制造业"], 500_000), (["桥梁"], ["桥梁"], 1_000_000),
    (["桥梁"], ["农业"], 0), (["汽车", "农业"], ["机械"], 250_000), (["汽车", "农业"], ["机械", "农业"], 1_250_000),
    ([], ["农业"], 0), (["汽车", "car"], ["汽车"], 1_000_000),
  ]

  @Test(arguments: worths)
  func `are worth half of a topic for each step apart, two steps at most`(
    topics: [String], fields: [String], worth: Int64
  ) {
    #expect(Self.worth(topics, fields) == worth)
  }

  @Test func `farther apart count where the policy says so`() {
    #expect(Self.worth(["农机"], ["汽车"], steps: 3) == 125_000)
    #expect(Self.worth(["汽车"], ["机械"], steps: 1) == 0)
    #expect(Self.worth(["汽车"], ["汽车"], steps: 0) == 1_000_000)
  }

  @Test func `tell by which field and through which term they meet`() {
    let nearness = FieldNearness(
      topics: [[["汽车"], ["农业"], ["桥梁"]]], fields: [["机械", "制造业"]], taxonomy: Self.taxonomy,
      share: AffinityPolicy.half, steps: 2)
    #expect(
      nearness.meetings(candidate: 0, expert: 0) == [
        .init(topic: "汽车", field: "制造业", through: nil, steps: 1, millionths: 500_000),
        .init(topic: "农业", field: nil, through: nil, steps: 0, millionths: 0),
        .init(topic: "桥梁", field: nil, through: nil, steps: 0, millionths: 0),
      ])
    let apart = FieldNearness(
      topics: [[["汽车"]]], fields: [["机械"]], taxonomy: Self.taxonomy, share: AffinityPolicy.half, steps: 2)
    #expect(
      apart.meetings(candidate: 0, expert: 0) == [
        .init(topic: "汽车", field: "机械", through: "制造业", steps: 2, millionths: 250_000)
      ])
  }

  @Test func `know a choice by any of its names`() {
    let nearness = FieldNearness(
      topics: [[["智慧交通", "Smart traffic", "traffic"], ["轿车", "car"]]], fields: [["TRAFFIC", "汽车"], ["smart traffic"]],
      taxonomy: Self.taxonomy, share: AffinityPolicy.half, steps: 2)
    var sums: [Int64] = [0, 0]
    nearness.add(candidate: 0, to: &sums)
    #expect(sums == [2_000_000, 1_000_000])
    #expect(nearness.topicCount(0) == 2)
  }

  @Test func `name what keeps them from being a tree`() {
    #expect(Self.taxonomy.faults().isEmpty)
    let broken = Taxonomy([
      .init(term: "甲", parent: "乙"), .init(term: "乙", parent: "丙"), .init(term: "丙", parent: "甲"),
      .init(term: "丁", parent: "丁"), .init(term: "戊", aliasOf: "己"), .init(term: "庚", parent: "甲"),
    ])
    #expect(
      broken.faults() == [
        .unknown("己", of: "戊"), .circle(["丁", "丁"]), .circle(["丙", "甲", "乙", "丙"]),
      ])
  }

  @Test func `of which a later file replaces those of the same name`() {
    let later = Self.taxonomy.merged(with: Taxonomy([.init(term: "ＣＡＲ", parent: "农业"), .init(term: "林业")]))
    #expect(later.entry("car") == .init(term: "ＣＡＲ", parent: "农业"))
    #expect(later.entries.count == Self.taxonomy.entries.count + 1)
    #expect(Taxonomy(later.entries.reversed()) == later)
  }
}
