import Testing

@testable import Flow

/// Proofs of bounds stand or fall on their own.
struct BoundProofTests {
  /// Whatever prices and splits are made up, what the check accepts is no more than the truth.
  @Test func `no made-up proof is accepted for more than the least cost`() throws {
    var draw = Draw(state: 21)
    var useful = 0
    for _ in 0..<400 {
      let problem = Scored.random(&draw, most: 4, largest: 4)
      let limits = problem.floors(problem.demands.map { draw(0...($0 * 3)) })
      let network = try problem.network
      let proof = madeUp(&draw, network, limits)
      let least = problem.leastCost(within: limits).map { Int128($0) }
      do throws(BoundProofFault) {
        let bound = try checkBound(network, limits: limits, proof: proof)
        if let least {
          #expect(bound.map { $0 <= least } ?? false, "\(problem) \(proof)")
          if bound == least { useful += 1 }
        }
      } catch {
        guard case .provesNothing = error else { throw error }
      }
    }
    #expect(useful > 0, "some should be tight")
  }

  private func madeUp(_ draw: inout Draw, _ network: Network, _ limits: [SideLimit]) -> BoundProof {
    let starred = draw(0...1) == 0
    let prices = (0..<4).map { _ in
      BoundProof.Prices(
        weight: Int64(draw(0...3)), multipliers: limits.map { _ in starred ? 0 : Int64(draw(0...3)) },
        potentials: (0..<network.nodeCount).map { _ in Int64(draw(-6...6)) })
    }
    func part(_ depth: Int) -> BoundProof.Case {
      switch draw(0...3) {
      case 0 where depth > 0:
        .split(arc: draw(0...(network.arcCount - 1)), at: draw(-1...2), upTo: part(depth - 1), above: part(depth - 1))
      case 1 where depth > 0: .narrowed(by: draw(0...3), cutoff: Int128(draw(-20...0)), rest: part(depth - 1))
      default: .priced(draw(0...3))
      }
    }
    return BoundProof(prices: prices, cases: part(3))
  }

  @Test func `a proof with an altered price or weight shows less, or nothing`() throws {
    let problem = Scored(
      scores: [[9, 7, 1], [9, 6, 0], [8, 3, 2]], demands: [1, 1, 1], loads: [0...1, 0...1, 0...1])
    let limits = problem.floors([2, 1, 2])
    let network = try problem.network
    let solution = try #require(try minimumCostFlow(network, limits: limits).solution)
    #expect(try checkBound(network, limits: limits, proof: solution.proof) == solution.value)
    for number in solution.proof.prices.indices {
      for node in 0..<network.nodeCount {
        var potentials = solution.proof.prices[number].potentials
        potentials[node] += 1_000_003
        // Nil where the altered prices prove nothing at all, or what no flow keeps.
        let bound = try? checkBound(network, limits: limits, proof: altered(solution.proof, number, potentials))
        #expect(bound ?? 0 <= solution.value)
      }
    }
  }

  private func altered(_ proof: BoundProof, _ number: Int, _ potentials: [Int64]) -> BoundProof {
    var prices = proof.prices
    prices[number] = BoundProof.Prices(
      weight: prices[number].weight, multipliers: prices[number].multipliers, potentials: potentials)
    return BoundProof(prices: prices, cases: proof.cases)
  }

  @Test func `a proof that does not fit is refused with why`() throws {
    let network = try Scored(scores: [[1]], demands: [1], loads: [0...1]).network
    func fault(_ prices: [BoundProof.Prices], _ cases: BoundProof.Case) -> BoundProofFault? {
      do throws(BoundProofFault) {
        _ = try checkBound(network, limits: [], proof: BoundProof(prices: prices, cases: cases))
        return nil
      } catch {
        return error
      }
    }
    let zero = [Int64](repeating: 0, count: 3)
    func prices(_ weight: Int64, _ potentials: [Int64]) -> BoundProof.Prices {
      BoundProof.Prices(weight: weight, multipliers: [], potentials: potentials)
    }
    #expect(fault([prices(1, zero)], .priced(0)) == nil)
    #expect(fault([prices(1, zero)], .priced(1)) == .noSuchPrices(1, count: 1))
    #expect(fault([prices(0, zero)], .priced(0)) == .provesNothing(prices: 0))
    #expect(fault([prices(-1, zero)], .priced(0)) == .negative(prices: 0))
    #expect(fault([prices(1, [1 << 61, 0, 0])], .priced(0)) == .outOfRange(prices: 0, largest: 1 << 60))
    #expect(
      fault([prices(1, [0])], .priced(0))
        == .wrongCount(prices: 0, multipliers: 0, limits: 0, potentials: 1, nodes: 3))
    #expect(
      fault([prices(1, zero)], .split(arc: 9, at: 0, upTo: .priced(0), above: .priced(0)))
        == .noSuchArc(9, arcCount: 2))
  }
}
