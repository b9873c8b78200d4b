/// What stars may still choose.
extension StarNetwork {
  /// All items that bounds on arcs leave, before any thought.
  func choices(of star: Int, lowers: [Int32], capacities: [Int32]) -> LeastChoice.Options? {
    var forced: [Int32] = []
    var free: [Int32] = []
    for item in stars[star].items {
      let arc = Int(itemArc[item])
      guard lowers[arc] <= capacities[arc] else { return nil }
      if lowers[arc] > 0 { forced.append(Int32(item)) } else if capacities[arc] > 0 { free.append(Int32(item)) }
    }
    return filtered(star, LeastChoice.Options(items: forced + free, forced: forced.count))
  }

  /// Without items that no choice within the limits can hold; nil where there is no choice at all.
  func filtered(_ number: Int, _ options: LeastChoice.Options) -> LeastChoice.Options? {
    let star = stars[number]
    let rest = star.demand - options.forced
    guard rest >= 0 && options.items.count >= star.demand else { return nil }
    var options = options
    for limit in star.limits {
      let first = star.items.lowerBound
      let forcedGain = options.items[..<options.forced].reduce(Int64(0)) { $0 + limit.gains[Int($1) - first] }
      var top = [Int64](repeating: .min, count: rest)
      for item in options.items[options.forced...] {
        let gain = limit.gains[Int(item) - first]
        guard rest > 0, gain > top[rest - 1] else { continue }
        var place = rest - 1
        while place > 0 && top[place - 1] < gain {
          top[place] = top[place - 1]
          place -= 1
        }
        top[place] = gain
      }
      guard rest == 0 || top[rest - 1] > .min else { return nil }
      let missing = limit.bound - forcedGain
      guard top.reduce(0, +) >= missing else { return nil }
      guard rest > 0 else { continue }
      let least = missing - top.dropLast().reduce(0, +)
      if least > .min + 1 && options.items[options.forced...].contains(where: { limit.gains[Int($0) - first] < least })
      {
        let kept = options.items[options.forced...].filter { limit.gains[Int($0) - first] >= least }
        options.items = Array(options.items[..<options.forced]) + kept
        guard options.items.count >= star.demand else { return nil }
      }
    }
    return options
  }

  /// What each star may choose within bounds on arcs; nil where one has no choice.
  func options(lowers: [Int32], capacities: [Int32]) -> [LeastChoice.Options]? {
    var options: [LeastChoice.Options] = []
    for star in stars.indices {
      guard let own = choices(of: star, lowers: lowers, capacities: capacities) else { return nil }
      options.append(own)
    }
    return options
  }

  /// The options once an arc is used for certain, or left out; nil where a star has no choice left.
  func options(
    _ options: [LeastChoice.Options], arc: Int, isUsed: Bool, isLeftOut: Bool
  ) -> [LeastChoice.Options]? {
    let item = itemOfArc[arc]
    guard item >= 0, isUsed || isLeftOut else { return options }
    let star = Int(itemStar[Int(item)])
    var own = options[star]
    guard let place = own.items.firstIndex(of: item) else { return isUsed ? nil : options }
    guard isLeftOut || place >= own.forced else { return options }
    guard isUsed || place >= own.forced else { return nil }
    own.items.remove(at: place)
    if isUsed {
      own.items.insert(item, at: own.forced)
      own.forced += 1
    }
    guard let left = filtered(star, own) else { return nil }
    var options = options
    options[star] = left
    return options
  }
}
