import ExpertReview

/// The options that every verb takes.
enum CommonOptions {
  static let round = CommandOption(
    "round", .text("FILE"),
    standard: Bilingual(zh: "$PANEL_ROUND，再无则 round.panel", en: "$PANEL_ROUND, else round.panel"),
    Bilingual(zh: "轮次文件", en: "the round file"))
  static let rubrics = CommandOption(
    "rubrics", .text("FOLDER"),
    standard: Bilingual(zh: "$PANEL_RUBRICS，再无则 ./Rubrics", en: "$PANEL_RUBRICS, else ./Rubrics"),
    Bilingual(zh: "方案所在的文件夹", en: "the folder of the schemes"))
  static let asOf = CommandOption(
    "as-of", .day("YYYY-MM-DD"), standard: Bilingual(zh: "北京时间的今天", en: "today in Asia/Shanghai"),
    Bilingual(zh: "以这一天为今天", en: "take this day as today"))
  static let by = CommandOption(
    "by", .text("NAME"), standard: Bilingual(zh: "登录名", en: "the login name"),
    Bilingual(zh: "经办人，记入卷宗", en: "who acts, for the record"))
  static let reason = CommandOption(
    "reason", .text("TEXT"), Bilingual(zh: "理由，记入卷宗", en: "why, for the record"))
  static let language = CommandOption(
    "lang", .oneOf("zh|en", Language.allCases.map(\.rawValue)),
    standard: Bilingual(zh: "$PANEL_LANG，再无则 zh", en: "$PANEL_LANG, else zh"),
    Bilingual(zh: "输出的语言", en: "the language of the output"))
  static let json = CommandOption(
    "json", .flag, Bilingual(zh: "输出 JSON，供程序读取；出错时也是", en: "print JSON for programs, errors too"))
  static let dryRun = CommandOption(
    "dry-run", .flag, Bilingual(zh: "只说会做什么，什么也不写", en: "say what would be done and write nothing"))
  static let wait = CommandOption(
    "wait", .integer("SECONDS", least: 0), standard: Bilingual(zh: "10", en: "10"),
    Bilingual(zh: "轮次文件被占用时最多等几秒", en: "how long to wait while another command holds the round"))
  static let quiet = CommandOption(
    "quiet", short: "q", .flag, Bilingual(zh: "不显示进度和提示", en: "no progress and no notes"))
  static let help = CommandOption(
    "help", short: "h", .flag, Bilingual(zh: "显示这一页", en: "show this page"))

  static let all = [round, rubrics, asOf, by, reason, language, json, dryRun, wait, quiet, help]

  /// Seconds to wait where `--wait` is absent.
  static let standardWait = 10
  static let standardRound = "round.panel"
}
