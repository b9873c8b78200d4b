import ExpertReview

/// The rule of the scoring benchmark: five items of weight 30, 25, 20, 15 and 10 marked 0…100 by tenths, the highest
/// and the lowest sheet dropped, the mean rounded to four places.
enum ScoringScheme {
  static let id = SchemeID("benchmark-scoring")
  static let stage = "review"

  /// A charter that embeds the rule. `calendar` is the text of a calendar file.
  static func charter(calendar: [UInt8]) -> Charter {
    let shelf = SchemeShelf(schemes: [id: Array(text.utf8)], documents: Array(documents.utf8))
    return Charter(roundID: id.rawValue, scheme: id, shelf: shelf, calendar: calendar, overrides: [])
  }

  private static let items = zip(0..., [30, 25, 20, 15, 10]).map { number, weight in
    #"{"id":"\#(number)","kind":"judged","label":{"zh":"第\#(number)项","en":"item \#(number)"},"weight":"\#(weight)"}"#
  }.joined(separator: ",")

  private static let text = #"""
    {"id":"\#(id)","name":{"zh":"计分基准","en":"Scoring benchmark"},"documents":["bench"],
    "inForce":{"from":"2020-01-01","until":"2030-12-31","house":"基准"},
    "fields":[{"key":"applicant_name","label":{"zh":"申报单位","en":"Applicant"},"type":"text","required":false,"house":"基准"}],
    "rules":[],
    "stages":[{"type":"formalCheck","house":"基准"},
    {"type":"review","id":"\#(stage)","name":{"zh":"评审","en":"Review"},"house":"基准",
    "panel":{"size":"7","minimumSheets":"5","odd":true,"compose":[]},
    "rubric":{"scale":{"min":"0","max":"100","step":"0.1"},"items":[\#(items)]},
    "aggregate":{"outliers":{"rule":"dropExtremes","high":"1","low":"1","on":"total","whenFewerThan":"5","then":"mean"},
    "rounding":[{"after":"total","places":"4","mode":"halfUp"}]}},
    {"type":"selection","caps":[{"scope":"scheme","atMost":"1000","house":"基准"}],"ties":["lot"],"house":"基准"}]}
    """#

  private static let documents =
    #"{"documents":[{"id":"bench","title":"基准","number":"1","issuer":"—","date":"2025-01-01","articles":["一"]}]}"#
}
