/// One step on the way from an expert to a candidate.
public struct ConflictLink: Sendable, Hashable {
  public enum Relation: Sendable, Hashable {
    /// A tie of the expert, by the scheme's name of its kind.
    case tie(kind: String)
    /// Two names of one unit, by the units file.
    case alias
    /// Two names with one credit code.
    case sameCode
    /// From a branch to the company it is part of.
    case headOffice
    /// From a company to its branch.
    case branch
    /// From a unit to one that holds it.
    case parent
    /// From a unit to one that it holds.
    case subsidiary
    /// Two names that may be one unit; the conflict's `nearness` says why.
    case near
    /// The candidate's file names it in this role.
    case party(role: String)
    /// From a candidate that the expert is tied to, to another that is ranked with it.
    case sameGroup
    case sameRegion
    case declared
    case unsuitable
  }

  /// Where a link is from.
  public enum Origin: String, Sendable, CaseIterable {
    /// The list of experts.
    case experts
    case relations
    case units
    /// The candidate's own file.
    case candidate
    /// What somebody declared.
    case declaration
    /// The scheme: a unit that it names, or the groups that it ranks.
    case scheme
    /// What two names say by themselves.
    case names
  }

  public let from: String
  public let relation: Relation
  public let label: Bilingual
  public let to: String
  /// Percent held, where the file gives it.
  public let share: ExactDecimal?
  public let began: CivilDay?
  public let ended: CivilDay?
  /// The file's own words; empty where it has none.
  public let text: String
  public let origin: Origin

  init(
    from: String, _ relation: Relation, label: Bilingual, to: String, share: ExactDecimal? = nil,
    began: CivilDay? = nil, ended: CivilDay? = nil, text: String = "", origin: Origin
  ) {
    self.from = from
    self.relation = relation
    self.label = label
    self.to = to
    self.share = share
    self.began = began
    self.ended = ended
    self.text = text
    self.origin = origin
  }
}

/// Two names that may be one, and why nobody but a person can say.
public struct Nearness: Sendable, Hashable {
  public enum Reason: String, Sendable, CaseIterable {
    case oneEdit, legalForm, region, leadingPart, abbreviation
    /// Persons of the same name whose unit is not known to be the same.
    case personName
    /// The units file says two different things of the name.
    case contradiction
    /// Units of different codes bear the name, and this one is named without.
    case severalCodes
  }

  /// How much of the two names is the same, in percent with one place: 100 for the same name.
  public let score: ExactDecimal
  /// The name on the expert's side.
  public let name: String
  /// The nearest one on the candidate's.
  public let nearest: String
  public let reasons: [Reason]
}

extension Nearness.Reason {
  /// The reason that a scheme names so.
  public init(_ kind: ConflictPolicy.NearNames.Kind) {
    switch kind {
    case .oneEdit: self = .oneEdit
    case .legalForm: self = .legalForm
    case .region: self = .region
    case .leadingPart: self = .leadingPart
    case .abbreviation: self = .abbreviation
    }
  }

  public var label: Bilingual {
    switch self {
    case .oneEdit: Bilingual(zh: "一字之差", en: "one letter apart")
    case .legalForm: Bilingual(zh: "只差组织形式", en: "the same but for the legal form")
    case .region: Bilingual(zh: "只差行政区划", en: "the same but for the region")
    case .leadingPart: Bilingual(zh: "一个以另一个开头", en: "one begins with the other")
    case .abbreviation: Bilingual(zh: "可能是简称", en: "may be a short form")
    case .personName: Bilingual(zh: "只有姓名相同", en: "only the person's name is the same")
    case .contradiction: Bilingual(zh: "单位表自相矛盾", en: "the units file contradicts itself")
    case .severalCodes: Bilingual(zh: "同名单位有不同的信用代码", en: "units of this name have different codes")
    }
  }
}
