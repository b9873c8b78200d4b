import ExpertReview
import Testing

@testable import PanelCommands

/// Something that a person does to a round, as it is typed.
struct LifeAct: CustomTestStringConvertible {
  /// What the table's row says.
  let name: Bilingual
  /// What stands after `panel`; `@NAME` is a file with the text of that name, `@folder` a new folder, `#change` the
  /// number of the change that is open.
  let line: String
  /// What is done before by another person, as far as it is possible there: the act is an answer to it.
  let before: [String]
  /// The files that the line names.
  let files: [String: String]

  init(_ line: String, zh: String, en: String, before: [String] = [], files: [String: String] = [:]) {
    self.line = line
    self.before = before
    name = Bilingual(zh: zh, en: en)
    self.files = files
  }

  var testDescription: String { line }
}

extension LifeAct {
  private static let candidateHead =
    "candidate_id,name,submitted_on,applicant_name,project_name,recommender_id,track,domains,params_yi\n"
  private static let why = "--reason 经研究"
  private static let changed = ["changed.csv": "candidate,expert,criterion,mark\nC01,E01,A,91\n"]
  private static let change = "import scores @changed.csv --replace --ground typing --reason 经研究"
  private static let question = "decide question R-01 C01 --expert E01 --text 参数量存疑"
  private static let objection = "decide object C02 --from 某公司 --ground 数据存疑"

  /// Every act that the record knows, each in one plain form, in the order of the flow.
  static let all: [LifeAct] = bringing + checking + assigning + marking + deciding + publishing

  private static let bringing: [LifeAct] = [
    LifeAct(
      "import candidates @new.csv", zh: "读入新的申报对象", en: "bring in a new candidate",
      files: ["new.csv": candidateHead + "C06,石桥大模型,2026-03-25,石桥公司,石桥大模型,,general,traffic,90\n"]),
    LifeAct(
      "import candidates @corrected.csv --replace \(why)", zh: "读入更正后的申报材料", en: "bring in a corrected declaration",
      files: ["corrected.csv": candidateHead + "C03,云杉大模型,2026-03-22,云杉公司,云杉大模型,R1,general,health,73\n"]),
    LifeAct(
      "import recommenders @bodies.csv", zh: "读入推荐单位", en: "bring in a recommender",
      files: ["bodies.csv": "recommender_id,name,level,province,city\nR2,南江市工业和信息化局,city,湖南,南江市\n"]),
    LifeAct(
      "import nominations @lines.csv", zh: "读入推荐汇总表", en: "bring in nominations",
      files: ["lines.csv": "recommender_id,order,unit,project\nR1,4,医衡公司,医衡大模型\n"]),
    LifeAct(
      "import sanctions @bans.csv", zh: "读入往年的处理决定", en: "bring in a register of sanctions",
      files: ["bans.csv": "code,name,scheme_id,decided_on,until,ground\n,远山公司,sample,2026-01-05,2029-01-05,虚假发票\n"]),
    LifeAct(
      "import recognitions @earlier.csv", zh: "读入往年的认定", en: "bring in a register of recognitions",
      files: ["earlier.csv": "code,name,scheme_id,recognised_on,project\n,远山公司,sample,2026-01-05,远山\n"]),
    LifeAct(
      "import experts @more.csv", zh: "读入新的专家", en: "bring in an expert",
      files: ["more.csv": "expert_id,name,employer,fields,minimum_load,maximum_load\nE09,冯九,庚大学,医疗,0,\n"]),
    LifeAct(
      "import units @units.csv", zh: "读入单位关系", en: "bring in units",
      files: ["units.csv": "unit,code,alias_of,parent,share\n星河控股,,,星河公司,60\n"]),
    LifeAct(
      "import relations @ties.csv", zh: "读入专家关系", en: "bring in ties of experts",
      files: ["ties.csv": "expert_id,party,party_type,kind,from,until,evidence\nE03,远山公司,unit,employment,,,\n"]),
    LifeAct(
      "import affinities @fit.csv --absent forbid --replace \(why)", zh: "读入契合度", en: "bring in affinities",
      files: ["fit.csv": "candidate,expert,affinity\nC01,E08,0.3\n"]),
    LifeAct(
      "import taxonomy @terms.csv", zh: "读入领域分类", en: "bring in a taxonomy of fields",
      files: ["terms.csv": "term,parent,alias_of\n服务业,,\n医疗,服务业,\n健康,,医疗\n"]),
    LifeAct(
      "import bids @bids.csv", zh: "读入专家的评审意向", en: "bring in experts' bids",
      files: ["bids.csv": "candidate,expert,bid\nC01,E08,想评\nC03,E08,不想评\n"]),
    LifeAct("import round @other.panel", zh: "并入另一处的轮次", en: "take in another office's round"),
  ]

