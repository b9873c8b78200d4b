import ExpertReview
import Intake

/// Questions on conditions that an expert types beside the marks of a candidate: `?HL-08 why`.
struct OpinionQuestions {
  private let expert: ExpertID
  private let candidate: CandidateID
  private let stage: String
  private let round: Round
  /// In the order typed, without those that are on record.
  private(set) var raised: [GateQuestion] = []

  init(of expert: ExpertID, on candidate: CandidateID, stage: String, in round: Round) {
    self.expert = expert
    self.candidate = candidate
    self.stage = stage
    self.round = round
  }

  var any: Bool { !raised.isEmpty }

  /// Takes a line where it is a question, and says what became of it; false where it is none.
  mutating func take(_ line: String, show: (Bilingual) -> Void) -> Bool {
    guard let (rule, text) = QuestionLines.typed(line) else { return false }
    let found = QuestionLines.question(
      rule: rule, text: text, of: expert, on: candidate, stage: stage, in: round)
    switch found {
    case .nothing:
      show(Bilingual(zh: "  写成 ?规则编号 疑点，例如 ?HL-08 与备案信息不符", en: "  write ?RULE and why, e.g. ?HL-08 not as filed"))
    case .fault(let kind):
      let fault = ImportFault(row: 0, column: "mark", value: rule, kind: kind).sentences
      show(Bilingual(zh: "  \(fault.message.zh)；\(fault.mend.zh)", en: "  \(fault.message.en); \(fault.mend.en)"))
    case .question(let question):
      if !round.holds(question), !raised.contains(question) { raised.append(question) }
      show(Bilingual(zh: "  \(rule) 提请组长认定", en: "  \(rule) is put to the chair"))
    }
    return true
  }
}
