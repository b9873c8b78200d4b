import ExpertReview

/// One thing wrong with a study file, with its place and the facts for saying how to mend it.
public struct StudyFault: Error, Hashable, Sendable {
  /// The study's file as it was named, or a file of numbers beside it.
  public let file: String
  /// Counted from 1; 0 where the fault is in no line.
  public let line: Int
  /// Steps from the top of the file joined by dots; elements of lists are named by their id: `designs.seven.layout`.
  public let path: String
  public let kind: Kind

  public init(file: String, line: Int, path: String, kind: Kind) {
    self.file = file
    self.line = line
    self.path = path
    self.kind = kind
  }

  public enum Kind: Hashable, Sendable {
    /// What may be wrong with a part of any file of this family: its form, its numbers, its outlier rule.
    case form(SchemeFault.Kind)
    /// A key that says something to another kind of quality, layout or behaviour than the one named.
    case keyOfAnotherKind(String, kind: String)
    /// Neither designs nor a grid of them.
    case noDesigns
    /// A design, and how to spell it, that the study does not have.
    case unknownDesign(String, nearest: String?)
    /// A measure that a rule or a printed figure needs and the study does not take.
    case notMeasured(String)
    /// Quantiles of a measure that has no bounds.
    case noRange(String)
    /// A printed quantile of a measure whose quantiles the study does not keep.
    case noQuantiles(String)
    /// Bins that do not ascend.
    case binsOutOfOrder(String)
    /// More places than candidates, or as many.
    case placesForAll(places: Int, candidates: Int)
    /// Experts who do not judge fill the whole panel of a design.
    case nobodyJudges(behaving: Int, experts: Int, design: String)
    /// A pool that cannot seat a design's panel.
    case poolBelowPanel(pool: Int, experts: Int, design: String)
    /// A first stage that sends fewer than there are places, or everybody.
    case sendsOutOfRange(sends: Int, places: Int, candidates: Int)
    /// A lottery that reaches beyond the first or the last place.
    case lotteryTooWide(half: Int, places: Int, candidates: Int)
    /// Two figures of one design and measure.
    case figureTwice(design: String, measure: String)
    /// A scheme that the study takes its rubric from, and that is itself not sound; the first of its faults.
    case unsoundScheme(String, fault: SchemeFault)
    /// A stage's items differ from group to group.
    case groupNeeded([String])
    /// An item that a study's plain weights cannot say.
    case itemNotPlain(String)
    /// A design takes its rule from a scheme, and the study names none.
    case noSchemeNamed
    /// A file of numbers that is not beside the study.
    case noFileBeside(String)
    /// A file of numbers that holds too few.
    case tooFewNumbers(String, found: Int, least: Int)
  }
}

/// Everything wrong with a study, in the order of the file. Never empty.
public struct StudyFaults: Error, Hashable, Sendable {
  public let faults: [StudyFault]

  public init(faults: [StudyFault]) { self.faults = faults }
}
