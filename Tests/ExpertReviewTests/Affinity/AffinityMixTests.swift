import Testing

@testable import ExpertReview

@Suite struct `Affinities mixed from parts` {
  private typealias CandidateSubject = AffinityMix.Subject<CandidateID>
  private typealias ExpertSubject = AffinityMix.Subject<ExpertID>

  private static let one = ExactDecimal(1)
  private static let candidates = [
    CandidateSubject(id: "C1", topics: [["交通"], ["医疗"]], texts: ["城市交通信号的智能控制"]),
    CandidateSubject(id: "C2", topics: [["农业"]], texts: ["水稻病虫害识别"]),
    CandidateSubject(id: "C3", topics: [], texts: []),
  ]
  private static let experts = [
    ExpertSubject(id: "E1", topics: [["交通"]], texts: ["交通信号控制与优化"]),
    ExpertSubject(id: "E2", topics: [["农业"], ["医疗"]], texts: ["水稻育种"]),
    ExpertSubject(id: "E3", topics: [], texts: []),
  ]
  private static let bids = BidTable([
    .init(candidate: "C1", expert: "E1", bid: .willing), .init(candidate: "C1", expert: "E2", bid: .not),
    .init(candidate: "C3", expert: "E3", bid: .eager),
  ])
  private static func table(_ absent: AffinityTable.Absent) -> AffinityTable {
    AffinityTable(
      absent: absent, candidates: ["C1", "C2"], experts: ["E1", "E2"],
      pairs: [(0, 0, 300_000), (0, 1, 5_000_000), (1, 1, 700_000)])
  }
  private static func policy(
    _ fields: Int, _ text: Int, _ bids: Int, _ imported: Int
  ) -> AffinityPolicy {
    AffinityPolicy(
      fields: .init(weight: ExactDecimal(fields)), text: .init(weight: ExactDecimal(text)),
      bids: .init(weight: ExactDecimal(bids)), imported: .init(weight: ExactDecimal(imported)))
  }
  private static func mix(
    _ policy: AffinityPolicy, candidates: [CandidateSubject] = candidates, experts: [ExpertSubject] = experts,
    bids: BidTable? = bids, imported: AffinityTable? = nil
  ) -> AffinityMix {
    AffinityMix(
      policy: policy, candidates: candidates, experts: experts, taxonomy: .empty, bids: bids, imported: imported)
  }
  private static func row(_ mix: AffinityMix, _ candidate: CandidateID) -> [Int32] {
    var row = AffinityMix.Row()
    mix.fill(&row, of: candidate)
    return row.values
  }

  @Test func `are the weighted mean of what is there`() {
    // Fields: E1 knows one topic of two, E2 the other, E3 none. Bids: 0.5, 0 and none at all, which counts 0.25.
    #expect(Self.row(Self.mix(Self.policy(3, 0, 1, 0)), "C1") == [500_000, 375_000, 62_500])
    #expect(Self.row(Self.mix(Self.policy(1, 0, 0, 0)), "C1") == [500_000, 500_000, 0])
    #expect(Self.row(Self.mix(Self.policy(0, 0, 1, 0)), "C3") == [250_000, 250_000, 1_000_000])
  }

  @Test func `leave out a part that the round lacks, for every pair alike`() {
    let without = Self.mix(Self.policy(1, 0, 5, 7), bids: nil)
    #expect(without.parts == [.fields])
    #expect(Self.row(without, "C1") == [500_000, 500_000, 0])
    let wordless = Self.mix(
      Self.policy(1, 9, 1, 0), experts: Self.experts.map { ExpertSubject(id: $0.id, topics: $0.topics, texts: []) })
    #expect(wordless.parts == [.fields, .bids])
    // Half topic and 0.5 of a bid; half topic and a bid of 0; no topic and no bid.
    #expect(Self.row(wordless, "C1") == [500_000, 250_000, 125_000])
  }

