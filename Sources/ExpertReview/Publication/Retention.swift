extension Round {
  /// The last day on which the record must be kept: the scheme's years after the last final list. Nil where there is no
  /// final list yet, or the scheme says nothing.
  public var keptUntil: CivilDay? {
    guard let years = scheme.retention?.years, let final = lastPosting(.final) else { return nil }
    return final.day.adding(years: years)
  }
}
