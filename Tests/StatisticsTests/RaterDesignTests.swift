import Testing

@testable import Statistics

@Suite struct `Who marks whom` {
  /// The standard error by solving the normal equations of the whole two-way layout, dense.
  private func plain(_ raters: [[Int]], _ raterCount: Int, _ first: [Int], _ second: [Int]) -> Double {
    let size = raters.count + raterCount
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)
    for (element, panel) in raters.enumerated() {
      for rater in panel {
        let column = raters.count + rater
        matrix[element][element] += 1
        matrix[column][column] += 1
        matrix[element][column] += 1
        matrix[column][element] += 1
      }
    }
    // One severity is fixed at zero, which changes no difference within the component.
    let fixed = raters.count + raters[0][0]
    for index in 0..<size {
      matrix[fixed][index] = 0
      matrix[index][fixed] = 0
    }
    matrix[fixed][fixed] = 1
    var contrast = [Double](repeating: 0, count: size)
    for element in first { contrast[element] += 1 / Double(first.count) }
    for element in second { contrast[element] -= 1 / Double(second.count) }
    for index in 0..<size { matrix[index][size] = contrast[index] }
    for pivot in 0..<size {
      let best = (pivot..<size).max { abs(matrix[$0][pivot]) < abs(matrix[$1][pivot]) } ?? pivot
      matrix.swapAt(pivot, best)
      if abs(matrix[pivot][pivot]) < 1e-12 { continue }
      for row in 0..<size where row != pivot {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        if factor != 0 { for column in pivot...size { matrix[row][column] -= factor * matrix[pivot][column] } }
      }
    }
    let variance = (0..<size).reduce(0.0) { sum, row in
      abs(matrix[row][row]) < 1e-12 ? sum : sum + contrast[row] * matrix[row][size] / matrix[row][row]
    }
    return variance.squareRoot()
  }

  @Test(arguments: 0..<60) func `gives the standard errors of the normal equations`(seed: Int) {
    var stream = RandomStream(seed: UInt64(seed))
    let raterCount = 4 + stream.integer(below: 4)
    // Every element is marked by rater 0 and some others, so all is connected.
    let raters = (0..<8).map { _ in [0] + (1..<raterCount).filter { _ in stream.integer(below: 3) == 0 } }
    let design = RaterDesign(raters: raters, raterCount: raterCount)
    let groups = [[0, 1, 2], [3, 4], [5, 6, 7]]
    let found = design.standardErrors(between: groups)
    #expect(design.componentCount == 1)
    for first in 0..<3 {
      for second in 0..<3 where first != second {
        let truth = plain(raters, raterCount, groups[first], groups[second])
        #expect(abs(found[first][second] - truth) < 1e-9 * truth)
      }
    }
  }

  @Test func `of two full blocks joined by one rater follows from the formula`() {
    // Blocks of n elements with raters 0…k−1 and k−1…2k−2, all crossed. The one shared rater's means differ by
    // 2σ²/n, and severities cancel; each block's other raters add nothing to what the shared one tells.
    let (size, panel) = (6, 3)
    let raters =
      [[Int]](repeating: Array(0..<panel), count: size)
      + [[Int]](repeating: Array(panel - 1..<2 * panel - 1), count: size)
    let design = RaterDesign(raters: raters, raterCount: 2 * panel - 1)
    let found = design.standardErrors(between: [Array(0..<size), Array(size..<2 * size)])
    #expect(abs(found[0][1] - (2 / Double(size)).squareRoot()) < 1e-9)
  }

  @Test func `says what cannot be compared`() {
    let design = RaterDesign(raters: [[0, 1], [0, 1], [2, 3], [2, 3], []], raterCount: 5)
    #expect(design.componentCount == 2 && design.component == [0, 0, 1, 1, -1])
    let found = design.standardErrors(between: [[0, 1], [2, 3], [4], [0, 2]])
    #expect(found[0][0] == 0 && found[0][1].isNaN && found[0][2].isNaN && found[0][3].isNaN)
    #expect(design.components(of: [0, 2]) == [0, 1])
  }
}
