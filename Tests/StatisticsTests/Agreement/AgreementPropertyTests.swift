import Statistics
import Testing

/// Marks of a round with gaps: normal qualities, severities and errors.
private func simulated(
  _ number: Int, subjects: Int = 40, raters: Int = 9, seats: Int, deviations: (Double, Double, Double) = (1, 0.6, 0.8)
) -> Ratings {
  var stream = RandomStream(seed: 44, stream: UInt64(number))
  let severities = (0..<raters).map { _ in deviations.1 * stream.standardNormal() }
  var marks: [Ratings.Rating] = []
  for subject in 0..<subjects {
    let quality = deviations.0 * stream.standardNormal()
    for rater in stream.sample(seats, of: Array(0..<raters)) {
      let error = deviations.2 * stream.standardNormal()
      marks.append(.init(subject: subject, rater: rater, value: quality + severities[rater] + error))
    }
  }
  return Ratings(subjectCount: subjects, raterCount: raters, marks)
}

@Test func `components of a table without gaps are those of expected mean squares`() throws {
  for number in 0..<5 {
    let ratings = simulated(number, subjects: 12, raters: 5, seats: 5)
    let anova = try TwoWayTable(try ratings.complete())
    let found = try TwoWayComponents(ratings)
    #expect(isNear(found.residual, anova.residual))
    #expect(isNear(found.subjects, (anova.betweenSubjects - anova.residual) / 5))
    #expect(isNear(found.raters, (anova.betweenRaters - anova.residual) / 12))
    // And the reliabilities are the intraclass correlations.
    let single = found.subjects / (found.subjects + found.raters + found.residual)
    #expect(isNear(single, IntraclassCorrelation(anova, model: .agreement, unit: .single).value))
    let study = DecisionStudy(found)
    for unit in [1, 5] {
      let consistency = IntraclassCorrelation(anova, model: .consistency, unit: unit == 1 ? .single : .average)
      #expect(isNear(study.outcome(raters: unit).generalizability, consistency.value))
      let agreement = IntraclassCorrelation(anova, model: .agreement, unit: unit == 1 ? .single : .average)
      #expect(isNear(study.outcome(raters: unit).dependability, agreement.value))
    }
    let oneWay = try OneWayComponents(ratings)
    let icc = IntraclassCorrelation(anova, model: .oneWay, unit: .single)
    #expect(isNear(oneWay.value, icc.value) && isNear(oneWay.probability, icc.probability))
    // With equal numbers of marks the interval of Thomas and Hultquist is the exact one.
    let (found1, exact) = (try #require(oneWay.interval()), try #require(icc.interval()))
    #expect(isNear(found1.lower, exact.lower) && isNear(found1.upper, exact.upper))
  }
}

/// Unbiased: over 60 rounds the mean lies within four standard errors, taken from the rounds themselves.
@Test func `components of marks with gaps hit the truth on average`() throws {
  var (subjects, raters, residual): ([Double], [Double], [Double]) = ([], [], [])
  for number in 0..<60 {
    let found = try TwoWayComponents(simulated(100 + number, seats: 3))
    subjects.append(found.subjects)
    raters.append(found.raters)
    residual.append(found.residual)
  }
  for (found, truth) in [(subjects, 1.0), (raters, 0.36), (residual, 0.64)] {
    let error = (variance(of: found) / Double(found.count)).squareRoot()
    #expect((mean(of: found[...]) - truth).magnitude < 4 * error, "\(mean(of: found[...])) ± \(error), truly \(truth)")
  }
}

@Test func `agreement does not depend on who stands where`() throws {
  let ratings = simulated(7, seats: 4)
  var marks: [Ratings.Rating] = []
  for subject in 0..<ratings.subjectCount {
    for mark in ratings.marks(of: subject) {
      marks.append(
        .init(subject: 39 - subject, rater: (Int(ratings.raters[mark]) * 2 + 3) % 9, value: ratings.values[mark]))
    }
  }
  let turned = Ratings(subjectCount: 40, raterCount: 9, marks)
  let (a, b) = (try TwoWayComponents(ratings), try TwoWayComponents(turned))
  #expect(isNear(a.subjects, b.subjects) && isNear(a.raters, b.raters) && isNear(a.residual, b.residual))
  for level in KrippendorffAlpha.Level.allCases where level != .ratio {
    #expect(
      isNear(try KrippendorffAlpha(ratings, level: level).value, try KrippendorffAlpha(turned, level: level).value))
  }
}

