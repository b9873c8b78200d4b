import Testing

@testable import ExpertReview
@testable import PanelCommands
@testable import Simulation

/// Declarations under one of the project's schemes, made of the sample and the worked cases of its own `cases.json`.
struct JourneyDeclarations {
  let scheme: Scheme
  let sample: JSON
  /// The first case of a change that fails the candidate, and the first whose cell is to be corrected.
  let failing: WorkedCase
  let incomplete: WorkedCase

  private static let shelf = Result { try RubricsFolder(path: projectRubrics).shelf() }
  private static let cases = Result { try RubricsFolder(path: projectRubrics).cases() }

  init(_ id: String) throws {
    scheme = try readScheme(SchemeID(id), from: try Self.shelf.get()).get()
    let cases = try readCases(of: scheme, from: try Self.cases.get()).get()
    sample = cases.sample
    let plain = cases.cases.filter { one in
      !one.set.isEmpty && one.attachments.isEmpty && one.others.isEmpty && one.sanctions.isEmpty && one.asOf == nil
        && one.edge == nil
    }
    failing = try #require(plain.first { $0.verdict == .fail })
    incomplete = try #require(plain.first { $0.expected == .formError })
  }

  func text(_ key: String) -> String? { RecordEdit(sample, of: scheme).value(key)?.scalarText }

  /// The day on which the sample was submitted.
  var submitted: CivilDay { get throws { try #require(text("submitted_on").flatMap { CivilDay($0) }) } }

  /// Whether recommenders may name so many consortia only that all but the first declare alone.
  var countsConsortia: Bool { scheme.nominations?.limits.contains { $0.of == .consortium } ?? false }

  /// The classes of the scheme, where it groups by one.
  var groups: [String] {
    guard let key = scheme.grouping?.by, let slot = scheme.slots[key] else { return [] }
    return scheme.fields[slot].choices.map(\.id)
  }

  /// The sample as the `number`-th candidate: an applicant and units of its own, its class the next one in turn.
  func record(_ number: Int, as other: WorkedCase? = nil) -> JSON {
    var edit = RecordEdit(sample, of: scheme)
    if let key = scheme.grouping?.by { edit.set(key, .text(groups[(number - 1) % groups.count])) }
    if countsConsortia, number > 1 { edit = alone(edit) }
    var own = RecordEdit(renumbered(edit.record, number), of: scheme)
    let project = text("project_name") ?? text("platform_name") ?? text("name") ?? ""
    for key in ["name", "project_name", "platform_name"] where key == "name" || edit.value(key) != nil {
      own.set(key, .text("\(project)之\(number)"))
    }
    own.set("candidate_id", .text("J\(number)"))
    own.set("recommender_id", .text("R\((number + 1) / 2)"))
    if let other { own.set(other.set) }
    return own.record
  }

  private func alone(_ edit: RecordEdit) -> RecordEdit {
    var edit = edit
    edit.set("is_consortium", .boolean(false))
    edit.set("members", .array([]))
    edit.set("attachments.MT-04", .null)
    return edit
  }

  /// Every credit code with other digits and the right check character, the applicant's name told apart everywhere.
  private func renumbered(_ json: JSON, _ number: Int) -> JSON {
    switch json.value {
    case .text(let text) where text.count == 18 && text.isCreditCode:
      let body = text.prefix(12) + "0\(number)" + text.dropFirst(14).prefix(3)
      return .text(body + CreditCode.check(String(body)))
    case .text(let text):
      let applicant = self.text("applicant_name") ?? ""
      return .text(text.replacing(applicant, with: "\(applicant)（\(number)）"))
    case .array(let elements): return .array(elements.map { renumbered($0, number) })
    case .object(let members):
      return JSON(.object(members.map { JSON.Member(key: $0.key, value: renumbered($0.value, number)) }))
    case .null, .boolean, .number: return json
    }
  }
}
