// What experts and panels say in words: who chairs a panel, what is owed, what was agreed and whether it still holds.

extension Round {
  /// The experts who sit on a candidate's panel and have not recused themselves, by id: those who speak for it.
  public func sittingExperts(of id: CandidateID, in stage: String) -> [ExpertID] {
    guard let candidate = candidateIndex[id], let panels = panels[stage], candidate < panels.members.count else {
      return []
    }
    return panels.members[candidate].map { Int($0) }.filter { sits($0, candidate, in: stage) }.map { experts[$0].id }
      .sorted()
  }

  private func sits(_ expert: Int, _ candidate: Int, in stage: String) -> Bool {
    panels[stage]?.seats(candidate: candidate, expert: expert) == true
      && scorebooks[stage]?.sheet(candidate: candidate, expert: expert)?.recused != true
  }

  // MARK: Chairs

  /// Who chairs a candidate's panel: the one named last, as long as they sit on it; nil for a panel without a chair.
  public func chair(of id: CandidateID, in stage: String) -> ExpertID? {
    guard let named = chairs[stage]?[id], let candidate = candidateIndex[id], let expert = expertIndex[named],
      sits(expert, candidate, in: stage)
    else { return nil }
    return named
  }

  /// Names the chair of panels. One who has a chair gets another only for a reason.
  mutating func appoint(
    _ expert: ExpertID, stage name: String, _ ids: [CandidateID], entry: FactEntry
  ) throws(RoundRefusal) {
    let stage = try reviewStage(name)
    let place = try index(of: expert)
    for id in ids {
      let candidate = try index(of: id)
      guard panels[stage.id]?.seats(candidate: candidate, expert: place) == true else {
        throw .notOnPanel(id, expert)
      }
      guard sits(place, candidate, in: stage.id) else { throw .cannotChair(id, expert) }
      if let standing = chair(of: id, in: stage.id), standing != expert, entry.reason.isEmpty {
        throw .noReason(act: "chair")
      }
      chairs[stage.id, default: [:]][id] = expert
    }
  }

  /// Chairs whose seats went to others lose the chair for good, also where they are seated again.
  mutating func dropChairs(of stage: String) {
    chairs[stage] = chairs[stage]?.filter { id, expert in
      guard let candidate = candidateIndex[id], let place = expertIndex[expert] else { return false }
      return panels[stage]?.seats(candidate: candidate, expert: place) == true
    }
  }

  // MARK: Experts' opinions

  /// An expert's opinion on a candidate; nil where there is none.
  public func opinion(of expert: ExpertID, on id: CandidateID, in stage: String) -> String? {
    guard let candidate = candidateIndex[id], let place = expertIndex[expert] else { return nil }
    return scorebooks[stage]?.comment(candidate: candidate, expert: place, item: nil)
  }

  /// Whether an expert has marked a candidate, and lacks the opinion that the stage asks for beside the marks.
  func lacksOpinion(candidate: Int, expert: Int, in stage: ReviewStage) -> Bool {
    guard stage.opinions.expert == .required, let book = scorebooks[stage.id],
      let sheet = book.sheet(candidate: candidate, expert: expert), !sheet.recused,
      book.marks(of: sheet).contains(where: { $0 != MarkBatch.missing }),
      panels[stage.id]?.isGuest(candidate: candidate, expert: expert) != true
    else { return false }
    return !stage.opinions.suffices(book.comment(candidate: candidate, expert: expert, item: nil) ?? "")
  }

  // MARK: Panels' opinions

  /// The opinion that a candidate's panel agreed last; nil where there is none.
  public func panelOpinion(on id: CandidateID, in stage: String) -> StandingOpinion? {
    panelOpinions[stage]?[id]?.last
  }

  /// Those who sit on the panel now and did not put their name to its opinion, and those who did and do not sit on it
  /// now; both empty where the opinion is that of the panel as it is, or there is none.
  public func change(
    since opinion: StandingOpinion?, on id: CandidateID, in stage: String
  ) -> (joined: [ExpertID], left: [ExpertID]) {
    guard let opinion else { return ([], []) }
    let (then, now) = (Set(opinion.opinion.signatories), Set(sittingExperts(of: id, in: stage)))
    return (now.subtracting(then).sorted(), then.subtracting(now).sorted())
  }

  /// Takes what a panel agreed. The same once more changes nothing; of two that differ both are kept.
  mutating func take(_ opinion: PanelOpinion, entry: FactEntry) throws(RoundRefusal) {
    try check(opinion, reason: entry.reason)
    guard panelOpinion(on: opinion.candidate, in: opinion.stage)?.opinion != opinion else { return }
    panelOpinions[opinion.stage, default: [:]][opinion.candidate, default: []].append(
      StandingOpinion(
        opinion: opinion, sequence: entry.sequence, on: entry.asOf, by: entry.actor, reason: entry.reason))
  }

