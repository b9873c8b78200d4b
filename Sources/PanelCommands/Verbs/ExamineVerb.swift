import ExpertReview

/// `panel examine`: the formal check of every candidate, rule by rule.
enum ExamineVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let round = session.round
      guard !round.candidates.isEmpty else { throw VerbFault.noCandidates.refusal }
      let wanted = try Set(invocation.texts("candidate").map { try round.candidate(CandidateID($0)).id })
      let returning = try Returning(only: wanted, &session, invocation)
      let all = session.round.examinations(asOf: invocation.asOf)
      if wanted.isEmpty || returning?.isNew == true { output.tell(try session.conclude(.examinations(all))) }
      let written = try returning?.write(session, invocation) ?? []
      let shown = wanted.isEmpty ? all : all.filter { wanted.contains($0.candidate) }
      if output.isJSON {
        let result = StepResult.examinations(shown).json
        output.json(returning.map { result.adding("returned", $0.json(files: written)) } ?? result)
      } else {
        for examination in shown { tell(examination, round, detailed: !wanted.isEmpty, &output) }
        summarise(shown, round, &output)
        returning?.tell(all, files: written, invocation, &output)
      }
      let waiting = shown.contains { $0.verdict == .review && round.isUndecided($0) }
      return waiting ? .needsPerson : .done
    }
  }

  private static func tell(_ examination: Examination, _ round: Round, detailed: Bool, _ output: inout Output) {
    let language = output.language
    let findings = examination.findings.filter { finding in
      detailed || finding.verdict.ofCandidate != .pass || finding.verdict == .warn || finding.isSetAside
    }
    guard detailed || !findings.isEmpty else { return }
    let candidate = round.candidateIndex[examination.candidate].map { round.candidates[$0].name } ?? ""
    let decided = round.decisionWords(on: examination).map { "，\($0[language])" } ?? ""
    output.line("\(examination.candidate)  \(candidate)  【\(examination.verdict.label[language])\(decided)】")
    for finding in findings {
      let aside = finding.isSetAside ? Bilingual(zh: "（经决定不计）", en: " (set aside)")[language] : ""
      let also = finding.also.isEmpty ? "" : "（\(finding.also.spaced)）"
      output.line(
        "  \(finding.verdict.label[language])  \(finding.rule)\(also)  \(finding.message[language])\(aside) "
          + "〔\(finding.source.words(round.scheme.documents)[language])〕")
      if detailed {
        for evidence in finding.evidence where finding.verdict != .pass {
          output.line("      \(evidence.label[language])：\(evidence.value[language])")
        }
      }
    }
  }

  private static func summarise(_ shown: [Examination], _ round: Round, _ output: inout Output) {
    func count(_ verdict: Verdict) -> Int { shown.count { $0.verdict == verdict } }
    output.line(
      Bilingual(
        zh:
          "共 \(shown.count)：通过 \(count(.pass))，待定 \(count(.review))，补正 \(count(.formError))，不通过 \(count(.fail))；可进入评审 \(shown.count { round.isAdmitted($0) })",
        en:
          "\(shown.count) in all: \(count(.pass)) pass, \(count(.review)) review, \(count(.formError)) formError, \(count(.fail)) fail; \(shown.count { round.isAdmitted($0) }) go on to review"
      ))
    let waiting = shown.filter { $0.verdict == .review && round.isUndecided($0) }
    output.note(
      waiting.isEmpty
        ? round.isSelectedByChoice
          ? Bilingual(
            zh: "下一步：panel decide choose 申报对象… --reason 理由", en: "next: panel decide choose CANDIDATE… --reason TEXT")
          : Bilingual(zh: "下一步：panel conflicts", en: "next: panel conflicts")
        : Bilingual(
          zh: "待定的由人来定：panel decide admit 或 refuse \(waiting[0].candidate) --reason 理由",
          en: "those under review: panel decide admit or refuse \(waiting[0].candidate) --reason TEXT"))
  }
}

extension Round {
  /// Whether nobody has yet decided on a candidate under review.
  func isUndecided(_ examination: Examination) -> Bool {
    admissions[examination.candidate] == nil && exclusions[examination.candidate] == nil
  }

  /// What was decided on a candidate, for people; nil where nothing was.
  func decisionWords(on examination: Examination) -> Bilingual? {
    switch admissions[examination.candidate] {
    case true?: Bilingual(zh: "经决定进入", en: "admitted by decision")
    case false?: Bilingual(zh: "经决定不予进入", en: "refused by decision")
    case nil: nil
    }
  }
}

extension Verdict {
  var label: Bilingual {
    switch self {
    case .pass: Bilingual(zh: "通过", en: "pass")
    case .review: Bilingual(zh: "待定", en: "review")
    case .formError: Bilingual(zh: "补正", en: "formError")
    case .fail: Bilingual(zh: "不通过", en: "fail")
    }
  }
}

extension Finding.Verdict {
  var label: Bilingual {
    switch self {
    case .pass: Bilingual(zh: "通过", en: "pass")
    case .fail: Bilingual(zh: "不通过", en: "fail")
    case .review: Bilingual(zh: "待定", en: "review")
    case .warn: Bilingual(zh: "提醒", en: "warn")
    case .formError: Bilingual(zh: "补正", en: "formError")
    case .open: Bilingual(zh: "待办", en: "open")
    }
  }
}

extension Examination {
  /// As the contract has it: everything that is not a plain pass.
  var json: JSON {
    .object([
      "id": .text(candidate.rawValue), "verdict": .text(verdict.rawValue),
      "findings": .array(
        findings.filter { $0.verdict != .pass || $0.isSetAside }.map { finding in
          .object([
            "rule": .text(finding.rule.rawValue), "verdict": .text(finding.verdict.rawValue),
            "also": .identifiers(finding.also), "message": finding.message.json, "cite": finding.source.json,
            "setAside": finding.isSetAside ? .boolean(true) : nil, "returned": finding.returned?.json,
            "evidence": .array(
              finding.evidence.map {
                .object(["key": .text($0.key), "label": $0.label.json, "value": .text($0.value.zh)])
              }),
          ])
        }),
    ])
  }
}
