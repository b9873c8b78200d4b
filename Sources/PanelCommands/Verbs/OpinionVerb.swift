import ExpertReview
import Intake
import Reports
import Tables

/// What `panel decide` records of panels in words: who chairs them, what they agreed, and questions to the chair.
enum OpinionVerb {
  // MARK: The chair

  /// The decision that names a chair: of the candidates named, else of all on whose panels the expert sits and has not
  /// recused themself.
  static func chair(_ invocation: Invocation, _ round: Round) throws -> Decision {
    let stage = try invocation.stage(of: round)
    let expert = try round.expert(ExpertID(invocation.required("EXPERT"))).id
    let named = invocation.arguments("CANDIDATE").map { CandidateID($0) }
    guard named.isEmpty else { return .chair(expert, stage: stage.id, named) }
    let seated = round.candidates(of: expert, in: stage.id).map(\.id).filter {
      round.sittingExperts(of: $0, in: stage.id).contains(expert)
    }
    guard !seated.isEmpty else { throw OpinionFault.sitsNowhere(expert, stage: stage.id).refusal }
    return .chair(expert, stage: stage.id, seated)
  }

  // MARK: The panel's opinion

  static func agree(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let text = try text(invocation)
    return try RoundSession.write(invocation, &output) { session, output in
      let round = session.round
      let stage = try invocation.markedStage(of: round)
      let candidate = try round.candidate(CandidateID(invocation.required("CANDIDATE"))).id
      guard let chair = round.chair(of: candidate, in: stage.id) else {
        throw OpinionFault.noChair(candidate, stage: stage.id).refusal
      }
      let opinion = PanelOpinion(
        stage: stage.id, candidate: candidate, chair: chair, text: text, signed: signed(invocation),
        dissents: try invocation.texts("dissent").map(dissent), beforeMarks: invocation.flag("before-marks"))
      try session.add(.opinionAgreed(opinion))
      output.tellStage(stage, of: round)
      tell(opinion, invocation, &output)
      return .done
    }
  }

  private static func text(_ invocation: Invocation) throws -> String {
    switch (invocation.text("text"), invocation.text("text-file")) {
    case (let text?, nil): return text.trimmed
    case (nil, let path?):
      let bytes = try invocation.bytes(of: path)
      do throws(TableFault) {
        let decoded = try DecodedText.decode(bytes)
        return String(decoding: decoded.bytes[decoded.start...], as: UTF8.self).trimmed
      } catch {
        throw Refusal([error.report(in: path)])
      }
    case (nil, nil): throw OpinionFault.noText.refusal
    case (_?, _?): throw OpinionFault.twoTexts.refusal
    }
  }

  /// Ids, one an option or several in one, as people write lists.
  private static func signed(_ invocation: Invocation) -> [ExpertID] {
    invocation.texts("signed").flatMap { $0.split { ";；,，、 ".contains($0) } }.map { ExpertID(String($0)) }
  }

  private static func dissent(_ text: String) throws -> PanelOpinion.Dissent {
    guard let mark = text.firstIndex(where: { $0 == "=" || $0 == "＝" }), mark != text.startIndex else {
      throw OpinionFault.notADissent(text).refusal
    }
    return PanelOpinion.Dissent(
      expert: ExpertID(String(text[..<mark]).trimmed), text: String(text[text.index(after: mark)...]).trimmed)
  }

  private static func tell(_ opinion: PanelOpinion, _ invocation: Invocation, _ output: inout Output) {
    if output.isJSON {
      return output.json([
        "act": .text("opinion"), "by": .text(invocation.actor), "candidate": .text(opinion.candidate.rawValue),
        "stage": .text(opinion.stage), "signed": .identifiers(opinion.signed),
        "dissents": .identifiers(opinion.dissents.map(\.expert)),
      ])
    }
    output.done(
      Bilingual(
        zh: "已记下 \(opinion.candidate) 的评审组意见：\(opinion.signed.count) 人签字，\(opinion.dissents.count) 人保留意见",
        en:
          "opinion of the panel of \(opinion.candidate) recorded: \(opinion.signed.count) signed, \(opinion.dissents.count) dissenting"
      ), dry: invocation.isDryRun)
    output.note(
      Bilingual(
        zh: "打印签字页：panel export 文件夹 --form opinions", en: "pages to print: panel export FOLDER --form opinions"))
  }

  // MARK: A question to the chair

  static func ask(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    guard let text = invocation.text("text")?.trimmed else { throw OpinionFault.noText.refusal }
    return try RoundSession.write(invocation, &output) { session, output in
      let round = session.round
      let stage = try invocation.stage(of: round)
      let question = GateQuestion(
        stage: stage.id, candidate: try round.candidate(CandidateID(invocation.required("CANDIDATE"))).id,
        expert: try round.expert(ExpertID(invocation.text("expert") ?? "")).id,
        rule: RuleID(invocation.required("RULE")), text: text)
      let isKnown = round.holds(question)
      if !isKnown { try session.add(.questionRaised(question)) }
      output.tellStage(stage, of: round)
      if output.isJSON {
        output.json([
          "act": .text("question"), "by": .text(invocation.actor), "candidate": .text(question.candidate.rawValue),
          "rule": .text(question.rule.rawValue), "expert": .text(question.expert.rawValue), "stage": .text(stage.id),
          "new": .boolean(!isKnown),
        ])
        return .done
      }
      output.done(
        isKnown
          ? Bilingual(zh: "这个疑问已在卷，没有重复记入", en: "the question is on record already")
          : Bilingual(
            zh: "已记下：\(question.expert) 对 \(question.candidate) 的 \(question.rule) 提出疑问，待组长定",
            en: "recorded: \(question.expert) calls \(question.rule) in question for \(question.candidate)"),
        dry: invocation.isDryRun)
      output.note(
        Bilingual(
          zh: "由组长定：panel decide met 或 not-met \(question.rule) \(question.candidate) --reason 理由",
          en: "the chair decides: panel decide met or not-met \(question.rule) \(question.candidate) --reason TEXT"))
      return .done
    }
  }

  // MARK: What is missing

  /// Throws where stages lack opinions that the scheme asks for.
  static func checkGaps(of stages: [ReviewStage], in round: Round) throws {
    for stage in stages {
      let gaps = round.opinionGaps(in: stage)
      guard !gaps.blocks else { throw OpinionFault.gaps(stage, gaps).refusal }
    }
  }
}