  @Test func `keep pairs apart that imported ones forbid, and hold these to 1`() {
    let forbidding = Self.mix(Self.policy(1, 0, 0, 1), imported: Self.table(.forbid))
    // (0.5 + 0.3) / 2; (0.5 + 1) / 2; not in the table.
    #expect(Self.row(forbidding, "C1") == [400_000, 750_000, AffinityMix.forbidden])
    #expect(Self.row(forbidding, "C2") == [AffinityMix.forbidden, 850_000, AffinityMix.forbidden])
    #expect(Self.row(forbidding, "C3") == [Int32](repeating: AffinityMix.forbidden, count: 3))
    #expect(Self.row(Self.mix(Self.policy(1, 0, 0, 1), imported: Self.table(.zero)), "C2") == [0, 850_000, 0])
    // The table bars pairs whatever its values weigh.
    #expect(Self.row(Self.mix(Self.policy(1, 0, 0, 0), imported: Self.table(.forbid)), "C2")[0] == .min)
    #expect(Self.row(forbidding, "C9") == [Int32](repeating: AffinityMix.forbidden, count: 3))
  }

  @Test(arguments: [(1, 1, 1, 1), (3, 5, 2, 7), (0, 1, 3, 0), (1, 0, 0, 6)])
  func `are the sum of their parts exactly, rounded once`(fields: Int, text: Int, bids: Int, imported: Int) throws {
    let mix = Self.mix(Self.policy(fields, text, bids, imported), imported: Self.table(.zero))
    for candidate in Self.candidates {
      let row = Self.row(mix, candidate.id)
      for (place, expert) in mix.experts.enumerated() {
        let grounds = try #require(mix.grounds(of: candidate.id, expert))
        let sum = grounds.parts.reduce(Fraction.zero) { $0 + $1.contribution }
        #expect(grounds.exact == sum)
        #expect(grounds.parts.reduce(Fraction.zero) { $0 + $1.share } == Fraction(1))
        #expect(sum.rounded(places: 6, .halfUp) == ExactDecimal(units: Int64(row[place]), places: 6))
        #expect(grounds.millionths == row[place])
      }
    }
  }

  @Test func `do not depend on the order of anything, nor on the size of the weights`() {
    let mix = Self.mix(Self.policy(3, 5, 2, 7), imported: Self.table(.zero))
    let turned = Self.mix(
      Self.policy(30, 50, 20, 70), candidates: Self.candidates.reversed(), experts: Self.experts.reversed(),
      bids: BidTable(Self.bids.lines.reversed()), imported: Self.table(.zero))
    #expect(mix.experts == turned.experts)
    for candidate in Self.candidates {
      #expect(Self.row(mix, candidate.id) == Self.row(turned, candidate.id))
      for expert in mix.experts {
        #expect(mix.grounds(of: candidate.id, expert) == turned.grounds(of: candidate.id, expert))
      }
    }
  }

  @Test func `tell a row the same whatever row was told before`() {
    let mix = Self.mix(Self.policy(3, 5, 2, 7), imported: Self.table(.forbid))
    var row = AffinityMix.Row()
    for id: CandidateID in ["C1", "C2", "C3", "C9", "C2", "C1"] {
      mix.fill(&row, of: id)
      #expect(row.values == Self.row(mix, id))
    }
  }

  @Test func `put an expert of the planted subject first, nine times in ten and better`() {
    // Twenty subjects of thirty words of their own and two hundred that all use; a text takes one word in four from its
    // subject. One expert a subject, ten candidates each.
    var lottery = Lottery(11)
    func word() -> String {
      String(
        String.UnicodeScalarView(
          (0..<2).compactMap { _ in Unicode.Scalar(UInt32(0x4E00 + lottery.count(0...2_999))) }))
    }
    let common = (0..<200).map { _ in word() }
    let own = (0..<20).map { _ in (0..<30).map { _ in word() } }
    func text(_ subject: Int) -> String {
      (0..<80).map { _ in
        lottery.count(0...3) == 0 ? lottery.element(own[subject]) : lottery.element(common)
      }.joined()
    }
    func number(_ count: Int) -> String { String(count + 100) }
    let experts = (0..<20).map { ExpertSubject(id: ExpertID(number($0)), topics: [], texts: [text($0)]) }
    let candidates = (0..<200).map {
      CandidateSubject(id: CandidateID(number($0)), topics: [], texts: [text($0 / 10)])
    }
    let mix = Self.mix(Self.policy(0, 1, 0, 0), candidates: candidates, experts: experts, bids: nil)
    let found = (0..<200).count { place in
      let row = Self.row(mix, CandidateID(number(place)))
      return row.indices.max { row[$0] < row[$1] } == place / 10
    }
    #expect(found >= 190)
  }
}
