/// A reason why an expert may not judge a candidate, or a match that a person must look at.
public struct Conflict: Sendable {
  public enum Status: String, Sendable, CaseIterable {
    /// It holds: a hard one bars the pair, a soft one is used only where a panel could not be filled otherwise.
    case standing
    /// It may be a false match; the pair may not be assigned until somebody decides.
    case undecided
    case dismissed
    case waived
  }

  public let candidate: CandidateID
  public let expert: ExpertID
  /// The kind of tie, as the scheme names it.
  public let kind: String
  /// How the candidate's file names the party, such as `applicant` or `evaluator`.
  public let role: String
  public let level: ConflictPolicy.Level
  public let status: Status
  public let source: Source
  /// The party as the candidate's file names it; of a declared conflict who declared it, empty for staff.
  public let party: String
  /// Whether the search itself left it to a person, whatever was decided since.
  public let isDoubtful: Bool
  /// Whether two are held to be one because their names are equal and neither has a code.
  public let isByName: Bool
  let grounds: ConflictGrounds

  /// The kind and role of a conflict that a candidate's own request makes.
  public static let unsuitable = "unsuitable"
  /// The kind and role of a conflict with those who compete with a candidate that the expert is tied to.
  public static let competitor = "competitor"
  /// The kind and role of a conflict with candidates of the expert's own region.
  public static let region = "region"

  /// Whether the pair may not be assigned because of it.
  public var bars: Bool {
    status == .undecided || (status == .standing && level == .hard)
  }

  /// The links from the expert to the candidate, in order: the tie, what joins its other end to the party, and how the
  /// candidate's file names that party. Worked out anew at each call. Complexity: linear in the units within reach.
  public var links: [ConflictLink] { grounds.links }

  /// How near the two names are that a person must compare; nil for a match that needs no person.
  public var nearness: Nearness? { isDoubtful ? grounds.nearness : nil }

  /// The links in words.
  public var evidence: Bilingual { grounds.words(links: links, nearness: nearness) }

  /// The same conflict after a decision.
  func with(_ status: Status) -> Conflict {
    Conflict(
      candidate: candidate, expert: expert, kind: kind, role: role, level: level, status: status, source: source,
      party: party, isDoubtful: isDoubtful, isByName: isByName, grounds: grounds)
  }
}

extension Conflict: Hashable {
  private struct Identity: Hashable {
    let seen: ConflictSettlement.Seen
    let candidate: CandidateID
    let expert: ExpertID
    let status: Status
    let isDoubtful: Bool
    let isByName: Bool
    let place: ConflictGrounds.Place
  }

  private var identity: Identity {
    Identity(
      seen: seen, candidate: candidate, expert: expert, status: status, isDoubtful: isDoubtful, isByName: isByName,
      place: grounds.place)
  }

  /// Two are equal that say the same of the same pair on the same grounds within one search.
  public static func == (left: Conflict, right: Conflict) -> Bool { left.identity == right.identity }
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
