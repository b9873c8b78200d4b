import ExpertReview

/// A scheme, a round, and what is brought into it.
extension CommandTable {
  static let schemes = Command(
    name: "schemes",
    summary: Bilingual(zh: "列出、显示、比较方案；检查方案文件", en: "list, show and compare schemes; check a scheme file"),
    discussion: Bilingual(
      zh: """
        不写 ID 时列出全部方案。写了 ID，就显示它的指标、规则、评分项和各阶段，每个数都注明出自哪份文件的哪一条；文件没有规定、由本方案自定的，注明理由。

        写了两个，就逐条比较：条件和界限、材料、填报项、阶段、评分项、名额、公示等，哪里不同、各自出自何处。两个都可以是代号或文件，\
        所以也能比较同一文件的两个版本。编号不同而查的是同一件事的条件，放在一起比。

        --check 读一个方案文件，一次列出全部错误，位置和改法写在每条里。--schema 给出方案文件的 JSON Schema，编辑器据此提示和检查。

        --cases 运行方案的案例（cases.json）：把样本改到规则的界内、界外，看查出的结论是否与人写的一致；不一致时退出码为 1。

        --coverage 对照规则总目（catalogue.json），列出每条规则在各方案中有几个案例，缺什么。
        """,
      en: """
        Without ID, lists all schemes. With ID, shows its fields, rules, rubric and stages, each number with the \
        document and article it comes from, or, where no document gives one, with the reason for the house value.

        With two, compares them point by point: conditions and bounds, materials, fields, stages, rubric, quotas, \
        notice and so on, what differs and where each side has it from. Either may be an id or a file, so two versions \
        of one file can be compared. Conditions that look at the same thing under different ids are put side by side.

        --check reads a scheme file and tells everything that is wrong with it at once, each with its place and mend. \
        --schema gives the JSON Schema of scheme files, by which editors complete and check them.

        --cases runs a scheme's worked cases (cases.json): the sample is brought inside and outside the bounds of each \
        rule, and what is found is held against what people wrote; exit code 1 where they differ.

        --coverage holds the schemes against the catalogue of rules (catalogue.json): how many cases each rule has in \
        each scheme, and what is missing.
        """),
    arguments: [
      CommandArgument("ID", .optional, Bilingual(zh: "方案的代号", en: "the id of a scheme")),
      CommandArgument("OTHER", .optional, Bilingual(zh: "与它比较的方案", en: "the scheme to compare it with")),
    ],
    options: [
      CommandOption(
        "check", .text("FILE"), apartFrom: ["schema", "cases", "coverage"], mostArguments: 0,
        Bilingual(zh: "检查这个方案文件", en: "check this scheme file")),
      CommandOption(
        "schema", .flag, apartFrom: ["check", "cases", "coverage"], mostArguments: 0,
        Bilingual(zh: "给出方案文件的 JSON Schema", en: "print the JSON Schema of scheme files")),
      CommandOption(
        "cases", .flag, apartFrom: ["check", "schema", "coverage"], mostArguments: 1,
        Bilingual(zh: "运行这个方案（不写 ID 时全部）的案例", en: "run the worked cases of the scheme, or of all")),
      CommandOption(
        "coverage", .flag, apartFrom: ["check", "schema", "cases"], mostArguments: 0,
        Bilingual(zh: "列出规则、方案和案例的对照，缺什么", en: "tell what rules, schemes and cases cover")),
    ],
    writes: false,
    examples: [
      CommandExample("panel schemes", zh: "列出全部方案", en: "list all schemes"),
      CommandExample(
        "panel schemes hunan-2025-call-llm --lang en", zh: "用英文显示一个方案，连同出处",
        en: "show one scheme with its citations, in English"),
      CommandExample(
        "panel schemes hunan-2025-llm hunan-2025-call-llm", zh: "比较两个方案", en: "compare two schemes"),
      CommandExample(
        "panel schemes last-year.json Rubrics/our-scheme/scheme.json", zh: "比较一个方案的两个版本",
        en: "compare two versions of a scheme"),
      CommandExample(
        "panel schemes --check Rubrics/our-scheme/scheme.json", zh: "检查自己写的方案", en: "check a scheme of your own"),
      CommandExample(
        "panel schemes hunan-2025-platform --cases", zh: "运行一个方案的案例", en: "run the worked cases of a scheme"),
      CommandExample("panel schemes --coverage", zh: "规则和案例缺不缺", en: "see whether rules or cases are missing"),
    ])

