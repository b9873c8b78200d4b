import ExpertReview
import Statistics

/// Candidates, experts, units and ties under any scheme, made up from a seed, in which conflicts of every kind and
/// depth are planted among ordinary ties, beside ties that are none and names that are only near.
///
/// What is planted follows the scheme's own parties and kinds: every kind of tie meets every role and every way that
/// one name leads to another (`PlantedConflict.Way`), not in every combination of the three, but in every combination
/// of two over the seeds. Each planted tie has an expert and a unit of its own, so that nothing else can be found
/// between the pair. Everything follows from the scheme, the seed and the sizes.
public struct PlantedWorld: Sendable, Hashable {
  public let candidates: [Candidate]
  public let experts: [Expert]
  public let units: [UnitEntry]
  public let relations: [Relation]
  public let declarations: [ConflictDeclaration]
  /// The day that windows are counted back from.
  public let asOf: CivilDay
  /// How many units and persons the candidates' files name, each time counted.
  public let mentions: Int
  /// What must be found, each at its level.
  public let planted: [PlantedConflict]
  /// What looks like a conflict by its tie and must come to nothing.
  public let nonConflicts: [PlantedConflict]
  /// What looks like a conflict by its name and must not be hard.
  public let nearMisses: [NearMiss]

  /// What the search reads.
  public var input: ConflictInput {
    ConflictInput(
      candidates: candidates, experts: experts, units: units, relations: relations, declarations: declarations,
      asOf: asOf)
  }

  /// Makes a world up.
  ///
  /// - Parameters:
  ///   - scheme: any that has a conflict policy; of another nothing is planted.
  ///   - seed: any text; another seed is another world.
  ///   - candidates: how many, or as many as the plants need where that is more (some 130).
  ///   - experts: the same; a scheme with twelve roles needs some 1,100. From two and a half times that many on, more
  ///     kinds of tie are planted in each role, until half of the experts have a planted tie.
  ///   - relations: ordinary ties beside the planted ones.
  /// - Complexity: linear in what comes out.
  public static func generate(
    for scheme: Scheme, seed: String, candidates: Int = 200, experts: Int = 1_200, relations: Int = 4_000
  ) -> PlantedWorld {
    var builder = WorldBuilder(scheme: scheme, seed: seed)
    return builder.build(candidates: candidates, experts: experts, relations: relations)
  }
}