/// Krippendorff's definition, pair by pair, with his own ordinal distance by frequencies.
@Test func `alpha is the definition's at every level`() throws {
  for number in 0..<20 {
    var stream = RandomStream(seed: 9, stream: UInt64(number))
    var marks: [Ratings.Rating] = []
    for subject in 0..<8 {
      for rater in stream.sample(stream.integer(in: 0...4), of: [0, 1, 2, 3]) {
        marks.append(.init(subject: subject, rater: rater, value: Double(stream.integer(in: 0...5))))
      }
    }
    let ratings = Ratings(subjectCount: 8, raterCount: 4, marks)
    let units = (0..<8).map { Array(ratings.values[ratings.marks(of: $0)]) }.filter { $0.count > 1 }
    let all = units.flatMap { $0 }
    func ordinal(_ a: Double, _ b: Double) -> Double {
      let between = all.count { $0 >= min(a, b) && $0 <= max(a, b) }
      let ends = all.count { $0 == a } + all.count { $0 == b }
      let distance = Double(between) - Double(ends) / 2
      return a == b ? 0 : distance * distance
    }
    func distance(_ level: KrippendorffAlpha.Level, _ a: Double, _ b: Double) -> Double {
      switch level {
      case .nominal: a == b ? 0 : 1
      case .ordinal: ordinal(a, b)
      case .interval: (a - b) * (a - b)
      case .ratio: a == b ? 0 : ((a - b) / (a + b)) * ((a - b) / (a + b))
      }
    }
    for level in KrippendorffAlpha.Level.allCases {
      var (within, whole) = (0.0, 0.0)
      for unit in units {
        for (i, a) in unit.enumerated() {
          for (j, b) in unit.enumerated() where i != j { within += distance(level, a, b) / Double(unit.count - 1) }
        }
      }
      for (i, a) in all.enumerated() {
        for (j, b) in all.enumerated() where i != j { whole += distance(level, a, b) }
      }
      let expected = 1 - Double(all.count - 1) * within / whole
      let found = try KrippendorffAlpha(ratings, level: level).value
      #expect((found - expected).magnitude < 1e-12, "\(level) \(found) \(expected)")
    }
  }
}

@Test func `what marks cannot tell is refused with the reason`() {
  func summary(_ ratings: Ratings) throws -> AgreementSummary { try AgreementSummary(ratings, seed: 1, replicates: 39) }
  #expect(throws: AgreementGap.tooFewSubjects(found: 0, needed: 2)) {
    try summary(Ratings(subjectCount: 3, raterCount: 2, [.init(subject: 0, rater: 0, value: 1)]))
  }
  #expect(throws: AgreementGap.noVariation) { try summary(CompleteMarks([[4, 4], [4, 4]]).ratings) }
  #expect(throws: AgreementGap.notSeparable) {
    // Two subjects, each with two raters of its own: severity and quality are one.
    try summary(
      Ratings(
        subjectCount: 2, raterCount: 4, (0..<4).map { .init(subject: $0 / 2, rater: $0, value: Double($0)) }))
  }
  #expect(throws: AgreementGap.incomplete(missing: 1)) {
    try Ratings(
      subjectCount: 2, raterCount: 2,
      [
        .init(subject: 0, rater: 0, value: 1), .init(subject: 0, rater: 1, value: 2),
        .init(subject: 1, rater: 0, value: 3),
      ]
    ).complete()
  }
  #expect(throws: AgreementGap.tooFewRaters(found: 1, needed: 2)) { try TwoWayTable(CompleteMarks([[1], [2]])) }
  #expect(throws: AgreementGap.tooFewSubjects(found: 2, needed: 3)) {
    try BlockAgreement(CompleteMarks([[1, 2], [2, 3]]))
  }
  #expect(throws: AgreementGap.noVariation) { try FleissKappa(counts: [[2, 0], [2, 0]]) }
  #expect(throws: AgreementGap.noVariation) { try CohenKappa(table: [[5, 0], [0, 0]], weighting: .plain) }
}

