import Statistics

/// What a design decided in a replicate.
struct PlacesGiven {
  /// By candidate: the score of the last stage, carried parts with it; not a number where there is none.
  var scores: [Double] = []
  /// By candidate, what puts all in order: the score, and for those who did not go on something below all scores.
  var standing: [Double] = []
  /// From the top.
  var order: [Int32] = []
  var isIn: [Bool] = []
  var inCount = 0
  /// Places given to some of equals.
  var byTie = 0

  /// Gives places from the top; those without a score get none.
  ///
  /// With a lottery of half width *h*, the first places − h get theirs, and of the 2h next as many are drawn as places
  /// are left.
  mutating func givePlaces(_ places: Int, lottery: Int, _ lots: [UInt64]) {
    order = orderFromTop(standing, lots)
    isIn = [Bool](repeating: false, count: standing.count)
    let ranked = order.count { !scores[Int($0)].isNaN }
    let given = min(places, ranked)
    inCount = given
    byTie = 0
    guard given > 0 else { return }
    let sure = lottery > 0 ? given - lottery : given
    for candidate in order.prefix(sure) { isIn[Int(candidate)] = true }
    if lottery > 0 {
      let zone = order[sure..<min(ranked, sure + 2 * lottery)]
      let drawn = zone.sorted { (lots[Int($0)], $0) < (lots[Int($1)], $1) }.prefix(given - sure)
      for candidate in drawn { isIn[Int(candidate)] = true }
      byTie = drawn.count
    } else if given < ranked {
      let line = standing[Int(order[given - 1])]
      guard standing[Int(order[given])] == line else { return }
      byTie = order.prefix(given).reversed().prefix { standing[Int($0)] == line }.count
    }
  }

  /// Lets each candidate in by its own chance.
  mutating func admitByChance(intercept: Double, slope: Double, _ lots: [UInt64], _ stream: inout RandomStream) {
    order = orderFromTop(standing, lots)
    isIn = scores.map { score in
      let draw = stream.unit()
      return !score.isNaN && draw * (1 + naturalExponential(-intercept - slope * score)) < 1
    }
    inCount = isIn.count { $0 }
    byTie = 0
  }

  /// Joins the first stage's scores to those of the stage that decides. Those who did not go on have no score and stand
  /// below all who did, in the order of the first stage.
  mutating func join(_ first: [Double], _ admitted: [Int32], carry: Double) {
    let low = first.lazy.filter { !$0.isNaN }.min() ?? 0
    let high = first.lazy.filter { !$0.isNaN }.max() ?? 0
    var isAdmitted = [Bool](repeating: false, count: first.count)
    for candidate in admitted { isAdmitted[Int(candidate)] = true }
    for candidate in first.indices where isAdmitted[candidate] {
      scores[candidate] = (1 - carry) * scores[candidate] + carry * first[candidate]
    }
    var lowest = low
    for candidate in admitted where !scores[Int(candidate)].isNaN { lowest = min(lowest, scores[Int(candidate)]) }
    let floor = lowest - 1 - (high - low)
    for candidate in first.indices where !isAdmitted[candidate] { scores[candidate] = .nan }
    standing = first.indices.map { isAdmitted[$0] ? scores[$0] : first[$0] - high + floor }
  }

  /// The candidates of the first so many places, or fewer where fewer have a standing.
  static func admitted(_ scores: [Double], _ places: Int, _ lots: [UInt64]) -> [Int32] {
    orderFromTop(scores, lots).prefix(places).filter { !scores[Int($0)].isNaN }.sorted()
  }
}
