/// Who marks whom, and what can be told from it of differences between groups of those who are marked.
///
/// # Model
///
/// The mark that rater *r* gives element *i* is `quality(i) + severity(r) + error`, the errors independent with one
/// standard deviation σ: a two-way layout without interaction in which cells are missing (Searle, "Linear Models",
/// 1971, chapter 7). What is compared is the mean quality of two groups of elements, estimated by least squares.
///
/// # Method
///
/// Quality is eliminated: with *nᵢ* marks of element *i*, severities have the information matrix
///
///     L = Σᵢ (Dᵢ − 1ᵢ1ᵢᵀ/nᵢ)
///
/// – the Laplacian of the raters joined by the elements they share. The difference of two groups' means weighs the
/// raters by `u`, and its variance is
///
///     σ² × (Σᵢ cᵢ²/nᵢ + uᵀ L⁺ u),   cᵢ = ±1 ÷ size of the group,   u(r) = Σ_{i marked by r} cᵢ/nᵢ
///
/// (mean marks and within-element contrasts are uncorrelated). The difference can be estimated exactly if both groups
/// lie in one connected component of raters and elements (Weeks and Williams, "A note on the determination of
/// connectedness in an N-way cross classification", Technometrics 6, 1964). Systems in L are solved by conjugate
/// gradients with its diagonal (Hestenes and Stiefel, 1952).
///
/// Complexity: one solution for each group, each some tens of passes over the marks.
public struct RaterDesign: Sendable {
  /// The raters of each element.
  public let raters: [[Int]]
  public let raterCount: Int
  /// The component of each rater; −1 for one who marks nothing.
  public let component: [Int]
  public let componentCount: Int

  /// - Parameters:
  ///   - raters: by element, who marks it, each once. Precondition: `0 ≤ rater < raterCount`.
  ///   - raterCount: how many raters there are.
  public init(raters: [[Int]], raterCount: Int) {
    self.raters = raters
    self.raterCount = raterCount
    var parent = Array(0..<raterCount)
    func root(_ rater: Int) -> Int {
      var rater = rater
      while parent[rater] != rater {
        parent[rater] = parent[parent[rater]]
        rater = parent[rater]
      }
      return rater
    }
    var marks = [Bool](repeating: false, count: raterCount)
    for panel in raters {
      for rater in panel {
        precondition(rater >= 0 && rater < raterCount, "a rater out of range")
        marks[rater] = true
        let (first, other) = (root(panel[0]), root(rater))
        if first != other { parent[max(first, other)] = min(first, other) }
      }
    }
    var number: [Int: Int] = [:]
    var component = [Int](repeating: -1, count: raterCount)
    for rater in 0..<raterCount where marks[rater] {
      let top = root(rater)
      component[rater] = number[top] ?? number.count
      number[top] = component[rater]
    }
    self.component = component
    componentCount = number.count
  }

  /// The components in which some element of a group was marked, ascending.
  public func components(of group: [Int]) -> [Int] {
    Set(group.flatMap { raters[$0].map { component[$0] } }).sorted()
  }

  /// The standard error of the difference between the mean qualities of each two groups, in units of σ.
  ///
  /// - Parameter groups: elements, by group; elements without marks count for nothing.
  /// - Returns: a square matrix, zero on the diagonal; not a number where two groups cannot be compared: one has no
  ///   marks, or they do not lie in one component.
  public func standardErrors(between groups: [[Int]]) -> [[Double]] {
    let contrasts = groups.map { Contrast($0, of: self) }
    let solved = contrasts.map { $0.isWhole ? solve($0) : [] }
    return groups.indices.map { first in
      groups.indices.map { second in
        if first == second { return contrasts[first].isWhole ? 0 : .nan }
        let (one, other) = (contrasts[first], contrasts[second])
        guard one.isWhole, other.isWhole, one.component == other.component else { return .nan }
        // A group's own contrast is against the mean of its component, which cancels in the difference.
        var severity = 0.0
        for rater in 0..<raterCount {
          severity += (one.weight[rater] - other.weight[rater]) * (solved[first][rater] - solved[second][rater])
        }
        return (one.noise + other.noise + max(0, severity)).squareRoot()
      }
    }
  }

  /// What a group's mean asks of the raters.
  private struct Contrast {
    var weight: [Double]
    var noise = 0.0
    var component = -1
    /// Whether the group has marks, all in one component.
    var isWhole: Bool { component >= 0 }

    init(_ group: [Int], of design: RaterDesign) {
      weight = [Double](repeating: 0, count: design.raterCount)
      let marked = group.filter { !design.raters[$0].isEmpty }
      for element in marked {
        let panel = design.raters[element]
        let share = 1 / Double(marked.count)
        noise += share * share / Double(panel.count)
        for rater in panel { weight[rater] += share / Double(panel.count) }
      }
      let components = design.components(of: marked)
      if components.count == 1 { component = components[0] }
    }
  }

  /// Solves L z = u − (mean of its component), by conjugate gradients with the diagonal of L.
  private func solve(_ contrast: Contrast) -> [Double] {
    let members = (0..<raterCount).filter { component[$0] == contrast.component }
    var residual = [Double](repeating: 0, count: raterCount)
    for rater in members { residual[rater] = contrast.weight[rater] }
    var diagonal = [Double](repeating: 0, count: raterCount)
    for panel in raters where panel.count > 1 {
      for rater in panel { diagonal[rater] += 1 - 1 / Double(panel.count) }
    }
    return conjugateGradients(
      residual, diagonal: diagonal, tolerance: 1e-24, mostSteps: 10 * members.count + 100, centred: centred,
      image: information)
  }

  /// A vector less the mean of each component; 0 for raters who mark nothing.
  func centred(_ vector: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: componentCount)
    var sizes = sums
    for rater in 0..<raterCount where component[rater] >= 0 {
      sums[component[rater]] += vector[rater]
      sizes[component[rater]] += 1
    }
    return (0..<raterCount).map { rater in
      let part = component[rater]
      return part < 0 ? 0 : vector[rater] - sums[part] / sizes[part]
    }
  }

  /// L × a vector.
  private func information(_ vector: [Double]) -> [Double] {
    var image = [Double](repeating: 0, count: raterCount)
    for panel in raters {
      let mean = panel.reduce(0) { $0 + vector[$1] } / Double(panel.count)
      for rater in panel { image[rater] += vector[rater] - mean }
    }
    return image
  }
}
