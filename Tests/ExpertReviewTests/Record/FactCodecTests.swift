import Testing

@testable import ExpertReview

/// Facts of every kind with contents drawn by lot, also the awkward ones: quotes, line ends, empty texts, extreme
/// numbers.
struct RandomFacts {
  var lottery: Lottery
  let candidates: [Candidate]

  mutating func text() -> String {
    lottery.element(["", "甲", "a\"b\\c", "一行\n两行", "\u{1}\t", "𠮷（湖南）", "0", "null", String(repeating: "长", count: 300)])
  }
  mutating func name() -> String { "名" + text() }
  mutating func candidate() -> CandidateID { CandidateID("C\(lottery.count(0...30))") }
  mutating func expert() -> ExpertID { ExpertID("E\(lottery.count(0...30))") }
  mutating func day() -> CivilDay { CivilDay(daysSince1970: Int32(lottery.count(0...40_000))) }
  mutating func dayIfAny() -> CivilDay? { lottery.flag() ? day() : nil }
  mutating func decimal() -> ExactDecimal {
    ExactDecimal(units: Int64(lottery.count(-1_000_000...1_000_000)), places: lottery.count(0...6))
  }
  mutating func list<Element>(_ make: (inout RandomFacts) -> Element) -> [Element] {
    (0..<lottery.count(0...5)).map { _ in make(&self) }
  }
  mutating func attributes() -> [String: String] {
    Dictionary(list { ($0.name(), $0.text()) }, uniquingKeysWith: { first, _ in first })
  }
  mutating func seats(_ most: Int = 20) -> [PanelList.Seat] {
    Set((0..<lottery.count(0...most)).map { _ in PanelList.Seat(candidate: candidate(), expert: expert()) }).map(\.self)
  }

  mutating func batch(rows: Int? = nil) -> MarkBatch {
    let width = lottery.count(1...4)
    let count = rows ?? lottery.count(0...8)
    // Ids in use, sorted: what the text form keeps.
    let pairs = (0..<count).map { row in
      rows == nil ? (lottery.count(0...9), lottery.count(0...9)) : (row % 60, row / 60)
    }
    let used = (candidates: Set(pairs.map(\.0)).sorted(), experts: Set(pairs.map(\.1)).sorted())
    func id(_ number: Int) -> String { String(1000 + number) }
    return MarkBatch(
      stage: name(), candidates: used.candidates.map { CandidateID(id($0)) },
      experts: used.experts.map { ExpertID(id($0)) }, width: width,
      candidateIndex: pairs.map { pair in Int32(used.candidates.firstIndex(of: pair.0) ?? 0) },
      expertIndex: pairs.map { pair in Int32(used.experts.firstIndex(of: pair.1) ?? 0) },
      recused: pairs.map { _ in lottery.flag() },
      steps: (0..<count * width).map { _ in Int32(lottery.element([-1, 0, 1, 100, 127, 128, 40_000])) },
      given: list { .init(candidate: $0.candidate(), item: ItemID($0.name()), value: $0.decimal()) },
      comments: count == 0
        ? []
        : list {
          .init(
            row: $0.lottery.count(0...count - 1), item: $0.lottery.flag() ? nil : ItemID($0.name()), text: $0.text())
        })
  }

  mutating func votes() -> VoteBatch {
    VoteBatch(
      stage: name(),
      rows: list { source in
        VoteBatch.Row(
          candidate: source.candidate(), expert: source.expert(),
          votes: Dictionary(
            source.list { (RuleID("R\($0.lottery.count(1...4))"), $0.lottery.element(Vote.allCases)) },
            uniquingKeysWith: { first, _ in first }))
      })
  }

