import ExpertReview
import Statistics

/// One cell of a score sheet as a simulated expert leaves it.
public struct SimulatedMark: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    case mark(ExactDecimal)
    /// Left empty, which is not nought.
    case missing
    /// The expert withdrew from the candidate; every item says so.
    case recused
  }
  public let candidate: CandidateID
  public let expert: ExpertID
  public let item: ItemID
  public var value: Value
  public var comment: String

  /// The cell of a file of scores: the mark's digits, `recused`, or nothing.
  public var cell: String {
    switch value {
    case .mark(let mark): mark.description
    case .missing: ""
    case .recused: "recused"
    }
  }
}

extension SimulatedRound {
  /// The marks that the experts give to the candidates they were assigned, on the judged items of the candidates'
  /// groups; by candidate, expert and the rubric's order of items.
  ///
  /// On a scale of hundred a mark is 77, plus the candidate's quality (standard deviation 6.5) and its strength in the
  /// item (2.5), less the expert's severity (2.5), plus noise (3), brought to the nearest step of the scale. The harsh
  /// expert takes off 13 more; the outlying one turns quality and strength round. With a hundred seats or more, three
  /// sheets lack one mark, one sheet never comes back and one expert recuses; with fewer seats less. Each mark depends
  /// on the seed and its own candidate, expert and item only; which sheets are incomplete depends on the seed and the
  /// set of seats; nothing depends on their order.
  ///
  /// Precondition: candidates and experts are of this round. Complexity: linear in the marks.
  public func marks(for panels: [(candidate: CandidateID, expert: ExpertID)], rubric: Rubric) -> [SimulatedMark] {
    let groups = Dictionary(uniqueKeysWithValues: candidates.map { ($0.id, $0.group) })
    let tempers = Dictionary(uniqueKeysWithValues: experts.map { ($0.id, $0.temper) })
    let seats = panels.sorted { ($0.candidate, $0.expert) < ($1.candidate, $1.expert) }
    let absences = Absences(seed: seed, seats: seats)
    return seats.flatMap { candidate, expert in
      guard let group = groups[candidate], let temper = tempers[expert] else {
        preconditionFailure("a seat of a candidate or an expert that is not of this round")
      }
      let items = rubric.items(of: group).filter { $0.kind == .judged }
      let marker = Marker(seed: seed, candidate: candidate, expert: expert, temper: temper)
      let sheet = items.map { marker.mark($0, on: $0.scale ?? rubric.scale) }
      return absences.applied(to: sheet)
    }
  }
}

/// One expert's view of one candidate.
private struct Marker {
  let seed: String
  let candidate: CandidateID
  let expert: ExpertID
  private let quality: Double
  private let severity: Double
  private let temper: SimulatedExpert.Temper

  init(seed: String, candidate: CandidateID, expert: ExpertID, temper: SimulatedExpert.Temper) {
    self.seed = seed
    self.candidate = candidate
    self.expert = expert
    self.temper = temper
    var ofCandidate = RandomStream(seed: seed, label: "quality \(candidate)")
    quality = 6.5 * ofCandidate.standardNormal()
    var ofExpert = RandomStream(seed: seed, label: "severity \(expert)")
    severity = 2.5 * ofExpert.standardNormal() + (temper == .harsh ? 13 : 0)
  }

  func mark(_ item: RubricItem, on scale: MarkScale) -> SimulatedMark {
    var ofItem = RandomStream(seed: seed, label: "strength \(candidate) \(item.id)")
    let merit = quality + 2.5 * ofItem.standardNormal()
    var ofMark = RandomStream(seed: seed, label: "mark \(candidate) \(expert) \(item.id)")
    let noise = 3 * ofMark.standardNormal()
    let percent = 77 + (temper == .outlying ? -merit : merit) - severity + noise
    return SimulatedMark(
      candidate: candidate, expert: expert, item: item.id, value: .mark(scale.nearest(to: percent / 100)),
      comment: comment(percent, on: item, &ofMark))
  }

  /// A word on low and very high marks, and now and then on others.
  private func comment(_ percent: Double, on item: RubricItem, _ stream: inout RandomStream) -> String {
    guard percent < 62 || percent > 91 || stream.chance(0.12) else { return "" }
    let variants =
      percent < 68
      ? ["佐证材料偏少，成效口径不清", "与同类相比优势不明显", "依据不足，建议补充第三方数据"]
      : percent < 85
        ? ["总体符合要求，数据可进一步细化", "方案可行，推广面有待扩大", "有一定特色，持续性需关注"]
        : ["材料扎实，效果可核验", "技术路线清楚，省内领先", "应用面广，用户评价好"]
    return item.label.zh + "：" + stream.element(of: variants)
  }
}

extension MarkScale {
  /// The mark nearest to a share of the scale; below nought the lowest, above one the highest.
  func nearest(to share: Double) -> ExactDecimal {
    let count = ((maximum.fraction - minimum.fraction) / step.fraction).rounded(places: 0, .down).integer ?? 0
    let steps = Int((min(max(share, 0), 1) * Double(count)).rounded())
    return (minimum.fraction + step.fraction * Fraction(Int128(steps))).rounded(places: 9, .halfUp)
  }
}

/// Which sheets of a round stay incomplete.
private struct Absences {
  private struct Seat: Hashable {
    let candidate: CandidateID
    let expert: ExpertID
  }
  private var blank: [Seat: Int] = [:]
  private var unreturned: Set<Seat> = []
  private var recused: Set<Seat> = []

  /// Takes seats of different candidates, so that no panel loses more than one sheet.
  init(seed: String, seats: [(candidate: CandidateID, expert: ExpertID)]) {
    var stream = RandomStream(seed: seed, label: "absences")
    var candidates: Set<CandidateID> = []
    let chosen = stream.shuffled(seats.map { Seat(candidate: $0.candidate, expert: $0.expert) })
      .filter { candidates.insert($0.candidate).inserted }
    let many = seats.count >= 100
    for (position, seat) in chosen.prefix(many ? 5 : seats.count / 20).enumerated() {
      switch position {
      case 0: recused.insert(seat)
      case 1: unreturned.insert(seat)
      default: blank[seat] = position - 2
      }
    }
  }

  func applied(to sheet: [SimulatedMark]) -> [SimulatedMark] {
    guard let first = sheet.first else { return sheet }
    let seat = Seat(candidate: first.candidate, expert: first.expert)
    var sheet = sheet
    for index in sheet.indices {
      if recused.contains(seat) {
        sheet[index].value = .recused
        sheet[index].comment = index == 0 ? "评审中发现曾参与该项目技术论证，申请回避" : ""
      } else if unreturned.contains(seat) || blank[seat].map({ $0 % sheet.count == index }) == true {
        sheet[index].value = .missing
        sheet[index].comment = ""
      }
    }
    return sheet
  }
}
