/// How far the correction of one candidate has come.
public struct CorrectionProgress: Sendable, Hashable {
  /// How far one fault, or all of them, have come.
  public enum State: String, Sendable {
    /// Everything that was sent back is mended, or no longer asked for.
    case mended
    /// Something is still to be mended, and there is time.
    case open
    /// Something is still to be mended, and the last day has passed.
    case late
  }

  /// One fault that was sent back; of one that was sent back twice, the last time.
  public struct Item: Sendable, Hashable {
    public let fault: CorrectionReturn.Fault
    public let ground: ReturnGround
    public let state: State
  }

  public let candidate: CandidateID
  /// The version that stands now.
  public let version: Int
  /// The version that was last sent back.
  public let returnedVersion: Int
  /// The last return.
  public let ground: ReturnGround
  /// In the order in which they were sent back.
  public let items: [Item]

  /// That of the whole: late where anything is late, else open where anything is open.
  public var state: State {
    if items.contains(where: { $0.state == .late }) { return .late }
    return items.contains { $0.state == .open } ? .open : .mended
  }

  /// What is not mended.
  public var open: [Item] { items.filter { $0.state != .mended } }
}

extension Round {
  /// How far each candidate's corrections have come, by candidate; those never sent back are not among them, nor those
  /// who left the round.
  public func correctionProgress(_ examinations: [Examination], asOf: CivilDay) -> [CorrectionProgress] {
    guard !returns.isEmpty else { return [] }
    return examinations.compactMap { correctionProgress($0, asOf: asOf) }
  }

  /// How far the corrections of the candidate of an examination have come; nil where nothing was sent back.
  public func correctionProgress(_ examination: Examination, asOf: CivilDay) -> CorrectionProgress? {
    let own = returns(of: examination.candidate)
    guard let last = own.last, exclusions[examination.candidate] == nil else { return nil }
    let standing = Set(examination.findings.filter { $0.returned != nil }.map(\.rule))
    var items: [CorrectionProgress.Item] = []
    for (standingReturn, entry) in own {
      for fault in entry.faults {
        items.removeAll { $0.fault.rule == fault.rule }
        let ground = standingReturn.ground
        let state: CorrectionProgress.State =
          !standing.contains(fault.rule) ? .mended : ground.isOver(on: asOf) ? .late : .open
        items.append(CorrectionProgress.Item(fault: fault, ground: ground, state: state))
      }
    }
    return CorrectionProgress(
      candidate: examination.candidate, version: examination.version, returnedVersion: last.entry.version,
      ground: last.standing.ground, items: items)
  }
}
