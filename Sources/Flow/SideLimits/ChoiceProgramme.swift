/// The linear programme over all choices of all stars, by columns as they are needed.
///
/// Problem. Each star has weights for its choices that sum to one; each shared arc carries a flow within its bounds; at
/// every receiver, and every other node, what arrives goes on. The least cost is the best bound that prices can prove
/// (`StarBound`), and its duals are such prices.
///
/// Method. The columns of Dantzig and Wolfe (1960): with the choices at hand the programme is solved
/// (`FixedPointSimplex`), every star then offers the choice that is cheapest at its duals, and so on until none helps.
/// Between cases of a search the choices stay; those that a case excludes are barred, and the basis of the last case is
/// where the next begins (branch and price: Savelsbergh, "A branch-and-price algorithm for the generalized assignment
/// problem", 1997).
struct ChoiceProgramme {
  static let mostRows = 2_500
  private static let mostPivots = 100_000
  /// How many of its steps take as long as pricing an arc in a flow.
  static let stepsOfArc = 4

  private struct Column {
    let items: [Int32]
    let number: Int
  }

  let stars: StarNetwork
  private var programme: FixedPointSimplex
  /// By node; −1 for nodes of stars.
  private var rowOfNode: [Int32]
  private var columns: [[Column]]
  /// What the columns of each star are barred for.
  private var options: [LeastChoice.Options]

  var steps: Int { programme.steps }
  var pivots: Int { programme.pivots }

  /// Nil where the network is too large.
  ///
  /// - Parameters:
  ///   - stars: the network.
  ///   - options: what the stars may choose.
  ///   - prices: where the duals are expected.
  ///   - reach: how far they may be from there at first, in the weight of the prices.
  init?(_ stars: StarNetwork, _ options: [LeastChoice.Options], around prices: BoundProof.Prices, reach: Int64) {
    let network = stars.network
    self.stars = stars
    self.options = options
    rowOfNode = [Int32](repeating: -1, count: network.nodeCount)
    columns = [[Column]](repeating: [], count: stars.stars.count)
    var count = stars.stars.count
    let arcs = stars.sharedArcs.filter { network.capacities[$0] > 0 }
    let touched = stars.receivers.map(\.node) + arcs.flatMap { [Int(network.tails[$0]), Int(network.heads[$0])] }
    for node in touched where rowOfNode[node] < 0 {
      rowOfNode[node] = Int32(count)
      count += 1
    }
    let demand = stars.stars.reduce(0) { $0 + $1.demand }
    let most = network.supplies.reduce(demand) { $0 + abs($1) } + arcs.reduce(0) { $0 + Int(network.lowers[$1]) }
    guard count <= ChoiceProgramme.mostRows, most < 1 << 20 else { return nil }

    var sides = [Int64](repeating: 0, count: count)
    for star in stars.stars.indices { sides[star] = 1 }
    for node in network.supplies.indices where rowOfNode[node] >= 0 {
      sides[Int(rowOfNode[node])] -= Int64(network.supplies[node])
    }
    for arc in arcs {
      sides[Int(rowOfNode[Int(network.heads[arc])])] -= Int64(network.lowers[arc])
      sides[Int(rowOfNode[Int(network.tails[arc])])] += Int64(network.lowers[arc])
    }
    var expected = [Int64](repeating: 0, count: count)
    var bounding = StarBound(stars, prices)
    for star in stars.stars.indices {
      let least = bounding.choice.solve(star, options[star], bounding.receiverPrices).bound
      guard least != LeastChoice.none else { return nil }
      expected[star] = least
    }
    for node in rowOfNode.indices where rowOfNode[node] >= 0 {
      expected[Int(rowOfNode[node])] = prices.potentials[node]
    }
    let dearest = arcs.reduce(stars.itemCost.reduce(Int64(1)) { max($0, abs($1)) }) { max($0, abs(network.costs[$1])) }
    let highest = expected.reduce(reach) { max($0, abs($1)) }
    guard Int128(prices.weight) * Int128(dearest) < 1 << 44, highest < 1 << 44 else { return nil }
    programme = FixedPointSimplex(
      rightSides: sides, weight: prices.weight, expected: expected, penalty: min(max(1, reach), 1 << 34))
    for arc in arcs where network.lowers[arc] < network.capacities[arc] {
      let room = min(Int(network.capacities[arc]) - Int(network.lowers[arc]), most)
      _ = programme.add(
        cost: network.costs[arc],
        [(Int(rowOfNode[Int(network.tails[arc])]), -1), (Int(rowOfNode[Int(network.heads[arc])]), 1)],
        upper: Int64(room) * FixedPointSimplex.one)
    }
  }

