import ExpertReview
import Statistics

/// Puts a simulated round together: units, declarations, planted faults, experts with their ties, files.
struct RoundBuilder {
  private let seed: String
  private let days = SimulatedRound.Days.winter2025
  private var registry: UnitBook
  private var surroundings = RoundSurroundings()
  private var declarations: [Declaration] = []
  private var plants: [(position: Int, plant: Plant)] = []

  init(seed: String) {
    self.seed = seed
    registry = UnitBook(seed: seed)
  }

  mutating func build(candidates: Int, experts: Int) -> SimulatedRound {
    let applicants = (0..<candidates).map { _ in registry.applicant() }
    foundSurroundings()
    declare(applicants)
    choosePlants()
    for (position, plant) in plants { plant.arrange(&declarations[position]) }
    for position in declarations.indices {
      let stream = RandomStream(seed: seed, label: "texts \(position)")
      var author = DeclarationAuthor(declarations[position], stream: stream)
      declarations[position].texts = author.texts()
    }
    let pool = drawPool(experts: experts)
    let clean = declarations
    for (position, plant) in plants { plant.spoil(&declarations[position]) }
    return assemble(pool, clean: clean)
  }

  // MARK: - Candidates

  private mutating func foundSurroundings() {
    surroundings.evaluators = [
      registry.found(.institution, before: "湖南", after: "软件测评中心"), registry.found(.enterprise, after: "人工智能检测认证有限公司"),
      registry.found(.enterprise, before: "湖南", after: "信息安全测评有限公司"),
      registry.found(.researchInstitute, after: "智能系统评测研究院"),
    ]
    surroundings.auditors = (0..<5).map { _ in
      registry.found(.enterprise, before: "湖南", after: "会计师事务所（普通合伙）")
    }
    surroundings.lessors = (0..<3).map { _ in registry.found(.enterprise, before: "湖南", after: "算力服务有限公司") }
    surroundings.vendors = (0..<2).map { _ in registry.found(.enterprise, before: "湖南", after: "基座智能有限公司") }
    for domain in ApplicationDomain.all {
      surroundings.customers[domain.label] = domain.clientWords.map {
        registry.found(.enterprise, before: "湖南", after: "\($0)有限公司")
      }
    }
  }

  private mutating func declare(_ applicants: [InventedUnit]) {
    var order = RandomStream(seed: seed, label: "tracks")
    let generals = applicants.count * 2 / 5
    let tracks = order.shuffled(applicants.indices.map { $0 < generals })
    let width = max(3, String(applicants.count).count)
    for (position, applicant) in applicants.enumerated() {
      // Every fifteenth candidate is a consortium of two or three.
      let members = (0..<(position % 15 == 7 ? 1 + position / 15 % 2 : 0)).map { _ in
        registry.found(.enterprise, before: "湖南", after: "信息系统集成有限公司")
      }
      var writer = DeclarationWriter(
        stream: RandomStream(seed: seed, label: "candidate \(position)"), surroundings: surroundings, days: days)
      declarations.append(
        writer.write(
          id: "C" + padded(position + 1, width), applicant: applicant, general: tracks[position], members: members,
          legalRep: registry.person(), contact: registry.person()))
    }
  }

  /// Gives each planted fault a candidate of its own.
  private mutating func choosePlants() {
    var stream = RandomStream(seed: seed, label: "plants")
    var free = stream.shuffled(Array(declarations.indices))
    for plant in Plant.allCases {
      let suits = free.firstIndex { position in
        let declaration = declarations[position]
        return (plant.general ?? declaration.general) == declaration.general
          && (plant == .consortiumWithoutAgreement) == !declaration.members.isEmpty
      }
      guard let suits else { preconditionFailure("the tracks and consortia hold every planted fault") }
      plants.append((free.remove(at: suits), plant))
    }
    plants.sort { $0.position < $1.position }
  }

  /// The candidates that take part in the review: sound from the start, corrected or admitted.
  private var reviewed: [Declaration] {
    let out = Set(plants.filter { $0.plant.verdict != .pass }.map(\.position))
    return declarations.indices.filter { !out.contains($0) }.map { declarations[$0] }
  }

  private mutating func drawPool(experts: Int) -> ExpertPool {
    // A fifth more seats than panels of seven need, and two for those drawn below the maximum.
    let maximumLoad = (declarations.count * 7 * 6 / 5 + experts - 1) / experts + 2
    var builder = PoolBuilder(
      seed: seed, registry: registry, sound: reviewed, surroundings: surroundings, days: days, maximumLoad: maximumLoad)
    let (pool, registry) = builder.build(count: experts)
    self.registry = registry
    return pool
  }

  // MARK: - The round

  private mutating func assemble(_ pool: ExpertPool, clean: [Declaration]) -> SimulatedRound {
    if let unsuitable = pool.unsuitable, let expert = pool.experts.first(where: { $0.id == unsuitable.expert }) {
      for position in declarations.indices where declarations[position].id == unsuitable.candidate.rawValue {
        declarations[position].unsuitable = [(expert.name, expert.employer, unsuitable.reason)]
      }
    }
    let corrections = plants.filter(\.plant.isCorrected).map { clean[$0.position] }
    let barred = plants.filter { $0.plant == .barred }.map { declarations[$0.position] }
    let writer = RoundFiles(
      seed: seed, declarations: declarations, corrections: corrections, barred: barred, units: registry.units,
      pool: pool,
      days: days)
    return SimulatedRound(
      seed: seed, days: days, candidates: declarations.map(\.candidate), experts: pool.experts, planted: plantedCases,
      plantedTies: pool.ties.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) },
      declaredConflicts: pool.declared, reviewDecisions: reviewDecisions, dismissals: dismissals(pool),
      declined: pool.declined, files: writer.files)
  }

  private var plantedCases: [PlantedCase] {
    plants.map { position, plant in
      PlantedCase(
        candidate: CandidateID(declarations[position].id), verdict: plant.verdict, rule: plant.rule, about: plant.about,
        isCorrected: plant.isCorrected)
    }
  }

  private var reviewDecisions: [ReviewDecision] {
    plants.filter { $0.plant == .generalOnOpenBase }.map { position, _ in
      ReviewDecision(
        candidate: CandidateID(declarations[position].id), admitted: true,
        reason: "经核训练日志，预训练由申报单位自主完成，“开源”指分词器和训练框架，同意进入评审")
    }
  }

  private func dismissals(_ pool: ExpertPool) -> [DeclaredConflict] {
    pool.ties.filter { $0.outcome == .undecided }.map {
      DeclaredConflict(candidate: $0.candidate, expert: $0.expert, reason: "经查登记信息，两家单位信用代码不同，无投资和任职关系")
    }
  }
}

extension Declaration {
  var candidate: SimulatedCandidate {
    SimulatedCandidate(
      id: CandidateID(id), group: GroupID(track), applicant: applicant, projectName: projectName,
      domains: domains.map(\.label))
  }
}
