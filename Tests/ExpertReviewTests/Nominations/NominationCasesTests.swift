import Testing

@testable import ExpertReview

@Suite struct `Nominations` {
  private func province(_ name: String, kind: Recommender.Kind? = nil, level: Recommender.Level = .province)
    -> Recommender
  {
    Recommender(
      id: RecommenderID(name), name: name + "工业和信息化厅", level: level, kind: kind, province: name, city: "")
  }

  // MARK: Quotas

  @Test func `P1: three of Hunan are within its quota, and the second consortium is for a person`() throws {
    var round = try CentreScheme.round("miit")
    try round.nominate(["A", "B", "C"], by: province("湖南省"), consortia: ["A", "C"])
    for id in ["A", "B", "C"] {
      #expect(try round.verdict(id, "MI-09") == .pass)
      #expect(try round.verdict(id, "MI-08") == nil)
    }
    #expect(try round.verdict("A", "A-18") == .pass)
    #expect(try round.verdict("B", "A-18") == nil)
    #expect(try round.verdict("C", "A-18") == .review)
    #expect(try round.examination(of: round.candidate("C"), asOf: CentreScheme.day).verdict == .review)
    // Whoever is refused frees the place.
    try round.add(.decided(.refuse("A")), reason: "只留一个联合体")
    #expect(try round.verdict("C", "A-18") == .pass)
  }

  @Test func `P2: the third of Jiangxi is refused, and a withdrawal makes room for it`() throws {
    var round = try CentreScheme.round("miit")
    try round.nominate(["A", "B", "C"], by: province("江西"))
    #expect(try ["A", "B", "C"].map { try round.verdict($0, "MI-08") } == [.pass, .pass, .fail])
    let finding = try #require(try round.finding("C", "MI-08"))
    #expect(finding.message.zh.contains("3 家") && finding.message.zh.contains("2 家"))
    #expect(finding.source == .house(reason: "t"))
    try round.add(.decided(.withdraw("A")), reason: "改报")
    #expect(try round.verdict("C", "MI-08") == .pass)
  }

  @Test func `P3: a separately planned city does not nominate on its own, however it is entered`() throws {
    for recommender in [
      province("广东", kind: .plannedCity, level: .city), province("广东", kind: .plannedCity),
      province("广东", level: .city),
    ] {
      var round = try CentreScheme.round("miit")
      try round.nominate(["A"], by: recommender)
      #expect(try round.verdict("A", "MI-10") == .fail)
    }
    var round = try CentreScheme.round("miit")
    try round.nominate(["A"], by: province("广东"))
    #expect(try round.verdict("A", "MI-10") == .pass)
    var corps = try CentreScheme.round("miit")
    try corps.nominate(["A", "B", "C"], by: province("兵团", kind: .corps))
    #expect(try corps.verdict("A", "A-19") == .warn)
    #expect(try corps.verdict("C", "MI-08") == .fail)
  }

  @Test func `more than the three printed rows are remarked on and not refused`() throws {
    var round = try CentreScheme.round("wuhan")
    let district = Recommender(id: "HS", name: "洪山区经信局", level: .district, province: "湖北", city: "武汉")
    let sent = CivilDay("2026-06-18")
    try round.nominate(["A", "B", "C", "D"], by: district, sentOn: sent)
    #expect(try ["C", "D"].map { try round.verdict($0, "A-22") } == [.pass, .warn])
    #expect(try round.examination(of: round.candidate("D"), asOf: CentreScheme.day).verdict == .pass)
  }

  // MARK: Days

  @Test func `P4: a day late at Wuhan is out there unless Wuhan extends, and in time above`() throws {
    let district = Recommender(id: "HS", name: "洪山区经信局", level: .district, province: "湖北", city: "武汉")
    var wuhan = try CentreScheme.round("wuhan")
    try wuhan.nominate(["A"], by: district, online: "2026-06-20", sentOn: CivilDay("2026-06-18"))
    #expect(try wuhan.verdict("A", "WH-01") == .fail)
    #expect(try wuhan.verdict("A", "WH-02") == .pass)
    try wuhan.add(
      .decided(.extend("WH-01", until: CivilDay("2026-06-20")!, ["A"])), reason: "平台故障")
    #expect(try wuhan.verdict("A", "WH-01") == .pass)
    #expect(try wuhan.finding("A", "WH-01")?.message.zh.contains("平台故障") == true)
    for (id, rule) in [("hubei", "HB-02"), ("miit", "MI-07")] {
      var round = try CentreScheme.round(id)
      try round.nominate(["A"], by: province("湖北"), online: "2026-06-20")
      #expect(try round.verdict("A", rule) == .pass)
    }
  }

  @Test func `the last day counts whole, a weekend moves nothing, and an early act is for a person`() throws {
    var round = try CentreScheme.round("miit")
    try round.nominate(["A"], by: province("湖南"), online: "2026-06-20", sentOn: CivilDay("2026-06-30"))
    try round.nominate(["B"], by: province("江西"), online: "2026-06-21", sentOn: CivilDay("2026-07-01"))
    try round.nominate(["C"], by: province("四川"), online: "2026-05-26", sentOn: CivilDay("2026-06-20"))
    #expect(try round.verdict("A", "MI-07") == .pass)
    #expect(try round.verdict("A", "MI-08b") == .pass)
    #expect(try round.verdict("B", "MI-07") == .fail)
    #expect(try round.verdict("B", "MI-08b") == .fail)
    #expect(try round.verdict("C", "MI-07") == .review)
    #expect(try round.verdict("C", "MI-08b") == .review)
  }

