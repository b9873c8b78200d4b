import Testing

@testable import ExpertReview

/// A change that waits while the round goes on, and what it holds up.
@Suite struct `A change that waits` {
  private typealias Four = FourEyesRound

  private func outdated(_ round: Round, _ number: Int, _ why: ChangeObstacle) throws {
    let change = try round.change(number)
    let line = try #require(change.change.lines.first)
    #expect(round.obstacle(to: change)?.why == why)
    #expect(throws: RoundRefusal.changeOutdated(number, line.candidate, line.expert, why)) {
      try round.adding(.decided(.approveChange(number)), by: "李四")
    }
    let after = try round.adding(.decided(.rejectChange(number)), by: "李四")
    #expect(after.openChanges.allSatisfy { $0.number != number })
  }

  @Test(arguments: [Int32(70), 71])
  func `is out of date once the mark was changed otherwise, even to the same`(mark: Int32) throws {
    var round = try Four.marked()
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: "张三")
    let first = round.lastSequence
    try round.add(Four.change([Four.mark("C1", "E1", "A", mark)]), by: "王五")
    #expect(round.obstacle(to: try round.change(first)) == nil)
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    try outdated(round, first, .changedSince)
  }

  @Test func `is out of date once the expert is recused, and once the seat is given away`() throws {
    var round = try Four.marked()
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: "张三")
    let first = round.lastSequence
    try round.add(Four.change([Four.recusal("C1", "E1", true)]), by: "张三")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    try outdated(round, first, .recused)
    let seats = TinyRound.panels().seats.filter { ($0.candidate, $0.expert) != ("C1", "E1") }
    try round.add(
      .panelsImported(PanelList(stage: "expert", seats: seats + [.init(candidate: "C1", expert: "E4")])))
    try outdated(round, first, .notSeated)
  }

  @Test func `is out of date once the value was given otherwise`() throws {
    var round = try Four.marked()
    func given(_ value: Int) -> Fact {
      Four.change([MarkChange.Line(candidate: "C1", expert: nil, entry: .given(ItemID("G"), ExactDecimal(value)))])
    }
    try round.add(given(2), by: "张三")
    let first = round.lastSequence
    try round.add(given(3), by: "张三")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    try outdated(round, first, .changedSince)
  }

  @Test func `takes effect whole or not at all`() throws {
    var round = try Four.marked()
    try round.add(Four.change([Four.mark("C2", "E1", "A", 60), Four.mark("C1", "E1", "A", 70)]), by: "张三")
    let first = round.lastSequence
    try round.add(Four.change([Four.mark("C1", "E1", "A", 71)]), by: "王五")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    #expect(throws: RoundRefusal.changeOutdated(first, "C1", "E1", .changedSince)) {
      try round.adding(.decided(.approveChange(first)), by: "李四")
    }
    #expect(Four.marks(round, 1, 0) == [80, 80])
  }

  @Test func `holds up the signatures from the marks on, and every list`() throws {
    var round = try Four.marked()
    for procedure in Procedure.allCases {
      try round.add(.concluded(Conclusion(procedure: procedure, stage: "", digest: "d")))
    }
    try round.add(Four.change([Four.mark("C1", "E1", "A", 70)]), by: "张三")
    let number = round.lastSequence
    for procedure in Procedure.allCases {
      guard procedure >= .marking else {
        _ = try round.adding(.decided(.signOff(procedure)), by: "李处长")
        continue
      }
      #expect(throws: RoundRefusal.changesOpen([number])) {
        try round.adding(.decided(.signOff(procedure)), by: "李处长")
      }
    }
    for kind in Posting.Kind.allCases {
      let lines = [Posting.Line(candidate: "C1", group: GroupID("general"), place: 1, score: "85.80")]
      let posting = Posting(kind: kind, day: TinyRound.day, lastDay: TinyRound.day, lines: lines)
      #expect(throws: RoundRefusal.changesOpen([number])) { try round.adding(.posted(posting)) }
    }
    let settled = try round.adding(.decided(.rejectChange(number)), by: "李四")
    _ = try settled.adding(.decided(.signOff(.ranking)), by: "李处长")
  }

  // MARK: Across a signature

  @Test func `is neither put forward nor approved once the ranking is signed, but after it is opened again`() throws {
    var round = try Four.marked()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.ranking)), by: "李处长")
    let change = Four.change([Four.mark("C1", "E1", "A", 70)])
    let refusal = RoundRefusal.signedOff(.ranking, by: "李处长", on: TinyRound.day)
    #expect(throws: refusal) { try round.adding(change, by: "张三") }
    try round.add(.decided(.reopen(.ranking)), by: "李处长", reason: "复核")
    try round.add(change, by: "张三")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "李四")
    #expect(Four.marks(round, 0, 0) == [70, 80])
    let reopened = try #require(round.reopenings.first)
    #expect(reopened.signOff.by == "李处长" && reopened.by == "李处长" && reopened.reason == "复核")
    #expect(reopened.step == Conclusion.Key(procedure: .ranking, stage: "expert"))
  }

  @Test func `of a late sheet goes past a signature, with four eyes, for that expert alone`() throws {
    var round = try Four.marked()
    try round.add(.concluded(Conclusion(procedure: .ranking, stage: "expert", digest: "d")))
    try round.add(.decided(.signOff(.ranking)), by: "李处长")
    try round.add(.decided(.lateSheet("E1")), by: "李处长", reason: "航班延误")
    let mixed = [Four.mark("C1", "E1", "A", 70), Four.mark("C1", "E2", "A", 70)]
    let value = MarkChange.Line(candidate: "C1", expert: nil, entry: .given(ItemID("G"), ExactDecimal(2)))
    for lines in [mixed, [mixed[1]], [mixed[0], value]] {
      #expect(throws: RoundRefusal.signedOff(.ranking, by: "李处长", on: TinyRound.day)) {
        try round.adding(Four.change(lines), by: "张三")
      }
    }
    try round.add(Four.change([mixed[0]]), by: "张三")
    let approval = Fact.decided(.approveChange(round.lastSequence))
    #expect(throws: RoundRefusal.self) { try round.adding(approval, by: "张三 ") }
    #expect(Four.marks(try round.adding(approval, by: "李四"), 0, 0) == [70, 80])
  }
}

