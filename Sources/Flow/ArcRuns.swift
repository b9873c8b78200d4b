/// The arcs in stretches of one tail each, in their order: known rows whole, all others as far as the tail stays.
///
/// A pass over a network asks once a stretch what holds for all its arcs.
struct ArcRuns: Sequence, IteratorProtocol {
  private let arcs: ArcColumns
  private var position = 0
  private var row = 0

  fileprivate init(_ arcs: ArcColumns) { self.arcs = arcs }

  /// The tail, the arcs, and whether each is known to carry from zero to one unit.
  mutating func next() -> (tail: Int, run: Range<Int>, isUnitRow: Bool)? {
    guard position < arcs.count else { return nil }
    let first = position
    var limit = arcs.count
    if row < arcs.unitRows.count {
      let known = arcs.unitRows[row]
      if known.arcs.lowerBound == first {
        row += 1
        position = known.arcs.upperBound
        return (known.tail, known.arcs, true)
      }
      limit = known.arcs.lowerBound
    }
    let tail = arcs.tails[first]
    repeat { position += 1 } while position < limit && arcs.tails[position] == tail
    return (Int(tail), first..<position, false)
  }
}

extension ArcColumns {
  /// The arcs in stretches of one tail each.
  var runs: ArcRuns { ArcRuns(self) }
}
