import Statistics
import Testing

@testable import ExpertReview

/// The same verdicts whatever the order in which candidates are examined, on the schemes as they stand.
@Suite struct `Examining in any order` {
  static let schemes = ["hunan-2025-platform", "hunan-2025-5g-factory", "hunan-2025-ai-scenario"]

  static func scheme(_ id: String) throws -> Scheme {
    var files: [SchemeID: [UInt8]] = [:]
    for name in [id, "hunan-2025-common"] { files[SchemeID(name)] = try RubricsFolder.bytes(name + "/scheme.json") }
    let shelf = SchemeShelf(schemes: files, documents: try RubricsFolder.bytes("documents.json"))
    return try readScheme(SchemeID(id), from: shelf).get()
  }

  /// The sample with the changes of up to three of the scheme's own cases, drawn at random.
  static func candidates(_ count: Int, _ scheme: Scheme, _ stream: inout RandomStream) throws -> [Candidate] {
    let cases = try readCases(
      of: scheme, from: [scheme.id: try RubricsFolder.bytes(scheme.id.rawValue + "/cases.json")]
    ).get()
    let reader = DeclarationReader(scheme)
    var candidates: [Candidate] = []
    while candidates.count < count {
      var edit = RecordEdit(cases.sample, of: scheme)
      for _ in 0..<stream.integer(below: 4) {
        let drawn = stream.element(of: cases.cases)
        edit.set(drawn.set)
        for member in drawn.attachments { edit.set("attachments." + member.key, member.value) }
      }
      edit.set("candidate_id", .text("C\(candidates.count)"))
      if stream.integer(below: 2) == 0 { edit.set("uscc", .text("K\(stream.integer(below: 60))")) }
      if case .success(let candidate) = reader.candidate(from: edit.record, version: 1) { candidates.append(candidate) }
    }
    return candidates
  }

  @Test(arguments: schemes)
  func `two hundred candidates get the same findings`(id: String) throws {
    let scheme = try `Examining in any order`.scheme(id)
    var stream = RandomStream(seed: "order", stream: 1)
    let pool = try `Examining in any order`.candidates(200, scheme, &stream)
    func outcomes(_ pool: [Candidate], _ order: [Candidate]) -> [CandidateID: [String]] {
      let context = ExaminationContext(scheme: scheme, candidates: pool, asOf: CivilDay(daysSince1970: 20_600))
      return Dictionary(
        uniqueKeysWithValues: order.map { candidate in
          let examination = examine(candidate, in: context)
          return (
            candidate.id,
            ["\(examination.verdict)"] + examination.findings.map { "\($0.rule) \($0.verdict) \($0.message.zh)" }
          )
        })
    }
    let expected = outcomes(pool, pool)
    #expect(Set(expected.values.map { $0[0] }).count >= 3, "the draw has candidates of several verdicts")
    for _ in 0..<5 {
      let order = stream.shuffled(pool)
      #expect(outcomes(stream.shuffled(pool), order) == expected)
    }
  }
}
