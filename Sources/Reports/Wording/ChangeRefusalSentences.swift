import ExpertReview

extension RoundRefusal {
  /// What is told where a change of marks, or a signature, is refused; of any other refusal its own sentences.
  var changeSentences: (message: Bilingual, mend: Bilingual) {
    switch self {
    case .changesByProposal(let candidate, let expert):
      (
        Bilingual(
          zh: "\(cell(candidate, expert.rawValue.isEmpty ? nil : expert).zh)已有分数，方案规定更改要提出并说明事由",
          en:
            "a mark stands already for \(cell(candidate, expert.rawValue.isEmpty ? nil : expert).en); the scheme has changes put forward on one of its grounds"
        ),
        Bilingual(
          zh: "用 panel collect 或 panel import scores，加 --replace --ground 事由 --reason 理由",
          en: "use panel collect or panel import scores with --replace --ground ID --reason TEXT")
      )
    case .noChangePolicy:
      (
        Bilingual(zh: "方案没有规定更改分数的事由和办法", en: "the scheme does not say on what grounds marks are changed"),
        Bilingual(zh: "去掉 --ground；写明 --reason 理由即可", en: "leave --ground out; --reason TEXT is enough")
      )
    case .unknownGround(let ground, let known): unknownGround(ground, known)
    case .changeImpossible(let candidate, let expert, let why):
      (
        Bilingual(
          zh: "\(cell(candidate, expert).zh)不能这样更改：\(why.words.zh)",
          en: "\(cell(candidate, expert).en) cannot be changed so: \(why.words.en)"),
        Bilingual(zh: "用 panel explain \(candidate) 看现有的分数", en: "see what stands with panel explain \(candidate)")
      )
    case .emptyChange:
      (
        Bilingual(zh: "没有要更改的分数", en: "there is nothing to change"),
        Bilingual(zh: "核对文件", en: "check the file")
      )
    case .unknownChange(let number, let open):
      (
        Bilingual(zh: "没有第 \(number) 号更改", en: "there is no change \(number)"),
        open.isEmpty
          ? Bilingual(zh: "没有待批的更改", en: "no change waits for approval")
          : Bilingual(zh: "待批的有：\(list(open))", en: "waiting for approval: \(list(open))")
      )
    case .changeSettled(let number, let by, let on):
      (
        Bilingual(zh: "第 \(number) 号更改已由 \(by) 于 \(on) 决定", en: "\(by) decided on change \(number) on \(on)"),
        Bilingual(zh: "要再改，重新提出", en: "to change it again, put it forward anew")
      )
    case .samePerson(let number, let proposer, let decider):
      (
        Bilingual(
          zh: "第 \(number) 号更改是 \(proposer) 提出的，\(decider) 是同一个人，须由另一人批准或驳回",
          en: "\(proposer) put change \(number) forward, and \(decider) is the same person; another one decides"),
        Bilingual(zh: "由另一人运行，写明 --by 姓名", en: "have somebody else run it, with --by NAME")
      )
    case .changeOutdated(let number, let candidate, let expert, let why):
      (
        Bilingual(
          zh: "第 \(number) 号更改已不能生效：\(cell(candidate, expert).zh)\(why.words.zh)",
          en: "change \(number) can take effect no longer: \(cell(candidate, expert).en): \(why.words.en)"),
        Bilingual(
          zh: "panel decide reject-change \(number) --reason 理由；仍要改的，重新提出",
          en: "panel decide reject-change \(number) --reason TEXT; put forward anew what is still to be changed")
      )
    case .changesOpen(let numbers):
      (
        Bilingual(
          zh: "有更改等另一人批准：第 \(list(numbers)) 号", en: "changes wait for a second person: \(list(numbers))"),
        Bilingual(
          zh: "先运行 panel decide approve-change 或 reject-change \(numbers.first ?? 0)",
          en: "first run panel decide approve-change or reject-change \(numbers.first ?? 0)")
      )
    case .nameless(let act):
      (
        Bilingual(zh: "\(act) 要有具名的人", en: "\(act) needs a person's name"),
        Bilingual(zh: "写明 --by 姓名", en: "add --by NAME")
      )
    case .earlierStale(let step, let since):
      (
        Bilingual(
          zh: "前面的“\(step.procedure.label.zh)”自第 \(since) 条记录起已过时，不能先签后面的",
          en:
            "the earlier step “\(step.procedure.label.en)” is out of date since fact \(since); a later one is not signed before it"
        ),
        Bilingual(
          zh: "先运行 \(step.procedure.verb)\(step.stage.isEmpty ? "" : " --stage " + step.stage)",
          en: "first run \(step.procedure.verb)\(step.stage.isEmpty ? "" : " --stage " + step.stage)")
      )
    default: sentences
    }
  }

  private func unknownGround(_ ground: String, _ known: [ChangePolicy.Ground]) -> (Bilingual, Bilingual) {
    let mend = Bilingual(
      zh: "可用的有：" + known.map { "\($0.id)（\($0.label.zh)）" }.joined(separator: "、"),
      en: "there are: " + known.map { "\($0.id) (\($0.label.en))" }.joined(separator: ", "))
    guard !known.isEmpty else {
      return (
        Bilingual(zh: "方案没有列出更改分数的事由", en: "the scheme names no grounds for changing marks"),
        Bilingual(zh: "去掉 --ground", en: "leave --ground out")
      )
    }
    return ground.isEmpty
      ? (
        Bilingual(
          zh: "更改已有的分数要写明是哪一种事由：--ground 事由", en: "changing marks that stand needs one of the grounds: --ground ID"),
        mend
      )
      : (
        Bilingual(zh: "没有更改事由“\(ground)”", en: "there is no ground “\(ground)” for a change"),
        mend
      )
  }

  private func cell(_ candidate: CandidateID, _ expert: ExpertID?) -> Bilingual {
    expert.map { Bilingual(zh: "\($0) 给 \(candidate) 的评分", en: "what \($0) gave \(candidate)") }
      ?? Bilingual(zh: "\(candidate) 的分值", en: "the value of \(candidate)")
  }

  private func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " ") }
}

extension ChangeObstacle {
  public var words: Bilingual {
    switch self {
    case .nothingToChange:
      Bilingual(zh: "与现有的相同，或那里还没有分数", en: "the same stands already, or nothing stands there")
    case .saidTwice: Bilingual(zh: "同一处写了两次", en: "it is said twice")
    case .notSeated: Bilingual(zh: "专家不在其评审组里", en: "the expert is not on its panel")
    case .recused: Bilingual(zh: "专家已经回避", en: "the expert has recused themself")
    case .noSuchItem: Bilingual(zh: "没有这个评分项", en: "it is not marked on that")
    case .offScale: Bilingual(zh: "超出分值范围", en: "it is off the scale")
    case .changedSince: Bilingual(zh: "提出之后现有的分数已经变了", en: "what stands has changed since it was put forward")
    }
  }
}
