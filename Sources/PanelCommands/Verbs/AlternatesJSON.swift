import ExpertReview

extension Alternates {
  /// `[{"candidate","expert"}]`, of one candidate in the order of calling.
  var seatsJSON: JSON { .array(seats.map(\.json)) }

  /// `[{"candidate","found"}]`: those with fewer than were wanted.
  var shortagesJSON: JSON {
    .array(
      shortages.map { .object(["candidate": .text($0.candidate.rawValue), "found": .number($0.found)]) })
  }
}

extension PanelList.Seat {
  /// `{"candidate","expert"}`.
  var json: JSON { .object(["candidate": .text(candidate.rawValue), "expert": .text(expert.rawValue)]) }
}
