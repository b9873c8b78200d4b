@testable import ExpertReview

/// Three small schemes of a cascade in which districts, cities and provinces nominate and nobody marks.
enum CentreScheme {
  static let day = CivilDay(year: 2026, month: 6, day: 25)!

  static func text(_ id: String, forwardsTo: String?, nominations: String, cap: Int) -> String {
    """
    {"id": "\(id)", "name": {"zh": "\(id)", "en": "\(id)"}, "documents": [],
     "inForce": {"from": "2026-01-01", "until": "2026-12-31", "house": "tests"},
     \(forwardsTo.map { "\"forwardsTo\": \"\($0)\"," } ?? "")
     "fields": [
       {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": true, "house": "t"},
       {"key": "uscc", "label": {"zh": "代码", "en": "Code"}, "type": "text", "required": false, "house": "t"},
       {"key": "reg_city", "label": {"zh": "城市", "en": "City"}, "type": "text", "required": false, "house": "t"},
       {"key": "is_consortium", "label": {"zh": "联合体", "en": "Consortium"}, "type": "boolean", "required": false, "house": "t"},
       {"key": "served_industries", "label": {"zh": "行业", "en": "Industries"}, "type": "list", "required": false, "house": "t"},
       {"key": "local_policies", "label": {"zh": "政策", "en": "Policies"}, "type": "text", "required": false, "house": "t"},
       {"key": "online_submitted_on", "label": {"zh": "线上申报日期", "en": "Declared online"}, "type": "date", "required": false, "house": "t"},
       {"key": "agreement.shares", "label": {"zh": "分工", "en": "Shares"}, "type": "list", "required": false, "house": "t",
         "entry": [{"key": "unit", "label": {"zh": "单位", "en": "Unit"}, "type": "text"},
           {"key": "role", "label": {"zh": "成员", "en": "Role"}, "type": "text"},
           {"key": "contribution_pct", "label": {"zh": "出资", "en": "Share"}, "type": "percent"},
           {"key": "tasks", "label": {"zh": "任务", "en": "Tasks"}, "type": "text"},
           {"key": "state_funds_pct", "label": {"zh": "国拨", "en": "State"}, "type": "percent"},
           {"key": "own_funds_pct", "label": {"zh": "自筹", "en": "Own"}, "type": "percent"}]},
       {"key": "invest_items", "label": {"zh": "清单", "en": "Items"}, "type": "list", "required": false, "house": "t",
         "entry": [{"key": "category", "label": {"zh": "类别", "en": "Kind"}, "type": "text"},
           {"key": "device", "label": {"zh": "设备", "en": "Device"}, "type": "text"},
           {"key": "contract", "label": {"zh": "合同", "en": "Contract"}, "type": "text"},
           {"key": "maker", "label": {"zh": "厂商", "en": "Maker"}, "type": "text"},
           {"key": "qty", "label": {"zh": "数量", "en": "Number"}, "type": "decimal"},
           {"key": "unit_price_wan", "label": {"zh": "单价", "en": "Price"}, "type": "money", "unit": "万元"},
           {"key": "total_wan", "label": {"zh": "总价", "en": "Total"}, "type": "money", "unit": "万元"}]}
     ],
     "rules": [
       {"id": "N-01", "kind": "gate", "title": {"zh": "有推荐意见", "en": "Opinion given"}, "check": {"opinionGiven": {}},
         "message": {"zh": "没有盖章的推荐意见", "en": "no sealed opinion"}, "house": "t"},
       {"id": "N-02", "kind": "gate", "title": {"zh": "有推荐", "en": "Nominated"}, "check": {"nominated": {}},
         "message": {"zh": "没有推荐", "en": "not nominated"}, "house": "t"}
     ],
     "nominations": \(nominations),
     "stages": [
       {"type": "formalCheck", "house": "t"}, {"type": "nomination", "house": "t"},
       {"type": "selection", "by": "choice", "caps": [{"scope": "scheme", "atMost": "\(cap)", "house": "t"}], "house": "t"},
       {"type": "publication", "house": "t"}
     ]}
    """
  }

