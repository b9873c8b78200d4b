import ExpertReview

/// One thing that a scheme says, in words and with its source: a condition, a material, an item of the rubric.
///
/// Two schemes are compared statement by statement, so whatever has words here is compared, and nothing else.
struct SchemeStatement: Hashable {
  /// The parts in the order in which a person reads them.
  enum Section: String, CaseIterable {
    case basis, conditions, materials, fields, nominations, stages, rubric, quotas, conflicts, publicity, sanctions,
      duties
  }
  /// One value of the statement, with what it is called.
  struct Aspect: Hashable {
    let name: Bilingual
    let value: Bilingual
    /// Words that differ wherever ids do, and say nothing then.
    let isWording: Bool

    init(_ zh: String, _ en: String, _ value: Bilingual, isWording: Bool = false) {
      name = Bilingual(zh: zh, en: en)
      self.value = value
      self.isWording = isWording
    }

    /// A value that is the same in both languages.
    init(_ zh: String, _ en: String, _ value: String) { self.init(zh, en, Bilingual(zh: value, en: value)) }
  }
  let section: Section
  /// Its own among those of its section.
  let id: String
  let label: Bilingual
  /// What it is about, to find the same thing under another id; empty where only the id tells.
  var subject = ""
  /// The registers that its condition looks into.
  var registers: Set<Check.Register> = []
  let aspects: [Aspect]
  /// Nil where a statement is put together of parts with sources of their own.
  let source: Source?
}

/// Everything that a scheme says, in its own order.
struct SchemeStatements {
  let scheme: Scheme
  let checks: CheckWords

  init(_ scheme: Scheme) {
    self.scheme = scheme
    checks = CheckWords(scheme)
  }

  var all: [SchemeStatement] {
    basis + rules + materials + fields + nominations + stages + affinities + rubrics + quotas + conflicts + afterwards
  }

  // MARK: Words

  func text(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }
  func number(_ number: Int) -> Bilingual { text(String(number)) }
  static let no = Bilingual(zh: "否", en: "no")
  func truth(_ flag: Bool) -> Bilingual { flag ? Bilingual(zh: "是", en: "yes") : SchemeStatements.no }

  func requirement(_ requirement: Requirement) -> Bilingual {
    switch requirement {
    case .always: Bilingual(zh: "必须", en: "required")
    case .never: Bilingual(zh: "可以没有", en: "optional")
    case .when(let check):
      checks.words(check).map {
        "若 \($0)"
      } en: {
        "if \($0)"
      }
    }
  }

  // MARK: What it rests on

