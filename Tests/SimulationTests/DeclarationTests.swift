import ExpertReview
import Simulation
import Testing

/// Checks a credit code by GB 32100-2015: the last character's value brings the weighted sum of the first 17, with the
/// weights that the standard tabulates, to a multiple of 31.
private func isValidCreditCode(_ code: String) -> Bool {
  let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
  let characters = Array(code)
  let values = characters.compactMap { alphabet.firstIndex(of: $0) }
  guard characters.count == 18, values.count == 18 else { return false }
  let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  let sum = zip(values, weights).map { $0 * $1 }.reduce(0, +)
  return (sum + values[17]) % 31 == 0
}

/// Insertions, deletions and replacements that turn one text into another (Levenshtein).
private func editDistance(_ left: String, _ right: String) -> Int {
  let (a, b) = (Array(left), Array(right))
  var row = Array(0...b.count)
  for i in 1...a.count {
    var diagonal = row[0]
    row[0] = i
    for j in 1...b.count {
      let replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)
      diagonal = row[j]
      row[j] = min(replaced, row[j] + 1, row[j - 1] + 1)
    }
  }
  return row[b.count]
}

@Suite struct DeclarationTests {
  /// The first is the example that descriptions of the standard commonly give.
  @Test func `the test's own check of credit codes tells right from wrong`() {
    #expect(isValidCreditCode("91350100M000100Y43"))
    #expect(!isValidCreditCode("91350100M000100Y44"))
  }

  @Test func `every credit code is valid and belongs to one unit, but for the one mistyped on purpose`() throws {
    let mistyped = demoRound.planted.filter { $0.rule == RuleID("X-21") }.map(\.candidate.rawValue)
    let records = try demoRound.records()
    let wrong = records.filter { !isValidCreditCode($0.text("uscc") ?? "") }.compactMap { $0.text("candidate_id") }
    #expect(wrong == mistyped)
    let codes = demoRound.rows("units.csv").dropFirst().map { $0[1] }.filter { !$0.isEmpty }
    #expect(codes.allSatisfy(isValidCreditCode))
    #expect(Set(codes).count == codes.count)
  }

  @Test func `texts keep the form's limits, but for the one too long on purpose`() throws {
    let tooLong = demoRound.planted.filter { $0.rule == RuleID("GL-12") }.map(\.candidate.rawValue)
    let limits = [
      "unit_intro": 500, "model_intro": 1000, "tech_performance": 2000, "construction": 1000, "benefits": 1000,
    ]
    for record in try demoRound.records() {
      for (key, limit) in limits {
        let count = record.text(key)?.count ?? 0
        #expect(count > 120, "\(key)")
        let isPlanted = key == "unit_intro" && tooLong.contains(record.text("candidate_id") ?? "")
        #expect((count > limit) == isPlanted, "\(record.text("candidate_id") ?? "") \(key)")
      }
    }
  }

  @Test func `figures hang together, but for those wrong on purpose`() throws {
    let above = demoRound.planted.filter { $0.rule == RuleID("X-07") }.map(\.candidate.rawValue)
    for record in try demoRound.records() {
      let id = record.text("candidate_id") ?? ""
      for year in ["2023", "2024"] {
        func value(_ key: String) -> ExactDecimal { record.decimal("fin", year, key) ?? ExactDecimal(-1) }
        #expect((value("ai_revenue_wan") > value("revenue_wan")) == above.contains(id))
        #expect(value("rd_staff") <= value("staff") && value("rd_staff") > .zero)
        #expect(value("tax_wan") < value("revenue_wan") && value("rd_spend_wan") < value("revenue_wan"))
        #expect(value("total_assets_wan") > .zero && value("debt_ratio_pct") > .zero)
      }
      #expect(record.decimal("project_invest_wan") == record.decimal("attachments", "GL-A05", "amount"))
      #expect(record.text("model_intro")?.contains(record.text("model_name") ?? "-") == true)
    }
  }

  @Test func `a text names the parameters that the form has, but where the form is wrong on purpose`() throws {
    let rawCount = demoRound.planted.filter { $0.rule == RuleID("X-16") }.map(\.candidate.rawValue)
    for record in try demoRound.records() {
      let named = record.text("model_intro")?.contains("参数规模\(record.text("params_yi") ?? "-")亿") == true
      #expect(named != rawCount.contains(record.text("candidate_id") ?? ""))
    }
  }

  @Test func `sound candidates meet the conditions that can be read off`() throws {
    let sound = Set(demoRound.soundIDs.map(\.rawValue))
    for record in try demoRound.records() where sound.contains(record.text("candidate_id") ?? "") {
      #expect(record.decimal("params_yi").map { $0 >= ExactDecimal(8) } == true)
      #expect(record.text("reg_province") == "湖南")
      #expect(record["third_party_eval"]?.flag == true && record.text("eval_org") != nil)
      #expect(CivilDay(record.text("founded_on") ?? "").map { $0.year <= 2022 } == true)
      let bases = record["base_sources"]?.elements?.compactMap { $0.text("kind") } ?? []
      #expect(record.text("track") != "general" || bases.contains("自研"))
      let materials = Set(record["attachments"]?.members?.map(\.key) ?? [])
      #expect(
        materials.isSuperset(of: [
          "MT-01", "GL-A01", "GL-A02", "GL-A03", "GL-A04", "GL-A05", "GL-A08", "GL-A09", "GL-A10",
        ]))
      #expect(record["is_consortium"]?.flag == materials.contains("GL-A06"))
      #expect(record["pledges"]?.elements?.count == 1 + (record["members"]?.elements?.count ?? 0))
    }
  }

  @Test func `no two units have names that could be taken for one another`() {
    let rows = demoRound.rows("units.csv").dropFirst()
    let names = rows.map { $0[0] }
    #expect(Set(names).count == names.count)
    for (position, name) in names.enumerated() {
      for other in names[(position + 1)...] { #expect(editDistance(name, other) >= 2, "\(name) \(other)") }
    }
  }

  @Test func `no two persons of the round have one name`() throws {
    let applicants = try demoRound.records().flatMap {
      [$0.text("legal_rep") ?? "", $0.text("contact_person", "name") ?? ""]
    }
    let names = applicants + demoRound.experts.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
