import ExpertReview
import Intake
import Tables

/// One expert's score sheet as a table: for each candidate a row for each item, one for each condition that experts
/// judge, one for the opinion on the whole, and one for a question to the chair.
struct ScoreSheet {
  static let columns: [ColumnName] =
    MarkColumns.names + [ColumnName("sheet", aliases: ["表号"], isRequired: true)]

  let expert: Expert
  let stage: ReviewStage
  let round: Round
  let candidates: [Candidate]
  let head: String

  /// What tells one sheet from another: round, expert, panels and the record's head when it was written.
  var number: String {
    [round.charter.roundID, expert.id.rawValue, round.panels[stage.id]?.hash.short ?? "", head.short]
      .joined(separator: "/")
  }

  /// The parts of a sheet's number; nil where the text is none.
  static func parts(of number: String) -> (round: String, expert: String, panels: String, head: String)? {
    let steps = number.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard steps.count >= 4 else { return nil }
    return (
      steps.dropLast(3).joined(separator: "/"), steps[steps.count - 3], steps[steps.count - 2], steps[steps.count - 1]
    )
  }

  func bytes(in language: Language) throws -> [UInt8] {
    let conditions = conditions
    var writer = CSVWriter.forPeople
    writer.append(
      language == .chinese
        ? ["申报编号", "申报对象", "评分项", "名称", "权重", "评分范围", "评分", "评语", "怎样评", "专家编号", "表号"]
        : [
          "candidate", "name", "criterion", "label", "weight", "range", "mark", "comment", "guidance", "expert",
          "sheet",
        ])
    for candidate in candidates {
      let index = round.candidateIndex[candidate.id] ?? 0
      let expertIndex = round.expertIndex[expert.id] ?? 0
      let book = round.scorebooks[stage.id]
      let sheet = book?.sheet(candidate: index, expert: expertIndex)
      for (place, item) in try round.judgedItems(of: candidate, in: stage).enumerated() {
        let scale = item.scale ?? stage.rubric.scale
        writer.append([
          candidate.id.rawValue, candidate.name, item.id.rawValue, item.label[language], weight(item),
          "\(scale.minimum)–\(scale.maximum)", mark(sheet, place, scale, language),
          book?.comment(candidate: index, expert: expertIndex, item: item.id) ?? "", guidance(item, language),
          expert.id.rawValue, number,
        ])
      }
      // Who marks for comparison has no say on conditions and gives no opinion.
      if round.panels[stage.id]?.isGuest(candidate: index, expert: expertIndex) == true { continue }
      for rule in round.scheme.votedRules(in: stage.id) {
        let vote = round.ballots[stage.id]?.vote(candidate: index, expert: expertIndex, rule: rule.id)
        writer.append([
          candidate.id.rawValue, candidate.name, rule.id.rawValue, rule.title[language], "",
          VoteLines.words[language],
          sheet?.recused == true
            ? Bilingual(zh: "回避", en: "recused")[language] : vote.map { VoteLines.word($0, language) } ?? "",
          book?.comment(candidate: index, expert: expertIndex, item: ItemID(rule.id.rawValue)) ?? "",
          rule.message[language], expert.id.rawValue, number,
        ])
      }
      writer.append([
        candidate.id.rawValue, candidate.name, "opinion",
        Bilingual(zh: "总体意见", en: "opinion on the whole")[language], "", stage.opinions.range[language], "",
        book?.comment(candidate: index, expert: expertIndex, item: nil) ?? "",
        Bilingual(
          zh: "写在“评语”一栏；要回避的，在任一“评分”格写“回避”", en: "write it under comment; to recuse, write recused as any mark")[
            language], expert.id.rawValue, number,
      ])
      for question in questions(on: candidate) {
        writer.append([
          candidate.id.rawValue, candidate.name, QuestionLines.word,
          Bilingual(zh: "提请组长认定的条件", en: "a condition put to the chair")[language], "",
          Bilingual(zh: "规则编号", en: "id of a rule")[language], question?.rule.rawValue ?? "", question?.text ?? "",
          conditions[language], expert.id.rawValue, number,
        ])
      }
    }
    return writer.bytes
  }

  /// What the expert has asked already, each in a row, and an empty row for one more.
  private func questions(on candidate: Candidate) -> [GateQuestion?] {
    let own = round.questions(on: candidate.id, in: stage.id).map(\.question).filter { $0.expert == expert.id }
    return own + [nil]
  }

  /// How to put a question, and the rules that it may be about.
  private var conditions: Bilingual {
    let rules = round.scheme.questionableRules
    func list(_ language: Language) -> String {
      rules.map { "\($0.id) \($0.title[language])" }.joined(separator: "\n")
    }
    return Bilingual(
      zh: "怀疑不符合申报条件的，在“评分”一栏写规则编号，在“评语”一栏写疑点，由组长定；没有就空着。\n" + list(.chinese),
      en:
        "where you doubt that a condition is met, write the rule as the mark and why under comment; the chair decides. "
        + "Else leave it empty.\n" + list(.english))
  }

  private func weight(_ item: RubricItem) -> String {
    switch item.multiplier {
    case .weight(let weight): "\(weight)%"
    case .factor(let factor): "×\(factor)"
    }
  }

  /// A mark that was given before, so that a sheet written again shows what stands.
  private func mark(_ sheet: Scorebook.Sheet?, _ place: Int, _ scale: MarkScale, _ language: Language) -> String {
    guard let sheet, let book = round.scorebooks[stage.id] else { return "" }
    if sheet.recused { return Bilingual(zh: "回避", en: "recused")[language] }
    let marks = book.marks(of: sheet)
    let steps = marks[marks.startIndex + place]
    return steps == MarkBatch.missing ? "" : scale.mark(at: steps).description
  }

  private func guidance(_ item: RubricItem, _ language: Language) -> String {
    let parts = item.parts.map(\.label[language]).joined(separator: "；")
    let levels = item.levels.map { "\($0.from)–\($0.until) \($0.label[language])：\($0.description[language])" }
    return ([item.guidance?[language] ?? "", parts] + levels).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension String {
  /// The first twelve digits of a hash: enough for a person to compare.
  var short: String { String(prefix(12)) }
}

extension OpinionPolicy {
  /// What a sheet says beside the row of the opinion.
  fileprivate var range: Bilingual {
    guard expert == .required else { return Bilingual(zh: "可不写", en: "may be left out") }
    guard atLeast > 1 else { return Bilingual(zh: "必填", en: "required") }
    return Bilingual(zh: "必填，至少 \(atLeast) 字", en: "required, at least \(atLeast) characters")
  }
}
