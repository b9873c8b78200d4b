import ExpertReview
import Intake
import Reports

extension ImportFault {
  /// The fault with its place in a file, for people and scripts. `line` is that of a record in JSON, whose number the
  /// row then is.
  func report(in file: String, line: Int? = nil) -> FaultReport {
    let words = sentences
    return FaultReport(
      code: "import." + String(describing: kind).prefix { $0 != "(" }, file: file, row: line ?? row,
      record: line == nil ? nil : row, column: column, value: value.isEmpty ? nil : value, message: words.message,
      mend: words.mend)
  }

  /// What is wrong with the cell and why it matters; how to mend it.
  var sentences: (message: Bilingual, mend: Bilingual) {
    switch kind {
    case .emptyCell:
      (Bilingual(zh: "不能为空", en: "may not be empty"), Bilingual(zh: "填上内容", en: "fill the cell in"))
    case .misnamed(let key):
      (
        Bilingual(zh: "没有这一项，却有“\(key)”", en: "it is not there, but “\(key)” is"),
        Bilingual(zh: "若就是这一项，把“\(key)”改写成“\(column)”", en: "if it is meant, write “\(column)” for “\(key)”")
      )
    case .notARecord:
      (
        Bilingual(zh: "“\(value)”不是一条记录", en: "“\(value)” is no record"),
        Bilingual(zh: "每条记录写成 {\"栏名\": \"内容\"}", en: "write each record as {\"key\": \"value\"}")
      )
    case .notACell:
      (
        Bilingual(zh: "“\(value)”不是文字或数字", en: "“\(value)” is neither a text nor a number"),
        Bilingual(zh: "只写一个值，没有的写 null 或不写", en: "write a single value; null, or no key, for none")
      )
    case .sameColumn(let other):
      (
        Bilingual(zh: "与“\(other)”是同一栏", en: "means the same as “\(other)”"),
        Bilingual(zh: "两栏留一栏", en: "keep one of the two")
      )
    case .notANumber(let misreading): number(misreading)
    case .notAWholeNumber:
      (
        Bilingual(zh: "“\(value)”不是整数", en: "“\(value)” is not a whole number"),
        Bilingual(zh: "填整数，例如 6", en: "write a whole number such as 6")
      )
    case .belowZero:
      (
        Bilingual(zh: "“\(value)”小于零", en: "“\(value)” is below zero"),
        Bilingual(zh: "填零或正数", en: "write zero or a positive number")
      )
    case .notADay:
      (
        Bilingual(zh: "“\(value)”不是日期", en: "“\(value)” is not a day"),
        Bilingual(zh: "写成 2026-05-09 这样", en: "write it as 2026-05-09")
      )
    case .notInList(let allowed, let nearest):
      (
        Bilingual(zh: "“\(value)”不在可选的值里", en: "“\(value)” is not one of the values allowed"),
        Bilingual.listed(allowed).map {
          (nearest.map { "是不是“\($0)”？" } ?? "") + "可选：\($0)"
        } en: {
          (nearest.map { "did you mean “\($0)”? " } ?? "") + "allowed: \($0)"
        }
      )
    case .unknownCondition(let nearest):
      (
        Bilingual(zh: "方案没有编号为“\(value)”的申报条件", en: "the scheme has no condition “\(value)”"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "用 panel schemes 查规则的编号", en: "see panel schemes for the ids of rules")
      )
    case .notACondition:
      (
        Bilingual(zh: "“\(value)”不是申报条件，不能提请组长认定", en: "“\(value)” is no condition that a candidate must meet"),
        Bilingual(
          zh: "只写审查规则（gate）或由专家判断的条件（judged）的编号", en: "name a gate or a condition that experts judge")
      )
    case .questionWithoutRule:
      (
        Bilingual(zh: "提出了疑问，没有写是哪一条规则", en: "a question without the rule that it is about"),
        Bilingual(zh: "在“评分”一栏写规则的编号", en: "write the id of the rule as its mark")
      )
    case .questionWithoutText:
      (
        Bilingual(zh: "对“\(value)”提出疑问，没有写理由", en: "“\(value)” is called in question without saying why"),
        Bilingual(zh: "在“评语”一栏写明疑点", en: "write under comment what you found")
      )
    case .changesWords(let item):
      (
        Bilingual(
          zh: item.map { "对 \($0) 的意见已在卷，与这一行不同" } ?? "总体意见已在卷，与这一行不同",
          en: item.map { "other words on \($0) stand already" } ?? "another opinion on the whole stands already"),
        Bilingual(
          zh: "确属更正，加 --replace --reason 理由；旧的仍保留",
          en: "if it is a correction, add --replace --reason TEXT; the old one is kept")
      )
    case .noChairRow:
      (
        Bilingual(zh: "“\(value)”的意见没有组长一行", en: "the opinion on “\(value)” has no row of the chair"),
        Bilingual(zh: "写一行 role 为 chair（组长），意见写在这一行", en: "give a row with the role chair and the opinion as its text")
      )
    case .severalChairs(let first):
      (
        Bilingual(zh: "同一个评审组写了两个组长，另一个在第 \(first) 行", en: "a second chair of one panel; the first is in row \(first)"),
        Bilingual(zh: "只留一个", en: "keep one of them")
      )
    case .changesChair(let chair):
      (
        Bilingual(zh: "这个评审组的组长是 \(chair)，不是“\(value)”", en: "\(chair) chairs this panel, not “\(value)”"),
        Bilingual(zh: "确要更换，加 --replace --reason 理由", en: "to name another add --replace --reason TEXT")
      )
    case .wordsOfSigner:
      (
        Bilingual(zh: "签字同意的专家不另写意见", en: "one who signs gives no words of their own"),
        Bilingual(
          zh: "有不同意见的，role 写 dissent（保留意见）；没有的，把这一格空着",
          en: "write dissent as the role of one who does not agree; else leave the cell empty")
      )
    case .partOfOpinion(let row):
      (
        Bilingual(zh: "和第 \(row) 行是同一份意见，没有采用", en: "of the same opinion as row \(row), and not taken with it"),
        Bilingual(zh: "改好第 \(row) 行", en: "mend row \(row)")
      )
    case .parentOfAlias:
      (
        Bilingual(zh: "别名不另写上级领域“\(value)”", en: "another name has no wider term “\(value)” of its own"),
        Bilingual(zh: "parent 和 alias_of 只填一个", en: "fill in parent or alias_of, not both")
      )
    case .unknownTerm(let nearest):
      (
        Bilingual(zh: "“\(value)”不是领域分类里的名称", en: "“\(value)” is no term of the taxonomy"),
        nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
          ?? Bilingual(zh: "为“\(value)”补一行", en: "give “\(value)” a row of its own")
      )
    case .termsInCircle(let terms): Taxonomy.Fault.circle(terms).sentences
    case .bidIsConflict:
      (
        Bilingual(zh: "“\(value)”是回避，不是意向", en: "“\(value)” is a conflict and no bid"),
        Bilingual(
          zh: "用 panel import conflicts 或 panel conflicts declare 声明；这一格空着",
          en: "declare it with panel import conflicts or panel conflicts declare; leave the cell empty")
      )
    case .notRecognised:
      (
        Bilingual(zh: "“\(value)”不在公布的名单上", en: "“\(value)” is not on the published list"),
        Bilingual(zh: "核对编号；只有公布名单上的对象才报送", en: "check the id; only those on the list owe reports")
      )
    case .notAPeriod(let every):
      (
        every == .quarter
          ? Bilingual(zh: "“\(value)”不是季度", en: "“\(value)” is no quarter")
          : Bilingual(zh: "“\(value)”不是年度", en: "“\(value)” is no year"),
        every == .quarter
          ? Bilingual(zh: "写成 2026-Q1 或 2026年第一季度", en: "write it as 2026-Q1")
          : Bilingual(zh: "写成 2026 或 2026年", en: "write it as 2026")
      )
    case .beforePeriod(let first):
      (
        Bilingual(zh: "收到日期“\(value)”早于这一期的开始 \(first)", en: "“\(value)” lies before the period begins on \(first)"),
        Bilingual(zh: "核对报送期和收到日期", en: "check the period and the day")
      )
    case .nothingDeclared:
      (
        Bilingual(zh: "没有这样的声明可以撤回", en: "no such declaration stands that could be taken back"),
        Bilingual(
          zh: "核对编号、关系和声明方；panel conflicts --all 列出现有的", en: "check ids, kind and declarer; see panel conflicts --all")
      )
    case .noGround:
      (
        Bilingual(zh: "撤回声明要写明理由", en: "taking a declaration back needs a ground"),
        Bilingual(zh: "填“依据”一栏，或加 --reason 理由", en: "fill in the column evidence, or add --reason TEXT")
      )
    case .unsuitableTooMany(let most, let named):
      (
        Bilingual(
          zh: "“\(value)”已提名 \(named.isEmpty ? "0 名" : named.joined(separator: "、"))，方案至多 \(most) 名（申报材料和来函合计）",
          en:
            "“\(value)” has named \(named.isEmpty ? "nobody" : named.joined(separator: ", ")); the scheme lets it name \(most), file and letters together"
        ),
        Bilingual(zh: "删去这一行；确有关系的由工作人员查实后登记", en: "take the row out; a tie in truth is recorded by staff")
      )
    case .unknownCandidate(let nearest): unknown("申报对象", "candidate", "candidates", nearest)
    case .unknownExpert(let nearest): unknown("专家", "expert", "experts", nearest)
    case .unknownRecommender(let name, let nearest):
      unknown("推荐单位", "recommender", "recommenders", nearest, name: name)
    case .severalCandidates(let ids):
      (
        Bilingual(
          zh: "“\(value)”对应 \(ids.count) 个申报对象：\(ids.spaced)",
          en: "“\(value)” fits \(ids.count) candidates: \(ids.spaced)"),
        Bilingual(zh: "加一列“申报编号”或“统一社会信用代码”", en: "add a column candidate_id or uscc")
      )
    case .noSuchField(let key):
      (
        Bilingual(zh: "这个方案的申报书没有“\(key)”", en: "declarations of this scheme have no “\(key)”"),
        Bilingual(
          zh: "核对是不是这一轮的表；panel schemes 列出各项指标", en: "check that it is a table of this round; see panel schemes")
      )
    case .otherCity(let id, let declared):
      (
        Bilingual(
          zh: "推荐表写“\(value)”，\(id) 的申报材料写“\(declared)”",
          en: "the table says “\(value)”, the declaration of \(id) “\(declared)”"),
        Bilingual(zh: "核对所在市州，或加一列“申报编号”", en: "check the city, or add a column candidate_id")
      )
    case .noRecommender:
      (
        Bilingual(zh: "没有写明是谁推荐的", en: "it is not said who nominates"),
        Bilingual(
          zh: "加一列“推荐单位”，或在表头写“推荐单位（盖章）：”，或用 --recommender",
          en: "add a column recommender_id, write it above the table, or use --recommender")
      )
    case .otherLevel(let level, let by):
      (
        Bilingual(
          zh: "“\(value)”是\(level.label.zh)，方案规定由\(by.words.zh)推荐",
          en: "“\(value)” is a \(level.label.en), and under the scheme \(by.words.en) nominate"),
        Bilingual(zh: "核对层级和推荐资格；登记照旧，名额照它的名下计", en: "check its level and standing; it is taken as it stands")
      )
    case .unknownScheme(let nearest):
      (
        Bilingual(zh: "没有方案“\(value)”，这样登记不约束任何申报", en: "there is no scheme “\(value)”, so the entry bars nobody"),
        Bilingual(
          zh: (nearest.map { "是不是“\($0)”？" } ?? "") + "panel schemes 列出全部方案",
          en: (nearest.map { "did you mean “\($0)”? " } ?? "") + "panel schemes lists all schemes")
      )
    case .afterToday(let day):
      (
        Bilingual(zh: "“\(value)”在今天（\(day)）之后", en: "“\(value)” lies after today, \(day)"),
        Bilingual(zh: "核对日期；补记以后的事，用 --as-of 写明哪天", en: "check the day; for another day use --as-of")
      )
    case .handedOnAs(let id):
      (
        Bilingual(zh: "这个对象已经读入，编号是 \(id)", en: "this candidate has come in already, as \(id)"),
        Bilingual(zh: "去掉 --prefix，或用同一个前缀", en: "leave --prefix out, or use the same prefix")
      )
    case .takenID(let prefix):
      (
        Bilingual(zh: "这一轮已有另一个编号为“\(value)”的申报对象", en: "another candidate of this round has the id “\(value)”"),
        Bilingual(
          zh: "给移交来的编号加前缀，例如 --prefix \(prefix)-", en: "put a prefix before the ids, such as --prefix \(prefix)-")
      )
    case .unknownItem(let known, let nearest):
      (
        Bilingual(zh: "“\(value)”不是这个对象的评分项", en: "“\(value)” is not an item of this candidate's rubric"),
        Bilingual(
          zh: (nearest.map { "是不是“\($0)”？" } ?? "") + "评分项有：\(known.joined(separator: "、"))",
          en: (nearest.map { "did you mean “\($0)”? " } ?? "") + "the items are: \(known.joined(separator: ", "))")
      )
    case .repeated(let first):
      (
        Bilingual(zh: "与第 \(first) 行重复", en: "repeats row \(first)"),
        Bilingual(zh: "两行留一行", en: "keep one of the two rows")
      )
    case .loadsOutOfOrder(let minimum, let maximum):
      (
        Bilingual(
          zh: "最多评审数 \(maximum) 小于最少评审数 \(minimum)", en: "the greatest load \(maximum) is below the least \(minimum)"),
        Bilingual(zh: "改大最多评审数或改小最少评审数", en: "raise the one or lower the other")
      )
    case .tooManyPlaces(let most):
      (
        Bilingual(zh: "小数超过 \(most) 位", en: "more than \(most) decimals"),
        Bilingual(zh: "保留至多 \(most) 位小数", en: "keep at most \(most) decimals")
      )
    case .tooLarge(let most):
      (
        Bilingual(zh: "“\(value)”超出范围", en: "“\(value)” is out of range"),
        Bilingual(zh: "应在 0 到 \(most) 之间", en: "it must be from 0 to \(most)")
      )
    case .offScale(let scale):
      (
        Bilingual(
          zh: "“\(value)”不在评分范围内", en: "“\(value)” is not a mark of the scale"),
        Bilingual(
          zh: "应为 \(scale.minimum) 到 \(scale.maximum)，以 \(scale.step) 为一档",
          en: "marks run from \(scale.minimum) to \(scale.maximum) in steps of \(scale.step)")
      )
    case .notOnPanel:
      (
        Bilingual(zh: "这位专家不在该对象的评审组里", en: "the expert is not on this candidate's panel"),
        Bilingual(zh: "核对编号；或先用 panel import assignments 读入评审组", en: "check the ids, or import the panels first")
      )
    case .seatPassedOn(let enters, let on):
      (
        enters.map {
          Bilingual(zh: "这个席位已于 \(on) 由 \($0) 接替", en: "the seat was given to \($0) on \(on)")
        } ?? Bilingual(zh: "这位专家已于 \(on) 退出这个席位", en: "the expert left this seat on \(on)"),
        Bilingual(
          zh: "用 panel sheets 重新生成，只收现任专家的；要请回原专家用 panel assign replace --with",
          en: "write the sheets again, only those who sit now are read; panel assign replace --with gives a seat back")
      )
    case .noSuchAnchor:
      (
        Bilingual(zh: "这一对不在比对评分之列", en: "this pair does not mark for comparison"),
        Bilingual(
          zh: "比对对象由 panel assign --anchors 与各组一同排定；删去这一行",
          en: "who does is found with the blocks, by panel assign --anchors; delete the row")
      )
    case .sitsAlready:
      (
        Bilingual(
          zh: "“\(value)”已是这个评审组的成员，不能又是候补", en: "“\(value)” sits on the panel already and cannot stand by as well"),
        Bilingual(
          zh: "删去这一行；要换人用 panel assign replace", en: "take the row out; panel assign replace gives a seat to another")
      )
    case .bannedMember:
      (
        Bilingual(
          zh: "“\(value)”已是这个评审组的成员，不能在文件里禁止", en: "“\(value)” sits on the panel and cannot be banned from it by a file"
        ),
        Bilingual(
          zh: "用 panel assign --ban 对象:专家 --reason 理由，席位随即重排",
          en: "use panel assign --ban C:E --reason WHY, which makes the seat anew")
      )
    case .changesMark(let old):
      (
        Bilingual(zh: "“\(value)”与已收的分数 \(old) 不同", en: "“\(value)” differs from the mark \(old) that stands"),
        Bilingual(
          zh: "确属更正，加 --replace --reason 理由；否则改回 \(old)",
          en: "if it is a correction, add --replace --reason TEXT; else write \(old)")
      )
    case .alreadyRecused:
      (
        Bilingual(zh: "同一张表里既有分数又有回避", en: "marks and a recusal stand on one sheet"),
        Bilingual(zh: "回避的对象不打分：删去分数，或删去回避", en: "a recusal covers all items: take out the marks or the recusal")
      )
    case .changesRecusal(let stood):
      (
        stood
          ? Bilingual(zh: "已收的这张表是回避，现在却打了分", en: "a recusal stands, and the file gives a mark")
          : Bilingual(zh: "已收的这张表打了分，现在却写了回避", en: "marks stand, and the file says recused"),
        Bilingual(
          zh: "确属更正，加 --replace --reason 理由；旧的仍保留",
          en: "if it is a correction, add --replace --reason TEXT; the old one is kept")
      )
    case .notAVote:
      (
        Bilingual(
          zh: "“\(value)”不是投票：这一条由专家判断符合不符合", en: "“\(value)” is no vote: experts say whether the condition is met"),
        Bilingual(zh: "写“符合”或“不符合”，未投的留空", en: "write met or not met, or leave it empty")
      )
    case .changesVote(let old):
      (
        Bilingual(
          zh: "这一条已投“\(VoteLines.word(old, .chinese))”，与“\(value)”不同",
          en: "the vote “\(VoteLines.word(old, .english))” stands already and differs from “\(value)”"),
        Bilingual(
          zh: "确属更正，加 --replace --reason 理由；旧的仍保留",
          en: "if it is a correction, add --replace --reason TEXT; the old one is kept")
      )
    case .notShortListed:
      (
        Bilingual(zh: "“\(value)”没有入围这一阶段", en: "“\(value)” is not on the short list of this stage"),
        Bilingual(zh: "用 panel rank --stage 上一阶段 看入围名单", en: "panel rank --stage EARLIER shows the short list")
      )
    case .otherStage(let stage):
      (
        Bilingual(
          zh: "这一行写的是阶段“\(value)”，这次读入的是“\(stage)”",
          en: "the row is for the stage “\(value)”, this import for “\(stage)”"),
        Bilingual(zh: "分开成几个文件，各用 --stage 读入", en: "import each stage's rows by themselves with --stage")
      )
    case .markForOpinion:
      (
        Bilingual(
          zh: "总体意见不打分，却写了“\(value)”", en: "the opinion on the whole takes no mark, yet “\(value)” stands there"),
        Bilingual(zh: "分数写在各评分项的行里，意见写在评语一栏", en: "write marks in the items' rows and the opinion under comment")
      )
    case .noGroup:
      (
        Bilingual(zh: "“\(value)”没有组别，不知按哪些评分项评", en: "“\(value)” is in no group, so its items are unknown"),
        Bilingual(zh: "先补正申报材料里的类别", en: "correct its declaration first")
      )
    case .expertForGivenItem:
      (
        Bilingual(zh: "这一项不由专家评分，却写了专家“\(value)”", en: "no expert judges this item, yet “\(value)” is named"),
        Bilingual(zh: "专家一栏留空", en: "leave the expert empty")
      )
    case .noExpertForJudgedItem:
      (
        Bilingual(zh: "没有写是哪位专家评的", en: "it does not say which expert marked"),
        Bilingual(zh: "填上专家编号", en: "write the expert's id")
      )
    case .foreignSheet(let round):
      (
        Bilingual(zh: "这不是本轮（\(round)）的评分表", en: "this is not a sheet of the round \(round)"),
        Bilingual(zh: "找出本轮发给这位专家的表", en: "find the sheet that this round gave the expert")
      )
    case .staleSheet:
      (
        Bilingual(zh: "发出这张表之后，评审组改过", en: "the panels were made anew after this sheet was written"),
        Bilingual(zh: "用 panel sheets 重新生成，把分数抄到新表", en: "write the sheets again and copy the marks over")
      )
    case .mixedSheet:
      (
        Bilingual(zh: "一张表里出现了不同的表号", en: "rows of different sheets are mixed"),
        Bilingual(zh: "每张表只留自己的行", en: "keep each sheet's own rows")
      )
    case .otherExpert(let expert):
      (
        Bilingual(
          zh: "这张表是发给专家 \(expert) 的，这一行写的却是另一位", en: "the sheet was written for \(expert), and this row names another"),
        Bilingual(
          zh: "专家编号改回 \(expert)；别人的评分写在他自己的表里", en: "write \(expert) again; another's marks belong on their own sheet")
      )
    case .statedByOther(let expert):
      (
        Bilingual(
          zh: "这是 \(expert) 本人的申明，这一行写的却是另一位", en: "this is the statement of \(expert), and the row names another"),
        Bilingual(
          zh: "这一列改成 \(expert) 或不写；别人的申明另用一张表",
          en: "write \(expert) or nothing; another's statement is a file of its own")
      )
    case .dateOrder:
      (
        Bilingual(zh: "“\(value)”早于起始日期", en: "“\(value)” is before the day it begins"),
        Bilingual(zh: "核对两个日期", en: "check the two days")
      )
    }
  }

