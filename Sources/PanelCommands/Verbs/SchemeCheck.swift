import ExpertReview
import Reports

/// `panel schemes --check FILE`: everything that is wrong with a scheme file, at once.
enum SchemeCheck {
  static func run(_ file: String, _ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let named = try SchemeFile.file(file, invocation)
    switch checkScheme(named.id, on: named.shelf) {
    case .failure(let faults): throw Refusal(named.reports(faults))
    case .success(let scheme):
      output.report(scheme.cautions.map { $0.report(file) }, as: .warning)
      if output.isJSON {
        output.json(["scheme": SchemeDescription(scheme).summary, "faults": .number(0)])
      } else {
        output.line(sound(scheme, file))
      }
      return .done
    }
  }

  private static func sound(_ scheme: Scheme, _ file: String) -> Bilingual {
    let rules = scheme.rules.count
    let fields = scheme.fields.count
    let values = scheme.houseValues.count
    return Bilingual(
      zh: "\(file)：没有错误。\(rules) 条规则，\(fields) 个填报项，\(values) 个自定值",
      en: "\(file): no fault. \(rules) rules, \(fields) fields, \(values) house values")
  }
}

extension SchemeCaution {
  fileprivate func report(_ file: String) -> FaultReport {
    FaultReport(code: code, file: file, column: path, message: sentences.message, mend: sentences.mend)
  }
}
