import ExpertReview

/// `panel schemes`: lists the schemes or shows one whole. What else it does stands in files of its own.
enum SchemesVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    if let file = invocation.text("check") { return try SchemeCheck.run(file, invocation, &output) }
    if invocation.flag("schema") { return try SchemeSchema.run(invocation, &output) }
    if invocation.flag("cases") { return try SchemeCasesReport.run(invocation, &output) }
    if invocation.flag("coverage") { return try SchemeCoverageReport.run(invocation, &output) }
    if let other = invocation.argument("OTHER") {
      return try SchemeDifferences.run(invocation.required("ID"), other, invocation, &output)
    }
    let shelf = try RubricsFolder.locate(invocation).shelf()
    guard let id = invocation.argument("ID") else { return try list(shelf, &output) }
    guard shelf.ids.contains(SchemeID(id)) else { throw SessionFault.unknownScheme(id, known: shelf.ids).refusal }
    switch readScheme(SchemeID(id), from: shelf) {
    case .failure(let faults): throw Refusal(faults.faults.map(\.report))
    case .success(let scheme):
      if output.isJSON {
        output.json(SchemeDescription(scheme).json)
      } else {
        for line in SchemeDescription(scheme).lines(output.language) { output.line(line) }
      }
      return .done
    }
  }

  private static func list(_ shelf: SchemeShelf, _ output: inout Output) throws -> ExitCode {
    var schemes: [Scheme] = []
    var faults: [FaultReport] = []
    for listing in listSchemes(shelf) {
      switch listing.reading {
      case .success(let scheme): schemes.append(scheme)
      case .failure(let broken): faults += broken.faults.map(\.report)
      }
    }
    if output.isJSON {
      output.json(["schemes": .array(schemes.map { SchemeDescription($0).summary })])
    } else {
      let language = output.language
      var table = TextTable([
        .init(Bilingual(zh: "代号", en: "id")[language]), .init(Bilingual(zh: "名称", en: "name")[language]),
        .init(Bilingual(zh: "组别", en: "groups")[language]),
        .init(Bilingual(zh: "规则", en: "rules")[language], .right),
        .init(Bilingual(zh: "自定值", en: "house values")[language], .right),
      ])
      for scheme in schemes {
        let description = SchemeDescription(scheme)
        table.add([
          scheme.id.rawValue, scheme.name[language],
          description.groups.map { $0.label[language] }.joined(separator: "、"), String(scheme.rules.count),
          String(scheme.houseValues.count),
        ])
      }
      output.table(table)
    }
    guard faults.isEmpty else {
      output.report(faults)
      return .invalidInput
    }
    return .done
  }
}
