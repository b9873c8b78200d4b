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

/// On what grounds marks that stand may be changed, and whether a second person must approve (四眼原则).
public struct ChangePolicy: Sendable, Hashable {
  /// A reason for which a mark may be changed, such as an error in a sum.
  public struct Ground: Sendable, Hashable {
    public let id: String
    public let label: Bilingual
    public let source: Source
  }
  /// Empty where any reason will do.
  public let grounds: [Ground]
  /// Whether a change takes effect only once somebody else has approved it.
  public let secondPerson: Bool
  public let source: Source

  /// The ground with this id; nil where the scheme has none such.
  public func ground(_ id: String) -> Ground? { grounds.first { $0.id == id } }
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
