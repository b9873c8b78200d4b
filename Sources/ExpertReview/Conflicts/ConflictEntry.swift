/// A conflict of one pair as the search keeps it: numbers only, so that a million of them are no burden.
struct ConflictEntry: Sendable {
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let certain = Flags(rawValue: 1)
    static let hard = Flags(rawValue: 2)
    /// Certain only because two names without codes are equal.
    static let byName = Flags(rawValue: 4)
    /// If it is true, the expert's own unit, or the expert, applies, by what was found or declared.
    static let own = Flags(rawValue: 8)
    /// If it is true, the expert is tied to one who applies, and so to the others' competitor.
    static let applies = Flags(rawValue: 16)
    init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  let candidate: Int32
  let expert: Int32
  /// Numbers in the tables of kinds and roles, which are in alphabetical order.
  let kind: Int32
  let role: Int32
  /// Number of the tie; −1 for what somebody said.
  let tie: Int32
  /// Number of the party's mention; of what was said.
  let mention: Int32
  let way: UnitMatching.Target.Way
  var flags: Flags
  var status: Conflict.Status = .standing

  var isCertain: Bool { flags.contains(.certain) }
  var level: ConflictPolicy.Level { flags.contains(.hard) ? .hard : .soft }
  var bars: Bool { status == .undecided || (status == .standing && level == .hard) }
  /// Whether it holds, or held until somebody waived it.
  var isTrue: Bool { status == .standing || status == .waived }

  /// Sure before doubtful, grave before light, the expert's own unit before others, the shorter way before the longer.
  func outranks(_ other: ConflictEntry) -> Bool {
    if isCertain != other.isCertain { return isCertain }
    if level != other.level { return level > other.level }
    if flags.contains(.own) != other.flags.contains(.own) { return flags.contains(.own) }
    if way != other.way { return way < other.way }
    return (tie, mention) < (other.tie, other.mention)
  }
}

/// What was said of a pair, by its candidate's file or by declaration.
struct StatedConflict: Sendable {
  let kind: String
  let role: String
  let level: ConflictPolicy.Level
  let party: String
  let isCertain: Bool
  let isByName: Bool
  let link: ConflictLink
  let nearness: Nearness?
  /// The whole of it in words.
  let words: Bilingual
  let source: Source

  /// Whether somebody declared that the application is the expert's own, which reaches as far as when it is found.
  var isOwnApplication: Bool { role == Conflict.declared && kind == Relation.Kind.applicant.rawValue }
}

/// A reason why an expert is in conflict with all of a group, all of a region or everybody.
///
/// Such a reason is kept once and never written out pair by pair: 5 000 experts whose units apply beside 20 000
/// candidates would be a hundred million pairs.
struct BroadConflict: Sendable {
  enum Ground: Sendable, Hashable {
    /// Ties to candidates of the group: places of their entries, by candidate. It does not bar the one it comes from.
    case group([Int32])
    /// A unit that the scheme names for all: numbers of tie and mention, and how it was met.
    case named(tie: Int32, mention: Int32)
    case region(String)
  }

  let expert: Int32
  let scope: ConflictScope
  let kind: String
  let role: String
  let level: ConflictPolicy.Level
  let isCertain: Bool
  let isByName: Bool
  let ground: Ground
  let source: Source
}

/// Whom a reason reaches.
enum ConflictScope: Sendable, Hashable {
  case everyone
  /// Number of the group.
  case group(Int32)
  /// Number of the region.
  case region(Int32)
}
