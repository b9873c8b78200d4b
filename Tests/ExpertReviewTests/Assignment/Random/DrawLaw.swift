import Flow

@testable import ExpertReview

/// The exact law of panels drawn from a flow in parts: every way that the sampler's draws can fall out is gone through.
struct DrawLaw {
  /// By the positions of the pairs that sit together, their chance.
  private(set) var chances: [[Int]: Double] = [:]

  init(_ network: ChanceNetwork, _ flow: [Int32]) {
    let parts = network.parted.parts(of: flow)
    var path: [(value: Int, bound: Int)] = []
    while true {
      var depth = 0
      let drawn = drawWholeFlow(in: network.whole.network, parts: parts, unit: network.parted.unit) { bound in
        if depth == path.count { path.append((0, bound)) }
        depth += 1
        return path[depth - 1].value
      }
      let positions = network.whole.arcOfPair.indices.filter { drawn[network.whole.arcOfPair[$0]] == 1 }
      chances[positions, default: 0] += path.reduce(1) { $0 / Double($1.bound) }
      // The next way: the last draw that has another value takes it.
      while let last = path.last, last.value + 1 == last.bound { path.removeLast() }
      guard let last = path.popLast() else { return }
      path.append((last.value + 1, last.bound))
    }
  }
}