  static let miit = text(
    "miit", forwardsTo: nil,
    nominations: """
      {"by": "province", "table": "TB-3", "house": "t",
        "recommenders": [
          {"id": "MI-10", "kinds": ["planned-city"], "levels": ["city", "district"], "then": "refused", "house": "t"},
          {"id": "A-19", "kinds": ["corps"], "then": "warn", "house": "t"}],
        "atMost": [
          {"id": "MI-08", "count": "2", "beyond": "refused", "house": "t"},
          {"id": "MI-09", "count": "3", "provinces": ["湖南", "湖北", "广东"], "beyond": "refused", "house": "t"},
          {"id": "A-18", "count": "1", "of": "consortium", "beyond": "review", "house": "t"}],
        "deadlines": [
          {"id": "MI-07", "act": "declared", "field": "online_submitted_on", "from": "2026-05-27", "until": "2026-06-20", "house": "t"},
          {"id": "MI-08b", "act": "sent", "from": "2026-06-21", "until": "2026-06-30", "house": "t"}]}
      """, cap: 100)

  static let hubei = text(
    "hubei", forwardsTo: "miit",
    nominations: """
      {"by": "city", "table": "TB-3", "house": "t",
        "deadlines": [
          {"id": "HB-02", "act": "declared", "field": "online_submitted_on", "until": "2026-06-20", "house": "t"},
          {"id": "HB-03", "act": "sent", "until": "2026-06-22", "house": "t"}]}
      """, cap: 3)

  static let wuhan = text(
    "wuhan", forwardsTo: "hubei",
    nominations: """
      {"by": "district", "table": "TB-4", "house": "t",
        "atMost": [{"id": "A-22", "count": "3", "beyond": "warn", "house": "t"}],
        "deadlines": [
          {"id": "WH-01", "act": "declared", "field": "online_submitted_on", "until": "2026-06-19", "house": "t"},
          {"id": "WH-02", "act": "sent", "until": "2026-06-18", "house": "t"}]}
      """, cap: 2)

  static func round(_ id: String) throws -> Round {
    let text = ["miit": miit, "hubei": hubei, "wuhan": wuhan][id] ?? ""
    let shelf = SchemeShelf(
      schemes: [SchemeID(id): Array(text.utf8)], documents: Array(#"{"documents": []}"#.utf8))
    let calendar = Array(
      #"{"name": {"zh": "历", "en": "Calendar"}, "years": [{"year": "2026", "daysOff": [], "workedWeekendDays": [], "house": "t"}]}"#
        .utf8)
    return try Round(
      beginning: TinyRound.entry(
        1, .begun(Charter(roundID: id, scheme: SchemeID(id), shelf: shelf, calendar: calendar, overrides: []))))
  }
}

extension Round {
  /// Adds candidates whom a recommender names in this order, with opinion, seal and day.
  mutating func nominate(
    _ ids: [String], by recommender: Recommender, consortia: Set<String> = [], online: String? = "2026-06-10",
    sentOn: CivilDay? = CivilDay("2026-06-25"), opinion: String = "同意推荐", isSealed: Bool = true
  ) throws {
    let reader = DeclarationReader(scheme)
    let candidates = try ids.map { id in
      try reader.candidate(
        from: .object([
          "candidate_id": .text(id), "name": .text(id), "applicant_name": .text(id + "公司"),
          "is_consortium": .boolean(consortia.contains(id)), "online_submitted_on": online.map { .text($0) },
        ]), version: 1
      ).get()
    }
    try add(.candidatesImported(candidates))
    try add(.recommendersImported([recommender]))
    try add(
      .nominationsImported(
        ids.enumerated().map { index, id in
          Nomination(
            recommender: recommender.id, candidate: CandidateID(id), order: index + 1, opinion: opinion,
            sentOn: sentOn, isSealed: isSealed, cells: [:])
        }))
  }

  /// The verdict of a candidate's finding under a rule; nil where there is none.
  func verdict(_ id: String, _ rule: String, asOf: CivilDay = CentreScheme.day) throws -> Finding.Verdict? {
    try finding(id, rule, asOf: asOf)?.verdict
  }

  func finding(_ id: String, _ rule: String, asOf: CivilDay = CentreScheme.day) throws -> Finding? {
    try examination(of: candidate(CandidateID(id)), asOf: asOf).findings.first { $0.rule.rawValue == rule }
  }
}
