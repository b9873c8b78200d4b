import Statistics
import Testing

@testable import ExpertReview

@Suite struct `The line of a ranking` {
  /// 34 candidates of falling scores, of whom the 30th and the 31st are equal.
  private func plan2023(b: (Int, Int) = (10, 10)) throws -> RankedGroup {
    var candidates = (1...34).map { Sampled(id: $0 < 10 ? "c0\($0)" : "c\($0)", a: 100 - 2 * $0, b: 10) }
    candidates[29] = Sampled(id: "c30", a: 50 - b.0, b: b.0)
    candidates[30] = Sampled(id: "c31", a: 50 - b.1, b: b.1)
    return try Sample.group("all", candidates)
  }

  private let thirty = Sample.selection(caps: [(.scheme, 30)], ties: [.item(ItemID("B"))], reserve: 3)

  @Test func `a tie across the cap that a tie-break settles fills exactly the cap`() throws {
    let ranking = rank(stage: "s", groups: [try plan2023(b: (10, 20))], selection: thirty)
    #expect(ranking.listed.count == 30)
    #expect(ranking.row("c31")?.listed == true)
    #expect(ranking.row("c31")?.tieBrokenBy?.code == "item:B")
    #expect(ranking.row("c30")?.listed == false)
    #expect(ranking.row("c30")?.keptOutBy == [.scheme])
    #expect(ranking.undecidedAtLine == [])
  }

  @Test func `a tie across the cap that nothing settles lists neither and names both`() throws {
    let ranking = rank(stage: "s", groups: [try plan2023()], selection: thirty)
    #expect(ranking.listed.count == 29)
    #expect(ranking.undecidedAtLine.map(\.rawValue) == ["c30", "c31"])
    #expect(ranking.undecided.map(\.freePlaces) == [1])
    #expect(ranking.row("c30")?.place == 30)
    #expect(ranking.row("c31")?.place == 30)
    #expect(ranking.rows.allSatisfy { $0.reserve == nil })
  }

  @Test func `of nested caps each tells whom it keeps out, and whom alone`() throws {
    let candidates = [("a", "R1"), ("b", "R1"), ("c", "R2"), ("d", "R2"), ("e", "R3")].enumerated().map {
      Sampled(id: $0.element.0, a: 90 - $0.offset, recommender: $0.element.1)
    }
    let selection = Sample.selection(caps: [(.scheme, 2), (.recommender, 1)])
    let ranking = rank(stage: "s", groups: [try Sample.group("all", candidates)], selection: selection)
    #expect(ranking.listed == ["a", "c"])
    let effects = ranking.effects(of: selection.caps)
    #expect(effects.map(\.scope) == [.scheme, .recommender])
    #expect(effects.map { $0.keptOut.map(\.rawValue) } == [["d", "e"], ["b", "d"]])
    #expect(effects.map { $0.alone.map(\.rawValue) } == [["e"], ["b"]])
  }

  @Test func `a lot settles the tie and its order stands as the tie-break`() throws {
    let settlements = Settlements(lots: [CandidateID("c31"): 1, CandidateID("c30"): 2])
    let ranking = rank(stage: "s", groups: [try plan2023()], selection: thirty, settlements: settlements)
    #expect(ranking.listed.count == 30)
    #expect(ranking.row("c31")?.tieBrokenBy == .lot)
    #expect(ranking.row("c30")?.place == 31)
    #expect(ranking.undecidedAtLine == [])
  }

  @Test func `a recorded choice settles the tie and leaves the place shared`() throws {
    let settlements = Settlements(chosen: [CandidateID("c30")])
    let ranking = rank(stage: "s", groups: [try plan2023()], selection: thirty, settlements: settlements)
    #expect(ranking.listed.count == 30)
    #expect(ranking.row("c30")?.wasChosen == true)
    #expect(ranking.row("c31")?.listed == false)
    #expect(ranking.row("c31")?.place == 30)
    #expect(ranking.undecidedAtLine == [])
  }

  @Test func `a choice of more than there is room for settles nothing`() throws {
    let settlements = Settlements(chosen: [CandidateID("c30"), CandidateID("c31")])
    let ranking = rank(stage: "s", groups: [try plan2023()], selection: thirty, settlements: settlements)
    #expect(ranking.listed.count == 29)
    #expect(ranking.undecidedAtLine.count == 2)
  }

