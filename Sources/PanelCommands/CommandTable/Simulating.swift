import ExpertReview

/// What a choice of panels and rules would do, over thousands of made-up rounds.
extension CommandTable {
  static let simulate = Command(
    name: "simulate",
    summary: Bilingual(zh: "模拟评审：几位专家、什么规则，结果会怎样", en: "what a panel size or a rule would do, by simulation"),
    discussion: Bilingual(
      zh: """
        按一项研究（study.json）抽出成千上万轮评审，用决定正式结果的同一个计分程序，比较几种做法：应入选的有多少入选、偏差和合谋影响多大、再加两位专家换来什么。每个数都带蒙特卡洛标准误差。

        不写 STUDY 时列出程序自带的研究和它们回答的问题。STUDY 是其中之一的名称，或 study.json，或它所在的文件夹。

        用全部处理器；线程或分段多少，结果逐字节相同。做完的块陆续写入一个小文件，Ctrl-C 或断电之后用 --resume 接着做。研究规定了够精确即停时，只在块与块之间判断。

        分在几台机器上做：各机运行 --shard I/N，再用 --merge 合并；缺的、重的、损坏的、别的研究的都会指明。Simulations 文件夹里有 Slurm 和 GNU parallel 用的脚本。
        """,
      en: """
        Draws thousands of review rounds as a study (study.json) says and compares designs on them with the very \
        scoring that decides real rounds: how many of the deserving get in, what bias and collusion do, what two more \
        experts would buy. Every figure comes with its Monte Carlo standard error.

        Without STUDY, lists the studies that come with the program and what each answers. STUDY is the name of one \
        of them, a study.json, or the folder it stands in.

        All processors work; the bytes are the same for any number of threads or shards. Finished blocks go to a small \
        file, and after Ctrl-C or a power cut --resume goes on from there. Where a study stops once it is precise \
        enough, that is judged between blocks only.

        On several machines each runs --shard I/N, and --merge puts the shards together; what is missing, there twice, \
        damaged or of another study is named. The folder Simulations has scripts for Slurm and GNU parallel.
        """),
    arguments: [
      CommandArgument(
        "STUDY", .any,
        Bilingual(
          zh: "研究的名称、文件或文件夹；有 --merge 时是各段的块文件",
          en: "a study's name, file or folder; with --merge the block files of its shards"))
    ],
    options: [
      CommandOption(
        "replicates", .integer("N", least: 2), standard: Bilingual(zh: "研究的规定", en: "as the study says"),
        Bilingual(zh: "共模拟多少次", en: "how many rounds are drawn")),
      CommandOption(
        "threads", .integer("N", least: 1), standard: Bilingual(zh: "全部处理器", en: "all processors"),
        Bilingual(zh: "用几个线程", en: "how many threads work")),
      CommandOption(
        "all", .flag, Bilingual(zh: "做完全部次数，够精确也不停", en: "run all replicates, also where the study would stop early")),
      CommandOption(
        "like", .text("ROUND"), apartFrom: ["merge", "published", "schema"],
        Bilingual(
          zh: "对象、专家和噪声照这一轮的分数：水平、松紧、缺项；做法和指标仍按研究",
          en:
            "candidates, experts and noise are like those of this round's marks; designs and measures stay the study's"
        )),
      CommandOption(
        "stage", .text("ID"), needs: ["like"], standard: Bilingual(zh: "当前阶段", en: "the current stage"),
        Bilingual(zh: "照这一阶段的", en: "like this stage's")),
      CommandOption(
        "group", .text("ID"), needs: ["like"], Bilingual(zh: "照这一组的", en: "like this group's")),
      CommandOption(
        "resume", .flag, Bilingual(zh: "从做完的块接着做", en: "go on from the blocks that are finished")),
      CommandOption(
        "blocks", .text("FILE"),
        standard: Bilingual(zh: "研究的代号加 .blocks，做完即删", en: "the study's id with .blocks, gone when done"),
        Bilingual(zh: "做完的块写在哪里；写明了就保留", en: "where finished blocks are kept; a file that is named stays")),
      CommandOption(
        "shard", .text("I/N"), apartFrom: ["csv", "html", "merge"],
        Bilingual(zh: "只做 N 段中的第 I 段，写成块文件", en: "run the I-th of N parts only, into a file of blocks")),
      CommandOption(
        "merge", .flag, apartFrom: ["replicates", "resume", "blocks", "shard", "threads", "all"],
        Bilingual(zh: "合并各段的块文件", en: "put the block files of shards together")),
      CommandOption(
        "csv", .text("FILE"), Bilingual(zh: "把全部数字写成 CSV", en: "write all figures as CSV")),
      CommandOption(
        "html", .text("FILE"), Bilingual(zh: "写成网页：结论、图表、假定", en: "write a page: the answer, plots, what was assumed")),
      CommandOption(
        "published", .flag, apartFrom: ["csv", "html", "shard", "merge"],
        Bilingual(
          zh: "列出公布值、本程序所得和相差几个标准误差；不写 STUDY 时取全部有公布值的研究",
          en: """
            list figures of others, ours, and how many standard errors apart; without STUDY, of all studies that have \
            some
            """)),
      CommandOption(
        "schema", .flag, apartFrom: ["merge", "shard", "resume", "published"], mostArguments: 0,
        Bilingual(zh: "给出研究文件的 JSON Schema", en: "print the JSON Schema of study files")),
    ],
    writes: true,
    examples: [
      CommandExample("panel simulate", zh: "列出自带的研究", en: "list the studies"),
      CommandExample(
        "panel simulate how-many-experts", zh: "五位、七位还是九位专家", en: "five, seven or nine experts"),
      CommandExample(
        "panel simulate my-study/study.json --dry-run", zh: "只检查研究文件，列出要比较的做法",
        en: "check a study file and list what it compares"),
      CommandExample(
        "panel simulate which-outlier-rule --replicates 100000 --resume", zh: "做十万次；中断过就接着做",
        en: "a hundred thousand replicates, going on where an earlier run broke off"),
      CommandExample(
        "panel simulate how-many-experts --like llm.panel --group vertical", zh: "照去年一组的分数来模拟",
        en: "the same, like one group of last year's round"),
      CommandExample(
        "panel simulate --published", zh: "与公布的数字逐一对照", en: "hold all studies against the figures that others published"
      ),
      CommandExample(
        "panel simulate national-round --shard 2/8", zh: "八台机器中的第二台", en: "the second of eight machines"),
      CommandExample(
        "panel simulate --merge national-round.1-of-2.blocks national-round.2-of-2.blocks --csv figures.csv",
        zh: "合并两段，数字写成 CSV", en: "put two shards together, figures as CSV"),
    ])
}
