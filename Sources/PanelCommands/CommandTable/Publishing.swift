import ExpertReview

/// The notice, and all that can be asked of a round at any time.
extension CommandTable {
  static let publish = Command(
    name: "publish",
    summary: Bilingual(zh: "公示、公示期、表格；期满无异议后公布", en: "notice with its clock, tables; the final list"),
    discussion: Bilingual(
      zh: """
        写出公示（网页、文本）和名单（CSV），按工作日历算出公示到哪一天为止。有异议的对象单独搁置，不影响其他对象。

        公示以后名单有变，再运行一次：递补的写成补充公示，各有自己的公示期；位次或名单因更正而变的，写成更正公示，只有变动的重新计期。

        --final 写出公示期已满、没有未决异议的对象；其余的以后再写，每个对象只公布一次。还不到时候，就说明还缺什么，退出码为 1。
        """,
      en: """
        Writes the notice (HTML, text) and the list (CSV) with the last day of publicity by the calendar of working \
        days. An objection holds its own candidate and no other.

        When the list changes after the notice, run it again: those who rose get a supplementary notice with days of \
        their own; where a correction turned the order or the membership, a corrected notice is written and only what \
        changed is shown for a full term anew.

        --final writes those whose notice is over and against whom nothing is open; the others follow later, each \
        once. Before anybody can be published it says what is lacking, and the exit code is 1.
        """),
    arguments: [CommandArgument("FOLDER", Bilingual(zh: "文件放到哪里", en: "where the files go"))],
    options: [
      CommandOption("final", .flag, Bilingual(zh: "公布最终名单", en: "the final list")), stage,
    ],
    writes: true,
    examples: [
      CommandExample("panel publish notice", zh: "把公示写到 notice 文件夹", en: "write the notice to the folder notice"),
      CommandExample(
        "panel publish final --final --as-of 2026-05-20", zh: "公示期满后写出最终名单",
        en: "write the final list once publicity is over"),
    ])

  static let status = Command(
    name: "status",
    summary: Bilingual(zh: "进行到哪里、谁还欠什么、什么已过时", en: "where the round stands, who owes what, what is stale"),
    discussion: Bilingual(
      zh: """
        列出各阶段的进度、未交表的专家、退回补正的情况、待人决定的事项、已经过时的结果和该重做的命令，以及卷宗的校验值。

        --duties 列出名单公布以后每个对象按期该报的材料：到期、已收、逾期。
        """,
      en: """
        Shows how far each stage is, which experts owe sheets, what was returned for correction, what waits for a \
        decision, which results are stale and the verb that renews each, and the head hash of the record.

        --duties lists what everyone on the published list has to report, period by period: due, received, late.
        """),
    options: [
      CommandOption("duties", .flag, Bilingual(zh: "认定后的报送日历", en: "the calendar of reports after recognition"))
    ],
    writes: false,
    examples: [
      CommandExample("panel status", zh: "看这一轮的进展", en: "see where the round stands"),
      CommandExample(
        "panel status --round llm.panel --as-of 2026-05-20", zh: "看另一轮到某一天的情况",
        en: "see where another round stands on a day"),
      CommandExample(
        "panel status --duties --as-of 2026-07-20", zh: "看到这一天谁该报、谁逾期", en: "see whose reports are due or late on a day"
      ),
    ])

  static let explain = Command(
    name: "explain",
    summary: Bilingual(zh: "解释：分数和名次怎么来，为什么是这位专家", en: "every step from marks to place; why this expert"),
    discussion: Bilingual(
      zh: "写一个对象，逐步列出审查、评审组、分数、去极值、加权、修约和名次，拿笔就能验算。再写一位专家，说明为什么排了或没排、有没有回避。",
      en: """
        With a candidate, every step: findings, panel, marks, extremes dropped, weights, rounding and place; a reader \
        with a pencil can redo it. With an expert as well, why the pair was or was not made, and what blocks it.
        """),
    arguments: [candidate, CommandArgument("EXPERT", .optional, expert.help)],
    options: [
      CommandOption("exact", .flag, Bilingual(zh: "修约前的数用分数写出", en: "write values before rounding as fractions")),
      stage,
    ],
    writes: false,
    examples: [
      CommandExample("panel explain C07 --exact", zh: "C07 的名次怎么来的", en: "how C07 came to its place"),
      CommandExample("panel explain C07 E12", zh: "E12 为什么评或不评 C07", en: "why E12 does or does not judge C07"),
    ])

  static let verify = Command(
    name: "verify",
    summary: Bilingual(zh: "从卷宗重算整轮，核对没有被改动", en: "recompute the round from its facts, check the record"),
    discussion: Bilingual(
      zh: "核对每条记录的校验链，并从头重算全部结果。文件若被整个重写，只看链看不出来，所以要用印在评分表和公示上的校验值：--head。",
      en: """
        Checks the chain of hashes and computes every result anew. A file rewritten from the start cannot be told by \
        its chain alone: hold it against the head hash printed on sheets and notices with --head.
        """),
    options: [
      CommandOption("head", .text("HASH"), Bilingual(zh: "印出的校验值", en: "a head hash that was printed"))
    ],
    writes: false,
    examples: [
      CommandExample("panel verify", zh: "核对这一轮", en: "check this round"),
      CommandExample(
        "panel verify --head 3f9a6c2e10b44d7f", zh: "与评分表上印的校验值对照", en: "hold it against the hash on a score sheet"),
    ])

