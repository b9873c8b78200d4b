/// Everything about one recognition scheme (认定方案): what a candidate declares, what is checked, who marks what, how
/// marks become a place and how the result is made known. Read from `Rubrics/<id>/scheme.json`; the engine knows no
/// scheme by name.
public struct Scheme: Sendable {
  public let id: SchemeID
  public let name: Bilingual
  public let documents: [OfficialDocument]
  /// When a candidate may be submitted under this scheme.
  public let inForce: Validity
  /// A shared base that is never run itself.
  public let isAbstract: Bool
  /// The chain of bases, nearest first.
  public let extends: [SchemeID]
  public let forwardsTo: SchemeID?
  public let fields: [Field]
  public let materials: [Material]
  public let rules: [Rule]
  public internal(set) var nominations: NominationPolicy? = nil
  public let grouping: Grouping?
  public let stages: [Stage]
  public let conflicts: ConflictPolicy?
  public let publicity: Publicity?
  public let sanctions: Sanctions?
  public let duties: [Duty]
  /// What this scheme replaced of its bases, in the order met.
  public let replacements: [Replacement]
  /// Every house value with its place and reason, in the order of the file.
  public let houseValues: [HouseValue]
  /// The slot of each field's key and aliases in a candidate's values.
  public let slots: [String: Int]
}

/// Days on which a scheme may be used. Outside `from…until` a submission is refused; in a doubtful window a person
/// decides.
public struct Validity: Hashable, Sendable {
  public let from: CivilDay?
  public let until: CivilDay?
  /// Windows in which the documents leave it open whether the scheme is in force.
  public let doubtful: [ClosedRange<CivilDay>]
  public let source: Source

  public enum Reading: Sendable { case inForce, doubtful, outside }

  /// Whether a submission on `day` falls under the scheme.
  public func reading(on day: CivilDay) -> Reading {
    if doubtful.contains(where: { $0.contains(day) }) { return .doubtful }
    if let from, day < from { return .outside }
    if let until, day > until { return .outside }
    return .inForce
  }
}

// MARK: - What is declared

/// A cell of the declaration.
public struct Field: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case text, integer, decimal, money, percent, date, month, boolean, choice, choices, list, object, attachment
  }
  /// The key; `.` marks nesting. `YYYY` in it stands for a year, once for each of the last `years` complete years.
  public let key: String
  public let aliases: [String]
  public let label: Bilingual
  public let kind: Kind
  /// 亿, 万元, %, 人, TB, 字 and the like; empty where there is none.
  public let unit: String
  public let choices: [Choice]
  public let required: Requirement
  public let maxLength: Int?
  /// For a key with `YYYY`: how many complete years before submission are asked for.
  public let years: Int?
  /// For a list: the cells of one entry; empty for a list of plain texts.
  public let entry: [Field]
  /// For an amount that may be below zero (a loss).
  public let mayBeNegative: Bool
  public let source: Source
}

/// A value of an enumeration: its stable id and its labels; a file may give any of them or an alias.
public struct Choice: Hashable, Sendable {
  public let id: String
  public let label: Bilingual
  public let aliases: [String]
}

/// Whether something must be there.
public enum Requirement: Sendable {
  case always, never
  case when(Check)
}

/// A material that must be attached.
public struct Material: Sendable {
  public let id: MaterialID
  public let label: Bilingual
  public let required: Requirement
  /// Materials of the same content under another code; a file under either code counts for both.
  public let satisfies: [MaterialID]
  public let source: Source
}

// MARK: - What is checked

/// A rule of the scheme.
public struct Rule: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Fails the candidate.
    case gate
    /// A person decides.
    case review
    case warn
    /// Returned for correction (补正).
    case formError
    /// Breaks ties or labels.
    case preference
    /// Experts vote "met / not met".
    case judged
    /// Checked by staff on the record or on paper; open until decided.
    case process
  }
  public let id: RuleID
  public let kind: Kind
  public let title: Bilingual
  /// Nil for rules that only people or the record can settle, and for a `warn` that only informs.
  public let check: Check?
  /// The stage that settles the rule in running; such a rule is no open item of a candidate.
  public let settledBy: Stage.Kind?
  /// What is said where the check does not hold.
  public let message: Bilingual
  /// Rules that state the same inequality. They are listed with this one's finding and not tested on their own.
  public let also: [RuleID]
  public let source: Source
}

