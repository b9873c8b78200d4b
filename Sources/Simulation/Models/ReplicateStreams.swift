import Statistics

/// Which panel of a replicate a draw is for: panels of one replicate never share draws, designs with the same panel
/// always do.
enum PanelRole: Int, CaseIterable {
  /// Of the stage that decides.
  case deciding
  /// Of the stage before it.
  case first
  /// The second panels, drawn alike, that show whether the decision would come again.
  case decidingAgain
  case firstAgain

  /// The role of another panel drawn alike.
  var again: PanelRole { self == .first ? .firstAgain : .decidingAgain }
}

/// What a draw is for: each purpose of a replicate and panel has a stream of its own, so that a feature which is off
/// leaves every other draw as it was.
///
/// The numbers are part of what a seed means: never used again for something else.
enum DrawPurpose: Int {
  case quality = 0
  case itemStrength = 1
  case lots = 2
  case severity = 3
  case spread = 4
  case drift = 5
  case pull = 6
  case rounders = 7
  case noise = 8
  case halo = 9
  case missingSheets = 10
  case missingMarks = 11
  case seats = 12
  case targets = 13
  case randomMarks = 14
  case acceptance = 15
  case rows = 16
}

/// The streams of one model of a study.
///
/// Model *m*, replicate *r*, panel role *p* and purpose *q* read stream ((r · 16 + m) · 4 + p) · 32 + q of the study's
/// seed: streams of one seed never overlap (see `RandomStream`). Room for 16 models and 2^53 replicates.
struct ReplicateStreams {
  static let mostModels = 16

  let seed: UInt64
  /// The model's number in the study.
  let model: Int

  func stream(_ replicate: Int, _ purpose: DrawPurpose, _ role: PanelRole = .deciding) -> RandomStream {
    RandomStream(seed: seed, stream: index(replicate, purpose, role))
  }

  private func index(_ replicate: Int, _ purpose: DrawPurpose, _ role: PanelRole) -> UInt64 {
    let place = (replicate * Self.mostModels + model) * PanelRole.allCases.count + role.rawValue
    return UInt64(place) << 5 | UInt64(purpose.rawValue)
  }
}
