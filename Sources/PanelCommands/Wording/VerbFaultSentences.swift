import ExpertReview

extension VerbFault {
  var refusal: Refusal {
    let (message, mend, code) = words
    return Refusal([FaultReport(code: "verb." + code, message: message, mend: mend)], exitCode)
  }

  private var exitCode: ExitCode {
    switch self {
    case .unknownProcedure, .unknownGroup, .unknownJudgedItem, .unknownTable, .emptyLot, .noTimeForCorrections,
      .notTheLastStage,
      .noObjector,
      .namedAndAnonymous, .nobodyToInvite, .effectOfDismissal, .answerDayPast, .onlyUnder, .objectiveOfBlocks,
      .onlyWithBlocks:
      .usage
    case .undecided, .neverOnNotice, .noticeDiffers, .allHeld, .finalButUnlisted, .openItems, .awaitingDecision,
      .stillCorrecting, .noVotes, .markedInConflict, .toChair, .votesOwed, .noShortList, .notRanked, .blocksMarked,
      .alreadyPosted,
      .demonstrationStopped, .noReview, .nothingChosen, .badChoice, .line, .publishedAlready, .noFinalList,
      .cannotTakeSeat:
      .needsPerson
    default: .invalidInput
    }
  }

  private var words: (message: Bilingual, mend: Bilingual, code: String) {
    switch self {
    case .noPanels:
      (
        Bilingual(zh: "还没有评审组", en: "there are no panels yet"),
        Bilingual(
          zh: "先运行 panel assign，或用 panel import assignments 读入", en: "first run panel assign, or import panels"),
        "noPanels"
      )
    case .onlyUnder(let objective, let options):
      (
        Bilingual(
          zh: "\(options.map { "--" + $0 }.joined(separator: "、")) 只用于目标 \(objective)",
          en: "\(options.map { "--" + $0 }.joined(separator: ", ")) belong to the objective \(objective)"),
        Bilingual(zh: "加上 --objective \(objective)", en: "add --objective \(objective)"), "onlyUnder"
      )
    case .noChances(let stage):
      (
        Bilingual(
          zh: "\(stage) 的评审组不是以 --objective random 排的，没有概率可写",
          en: "the panels of \(stage) were not made with --objective random, so there are no probabilities"),
        Bilingual(
          zh: "panel explain 说明评审组怎么来的；席位用 --table assignments 写出",
          en: "panel explain says where panels come from; --table assignments writes the seats"), "noChances"
      )
    case .nobodyToInvite:
      (
        Bilingual(zh: "没有写明邀请谁", en: "nobody was named to invite"),
        Bilingual(zh: "写出专家编号，或 --all-seated", en: "name experts, or say --all-seated"), "nobodyToInvite"
      )
    case .cannotTakeSeat(let candidate, let expert, let barrier):
      (
        Bilingual(
          zh: "\(expert) 不能接替 \(candidate) 的席位：\(barrier.words.zh)",
          en: "\(expert) cannot take a seat on the panel of \(candidate): \(barrier.words.en)"),
        Bilingual(
          zh: "不写 --with 则按候补顺序接替；panel explain \(candidate) \(expert) 看依据",
          en:
            "without --with the alternates are called in order; panel explain \(candidate) \(expert) shows the grounds"),
        "cannotTakeSeat"
      )
    case .notAPair(let text):
      (
        Bilingual(zh: "“\(text)”不是一对", en: "“\(text)” is no pair"),
        Bilingual(zh: "写作 对象:专家，如 C07:E12", en: "write CANDIDATE:EXPERT, such as C07:E12"), "notAPair"
      )
    case .orderedTwoWays(let pair):
      (
        Bilingual(
          zh: "\(pair.candidate) 与 \(pair.expert) 同时被固定、禁止或取消",
          en: "\(pair.candidate) and \(pair.expert) are pinned, banned or freed at once"),
        Bilingual(zh: "--pin、--ban、--free 只写一个", en: "give one of --pin, --ban and --free"), "orderedTwoWays"
      )
    case .seatedAlready(let pair):
      (
        Bilingual(
          zh: "\(pair.expert) 已经在 \(pair.candidate) 的评审组里",
          en: "\(pair.expert) sits on the panel of \(pair.candidate) already"),
        Bilingual(
          zh: "另写一位专家；不写 --with 则按候补顺序接替",
          en: "name another expert; without --with the alternates are called in order"), "seatedAlready"
      )
    case .answerDayPast(let day):
      (
        Bilingual(zh: "答复的最后一天 \(day) 已经过去", en: "the last day to answer, \(day), is past"),
        Bilingual(zh: "核对 --until 和 --as-of", en: "check --until and --as-of"), "answerDayPast"
      )
    case .noChangeNumber(let text, let open):
      (
        Bilingual(zh: "更改的号应是整数，“\(text)”不是", en: "the number of a change is a whole number, “\(text)” is not"),
        open.isEmpty
          ? Bilingual(zh: "没有待批的更改", en: "no change is waiting")
          : Bilingual.listed(open.map(String.init)).map {
            "待批的有：\($0)"
          } en: {
            "waiting: \($0)"
          },
        "noChangeNumber"
      )
    case .nothingToSettle(let pair, let found, let isNamed):
      (
        Bilingual(
          zh: "\(pair.candidate) 与 \(pair.expert) 没有等着这样定的关系；现有：\(found.map(\.zh).joined(separator: "、"))",
          en:
            "nothing between \(pair.candidate) and \(pair.expert) waits for this; there is: \(found.map(\.en).joined(separator: ", "))"
        ),
        isNamed
          ? Bilingual(
            zh: "核对 --kind 和 --role；要改先前的决定，先 panel conflicts reopen \(pair.candidate) \(pair.expert) --reason 理由",
            en:
              "check --kind and --role; to change what was decided, first panel conflicts reopen \(pair.candidate) \(pair.expert) --reason TEXT"
          )
          : Bilingual(
            zh: "要改先前的决定，先 panel conflicts reopen \(pair.candidate) \(pair.expert) --reason 理由",
            en:
              "to change what was decided, first panel conflicts reopen \(pair.candidate) \(pair.expert) --reason TEXT"),
        "nothingToSettle"
      )
    case .nothingToScore(let id):
      (
        Bilingual(zh: "\(id) 没有要评的对象", en: "\(id) has no candidate to mark"),
        Bilingual(zh: "用 panel status 看评审组", en: "see panel status"), "nothingToScore"
      )
    case .unknownProcedure(let text):
      (
        Bilingual(zh: "没有“\(text)”这个阶段", en: "there is no stage “\(text)”"),
        Bilingual.listed(Procedure.allCases.map(\.rawValue)).map {
          "可用的有：\($0)"
        } en: {
          "there are: \($0)"
        }, "unknownStage"
      )
    case .noCandidates:
      (
        Bilingual(zh: "这一轮还没有申报对象", en: "the round has no candidates yet"),
        Bilingual(zh: "先运行 panel import candidates 文件", en: "first run panel import candidates FILE"), "noCandidates"
      )
    case .notRanked:
      (
        Bilingual(zh: "还没有排名，或排名已过时", en: "there is no ranking, or it is out of date"),
        Bilingual(zh: "先运行 panel rank", en: "first run panel rank"), "notRanked"
      )
    case .alreadyPosted(let day):
      (
        Bilingual(zh: "同样的名单已于 \(day) 公示", en: "the same list was posted on \(day)"),
        Bilingual(zh: "公示期满后用 panel publish 文件夹 --final", en: "after the notice use panel publish FOLDER --final"),
        "alreadyPosted"
      )
    case .folderNotEmpty(let folder):
      (
        Bilingual(zh: "文件夹 \(folder) 不是空的", en: "the folder \(folder) is not empty"),
        Bilingual(zh: "换一个文件夹，或先清空", en: "name another folder, or empty it first"), "folderNotEmpty"
      )
    case .noMarks:
      (
        Bilingual(zh: "还没有评分", en: "there are no marks yet"),
        Bilingual(zh: "先收回评分表：panel collect 文件", en: "collect the sheets first: panel collect FILE"), "noMarks"
      )
    case .unknownGroup(let group, let known):
      (
        Bilingual(zh: "没有“\(group)”组", en: "there is no group “\(group)”"),
        Bilingual.listed(known.map(\.rawValue)).map {
          "可用的有：\($0)"
        } en: {
          "there are: \($0)"
        }, "unknownGroup"
      )
    case .unknownJudgedItem(let item, let known):
      (
        Bilingual(zh: "没有由专家评的项目“\(item)”", en: "experts judge no item “\(item)”"),
        Bilingual.listed(known.map(\.rawValue)).map {
          "可用的有：\($0)"
        } en: {
          "there are: \($0)"
        }, "unknownItem"
      )
    case .emptyLot:
      (
        Bilingual(
          zh: "没有写抽签的先后；只有一处线上待抽签时，才可以只给种子",
          en: "no order was named; a seed alone is enough only where one tie or zone at the line waits for a lot"),
        Bilingual(zh: "按先后写上申报对象；panel rank 看谁待抽签", en: "name the candidates; panel rank shows who waits for a lot"),
        "emptyLot"
      )
    case .unknownTable(let name, let known):
      (
        Bilingual(zh: "这项分析没有“\(name)”这张表", en: "this analysis has no table “\(name)”"),
        Bilingual.listed(known).map {
          "可用的有：\($0)"
        } en: {
          "there are: \($0)"
        }, "unknownTable"
      )
    case .undecided(let ids):
      (
        Bilingual(
          zh: "入选线上还有分不出先后的：\(ids.spaced(upTo: 8))", en: "a tie at the line is open: \(ids.spaced(upTo: 8))"),
        Bilingual(zh: "先用 panel decide lot 或 choose 定下", en: "settle it with panel decide lot or choose"), "undecided"
      )
    case .neverOnNotice(let ids):
      (
        Bilingual(
          zh: "递补的 \(ids.spaced(upTo: 8)) 还没有公示过", en: "\(ids.spaced(upTo: 8)) rose to the list and was never on notice"
        ),
        Bilingual(zh: "先补充公示：panel publish 文件夹", en: "post a supplementary notice first: panel publish FOLDER"),
        "neverOnNotice"
      )
    case .noticeDiffers(let anew, let dropped):
      (
        Bilingual(
          zh: "公示的名单与现在的排名不同" + (anew.isEmpty ? "" : "；位次有变或新列入：\(anew.spaced(upTo: 8))")
            + (dropped.isEmpty ? "" : "；不再列入：\(dropped.spaced(upTo: 8))"),
          en: "the list on notice is not the ranking's any more"
            + (anew.isEmpty ? "" : "; moved or new: \(anew.spaced(upTo: 8))")
            + (dropped.isEmpty ? "" : "; no longer listed: \(dropped.spaced(upTo: 8))")),
        Bilingual(
          zh: "先更正公示：panel publish 文件夹；有变的重新计期，其余不变",
          en: "post a corrected notice first: panel publish FOLDER; the clocks of those changed begin anew"),
        "noticeDiffers"
      )
    case .allHeld(let ids):
      (
        Bilingual(
          zh: "没有可以公布的：其余都因异议暂缓：\(ids.spaced(upTo: 8))",
          en: "nobody can be published: the others are held by objections: \(ids.spaced(upTo: 8))"),
        Bilingual(
          zh: "先答复：panel decide answer 申报对象 --outcome upheld 或 dismissed --reason 理由",
          en: "answer them: panel decide answer CANDIDATE --outcome upheld or dismissed --reason TEXT"), "allHeld"
      )
    case .finalButUnlisted(let ids):
      (
        Bilingual(
          zh: "已经公布、按现在的排名却不在名单上：\(ids.spaced(upTo: 8))",
          en: "published already, and not on the list as it now is: \(ids.spaced(upTo: 8))"),
        Bilingual(
          zh: "认定不自动撤销，也不能另补一个：由人定，panel decide recognition 申报对象 --ruling revoked --reason 理由，或更正后重新排名",
          en:
            "a recognition does not end by itself, and nobody else may have its place: decide with panel decide recognition CANDIDATE --ruling revoked --reason TEXT, or correct and rank again"
        ), "finalButUnlisted"
      )
    case .noObjector:
      (
        Bilingual(zh: "没有写明谁提出异议", en: "nobody is named who objects"),
        Bilingual(
          zh: "加 --from 名称；匿名的加 --objector anonymous", en: "add --from NAME, or --objector anonymous"), "noObjector"
      )
    case .namedAndAnonymous:
      (
        Bilingual(zh: "匿名的异议又写了姓名或联系方式", en: "an anonymous objection has a name or contact"),
        Bilingual(zh: "去掉 --from 和 --contact，或去掉 --objector anonymous", en: "leave out one or the other"),
        "namedAndAnonymous"
      )
    case .effectOfDismissal:
      (
        Bilingual(zh: "异议不成立，没有 --effect 可言", en: "an objection that is dismissed has no effect"),
        Bilingual(zh: "去掉 --effect，或写 --outcome upheld", en: "leave --effect out, or use --outcome upheld"),
        "effectOfDismissal"
      )
    case .openItems(let items):
      (
        Bilingual(
          zh: items.map {
            "\($0.rule) “\($0.title.zh)”还有 \($0.candidates.count) 个对象没有核实：\($0.candidates.spaced(upTo: 8))"
          }
          .joined(separator: "；"),
          en: items.map {
            "\($0.rule) “\($0.title.en)” is open for \($0.candidates.count): \($0.candidates.spaced(upTo: 8))"
          }
          .joined(separator: "; ")),
        Bilingual(
          zh: "核实后记入：panel decide confirm 规则 [申报对象…] --reason 核实经过",
          en: "confirm them: panel decide confirm RULE [CANDIDATE…] --reason TEXT"), "openItems"
      )
    case .markedInConflict(let pairs):
      (
        Bilingual(
          zh: "有必须回避的专家评了分：" + pairs.map { "\($0.expert) 评 \($0.candidate)" }.joined(separator: "、"),
          en: "experts who must recuse themselves have marked: "
            + pairs.map { "\($0.expert) for \($0.candidate)" }.joined(separator: ", ")),
        Bilingual(
          zh:
            "把这些评分记为回避（panel import scores，分数写 recused，加 --replace --reason 理由，方案列有更改事由的再加 --ground），人数不够的补上专家再评，然后 panel rank",
          en:
            "record them as recused (panel import scores with the mark recused, --replace and --reason TEXT, and --ground where the scheme names grounds), seat others where too few are left, then panel rank"
        ), "markedInConflict"
      )
    case .stillCorrecting(let ids, let until):
      (
        Bilingual(
          zh: "正在补正，期限 \(until) 未到：\(ids.spaced(upTo: 8))",
          en: "still being corrected, until \(until): \(ids.spaced(upTo: 8))"),
        Bilingual(
          zh: "等材料改正或期满后再公布；撤回的用 panel decide withdraw",
          en: "wait for the corrections or the last day; who withdraws: panel decide withdraw"), "stillCorrecting"
      )
    case .noVotes(let rule):
      (
        Bilingual(zh: "\(rule) 还没有专家投票，没有异议可定", en: "no expert has voted on \(rule), so nothing is in dispute"),
        Bilingual(zh: "先收回评分表：panel collect 文件", en: "collect the sheets first: panel collect FILE"), "noVotes"
      )
    case .awaitingDecision(let ids):
      (
        Bilingual(
          zh: "还没有决定能否进入评审：\(ids.spaced(upTo: 8))",
          en: "not decided whether they go on to review: \(ids.spaced(upTo: 8))"),
        Bilingual(
          zh: "先定：panel decide admit 或 refuse 申报对象 --reason 理由",
          en: "decide first: panel decide admit or refuse CANDIDATE --reason TEXT"), "awaitingDecision"
      )
    case .noReview(let scheme):
      (
        Bilingual(zh: "\(scheme) 没有专家评审，不打分，也不排名", en: "\(scheme) has no expert review: nothing is marked or ranked"),
        Bilingual(
          zh: "择优选定：panel decide choose 申报对象… --reason 理由，再 panel publish 文件夹",
          en: "choose the list: panel decide choose CANDIDATE… --reason TEXT, then panel publish FOLDER"), "noReview"
      )
    case .nothingChosen:
      (
        Bilingual(zh: "还没有选定名单", en: "no list has been chosen"),
        Bilingual(
          zh: "先运行 panel decide choose 申报对象… --reason 理由",
          en: "first run panel decide choose CANDIDATE… --reason TEXT"), "nothingChosen"
      )
    case .badChoice(let faults):
      (
        Bilingual(
          zh: faults.map(\.words.zh).joined(separator: "；"), en: faults.map(\.words.en).joined(separator: "; ")),
        Bilingual(
          zh: "另行选定；panel examine --candidate 编号 说明为什么不能选",
          en: "choose another list; panel examine --candidate ID tells why one is out"), "badChoice"
      )
    case .line(let fault, let ranking): fault.words(ranking)
    case .publishedAlready(let day):
      (
        Bilingual(zh: "同样的名单已于 \(day) 公布", en: "the same list was published on \(day)"),
        Bilingual(
          zh: "要移交上一级，用 panel export 文件 --form hand-on", en: "to hand it on use panel export FILE --form hand-on"),
        "publishedAlready"
      )
    case .toChair(let items):
      (
        Bilingual(
          zh: items.map { "\($0.rule) “\($0.title.zh)”\($0.cause.zh)，待组长定：\($0.candidates.spaced(upTo: 8))" }.joined(
            separator: "；"),
          en: items.map {
            "\($0.rule) “\($0.title.en)” was \($0.cause.en) and goes to the chair: \($0.candidates.spaced(upTo: 8))"
          }
          .joined(separator: "; ")),
        Bilingual(
          zh: "由组长定：panel decide met 或 not-met 规则 申报对象… --reason 理由",
          en: "the chair decides: panel decide met or not-met RULE CANDIDATE… --reason TEXT"), "toChair"
      )
    case .votesOwed(let items):
      (
        Bilingual(
          zh: items.map { "\($0.rule) “\($0.title.zh)”还缺专家投票：\($0.candidates.spaced(upTo: 8))" }.joined(separator: "；"),
          en: items.map { "votes on \($0.rule) “\($0.title.en)” are owed: \($0.candidates.spaced(upTo: 8))" }
            .joined(separator: "; ")),
        Bilingual(
          zh: "收齐评分表上的投票；收不齐的由组长定：panel decide met 或 not-met 规则 申报对象… --reason 理由",
          en:
            "collect them with the sheets; for what cannot be had the chair decides: panel decide met or not-met RULE CANDIDATE… --reason TEXT"
        ), "votesOwed"
      )
    case .noShortList(let stage):
      (
        Bilingual(
          zh: "阶段“\(stage)”还没有排名，或排名已过时，不知道谁入围",
          en: "stage “\(stage)” has no ranking on record, or one out of date, so there is no short list"),
        Bilingual(zh: "先运行 panel rank --stage \(stage)", en: "first run panel rank --stage \(stage)"), "noShortList"
      )
    case .objectiveOfBlocks(let objective):
      (
        Bilingual(
          zh: "分组评审按回避最少、契合度总和最大排，不能用目标 \(objective)",
          en:
            "panels of blocks have the fewest recusals and then the largest total; they know no objective \(objective)"),
        Bilingual(zh: "去掉 --objective，或不分组", en: "leave --objective out, or make no blocks"), "objectiveOfBlocks"
      )
    case .onlyWithBlocks(let options):
      (
        Bilingual(
          zh: "\(options.map { "--" + $0 }.joined(separator: "、")) 只用于分组评审，而这里每个对象单独排组",
          en:
            "\(options.map { "--" + $0 }.joined(separator: ", ")) belong to panels of blocks, and here every candidate has a panel of its own"
        ),
        Bilingual(zh: "加上 --blocks N，或去掉它", en: "add --blocks N, or leave it out"), "onlyWithBlocks"
      )
    case .blocksMarked(let stage, let seats):
      (
        Bilingual(
          zh: "阶段“\(stage)”已有 \(seats) 个席位评过分，不能重新分组",
          en: "in stage “\(stage)” \(seats) seats have been marked, so the blocks cannot be made anew"),
        Bilingual(
          zh: "用 panel assign --repair 补空缺，或 panel assign replace 换人",
          en: "fill what is empty with panel assign --repair, or give one seat to another with panel assign replace"),
        "blocksMarked"
      )
    case .notTheLastStage(let stage, let last):
      (
        Bilingual(
          zh: "公示的名单出自最后一个评审阶段“\(last)”，不是“\(stage)”",
          en: "the list is that of the last review stage, “\(last)”, not of “\(stage)”"),
        Bilingual(zh: "去掉 --stage", en: "leave --stage out"), "notTheLastStage"
      )
    case .noTimeForCorrections:
      (
        Bilingual(zh: "方案没有规定补正期限", en: "the scheme gives no time for corrections"),
        Bilingual(zh: "用 --until 写明最后一天", en: "name the last day with --until"), "noTimeForCorrections"
      )
    case .noFinalList:
      (
        Bilingual(zh: "这一轮还没有公布名单", en: "the round has published no list yet"),
        Bilingual(zh: "先运行 panel publish 文件夹 --final", en: "first run panel publish FOLDER --final"), "noFinalList"
      )
    case .demonstrationStopped(let line, let expected, let found):
      (
        Bilingual(
          zh: "演示停在“\(line)”：退出码是 \(found.rawValue)，应为 \(expected.rawValue)",
          en: "the demonstration stopped at “\(line)” with exit code \(found.rawValue) instead of \(expected.rawValue)"),
        Bilingual(
          zh: "按上面的提示改好方案或文件夹，再运行 panel demo；没有提示就是程序的缺陷，请报告",
          en:
            "mend the scheme or folder as told above and run panel demo again; without a hint it is a defect to report"),
        "demonstrationStopped"
      )
    }
  }
}

extension ChoiceFault {
  /// What keeps the list from being chosen.
  var words: Bilingual {
    switch self {
    case .notAdmitted(let id): return Bilingual(zh: "\(id) 没有通过审查", en: "\(id) was not admitted")
    case .tooMany(let scope, let room, let most, let found):
      let place = room.isEmpty ? Bilingual(zh: "", en: "") : Bilingual(zh: "（\(room)）", en: " (\(room))")
      return Bilingual(
        zh: "\(scope.label.zh)\(place.zh)名额 \(most)，选了 \(found)",
        en: "\(scope.label.en)\(place.en) has room for \(most), and \(found) were chosen")
    }
  }
}
