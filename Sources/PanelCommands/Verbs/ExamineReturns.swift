import ExpertReview
import Reports

/// `panel examine --return`: what is sent back for correction, on record, with its letters and lists.
struct Returning {
  /// The return that was made, or the one whose letters are written again; nil where there is neither.
  private let standing: StandingReturn?
  /// Whether it was made just now.
  let isNew: Bool

  /// Nil where the command does not ask for it. What is wrong and not yet sent back becomes a new return; where there
  /// is nothing new, the letters of the last one that is still running are written again.
  init?(only wanted: Set<CandidateID>, _ session: inout RoundSession, _ invocation: Invocation) throws {
    guard invocation.text("return") != nil else { return nil }
    let (round, asOf) = (session.round, invocation.asOf)
    let entries = round.correctable(asOf: asOf, only: wanted)
    guard !entries.isEmpty else {
      standing = round.returns.last { standing in
        !standing.ground.isOver(on: asOf)
          && (wanted.isEmpty || standing.content.entries.contains { wanted.contains($0.candidate) })
      }
      isNew = false
      return
    }
    guard let until = try invocation.day("until") ?? round.lastDayForCorrections(from: asOf) else {
      throw VerbFault.noTimeForCorrections.refusal
    }
    try session.add(.returned(CorrectionReturn(until: until, entries: entries)))
    standing = session.round.returns.last
    isNew = true
  }

  /// Writes a letter for each applicant and a list for each recommender; the paths, in order. With `--dry-run` only
  /// names them.
  func write(_ session: RoundSession, _ invocation: Invocation) throws -> [String] {
    guard let standing, let folder = invocation.text("return") else { return [] }
    let (round, head, language) = (session.round, session.head.hexadecimal, invocation.language)
    var written = WrittenFiles(isDryRun: invocation.isDryRun)
    for entry in standing.content.entries {
      let letter = CorrectionLetter(
        entry, of: standing, try round.candidate(entry.candidate), round, head: head, in: language)
      try written.add(
        folder + "/letters", entry.candidate.rawValue,
        ["html": Array(letter.html.utf8), "txt": Array(letter.text.utf8)])
    }
    for list in CorrectionList.all(of: standing, round, head: head, in: language) {
      let name = list.recommender?.rawValue ?? Bilingual(zh: "未注明推荐单位", en: "no-recommender")[language]
      try written.add(folder + "/recommenders", name, ["csv": list.csv, "txt": Array(list.text.utf8)])
    }
    return written.paths
  }

  func json(files: [String]) -> JSON {
    guard let standing else { return .null }
    return .object([
      "fact": .number(standing.sequence), "on": .day(standing.on), "until": .day(standing.content.until),
      "new": .boolean(isNew),
      "candidates": .array(
        standing.content.entries.map {
          .object([
            "id": .text($0.candidate.rawValue), "version": .number($0.version),
            "rules": .texts($0.faults.map(\.rule.rawValue)),
          ])
        }),
      "files": .texts(files),
    ])
  }

  func tell(_ examinations: [Examination], files: [String], _ invocation: Invocation, _ output: inout Output) {
    guard let standing else {
      return output.line(Bilingual(zh: "没有需要退回补正的", en: "nothing is to be returned for correction"))
    }
    let (entries, until) = (standing.content.entries, standing.content.until)
    let faults = entries.reduce(0) { $0 + $1.points.count }
    let folder = invocation.text("return") ?? ""
    if isNew {
      output.done(
        Bilingual(
          zh: "退回补正 \(entries.count) 个申报对象，共 \(faults) 处，最后一天 \(until)；\(files.count) 个文件写在 \(folder)",
          en:
            "\(entries.count.of("candidate")) returned with \(faults.of("point")) to correct by \(until); \(files.count.of("file")) in \(folder)"
        ), dry: invocation.isDryRun)
    } else {
      output.done(
        Bilingual(
          zh: "没有新的要退回；\(standing.on) 退回的 \(entries.count) 个对象的通知重新写在 \(folder)",
          en:
            "nothing new to return; the letters of \(standing.on) to \(entries.count.of("candidate")) are written again in \(folder)"
        ), dry: invocation.isDryRun)
    }
    let failing = examinations.filter { examination in
      examination.verdict == .fail && examination.findings.contains { $0.verdict == .formError }
    }
    if !failing.isEmpty {
      output.note(
        Bilingual(
          zh: "另有 \(failing.count) 个已有不通过的条目，不退回：\(brief(failing.map(\.candidate)))",
          en: "\(failing.count) more fail another rule and are not returned: \(brief(failing.map(\.candidate)))"))
    }
    output.note(
      Bilingual(
        zh: "收到改正后的材料：panel import candidates 文件 --replace --reason 补正",
        en: "when corrected: panel import candidates FILE --replace --reason TEXT"))
  }
}

/// Files named after ids, of which two may come to the same name.
private struct WrittenFiles {
  let isDryRun: Bool
  private(set) var paths: [String] = []
  private var taken: Set<String> = []

  init(isDryRun: Bool) { self.isDryRun = isDryRun }

  /// Writes the forms of one thing, by their endings.
  mutating func add(_ folder: String, _ id: String, _ forms: KeyValuePairs<String, [UInt8]>) throws {
    let plain = folder + "/" + Files.safeName(id)
    let stem = sequence(first: 1) { $0 + 1 }.lazy.map { $0 == 1 ? plain : "\(plain)-\($0)" }.first {
      !taken.contains($0)
    }
    taken.insert(stem ?? plain)
    if !isDryRun { try Files.makeFolder(folder) }
    for (ending, bytes) in forms {
      let path = (stem ?? plain) + "." + ending
      if !isDryRun { try Files.write(path, bytes) }
      paths.append(path)
    }
  }
}

extension ReturnGround {
  var json: JSON { .object(["fact": .number(fact), "on": .day(on), "until": .day(until)]) }
}