  mutating func change() -> MarkChange {
    MarkChange(
      stage: name(), ground: lottery.element(["", "sum-error"]),
      lines: list { source in
        let entry: MarkChange.Entry =
          switch source.lottery.count(0...3) {
          case 0: .mark(ItemID(source.name()), steps: Int32(source.lottery.element([0, 1, 100, Int(Int32.max)])))
          case 1: .given(ItemID(source.name()), source.decimal())
          case 2: .vote(RuleID(source.name()), source.lottery.element(Vote.allCases))
          default: .recusal(source.lottery.flag())
          }
        return .init(
          candidate: source.candidate(), expert: source.lottery.flag() ? source.expert() : nil, entry: entry)
      })
  }

  mutating func assignment(seats: [PanelList.Seat]) -> AssignmentRecord {
    AssignmentRecord(
      panels: PanelList(stage: name(), seats: seats, alternates: self.seats(4)), objective: "total", seed: text(),
      total: Int64(lottery.count(-1_000_000_000_000...1_000_000_000_000)), worst: Int64(lottery.count(-9...9)),
      prices: (0..<lottery.count(0...9)).map { _ in
        lottery.element([0, -1, 1, .max, .min, 1 << 31, -(1 << 31) - 1, 1 << 32])
      }, kept: self.seats(4), bound: lottery.flag() ? nil : Int64(lottery.count(0...1_000_000_000_000)),
      anchors: self.seats(3))
  }

  mutating func affinities() -> AffinityTable {
    var pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = []
    for candidate in 0..<Int32(4) {
      for expert in 0..<Int32(5) where lottery.flag() {
        pairs.append((candidate, expert, lottery.element([0, 1, -1, .max, .min, 127, -129, 32_768])))
      }
    }
    return AffinityTable(
      absent: lottery.element(AffinityTable.Absent.allCases), candidates: ["C4", "C2", "C1", "C3"],
      experts: ["E5", "E1", "E3", "E2", "E4"], pairs: pairs)
  }

  mutating func bids() -> BidTable {
    var lines: [BidTable.Line] = []
    for candidate in 0..<4 {
      for expert in 0..<5 where lottery.flag() {
        lines.append(
          .init(
            candidate: CandidateID("C\(candidate)"), expert: ExpertID("E\(expert)"),
            bid: lottery.element(BidTable.Bid.allCases + [nil])))
      }
    }
    return BidTable(lines)
  }

  mutating func decision() -> Decision {
    switch lottery.count(0...21) {
    case 19: .approveChange(lottery.count(0...999))
    case 20: .rejectChange(lottery.count(0...999))
    case 21: .chair(expert(), stage: lottery.element(["", "central"]), list { $0.candidate() })
    case 0: .admit(candidate())
    case 1: .refuse(candidate())
    case 2: .setAside(candidate(), RuleID(name()))
    case 3: .confirm(RuleID(name()), list { $0.candidate() })
    case 4: .withdraw(candidate())
    case 5: .lateSheet(expert())
    case 6:
      .signOff(
        lottery.element(Procedure.allCases), stage: lottery.element(["", "central"]),
        leader: lottery.element(["", "李处长"]))
    case 7: .reopen(lottery.element(Procedure.allCases), stage: lottery.element(["", "central"]))
    case 14: .judge(RuleID(name()), met: lottery.flag(), list { $0.candidate() })
    case 8: .choose(list { $0.candidate() })
    case 9: .lot(list { $0.candidate() }, seed: lottery.flag() ? text() : "")
    case 10: .object(objection())
    case 11: .extend(RuleID(name()), until: day(), list { $0.candidate() })
    case 12:
      .answer(
        ObjectionAnswer(
          candidate(), number: lottery.flag() ? lottery.count(1...9) : nil,
          lottery.element(ObjectionAnswer.Outcome.allCases)))
    case 15: .withdrawObjection(candidate(), number: lottery.count(1...9))
    case 16: .lateObjection(candidate())
    case 17: .recognition(candidate(), stands: lottery.flag())
    case 13: .lateCorrection(candidate())
    default: .sanction(candidate(), ground: text())
    }
  }

