/// Fills cheap arcs for a start: each node that has units to send fills its cheapest outgoing arcs whose heads can
/// still pass them on or keep them.
///
/// Any set of full arcs is a basic flow, so this costs nothing in correctness and saves most of the pivots of a problem
/// with ample capacities. Only arcs that stand beside each other with one tail are compared; a network whose arcs are
/// not listed by tail merely starts from less. Returns which arcs are full, and changes `balances` to what is then
/// left. Complexity: O(arcs), as a node fills at most `mostPerNode` arcs.
func saturate(_ arcs: ArcColumns, balances: inout [Int]) -> [Bool] {
  let mostPerNode = 16
  var full = [Bool](repeating: false, count: arcs.count)
  var room = balances.map { -$0 }
  for arc in 0..<arcs.count { room[Int(arcs.tails[arc])] += arcs.span(arc) }
  var start = 0
  while start < arcs.count {
    let tail = Int(arcs.tails[start])
    var stop = start
    while stop < arcs.count && Int(arcs.tails[stop]) == tail { stop += 1 }
    for _ in 0..<mostPerNode where balances[tail] > 0 {
      guard let arc = cheapest(of: start..<stop) else { break }
      let head = Int(arcs.heads[arc])
      full[arc] = true
      balances[tail] -= arcs.span(arc)
      balances[head] += arcs.span(arc)
      room[head] -= arcs.span(arc)
    }
    start = stop
  }
  return full

  /// The cheapest arc that can be filled, of equal ones the first.
  func cheapest(of run: Range<Int>) -> Int? {
    var best: Int?
    for arc in run where !full[arc] && arcs.heads[arc] != arcs.tails[arc] {
      if let best, arcs.costs[best] <= arcs.costs[arc] { continue }
      let span = arcs.span(arc)
      if span > 0 && span <= balances[Int(arcs.tails[arc])] && span <= room[Int(arcs.heads[arc])] { best = arc }
    }
    return best
  }
}
