/// From what, and in which proportions, it follows how well an expert suits a candidate (契合度).
public struct AffinityPolicy: Sendable, Hashable {
  /// What an affinity is mixed from.
  public enum Part: String, Sendable, CaseIterable {
    /// What a candidate is about beside what an expert knows (领域).
    case fields
    /// The words of the declaration beside those of the expert's profile (文本).
    case text
    /// What the expert would like to judge (意向).
    case bids
    /// Affinities that were worked out elsewhere and imported (读入的契合度).
    case imported
  }

  /// The candidate's topics, and what a field of an expert is worth that lies near one.
  public struct Fields: Sendable, Hashable {
    public let weight: ExactDecimal
    /// Fields of the declaration that name topics; empty for all of several choices.
    public let of: [String]
    /// What each step in the taxonomy leaves of a topic's worth, 0…1.
    public let step: ExactDecimal
    /// How many steps apart terms may be to be near at all.
    public let steps: Int
    public let source: Source?

    public init(
      weight: ExactDecimal, of: [String] = [], step: ExactDecimal = AffinityPolicy.half, steps: Int = 2,
      source: Source? = nil
    ) {
      (self.weight, self.of, self.step, self.steps, self.source) = (weight, of, step, steps, source)
    }
  }

  public struct Text: Sendable, Hashable {
    public let weight: ExactDecimal
    /// Fields of the declaration whose words count beside the candidate's name; empty for the texts of 100 characters
    /// and more.
    public let of: [String]
    /// Columns of the experts' file whose words count.
    public let profile: [String]
    public let source: Source?

    /// The columns of a scheme that names none.
    public static let usualProfile = ["fields", "profile", "keywords", "papers"]
    /// How long a text may at least be to count where a scheme names no fields.
    public static let leastLength = 100

    public init(
      weight: ExactDecimal, of: [String] = [], profile: [String] = Text.usualProfile, source: Source? = nil
    ) {
      (self.weight, self.of, self.profile, self.source) = (weight, of, profile, source)
    }
  }

  public struct Bids: Sendable, Hashable {
    public let weight: ExactDecimal
    /// What each bid is worth, 0…1, none above the one before.
    public let eager: ExactDecimal
    public let willing: ExactDecimal
    public let maybe: ExactDecimal
    public let not: ExactDecimal
    /// What it is worth that an expert says nothing of a candidate, 0…1.
    public let none: ExactDecimal
    public let source: Source?

    public init(
      weight: ExactDecimal, eager: ExactDecimal = ExactDecimal(1), willing: ExactDecimal = AffinityPolicy.half,
      maybe: ExactDecimal = AffinityPolicy.quarter, not: ExactDecimal = .zero,
      none: ExactDecimal = AffinityPolicy.quarter, source: Source? = nil
    ) {
      (self.weight, self.eager, self.willing, self.maybe) = (weight, eager, willing, maybe)
      (self.not, self.none, self.source) = (not, none, source)
    }

    /// What a bid is worth, or none at all.
    public func worth(_ bid: BidTable.Bid?) -> ExactDecimal {
      switch bid {
      case .eager: eager
      case .willing: willing
      case .maybe: maybe
      case .not: not
      case nil: none
      }
    }
  }

  public struct Imported: Sendable, Hashable {
    public let weight: ExactDecimal
    public let source: Source?

    public init(weight: ExactDecimal, source: Source? = nil) { (self.weight, self.source) = (weight, source) }
  }

  /// Nil for a part that does not count.
  public let fields: Fields?
  public let text: Text?
  public let bids: Bids?
  public let imported: Imported?
  /// Nil where the scheme says nothing.
  public let source: Source?

  public init(
    fields: Fields? = nil, text: Text? = nil, bids: Bids? = nil, imported: Imported? = nil, source: Source? = nil
  ) {
    (self.fields, self.text, self.bids, self.imported, self.source) = (fields, text, bids, imported, source)
  }

  public static let half = ExactDecimal(units: 5, places: 1)
  public static let quarter = ExactDecimal(units: 25, places: 2)

  /// Weights go up to this.
  static let mostWeight = 100
  /// Places that a weight may have, and what a bid or a step is worth.
  static let weightPlaces = 4
  static let worthPlaces = 6

  /// The weight of a part; zero for one that does not count.
  public func weight(of part: Part) -> ExactDecimal {
    switch part {
    case .fields: fields?.weight ?? .zero
    case .text: text?.weight ?? .zero
    case .bids: bids?.weight ?? .zero
    case .imported: imported?.weight ?? .zero
    }
  }

  /// The source of a part, which is the scheme's own or that around it.
  public func source(of part: Part) -> Source? {
    switch part {
    case .fields: fields?.source ?? source
    case .text: text?.source ?? source
    case .bids: bids?.source ?? source
    case .imported: imported?.source ?? source
    }
  }

  /// That of a scheme that says nothing (house): imported affinities, where there are any, else the fields; with bids,
  /// where there are any, for the same again.
  public static func unstated(isImported: Bool) -> AffinityPolicy {
    AffinityPolicy(
      fields: isImported ? nil : Fields(weight: ExactDecimal(1)), bids: Bids(weight: ExactDecimal(1)),
      imported: isImported ? Imported(weight: ExactDecimal(1)) : nil)
  }
}