  mutating func objection() -> ObjectionStatement {
    let kinds: [Objector.Kind?] = [nil] + Objector.Kind.allCases
    return ObjectionStatement(
      candidate(), from: Objector(kind: lottery.element(kinds), name: text(), contact: text()), ground: text(),
      against: lottery.flag() ? RuleID(name()) : nil, evidence: text(), received: lottery.flag() ? day() : nil)
  }

  mutating func level() -> LevelRecord {
    LevelRecord(
      round: name(), scheme: SchemeID(name()), schemeName: Bilingual(zh: text(), en: text()), candidate: candidate(),
      verdict: lottery.element(Verdict.allCases), place: lottery.count(0...99), handedOn: day(), by: name(),
      head: text(),
      findings: list {
        .init(
          rule: RuleID($0.name()), verdict: $0.lottery.element(Finding.Verdict.allCases),
          message: Bilingual(zh: $0.text(), en: $0.text()), isSetAside: $0.lottery.flag())
      },
      acts: list { .init(act: $0.name(), rule: $0.text(), by: $0.name(), on: $0.day(), reason: $0.text()) },
      recommendations: list {
        .init(
          recommender: $0.lottery.flag()
            ? Recommender(
              id: RecommenderID($0.name()), name: $0.name(), level: .district, province: $0.text(), city: $0.text())
            : nil,
          nomination: Nomination(
            recommender: RecommenderID($0.name()), candidate: nil, order: $0.lottery.count(0...9), sentOn: $0.day(),
            cells: $0.attributes()))
      })
  }

  /// A round of a few facts, text and packed.
  mutating func merged() throws -> MergedRound {
    let facts: [Fact] = [
      .begun(try TinyRound.charter.get()), .candidatesImported(candidates), .voted(votes()), .decided(decision()),
    ]
    let scheme = try TinyRound.scheme()
    return MergedRound(
      roundID: "tiny-1",
      parts: facts.enumerated().map { number, fact in
        let entry = FactEntry(
          sequence: number + 1, asOf: day(), actor: name(), reason: text(), recordedAt: text(), hash: name(), fact: fact
        )
        return MergedRound.Part(entry: entry, encoded: fact.encoded(under: scheme))
      })
  }

