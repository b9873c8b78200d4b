/// The normal equations of the two-way layout after subjects are eliminated: raters joined by the subjects they share.
///
/// With weights *w* and Wᵢ their sum over subject *i*,
///
///     L = Σᵢ (diag wᵢ − wᵢ wᵢᵀ / Wᵢ)
///
/// is the Laplacian of that graph. On each connected component its null space is the constant vector, so that the
/// severities of a component are known up to a constant; the convention here is that they sum to zero, which is what
/// the pseudo-inverse gives.
struct RaterSide: Sendable {
  let ratings: Ratings
  let weights: [Double]
  /// By subject, the sum of its weights.
  let sums: [Double]
  /// The component of each rater, −1 for one without marks; numbered in order of their first raters.
  let component: [Int]
  /// By component, its raters, ascending.
  let members: [[Int]]
  /// By rater, its position among its component's raters.
  let place: [Int]

  init(_ ratings: Ratings, weights: [Double]) {
    self.ratings = ratings
    self.weights = weights
    var parent = Array(0..<ratings.raterCount)
    func root(_ rater: Int) -> Int {
      var rater = rater
      while parent[rater] != rater {
        parent[rater] = parent[parent[rater]]
        rater = parent[rater]
      }
      return rater
    }
    var marks = [Bool](repeating: false, count: ratings.raterCount)
    for subject in 0..<ratings.subjectCount {
      let range = ratings.marks(of: subject)
      for position in range {
        marks[Int(ratings.raters[position])] = true
        let (first, other) = (root(Int(ratings.raters[range.lowerBound])), root(Int(ratings.raters[position])))
        if first != other { parent[max(first, other)] = min(first, other) }
      }
    }
    var component = [Int](repeating: -1, count: ratings.raterCount)
    var members: [[Int]] = []
    var place = [Int](repeating: -1, count: ratings.raterCount)
    for rater in 0..<ratings.raterCount where marks[rater] {
      // The root is the least of its component, so it was met first.
      let top = root(rater)
      if top == rater {
        component[rater] = members.count
        members.append([])
      }
      component[rater] = component[top]
      place[rater] = members[component[rater]].count
      members[component[rater]].append(rater)
    }
    (self.component, self.members, self.place) = (component, members, place)
    sums = (0..<ratings.subjectCount).map { ratings.marks(of: $0).reduce(0) { $0 + weights[$1] } }
  }

  /// By subject, the weighted mean of its marks; not a number without marks.
  ///
  /// - Parameter marks: in the order of `ratings.values`.
  func means(of marks: [Double]) -> [Double] {
    (0..<ratings.subjectCount).map { subject in
      let range = ratings.marks(of: subject)
      guard let first = range.first else { return .nan }
      // Deviations from the first mark, so that a large common level costs no digits.
      var sum = 0.0
      for position in range { sum += weights[position] * (marks[position] - marks[first]) }
      return marks[first] + sum / sums[subject]
    }
  }

  /// By rater, the weighted sum of how far its marks lie above the means of their subjects: the right side of the
  /// normal equations of severities.
  func pull(of marks: [Double]) -> [Double] {
    let means = means(of: marks)
    var pull = [Double](repeating: 0, count: ratings.raterCount)
    for subject in 0..<ratings.subjectCount {
      for position in ratings.marks(of: subject) {
        pull[Int(ratings.raters[position])] += weights[position] * (marks[position] - means[subject])
      }
    }
    return pull
  }

  /// The component in which a subject was marked; −1 without marks.
  func component(of subject: Int) -> Int {
    let range = ratings.marks(of: subject)
    return range.isEmpty ? -1 : component[Int(ratings.raters[range.lowerBound])]
  }

