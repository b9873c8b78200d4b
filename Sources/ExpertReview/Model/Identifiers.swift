/// A name that stands for one thing within a round. Each kind of identifier is its own type, so that an expert cannot
/// be passed where a candidate is meant; the raw text is what the organizer's files say.
public protocol Identifier: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible
where RawValue == String {
  init(rawValue: String)
}

extension Identifier {
  /// The identifier for the text as written in a file.
  public init(_ text: String) { self.init(rawValue: text) }
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A candidate (申报对象): one application in one round.
public struct CandidateID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// An expert (专家) of one round's pool.
public struct ExpertID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A scheme (认定或遴选方案), the name of its folder under `Rubrics`.
public struct SchemeID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A group (组): the candidates that are ranked together under one rubric.
public struct GroupID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A body that recommends candidates (推荐单位).
public struct RecommenderID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A rule of a scheme, such as `HL-08`.
public struct RuleID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// An item of a rubric (评分项).
public struct ItemID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// A material that a file must hold (申报材料), such as `MT-05`.
public struct MaterialID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}
