import ExpertReview

/// Panels, and the people on them.
extension CommandTable {
  static let stage = CommandOption(
    "stage", .text("ID"), standard: Bilingual(zh: "当前阶段", en: "the current stage"),
    Bilingual(zh: "方案里的阶段", en: "a stage of the scheme"))

  static let assign = Command(
    name: "assign",
    summary: Bilingual(zh: "给每个通过审查的对象排评审组", en: "make a panel for every admitted candidate"),
    discussion: Bilingual(
      zh: """
        在人数、工作量、回避和构成的限制下，求所选目标（默认契合度总和）最好的分派，并附上证明：没有更好的。排不出来时，退出码为 4，说明卡在哪些对象和专家上、怎样改代价最小。

        分派一经作出即记入卷宗，不会自己变动。种子写明后，任何人都能重算出同样的结果。每个对象另排候补专家，席位空出时按顺序接替。

        --pin 和 --ban 固定或禁止一对，连同理由记入卷宗，以后每次分派都遵守，直到 --free 取消。方案规定组长条件的，每组必有一位符合，并由其任组长。

        draw 是随机抽取：先 seal 密封种子，名单定稿后 freeze 冻结，再用 --objective draw --seed-file 开启种子并抽取；每个数都能用散列工具重算，--replay 输出抽取记录。

        评分开始后再运行，已评的席位保留，只排其余；--repair 保留全部能留的席位，先请候补，再补其余的空缺；不动别的席位就补不齐时，改动最少的未评席位，并逐一列出。\
        replace 把一个席位交给另一位专家，原专家在该对象上所评作废。
        """,
      en: """
        Finds the assignment that is best by the objective (by default the largest total affinity) within the limits \
        of panel size, load, conflicts and composition, with a certificate that none is better. Where panels cannot \
        be filled the exit code is 4, and the candidates and experts that block are named, with the cheapest ways out.

        An assignment goes on the record and does not change by itself. With the same seed anyone computes the same. \
        Alternates stand by for each candidate, called in order where a seat falls empty.

        --pin and --ban put a pair together or keep it apart; they stand on record with the reason and hold for every \
        later assignment until --free. Where the scheme says what a chair must be, every panel has such a member, who \
        is named to chair it.

        A draw leaves panels to chance within the limits: seal keeps a seed sealed, freeze freezes the lists, and \
        --objective draw --seed-file opens the seed and draws. Anybody can check each number with a hash tool; \
        --replay prints the protocol.

        Run again once marking has begun, it keeps the seats that were marked and makes the others. --repair keeps \
        every seat that can be kept, calls the alternates first and fills what is then still empty; where that cannot \
        be done otherwise, the fewest seats without marks pass on, and each is listed. replace gives one seat to \
        another expert; what the first one gave on that candidate is void.
        """),
    branching: Branching(
      name: "ACT", standard: "all",
      branches: [
        Branch(
          "all", Bilingual(zh: "排评审组和候补", en: "make the panels, and who stands by"),
          options: [
            CommandOption(
              "alternates", .integer("N", least: 0), standard: Bilingual(zh: "方案的规定", en: "as the scheme says"),
              Bilingual(zh: "每个对象几位候补", en: "how many stand by for each candidate")),
            CommandOption(
              "blocks", .integer("N", least: 1), standard: Bilingual(zh: "方案的规定", en: "as the scheme says"),
              Bilingual(
                zh: "分组评审：每组至多 N 个对象，由同一些专家评", en: "panels judge blocks of at most N candidates")),
            CommandOption(
              "bridges", .integer("N", least: 0), standard: Bilingual(zh: "方案的规定", en: "as the scheme says"),
              Bilingual(zh: "相邻两组共有几位专家，以便比较宽严", en: "experts whom neighbouring blocks share")),
            CommandOption(
              "anchors", .integer("N", least: 0), standard: Bilingual(zh: "方案的规定", en: "as the scheme says"),
              Bilingual(
                zh: "每组几个对象由下一组另评，只作比对，不计入成绩",
                en: "candidates of each block whom the next block's panel marks too, for comparison only")),
            CommandOption(
              "places", .integer("N", least: 1), standard: Bilingual(zh: "1", en: "1"),
              Bilingual(
                zh: "一位专家至多进几组（共有的算一处）", en: "how many blocks one expert may sit in (a shared place counts once)")),
            CommandOption(
              "repair", .flag, apartFrom: ["blocks", "bridges", "anchors", "places"],
              Bilingual(zh: "保留能留的席位，只补空缺", en: "keep every seat that can be kept and fill only what is empty")),
            CommandOption(
              "pin", .text("C:E"), repeats: true, needs: ["reason"],
              Bilingual(zh: "固定：专家 E 必须评对象 C", en: "expert E must judge candidate C")),
            CommandOption(
              "ban", .text("C:E"), repeats: true, needs: ["reason"],
              Bilingual(zh: "禁止：专家 E 不得评对象 C", en: "expert E may not judge candidate C")),
            CommandOption(
              "free", .text("C:E"), repeats: true, needs: ["reason"],
              Bilingual(zh: "取消固定或禁止", en: "neither pinned nor banned any more")),
            CommandOption(
              "loss", .decimal("X"), needs: ["repair"],
              standard: Bilingual(zh: "不为契合度换人", en: "none moves for affinity"),
              Bilingual(
                zh: "修补后契合度总和至多比最好的少 X，在此前提下换得最少",
                en: "let seats pass on until the total is within X of the largest, as few as can be")),
            CommandOption(
              "public", .text("NUMBERS"),
              Bilingual(zh: "抽取时加在种子后的公开数字", en: "for a draw: the public numbers that are added to the seed")),
            CommandOption(
              "replay", .flag,
              Bilingual(zh: "按已开启的种子重抽，输出抽取记录，不写入", en: "draw again from the opened seed and print the protocol")),
          ]),
        Branch(
          "seal", Bilingual(zh: "密封抽取种子：只记承诺值", en: "seal a seed for a draw: only what commits to it is recorded")),
        Branch(
          "freeze", Bilingual(zh: "冻结抽取名单", en: "freeze the lists of a draw"),
          options: [
            CommandOption(
              "alternates", .integer("N", least: 0), standard: Bilingual(zh: "方案的规定", en: "as the scheme says"),
              Bilingual(zh: "每个对象几位候补", en: "how many stand by for each candidate")),
            CommandOption(
              "public-source", .text("TEXT"),
              Bilingual(
                zh: "公布开启时要加的公开数字，如某期彩票号码",
                en: "announces the public numbers to be added, such as a lottery's of a day to come")),
          ]),
        Branch(
          "replace", Bilingual(zh: "把一个席位交给另一位专家", en: "give a seat to another expert"),
          arguments: [candidate, expert],
          options: [
            CommandOption(
              "with", .text("EXPERT"), standard: Bilingual(zh: "按候补的顺序", en: "the alternates in their order"),
              Bilingual(zh: "由哪位专家接替", en: "who takes it"))
          ], needs: ["reason"]),
      ]),
    options: [
      CommandOption(
        "objective", .oneOf("NAME", AssignmentObjective.names + [AssignmentRecord.drawn]),
        standard: Bilingual(zh: "total", en: "total"),
        Bilingual(
          zh:
            "求什么最好：total 契合度总和；fair 最少的一组；pairs 最低的一对；balanced 工作量均匀；random 概率有上限的随机排组，期望总和最大；draw 随机抽取",
          en: """
            what is made best: total, the sum of affinities; fair, the worst-off panel; pairs, the least pair; \
            balanced, even loads; random, the expected total of panels drawn at random under a cap; draw leaves it to \
            chance
            """)),
      CommandOption(
        "depth", .integer("N", least: 1), needs: ["objective"], standard: Bilingual(zh: "1", en: "1"),
        Bilingual(
          zh: "fair：从最少的一组起，依次把几组都尽量提高",
          en: "with fair: how many panels, from the worst-off upwards, are raised in turn")),
      RandomLaw.capOption, RandomLaw.perturbationOption, RandomLaw.keepingOption,
      CommandOption(
        "seed", .text("TEXT"),
        Bilingual(
          zh: "同样好时按它取舍；seal 时是要密封的种子", en: "chooses among equally good ones; with seal, the seed to be sealed")),
      CommandOption(
        "seed-file", .text("FILE"),
        Bilingual(zh: "密封的种子：seal 写出，抽取时开启", en: "the sealed seed: written by seal, opened by a draw")),
      stage,
    ],
    writes: true,
    examples: [
      CommandExample("panel assign --seed 20260509", zh: "排评审组，用给定的种子", en: "make the panels with a given seed"),
      CommandExample(
        "panel assign --blocks 12 --bridges 1", zh: "分组评审，每组至多 12 个，相邻组共有一位专家",
        en: "panels of blocks of at most 12, neighbours sharing one expert"),
      CommandExample(
        "panel assign seal --seed-file 种子.txt", zh: "密封抽取种子，文件交受托人",
        en: "seal a seed for a draw, in a file for its trustee"
      ),
      CommandExample(
        "panel assign --objective draw --seed-file 种子.txt", zh: "开启种子，随机抽取", en: "open the seed and draw the panels"),
      CommandExample(
        "panel assign --objective random --cap 4/5 --seed 3-1-4-1-5", zh: "随机排组，任何一对的概率不超过 4/5，种子当众掷骰子得出",
        en: "draw panels at random, no pair likelier than 4/5, the seed from dice thrown in public"),
      CommandExample(
        "panel assign --objective fair", zh: "先让契合度最少的一组尽量高，再求总和最大",
        en: "the worst-off panel as good as can be, then the largest total"),
      CommandExample("panel assign --repair", zh: "只补空出的席位", en: "fill only the seats that fell empty"),
      CommandExample(
        "panel assign --repair --loss 0.05", zh: "少量换人，使契合度总和离最好不超过 0.05",
        en: "let a few seats pass on, so that the total is within 0.05 of the largest"),
      CommandExample(
        "panel assign replace C07 E12 --reason 因病不能评完", zh: "E12 的席位由候补接替", en: "give the seat of E12 to an alternate"),
      CommandExample(
        "panel assign --pin C07:E12 --ban C07:E03 --reason 会议决定", zh: "一位必须评 C07，一位不得评",
        en: "one must judge C07, and one may not"),
      CommandExample("panel assign --dry-run", zh: "先看能不能排出来，不写入", en: "see whether it can be done, and write nothing"),
    ])

