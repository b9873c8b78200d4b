import Dispatch
import Synchronization

/// Runs blocks of replicates on several threads and hands their sums on one by one, in the order of the blocks.
///
/// A thread takes the next block that nobody has, runs its replicates in order into sums of the block's own, and takes
/// another. Floating-point sums depend on their order alone: within a block it is that of the replicates, among blocks
/// it is left to `take`, which sees them from the first to the last. So no number of threads changes a byte.
/// At most four blocks a thread wait to be taken; memory does not grow with the number of blocks.
///
/// - Parameters:
///   - study: what is run.
///   - blocks: the blocks to run, ascending; others were run before or belong to another shard.
///   - threads: at least 1. More than the machine's processors bring nothing.
///   - worker: makes the worker of a thread; called once a thread, at most as often as there are blocks.
///   - waiting: asked about ten times a second, also while a long block runs; false ends the run.
///   - take: given each block's number and sums in ascending order; false ends the run.
/// - Returns: whether every block was taken. Where a run is ended, blocks that are half done are dropped.
/// - Throws: what `worker` or `take` throws; then nothing further is run.
/// Complexity: the replicates' own work over the threads; a lock and a signal a block.
public func runBlocks(
  of study: Study, blocks: [Int], threads: Int, worker: @escaping @Sendable () throws -> any ReplicateRunning,
  waiting: () -> Bool = { true }, take: (Int, MeasureSums) throws -> Bool
) throws -> Bool {
  precondition(threads >= 1, "at least one thread runs")
  let work = BlockQueue(study: study, blocks: blocks, threads: threads)
  let group = DispatchGroup()
  for _ in 0..<min(threads, blocks.count) {
    DispatchQueue.global().async(group: group) { work.serve(worker) }
  }
  defer {
    work.end()
    group.wait()
  }
  for (place, block) in blocks.enumerated() {
    guard let sums = try work.finished(place, waiting: waiting) else { return false }
    guard try take(block, sums) else { return false }
  }
  return true
}

/// The blocks of a run: which is next, and which are done and not yet taken.
private final class BlockQueue: Sendable {
  private struct State {
    var next = 0
    var done: [Int: MeasureSums] = [:]
    var failure: (any Error)?
    var isOver = false
  }

  private let study: Study
  private let blocks: [Int]
  private let state = Mutex(State())
  /// Signalled for every block that is done, and for a failure.
  private let done = DispatchSemaphore(value: 0)
  /// Counts the blocks that may still be begun before one is taken.
  private let places = DispatchSemaphore(value: 0)
  private let isOver = Atomic(false)
  private let threads: Int

  init(study: Study, blocks: [Int], threads: Int) {
    self.study = study
    self.blocks = blocks
    self.threads = threads
    for _ in 0..<4 * threads { places.signal() }
  }

  /// A thread's life.
  func serve(_ make: () throws -> any ReplicateRunning) {
    do {
      var worker = try make()
      while let place = nextPlace() {
        var sums = MeasureSums(of: study)
        for replicate in study.replicates(ofBlock: blocks[place]) {
          if isOver.load(ordering: .relaxed) { return }
          try worker.run(replicate, into: &sums)
        }
        state.withLock { $0.done[place] = sums }
        done.signal()
      }
    } catch {
      state.withLock { $0.failure = $0.failure ?? error }
      done.signal()
    }
  }

  private func nextPlace() -> Int? {
    places.wait()
    guard !isOver.load(ordering: .relaxed) else { return nil }
    return state.withLock { state in
      guard state.next < blocks.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// Waits for the block at a place among those to run; nil where `waiting` ends the run.
  func finished(_ place: Int, waiting: () -> Bool) throws -> MeasureSums? {
    while true {
      let (sums, failure) = state.withLock { ($0.done.removeValue(forKey: place), $0.failure) }
      if let sums {
        places.signal()
        return sums
      }
      if let failure { throw failure }
      _ = done.wait(timeout: .now() + .milliseconds(100))
      guard waiting() else { return nil }
    }
  }

  /// Lets the threads go; each ends with the replicate at hand.
  func end() {
    isOver.store(true, ordering: .relaxed)
    for _ in 0..<threads { places.signal() }
  }
}
