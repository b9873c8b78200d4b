/// Solves `A x = b` for a symmetric matrix without negative eigenvalues that is known only by what it makes of a
/// vector.
///
/// Conjugate gradients, preconditioned by the diagonal (Hestenes and Stiefel, "Methods of conjugate gradients for solving
/// linear systems", Journal of Research of the National Bureau of Standards 49, 1952). The matrices here are Laplacians:
/// constants on a component are sent to zero, and rounding would let the residual drift along them, where no step
/// brings it back; `centred` takes that part out at the beginning and at every step.
///
/// Complexity: one image a step; tens of steps for panels drawn at random, as many as raters for a chain of panels.
/// - Parameters:
///   - right: the right side *b*.
///   - diagonal: of the matrix; an entry that is not above 1e-12 takes no part.
///   - tolerance: the steps end where the residual's square, by the diagonal, is this part of its first.
///   - mostSteps: they end there in any case.
///   - centred: the part of a vector that the matrix can reach.
///   - image: the matrix times a vector.
/// - Returns: a solution; any other differs from it by what the matrix sends to zero.
func conjugateGradients(
  _ right: [Double], diagonal: [Double], tolerance: Double, mostSteps: Int, centred: ([Double]) -> [Double],
  image: ([Double]) -> [Double]
) -> [Double] {
  func conditioned(_ vector: [Double]) -> [Double] {
    vector.indices.map { diagonal[$0] > 1e-12 ? vector[$0] / diagonal[$0] : 0 }
  }
  func product(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }
  var solution = [Double](repeating: 0, count: right.count)
  var residual = centred(right)
  var search = conditioned(residual)
  var size = product(residual, search)
  let enough = size * tolerance
  for _ in 0..<mostSteps where size > enough && size > 0 {
    let turned = image(search)
    let curvature = product(search, turned)
    guard curvature > 0 else { break }
    let step = size / curvature
    for index in solution.indices {
      solution[index] += step * search[index]
      residual[index] -= step * turned[index]
    }
    residual = centred(residual)
    let next = conditioned(residual)
    let nextSize = product(residual, next)
    let turn = nextSize / size
    size = nextSize
    for index in search.indices { search[index] = next[index] + turn * search[index] }
  }
  return solution
}