  private static let checking: [LifeAct] = [
    LifeAct("examine", zh: "形式审查", en: "examine"),
    LifeAct("examine --return @folder", zh: "退回补正", en: "return for correction"),
    LifeAct("decide admit C04 \(why)", zh: "准予进入评审", en: "admit to review"),
    LifeAct("decide refuse C04 \(why)", zh: "不准进入评审", en: "refuse"),
    LifeAct("decide set-aside C05 R-01 \(why)", zh: "不计一条审查意见", en: "set a finding aside"),
    LifeAct("decide confirm R-03 \(why)", zh: "确认工作人员核实的事项", en: "confirm what staff look up"),
    LifeAct("decide late-correction C03 \(why)", zh: "准收过期的补正", en: "take a late correction"),
    LifeAct("decide withdraw C02 \(why)", zh: "申报单位撤回", en: "withdraw a candidate"),
    LifeAct("conflicts", zh: "回避检索", en: "search for conflicts"),
    LifeAct(
      "conflicts declare C03 E08 --kind collaboration --evidence 合著论文", zh: "声明软回避", en: "declare a soft conflict"),
    LifeAct(
      "conflicts declare C03 E03 --kind employment --evidence 本人申明 --from expert", zh: "已入组的专家声明硬回避",
      en: "an expert with a seat declares a hard one"),
    LifeAct(
      "import conflicts @stated.csv", zh: "成批读入回避声明", en: "bring in declared conflicts",
      files: ["stated.csv": "candidate,expert,kind,by,evidence\nC03,E08,collaboration,candidate,来函\n"]),
    LifeAct("conflicts dismiss C02 E08 \(why)", zh: "排除误报", en: "dismiss a false match"),
    LifeAct("conflicts reopen C02 E08 \(why)", zh: "撤销对回避的决定", en: "take a decision on a conflict back"),
    LifeAct("conflicts waive C04 E02 \(why) --authority 评审委员会", zh: "批准不回避", en: "waive a conflict"),
  ]

  private static let assigning: [LifeAct] = [
    LifeAct("invite send E05", zh: "发出邀请", en: "invite an expert"),
    LifeAct("invite accept E05", zh: "专家应允", en: "an expert accepts"),
    LifeAct("invite pledge E05 --none", zh: "专家签承诺书", en: "an expert signs the pledge"),
    LifeAct("invite decline E08 \(why)", zh: "未入组的专家谢绝", en: "an expert without a seat declines"),
    LifeAct("invite decline E05 \(why)", zh: "已入组的专家谢绝", en: "an expert with a seat declines"),
    LifeAct("assign --seed 7", zh: "分派评审组", en: "assign panels"),
    LifeAct("assign --repair --seed 7", zh: "只补空缺", en: "fill vacancies only"),
    LifeAct("assign seal --seed-file @backup", zh: "密封抽取种子", en: "seal a seed for a draw"),
    LifeAct("assign freeze", zh: "冻结抽取名单", en: "freeze the lists of a draw", before: ["assign seal"]),
    LifeAct(
      "assign --objective draw --seed-file @seed.txt", zh: "随机抽取评审组", en: "draw panels by lot",
      before: ["assign seal --seed-file @seed.txt", "assign freeze"]),
    LifeAct("assign --replay", zh: "重抽核对", en: "draw again from the opened seed"),
    LifeAct("assign replace C01 E03 --with E08 \(why)", zh: "换一位专家", en: "replace an expert"),
    LifeAct(
      "import assignments @seats.csv", zh: "读入评审组", en: "bring in panels",
      files: ["seats.csv": "candidate,expert,role\nC01,E08,alternate\n"]),
    LifeAct("decide chair E01 C01", zh: "指定组长", en: "name a chair"),
    LifeAct("sheets @folder", zh: "写出评分表", en: "write score sheets"),
  ]

