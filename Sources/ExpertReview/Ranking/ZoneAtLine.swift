// Those about the line whom their scores do not tell apart.
//
// Panels err: with other experts of the same kind a candidate a few tenths above the line may lie below it. Schemes of
// research councils therefore let a lot decide among such candidates (M. Heyard, M. Ott, G. Salanti, M. Egger,
// "Rethinking the funding line at the Swiss National Science Foundation: Bayesian ranking and lottery", Statistics and
// Public Policy 9, 2022; F. C. Fang, A. Casadevall, "Research funding: the case for a modified lottery", mBio 7, 2016),
// others let people discuss them. Where those authors find the candidates by an interval that was estimated, a zone
// here is measured in points or places, in whole numbers and exactly: an estimate never decides who is asked.
//
// The zone lies about the place of the last who is above the line. In points: every class of equals whose score is no
// further from that one's than the width. In places: the last so many above the line and the first so many below, the
// classes of equals in which they stand taken whole. Who is kept out by another cap is not counted.

/// The classes that stand in the zone; nil where all contesting candidates are on one side of the line, or nobody
/// stands in the zone on the other side of it.
///
/// Complexity: linear.
/// - Parameters:
///   - classOf: of each contesting candidate in order, best first, its class; ascending.
///   - above: how many of them are above the line.
///   - width: how far the zone reaches.
///   - score: of a class; nil where it has none.
func zoneAtLine(
  classOf: [Int], above: Int, width: Selection.Zone.Width, score: (Int) -> Fraction?
) -> Range<Int>? {
  guard above > 0, above < classOf.count else { return nil }
  let line = classOf[above - 1]
  let range: Range<Int>
  switch width {
  case .places(let count):
    range = classOf[max(0, above - count)]..<classOf[min(classOf.count, above + count) - 1] + 1
  case .points(let points):
    guard let middle = score(line) else { return nil }
    let reach = points.fraction
    func isNear(_ index: Int) -> Bool {
      guard let value = score(index) else { return false }
      return !(middle + reach < value) && !(value + reach < middle)
    }
    let near = classOf.filter(isNear)
    range = (near.first ?? line)..<(near.last ?? line) + 1
  }
  return range.contains(classOf[above]) ? range : nil
}
