import ExpertReview

/// `panel schemes --coverage`: rules of the documents × schemes × worked cases, and all that is missing.
enum SchemeCoverageReport {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let folder = try RubricsFolder.locate(invocation)
    let shelf = try folder.shelf()
    let files = try folder.cases()
    var faults: [SchemeFault] = []
    func keep<Value>(_ reading: Result<Value, SchemeFaults>) -> Value? {
      switch reading {
      case .success(let value): return value
      case .failure(let broken):
        faults += broken.faults.filter { !faults.contains($0) }
        return nil
      }
    }
    let catalogue = keep(readCatalogue(try folder.catalogue(), documents: shelf.documents))
    let schemes = listSchemes(shelf).compactMap { keep($0.reading) }
    var cases: [SchemeID: SchemeCases] = [:]
    for scheme in schemes where ([scheme.id] + scheme.extends).contains(where: { files[$0] != nil }) {
      cases[scheme.id] = keep(readCases(of: scheme, from: files))
    }
    guard faults.isEmpty, let catalogue else { throw Refusal(faults.map(\.report)) }
    let found = coverage(of: catalogue, schemes: schemes, cases: cases)
    if output.isJSON {
      output.json(found.json(output.language))
    } else {
      show(found, catalogue, &output)
    }
    return found.gaps.isEmpty ? .done : .needsPerson
  }

  private static func show(_ found: Coverage, _ catalogue: RuleCatalogue, _ output: inout Output) {
    let language = output.language
    let named = Set(catalogue.schemes)
    for (number, scheme) in found.schemes.enumerated() {
      let own = named.contains(scheme) ? nil : Bilingual(zh: "  （总目没有提到）", en: "  (not in the catalogue)")
      output.line("\(number + 1)  \(scheme)" + (own?[language] ?? ""))
    }
    output.line()
    var table = TextTable(
      [.init(Bilingual(zh: "规则", en: "rule")[language])]
        + found.schemes.indices.map { .init(String($0 + 1), .right) })
    for row in found.rows { table.add([row.id] + row.cells.map(\.sign)) }
    output.table(table)
    output.line()
    output.line(
      Bilingual(
        zh: "数字是案例数；+ 有此规则而文件没有要求；× 应有而没有",
        en: "numbers are cases; + a rule that is not asked for there; × one that is missing"))
    output.line(
      Bilingual(
        zh: "\(catalogue.rules.count) 条规则、\(catalogue.materials.count) 项材料、\(catalogue.tables.count) 张表、"
          + "\(catalogue.ambiguities.count) 个待定问题，缺 \(found.gaps.count) 处",
        en: "\(catalogue.rules.count) rules, \(catalogue.materials.count) materials, \(catalogue.tables.count) tables, "
          + "\(catalogue.ambiguities.count) open questions; \(found.gaps.count) missing"))
    for gap in found.gaps { output.line("  " + gap.words[language]) }
  }
}

extension Coverage.Cell {
  fileprivate var sign: String {
    if rules.isEmpty { return isRequired ? "×" : "" }
    return isRequired ? String(cases) : "+"
  }
}

extension Coverage {
  fileprivate func json(_ language: Language) -> JSON {
    .object([
      "schemes": .texts(schemes.map(\.rawValue)),
      "rules": .array(
        rows.map { row in
          .object([
            "id": .text(row.id),
            "in": .array(
              row.cells.filter { $0.isRequired || !$0.rules.isEmpty }.map { cell in
                .object([
                  "scheme": .text(cell.scheme.rawValue), "required": .boolean(cell.isRequired),
                  "rules": .texts(cell.rules.map(\.rawValue)), "cases": .number(cell.cases),
                ])
              }),
          ])
        }),
      "missing": .array(
        gaps.map { gap in
          .object(["code": .text(gap.code), "message": .text(gap.words[language])])
        }),
    ])
  }
}
