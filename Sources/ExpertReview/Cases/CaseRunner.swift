/// Runs the worked cases of a scheme through the real reader and the real examination.
public struct CaseRunner: Sendable {
  public let scheme: Scheme
  public let cases: SchemeCases
  private let reader: DeclarationReader
  private let preferences: Set<RuleID>
  private let rules: Set<RuleID>

  public init(scheme: Scheme, cases: SchemeCases) {
    self.scheme = scheme
    self.cases = cases
    reader = DeclarationReader(scheme)
    preferences = Set(scheme.rules.filter { $0.kind == .preference }.map(\.id))
    rules = Set(scheme.rules.flatMap { [$0.id] + $0.also })
  }

  /// All cases in order; or the cases for whose edge no change of the sample was found, which must then be written out
  /// with `set`. Complexity: an examination a case.
  public func run() -> Result<CaseRun, SchemeFaults> {
    var results: [CaseResult] = []
    var faults: [SchemeFault] = []
    for workedCase in cases.cases {
      switch situation(of: workedCase) {
      case .success(let situation): results.append(result(of: workedCase, in: situation))
      case .failure(let fault): faults.append(fault)
      }
    }
    guard faults.isEmpty else { return .failure(SchemeFaults(faults: faults)) }
    let (troubles, refusals) = sample()
    return .success(
      CaseRun(scheme: scheme.id, sampleTroubles: troubles, sampleRefusals: refusals, results: results))
  }

  private func sample() -> ([Finding], [DeclarationFault]) {
    switch examination(of: CaseSituation(record: cases.sample), asOf: nil) {
    case .failure(let faults): return ([], faults.faults)
    case .success(let (examination, _)):
      return (examination.findings.filter { $0.verdict.ofCandidate != .pass }, [])
    }
  }

  // MARK: Setting up

  /// The declaration of a case, with what stands around it.
  private func situation(of workedCase: WorkedCase) -> Result<CaseSituation, SchemeFault> {
    var edit = RecordEdit(cases.sample, of: scheme)
    edit.set(workedCase.set)
    for member in workedCase.attachments { edit.set("attachments." + member.key, member.value) }
    var situation = CaseSituation(record: edit.record)
    situation.sanctions = workedCase.sanctions
    let own = edit.value("candidate_id")?.scalarText ?? ""
    for (number, members) in workedCase.others.enumerated() {
      var other = RecordEdit(cases.sample, of: scheme)
      other.set("candidate_id", .text("\(own)-\(number + 2)"))
      other.set(members)
      situation.others.append(other.record)
    }
    guard let edge = workedCase.edge else { return .success(situation) }
    let place = workedCase.place
    func fault(_ kind: SchemeFault.Kind) -> SchemeFault {
      SchemeFault(file: place.file, line: place.line, path: place.path, kind: kind)
    }
    guard let check = scheme.check(of: workedCase.rule) else {
      return .failure(fault(.edgeWithoutCheck(workedCase.rule.rawValue)))
    }
    guard let found = EdgeSearch(scheme: scheme, reader: reader).situation(check, edge, from: situation) else {
      return .failure(fault(.noEdge(rule: workedCase.rule.rawValue, edge: edge.rawValue)))
    }
    return .success(found)
  }

  // MARK: Running

  private func examination(
    of situation: CaseSituation, asOf: CivilDay?
  ) -> Result<(Examination, Set<String>), DeclarationFaults> {
    situation.examined(under: scheme, reader: reader, asOf: asOf)
  }

