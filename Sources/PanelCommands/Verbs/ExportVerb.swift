import ExpertReview
import Reports
import RoundStore

/// `panel export`: a backup, an archive that can be read without this program, or data without names.
enum ExportVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let path = invocation.required("FILE")
    if let table = invocation.text("table") {
      let written =
        DrawTables.codes.contains(table)
        ? try DrawTables.bytes(table, invocation) : try TableExport.bytes(table, invocation, try open(invocation))
      try deliver(written.bytes, to: path, invocation, &output)
      tell(
        Bilingual(zh: "\(table) 写到 \(path)：\(written.rows) 行", en: "\(table) in \(path): \(written.rows) rows"),
        ["form": .text("table"), "table": .text(table), "rows": .number(written.rows)], path, invocation, &output)
      return .done
    }
    switch invocation.text("form") ?? "backup" {
    case "archive":
      let file = try open(invocation)
      let archive = try ArchivedRecord(file, of: try LoadedRound(file).round)
      try deliver(archive.bytes, to: path, invocation, &output)
      tell(
        Bilingual(
          zh: "归档写到 \(path)：\(archive.facts) 条记录，校验值 \(archive.head.short)",
          en: "archive in \(path): \(archive.facts) facts, head \(archive.head.short)"),
        ["form": .text("archive"), "facts": .number(archive.facts), "head": .text(archive.head.hexadecimal)],
        path, invocation, &output)
    case "hand-on":
      let file = try open(invocation)
      let loaded = try LoadedRound(file)
      let handOn = try HandOnFile.bytes(
        loaded.round, acts: try RecordedAct.all(of: file, in: loaded.round), head: loaded.head.hexadecimal,
        asOf: invocation.asOf, by: invocation.actor)
      try deliver(handOn.bytes, to: path, invocation, &output)
      tell(
        Bilingual(
          zh: "\(handOn.candidates.count) 个对象移交 \(handOn.next)，写到 \(path)；校验值 \(loaded.head.short)",
          en: "\(handOn.candidates.count) candidates for \(handOn.next) in \(path); head \(loaded.head.short)"),
        [
          "form": .text("hand-on"), "forwardsTo": .text(handOn.next.rawValue),
          "candidates": .identifiers(handOn.candidates), "head": .text(loaded.head.hexadecimal),
        ], path, invocation, &output)
    case "anonymous":
      var random = SystemRandomNumberGenerator()
      let salt = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      let data = try AnonymousRound(try LoadedRound(try open(invocation)).round, asOf: invocation.asOf, salt: salt)
      try deliver(data.bytes, to: path, invocation, &output)
      tell(
        Bilingual(
          zh: "去掉姓名的数据写到 \(path)：\(data.candidates) 个对象、\(data.experts) 位专家",
          en: "data without names in \(path): \(data.candidates) candidates, \(data.experts) experts"),
        ["form": .text("anonymous"), "candidates": .number(data.candidates), "experts": .number(data.experts)],
        path, invocation, &output)
    case "sanctions":
      let round = try LoadedRound(try open(invocation)).round
      try register("sanctions", RegisterTables.sanctions(round), round.sanctions.count, path, invocation, &output)
    case "recognitions":
      let round = try LoadedRound(try open(invocation)).round
      guard round.lastPosting(.final) != nil else { throw VerbFault.noFinalList.refusal }
      let count = round.recognitions.count + round.ownRecognitions.count
      try register("recognitions", RegisterTables.recognitions(round), count, path, invocation, &output)
    case "opinions": return try opinions(try LoadedRound(try open(invocation)), invocation, &output)
    default: try backUp(to: path, invocation, &output)
    }
    return .done
  }

  /// Writes a register for later rounds.
  private static func register(
    _ form: String, _ bytes: [UInt8], _ count: Int, _ path: String, _ invocation: Invocation, _ output: inout Output
  ) throws {
    try deliver(bytes, to: path, invocation, &output)
    tell(
      Bilingual(
        zh: "名录写到 \(path)：\(count) 条；在别的轮次用 panel import \(form) 读入",
        en:
          "register in \(path): \(count.of("entry", "entries")); bring it into a later round with panel import \(form)"),
      ["form": .text(form), "entries": .number(count)], path, invocation, &output)
  }

  static func open(_ invocation: Invocation) throws -> RoundFile {
    try RoundFile.open(invocation.round, .readOnly, patience: invocation.patience)
  }

  private static func backUp(to path: String, _ invocation: Invocation, _ output: inout Output) throws {
    guard path != "-" else { throw RecordFault.backupToOutput }
    let file = try open(invocation)
    let chain = try file.verifyChain()
    // A damaged file would put a bad copy in the place of a good one.
    if let damage = chain.damage { throw StoreFault.damaged(path: invocation.round, damage) }
    if invocation.isDryRun {
      guard !Files.exists(path) else { throw RecordFault.fileExists(path) }
    } else {
      try file.backUp(to: path)
    }
    tell(
      Bilingual(
        zh: "备份写到 \(path)：\(chain.soundFacts) 条记录，校验值 \(chain.head.short)",
        en: "backup in \(path): \(chain.soundFacts) facts, head \(chain.head.short)"),
      ["form": .text("backup"), "facts": .number(chain.soundFacts), "head": .text(chain.head.hexadecimal)],
      path, invocation, &output)
  }

  /// Writes a file that only its owner may read, or standard output for `-`. A file that is there is left alone.
  private static func deliver(
    _ bytes: [UInt8], to path: String, _ invocation: Invocation, _ output: inout Output
  ) throws {
    if path == "-" { return output.bytes(bytes) }
    guard !Files.isOrdinary(path) else { throw RecordFault.fileExists(path) }
    if !invocation.isDryRun { try Files.write(path, bytes, mode: Files.ownerOnly) }
  }

  /// Says what was done – unless standard output is the file.
  private static func tell(
    _ text: Bilingual, _ members: KeyValuePairs<String, JSON?>, _ path: String, _ invocation: Invocation,
    _ output: inout Output
  ) {
    if path == "-" { return output.note(text) }
    if output.isJSON {
      let known = members.map { JSON.Member(key: $0.key, value: $0.value ?? .null) }
      output.json(JSON(.object(known + [JSON.Member(key: "file", value: .text(path))])))
    } else {
      output.done(text, dry: invocation.isDryRun)
    }
  }
}
