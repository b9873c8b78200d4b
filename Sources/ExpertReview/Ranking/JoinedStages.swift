/// What several review stages come to together for the candidates of one group (decision of the scheme: `carry`).
///
/// The score is the sum of each stage's officially rounded result times its share, exact, and rounded once as the
/// selection says. Tie-breaks look at the stages in turn: an item at the last stage that has it; the judged total and
/// the means of sheets and of marks are joined with the same shares.
public struct JoinedStages: Sendable {
  /// One stage's part.
  public struct Part: Sendable {
    public let stage: String
    /// In percent.
    public let share: ExactDecimal
    let standings: Standings
    /// The marks that the standings are of.
    let matrix: MarkMatrix
    /// By the candidate's position in the stage that is ranked, its position in this part's standings.
    let positions: [Int]

    /// The stage's official result.
    public func score(of candidate: Int) -> Score? { standings.score(of: positions[candidate]) }

    /// The result times its share.
    public func product(of candidate: Int) -> Fraction? {
      score(of: candidate).map { $0.exact * share.fraction / Fraction(100) }
    }
  }

  /// In the order of the stages.
  public let parts: [Part]
  public let rounding: Selection.Rounding

  /// The joined result before it is rounded; nil where a part has none.
  public func sum(of candidate: Int) -> Fraction? {
    parts.reduce(Fraction?.some(.zero)) { sum, part in
      guard let sum, let product = part.product(of: candidate) else { return nil }
      return sum + product
    }
  }

  /// The joined result as it is ranked and printed, rounded once; nil where a part has none. `candidate` is the
  /// position in the stage that is ranked. Complexity: linear in the parts.
  public func score(of candidate: Int) -> Score? {
    sum(of: candidate).map {
      Score(
        exact: $0.rounded(places: rounding.places, rounding.mode).fraction, places: rounding.places, isDecimal: true)
    }
  }

  /// The shared sum of a value that every part has.
  func ratio(of candidate: Int, _ value: (Standings, Int) -> ExactRatio?) -> ExactRatio? {
    var sum = Fraction.zero
    for part in parts {
      guard let ratio = value(part.standings, part.positions[candidate]) else { return nil }
      sum += ratio.fraction * part.share.fraction / Fraction(100)
    }
    return ExactRatio(sum.numerator, sum.denominator)
  }
}

extension RankedGroup {
  /// What is ranked by: the joined result where stages are joined, else the stage's own.
  func score(of candidate: Int) -> Score? { joined.map { $0.score(of: candidate) } ?? standings.score(of: candidate) }

  /// The same as a quotient to be compared exactly.
  func ratio(of candidate: Int) -> ExactRatio? {
    guard let joined else { return standings.score.ratio(candidate) }
    return joined.score(of: candidate).map { ExactRatio($0.exact.numerator, $0.exact.denominator) }
  }

  /// The standings that hold an item, with the candidate's position there; the last stage that has it.
  func holder(of item: ItemID) -> (standings: Standings, positions: [Int]?)? {
    func has(_ standings: Standings) -> Bool { standings.plan.items.contains { $0.id == item } }
    if has(standings) { return (standings, nil) }
    return joined?.parts.last { has($0.standings) }.map { ($0.standings, $0.positions) }
  }

  /// Why a candidate can have no place: what was decided or found outside this stage's marks, then the marks.
  func barredBy(_ candidate: Int) -> [Bar] { contenders[candidate].barredBy + standings.barredBy(candidate) }

  func isBarred(_ candidate: Int) -> Bool {
    !contenders[candidate].barredBy.isEmpty || standings.isBarred(candidate)
  }
}
