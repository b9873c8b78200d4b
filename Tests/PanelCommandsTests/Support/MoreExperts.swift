import Testing

@testable import PanelCommands

extension RoundInProgress {
  /// The sample round, conflicts searched, in which E07 cannot take part and E09 and E10, who take any number, may have
  /// every candidate, at 0.05 and 0.04.
  static func withTwoMoreExperts(scheme: String = SampleScheme.text) throws -> RoundInProgress {
    let round = try RoundInProgress(upTo: .searched, scheme: scheme)
    try round.must("invite decline E07 --reason 出差", on: "2026-04-09")
    let more = "expert_id,name,employer,fields,minimum_load,maximum_load\nE09,冯九,庚大学,,0,\nE10,陈十,辛大学,,0,\n"
    try round.must("import experts \(try round.file("more.csv", more))", on: "2026-04-09")
    var pairs = "candidate,expert,affinity\n"
    for candidate in ["C01", "C02", "C03", "C04"] { pairs += "\(candidate),E09,0.05\n\(candidate),E10,0.04\n" }
    try round.must("import affinities \(try round.file("pairs.csv", pairs)) --absent forbid", on: "2026-04-09")
    try round.must("conflicts", on: "2026-04-09")
    return round
  }
}
