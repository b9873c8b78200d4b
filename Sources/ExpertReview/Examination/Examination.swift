/// What the formal check (形式审查) of one candidate came to, with the grounds of every finding.
///
/// Only an examiner makes one, so nothing can be assigned that was not examined.
public struct Examination: Sendable {
  public let candidate: CandidateID
  /// The version of the declaration that was examined.
  public let version: Int
  public let verdict: Verdict
  private let context: ExaminationContext
  private let records: [FindingRecord]
  private let readings: [Reading]
  /// What nominations make of the candidate; empty where the scheme asks nothing of them.
  private let nominations: [Finding]

  init(
    candidate: Candidate, context: ExaminationContext, records: [FindingRecord], readings: [Reading],
    nominations: [Finding]
  ) {
    self.candidate = candidate.id
    version = candidate.version
    verdict = max(
      records.lazy.map(\.verdict.ofCandidate).max() ?? .pass,
      nominations.lazy.map(\.verdict.ofCandidate).max() ?? .pass)
    self.nominations = nominations
    self.context = context
    self.records = records
    self.readings = readings
  }

  /// Rules in the scheme's order, then required materials, then cells, then what is asked of nominations. Rules and
  /// materials that pass are listed too; cells only where something is wrong with them. Put into words where they are
  /// asked for. Complexity: linear.
  public var findings: [Finding] {
    records.map { record in
      Finding(
        ground: context.grounds[Int(record.ground)], verdict: record.verdict, words: record.words,
        evidence: readings[record.readings].map { context.evidence($0) }, isSetAside: record.isSetAside,
        returned: returned(record), lack: record.lacks.map { context.emptyCell($0) })
    } + nominations
  }

  /// The return that a finding of form rests on.
  private func returned(_ record: FindingRecord) -> ReturnGround? {
    guard record.verdict == .formError || record.isLapsed else { return nil }
    return context.returned[candidate]?[context.grounds[Int(record.ground)].rule]
  }

  /// How many findings there are.
  public var findingCount: Int { records.count + nominations.count }
}

/// A finding as an examination keeps it. What is the same for every candidate is named by its place in the context:
/// most findings are a pass that nobody looks at.
struct FindingRecord: Sendable {
  let ground: Int32
  let verdict: Finding.Verdict
  let isSetAside: Bool
  /// Sent back, and not mended by the last day.
  let isLapsed: Bool
  let words: Bilingual?
  /// The key of the cell that was left empty, where that is what is wrong.
  let lacks: String?
  let readings: Range<Int>
}

/// A value that was read, with the place of its subject in the context.
struct Reading: Sendable {
  let subject: Int32
  /// −1 for a field without years.
  let year: Int32
  let value: FieldValue
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
  let ground: Ground
  public let verdict: Verdict
  let words: Bilingual?
  /// What was read, in the order of reading.
  public let evidence: [Evidence]
  /// A recorded decision set the finding aside for this candidate.
  public let isSetAside: Bool
  /// Something wrong with the form that was sent back for correction; it fails once the last day is over.
  public let returned: ReturnGround?
  /// The cell that was left empty, and what is asked for, where that is what is wrong.
  let lack: (label: Bilingual, message: Bilingual)?

  /// The rule's id; for a material its code, for a cell its field's key.
  public var rule: RuleID { ground.rule }
  /// Rules that state the same and are not listed on their own.
  public var also: [RuleID] { ground.also }
  public var source: Source { ground.source }
  /// What is wrong; the rule's title where nothing is.
  public var message: Bilingual {
    guard let returned, isLapsed else { return words ?? ground.title }
    let bare = words ?? ground.title
    return Bilingual(
      zh: bare.zh + "\(returned.on)退回补正（第\(returned.fact)条记录），期限\(returned.until)已过，仍未改正。",
      en: bare.en
        + " It was returned on \(returned.on) (fact \(returned.fact)); the time ended on \(returned.until) and it still "
        + "stands.")
  }
  /// It was sent back, and not mended in time.
  public var isLapsed: Bool { returned != nil && verdict == .fail }

  /// The rule, material or cell that a finding is of.
  final class Ground: Sendable {
    let rule: RuleID
    let also: [RuleID]
    let title: Bilingual
    let source: Source

    init(rule: RuleID, also: [RuleID] = [], title: Bilingual, source: Source) {
      self.rule = rule
      self.also = also
      self.title = title
      self.source = source
    }
  }
}

/// One value that a finding rests on.
public struct Evidence: Sendable {
  /// What was read: a field, a material, an entry of a register. Shared by all candidates.
  final class Subject: Sendable {
    let key: String
    let label: Bilingual
    let choices: [Choice]

    init(key: String, label: Bilingual, choices: [Choice] = []) {
      self.key = key
      self.label = label
      self.choices = choices
    }
  }
  let subject: Subject
  let reading: FieldValue
  /// For a field with `YYYY`. Names and words are put together only where they are asked for: most evidence never is.
  let year: Int?

  /// The field's key (with the year, for yearly ones), or a material's code.
  public var key: String { subject.key.named(year) }

  public var label: Bilingual { year.map { subject.label.label(of: $0) } ?? subject.label }

  /// The value in words; `—` where it is missing.
  public var value: Bilingual { reading.words(choices: subject.choices) }
}

/// Examines one candidate: every rule that a machine can test, every required material and every required cell.
///
/// Pure: the same candidate in the same context gives the same result, whatever was examined before. The candidate must
/// have been read under the context's scheme. Complexity: linear in rules, fields and the length of texts.
public func examine(_ candidate: Candidate, in context: ExaminationContext) -> Examination {
  var examiner = Examiner(candidate, context)
  for rule in context.rules { examiner.test(rule) }
  for material in context.materials { examiner.look(for: material) }
  for field in context.watchedFields { examiner.look(at: field) }
  return examiner.examination
}

/// Examines candidates on several threads and keeps of each what `keep` takes; in the order of `candidates`, whatever
/// the number of threads.
public func examine<Kept: Sendable>(
  _ candidates: [Candidate], in context: ExaminationContext, threads: Int = processorCount,
  keep: @Sendable (Examination) -> Kept
) -> [Kept] {
  concurrentMap(candidates, threads: threads) { keep(examine($0, in: context)) }
}
