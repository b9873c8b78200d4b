import ExpertReview
import Testing

@Suite struct `The rubrics for large models` {
  static let groups = ["general", "vertical"]

  static func items(of group: String) throws -> [RubricItem] {
    let scheme = try RubricsFolder.scheme("hunan-2025-call-llm")
    return try #require(scheme.reviewStage).rubric.items(of: GroupID(group))
  }

  @Test func `each track has the dimensions of its guide`() throws {
    #expect(try Self.items(of: "general").map(\.label.zh) == ["研发基础", "创新能力", "应用实效"])
    #expect(try Self.items(of: "vertical").map(\.label.zh) == ["研发基础", "创新能力", "场景适配", "服务保障"])
  }

  @Test(arguments: groups)
  func `weights sum to a hundred`(group: String) throws {
    let weights = try Self.items(of: group).map { item in
      if case .weight(let weight) = item.multiplier { weight } else { ExactDecimal.zero }
    }
    #expect(weights.allSatisfy { $0.places == 0 && $0.units > 0 })
    #expect(weights.map(\.units).reduce(0, +) == 100)
  }

  @Test(arguments: groups)
  func `weights are the house's own, what is looked at is the guide's`(group: String) throws {
    for item in try Self.items(of: group) {
      #expect(item.source.isHouse)
      #expect(item.parts.count >= 2)
      for part in item.parts {
        #expect(!part.evidence.isEmpty)
        guard case .cited("hunan-call-2025", let article) = part.source else {
          Issue.record("\(part.label.zh) cites no guide")
          continue
        }
        #expect(article.hasPrefix(group == "general" ? "附件2 大模型 一" : "附件2 大模型 二"))
      }
    }
  }

  @Test(arguments: groups)
  func `four described levels cover all marks of an item`(group: String) throws {
    for item in try Self.items(of: group) {
      let levels = item.levels.sorted { $0.from < $1.from }
      #expect(levels.map { "\($0.from)-\($0.until)" } == ["0-59", "60-74", "75-89", "90-100"])
      #expect(Set(levels.map(\.description.zh)).count == 4 && Set(levels.map(\.description.en)).count == 4)
      #expect(levels.allSatisfy { $0.description.zh.count >= 40 && $0.description.en.count >= 80 })
    }
  }

  @Test func `no two items share a description`() throws {
    let items = try Self.groups.flatMap { try Self.items(of: $0) }
    let descriptions = items.flatMap { $0.levels.map(\.description.zh) }
    #expect(Set(descriptions).count == 28)
  }

  @Test func `panels, trimming and rounding are the house's, each with its reason`() throws {
    let scheme = try RubricsFolder.scheme("hunan-2025-llm")
    let stage = try #require(scheme.reviewStage)
    #expect(
      stage.panel.size == 7 && stage.panel.minimumSheets == 5 && stage.panel.odd && stage.panel.atMostPerUnit == 1)
    #expect(stage.panel.source.isHouse && stage.aggregation.source.isHouse && stage.rubric.source.isHouse)
    let outliers = try #require(stage.aggregation.outliers)
    #expect(outliers == Aggregation.Outliers(.dropExtremes(high: 1, low: 1), on: .total, whenFewerThan: 5))
    let rounding = stage.aggregation.rounding
    #expect(rounding.map(\.after) == [.total] && rounding.map(\.places) == [2] && rounding.map(\.mode) == [.halfUp])
    #expect(stage.aggregation.minimums.isEmpty && stage.aggregation.vetoes.isEmpty)
  }

  @Test func `the documents state no cap, so the scheme states none`() throws {
    let selection = try #require(try RubricsFolder.scheme("hunan-2025-call-llm").selection)
    #expect(selection.caps.isEmpty && selection.nextMayRise && selection.source.isHouse)
    #expect(selection.ties.first == .item(ItemID("application")) && selection.ties.last == .lot)
  }

  @Test func `an organizer may set a cap for the round`() throws {
    let cap = SchemeOverride(path: "stages.selection.caps.group", value: "10", reason: "本轮每类认定10项", actor: "办公室")
    let reading = readScheme(SchemeID("hunan-2025-call-llm"), from: try RubricsFolder.shelf(), overrides: [cap])
    let scheme = try reading.get()
    let caps = try #require(scheme.selection).caps
    #expect(caps.map(\.scope) == [.group] && caps.map(\.atMost) == [10])
    let listed = scheme.houseValues.filter { $0.path.hasPrefix("stages.selection.caps") }
    #expect(
      listed.map { "\($0.path) \($0.value) \($0.setBy ?? "") \($0.reason)" } == [
        "stages.selection.caps.group.atMost 10 办公室 本轮每类认定10项"
      ])
  }

  @Test(arguments: [
    "stages.selection.caps.town", "stages.review.caps.group", "stages.publicity.caps.group", "caps.group",
  ])
  func `a cap elsewhere or for an unknown scope is refused`(path: String) throws {
    let cap = SchemeOverride(path: path, value: "10", reason: "本轮每类认定10项", actor: "办公室")
    let reading = readScheme(SchemeID("hunan-2025-call-llm"), from: try RubricsFolder.shelf(), overrides: [cap])
    #expect(throws: SchemeFaults.self) { try reading.get() }
  }

  @Test func `tracks are ranked apart`() throws {
    let grouping = try #require(try RubricsFolder.scheme("hunan-2025-call-llm").grouping)
    #expect(grouping.by == "track" && grouping.ranking == .apart && grouping.source.isHouse)
  }

  @Test(arguments: [
    "applicant", "member", "recommender", "auditor", "evaluator", "evaluatingBody", "legalRepresentative",
  ])
  func `staff of a party close to the application may not judge it`(role: String) throws {
    let policy = try #require(try RubricsFolder.scheme("hunan-2025-call-llm").conflicts)
    #expect(try #require(policy.parties.first { $0.role == role }).level == .hard)
    #expect(policy.unsuitableAtMost == 3 && policy.ownUnitBarsGroup)
  }

  @Test(arguments: ["trainingProvider", "inferenceProvider", "baseModelVendor", "customer", "proofGiver"])
  func `trade with a party is for the chair to weigh`(role: String) throws {
    let policy = try #require(try RubricsFolder.scheme("hunan-2025-call-llm").conflicts)
    #expect(try #require(policy.parties.first { $0.role == role }).level == .soft)
  }

  @Test(arguments: [
    ("employment", 36), ("advisory", 36), ("collaboration", 36), ("service", 36), ("kin", 0), ("shareholding", 0),
  ])
  func `ties count for three years, kin and holdings while they last`(kind: String, months: Int) throws {
    let policy = try #require(try RubricsFolder.scheme("hunan-2025-call-llm").conflicts)
    #expect(try #require(policy.kinds.first { $0.id == kind }).months == months)
  }
}
