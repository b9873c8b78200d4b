extension PanelProblem {
  /// Two limits on one panel that cross, so that no draw can keep both and every chance as well; nil where there are
  /// none. The first panel that has such, and its first two.
  ///
  /// Two sets of experts cross where some of the row are in both, some in either one alone, and some in neither
  /// (`PanelGroups`). Limits that are nested or apart are kept by every draw; of those that cross some chances are a
  /// mean of panels only if one of them is broken now and then (Budish, Che, Kojima and Milgrom, "Designing random
  /// allocation mechanisms", American Economic Review 103, 2013, theorem 2).
  var limitsThatCross: [LimitInTheWay]? {
    guard
      let first = groups.crossing.min(by: { ($0.candidate, $0.limit, $0.class) < ($1.candidate, $1.limit, $1.class) })
    else { return nil }
    let row = row(first.candidate)
    let inFirst = Set(positions(first))
    for limit in limits.all.indices where limit != first.limit {
      let classes = Set(row.map { limits.all[limit].classOf[Int(expert[$0])] }).filter { $0 >= 0 }.sorted()
      for own in classes {
        let most = limits.most(limit, class: own, candidate: first.candidate)
        let least = limits.least(limit, class: own, candidate: first.candidate)
        let seats = demand[first.candidate]
        let second = BoundLimit(candidate: first.candidate, limit: limit, class: own, count: most ?? least)
        let inSecond = Set(positions(second))
        let binds =
          least > max(0, seats - (row.count - inSecond.count)) || most.map { $0 < min(inSecond.count, seats) } ?? false
        guard binds, !inFirst.isDisjoint(with: inSecond), !inFirst.isSubset(of: inSecond),
          !inSecond.isSubset(of: inFirst),
          inFirst.union(inSecond).count < row.count
        else { continue }
        return [inTheWay(first), inTheWay(second)]
      }
    }
    preconditionFailure("what is in no tree crosses something")
  }
}
