import ExpertReview

extension RoundRefusal {
  /// What is not allowed and why, and what to do.
  public var sentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .notBegun:
      (
        Bilingual(zh: "这个文件还没有开始一轮评审", en: "this file has not begun a round"),
        Bilingual(zh: "用 panel new --scheme 方案 开始", en: "begin with panel new --scheme ID")
      )
    case .begunAlready:
      (
        Bilingual(zh: "这一轮已经开始，不能再次开始", en: "the round has begun already"),
        Bilingual(zh: "另取一个文件名新建", en: "make the new round under another file name")
      )
    case .unknownCandidate(let id, let nearest): unknown("申报对象", "candidate", id.rawValue, nearest?.rawValue)
    case .unknownExpert(let id, let nearest): unknown("专家", "expert", id.rawValue, nearest?.rawValue)
    case .unknownRule(let id, let nearest): unknown("规则", "rule", id.rawValue, nearest?.rawValue)
    case .unknownItem(let id, _, let nearest): unknown("评分项", "item", id.rawValue, nearest?.rawValue)
    case .unknownStage(let id, let known): notAmong("评审阶段", "review stage", id, known)
    case .unknownConflictKind(let kind, let known): notAmong("关系种类", "kind of tie", kind, known)
    case .signedOff(let procedure, let stage, let by, let on):
      (
        Bilingual(
          zh: "“\(procedure.label.zh)”已由 \(by) 于 \(on) 签字确认，这一步会改变它",
          en: "“\(procedure.label.en)” was signed off by \(by) on \(on), and this would change it"),
        Bilingual(
          zh:
            "确需更改，先运行 panel decide reopen \(procedure.rawValue)\(stage.isEmpty ? "" : " --stage " + stage) --reason 理由",
          en:
            "if it must be, first run panel decide reopen \(procedure.rawValue)\(stage.isEmpty ? "" : " --stage " + stage) --reason TEXT"
        )
      )
    case .notSignedOff(let procedure):
      (
        Bilingual(zh: "“\(procedure.label.zh)”没有签字，无须重开", en: "“\(procedure.label.en)” is not signed off"),
        Bilingual(zh: "直接运行要做的命令", en: "just run what you mean to do")
      )
    case .notConcluded(let procedure):
      (
        Bilingual(
          zh: "“\(procedure.label.zh)”还没有做，或结果已过时", en: "“\(procedure.label.en)” was not run, or is out of date"),
        Bilingual(
          zh: "先运行 \(procedure.command.zh)，再签字", en: "run \(procedure.command.en) first, then sign off")
      )
    case .noReason(let act):
      (
        Bilingual(zh: "\(act) 要写明理由", en: "\(act) needs a reason"),
        Bilingual(zh: "加上 --reason 理由", en: "add --reason TEXT")
      )
    case .notOnPanel(let candidate, let expert):
      (
        Bilingual(zh: "\(expert) 不在 \(candidate) 的评审组里", en: "\(expert) is not on the panel of \(candidate)"),
        Bilingual(
          zh: "核对编号；panel explain \(candidate) 列出评审组", en: "check the ids; panel explain \(candidate) lists the panel")
      )
    case .taxonomyBroken(let fault): fault.sentences
    case .seatTwice(let candidate, let expert):
      (
        Bilingual(zh: "\(expert) 在 \(candidate) 的评审组里出现两次", en: "\(expert) stands twice on the panel of \(candidate)"),
        Bilingual(zh: "删去重复的一行", en: "take one of the rows out")
      )
    case .markedAlready(let candidate, let expert):
      (
        Bilingual(
          zh: "\(expert) 已给 \(candidate) 评分，新的评审组里却没有这位专家",
          en: "\(expert) has marked \(candidate), but is not on the new panel"),
        Bilingual(
          zh: "保留已评的席位；确要换人：panel assign replace \(candidate) \(expert) --reason 理由",
          en:
            "keep the seats that were marked; to give one to another: panel assign replace \(candidate) \(expert) --reason TEXT"
        )
      )
    case .noPanels(let stage):
      (
        Bilingual(zh: "“\(stage)”阶段还没有评审组", en: "the stage “\(stage)” has no panels yet"),
        Bilingual(zh: "先排评审组：panel assign", en: "make them first: panel assign")
      )
    case .nothingChanges:
      (
        Bilingual(zh: "没有席位变动", en: "no seat changes hands"),
        Bilingual(zh: "核对命令", en: "check the command")
      )
    case .declinedBefore(let expert, let on):
      (
        Bilingual(zh: "\(expert) 已于 \(on) 谢绝，不再邀请", en: "\(expert) declined on \(on) and is not asked again"),
        Bilingual(
          zh: "本人改变主意的，先记下：panel invite available \(expert) --reason 经过",
          en: "where they think otherwise now, record it first: panel invite available \(expert) --reason TEXT")
      )
    case .lateSheetOver(let experts, let by, let on):
      (
        Bilingual(
          zh: "\(experts.spaced) 迟交的评分表到 \(by) 于 \(on) 签字为止，此后不再收",
          en: "late sheets of \(experts.spaced) were taken until \(by) signed on \(on), and no longer"),
        Bilingual(
          zh: "确需再收，另作决定：panel decide late-sheet 专家 --reason 理由",
          en: "if one must be taken, decide anew: panel decide late-sheet EXPERT --reason TEXT")
      )
    case .notPledged(let expert):
      (
        Bilingual(
          zh: "\(expert) 没有签承诺书，方案要求先签后评", en: "\(expert) has not signed the pledge, which the scheme asks for first"),
        Bilingual(
          zh: "签好后记下，再收表：panel invite pledge \(expert)",
          en: "record it when signed, then collect: panel invite pledge \(expert)")
      )
    case .changesMark(let candidate, let expert, let item):
      (
        Bilingual(
          zh: "\(candidate) 的 \(item) 已有 \(expert.rawValue.isEmpty ? "" : expert.rawValue + " 给的")分数，与新的不同",
          en: "a different mark for \(item) of \(candidate) stands already"),
        Bilingual(zh: "确属更正，加 --replace --reason 理由", en: "if it is a correction, add --replace --reason TEXT")
      )
    case .changesVote(let candidate, let expert, let rule):
      (
        Bilingual(
          zh: "\(expert) 对 \(candidate) 的 \(rule) 已投了票，与新的不同",
          en: "\(expert) has voted otherwise on \(rule) of \(candidate)"),
        Bilingual(zh: "确属更正，加 --replace --reason 理由", en: "if it is a correction, add --replace --reason TEXT")
      )
    case .changesWords(let candidate, let expert, let item):
      (
        Bilingual(
          zh: "\(expert) 对 \(candidate) 的\(item.map { " \($0) " } ?? "总体")意见已在卷，与新的不同",
          en: "other words of \(expert) on \(item.map { "\($0) of " } ?? "")\(candidate) stand already"),
        Bilingual(zh: "确属更正，加 --replace --reason 理由", en: "if it is a correction, add --replace --reason TEXT")
      )
    case .changesPanelOpinion(let candidate):
      (
        Bilingual(
          zh: "\(candidate) 的评审组已经有一份意见，与新的不同", en: "the panel of \(candidate) has agreed another opinion already"),
        Bilingual(
          zh: "确要替换，写明 --reason 理由（成批读入的再加 --replace）；旧的仍保留",
          en: "to replace it add --reason TEXT (with an import --replace too); the old one is kept")
      )
    case .cannotChair(let candidate, let expert):
      (
        Bilingual(
          zh: "\(expert) 已对 \(candidate) 回避，不能任组长",
          en: "\(expert) has recused from \(candidate) and cannot chair its panel"),
        Bilingual(zh: "从组内其他专家中指定", en: "name another member of the panel")
      )
    case .notTheChair(let candidate, let expert, let chair):
      (
        Bilingual(
          zh: chair.map { "\(candidate) 的评审组组长是 \($0)，不是 \(expert)" }
            ?? "\(candidate) 的评审组没有组长，\(expert) 不能代表评审组",
          en: chair.map { "\($0) chairs the panel of \(candidate), not \(expert)" }
            ?? "the panel of \(candidate) has no chair, so \(expert) cannot speak for it"),
        Bilingual(
          zh: "先指定组长：panel decide chair 专家 --stage 阶段 \(candidate)",
          en: "name the chair first: panel decide chair EXPERT --stage STAGE \(candidate)")
      )
    case .signsTwice(let candidate, let experts):
      (
        Bilingual(
          zh: "\(candidate) 的评审组意见中，\(list(experts)) 出现不止一次",
          en: "in the opinion on \(candidate) \(list(experts)) stand more than once"),
        Bilingual(zh: "每位专家或者签字，或者写保留意见，只列一次", en: "every expert signs or dissents, once")
      )
    case .notThePanel(let candidate, let missing, let extra):
      (
        Bilingual(
          zh: "\(candidate) 的评审组意见与评审组不符"
            + (missing.isEmpty ? "" : "；缺 \(list(missing))") + (extra.isEmpty ? "" : "；\(list(extra)) 不在组内或已回避"),
          en: "the opinion on \(candidate) is not that of its panel"
            + (missing.isEmpty ? "" : "; missing: \(list(missing))")
            + (extra.isEmpty ? "" : "; not on it, or recused: \(list(extra))")),
        Bilingual(
          zh: "组内每位专家都要列出：同意的用 --signed，保留意见的用 --dissent 专家=意见",
          en: "name every member: --signed for those who sign, --dissent EXPERT=TEXT for those who do not")
      )
    case .sheetsOut(let candidate, let experts):
      (
        Bilingual(
          zh: "\(candidate) 的评分还没有收齐，差 \(list(experts))", en: "sheets on \(candidate) are still out: \(list(experts))"),
        Bilingual(
          zh: "收齐后再记；评审组确已先行商定的，加 --before-marks --reason 理由",
          en: "collect them first; where the panel did agree before, add --before-marks --reason TEXT")
      )
    case .noOpinionText(let candidate, let expert):
      (
        Bilingual(
          zh: expert.map { "\($0) 对 \(candidate) 的保留意见没有内容" } ?? "\(candidate) 的评审组意见没有内容",
          en: expert.map { "the dissent of \($0) on \(candidate) has no words" }
            ?? "the opinion on \(candidate) has no words"),
        Bilingual(zh: "写上意见", en: "write the opinion")
      )
    case .opinionTooShort(let candidate, let atLeast, let found):
      (
        Bilingual(
          zh: "\(candidate) 的评审组意见只有 \(found) 字，方案要求至少 \(atLeast) 字",
          en: "the opinion on \(candidate) has \(found) characters, the scheme asks for \(atLeast)"),
        Bilingual(zh: "写得具体一些", en: "say more")
      )
    case .notACondition(let rule):
      (
        Bilingual(
          zh: "\(rule) 不是申报条件，不能提请组长认定", en: "\(rule) is no condition that a candidate must meet"),
        Bilingual(
          zh: "可以提请认定的是审查规则（gate）和由专家判断的条件（judged），用 panel schemes 查编号",
          en: "gates and judged conditions may be called in question; panel schemes lists them")
      )
    case .notInDoubt(let rule, let candidate):
      (
        Bilingual(
          zh: "\(rule) 不由专家投票，也没有专家对 \(candidate) 提出疑问，没有要组长定的",
          en: "experts do not vote on \(rule), and nobody called it in question for \(candidate)"),
        Bilingual(
          zh: "专家书面提出的，先记入：panel decide question \(rule) \(candidate) --expert 专家 --text 理由",
          en:
            "record what an expert put on paper first: panel decide question \(rule) \(candidate) --expert E --text TEXT"
        )
      )
    case .votedOn(let rule):
      (
        Bilingual(zh: "\(rule) 由专家投票，不由工作人员核实", en: "experts vote on \(rule); staff do not confirm it"),
        Bilingual(
          zh: "由组长定：panel decide met 或 not-met \(rule) 申报对象 --reason 理由",
          en: "the chair decides: panel decide met or not-met \(rule) CANDIDATE --reason TEXT")
      )
    case .recusedAlready(let candidate, let expert):
      (
        Bilingual(
          zh: "\(expert) 对 \(candidate) 的回避与分数不能并存",
          en: "\(expert) has recused from \(candidate); marks and recusal exclude each other"),
        Bilingual(zh: "确属更正，加 --replace --reason 理由", en: "if it is a correction, add --replace --reason TEXT")
      )
    case .marksDoNotFit(let candidate, let expert):
      (
        Bilingual(
          zh: "\(expert) 给 \(candidate) 的分数与其评分项不符", en: "the marks of \(expert) do not fit the rubric of \(candidate)"),
        Bilingual(zh: "重新生成评分表：panel sheets", en: "write the sheets again: panel sheets")
      )
    case .hasNoGroup(let candidate):
      (
        Bilingual(zh: "\(candidate) 没有填写分组所依据的类别", en: "\(candidate) does not say which group it is in"),
        Bilingual(
          zh: "补正申报材料后用 panel import candidates --replace 读入", en: "import a corrected declaration with --replace")
      )
    case .alreadyOut(let candidate, let exclusion):
      (
        Bilingual(
          zh: "\(candidate) 已经退出：\(exclusion.label.zh)", en: "\(candidate) is out already: \(exclusion.label.en)"),
        Bilingual(zh: "不必再次登记", en: "nothing is left to record")
      )
    case .notUnderReview(let candidate):
      (
        Bilingual(zh: "\(candidate) 的审查结论不是“待定”，无须决定", en: "\(candidate) is not under review"),
        Bilingual(zh: "用 panel examine --candidate \(candidate) 看结论", en: "see panel examine --candidate \(candidate)")
      )
    case .noConflict(let candidate, let expert):
      (
        Bilingual(
          zh: "\(candidate) 与 \(expert) 之间没有这样的回避关系", en: "there is no such conflict between \(candidate) and \(expert)"
        ),
        Bilingual(zh: "用 panel conflicts list \(candidate) 看有哪些", en: "see panel conflicts list \(candidate)")
      )
    case .notDeclared(let candidate, let expert):
      (
        Bilingual(
          zh: "没有人申明过 \(candidate) 与 \(expert) 应当回避", en: "no conflict of \(candidate) and \(expert) was declared"),
        Bilingual(zh: "核对编号", en: "check the ids")
      )
    case .unsuitableTooMany(let candidate, let expert, let most, let named):
      (
        Bilingual(
          zh: most == 0
            ? "方案不允许申报单位提名不宜评审的专家，\(candidate) 不能要求 \(expert) 回避"
            : "\(candidate) 已提名 \(named.joined(separator: "、"))，方案至多 \(most) 名（申报材料和来函合计），\(expert) 不能再加",
          en: most == 0
            ? "the scheme lets no candidate name unsuitable experts, so \(candidate) cannot name \(expert)"
            : "\(candidate) has named \(named.joined(separator: ", ")); the scheme lets it name \(most) in its file and by letter together, so \(expert) cannot be added"
        ),
        Bilingual(
          zh: "确有任职、亲属等关系的，由工作人员查实后用 --from staff --kind 种类 登记；不受名额限制",
          en: "where there is a tie in truth, staff record it with --from staff --kind KIND; that is not limited")
      )
    case .unwaivable(let candidate, let expert, let kind):
      (
        Bilingual(
          zh: "方案规定“\(kind)”关系不得豁免，\(expert) 不能评 \(candidate)",
          en: "the scheme lets nobody waive a tie of the kind \(kind): \(expert) may not judge \(candidate)"),
        Bilingual(
          zh: "换一位专家：panel conflicts left \(candidate) 列出还有谁可评",
          en: "find another expert: panel conflicts left \(candidate) lists who is left")
      )
    case .noAuthority(let candidate, let expert):
      (
        Bilingual(
          zh: "豁免 \(candidate) 与 \(expert) 的回避，要写明由谁批准",
          en: "a waiver for \(candidate) and \(expert) must say who approved it"),
        Bilingual(zh: "加上 --authority 批准人或批准文号", en: "add --authority with the name or number of the approval")
      )
    case .notDismissible(let candidate, let expert):
      (
        Bilingual(
          zh: "\(candidate) 与 \(expert) 的关系由信用代码、亲属关系或声明确定，不是误配，不能排除",
          en: "what ties \(candidate) and \(expert) is certain by credit code, kin or declaration and no false match"),
        Bilingual(
          zh: "声明有误用 panel conflicts withdraw；名单有误先更正名单；确有其事而要其评审，用 panel conflicts waive",
          en:
            "take a wrong declaration back with panel conflicts withdraw, mend a wrong list and import it, or let an authority waive it with panel conflicts waive"
        )
      )
    case .nothingSettled(let candidate, let expert):
      (
        Bilingual(
          zh: "对 \(candidate) 与 \(expert) 还没有这样的决定，无可撤销",
          en: "nothing of the kind was decided on \(candidate) and \(expert)"),
        Bilingual(zh: "用 panel explain \(candidate) \(expert) 看作过什么决定", en: "see panel explain \(candidate) \(expert)")
      )
    case .notProposed(let candidate):
      (
        Bilingual(zh: "\(candidate) 不在公示的名单上", en: "\(candidate) is not on the list on notice"),
        Bilingual(zh: "核对编号", en: "check the id")
      )
    case .nothingToAnswer(let candidate):
      (
        Bilingual(zh: "对 \(candidate) 没有待答复的异议", en: "no objection to \(candidate) is open"),
        Bilingual(zh: "先用 panel decide object 登记", en: "record it first with panel decide object")
      )
    case .objectionClosed(let candidate, let number):
      (
        Bilingual(
          zh: "对 \(candidate) 的第 \(number) 号异议已经答复或撤回",
          en: "objection \(number) to \(candidate) was answered or withdrawn"),
        Bilingual(
          zh: "panel status 列出还没有答复的；又有异议的，用 panel decide object 登记",
          en: "panel status lists those that are open; record a new one with panel decide object")
      )
    case .noticeOver(let candidate, let lastDay):
      (
        Bilingual(
          zh: "公示期已于 \(lastDay) 结束，对 \(candidate) 的异议逾期",
          en: "the notice ended on \(lastDay); the objection to \(candidate) is late"),
        Bilingual(
          zh:
            "公布以前确要收下，先记入决定：panel decide late-objection \(candidate) --reason 理由；公布以后查实弄虚作假，用 panel decide sanction",
          en:
            "before the final list it may be taken by decision: panel decide late-objection \(candidate) --reason TEXT; after it, where fraud is proved, use panel decide sanction"
        )
      )
    case .receivedLater(let day):
      (
        Bilingual(
          zh: "收到异议的日期 \(day) 在今天之后", en: "the objection cannot have come in on \(day), which is still to come"),
        Bilingual(zh: "核对 --received 和 --as-of", en: "check --received and --as-of")
      )
    case .receivedBeforeNotice(let day, let posted):
      (
        Bilingual(
          zh: "收到异议的日期 \(day) 早于公示日期 \(posted)", en: "the objection came in on \(day), before the notice of \(posted)"),
        Bilingual(zh: "核对 --received", en: "check --received")
      )
    case .objectionNotLate(let candidate):
      (
        Bilingual(zh: "\(candidate) 还在公示期内，异议不用另作决定", en: "\(candidate) is on notice still; no decision is needed"),
        Bilingual(zh: "直接登记：panel decide object \(candidate) …", en: "record it: panel decide object \(candidate) …")
      )
    case .noSuchObjection(let candidate, let number, let known):
      (
        Bilingual(zh: "对 \(candidate) 没有第 \(number) 号异议", en: "there is no objection \(number) to \(candidate)"),
        known.isEmpty
          ? Bilingual(zh: "核对编号", en: "check the id")
          : Bilingual(
            zh: "对 \(candidate) 的异议是第 \(known.map(String.init).joined(separator: "、")) 号",
            en: "those to \(candidate) are \(known.map(String.init).joined(separator: ", "))")
      )
    case .onNotice(let candidate):
      (
        Bilingual(
          zh: "\(candidate) 已经公示过，不在补充公示之列", en: "\(candidate) was on notice before and needs no supplementary one"),
        Bilingual(zh: "运行 panel publish 文件夹，由程序列出要补充公示的", en: "let panel publish FOLDER say who needs one")
      )
    case .publishedBefore(let candidate, let on):
      (
        Bilingual(zh: "\(candidate) 已于 \(on) 公布", en: "\(candidate) was published on \(on)"),
        Bilingual(zh: "每个对象只公布一次", en: "each candidate is published once")
      )
    case .heldByObjection(let candidate, let number):
      (
        Bilingual(
          zh: "对 \(candidate) 的第 \(number) 号异议还没有处理完", en: "objection \(number) to \(candidate) is not settled"),
        Bilingual(
          zh: "先答复：panel decide answer \(candidate) --number \(number) --outcome upheld 或 dismissed --reason 理由",
          en:
            "answer it: panel decide answer \(candidate) --number \(number) --outcome upheld or dismissed --reason TEXT"
        )
      )
    case .unreadableCalendar(let fault):
      (
        Bilingual(zh: "日历读不出来：\(fault.words.zh)", en: "the calendar cannot be read: \(fault.words.en)"),
        Bilingual(zh: "照 Rubrics/calendars/china.json 的样子改好", en: "mend it after Rubrics/calendars/china.json")
      )
    case .calendarLacksYears(let years):
      (
        Bilingual(
          zh: "更正后的日历缺少原来有的年份：\(years.map(String.init).joined(separator: "、"))",
          en:
            "the corrected calendar lacks years that the old one has: \(years.map(String.init).joined(separator: ", "))"
        ),
        Bilingual(zh: "把这些年份补全", en: "bring those years as well")
      )
    case .notFinal(let candidate):
      (
        Bilingual(zh: "\(candidate) 还没有公布，谈不上认定的去留", en: "\(candidate) is on no final list"),
        Bilingual(
          zh: "公布以前用 panel decide sanction、withdraw 或 answer",
          en: "before that use panel decide sanction, withdraw or answer")
      )
    case .noticeRunning(let publishFrom):
      (
        Bilingual(zh: "公示期还没有结束", en: "the notice period has not ended"),
        Bilingual(zh: "最早 \(publishFrom) 公布", en: "publish from \(publishFrom)")
      )
    case .noNotice:
      (
        Bilingual(zh: "还没有公示", en: "no list is on notice"),
        Bilingual(zh: "先运行 panel publish 文件夹", en: "first run panel publish FOLDER")
      )
    case .nothingToPublish:
      (
        Bilingual(zh: "没有可以公布的对象", en: "there is nobody to publish"),
        Bilingual(zh: "先运行 panel rank 看结果", en: "see panel rank first")
      )
    case .unknownDeadline(let rule, let known): notAmong("期限", "deadline", rule.rawValue, known.map(\.rawValue))
    case .extendsNothing(let rule, let until):
      (
        Bilingual(zh: "\(rule) 的截止日本来就是 \(until)，新的日期不晚于它", en: "\(rule) ends on \(until) as it is"),
        Bilingual(zh: "写 \(until) 之后的日期", en: "name a day after \(until)")
      )
    case .noPublicity(let scheme):
      (
        Bilingual(zh: "方案 \(scheme) 没有公示这一步", en: "scheme \(scheme) has no publicity"),
        Bilingual(zh: "直接用 --final", en: "use --final")
      )
    case .nothingToReturn:
      (
        Bilingual(zh: "没有需要退回补正的", en: "nothing is wrong that could be returned"),
        Bilingual(zh: "用 panel examine 看审查结论", en: "see panel examine")
      )
    case .returnOver(let until):
      (
        Bilingual(zh: "补正的最后一天 \(until) 早于退回的日期", en: "the last day \(until) lies before the return itself"),
        Bilingual(zh: "把 --until 写成今天或以后的一天", en: "name today or a later day with --until")
      )
    case .correctionLate(let candidate, let until):
      (
        Bilingual(
          zh: "\(candidate) 的补正期限 \(until) 已过", en: "the time for a correction of \(candidate) ended on \(until)"),
        Bilingual(
          zh: "确要收下，先记入决定：panel decide late-correction \(candidate) --reason 理由",
          en: "to take it, first decide: panel decide late-correction \(candidate) --reason TEXT")
      )
    case .correctionNotLate(let candidate):
      (
        Bilingual(
          zh: "\(candidate) 没有过期的补正，或已准收", en: "no correction of \(candidate) is late, or it may come in already"),
        Bilingual(
          zh: "直接读入：panel import candidates 文件 --replace --reason 补正",
          en: "import it: panel import candidates FILE --replace --reason TEXT")
      )
    case .unknownDuty(let duty, let known): notAmong("这样的报送义务", "duty", duty.rawValue, known)
    case .cannotMerge(let round, let obstacle): obstacle.sentences(of: round)
    case .changesByProposal, .noChangePolicy, .unknownGround, .changeImpossible, .emptyChange, .unknownChange,
      .changeSettled, .samePerson, .changeOutdated, .changesOpen, .nameless, .earlierStale:
      changeSentences
    case .seedSealed, .noSealedSeed, .seedOpened, .listsNotFrozen, .listsChanged, .publicNumbersMissing,
      .publicNumbersUnannounced:
      drawSentences
    case .twoOf(let candidate):
      (
        Bilingual(zh: "\(candidate) 写了两次", en: "\(candidate) is named twice"), Bilingual(zh: "只写一次", en: "name it once")
      )
    }
  }

  /// A short name that scripts may rely on.
  public var code: String {
    let text = String(describing: self)
    return "round." + text.prefix { $0 != "(" }
  }

  private func list(_ experts: [ExpertID]) -> String { experts.map(\.rawValue).joined(separator: " ") }

  private func unknown(
    _ zh: String, _ en: String, _ id: String, _ nearest: String?
  ) -> (message: Bilingual, mend: Bilingual) {
    (
      Bilingual(zh: "这一轮没有编号为 \(id) 的\(zh)", en: "the round has no \(en) \(id)"),
      nearest.map { Bilingual(zh: "是不是 \($0)？", en: "did you mean \($0)?") }
        ?? Bilingual(zh: "核对编号", en: "check the id")
    )
  }

  private func notAmong(
    _ zh: String, _ en: String, _ id: String, _ known: [String]
  ) -> (message: Bilingual, mend: Bilingual) {
    (
      Bilingual(zh: "没有\(zh)“\(id)”", en: "there is no \(en) “\(id)”"),
      known.isEmpty
        ? Bilingual(zh: "这个方案一个也没有；panel status 说明下一步", en: "this scheme has none; panel status tells what is next")
        : Bilingual.listed(known).map {
          "可用的有：\($0)"
        } en: {
          "there are: \($0)"
        }
    )
  }
}

