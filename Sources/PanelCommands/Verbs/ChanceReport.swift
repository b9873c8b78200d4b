import ExpertReview

/// What `panel assign` says of panels that were drawn at random.
struct ChanceReport {
  private let chances: PairChances
  private let rows: [PairChances.Row]

  init(_ chances: PairChances) {
    self.chances = chances
    rows = chances.rows
  }

  func write(to output: inout Output) {
    let (expected, largest) = (decimal(chances.expectedTotal), decimal(Fraction(Int128(chances.largestTotal))))
    output.line(
      Bilingual(
        zh: "随机抽取：任何一对坐在一起的概率不超过 \(chances.law.cap)；共有 \(rows.count) 对可能，其中 \(undecided) 对由抽取定",
        en: """
          drawn at random: no pair is seated with a chance above \(chances.law.cap); \(rows.count) pairs were \
          possible, \(undecided) of them left to chance
          """))
    if case .strength(let strength) = chances.law.perturbation {
      output.line(
        Bilingual(
          zh: "  概率摊开的强度 β = \(strength)，分 \(chances.law.pieces) 段计",
          en: "  chances spread with β = \(strength), told in \(chances.law.pieces.of("piece"))"))
    }
    output.line(
      Bilingual(
        zh: "  期望总和 \(expected)，已证明在此规则下最大；不随机时最大 \(largest)，为随机让出 \(givenUp)",
        en: """
            expected total \(expected), proved largest under this rule; without chance the largest is \(largest), so \
          \(givenUp) is given up for it
          """))
    output.note(
      Bilingual(
        zh: "种子须在名单和利益关系定下之前无人能知，否则结果可以预先算出；各对的概率用 panel export FILE --table marginals 写出",
        en: """
          the seed must be one that nobody could know before the lists were settled, or the panels could be computed \
          beforehand; panel export FILE --table marginals writes every probability
          """))
  }

  var json: JSON {
    .object([
      "cap": .text(chances.law.cap.description),
      "perturbation": strength.map { .text($0.description) },
      "pieces": strength.map { _ in .number(chances.law.pieces) },
      "expectedTotal": .text(decimal(chances.expectedTotal)),
      "expectedTotalExact": .text((chances.expectedTotal / Fraction(1_000_000)).description),
      "largestTotal": .text(decimal(Fraction(Int128(chances.largestTotal)))), "givenUp": .text(givenUp),
      "marginals": .array(
        rows.map { row in
          .object([
            "candidate": .text(row.candidate.rawValue), "expert": .text(row.expert.rawValue),
            "probability": .text(row.chance.description),
          ])
        }),
    ])
  }

  private var strength: Fraction? {
    if case .strength(let strength) = chances.law.perturbation { return strength }
    return nil
  }

  /// Pairs that are neither sure nor impossible.
  private var undecided: Int { rows.count { $0.chance < Fraction(1) } }

  private var givenUp: String { decimal(Fraction(Int128(chances.largestTotal)) - chances.expectedTotal) }

  /// Millionths as a decimal number with six places.
  private func decimal(_ millionths: Fraction) -> String {
    (millionths / Fraction(1_000_000)).rounded(places: 6, .halfUp).description
  }
}
