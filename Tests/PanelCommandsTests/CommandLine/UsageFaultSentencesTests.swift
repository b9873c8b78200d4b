import ExpertReview
import Testing

@testable import PanelCommands

/// Every usage fault, as a person reads it in Chinese and in English: message, then mend.
private let readings: [(fault: UsageFault, zh: String, en: String)] = [
  (
    .noVerb, "没有写命令｜用 panel --help 查看全部命令", "no verb was given｜see all verbs with: panel --help"
  ),
  (
    .unknownVerb("exprt", nearest: ["export", "experts"]),
    "没有“exprt”这个命令｜是不是要写 export 或 experts？用 panel --help 查看全部命令",
    "there is no verb “exprt”｜did you mean export or experts? see all verbs with: panel --help"
  ),
  (
    .unknownOption("--sede", verb: "assign", nearest: ["--seed"], elsewhere: []),
    "assign 没有选项 --sede｜是不是要写 --seed？用法见 panel help assign",
    "assign has no option --sede｜did you mean --seed? see panel help assign"
  ),
  (
    .unknownOption("--stage", verb: "status", nearest: [], elsewhere: ["assign", "rank"]),
    "status 没有选项 --stage｜assign、rank 才有这个选项；用法见 panel help status",
    "status has no option --stage｜that option belongs to assign, rank; see panel help status"
  ),
  (
    .optionOfAnotherBranch("--absent", verb: "import", branch: "units", belongsTo: ["affinities"]),
    "import units 用不上选项 --absent｜去掉它；它只用于 import affinities",
    "--absent has no meaning for import units｜leave it out; it belongs to import affinities"
  ),
  (
    .missingValue(option: "seed", valueName: "TEXT", following: nil), "--seed 后面缺少值｜写成 --seed TEXT",
    "--seed lacks its value｜write --seed TEXT"
  ),
  (
    .missingValue(option: "seed", valueName: "TEXT", following: "--json"),
    "--seed 后面缺少值｜写成 --seed TEXT；如果值就是“--json”，写成 --seed=--json",
    "--seed lacks its value｜write --seed TEXT; if “--json” is the value, write --seed=--json"
  ),
  (
    .unexpectedValue(option: "json", value: "yes"), "--json 是开关，不带值，却写了“yes”｜只写 --json",
    "--json is a flag and takes no value, yet “yes” is given｜write --json alone"
  ),
  (
    .emptyValue(.option("by")), "--by 的值是空的｜写上值，或者去掉它",
    "the value of --by is empty｜give a value, or leave it out"
  ),
  (
    .emptyValue(.argument("FILE")), "FILE 的值是空的｜写上值，或者去掉它",
    "the value of FILE is empty｜give a value, or leave it out"
  ),
  (
    .repeated(option: "seed", values: ["1", "2"]), "--seed 只能写一次，却写了 2 次：“1”“2”｜只留一个",
    "--seed may be given once, and is given 2 times: “1”, “2”｜keep one of them"
  ),
  (
    .notAllowed(.argument("KIND"), value: "expert", allowed: ["candidates", "experts", "units"], nearest: "experts"),
    "KIND 不能是“expert”｜是不是要写 experts？可以是 candidates、experts 或 units",
    "KIND cannot be “expert”｜did you mean experts? it may be candidates, experts or units"
  ),
  (
    .notWhole(option: "wait", value: "soon", least: 0), "--wait 要求不小于 0 的整数，“soon”不是｜请用半角数字，例如 --wait 5",
    "--wait takes a whole number of at least 0, which “soon” is not｜write digits, for example --wait 5"
  ),
  (
    .notShare(option: "cap", value: "80%", largestDenominator: 1_000),
    "--cap 要求大于 0、不大于 1 的分数或小数，分母不超过 1000，“80%”不是｜例如 --cap 4/5 或 --cap 0.8",
    """
    --cap takes a fraction or decimal above 0 and at most 1, with a denominator of at most 1000, which “80%” is not｜\
    for example --cap 4/5 or --cap 0.8
    """
  ),
  (
    .notDay(option: "as-of", value: "2026/5/9"), "--as-of 要求日历上有的一天，“2026/5/9”不是｜请按 年-月-日 写，例如 --as-of 2026-05-09",
    "--as-of takes a day of the calendar, which “2026/5/9” is not｜write year-month-day, for example --as-of 2026-05-09"
  ),
  (
    .missingOption("scheme", valueName: "ID", verb: "new"), "new 缺少选项 --scheme｜加上 --scheme ID",
    "new lacks the option --scheme｜add --scheme ID"
  ),
  (
    .neededBy(option: "reason", valueName: "TEXT", by: "--replace"),
    "--replace 必须同时写明 --reason｜加上 --reason TEXT", "--replace must come with --reason｜add --reason TEXT"
  ),
  (
    .neededBy(option: "partial", valueName: nil, by: "--rejected"),
    "--rejected 必须同时写明 --partial｜加上 --partial", "--rejected must come with --partial｜add --partial"
  ),
  (
    .notTogether("cases", with: "coverage"), "--cases 和 --coverage 不能一起写｜只留一个",
    "--cases cannot stand beside --coverage｜keep one of them"
  ),
  (
    .missingArgument("CANDIDATE", verb: "decide admit"), "decide admit 缺少 CANDIDATE｜用法见 panel help decide",
    "decide admit lacks CANDIDATE｜see panel help decide"
  ),
  (
    .tooManyArguments(["a", "b"], verb: "sheets", most: 1), "sheets 后面多出 “a”“b”（最多 1 个参数）｜去掉多出的；值里有空格时用引号括起来",
    "“a”, “b” is more than sheets takes (at most 1)｜leave it out; put quotes around a value that holds blanks"
  ),
  (
    .tooManyArguments(["a"], verb: "status", most: 0), "status 后面多出 “a”（它不带参数）｜去掉多出的；值里有空格时用引号括起来",
    "“a” is more than status takes (no arguments)｜leave it out; put quotes around a value that holds blanks"
  ),
  (
    .environment(variable: "PANEL_LANG", value: "fr", allowed: ["zh", "en"]),
    "环境变量 PANEL_LANG 不能是“fr”｜设为 zh 或 en，或者不设",
    "the environment variable PANEL_LANG cannot be “fr”｜set it to zh or en, or unset it"
  ),
]

@Suite struct UsageFaultSentencesTests {
  @Test(arguments: readings.indices)
  func `a usage fault says what is wrong and what to do, in both languages`(index: Int) {
    let (fault, zh, en) = readings[index]
    let (message, mend) = fault.sentences
    #expect(message.zh + "｜" + mend.zh == zh)
    #expect(message.en + "｜" + mend.en == en)
  }

  @Test func `every kind of fault has a code of its own`() {
    // Eighteen cases; five stand here twice.
    #expect(Set(readings.map(\.fault.code)).count == 18)
    #expect(readings.allSatisfy { $0.fault.code.hasPrefix("usage.") })
  }
}
