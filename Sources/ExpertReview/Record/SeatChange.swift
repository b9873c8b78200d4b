/// Seats that changed hands after the panels were made: one by one, the rest of the panels stays as it is.
public struct SeatChanges: Sendable, Hashable {
  /// Why a seat changed hands.
  public enum Cause: String, Sendable, CaseIterable {
    /// The expert declined.
    case declined
    /// The expert cannot take part any more.
    case unavailable
    /// A conflict was found after the expert was seated.
    case conflict
    /// A person decided so.
    case replaced
    /// The seat had stood empty.
    case vacant
    /// A repair needed the expert elsewhere, or a better one for the seat.
    case moved
  }

  public struct Change: Sendable, Hashable {
    public let candidate: CandidateID
    /// Who gives the seat up; nil where it stood empty.
    public let leaves: ExpertID?
    /// Who takes it; nil where it stays empty.
    public let enters: ExpertID?
    public let cause: Cause

    /// Precondition: somebody leaves or enters.
    public init(candidate: CandidateID, leaves: ExpertID?, enters: ExpertID?, cause: Cause) {
      precondition(leaves != nil || enters != nil, "a change of seat without anybody")
      self.candidate = candidate
      self.leaves = leaves
      self.enters = enters
      self.cause = cause
    }
  }

  public let stage: String
  /// In the order in which they were made.
  public let changes: [Change]

  public init(stage: String, changes: [Change]) {
    self.stage = stage
    self.changes = changes
  }
}

/// A change of seat as it stands on record.
public struct StandingSeatChange: Sendable, Hashable {
  public let change: SeatChanges.Change
  /// The number of its fact.
  public let sequence: Int
  public let on: CivilDay
  public let by: String
  public let reason: String
}

/// What an expert gave on a candidate before the seat passed on: kept and shown, and counted nowhere – neither as marks
/// nor as missing ones nor as a recusal.
public struct VoidSheet: Sendable {
  /// The candidate's and the expert's index in the round.
  public let candidate: Int
  public let expert: Int
  /// As step counts, `MarkBatch.missing` where none was given.
  public let marks: [Int32]
  public let recused: Bool
  public let votes: [RuleID: Vote]
  /// Words on items, and on the whole under nil.
  public let comments: [ItemID?: String]
  /// The fact that made it void.
  public let sequence: Int
}

// MARK: - The fold

extension Round {
  /// Takes seats from those who leave, and what they gave there out of everything that counts; seats those who enter.
  mutating func take(_ list: SeatChanges, entry: FactEntry) throws(RoundRefusal) {
    let stage = try reviewStage(list.stage)
    guard var panels = panels[stage.id] else { throw .noPanels(stage: stage.id) }
    guard !list.changes.isEmpty else { throw .nothingChanges }
    for change in list.changes {
      if change.cause == .replaced, entry.reason.isEmpty { throw .noReason(act: "replace") }
      let candidate = try index(of: change.candidate)
      while panels.members.count <= candidate { panels.members.append([]) }
      if let leaves = change.leaves {
        let expert = try index(of: leaves)
        guard panels.seats(candidate: candidate, expert: expert) else { throw .notOnPanel(change.candidate, leaves) }
        panels.members[candidate].removeAll { $0 == Int32(expert) }
        void(candidate: candidate, expert: expert, stage: stage.id, sequence: entry.sequence)
      }
      if let enters = change.enters {
        let expert = try index(of: enters)
        guard !panels.seats(candidate: candidate, expert: expert) else { throw .seatTwice(change.candidate, enters) }
        panels.members[candidate].append(Int32(expert))
        panels.members[candidate].sort { experts[Int($0)].id < experts[Int($1)].id }
        panels.dismissAlternate(expert, of: candidate)
      }
      panels.changes.append(
        StandingSeatChange(
          change: change, sequence: entry.sequence, on: entry.asOf, by: entry.actor, reason: entry.reason))
    }
    self.panels[stage.id] = panels
    dropChairs(of: stage.id)
  }