  private func number(_ misreading: ExactDecimal.Misreading) -> (message: Bilingual, mend: Bilingual) {
    switch misreading {
    case .empty: (Bilingual(zh: "不能为空", en: "may not be empty"), Bilingual(zh: "填一个数", en: "write a number"))
    case .notANumber:
      (
        Bilingual(zh: "“\(value)”不是数字", en: "“\(value)” is not a number"),
        Bilingual(zh: "只用数字和小数点，例如 85 或 8.5", en: "use digits and a point only, such as 85 or 8.5")
      )
    case .fullWidth(let mended):
      (
        Bilingual(zh: "“\(value)”是全角数字", en: "“\(value)” has full-width digits"),
        Bilingual(zh: "改成半角：\(mended)", en: "write it in half width: \(mended)")
      )
    case .tooManyDigits:
      (
        Bilingual(zh: "“\(value)”位数太多", en: "“\(value)” has too many digits"),
        Bilingual(zh: "至多 18 位有效数字", en: "at most 18 significant digits")
      )
    case .tooManyPlaces:
      (
        Bilingual(zh: "“\(value)”小数位太多", en: "“\(value)” has too many decimals"),
        Bilingual(zh: "至多 \(ExactDecimal.mostPlaces) 位小数", en: "at most \(ExactDecimal.mostPlaces) decimals")
      )
    }
  }

  private func unknown(
    _ zh: String, _ en: String, _ kind: String, _ nearest: String?, name: String? = nil
  ) -> (message: Bilingual, mend: Bilingual) {
    (
      Bilingual(zh: "这一轮没有\(zh)“\(name ?? value)”", en: "the round has no \(en) “\(name ?? value)”"),
      nearest.map { Bilingual(zh: "是不是“\($0)”？", en: "did you mean “\($0)”?") }
        ?? Bilingual(
          zh: "核对编号；名单还没有读入的，先运行 panel import \(kind)",
          en: "check the id; if the list is not in yet, run panel import \(kind) first")
    )
  }
}
