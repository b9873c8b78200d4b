import ExpertReview
import RoundStore

extension RecordFault: Reportable {
  var exitCode: ExitCode {
    switch self {
    case .badHead, .backupToOutput, .roundIsWhole, .roundFromInput: .usage
    case .fileExists: .invalidInput
    }
  }

  var reports: [FaultReport] {
    switch self {
    case .badHead(let text):
      [
        FaultReport(
          code: "record.badHead", value: text,
          message: Bilingual(
            zh: "“\(text)”不是校验值：校验值是 12 到 64 位十六进制数字",
            en: "“\(text)” is no head hash: it has 12 to 64 hexadecimal digits"),
          mend: Bilingual(
            zh: "照评分表、公示或 panel status 上印的写，至少前 12 位",
            en: "copy at least its first 12 digits from a sheet, a notice or panel status"))
      ]
    case .fileExists(let path):
      [
        FaultReport(
          code: "record.fileExists", file: path,
          message: Bilingual(zh: "已有这个文件，没有动它", en: "the file is there already and was left alone"),
          mend: Bilingual(zh: "另取一个文件名", en: "choose another name"))
      ]
    case .roundIsWhole(let option):
      [
        FaultReport(
          code: "record.roundIsWhole", value: "--\(option)",
          message: Bilingual(
            zh: "另一处的轮次整个并入，--\(option) 用不上", en: "another office's round is taken in whole; --\(option) means nothing"),
          mend: Bilingual(zh: "去掉 --\(option)", en: "leave out --\(option)"))
      ]
    case .roundFromInput:
      [
        FaultReport(
          code: "record.roundFromInput", value: "-",
          message: Bilingual(zh: "轮次不能从标准输入读", en: "a round cannot be read from standard input"),
          mend: Bilingual(zh: "给出轮次文件名", en: "name the round's file"))
      ]
    case .backupToOutput:
      [
        FaultReport(
          code: "record.backupToOutput", value: "-",
          message: Bilingual(
            zh: "备份是一个完整的文件，不能写到标准输出", en: "a backup is a whole file and cannot be written to standard output"),
          mend: Bilingual(
            zh: "给出文件名；归档和去标识数据可以写到 -", en: "give it a file's name; archive and anonymous may be written to -"))
      ]
    }
  }
}

extension RecordDifference {
  var message: Bilingual {
    switch self {
    case .damage(let damage): damage.message
    case .unopened(let fault): fault.sentences.message
    case .unreadable(let sequence, let cause):
      Bilingual(
        zh: "第 \(sequence) 条记录读不出来，或接不上前面的记录：\(cause)",
        en: "fact \(sequence) cannot be read, or does not follow from those before it: \(cause)")
    case .conclusion(let sequence, let key, let recorded, let recomputed):
      RecordDifference.conclusion(sequence, key, recorded, recomputed)
    case .assignment(let sequence, let stage):
      Bilingual(
        zh: "第 \(sequence) 条记录的评审组（\(stage)）不守某项限制，或不能证明契合度总和最大",
        en: "the panels of fact \(sequence) (\(stage)) break a limit, or are not proved to have the largest total")
    case .draw(let sequence, let stage, let difference): difference.message(sequence, stage)
    case .posting(let sequence, let kind, let recorded, let recomputed):
      RecordDifference.posting(sequence, kind, recorded, recomputed)
    case .merged(let sequence, let round, let difference):
      Bilingual(
        zh: "第 \(sequence) 条记录并入的“\(round)”：\(difference.message.zh)",
        en: "in “\(round)”, taken in by fact \(sequence): \(difference.message.en)")
    case .postingKind(let sequence, let recorded, let anew, let recomputed, let anewAgain):
      Bilingual(
        zh: "第 \(sequence) 条记录的名单是\(recorded.words(anew).zh)，重算应为\(recomputed?.words(anewAgain).zh ?? "—")",
        en:
          "the list of fact \(sequence) is a \(recorded.words(anew).en); computed anew it is \(recomputed?.words(anewAgain).en ?? "–")"
      )
    case .postingDay(let sequence, let recorded, let recomputed):
      Bilingual(
        zh: "第 \(sequence) 条记录的名单写的日期是 \(recorded)，记录的日期是 \(recomputed)",
        en: "the list of fact \(sequence) says \(recorded), and the fact is of \(recomputed)")
    case .lastDay(let sequence, let recorded, let recomputed):
      Bilingual(
        zh: "第 \(sequence) 条记录的公示截止日是 \(recorded)，按日历应为 \(recomputed?.description ?? "—")",
        en:
          "the notice of fact \(sequence) ends on \(recorded); by the calendar it ends on \(recomputed?.description ?? "–")"
      )
    }
  }