@Test func `raters who agree in full have reliability one and no interval`() throws {
  let anova = try TwoWayTable(CompleteMarks([[1, 1, 1], [2, 2, 2], [5, 5, 5]]))
  for model in IntraclassCorrelation.Model.allCases {
    let found = IntraclassCorrelation(anova, model: model, unit: .single)
    #expect(found.value == 1 && found.f == .infinity && found.probability == 0 && found.interval() == nil)
  }
}

@Test func `a summary tells the same of whole tables and of marks with gaps`() throws {
  let whole = try AgreementSummary(simulated(5, seats: 9), seed: 3, replicates: 99)
  #expect(whole.isComplete && whole.panelSize == 9 && whole.marks == 360)
  let gaps = try AgreementSummary(simulated(5, seats: 4), seed: 3, replicates: 99)
  #expect(!gaps.isComplete && gaps.panelSize == 4 && gaps.raters == 9)
  for summary in [whole, gaps] {
    for figure in [summary.single, summary.order, summary.alpha, summary.ordinalAlpha] {
      #expect(try #require(figure.interval).contains(figure.value))
    }
    // Severity counts against one mark and not against its order.
    #expect(summary.single.value < summary.order.value)
  }
  // The same seed gives the same bytes.
  #expect(try AgreementSummary(simulated(5, seats: 4), seed: 3, replicates: 99) == gaps)
}

@Test func `more raters are more reliable by the Spearman-Brown formula`() {
  let study = DecisionStudy(subjects: 0.4, raters: 0.1, residual: 0.5)
  for count in 1...20 {
    let stepped = Double(count) * 0.4 / 0.9 / (1 + Double(count - 1) * 0.4 / 0.9)
    #expect(isNear(study.outcome(raters: count).generalizability, stepped, 1e-13))
  }
  #expect(study.ratersNeeded(for: 0.8, sameRaters: true) == 5, "0.4 ÷ (0.4 + 0.5/5) = 0.8")
  #expect(study.ratersNeeded(for: 0.8, sameRaters: false) == 6, "0.4 ÷ (0.4 + 0.6/6) = 0.8")
  #expect(DecisionStudy(subjects: -1, raters: 1, residual: 1).ratersNeeded(for: 0.5, sameRaters: true) == nil)
}

@Test func `blocks are those who marked the same subjects together`() {
  var marks: [Ratings.Rating] = []
  for subject in 0..<6 {
    for seat in 0..<3 {
      marks.append(.init(subject: subject, rater: subject < 3 ? seat : seat + 2, value: Double(subject + seat)))
    }
  }
  marks.append(.init(subject: 6, rater: 1, value: 3))
  let blocks = Ratings(subjectCount: 8, raterCount: 5, marks).blocks
  #expect(blocks.map(\.subjects) == [[0, 1, 2], [3, 4, 5]])
  #expect(blocks.map(\.raters) == [[0, 1, 2], [2, 3, 4]])
  #expect(blocks[1].marks[0] == [3, 4, 5])
}

/// Drawn subjects: of 30 rounds of 40 subjects the share of intervals that hold the long-run α (0.5 by construction)
/// has a standard error of 0.04 about 0.95; the percentile bootstrap is known to fall short by a few points with 40
/// subjects, hence 0.75.
@Test func `bootstrap bounds of alpha hold the true value nearly as often as stated`() throws {
  var held = 0
  for number in 0..<30 {
    let ratings = simulated(300 + number, raters: 4, seats: 4, deviations: (1, 0, 1))
    let bootstrap = SubjectBootstrap(replicates: 119, seed: UInt64(number))
    let interval = bootstrap.interval(of: ratings) { (try? KrippendorffAlpha($0, level: .interval))?.value }
    if try #require(interval).contains(0.5) { held += 1 }
  }
  #expect(Double(held) / 30 >= 0.75, "\(held) of 30")
}
