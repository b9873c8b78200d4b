import ExpertReview

/// The lists that follow from a round's facts and are made public. `panel publish` posts them, `panel status` tells
/// what is still to be posted, and `panel verify` derives them again.
extension Ranking {
  /// The listed candidates as a list that is made public.
  func postingLines(_ round: Round) -> [Posting.Line] {
    rows.filter(\.listed).map { row in
      Posting.Line(
        candidate: row.candidate, group: row.group, place: row.place ?? 0, score: row.score?.text ?? "")
    }
  }
}

extension Round {
  /// The posting that a list asks for beside what is on notice; nil where nothing is to be shown. Throws where the
  /// calendar does not cover the days of its notice.
  func notice(of lines: [Posting.Line], on day: CivilDay) throws -> Posting? {
    guard let publicity = scheme.publicity else { throw RoundRefusal.noPublicity(scheme.id) }
    let change = noticeChange(to: lines)
    guard change != .unchanged else { return nil }
    let lastDay = try PublicityClock(posted: day, publicity: publicity, calendar: calendar).lastDay
    return switch change {
    case .unchanged: nil
    case .first(let lines): Posting(kind: .proposed, day: day, lastDay: lastDay, lines: lines)
    case .supplementary(let lines): Posting(kind: .supplementary, day: day, lastDay: lastDay, lines: lines)
    case .corrected(let lines, let anew, _):
      Posting(kind: .corrected, day: day, lastDay: lastDay, lines: lines, anew: anew)
    }
  }

  /// The final list that a list comes to on a day: those clear and not final yet; all of them in a scheme without
  /// publicity.
  func finalPosting(of lines: [Posting.Line], on day: CivilDay) -> Posting {
    Posting(
      kind: .final, day: day, lastDay: day, lines: finalList(of: lines, on: day).clear, adds: scheme.publicity != nil)
  }

  /// The same as it was made when each final list was whole: of the list on notice those who are listed still and
  /// against whom nothing is open.
  func wholeFinalLines(of lines: [Posting.Line]) -> [Posting.Line] {
    guard scheme.publicity != nil else { return lines }
    let listed = Set(lines.map(\.candidate))
    return (lastPosting(.proposed)?.lines ?? []).filter {
      listed.contains($0.candidate) && openObjections(against: $0.candidate).isEmpty
    }
  }

  /// Whether what was made public last still holds against a list: nothing is to be shown anew, and nobody is final who
  /// would not be.
  func postingsHold(against lines: [Posting.Line]) -> Bool {
    guard scheme.publicity != nil else { return finalLines.map(\.candidate) == lines.map(\.candidate) }
    return noticeChange(to: lines) == .unchanged && finalButUnlisted(of: lines).isEmpty
  }
}
