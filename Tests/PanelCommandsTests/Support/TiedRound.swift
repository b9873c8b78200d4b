@testable import PanelCommands

extension RoundInProgress {
  /// The sample round with C01, C02 and C03 alike in every mark, so that only people can tell them apart, and so many
  /// places for their group. C04 is alone in its own.
  static func tied(upTo step: Step = .marked, places: Int = 1) throws -> RoundInProgress {
    let scheme = SampleScheme.text.replacing(#""atMost": "2""#, with: #""atMost": "\#(places)""#)
    var marks = "candidate,expert,criterion,mark,comment\n"
    for id in ["C01", "C02", "C03"] {
      for expert in ["E01", "E02", "E03", "E04", id == "C03" ? "E06" : "E05"] {
        marks += "\(id),\(expert),A,80,\n\(id),\(expert),B,80,\n"
      }
      marks += "\(id),,G,1,\n"
    }
    for expert in ["E01", "E03", "E04", "E05", "E06"] { marks += "C04,\(expert),A,70,\nC04,\(expert),B,70,\n" }
    return try RoundInProgress(upTo: step, scheme: scheme, marks: marks + "C04,,G,0,\n")
  }
}
