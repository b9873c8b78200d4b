import ExpertReview
import Tables

/// Earlier recognitions, and reports of those recognised, from tables.
enum RegisterImports {
  static let recognitionColumns: [ColumnName] = [
    .init("code", aliases: ["统一社会信用代码"]), .init("name", aliases: ["单位名称"], isRequired: true),
    .init("scheme_id", aliases: ["方案"], isRequired: true),
    .init("recognised_on", aliases: ["公布日期"], isRequired: true), .init("project", aliases: ["项目名称", "平台名称"]),
  ]

  static func recognitions(_ table: InputTable, asOf: CivilDay) -> Imported<Recognition> {
    Imported<Recognition>(table) { reader in
      let (name, scheme) = (reader.required("name"), reader.required("scheme_id"))
      guard let day = reader.requiredDay("recognised_on", upTo: asOf) else { return nil }
      return Recognition(
        code: reader.text("code"), name: name, scheme: SchemeID(scheme), recognisedOn: day,
        project: reader.text("project"))
    }
  }

  static let reportColumns: [ColumnName] = [
    .init("candidate", aliases: ["申报编号", "candidate_id"], isRequired: true),
    .init("duty", aliases: ["义务"], isRequired: true), .init("period", aliases: ["报送期"], isRequired: true),
    .init("received_on", aliases: ["收到日期"], isRequired: true),
  ]

  static func reports(_ table: InputTable, round: Round, asOf: CivilDay) -> Imported<DutyReport> {
    let recognised = Set(round.recognised.map(\.candidate))
    var imported = Imported<DutyReport>(table) { reader in
      let candidate = reader.candidate("candidate", round: round)
      if let candidate, !recognised.contains(candidate) { reader.fault("candidate", .notRecognised) }
      let duty = duty(&reader, round.scheme.duties)
      let period = period(&reader, of: duty)
      let received = reader.requiredDay("received_on", upTo: asOf)
      guard let candidate, let duty, let period, let received else { return nil }
      if received < period.firstDay { reader.fault("received_on", .beforePeriod(period.firstDay)) }
      return DutyReport(candidate: candidate, duty: duty.id, period: period, receivedOn: received)
    }
    imported.refuseRepeats(column: "period", \.key, \.key.period.description)
    return imported
  }

  private static func duty(_ reader: inout RowReader, _ duties: [Duty]) -> Duty? {
    let text = reader.required("duty")
    guard !text.isEmpty else { return nil }
    if let found = duties.first(where: { $0.id.rawValue == text }) { return found }
    let known = duties.map(\.id.rawValue)
    let allowed = duties.map { duty in
      duty.label.map {
        "\(duty.id)（\($0)）"
      } en: {
        "\(duty.id) (\($0))"
      }
    }
    reader.fault("duty", .notInList(allowed: allowed, nearest: nearest(to: text, among: known)))
    return nil
  }

  private static func period(_ reader: inout RowReader, of duty: Duty?) -> DutyPeriod? {
    let text = reader.required("period")
    guard !text.isEmpty else { return nil }
    if let period = DutyPeriod(text), duty == nil || period.every == duty?.every { return period }
    reader.fault("period", .notAPeriod(duty?.every ?? .quarter))
    return nil
  }
}
