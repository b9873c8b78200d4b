import Flow

/// The objective `random`: panels drawn so that nobody can arrange to sit together, at the least cost in affinity.
///
/// # Problem
///
/// Whoever knows the affinities can compute the best panels, and bid or write so as to come to sit with a friend. Under
/// `random` no pair sits together with a greater chance than a cap, whatever they do. Of all chances that keep the cap,
/// and every limit on average, those are taken whose expected total – or, perturbed, whose spread total – is largest
/// (Jecmen, Zhang, Liu, Shah, Conitzer and Fang, "Mitigating manipulation in peer review via randomized reviewer
/// assignments", NeurIPS 2020; Xu, Jecmen, Song and Fang, NeurIPS 2023). From them panels are drawn that keep every
/// limit, and in which each pair sits with exactly its chance.
///
/// # Method
///
/// The chances are multiples of one over a whole number, so one flow of least cost finds them exactly, with prices that
/// certify it (`ChanceNetwork`); the draw goes round cycles of what is not yet settled (`drawWholeFlow` of `Flow`). No
/// step computes with rounded numbers. What chances and panels follow from is the problem, the law and the seed.
func findRandomPanels(
  _ problem: PanelProblem, _ asked: RandomLaw, soft: PanelNetwork.SoftPairs, seed: String
) throws(AssignmentFault) -> AssignmentOutcome {
  if let crossing = problem.limitsThatCross { throw .crossing(crossing) }
  do throws(NetworkFault) {
    return try drawPanels(problem, asked, soft: soft, seed: seed)
  } catch {
    throw .tooLarge(error)
  }
}

private func drawPanels(
  _ problem: PanelProblem, _ asked: RandomLaw, soft: PanelNetwork.SoftPairs, seed: String
) throws(NetworkFault) -> AssignmentOutcome {
  guard let law = try settled(asked, for: problem, soft: soft) else {
    return .shortfall(try Shortfall(problem, underCap: asked.cap, soft: soft))
  }
  let network = try ChanceNetwork(problem, law, soft: soft, seed: seed)
  guard case .optimal(let solution) = try network.solve() else {
    return .shortfall(try Shortfall(problem, underCap: law.cap, soft: soft))
  }
  let largest = try largestTotal(problem, soft: soft)
  let chances = PairChances(
    unit: network.parted.unit, parts: network.partsOfPairs(solution.flow), problem: problem, law: law,
    largestTotal: largest)
  return .assigned(
    PanelAssignment(
      problem: problem, positions: network.drawPairs(solution.flow, seed: seed), objective: .random(law), seed: seed,
      bound: largest, chances: chances))
}

/// The largest total of panels that are not drawn, in millionths. Precondition: there are such panels.
private func largestTotal(_ problem: PanelProblem, soft: PanelNetwork.SoftPairs) throws(NetworkFault) -> Int64 {
  let levels: [PanelNetwork.Level] = soft == .fewest ? [.softPairs, .affinity] : [.affinity]
  let network = try PanelNetwork(problem, levels: levels, soft: soft)
  guard case .optimal(let solution) = try minimumCostFlow(network.network, then: network.further),
    let cost = solution.costs.last
  else { preconditionFailure("where there are chances there are panels") }
  return Int64(-cost)
}

/// The law with the strength of its perturbation found where it is asked for by what it may cost; nil where no chances
/// keep the limits.
///
/// The greater β, the less the expected total of the chances that are best by it: a sum of two aims never gives up less
/// of the one when the other counts for more. So the greatest β of the house's steps is found by halving, with ten
/// certified flows.
private func settled(
  _ law: RandomLaw, for problem: PanelProblem, soft: PanelNetwork.SoftPairs
) throws(NetworkFault) -> RandomLaw? {
  guard case .keeping(let share) = law.perturbation else { return law }
  let step = RandomLaw.strengthStep
  func expected(_ count: Int) throws(NetworkFault) -> Fraction? {
    let strength = step * Fraction(Int128(count))
    let network = try ChanceNetwork(problem, law.with(strength: strength), soft: soft, seed: nil)
    guard case .optimal(let solution) = try network.solve(), let cost = solution.costs.last else { return nil }
    return Fraction(-cost, Int128(network.parted.unit))
  }
  guard let largest = try expected(0) else { return nil }
  let least = largest - (Fraction(1) - share) * (largest < .zero ? .zero - largest : largest)
  // Invariant: `kept` steps leave enough, `broken` steps do not, or are more than one.
  var kept = 0
  var broken = Int(step.denominator / step.numerator) + 1
  while broken - kept > 1 {
    let middle = kept + (broken - kept) / 2
    if let total = try expected(middle), total >= least { kept = middle } else { broken = middle }
  }
  return law.with(strength: step * Fraction(Int128(kept)))
}
