import ExpertReview
import Testing

@testable import PanelCommands

/// The sample round under a scheme that asks for opinions.
enum SpokenJourney {
  static func scheme(expert: String, panel: String) -> String {
    let least = expert == "required" || panel == "required" ? #""atLeast": "4", "# : ""
    return SampleScheme.text.replacing(
      #""panel": {"size": "5""#,
      with:
        #""opinions": {"expert": "\#(expert)", "panel": "\#(panel)", \#(least)"house": "测试"}, "panel": {"size": "5""#)
  }

  /// Every seat of a round that asks to be heard: all but E04, who recused from C03.
  static func seats(_ round: Round) -> [PanelList.Seat] {
    round.seats(in: "expert").filter { round.sittingExperts(of: $0.candidate, in: "expert").contains($0.expert) }
  }

  /// Marks that C04 lacks of E06 and C03 of E08, so that every sheet is in.
  static let missing = "candidate,expert,criterion,mark,comment\nC04,E06,B,88,\n"

  /// A file of opinions on all candidates: the first of each panel chairs, the last dissents on C01.
  static func opinions(_ round: Round) -> String {
    var text = "candidate,stage,expert,role,text\n"
    for (candidate, seats) in Dictionary(grouping: seats(round), by: \.candidate).sorted(by: { $0.key < $1.key }) {
      for (place, seat) in seats.enumerated() {
        let isLast = candidate.rawValue == "C01" && place == seats.count - 1
        let role = place == 0 ? "组长" : isLast ? "保留意见" : "签字"
        let words = place == 0 ? "\(candidate) 同意推荐" : isLast ? "\"=投资额存疑,\n合同不全\"" : ""
        text += "\(candidate),expert,\(seat.expert),\(role),\(words)\n"
      }
    }
    return text
  }

  /// Names the first of each panel as its chair.
  static func nameChairs(_ bench: RoundInProgress) throws {
    let round = try bench.round()
    for (candidate, seats) in Dictionary(grouping: seats(round), by: \.candidate).sorted(by: { $0.key < $1.key }) {
      guard let first = seats.first else { continue }
      try bench.must("decide chair \(first.expert) \(candidate) --stage expert --by 李处长")
    }
  }
}
