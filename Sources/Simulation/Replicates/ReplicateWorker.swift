import ExpertReview
import Statistics

/// Runs the replicates of a study on one thread.
///
/// A replicate depends on the study's seed and on its number alone. All designs of a model see the same candidates,
/// experts and noise: a design with fewer experts has the first of those of a larger one, rules join the same marks.
/// Marks are joined by `ScoringPlan`, the kernel that decides real rounds; only corrections of severity are floating
/// point.
public struct ReplicateWorker: ReplicateRunning {
  private let measures: [StudyMeasure]
  private var workers: [ModelWorker] = []

  /// Plans a study's replicates. Throws `ReplicateFault` where the study cannot be run.
  public init(_ study: Study) throws(ReplicateFault) {
    measures = study.measures
    var programs: [ReplicateProgram] = []
    for (number, design) in study.designs.enumerated() {
      let model = design.model ?? study.model
      try design.check(model)
      let shared = model.withoutPlaces
      let known = programs.firstIndex { $0.model == shared }
      if known == nil { programs.append(ReplicateProgram(shared)) }
      programs[known ?? programs.count - 1].add(design, number: number, places: model.places, measures: measures)
    }
    guard programs.count <= ReplicateStreams.mostModels else {
      throw .tooManyModels(found: programs.count, most: ReplicateStreams.mostModels)
    }
    for (number, program) in programs.enumerated() {
      workers.append(try ModelWorker(program, number: number, seed: study.seed, designs: study.designs))
    }
  }

  public mutating func run(_ replicate: Int, into sums: inout MeasureSums) {
    for index in workers.indices { workers[index].run(replicate, measures, into: &sums) }
  }
}

extension StudyDesign {
  /// Sees that the design fits its model.
  fileprivate func check(_ model: StudyModel) throws(ReplicateFault) {
    if let firstStage, firstStage.places > model.candidates || firstStage.places < model.places {
      throw .stagesDoNotFit(
        design: id, candidates: model.candidates, goingOn: firstStage.places, places: model.places)
    }
    if correction != .none, outliers?.rejectsByDeviation == true { throw .rejectionWithCorrection(design: id) }
    let marked = firstStage?.places ?? model.candidates
    let pool = model.poolSize(experts, marked)
    switch layout {
    case .everyone, .blocks: break
    case .assigned(let objective):
      guard AssignmentObjective(objective) != nil else { throw .unknownObjective(design: id, objective) }
      fallthrough
    case .pool:
      guard pool >= experts else { throw .poolTooSmall(design: id, pool: pool, needed: experts) }
      if let first = firstStage?.experts {
        let pool = model.poolSize(first, model.candidates)
        guard pool >= first else { throw .poolTooSmall(design: id, pool: pool, needed: first) }
      }
    }
  }
}