  /// One fact of every kind.
  mutating func facts() throws -> [Fact] {
    [
      .begun(try TinyRound.charter.get()), .candidatesImported(candidates),
      .expertsImported(
        list {
          Expert(
            id: $0.expert(), name: $0.name(), employer: $0.text(), employerCode: $0.text(), region: $0.text(),
            fields: $0.list { $0.name() }, kinds: $0.list { $0.text() }, minimumLoad: $0.lottery.count(0...9),
            maximumLoad: $0.lottery.flag() ? $0.lottery.count(0...99) : nil, attributes: $0.attributes())
        }),
      .unitsImported(
        list {
          UnitEntry(
            name: $0.name(), code: $0.text(), aliasOf: $0.text(), parent: $0.text(),
            share: $0.lottery.flag() ? $0.decimal() : nil)
        }),
      .relationsImported(
        list {
          Relation(
            expert: $0.expert(), party: $0.name(), partyType: $0.lottery.element(Relation.PartyType.allCases),
            partyCode: $0.text(), partyUnit: $0.text(), kind: $0.lottery.element(Relation.Kind.allCases),
            from: $0.dayIfAny(), until: $0.dayIfAny(), share: $0.lottery.flag() ? $0.decimal() : nil,
            evidence: $0.text())
        }),
      .recommendersImported(
        list {
          Recommender(
            id: RecommenderID($0.name()), name: $0.name(), level: $0.lottery.element(Recommender.Level.allCases),
            kind: $0.lottery.flag() ? $0.lottery.element(Recommender.Kind.allCases) : nil, province: $0.text(),
            city: $0.text())
        }),
      .nominationsImported(
        list {
          Nomination(
            recommender: RecommenderID($0.name()), candidate: $0.lottery.flag() ? $0.candidate() : nil,
            order: $0.lottery.count(0...99), opinion: $0.text(), sentOn: $0.dayIfAny(), isSealed: $0.lottery.flag(),
            cells: $0.attributes())
        }),
      .handedOnImported(list { HandedOn(candidate: $0.candidate(), levels: $0.list { $0.level() }) }),
      .affinitiesImported(affinities()), .bidsImported(bids()),
      .taxonomyImported(
        Taxonomy(list { .init(term: $0.name(), parent: $0.text(), aliasOf: $0.text()) })),
      .sanctionsImported(
        list {
          Sanction(
            code: $0.text(), name: $0.name(), scheme: SchemeID($0.name()), decidedOn: $0.day(), until: $0.dayIfAny(),
            ground: $0.text(), role: $0.lottery.element(Sanction.Role.allCases))
        }),
      .recognitionsImported(
        list {
          Recognition(
            code: $0.text(), name: $0.name(), scheme: SchemeID($0.name()), recognisedOn: $0.day(), project: $0.text())
        }),
      .returned(
        CorrectionReturn(
          until: day(),
          entries: list { facts in
            .init(
              candidate: facts.candidate(), version: facts.lottery.count(1...9),
              faults: facts.list {
                .init(
                  rule: RuleID($0.name()), place: Bilingual(zh: $0.text(), en: $0.text()),
                  message: Bilingual(zh: $0.text(), en: $0.text()))
              })
          })),
      .calendarImported(text()),
      .reportsImported(
        list {
          DutyReport(
            candidate: $0.candidate(), duty: RuleID($0.name()),
            period: DutyPeriod($0.lottery.element([.quarter, .year]), of: $0.day()),
            receivedOn: $0.day())
        }),
      .panelsImported(PanelList(stage: name(), seats: seats(), alternates: seats(4))),
      .conflictDeclared(
        ConflictDeclaration(
          candidate: candidate(), expert: expert(), kind: name(),
          by: lottery.element(ConflictDeclaration.Declarer.allCases), evidence: text(), withdrawn: lottery.flag())),
      .conflictSettled(
        ConflictSettlement(
          candidate: candidate(), expert: expert(), outcome: lottery.element(ConflictSettlement.Outcome.allCases),
          authority: text(),
          conflicts: list {
            .init(
              kind: $0.name(), role: $0.name(), party: $0.text(),
              level: $0.lottery.element(ConflictPolicy.Level.allCases))
          })),
      .conflictsImported(
        list {
          ConflictDeclaration(
            candidate: $0.candidate(), expert: $0.expert(), kind: $0.name(),
            by: $0.lottery.element(ConflictDeclaration.Declarer.allCases), evidence: $0.text(),
            withdrawn: $0.lottery.flag())
        }),
      .assigned(assignment(seats: seats())),
      .invitationAnswered(
        InvitationAnswer(
          expert: expert(), answer: lottery.element(InvitationAnswer.Answer.allCases),
          stage: lottery.element(["", "defence"]), until: dayIfAny(), statesNoConflicts: lottery.flag())),
      .sealed(SeedSeal(stage: name(), commitment: text())),
      .frozen(
        ListFreeze(
          stage: name(), candidates: text(), experts: text(), pairs: text(), alternates: lottery.count(0...3),
          kept: lottery.flag() ? [] : seats(), publicSource: text())),
      .drawn(
        DrawnPanels(
          opening: SeedOpening(seed: name(), salt: text(), publicNumbers: text()), record: assignment(seats: seats()),
          protocolDigest: text())),
      .seatsChanged(
        SeatChanges(
          stage: name(),
          changes: list { facts in
            let leaves = facts.lottery.flag() ? facts.expert() : nil
            return SeatChanges.Change(
              candidate: facts.candidate(), leaves: leaves,
              enters: leaves == nil || facts.lottery.flag() ? facts.expert() : nil,
              cause: facts.lottery.element(SeatChanges.Cause.allCases))
          })),
      .pairsOrdered(
        PairOrders(
          stage: name(),
          list { facts in
            PairOrders.Entry(
              facts.lottery.element(PairOrders.Order.allCases),
              PanelList.Seat(candidate: facts.candidate(), expert: facts.expert()))
          }, file: text())),
      .opinionAgreed(
        PanelOpinion(
          stage: name(), candidate: candidate(), chair: expert(), text: text(), signed: list { $0.expert() },
          dissents: list { .init(expert: $0.expert(), text: $0.text()) }, beforeMarks: lottery.flag())),
      .questionRaised(
        GateQuestion(stage: name(), candidate: candidate(), expert: expert(), rule: RuleID(name()), text: text())),
      .voted(votes()), .marked(batch(), origin: lottery.element(MarkOrigin.allCases)), .changeProposed(change()),
      .decided(decision()),
      .posted(
        Posting(
          kind: lottery.element(Posting.Kind.allCases), day: day(), lastDay: day(),
          lines: list {
            .init(
              candidate: $0.candidate(), group: GroupID($0.name()), place: $0.lottery.count(0...99), score: $0.text())
          }, anew: list { $0.candidate() }, adds: lottery.flag())),
      .concluded(
        Conclusion(procedure: lottery.element(Procedure.allCases), stage: text(), digest: text())),
      .roundMerged(try merged()),
    ]
  }
}

