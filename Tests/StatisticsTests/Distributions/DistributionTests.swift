import Statistics
import Testing

// Reference values: the regularised incomplete beta and gamma functions of mpmath 1.3.0 at 40 digits, with the
// arguments as the doubles that stand here. The tolerance is relative to each tail's own size: the front factor's
// exponent is rounded to some units of 1e-16 of itself, and the exponents below reach 700 (hence 2e-13). Tails that no
// double can hold stand as 0.

private func isClose(_ found: Double, _ expected: Double, _ tolerance: Double = 2e-13) -> Bool {
  (found - expected).magnitude <= tolerance * expected.magnitude
}

@Test func `two-sided tails of Student's t are those of forty-digit arithmetic`() {
  let table: [(degrees: Double, point: Double, beyond: Double)] = [
    (0.5, 0.001, 0.99946064766848764),
    (0.5, 0.7, 0.68540066252076653),
    (0.5, 2.5, 0.40097052905329318),
    (0.5, 12, 0.18506052106920212),
    (0.5, 80, 0.071710077817260295),
    (1, 0.001, 0.99936338043983888),
    (1, 0.7, 0.61119977557157044),
    (1, 2.5, 0.2422378831816868),
    (1, 12, 0.052929352119179751),
    (1, 80, 0.0079573327274489828),
    (3, 0.001, 0.99926489496946094),
    (3, 0.7, 0.53432699830476365),
    (3, 2.5, 0.087706647008065547),
    (3, 12, 0.0012450158007893367),
    (3, 80, 4.3048353796557003e-6),
    (7.25, 0.001, 0.99922907742148053),
    (7.25, 0.7, 0.50576220308246063),
    (7.25, 2.5, 0.039865520758914579),
    (7.25, 12, 4.8139194529047426e-6),
    (7.25, 80, 5.9782626247513607e-12),
    (30, 0.001, 0.99920873576648509),
    (30, 0.7, 0.48932044349967153),
    (30, 2.5, 0.018115649068066694),
    (30, 12, 5.5801854151992561e-13),
    (30, 80, 1.5644695455190022e-36),
    (1000, 0.001, 0.99920231501845273),
    (1000, 0.7, 0.48409011399260237),
    (1000, 2.5, 0.012578567801090797),
    (1000, 12, 4.3240573867745275e-31),
    (1000, 80, 0),
  ]
  for row in table {
    let student = StudentDistribution(degreesOfFreedom: row.degrees)
    #expect(isClose(student.probability(beyond: row.point), row.beyond), "\(row)")
    #expect(isClose(student.probability(above: row.point), row.beyond / 2), "\(row)")
    #expect(isClose(student.probability(below: -row.point), row.beyond / 2), "\(row)")
    #expect(student.probability(below: row.point) + student.probability(above: row.point) == 1)
  }
}

@Test func `both tails of F are those of forty-digit arithmetic`() {
  let table: [(above: Double, below: Double, point: Double, lower: Double, upper: Double)] = [
    (1, 1, 0.01, 0.06345103486110714, 0.93654896513889286),
    (1, 1, 0.9, 0.4832391038343556, 0.5167608961656444),
    (1, 1, 1.1, 0.51516334798210388, 0.48483665201789612),
    (1, 1, 6, 0.75324828557115014, 0.24675171442884986),
    (5, 18, 0.01, 3.5300767212311734e-5, 0.99996469923278769),
    (5, 18, 0.9, 0.49774893214314398, 0.50225106785685602),
    (5, 18, 1.1, 0.60550212540877976, 0.39449787459122024),
    (5, 18, 6, 0.99804742097536754, 0.0019525790246324596),
    (19, 39.75, 0.01, 8.9510630098917983e-16, 0.9999999999999991),
    (19, 39.75, 0.9, 0.4143549607465992, 0.5856450392534008),
    (19, 39.75, 1.1, 0.61311738356965882, 0.38688261643034118),
    (19, 39.75, 6, 0.99999896189623255, 1.0381037674465003e-6),
    (0.5, 300, 0.01, 0.24641941523519124, 0.75358058476480876),
    (0.5, 300, 0.9, 0.72718884872249048, 0.27281115127750952),
    (0.5, 300, 1.1, 0.75763061621661611, 0.24236938378338389),
    (0.5, 300, 6, 0.96607182020520507, 0.033928179794794925),
    (2000, 3000, 0.01, 0, 1.0),
    (2000, 3000, 0.9, 0.0051111917924213971, 0.9948888082075786),
    (2000, 3000, 1.1, 0.9904636701517539, 0.0095363298482460985),
    (2000, 3000, 6, 1, 0),
  ]
  for row in table {
    let f = FDistribution(numerator: row.above, denominator: row.below)
    #expect(isClose(f.probability(below: row.point), row.lower), "\(row)")
    #expect(isClose(f.probability(above: row.point), row.upper), "\(row)")
  }
}

