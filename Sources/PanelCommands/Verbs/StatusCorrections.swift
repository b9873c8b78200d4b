import ExpertReview

extension StatusReport {
  /// Who was sent back to correct, what is open and who is late.
  func writeCorrections(_ output: inout Output) {
    guard !corrections.isEmpty else { return }
    func count(_ state: CorrectionProgress.State) -> Int { corrections.count { $0.state == state } }
    output.line(
      Bilingual(
        zh: "补正：退回 \(corrections.count)，已改正 \(count(.mended))，未改正 \(count(.open))，逾期 \(count(.late))",
        en:
          "corrections: \(corrections.count) returned, \(count(.mended)) corrected, \(count(.open)) open, \(count(.late)) late"
      ))
    let waiting = corrections.filter { $0.state != .mended }
    for progress in waiting.prefix(20) {
      let rules = progress.open.map(\.fault.rule).spaced
      output.line(
        Bilingual(
          zh:
            "    \(progress.candidate) 第 \(progress.version) 版，\(progress.ground.on) 退回，期限 \(progress.ground.until)，\(progress.state.label.zh)：\(rules)",
          en:
            "    \(progress.candidate) version \(progress.version), returned on \(progress.ground.on), to correct by \(progress.ground.until), \(progress.state.label.en): \(rules)"
        ))
    }
    if waiting.count > 20 { output.line(Bilingual(zh: "    共 \(waiting.count) 个", en: "    \(waiting.count) in all")) }
  }

  /// Declarations that are wrong in form and were not sent back.
  var unreturned: WaitingItem? {
    guard !notReturned.isEmpty else { return nil }
    return WaitingItem(
      kind: "corrections", ids: notReturned.map(\.rawValue),
      message: Bilingual(
        zh: "\(notReturned.count) 个申报对象需要补正，还没有退回：\(brief(notReturned))",
        en: "\(notReturned.count.of("candidate")) to be returned for correction: \(brief(notReturned))"),
      verb: Bilingual(zh: "panel examine --return 文件夹", en: "panel examine --return FOLDER"))
  }
}

extension CorrectionProgress {
  var json: JSON {
    .object([
      "candidate": .text(candidate.rawValue), "version": .number(version), "returnedVersion": .number(returnedVersion),
      "returnedOn": .day(ground.on), "until": .day(ground.until), "fact": .number(ground.fact),
      "state": .text(state.rawValue), "open": .texts(open.map(\.fault.rule.rawValue)),
    ])
  }
}
