import ExpertReview
import Statistics

/// What is known of units beyond their own rows: other names, parents and holdings.
struct UnitLinks: Sendable {
  var aliases: [(alias: String, of: String)] = []
  /// Child's name to its parent's and the share in per cent.
  var parents: [String: (parent: String, share: Int)] = [:]
}

/// The experts with every tie that they have to candidates.
struct ExpertPool: Sendable {
  var experts: [SimulatedExpert] = []
  var relations: [Relation] = []
  var ties: [PlantedTie] = []
  var declared: [DeclaredConflict] = []
  var links = UnitLinks()
  /// One expert whom a candidate names as unsuitable.
  var unsuitable: (candidate: CandidateID, expert: ExpertID, reason: String)?
  /// An expert who turns the invitation down.
  var declined: ExpertID?
}

/// Draws the pool. The first experts are employed by units that a candidate's file names, each in another way; the next
/// have ties on record; the others are free.
struct PoolBuilder {
  private var stream: RandomStream
  private var registry: UnitBook
  private let sound: [Declaration]
  private let surroundings: RoundSurroundings
  private let days: SimulatedRound.Days
  private let maximumLoad: Int
  private var idWidth = 2
  private var targetsUsed: Set<String> = []
  private var pool = ExpertPool()

  /// `sound` are the candidates that pass the formal check, in their order: ties are planted on those only.
  init(
    seed: String, registry: UnitBook, sound: [Declaration], surroundings: RoundSurroundings,
    days: SimulatedRound.Days, maximumLoad: Int
  ) {
    stream = RandomStream(seed: seed, label: "experts")
    self.registry = registry
    self.sound = sound
    self.surroundings = surroundings
    self.days = days
    self.maximumLoad = maximumLoad
  }

  static let leastExperts = 28

  mutating func build(count: Int) -> (pool: ExpertPool, registry: UnitBook) {
    idWidth = max(2, String(count).count)
    employApplicants()
    employNamedBodies()
    employRelatedCompanies()
    let free = employOthers(count - pool.experts.count)
    relate(free)
    declare(free)
    return (pool, registry)
  }

  // MARK: - Candidates to tie experts to

  /// The next sound candidate that satisfies a condition and has no planted tie yet.
  private mutating func target(where condition: (Declaration) -> Bool) -> Declaration? {
    guard let found = sound.first(where: { !targetsUsed.contains($0.id) && condition($0) }) else { return nil }
    targetsUsed.insert(found.id)
    return found
  }

  private mutating func plant(
    _ candidate: Declaration, _ expert: ExpertID, _ outcome: PlantedTie.Outcome, _ zh: String, _ en: String
  ) {
    pool.ties.append(
      PlantedTie(
        candidate: CandidateID(candidate.id), expert: expert, outcome: outcome, about: Bilingual(zh: zh, en: en)))
  }

  // MARK: - Experts

  private mutating func hire(
    employer: String, code: String, region: String, kind: String = "technical",
    temper: SimulatedExpert.Temper = .usual
  ) -> ExpertID {
    let id = ExpertID("E" + padded(pool.experts.count + 1, idWidth))
    let titles =
      kind == "finance" ? ["高级会计师", "注册会计师", "投资总监"] : ["教授", "研究员", "正高级工程师", "副教授", "高级工程师"]
    let fields = stream.sample(stream.integer(in: 2...5), of: ApplicationDomain.all)
    pool.experts.append(
      SimulatedExpert(
        id: id, name: registry.person(), employer: employer, employerCode: code, region: region,
        fields: fields.map(\.label), kind: kind, title: stream.element(of: titles),
        maximumLoad: maximumLoad - stream.integer(in: 0...2), temper: temper))
    return id
  }

  private mutating func hire(by unit: InventedUnit, kind: String = "technical") -> ExpertID {
    hire(employer: unit.name, code: unit.code, region: unit.seat.name, kind: kind)
  }

  private mutating func employApplicants() {
    for general in [true, false] {
      guard let candidate = target(where: { $0.general == general && $0.members.isEmpty }) else { continue }
      plant(candidate, hire(by: candidate.applicant), .hard, "专家任职于申报单位", "employed by the applicant")
    }
    if let candidate = target(where: { !$0.general && $0.applicant.kind == .enterprise }) {
      let alias = candidate.applicant.stem + "集团研究总院"
      pool.links.aliases.append((alias, candidate.applicant.name))
      let expert = hire(employer: alias, code: "", region: candidate.applicant.seat.name)
      plant(candidate, expert, .hard, "专家任职单位是申报单位的别名", "employed by the applicant under another name")
    }
  }

  private mutating func employNamedBodies() {
    let evaluator = surroundings.evaluators[0]
    let tester = hire(by: evaluator)
    for candidate in sound where candidate.evaluator == evaluator {
      plant(candidate, tester, .hard, "专家任职于测评机构", "employed by the evaluating body")
    }
    let auditor = surroundings.auditors[0]
    let accountant = hire(by: auditor, kind: "finance")
    for candidate in sound where candidate.auditor == auditor {
      plant(candidate, accountant, .hard, "专家任职于审计机构", "employed by the auditor")
    }
    if let customer = sound.first?.customers.first {
      let user = hire(by: customer, kind: "management")
      for candidate in sound where candidate.customers.contains(customer) {
        plant(candidate, user, .soft, "专家任职于申报单位的客户", "employed by a customer of the applicant")
      }
    }
    if let candidate = target(where: { !$0.members.isEmpty }) {
      plant(candidate, hire(by: candidate.members[0]), .hard, "专家任职于联合体成员单位", "employed by a consortium member")
    }
  }