  static let invite = Command(
    name: "invite",
    summary: Bilingual(zh: "专家的邀请、应允、谢绝、承诺书", en: "who accepted, declined, is available, pledged"),
    discussion: Bilingual(
      zh:
        "不写 ACT 时列出每位专家的情况和经过。在评审组里的专家谢绝或不能参加，没有评完的席位当即由候补按顺序接替，跳过谁、为什么都会说明；评完的仍然有效。谢绝过的不再邀请，除非另有记录说可以参加。专家随承诺书申明的回避（pledge --declare）与承诺书一并记入，有一行有错就都不记；由此须回避的席位同样由候补接替。",
      en: """
        Without ACT, lists where each expert stands, and how it came about. Where a seated expert declines or cannot \
        take part, alternates take the seats not yet marked whole, in their order, and it is said who was passed over \
        and why; what was marked whole stays. Who declined is not asked again until it is recorded that they can. \
        Conflicts that an expert states with the pledge (pledge --declare) go on record with it, or neither does where \
        a row is faulty; alternates take the seats that they bar.
        """),
    branching: Branching(
      name: "ACT", standard: "list",
      branches: [
        Branch("list", Bilingual(zh: "列出情况", en: "list where each stands"), arguments: [anyExperts]),
        Branch(
          "send", Bilingual(zh: "发出邀请", en: "an invitation is sent"), arguments: [anyExperts],
          options: [
            CommandOption("all-seated", .flag, Bilingual(zh: "评审组里的全部专家", en: "all who sit on panels")),
            CommandOption("until", .day("DAY"), Bilingual(zh: "最迟哪一天答复", en: "the last day to answer")),
          ]),
        Branch("accept", Bilingual(zh: "专家应允", en: "the expert accepts"), arguments: [someExperts]),
        Branch(
          "decline", Bilingual(zh: "专家谢绝", en: "the expert declines"), arguments: [someExperts],
          options: [noReplace], needs: ["reason"]),
        Branch(
          "pledge", Bilingual(zh: "已签承诺书", en: "the pledge is signed"), arguments: [someExperts],
          options: [
            CommandOption(
              "none", .flag, apartFrom: ["declare"],
              Bilingual(zh: "本人申明没有须回避的关系", en: "the expert states to have no conflicts")),
            CommandOption(
              "declare", .text("FILE"), apartFrom: ["none"], mostArguments: 1,
              Bilingual(
                zh: "本人随承诺书申明的须回避的关系（CSV：申报对象、关系、说明），一次一位专家",
                en: "a CSV table of the conflicts that one expert states with it")),
            CommandOption("no-replace", .flag, needs: ["declare"], noReplace.help),
          ]),
        Branch("available", Bilingual(zh: "可以参加", en: "the expert is available"), arguments: [someExperts]),
        Branch(
          "unavailable", Bilingual(zh: "不能参加", en: "the expert cannot take part"), arguments: [someExperts],
          options: [noReplace]),
      ]),
    options: [
      CommandOption(
        "stage", .text("ID"), standard: Bilingual(zh: "整轮", en: "the whole round"),
        Bilingual(zh: "只对方案里的这个阶段", en: "for this stage of the scheme only"))
    ],
    writes: true,
    examples: [
      CommandExample("panel invite", zh: "列出每位专家的情况", en: "list where each expert stands"),
      CommandExample(
        "panel invite send --all-seated --until 2026-05-20", zh: "邀请评审组里的全部专家，5 月 20 日前答复",
        en: "invite all who sit on panels, to answer by 20 May"),
      CommandExample("panel invite accept E01 E02 E03", zh: "记下三位专家应允", en: "record that three experts accept"),
      CommandExample(
        "panel invite decline E04 --reason 出差", zh: "记下 E04 谢绝及原因", en: "record that E04 declines, and why"),
      CommandExample(
        "panel invite pledge E05 --declare E05-conflicts.csv", zh: "记下 E05 签了承诺书，连同其中申明的回避",
        en: "record the pledge of E05 with the conflicts that it states"),
    ])

  private static let noReplace = CommandOption(
    "no-replace", .flag, Bilingual(zh: "席位空着，不请候补", en: "leave the seats empty and call nobody"))
  private static let anyExperts = CommandArgument("EXPERT", .any, expert.help)
  private static let someExperts = CommandArgument("EXPERT", .oneOrMore, expert.help)
}