  /// Adds a choice of a star; whether it was not there.
  mutating func add(_ items: [Int32], of star: Int) -> Bool {
    let sorted = items.sorted()
    guard !sorted.isEmpty, !columns[star].contains(where: { $0.items == sorted }) else { return false }
    var entries: [(row: Int, coefficient: Int64)] = [(star, 1)]
    for item in sorted {
      let row = Int(rowOfNode[stars.receivers[Int(stars.itemReceiver[Int(item)])].node])
      if let place = entries.firstIndex(where: { $0.row == row }) {
        entries[place].coefficient += 1
      } else {
        entries.append((row, 1))
      }
    }
    let cost = sorted.reduce(Int64(0)) { $0 + stars.itemCost[Int($1)] }
    let number = programme.add(cost: cost, entries, upper: .max)
    columns[star].append(Column(items: sorted, number: number))
    if !fits(sorted, options[star]) { programme.bar(number, true) }
    return true
  }

  /// Bars the choices that a case excludes, and no others.
  mutating func restrict(to options: [LeastChoice.Options]) {
    for star in options.indices where options[star] != self.options[star] {
      for column in columns[star] { programme.bar(column.number, !fits(column.items, options[star])) }
    }
    self.options = options
    programme.relaxBars()
  }

  private func fits(_ items: [Int32], _ options: LeastChoice.Options) -> Bool {
    items.allSatisfy(options.items.contains) && options.items[..<options.forced].allSatisfy(items.contains)
  }

  /// Solves with the choices at hand; nil where that goes beyond the numbers even from the start.
  mutating func solve() -> BoundProof.Prices? {
    if !programme.run(mostPivots: ChoiceProgramme.mostPivots) {
      programme.beginCold()
      guard programme.run(mostPivots: ChoiceProgramme.mostPivots) else { return nil }
    }
    var potentials = [Int64](repeating: 0, count: rowOfNode.count)
    for node in potentials.indices where rowOfNode[node] >= 0 {
      potentials[node] = programme.duals[Int(rowOfNode[node])]
    }
    return BoundProof.Prices(weight: programme.weight, multipliers: [], potentials: potentials)
  }

  /// Adds the answers that lower the sum; whether there was any.
  mutating func add(_ answers: [LeastChoice.Answer]) -> Bool {
    var isAny = false
    for (star, answer) in answers.enumerated()
    where !answer.items.isEmpty && answer.cost < programme.duals[star] - FixedPointSimplex.slack {
      if add(answer.items, of: star) { isAny = true }
    }
    return isAny
  }

  /// Whether a right side is missed, or a choice used that the case excludes.
  var isAtPenalty: Bool { programme.isAtPenalty }

  /// Where the programme is solved at a penalty, a higher one; false where it is high enough.
  mutating func raisePenalties() -> Bool { programme.raisePenalties() }

  /// How much of each item all choices of a star hold together, of `AugmentedAscent.one`.
  func share(of star: Int) -> [(item: Int32, share: Int)] {
    var shares: [(item: Int32, share: Int)] = []
    for column in columns[star] {
      let weight = Int(programme.value(of: column.number) / (FixedPointSimplex.one / Int64(AugmentedAscent.one)))
      guard weight > AugmentedAscent.one / 1000 else { continue }
      for item in column.items {
        if let place = shares.firstIndex(where: { $0.item == item }) {
          shares[place].share += weight
        } else {
          shares.append((item, weight))
        }
      }
    }
    return shares
  }
}
