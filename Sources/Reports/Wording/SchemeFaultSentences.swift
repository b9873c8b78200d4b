import ExpertReview

extension SchemeFault {
  /// What is wrong with the scheme file and why, and what to do. The place is told by the caller.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch kind {
    // Form
    case .notJSON(.badUTF8):
      (
        Bilingual(zh: "文件不是 UTF-8 编码", en: "the file is not in UTF-8"),
        Bilingual(
          zh: "用编辑器另存为 UTF-8（原来多半是 GB18030 或 UTF-16）",
          en: "save it as UTF-8 in your editor (it is probably GB18030 or UTF-16 now)")
      )
    case .notJSON(.tooDeep):
      (
        Bilingual(zh: "括号套了 200 层以上", en: "brackets are nested more than 200 deep"),
        Bilingual(zh: "多半是复制时漏了括号；检查是条件就拆成几条规则", en: "a bracket was probably lost; split conditions into several rules")
      )
    case .notJSON(let fault):
      (
        Bilingual(zh: "不是合法的 JSON：\(fault.words.zh)", en: "not well-formed JSON: \(fault.words.en)"),
        Bilingual(zh: "检查这一行及其上一行的引号、逗号和括号", en: "check quotes, commas and brackets on this line and the one before")
      )
    case .unknownKey(let key, let nearest):
      (
        Bilingual(zh: "这里没有“\(key)”这个键", en: "there is no key “\(key)” here"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "删去它", en: "remove it")
      )
    case .missingKey(let key):
      (
        Bilingual(zh: "缺少“\(key)”", en: "“\(key)” is missing"),
        Bilingual(zh: "补上“\(key)”", en: "add “\(key)”")
      )
    case .wrongForm(let expected, let found):
      (
        Bilingual(
          zh: "应是\(expected.words.zh)，写成了\(found.words.zh)",
          en: "\(expected.words.en) is expected, not \(found.words.en)"),
        Bilingual(zh: "改为\(expected.words.zh)", en: "write \(expected.words.en)")
      )
    case .empty:
      (Bilingual(zh: "文字是空的", en: "the text is empty"), Bilingual(zh: "填写内容", en: "say something"))
    case .missingLanguage(let language):
      (
        Bilingual(
          zh: "缺少\(language == .chinese ? "中文" : "英文")（\(language.rawValue)）",
          en: "the \(language == .chinese ? "Chinese" : "English") words (\(language.rawValue)) are missing"),
        Bilingual(zh: "中英文都要有：{\"zh\": …, \"en\": …}", en: "give both: {\"zh\": …, \"en\": …}")
      )
    case .repeatedID(let id):
      (
        Bilingual(zh: "“\(id)”重复出现", en: "“\(id)” is there twice"),
        Bilingual(zh: "改名或删去一个", en: "rename or remove one")
      )
    case .idMismatch(let folder, let found):
      (
        Bilingual(zh: "文件夹名为“\(folder)”，id 却是“\(found)”", en: "the folder is “\(folder)”, the id “\(found)”"),
        Bilingual(zh: "两者写成一样", en: "make the two the same")
      )
    case .reservedKey(let key):
      (
        Bilingual(zh: "“\(key)”由系统使用，方案不能再定义", en: "“\(key)” is the engine's own and no field of a scheme"),
        Bilingual(zh: "删去该字段或改键名", en: "remove the field or use another key")
      )
    case .choiceBesideReview:
      (
        Bilingual(zh: "有专家评审的方案按评分排名入选，不能另行选定", en: "a scheme whose experts mark selects by the ranking"),
        Bilingual(zh: "删去 by: choice，或删去评审阶段", en: "take out by: choice, or the review stage")
      )
    case .zoneWithoutLine:
      (
        Bilingual(
          zh: "入选线边上的 zone 要有一条线：一起排名的要有整个方案的名额，分别排名的各组要有自己的名额而没有共同的名额",
          en:
            "a zone needs one line: a cap of the scheme where all are ranked together, a cap of each group and none of the scheme where they are ranked apart"
        ),
        Bilingual(zh: "写出这样的名额，或删去 zone", en: "give such a cap, or take out zone")
      )
    case .oneKeyOf(let keys):
      (
        Bilingual.listed(keys).map {
          "以下各键须有且只有一个：\($0)"
        } en: {
          "exactly one of these is needed: \($0)"
        },
        Bilingual(zh: "留下一个", en: "keep one")
      )
    // Values
    case .notANumber(let text):
      (
        Bilingual(zh: "“\(text)”不是数字", en: "“\(text)” is not a number"),
        Bilingual(zh: "写半角数字，例如 \"8\"、\"0.5\"", en: "write plain digits, e.g. \"8\", \"0.5\"")
      )
    case .exponent(let text):
      (
        Bilingual(
          zh: "“\(text)”是科学计数法，读不出准确的数", en: "“\(text)” is in exponent form, which does not tell the exact digits"),
        Bilingual(zh: "写出全部数字", en: "write out all digits")
      )
    case .notWhole(let text):
      (
        Bilingual(zh: "应是整数，写成了“\(text)”", en: "a whole number is needed, not “\(text)”"),
        Bilingual(zh: "写整数", en: "write a whole number")
      )
    case .outOfRange(let text, let from, let until):
      (
        Bilingual(zh: "\(text) 超出范围（\(from)…\(until ?? "")）", en: "\(text) is out of range (\(from)…\(until ?? ""))"),
        until.map { Bilingual(zh: "取 \(from) 到 \($0) 之间", en: "choose from \(from) to \($0)") }
          ?? Bilingual(zh: "至少 \(from)", en: "choose \(from) or more")
      )
    case .tooManyPlaces(let text, let most):
      (
        Bilingual(zh: "“\(text)”小数超过 \(most) 位", en: "“\(text)” has more than \(most) places"),
        Bilingual(zh: "写到小数点后 \(most) 位", en: "write \(most) places at most")
      )
    case .noWeight(let parts):
      (
        Bilingual(zh: "各部分的权重都是零", en: "no part has any weight"),
        Bilingual(
          zh: "至少给一个部分大于零的权重：\(parts.joined(separator: "、"))",
          en: "give one of them a weight above zero: \(parts.joined(separator: ", "))")
      )
    case .bidsOutOfOrder(let higher, let worth, let lower, let other):
      (
        Bilingual(
          zh: "意向 \(higher) 值 \(worth)，低于意愿更弱的 \(lower)（\(other)）",
          en: "the bid \(higher) is worth \(worth), less than \(lower) with \(other)"),
        Bilingual(
          zh: "按 eager、willing、maybe、not 依次不增", en: "let the worth never rise from eager to willing, maybe and not")
      )
    case .notADay(let text):
      (
        Bilingual(zh: "“\(text)”不是日期", en: "“\(text)” is not a day"),
        Bilingual(zh: "写成 YYYY-MM-DD", en: "write YYYY-MM-DD")
      )
    case .notOneOf(let text, let allowed, let nearest):
      (
        Bilingual(zh: "“\(text)”不在可用的值之中", en: "“\(text)” is none of the values that may stand here"),
        Bilingual(
          zh: (nearest.map { "是不是“\($0)”？" } ?? "") + "可用：" + allowed.joined(separator: "、"),
          en: (nearest.map { "did you mean “\($0)”? " } ?? "") + "one of: " + allowed.joined(separator: ", "))
      )
    case .rangeReversed(let from, let until):
      (
        Bilingual(
          zh: "范围的终点 \(until) 不在起点 \(from) 之后", en: "the range ends at \(until), which is not after its start \(from)"),
        Bilingual(zh: "对调或改正两端", en: "swap or correct the two ends")
      )
    // References and sources
    case .unknown(let reference, let name, let nearest):
      (
        Bilingual(zh: "没有名为“\(name)”的\(reference.words.zh)", en: "there is no \(reference.words.en) “\(name)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "改名，或先定义它", en: "correct the name, or define it first")
      )
    case .extendsItself(let chain):
      (
        Bilingual(
          zh: "方案的继承绕成了圈：\(chain.joined(separator: " → "))",
          en: "the schemes extend one another in a circle: \(chain.joined(separator: " → "))"),
        Bilingual(zh: "去掉其中一个 extends", en: "remove one of the extends")
      )
    case .notInBase(let name, let nearest):
      (
        Bilingual(zh: "所继承的方案里没有“\(name)”", en: "the scheme that is extended has no “\(name)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "从 without 中去掉它", en: "remove it from without")
      )
    case .withoutNoBase:
      (
        Bilingual(zh: "有 without，却没有继承任何方案", en: "there is without, but no scheme is extended"),
        Bilingual(zh: "加上 extends，或去掉 without", en: "name a base in extends, or remove without")
      )
    case .noSource:
      (
        Bilingual(zh: "既没有引用文件条款，也没有标为本系统自定", en: "neither an article is cited nor is this marked as a house value"),
        Bilingual(
          zh: "加上 \"cite\": {\"document\": …, \"article\": …} 或 \"house\": \"理由\"",
          en: "add \"cite\": {\"document\": …, \"article\": …} or \"house\": \"reason\"")
      )
    case .twoSources:
      (
        Bilingual(zh: "cite 和 house 只能有一个", en: "both cite and house are given"),
        Bilingual(zh: "有条款依据就留 cite，否则留 house", en: "keep cite where an article says it, else house")
      )
    case .documentNotListed(let id):
      (
        Bilingual(
          zh: "引用了“\(id)”，但方案的 documents 没有列出它", en: "“\(id)” is cited, but the scheme's documents do not list it"),
        Bilingual(zh: "把“\(id)”加进 documents", en: "add “\(id)” to documents")
      )
    case .unknownArticle(let document, let article, let nearest):
      (
        Bilingual(
          zh: "documents.json 中“\(document)”没有“\(article)”这一条",
          en: "documents.json lists no article “\(article)” of “\(document)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "核对条款，或在 documents.json 中补上", en: "check the article, or list it in documents.json")
      )
    // Fields and checks
    case .needsYears:
      (
        Bilingual(zh: "键中有 YYYY，却没有 years", en: "the key has YYYY, but there is no years"),
        Bilingual(zh: "加上 years：要求申报前几个完整年度", en: "add years: how many complete years before submission")
      )
    case .yearsWithoutPlace:
      (
        Bilingual(zh: "有 years，键中却没有 YYYY", en: "there is years, but no YYYY in the key"),
        Bilingual(zh: "在键中写明 YYYY 的位置，或去掉 years", en: "put YYYY into the key, or remove years")
      )
    case .fieldOfWrongType(let field, let type, let allowed):
      (
        Bilingual.listed(allowed).map {
          "“\(field)”的类型是 \(type)，这个检查只用于 \($0)"
        } en: {
          "“\(field)” is of the type \(type); this check is for \($0)"
        },
        Bilingual(zh: "换一个字段，或换一种检查", en: "name another field, or use another check")
      )
    case .valueNotInList(let field, let value, let nearest):
      (
        Bilingual(zh: "“\(value)”不是“\(field)”的选项", en: "“\(value)” is no choice of “\(field)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "用选项的 id", en: "use the id of one of its values")
      )
    case .needsCheck:
      (
        Bilingual(zh: "这类规则要有 check", en: "a rule of this kind needs a check"),
        Bilingual(zh: "写出 check，或改为 judged、process", en: "write the check, or make it judged or process")
      )
    case .takesNoCheck(let kind):
      (
        Bilingual(zh: "\(kind) 规则由人判定，不能有 check", en: "a \(kind) rule is settled by people and takes no check"),
        Bilingual(zh: "去掉 check，或改为 gate、review", en: "remove the check, or make it gate or review")
      )
    case .noMaximumLength(let field):
      (
        Bilingual(
          zh: "“\(field)”没有 maxLength，这里也没有给出限度", en: "“\(field)” has no maxLength, and no value is given here"),
        Bilingual(zh: "写出 value，或在字段中写 maxLength", en: "give a value, or a maxLength in the field")
      )
    // Review and selection
    case .weightsDoNotSum(let group, let sum):
      (
        Bilingual(
          zh: (group.isEmpty ? "" : "组“\(group)”的") + "权重之和是 \(sum)，不是 100",
          en: "the weights" + (group.isEmpty ? "" : " of the group “\(group)”") + " sum to \(sum), not to 100"),
        Bilingual(zh: "调整权重，使之和为 100", en: "adjust the weights so that they sum to 100")
      )
    case .levelsStart(let from, let scale):
      levels("等级从 \(from) 开始，分值从 \(scale) 开始", "the levels start at \(from), the scale at \(scale)")
    case .levelsEnd(let until, let scale):
      levels("等级到 \(until) 为止，分值到 \(scale) 为止", "the levels end at \(until), the scale at \(scale)")
    case .levelsGap(let after, let next):
      levels("\(after) 与 \(next) 之间的分值不属于任何等级", "the marks between \(after) and \(next) are in no level")
    case .levelsOverlap(let until, let next):
      levels("从 \(next) 到 \(until) 的分值属于两个等级", "the marks from \(next) to \(until) are in two levels")
    case .evenPanel(let size):
      (
        Bilingual(zh: "要求奇数专家组，size 却是 \(size)", en: "the panel must be odd, but its size is \(size)"),
        Bilingual(zh: "改为 \(size - 1) 或 \(size + 1)，或去掉 odd", en: "make it \(size - 1) or \(size + 1), or remove odd")
      )
    case .needsMode(let mode, let key):
      (
        Bilingual(zh: "\(key) 只在 mode 为 \(mode) 时有意义", en: "\(key) means something only where mode is \(mode)"),
        Bilingual(zh: "加上 \"mode\": \"\(mode)\"，或去掉 \(key)", en: "add \"mode\": \"\(mode)\", or remove \(key)")
      )
    case .minimumAboveSize(let minimum, let size):
      (
        Bilingual(zh: "至少要 \(minimum) 份评分表，专家组却只有 \(size) 人", en: "\(minimum) sheets are needed of a panel of \(size)"),
        Bilingual(zh: "minimumSheets 不超过 size", en: "keep minimumSheets within size")
      )
    case .notAShare(let text):
      (
        Bilingual(zh: "“\(text)”不是份额", en: "“\(text)” is no share"),
        Bilingual(
          zh: "写人数如 \"2\"，或份额如 \"2/3\"；atMost 的份额小于 1",
          en: "write a number such as \"2\" or a share such as \"2/3\"; a share of atMost is below 1")
      )
    case .leastOfEach(let per):
      (
        Bilingual(
          zh: "每个\(per == "unit" ? "单位" : "地区")都至少有若干人，没有这样的专家组", en: "no panel holds so many of every \(per)"),
        Bilingual(
          zh: "per 只与 atMost 合用；至少用 kind 或 attribute", en: "per goes with atMost; for atLeast name a kind or attribute")
      )
    case .limitAbovePanel(let least, let size):
      (
        Bilingual(zh: "专家组 \(size) 人，却要其中至少 \(least) 人", en: "a panel of \(size) cannot hold at least \(least)"),
        Bilingual(zh: "atLeast 不超过 size", en: "keep atLeast within size")
      )
    case .limitsApart(let least, let most, let size):
      (
        Bilingual(
          zh: "专家组 \(size) 人，同一类至少 \(least) 人，又至多 \(most) 人",
          en: "of a panel of \(size), at least \(least) and at most \(most) of the same kind"),
        Bilingual(zh: "atLeast 不超过 atMost", en: "keep atLeast within atMost")
      )
    case .tooFewForDropping(let fewer, let dropped):
      (
        Bilingual(
          zh: "去掉 \(dropped) 个分之后要有剩余，whenFewerThan 却是 \(fewer)",
          en: "\(dropped) marks are dropped, so at least one must remain; whenFewerThan is \(fewer)"),
        Bilingual(zh: "whenFewerThan 至少 \(dropped + 1)", en: "make whenFewerThan at least \(dropped + 1)")
      )
    case .keyOfAnotherRule(let key, let rule):
      (
        Bilingual(zh: "“\(key)”对办法 \(rule) 没有意义", en: "“\(key)” says nothing to the rule \(rule)"),
        Bilingual(zh: "删去它，或改用需要它的办法", en: "remove it, or name the rule that needs it")
      )
    case .notAProportion(let words):
      (
        Bilingual(
          zh: "“\(words)”不是从 0 到一半以下的比例", en: "“\(words)” is no proportion from 0 to below one half"),
        Bilingual(zh: "写成 0.2 或 1/5", en: "write it as 0.2 or 1/5")
      )
    case .fallbackAbove(let least, let above):
      (
        Bilingual(
          zh: "少于 \(above) 份时才用的办法，自己又要至少 \(least) 份",
          en: "a rule for fewer than \(above) marks needs \(least) itself"),
        Bilingual(zh: "里层的 whenFewerThan 至多 \(above - 1)", en: "make the inner whenFewerThan at most \(above - 1)")
      )
    case .rejectsTheMiddle(let cut, let constant):
      (
        Bilingual(
          zh: "\(cut) × \(constant) 小于 1，可能把全部分数都去掉", en: "\(cut) × \(constant) is below 1 and could reject every mark"),
        Bilingual(zh: "两数之积至少 1，例如 2.5 和 1.4826", en: "make their product at least 1, e.g. 2.5 and 1.4826")
      )
    case .basisDiffers(let outliers, let on):
      (
        Bilingual(
          zh: "outliers 按 \(outliers) 去极值，on 却是 \(on)", en: "the outliers are dropped on \(outliers), but on is \(on)"),
        Bilingual(zh: "两者一致，或省去 on", en: "make them the same, or leave on out")
      )
    case .roundingNotApplicable(let after, let on):
      (
        Bilingual(
          zh: "按 \(on) 汇总时没有“\(after)”这一步可以修约", en: "with on: \(on) there is no step “\(after)” to round after"),
        Bilingual(
          zh: on == "total" ? "用 sheet 或 total" : "用 item、product 或 total",
          en: on == "total" ? "use sheet or total" : "use item, product or total")
      )
    case .sharesDoNotSum(let sum):
      (
        Bilingual(zh: "各阶段的比例之和是 \(sum)，不是 100", en: "the shares of the stages sum to \(sum), not to 100"),
        Bilingual(zh: "调整比例", en: "adjust the shares")
      )
    case .topOfNothing:
      (
        Bilingual(zh: "第一个评审阶段之前没有名次可取", en: "a first review has no ranking before it to take the best of"),
        Bilingual(zh: "写 \"all\"，或去掉 admits", en: "write \"all\", or leave admits out")
      )
    case .lineWithoutCap(let words):
      (
        Bilingual(
          zh: "“\(words)”要按整个方案的名额来算，方案却没有这样的名额", en: "“\(words)” is a multiple of the scheme's cap, and there is none"),
        Bilingual(
          zh: "在 selection 的 caps 中写出 scope 为 scheme 的名额，或直接写入围个数",
          en: "give a cap of scope scheme under selection, or write the count")
      )
    case .carriesUnrounded(let stage):
      (
        Bilingual(
          zh: "阶段“\(stage)”的总分没有修约，没有正式得分可以折算",
          en: "stage “\(stage)” does not round its total, so there is no official result to carry"),
        Bilingual(zh: "在该阶段的 rounding 中写出 after: total", en: "give that stage a rounding after: total")
      )
    case .noItems(let group):
      (
        Bilingual(zh: "组“\(group)”没有评分项", en: "the group “\(group)” has no items to be marked on"),
        Bilingual(zh: "写 items，或在 perGroup 中写出该组的", en: "give items, or the group's own under perGroup")
      )
    case .lengthOfNothing(let least):
      (
        Bilingual(
          zh: "意见都不是必写的，却规定至少 \(least) 字", en: "opinions of at least \(least) characters, and none is required"),
        Bilingual(
          zh: "把 expert 或 panel 写成 required，或去掉 atLeast", en: "make expert or panel required, or leave atLeast out")
      )
    // Sense
    case .alwaysHolds:
      (
        Bilingual(
          zh: "不论怎样填报，这个检查都成立，规则永远查不出问题", en: "this holds whatever is declared, so the rule can never find anything"),
        Bilingual(zh: "核对界限；本来没有要求就去掉它", en: "check the bound; where nothing is asked, remove it")
      )
    case .neverHolds:
      (
        Bilingual(zh: "不论怎样填报，这个检查都不成立", en: "nothing that may be declared can meet this"),
        Bilingual(
          zh: "几个条件互相矛盾，或界限越出了可能的值：改正其中之一",
          en: "conditions contradict one another, or a bound is beyond what can be: mend one")
      )
    case .stageOutOfOrder(let stage, let after):
      (
        Bilingual(
          zh: "阶段 \(stage) 排在 \(after) 之前，那时还没有它要用的结果",
          en: "the stage \(stage) stands before \(after), whose result it needs"),
        Bilingual(zh: "把 \(stage) 移到 \(after) 之后", en: "move \(stage) behind \(after)")
      )
    case .needsStage(let needed, let stage):
      (
        Bilingual(zh: "有 \(stage) 阶段，却没有 \(needed) 阶段", en: "there is a stage \(stage) without a stage \(needed)"),
        Bilingual(zh: "补上 \(needed)，或去掉 \(stage)", en: "add \(needed), or remove \(stage)")
      )
    case .needsPart(let part, let stage):
      (
        Bilingual(
          zh: "有 \(stage) 阶段，方案却没有写明 \(part)", en: "there is a stage \(stage), but the scheme states no \(part)"),
        Bilingual(zh: "在文件最外层补上 \"\(part)\": {…}", en: "add \"\(part)\": {…} as a member of the whole scheme")
      )
    case .laterStage(let stage):
      (
        Bilingual(zh: "“\(stage)”是后面的阶段，这时还没有结果", en: "“\(stage)” comes later: it has no result yet"),
        Bilingual(zh: "只写本阶段和前面的评审阶段", en: "name this stage and earlier reviews only")
      )
    case .barsOneWay(let other):
      (
        Bilingual(
          zh: "在本方案下不得申报的，包括受过 \(other) 处理的，而 \(other) 没有列出本方案",
          en: "a ban under \(other) counts here, but \(other) does not list this scheme"),
        Bilingual(
          zh: "在 \(other) 的 sanctions.alsoBars 里也列出本方案，或从这里去掉",
          en: "list this scheme in the alsoBars of \(other), or take \(other) out")
      )
    case .circle(let key, let chain):
      (
        Bilingual(
          zh: "\(key) 绕成了圈：\(chain.joined(separator: " → "))",
          en: "\(key) goes in a circle: \(chain.joined(separator: " → "))"),
        Bilingual(zh: "去掉其中一处", en: "take one of them away")
      )
    // Values set for a round
    case .nothingAtPath(let step, let nearest):
      (
        Bilingual(zh: "路径中的“\(step)”不存在", en: "there is nothing at “\(step)” of the path"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "用 panel schemes 方案 查看可改的值", en: "panel schemes ID shows the values that may be set")
      )
    case .notASingleValue(let keys):
      (
        Bilingual(zh: "这里不是单个值", en: "this is not a single value"),
        Bilingual.listed(keys).map {
          "再往下写一步：\($0)"
        } en: {
          "go one step further: \($0)"
        }
      )
    case .citedValue(let document, let article):
      (
        Bilingual(
          zh: "这个值出自文件（\(document) \(article)），一轮之内不能改",
          en: "this value is from a document (\(document) \(article)) and cannot be set for a round"),
        Bilingual(
          zh: "只有标为自定的值可以改；文件有变就改方案", en: "only house values may be set; where the document changed, change the scheme")
      )
    case .notAHouseValue:
      (
        Bilingual(zh: "这不是可以设定的值", en: "this is no value that may be set"),
        Bilingual(zh: "用 panel schemes 方案 查看可改的值", en: "panel schemes ID shows the values that may be set")
      )
    case .noReason:
      (
        Bilingual(zh: "改动自定值要有理由", en: "setting a house value needs a reason"),
        Bilingual(zh: "加上 --reason 理由", en: "add --reason TEXT")
      )
    // Worked cases
    case .edgeWithoutCheck(let rule):
      (
        Bilingual(zh: "“\(rule)”没有可计算的检查，没有临界点", en: "“\(rule)” has no check that could have an edge"),
        Bilingual(zh: "删去 edge，用 set 写出案例", en: "leave edge out and write the case with set")
      )
    case .noEdge(let rule, let edge):
      (
        Bilingual(
          zh: "找不到使“\(rule)”恰好\(edge == "inside" ? "成立" : "不成立")的改动",
          en: "no change of the sample was found that brings “\(rule)” just \(edge) its bound"),
        Bilingual(zh: "删去 edge，用 set 写出案例", en: "leave edge out and write the case with set")
      )
    }
  }

  private func levels(_ zh: String, _ en: String) -> (message: Bilingual, mend: Bilingual) {
    (
      Bilingual(zh: zh, en: en),
      Bilingual(
        zh: "每个分值恰好属于一个等级：下一等级的 from = 上一等级的 until + step",
        en: "each mark in exactly one level: the next from = the last until + step")
    )
  }
}

extension SchemeFault.Form {
  fileprivate var words: Bilingual {
    switch self {
    case .object: Bilingual(zh: "对象", en: "an object")
    case .list: Bilingual(zh: "列表", en: "a list")
    case .text: Bilingual(zh: "文字", en: "text")
    case .number: Bilingual(zh: "数字", en: "a number")
    case .truth: Bilingual(zh: "true 或 false", en: "true or false")
    case .null: Bilingual(zh: "null", en: "null")
    }
  }
}

extension SchemeFault.Reference {
  fileprivate var words: Bilingual {
    switch self {
    case .scheme: Bilingual(zh: "方案", en: "scheme")
    case .document: Bilingual(zh: "文件", en: "document")
    case .field: Bilingual(zh: "字段", en: "field")
    case .cell: Bilingual(zh: "列表单元", en: "cell of the list")
    case .material: Bilingual(zh: "材料", en: "material")
    case .rule: Bilingual(zh: "规则", en: "rule")
    case .item: Bilingual(zh: "评分项", en: "item")
    case .group: Bilingual(zh: "组", en: "group")
    case .stage: Bilingual(zh: "阶段", en: "stage")
    case .check: Bilingual(zh: "检查", en: "check")
    case .unit: Bilingual(zh: "单位", en: "unit")
    case .preference: Bilingual(zh: "优先条件", en: "preference")
    case .placeholder: Bilingual(zh: "占位符", en: "placeholder")
    }
  }
}

extension JSONFault.Kind {
  fileprivate var words: Bilingual {
    switch self {
    case .unexpectedEnd: Bilingual(zh: "文件在这里中断", en: "the file ends here")
    case .unexpected(let text): Bilingual(zh: "不应出现“\(text)”", en: "“\(text)” is not expected")
    case .badEscape: Bilingual(zh: "转义写法有误", en: "a wrong escape")
    case .badUTF8: Bilingual(zh: "不是 UTF-8 编码", en: "not UTF-8")
    case .repeatedKey(let key): Bilingual(zh: "键“\(key)”重复", en: "the key “\(key)” is there twice")
    case .tooDeep: Bilingual(zh: "嵌套太深", en: "nested too deep")
    case .somethingAfter: Bilingual(zh: "结束之后还有内容", en: "something follows the end")
    }
  }
}
