import ExpertReview
import Simulation
import Statistics

/// What is typed in each part of the demonstration.
struct DemoScript {
  private var marks: DemoMarks?
  /// The head of the record that the notice printed.
  private var printedHead = ""

  mutating func play(_ chapter: DemoChapter, _ demo: inout DemoRun, _ output: inout Output) throws {
    switch chapter {
    case .begin: try begin(&demo, &output)
    case .bringIn: try bringIn(&demo, &output)
    case .formalCheck: try formalCheck(&demo, &output)
    case .conflicts: try conflicts(&demo, &output)
    case .panels: try panels(&demo, &output)
    case .marks: try collect(&demo, &output)
    case .ranking: try rank(&demo, &output)
    case .notice: try publish(&demo, &output)
    case .record: try lookBack(&demo, &output)
    }
  }

  // MARK: - Before the review

  private func begin(_ demo: inout DemoRun, _ output: inout Output) throws {
    try demo.run(DemoStep(["schemes", "hunan-2025-call-llm"], showing: .init(first: 1)), &output)
    try demo.write(
      DemoStep(
        ["new", "--scheme", "hunan-2025-call-llm", "--set", "stages.selection.caps.group=10"], showing: .init(first: 3)),
      by: .head,
      because: demo.say("办法没有规定数量，本年度两类各认定 10 项", "the measure states no number; ten of each kind this year"),
      &output)
  }

  private func bringIn(_ demo: inout DemoRun, _ output: inout Output) throws {
    try Files.makeFolder(demo.path("input"))
    for file in demo.made.files { try Files.write(demo.path("input/\(file.name)"), file.bytes) }
    demo.note(
      demo.say(
        "模拟的输入文件写在 \(demo.path("input"))：\(demo.made.candidates.count) 个申报对象、\(demo.made.experts.count) 位专家，单位和人名都是虚构的",
        "simulated files in \(demo.path("input")): \(demo.made.candidates.count) candidates, \(demo.made.experts.count) experts, all invented"
      ),
      &output)
    demo.day = demo.made.days.examined
    for file in demo.made.files where !file.isCorrection {
      let absent = file.kind == .affinities ? ["--absent", "forbid"] : []
      try demo.write(DemoStep(["import", file.kind.rawValue, demo.path("input/\(file.name)")] + absent), &output)
    }
  }

  private func formalCheck(_ demo: inout DemoRun, _ output: inout Output) throws {
    let made = demo.made
    try demo.write(DemoStep(["examine"], showing: .init(last: 1, messages: 1), expecting: .needsPerson), &output)
    for decision in made.reviewDecisions {
      let act = decision.admitted ? "admit" : "refuse"
      try demo.write(
        DemoStep(["decide", act, decision.candidate.rawValue]), by: .head, because: decision.reason, &output)
    }
    try sendBack(&demo, &output)
    for file in made.files where file.isCorrection {
      try demo.write(
        DemoStep(["import", file.kind.rawValue, demo.path("input/\(file.name)"), "--replace"]),
        because: demo.say("补正", "correction"), &output)
    }
    demo.day = made.days.corrected
    let late = made.planted.filter { $0.verdict == .formError && !$0.isCorrected }.map(\.candidate.rawValue)
    demo.note(
      demo.say(
        "逾期没有补正的不再通过：\(late.joined(separator: "、"))",
        "not corrected in time, so failed: \(late.joined(separator: ", "))"),
      &output)
    try demo.write(DemoStep(["examine"], showing: .init(last: 1)), &output)
    try demo.write(DemoStep(["decide", "sign-off", "examination"]), by: .head, &output)
  }

  /// What is incomplete goes back with a letter; the corrected files come in on the last day.
  private func sendBack(_ demo: inout DemoRun, _ output: inout Output) throws {
    let lastDay = demo.made.days.corrected.adding(days: -1)
    let folder = demo.path("corrections")
    try demo.write(
      DemoStep(
        ["examine", "--return", folder, "--until", lastDay.description], showing: .init(last: 1),
        expecting: .needsPerson), &output)
    let sent = demo.made.planted.first { $0.verdict == .formError && $0.isCorrected }?.candidate
    guard let sent else { preconditionFailure("of the simulated candidates some are incomplete and corrected") }
    let letter = "\(folder)/letters/\(Files.safeName(sent.rawValue)).txt"
    demo.note(demo.say("给 \(sent) 的补正通知，\(letter)：", "the letter to \(sent), \(letter):"), &output)
    for line in String(decoding: try Files.read(letter), as: UTF8.self).split(separator: "\n") {
      demo.note("    " + line, &output)
    }
    demo.day = lastDay
    demo.note(demo.say("最后一天收到改正后的申报书：", "on the last day the corrected declarations come in:"), &output)
  }

