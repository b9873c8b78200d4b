import ExpertReview
import Simulation
import Statistics
import Testing

/// A scheme of the tests' own, with the kinds of parties that the project's schemes do not have all at once: issuers of
/// attachments, a list without codes, persons with units of their own, a unit named for everybody.
private enum SmallScheme {
  static let text = #"""
    {
      "id": "small", "name": {"zh": "小方案", "en": "Small"}, "documents": [],
      "inForce": {"from": "2020-01-01", "until": "2030-12-31", "house": "测试"},
      "fields": [
        {"key": "applicant_name", "label": {"zh": "申报单位", "en": "Applicant"}, "type": "text", "required": false, "house": "测试"},
        {"key": "uscc", "label": {"zh": "信用代码", "en": "Code"}, "type": "text", "required": false, "house": "测试"},
        {"key": "city", "label": {"zh": "城市", "en": "City"}, "type": "text", "required": false, "house": "测试"},
        {"key": "lessors", "label": {"zh": "出租方", "en": "Lessors"}, "type": "list", "required": false, "house": "测试",
          "entry": [{"key": "name", "label": {"zh": "名称", "en": "Name"}, "type": "text"}]},
        {"key": "team", "label": {"zh": "团队", "en": "Team"}, "type": "list", "required": false, "house": "测试",
          "entry": [{"key": "name", "label": {"zh": "姓名", "en": "Name"}, "type": "text"}, {"key": "unit", "label": {"zh": "单位", "en": "Unit"}, "type": "text"}]}
      ],
      "materials": [
        {"id": "M-1", "label": {"zh": "审计报告", "en": "Audit report"}, "required": false, "house": "测试"},
        {"id": "M-2", "label": {"zh": "检测报告", "en": "Test report"}, "required": false, "house": "测试"}
      ],
      "rules": [],
      "stages": [{"type": "formalCheck", "house": "测试"}],
      "conflicts": {
        "parties": [
          {"role": "applicant", "label": {"zh": "申报单位", "en": "Applicant"}, "unit": "applicant_name", "code": "uscc", "level": "hard", "house": "测试"},
          {"role": "tester", "label": {"zh": "检测机构", "en": "Tester"}, "list": "attachments", "unit": "M-2", "level": "soft", "house": "测试"},
          {"role": "auditor", "label": {"zh": "审计机构", "en": "Auditor"}, "list": "attachments", "unit": "M-1", "level": "hard", "house": "测试"},
          {"role": "lessor", "label": {"zh": "出租方", "en": "Lessor"}, "list": "lessors", "unit": "name", "level": "soft", "house": "测试"},
          {"role": "team", "label": {"zh": "团队", "en": "Team"}, "list": "team", "person": "name", "unit": "unit", "level": "hard", "house": "测试"},
          {"role": "supporter", "label": {"zh": "支持单位", "en": "Supporter"}, "named": "中国虚设技术研究院", "level": "soft", "house": "测试"}
        ],
        "kinds": [
          {"id": "employment", "label": {"zh": "任职", "en": "employment"}, "level": "hard", "months": "36", "house": "测试"},
          {"id": "shareholding", "label": {"zh": "持股", "en": "holding"}, "level": "hard", "months": "0", "hardFrom": "5", "house": "测试"},
          {"id": "kin", "label": {"zh": "亲属", "en": "kin"}, "level": "hard", "months": "0", "absolute": true, "house": "测试"},
          {"id": "service", "label": {"zh": "服务", "en": "service"}, "level": "soft", "months": "12", "house": "测试"}
        ],
        "chains": {"hardFrom": "33.4", "softFrom": "10", "notThrough": ["国有资产监督管理委员会"], "house": "测试"},
        "competitors": {"level": "soft", "house": "测试"}, "region": {"field": "city", "level": "soft", "house": "测试"},
        "unsuitableAtMost": "0", "ownUnitBarsGroup": false, "house": "测试"
      }
    }
    """#

  static func scheme() throws -> Scheme {
    let id = SchemeID("small")
    let shelf = SchemeShelf(schemes: [id: Array(text.utf8)], documents: Array(#"{"documents": []}"#.utf8))
    return try readScheme(id, from: shelf).get()
  }
}

@Suite struct PlantedUnderASmallSchemeTests {
  @Test(arguments: ["one", "two"])
  func `issuers of attachments, competitors, regions and units named for all are planted and found`(seed: String) throws
  {
    let scheme = try SmallScheme.scheme()
    let world = PlantedWorld.generate(for: scheme, seed: seed, candidates: 60, experts: 100, relations: 300)
    let score = PlantedScore(of: searchConflicts(of: world.input, under: scheme), in: world)
    #expect(
      Set(world.planted.map(\.role)).isSuperset(of: ["applicant", "tester", "auditor", "lessor", "team", "supporter"]))
    #expect(
      score.missed.isEmpty,
      "\(score.missed.map { "\($0.conflict.role) \($0.conflict.way) \($0.found.map(\.evidence.zh))" })")
    #expect(score.falselyFound.isEmpty)
    #expect(score.nearMissesFound.isEmpty)
  }

  @Test func `a world is the same on every machine and in every process`() throws {
    let scheme = try SmallScheme.scheme()
    let world = PlantedWorld.generate(for: scheme, seed: "pinned", candidates: 60, experts: 100, relations: 300)
    // Renewed when the generator changes what it makes; a process in which it differs has met an order that is none.
    #expect(RandomStream.hash(world.told) == 6_581_525_527_197_520_296)
  }
}

extension PlantedWorld {
  /// All of it in words, what stands in dictionaries in the order of their keys.
  fileprivate var told: String {
    func told(_ value: FieldValue) -> String {
      switch value {
      case .list(let values): "[" + values.map(told).joined(separator: ",") + "]"
      case .entry(let cells):
        "{" + cells.sorted { $0.key < $1.key }.map { $0.key + ":" + told($0.value) }.joined(separator: ",") + "}"
      default: "\(value)"
      }
    }
    let files = candidates.map { candidate in
      candidate.id.rawValue + candidate.values.map(told).joined(separator: "|")
        + candidate.attachments.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined()
    }
    return
      (files + experts.map { "\($0.id) \($0.name) \($0.employer) \($0.employerCode) \($0.region)" }
      + units.map { "\($0.name) \($0.code) \($0.aliasOf) \($0.parent) \($0.share?.description ?? "")" }
      + relations.map {
        "\($0.expert) \($0.party) \($0.kind) \($0.from?.description ?? "") \($0.until?.description ?? "")"
      }
      + declarations.map { "\($0.candidate) \($0.expert) \($0.kind) \($0.withdrawn)" }
      + (planted + nonConflicts).map { "\($0.candidate) \($0.expert) \($0.outcome) \($0.way) \($0.steps)" }
      + nearMisses.map { "\($0.candidate) \($0.expert) \($0.kind)" }).joined(separator: "\n")
  }
}
