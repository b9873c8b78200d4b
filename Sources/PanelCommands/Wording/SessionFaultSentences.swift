import ExpertReview

extension SessionFault: Reportable {
  var reports: [FaultReport] { refusal.reports }
  var exitCode: ExitCode { refusal.exitCode }
}

extension SessionFault {
  /// The fault as the command line tells it.
  var refusal: Refusal {
    switch self {
    case .noRubrics(let tried):
      Refusal([
        FaultReport(
          code: "session.noRubrics",
          message: Bilingual.listed(tried).map {
            "找不到方案所在的文件夹；找过：\($0)"
          } en: {
            "the folder of schemes was not found; looked in: \($0)"
          },
          mend: Bilingual(
            zh: "用 --rubrics 文件夹 或环境变量 PANEL_RUBRICS 指明", en: "name it with --rubrics FOLDER or $PANEL_RUBRICS"))
      ])
    case .noSchema(let tried):
      Refusal([
        FaultReport(
          code: "session.noSchema",
          message: Bilingual.listed(tried).map {
            "找不到 scheme.schema.json；找过：\($0)"
          } en: {
            "scheme.schema.json was not found; looked for: \($0)"
          },
          mend: Bilingual(
            zh: "用 --rubrics 指明程序自带的 Rubrics 文件夹",
            en: "name the Rubrics folder that came with the program with --rubrics"))
      ])
    case .unknownScheme(let id, let known):
      Refusal([
        FaultReport(
          code: "session.unknownScheme", value: id,
          message: Bilingual(zh: "没有方案“\(id)”", en: "there is no scheme “\(id)”"),
          mend: nearest(to: id, among: known.map(\.rawValue)).map {
            Bilingual(zh: "是不是 \($0)？panel schemes 列出全部", en: "did you mean \($0)? panel schemes lists all")
          } ?? Bilingual(zh: "panel schemes 列出全部", en: "panel schemes lists all"))
      ])
    case .noCases(let id):
      Refusal([
        FaultReport(
          code: "session.noCases", file: "\(id)/cases.json", value: id.rawValue,
          message: Bilingual(zh: "\(id) 没有案例文件", en: "\(id) has no file of worked cases"),
          mend: Bilingual(
            zh: "在方案文件旁边写 cases.json：一份样本，每条规则界内、界外各一个案例",
            en: "write cases.json beside the scheme: a sample, and a case inside and outside of each rule"))
      ])
    case .abstractScheme(let id):
      Refusal([
        FaultReport(
          code: "session.abstractScheme", value: id.rawValue,
          message: Bilingual(zh: "\(id) 只是其他方案共用的部分，不能单独用", en: "\(id) is only a base that schemes share"),
          mend: Bilingual(zh: "选一个建立在它之上的方案：panel schemes", en: "choose a scheme that builds on it: panel schemes"))
      ])
    case .badSetting(let text):
      Refusal(
        [
          FaultReport(
            code: "session.badSetting", value: text,
            message: Bilingual(zh: "“\(text)”不是 路径=值 的形式", en: "“\(text)” is not of the form PATH=VALUE"),
            mend: Bilingual(
              zh: "例如 stages.review.panel.size=5", en: "for example stages.review.panel.size=5"))
        ], .usage)
    case .emptyRound(let file):
      Refusal(
        [
          FaultReport(
            code: "session.emptyRound", file: file,
            message: Bilingual(zh: "这个轮次文件里没有任何记录", en: "the round file holds no fact"),
            mend: Bilingual(zh: "从备份恢复，或用 panel new 另建", en: "restore it from a backup, or begin anew"))
        ], .recordDamaged)
    case .unreadable(let file, let sequence, let cause):
      Refusal(
        [
          FaultReport(
            code: "session.unreadable", file: file, row: nil, column: nil, value: "#\(sequence)",
            message: Bilingual(
              zh: "第 \(sequence) 条记录读不出来：\(cause)", en: "fact \(sequence) cannot be read: \(cause)"),
            mend: Bilingual(
              zh: "用 panel verify 检查；记录若完好，可能是更新版本的程序写的",
              en: "run panel verify; if the record is intact, a newer program may have written it"))
        ], .recordDamaged)
    }
  }
}