  static let new = Command(
    name: "new",
    summary: Bilingual(zh: "按一个方案开始一轮评审", en: "begin a round under a scheme"),
    discussion: Bilingual(
      zh: """
        新建轮次文件，把方案连同工作日历一起存进去；以后方案文件再改，也不影响这一轮。文件只有本人可读写。

        方案自定的值可用 --set 改，改了什么、谁改的、为什么，都记入卷宗。文件规定的值不能改。
        """,
      en: """
        Makes the round file and keeps the scheme and the calendar of working days in it; a later change of the scheme \
        does not touch this round. Only you can read and write the file.

        House values may be changed with --set; what was changed, by whom and why goes on the record. Values that a \
        document gives cannot be changed.
        """),
    options: [
      CommandOption("scheme", .text("ID"), required: true, Bilingual(zh: "方案的代号", en: "the id of the scheme")),
      CommandOption(
        "set", .text("PATH=VALUE"), repeats: true, needs: ["reason"],
        Bilingual(zh: "改一个自定的值", en: "change a house value")),
      CommandOption(
        "id", .text("NAME"), standard: Bilingual(zh: "取自文件名", en: "from the file's name"),
        Bilingual(zh: "这一轮的名称", en: "the name of the round")),
    ],
    writes: true,
    examples: [
      CommandExample(
        "panel new --scheme hunan-2025-call-llm", zh: "在当前文件夹新建 round.panel", en: "make round.panel in this folder"),
      CommandExample(
        "panel new --scheme hunan-2025-call-llm --round llm.panel --set stages.review.panel.size=5 --reason 专家不足",
        zh: "另存为 llm.panel，每组专家改为 5 人，写明理由",
        en: "make llm.panel with panels of five experts, and say why"),
    ])

  static let `import` = Command(
    name: "import",
    summary: Bilingual(zh: "读入名单、关系、推荐、分数等文件", en: "bring in lists, relations, nominations, scores"),
    discussion: Bilingual(
      zh: """
        读 CSV 或 JSON，UTF-8 和 GB18030 都可以，表头可用字段名或中文名称。文件里的错误一次全部列出；只要有错，就整个不采用。--partial 采用没有错的行，其余连同原因另存一个文件，改好后可再读入。

        同一文件读两次，结果不变。第二次没有出现的行保持原样；撤回要用 panel decide withdraw。

        round 把另一处的轮次文件连同全部记录并入本轮，两处的申报对象不得相同；并入以后各步对全部对象重做。
        """,
      en: """
        Reads CSV or JSON, in UTF-8 or GB18030; headers may be the key or its Chinese label. All faults of a file are \
        told at once, and nothing is taken unless all of it is sound. --partial takes the sound rows and writes the \
        others, with the reasons, to a file that can be mended and imported.

        The same file twice changes nothing. A row that is absent the second time is unchanged; a withdrawal is said \
        with panel decide withdraw.

        round takes in another office's round file with its whole record, where the two have no candidate in common; \
        every step is then run anew over all of them.
        """),
    branching: Branching(name: "KIND", branches: importKinds),
    options: [
      CommandOption(
        "partial", .flag, Bilingual(zh: "采用没有错的行，其余另存", en: "take the sound rows, write the others to a file")),
      CommandOption(
        "rejected", .text("FILE"), needs: ["partial"],
        standard: Bilingual(zh: "原文件名加 -rejected", en: "the file's name with -rejected"),
        Bilingual(zh: "没有采用的行存到哪里", en: "where the other rows go")),
      CommandOption(
        "replace", .flag, needs: ["reason"],
        Bilingual(zh: "与已有内容不同的行作为更正，旧的仍保留", en: "rows that differ from what is there are corrections; the old stays")),
    ],
    writes: true,
    examples: [
      CommandExample("panel import candidates candidates.csv", zh: "读入申报对象", en: "bring in the candidates"),
      CommandExample(
        "panel import experts experts.csv --partial --rejected mend.csv", zh: "采用没有错的专家，其余存到 mend.csv",
        en: "take the sound experts and write the others to mend.csv"),
      CommandExample(
        "panel import candidates corrected.json --replace --reason 补正 --by 王敏", zh: "读入补正后的材料，旧版保留",
        en: "bring in corrected declarations; the old versions stay"),
      CommandExample(
        "panel import round zhuzhou.panel --round changsha.panel --by 王敏", zh: "把另一处的轮次并入本轮",
        en: "take another office's round into this one"),
      CommandExample(
        "panel import affinities bids.csv --absent forbid", zh: "读入契合度，表里没有的一对不得分派",
        en: "bring in affinities; a pair that is absent may not be assigned"),
    ])