  private func conflicts(_ demo: inout DemoRun, _ output: inout Output) throws {
    demo.day = demo.made.days.assigned
    try demo.write(DemoStep(["conflicts"], showing: .init(last: 1, messages: 1), expecting: .needsPerson), &output)
    for declared in demo.made.declaredConflicts {
      try demo.write(
        DemoStep([
          "conflicts", "declare", declared.candidate.rawValue, declared.expert.rawValue, "--kind", "adviser",
          "--evidence", declared.reason,
        ]), &output)
    }
    for dismissal in demo.made.dismissals {
      try demo.write(
        DemoStep(["conflicts", "dismiss", dismissal.candidate.rawValue, dismissal.expert.rawValue]), by: .head,
        because: dismissal.reason, &output)
    }
    try demo.write(DemoStep(["conflicts"], showing: .init(last: 1)), &output)
  }

  private func panels(_ demo: inout DemoRun, _ output: inout Output) throws {
    let coming = demo.made.experts.map(\.id).filter { $0 != demo.made.declined }
    try demo.write(DemoStep(["invite", "accept"] + coming.map(\.rawValue)), &output)
    if let declined = demo.made.declined {
      try demo.write(
        DemoStep(["invite", "decline", declined.rawValue]), because: demo.say("出差", "travelling"), &output)
    }
    try demo.write(DemoStep(["assign", "--seed", "20251215"], showing: .init(first: 2)), &output)
  }

  // MARK: - Marks

  private mutating func collect(_ demo: inout DemoRun, _ output: inout Output) throws {
    try demo.read(DemoStep(["sheets", demo.path("sheets")]), &output)
    demo.day = demo.made.days.collected
    let marks = try DemoMarks(of: try demo.round(), made: demo.made, asOf: demo.made.days.ranked)
    self.marks = marks
    let files = try fill(marks, demo)
    demo.note(
      demo.say(
        "专家填好的 \(files.count) 张表写在 \(demo.path("filled"))：有一位手紧、一位与众不同，几处缺分，一人中途回避；\(marks.spoiledSheet.rawValue) 用了全角数字",
        "\(files.count) sheets filled in by the experts in \(demo.path("filled")): one is harsh, one an outlier, some marks "
          + "are missing, one recuses, and \(marks.spoiledSheet) typed full-width digits"), &output)

    var all = DemoStep(["collect"], showing: .init(first: 1, messages: 2), expecting: .invalidInput)
    all.add(pattern: demo.path("filled") + "/*.csv", of: files)
    try demo.write(all, &output)
    let mended = demo.path("filled/\(marks.spoiledSheet).csv")
    try Files.write(mended, try marks.sheet(of: marks.spoiledSheet, from: demo, spoiled: false))
    demo.note(demo.say("改好后再收：", "mended, and collected again:"), &output)
    try demo.write(DemoStep(["collect", mended]), &output)
    try score(marks, &demo, &output)
    try demo.read(
      DemoStep(["status"], showing: .init(holding: [demo.say("评分：", "sheets:"), demo.say("还欠", "owes")])), &output)
  }

  /// Writes the filled sheets of all but the expert who types; their paths.
  private func fill(_ marks: DemoMarks, _ demo: DemoRun) throws -> [String] {
    try Files.makeFolder(demo.path("filled"))
    return try marks.experts.filter { $0 != marks.typist }.map { expert in
      let path = demo.path("filled/\(expert).csv")
      try Files.write(path, try marks.sheet(of: expert, from: demo, spoiled: expert == marks.spoiledSheet))
      return path
    }
  }

  private func score(_ marks: DemoMarks, _ demo: inout DemoRun, _ output: inout Output) throws {
    let file = demo.path("input/\(marks.typist)-answers.txt")
    let answers = marks.answers(of: marks.typist)
    try Files.write(file, Array(answers.utf8))
    try demo.write(
      DemoStep(["score", marks.typist.rawValue], showing: .init(first: 1, last: 1), input: (file, answers)), &output)
  }

  // MARK: - The list

  private func rank(_ demo: inout DemoRun, _ output: inout Output) throws {
    demo.day = demo.made.days.ranked
    try demo.write(DemoStep(["rank"], showing: .init(last: 2), expecting: .needsPerson), &output)
    let round = try demo.round()
    let ties = try round.ranking(stage: try round.reviewStage(nil), asOf: demo.day).undecided
    for tie in ties {
      var stream = RandomStream(seed: demo.made.seed, label: "lot")
      let drawn = stream.shuffled(tie.candidates).map(\.rawValue)
      try demo.write(
        DemoStep(["decide", "lot"] + drawn), by: .supervisor,
        because: demo.say(
          "现场抽签，\(DemoStaff.supervisor.name.zh)监督", "drawn on the spot before \(DemoStaff.supervisor.name.en)"),
        &output)
    }
    try judge(&demo, &output)
    try settleOwedVotes(&demo, &output)
    try demo.write(DemoStep(["rank"], showing: .init(last: 1)), &output)
    try demo.read(DemoStep(["analyse", "certainty", "--replicates", "200"], showing: .init(first: 4)), &output)
    for item in try openItems(demo) {
      try demo.write(
        DemoStep(["decide", "confirm", item.rule.rawValue] + item.candidates.map(\.rawValue)),
        because: demo.say("已逐件对照原件核对", "each checked against the originals"), &output)
    }
    try demo.write(DemoStep(["decide", "sign-off", "ranking"]), by: .head, &output)
  }