  /// L on one component with t J added, J all ones: positive definite, factorised. Nil where a single rater is alone.
  ///
  /// Complexity: k³ for k raters, and the squares of panel sizes.
  func factor(of number: Int) -> (factor: PositiveDefinite, shift: Double)? {
    let size = members[number].count
    guard size > 1 else { return nil }
    var matrix = [Double](repeating: 0, count: size * size)
    for subject in 0..<ratings.subjectCount where component(of: subject) == number {
      let range = ratings.marks(of: subject)
      let sum = sums[subject]
      for first in range {
        let row = place[Int(ratings.raters[first])] * size
        for second in range.lowerBound..<first {
          matrix[row + place[Int(ratings.raters[second])]] -= weights[first] * weights[second] / sum
        }
        matrix[row + row / size] += weights[first] * (sum - weights[first]) / sum
      }
    }
    var trace = 0.0
    for index in 0..<size { trace += matrix[index * (size + 1)] }
    let shift = trace / Double(size * size)
    for row in 0..<size { for column in 0...row { matrix[row * size + column] += shift } }
    return PositiveDefinite(size: size, matrix).map { ($0, shift) }
  }

  /// The pseudo-inverse of L on one component, by rows of its members: `(L + t J)⁻¹ − J/(t k²)`; nil where L is
  /// singular to working accuracy beyond its constant.
  func pseudoInverse(of number: Int) -> [Double]? {
    let size = members[number].count
    guard size > 1 else { return [Double](repeating: 0, count: size * size) }
    guard let (factor, shift) = factor(of: number) else { return nil }
    var inverse = factor.inverse()
    let constant = 1 / (shift * Double(size * size))
    for index in inverse.indices { inverse[index] -= constant }
    return inverse
  }

  /// Up to so many raters a component is solved by its factor.
  static let factorLimit = 300

  /// A vector less its mean on every component.
  private func centred(_ vector: [Double]) -> [Double] {
    var vector = vector
    for raters in members {
      var mean = 0.0
      for rater in raters { mean += vector[rater] }
      mean /= Double(raters.count)
      for rater in raters { vector[rater] -= mean }
    }
    return vector
  }

  /// Solves `L z = right` with z summing to zero on every component: small components by their factors, the others by
  /// conjugate gradients.
  ///
  /// `right` must sum to zero on every component, but for rounding.
  func solve(_ right: [Double]) -> [Double] {
    let right = centred(right)
    var solution = [Double](repeating: 0, count: right.count)
    var rest = right
    for (number, raters) in members.enumerated() where raters.count <= Self.factorLimit {
      for rater in raters { rest[rater] = 0 }
      guard let factor = factor(of: number)?.factor else { continue }
      for (rater, value) in zip(raters, factor.solve(raters.map { right[$0] })) { solution[rater] = value }
    }
    if members.contains(where: { $0.count > Self.factorLimit }) {
      let large = descend(rest)
      for raters in members where raters.count > Self.factorLimit {
        for rater in raters { solution[rater] = large[rater] }
      }
    }
    return centred(solution)
  }

  /// The same by conjugate gradients. Complexity: two passes over the marks a step.
  private func descend(_ right: [Double]) -> [Double] {
    let count = ratings.raterCount
    var diagonal = [Double](repeating: 0, count: count)
    for subject in 0..<ratings.subjectCount {
      for position in ratings.marks(of: subject) {
        let weight = weights[position]
        diagonal[Int(ratings.raters[position])] += weight * (sums[subject] - weight) / sums[subject]
      }
    }
    func image(_ vector: [Double]) -> [Double] {
      var image = [Double](repeating: 0, count: count)
      for subject in 0..<ratings.subjectCount {
        let range = ratings.marks(of: subject)
        guard range.count > 1 else { continue }
        var mean = 0.0
        for position in range { mean += weights[position] * vector[Int(ratings.raters[position])] }
        mean /= sums[subject]
        for position in range {
          let rater = Int(ratings.raters[position])
          image[rater] += weights[position] * (vector[rater] - mean)
        }
      }
      return image
    }
    // In squares: steps beyond the tolerance would only stir the last place.
    return conjugateGradients(
      right, diagonal: diagonal, tolerance: 1e-28, mostSteps: 4 * count + 50, centred: centred, image: image)
  }
}
