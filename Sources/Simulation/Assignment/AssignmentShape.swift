/// A shape of assignment problem on which methods are compared: some are what rounds look like, some are those on which
/// a method that does well elsewhere is known to collapse.
public enum AssignmentShape: String, CaseIterable, Sendable {
  /// Every score drawn alike.
  case uniform
  /// Scores from 25 topics: a candidate and an expert each mix a few, and what they have in common counts.
  case lowRank = "low-rank"
  /// Few pairs for each candidate, four fifths of them with experts of its own topic.
  case sparse
  /// As `lowRank`, with places hardly more than are asked for: one in 200.
  case tight
  /// Every candidate prefers the same experts, but for a little noise.
  case shared
  /// The score is a number of the candidate times one of the expert.
  case product
  /// As `lowRank`, but a fifth of the candidates know so few experts that these have not places enough (a violator of
  /// Hall's condition): no assignment fills it.
  case blocked
  /// As `lowRank`, with least loads: of every second expert the mean load, of the others half of it.
  case minimumLoads = "minimum-loads"
  /// Every pair is worth the same.
  case allEqual = "all-equal"
  /// As `sparse`, of the size of a country.
  case national
  /// As `national`, and all prefer the same experts as in `shared`.
  case nationalShared = "national-shared"

  /// How large a problem is.
  public struct Size: Sendable, Hashable {
    public var candidates: Int
    public var experts: Int
    /// Experts that each candidate may have, before conflicts are taken out; where there are no more than that, all.
    public var pairsEach: Int
    /// Experts that each candidate needs.
    public var demand: Int
    /// Candidates that an expert takes at most; not read by `tight`.
    public var load: Int

    public init(candidates: Int, experts: Int, pairsEach: Int, demand: Int, load: Int) {
      self.candidates = candidates
      self.experts = experts
      self.pairsEach = pairsEach
      self.demand = demand
      self.load = load
    }
  }

  /// The size at which the shape is measured.
  public var usualSize: Size {
    switch self {
    case .sparse: Size(candidates: 20_000, experts: 15_000, pairsEach: 50, demand: 3, load: 6)
    case .national, .nationalShared:
      Size(candidates: 300_000, experts: 200_000, pairsEach: 50, demand: 5, load: 12)
    case .tight: Size(candidates: 1_000, experts: 500, pairsEach: 500, demand: 3, load: 7)
    case .uniform, .lowRank, .shared, .product, .blocked, .minimumLoads, .allEqual:
      Size(candidates: 1_000, experts: 1_000, pairsEach: 1_000, demand: 3, load: 6)
    }
  }
}

extension AssignmentInstance {
  /// Makes a problem of a shape up; the same shape, size and seed give the same words on every machine.
  ///
  /// One pair in fifty is taken out as a conflict, but for `blocked` among those who block. Scores have six places.
  /// Problems of the usual size, except `blocked`, can be filled; smaller ones of few pairs for each candidate need
  /// not. Precondition: every number of the size is above zero, and the total demand, the total load and the number of
  /// pairs are below 2³¹. Complexity: linear in the pairs.
  public static func generate(
    _ shape: AssignmentShape, size: AssignmentShape.Size? = nil, seed: String = "1"
  ) -> AssignmentInstance {
    var generator = AssignmentGenerator(shape: shape, size: size ?? shape.usualSize, seed: seed)
    return generator.build()
  }
}
