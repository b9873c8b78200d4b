import ExpertReview
import Testing

@testable import PanelCommands
@testable import Reports

/// The same act again, an act dated too early, and what was typed in the wrong place.
@Suite struct `A second try` {
  @Test func `at a pair that was decided says what stands and how to change it`() throws {
    let round = try RoundInProgress(upTo: .searched)
    for (act, code) in [("dismiss", "verb.nothingToSettle"), ("confirm", "verb.nothingToSettle")] {
      let run = round.run("conflicts \(act) C02 E08 --reason 再定 --json")
      #expect(run.code == .invalidInput)
      #expect(try run.errors.first?["error"]?["code"]?.text == code, "\(act)")
    }
    let again = round.run("conflicts dismiss C02 E08 --reason 再定")
    for words in ["--kind employment --role applicant，已排除", "panel conflicts reopen C02 E08"] {
      #expect(again.messages.contains(words), "\(again.messages)")
    }
    try round.must("conflicts reopen C02 E08 --reason 另查")
    let twice = round.run("conflicts reopen C02 E08 --reason 另查 --json")
    #expect(try twice.errors.first?["error"]?["code"]?.text == "round.nothingSettled")
    let elsewhere = round.run("conflicts dismiss C02 E08 --reason 再定 --role member --lang en")
    #expect(elsewhere.messages.contains("--role applicant, undecided"), "\(elsewhere.messages)")
    #expect(elsewhere.messages.contains("check --kind and --role"))
  }

  @Test func `of an expert's answer adds nothing to the record, and another reason does`() throws {
    let round = try RoundInProgress(upTo: .imported)
    try round.must("invite decline E07 --reason 出差")
    let facts = try round.round().lastSequence
    #expect(try round.must("invite decline E07 --reason 出差").results == "早已记下：E07 谢绝\n")
    #expect(try round.round().lastSequence == facts)
    #expect(try round.must("invite decline E07 --reason 住院").results == "已记下：E07 谢绝\n")
    let late = round.run("invite send E01 --until 2026-04-19 --json")
    #expect(late.code == .usage)
    #expect(try late.errors.first?["error"]?["code"]?.text == "verb.answerDayPast")
    try round.must("invite send E01 --until 2026-04-20")
  }

  @Test func `to answer an objection says that it was answered`() throws {
    let round = try RoundInProgress(upTo: .posted)
    for ground in ["投入存疑", "业绩存疑"] { try round.must("decide object C01 --from 某公司 --ground \(ground)") }
    try round.must("decide answer C01 --number 1 --outcome dismissed --reason 属实")
    for line in ["answer C01 --number 1 --outcome upheld", "withdraw-objection C01 --number 1"] {
      let run = round.run("decide \(line) --reason 又")
      #expect(run.code == .invalidInput && run.messages.contains("第 1 号异议已经答复或撤回"), "\(run.messages)")
    }
  }

  @Test func `an objection is told by the name of what it is against, and every decision in words`() throws {
    let round = try RoundInProgress(upTo: .posted)
    try round.must("decide object C01 --from 某公司 --ground 存疑 --against params_yi")
    try round.must("decide object C01 --from 某人 --objector person --ground 名次不当 --against place")
    let told = try round.must("explain C01").results
    #expect(told.contains("某公司 对“参数量”提出异议：存疑") && told.contains("某人 对“名次”提出异议"), "\(told)")
    #expect(try round.must("explain C01 --lang en").results.contains("to “the place”: 名次不当"))
    // Opinions and questions are facts of their own.
    let acts = try #require(CommandTable.all.first { $0.name == "decide" }?.branching?.branches.map(\.name))
    for act in Set(acts).subtracting(["opinion", "question"]) {
      #expect(!FactNote.words(ofKind: "decided", act: act).zh.contains(act), "\(act)")
    }
  }

  @Test func `with a word in place of a change's number is told so`() throws {
    let round = try RoundInProgress(upTo: .marked)
    let run = round.run("decide approve-change abc --by 李处长 --lang en")
    #expect(run.messages.contains("“abc” is not") && !run.messages.contains("change 0"), "\(run.messages)")
  }

  @Test func `dated before the fact that stands last is recorded and remarked upon`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let early = try round.must("decide withdraw C03 --reason 来函", on: "2026-04-01")
    #expect(early.messages.contains("2026-04-01 早于卷宗前一条记录的 2026-04-09"), "\(early.messages)")
    #expect(!(try round.must("decide withdraw C02 --reason 来函", on: "2026-04-10")).messages.contains("早于"))
    #expect(!(try round.must("status", on: "2026-04-01")).messages.contains("早于"))
  }
}

@Suite struct `What is typed is understood` {
  @Test func `a kind of tie by the scheme's own word for it`() throws {
    let round = try RoundInProgress(upTo: .examined)
    let label = try #require(
      try round.round().scheme.conflicts?.kinds.first { $0.id == "collaboration" }?.label.zh)
    let rows = "expert_id,party,kind\nE03,星河公司,\(label)\n"
    try round.must("import relations \(round.file("more.csv", rows))")
    #expect(try round.round().relations.contains { $0.party == "星河公司" && $0.kind == .collaboration })
  }

  @Test func `a seat that would change hands is marked as a trial in a dry run`() throws {
    let round = try RoundInProgress(upTo: .assigned)
    let before = try round.round().lastSequence
    let run = round.run("assign replace C01 E01 --with E08 --reason 因病 --dry-run", on: "2026-04-10")
    #expect(run.results.hasPrefix("（试运行，未写入）"), "\(run.results)")
    #expect(try round.round().lastSequence == before)
    let seated = round.run("assign replace C01 E01 --with E01 --reason 因病", on: "2026-04-10")
    #expect(seated.messages.contains("E01 已经在 C01 的评审组里"), "\(seated.messages)")
  }

  @Test func `marking and the notice can be signed off, and then are frozen`() throws {
    let round = try RoundInProgress(upTo: .posted)
    for step in ["marking", "notice"] { try round.must("decide sign-off \(step) --leader 李处长 --by 王敏") }
    let file = try round.file("more.csv", "candidate,expert,criterion,mark\nC04,E06,B,70\n")
    let run = round.run("import scores \(file)")
    #expect(run.code == .needsPerson && run.messages.contains("“专家评分”已由 李处长"), "\(run.messages)")
    try round.must("decide reopen marking --reason 补收 --by 李处长")
    let none = try RoundInProgress(upTo: .assigned)
    for (step, command) in [("marking", "panel collect 文件"), ("notice", "panel publish 文件夹")] {
      let early = none.run("decide sign-off \(step) --by 李处长", on: "2026-04-10")
      #expect(early.code == .needsPerson && early.messages.contains("先运行 \(command)"), "\(early.messages)")
    }
  }
}
