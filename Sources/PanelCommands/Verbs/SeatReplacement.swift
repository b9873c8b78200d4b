import ExpertReview

/// `panel assign replace`: a person gives one seat to another expert, on the record with the reason.
enum SeatReplacement {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    try RoundSession.write(invocation, &output) { session, output in
      let stage = try invocation.stage(of: session.round)
      output.tellStage(stage, of: session.round)
      guard session.round.panels[stage.id] != nil else { throw VerbFault.noPanels.refusal }
      let candidate = try session.round.candidate(CandidateID(invocation.required("CANDIDATE"))).id
      let leaves = try session.round.expert(ExpertID(invocation.required("EXPERT"))).id
      guard session.round.panel(of: candidate, in: stage.id).contains(where: { $0.id == leaves }) else {
        throw RoundRefusal.notOnPanel(candidate, leaves)
      }
      let call = try call(to: candidate, leaves, stage: stage, session.round, invocation)
      var calls = SeatCalls()
      try calls.record([call], stage: stage, in: &session, passesSignOff: false)
      if output.isJSON {
        output.json(["seats": calls.json])
      } else {
        if invocation.isDryRun { output.line(Bilingual(zh: "（试运行，未写入）", en: "(dry run, nothing written)")) }
        calls.tell(&output, round: session.round)
      }
      return calls.exitCode
    }
  }

  /// The expert that was named, where nothing keeps them from the seat; else the first alternate.
  private static func call(
    to candidate: CandidateID, _ leaves: ExpertID, stage: ReviewStage, _ round: Round, _ invocation: Invocation
  ) throws -> SeatCall {
    let conflicts = round.conflictSearch(asOf: invocation.asOf)
    let seat = OpenSeat(candidate: candidate, leaves: leaves, cause: .replaced)
    guard let named = invocation.text("with") else {
      return round.callAlternates(to: [seat], stage: stage, conflicts: conflicts)[0]
    }
    let enters = try round.expert(ExpertID(named)).id
    guard !round.panel(of: candidate, in: stage.id).contains(where: { $0.id == enters }) else {
      throw VerbFault.seatedAlready(VerbFault.Pair(candidate: candidate, expert: enters)).refusal
    }
    if let barrier = round.barrier(
      to: enters, replacing: leaves, on: candidate, stage: stage, conflicts: conflicts)
    {
      throw VerbFault.cannotTakeSeat(candidate, enters, barrier).refusal
    }
    return SeatCall(seat: seat, passedOver: [], enters: enters)
  }
}
