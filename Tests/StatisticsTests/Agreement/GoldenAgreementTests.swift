import Statistics
import Testing

// Closed formulas on published data: equal to the reference up to 1e-9 of its size. The references print fifteen
// digits; what differs below that is the order in which sums are added.

private func table(_ path: String, dropping columns: Int = 0) throws -> CompleteMarks {
  CompleteMarks(try goldenRows(path).map { try $0.dropFirst(columns).map(number) })
}

/// R psych 2.x, ICC(sf, lmer = FALSE), on the six targets and four judges of Shrout and Fleiss (1979), table 2.
@Test func `six intraclass correlations of Shrout and Fleiss come out with tests and intervals`() throws {
  let anova = try TwoWayTable(table("shrout_fleiss_1979/input.csv", dropping: 1))
  #expect(isNear(anova.betweenSubjects, 11.2416666666667, 1e-13))
  #expect(isNear(anova.betweenRaters, 32.4861111111111, 1e-13))
  #expect(isNear(anova.residual, 1.01944444444444, 1e-13))
  #expect(isNear(anova.withinSubjects, 6.26388888888889, 1e-13))
  typealias Row = (
    IntraclassCorrelation.Model, IntraclassCorrelation.Unit, Double, published: Double, f: Double, Int, p: Double,
    Double,
    Double
  )
  let (oneWay, oneP) = (1.79467849223947, 0.16476880834464)
  let (twoWay, twoP) = (11.0272479564033, 0.000134566516484337)
  let rows: [Row] = [
    (.oneWay, .single, 0.165741768405476, 0.17, oneWay, 18, oneP, -0.132932324874751, 0.722560062328121),
    (.agreement, .single, 0.289763779527559, 0.29, twoWay, 15, twoP, 0.018786513374712, 0.761084369648953),
    (.consistency, .single, 0.714840714840715, 0.71, twoWay, 15, twoP, 0.342464765033925, 0.94585825995536),
    (.oneWay, .average, 0.442797133679269, 0.44, oneWay, 18, oneP, -0.884442155238119, 0.912415420340776),
    (.agreement, .average, 0.620050547598989, 0.62, twoWay, 15, twoP, 0.0711368153025035, 0.927232040167722),
    (.consistency, .average, 0.909315542377069, 0.91, twoWay, 15, twoP, 0.675674713816305, 0.985891678169062),
  ]
  for (model, unit, value, published, f, degrees, p, lower, upper) in rows {
    let found = IntraclassCorrelation(anova, model: model, unit: unit)
    #expect(isNear(found.value, value))
    #expect((found.value * 100).rounded() / 100 == published)
    #expect(isNear(found.f, f) && found.numeratorDegrees == 5 && found.denominatorDegrees == degrees)
    #expect(isNear(found.probability, p))
    let interval = try #require(found.interval())
    #expect(isNear(interval.lower, lower) && isNear(interval.upper, upper), "\(model) \(unit) \(interval)")
  }
}

