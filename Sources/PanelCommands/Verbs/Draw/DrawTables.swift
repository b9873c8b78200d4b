import ExpertReview
import RoundStore

/// What `panel export --table` writes of a draw: the frozen lists and, when it was made, the protocol.
enum DrawTables {
  static let codes = [DrawProtocol.code] + DrawLists.codes

  /// The bytes of a table and how many rows it has.
  static func bytes(_ code: String, _ invocation: Invocation) throws -> (bytes: [UInt8], rows: Int) {
    let file = try RoundFile.open(invocation.round, .readOnly, patience: invocation.patience)
    let round = try LoadedRound(file).round
    let stage = try invocation.stage(of: round)
    if let replay = try DrawReplay(file, round, stage) {
      guard code != DrawProtocol.code else {
        return (DrawProtocol(draw: replay.draw).bytes, replay.draw.lines.count)
      }
      return counted(DrawLists(replay.draw.problem).bytes(code))
    }
    guard code != DrawProtocol.code else { throw DrawFault.nothingDrawn.refusal }
    return counted(DrawLists(round.drawProblem(of: stage, try round.frozenLists(of: stage.id))).bytes(code))
  }

  /// Rows below the header; no id of these lists holds a line end.
  private static func counted(_ bytes: [UInt8]) -> (bytes: [UInt8], rows: Int) {
    (bytes, max(0, bytes.count { $0 == 0x0A } - 1))
  }
}
