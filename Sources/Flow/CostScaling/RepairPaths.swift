// The exact end: what is left over goes one by one to where it is wanted, by shortest paths, as in `ShortestPaths`, but
// through any network and in as many units at a time as fit. A node whose units can go nowhere closes what it reaches:
// no way leads out of that for any later unit either, so the flow is a greatest one in the end.

extension CostScaling {
  /// Sends what is left over to where it is wanted, by shortest ways. Precondition: no way costs less than nothing.
  /// Gives how many units could not be sent.
  mutating func repair() -> Int {
    var unsent = 0
    for source in 0..<nodeCount {
      while nodes[source].excess > 0 {
        guard sendAway(from: source) else {
          unsent += nodes[source].excess
          break
        }
        if pace.mustHalt() { return 0 }
      }
    }
    let missing = (0..<nodeCount).reduce(0) { $0 - min(0, nodes[$1].excess) }
    return max(unsent, missing)
  }

  private mutating func sendAway(from source: Int) -> Bool {
    search += 1
    frontier.removeAll()
    reached.removeAll(keepingCapacity: true)
    nodes[source].stamp = search
    nodes[source].distance = 0
    nodes[source].from = -1
    reached.append(Int32(source))
    var nearest = Int64.max
    var goal = -1
    expand(source, &nearest, &goal)
    while true {
      if let node = ready.popLast() {
        expand(Int(node), &nearest, &goal)
        continue
      }
      guard frontier.count > 0 else { break }
      let entry = frontier.removeNearest()
      pace.work.arcsPriced += ShortestPaths.costOfStep
      guard entry.distance < nearest else { break }
      if entry.label >= 0 {
        guard nodes[Int(entry.label)].distance == entry.distance else { continue }
        expand(Int(entry.label), &nearest, &goal)
      } else {
        let node = Int(~entry.label)
        let offset = nodes[node].distance - nodes[node].price
        if nodes[node].ahead.bound != .max, offset + nodes[node].ahead.bound <= entry.distance {
          drawUpAhead(of: node, limit: 2 * Int(nodes[node].ahead.capacity))
        }
        if nodes[node].arrivalCount > CostScaling.wide, nodes[node].back.bound != .max,
          nodes[node].back.bound == .min || offset + nodes[node].back.bound <= entry.distance
        {
          drawUpBack(of: node, limit: max(128, 2 * Int(nodes[node].back.capacity)))
        }
        expand(node, &nearest, &goal)
      }
    }
    ready.removeAll(keepingCapacity: true)
    guard goal >= 0 else {
      for node in reached { nodes[Int(node)].stamp = .max }
      return false
    }
    for node in reached {
      let rise = nearest - nodes[Int(node)].distance
      if rise > 0 { nodes[Int(node)].price += rise }
    }
    augment(from: source, to: goal)
    return true
  }

  private mutating func expand(_ node: Int, _ nearest: inout Int64, _ goal: inout Int) {
    let distance = nodes[node].distance
    let offset = distance - nodes[node].price
    var bound = expand(node, along: nodes[node].ahead, isBack: false, &nearest, &goal)
    if nodes[node].arrivalCount > CostScaling.wide {
      bound = min(bound, expand(node, along: nodes[node].back, isBack: true, &nearest, &goal))
    } else {
      let first = nodes[node].firstArrival
      pace.work.arcsPriced += Int(nodes[node].arrivalCount)
      for index in first..<first + Int(nodes[node].arrivalCount) {
        let arrival = arrivals[index]
        let length = offset + nodes[Int(arrival.tail)].price - arrival.cost
        reach(Int(arrival.tail), at: length, from: node, by: arrival.arc, isBack: true, now: distance, &nearest, &goal)
      }
    }
    if bound != .max {
      let length = bound == .min ? distance : offset + bound
      if length < nearest { frontier.insert(~Int32(node), at: max(length, distance)) }
    }
  }

  /// Gives the list's bound where the search may have to go beyond.
  @inline(__always)
  private mutating func expand(
    _ node: Int, along list: Shortlist, isBack: Bool, _ nearest: inout Int64, _ goal: inout Int
  ) -> Int64 {
    let distance = nodes[node].distance
    let offset = distance - nodes[node].price
    var index = list.start
    let stop = index + Int(list.count)
    while index < stop {
      let way = entries[index]
      guard offset + way.key < nearest else {
        pace.work.arcsPriced += index - list.start
        return .max
      }
      index += 1
      let length = offset + way.cost + nodes[Int(way.head)].price
      reach(Int(way.head), at: length, from: node, by: way.arc, isBack: isBack, now: distance, &nearest, &goal)
    }
    pace.work.arcsPriced += index - list.start
    return list.bound
  }

  @inline(__always)
  private mutating func reach(
    _ node: Int, at length: Int64, from origin: Int, by arc: Int32, isBack: Bool, now: Int64, _ nearest: inout Int64,
    _ goal: inout Int
  ) {
    guard length < nearest else { return }
    if nodes[node].stamp >= search {
      guard nodes[node].stamp == search, length < nodes[node].distance else { return }
    } else {
      nodes[node].stamp = search
      reached.append(Int32(node))
    }
    nodes[node].distance = length
    nodes[node].from = Int32(origin)
    nodes[node].arc = arc
    nodes[node].isBack = isBack
    if nodes[node].excess < 0 {
      nearest = length
      goal = node
    } else if length == now {
      ready.append(Int32(node))
    } else {
      frontier.insert(Int32(node), at: length)
    }
  }

  private mutating func augment(from source: Int, to goal: Int) {
    var units = min(nodes[source].excess, -nodes[goal].excess)
    var node = goal
    while node != source {
      let arc = Int(nodes[node].arc)
      let flow = Int(states[arc].flow)
      units = min(units, nodes[node].isBack ? flow : arcs.span(arc) - flow)
      node = Int(nodes[node].from)
    }
    node = goal
    while node != source {
      let arc = nodes[node].arc
      let origin = Int(nodes[node].from)
      let cost = arcs.costs[Int(arc)]
      if nodes[node].isBack {
        moveBack(arc, cost: cost, from: origin, to: node, units: units)
      } else {
        move(Way(key: 0, cost: cost, head: Int32(node), arc: arc), from: origin, units: units)
      }
      node = origin
    }
  }
}
