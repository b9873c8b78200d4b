/// The worked cases of a scheme (`cases.json`): a sound declaration, and for each rule what is changed in it and what
/// must then be found. Expected verdicts are written by people; the engine only runs them.
public struct SchemeCases: Sendable {
  public let scheme: SchemeID
  /// A declaration that passes every rule, as a record of JSON.
  public let sample: JSON
  /// The scheme's own cases, then those of its bases for rules that it has no case of its own for.
  public let cases: [WorkedCase]
}

/// One case: a change of the sample and the verdict that must follow.
public struct WorkedCase: Sendable {
  /// A side of the bound that a rule's check draws.
  public enum Edge: String, Sendable, CaseIterable { case inside, outside }

  /// Where the case is written.
  public struct Place: Hashable, Sendable {
    public let file: String
    public let line: Int
    public let path: String
  }
  /// A rule, a material or a field: what the finding is filed under.
  public let rule: RuleID
  /// A name by which tests and people refer to it.
  public let name: String?
  public let title: Bilingual?
  /// Cells that are changed, by key; null empties one.
  public let set: [JSON.Member]
  /// Materials that are changed, by code; null takes one out.
  public let attachments: [JSON.Member]
  /// Other candidates of the round, each as cells of the sample that differ.
  public let others: [[JSON.Member]]
  /// Sanctions on record.
  public let sanctions: [Sanction]
  /// The day of the examination; that of submission where none is given.
  public let asOf: CivilDay?
  /// What the engine is to change so that the rule's check just holds or just does not.
  public let edge: Edge?
  public let expected: Outcome
  /// The candidate's verdict, where the case says it.
  public let verdict: Verdict?
  public let place: Place

  /// What a rule comes to in a case.
  public enum Outcome: String, Sendable, CaseIterable {
    case pass, fail, review, formError, warn, open
    /// Nothing is found under this id; of a `preference` rule, that it does not hold.
    case none
    /// The declaration cannot be read at all.
    case refused
  }
}

/// What running one case came to.
public struct CaseResult: Sendable {
  public let workedCase: WorkedCase
  public let found: WorkedCase.Outcome
  /// The candidate's verdict; nil where the declaration cannot be read.
  public let verdict: Verdict?
  /// What the finding says; empty where there is none.
  public let message: Bilingual
  /// Why the declaration cannot be read.
  public let refusals: [DeclarationFault]
  /// Whether it came out as written: the rule's outcome and, where the case says one, the candidate's verdict.
  public let holds: Bool
}

/// What running all cases of a scheme came to.
public struct CaseRun: Sendable {
  public let scheme: SchemeID
  /// What is found in the sample as it stands and should not be: anything that fails, is returned or is held.
  public let sampleTroubles: [Finding]
  /// Why the sample cannot be read.
  public let sampleRefusals: [DeclarationFault]
  public let results: [CaseResult]

  /// Whether the sample passes and every case comes out as written.
  public var holds: Bool { sampleTroubles.isEmpty && sampleRefusals.isEmpty && results.allSatisfy(\.holds) }

  /// The rules that have cases, in the order met.
  public var rules: [RuleID] {
    var seen: Set<RuleID> = []
    return results.map(\.workedCase.rule).filter { seen.insert($0).inserted }
  }
}
