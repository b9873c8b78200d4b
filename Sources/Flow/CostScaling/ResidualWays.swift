// Moves of units, and the lists of ways that they change. A node keeps the arcs by which units came; a node with many
// of them, such as the one where all units end, keeps a short list of its ways back as well.

extension CostScaling {
  /// Sends units along an arc from the node's list.
  @inline(__always)
  mutating func move(_ way: Way, from node: Int, units: Int) {
    let arc = Int(way.arc)
    let head = Int(way.head)
    let room = arcs.span(arc) - Int(states[arc].flow)
    let moved = min(units, room)
    pace.work.iterations += 1
    if states[arc].flow == 0 { arrive(Arrival(cost: way.cost, tail: Int32(node), arc: way.arc), at: head) }
    states[arc].flow += Int32(moved)
    nodes[node].excess -= moved
    nodes[head].excess += moved
    if nodes[head].excess > 0 { enqueue(head) }
    if moved == room { nodes[node].ahead.remove(arc: way.arc, in: entries) }
  }

  /// Sends units back along an arc with flow that enters the node.
  @inline(__always)
  mutating func moveBack(_ arc: Int32, cost: Int64, from node: Int, to tail: Int, units: Int) {
    let flow = Int(states[Int(arc)].flow)
    let moved = min(units, flow)
    pace.work.iterations += 1
    states[Int(arc)].flow -= Int32(moved)
    nodes[node].excess -= moved
    nodes[tail].excess += moved
    if nodes[tail].excess > 0 { enqueue(tail) }
    if flow == arcs.span(Int(arc)) {
      nodes[tail].ahead.insert(
        Way(key: cost + nodes[node].price, cost: cost, head: Int32(node), arc: arc), in: entries)
    }
    if moved == flow { depart(arc, from: node) }
  }

  @inline(__always)
  mutating func arrive(_ arrival: Arrival, at node: Int) {
    if nodes[node].arrivalCount == nodes[node].arrivalRoom { growArrivals(of: node) }
    let place = nodes[node].arrivalCount
    (arrivals + nodes[node].firstArrival + Int(place)).initialize(to: arrival)
    states[Int(arrival.arc)].place = place
    nodes[node].arrivalCount += 1
    guard nodes[node].back.capacity > 0 else { return }
    let key = nodes[Int(arrival.tail)].price - arrival.cost
    nodes[node].back.insert(Way(key: key, cost: -arrival.cost, head: arrival.tail, arc: arrival.arc), in: entries)
  }

  @inline(__always)
  private mutating func depart(_ arc: Int32, from node: Int) {
    nodes[node].arrivalCount -= 1
    let first = nodes[node].firstArrival
    let place = states[Int(arc)].place
    let last = arrivals[first + Int(nodes[node].arrivalCount)]
    arrivals[first + Int(place)] = last
    states[Int(last.arc)].place = place
    if nodes[node].back.capacity > 0 { nodes[node].back.remove(arc: arc, in: entries) }
  }

  private mutating func growArrivals(of node: Int) {
    let room = max(4, 2 * Int(nodes[node].arrivalRoom))
    if arrivalCount + room > arrivalCapacity {
      let larger = max(2 * arrivalCapacity, arrivalCount + room)
      let store = UnsafeMutablePointer<Arrival>.allocate(capacity: larger)
      store.moveInitialize(from: arrivals, count: arrivalCount)
      arrivals.deallocate()
      arrivals = store
      arrivalCapacity = larger
    }
    (arrivals + arrivalCount).update(from: arrivals + nodes[node].firstArrival, count: Int(nodes[node].arrivalCount))
    nodes[node].firstArrival = arrivalCount
    nodes[node].arrivalRoom = Int32(room)
    arrivalCount += room
  }

  // MARK: - Lists

  /// Lists the cheapest arcs with room that leave a node, at present prices.
  mutating func drawUpAhead(of node: Int, limit: Int) {
    let first = Int(nodes[node].firstArc)
    let stop = Int(nodes[node].lastArc)
    let limit = min(limit, stop - first)
    if nodes[node].ahead.capacity < limit { nodes[node].ahead = roomForList(limit) }
    least.begin(limit: limit)
    pace.work.arcsPriced += stop - first
    for place in first..<stop {
      let arc = order.map { Int($0[place]) } ?? place
      let head = Int(arcs.heads[arc])
      let cost = arcs.costs[arc]
      let key = cost + nodes[head].price
      guard key < least.threshold else { continue }
      if arcs.span(arc) == Int(states[arc].flow) || head == node { continue }
      least.insert(Way(key: key, cost: cost, head: Int32(head), arc: Int32(arc)))
    }
    let (count, bound) = least.finish(into: entries + nodes[node].ahead.start)
    nodes[node].ahead.count = Int32(count)
    nodes[node].ahead.bound = bound
  }

  /// Lists the cheapest ways back.
  mutating func drawUpBack(of node: Int, limit: Int) {
    if nodes[node].back.capacity < limit { nodes[node].back = roomForList(limit) }
    least.begin(limit: limit)
    pace.work.arcsPriced += Int(nodes[node].arrivalCount)
    for index in nodes[node].firstArrival..<nodes[node].firstArrival + Int(nodes[node].arrivalCount) {
      let arrival = arrivals[index]
      let key = nodes[Int(arrival.tail)].price - arrival.cost
      guard key < least.threshold else { continue }
      least.insert(Way(key: key, cost: -arrival.cost, head: arrival.tail, arc: arrival.arc))
    }
    let (count, bound) = least.finish(into: entries + nodes[node].back.start)
    nodes[node].back.count = Int32(count)
    nodes[node].back.bound = bound
  }

  private mutating func roomForList(_ capacity: Int) -> Shortlist {
    if entryCount + capacity > entryCapacity {
      let larger = max(2 * entryCapacity, entryCount + capacity)
      let store = UnsafeMutablePointer<Way>.allocate(capacity: larger)
      store.moveInitialize(from: entries, count: entryCount)
      entries.deallocate()
      entries = store
      entryCapacity = larger
    }
    var list = Shortlist()
    list.start = entryCount
    list.capacity = Int32(capacity)
    entryCount += capacity
    return list
  }
}
