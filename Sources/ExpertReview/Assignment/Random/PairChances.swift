/// With what chance each pair sits together: the marginals of panels drawn at random.
public struct PairChances: Sendable {
  /// All chances are multiples of one over this.
  public let unit: Int
  /// The chance of each pair of the problem, in its order, times `unit`.
  public let parts: [Int32]
  public let problem: PanelProblem
  /// The law, with the strength of its perturbation as it was used.
  public let law: RandomLaw
  /// The largest total of panels that are not drawn, in millionths; what chance costs is the difference.
  public let largestTotal: Int64

  /// The expected total of affinities, in millionths.
  public var expectedTotal: Fraction {
    var sum: Int128 = 0
    for position in parts.indices where parts[position] != 0 {
      sum += Int128(parts[position]) * Int128(problem.millionths[position])
    }
    return Fraction(sum, Int128(unit))
  }

  /// The chance that two sit together: zero for a pair that could not; nil where one of them was not of the problem.
  public func chance(of candidate: CandidateID, _ expert: ExpertID) -> Fraction? {
    guard let row = problem.candidates.firstIndex(of: candidate), let column = problem.experts.firstIndex(of: expert)
    else { return nil }
    let position = problem.position(candidate: row, expert: Int32(column))
    return Fraction(Int128(position.map { parts[$0] } ?? 0), Int128(unit))
  }

  /// One pair that may come to sit together.
  public struct Row: Sendable, Hashable {
    public let candidate: CandidateID
    public let expert: ExpertID
    public let chance: Fraction
  }

  /// All pairs whose chance is above zero, by candidate, then expert.
  public var rows: [Row] {
    problem.candidates.indices.flatMap { candidate in
      problem.row(candidate).filter { parts[$0] > 0 }.map { position in
        Row(
          candidate: problem.candidates[candidate], expert: problem.experts[Int(problem.expert[position])],
          chance: Fraction(Int128(parts[position]), Int128(unit)))
      }
    }
  }
}
