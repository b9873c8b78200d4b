import Testing

@testable import ExpertReview

@Suite struct `A ranking` {
  private let four = [
    Sampled(id: "d", a: 70), Sampled(id: "b", a: 80), Sampled(id: "a", a: 90), Sampled(id: "c", a: 80),
  ]

  @Test(arguments: [
    (Selection.Places.standard, [1, 2, 2, 4]), (.dense, [1, 2, 2, 3]), (.modified, [1, 3, 3, 4]),
  ])
  func `equal candidates share a place, counted as the selection says`(places: Selection.Places, expected: [Int]) throws
  {
    let ranking = rank(stage: "s", groups: [try Sample.group("all", four)], selection: Sample.selection(places: places))
    #expect(ranking.order == ["a", "b", "c", "d"])
    #expect(ranking.rows.map(\.place) == expected)
    #expect(ranking.row("b")?.tied == [CandidateID("c")])
    #expect(ranking.rows.allSatisfy { $0.tieBrokenBy == nil && $0.listed })
  }

  @Test func `each tie-break is named on the row that it lifted, and on none for the last`() throws {
    let candidates = [
      Sampled(id: "last", a: 50, b: 30), Sampled(id: "lot2", a: 60, b: 20), Sampled(id: "lot1", a: 60, b: 20),
      Sampled(id: "flag", a: 60, b: 20, preferences: ["local"]), Sampled(id: "item", a: 70, b: 10),
      Sampled(id: "other", a: 10, b: 10),
    ]
    let ties: [TieBreak] = [.item(ItemID("A")), .untrimmedMean, .preference("local"), .lot]
    let ranking = rank(
      stage: "s", groups: [try Sample.group("all", candidates)], selection: Sample.selection(ties: ties),
      settlements: Settlements(lots: [CandidateID("lot1"): 1, CandidateID("lot2"): 2]))
    #expect(ranking.order == ["item", "flag", "lot1", "lot2", "last", "other"])
    #expect(ranking.rows.map(\.place) == [1, 2, 3, 4, 5, 6])
    #expect(
      ranking.rows.map { $0.tieBrokenBy?.code } == ["item:A", "preference:local", "lot", "item:A", nil, nil])
  }

  @Test func `two who stay equal above a third both say what put them there`() throws {
    let candidates = [
      Sampled(id: "a", a: 60, b: 20), Sampled(id: "b", a: 60, b: 20), Sampled(id: "c", a: 50, b: 30),
    ]
    let selection = Sample.selection(ties: [.item(ItemID("A"))])
    let ranking = rank(stage: "s", groups: [try Sample.group("all", candidates)], selection: selection)
    #expect(ranking.rows.map(\.place) == [1, 1, 3])
    #expect(ranking.rows.map { $0.tieBrokenBy?.code } == ["item:A", "item:A", nil])
    #expect(ranking.rows.map { $0.tied.map(\.rawValue) } == [["b"], ["a"], []])
  }

  @Test func `of equal scores the one with less deducted comes first`() throws {
    let candidates = [Sampled(id: "a", a: 60, deduction: 5), Sampled(id: "b", a: 58, deduction: 3)]
    let selection = Sample.selection(ties: [.item(ItemID("off"))])
    let ranking = rank(stage: "s", groups: [try Sample.group("all", candidates)], selection: selection)
    #expect(ranking.order == ["b", "a"])
    #expect(ranking.rows.map(\.place) == [1, 2])
  }

  @Test func `the judged part alone can break a tie`() throws {
    let candidates = [Sampled(id: "a", a: 58, deduction: 3), Sampled(id: "b", a: 60, deduction: 5)]
    let selection = Sample.selection(ties: [.judgedTotal])
    let ranking = rank(stage: "s", groups: [try Sample.group("all", candidates)], selection: selection)
    #expect(ranking.order == ["b", "a"])
    #expect(ranking.rows.first?.tieBrokenBy == .judgedTotal)
  }

  @Test func `a lot that does not name everyone tied settles nothing`() throws {
    let settlements = Settlements(lots: [CandidateID("c"): 1])
    let ranking = rank(
      stage: "s", groups: [try Sample.group("all", four)], selection: Sample.selection(ties: [.lot]),
      settlements: settlements)
    #expect(ranking.rows.map(\.place) == [1, 2, 2, 4])
  }

  @Test func `a lot counts where the scheme does not name it`() throws {
    let settlements = Settlements(lots: [CandidateID("c"): 1, CandidateID("b"): 2])
    let ranking = rank(
      stage: "s", groups: [try Sample.group("all", four)], selection: Sample.selection(), settlements: settlements)
    #expect(ranking.order == ["a", "c", "b", "d"])
    #expect(ranking.row("c")?.tieBrokenBy == .lot)
  }

  @Test func `groups are ranked apart by their own tie-breaks, or together by the selection's`() throws {
    let first = try Sample.group(
      "g1", [Sampled(id: "a", a: 60, b: 20), Sampled(id: "b", a: 50, b: 30)], ties: [.item(ItemID("B"))])
    let second = try Sample.group("g2", [Sampled(id: "c", a: 55, b: 25), Sampled(id: "d", a: 10)])
    let selection = Sample.selection(ties: [.item(ItemID("A"))])
    let apart = rank(stage: "s", groups: [second, first], selection: selection)
    #expect(apart.order == ["b", "a", "c", "d"])
    #expect(apart.rows.map(\.place) == [1, 2, 1, 2])
    #expect(apart.rows.first?.tieBrokenBy?.code == "item:B")
    let together = rank(stage: "s", groups: [second, first], selection: selection, together: true)
    #expect(together.order == ["a", "c", "b", "d"])
    #expect(together.rows.map(\.place) == [1, 2, 3, 4])
    #expect(together.rows.map(\.group.rawValue) == ["g1", "g2", "g1", "g2"])
  }

  @Test func `a candidate below a minimum keeps a row without a place and takes none from others`() throws {
    let minimums = [Aggregation.Minimum(item: ItemID("B"), atLeast: Sample.decimal("20"))]
    let candidates = [
      Sampled(id: "a", a: 90, b: 19), Sampled(id: "b", a: 60, b: 20), Sampled(id: "c", a: 50, b: 40),
    ]
    let ranking = rank(
      stage: "s", groups: [try Sample.group("all", candidates, minimums: minimums)],
      selection: Sample.selection(caps: [(.scheme, 2)]))
    #expect(ranking.order == ["c", "b", "a"])
    #expect(ranking.rows.map(\.place) == [1, 2, nil])
    #expect(ranking.listed == ["c", "b"])
    #expect(ranking.row("a")?.barredBy.map(\.code) == ["minimum:B"])
    #expect(ranking.row("a")?.score?.text == "109.00")
  }

  @Test func `candidates without enough sheets come last, without place or score`() throws {
    let plan = try Sample.plan([Sample.item("A")], Sample.aggregation(.item), minimumSheets: 2)
    let matrix = try plan.matrix([[["9"]], [["5"], ["6"]], []])
    let contenders = ["x", "y", "z"].map { Contender(candidate: CandidateID($0)) }
    let group = RankedGroup(group: .everyone, standings: plan.aggregate(matrix), contenders: contenders)
    let ranking = rank(stage: "s", groups: [group], selection: Sample.selection())
    #expect(ranking.order == ["y", "x", "z"])
    #expect(ranking.rows.map { $0.barredBy.map(\.code) } == [[], ["tooFewSheets"], ["unmarked"]])
    #expect(ranking.rows.map(\.score?.text) == ["5.5000", nil, nil])
    #expect(ranking.listed == ["y"])
  }

  @Test func `no order of groups, candidates or experts changes a ranking`() throws {
    var random = RandomPanels(seed: 11, stream: 0)
    for _ in 0..<200 {
      let rule = random.rule()
      guard
        let plan = try? Sample.plan(
          rule.items, scale: rule.scale, rule.aggregation, minimumSheets: rule.minimumSheets, mostSheets: 9)
      else { continue }
      let cases = (0..<12).map { _ in random.panel(under: rule) }
      let ties: [TieBreak] = [.item(rule.items[0].id), .judgedTotal, .untrimmedMean]
      let selection = Sample.selection(caps: [(.scheme, 6), (.group, 4)], ties: ties, reserve: 2)
      func ranking(_ order: [Int], shuffling: Bool) throws -> Ranking {
        var groups: [RankedGroup] = []
        for group in order.filter({ $0 < 2 }) {
          let members = order.filter { $0 % 2 == group }
          let panels = members.map { index in
            var sheets = cases[index].sheets
            if shuffling { random.stream.shuffle(&sheets) }
            return ScoringOracle.Case(
              items: rule.items, scale: rule.scale, rule: rule.aggregation, minimumSheets: rule.minimumSheets,
              sheets: sheets, values: cases[index].values)
          }
          groups.append(
            RankedGroup(
              group: GroupID("g\(group)"), standings: plan.aggregate(try plan.matrix(of: panels)),
              contenders: members.map { Contender(candidate: CandidateID("c\($0)")) }))
        }
        return rank(stage: "s", groups: groups, selection: selection)
      }
      let straight = try ranking(Array(0..<12), shuffling: false)
      let shuffled = try ranking(random.stream.shuffled(Array(0..<12)), shuffling: true)
      #expect(straight == shuffled)
    }
  }
}