@Suite struct `Marks changed at another office` {
  private typealias Four = FourEyesRound

  private static let marked: [(fact: Fact, by: String)] = [
    (.expertsImported([Expert(id: "E1", name: "专家1", employer: "单位1")]), "甲"),
    (.panelsImported(PanelList(stage: "expert", seats: [.init(candidate: "C7", expert: "E1")])), "甲"),
    (.marked(TinyRound.batch([("C7", "E1", [50, 60])]), origin: .sheet), "甲"),
    (Four.change([Four.mark("C7", "E1", "A", 55)]), "张三"),
  ]

  @Test func `come along with those that they replaced, once nothing waits there`() throws {
    var round = try Four.marked()
    #expect(throws: RoundRefusal.cannotMerge(round: "other-office", .changesOpen(round: "other-office", [6]))) {
      try round.adding(.roundMerged(try Four.other(Self.marked)))
    }
    let approved = Self.marked + [(.decided(.approveChange(6)), "李四")]
    try round.add(.roundMerged(try Four.other(approved)))
    #expect(Four.marks(round, 3, 0) == [55, 60])
    let kept = try #require(round.earlierMarks.first)
    #expect(kept.was == .mark(ItemID("A"), steps: 50) && kept.by == "张三" && kept.approval?.by == "李四")
    #expect(kept.sequence == round.lastSequence && round.openChanges.isEmpty)
    try round.add(Four.change([Four.mark("C7", "E1", "A", 56)]), by: "李四")
    try round.add(.decided(.approveChange(round.lastSequence)), by: "张三")
    #expect(Four.marks(round, 3, 0) == [56, 60] && round.earlierMarks.count == 2)
  }
}

@Suite struct `Marks that come in again` {
  private typealias Four = FourEyesRound

  @Test(arguments: 0..<40)
  func `come to the same parted and approved as changed with a reason`(seed: Int) throws {
    var lottery = Lottery(seed)
    var regulated = try Four.marked()
    var free = try Four.marked(Four.text(regulated: false))
    for _ in 0..<4 {
      let sheets = ["C1", "C2", "C3"].flatMap { candidate in
        ["E1", "E2", "E3"].compactMap { expert -> (String, String, [Int32?])? in
          guard lottery.count(0...2) == 0 else { return nil }
          let isRecusal = lottery.count(0...4) == 0
          return (
            candidate, expert,
            isRecusal ? [] : [lottery.element([nil, 70, 80, 90]), lottery.element([nil, 60, 80])]
          )
        }
      }
      let given = lottery.flag() ? [] : [MarkBatch.Given(candidate: "C2", item: ItemID("G"), value: ExactDecimal(1))]
      let batch = TinyRound.batch(sheets, given: given)
      try free.add(.marked(batch, origin: .sheet), reason: "更正")
      let parted = try regulated.parted(batch, nil)
      if let news = parted.marks { try regulated.add(.marked(news, origin: .sheet)) }
      guard !parted.changes.isEmpty else { continue }
      try regulated.add(Four.change(parted.changes), by: "张三")
      try regulated.add(.decided(.approveChange(regulated.lastSequence)), by: "李四")
    }
    for candidate in 0..<3 {
      for expert in 0..<3 {
        let (one, other) = (free.scorebooks["expert"], regulated.scorebooks["expert"])
        #expect(Four.marks(free, candidate, expert) == Four.marks(regulated, candidate, expert))
        #expect(
          one?.sheet(candidate: candidate, expert: expert)?.recused
            == other?.sheet(candidate: candidate, expert: expert)?.recused)
        #expect(one?.given(ItemID("G"), of: candidate) == other?.given(ItemID("G"), of: candidate))
      }
    }
    // A mark that was missing under a recusal that is lifted replaces nothing.
    let replaced = regulated.earlierMarks.filter { $0.was != nil }
    #expect(free.earlierMarks.map(\.line).asSet == replaced.map(\.line).asSet)
    #expect(try free.listed() == regulated.listed())
  }
}

extension Array where Element: Hashable {
  fileprivate var asSet: Set<Element> { Set(self) }
}