extension Procedure {
  /// The step's name for people.
  public var label: Bilingual {
    switch self {
    case .examination: Bilingual(zh: "形式审查", en: "formal check")
    case .conflicts: Bilingual(zh: "回避检索", en: "conflict search")
    case .assignment: Bilingual(zh: "评审分组", en: "assignment")
    case .marking: Bilingual(zh: "专家评分", en: "marking")
    case .ranking: Bilingual(zh: "汇总排名", en: "ranking")
    case .notice: Bilingual(zh: "公示公布", en: "notice")
    }
  }

  /// The command that runs it, with what must stand behind it.
  public var command: Bilingual {
    switch self {
    case .marking: Bilingual(zh: verb + " 文件", en: verb + " FILE")
    case .notice: Bilingual(zh: verb + " 文件夹", en: verb + " FOLDER")
    case .examination, .conflicts, .assignment, .ranking: Bilingual(zh: verb, en: verb)
    }
  }

  /// The command that runs it.
  public var verb: String {
    switch self {
    case .examination: "panel examine"
    case .conflicts: "panel conflicts"
    case .assignment: "panel assign"
    case .marking: "panel collect"
    case .ranking: "panel rank"
    case .notice: "panel publish"
    }
  }
}

extension CalendarFault {
  /// What is wrong with a calendar file.
  fileprivate var words: Bilingual {
    switch self {
    case .notJSON: Bilingual(zh: "不是 JSON", en: "it is no JSON")
    case .missing(let key, let line): Bilingual(zh: "第 \(line) 行缺少 \(key)", en: "line \(line) lacks \(key)")
    case .notADay(let value, let line):
      Bilingual(zh: "第 \(line) 行的“\(value)”不是日期", en: "“\(value)” in line \(line) is no day")
    case .outsideItsYear(let value, let year, let line):
      Bilingual(zh: "第 \(line) 行的 \(value) 不在 \(year) 年", en: "\(value) in line \(line) is not in \(year)")
    }
  }
}

extension Posting.Kind {
  /// The kind of list, for people.
  public var label: Bilingual {
    switch self {
    case .proposed: Bilingual(zh: "公示名单", en: "proposed list")
    case .supplementary: Bilingual(zh: "补充公示名单", en: "supplementary list")
    case .corrected: Bilingual(zh: "更正公示名单", en: "corrected list")
    case .final: Bilingual(zh: "最终名单", en: "final list")
    }
  }
}

extension Exclusion {
  public var label: Bilingual {
    switch self {
    case .refused: Bilingual(zh: "经审查不予进入", en: "refused on review")
    case .withdrawn: Bilingual(zh: "申报单位撤回", en: "withdrawn")
    case .sanctioned: Bilingual(zh: "弄虚作假，取消资格", en: "disqualified for fraud")
    case .objectionUpheld: Bilingual(zh: "异议成立", en: "an objection was upheld")
    case .revoked: Bilingual(zh: "公布后取消认定", en: "recognition taken back")
    }
  }
}
