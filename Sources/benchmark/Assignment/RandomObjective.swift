import Flow
import Glibc
import Simulation
import Statistics

/// The largest expected total of panels drawn at random under a cap on every pair's chance, as one flow in parts of a
/// seat. The draw itself is timed apart.
struct RandomObjective: AssignmentObjective {
  static let name = "random"
  static let purpose = "the largest expected total with no pair likelier than a cap"
  static let options: [(name: String, meaning: String)] = [ChanceFlow.cap]

  private let flow: ChanceFlow

  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) throws {
    flow = ChanceFlow(instance, cap: options.decimal("--cap", scale: 1_000, default: 800), perturbation: nil)
  }

  func solve() throws -> ChanceFlow.Result { try flow.solve() }
  func describe(_ result: ChanceFlow.Result) -> AssignmentAnswer { flow.describe(result) }
}

/// The same with chances that count x − βx², told in straight pieces.
struct PerturbedObjective: AssignmentObjective {
  static let name = "perturbed"
  static let purpose = "the largest perturbed total with no pair likelier than a cap"
  static let options: [(name: String, meaning: String)] = [
    ChanceFlow.cap, ("--beta", "N: 1024ths that a chance x loses of x², at most 1024 [121]"),
    ("--pieces", "N: straight pieces of x − βx², at most 100 [10]"),
  ]

  private let flow: ChanceFlow

  init(_ instance: AssignmentInstance, _ options: AssignmentOptions) throws {
    let (beta, pieces) = (
      options.wholeNumber("--beta", default: 121), options.wholeNumber("--pieces", default: 10)
    )
    guard beta <= 1_024 else { Benchmark.refuse("--beta needs a whole number up to 1024") }
    guard (1...100).contains(pieces) else { Benchmark.refuse("--pieces needs a whole number of 1 to 100") }
    flow = ChanceFlow(
      instance, cap: options.decimal("--cap", scale: 1_000, default: 800), perturbation: (beta, pieces))
  }

  func solve() throws -> ChanceFlow.Result { try flow.solve() }
  func describe(_ result: ChanceFlow.Result) -> AssignmentAnswer { flow.describe(result) }
}

/// An instance's chances as a flow in parts.
struct ChanceFlow {
  static let cap = (
    name: "--cap", meaning: "SHARE: the greatest chance of a pair, a decimal of at most three places [0.8]"
  )

  struct Result {
    let whole: Network
    let parted: PartedNetwork
    let outcome: Outcome
  }

  private let instance: AssignmentInstance
  private let unit: Int
  private let steps: [Int]
  private let costs: PartedNetwork.StepCosts

  /// - Parameters:
  ///   - cap: in thousandths.
  ///   - perturbation: β in 1024ths, and the number of pieces.
  init(_ instance: AssignmentInstance, cap: Int, perturbation: (beta: Int, pieces: Int)?) {
    guard (1...1_000).contains(cap) else { Benchmark.refuse("--cap needs a share above 0 and at most 1") }
    self.instance = instance
    let common = ChanceFlow.commonDivisor(cap, 1_000)
    let (numerator, denominator) = (cap / common, 1_000 / common)
    guard let (beta, pieces) = perturbation else {
      unit = denominator
      steps = [numerator]
      costs = .plain(steps: 1)
      return
    }
    unit = denominator / ChanceFlow.commonDivisor(denominator, pieces) * pieces
    let (width, most) = (unit / pieces, unit / denominator * numerator)
    let firsts = Array(stride(from: 0, to: most, by: width))
    steps = firsts.map { min(width, most - $0) }
    costs = PartedNetwork.StepCosts(
      scale: Int64(1_024 * pieces), rises: firsts.indices.map { Int64(beta * (2 * $0 + 1)) })
  }

  private static func commonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : commonDivisor(second, first % second)
  }

  func solve() throws -> Result {
    let whole = try instance.network()
    let parted = try PartedNetwork(whole, unit: unit, steps: steps, costs: costs) { $0 < instance.scores.count }
    return Result(whole: whole, parted: parted, outcome: minimumCostFlow(parted.network))
  }

  func describe(_ result: Result) -> AssignmentAnswer {
    guard case .optimal(let solution) = result.outcome else {
      guard case .infeasible(_, let unmet) = result.outcome else { preconditionFailure("stopped without a watch") }
      return AssignmentAnswer(isFilled: false, members: [("unmetParts", "\(unmet)"), ("partsOfASeat", "\(unit)")])
    }
    let parts = result.parted.parts(of: solution.flow)
    let pairs = instance.scores.indices
    // In ten-thousandths of a score's unit, which every cap of three places and ten pieces come out even in.
    let power = 10_000
    let total = pairs.reduce(0) { $0 + Int(instance.scores[$1]) * Int(parts[$1]) }
    let chances = pairs.lazy.filter { parts[$0] > 0 }.map { Double(parts[$0]) / Double(unit) }
    let entropy = chances.reduce(0.0) { $0 - $1 * log($1) }
    var stream = RandomStream(seed: "benchmark")
    let (drawn, seconds) = timed {
      drawWholeFlow(in: result.whole, parts: parts, unit: unit) { stream.integer(below: $0) }
    }
    return AssignmentAnswer(
      isFilled: true,
      members: [
        ("total", decimalText(total * power / unit, scale: instance.scale * power)),
        ("certified", "true"),
        ("exact", #"{"sum":\#(-Int(solution.cost)),"of":\#(Int(costs.scale) * unit * instance.scale)}"#),
        ("support", "\(chances.count)"),
        ("greatestChance", decimal(chances.max() ?? 0)), ("entropy", decimal(entropy)),
        ("drawSeconds", jsonSeconds(seconds)), ("drawKeepsLimits", "\(isFeasible(drawn, in: result.whole))"),
      ])
  }

  /// In thousandths.
  private func decimal(_ value: Double) -> String { decimalText(Int((value * 1_000).rounded()), scale: 1_000) }
}