  private var basis: [SchemeStatement] {
    let doubtful = scheme.inForce.doubtful.map { "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: "、")
    let validity = SchemeStatement(
      section: .basis, id: "inForce", label: Bilingual(zh: "施行期", en: "In force"),
      aspects: [
        .init("自", "from", scheme.inForce.from?.description ?? ""),
        .init("至", "until", scheme.inForce.until?.description ?? ""), .init("待定", "in doubt", doubtful),
      ], source: scheme.inForce.source)
    var statements = [validity]
    statements += scheme.documents.map { document in
      SchemeStatement(
        section: .basis, id: "documents." + document.id, label: text(document.title),
        aspects: [.init("文号", "number", document.number)], source: nil)
    }
    statements += scheme.extends.map { base in
      SchemeStatement(
        section: .basis, id: "extends." + base.rawValue, label: Bilingual(zh: "建立在另一方案之上", en: "Builds on"),
        aspects: [.init("方案", "scheme", base.rawValue)], source: nil)
    }
    if let next = scheme.forwardsTo {
      statements.append(
        SchemeStatement(
          section: .basis, id: "forwardsTo", label: Bilingual(zh: "报送上一级", en: "Forwards to"),
          aspects: [.init("方案", "scheme", next.rawValue)], source: nil))
    }
    if let groups = scheme.grouping {
      statements.append(
        SchemeStatement(
          section: .stages, id: "groups", label: Bilingual(zh: "分组", en: "Groups"),
          aspects: [
            .init("按", "by", checks.label(groups.by)), .init("专家组", "panels", groups.panels.words),
            .init("排名", "ranking", groups.ranking.words),
          ], source: groups.source))
    }
    return statements
  }

  // MARK: Conditions, materials, fields

  private var rules: [SchemeStatement] {
    scheme.rules.map { rule in
      var aspects: [SchemeStatement.Aspect] = [.init("类别", "kind", rule.kind.label)]
      if let check = rule.check { aspects.append(.init("条件", "condition", checks.words(check))) }
      if let review = rule.votedIn { aspects.append(.init("由何阶段投票", "voted on in", review)) }
      if let stage = rule.settledBy { aspects.append(.init("由何阶段定", "settled by", stage.words)) }
      aspects += [
        .init(
          "一并计的规则", "rules counted with it", text(rule.also.spaced), isWording: true),
        .init("标题", "title", rule.title, isWording: true), .init("说明", "message", rule.message, isWording: true),
      ]
      return SchemeStatement(
        section: .conditions, id: rule.id.rawValue, label: rule.title,
        subject: rule.check.map { $0.subject } ?? "", registers: rule.check?.registers ?? [], aspects: aspects,
        source: rule.source)
    }
  }

  private var materials: [SchemeStatement] {
    scheme.materials.map { material in
      SchemeStatement(
        section: .materials, id: material.id.rawValue, label: material.label, subject: material.label.zh,
        aspects: [
          .init("名称", "name", material.label), .init("要否", "needed", requirement(material.required)),
          .init("等同于", "same as", text(material.satisfies.spaced), isWording: true),
        ], source: material.source)
    }
  }

  private var fields: [SchemeStatement] {
    scheme.fields.map { field in
      SchemeStatement(
        section: .fields, id: field.key, label: field.label, subject: field.label.zh,
        aspects: aspects(of: field)
          + field.entry.map { cell in
            .init("单元 \(cell.key)", "cell \(cell.key)", inShort(cell))
          }, source: field.source)
    }
  }

  private func aspects(of field: Field) -> [SchemeStatement.Aspect] {
    [
      .init("名称", "label", field.label), .init("类型", "type", field.kind.words), .init("单位", "unit", field.unit),
      .init("要否", "needed", requirement(field.required)),
      .init("选项", "choices", .listed(field.choices.map(words))),
      .init("字数上限", "at most characters", field.maxLength.map(String.init) ?? ""),
      .init("年数", "years", field.years.map(String.init) ?? ""),
      .init("可为负", "may be negative", truth(field.mayBeNegative)),
      .init("别名", "aliases", .listed(field.aliases), isWording: true),
    ]
  }

  private func words(_ choice: Choice) -> Bilingual {
    let also = choice.aliases.isEmpty ? "" : "（\(choice.aliases.joined(separator: "／"))）"
    return choice.label.map { "\($0)\(also)" }
  }

  /// A cell of an entry on one line.
  private func inShort(_ cell: Field) -> Bilingual {
    let parts = aspects(of: cell).filter { !$0.value.zh.isEmpty && $0.value != SchemeStatements.no }.map(\.value)
    return .listed(parts)
  }

  private var nominations: [SchemeStatement] {
    guard let policy = scheme.nominations else { return [] }
    return [
      SchemeStatement(
        section: .nominations, id: "nominations", label: Bilingual(zh: "推荐", en: "Nominations"),
        aspects: [.init("由", "by", policy.by.words), .init("汇总表", "table", policy.table.rawValue)],
        source: policy.source)
    ] + policy.exclusions.map(statement) + policy.limits.map(statement) + policy.deadlines.map(statement)
  }

  private func statement(_ exclusion: NominationPolicy.Exclusion) -> SchemeStatement {
    let who = exclusion.kinds.map(\.label) + exclusion.levels.map(\.label)
    return SchemeStatement(
      section: .nominations, id: "nominations." + exclusion.id.rawValue,
      label: Bilingual(zh: "\(exclusion.id) 推荐单位", en: "\(exclusion.id) recommenders"),
      aspects: [
        .init("哪些", "which", .listed(who)), .init("结果", "what follows", exclusion.then.words),
      ], source: exclusion.source)
  }

  private func statement(_ limit: NominationPolicy.Limit) -> SchemeStatement {
    SchemeStatement(
      section: .nominations, id: "nominations." + limit.id.rawValue,
      label: Bilingual(zh: "\(limit.id) 推荐名额", en: "\(limit.id) quota"),
      aspects: [
        .init("至多", "at most", String(limit.count)), .init("计", "of", limit.of.words),
        .init("省份", "provinces", .listed(limit.provinces)),
        .init("超出", "beyond", limit.beyond.words),
      ], source: limit.source)
  }

  private func statement(_ deadline: NominationPolicy.Deadline) -> SchemeStatement {
    SchemeStatement(
      section: .nominations, id: "nominations." + deadline.id.rawValue,
      label: Bilingual(zh: "\(deadline.id) 期限", en: "\(deadline.id) deadline"),
      aspects: [
        .init("何事", "act", deadline.act.words), .init("起", "from", deadline.from?.description ?? ""),
        .init("止", "until", deadline.until.description),
        .init("须有", "needs", .listed(deadline.field.map { [checks.label($0)] } ?? deadline.needs.map(\.words))),
      ], source: deadline.source)
  }
}

extension Check {
  /// The registers that it looks into, alone or with others.
  fileprivate var registers: Set<Register> {
    switch self {
    case .all(let checks), .any(let checks): checks.reduce(into: []) { $0.formUnion($1.registers) }
    case .not(let check): check.registers
    case .when(let condition, let then): condition.registers.union(then.registers)
    case .notListed(let register, _, _, _): [register]
    default: []
    }
  }

