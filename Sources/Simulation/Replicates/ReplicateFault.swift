import ExpertReview

/// Why a study cannot be run, though each of its parts reads well.
public enum ReplicateFault: Error, Sendable {
  /// A design's rule cannot be computed.
  case plan(design: String, PlanFault)
  /// No such objective of assignment.
  case unknownObjective(design: String, String)
  /// The pool has fewer experts than a candidate is to have.
  case poolTooSmall(design: String, pool: Int, needed: Int)
  /// More models than a study may have.
  case tooManyModels(found: Int, most: Int)
  /// A design sends more candidates on than there are, or gives more places than go on.
  case stagesDoNotFit(design: String, candidates: Int, goingOn: Int, places: Int)
  /// Marks far from the median cannot be rejected where severity is corrected, which computes with sheets' totals in
  /// floating point and drops or replaces the ends only.
  case rejectionWithCorrection(design: String)
}
