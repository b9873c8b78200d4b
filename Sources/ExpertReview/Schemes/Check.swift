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
  /// `{"mentions": {"field", "values": [text…]}}`: the text has one of them in it; an empty one has none.
  case mentions(String, [String])
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
  /// months before submission; the declared figure, a field or `{"plus": […], "minus": […]}`, stands in where there
  /// are no entries.
  case sumWithinMonths(
    list: String, amount: String, date: String, months: Int, atLeast: ExactDecimal, declared: Balance?)
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
  /// `{"matches": {"field", "cell"?, "pattern": "creditCode"}}`; on a list of objects every entry's `cell` is looked at.
  case matches(String, cell: String?, Pattern)
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
  /// `{"nominated": {}}`: a recommender's table names the candidate.
  case nominated
  /// `{"opinionGiven": {}}`: the recommender gave its opinion, under its seal.
  case opinionGiven
  /// `{"recommendedFrom": {"field"}}`: the recommender is of the city that the field names.
  case recommendedFrom(String)

  /// What a number is held against: a number of the scheme, or another field of the same declaration.
  public enum Operand: Sendable, Hashable {
    case value(ExactDecimal)
    case field(String)
  }
  /// What is left of some figures after others are taken off.
  public struct Balance: Sendable, Hashable {
    public let plus: [String]
    public let minus: [String]
  }
  /// What a day is held against: a day of the scheme, or another field of the same declaration.
  public enum DayOperand: Sendable, Hashable {
    case day(CivilDay)
    case field(String)
  }
  /// What must be there: a field that is filled, or a material that is attached.
  public enum Subject: Sendable, Hashable {
    case field(String)
    case material(MaterialID)
  }
  /// The forms that a text can be asked to have: a credit code with its check character (GB 32100-2015), a telephone
  /// number, an address of electronic mail.
  public enum Pattern: String, Sendable, CaseIterable { case creditCode, phone, email }
  /// What is added up: several fields, or one cell of every entry of a list.
  public enum SumTerms: Sendable, Hashable {
    case fields([String])
    case list(String, amount: String)
  }
  /// The lists that a unit can stand on: earlier recognitions and sanctions of the round's registers, violations and
  /// accidents of the declaration itself.
  public enum Register: String, Sendable, CaseIterable { case recognised, sanctioned, violations, accidents }
  /// Whose names are looked up: the declaring unit's, or those of all units of a consortium.
  public enum UnitScope: String, Sendable, CaseIterable { case lead, allUnits }
}