/// The closed set of checks. In JSON an object with the one key that names the check; see each case.
public indirect enum Check: Sendable {
  /// `{"all": [check…]}`
  case all([Check])
  /// `{"any": [check…]}`
  case any([Check])
  /// `{"not": check}`
  case not(Check)
  /// `{"when": check, "then": check}`: holds where the condition does not.
  case when(Check, then: Check)
  /// `{"atLeast": {"field": "params_yi", "value": "8"}}` or `{"atLeast": {"field": "a", "other": "b"}}`
  case atLeast(String, Operand)
  /// `{"atMost": {"field", "value" | "other"}}`; on a key with `YYYY` both sides are read year by year.
  case atMost(String, Operand)
  /// `{"between": {"field", "from", "until"}}`, both ends included.
  case between(String, ExactDecimal, ExactDecimal)
  /// `{"equals": {"field", "value"}}`: text, choice id or number.
  case equals(String, String)
  /// `{"equals": {"field", "other"}}`: both fields hold the same.
  case same(String, as: String)
  /// `{"oneOf": {"field", "values": […]}}`
  case oneOf(String, [String])
  /// `{"containsAll": {"field", "values": […]}}`; on a list of objects `"cell"` names the cell that is looked at.
  case containsAll(String, cell: String?, [String])
  /// `{"countAtLeast": {"field", "value"}}`
  case countAtLeast(String, Int)
  /// `{"countAtMost": {"field", "value"}}`
  case countAtMost(String, Int)
  /// `{"countEquals": {"field", "value" | "other"}}`: as many as a number that is stated.
  case countEquals(String, Operand)
  /// `{"ratioAtLeast": {"numerator", "denominator", "value"}}`
  case ratioAtLeast(String, String, ExactDecimal)
  /// `{"ratioEquals": {"numerator", "denominator", "percent", "tolerance"?}}`: a stated percentage is what its two
  /// figures come to.
  case ratioEquals(String, String, percent: String, tolerance: ExactDecimal)
  /// `{"balanceAtLeast": {"plus": […], "minus": […], "value" | "other"}}`: what is left after what does not count.
  case balanceAtLeast(plus: [String], minus: [String], Operand)
  /// `{"productEquals": {"list", "factors": [cell…], "product": cell, "tolerance"?}}`: in every entry.
  case productEquals(list: String, factors: [String], product: String, tolerance: ExactDecimal)
  /// `{"sumWithinMonths": {"list", "amount", "date", "months", "atLeast", "declared"?}}`: dated entries of the last
  /// months before submission; the declared figure stands in where there are no entries.
  case sumWithinMonths(
    list: String, amount: String, date: String, months: Int, atLeast: ExactDecimal, declared: String?)
  /// `{"completeYearsAtLeast": {"field", "value"}}`: whole years 1 January–31 December from that day to submission.
  case completeYearsAtLeast(String, Int)
  /// `{"yearsAtLeast": {"field", "value"}}`: years from that day to submission; on the anniversary they are full.
  case yearsAtLeast(String, Int)
  /// `{"notBefore": {"field", "day" | "other"}}`
  case notBefore(String, DayOperand)
  /// `{"notAfter": {"field", "day" | "other"}}`
  case notAfter(String, DayOperand)
  /// `{"within": {"field", "from", "until"}}`: days, both included.
  case within(String, CivilDay, CivilDay)
  /// `{"inForce": {}}`: submitted while the scheme is in force; a doubtful window gives `review`.
  case inForce
  /// `{"present": {"field"}}` or `{"present": {"material"}}`
  case present(Subject)
  /// `{"isTrue": {"field"}}`
  case isTrue(String)
  /// `{"isFalse": {"field"}}`
  case isFalse(String)
  /// `{"matches": {"field", "pattern": "creditCode"}}`
  case matches(String, Pattern)
  /// `{"maxLength": {"field", "value"?}}`: characters without white space; the field's own limit where none is given.
  case maxLength(String, Int)
  /// `{"lengthLimits": {}}`: every text keeps the limit of its field.
  case lengthLimits
  /// `{"sumEquals": {"fields": […] | "list" + "amount", "total": field | "value": number, "tolerance"?}}`
  case sumEquals(SumTerms, Operand, tolerance: ExactDecimal)
  /// `{"notListed": {"register": "recognised|sanctioned|violations|accidents", "of": "lead|allUnits", "months"?,
  /// "grades"?}}`
  case notListed(Register, of: UnitScope, months: Int?, grades: [String])
  /// `{"unique": {"field"}}`: no other candidate of the round has the same value.
  case unique(String)
  /// `{"distinct": {"field", "cell"}}`: no two entries of a list agree in a cell.
  case distinct(String, cell: String)
  /// `{"notAmong": {"field", "list", "cell"}}`: the value is in no entry of the list.
  case notAmong(String, list: String, cell: String)
  /// `{"entryComplete": {"list", "when"?: {"cell", "values"}, "cells": […]}}`: entries so marked (or all) have these
  /// cells.
  case entryComplete(list: String, cell: String?, values: [String], cells: [String])
  /// `{"otherStated": {"field"}}`: where 其他 is chosen, `other_text.<field>` says what.
  case otherStated(String)
  /// `{"pledgesCoverAllUnits": {}}`: every joint applicant has signed and sealed the pledge of truth.
  case pledgesCoverAllUnits

  public enum Operand: Sendable, Hashable {
    case value(ExactDecimal)
    case field(String)
  }
  public enum DayOperand: Sendable, Hashable {
    case day(CivilDay)
    case field(String)
  }
  public enum Subject: Sendable, Hashable {
    case field(String)
    case material(MaterialID)
  }
  public enum Pattern: String, Sendable, CaseIterable { case creditCode, phone, email }
  public enum SumTerms: Sendable, Hashable {
    case fields([String])
    case list(String, amount: String)
  }
  public enum Register: String, Sendable, CaseIterable { case recognised, sanctioned, violations, accidents }
  public enum UnitScope: String, Sendable, CaseIterable { case lead, allUnits }
}

