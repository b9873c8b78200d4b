import ExpertReview

/// `panel schemes A B`: how two schemes, or two versions of a file, differ.
enum SchemeDifferences {
  static func run(
    _ first: String, _ second: String, _ invocation: Invocation, _ output: inout Output
  ) throws -> ExitCode {
    let sides = try [first, second].map { try SchemeFile.named($0, invocation) }
    let readings = sides.map { readScheme($0.id, from: $0.shelf) }
    var schemes: [Scheme] = []
    var reports: [FaultReport] = []
    for (side, reading) in zip(sides, readings) {
      switch reading {
      case .success(let scheme): schemes.append(scheme)
      case .failure(let faults): reports += side.reports(faults)
      }
    }
    guard schemes.count == 2 else { throw Refusal(reports) }
    let page = SchemeDifferencePage(
      first: (schemes[0], sides[0].file ?? first), second: (schemes[1], sides[1].file ?? second))
    if output.isJSON {
      output.json(page.json)
    } else {
      for line in page.lines(output.language) { output.line(line) }
    }
    return .done
  }
}

/// A comparison as it is shown: by sections, each difference with both values in words and the source of each side.
struct SchemeDifferencePage {
  let first: Scheme
  let second: Scheme
  /// What was typed for each: an id or a file.
  let names: [String]
  let comparison: SchemeComparison

  init(first: (scheme: Scheme, name: String), second: (scheme: Scheme, name: String)) {
    self.first = first.scheme
    self.second = second.scheme
    names = [first.name, second.name]
    comparison = SchemeComparison(first.scheme, second.scheme)
  }

  // MARK: As text

  func lines(_ language: Language) -> [String] {
    let head = ["A  \(first.name[language])  \(names[0])", "B  \(second.name[language])  \(names[1])"]
    let total = Bilingual(
      zh: "不同 \(comparison.differences.count) 处，相同 \(comparison.agreements.count) 处",
      en: "\(comparison.differences.count) differences, \(comparison.agreements.count) the same")
    return head + [total[language]] + SchemeStatement.Section.allCases.flatMap { lines($0, language) }
  }

  private func lines(_ section: SchemeStatement.Section, _ language: Language) -> [String] {
    let found = comparison.differences.filter { $0.section == section }
    let same = comparison.agreements.filter { $0.section == section }
    let resourced = same.filter { words($0.first.source, first, .chinese) != words($0.second.source, second, .chinese) }
    guard !found.isEmpty || !resourced.isEmpty else { return [] }
    let changed = found.filter { $0.first != nil && $0.second != nil }
    let gone = found.filter { $0.second == nil }
    let new = found.filter { $0.first == nil }
    let counts = Bilingual(
      zh: "不同 \(changed.count)，只在 A \(gone.count)，只在 B \(new.count)，相同 \(same.count)",
      en: "\(changed.count) differ, \(gone.count) in A only, \(new.count) in B only, \(same.count) the same")
    let title =
      language == .chinese ? "【\(section.words.zh)】\(counts.zh)" : "[\(section.words.en)] \(counts.en)"
    return ["", title] + (changed + gone + new).flatMap { lines($0, language) } + resourcedLines(resourced, language)
  }

  /// What both say alike on different grounds.
  private func resourcedLines(_ found: [SchemeComparison.Agreement], _ language: Language) -> [String] {
    guard !found.isEmpty else { return [] }
    let head = Bilingual(zh: "  内容相同、出处不同：", en: "  the same on other grounds: ")[language]
    return [head + found.map { shown($0.first.id) }.joined(separator: Bilingual(zh: "、", en: ", ")[language])]
  }

  private func lines(_ difference: SchemeComparison.Difference, _ language: Language) -> [String] {
    switch (difference.first, difference.second) {
    case (let ours?, let theirs?): return changed(ours, theirs, difference.changes, language)
    case (let ours?, nil): return alone("A", ours, first, language)
    case (nil, let theirs?): return alone("B", theirs, second, language)
    case (nil, nil): return []
    }
  }