  private func result(of workedCase: WorkedCase, in situation: CaseSituation) -> CaseResult {
    switch examination(of: situation, asOf: workedCase.asOf) {
    case .failure(let faults):
      return CaseResult(
        workedCase: workedCase, found: .refused, verdict: nil, message: Bilingual(zh: "", en: ""),
        refusals: faults.faults, holds: workedCase.expected == .refused && workedCase.verdict == nil)
    case .success(let (examination, flags)):
      let finding = examination.findings.filter { $0.concerns(workedCase.rule) }.max { $0.gravity < $1.gravity }
      var found = finding.flatMap { WorkedCase.Outcome(rawValue: $0.verdict.rawValue) } ?? .none
      if preferences.contains(workedCase.rule), !flags.contains(workedCase.rule.rawValue) { found = .none }
      let verdictHolds = workedCase.verdict.map { $0 == examination.verdict } ?? true
      return CaseResult(
        workedCase: workedCase, found: found, verdict: examination.verdict,
        message: finding?.message ?? Bilingual(zh: "", en: ""), refusals: [],
        holds: matches(found, workedCase) && verdictHolds)
    }
  }

  /// Of a material or a cell nothing is found where all is well; of a rule that passes there is a finding that says so.
  private func matches(_ found: WorkedCase.Outcome, _ workedCase: WorkedCase) -> Bool {
    if workedCase.expected == .pass, found == .none { return !rules.contains(workedCase.rule) }
    return found == workedCase.expected
  }
}

/// A declaration as a record, with the other candidates and the sanctions that it meets.
struct CaseSituation: Sendable {
  var record: JSON
  var others: [JSON] = []
  var sanctions: [Sanction] = []

  init(record: JSON) { self.record = record }

  /// The candidate and what it is examined against.
  func context(
    under scheme: Scheme, reader: DeclarationReader, asOf: CivilDay? = nil
  ) -> Result<(Candidate, ExaminationContext), DeclarationFaults> {
    let candidate: Candidate
    var pool: [Candidate] = []
    do throws(DeclarationFaults) {
      candidate = try reader.candidate(from: record, version: 1).get()
      for other in others { pool.append(try reader.candidate(from: other, version: 1).get()) }
    } catch {
      return .failure(error)
    }
    let day = asOf ?? scheme.day("submitted_on", of: candidate) ?? scheme.inForce.from ?? CivilDay(daysSince1970: 0)
    // No recommender has acted; what the policy says of the declaration itself is tested all the same.
    let book = scheme.nominations.map {
      NominationBook(policy: $0, recommenders: [], standing: [], consortia: [], extensions: [], asOf: day)
    }
    let context = ExaminationContext(
      scheme: scheme, candidates: [candidate] + pool, sanctions: sanctions, nominations: book, asOf: day)
    return .success((candidate, context))
  }

  /// The examination, and the preferences that hold.
  func examined(
    under scheme: Scheme, reader: DeclarationReader, asOf: CivilDay?
  ) -> Result<(Examination, Set<String>), DeclarationFaults> {
    context(under: scheme, reader: reader, asOf: asOf).map { candidate, context in
      (examine(candidate, in: context), context.preferences(of: candidate))
    }
  }
}

extension Finding {
  /// Whether the finding is filed under this id, or told with the finding that is.
  fileprivate func concerns(_ rule: RuleID) -> Bool { self.rule == rule || also.contains(rule) }

  fileprivate var gravity: Int {
    switch verdict {
    case .pass: 0
    case .open: 1
    case .warn: 2
    case .review: 3
    case .formError: 4
    case .fail: 5
    }
  }
}

extension Scheme {
  /// The check behind a rule, or behind the rule that states it; that a material or a cell is there, where it is asked
  /// for.
  func check(of id: RuleID) -> Check? {
    if let rule = rules.first(where: { $0.id == id }), let check = rule.check { return check }
    if let rule = rules.first(where: { $0.also.contains(id) && $0.check != nil }) { return rule.check }
    if let material = materials.first(where: { $0.id.rawValue == id.rawValue }) {
      return material.required.asked(.present(.material(material.id)))
    }
    guard let field = fields.first(where: { $0.key == id.rawValue }) else { return nil }
    return field.required.asked(.present(.field(field.key)))
  }
}

extension Requirement {
  /// A check where it is asked for at all.
  fileprivate func asked(_ check: Check) -> Check? {
    switch self {
    case .always: check
    case .never: nil
    case .when(let condition): .when(condition, then: check)
    }
  }
}