// MARK: - Nominations

/// Who recommends candidates, and with which table (推荐汇总表).
public struct NominationPolicy: Sendable, Hashable {
  public enum Table: String, Sendable, CaseIterable {
    case one = "TB-1"
    case two = "TB-2"
    case three = "TB-3"
    case four = "TB-4"
  }
  public let by: Recommender.Level
  public let table: Table
  public let source: Source
}

// MARK: - Groups and stages

/// How candidates fall into groups. Without one, all are in a single group with the id `all`.
public struct Grouping: Sendable {
  public enum Together: String, Sendable, CaseIterable { case apart, together }
  /// The field that tells the group, normally `track`.
  public let by: String
  public let panels: Together
  public let ranking: Together
  public let source: Source
}

/// A step that a scheme's candidates go through.
public enum Stage: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case formalCheck, nomination, review, selection, publicity, publication
  }
  case formalCheck(source: Source)
  case nomination(source: Source)
  case review(ReviewStage)
  case selection(Selection)
  case publicity(source: Source)
  case publication(source: Source)
}

/// A review by panels of experts.
public struct ReviewStage: Sendable {
  public let id: String
  public let name: Bilingual
  public let panel: PanelPolicy
  public let rubric: Rubric
  public let aggregation: Aggregation
  /// Shares in which earlier stages' results and this one's are joined; empty for one that stands alone.
  public let carry: [(stage: String, share: ExactDecimal)]
  public let source: Source
}

/// Who sits on a panel.
public struct PanelPolicy: Sendable {
  /// Experts a candidate; nil where panels come from outside.
  public let size: Int?
  /// Fewer complete sheets than this give no result.
  public let minimumSheets: Int
  public let odd: Bool
  /// At most this many experts of one unit on a panel; nil for no limit.
  public let atMostPerUnit: Int?
  public let source: Source
}

/// What experts mark.
public struct Rubric: Sendable {
  public let scale: MarkScale
  public let items: [RubricItem]
  /// The items of groups that have their own; others use `items`.
  public let perGroup: [GroupID: GroupRubric]
  public let source: Source

  /// The items that a group is marked on.
  public func items(of group: GroupID) -> [RubricItem] { perGroup[group]?.items ?? items }
}

/// A group's own items and, where it has them, its own order of tie-breaks.
public struct GroupRubric: Sendable {
  public let items: [RubricItem]
  public let ties: [TieBreak]?
}

/// The marks that may be given: `minimum`, `minimum + step`, … up to `maximum`.
public struct MarkScale: Hashable, Sendable {
  public let minimum: ExactDecimal
  public let maximum: ExactDecimal
  public let step: ExactDecimal

  public init(minimum: ExactDecimal, maximum: ExactDecimal, step: ExactDecimal) {
    self.minimum = minimum
    self.maximum = maximum
    self.step = step
  }
}

public struct RubricItem: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Marked by experts.
    case judged
    /// Belongs to the candidate; brought by staff.
    case given
    /// From a field of the declaration by a table.
    case computed
  }
  public enum Multiplier: Hashable, Sendable {
    /// Percent of the whole: the value × weight ÷ 100.
    case weight(ExactDecimal)
    /// The value × factor.
    case factor(ExactDecimal)
  }
  public let id: ItemID
  public let kind: Kind
  public let label: Bilingual
  public let multiplier: Multiplier
  /// Subtracted instead of added.
  public let deduct: Bool
  /// The item's own range; for judged items that differ from the rubric's scale, and for given ones.
  public let scale: MarkScale?
  public let guidance: Bilingual?
  public let parts: [RubricPart]
  public let levels: [RubricLevel]
  /// For a computed item.
  public let from: String?
  public let table: [ComputedBand]
  public let source: Source
}

/// One thing that an item asks to be looked at, with the fields and materials where it is found.
public struct RubricPart: Sendable {
  public let label: Bilingual
  /// Keys of fields and ids of materials.
  public let evidence: [String]
  public let source: Source
}