  static let export = Command(
    name: "export",
    summary: Bilingual(zh: "备份、归档、去掉个人信息的数据、名录", en: "backup, archive, data without names, registers"),
    discussion: Bilingual(
      zh: """
        backup 是整个轮次文件的副本；archive 是可直接阅读的全部记录，供存档；anonymous 去掉个人信息，供研究。

        hand-on 把公布的名单连同申报材料、推荐意见和本级的决定写成移交文件，上一级用 panel import handed-on 读入；文件带校验值，改动会被发现。--table 按印出的样子写一张推荐汇总表或清单。
        opinions 把评审组意见的签字页写到一个文件夹，每个对象一页（网页和文本），列出评审组、意见、签字栏和保留意见，没有任何专家的分数；意见还没有商定的，留出空白。
        sanctions 和 recognitions 是供以后各轮读入的名录（CSV）：受到处理的单位，和最终名单上的单位；用 panel import 读入。
        """,
      en: """
        backup is a copy of the round file; archive is the whole record as readable text, for the files; anonymous \
        leaves out personal data, for study.

        hand-on writes the published list with declarations, opinions and what this level decided, for panel import \
        handed-on at the next level; a digest tells of any change on the way. --table writes a recommendation table or \
        a list of one declaration as its document prints it.
        opinions writes the pages on which panels sign for their opinions to a folder, one a candidate (HTML and \
        text): panel, opinion, lines to sign and dissents, and nobody's marks; where none is agreed yet there is room \
        to write.
        sanctions and recognitions are registers (CSV) for later rounds to import: the units sanctioned, and those on \
        the final list.
        """),
    arguments: [
      CommandArgument("FILE", Bilingual(zh: "写到哪个文件（opinions 为文件夹）", en: "the file to write; a folder for opinions"))
    ],
    options: [
      CommandOption(
        "form", .oneOf("FORM", ["backup", "archive", "anonymous", "hand-on", "sanctions", "recognitions", "opinions"]),
        standard: Bilingual(zh: "backup", en: "backup"), Bilingual(zh: "哪一种", en: "which of them")),
      CommandOption(
        "table",
        .oneOf(
          "TABLE",
          ["TB-1", "TB-2", "TB-3", "TB-4", "TB-5", "TB-6", "assignments", "affinities", "marginals"] + DrawTables.codes),
        apartFrom: ["form"],
        Bilingual(
          zh: "写出这张表（CSV）；assignments 是席位和候补，affinities 是契合度及其各部分，marginals 是随机排组时各对的概率，draw 是抽取记录，draw-… 是冻结的名单",
          en: """
            write this table (CSV); assignments are seats and alternates, affinities with their parts, marginals the \
            chances of panels drawn, draw the protocol, draw-… its frozen lists
            """)),
      CommandOption(
        "recommender", .text("ID"), needs: ["table"],
        Bilingual(zh: "哪个推荐单位的表（TB-1 至 TB-4）", en: "whose table it is (TB-1 to TB-4)")),
      CommandOption(
        "listed", .flag, needs: ["table"],
        Bilingual(zh: "本级选定的名单，作为向上的推荐表", en: "the list of this level, as its table for the next")),
      stage,
      CommandOption(
        "candidate", .text("ID"), needs: ["table"], apartFrom: ["recommender", "listed"],
        Bilingual(zh: "谁的表（TB-5、TB-6）", en: "whose table (TB-5, TB-6)")),
    ],
    writes: true,
    examples: [
      CommandExample("panel export backup-0520.panel", zh: "备份", en: "make a backup"),
      CommandExample(
        "panel export sanctions.csv --form sanctions", zh: "写出处理名录，供下一轮读入",
        en: "write the register of sanctions for the next round"),
      CommandExample(
        "panel export round.json --form anonymous", zh: "写出不含个人信息的数据", en: "write data without personal names"),
      CommandExample(
        "panel export opinions --form opinions", zh: "写出评审组意见的签字页", en: "write the pages on which panels sign"),
      CommandExample(
        "panel export changsha.csv --table TB-2 --recommender R01", zh: "写出一个推荐单位的推荐汇总表",
        en: "write one recommender's table"),
      CommandExample(
        "panel export to-hubei.json --form hand-on", zh: "把选定的名单移交上一级", en: "hand the list on to the next level"),
    ])

  static let demo = Command(
    name: "demo",
    summary: Bilingual(zh: "演示：从头到尾走一轮模拟的评审", en: "a whole simulated round, end to end"),
    discussion: Bilingual(
      zh: "生成一轮虚构的评审：申报对象、专家、回避、缺分、同分和异议一应俱全，依次运行每个命令，各用一两行说明做了什么，文件留在文件夹里供查看。",
      en: """
        Makes up a round with candidates, experts, conflicts, missing marks, a tie and an objection, runs every verb \
        on it, tells in a line or two what each did, and leaves the files to look at.
        """),
    arguments: [
      CommandArgument("FOLDER", .optional, Bilingual(zh: "文件放到哪里", en: "where the files go"))
    ],
    writes: true,
    examples: [
      CommandExample("panel demo", zh: "看一轮完整的评审", en: "see a whole round"),
      CommandExample(
        "panel demo round --lang en", zh: "用英文演示，文件放到指定的文件夹",
        en: "in English, with the files in a folder of choice"),
    ])
}
