import ExpertReview

// Numbers of real reviews that a study draws from: in the study itself, or in a file of its folder.
extension StudyReader {
  /// The numbers of a file, one a line, or `number,times`.
  mutating func numbers(inFile spot: Spot) -> [Double] {
    rows(inFile: spot, columns: 1).map { $0[0] }
  }

  /// `[{"qualityAtMost", "deviations"}]`
  mutating func residuals(_ spot: Spot) -> [StudyModel.ResidualBin] {
    guard let list = form.child(spot, "residuals") else { return [] }
    let bins = form.elements(list).compactMap { element -> StudyModel.ResidualBin? in
      guard let bin = form.open(element, keys: ["qualityAtMost", "deviations"], sourced: false) else { return nil }
      let bound = number(bin, "qualityAtMost")
      guard let values = form.required(bin, "deviations") else { return nil }
      let deviations = form.elements(values).map { form.decimal($0).approximate }
      if deviations.isEmpty { form.note(.empty, at: values) }
      return StudyModel.ResidualBin(qualityAtMost: bound, deviations: deviations)
    }
    noteOrder(bins, at: list)
    return bins
  }

  /// Lines `bound,deviation`, or `bound,deviation,times`: neighbouring lines of one bound are a bin.
  mutating func residuals(inFile spot: Spot) -> [StudyModel.ResidualBin] {
    var bins: [(bound: Double, deviations: [Double])] = []
    for row in rows(inFile: spot, columns: 2) {
      if bins.last?.bound != row[0] { bins.append((row[0], [])) }
      bins[bins.count - 1].deviations.append(row[1])
    }
    let result = bins.map { StudyModel.ResidualBin(qualityAtMost: $0.bound, deviations: $0.deviations) }
    noteOrder(result, at: spot)
    return result
  }

  private mutating func noteOrder(_ bins: [StudyModel.ResidualBin], at spot: Spot) {
    guard let wrong = zip(bins, bins.dropFirst()).first(where: { $0.qualityAtMost >= $1.qualityAtMost })?.1 else {
      return
    }
    note(.binsOutOfOrder("\(wrong.qualityAtMost)"), at: spot)
  }

  /// Decimals joined by commas, so many a line, and where there is one more it says how often the line counts. Lines
  /// that are empty or begin with `#` say nothing; the first may be a heading.
  private mutating func rows(inFile spot: Spot, columns: Int) -> [[Double]] {
    let name = form.text(spot)
    guard !name.isEmpty else { return [] }
    guard !name.contains("/"), let bytes = beside(name) else {
      note(.noFileBeside(name), at: spot)
      return []
    }
    var rows: [[Double]] = []
    var isFirst = true
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let words = line.last == 0x0D ? line.dropLast() : line
      guard let first = words.first, first != UInt8(ascii: "#") else { continue }
      let cells = words.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      let values = cells.compactMap { ExactDecimal(String(decoding: $0, as: UTF8.self))?.approximate }
      if values.count == cells.count, let times = times(values, columns) {
        for _ in 0..<times { rows.append(Array(values.prefix(columns))) }
      } else if !(isFirst && values.isEmpty) {
        note(.form(.notANumber(String(decoding: words, as: UTF8.self))), in: name, line: index + 1)
      }
      isFirst = false
    }
    if rows.count < 2 { note(.tooFewNumbers(name, found: rows.count, least: 2), at: spot) }
    return rows
  }

  private static let mostTimes = 10_000_000.0

  /// How often a line of numbers counts; nil where it has too few or too many, or no whole number in the last place.
  private func times(_ values: [Double], _ columns: Int) -> Int? {
    if values.count == columns { return 1 }
    guard values.count == columns + 1, let last = values.last, last >= 1, last <= Self.mostTimes,
      last == last.rounded()
    else { return nil }
    return Int(last)
  }
}
