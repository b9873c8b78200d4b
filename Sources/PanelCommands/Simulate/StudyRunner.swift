import CTerminal
import ExpertReview
import Glibc
import Simulation

/// Runs a study, or a shard of it: progress, the file of finished blocks, interruption, the rule that ends it.
struct StudyRunner {
  let loaded: LoadedStudy
  /// Nil for the whole.
  let shard: Shard?
  let threads: Int
  /// Whether the study's own rule may end the run.
  let mayStop: Bool
  /// Where finished blocks are kept.
  let path: String
  let resumes: Bool
  /// Whether the file of blocks is what was asked for, and not only what a broken run goes on from.
  let keepsFile: Bool
  /// Makes a thread's worker.
  var worker: @Sendable (Study) throws -> any ReplicateRunning = { try ReplicateWorker($0) }

  /// What a run came to.
  enum Outcome {
    case done(StudyRun)
    /// Broken off; so many blocks stand in the file.
    case interrupted(blocks: Int)
  }

  private var study: Study { loaded.study }
  fileprivate var heading: BlockFile.Heading {
    BlockFile.Heading(
      study: study.id, digest: loaded.digest, model: Study.modelVersion, replicates: study.replicates, shard: shard,
      files: loaded.files)
  }

  func run(_ output: inout Output) throws -> Outcome {
    let wanted = Array(shard?.blocks(of: study.blockCount) ?? 0..<study.blockCount)
    let kept = KeptBlocks(self, try standing(wanted))
    // A shard that has no block leaves a file that says so.
    if keepsFile { try kept.open() }
    var sums = MeasureSums(of: study)
    var progress = RunProgress(study, blocks: wanted.count, replicates: replicates(of: wanted), kept: kept.count)
    let stop = mayStop ? study.stop : nil
    var done = 0
    var ran = 0
    // Blocks that stand in the file are merged in their place among the others.
    func isEnough(_ block: Int, _ next: MeasureSums) -> Bool {
      sums.merge(next)
      done += 1
      ran += study.replicates(ofBlock: block).count
      return stop?.isMet(by: sums, replicates: ran, in: study) ?? false
    }
    var place = 0
    var isOver = false
    func takeKept() {
      while !isOver, place < wanted.count, let sums = kept.sums(of: wanted[place]) {
        isOver = isEnough(wanted[place], sums)
        place += 1
      }
    }
    takeKept()
    let missing = isOver ? [] : wanted[place...].filter { kept.sums(of: $0) == nil }
    if output.destination == .process { ct_watch_interrupt() }
    let studied = study
    let worker = worker
    let finished = try runBlocks(
      of: study, blocks: missing, threads: threads, worker: { try worker(studied) },
      waiting: {
        progress.show(&output)
        kept.note(progress.seconds)
        return ct_was_interrupted() == 0
      },
      take: { block, sums in
        try kept.add(StoredBlock(block: block, replicates: study.replicates(ofBlock: block).count, sums: sums))
        progress.finished(study.replicates(ofBlock: block).count)
        isOver = isEnough(block, sums)
        place += 1
        takeKept()
        return !isOver
      })
    guard finished || isOver else {
      try kept.open()
      return .interrupted(blocks: kept.count)
    }
    if !keepsFile { try kept.remove() }
    return .done(
      StudyRun(study: study, blocks: done, replicates: ran, sums: sums, stoppedEarly: done < wanted.count))
  }

  private func replicates(of blocks: [Int]) -> Int {
    blocks.reduce(0) { $0 + study.replicates(ofBlock: $1).count }
  }

  // MARK: What stands already

  /// What the file of an earlier run holds.
  struct Standing {
    var blocks: [StoredBlock] = []
    var start = BlockWriter.Start.anew([])
    var isThere = false
  }

  /// Reads the file of an earlier run; nothing where there is none. Throws where it may not be gone on from.
  private func standing(_ wanted: [Int]) throws -> Standing {
    guard Files.exists(path) else { return Standing() }
    guard resumes else { throw SimulateFault.unfinished(path).refusal }
    guard let file = try BlockFile.read(path) else { return Standing() }
    try loaded.admit(file)
    guard file.heading.shard == shard else {
      throw SimulateFault.otherShard(path, found: file.heading.shard, wanted: shard).refusal
    }
    let blocks = try file.blocks(of: study.with(replicates: file.heading.replicates))
    guard file.heading.replicates != study.replicates else {
      return Standing(blocks: blocks, start: .keeping(bytes: file.wholeBytes), isThere: true)
    }
    // Another number of replicates: blocks that are the same under both stay.
    let known = Set(wanted)
    let same = blocks.filter {
      known.contains($0.block) && $0.replicates == study.replicates(ofBlock: $0.block).count
    }
    return Standing(blocks: same, start: .anew(same), isThere: true)
  }
}

extension LoadedStudy {
  /// Throws where a file of blocks is another study's, or another program's.
  func admit(_ file: BlockFile) throws {
    let heading = file.heading
    guard heading.study == study.id else {
      throw SimulateFault.otherStudy(file.path, found: heading.study, wanted: study.id).refusal
    }
    guard heading.model == Study.modelVersion else {
      throw SimulateFault.otherProgram(file.path, found: heading.model, wanted: Study.modelVersion).refusal
    }
    guard heading.digest == digest else { throw SimulateFault.changedStudy(file.path, study: study.id).refusal }
  }
}

/// The blocks that are finished, in memory and, once a run lasts, in a file.
private final class KeptBlocks {
  /// A run that is over sooner leaves no file.
  private static let secondsWithoutFile = 2.0

  private let runner: StudyRunner
  private let start: BlockWriter.Start
  private var sums: [Int: MeasureSums] = [:]
  /// Blocks that are not in the file yet.
  private var waiting: [StoredBlock] = []
  private var writer: BlockWriter?
  private var isDue: Bool
  private(set) var count: Int

  init(_ runner: StudyRunner, _ standing: StudyRunner.Standing) {
    self.runner = runner
    start = standing.start
    isDue = standing.isThere
    count = standing.blocks.count
    for block in standing.blocks { sums[block.block] = block.sums }
  }

  /// The sums of a block that stood in the file when the run began.
  func sums(of block: Int) -> MeasureSums? { sums[block] }

  func note(_ seconds: Double) { isDue = isDue || seconds > Self.secondsWithoutFile }

  func add(_ block: StoredBlock) throws {
    count += 1
    waiting.append(block)
    if isDue || writer != nil { try open() }
  }

  /// Opens the file where it is not open, and writes what waits.
  func open() throws {
    if writer == nil { writer = try BlockWriter(runner.path, runner.heading, start) }
    guard let writer else { return }
    for block in waiting { try writer.append(block) }
    waiting = []
  }

  /// Takes the file away, where one was begun or found.
  func remove() throws {
    guard isDue || writer != nil else { return }
    writer = nil
    try Files.remove(runner.path)
  }
}
