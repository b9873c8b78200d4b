/// Why a list cannot be chosen as it was named.
public enum ChoiceFault: Error, Hashable, Sendable {
  /// The formal check, or a person, keeps the candidate out.
  case notAdmitted(CandidateID)
  /// A cap has room for fewer. `room` is the group, recommender or kind that it counts; empty for the scheme.
  case tooMany(Selection.Scope, room: String, atMost: Int, found: Int)
}

// A selection where no experts review (择优推荐): people choose, say why, and never choose more than the caps allow.

extension Round {
  /// Whether the scheme's list is a recorded choice: it says so, and no experts review.
  public var isSelectedByChoice: Bool { selection.by == .choice && reviewStages.isEmpty }

  /// What keeps candidates from being the list, in their order, then by the scheme's caps. Empty where nothing does.
  public func choiceFaults(_ ids: [CandidateID], asOf: CivilDay) -> [ChoiceFault] {
    let context = examinationContext(asOf: asOf)
    var faults: [ChoiceFault] = []
    for id in ids {
      guard let index = candidateIndex[id] else { continue }
      if !isAdmitted(examine(candidates[index], in: context)) { faults.append(.notAdmitted(id)) }
    }
    for cap in selection.caps {
      var rooms: [String: Int] = [:]
      for id in ids { if let room = room(of: id, in: cap.scope) { rooms[room, default: 0] += 1 } }
      for (room, found) in rooms.sorted(by: { $0.key < $1.key }) where found > cap.atMost {
        faults.append(.tooMany(cap.scope, room: room, atMost: cap.atMost, found: found))
      }
    }
    return faults
  }

  /// What a cap counts the candidate under; nil where it counts it nowhere.
  private func room(of id: CandidateID, in scope: Selection.Scope) -> String? {
    guard let index = candidateIndex[id] else { return nil }
    switch scope {
    case .scheme: return ""
    case .group: return scheme.group(of: candidates[index])?.rawValue
    case .recommender: return recommender(of: id)?.rawValue
    case .kind: return kind(of: candidates[index])
    }
  }

  /// Who nominated a candidate; where no table names it, whom its declaration names.
  public func recommender(of id: CandidateID) -> RecommenderID? {
    if let line = nominations.first(where: { $0.candidate == id }) { return line.recommender }
    guard let index = candidateIndex[id] else { return nil }
    return scheme.text("recommender_id", of: candidates[index]).map { RecommenderID($0) }
  }

  /// The list that was chosen, in the order chosen; those who left since are not on it.
  public func choiceLines() -> [Posting.Line] {
    let standing = chosen.filter { exclusions[$0] == nil && admissions[$0] != false }
    return standing.enumerated().compactMap { index, id in
      candidateIndex[id].map {
        Posting.Line(
          candidate: id, group: scheme.group(of: candidates[$0]) ?? .everyone, place: index + 1, score: "")
      }
    }
  }
}