/// Whether two facts say the same.
private func areEqual(_ first: Fact, _ second: Fact) -> Bool {
  switch (first, second) {
  case (.begun(let a), .begun(let b)): a == b
  case (.candidatesImported(let a), .candidatesImported(let b)): a == b
  case (.expertsImported(let a), .expertsImported(let b)): a == b
  case (.unitsImported(let a), .unitsImported(let b)): a == b
  case (.relationsImported(let a), .relationsImported(let b)): a == b
  case (.recommendersImported(let a), .recommendersImported(let b)): a == b
  case (.nominationsImported(let a), .nominationsImported(let b)): a == b
  case (.handedOnImported(let a), .handedOnImported(let b)): a == b
  case (.affinitiesImported(let a), .affinitiesImported(let b)): a == b
  case (.taxonomyImported(let a), .taxonomyImported(let b)): a == b
  case (.bidsImported(let a), .bidsImported(let b)): a == b
  case (.sanctionsImported(let a), .sanctionsImported(let b)): a == b
  case (.recognitionsImported(let a), .recognitionsImported(let b)): a == b
  case (.calendarImported(let a), .calendarImported(let b)): a == b
  case (.returned(let a), .returned(let b)): a == b
  case (.reportsImported(let a), .reportsImported(let b)): a == b
  case (.panelsImported(let a), .panelsImported(let b)): a == b
  case (.conflictDeclared(let a), .conflictDeclared(let b)): a == b
  case (.conflictSettled(let a), .conflictSettled(let b)): a == b
  case (.conflictsImported(let a), .conflictsImported(let b)): a == b
  case (.assigned(let a), .assigned(let b)): a == b
  case (.sealed(let a), .sealed(let b)): a == b
  case (.frozen(let a), .frozen(let b)): a == b
  case (.drawn(let a), .drawn(let b)): a == b
  case (.seatsChanged(let a), .seatsChanged(let b)): a == b
  case (.pairsOrdered(let a), .pairsOrdered(let b)): a == b
  case (.invitationAnswered(let a), .invitationAnswered(let b)): a == b
  case (.marked(let a, let from), .marked(let b, let to)): a == b && from == to
  case (.voted(let a), .voted(let b)): a == b
  case (.changeProposed(let a), .changeProposed(let b)): a == b
  case (.opinionAgreed(let a), .opinionAgreed(let b)): a == b
  case (.questionRaised(let a), .questionRaised(let b)): a == b
  case (.decided(let a), .decided(let b)): a == b
  case (.posted(let a), .posted(let b)): a == b
  case (.concluded(let a), .concluded(let b)): a == b
  case (.roundMerged(let a), .roundMerged(let b)):
    a.roundID == b.roundID && a.parts.count == b.parts.count
      && zip(a.parts, b.parts).allSatisfy {
        areEqual($0.entry.fact, $1.entry.fact) && $0.encoded.bytes == $1.encoded.bytes
          && $0.entry.hash == $1.entry.hash && $0.entry.reason == $1.entry.reason && $0.entry.asOf == $1.entry.asOf
      }
  default: false
  }
}

