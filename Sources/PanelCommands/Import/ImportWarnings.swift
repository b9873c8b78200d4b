import ExpertReview
import Intake

// What is taken as it stands and should be looked at: each thing once, with the first row that has it.

extension Bringing {
  /// Recommenders of another level than the scheme's, unless the scheme itself says what becomes of them.
  func warnOfLevels(_ recommenders: [(row: Int, element: Recommender)], column: String, _ brought: inout Brought) {
    guard let policy = round.scheme.nominations else { return }
    var seen: Set<RecommenderID> = []
    for (row, recommender) in recommenders where policy.isRemarkable(recommender) {
      guard seen.insert(recommender.id).inserted else { continue }
      let kind = ImportFault.Kind.otherLevel(recommender.level, by: policy.by)
      brought.warnings.append(
        ImportFault(row: row, column: column, value: recommender.name, kind: kind).report(in: file.name))
    }
  }

  /// Schemes that no shelf has: an entry for one bars nobody, which is hardly what was meant. `lines` as for faults.
  func warnOfSchemes(_ entries: [(row: Int, scheme: SchemeID)], lines: [Int: Int] = [:], _ brought: inout Brought) {
    guard let shelf else { return }
    var seen = Set(shelf + [round.scheme.id])
    for (row, scheme) in entries where seen.insert(scheme).inserted {
      let close = nearest(to: scheme.rawValue, among: shelf.map(\.rawValue))
      let fault = ImportFault(
        row: row, column: "scheme_id", value: scheme.rawValue, kind: .unknownScheme(nearest: close))
      brought.warnings.append(fault.report(in: file.name, line: lines[row]))
    }
  }
}

extension NominationPolicy {
  /// Whether a recommender is of another level than the scheme's, and no exclusion says what becomes of it.
  func isRemarkable(_ recommender: Recommender) -> Bool {
    recommender.level != by && exclusions(of: recommender).isEmpty
  }
}