  private static let file = CommandArgument("FILE", Bilingual(zh: "CSV 或 JSON 文件", en: "a CSV or JSON file"))

  private static let ofCandidate = CommandOption(
    "candidate", .text("ID"), required: true, Bilingual(zh: "填进哪个申报对象的材料", en: "whose declaration it fills in"))

  /// The kind that is no table: a whole round.
  static let roundKind = "round"

  private static let importKinds: [Branch] = [
    Branch("candidates", Bilingual(zh: "申报对象", en: "candidates"), arguments: [file]),
    Branch("experts", Bilingual(zh: "专家库", en: "the pool of experts"), arguments: [file]),
    Branch(
      "units", Bilingual(zh: "单位的别名、上级和持股", en: "names, parents and holdings of units"), arguments: [file]),
    Branch(
      "relations", Bilingual(zh: "专家与单位、个人的关系", en: "ties of experts to units and persons"), arguments: [file]),
    Branch(
      "conflicts", Bilingual(zh: "专家、申报单位、工作人员的回避声明", en: "conflicts that experts, candidates or staff declare"),
      arguments: [file]),
    Branch(
      "affinities", Bilingual(zh: "专家与申报对象的契合度", en: "how well an expert fits a candidate"), arguments: [file],
      options: [
        CommandOption(
          "absent", .oneOf("WAY", ["forbid", "zero"]), required: true,
          Bilingual(zh: "表里没有的一对：不得分派，或契合度为零", en: "a pair that is absent: may not be assigned, or has affinity zero"))
      ]),
    Branch(
      "taxonomy", Bilingual(zh: "领域分类：上级领域和别名", en: "terms of fields, with wider ones and other names"),
      arguments: [file]),
    Branch(
      "bids", Bilingual(zh: "专家的评审意向", en: "what experts would like to judge"), arguments: [file]),
    Branch("recommenders", Bilingual(zh: "推荐单位", en: "bodies that recommend"), arguments: [file]),
    Branch(
      "nominations", Bilingual(zh: "推荐汇总表，照印出的样子", en: "recommendation tables, as printed"), arguments: [file],
      options: [
        CommandOption(
          "recommender", .text("ID"), standard: Bilingual(zh: "取自表头或表里的列", en: "from the table's head or column"),
          Bilingual(zh: "谁推荐的", en: "who nominates"))
      ]),
    Branch(
      "consortium", Bilingual(zh: "联合体分工和经费表（TB-5）", en: "a consortium's shares (TB-5)"), arguments: [file],
      options: [ofCandidate]),
    Branch(
      "investments", Bilingual(zh: "已完成的投资清单（TB-6）", en: "completed investments (TB-6)"), arguments: [file],
      options: [ofCandidate]),
    Branch(
      "handed-on", Bilingual(zh: "下级移交的申报对象", en: "candidates that the level below handed on"), arguments: [file],
      options: [
        CommandOption(
          "prefix", .text("TEXT"), Bilingual(zh: "加在编号前面，避免重号", en: "goes before their ids, against clashes"))
      ]),
    Branch(
      "scores", Bilingual(zh: "分数和投票", en: "marks and votes"), arguments: [file],
      options: [changeGround(needs: "replace"), stage]),
    Branch(
      "assignments", Bilingual(zh: "在别处排好的评审组", en: "panels made elsewhere"), arguments: [file], options: [stage]),
    Branch(
      "opinions", Bilingual(zh: "评审组商定的意见", en: "opinions that panels agreed"), arguments: [file], options: [stage]),
    Branch("sanctions", Bilingual(zh: "往年的处理决定", en: "sanctions of earlier rounds"), arguments: [file]),
    Branch("recognitions", Bilingual(zh: "往年认定的单位", en: "units recognised in earlier rounds"), arguments: [file]),
    Branch("reports", Bilingual(zh: "认定后按期报送的材料", en: "reports that those recognised owe"), arguments: [file]),
    Branch(
      roundKind, Bilingual(zh: "另一处办的同一方案的轮次", en: "another office's round under the same scheme"),
      arguments: [CommandArgument("FILE", Bilingual(zh: "那一处的轮次文件", en: "that office's round file"))]),
    Branch(
      "calendar", Bilingual(zh: "更正后的工作日历（整份 JSON）", en: "the calendar of working days, corrected (whole, JSON)"),
      arguments: [file], needs: ["reason"]),
  ]
}
