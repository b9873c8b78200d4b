extension GroupStandings {
  /// How far apart two marks of a judged item, or two sheets' totals, can lie: the greatest that the scheme allows less
  /// the least, exactly. Nil for an item that nobody judges.
  ///
  /// What depends on the width of a scale, as prior distributions do, is stated in parts of it.
  /// - Parameter item: a judged item; nil for totals.
  public func markExtent(of item: ItemID?) -> Fraction? {
    guard let item else {
      let reach = plan.judged.reduce(Int128(0)) { $0 + Int128($1.sheetStep.magnitude) * Int128($1.ceiling) }
      return Fraction(reach, Int128(plan.sheet.unit))
    }
    guard let column = plan.judged.first(where: { plan.items[$0.position].id == item }) else { return nil }
    return Fraction(column.step * Int128(column.ceiling), column.unit)
  }
}