  private func changed(
    _ ours: SchemeStatement, _ theirs: SchemeStatement, _ changes: [SchemeComparison.Change], _ language: Language
  ) -> [String] {
    let ids = ours.id == theirs.id ? shown(ours.id) : "\(shown(ours.id)) ↔ \(shown(theirs.id))"
    let isTold = changes.contains { $0.first == ours.label && $0.second == theirs.label }
    let labels =
      isTold || ours.label == theirs.label
      ? ours.label[language] : "\(ours.label[language]) ↔ \(theirs.label[language])"
    var lines = ["  ≠ \(ids)  \(labels)"]
    if changes.isEmpty {
      lines.append("      " + Bilingual(zh: "内容相同，编号不同", en: "the same under another id")[language])
    }
    lines += changes.map { change in
      let sides = "\(value(change.first, language)) → \(value(change.second, language))"
      return "      " + named(change.name, sides, language)
    }
    let grounds = [words(ours.source, first, language), words(theirs.source, second, language)]
    if grounds[0] == grounds[1] {
      if let ground = grounds[0] { lines.append("      〔\(ground)〕") }
    } else {
      lines += zip(["A", "B"], grounds).compactMap { side, ground in ground.map { "      \(side)〔\($0)〕" } }
    }
    return lines
  }

  private func alone(
    _ side: String, _ statement: SchemeStatement, _ scheme: Scheme, _ language: Language
  ) -> [String] {
    let said = statement.aspects.filter { aspect in
      !aspect.value.zh.isEmpty && !aspect.isWording && aspect.value != statement.label
        && aspect.value != SchemeStatements.no
    }
    let values = said.map { named($0.name, $0.value[language], language) }
    let only = Bilingual(zh: "只在 \(side)", en: "\(side) only")[language]
    return ["  \(only)  \(shown(statement.id))  \(statement.label[language])"]
      + (values.isEmpty ? [] : ["      " + values.joined(separator: language == .chinese ? "；" : "; ")])
      + (words(statement.source, scheme, language).map { ["      〔\($0)〕"] } ?? [])
  }

  private func named(_ name: Bilingual, _ value: String, _ language: Language) -> String {
    name[language] + (language == .chinese ? "：" : ": ") + value
  }

  private func value(_ value: Bilingual, _ language: Language) -> String {
    value.zh.isEmpty ? Bilingual(zh: "（无）", en: "(none)")[language] : value[language]
  }

  /// The id as people know it, without what only keeps ids of a section apart.
  private func shown(_ id: String) -> String {
    for prefix in ["documents.", "extends.", "party.", "kind.", "cap."] where id.hasPrefix(prefix) {
      return String(id.dropFirst(prefix.count))
    }
    return id
  }

  private func words(_ source: Source?, _ scheme: Scheme, _ language: Language) -> String? {
    source?.words(scheme.documents)[language]
  }

  // MARK: As JSON

  var json: JSON {
    let sections = SchemeStatement.Section.allCases.map { section -> JSON in
      let same = comparison.agreements.filter { $0.section == section }
      let found = comparison.differences.filter { $0.section == section }
      return .object([
        "section": .text(section.rawValue), "title": section.words.json, "same": .number(same.count),
        "differences": .array(found.map(json)),
      ])
    }
    return .object([
      "first": side(first, names[0]), "second": side(second, names[1]),
      "different": .number(comparison.differences.count), "same": .number(comparison.agreements.count),
      "sections": .array(sections),
    ])
  }

  private func side(_ scheme: Scheme, _ name: String) -> JSON {
    .object(["id": .text(scheme.id.rawValue), "name": scheme.name.json, "given": .text(name)])
  }

  private func json(_ difference: SchemeComparison.Difference) -> JSON {
    let kind =
      difference.second == nil ? "onlyFirst" : difference.first == nil ? "onlySecond" : "changed"
    return .object([
      "difference": .text(kind), "first": difference.first.map(json), "second": difference.second.map(json),
      "changes": .array(
        difference.changes.map {
          .object(["aspect": $0.name.json, "first": $0.first.json, "second": $0.second.json])
        }),
    ])
  }

  private func json(_ statement: SchemeStatement) -> JSON {
    .object([
      "id": .text(statement.id), "label": statement.label.json,
      "values": .array(
        statement.aspects.filter { !$0.value.zh.isEmpty }.map {
          .object(["aspect": $0.name.json, "value": $0.value.json])
        }), "source": statement.source.map(\.json),
    ])
  }
}