  /// Throws where an opinion may not be recorded as the round stands: every member must sign or dissent, the chair must
  /// be the chair, all sheets must be in (or `beforeMarks` say that they are not, with a reason), and another opinion
  /// in place of one that stands needs a reason.
  public func check(_ opinion: PanelOpinion, reason: String) throws(RoundRefusal) {
    let stage = try reviewStage(opinion.stage)
    let id = opinion.candidate
    _ = try index(of: id)
    let standing = panelOpinion(on: id, in: stage.id)
    if standing?.opinion == opinion { return }
    if let exclusion = exclusions[id] { throw .alreadyOut(id, exclusion) }
    try checkOpen(stage)
    try checkSignatures(of: opinion)
    try checkWords(of: opinion, stage: stage)
    let out = sittingExperts(of: id, in: stage.id).filter { !hasCompleteSheet(of: $0, for: id, in: stage.id) }
    if !out.isEmpty, !opinion.beforeMarks { throw .sheetsOut(id, out) }
    if opinion.beforeMarks, reason.isEmpty { throw .noReason(act: "opinion") }
    if standing != nil, reason.isEmpty { throw .changesPanelOpinion(id) }
  }

  /// An opinion changes no mark and no place, so no step is renewed for it; but what was signed off holds still.
  private func checkOpen(_ stage: ReviewStage) throws(RoundRefusal) {
    let marking = Conclusion.Key(procedure: .marking, stage: stage.id)
    for (step, signOff) in standingSignOffs where mayChange(marking, step) {
      throw .signedOff(step.procedure, stage: reviewStages.count > 1 ? step.stage : "", by: signOff.by, on: signOff.on)
    }
  }

  private func checkSignatures(of opinion: PanelOpinion) throws(RoundRefusal) {
    let id = opinion.candidate
    for expert in opinion.signatories { _ = try index(of: expert) }
    let chair = chair(of: id, in: opinion.stage)
    guard opinion.chair == chair else { throw .notTheChair(id, opinion.chair, chair: chair) }
    let twice = Dictionary(grouping: opinion.signatories) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    guard twice.isEmpty else { throw .signsTwice(id, twice) }
    let (named, sitting) = (Set(opinion.signatories), Set(sittingExperts(of: id, in: opinion.stage)))
    guard named == sitting else {
      throw .notThePanel(
        id, missing: sitting.subtracting(named).sorted(), extra: named.subtracting(sitting).sorted())
    }
  }

  private func checkWords(of opinion: PanelOpinion, stage: ReviewStage) throws(RoundRefusal) {
    guard OpinionPolicy.length(of: opinion.text) > 0 else { throw .noOpinionText(opinion.candidate, nil) }
    for dissent in opinion.dissents where OpinionPolicy.length(of: dissent.text) == 0 {
      throw .noOpinionText(opinion.candidate, dissent.expert)
    }
    guard stage.opinions.panel == .optional || stage.opinions.suffices(opinion.text) else {
      throw .opinionTooShort(
        opinion.candidate, atLeast: stage.opinions.atLeast, found: OpinionPolicy.length(of: opinion.text))
    }
  }
}

/// What of a review stage's opinions is not as the scheme asks.
public struct OpinionGaps: Sendable {
  /// Experts who marked and owe the opinion that the stage asks for, with the candidates, by expert.
  public let owing: [(expert: ExpertID, candidates: [CandidateID])]
  /// Candidates whose panels have no chair, though they must agree an opinion.
  public let withoutChair: [CandidateID]
  /// Candidates whose panels must agree an opinion and have not.
  public let withoutOpinion: [CandidateID]
  /// Candidates whose panels agreed an opinion and have changed since.
  public let outdated: [CandidateID]
  /// Whether the stage asks for panels' opinions, so that one out of date is as good as none.
  public let panelMust: Bool

  /// Whether nothing is to be told.
  public var isEmpty: Bool { owing.isEmpty && withoutChair.isEmpty && withoutOpinion.isEmpty && outdated.isEmpty }

  /// Whether the stage cannot be signed for, nor its list made public.
  public var blocks: Bool { !owing.isEmpty || !withoutOpinion.isEmpty || panelMust && !outdated.isEmpty }

  /// Candidates whose panels have an opinion to agree, or to agree again, by id.
  public var toAgree: [CandidateID] { Set(withoutOpinion + (panelMust ? outdated : [])).sorted() }
}

extension Round {
  /// What is missing of a stage's opinions, of candidates who have not left. A sheet that never came lacks marks and
  /// is told with them. Complexity: linear in seats.
  public func opinionGaps(in stage: ReviewStage) -> OpinionGaps {
    let must = stage.opinions.panel == .required
    var owed: [ExpertID: [CandidateID]] = [:]
    var (chairless, lacking, outdated): ([CandidateID], [CandidateID], [CandidateID]) = ([], [], [])
    let members = panels[stage.id]?.members ?? []
    for candidate in members.indices where exclusions[candidates[candidate].id] == nil {
      let id = candidates[candidate].id
      if stage.opinions.expert == .required {
        for expert in members[candidate] where lacksOpinion(candidate: candidate, expert: Int(expert), in: stage) {
          owed[experts[Int(expert)].id, default: []].append(id)
        }
      }
      let standing = panelOpinion(on: id, in: stage.id)
      guard must || standing != nil else { continue }
      let change = change(since: standing, on: id, in: stage.id)
      if !change.joined.isEmpty || !change.left.isEmpty { outdated.append(id) }
      guard must, !sittingExperts(of: id, in: stage.id).isEmpty else { continue }
      if chair(of: id, in: stage.id) == nil { chairless.append(id) }
      if standing == nil { lacking.append(id) }
    }
    return OpinionGaps(
      owing: owed.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }, withoutChair: chairless.sorted(),
      withoutOpinion: lacking.sorted(), outdated: outdated.sorted(), panelMust: must)
  }
}
