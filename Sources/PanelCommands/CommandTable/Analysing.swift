import ExpertReview
import Reports

/// What statistics say of the marks.
extension CommandTable {
  static let analyse = Command(
    name: "analyse",
    summary: Bilingual(zh: "评分分析：一致性、松紧、名次的把握", en: "agreement, severity, how sure the result is"),
    discussion: Bilingual(
      zh: """
        写在正式结果旁边的参考，不改变名次，也不写入卷宗。

        certainty 回答：换一批专家、少一位专家、换一种去极值的办法、权重稍有不同，谁进谁出。\
        先列入选线附近的对象，再列全部；每个对象有名次的区间、在线上的把握，以及“怎么算都在线上”“怎么算都在线下”还是“不一定”；不一定的，写明什么一变就会变。

        severity 回答：专家谁松谁严、相差多大、是不是偶然，按松紧校正是好是坏；先列提醒，再列专家，再列每个对象按各种方法的值和名次。

        agreement 回答：专家有多一致，分数的差别有多少来自对象、多少来自松紧，七位、九位专家各有多可靠；再列出想请专家本人确认的疑问，各附依据。

        panel rank 已顺便算好的，直接读出；种子相同，结果逐字节相同。
        """,
      en: """
        Shown beside the official result: it changes no place and is not part of the record.

        certainty answers who would be in or out with other experts, without one of them, with another way to drop \
        extremes, or with slightly other weights. Those around the line come first, then all; each candidate has an \
        interval for its place, its chance of being above the line, and whether it is in by any rule, out by any rule, \
        or what that depends on.

        severity answers which experts are mild or harsh, by how much, whether it may be chance, and whether \
        correcting for it would help or harm: warnings first, then the experts, then what each method makes of every \
        candidate.

        agreement answers how far experts agree, how much of the marks' variance candidates make and how much \
        severity, how reliable seven or nine experts are, and lists what to ask the experts themselves, each with its \
        evidence.

        What panel rank worked out on its way is read; the same seed gives the same bytes.
        """),
    branching: Branching(name: "WHAT", branches: [certainty, severity, agreement]),
    options: [
      stage, CommandOption("group", .text("ID"), Bilingual(zh: "只看这一组", en: "only this group")),
      CommandOption(
        "seed", .text("TEXT"), standard: Bilingual(zh: "1", en: "1"),
        Bilingual(zh: "重新抽选所用的种子", en: "the seed of what is drawn anew")),
      CommandOption("csv", .text("FILE"), Bilingual(zh: "把表写成 CSV 文件", en: "write a table to a CSV file")),
      CommandOption(
        "table",
        .oneOf("TABLE", AnalyseCertainty.tableNames + ["experts", "items"] + AnalyseAgreement.tableNames),
        needs: ["csv"], standard: Bilingual(zh: "该分析的第一张", en: "the analysis' first"),
        Bilingual(
          zh:
            "写哪一张：certainty 有 candidates、changes，severity 有 candidates、experts、items，agreement 有 figures、blocks、questions",
          en:
            "which: certainty has candidates, changes; severity candidates, experts, items; agreement figures, blocks, questions"
        )),
    ],
    writes: true,
    examples: [
      CommandExample(
        "panel analyse certainty", zh: "入选线附近的名次有多大把握", en: "how sure the places around the line are"),
      CommandExample(
        "panel analyse certainty --group vertical --json", zh: "一个组的，输出 JSON", en: "of one group, as JSON"),
      CommandExample(
        "panel analyse severity", zh: "专家的松紧，校正是好是坏", en: "how severe the experts are, and whether to correct"),
      CommandExample(
        "panel analyse agreement --item A", zh: "专家对项目 A 有多一致", en: "how far experts agree on item A"),
      CommandExample(
        "panel analyse severity --csv experts.csv --table experts", zh: "把专家松紧的表写成文件",
        en: "write the table of experts to a file"),
    ])

  private static let certainty = Branch(
    "certainty",
    Bilingual(
      zh: "名次的区间、在线上的把握，谁进谁出取决于什么",
      en: "intervals of places, chances of being above the line, and what they depend on"),
    options: [
      CommandOption(
        "replicates", .oneOf("N", ["200", "1000", "5000", "20000"]), standard: Bilingual(zh: "1000", en: "1000"),
        Bilingual(zh: "重新抽选多少次", en: "how many times experts are drawn anew"))
    ])

  private static let severity = Branch(
    "severity",
    Bilingual(
      zh: "专家的松紧，按松紧校正是好是坏，各种方法的值和名次",
      en: "how severe experts are, whether correcting would help, and what each method makes of candidates"),
    options: [
      CommandOption(
        "draws", .integer("N", least: SeverityFindings.Settings.fewestDraws),
        standard: Bilingual(
          zh: "\(SeverityFindings.Settings.usualDraws)", en: "\(SeverityFindings.Settings.usualDraws)"),
        Bilingual(
          zh: "贝叶斯名次四条链各抽多少次；没有收敛时加大",
          en: "how often each of four chains is drawn for the Bayesian places; more where they did not converge")),
      CommandOption(
        "item", .text("ID"), standard: Bilingual(zh: "总分，项目只列要点", en: "the totals, and items in short"),
        Bilingual(zh: "只看这个项目", en: "only this judged item")),
    ])

  private static let agreement = Branch(
    "agreement",
    Bilingual(
      zh: "专家有多一致，再多几位专家会怎样，想请专家确认什么",
      en: "how far experts agree, what more of them would bring, what to ask them"),
    options: [
      CommandOption(
        "item", .text("ID"), standard: Bilingual(zh: "总分和每个项目", en: "the totals and every item"),
        Bilingual(zh: "只看这个项目", en: "only this judged item"))
    ])

  /// The tables that an analysis can write to a file, the first where none is named.
  static func analysisTables(of branch: String) -> [String] {
    switch branch {
    case "certainty": AnalyseCertainty.tableNames
    case "severity": AnalyseSeverity.tableNames
    default: AnalyseAgreement.tableNames
    }
  }
}
