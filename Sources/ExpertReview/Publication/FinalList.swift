/// Who of a list may be made final on a day, and what the others wait for.
public struct FinalList: Sendable, Hashable {
  /// Clear: shown to the end of their notice, nothing open against them, not final yet.
  public let clear: [Posting.Line]
  /// Held by an objection.
  public let held: [Posting.Line]
  /// Still on notice.
  public let running: [Posting.Line]
  /// Listed now and never shown to the public.
  public let unseen: [CandidateID]
  /// The first day on which one of `running` may be final; nil where there is none.
  public let publishFrom: CivilDay?

  /// Whether anybody is left who is not final.
  public var isComplete: Bool { clear.isEmpty && held.isEmpty && running.isEmpty && unseen.isEmpty }
}

extension Round {
  /// Who of a list may be made final on a day. A scheme without publicity shows nobody before, and all are clear; its
  /// list is always whole. Complexity: linear in the lines times the objections.
  public func finalList(of lines: [Posting.Line], on day: CivilDay) -> FinalList {
    guard scheme.publicity != nil else {
      return FinalList(clear: lines, held: [], running: [], unseen: [], publishFrom: nil)
    }
    var (clear, held, running, unseen): ([Posting.Line], [Posting.Line], [Posting.Line], [CandidateID]) =
      ([], [], [], [])
    let published = Set(board.published.map(\.line.candidate))
    let holding = Set(objections.filter { hold(of: $0) != nil }.map(\.candidate))
    for line in lines where !published.contains(line.candidate) {
      if let showing = board.showings[line.candidate] {
        if holding.contains(line.candidate) {
          held.append(line)
        } else if showing.lastDay >= day {
          running.append(line)
        } else {
          clear.append(line)
        }
      } else {
        unseen.append(line.candidate)
      }
    }
    let from = running.compactMap { board.showings[$0.candidate]?.lastDay.adding(days: 1) }.min()
    return FinalList(clear: clear, held: held, running: running, unseen: unseen.sorted(), publishFrom: from)
  }

  /// The lines that are final and whose candidates have not left since, in the order of publication.
  public var finalLines: [Posting.Line] {
    board.published.map(\.line).filter { exclusions[$0.candidate] == nil }
  }

  /// Those who are final and are not on a list that follows from the record now: only a person may take a recognition
  /// back, and until then nobody may take their place.
  public func finalButUnlisted(of lines: [Posting.Line]) -> [CandidateID] {
    guard scheme.publicity != nil else { return [] }
    let listed = Set(lines.map(\.candidate))
    return finalLines.map(\.candidate).filter { !listed.contains($0) }.sorted()
  }

  /// Those who were final already when they were sanctioned or an objection was upheld, until a person has decided on
  /// their recognition.
  public var recognitionsInDoubt: [CandidateID] {
    finalLines.map(\.candidate).filter { awardsInDoubt.contains($0) }.sorted()
  }

  /// What an objection keeps its candidate from: nil where it holds nothing, because it was settled, nobody stands for
  /// it and the scheme lets such ones hold nothing, or the candidate has left or is final.
  public func hold(of objection: Objection) -> Objection.Hold? {
    guard exclusions[objection.candidate] == nil, board.publication(of: objection.candidate) == nil else { return nil }
    switch objection.state {
    case .withdrawn: return nil
    case .open:
      let isNoted = objection.statement.from.kind == .anonymous && scheme.publicity?.anonymousObjections != .hold
      return isNoted ? nil : .unanswered
    case .answered(let reply):
      guard reply.outcome == .rerank else { return nil }
      guard let corrected = objection.correctedBy else { return .uncorrected }
      guard let last = reviewStages.last else { return nil }
      let ranked = conclusions[Conclusion.Key(procedure: .ranking, stage: last.id)]?.sequence ?? 0
      return ranked > corrected ? nil : .unranked
    }
  }
}
