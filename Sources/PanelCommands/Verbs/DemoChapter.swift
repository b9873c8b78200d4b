import ExpertReview

/// The parts of the demonstration, in the order of the flow.
enum DemoChapter: CaseIterable {
  case begin, bringIn, formalCheck, conflicts, panels, marks, ranking, notice, record

  var title: Bilingual {
    switch self {
    case .begin: Bilingual(zh: "一、方案和轮次", en: "1. The scheme and the round")
    case .bringIn: Bilingual(zh: "二、读入名单", en: "2. What comes in")
    case .formalCheck: Bilingual(zh: "三、形式审查", en: "3. The formal check")
    case .conflicts: Bilingual(zh: "四、回避", en: "4. Conflicts")
    case .panels: Bilingual(zh: "五、邀请和分组", en: "5. Invitations and panels")
    case .marks: Bilingual(zh: "六、评分", en: "6. Marks")
    case .ranking: Bilingual(zh: "七、排名", en: "7. The ranking")
    case .notice: Bilingual(zh: "八、公示和公布", en: "8. Notice and final list")
    case .record: Bilingual(zh: "九、解释、核对和归档", en: "9. Explanation, verification, archive")
    }
  }

  /// The forms of its commands, for `--dry-run`; what depends on the round is in capitals.
  var commands: [String] {
    switch self {
    case .begin:
      ["schemes hunan-2025-call-llm", "new --scheme hunan-2025-call-llm --set stages.selection.caps.group=10"]
    case .bringIn:
      ["recommenders", "units", "candidates", "nominations", "sanctions", "experts", "relations", "affinities"]
        .map { "import \($0) FILE" }
    case .formalCheck:
      [
        "examine", "decide admit CANDIDATE", "examine --return FOLDER --until DAY", "import candidates FILE --replace",
        "examine", "decide sign-off examination",
      ]
    case .conflicts:
      ["conflicts", "conflicts declare CANDIDATE EXPERT", "conflicts dismiss CANDIDATE EXPERT", "conflicts"]
    case .panels: ["invite accept EXPERT…", "invite decline EXPERT", "assign --seed TEXT"]
    case .marks: ["sheets FOLDER", "collect FILE…", "collect FILE", "score EXPERT", "status"]
    case .ranking:
      [
        "rank", "decide lot CANDIDATE…", "decide met RULE CANDIDATE…", "rank", "analyse certainty --replicates 200",
        "decide confirm RULE CANDIDATE…", "decide sign-off ranking",
      ]
    case .notice:
      [
        "publish FOLDER", "decide object CANDIDATE", "publish FOLDER --final", "status", "decide answer CANDIDATE",
        "publish FOLDER --final",
      ]
    case .record:
      ["explain CANDIDATE", "explain CANDIDATE EXPERT", "verify --head HASH"]
        + DemoChapter.exports.map { "export FILE --form \($0.form)" }
    }
  }

  static let exports: [(form: String, file: String)] = [
    ("backup", "backup.panel"), ("archive", "archive.txt"), ("anonymous", "anonymous.json"),
  ]

  static let worthOpening: [(file: String, about: Bilingual)] = [
    ("input/candidates.json", Bilingual(zh: "60 份模拟的申报书", en: "60 simulated declarations")),
    ("filled/E01.csv", Bilingual(zh: "一位专家填好的评分表", en: "a sheet as an expert filled it in")),
    ("notice/notice.html", Bilingual(zh: "公示，可用浏览器打开、打印", en: "the notice, to open or print in a browser")),
    ("notice/ranking.csv", Bilingual(zh: "全部名次、得分和依据", en: "every place, score and ground")),
    ("final/final.html", Bilingual(zh: "最终名单", en: "the final list")),
    ("archive.txt", Bilingual(zh: "可直接阅读的全部记录", en: "the whole record as readable text")),
    ("transcript.txt", Bilingual(zh: "每条命令和它的全部输出", en: "every command with all that it printed")),
    ("round.panel", Bilingual(zh: "这一轮本身，可接着用 panel --round 查看", en: "the round itself, for panel --round")),
  ]
}
