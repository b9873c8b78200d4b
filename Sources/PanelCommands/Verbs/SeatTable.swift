import ExpertReview
import Tables

/// The seats of a stage and who stands by, as `panel import assignments` reads them.
struct SeatTable {
  static let code = "assignments"

  private let stage: String
  private let seats: [PanelList.Seat]
  private let alternates: [PanelList.Seat]
  private let chairs: Set<PanelList.Seat>
  private let pinned: Set<PanelList.Seat>
  private let anchors: [PanelList.Seat]
  var rows: Int { seats.count + alternates.count + anchors.count }

  /// The stage that the round is at, or the last one that has panels; nil where none has.
  static func stage(of round: Round) -> ReviewStage? {
    let current = round.currentStage.flatMap { round.panels[$0.id] == nil ? nil : $0 }
    return current ?? round.reviewStages.last { round.panels[$0.id] != nil }
  }

  /// Of `stage(of:)`; nil where there is none.
  init?(_ round: Round) {
    guard let stage = SeatTable.stage(of: round) else { return nil }
    self.stage = stage.id
    seats = round.seats(in: stage.id)
    alternates = round.alternates(in: stage.id)
    let standing = seats.filter { round.chair(of: $0.candidate, in: stage.id) == $0.expert }
    chairs = Set(standing)
    anchors = round.anchorSeats(in: stage.id)
    pinned = Set(round.pairs(.pin, in: stage.id))
  }

  var csv: [UInt8] {
    var writer = CSVWriter.forPeople
    writer.append(["candidate", "expert", "stage", "role", "order", "pinned"])
    for seat in seats {
      writer.append([
        seat.candidate.rawValue, seat.expert.rawValue, stage, chairs.contains(seat) ? "chair" : "member", "",
        pinned.contains(seat) ? "yes" : "",
      ])
    }
    var place: [CandidateID: Int] = [:]
    for seat in alternates {
      place[seat.candidate, default: 0] += 1
      writer.append([
        seat.candidate.rawValue, seat.expert.rawValue, stage, "alternate",
        String(place[seat.candidate, default: 0]), "",
      ])
    }
    for seat in anchors {
      writer.append([seat.candidate.rawValue, seat.expert.rawValue, stage, "anchor", "", ""])
    }
    return writer.bytes
  }
}