@Suite struct `A fact as bytes` {
  private func facts(_ seed: Int) throws -> RandomFacts {
    RandomFacts(
      lottery: Lottery(seed),
      candidates: [
        try TinyRound.candidate(
          "C1", ["applicant_name": .text("甲\"公司\n"), "size": .text("8.50"), "surplus": .text("旁注")]),
        try TinyRound.candidate(
          "C2",
          [
            "members": .array([.object(["name": .text("乙"), "uscc": .text("91")]), .object(["name": .text("丙")])]),
            "submitted_on": .text("2025-11-20"), "demand": .text("5"),
          ], version: 3),
      ])
  }

  private func returned(_ encoded: EncodedFact) throws -> Fact {
    try Fact.decode(
      kind: encoded.kind, form: encoded.form.rawValue, bytes: encoded.bytes, under: try TinyRound.scheme())
  }

  @Test(arguments: 0..<60)
  func `of every kind comes back as it was, and to the same bytes`(seed: Int) throws {
    var source = try facts(seed)
    let scheme = try TinyRound.scheme()
    let all = try source.facts()
    #expect(Set(all.map(\.kind)).count == 36)
    for fact in all {
      let encoded = fact.encoded(under: scheme)
      let decoded = try returned(encoded)
      #expect(areEqual(fact, decoded), "\(fact.kind)")
      #expect(decoded.encoded(under: scheme).bytes == encoded.bytes, "\(fact.kind)")
      #expect(encoded.kind == fact.kind)
    }
  }

  @Test func `is text up to 2,000 rows and packed beyond, and the same either way`() throws {
    var source = try facts(1)
    let scheme = try TinyRound.scheme()
    for (rows, form) in [(2_000, EncodedFact.Form.json), (2_001, .packed)] {
      let fact = Fact.marked(source.batch(rows: rows), origin: .outside)
      let encoded = fact.encoded(under: scheme)
      #expect(encoded.form == form)
      #expect(areEqual(fact, try returned(encoded)))
      let seats = (0..<rows).map {
        PanelList.Seat(candidate: CandidateID("C\($0 / 50)"), expert: ExpertID("E\($0 % 50)"))
      }
      let assigned = Fact.assigned(source.assignment(seats: seats))
      #expect(assigned.encoded(under: scheme).form == form)
      #expect(areEqual(assigned, try returned(assigned.encoded(under: scheme))))
    }
  }

