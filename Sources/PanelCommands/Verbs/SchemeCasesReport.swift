import ExpertReview

/// `panel schemes --cases`: runs the worked cases of one scheme, or of all.
enum SchemeCasesReport {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let folder = try RubricsFolder.locate(invocation)
    let shelf = try folder.shelf()
    let files = try folder.cases()
    let schemes = try SchemeCasesReport.schemes(invocation.argument("ID"), shelf, files)
    var runs: [CaseRun] = []
    var faults: [SchemeFault] = []
    for scheme in schemes {
      let run = readCases(of: scheme, from: files).flatMap { CaseRunner(scheme: scheme, cases: $0).run() }
      switch run {
      case .success(let run): runs.append(run)
      case .failure(let broken): faults += broken.faults.filter { !faults.contains($0) }
      }
    }
    show(runs, &output)
    guard faults.isEmpty else {
      output.report(faults.map(\.report))
      return .invalidInput
    }
    return runs.allSatisfy(\.holds) ? .done : .needsPerson
  }

  /// The scheme that was named, or all that have cases of their own or of a base.
  private static func schemes(
    _ id: String?, _ shelf: SchemeShelf, _ files: [SchemeID: [UInt8]]
  ) throws -> [Scheme] {
    guard let id else {
      let readings = listSchemes(shelf).map(\.reading)
      let faults = readings.flatMap { reading -> [SchemeFault] in
        if case .failure(let faults) = reading { return faults.faults }
        return []
      }
      guard faults.isEmpty else { throw Refusal(faults.map(\.report)) }
      return readings.compactMap { try? $0.get() }.filter { scheme in
        ([scheme.id] + scheme.extends).contains { files[$0] != nil }
      }
    }
    guard shelf.ids.contains(SchemeID(id)) else { throw SessionFault.unknownScheme(id, known: shelf.ids).refusal }
    switch readScheme(SchemeID(id), from: shelf) {
    case .success(let scheme):
      guard ([scheme.id] + scheme.extends).contains(where: { files[$0] != nil }) else {
        throw SessionFault.noCases(scheme.id).refusal
      }
      return [scheme]
    case .failure(let faults): throw Refusal(faults.faults.map(\.report))
    }
  }

  // MARK: Words

  private static func show(_ runs: [CaseRun], _ output: inout Output) {
    if output.isJSON {
      output.json(["schemes": .array(runs.map { $0.json(output.language) })])
      return
    }
    let language = output.language
    for run in runs {
      let differing = run.results.filter { !$0.holds }.count
      output.line(
        Bilingual(
          zh: "\(run.scheme)：\(run.rules.count) 条规则，\(run.results.count) 个案例"
            + (run.holds ? "，全部相符" : "，\(differing) 个不符"),
          en: "\(run.scheme): \(run.rules.count) rules, \(run.results.count) cases"
            + (run.holds ? ", all as written" : ", \(differing) differ")))
      for finding in run.sampleTroubles {
        output.line(
          Bilingual(zh: "  样本不合格：\(finding.rule) ", en: "  the sample does not pass: \(finding.rule) ")[language]
            + finding.message[language])
      }
      for fault in run.sampleRefusals {
        output.line(
          Bilingual(zh: "  样本读不出：\(fault.column) ", en: "  the sample cannot be read: \(fault.column) ")[language]
            + fault.sentences.message[language])
      }
      output.table(table(run, language))
      for result in run.results where !result.holds {
        for line in lines(result, language) { output.line(line) }
      }
      output.line()
    }
  }

  private static func table(_ run: CaseRun, _ language: Language) -> TextTable {
    var table = TextTable([
      .init(Bilingual(zh: "  规则", en: "  rule")[language]), .init(Bilingual(zh: "案例", en: "cases")[language], .right),
      .init(Bilingual(zh: "不符", en: "differ")[language], .right),
    ])
    let byRule = Dictionary(grouping: run.results) { $0.workedCase.rule }
    for rule in run.rules {
      let results = byRule[rule] ?? []
      let differing = results.filter { !$0.holds }.count
      table.add(["  " + rule.rawValue, String(results.count), differing == 0 ? "" : String(differing)])
    }
    return table
  }

  /// What was expected, what was found and what the finding says.
  private static func lines(_ result: CaseResult, _ language: Language) -> [String] {
    let written = result.workedCase
    let label = written.title?[language] ?? written.edge?.rawValue ?? written.name ?? ""
    let expected = written.expected.rawValue + (written.verdict.map { " / \($0.rawValue)" } ?? "")
    let found =
      result.found.rawValue + (written.verdict == nil ? "" : " / " + (result.verdict.map(\.rawValue) ?? "—"))
    let words = Bilingual(
      zh: "  ✗ \(written.rule) \(label)（\(written.place.file) 第 \(written.place.line) 行）：应为 \(expected)，实为 \(found)",
      en:
        "  ✗ \(written.rule) \(label) (\(written.place.file), line \(written.place.line)): expected \(expected), found \(found)"
    )
    var lines = [words[language]]
    if !result.message[language].isEmpty { lines.append("      " + result.message[language]) }
    lines += result.refusals.map { "      \($0.column) " + $0.sentences.message[language] }
    return lines
  }
}

extension CaseRun {
  fileprivate func json(_ language: Language) -> JSON {
    let byRule = Dictionary(grouping: results) { $0.workedCase.rule }
    return .object([
      "id": .text(scheme.rawValue), "cases": .number(results.count),
      "differ": .number(results.filter { !$0.holds }.count), "holds": .boolean(holds),
      "sample": .array(
        sampleTroubles.map { .object(["rule": .text($0.rule.rawValue), "message": .text($0.message[language])]) }
          + sampleRefusals.map {
            .object(["column": .text($0.column), "message": .text($0.sentences.message[language])])
          }),
      "rules": .array(
        rules.map { rule in
          let own = byRule[rule] ?? []
          return .object([
            "rule": .text(rule.rawValue), "cases": .number(own.count),
            "differ": .number(own.filter { !$0.holds }.count),
          ])
        }),
      "differing": .array(results.filter { !$0.holds }.map { $0.json(language) }),
    ])
  }
}

extension CaseResult {
  fileprivate func json(_ language: Language) -> JSON {
    .object([
      "rule": .text(workedCase.rule.rawValue), "name": workedCase.name.map { .text($0) },
      "edge": workedCase.edge.map { .text($0.rawValue) }, "file": .text(workedCase.place.file),
      "line": .number(workedCase.place.line), "expected": .text(workedCase.expected.rawValue),
      "found": .text(found.rawValue), "expectedVerdict": .orNull(workedCase.verdict?.rawValue),
      "verdict": .orNull(verdict?.rawValue),
      "message": .text(refusals.first?.sentences.message[language] ?? message[language]),
    ])
  }
}