  /// Moves what an expert gave on a candidate to where nothing counts.
  private mutating func void(candidate: Int, expert: Int, stage: String, sequence: Int) {
    let votes = ballots[stage]?.take(candidate: candidate, expert: expert) ?? [:]
    let held = scorebooks[stage]?.take(candidate: candidate, expert: expert)
    guard held != nil || !votes.isEmpty else { return }
    voidSheets[stage, default: []].append(
      VoidSheet(
        candidate: candidate, expert: expert, marks: held?.marks ?? [], recused: held?.recused ?? false, votes: votes,
        comments: held?.comments ?? [:], sequence: sequence))
  }
}

extension Round {
  /// The last change by which each expert left a seat of a stage that they do not hold now, in the order of the record.
  public func leavers(in stage: String) -> [StandingSeatChange] {
    guard let panels = panels[stage], !panels.changes.isEmpty else { return [] }
    var last: [PanelList.Seat: StandingSeatChange] = [:]
    for change in panels.changes {
      guard let leaves = change.change.leaves, let expert = expertIndex[leaves],
        let candidate = candidateIndex[change.change.candidate],
        !panels.seats(candidate: candidate, expert: expert)
      else { continue }
      last[PanelList.Seat(candidate: change.change.candidate, expert: leaves)] = change
    }
    return last.values.sorted { ($0.sequence, $0.change.candidate) < ($1.sequence, $1.change.candidate) }
  }

  /// Whether an expert, by index, gave up a seat that they do not hold now.
  func hasLeft(expert: Int, candidate: Int, in stage: String) -> Bool {
    guard let panels = panels[stage], !panels.changes.isEmpty else { return false }
    let (id, leaver) = (candidates[candidate].id, experts[expert].id)
    return panels.changes.contains { $0.change.candidate == id && $0.change.leaves == leaver }
      && !panels.seats(candidate: candidate, expert: expert)
  }
}

extension Panels {
  /// Takes an expert off the list of those who would be called for a candidate.
  mutating func dismissAlternate(_ expert: Int, of candidate: Int) {
    guard candidate < alternates.count else { return }
    alternates[candidate].removeAll { $0 == Int32(expert) }
  }
}

extension Scorebook {
  /// Takes a sheet and its words out of the book; nil where there is neither.
  fileprivate mutating func take(
    candidate: Int, expert: Int
  ) -> (marks: [Int32], recused: Bool, comments: [ItemID?: String])? {
    var words: [ItemID?: String] = [:]
    let own = comments.keys.filter { $0.candidate == Int32(candidate) && $0.expert == Int32(expert) }
    for key in own { words[key.item] = comments.removeValue(forKey: key) }
    guard candidate < sheets.count, let place = sheets[candidate].firstIndex(where: { $0.expert == Int32(expert) })
    else { return words.isEmpty ? nil : ([], false, words) }
    let sheet = sheets[candidate].remove(at: place)
    let marks = Array(self.marks(of: sheet))
    for cell in sheet.start..<sheet.start + sheet.count { steps[cell] = MarkBatch.missing }
    return (marks, sheet.recused, words)
  }
}

extension Ballots {
  fileprivate mutating func take(candidate: Int, expert: Int) -> [RuleID: Vote] {
    var taken: [RuleID: Vote] = [:]
    for key in votes.keys where key.candidate == Int32(candidate) && key.expert == Int32(expert) {
      taken[key.rule] = votes[key]
    }
    for rule in taken.keys {
      votes[Key(candidate: Int32(candidate), expert: Int32(expert), rule: rule)] = nil
    }
    return taken
  }
}

// MARK: - As bytes

extension SeatChanges {
  init(from reader: FactReader) throws {
    self.init(
      stage: try reader.text("stage"),
      changes: try reader.list("changes") { change in
        let (leaves, enters) = (change.textIfAny("leaves"), change.textIfAny("enters"))
        guard !leaves.isEmpty || !enters.isEmpty else { throw change.fault("leaves") }
        return Change(
          candidate: try change.identifier("candidate"), leaves: leaves.isEmpty ? nil : ExpertID(leaves),
          enters: enters.isEmpty ? nil : ExpertID(enters), cause: try change.value("cause"))
      })
  }

  var json: JSON {
    .object([
      "stage": .text(stage),
      "changes": .array(
        changes.map { change in
          .object([
            "candidate": .text(change.candidate.rawValue), "leaves": change.leaves.map { .text($0.rawValue) },
            "enters": change.enters.map { .text($0.rawValue) }, "cause": .text(change.cause.rawValue),
          ])
        }),
    ])
  }
}
