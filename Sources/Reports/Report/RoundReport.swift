import ExpertReview

/// A review stage as a page for those who answer for it: who is in and why, how the scores are spread, how sure the
/// places are, how the experts marked, who carried how much, conflicts, what happened when, and what no document gives.
///
/// Everything on it follows from the material; the same material gives the same bytes. One file without outside
/// resources, fit for print on A4. It names experts beside their marks: it is for staff and leaders, never for
/// applicants or the public.
public struct RoundReport: Sendable {
  /// What the page is made of. Parts that were not worked out are left off the page.
  public struct Material: Sendable {
    public let round: Round
    public let stage: ReviewStage
    public let ranking: Ranking
    /// Of which the ranking was made.
    public let groups: [GroupStandings]
    public let certainty: Certainty?
    public let severity: [SeverityFindings.Group]
    public let conflicts: ConflictSearch.Tally?
    /// In the order of the record.
    public let events: [Event]
    /// The day that counts as today.
    public let asOf: CivilDay

    public init(
      round: Round, stage: ReviewStage, ranking: Ranking, groups: [GroupStandings], certainty: Certainty? = nil,
      severity: [SeverityFindings.Group] = [], conflicts: ConflictSearch.Tally? = nil, events: [Event] = [],
      asOf: CivilDay
    ) {
      self.round = round
      self.stage = stage
      self.ranking = ranking
      self.groups = groups
      self.certainty = certainty
      self.severity = severity
      self.conflicts = conflicts
      self.events = events
      self.asOf = asOf
    }
  }

  /// Something that was done in the round.
  public struct Event: Sendable, Hashable {
    public let day: CivilDay
    public let actor: String
    public let words: Bilingual

    public init(day: CivilDay, actor: String, words: Bilingual) {
      self.day = day
      self.actor = actor
      self.words = words
    }
  }

  public let material: Material
  public let language: Language
  /// Whether candidates, experts and those who acted are told by their ids alone.
  public let hidesNames: Bool

  /// - Parameters:
  ///   - material: what the page is made of.
  ///   - language: of the page.
  ///   - hidesNames: whether people and units are told by their ids alone.
  public init(_ material: Material, in language: Language, hidesNames: Bool = false) {
    self.material = material
    self.language = language
    self.hidesNames = hidesNames
  }

  /// The page. Complexity: linear in rows and marks. Size: some 300 bytes a candidate and 30 a sheet.
  public var html: String {
    let frame = ReportFrame(self)
    var body = "<h1>\(escaped(frame.title))</h1>\n"
    body += ReportSummary(frame: frame).html
    body += ReportRanking(frame: frame).html
    body += ReportScores(frame: frame).html
    body += ReportCertainty(frame: frame).html
    body += ReportExperts(frame: frame).html
    body += ReportMarks(frame: frame).html
    body += ReportRecord(frame: frame).html
    body += "<p class=\"proof\">\(escaped(frame.proof))</p>\n"
    return htmlPage(title: frame.title, style: PlotFigure.style + "\n" + Self.style, body: body, in: language)
  }

  private static let style = """
    h2 { font-size: 1.2em; margin: 1.8em 0 .4em; line-height: 1.4; break-after: avoid; }
    section p { text-indent: 0; }
    .note { font-size: .88em; color: #444; }
    .in th, .in td { background: #eef5fb; }
    .open th, .open td { background: #fdf1e7; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .25em 1.2em; margin: .6em 0 1em;
         font-size: .95em; }
    dt { font-weight: 600; }
    dd { margin: 0; overflow-wrap: anywhere; }
    @media screen { .rows { min-width: 42rem; } }
    @media print { body { font-size: 10.5pt; line-height: 1.55; } }
    """
}
