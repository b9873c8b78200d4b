extension Candidate {
  /// The declaration as it is stored: one flat object, fields in the scheme's order, years ascending, attachments and
  /// attributes sorted. `DeclarationReader.candidate(from:version:)` reads the same candidate back; the version is kept
  /// beside it.
  public func json(under scheme: Scheme) -> JSON {
    var members = [
      JSON.Member(key: "candidate_id", value: .text(id.rawValue)), JSON.Member(key: "name", value: .text(name)),
    ]
    members.reserveCapacity(scheme.fields.count + 4)
    for (field, value) in zip(scheme.fields, values) {
      if case .yearly(let years) = value {
        for (year, value) in years.sorted(by: { $0.key < $1.key }) {
          members.append(JSON.Member(key: field.key(of: year), value: value.json(of: field)))
        }
      } else if value != .missing {
        members.append(JSON.Member(key: field.key, value: value.json(of: field)))
      }
    }
    if !attachments.isEmpty {
      let sorted = attachments.sorted { $0.key < $1.key }
      let files = sorted.map { JSON.Member(key: $0.key.rawValue, value: $0.value.json) }
      members.append(JSON.Member(key: "attachments", value: JSON(.object(files))))
    }
    for (name, text) in attributes.sorted(by: { $0.key < $1.key }) {
      members.append(JSON.Member(key: name, value: .text(text)))
    }
    return JSON(.object(members))
  }
}

extension Attachment {
  fileprivate var json: JSON {
    .object([
      "file": .text(file), "issued_on": issuedOn.map { .text($0.description) }, "issuer": issuer.map { .text($0) },
      "amount": amount.map { .text($0.description) },
    ])
  }
}

extension FieldValue {
  fileprivate func json(of field: Field) -> JSON {
    switch self {
    case .missing: .null
    case .text(let text), .choice(let text): .text(text)
    case .number(let number): .text(number.description)
    case .day(let day): .text(day.description)
    case .month(let month): .text(month.description)
    case .flag(let flag): .boolean(flag)
    case .choices(let ids): .array(ids.map { .text($0) })
    case .list(let values): .array(values.map { $0.json(of: field) })
    case .entry(let cells):
      JSON(
        .object(
          field.entry.compactMap { cell in
            cells[cell.key].map { JSON.Member(key: cell.key, value: $0.json(of: cell)) }
          }))
    case .yearly: .null
    }
  }
}