/// R irr 0.84.1, icc(anxiety, …) and icc(video, "twoway", "agreement").
@Test func `intraclass correlations of the anxiety and video ratings are those of irr`() throws {
  let anxiety = try TwoWayTable(table("irr_docs/anxiety.csv"))
  let oneWay = IntraclassCorrelation(anxiety, model: .oneWay, unit: .single)
  #expect(isNear(oneWay.value, 0.175022381378693) && isNear(oneWay.f, 1.63646228974498))
  #expect(isNear(oneWay.probability, 0.0939307271289246))
  #expect(isNear(try #require(oneWay.interval()).lower, -0.0774465748654547))
  #expect(isNear(try #require(oneWay.interval()).upper, 0.48433609381882))
  let consistency = IntraclassCorrelation(anxiety, model: .consistency, unit: .single)
  #expect(isNear(consistency.value, 0.216049382716049) && isNear(consistency.f, 1.82677165354331))
  #expect(isNear(consistency.probability, 0.0562012735474976))
  #expect(isNear(try #require(consistency.interval()).lower, -0.0462578853236331))
  #expect(isNear(try #require(consistency.interval()).upper, 0.522259078395644))
  // irr tests agreement with Satterthwaite's degrees below the line where the F is exact with (n−1)(k−1); its p value
  // is therefore that of F at the degrees of its interval.
  let agreement = IntraclassCorrelation(anxiety, model: .agreement, unit: .single)
  #expect(isNear(agreement.value, 0.197998259355962) && isNear(agreement.f, 1.82677165354331))
  #expect(isNear(agreement.intervalDegrees, 39.7460409207814))
  let satterthwaite = FDistribution(numerator: 19, denominator: agreement.intervalDegrees)
  #expect(isNear(satterthwaite.probability(above: agreement.f), 0.0542656813178428))
  #expect(agreement.denominatorDegrees == 38)
  #expect(isNear(try #require(agreement.interval()).lower, -0.0389106260931603))
  #expect(isNear(try #require(agreement.interval()).upper, 0.493573945972123))
  // For the mean of k raters irr enters k × the coefficient of the mean into v where k × that of one rater stands for a
  // single mark, so that its degrees differ from those of the same marks above. At its degrees the bounds are its own;
  // ours are those of the single mark, stepped up.
  let average = IntraclassCorrelation(anxiety, model: .agreement, unit: .average)
  #expect(isNear(average.value, 0.425498753117207))
  let theirs = try #require(average.interval(degreesOfFreedom: 37.5089400716981))
  #expect(isNear(theirs.lower, -0.137308090502411) && isNear(theirs.upper, 0.746325723570516))
  #expect(average.intervalDegrees == agreement.intervalDegrees)

  let video = IntraclassCorrelation(try TwoWayTable(table("irr_docs/video.csv")), model: .agreement, unit: .single)
  #expect(isNear(video.value, 0.156913183279743) && isNear(video.f, 1.97502497502498))
  #expect(isNear(video.intervalDegrees, 51.9842054133838))
  #expect(isNear(try #require(video.interval()).lower, -0.00248887727548358))
  #expect(isNear(try #require(video.interval()).upper, 0.401993056733206))
  #expect(
    isNear(
      FDistribution(numerator: 19, denominator: video.intervalDegrees).probability(above: video.f), 0.0272553850639921))
}

/// R irr 0.84.1, kendall(…, correct = FALSE and TRUE), meanrho.
@Test func `Kendall's W of the anxiety and video ratings is that of irr, plain and corrected`() throws {
  let anxiety = try #require(Concordance(try table("irr_docs/anxiety.csv").marks))
  #expect(isNear(anxiety.plain.value, 0.501921470342523) && isNear(anxiety.plain.chiSquare, 28.6095238095238))
  #expect(isNear(anxiety.plain.probability, 0.0723803546937571) && anxiety.plain.degreesOfFreedom == 19)
  let corrected = try #require(anxiety.corrected)
  #expect(isNear(corrected.value, 0.53965687595437) && isNear(corrected.chiSquare, 30.7604419293991))
  #expect(isNear(corrected.probability, 0.0428834731269479))
  let video = try #require(Concordance(try table("irr_docs/video.csv").marks)?.corrected)
  #expect(isNear(video.value, 0.391584158415842) && isNear(video.chiSquare, 29.760396039604))
  #expect(isNear(video.probability, 0.0549280769925545))
}

/// R irr 0.84.1, kappam.fleiss(diagnoses, detail = TRUE): Fleiss (1971), 30 patients, 6 psychiatrists.
@Test func `Fleiss' kappa of the diagnoses is that of irr`() throws {
  let rows = try goldenRows("irr_docs/diagnoses.csv")
  let categories = Set(rows.joined()).sorted()
  let kappa = try FleissKappa(counts: rows.map { row in categories.map { name in row.count { $0 == name } } })
  #expect(isNear(kappa.value.value, 0.430244520060141) && isNear(kappa.value.z, 17.6518305829914))
  // irr prints 0; the tail of 17.65 standard deviations is 1e-69.
  #expect(kappa.value.probability < 1e-60)
  // The detail is printed to three places.
  let detail = [(0.245, 5.192), (0.245, 5.192), (0.520, 11.031), (0.471, 9.994), (0.566, 12.009)]
  for (found, (value, z)) in zip(kappa.categories, detail) {
    let found = try #require(found)
    #expect((found.value - value).magnitude <= 0.0005 && (found.z - z).magnitude <= 0.0005)
  }
}