  @Test func `a choice cannot lift anyone over better candidates`() throws {
    let settlements = Settlements(chosen: [CandidateID("c34")])
    let ranking = rank(stage: "s", groups: [try plan2023(b: (10, 20))], selection: thirty, settlements: settlements)
    #expect(ranking.row("c34")?.listed == false)
  }

  @Test func `the next in order are held in reserve`() throws {
    let ranking = rank(stage: "s", groups: [try plan2023(b: (20, 10))], selection: thirty)
    #expect(ranking.rows.compactMap(\.reserve) == [1, 2, 3])
    #expect(ranking.rows.filter { $0.reserve != nil }.map(\.candidate.rawValue) == ["c31", "c32", "c33"])
  }

  @Test func `when one proposed falls away the next rises where the scheme lets it`() throws {
    let candidates = [
      Sampled(id: "a", a: 90), Sampled(id: "b", a: 80, fellAway: true), Sampled(id: "c", a: 70),
      Sampled(id: "d", a: 60),
    ]
    for mayRise in [true, false] {
      let selection = Sample.selection(caps: [(.scheme, 2)], nextMayRise: mayRise)
      let ranking = rank(stage: "s", groups: [try Sample.group("all", candidates)], selection: selection)
      #expect(ranking.listed == (mayRise ? ["a", "c"] : ["a"]))
      #expect(ranking.order == ["a", "c", "d", "b"])
      #expect(ranking.rows.map(\.place) == [1, 2, 3, nil])
      #expect(ranking.row("b")?.barredBy == [.fellAway])
    }
  }

  @Test func `caps nest: the scheme, the group, the recommender and the kind`() throws {
    let one = try Sample.group(
      "g1",
      [
        Sampled(id: "a", a: 90, recommender: "r1", kind: "consortium"), Sampled(id: "b", a: 80, recommender: "r1"),
        Sampled(id: "c", a: 70, recommender: "r1"), Sampled(id: "d", a: 60, recommender: "r2", kind: "consortium"),
        Sampled(id: "e", a: 50, recommender: "r2"), Sampled(id: "f", a: 40),
      ])
    let selection = Sample.selection(
      caps: [(.scheme, 4), (.group, 3), (.recommender, 2), (.kind, 1)], reserve: 2)
    let ranking = rank(stage: "s", groups: [one], selection: selection)
    #expect(ranking.listed == ["a", "b", "e"])
    #expect(ranking.row("c")?.keptOutBy == [.recommender])
    #expect(ranking.row("d")?.keptOutBy == [.kind])
    #expect(ranking.row("f")?.keptOutBy == [.group])
    #expect(ranking.rows.compactMap { row in row.reserve.map { "\($0)\(row.candidate)" } } == ["1f"])
  }

  @Test func `groups ranked apart fill a common cap place by place`() throws {
    let one = try Sample.group("g1", [Sampled(id: "a", a: 30), Sampled(id: "b", a: 20)])
    let two = try Sample.group("g2", [Sampled(id: "c", a: 90), Sampled(id: "d", a: 80)])
    let ranking = rank(stage: "s", groups: [one, two], selection: Sample.selection(caps: [(.scheme, 3)]))
    #expect(ranking.listed == ["a", "c"])
    #expect(ranking.undecidedAtLine.map(\.rawValue) == ["b", "d"])
  }

  @Test func `ties at the lines of two groups are two ties`() throws {
    func tied(_ group: String) throws -> RankedGroup {
      try Sample.group(group, ["x", "y", "z"].map { Sampled(id: group + $0, a: 50) })
    }
    let ranking = rank(
      stage: "s", groups: [try tied("g2"), try tied("g1")], selection: Sample.selection(caps: [(.group, 2)]))
    #expect(
      ranking.undecided.map { $0.candidates.map(\.rawValue) } == [["g1x", "g1y", "g1z"], ["g2x", "g2y", "g2z"]])
    #expect(ranking.undecided.map(\.freePlaces) == [2, 2])
  }

  @Test func `one who gets in whatever the lot is not held up by the tie`() throws {
    let candidates = [
      Sampled(id: "a", a: 50, recommender: "r1"), Sampled(id: "b", a: 50, recommender: "r1"),
      Sampled(id: "c", a: 50, recommender: "r2"),
    ]
    let selection = Sample.selection(caps: [(.scheme, 2), (.recommender, 1)])
    let ranking = rank(stage: "s", groups: [try Sample.group("all", candidates)], selection: selection)
    #expect(ranking.listed == ["c"])
    #expect(ranking.undecidedAtLine.map(\.rawValue) == ["a", "b"])
  }
}

