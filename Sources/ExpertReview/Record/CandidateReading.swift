extension FactReader {
  /// The candidates of an import, as `Candidate.json(under:)` wrote them, each with its version beside it.
  func candidates(under scheme: Scheme) throws -> [Candidate] {
    guard let entries = root["candidates"]?.elements else { throw fault("candidates") }
    let reader = DeclarationReader(scheme)
    return try entries.map { entry in
      guard let record = entry["record"], let version = entry["version"]?.scalarText.flatMap({ Int($0) }),
        case .success(let candidate) = reader.candidate(from: record, version: version)
      else { throw fault("record") }
      return candidate
    }
  }
}
