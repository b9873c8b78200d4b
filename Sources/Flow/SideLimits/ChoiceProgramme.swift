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
  private static let penalties = 6
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
  private var timesRaised = 0

  var steps: Int { programme.steps }
  var pivots: Int { programme.pivots }

  /// Nil where the network is too large, or a node beside the stars is out of reach.
  init?(_ stars: StarNetwork, weight: Int64, _ options: [LeastChoice.Options]) {
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
    let dearest = stars.itemCost.reduce(Int64(1)) { max($0, abs($1)) }
    let shared = arcs.reduce(Int64(0)) { max($0, abs(network.costs[$1])) }
    guard Int128(weight) * Int128(dearest + shared) < 1 << 44 else { return nil }
    programme = FixedPointSimplex(rightSides: sides, weight: weight, penalty: 4 * (dearest + shared))
    for arc in arcs where network.lowers[arc] < network.capacities[arc] {
      let room = min(Int(network.capacities[arc]) - Int(network.lowers[arc]), most)
      _ = programme.add(
        cost: network.costs[arc],
        [(Int(rowOfNode[Int(network.tails[arc])]), -1), (Int(rowOfNode[Int(network.heads[arc])]), 1)],
        upper: Int64(room) * FixedPointSimplex.one)
    }
  }

  /// Starts from the choices that the stars hold at the end of an ascent, and those of a flow.
  init?(
    _ stars: StarNetwork, weight: Int64, _ options: [LeastChoice.Options], from ascent: AugmentedAscent,
    _ flow: [Int32]?
  ) {
    self.init(stars, weight: weight, options)
    for (number, star) in stars.stars.enumerated() {
      for held in ascent.held[number] { _ = add(held.items, of: number) }
      guard let flow else { continue }
      _ = add(star.items.filter { flow[Int(stars.itemArc[$0])] > 0 }.map { Int32($0) }, of: number)
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
  }

  private func fits(_ items: [Int32], _ options: LeastChoice.Options) -> Bool {
    items.allSatisfy(options.items.contains) && options.items[..<options.forced].allSatisfy(items.contains)
  }

  /// Solves with the choices at hand; nil where that goes beyond the numbers.
  mutating func solve() -> BoundProof.Prices? {
    guard programme.run(mostPivots: ChoiceProgramme.mostPivots) else { return nil }
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

  /// Where a programme is solved at a penalty, a higher one; false where it is high enough.
  mutating func raisePenalty() -> Bool {
    guard programme.hasPenalty, timesRaised < ChoiceProgramme.penalties else { return false }
    timesRaised += 1
    programme.raisePenalty(by: 4)
    return true
  }

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
