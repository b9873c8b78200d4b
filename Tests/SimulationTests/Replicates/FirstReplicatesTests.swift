import ExpertReview
import Foundation
import Testing

@testable import Simulation

/// What the first replicates of every shipped study come to, to the last bit: a change of what is drawn, scored or
/// measured cannot pass unseen, and must not differ from machine to machine.
///
/// `PANEL_RENEW_SNAPSHOTS=1` writes the files anew; look at the difference before it is kept.
@Suite struct `The first replicates of every shipped study` {
  private static let simulations = BrokenStudies.folder.appending(path: "../../../../Simulations").standardizedFileURL
  private static let kept = BrokenStudies.folder.appending(path: "../FirstReplicates").standardizedFileURL

  /// All but the national round, which is too large for a test.
  static let names: [String] = {
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: simulations.path)) ?? []
    return folders.filter { name in
      name != "national-round"
        && FileManager.default.fileExists(atPath: simulations.appending(path: name + "/study.json").path)
    }.sorted()
  }()

  @Test func `are of a dozen studies and more`() { #expect(Self.names.count >= 12) }

  @Test(arguments: names)
  func `come to what they came to`(name: String) throws {
    let study = try Self.study(name)
    let sums = try StudySample.run(study, order: 0..<(study.model.candidates > 500 ? 1 : 3))
    var lines = ["design,measure,replicates,sum"]
    for (design, said) in study.designs.enumerated() {
      for (measure, kind) in study.measures.enumerated() {
        let cell = design * study.measures.count + measure
        lines.append("\(said.id),\(kind.rawValue),\(sums.counts[cell]),\(sums.sums[cell])")
      }
    }
    let file = Self.kept.appending(path: name + ".csv")
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["PANEL_RENEW_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(at: Self.kept, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let before = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(before.count == lines.count)
    for (now, then) in zip(lines, before) { #expect(now == then) }
  }

  private static func study(_ name: String) throws -> Study {
    let folder = simulations.appending(path: name)
    func bytes(_ file: String) -> [UInt8]? { (try? Data(contentsOf: folder.appending(path: file))).map { Array($0) } }
    let rubrics = simulations.appending(path: "../Rubrics").standardizedFileURL
    return try readStudy(
      bytes("study.json") ?? [], file: "study.json", folder: name, schemes: { shelf(rubrics) }, beside: { bytes($0) }
    ).get()
  }

  /// The schemes that are shipped, for a study that takes its rubric from one.
  private static func shelf(_ rubrics: URL) -> SchemeShelf? {
    var schemes: [SchemeID: [UInt8]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: rubrics.path)) ?? [] {
      schemes[SchemeID(name)] = (try? Data(contentsOf: rubrics.appending(path: name + "/scheme.json"))).map {
        Array($0)
      }
    }
    let documents = try? Data(contentsOf: rubrics.appending(path: "documents.json"))
    return documents.map { SchemeShelf(schemes: schemes, documents: Array($0)) }
  }
}