/// A described band of an item's marks.
public struct RubricLevel: Sendable {
  public let from: ExactDecimal
  public let until: ExactDecimal
  public let label: Bilingual
  public let description: Bilingual
}

/// `{"atLeast": "10", "value": "5"}`: the value of a computed item where the field is at least that; the highest such
/// row counts.
public struct ComputedBand: Sendable, Hashable {
  public let atLeast: ExactDecimal
  public let value: ExactDecimal
}

/// How an item's marks become a panel's value and the values a score.
public struct Aggregation: Sendable {
  public enum Basis: String, Sendable, CaseIterable { case total, item }
  public struct OutlierRule: Sendable, Hashable {
    public let dropHigh: Int
    public let dropLow: Int
    public let on: Basis
    /// With fewer marks (or complete sheets) than this nothing is dropped and the plain mean is taken.
    public let whenFewerThan: Int
  }
  public enum RoundingPoint: String, Sendable, CaseIterable {
    /// Each item's panel mean.
    case item
    /// Each mean × weight or factor.
    case product
    /// Each expert's total (only with `on: total`).
    case sheet
    /// The score.
    case total
  }
  public struct Rounding: Sendable, Hashable {
    public let after: RoundingPoint
    public let places: Int
    public let mode: RoundingMode

    public init(after: RoundingPoint, places: Int, mode: RoundingMode) {
      self.after = after
      self.places = places
      self.mode = mode
    }
  }
  /// `{"item": "B", "atLeast": "60"}`: below it the candidate is listed without place.
  public struct Minimum: Sendable, Hashable {
    /// Nil for the total.
    public let item: ItemID?
    public let atLeast: ExactDecimal
  }
  /// `{"item": "B"?, "experts": "1" | "majority", "below": "40"}`
  public struct Veto: Sendable, Hashable {
    public enum Experts: Sendable, Hashable {
      case atLeast(Int)
      case majority
    }
    public let item: ItemID?
    public let experts: Experts
    public let below: ExactDecimal
  }
  public enum Incomplete: String, Sendable, CaseIterable { case leaveOut, renormalise }

  /// Nil for the plain mean.
  public let outliers: OutlierRule?
  /// `item`: each item's panel mean is formed, then joined. `total`: each expert's total is formed, then joined.
  public let basis: Basis
  public let rounding: [Rounding]
  public let minimums: [Minimum]
  public let vetoes: [Veto]
  public let incomplete: Incomplete
  public let source: Source
}

/// How a ranking is made from scores and where its line is.
public struct Selection: Sendable {
  public enum Scope: String, Sendable, CaseIterable { case scheme, group, recommender, kind }
  public struct Cap: Sendable, Hashable {
    public let scope: Scope
    public let atMost: Int
    public let source: Source
  }
  public enum Places: String, Sendable, CaseIterable {
    /// 1 2 2 4
    case standard
    /// 1 2 2 3
    case dense
    /// 1 3 3 4
    case modified
  }
  public let caps: [Cap]
  public let ties: [TieBreak]
  public let places: Places
  /// How many of those below the line are held in reserve, in order.
  public let reserve: Int
  /// When one of those proposed falls away, the next moves up.
  public let nextMayRise: Bool
  public let source: Source
}

/// What decides between equal scores. Values are compared exactly, higher first.
public enum TieBreak: Hashable, Sendable {
  /// `item:B`: that item's panel value.
  case item(ItemID)
  /// `judgedTotal`: the judged items' joined value, as officially rounded, without given and computed ones.
  case judgedTotal
  /// `untrimmedMean`: the mean of all complete sheets' totals.
  case untrimmedMean
  /// `preference:hn_a`: candidates with the flag come first.
  case preference(String)
  /// `lot`: a recorded draw.
  case lot
}

// MARK: - Conflicts, notice, sanctions

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
  public enum Unit: String, Sendable, CaseIterable { case working, calendar }
  public let days: Int
  public let unit: Unit
  public let countPostingDay: Bool
  public let source: Source
}

public struct Sanctions: Sendable, Hashable {
  /// Years from the decision during which the unit may not declare the same scheme; nil where no ban is stated.
  public let banYears: Int?
  public let source: Source
}

/// What those recognised owe afterwards.
public struct Duty: Sendable {
  public let id: RuleID
  public let label: Bilingual
  public let every: String
  public let source: Source
}

/// A part of a base that an extending scheme put its own in place of.
public struct Replacement: Sendable, Hashable {
  public let path: String
  public let base: SchemeID
  public let was: String
  public let now: String
}

/// A value that is the house's own, with the reason given for it.
public struct HouseValue: Sendable, Hashable {
  /// Where it stands, such as `stages.central.panel` or `rules.X-20`.
  public let path: String
  /// The value in short.
  public let value: String
  public let reason: String
  /// Who set it for this round, where it is not the scheme's own.
  public let setBy: String?
}
