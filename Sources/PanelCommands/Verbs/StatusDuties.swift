import ExpertReview

/// `panel status --duties`: what everybody recognised has to report, as of a day.
struct DutyPage {
  private let round: Round
  private let asOf: CivilDay
  private let entries: [DutyEntry]

  init(_ round: Round, asOf: CivilDay) {
    self.round = round
    self.asOf = asOf
    entries = round.dutyCalendar(asOf: asOf)
  }

  func write(to output: inout Output) {
    let language = output.language
    let id = Bilingual.inBrackets(round.scheme.id.rawValue)[language]
    output.line("\(round.charter.roundID)  \(round.scheme.name[language])\(id)")
    guard !round.scheme.duties.isEmpty else {
      return output.line(Bilingual(zh: "方案没有规定认定后的报送", en: "the scheme asks for no reports after recognition"))
    }
    for duty in round.scheme.duties {
      output.line(
        "\(duty.id)  \(duty.label[language])\(duty.words[language]) \(duty.source.bracket(round.scheme)[language])")
    }
    guard !round.recognised.isEmpty else {
      return output.line(Bilingual(zh: "还没有公布名单", en: "no list is published yet"))
    }
    output.line("")
    writeTable(&output)
    func count(_ state: DutyEntry.State) -> Int { entries.count { $0.state == state } }
    output.line(
      Bilingual(
        zh:
          "截至 \(asOf)：\(round.recognised.count) 个对象；已收 \(count(.received) + count(.receivedLate))（迟收 \(count(.receivedLate))），待报 \(count(.due))，逾期 \(count(.late))",
        en:
          "as of \(asOf): \(round.recognised.count.of("candidate")); \(count(.received) + count(.receivedLate)) received (\(count(.receivedLate)) late), \(count(.due)) due, \(count(.late)) overdue"
      ))
  }

  private func writeTable(_ output: inout Output) {
    func head(_ zh: String, _ en: String) -> String { Bilingual(zh: zh, en: en)[output.language] }
    var table = TextTable([
      .init(head("申报对象", "candidate")), .init(head("名称", "name"), mayBeCut: true), .init(head("义务", "duty")),
      .init(head("期", "period")), .init(head("截止", "last day")), .init(head("收到", "received")),
      .init(head("状态", "state")),
    ])
    for entry in entries {
      let name = round.candidateIndex[entry.candidate].map { round.candidates[$0].name } ?? ""
      table.add([
        entry.candidate.rawValue, name, entry.duty.rawValue, entry.period.description,
        entry.dueOn?.description ?? "—", entry.receivedOn?.description ?? "—", entry.state.label[output.language],
      ])
    }
    output.table(table)
  }

  var json: JSON {
    .object([
      "round": .text(round.charter.roundID), "scheme": .text(round.scheme.id.rawValue), "asOf": .day(asOf),
      "recognised": .array(
        round.recognised.map {
          .object(["candidate": .text($0.candidate.rawValue), "on": .day($0.on)])
        }),
      "duties": .array(
        entries.map { entry in
          .object([
            "candidate": .text(entry.candidate.rawValue), "duty": .text(entry.duty.rawValue),
            "period": .text(entry.period.description), "from": .day(entry.period.firstDay),
            "until": .day(entry.period.lastDay), "dueOn": .day(entry.dueOn) ?? .null,
            "receivedOn": .day(entry.receivedOn) ?? .null, "state": .text(entry.state.rawValue),
          ])
        }),
    ])
  }
}

extension Duty {
  /// How often, and how long after the period.
  fileprivate var words: Bilingual {
    let often: Bilingual =
      every == .quarter ? Bilingual(zh: "，每季度", en: ", every quarter") : Bilingual(zh: "，每年", en: ", every year")
    guard let days = dueWithinDays else { return often }
    return Bilingual(zh: "\(often.zh)，期满后 \(days) 天内", en: "\(often.en), within \(days.of("day")) of its end")
  }
}

extension DutyEntry.State {
  var label: Bilingual {
    switch self {
    case .running: Bilingual(zh: "未到期", en: "running")
    case .due: Bilingual(zh: "待报", en: "due")
    case .late: Bilingual(zh: "逾期", en: "late")
    case .received: Bilingual(zh: "已收", en: "received")
    case .receivedLate: Bilingual(zh: "迟收", en: "received late")
    }
  }
}
