/// A limit on who may sit together on one panel, whatever else the panel is: at most two of one unit, at least two
/// thirds of them technical experts.
public struct CompositionLimit: Sendable, Hashable {
  public enum Sense: String, Sendable, CaseIterable { case atLeast, atMost }

  /// How many: a number, or a share of the panel. Of a share, `atLeast` is rounded up and `atMost` down, exactly.
  public enum Amount: Sendable, Hashable {
    case number(Int)
    /// Above zero and at most one, for `atLeast`; from zero and below one, for `atMost`.
    case share(Fraction)

    /// How many of a panel of `size` that is.
    public func count(_ sense: Sense, of size: Int) -> Int {
      switch self {
      case .number(let count): count
      case .share(let share):
        Int((Fraction(Int128(size)) * share).rounded(places: 0, sense == .atLeast ? .up : .down).units)
      }
    }

    /// As a scheme writes it: `2`, `2/3`.
    public var text: String {
      switch self {
      case .number(let count): "\(count)"
      case .share(let share): "\(share.numerator)/\(share.denominator)"
      }
    }
  }

  /// Whom the limit counts.
  public enum Scope: Sendable, Hashable {
    /// Those of one unit, of every unit in turn; an expert of no known unit shares it with nobody.
    case eachUnit
    /// Those of one region, of every region in turn; an expert of no known region shares it with nobody.
    case eachRegion
    /// The experts of a kind, as their column `kinds` names it.
    case kind(String)
    /// The experts whose column of this name holds this value.
    case attribute(String, value: String)
    /// Those who may chair a panel.
    case chair(Qualification)
  }

  public let sense: Sense
  public let amount: Amount
  public let scope: Scope

  public init(_ sense: Sense, _ amount: Amount, of scope: Scope) {
    self.sense = sense
    self.amount = amount
    self.scope = scope
  }

  /// The same limit where a number is meant.
  public init(_ sense: Sense, _ count: Int, of scope: Scope) { self.init(sense, .number(count), of: scope) }

  /// How many of a panel of `size` the limit asks for, or allows.
  public func count(of size: Int) -> Int { amount.count(sense, of: size) }
}

/// What a member must be to chair a panel (组长): of a kind, of an attribute, or both.
public struct Qualification: Sendable, Hashable {
  public let kind: String?
  public let attribute: Attribute?

  public struct Attribute: Sendable, Hashable {
    public let name: String
    public let value: String
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Precondition: at least one of the two is given.
  public init(kind: String? = nil, attribute: Attribute? = nil) {
    precondition(kind != nil || attribute != nil, "a qualification that everybody has")
    self.kind = kind
    self.attribute = attribute
  }

  /// Whether an expert has it.
  public func isHeld(by expert: Expert) -> Bool {
    kind.map(expert.kinds.contains) != false && attribute.map { expert.attributes[$0.name] == $0.value } != false
  }
}

extension CompositionLimit.Scope {
  /// Whether the limit is on each of many classes in turn.
  public var isForEach: Bool { self == .eachUnit || self == .eachRegion }
}
