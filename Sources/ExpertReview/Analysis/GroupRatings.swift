import Statistics

/// The marks of one group as statistics read them: of one judged item, or each expert's weighted total.
///
/// The door between exact marks and estimates: positions in `ratings` are those of `candidates` and `experts`. What is
/// read off them is shown beside the official result and never takes part in it.
public struct GroupRatings: Sendable {
  public let group: GroupID
  /// The judged item; nil for the sheets' totals.
  public let item: ItemID?
  /// By position, in order of their ids.
  public let candidates: [CandidateID]
  /// By position, in order of the round's register: those with a sheet in this group.
  public let experts: [ExpertID]
  public let ratings: Ratings
}

extension GroupStandings {
  /// The group's marks of a judged item, or its sheets' totals.
  ///
  /// A total is the exact weighted sum of a complete sheet, before any rounding of sheets; an incomplete sheet has one
  /// only where the scheme scales it up. Recused and voided sheets are not there. Nil for an item that nobody judges.
  /// Complexity: linear in the marks.
  /// - Parameters:
  ///   - item: a judged item; nil for totals.
  ///   - register: the ids of the round's experts, in its order.
  public func ratings(of item: ItemID?, register: [ExpertID]) -> GroupRatings? {
    let column = item.flatMap { item in plan.judgedItems.firstIndex { $0.id == item } }
    guard item == nil || column != nil else { return nil }
    let present = Set(matrix.experts).sorted()
    let position = Dictionary(uniqueKeysWithValues: zip(present, present.indices))
    var rows: [[Ratings.Quotient]] = []
    matrix.forEachBlock { candidate, block in
      let experts = matrix.experts[matrix.sheets(of: candidate)]
      rows.append(
        zip(0..<block.count, experts).compactMap { sheet, expert in
          let mark = column.map { plan.mark(ofItem: $0, sheet, block) } ?? plan.exactTotal(sheet, block)
          guard let mark, let rater = position[expert] else { return nil }
          return Ratings.Quotient(rater: rater, numerator: mark.numerator, denominator: mark.denominator)
        })
    }
    return GroupRatings(
      group: group, item: item, candidates: candidates.map(\.id), experts: present.map { register[Int($0)] },
      ratings: Ratings(raterCount: present.count, rows: rows))
  }
}

extension ScoringPlan {
  /// A sheet's mark of a judged item; nil where there is none.
  fileprivate func mark(ofItem item: Int, _ sheet: Int, _ block: SheetBlock) -> ExactRatio? {
    let mark = block.cells[sheet * block.width + item]
    return mark < 0 ? nil : judged[item].value(steps: Int64(mark), over: 1)
  }
}
