import ExpertReview
import RoundStore
import Tables

/// The lists that a draw is made from, written out: what is frozen is known by the SHA-256 of these bytes.
///
/// Anybody who is given the three files can check them against the record with `sha256sum`, and follow the draw with
/// them. Their form never changes; another law would have another.
struct DrawLists {
  let candidates: [UInt8]
  let experts: [UInt8]
  let pairs: [UInt8]

  static let codes = ["draw-candidates", "draw-experts", "draw-pairs"]

  init(_ problem: PanelProblem) {
    var candidates = CSVWriter.forPrograms
    candidates.append(["candidate", "seats"])
    for (id, demand) in zip(problem.candidates, problem.demand) { candidates.append([id.rawValue, String(demand)]) }
    self.candidates = candidates.bytes

    var experts = CSVWriter.forPrograms
    let limits = problem.limitClasses
    experts.append(["expert", "least_load", "greatest_load"] + limits.map(\.limit.columnText))
    for (index, id) in problem.experts.enumerated() {
      let classes = limits.map { $0.classOf[index] < 0 ? "" : String($0.classOf[index] + 1) }
      experts.append(
        [id.rawValue, String(problem.minimumLoad[index]), String(problem.maximumLoad[index])] + classes)
    }
    self.experts = experts.bytes

    var pairs = CSVWriter.forPrograms
    pairs.append(["candidate", "expert", "conflict"])
    for (candidate, id) in problem.candidates.enumerated() {
      var next = problem.rowStart[candidate]
      for (expert, name) in problem.experts.enumerated() {
        guard next < problem.rowStart[candidate + 1], Int(problem.expert[next]) == expert else {
          pairs.append([id.rawValue, name.rawValue, "barred"])
          continue
        }
        if problem.isOrdered(next) { pairs.append([id.rawValue, name.rawValue, "ordered"]) }
        if problem.isSoft[next] { pairs.append([id.rawValue, name.rawValue, "soft"]) }
        next += 1
      }
    }
    self.pairs = pairs.bytes
  }

  /// What goes on record when they are frozen.
  func freeze(
    stage: String, alternates: Int, kept: [PanelList.Seat], publicSource: String
  ) -> ListFreeze {
    ListFreeze(
      stage: stage, candidates: Digest(of: candidates).hexadecimal, experts: Digest(of: experts).hexadecimal,
      pairs: Digest(of: pairs).hexadecimal, alternates: alternates, kept: kept, publicSource: publicSource)
  }

  func are(_ freeze: ListFreeze) -> Bool {
    freeze
      == self.freeze(
        stage: freeze.stage, alternates: freeze.alternates, kept: freeze.kept, publicSource: freeze.publicSource)
  }

  func bytes(_ code: String) -> [UInt8] {
    switch code {
    case "draw-candidates": candidates
    case "draw-experts": experts
    default: pairs
    }
  }
}