@Test func `both tails of chi-square are those of forty-digit arithmetic`() {
  let table: [(degrees: Double, point: Double, lower: Double, upper: Double)] = [
    (0.5, 0.01, 0.29308089472101959, 0.70691910527898041),
    (0.5, 1, 0.84648640419167754, 0.15351359580832246),
    (0.5, 9.5, 0.99934693518989254, 0.00065306481010745953),
    (0.5, 60, 0.99999999999999803, 1.9658221473570594e-15),
    (0.5, 700, 1, 3.3773200856461543e-155),
    (1, 0.01, 0.079655674554057964, 0.92034432544594204),
    (1, 1, 0.6826894921370859, 0.3173105078629141),
    (1, 9.5, 0.99794528102386819, 0.0020547189761318103),
    (1, 60, 0.99999999999999051, 9.4857375710738484e-15),
    (1, 700, 1, 2.9902269751246203e-154),
    (4, 0.01, 1.2458411354275081e-5, 0.99998754158864572),
    (4, 1, 0.090204010431049865, 0.90979598956895014),
    (4, 9.5, 0.95025275258205635, 0.049747247417943647),
    (4, 60, 0.99999999999709914, 2.9008631203404541e-12),
    (4, 700, 1, 3.4852862290890077e-150),
    (19, 0.01, 1.2131480634712869e-28, 1.0),
    (19, 1, 7.7593903148174359e-10, 0.99999999922406097),
    (19, 9.5, 0.035778429267643964, 0.96422157073235604),
    (19, 60, 0.99999613017369934, 3.8698263006641803e-6),
    (19, 700, 1, 3.5937063026613925e-136),
    (500, 0.01, 0, 1.0),
    (500, 1, 0, 1.0),
    (500, 9.5, 0, 1.0),
    (500, 60, 6.2681963418214952e-137, 1.0),
    (500, 700, 0.99999999227100789, 7.7289921112166518e-9),
  ]
  for row in table {
    let chi = ChiSquareDistribution(degreesOfFreedom: row.degrees)
    #expect(isClose(chi.probability(below: row.point), row.lower), "\(row)")
    #expect(isClose(chi.probability(above: row.point), row.upper), "\(row)")
  }
}

@Test func `the normal distribution is that of forty-digit arithmetic`() {
  let table: [(point: Double, lower: Double)] = [
    (-37, 5.7255712225245768e-300),
    (-8.5, 9.4795348222033184e-18),
    (-3, 0.0013498980316300945),
    (-1, 0.15865525393145705),
    (-0.01, 0.4960106436853684),
    (0, 0.5),
    (0.3, 0.61791142218895263),
    (2, 0.97724986805182079),
    (5, 0.99999971334842812),
  ]
  for row in table {
    #expect(isClose(NormalDistribution.probability(below: row.point), row.lower), "\(row)")
    #expect(isClose(NormalDistribution.probability(above: -row.point), row.lower), "\(row)")
  }
  #expect(NormalDistribution.probability(below: .infinity) == 1)
  #expect(NormalDistribution.probability(beyond: 0) == 1)
}

@Test func `exponentials and logarithms near one are exact to the last places`() {
  let powers: [(Double, Double)] = [
    (-708, 3.307553003638408e-308),
    (-40.25, 3.3086216207858246e-18),
    (-1, 0.36787944117144232),
    (-1e-8, 0.99999999000000005),
    (0, 1.0),
    (0.4, 1.4918246976412704),
    (1, 2.7182818284590452),
    (33.3, 289738526663660.52),
    (709, 8.2184074615549722e+307),
  ]
  // Three units in the last place of a double.
  for (power, expected) in powers { #expect(isClose(naturalExponential(power), expected, 7e-16), "\(power)") }
  #expect(naturalExponential(800) == .infinity && naturalExponential(-800) == 0)
  let logarithms: [(Double, Double)] = [
    (-0.9, -2.3025850929940459),
    (-0.29, -0.34249030894677592),
    (-1e-9, -1.0000000005000001e-9),
    (0, 0.0),
    (1e-5, 9.9999500003333317e-6),
    (0.4, 0.33647223662121295),
    (3, 1.3862943611198906),
  ]
  for (value, expected) in logarithms { #expect(isClose(logarithmOfOnePlus(value), expected, 7e-16), "\(value)") }
}

@Test func `a quantile's probability is the one asked for`() {
  // A quantile is found to the neighbouring double; its probability then differs by at most the density's slope there.
  for probability in [1e-12, 0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.9999] {
    for degrees in [0.7, 1, 5, 39.7, 2000] {
      let t = StudentDistribution(degreesOfFreedom: degrees)
      #expect(isClose(t.probability(below: t.quantile(probability)), probability, 1e-11))
      let f = FDistribution(numerator: degrees, denominator: 11)
      #expect(isClose(f.probability(below: f.quantile(probability)), probability, 1e-11))
      let chi = ChiSquareDistribution(degreesOfFreedom: degrees)
      #expect(isClose(chi.probability(below: chi.quantile(probability)), probability, 1e-11))
    }
    #expect(
      isClose(NormalDistribution.probability(below: NormalDistribution.quantile(probability)), probability, 1e-13))
  }
  #expect(StudentDistribution(degreesOfFreedom: 3).quantile(0.5) == 0)
  // t with one degree of freedom is Cauchy's distribution: its quartile is 1.
  #expect(isClose(StudentDistribution(degreesOfFreedom: 1).quantile(0.75), 1, 1e-14))
  // Chi-square with two is exponential: −2 ln(1 − p).
  #expect(isClose(ChiSquareDistribution(degreesOfFreedom: 2).quantile(0.95), 5.991464547107979, 1e-14))
}
