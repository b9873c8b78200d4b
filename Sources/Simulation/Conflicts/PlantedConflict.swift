import ExpertReview

/// A conflict that was put in on purpose, or what only looks like one: what ties the expert to the candidate's party,
/// by which way the two names lead to one another, and what the search must make of it.
public struct PlantedConflict: Sendable, Hashable {
  /// What ties the expert to a unit. Ties with a look-back are planted both as going on and as ended on the first day
  /// that still counts.
  public enum Bond: String, Sendable, CaseIterable {
    /// The employer of the expert's own record.
    case employedNow
    /// An employment that is over and still counts.
    case employedBefore
    case advisory, shareholding
    /// A holding below the share from which the scheme takes one for grave.
    case smallHolding
    case kin, adviser, collaboration, service
    /// The expert takes part in an application.
    case application
    case other

    /// The kind under which the relations file gives it.
    public var kind: Relation.Kind {
      switch self {
      case .employedNow, .employedBefore: .employment
      case .advisory: .advisory
      case .shareholding, .smallHolding: .shareholding
      case .kin: .kin
      case .adviser: .adviser
      case .collaboration: .collaboration
      case .service: .service
      case .application: .applicant
      case .other: .other
      }
    }
  }

  /// How the unit of the tie leads to the party of the candidate's file.
  public enum Way: String, Sendable, CaseIterable {
    // One name, written alike or not.
    case sameName, sameCode, fullWidth, spaces, brackets, legalForm, traditional
    /// The expert's unit is a branch (分公司) of the party, or the party a branch of the expert's unit.
    case branch, branchInFile
    // Other names of the units file; `steps` of them in a row.
    case alias, aliasInFile, aliasOnBothSides
    // Links of the units file at or above the bar; `steps` of them.
    case parent, subsidiary, sister
    /// A chain on whose way a parent is given by another of its names.
    case parentUnderAlias
    /// A chain through units that hold each other in a circle.
    case circle
    /// A chain with one link below the bar: soft whatever the tie.
    case minority
    // Doubtful: for a person to decide.
    case oneCharacter, swappedCharacters, otherForm, otherRegion, shortName, part, abbreviation
    /// Traditional characters whose simplified form is not sure, two or more of them.
    case unsureTraditional
    /// A name near to a parent's.
    case nearToParent
    /// Another name of two units at once.
    case aliasOfTwo
    /// A name that two units of different codes bear, where the file gives none.
    case severalCodes
    // Persons whom the file lists.
    case samePerson, personOfThatName, tieToPerson, tieToPersonOfUnit, tieToPersonElsewhere
    // What people said.
    case declared, unsuitable, unsuitableUnderAlias, unsuitableByName, unsuitableElsewhere
    /// The expert's unit applies in the same group.
    case ownApplication
    /// The expert is tied to one who applies in the same group.
    case competitor
    /// The expert lives where the candidate does.
    case sameRegion
    // No conflicts.
    case lastDayOutside, dayBeforeThat, notYetBegun, overYesterday
    case belowLeastShare, twoMinorities, jointVenture, stateHolder, namesake, withdrawn, beyondTheNumber,
      ownApplicationElsewhere
  }

  public let candidate: CandidateID
  public let expert: ExpertID
  /// Of the pair; `none` for what only looks like a conflict.
  public let outcome: PlantedTie.Outcome
  /// The kind and role that the found conflict must bear.
  public let kind: String
  public let role: String
  /// Nil where no tie of the relations file or of the expert's record is behind it.
  public let bond: Bond?
  public let way: Way
  /// Links or other names in a row; 0 where the way has none.
  public let steps: Int
  /// Why it must come out so.
  public let about: Bilingual
}

/// A unit or person whose name comes near to a party's and who is somebody else. The search may leave it to a person or
/// say nothing; it must never bar or cost on its own.
public struct NearMiss: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// One character of the brand differs.
    case oneCharacter
    /// The same name in another province.
    case otherProvince
    /// The very same name under another credit code.
    case sameName
    /// The one name begins with the whole of the other's brand and trade.
    case longerName
    /// One brand, another trade, no link on record.
    case sisterBrand
    /// 第一 and 第二 of one kind.
    case numbered
    /// The same office of another city.
    case officeElsewhere
    /// The hospital of a university.
    case attachedHospital
    /// Subsidiaries of one brand that only the region in brackets tells apart.
    case regionInBrackets
    /// Another branch town, another company.
    case branchOfAnother
    /// A person of the listed person's name in another unit.
    case personElsewhere
  }
  public let candidate: CandidateID
  public let expert: ExpertID
  public let role: String
  public let kind: Kind
  /// Both credit codes are on record and differ, so nothing is left to ask.
  public let codesDiffer: Bool
  public let about: Bilingual
}