  @Test func `what is not there is open until the last day is over, and fails afterwards`() throws {
    var round = try CentreScheme.round("miit")
    try round.nominate(["A"], by: province("湖南"), sentOn: nil, opinion: "", isSealed: false)
    let last = CivilDay("2026-06-30")!
    for rule in ["MI-08b", "N-01"] {
      #expect(try round.verdict("A", rule, asOf: last) == .open)
      #expect(try round.verdict("A", rule, asOf: last.adding(days: 1)) == .fail)
    }
    #expect(try round.verdict("A", "N-02", asOf: last) == .pass)
    #expect(round.openItems(of: ["A"], asOf: last).map(\.rule) == ["N-01", "MI-08b"])
  }

  @Test func `a deadline that the scheme does not have, or an earlier day, cannot be an extension`() throws {
    let round = try CentreScheme.round("wuhan")
    #expect(throws: RoundRefusal.unknownDeadline("WH-9", known: ["WH-01", "WH-02"])) {
      try round.adding(.decided(.extend("WH-9", until: CentreScheme.day, [])), reason: "r")
    }
    #expect(throws: RoundRefusal.extendsNothing("WH-01", until: CivilDay("2026-06-19")!)) {
      try round.adding(.decided(.extend("WH-01", until: CivilDay("2026-06-19")!, [])), reason: "r")
    }
    #expect(throws: RoundRefusal.noReason(act: "extend")) {
      try round.adding(.decided(.extend("WH-01", until: CentreScheme.day, [])))
    }
  }

  // MARK: Choice

  @Test func `a choice is a whole list, never above the cap and never of one who failed`() throws {
    var round = try CentreScheme.round("wuhan")
    let district = Recommender(id: "HS", name: "洪山区经信局", level: .district, province: "湖北", city: "武汉")
    try round.nominate(["A", "B", "C"], by: district, sentOn: CivilDay("2026-06-18"))
    try round.nominate(["D"], by: district, online: "2026-06-20", sentOn: CivilDay("2026-06-18"))
    #expect(round.isSelectedByChoice)
    #expect(
      round.choiceFaults(["A", "B", "C"], asOf: CentreScheme.day)
        == [.tooMany(.scheme, room: "", atMost: 2, found: 3)])
    #expect(round.choiceFaults(["D"], asOf: CentreScheme.day) == [.notAdmitted("D")])
    #expect(round.choiceFaults(["C", "A"], asOf: CentreScheme.day).isEmpty)
    try round.add(.decided(.choose(["A", "B"])), reason: "择优")
    try round.add(.decided(.choose(["C", "A"])), reason: "改选")
    #expect(round.choiceLines().map(\.candidate) == ["C", "A"])
    #expect(round.choiceLines().map(\.place) == [1, 2])
    try round.add(.decided(.withdraw("C")), reason: "撤回")
    #expect(round.choiceLines().map(\.candidate) == ["A"])
  }
}

@Suite struct `Cells of recommendation tables` {
  @Test(arguments: [
    ("徐丽萍 027-87236506", "徐丽萍", "027-87236506"), ("王敏，13900000000", "王敏", "13900000000"),
    ("李处长：0731-8888 转 12", "李处长", "0731-8888 转 12"), ("只有人名", "只有人名", ""), ("+86 139", "", "+86 139"),
  ])
  func `name and number are told apart`(cell: String, name: String, phone: String) throws {
    let contact = try #require(Contact(cell: cell))
    #expect(contact.name == name)
    #expect(contact.phone == phone)
  }

  @Test func `an empty cell names nobody`() { #expect(Contact(cell: " ") == nil) }

  @Test(arguments: [
    ("长沙市/岳麓区", "长沙市", "岳麓区"), ("长沙市岳麓区", "长沙市", "岳麓区"), ("湘西州吉首市", "湘西州", "吉首市"), ("郴州市资兴市", "郴州市", "资兴市"),
    ("常德市", "常德市", ""), ("永州市", "永州市", ""), ("湘西土家族苗族自治州", "湘西土家族苗族自治州", ""), ("株洲 醴陵市", "株洲", "醴陵市"),
  ])
  func `two levels in one cell are told apart`(cell: String, city: String, county: String) {
    let pair = PlaceNames.pair(cell)
    #expect(pair.city == city)
    #expect(pair.county == county)
  }

  @Test func `places are the same whatever says their level`() {
    #expect(PlaceNames.areSame("恩施州", "恩施土家族苗族自治州"))
    #expect(PlaceNames.areSame("长沙", "长沙市"))
    #expect(!PlaceNames.areSame("长沙", "株洲"))
    #expect(PlaceNames.key("神农架林区") == "神农架")
  }
}
