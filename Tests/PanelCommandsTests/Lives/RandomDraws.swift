import ExpertReview
import Testing

@testable import PanelCommands

/// Acts of a draw, for the most part in their order and with what fits.
extension RandomLife {
  private static let salt = "00112233445566778899aabbccddeeff"

  /// A seed of the number of the draws so far, so that an opening can find it again.
  private func seed(_ number: Int) -> String { "000000000000000000000000000000" + String(10 + number % 90) }

  /// What a draw waits for: a seal, frozen lists, or the opening.
  mutating func actOfDraw() throws -> Fact? {
    let standing = round.draws["expert"]
    let isSealed = standing.map { !$0.isOpened } ?? false
    isDrawing = !isSealed || (try? round.frozenLists(of: "expert")) == nil
    guard isSealed else { return .sealed(seal()) }
    return isDrawing ? try frozen() : try drawn()
  }

  private func seal() -> SeedSeal {
    let commitment = SealedSeed.commitment(salt: RandomLife.salt, seed: seed(round.lastSequence))
    return SeedSeal(stage: "expert", commitment: commitment)
  }

  /// Lists as `panel assign freeze` takes them, where panels can be drawn from them.
  private func frozen() throws -> Fact? {
    let problem = round.panelProblem(stage: try round.reviewStage("expert"), asOf: day)
    do { guard try drawShortfall(problem) == nil else { return nil } } catch { return nil }
    return .frozen(
      DrawLists(problem).freeze(
        stage: "expert", alternates: 1, kept: [], publicSource: day.daysSince1970 % 2 == 0 ? "骰子" : ""))
  }

  /// Panels as `panel assign --objective draw` draws them.
  private func drawn() throws -> Fact? {
    guard let standing = round.draws["expert"], let freeze = standing.freeze else { return nil }
    let numbers = freeze.content.publicSource.isEmpty ? "" : "3 5 1"
    let opening = SeedOpening(
      seed: seed(standing.seal.sequence - 1), salt: RandomLife.salt, publicNumbers: numbers)
    let problem = round.drawProblem(of: try round.reviewStage("expert"), freeze)
    guard case .drawn(let draw)? = try? drawPanels(problem, alternates: 1, sampler: opening.sampler) else { return nil }
    return .drawn(DrawnPanels(opening, draw, freeze.content))
  }
}
