import Flow
import Statistics

/// The network whose flows are the chances that keep every limit on average: the panels' network in parts of a seat.
///
/// A pair takes its parts in as many steps as the law has pieces, up to the cap. On the piece from j / w to (j + 1) / w
/// the chord of x − β x² rises by 1 − β (2j + 1) / w, so with β = p / q the costs are whole after multiplication by
/// q w: a pair of affinity a costs −a q w + |a| p (2j + 1). (The magnitude: where affinity is below zero, spreading is
/// rewarded all the same.)
///
/// Of chances that are equally good by the perturbed total those of the largest expected total are taken, and of these
/// the ones with the least lots. So the chances depend on the problem, the law and the seed alone.
struct ChanceNetwork {
  let whole: PanelNetwork
  let parted: PartedNetwork
  private let further: [[Int64]]

  /// - Parameter seed: of the lots that come last; nil where only the expected total is of use.
  init(
    _ problem: PanelProblem, _ law: RandomLaw, soft: PanelNetwork.SoftPairs, seed: String?
  ) throws(NetworkFault) {
    let first: [PanelNetwork.Level] = soft == .fewest ? [.softPairs] : []
    let last: [PanelNetwork.Level] = seed.map { [.lots(seed: $0)] } ?? []
    let whole = try PanelNetwork(problem, levels: first + [.affinity] + last, soft: soft)
    var isPair = [Bool](repeating: false, count: whole.network.arcCount)
    for arc in whole.arcOfPair { isPair[arc] = true }

    let steps = Steps(law)
    let plain = PartedNetwork.StepCosts.plain(steps: steps.parts.count)
    let isPerturbed = steps.costs != plain
    parted = try PartedNetwork(
      whole.network, unit: steps.unit, steps: steps.parts, costs: soft == .fewest ? plain : steps.costs
    ) { isPair[$0] }
    self.whole = whole
    var rows: [[Int64]] = []
    if soft == .fewest { rows.append(try parted.row(whole.further[0], steps.costs)) }
    if isPerturbed { rows.append(try parted.row(soft == .fewest ? whole.further[0] : nil, plain)) }
    if seed != nil, let lots = whole.further.last { rows.append(try parted.row(lots, plain)) }
    further = rows
  }

  func solve() throws(NetworkFault) -> LevelledOutcome { try minimumCostFlow(parted.network, then: further) }

  /// The parts of each pair.
  func partsOfPairs(_ flow: [Int32]) -> [Int32] {
    let parts = parted.parts(of: flow)
    return whole.arcOfPair.map { parts[$0] }
  }

  /// The positions of the pairs that a draw from `seed` seats.
  func drawPairs(_ flow: [Int32], seed: String) -> [Int] {
    var stream = RandomStream(seed: "panel assignment " + seed, label: "draw of panels")
    let drawn = drawWholeFlow(in: whole.network, parts: parted.parts(of: flow), unit: parted.unit) {
      stream.integer(below: $0)
    }
    precondition(isFeasible(drawn, in: whole.network), "a draw that breaks a limit")
    return whole.arcOfPair.indices.filter { drawn[whole.arcOfPair[$0]] == 1 }
  }

  /// What a law means in parts.
  struct Steps {
    let unit: Int
    let parts: [Int]
    let costs: PartedNetwork.StepCosts

    init(_ law: RandomLaw) {
      let denominator = Int(law.cap.denominator)
      guard case .strength(let strength) = law.perturbation else {
        unit = denominator
        parts = [Int(law.cap.numerator)]
        costs = .plain(steps: 1)
        return
      }
      let pieces = law.pieces
      let common = Int(greatestCommonDivisor(UInt128(denominator), UInt128(pieces)))
      unit = denominator / common * pieces
      let width = unit / pieces
      let most = unit / denominator * Int(law.cap.numerator)
      let firsts = Array(stride(from: 0, to: most, by: width))
      parts = firsts.map { min(width, most - $0) }
      let (p, q) = (Int64(strength.numerator), Int64(strength.denominator))
      costs = PartedNetwork.StepCosts(
        scale: q * Int64(pieces), rises: firsts.indices.map { p * Int64(2 * $0 + 1) })
    }
  }
}
