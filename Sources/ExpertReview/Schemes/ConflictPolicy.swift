/// Who may not judge whom.
public struct ConflictPolicy: Sendable {
  public enum Level: String, Sendable, Comparable, CaseIterable {
    case soft, hard
    public static func < (left: Level, right: Level) -> Bool { left == .soft && right == .hard }
  }
  /// A party that a candidate's file names: `{"role": "evaluator", "unit": "eval_org", "code"?: field, "level":
  /// "hard"}`; for a list, `"list": "members", "unit": "name", "code": "uscc"`.
  public struct Party: Sendable {
    public let role: String
    public let label: Bilingual
    public let list: String?
    public let unit: String?
    public let code: String?
    public let person: String?
    /// A unit that is the same for every candidate, by its name, in place of a field.
    public let named: String?
    /// It stands for the application itself: whose unit it is competes with the rest of the group.
    public let applies: Bool
    public let level: Level
    public let source: Source
  }
  /// A kind of tie between an expert and a unit or person, how grave it is and how long it counts.
  public struct Kind: Sendable {
    public let id: String
    public let label: Bilingual
    public let level: Level
    /// Months after its end during which the tie still counts; 0 for now only.
    public let months: Int
    /// Stays at its own level whatever the party's (kin, own application).
    public let absolute: Bool
    /// Whether an authority may let an expert judge in spite of it.
    public let waivable: Bool
    /// Percent held from which a holding has this level; a smaller one is soft. Nil where every holding has it.
    public let hardFrom: ExactDecimal?
    public let source: Source

    /// How grave a tie is whose file gives this share; nil for a file that gives none.
    func level(ofShare share: ExactDecimal?) -> Level {
      guard let hardFrom, let share else { return level }
      return share >= hardFrom ? level : .soft
    }
  }
  /// Which holdings between units count as links of a chain.
  public struct Chains: Sendable, Hashable {
    /// Percent held from which a link joins two units for good.
    public let hardFrom: ExactDecimal
    /// Percent held from which it joins them lightly; below that it says nothing.
    public let softFrom: ExactDecimal
    /// Ends of names of units through which no chain leads on, such as bodies that hold the state's shares.
    public let notThrough: [String]
    public let source: Source

    /// Nil for a holding too small to count. A parent without a share counts in full.
    func level(of share: ExactDecimal?) -> Level? {
      guard let share else { return .hard }
      return share >= hardFrom ? .hard : share >= softFrom ? .soft : nil
    }
  }
  /// Which names are near enough that a person must decide.
  public struct NearNames: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      /// One letter more, less, other, or two changed about.
      case oneEdit
      case legalForm
      case region
      /// One name begins with the other: 中南大学 and 中南大学湘雅医院.
      case leadingPart
      /// Equal once customary short forms are written out: 国防科大.
      case abbreviation
    }
    public let kinds: [Kind]
    /// Letters that the shorter name must have for `oneEdit` and `leadingPart`.
    public let leastLength: Int
    public let source: Source
  }
  /// An expert tied to one applicant of a group, beside the rest of that group.
  public struct Competitors: Sendable, Hashable {
    public let level: Level
    public let source: Source
  }
  /// An expert who lives where the candidate does.
  public struct Region: Sendable, Hashable {
    /// The field with the province or city that is compared with the expert's region.
    public let field: String
    public let level: Level
    public let source: Source
  }
  public let parties: [Party]
  public let kinds: [Kind]
  /// Unsuitable experts whom a candidate may name.
  public let unsuitableAtMost: Int
  /// An expert whose unit applies is out for the whole group.
  public let ownUnitBarsGroup: Bool
  public let chains: Chains
  public let nearNames: NearNames
  public let competitors: Competitors?
  public let region: Region?
  public let source: Source
}
