/// What the formal check (形式审查) of one candidate came to, with the grounds of every finding.
///
/// Only `examine` makes one, so nothing can be assigned that was not examined.
public struct Examination: Sendable {
  public let candidate: CandidateID
  /// The version of the declaration that was examined.
  public let version: Int
  public let verdict: Verdict
  /// Rules in the scheme's order, then required materials, then cells. Rules and materials that pass are listed too;
  /// cells only where something is wrong with them.
  public let findings: [Finding]

  fileprivate init(candidate: Candidate, findings: [Finding]) {
    self.candidate = candidate.id
    version = candidate.version
    verdict = findings.map(\.verdict.ofCandidate).max() ?? .pass
    self.findings = findings
  }
}

/// Whether a candidate goes on. The gravest is the greatest: pass < review < formError < fail.
public enum Verdict: String, Sendable, CaseIterable, Comparable {
  case pass
  /// A person must decide.
  case review
  /// Returned for correction (补正).
  case formError
  case fail

  public static func < (left: Verdict, right: Verdict) -> Bool { left.gravity < right.gravity }

  private var gravity: Int {
    switch self {
    case .pass: 0
    case .review: 1
    case .formError: 2
    case .fail: 3
    }
  }
}

/// What one rule, material or cell came to.
public struct Finding: Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    case pass, fail, review, warn, formError
    /// People or the record settle it later; it does not hold up the candidate.
    case open

    /// What it makes of the candidate: warnings and open items leave a pass.
    public var ofCandidate: ExpertReview.Verdict {
      switch self {
      case .pass, .warn, .open: .pass
      case .review: .review
      case .formError: .formError
      case .fail: .fail
      }
    }
  }
  /// The rule's id; for a material its code, for a cell its field's key.
  public let rule: RuleID
  public let verdict: Verdict
  /// Rules that state the same and are not listed on their own.
  public let also: [RuleID]
  /// What is wrong; the rule's title where nothing is.
  public let message: Bilingual
  /// What was read, in the order of reading.
  public let evidence: [Evidence]
  public let source: Source
  /// A recorded decision set the finding aside for this candidate.
  public let isSetAside: Bool
}

/// One value that a finding rests on.
public struct Evidence: Sendable {
  private let plainKey: String
  private let plainLabel: Bilingual
  private let reading: FieldValue
  private let choices: [Choice]
  /// For a field with `YYYY`. Names and words are put together only where they are asked for: most evidence never is.
  private let year: Int?

  init(key: String, label: Bilingual, reading: FieldValue, choices: [Choice], year: Int? = nil) {
    plainKey = key
    plainLabel = label
    self.reading = reading
    self.choices = choices
    self.year = year
  }

  /// The field's key (with the year, for yearly ones), or a material's code.
  public var key: String { plainKey.named(year) }

  public var label: Bilingual { year.map { plainLabel.label(of: $0) } ?? plainLabel }

  /// The value in words; `—` where it is missing.
  public var value: Bilingual { reading.words(choices: choices) }
}

/// Examines one candidate: every rule that a machine can test, every required material and every required cell.
///
/// Pure: the same candidate in the same context gives the same result, whatever was examined before. The candidate must
/// have been read under the context's scheme. Complexity: linear in rules, fields and the length of texts.
public func examine(_ candidate: Candidate, in context: ExaminationContext) -> Examination {
  var findings: [Finding] = []
  findings.reserveCapacity(context.rules.count + context.scheme.materials.count)
  for rule in context.rules {
    if let finding = context.finding(rule, candidate) { findings.append(finding) }
  }
  for material in context.scheme.materials {
    if let finding = context.finding(material, candidate) { findings.append(finding) }
  }
  for slot in context.watchedSlots {
    if let finding = context.finding(cell: slot, candidate) { findings.append(finding) }
  }
  return Examination(candidate: candidate, findings: findings)
}
