import ExpertReview
import Tables

/// Experts, units, relations, recommenders and sanctions from tables.
enum RosterImports {
  static let expertColumns: [ColumnName] =
    [
      .init("expert_id", aliases: ["专家编号", "编号"], isRequired: true), .init("name", aliases: ["姓名", "专家姓名"]),
      .init("employer", aliases: ["工作单位", "所在单位"]), .init("employer_code", aliases: ["单位统一社会信用代码", "统一社会信用代码"]),
      .init("region", aliases: ["所在地区", "地区"]), .init("fields", aliases: ["专业领域", "领域"]),
      .init("kinds", aliases: ["专家类别", "类别"]),
      .init("minimum_load", aliases: ["最少评审数"]), .init("maximum_load", aliases: ["最多评审数"]),
    ] + profileColumns

  /// What tells an expert's subject in words; kept among the attributes under these names.
  private static let profileColumns: [ColumnName] = [
    .init("profile", aliases: ["简介", "个人简介", "专家简介"]), .init("keywords", aliases: ["关键词", "研究方向"]),
    .init("papers", aliases: ["论文", "代表性论文", "代表性成果"]),
  ]

  static func experts(_ table: InputTable) -> Imported<Expert> {
    var imported = Imported<Expert>(table) { reader in
      let id = reader.required("expert_id")
      let minimum = reader.count("minimum_load") ?? 0
      let maximum = reader.count("maximum_load")
      if let maximum, maximum < minimum {
        reader.fault("maximum_load", .loadsOutOfOrder(minimum: minimum, maximum: maximum))
      }
      let name = reader.text("name")
      var attributes = table.attributes(of: reader.row)
      for column in profileColumns {
        let text = reader.text(column.key)
        if !text.isEmpty { attributes[column.key] = text }
      }
      return Expert(
        id: ExpertID(id), name: name.isEmpty ? id : name, employer: reader.text("employer"),
        employerCode: reader.text("employer_code"), region: reader.text("region"), fields: reader.list("fields"),
        kinds: reader.list("kinds"), minimumLoad: minimum, maximumLoad: maximum,
        attributes: attributes)
    }
    imported.refuseRepeats(column: "expert_id", \.id, \.id.rawValue)
    return imported
  }

  static let unitColumns: [ColumnName] = [
    .init("unit", aliases: ["单位名称", "单位"], isRequired: true), .init("code", aliases: ["统一社会信用代码", "信用代码"]),
    .init("alias_of", aliases: ["正式名称", "别名指向"]), .init("parent", aliases: ["上级单位", "控股单位"]),
    .init("share", aliases: ["持股比例"]),
  ]

  static func units(_ table: InputTable) -> Imported<UnitEntry> {
    var imported = Imported<UnitEntry>(table) { reader in
      let share = reader.decimal("share")
      if let share, share.isNegative || share > ExactDecimal(100) { reader.fault("share", .tooLarge(most: "100")) }
      return UnitEntry(
        name: reader.required("unit"), code: reader.text("code"), aliasOf: reader.text("alias_of"),
        parent: reader.text("parent"), share: share)
    }
    imported.refuseRepeats(column: "unit", { [$0.name, $0.parent] }, \.name)
    return imported
  }

  static let relationColumns: [ColumnName] = [
    .init("expert_id", aliases: ["专家编号", "expert"], isRequired: true),
    .init("party", aliases: ["关联方", "关联单位或个人"], isRequired: true),
    .init("party_type", aliases: ["关联方类型"]), .init("party_code", aliases: ["关联方信用代码"]),
    .init("party_unit", aliases: ["关联人单位", "个人所在单位"]), .init("share", aliases: ["持股比例"]),
    .init("kind", aliases: ["关系", "关系类型"], isRequired: true),
    .init("from", aliases: ["起始日期", "起"]),
    .init("until", aliases: ["终止日期", "止"]), .init("evidence", aliases: ["依据", "说明"]),
  ]

  private static let partyTypes: KeyValuePairs<String, Relation.PartyType> = [
    "单位": .unit, "个人": .person, "人员": .person,
  ]
  static let relationKinds: KeyValuePairs<String, Relation.Kind> = [
    "任职": .employment, "兼职": .advisory, "顾问": .advisory, "持股": .shareholding, "亲属": .kin, "合作": .collaboration,
    "服务": .service, "师生": .adviser, "申报": .applicant, "其他": .other,
  ]