/// Small rankings with ties against all the orders in which a lot could bring those tied.
@Suite struct `The line against every lot` {
  private struct Round {
    let candidates: [Sampled]
    let caps: [(Selection.Scope, Int)]

    /// Who is listed if candidates are taken one by one in an order.
    func listed(_ order: [Sampled]) -> Set<String> {
      var listed: [Sampled] = []
      for candidate in order {
        let isFree = caps.allSatisfy { scope, most in
          let cell = Self.cell(scope, candidate)
          return cell == nil || listed.filter { Self.cell(scope, $0) == cell }.count < most
        }
        if isFree { listed.append(candidate) }
      }
      return Set(listed.map(\.id))
    }

    private static func cell(_ scope: Selection.Scope, _ candidate: Sampled) -> String? {
      switch scope {
      case .scheme, .group: "all"
      case .recommender: candidate.recommender
      case .kind: candidate.kind
      }
    }

    /// Every order that agrees with the scores.
    func orders() -> [[Sampled]] {
      let classes = Dictionary(grouping: candidates, by: \.a).sorted { $0.key > $1.key }.map(\.value)
      return classes.reduce([[]]) { orders, tied in
        orders.flatMap { order in Self.permutations(tied).map { order + $0 } }
      }
    }

    private static func permutations(_ tied: [Sampled]) -> [[Sampled]] {
      guard let last = tied.last else { return [[]] }
      return permutations(tied.dropLast()).flatMap { shorter in
        (0...shorter.count).map { place in Array(shorter[..<place]) + [last] + Array(shorter[place...]) }
      }
    }
  }

  private static func round(_ stream: inout RandomStream) -> Round {
    let candidates = (0..<stream.integer(in: 1...6)).map { number in
      Sampled(
        id: "c\(number)", a: 50 + stream.integer(below: 3),
        recommender: stream.element(of: ["r1", "r2", nil]), kind: stream.element(of: ["k1", "k2", nil]))
    }
    var caps: [(Selection.Scope, Int)] = []
    for scope in Selection.Scope.allCases where stream.chance(0.5) { caps.append((scope, stream.integer(in: 1...4))) }
    return Round(candidates: candidates, caps: caps)
  }

  @Test func `whoever is listed would be whatever the lot, and no cap is passed`() throws {
    var stream = RandomStream(seed: 3)
    var undecided = 0
    for _ in 0..<600 {
      let round = Self.round(&stream)
      let ranking = rank(
        stage: "s", groups: [try Sample.group("all", round.candidates)], selection: Sample.selection(caps: round.caps))
      let outcomes = round.orders().map { round.listed($0) }
      let always = outcomes.reduce(outcomes[0]) { $0.intersection($1) }
      let listed = Set(ranking.listed)
      #expect(listed.isSubset(of: always))
      if round.caps.count <= 1 || ranking.undecided.isEmpty { #expect(listed == always) }
      if ranking.undecided.isEmpty { #expect(Set(outcomes).count == 1) }
      undecided += ranking.undecided.isEmpty ? 0 : 1
    }
    #expect(undecided > 50)
  }

  @Test func `a full lot leaves nothing undecided and lists as if taken one by one`() throws {
    var stream = RandomStream(seed: 4)
    for _ in 0..<300 {
      let round = Self.round(&stream)
      let order = stream.element(of: round.orders())
      var lots: [CandidateID: Int] = [:]
      for (turn, candidate) in order.enumerated() { lots[CandidateID(candidate.id)] = turn + 1 }
      let ranking = rank(
        stage: "s", groups: [try Sample.group("all", round.candidates)], selection: Sample.selection(caps: round.caps),
        settlements: Settlements(lots: lots))
      #expect(ranking.undecided.isEmpty)
      #expect(Set(ranking.listed) == round.listed(order))
    }
  }
}
