import ExpertReview
import Statistics

/// Writes the organizer's files of a simulated round.
struct RoundFiles {
  let seed: String
  let declarations: [Declaration]
  let corrections: [Declaration]
  let barred: [Declaration]
  let units: [InventedUnit]
  let pool: ExpertPool
  let days: SimulatedRound.Days

  /// In the order of import: those that others refer to first.
  var files: [SimulatedFile] {
    [
      file(.recommenders, "recommenders.csv", recommenders), file(.units, "units.csv", unitRows),
      file(.candidates, "candidates.json", records(declarations)),
      file(.candidates, "candidates-corrected.json", records(corrections), isCorrection: true),
      file(.nominations, "nominations.csv", nominations), file(.sanctions, "sanctions.csv", sanctions),
      file(.experts, "experts.csv", experts),
      file(.relations, "relations.csv", relations), file(.affinities, "affinities.csv", affinities),
    ]
  }

  private func file(
    _ kind: SimulatedFile.Kind, _ name: String, _ bytes: [UInt8], isCorrection: Bool = false
  ) -> SimulatedFile {
    SimulatedFile(kind: kind, name: name, bytes: bytes, isCorrection: isCorrection)
  }

  /// A record a line, so that a line number in a message finds the candidate.
  private func records(_ declarations: [Declaration]) -> [UInt8] {
    var bytes = Array("[\n".utf8)
    for (position, declaration) in declarations.enumerated() {
      declaration.record.write(to: &bytes)
      bytes.append(contentsOf: (position + 1 < declarations.count ? ",\n" : "\n").utf8)
    }
    bytes.append(contentsOf: "]\n".utf8)
    return bytes
  }

  private var recommenders: [UInt8] {
    commaSeparated(
      header: ["recommender_id", "name", "level", "province", "city"],
      Prefecture.all.enumerated().map { index, prefecture in
        [Prefecture.recommenderID(index), prefecture.bureau, "city", "湖南", prefecture.name]
      })
  }

  /// The summary table of the call, one bureau after another, each numbering its own; the bureau, which stands above
  /// the printed table, is the first column.
  private var nominations: [UInt8] {
    var numbers: [String: Int] = [:]
    let rows = declarations.sorted { ($0.recommenderID, $0.id) < ($1.recommenderID, $1.id) }.map { declaration in
      numbers[declaration.recommenderID, default: 0] += 1
      return [
        declaration.recommenderName, String(numbers[declaration.recommenderID] ?? 0), declaration.applicant.name,
        declaration.projectName, declaration.domains[0].industry, declaration.regCity, declaration.regCounty,
        "\(declaration.contactName) \(declaration.phone)", "人工智能大模型", declaration.general ? "基础通用" : "垂直领域",
      ]
    }
    return commaSeparated(
      header: ["推荐单位", "序号", "企业名称", "项目名称", "所属行业", "所在市州", "所在县市区", "联系人及电话", "申报方向", "子方向"], rows)
  }

  private var unitRows: [UInt8] {
    var rows = units.map { unit in
      let parent = pool.links.parents[unit.name]
      return [unit.name, unit.code, "", parent?.parent ?? "", parent.map { String($0.share) } ?? ""]
    }
    rows += pool.links.aliases.map { [$0.alias, "", $0.of, "", ""] }
    return commaSeparated(header: ["unit", "code", "alias_of", "parent", "share"], rows)
  }

  private var sanctions: [UInt8] {
    let decided = days.opened.adding(days: -3)
    return commaSeparated(
      header: ["code", "name", "scheme_id", "decided_on", "until", "ground"],
      barred.map { declaration in
        [
          declaration.applicantCode, declaration.applicant.name, "hunan-2025-call-llm", decided.description,
          decided.adding(years: 3).description, "申报材料中的销售（服务）合同系伪造",
        ]
      })
  }

  private var experts: [UInt8] {
    commaSeparated(
      header: [
        "expert_id", "name", "employer", "employer_code", "region", "fields", "kinds", "minimum_load", "maximum_load",
        "title",
      ],
      pool.experts.map { expert in
        [
          expert.id.rawValue, expert.name, expert.employer, expert.employerCode, expert.region,
          expert.fields.joined(separator: ";"), expert.kind, "0", String(expert.maximumLoad), expert.title,
        ]
      })
  }

  private var relations: [UInt8] {
    commaSeparated(
      header: ["expert_id", "party", "party_type", "kind", "from", "until", "evidence"],
      pool.relations.map { relation in
        [
          relation.expert.rawValue, relation.party, relation.partyType.rawValue, relation.kind.rawValue,
          relation.from?.description ?? "", relation.until?.description ?? "", relation.evidence,
        ]
      })
  }

  /// How well each expert's fields fit each candidate's, 0…1 in ten-thousandths, for every pair. Written straight to
  /// bytes, for it is the one file that grows with the product of both lists.
  private var affinities: [UInt8] {
    var stream = RandomStream(seed: seed, label: "affinities")
    var bytes = Array("candidate,expert,affinity\n".utf8)
    bytes.reserveCapacity(declarations.count * pool.experts.count * 18)
    let judges = pool.experts.map { expert in
      (
        cell: Array(",\(expert.id),0.".utf8), fields: fieldSet(expert.fields),
        bonus: expert.kind == "technical" ? 800 : 0
      )
    }
    for declaration in declarations {
      let wanted = fieldSet(declaration.domains.map(\.label))
      for judge in judges {
        let shared = (wanted & judge.fields).nonzeroBitCount
        let base = 2_200 + 4_600 * shared / wanted.nonzeroBitCount + judge.bonus
        let value = min(max(base + Int(stream.standardNormal() * 900), 100), 9_900)
        bytes.append(contentsOf: declaration.id.utf8)
        bytes.append(contentsOf: judge.cell)
        for power in [1_000, 100, 10, 1] { bytes.append(UInt8(48 + value / power % 10)) }
        bytes.append(0x0A)
      }
    }
    return bytes
  }

  /// One bit for each field of application.
  private func fieldSet(_ labels: [String]) -> UInt32 {
    ApplicationDomain.all.enumerated().reduce(0) { set, domain in
      labels.contains(domain.element.label) ? set | 1 << UInt32(domain.offset) : set
    }
  }
}