  @Test func `does not depend on the order in which pairs or seats were given`() throws {
    let scheme = try TinyRound.scheme()
    let pairs: [(candidate: Int32, expert: Int32, millionths: Int32)] = [(0, 0, 5), (0, 1, 6), (1, 0, 7)]
    let there = AffinityTable(absent: .zero, candidates: ["C1", "C2"], experts: ["E1", "E2"], pairs: pairs)
    let back = AffinityTable(
      absent: .zero, candidates: ["C2", "C1"], experts: ["E2", "E1"],
      pairs: pairs.reversed().map { (1 - $0.candidate, 1 - $0.expert, $0.millionths) })
    #expect(
      Fact.affinitiesImported(there).encoded(under: scheme).bytes
        == Fact.affinitiesImported(back).encoded(under: scheme).bytes)
    let seats = TinyRound.panels().seats
    #expect(PanelList(stage: "s", seats: seats.reversed()) == PanelList(stage: "s", seats: seats))
  }

  // MARK: What is no fact

  @Test func `of another kind or form is refused by name`() throws {
    let scheme = try TinyRound.scheme()
    #expect(throws: FactCodecFault.unknownKind("dreamt")) {
      try Fact.decode(kind: "dreamt", form: "json", bytes: Array("{}".utf8), under: scheme)
    }
    #expect(throws: FactCodecFault.unknownForm("xml", kind: "decided")) {
      try Fact.decode(kind: "decided", form: "xml", bytes: [], under: scheme)
    }
    let table = PackedTable(header: .object([:]), columns: []).bytes()
    #expect(throws: FactCodecFault.unknownForm("packed-1", kind: "decided")) {
      try Fact.decode(kind: "decided", form: "packed-1", bytes: table, under: scheme)
    }
    #expect(throws: FactCodecFault.malformed(kind: "candidates-imported", key: "begun")) {
      try Fact.decode(kind: "candidates-imported", form: "json", bytes: Array("{}".utf8), under: nil)
    }
  }

  @Test(arguments: [
    ("decided", #"{"act":"forgive"}"#, "act"), ("decided", #"{"act":"admit"}"#, "candidate"),
    ("seats-changed", #"{"stage":"s","changes":[{"candidate":"C","cause":"conflict"}]}"#, "leaves"),
    ("seats-changed", #"{"stage":"s","changes":[{"candidate":"C","leaves":"E","cause":"mood"}]}"#, "cause"),
    ("posted", #"{"kind":"draft"}"#, "kind"), ("posted", #"{"kind":"final","day":"2025-02-30"}"#, "day"),
    ("change-proposed", #"{"stage":"s"}"#, "changes"),
    ("change-proposed", #"{"stage":"s","changes":[{"candidate":"C","item":"A","steps":-1}]}"#, "steps"),
    ("change-proposed", #"{"stage":"s","changes":[{"candidate":"C","item":"A","value":"viel"}]}"#, "value"),
    ("decided", #"{"act":"approve-change"}"#, "change"),
    ("marked", #"{"width":2,"sheets":[{"candidate":"C","expert":"E","steps":[1]}]}"#, "steps"),
    ("marked", #"{"width":0,"sheets":[],"stage":"s","comments":[{"row":0,"text":""}]}"#, "row"),
    ("assigned", #"{"stage":"s","seats":[],"objective":"","seed":"","total":1,"worst":1,"prices":["x"]}"#, "prices"),
    ("units-imported", #"{"units":[{"name":"甲","share":"half"}]}"#, "share"),
    ("experts-imported", #"{"experts":[{"id":"E","name":"x","minimumLoad":"x"}]}"#, "minimumLoad"),
    ("candidates-imported", #"{"candidates":[{"record":{}}]}"#, "record"),
  ])
  func `that lacks or misstates a member is refused with its name`(kind: String, text: String, key: String) throws {
    #expect(throws: FactCodecFault.malformed(kind: kind, key: key)) {
      try Fact.decode(kind: kind, form: "json", bytes: Array(text.utf8), under: try TinyRound.scheme())
    }
  }

  @Test func `that is garbage is refused and never trapped on`() throws {
    var lottery = Lottery(7)
    var source = try facts(7)
    let scheme = try TinyRound.scheme()
    let records = try #require(CandidateRecords.bytes(of: source.candidates, under: scheme))
    let packed: [(kind: String, form: String, bytes: [UInt8])] = [
      ("affinities-imported", "packed-1", source.affinities().packed.bytes()),
      ("bids-imported", "packed-1", source.bids().packed.bytes()),
      ("marked", "packed-1", source.batch(rows: 40).packed(origin: .sheet).bytes()),
      ("assigned", "packed-1", source.assignment(seats: TinyRound.panels().seats).packed.bytes()),
      ("voted", "packed-1", source.votes().packed.bytes()),
      ("candidates-imported", "records-1", records),
    ]
    for (kind, form, whole) in packed {
      func read(_ bytes: [UInt8]) -> Fact? { try? Fact.decode(kind: kind, form: form, bytes: bytes, under: scheme) }
      #expect(read(whole)?.kind == kind)
      for _ in 0..<300 { #expect(read(lottery.bytes(lottery.count(0...200))) == nil) }
      for _ in 0..<300 { #expect(read(Array(whole[..<4]) + lottery.bytes(lottery.count(0...200))) == nil) }
      for length in 0..<whole.count { #expect(read(Array(whole[..<length])) == nil) }
      #expect(read(whole + [0]) == nil)
      // A changed byte may make another sound fact (the chain tells it); it never traps.
      for _ in 0..<2_000 {
        var bytes = whole
        bytes[lottery.count(0...whole.count - 1)] ^= UInt8(lottery.count(1...255))
        if let other = read(bytes) { #expect(other.kind == kind) }
      }
    }
  }

  @Test func `of affinities stands in one order and no pair twice`() throws {
    func table(_ candidates: [String], _ first: [Int32], _ second: [Int32]) -> [UInt8] {
      PackedTable(
        header: .object(["absent": .text("zero"), "candidates": .texts(candidates), "experts": .texts(["E1", "E2"])]),
        columns: [first, second, first.map { _ in 1 }]
      ).bytes()
    }
    let wrong = [
      table(["C2", "C1"], [0], [0]), table(["C1", "C1"], [0], [0]), table(["C1", "C2"], [0, 0], [0, 0]),
      table(["C1", "C2"], [1, 0], [0, 0]), table(["C1", "C2"], [0], [2]), table(["C1", "C2"], [-1], [0]),
    ]
    for bytes in wrong {
      #expect(throws: FactCodecFault.malformed(kind: "affinities-imported", key: "columns")) {
        try Fact.decode(kind: "affinities-imported", form: "packed-1", bytes: bytes, under: nil)
      }
    }
    _ = try Fact.decode(
      kind: "affinities-imported", form: "packed-1", bytes: table(["C1", "C2"], [0, 1], [1, 0]), under: nil)
  }

  @Test func `in columns takes the narrowest width that holds them`() {
    for (values, width) in [([0, 127, -128], 1), ([128], 2), ([-32_768], 2), ([32_768], 4), ([], 1)] {
      let empty = PackedTable(header: .object([:]), columns: [[]]).bytes().count
      let bytes = PackedTable(header: .object([:]), columns: [values.map { Int32($0) }]).bytes()
      #expect(bytes.count == empty + values.count * width)
      #expect(PackedTable.read(bytes)?.columns == [values.map { Int32($0) }])
    }
  }
}

@Suite struct `A record replayed` {
  @Test func `comes to the same results`() throws {
    let scheme = try TinyRound.scheme()
    let facts: [Fact] = [
      .candidatesImported([try TinyRound.candidate("C1"), try TinyRound.candidate("C2"), try TinyRound.candidate("C3")]
      ),
      .expertsImported((1...4).map { Expert(id: ExpertID("E\($0)"), name: "专家\($0)") }),
      .panelsImported(TinyRound.panels()), .marked(TinyRound.marks(), origin: .sheet),
      .decided(.sanction("C2", ground: "造假")),
    ]
    var first = try TinyRound.round()
    var again = try TinyRound.round()
    for fact in facts {
      try first.add(fact)
      let encoded = fact.encoded(under: scheme)
      try again.add(
        Fact.decode(kind: encoded.kind, form: encoded.form.rawValue, bytes: encoded.bytes, under: scheme))
    }
    let stage = try first.reviewStage(nil)
    #expect(
      try String(describing: first.ranking(stage: stage, asOf: TinyRound.day))
        == String(describing: again.ranking(stage: stage, asOf: TinyRound.day)))
    #expect(try first.listed() == ["C1", "C3"])
    #expect(first.lastSequence == again.lastSequence && first.head == again.head && first.sanctions == again.sanctions)
  }
}
