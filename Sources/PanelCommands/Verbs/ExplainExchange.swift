import ExpertReview
import Reports

/// What other seats on a candidate's panel would cost: exact, from the prices on record.
struct ExchangePrices {
  /// So many runners-up are shown as text, and as JSON.
  static let mostShown = 5
  static let mostTold = 20

  private let exchanges: SeatExchanges?
  private let candidate: CandidateID

  /// Prices hold while the panels stand as they were found and nothing has changed that they follow from.
  init(_ candidate: CandidateID, stage: ReviewStage, round: Round, asOf: CivilDay) {
    self.candidate = candidate
    guard let panels = round.panels[stage.id], !panels.haveChanged, case .assigned(let record) = panels.origin else {
      exchanges = nil
      return
    }
    exchanges = SeatExchanges(record, for: round.panelProblem(stage: stage, asOf: asOf, keeping: record.kept))
  }

  /// Whether anything can be told.
  var areKnown: Bool { exchanges != nil }

  func seating(_ expert: ExpertID) -> SeatExchange? { exchanges?.seating(expert, on: candidate) }

  var runnersUp: [RunnerUp] { exchanges?.runnersUp(on: candidate, atMost: Self.mostTold) ?? [] }

  /// The next experts, each with whose seat it would take and what is lost.
  func write(to output: inout Output) {
    let shown = runnersUp.prefix(Self.mostShown)
    guard !shown.isEmpty else { return }
    output.line(Bilingual(zh: "  其次的专家（换上后的损失，精确值）：", en: "  runners-up, with the exact loss if seated:"))
    for next in shown {
      let affinity = AssignVerb.millionths(Int64(next.affinity))
      let words = next.exchange.words
      output.line(
        Bilingual(
          zh: "    \(next.expert)  契合度 \(affinity)，\(words.zh)",
          en: "    \(next.expert)  affinity \(affinity), \(words.en)"))
    }
  }

  var runnersUpJSON: JSON {
    .array(
      runnersUp.map { next in
        JSON(
          .object(
            [
              JSON.Member(key: "expert", value: .text(next.expert.rawValue)),
              JSON.Member(key: "affinity", value: .text(AssignVerb.millionths(Int64(next.affinity)))),
            ] + next.exchange.members))
      })
  }
}

extension SeatExchange {
  /// `接替 E04，总和减少 0.03；C09 由 E22 接替 E17`.
  var words: Bilingual {
    let first = moves.first.map { Bilingual(zh: "接替 \($0.leaves)", en: "in place of \($0.leaves)") }
    let rest = moves.dropFirst().map {
      Bilingual(
        zh: "\($0.candidate) 由 \($0.enters) 接替 \($0.leaves)",
        en: "on \($0.candidate) \($0.enters) in place of \($0.leaves)")
    }
    let chain = Bilingual(
      zh: rest.isEmpty ? "" : "；随之 \(rest.map(\.zh).joined(separator: "，"))",
      en: rest.isEmpty ? "" : "; then \(rest.map(\.en).joined(separator: ", "))")
    let price = price
    return Bilingual(
      zh: "\(first.map { $0.zh + "，" } ?? "")\(price.zh)\(chain.zh)",
      en: "\(first.map { $0.en + ", " } ?? "")\(price.en)\(chain.en)")
  }

  /// What is lost, in the order in which it counts.
  private var price: Bilingual {
    var parts: [Bilingual] = []
    if softPairs != 0 {
      parts.append(
        softPairs > 0
          ? Bilingual(zh: "多用 \(softPairs) 对尽量回避的", en: "\(Int(softPairs).of("soft conflict")) more")
          : Bilingual(zh: "少用 \(-softPairs) 对尽量回避的", en: "\(Int(-softPairs).of("soft conflict")) fewer"))
    }
    if unevenness != 0 {
      parts.append(
        unevenness > 0
          ? Bilingual(zh: "工作量更不均匀（+\(unevenness)）", en: "loads less even by \(unevenness)")
          : Bilingual(zh: "工作量更均匀（−\(-unevenness)）", en: "loads more even by \(-unevenness)"))
    }
    switch loss {
    case 0 where parts.isEmpty: parts.append(Bilingual(zh: "总和不变，同样好", en: "at no loss: just as good"))
    case 0: break
    case 1...:
      let text = AssignVerb.millionths(loss)
      parts.append(Bilingual(zh: "总和减少 \(text)", en: "the total loses \(text)"))
    default:
      let text = AssignVerb.millionths(-loss)
      parts.append(Bilingual(zh: "总和增加 \(text)", en: "the total gains \(text)"))
    }
    return Bilingual(zh: parts.map(\.zh).joined(separator: "，"), en: parts.map(\.en).joined(separator: ", "))
  }

  /// `"replaces", "loss", "softPairs", "unevenness", "moves": [{"candidate", "leaves", "enters"}]`
  var members: [JSON.Member] {
    [
      JSON.Member(key: "replaces", value: .orNull(moves.first?.leaves.rawValue)),
      JSON.Member(key: "loss", value: .text(AssignVerb.millionths(loss))),
      JSON.Member(key: "softPairs", value: .number(Int(softPairs))),
      JSON.Member(key: "unevenness", value: .number(Int(unevenness))),
      JSON.Member(
        key: "moves",
        value: .array(
          moves.map {
            .object([
              "candidate": .text($0.candidate.rawValue), "leaves": .text($0.leaves.rawValue),
              "enters": .text($0.enters.rawValue),
            ])
          })),
    ]
  }
}