/// R irr 0.84.1, kappa2(anxiety[, 1:2], "squared" and "equal").
@Test func `weighted kappas of two anxiety raters are those of irr`() throws {
  let rows = try table("irr_docs/anxiety.csv").marks
  let (first, second) = (rows.map { Int($0[0]) - 1 }, rows.map { Int($0[1]) - 1 })
  let squared = try CohenKappa(first, second, categories: 6, weighting: .quadratic)
  #expect(isNear(squared.value, 0.29676511954993) && isNear(squared.z, 1.34049877333002))
  #expect(isNear(squared.probability, 0.180083242860214))
  let linear = try CohenKappa(first, second, categories: 6, weighting: .linear)
  #expect(isNear(linear.value, 0.189189189189189) && isNear(linear.z, 1.41565884998826))
  #expect(isNear(linear.probability, 0.156875411933563))
  #expect(squared.interval().contains(squared.value))
}

/// Krippendorff (2011), data C: four observers, twelve units, values missing; values of R irr 0.84.1 kripp.alpha, and
/// as printed in the paper.
@Test func `Krippendorff's alpha of his own data comes out at four levels`() throws {
  var marks: [Ratings.Rating] = []
  for (rater, row) in try goldenRows("krippendorff_canonical/input.csv").enumerated() {
    for (subject, field) in row.dropFirst().enumerated() where !field.isEmpty {
      marks.append(.init(subject: subject, rater: rater, value: try number(field)))
    }
  }
  let ratings = Ratings(subjectCount: 12, raterCount: 4, marks)
  let rows: [(KrippendorffAlpha.Level, Double, Double)] = [
    (.nominal, 0.743421052631579, 0.743), (.ordinal, 0.815387503754881, 0.815), (.interval, 0.849107142857143, 0.849),
    (.ratio, 0.797402774711612, 0.797),
  ]
  for (level, value, published) in rows {
    let alpha = try KrippendorffAlpha(ratings, level: level)
    #expect(isNear(alpha.value, value) && (alpha.value * 1000).rounded() / 1000 == published)
    #expect(alpha.subjects == 11 && alpha.marks == 40)
  }
}

/// Brennan (2001), synthetic data set no. 4 (table 3.2): ten persons, three tasks, four raters within each.
@Test func `variances and decisions of Brennan's nested design come out`() throws {
  var marks = [[[Double]]](repeating: [[Double]](repeating: [], count: 3), count: 10)
  for row in try goldenRows("gtheory_brennan_3_2/input.csv") {
    marks[Int(try number(row[1])) - 1][Int(try number(row[0])) - 1].append(try number(row[3]))
  }
  let study = try NestedGeneralizability(marks: marks)
  #expect(isNear(study.subjects, 0.473148148148148) && isNear(study.tasks, 0.325154320987654))
  #expect(isNear(study.raters, 0.647530864197531) && isNear(study.subjectsByTasks, 0.559567901234567))
  #expect(isNear(study.residual, 2.38024691358025))
  // As printed in the book, to four places.
  for (found, printed) in [
    (study.subjects, 0.4731), (study.tasks, 0.3252), (study.raters, 0.6475), (study.subjectsByTasks, 0.5596),
  ] {
    #expect((found - printed).magnitude <= 0.00005)
  }
  // The reference's decision study starts from its REML components (lme4), which stop at 1e-5 of the above.
  let reml = NestedGeneralizability(
    subjects: 0.473022806700532, tasks: 0.325322289843273, raters: 0.647488983947345,
    subjectsByTasks: 0.559550097882933, residual: 2.38028610135536)
  let decisions: [(Int, Int, Double, Double, Double, Double)] = [
    (3, 4, 0.384873874407257, 0.547272053017294, 0.55137502815575, 0.463613829076187),
    (3, 2, 0.583231049520204, 0.799586643459186, 0.447830608063295, 0.371695186328505),
    (1, 1, 2.93983619923829, 3.91264747302891, 0.138600160709074, 0.107856445316202),
    (2, 12, 0.37895363649794, 0.568593489084049, 0.55520643848405, 0.454123854066852),
    (3, 8, 0.285695286850784, 0.421114757796348, 0.623450014861862, 0.529026880742558),
    (6, 4, 0.192436937203629, 0.273636026508647, 0.710821069243606, 0.63351933394728),
    (10, 4, 0.115462162322177, 0.164181615905188, 0.803797601638112, 0.742340746422003),
  ]
  for (tasks, raters, relative, absolute, g, phi) in decisions {
    let outcome = reml.outcome(tasks: tasks, raters: raters)
    #expect(isNear(outcome.relativeError, relative) && isNear(outcome.absoluteError, absolute))
    #expect(isNear(outcome.generalizability, g) && isNear(outcome.dependability, phi))
    let ours = study.outcome(tasks: tasks, raters: raters)
    #expect((ours.generalizability - g).magnitude < 2e-4 && (ours.dependability - phi).magnitude < 2e-4)
  }
}

