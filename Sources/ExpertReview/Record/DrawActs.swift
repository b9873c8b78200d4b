// What is done for a draw: a seed is sealed, the lists are frozen, the seed is opened and the panels are drawn. Three
// facts, in this order; so that whoever knows the seed cannot fit the lists to it unseen, and whoever made the lists
// cannot choose the seed.

/// A seed was sealed: what commits to it, and not the seed itself.
public struct SeedSeal: Sendable, Hashable {
  /// The review stage whose panels are to be drawn.
  public let stage: String
  /// SHA-256 of the UTF-8 text "SALT,SEED", 64 hexadecimal digits.
  public let commitment: String

  public init(stage: String, commitment: String) {
    self.stage = stage
    self.commitment = commitment
  }

  /// The text whose SHA-256 is the commitment.
  public static func input(salt: String, seed: String) -> String { "\(salt),\(seed)" }
}

/// The lists were frozen from which panels are drawn, as of the day of the fact.
public struct ListFreeze: Sendable, Hashable {
  public let stage: String
  /// SHA-256, in hexadecimal, of the lists as they are written out: candidates with the seats to be drawn, experts who
  /// can be called on, pairs that are barred or have a soft conflict.
  public let candidates: String
  public let experts: String
  public let pairs: String
  /// How many are to stand by for each candidate.
  public let alternates: Int
  /// Seats that stand and are kept: only the others are drawn. Sorted by candidate, then expert.
  public let kept: [PanelList.Seat]
  /// Which public numbers will be added to the seed, such as a lottery's draw of a day to come; empty for none.
  public let publicSource: String

  public init(
    stage: String, candidates: String, experts: String, pairs: String, alternates: Int, kept: [PanelList.Seat] = [],
    publicSource: String = ""
  ) {
    self.stage = stage
    self.candidates = candidates
    self.experts = experts
    self.pairs = pairs
    self.alternates = alternates
    self.kept = kept.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    self.publicSource = publicSource
  }
}

/// A sealed seed, opened.
public struct SeedOpening: Sendable, Hashable {
  public let seed: String
  public let salt: String
  /// The public numbers that were announced when the lists were frozen; empty for none.
  public let publicNumbers: String

  public init(seed: String, salt: String, publicNumbers: String = "") {
    self.seed = seed
    self.salt = salt
    self.publicNumbers = publicNumbers
  }

  /// The seed of the sampler: the sealed one and, after a space, the public numbers.
  public var samplerSeed: String { publicNumbers.isEmpty ? seed : "\(seed) \(publicNumbers)" }
}

/// A seed was opened and the panels were drawn from it, all in one act.
public struct DrawnPanels: Sendable, Hashable {
  public let opening: SeedOpening
  /// The panels and who stands by; the objective is `draw`, the seed that of the sampler, and there are no prices.
  public let record: AssignmentRecord
  /// SHA-256 of the protocol, in hexadecimal: every number drawn and what it decided.
  public let protocolDigest: String

  public init(opening: SeedOpening, record: AssignmentRecord, protocolDigest: String) {
    self.opening = opening
    self.record = record
    self.protocolDigest = protocolDigest
  }
}

extension AssignmentRecord {
  /// The objective of panels that were drawn: none is made best, chance decides within the limits.
  public static let drawn = "draw"
  public var isDrawn: Bool { objective == AssignmentRecord.drawn }
}

/// A draw as far as it has come. Only the newest of a stage stands; those before it are in the record.
public struct StandingDraw: Sendable, Hashable {
  /// One of its acts: when, and by whom.
  public struct Act<Content: Sendable & Hashable>: Sendable, Hashable {
    public let content: Content
    public let sequence: Int
    public let on: CivilDay
    public let by: String

    init(_ content: Content, _ entry: FactEntry) {
      self.content = content
      sequence = entry.sequence
      on = entry.asOf
      by = entry.actor
    }
  }

  public let seal: Act<SeedSeal>
  /// The newest list that was frozen after the sealing.
  public internal(set) var freeze: Act<ListFreeze>?
  public internal(set) var opening: Act<DrawnPanels>?

  public var isOpened: Bool { opening != nil }
}

extension Round {
  /// Takes a seal. While one waits to be opened, another may take its place only with a reason on record.
  mutating func take(_ seal: SeedSeal, entry: FactEntry) throws(RoundRefusal) {
    _ = try reviewStage(seal.stage)
    if let standing = draws[seal.stage], !standing.isOpened, entry.reason.isEmpty {
      throw .seedSealed(on: standing.seal.on, by: standing.seal.by)
    }
    draws[seal.stage] = StandingDraw(seal: StandingDraw.Act(seal, entry))
  }

  /// Takes frozen lists: after the sealing and before the opening; frozen again, the newest stand.
  mutating func take(_ freeze: ListFreeze, entry: FactEntry) throws(RoundRefusal) {
    _ = try reviewStage(freeze.stage)
    guard let standing = draws[freeze.stage] else { throw .noSealedSeed }
    if let opening = standing.opening { throw .seedOpened(on: opening.on) }
    for seat in freeze.kept { _ = (try index(of: seat.candidate), try index(of: seat.expert)) }
    draws[freeze.stage]?.freeze = StandingDraw.Act(freeze, entry)
  }

  /// The frozen lists from which a stage's panels may be drawn now, or why not: the seed was sealed before, has not
  /// been opened, and nothing has changed the lists since they were frozen.
  public func frozenLists(of stage: String) throws(RoundRefusal) -> StandingDraw.Act<ListFreeze> {
    guard let standing = draws[stage] else { throw .noSealedSeed }
    if let opening = standing.opening { throw .seedOpened(on: opening.on) }
    guard let freeze = standing.freeze else { throw .listsNotFrozen }
    let last = lastChange(of: .assignment, stage: stage)
    guard last < freeze.sequence else { throw .listsChanged(since: last) }
    return freeze
  }

  /// Checks what is drawn against what was sealed and frozen, so far as no digest is needed for it.
  func checkOpening(_ drawn: DrawnPanels) throws(RoundRefusal) {
    let stage = drawn.record.panels.stage
    let freeze = try frozenLists(of: stage).content
    let (source, numbers) = (freeze.publicSource, drawn.opening.publicNumbers)
    if source.isEmpty, !numbers.isEmpty { throw .publicNumbersUnannounced }
    if !source.isEmpty, numbers.isEmpty { throw .publicNumbersMissing(source: source) }
  }

  /// The problem that panels are drawn from, as it was frozen: of the day of freezing, with the seats kept then.
  public func drawProblem(of stage: ReviewStage, _ freeze: StandingDraw.Act<ListFreeze>) -> PanelProblem {
    panelProblem(stage: stage, asOf: freeze.on, keeping: freeze.content.kept)
  }
}

extension Round {
  /// What the standing panels of a stage were drawn with; nil where they were not drawn, or other panels stand since.
  public func drawnPanels(of stage: String) -> DrawnPanels? {
    guard case .assigned(let record)? = panels[stage]?.origin, let drawn = madeDraws[stage]?.opening?.content,
      drawn.record == record
    else { return nil }
    return drawn
  }
}
