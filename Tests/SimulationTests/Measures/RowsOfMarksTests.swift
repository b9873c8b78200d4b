import ExpertReview
import Statistics
import Testing

@testable import Simulation

@Suite struct `Rows of marks` {
  @Test func `are the nearest steps, the even one of two, within the scale`() {
    let steps = MarkSteps(ceiling: 10)
    let base: [Float] = [2.4, 2.5, 3.5, 2.6, -3, 99, 10, 9.6, 0.5, 4]
    let noise: [Float] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.75]
    var row = [Int32](repeating: -7, count: 10)
    row.withUnsafeMutableBufferPointer { row in
      base.withUnsafeBufferPointer { base in
        noise.withUnsafeBufferPointer { noise in
          guard let base = base.baseAddress, let noise = noise.baseAddress else { return }
          steps.fill(row, base: base, noise: noise, spread: 2)
        }
      }
    }
    #expect(row == [2, 2, 4, 3, 0, 10, 10, 10, 0, 6])
  }

  @Test func `standardised are the means of z-scores`() {
    let (candidates, sheets, length) = (11, 4, 16)
    var stream = RandomStream(seed: "z")
    var standardised = StandardisedTotals(candidates: candidates, sheets: sheets)
    for _ in 0..<20 {
      var totals = [Int32](repeating: LaneScoring.absentTotal, count: sheets * length)
      for sheet in 0..<sheets {
        for candidate in 0..<candidates where !stream.chance(0.2) {
          // One expert gives everybody the same.
          totals[sheet * length + candidate] = sheet == 3 ? 5 : Int32(stream.integer(in: 900_000...901_000))
        }
      }
      totals.withUnsafeBufferPointer { standardised.fill($0, rowLength: length) }
      for candidate in 0..<candidates {
        var scores: [Double] = []
        for sheet in 0..<sheets where totals[sheet * length + candidate] != LaneScoring.absentTotal {
          let row = totals[sheet * length..<sheet * length + candidates].filter { $0 != LaneScoring.absentTotal }
          let mean = row.reduce(0) { $0 + Double($1) } / Double(row.count)
          let variance = row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(row.count)
          let offset = Double(totals[sheet * length + candidate]) - mean
          scores.append(variance > 0 ? offset / variance.squareRoot() : 0)
        }
        guard !scores.isEmpty else {
          #expect(standardised.means[candidate] == StandardisedTotals.none)
          continue
        }
        let expected = scores.reduce(0, +) / Double(scores.count)
        // Sums of squares of offsets up to a thousand in single precision: about 1e-6 of a z-score of three.
        #expect(abs(Double(standardised.means[candidate]) - expected) < 1e-5)
      }
    }
  }
}
