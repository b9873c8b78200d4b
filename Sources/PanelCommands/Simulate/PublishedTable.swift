import ExpertReview
import Reports
import Simulation

/// Figures that others published, beside what the studies came to.
enum PublishedTable {
  /// Runs the studies named, or all that have published figures, and holds them against those. Ends with a person
  /// needed where a figure lies further off than chance explains.
  static func write(_ words: [String], _ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    var rows: [(study: Study, comparison: PublishedComparison)] = []
    for word in try words.isEmpty ? named(invocation) : words {
      var loaded = try LoadedStudy.read(try StudiesFolder.file(named: word, invocation), invocation, &output)
      guard !words.isEmpty || !loaded.study.published.isEmpty else { continue }
      if let replicates = invocation.integer("replicates") {
        loaded.study = loaded.study.with(replicates: replicates)
      }
      let runner = StudyRunner(
        loaded: loaded, shard: nil, threads: invocation.integer("threads") ?? processorCount,
        mayStop: !invocation.flag("all"), path: loaded.study.id + ".blocks", resumes: invocation.flag("resume"),
        keepsFile: false)
      switch try runner.run(&output) {
      case .interrupted(let blocks):
        throw SimulateFault.interrupted(runner.path, blocks: blocks, of: loaded.study.id).refusal
      case .done(let run): rows += PublishedComparison.all(of: run).map { (loaded.study, $0) }
      }
    }
    if output.isJSON {
      output.json(["published": .array(rows.map { json($0.comparison).adding("study", .text($0.study.id)) })])
    } else {
      table(rows, &output)
    }
    return rows.allSatisfy { $0.comparison.agrees ?? true } ? .done : .needsPerson
  }

  private static func named(_ invocation: Invocation) throws -> [String] {
    guard let folder = StudiesFolder.locate(invocation) else {
      throw SimulateFault.noStudies(tried: StudiesFolder.places(invocation)).refusal
    }
    return try folder.names()
  }

  private static func table(_ rows: [(study: Study, comparison: PublishedComparison)], _ output: inout Output) {
    let language = output.language
    var table = TextTable([
      .init(Bilingual(zh: "研究", en: "study")[language]), .init(Bilingual(zh: "做法", en: "design")[language]),
      .init(Bilingual(zh: "指标", en: "measure")[language], mayBeCut: true),
      .init(Bilingual(zh: "公布值", en: "published")[language], .right),
      .init(Bilingual(zh: "本程序", en: "ours")[language], .right),
      .init(Bilingual(zh: "相差几个标准误差", en: "standard errors apart")[language], .right),
      .init(Bilingual(zh: "出处", en: "source")[language], mayBeCut: true),
    ])
    for (study, comparison) in rows {
      let figure = comparison.published
      let isShare = figure.measure.quantity == .share
      let quantile = figure.quantile.map { Bilingual(zh: "，\($0.places(2)) 分位", en: ", quantile \($0.places(2))") }
      table.add([
        study.id, figure.design, figure.measure.label[language] + (quantile?[language] ?? ""),
        StudyTable.text(figure.value, error: figure.standardError, isShare: isShare),
        comparison.ours.map { StudyTable.text($0, error: comparison.standardError, isShare: isShare) } ?? "—",
        comparison.deviations.map { $0.places(1) } ?? "—", figure.source,
      ])
    }
    output.table(table)
    let apart = rows.count { $0.comparison.agrees == false }
    output.line(
      apart == 0
        ? Bilingual(
          zh: "\(rows.count) 个公布值，都在 \(PublishedComparison.most.places(0)) 个标准误差以内",
          en: "\(rows.count) figures, all within \(PublishedComparison.most.places(0)) standard errors")
        : Bilingual(
          zh: "\(rows.count) 个公布值，\(apart) 个相差 \(PublishedComparison.most.places(0)) 个标准误差以上，不像是偶然",
          en:
            "\(apart) of \(rows.count) figures are more than \(PublishedComparison.most.places(0)) standard errors off")
    )
  }

  static func json(_ comparison: PublishedComparison) -> JSON {
    let figure = comparison.published
    return .object([
      "rule": .text(figure.design), "name": .text(figure.measure.rawValue),
      "quantile": figure.quantile.map { .statistic($0) }, "published": .statistic(figure.value),
      "publishedStandardError": .statistic(figure.standardError),
      "estimate": comparison.ours.map { .statistic($0) } ?? .null,
      "standardError": comparison.standardError.map { .statistic($0) } ?? .null,
      "standardErrorsApart": comparison.deviations.map { .statistic($0) } ?? .null,
      "agrees": comparison.agrees.map { .boolean($0) } ?? .null, "source": .text(figure.source),
    ])
  }
}