  private static func conclusion(
    _ sequence: Int, _ key: Conclusion.Key, _ recorded: String, _ recomputed: String?
  ) -> Bilingual {
    let step = key.procedure.label
    let old = recorded.prefix(12)
    guard let new = recomputed?.prefix(12) else {
      return Bilingual(
        zh: "第 \(sequence) 条记录“\(step.zh)”的结果（\(old)）无法重算",
        en: "the result of “\(step.en)” in fact \(sequence) (\(old)) cannot be computed again")
    }
    return Bilingual(
      zh: "第 \(sequence) 条记录“\(step.zh)”的结果是 \(old)，重算却是 \(new)",
      en: "the result of “\(step.en)” in fact \(sequence) is \(old), computed anew it is \(new)")
  }

  private static func posting(
    _ sequence: Int, _ kind: Posting.Kind, _ recorded: Posting.Line?, _ recomputed: Posting.Line?
  ) -> Bilingual {
    let list = kind.label
    let old = recorded?.words ?? "—"
    let new = recomputed?.words ?? "—"
    return Bilingual(
      zh: "第 \(sequence) 条记录的\(list.zh)与排名不符：写的是 \(old)，重算是 \(new)",
      en: "the \(list.en) of fact \(sequence) is not the ranking's: it says \(old), computed anew it is \(new)")
  }

  /// The object of the contract.
  func json(_ language: Language) -> JSON {
    .object([
      "sequence": sequence.map { .number($0) } ?? .null, "what": .text(what), "recorded": .orNull(recorded),
      "recomputed": .orNull(recomputed), "message": .text(message[language]),
    ])
  }

  private var what: String { String(String(describing: self).prefix { $0 != "(" }) }

  private var recorded: String? {
    switch self {
    case .conclusion(_, _, let recorded, _): recorded
    case .posting(_, _, let recorded, _): recorded?.words
    case .merged(_, _, let difference): difference.recorded
    case .lastDay(_, let recorded, _), .postingDay(_, let recorded, _): recorded.description
    case .postingKind(_, let recorded, let anew, _, _): recorded.words(anew).en
    case .damage, .unopened, .unreadable, .assignment, .draw: nil
    }
  }

  private var recomputed: String? {
    switch self {
    case .conclusion(_, _, _, let recomputed): recomputed
    case .posting(_, _, _, let recomputed): recomputed?.words
    case .merged(_, _, let difference): difference.recomputed
    case .lastDay(_, _, let recomputed): recomputed?.description
    case .postingDay(_, _, let recomputed): recomputed.description
    case .postingKind(_, _, _, let recomputed, let anew): recomputed?.words(anew).en
    case .damage, .unopened, .unreadable, .assignment, .draw: nil
    }
  }
}

extension Posting.Kind {
  /// `corrected list (C03 C05)`: the kind, and whose clocks begin anew.
  fileprivate func words(_ anew: [CandidateID]) -> Bilingual {
    let ids = anew.isEmpty ? "" : anew.map(\.rawValue).joined(separator: " ")
    return Bilingual(
      zh: label.zh + (ids.isEmpty ? "" : "（\(ids)）"), en: label.en + (ids.isEmpty ? "" : " (\(ids))"))
  }
}

extension Posting.Line {
  /// `general 3 C012 88.20`: group, place, candidate, score.
  fileprivate var words: String { "\(group) \(place) \(candidate) \(score)" }
}
