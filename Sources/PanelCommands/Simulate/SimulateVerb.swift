import ExpertReview
import Reports
import Simulation

/// `panel simulate`: lists the studies, runs one or a shard of it, or merges shards.
enum SimulateVerb {
  static func run(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let words = invocation.arguments("STUDY")
    if invocation.flag("schema") { return try schema(invocation, &output) }
    if invocation.flag("merge") {
      guard !words.isEmpty else { throw SimulateFault.nothingToMerge.refusal }
      return try tell(try MergedShards(words).run(invocation), invocation, &output)
    }
    if invocation.flag("published") { return try PublishedTable.write(words, invocation, &output) }
    guard let word = words.first else { return try StudyList.write(invocation, &output) }
    guard words.count == 1 else { throw SimulateFault.oneStudy(words).refusal }
    var loaded = try LoadedStudy.read(try StudiesFolder.file(named: word, invocation), invocation, &output)
    if let replicates = invocation.integer("replicates") {
      loaded.study = loaded.study.with(replicates: replicates)
    }
    if invocation.isDryRun {
      StudyPlan(loaded.study).write(to: &output)
      return .done
    }
    return try run(loaded, invocation, &output)
  }

  private static func run(_ loaded: LoadedStudy, _ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let shard = try invocation.text("shard").map { text in
      guard let shard = Shard(text) else { throw SimulateFault.badShard(text).refusal }
      return shard
    }
    let study = loaded.study
    let named = invocation.text("blocks")
    let path = named ?? shard.map { "\(study.id).\($0.number)-of-\($0.count).blocks" } ?? "\(study.id).blocks"
    if shard != nil, study.stop != nil {
      output.note(
        Bilingual(
          zh: "分段运行时不提前停止：每段都做完全部次数", en: "shards do not stop early: each runs all of its replicates"))
    }
    let runner = StudyRunner(
      loaded: loaded, shard: shard, threads: invocation.integer("threads") ?? processorCount,
      mayStop: shard == nil && !invocation.flag("all"), path: path, resumes: invocation.flag("resume"),
      keepsFile: shard != nil || named != nil)
    switch try runner.run(&output) {
    case .interrupted(let blocks):
      throw SimulateFault.interrupted(path, blocks: blocks, of: study.id).refusal
    case .done(let run):
      guard let shard else { return try tell(run, invocation, &output) }
      if output.isJSON {
        output.json([
          "study": .text(study.id), "shard": .text(shard.description), "blocks": .number(run.blocks),
          "replicates": .number(run.replicates), "file": .text(path),
        ])
      } else {
        output.line(
          Bilingual(
            zh: "\(study.id) 第 \(shard) 段做完：\(run.blocks) 块、\(run.replicates) 次，写在 \(path)",
            en: "\(study.id), shard \(shard): \(run.blocks) blocks, \(run.replicates) replicates, in \(path)"))
      }
      return .done
    }
  }

  /// Writes what a run came to wherever it was asked for.
  private static func tell(_ run: StudyRun, _ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    if let path = invocation.text("csv"), !invocation.isDryRun { try Files.write(path, StudyTable.csv(run)) }
    if let path = invocation.text("html"), !invocation.isDryRun {
      try Files.write(path, StudyPage(run, in: output.language).html.utf8)
    }
    if output.isJSON { output.json(StudyJSON.object(run)) } else { StudyTable(run).write(to: &output) }
    return .done
  }

  /// The schema of study files for editors.
  private static func schema(_ invocation: Invocation, _ output: inout Output) throws -> ExitCode {
    let tried = StudiesFolder.places(invocation).map { $0 + "/study.schema.json" }
    guard let found = tried.first(where: { Files.exists($0) }) else {
      throw SimulateFault.noStudies(tried: tried).refusal
    }
    output.bytes(try Files.read(found))
    return .done
  }
}