  private mutating func employRelatedCompanies() {
    if let candidate = target(where: { $0.applicant.kind == .enterprise && $0.members.isEmpty }) {
      let parent = registry.found(named: "湖南\(candidate.applicant.stem)产业投资控股集团有限公司", like: candidate.applicant)
      pool.links.parents[candidate.applicant.name] = (parent.name, 62)
      plant(candidate, hire(by: parent), .hard, "专家任职于申报单位的控股母公司", "employed by the applicant's parent")
    }
    if let candidate = target(where: { $0.applicant.name.hasPrefix("湖南") && $0.applicant.kind == .enterprise }) {
      let name = "长沙" + candidate.applicant.name.dropFirst(2)
      let expert = hire(employer: name, code: "", region: "长沙市")
      plant(
        candidate, expert, .undecided, "任职单位与申报单位只差行政区划，且未填信用代码，须由人判断",
        "the employer differs from the applicant only by region and has no code: a person decides")
    }
  }

  /// Experts without a planted employer, at most two from one unit; their positions in the pool.
  private mutating func employOthers(_ count: Int) -> Range<Int> {
    let first = pool.experts.count
    let units = employers(max(22, count * 3 / 4))
    for position in 0..<count {
      let unit = units[position % units.count]
      let kind = position % 5 == 3 ? "management" : position % 7 == 6 ? "finance" : "technical"
      let temper: SimulatedExpert.Temper = position == 9 ? .harsh : position == 12 ? .outlying : .usual
      _ = hire(employer: unit.name, code: unit.code, region: unit.seat.name, kind: kind, temper: temper)
    }
    return first..<first + count
  }

  private mutating func employers(_ count: Int) -> [InventedUnit] {
    let kinds: [(InventedUnit.Kind, before: String, after: String)] = [
      (.university, "", "理工大学"), (.researchInstitute, "", "自动化研究所"), (.university, "", "师范大学"),
      (.enterprise, "湖南", "装备集团有限公司"), (.university, "", "工商大学"), (.association, "湖南", "软件行业协会"),
      (.university, "", "医科大学"), (.enterprise, "", "创业投资管理有限公司"), (.researchInstitute, "", "标准化研究院"),
      (.university, "", "农林大学"), (.enterprise, "湖南", "轨道装备股份有限公司"), (.institution, "湖南", "技术评估中心"),
    ]
    return (0..<count).map { position in
      let (kind, before, after) = kinds[position % kinds.count]
      return registry.found(kind, before: before, after: after)
    }
  }

  // MARK: - Ties on record

  private mutating func relate(_ free: Range<Int>) {
    var next = free.lowerBound
    func years(_ number: Int) -> CivilDay { days.assigned.adding(months: -12 * number) }
    let former: [(kind: Relation.Kind, from: CivilDay?, until: CivilDay?, PlantedTie.Outcome, zh: String, en: String)] =
      [
        (.employment, years(8), years(2), .hard, "两年前离开申报单位，仍在三年之内", "left the applicant two years ago, within three"),
        (.employment, years(9), years(5), .none, "五年前离开申报单位，已过三年", "left the applicant five years ago"),
        (.kin, nil, nil, .hard, "配偶在申报单位任副总经理", "the spouse is a deputy manager of the applicant"),
        (.advisory, years(2), nil, .hard, "现任申报单位技术顾问", "sits on the applicant's technical board"),
        (.collaboration, years(3), years(1), .soft, "一年前与申报单位合作承担课题", "shared a project with the applicant a year ago"),
        (.service, years(6), years(4), .none, "四年前为申报单位提供过服务", "served the applicant four years ago"),
      ]
    for (kind, from, until, outcome, zh, en) in former {
      guard let candidate = target(where: { $0.members.isEmpty }), next < free.upperBound else { return }
      let expert = pool.experts[next].id
      next += 1
      pool.relations.append(
        Relation(
          expert: expert, party: candidate.applicant.name, partyType: .unit, kind: kind, from: from, until: until,
          evidence: zh))
      plant(candidate, expert, outcome, zh, en)
    }
  }

  /// What only people know: two declarations, an expert named as unsuitable, a refusal to come.
  private mutating func declare(_ free: Range<Int>) {
    let last = free.upperBound - 1
    let reasons = ["申报单位项目负责人是本人指导的博士生", "本人曾参加该项目方案论证并领取咨询费"]
    for (offset, reason) in reasons.enumerated() {
      guard let candidate = target(where: { _ in true }) else { return }
      pool.declared.append(
        DeclaredConflict(candidate: CandidateID(candidate.id), expert: pool.experts[last - offset].id, reason: reason))
    }
    if let candidate = target(where: { _ in true }) {
      pool.unsuitable = (CandidateID(candidate.id), pool.experts[last - 2].id, "与我单位存在未了结的技术合同争议")
      plant(candidate, pool.experts[last - 2].id, .hard, "申报单位申请该专家回避", "named as unsuitable by the applicant")
    }
    pool.declined = pool.experts[last - 3].id
  }
}
