import ExpertReview
import Simulation

/// The round that the demo runs.
let demoRound = SimulatedRound.generate(seed: "demo")

extension SimulatedRound {
  func file(_ name: String) -> SimulatedFile? { files.first { $0.name == name } }

  /// The records of a file of candidates.
  func records(_ name: String = "candidates.json") throws -> [JSON] {
    try JSON.read(file(name)?.bytes ?? []).elements ?? []
  }

  /// The rows of a file without quoted cells, the header first.
  func rows(_ name: String) -> [[String]] {
    String(decoding: file(name)?.bytes ?? [], as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Candidates without a planted fault that changes their verdict.
  var soundIDs: [CandidateID] {
    let faulty = Set(planted.filter { $0.verdict != .pass }.map(\.candidate))
    return candidates.map(\.id).filter { !faulty.contains($0) }
  }
}

extension JSON {
  func text(_ path: String...) -> String? {
    path.reduce(Optional(self)) { node, key in node?[key] }?.scalarText
  }
  func decimal(_ path: String...) -> ExactDecimal? {
    path.reduce(Optional(self)) { node, key in node?[key] }?.scalarText.flatMap { ExactDecimal($0) }
  }
}
