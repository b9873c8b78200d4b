/// A list as the public sees it (公示 or 公布): who is proposed or recognised, in order, without marks or experts.
public struct Notice: Sendable, Hashable {
  /// One candidate on the list.
  public struct Line: Sendable, Hashable {
    public let group: GroupID
    public let groupLabel: Bilingual
    public let place: Int
    public let candidate: CandidateID
    /// The project's or product's name.
    public let project: String
    /// The applicant's name.
    public let unit: String
    public let city: String

    public init(
      group: GroupID, groupLabel: Bilingual, place: Int, candidate: CandidateID, project: String, unit: String,
      city: String
    ) {
      self.group = group
      self.groupLabel = groupLabel
      self.place = place
      self.candidate = candidate
      self.project = project
      self.unit = unit
      self.city = city
    }
  }

  public let kind: Posting.Kind
  public let roundID: String
  public let scheme: Bilingual
  public let posted: CivilDay
  /// The clock that the posting starts. Nil for a final list, and for a scheme without publicity.
  public let clock: PublicityClock?
  /// Whether days of publicity are working days; nil where the scheme has no publicity.
  public let unit: Publicity.Unit?
  public let lines: [Line]
  /// On the proposed list but not on this final one, because an objection is still open.
  public let held: [Line]
  /// The head of the record's chain when the list was made.
  public let head: String
  /// On notice still, and so not on this final list.
  public var running: [Line] = []
  /// Of a corrected list, whose clocks begin anew.
  public var anew: [CandidateID] = []
  /// How many were on the list before and are so no longer, although they did not leave.
  public var dropped = 0
  /// The last day of each candidate's notice.
  public var lastDays: [CandidateID: CivilDay] = [:]
  /// How many earlier final lists hold; 0 for the first, and for one that is whole.
  public var publishedBefore = 0
  /// The day of the proposed list that a later one adds to or corrects.
  public var firstPosted: CivilDay?
  public var anonymousObjections = Publicity.Anonymous.note

  public init(
    kind: Posting.Kind, roundID: String, scheme: Bilingual, posted: CivilDay, clock: PublicityClock?,
    unit: Publicity.Unit?, lines: [Line], held: [Line], head: String
  ) {
    self.kind = kind
    self.roundID = roundID
    self.scheme = scheme
    self.posted = posted
    self.clock = clock
    self.unit = unit
    self.lines = lines
    self.held = held
    self.head = head
  }
}

extension Round {
  /// A notice's line for a candidate at a place of its group.
  public func noticeLine(_ candidate: Candidate, group: GroupID, place: Int) -> Notice.Line {
    let project = ["project_name", "platform_name", "model_name"].lazy.compactMap { scheme.text($0, of: candidate) }
    return Notice.Line(
      group: group, groupLabel: label(of: group), place: place, candidate: candidate.id,
      project: project.first ?? candidate.name, unit: scheme.text("applicant_name", of: candidate) ?? candidate.name,
      city: scheme.text("reg_city", of: candidate) ?? "")
  }

  /// A group's name for people: the label of the choice that makes it.
  public func label(of group: GroupID) -> Bilingual {
    guard let grouping = scheme.grouping, let slot = scheme.slots[grouping.by],
      let choice = scheme.fields[slot].choices.first(where: { $0.id == group.rawValue })
    else {
      return group == .everyone
        ? Bilingual(zh: "全部", en: "all") : Bilingual(zh: group.rawValue, en: group.rawValue)
    }
    return choice.label
  }
}
