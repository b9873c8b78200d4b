import ExpertReview

/// The versions of a candidate's declaration, what was sent back when, and what became of it.
struct CorrectionPage {
  private let arrivals: [Arrival]
  private let returns: [(standing: StandingReturn, entry: CorrectionReturn.Entry)]
  private let progress: CorrectionProgress?

  init(_ explanation: CandidateExplanation) {
    let (round, id) = (explanation.round, explanation.candidate.id)
    arrivals = round.arrivals(of: id)
    returns = round.returns(of: id)
    progress = round.correctionProgress(explanation.examination, asOf: explanation.asOf)
  }

  func write(to output: inout Output) {
    guard arrivals.count > 1 || !returns.isEmpty else { return }
    output.line("")
    output.line(Bilingual(zh: "【补正】", en: "[Corrections]"))
    for arrival in arrivals {
      output.line(
        Bilingual(
          zh: "  第 \(arrival.version) 版：\(arrival.on) 读入（第 \(arrival.fact) 条记录）",
          en: "  version \(arrival.version): imported on \(arrival.on) (fact \(arrival.fact))"))
    }
    for (standing, entry) in returns {
      output.line(
        Bilingual(
          zh:
            "  \(standing.on) 退回第 \(entry.version) 版（第 \(standing.sequence) 条记录，\(standing.by)），期限 \(standing.content.until)：",
          en:
            "  version \(entry.version) returned on \(standing.on) (fact \(standing.sequence), \(standing.by)), to be corrected by \(standing.content.until):"
        ))
      for fault in entry.faults {
        let state = state(of: fault, in: standing).map { "\($0.label[output.language])  " } ?? ""
        output.line("    \(state)\(fault.rule)  \(fault.message[output.language])")
      }
    }
  }

  /// What became of a fault; nil where it was sent back again later, or its candidate has left.
  private func state(of fault: CorrectionReturn.Fault, in standing: StandingReturn) -> CorrectionProgress.State? {
    progress?.items.first { $0.fault.rule == fault.rule && $0.ground.fact == standing.sequence }?.state
  }

  var json: JSON {
    .array(
      returns.map { standing, entry in
        .object([
          "fact": .number(standing.sequence), "on": .day(standing.on), "by": .text(standing.by),
          "until": .day(standing.content.until), "version": .number(entry.version),
          "faults": .array(
            entry.faults.map { fault in
              .object([
                "rule": .text(fault.rule.rawValue), "place": fault.place.json, "message": fault.message.json,
                "state": .orNull(state(of: fault, in: standing)?.rawValue),
              ])
            }),
        ])
      })
  }
}

extension Arrival {
  var json: JSON {
    .object(["version": .number(version), "fact": .number(fact), "on": .day(on)])
  }
}

extension CorrectionProgress.State {
  var label: Bilingual {
    switch self {
    case .mended: Bilingual(zh: "已改正", en: "corrected")
    case .open: Bilingual(zh: "未改正", en: "open")
    case .late: Bilingual(zh: "逾期未改正", en: "late")
    }
  }
}