  /// What the check looks at, without its bounds: the same for two conditions that differ in a figure.
  var subject: String {
    switch self {
    // One value more or less among alternatives is a difference of bounds.
    case .all(let checks): "all(" + Set(checks.map(\.subject)).sorted().joined(separator: ",") + ")"
    case .any(let checks): "any(" + Set(checks.map(\.subject)).sorted().joined(separator: ",") + ")"
    case .not(let check): "not(" + check.subject + ")"
    case .when(let condition, let then): "when(" + condition.subject + ")" + then.subject
    case .atLeast(let key, _), .between(let key, _, _): "≥" + key
    case .atMost(let key, _): "≤" + key
    case .equals(let key, _), .same(let key, _), .oneOf(let key, _): "=" + key
    case .containsAll(let key, let cell, _): "⊇" + key + "." + (cell ?? "")
    case .countAtLeast(let key, _): "#≥" + key
    case .countAtMost(let key, _): "#≤" + key
    case .countEquals(let key, _): "#=" + key
    case .mentions(let key, _): "mentions" + key
    case .ratioAtLeast(let top, let bottom, _): top + "÷" + bottom
    case .ratioEquals(let top, let bottom, let percent, _): top + "÷" + bottom + "=" + percent
    case .balanceAtLeast(let plus, let minus, _): "≥" + (plus + ["−"] + minus).joined(separator: ",")
    case .productEquals(let list, _, let product, _): "×" + list + "." + product
    case .sumWithinMonths(let list, let amount, _, _, _, _): "Σ" + list + "." + amount
    case .completeYearsAtLeast(let key, _), .yearsAtLeast(let key, _): "years" + key
    case .notBefore(let key, _): "after" + key
    case .notAfter(let key, _): "before" + key
    case .within(let key, _, _): "within" + key
    case .inForce: "inForce"
    case .present(.field(let key)): "present" + key
    case .present(.material(let id)): "present" + id.rawValue
    case .isTrue(let key), .isFalse(let key): "is" + key
    case .matches(let key, let cell, _): "matches" + key + "." + (cell ?? "")
    case .maxLength(let key, _): "length" + key
    case .lengthLimits: "lengthLimits"
    case .sumEquals(.fields(let keys), _, _): "Σ=" + keys.joined(separator: ",")
    case .sumEquals(.list(let list, let amount), _, _): "Σ=" + list + "." + amount
    case .notListed(let register, let scope, _, _): register.rawValue + scope.rawValue
    case .unique(let key): "unique" + key
    case .distinct(let key, let cell): "distinct" + key + "." + cell
    case .notAmong(let key, let list, let cell): "among" + key + list + "." + cell
    case .entryComplete(let list, _, _, let cells): "complete" + list + cells.joined(separator: ",")
    case .otherStated(let key): "other" + key
    case .pledgesCoverAllUnits: "pledges"
    case .nominated: "nominated"
    case .opinionGiven: "opinion"
    case .recommendedFrom(let key): "from" + key
    }
  }
}