  /// The chair decides what most experts held not to be met.
  private func judge(_ demo: inout DemoRun, _ output: inout Output) throws {
    let round = try demo.round()
    let ranking = try round.ranking(stage: try round.reviewStage(nil), asOf: demo.day)
    for item in round.chairItems(ranking) {
      try demo.write(
        DemoStep(["decide", "met", item.rule.rawValue] + item.candidates.map(\.rawValue)), by: .head,
        because: demo.say(
          "经查社保名册和研发台账，条件具备，专家未见补充材料",
          "registers and research records show that it is met; the experts had not seen them"),
        &output)
    }
  }

  /// Votes that never came, of sheets that did not come back: the chair settles them for those listed.
  private func settleOwedVotes(_ demo: inout DemoRun, _ output: inout Output) throws {
    let round = try demo.round()
    let stage = try round.reviewStage(nil)
    let listed = try round.ranking(stage: stage, asOf: demo.day).rows.filter(\.listed).map(\.candidate)
    for (rule, candidates) in round.tallies(of: listed, in: stage.id, where: { $0.isOwed }) {
      try demo.write(
        DemoStep(["decide", "met", rule.id.rawValue] + candidates.map(\.rawValue)), by: .head,
        because: demo.say("一位专家没有交表，其余专家一致", "one sheet never came back; the other experts agree"), &output)
    }
  }

  private func openItems(_ demo: DemoRun) throws -> [OpenItem] {
    let round = try demo.round()
    let ranking = try round.ranking(stage: try round.reviewStage(nil), asOf: demo.day)
    return round.openItems(of: ranking.rows.filter(\.listed).map(\.candidate), asOf: demo.day)
  }

  private mutating func publish(_ demo: inout DemoRun, _ output: inout Output) throws {
    demo.day = demo.made.days.posted
    try demo.write(DemoStep(["publish", demo.path("notice")], showing: .init(first: 2)), &output)
    let round = try demo.round()
    printedHead = round.head.short
    guard let objection = try objection(round, demo), let notice = round.lastPosting(.proposed) else { return }

    demo.day = objection.receivedOn
    try demo.write(
      DemoStep([
        "decide", "object", objection.against.rawValue, "--from", objection.by, "--ground", objection.ground,
      ]), &output)
    try demo.write(
      DemoStep(["publish", demo.path("final"), "--final"], showing: .init(messages: 2), expecting: .needsPerson),
      &output)
    try demo.read(DemoStep(["status"], showing: .init(holding: [demo.say("公示：", "notice:")])), &output)
    demo.day = notice.lastDay
    try demo.write(
      DemoStep(["decide", "answer", objection.against.rawValue, "--outcome", "dismissed"]), by: .head,
      because: demo.say("经复核合同和用户单位登记信息，评价真实，与申报单位没有关联", "contracts and registers checked: the opinions are genuine"),
      &output)
    demo.day = notice.lastDay.adding(days: 1)
    try demo.write(DemoStep(["publish", demo.path("final"), "--final"], showing: .init(first: 2)), &output)
  }

  /// The best of those left out objects to the last of those on the list.
  private func objection(_ round: Round, _ demo: DemoRun) throws -> SimulatedObjection? {
    let ranking = try round.ranking(stage: try round.reviewStage(nil), asOf: demo.day)
    guard let group = ranking.rows.first(where: \.listed)?.group else { return nil }
    let rows = ranking.rows.filter { $0.group == group && $0.place != nil }
    return demo.made.objection(
      proposed: rows.filter(\.listed).map(\.candidate), others: rows.filter { !$0.listed }.map(\.candidate))
  }

  private func lookBack(_ demo: inout DemoRun, _ output: inout Output) throws {
    if let tied = marks?.tied.first, let pair = barredPair(demo) {
      try demo.read(DemoStep(["explain", tied.rawValue], showing: .init(first: 1, last: 3)), &output)
      try demo.read(
        DemoStep(["explain", pair.candidate.rawValue, pair.expert.rawValue], showing: .init(first: 4)), &output)
    }
    try demo.read(DemoStep(["verify", "--head", printedHead], showing: .init(first: 2)), &output)
    for (form, file) in DemoChapter.exports {
      try demo.write(DemoStep(["export", demo.path(file), "--form", form]), &output)
    }
  }

  /// A pair that is kept apart.
  private func barredPair(_ demo: DemoRun) -> PlantedTie? { demo.made.plantedTies.first { $0.outcome == .hard } }
}
