import ExpertReview

/// An objection (异议) against a candidate on the proposed list.
public struct SimulatedObjection: Sendable, Hashable {
  /// The unit that objects: a candidate of the same group that was not proposed.
  public let by: String
  public let objector: CandidateID
  public let against: CandidateID
  public let receivedOn: CivilDay
  public let ground: String
}

extension SimulatedRound {
  /// What the best of those not proposed objects against the last of those proposed in a group.
  ///
  /// - Parameters:
  ///   - proposed: the group's proposed candidates, best first.
  ///   - others: the group's other ranked candidates, best first.
  /// - Returns: nil where either is empty or names a candidate that is not of this round.
  public func objection(proposed: [CandidateID], others: [CandidateID]) -> SimulatedObjection? {
    guard let against = proposed.last, let objector = others.first,
      let target = candidates.first(where: { $0.id == against }),
      let competitor = candidates.first(where: { $0.id == objector })
    else { return nil }
    return SimulatedObjection(
      by: competitor.applicant.name, objector: objector, against: against, receivedOn: days.objected,
      ground: "认为“\(target.projectName)”所附用户评价出自其关联单位，应用成效的口径与公开数据不一致，请予核实")
  }

  /// The marks with one candidate's sheets made equal to another's, so that both have the same score and are equal in
  /// every tie-break on marks: the k-th expert of the one, in the order of ids, gives what the k-th of the other gave.
  ///
  /// With `exchanging`, each sheet's marks of two items change places: where the two weigh the same the totals stay
  /// equal and a tie-break by item decides. Rank the marks first, then tie those on both sides of the cut line.
  ///
  /// - Returns: nil where the two panels are of different sizes, mark different items, or a mark of either is missing
  ///   or recused.
  public static func tying(
    _ candidate: CandidateID, to model: CandidateID, exchanging items: (ItemID, ItemID)? = nil,
    in marks: [SimulatedMark]
  ) -> [SimulatedMark]? {
    func order(_ left: Int, _ right: Int) -> Bool {
      (marks[left].expert, marks[left].item) < (marks[right].expert, marks[right].item)
    }
    let copies = marks.indices.filter { marks[$0].candidate == candidate }.sorted(by: order)
    let originals = marks.indices.filter { marks[$0].candidate == model }.sorted(by: order)
    let isComplete = (copies + originals).allSatisfy { index in
      if case .mark = marks[index].value { return true }
      return false
    }
    guard !copies.isEmpty, isComplete, copies.map({ marks[$0].item }) == originals.map({ marks[$0].item }) else {
      return nil
    }
    var result = marks
    let itemCount = Set(copies.map { marks[$0].item }).count
    for (position, copy) in copies.enumerated() {
      let sheet = originals[(position - position % itemCount)...].prefix(itemCount)
      let wanted = exchanged(marks[copy].item, items)
      guard let original = sheet.first(where: { marks[$0].item == wanted }) else { return nil }
      result[copy].value = marks[original].value
    }
    return result
  }

  private static func exchanged(_ item: ItemID, _ items: (ItemID, ItemID)?) -> ItemID {
    guard let items else { return item }
    return item == items.0 ? items.1 : item == items.1 ? items.0 : item
  }
}
