import ExpertReview
import Glibc
import Simulation

/// How far a run has come, at what rate, and how long it will take: on one line of a terminal, elsewhere a line every
/// half minute.
struct RunProgress {
  private static let secondsBetweenNotes = 30.0

  private let id: String
  private let blocks: Int
  private let replicates: Int
  private let begun = RunProgress.now()
  private var blocksDone: Int
  private var replicatesRun = 0
  private let replicatesKept: Int
  private var lastNote = 0.0

  /// - Parameters:
  ///   - blocks: of the run, those that are kept included.
  ///   - replicates: of those blocks.
  ///   - kept: blocks that an earlier run finished.
  init(_ study: Study, blocks: Int, replicates: Int, kept: Int) {
    id = study.id
    self.blocks = blocks
    self.replicates = replicates
    blocksDone = kept
    replicatesKept = min(replicates, kept * study.blockSize)
  }

  /// Seconds since the run began.
  var seconds: Double { RunProgress.now() - begun }

  mutating func finished(_ replicates: Int) {
    blocksDone += 1
    replicatesRun += replicates
  }

  mutating func show(_ output: inout Output) {
    let words = self.words
    output.progress(words)
    guard output.messageTerminal.columns == nil, seconds - lastNote >= Self.secondsBetweenNotes else { return }
    lastNote = seconds
    output.note(words)
  }

  private var words: Bilingual {
    let done = replicatesKept + replicatesRun
    let head = Bilingual(
      zh: "\(id)：第 \(blocksDone)/\(blocks) 块，\(done)/\(replicates) 次",
      en: "\(id): block \(blocksDone) of \(blocks), replicate \(done) of \(replicates)")
    guard replicatesRun > 0, seconds > 0.5 else { return head }
    let rate = Double(replicatesRun) / seconds
    let rateText = rate.places(rate < 10 ? 2 : 0)
    let left = Double(max(0, replicates - done)) / rate
    return Bilingual(
      zh: "\(head.zh)，每秒 \(rateText) 次，约剩 \(Self.span(left).zh)",
      en: "\(head.en), \(rateText) a second, about \(Self.span(left).en) left")
  }

  /// A length of time as people say it.
  static func span(_ seconds: Double) -> Bilingual {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 90 { return Bilingual(zh: "\(whole) 秒", en: "\(whole) s") }
    if whole < 5400 { return Bilingual(zh: "\((whole + 30) / 60) 分钟", en: "\((whole + 30) / 60) min") }
    let tenths = (whole + 180) / 360
    return Bilingual(zh: "\(tenths / 10).\(tenths % 10) 小时", en: "\(tenths / 10).\(tenths % 10) h")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