  private static let marking: [LifeAct] = [
    LifeAct(
      "import scores @missing.csv", zh: "补一个缺的分数", en: "bring in a missing mark",
      files: ["missing.csv": "candidate,expert,criterion,mark\nC04,E06,B,86\n"]),
    LifeAct(change, zh: "提出更改一个已有的分数", en: "put a change of a mark forward", files: changed),
    LifeAct(
      "import scores @recusal.csv --replace --ground typing \(why)", zh: "评分后回避", en: "recuse after marking",
      files: ["recusal.csv": "candidate,expert,criterion,mark\nC01,E01,A,recused\n"]),
    LifeAct("decide late-sheet E06 \(why)", zh: "准收迟交的评分表", en: "allow a late sheet"),
    LifeAct(question, zh: "专家对条件提出疑问", en: "an expert questions a condition"),
    LifeAct(
      "decide opinion C01 --text 同意推荐 --signed E02 --signed E03 --signed E04 --signed E05", zh: "记下评审组意见",
      en: "record a panel's opinion"),
  ]

  private static let deciding: [LifeAct] = [
    LifeAct("rank", zh: "汇总排名", en: "rank"),
    LifeAct("decide choose C03 \(why)", zh: "同分者中选定", en: "choose among those tied"),
    LifeAct("decide lot C03 C02 \(why)", zh: "抽签定先后", en: "record a lot"),
    LifeAct(
      "decide met R-01 C01 \(why)", zh: "组长认定符合条件", en: "the chair holds a condition to be met",
      before: [question]),
    LifeAct(
      "decide not-met R-01 C01 \(why)", zh: "组长认定不符合条件", en: "the chair holds it not to be met",
      before: [question]),
    LifeAct(
      "decide approve-change #change \(why)", zh: "另一人批准更改", en: "another person approves a change",
      before: [change], files: changed),
    LifeAct(
      "decide reject-change #change \(why)", zh: "另一人驳回更改", en: "another person rejects a change",
      before: [change], files: changed),
    LifeAct("decide sign-off examination --leader 李局", zh: "形式审查签字", en: "sign the formal check off"),
    LifeAct("decide sign-off assignment --leader 李局", zh: "评审组签字", en: "sign the panels off"),
    LifeAct("decide sign-off marking --leader 李局", zh: "评分签字", en: "sign the marks off"),
    LifeAct("decide sign-off ranking --leader 李局", zh: "排名签字", en: "sign the ranking off"),
    LifeAct("decide sign-off notice --leader 李局", zh: "公示签字", en: "sign the notice off"),
    LifeAct("decide reopen ranking \(why)", zh: "重开排名", en: "reopen the ranking"),
  ]

  private static let publishing: [LifeAct] = [
    LifeAct("publish @folder", zh: "公示", en: "post the notice"),
    LifeAct(objection, zh: "提出异议", en: "an objection comes in"),
    LifeAct("decide late-objection C02 \(why)", zh: "准收逾期的异议", en: "take a late objection"),
    LifeAct(
      "decide answer C02 --outcome dismissed \(why)", zh: "异议不成立", en: "an objection is dismissed",
      before: [objection]),
    LifeAct(
      "decide answer C02 --outcome upheld \(why)", zh: "异议成立", en: "an objection is upheld", before: [objection]),
    LifeAct(
      "decide withdraw-objection C02 --number 1 \(why)", zh: "撤回异议", en: "an objection is withdrawn",
      before: [objection]),
    LifeAct("decide sanction C02 --ground 伪造发票", zh: "弄虚作假，取消资格", en: "disqualify for fraud"),
    LifeAct("decide recognition C01 --ruling revoked \(why)", zh: "撤销认定", en: "take a recognition back"),
    LifeAct("publish @folder --final", zh: "公布最终名单", en: "publish the final list"),
    LifeAct("export @backup", zh: "备份", en: "make a backup"),
    LifeAct("export @backup --form archive", zh: "归档", en: "write the archive"),
    LifeAct("verify", zh: "核对卷宗", en: "verify the record"),
  ]
}
