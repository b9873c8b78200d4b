/// One thing wrong with a scheme file, with its place and the facts for saying how to mend it.
public struct SchemeFault: Error, Hashable, Sendable {
  /// `documents.json`, `<scheme id>/scheme.json`, or `--set` for a value set on the command line.
  public let file: String
  /// Counted from 1; 0 where the fault is in no line.
  public let line: Int
  /// Steps from the top of the file joined by dots; elements of lists are named by their id:
  /// `rules.HL-08.check.atLeast`.
  public let path: String
  public let kind: Kind

  public init(file: String, line: Int, path: String, kind: Kind) {
    self.file = file
    self.line = line
    self.path = path
    self.kind = kind
  }

  /// What a name should have referred to.
  public enum Reference: String, Hashable, Sendable, CaseIterable {
    case scheme, document, field, cell, material, rule, item, group, stage, check, unit, preference, placeholder
  }

  /// A form that a value may have.
  public enum Form: String, Hashable, Sendable { case object, list, text, number, truth, null }

  public enum Kind: Hashable, Sendable {
    case notJSON(JSONFault.Kind)
    case unknownKey(String, nearest: String?)
    case missingKey(String)
    case wrongForm(expected: Form, found: Form)
    case empty
    case missingLanguage(Language)
    case repeatedID(String)
    /// The folder's name and the `id` in the file differ.
    case idMismatch(folder: String, found: String)
    case notANumber(String)
    /// A number such as `1e3`; its exact digits are wanted.
    case exponent(String)
    case notWhole(String)
    case outOfRange(String, from: String, until: String?)
    case tooManyPlaces(String, most: Int)
    case notADay(String)
    case notOneOf(String, allowed: [String], nearest: String?)
    case unknown(Reference, String, nearest: String?)
    case reservedKey(String)
    case extendsItself([String])
    /// `without` names something that the base does not have.
    case notInBase(String, nearest: String?)
    case withoutNoBase
    // Sources
    case noSource
    case twoSources
    case documentNotListed(String)
    case unknownArticle(document: String, article: String, nearest: String?)
    // Fields and checks
    case needsYears
    case yearsWithoutPlace
    case fieldOfWrongType(field: String, type: String, allowed: [String])
    case valueNotInList(field: String, value: String, nearest: String?)
    case needsCheck(kind: String)
    case takesNoCheck(kind: String)
    case oneKeyOf([String])
    case noMaximumLength(field: String)
    // Review and selection
    case weightsDoNotSum(group: String, sum: String)
    case levelsStart(from: String, scale: String)
    case levelsEnd(until: String, scale: String)
    case levelsGap(after: String, next: String)
    case levelsOverlap(until: String, next: String)
    case evenPanel(size: Int)
    /// A key has a meaning only under this `mode`.
    case needsMode(String, for: String)
    case minimumAboveSize(minimum: Int, size: Int)
    /// Neither a number nor a share such as `2/3`: of `atMost` below one, of `atLeast` at most one.
    case notAShare(String)
    /// So many of every unit there is can be on no panel.
    case leastOfEach(per: String)
    /// A panel is to hold more of a kind than it has members.
    case limitAbovePanel(least: Int, size: Int)
    /// Of the same experts there must be more than there may be.
    case limitsApart(least: Int, most: Int, size: Int)
    case tooFewForDropping(whenFewerThan: Int, dropped: Int)
    /// A key that says something to another outlier rule than the one named.
    case keyOfAnotherRule(String, rule: String)
    /// Neither a decimal nor a share such as `1/5`, from zero to below one half.
    case notAProportion(String)
    /// A fallback that needs as many marks as the rule it stands in for.
    case fallbackAbove(whenFewerThan: Int, above: Int)
    /// A limit of less than one median deviation could reject every mark.
    case rejectsTheMiddle(cut: String, constant: String)
    case basisDiffers(outliers: String, on: String)
    case roundingNotApplicable(after: String, on: String)
    case sharesDoNotSum(String)
    /// The first review has no ranking before it to take the top of.
    case topOfNothing
    /// `1.5×cap` in a scheme that has no cap over the whole of it.
    case lineWithoutCap(String)
    /// A stage whose result is carried does not round its total, so there is no official result to carry.
    case carriesUnrounded(stage: String)
    case noItems(group: String)
    /// A least length of opinions that nobody is asked for.
    case lengthOfNothing(least: Int)
    case rangeReversed(from: String, until: String)
    /// Parts of an affinity that all weigh nothing.
    case noWeight([String])
    /// A bid is worth less than one that wants less.
    case bidsOutOfOrder(String, String, below: String, String)
    /// A selection by choice in a scheme whose experts mark.
    case choiceBesideReview
    /// A zone at the line where there is no line of its own for those who are ranked against one another.
    case zoneWithoutLine
    // Sense: each part reads well, and together they cannot be meant
    /// A check that holds whatever a candidate declares: its rule can never find anything.
    case alwaysHolds
    /// A check that nothing can meet.
    case neverHolds
    /// A stage stands before one that it needs the result of.
    case stageOutOfOrder(stage: String, after: String)
    case needsStage(String, for: String)
    /// A stage whose terms the scheme does not state.
    case needsPart(String, for: String)
    /// `carry` names a stage whose result is not there yet.
    case laterStage(String)
    /// Things that refer to one another in a circle under this key.
    case circle(key: String, [String])
    /// A ban under this other scheme counts here, and one under this scheme does not count there.
    case barsOneWay(String)
    // Values set for a round
    case nothingAtPath(step: String, nearest: String?)
    case notASingleValue(keys: [String])
    case citedValue(document: String, article: String)
    case notAHouseValue
    case noReason
    // Worked cases
    /// A rule that has no check has no edge.
    case edgeWithoutCheck(String)
    /// No change of the sample was found that brings the rule's check to that edge.
    case noEdge(rule: String, edge: String)
  }
}

/// Everything wrong with a scheme, in the order of the file. Never empty.
public struct SchemeFaults: Error, Hashable, Sendable {
  public let faults: [SchemeFault]
}
