import Testing

@testable import ExpertReview

@Suite struct `Certainty on file` {
  private let certainty = Certainty(
    stage: "expert", settings: Certainty.Settings(seed: "试 1", replicates: 200),
    rows: [
      Certainty.Row(
        candidate: "C1", group: "g", place: 1, listed: true, places: 1...3, above: 188,
        tested: Certainty.Tested(errorInMillionths: 1_250_000, own: 1...2, together: 1...4),
        orders: Certainty.Orders(bordaPlace: 1, winPlace: 2, wins: 3, draws: 1, losses: 0)),
      Certainty.Row(
        candidate: "C2", group: "g", place: nil, listed: false, places: 2...2, above: 0, tested: nil, orders: nil),
      Certainty.Row(
        candidate: "C3", group: "g", place: 2, listed: false, places: 2...2, above: 12, tested: nil, orders: nil),
    ],
    rules: [
      LineVariant(.rule(.median), entered: ["C3"], left: ["C1"], open: []),
      LineVariant(.weight("A", percent: -10), entered: [], left: [], open: []),
    ],
    experts: [LineVariant(.without("E7"), entered: [], left: [], open: ["C1", "C3"])], expertCount: 7, tiedAtLine: [])

  @Test func `is read back as it was written`() throws {
    #expect(Certainty(certainty.json) == certainty)
    #expect(Certainty(try JSON.read(certainty.json.bytes())) == certainty)
  }

  @Test func `is not read where anything is missing or another version wrote it`() {
    for key in (certainty.json.members ?? []).map(\.key) {
      let members = (certainty.json.members ?? []).filter { $0.key != key }
      #expect(Certainty(JSON(.object(members))) == nil, "\(key)")
    }
    let other = (certainty.json.members ?? []).map { member in
      member.key == "method" ? JSON.Member(key: "method", value: .text("certainty-0")) : member
    }
    #expect(Certainty(JSON(.object(other))) == nil)
  }

  @Test func `tells who is in by any rule and what others depend on`() {
    let verdicts = certainty.verdicts()
    #expect(verdicts["C1"] == .depends(on: [.rule(.median), .without("E7")]))
    #expect(verdicts["C2"] == .outByAny)
    #expect(certainty.rows.map { certainty.isNearLine($0) } == [true, false, true])
  }
}
