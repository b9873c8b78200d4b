import Foundation
import Testing

@testable import Simulation

/// A study that is shipped, read from its folder.
func shippedStudy(_ name: String) throws -> Study {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Simulations/\(name)")
  func bytes(_ file: String) -> [UInt8]? { (try? Data(contentsOf: folder.appending(path: file))).map { Array($0) } }
  return try readStudy(
    bytes("study.json") ?? [], file: "study.json", folder: name, schemes: { nil }, beside: { bytes($0) }
  ).get()
}

@Suite struct `Shipped studies that reproduce what others found` {
  /// The first replicates of each study lie within four standard errors of the difference to every figure that it is
  /// held against; for `neurips-2014`, whose figures are one experiment of 166 papers, that says little.
  @Test(arguments: [("rank-recovery-oracle", 60), ("calibration-recovery", 12), ("neurips-2014", 30)])
  func `meet their published figures from the first replicates on`(name: String, replicates: Int) throws {
    let study = try shippedStudy(name)
    #expect(study.published.count >= study.designs.count)
    let sums = try StudySample.run(study, order: 0..<replicates)
    for figure in study.published {
      let design = try #require(study.designs.firstIndex { $0.id == figure.design })
      let measure = try #require(study.measures.firstIndex(of: figure.measure))
      let found = try #require(sums.estimate(design: design, measure: measure))
      let error = try #require(found.standardError)
      let both = (error * error + figure.standardError * figure.standardError).squareRoot()
      #expect((found.mean - figure.value).magnitude < 4 * both, "\(figure.design): \(found.mean), not \(figure.value)")
    }
  }

  @Test(arguments: ["lawrence-committees", "iclr-reproducibility", "national-round"])
  func `are planned without fault`(name: String) throws {
    let study = try shippedStudy(name)
    #expect(throws: Never.self) { try ReplicateWorker(study) }
    #expect(study.id == name)
  }

  /// The files of the study were made in Python from the same public ratings.
  @Test func `draw a conference's papers from its own ratings`() throws {
    let study = try shippedStudy("iclr-reproducibility")
    for (id, year) in [("y2017", "2017"), ("y2018", "2018"), ("y2019", "2019"), ("y2020k3", "2020")] {
      let marks = try conference(year)
      let design = try #require(study.designs.first { $0.id == id })
      let model = try #require(design.model)
      guard case .resampled(let values) = model.quality, case .logistic(let intercept, let slope) = design.selection,
        case .logistic(let fitted, let steepness)? = marks.acceptance
      else {
        Issue.record("another kind of model in \(id)")
        continue
      }
      // Nine places are kept of means, six of the regression.
      func differ(_ one: [Double], _ other: [Double]) -> Double {
        zip(one.sorted(), other.sorted()).map { ($0 - $1).magnitude }.max() ?? 0
      }
      #expect(values.count == marks.means.count && model.candidates == values.count)
      #expect(differ(values, marks.means) < 1e-9)
      #expect((fitted - intercept).magnitude < 1e-6 && (steepness - slope).magnitude < 1e-6)
      let bins = marks.residuals(from: 2)
      #expect(model.noise.residuals.map(\.qualityAtMost) == bins.map(\.qualityAtMost))
      for (found, made) in zip(model.noise.residuals, bins) {
        #expect(found.deviations.count == made.deviations.count)
        #expect(differ(found.deviations, made.deviations) < 1e-9)
      }
    }
  }
}