/// Eighty segments of nine ISU competitions, 2016–17, each judge's component total exact. The reference took one more
/// way round: a two-way analysis of variance and ranks from exact totals, equal to R psych and irr.
@Test func `agreement of skating judges in eighty segments is that of psych and irr`() throws {
  var segments: [String: [[Double]]] = [:]
  for row in try goldenRows("skating_isu/judge_totals.csv") {
    // One judge of one segment gave no marks: an empty column, not zeros.
    segments[row[0], default: []].append(try row.dropFirst().filter { !$0.isEmpty }.map { try number($0) / 100 })
  }
  let expected = try goldenRows("skating_isu/agreement.csv")
  #expect(expected.count == 80)
  for row in expected {
    let marks = try #require(segments[row[0]])
    let anova = try TwoWayTable(CompleteMarks(marks))
    #expect(String(anova.subjects) == row[1] && String(anova.raters) == row[2])
    let columns: [(IntraclassCorrelation.Model, IntraclassCorrelation.Unit, Int)] = [
      (.oneWay, .single, 3), (.agreement, .single, 4), (.consistency, .single, 5), (.consistency, .average, 6),
      (.agreement, .average, 7),
    ]
    for (model, unit, column) in columns {
      let value = IntraclassCorrelation(anova, model: model, unit: unit).value
      #expect(isNear(value, try number(row[column])), "\(row[0]) \(model) \(unit)")
    }
    // Totals in hundredths are whole numbers: ties are exact.
    let concordance = try #require(Concordance(marks.map { $0.map { ($0 * 100).rounded() } })?.corrected)
    #expect(isNear(concordance.value, try number(row[8])), "\(row[0]) W")
  }
}

/// ICLR 2017–2020, public ratings; α by the Python package krippendorff, one-way analysis of variance by formula.
@Test func `alpha at four levels and the one-way correlation of ICLR's ratings come out year by year`() throws {
  for expected in try goldenRows("iclr/expected.csv") {
    var marks: [Ratings.Rating] = []
    var papers = 0
    for row in try goldenRows("iclr/ratings.csv") where row[0] == expected[0] {
      let ratings = try row[1].split(separator: " ").map { try number(String($0)) }
      for _ in 0..<(try #require(Int(row[2]))) {
        for (rater, value) in ratings.enumerated() { marks.append(.init(subject: papers, rater: rater, value: value)) }
        papers += 1
      }
    }
    let ratings = Ratings(subjectCount: papers, raterCount: 10, marks)
    #expect(String(papers) == expected[1] && String(ratings.count) == expected[2])
    for (column, level) in KrippendorffAlpha.Level.allCases.enumerated() {
      #expect(isNear(try KrippendorffAlpha(ratings, level: level).value, try number(expected[3 + column])))
    }
    let oneWay = try OneWayComponents(ratings)
    #expect(isNear(oneWay.meanSquareBetween, try number(expected[7])))
    #expect(isNear(oneWay.meanSquareWithin, try number(expected[8])))
    #expect(isNear(oneWay.effectiveMarks, try number(expected[9])))
    #expect(isNear(oneWay.between, try number(expected[10])))
    #expect(isNear(oneWay.value, try number(expected[11])))
  }
}

/// NeurIPS 2014, 166 papers decided twice (Cortes and Lawrence, arXiv:2109.09774).
@Test func `what two committees of NeurIPS 2014 agreed on comes out`() throws {
  let committees = TwoCommittees(bothAccept: 22, onlyFirst: 22, onlySecond: 21, neither: 101)
  #expect(committees.count == 166)
  #expect(isNear(committees.inconsistency, 0.25903614457831325))
  #expect(isNear(committees.acceptPrecision, 0.5058139534883721))
  #expect(isNear(committees.rejectPrecision, 0.8245035319205651))
  #expect(isNear(committees.acceptedToRejected, 0.21782178217821782))
  #expect(isNear(committees.posteriorMeans.accept, 0.13609467455621302))
  #expect(isNear(committees.posteriorMeans.inconsistent, 0.2603550295857988))
  #expect(isNear(committees.posteriorMeans.reject, 0.6035502958579881))
  #expect(isNear(try committees.kappa().value, 0.3302683430287107))
}