  static func relations(_ table: InputTable, round: Round) -> Imported<Relation> {
    Imported<Relation>(table) { reader in
      let expert = reader.expert("expert_id", round: round)
      let type = reader.text("party_type").isEmpty ? .unit : reader.choice("party_type", labels: partyTypes)
      let kind = reader.relationKind(round.scheme)
      let party = reader.required("party")
      let (from, until) = (reader.day("from"), reader.day("until"))
      if let from, let until, until < from { reader.fault("until", .dateOrder) }
      let share = reader.decimal("share")
      if let share, share.isNegative || share > ExactDecimal(100) { reader.fault("share", .tooLarge(most: "100")) }
      guard let expert, let type, let kind else { return nil }
      return Relation(
        expert: expert, party: party, partyType: type, partyCode: reader.text("party_code"),
        partyUnit: reader.text("party_unit"), kind: kind, from: from, until: until, share: share,
        evidence: reader.text("evidence"))
    }
  }

  static let recommenderColumns: [ColumnName] = [
    .init("recommender_id", aliases: ["推荐单位编号"], isRequired: true),
    .init("name", aliases: ["推荐单位", "名称"], isRequired: true),
    .init("level", aliases: ["层级", "级别"], isRequired: true), .init("province", aliases: ["省", "省份"]),
    .init("city", aliases: ["市州", "城市"]), .init("kind", aliases: ["类别", "类型"]),
  ]

  private static let recommenderKinds: KeyValuePairs<String, Recommender.Kind> = [
    "直管市": .directCity, "林区": .forestryDistrict, "计划单列市": .plannedCity, "兵团": .corps,
  ]

  private static let levels: KeyValuePairs<String, Recommender.Level> = [
    "区县": .district, "县区": .district, "区": .district, "市州": .city, "市": .city, "省": .province, "省级": .province,
    "中央": .central, "国家": .central,
  ]

  static func recommenders(_ table: InputTable) -> Imported<Recommender> {
    var imported = Imported<Recommender>(table) { reader in
      let (id, name) = (reader.required("recommender_id"), reader.required("name"))
      let level = reader.choice("level", labels: levels)
      let kind = reader.text("kind").isEmpty ? nil : reader.choice("kind", labels: recommenderKinds)
      guard let level else { return nil }
      return Recommender(
        id: RecommenderID(id), name: name, level: level, kind: kind, province: reader.text("province"),
        city: reader.text("city"))
    }
    imported.refuseRepeats(column: "recommender_id", \.id, \.id.rawValue)
    return imported
  }

  static let sanctionColumns: [ColumnName] = [
    .init("code", aliases: ["统一社会信用代码"]), .init("name", aliases: ["单位名称"], isRequired: true),
    .init("scheme_id", aliases: ["方案"], isRequired: true),
    .init("decided_on", aliases: ["决定日期"], isRequired: true), .init("until", aliases: ["禁报至"]),
    .init("ground", aliases: ["事由"]), .init("role", aliases: ["身份"]),
  ]

  private static let roles: KeyValuePairs<String, Sanction.Role> = ["申报单位": .lead, "牵头单位": .lead, "成员单位": .member]

  static func sanctions(_ table: InputTable, asOf: CivilDay) -> Imported<Sanction> {
    Imported<Sanction>(table) { reader in
      let (name, scheme) = (reader.required("name"), reader.required("scheme_id"))
      let decided = reader.requiredDay("decided_on", upTo: asOf)
      let until = reader.day("until")
      let role = reader.text("role").isEmpty ? .lead : reader.choice("role", labels: roles)
      guard let decided else { return nil }
      if let until, until < decided { reader.fault("until", .dateOrder) }
      return Sanction(
        code: reader.text("code"), name: name, scheme: SchemeID(scheme), decidedOn: decided, until: until,
        ground: reader.text("ground"), role: role ?? .lead)
    }
  }
}

extension RowReader {
  /// The id of a candidate of the round; a fault with the nearest known one where it has none such.
  mutating func candidate(_ key: String, round: Round) -> CandidateID? {
    let text = required(key)
    guard !text.isEmpty else { return nil }
    if round.candidateIndex[CandidateID(text)] != nil { return CandidateID(text) }
    fault(key, .unknownCandidate(nearest: nearest(to: text, among: round.candidates.map(\.id.rawValue))))
    return nil
  }

  mutating func expert(_ key: String, round: Round) -> ExpertID? {
    let text = required(key)
    guard !text.isEmpty else { return nil }
    if round.expertIndex[ExpertID(text)] != nil { return ExpertID(text) }
    fault(key, .unknownExpert(nearest: nearest(to: text, among: round.experts.map(\.id.rawValue))))
    return nil
  }
}

extension RowReader {
  /// The kind of a tie by its id, the scheme's label for it or the usual word.
  fileprivate mutating func relationKind(_ scheme: Scheme) -> Relation.Kind? {
    let text = self.text("kind")
    let known = scheme.conflicts?.kinds.first { $0.label.zh == text }.flatMap { Relation.Kind(rawValue: $0.id) }
    return known ?? choice("kind", labels: RosterImports.relationKinds)
  }
}
