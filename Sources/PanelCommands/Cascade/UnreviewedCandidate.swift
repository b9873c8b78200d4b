import ExpertReview
import Reports

/// `panel explain` of a candidate under a scheme without expert review: what was checked, who recommends it, what lower
/// levels decided, and whether it was chosen.
struct UnreviewedCandidate {
  private let candidate: Candidate
  private let round: Round
  private let examination: Examination
  private let acts: [RecordedAct]
  private let asOf: CivilDay

  init(_ candidate: Candidate, round: Round, acts: [RecordedAct], asOf: CivilDay) {
    self.candidate = candidate
    self.round = round
    self.asOf = asOf
    self.acts = acts.filter { $0.decision(on: candidate.id) != nil }
    examination = round.examination(of: candidate, asOf: asOf)
  }

  private var nominations: [Nomination] { round.nominations.filter { $0.candidate == candidate.id } }
  /// Its number on the list that was chosen.
  private var place: Int? { round.choiceLines().first { $0.candidate == candidate.id }?.place }
  private var published: CivilDay? { round.board.publication(of: candidate.id)?.on }

  func write(to output: inout Output) {
    let language = output.language
    output.line("\(candidate.id)  \(candidate.name)")
    output.line(
      Bilingual(
        zh: "\(round.scheme.name.zh)；申报材料第 \(candidate.version) 版；截至 \(asOf)",
        en: "\(round.scheme.name.en); declaration version \(candidate.version); as of \(asOf)"))
    heading("形式审查", "Formal check", &output)
    let decided = round.decisionWords(on: examination).map { Bilingual(zh: "，\($0.zh)", en: ", \($0.en)") }
    output.line(
      Bilingual(
        zh: "  结论：\(examination.verdict.label.zh)\(decided?.zh ?? "")",
        en: "  verdict: \(examination.verdict.label.en)\(decided?.en ?? "")"))
    for finding in examination.findings where finding.verdict != .pass || finding.isSetAside {
      let aside = finding.isSetAside ? Bilingual(zh: "（经决定不计）", en: " (set aside)")[language] : ""
      output.line(
        "  \(finding.verdict.label[language])  \(finding.rule)  \(finding.message[language])\(aside) "
          + finding.source.bracket(round.scheme)[language])
    }
    for act in acts {
      guard let decision = act.decision(on: candidate.id) else { continue }
      output.line("  " + words(decision)[language] + act.signature[language])
    }
    writeRecommendation(&output)
    heading("入选", "Selection", &output)
    output.line("  " + selectionWords[language])
  }

  private func heading(_ zh: String, _ en: String, _ output: inout Output) {
    output.line("")
    output.line(Bilingual(zh: "【\(zh)】", en: "[\(en)]"))
  }

  private func writeRecommendation(_ output: inout Output) {
    let levels = round.handedOn[candidate.id]?.lines ?? []
    guard !nominations.isEmpty || !levels.isEmpty else { return }
    heading("推荐", "Recommendation", &output)
    for nomination in nominations {
      let name = round.recommenderName(nomination.recommender)
      output.line(
        Bilingual(
          zh: "  \(name)，推荐表第 \(nomination.order) 行；\(nomination.acts.zh)",
          en: "  \(name), line \(nomination.order) of its table; \(nomination.acts.en)"))
    }
    for line in levels { output.line("  " + line[output.language]) }
  }

  private func words(_ decision: Decision) -> Bilingual {
    if case .choose = decision { return Bilingual(zh: "列入选定的名单", en: "chosen for the list") }
    return decision.words
  }

  private var selectionWords: Bilingual {
    guard let place else {
      return Bilingual(zh: "没有专家评审；不在选定的名单里", en: "no expert review; not on the list that was chosen")
    }
    let out = published.map { Bilingual(zh: "；\($0) 公布", en: "; published on \($0)") }
    return Bilingual(
      zh: "没有专家评审；选定名单第 \(place) 位\(out?.zh ?? "")",
      en: "no expert review; number \(place) on the list chosen\(out?.en ?? "")")
  }

  var json: JSON {
    .object([
      "candidate": .text(candidate.id.rawValue), "name": .text(candidate.name), "stage": .null, "asOf": .day(asOf),
      "version": .number(candidate.version), "verdict": .text(examination.verdict.rawValue),
      "admitted": .boolean(round.isAdmitted(examination)), "findings": examination.json["findings"] ?? .array([]),
      "decisions": .array(acts.map(\.json)), "nominations": .array(nominations.map(\.json)),
      "handedOn": round.handedOn[candidate.id]?.levelsJSON ?? .array([]),
      "listed": .boolean(place != nil), "place": place.map { .number($0) } ?? .null,
      "final": published.map { .text($0.description) } ?? .null,
      "exclusion": .orNull(round.exclusions[candidate.id]?.rawValue),
    ])
  }
}
