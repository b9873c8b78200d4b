/// Who may not judge whom.
public struct ConflictPolicy: Sendable {
  public enum Level: String, Sendable, Comparable, CaseIterable {
    case soft, hard
    public static func < (left: Level, right: Level) -> Bool { left == .soft && right == .hard }
  }
  /// A party that a candidate's file names: `{"role": "evaluator", "unit": "eval_org", "code"?: field, "level":
  /// "hard"}`; for a list, `"list": "members", "unit": "name", "code": "uscc"`.
  public struct Party: Sendable {
    public let role: String
    public let label: Bilingual
    public let list: String?
    public let unit: String?
    public let code: String?
    public let person: String?
    /// A unit that is the same for every candidate, by its name, in place of a field.
    public let named: String?
    public let level: Level
    public let source: Source
  }
  /// A kind of tie between an expert and a unit or person, how grave it is and how long it counts.
  public struct Kind: Sendable {
    public let id: String
    public let label: Bilingual
    public let level: Level
    /// Months after its end during which the tie still counts; 0 for now only.
    public let months: Int
    /// Stays at its own level whatever the party's (kin, own application).
    public let absolute: Bool
    public let source: Source
  }
  public let parties: [Party]
  public let kinds: [Kind]
  /// Unsuitable experts whom a candidate may name.
  public let unsuitableAtMost: Int
  /// An expert whose unit applies is out for the whole group.
  public let ownUnitBarsGroup: Bool
  public let source: Source
}

/// How long a proposed list is shown before it becomes final (公示).
public struct Publicity: Sendable, Hashable {
  /// Which days are counted: those that the calendar of working days has, or all.
  public enum Unit: String, Sendable, CaseIterable { case working, calendar }
  /// At least 1, in the unit; the list becomes final on the day after the last of them.
  public let days: Int
  public let unit: Unit
  /// Whether the day of posting is the first of them.
  public let countPostingDay: Bool
  public let source: Source
  public internal(set) var anonymousObjections = Anonymous.note

  /// What an objection does that nobody stands for.
  public enum Anonymous: String, Sendable, CaseIterable {
    /// It holds its candidate until it is answered, as one with a name.
    case hold
    /// It is recorded and looked into, and holds nothing.
    case note
  }
}

/// What a sanction for fraud bars (取消资格、禁报), and whom.
public struct Sanctions: Sendable, Hashable {
  /// What a ban does to a declaration: it bars it, or a person weighs it.
  public enum Reach: String, Sendable, CaseIterable { case hard, review }
  /// Years from the decision during which the unit may not declare the same scheme; nil where no ban is stated.
  public let banYears: Int?
  /// Schemes whose bans bar here as well; each of them lists this one in turn.
  public let alsoBars: [SchemeID]
  /// Schemes whose bans a person weighs here, such as those of a measure that this one succeeds.
  public let review: [SchemeID]
  /// What a ban means where a member of a consortium bears it: a member of the one that declares, or of the one that
  /// was sanctioned. Nil where a sanction reaches the declaring unit alone.
  public let members: Reach?
  public let source: Source
}

/// What an earlier recognition (以往认定) means beside one under the same scheme, which every rule that reads the
/// register takes as it stands.
public struct RecognitionPolicy: Sendable, Hashable {
  /// Schemes whose recognitions a person weighs.
  public let review: [SchemeID]
  public let source: Source
}

/// How long a candidate has to mend what was sent back (补正).
public struct ReturnPolicy: Sendable, Hashable {
  /// At least 1, in the unit, from the day after the return; the last of them counts whole.
  public let days: Int
  public let unit: Publicity.Unit
  public let source: Source
}

/// How long the record of a round is kept after its final list (卷宗保存期限).
public struct RetentionPolicy: Sendable, Hashable {
  /// Whole years, 1…100.
  public let years: Int
  public let source: Source
}

/// What those recognised owe afterwards: a report for every quarter or year.
public struct Duty: Sendable {
  public enum Cycle: String, Sendable, CaseIterable { case quarter, year }
  public let id: RuleID
  public let label: Bilingual
  public let every: Cycle
  /// Calendar days after the end of the quarter or year; the last of them is the last day. Nil where nobody set a time:
  /// then a report is due and never late.
  public let dueWithinDays: Int?
  public let source: Source
}
