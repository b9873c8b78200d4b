import ExpertReview
import Tables

/// A file of nothing but new marks, read at the speed of memory.
///
/// *Problem.* `MarkBatchBuilder` weighs every line against all that may be said in a file of marks and all that the
/// round holds. Of ten million lines in no order each costs it some ten looks into memory that is not at hand.
///
/// *Method.* A file whose every line gives a mark, or leaves one out, on a sheet that the round does not hold needs few
/// questions: is the candidate known, the expert, the item; does the mark stand on the scale; has the sheet said so
/// before. Parts of the file are read at once. Each line becomes eight bytes in the stream of its candidate's bucket,
/// so that what is written stays near; then bucket after bucket is put in order, which fits the processor's memory
/// (radix partitioning: Manegold, Boncz and Kersten, "Optimizing main-memory join on modern hardware", 2002).
///
/// *What it promises.* The batch is the one that `MarkBatchBuilder` makes of the same lines, with any number of threads
/// (tests hold them together). Where a line says anything else – words, a vote, a recusal, a fault – there is none, and
/// the careful reader tells what the line says.
///
/// Complexity: linear; some twenty bytes a line at most at a time.
package struct PlainMarks {
  package let batch: MarkBatch?
  /// Marks.
  package let news: Int
  /// Lines whose mark is empty: missing, not zero.
  package let missing: Int

  /// Nil where the file, or what the round holds of the stage, asks for the careful reader.
  package init?(
    of table: CSVTable, columns: MarkColumns, in round: Round, stage: ReviewStage, threads: Int = processorCount
  ) {
    guard round.scorebooks[stage.id] == nil, round.ballots[stage.id] == nil, round.leavers(in: stage.id).isEmpty,
      let parts = table.parts(max(1, threads)), let reader = PlainReader(round, stage, columns)
    else { return nil }
    let read = concurrentMap(parts, threads: threads, run: 1) { reader.read($0) }
    let streams = read.compactMap { $0 }
    guard streams.count == parts.count, let sorter = PlainSorter(reader, streams, round, stage) else { return nil }
    let sorted = concurrentMap(Array(0..<reader.layout.buckets), threads: threads, run: 1) { sorter.sort(bucket: $0) }
    guard sorted.allSatisfy({ $0 != nil }) else { return nil }
    news = sorted.reduce(0) { $0 + ($1?.marks ?? 0) }
    missing = streams.reduce(0) { $0 + $1.missing }
    batch = sorter.batch(sorted.compactMap { $0 }, stage: stage.id, candidates: round.candidates)
  }
}

/// How a line becomes one word: the candidate's place in its bucket, the expert, the item and the steps, from the top.
struct PlainLayout: Sendable {
  static let stepBits: UInt64 = 24
  static let itemBits: UInt64 = 8
  /// Steps of a mark that was left out.
  static let missing: UInt64 = 1 << stepBits - 1

  let placeBits: UInt64
  let expertBits: UInt64
  let buckets: Int

  init(candidates: Int) {
    let bits = Int.bitWidth - max(0, candidates - 1).leadingZeroBitCount
    placeBits = UInt64(max(0, bits - 6))
    expertBits = 64 - PlainLayout.stepBits - PlainLayout.itemBits - placeBits
    buckets = candidates == 0 ? 0 : (candidates - 1) >> Int(placeBits) + 1
  }

  func bucket(of candidate: Int) -> Int { candidate >> Int(placeBits) }

  func word(candidate: Int, expert: Int, item: Int, steps: UInt64) -> UInt64 {
    let place = UInt64(candidate) & (1 << placeBits - 1)
    let pair = place << expertBits | UInt64(expert)
    return (pair << PlainLayout.itemBits | UInt64(item)) << PlainLayout.stepBits | steps
  }

  func place(_ word: UInt64) -> Int {
    placeBits == 0 ? 0 : Int(word >> (64 - placeBits))
  }
  func expert(_ word: UInt64) -> Int {
    Int(word >> (PlainLayout.stepBits + PlainLayout.itemBits) & (1 << expertBits - 1))
  }
  func item(_ word: UInt64) -> Int { Int(word >> PlainLayout.stepBits & (1 << PlainLayout.itemBits - 1)) }
  func steps(_ word: UInt64) -> Int32 {
    let steps = word & PlainLayout.missing
    return steps == PlainLayout.missing ? MarkBatch.missing : Int32(steps)
  }
}

/// The words of one part, a stream for each bucket. Written by one thread, then read by many.
final class PlainStreams: @unchecked Sendable {
  private struct Stream {
    var words: UnsafeMutablePointer<UInt64>
    var count = 0
    var capacity: Int

    init(capacity: Int) {
      words = .allocate(capacity: capacity)
      self.capacity = capacity
    }
  }

  /// Not an array: each of ten million words would ask whether anybody else holds it.
  private let streams: UnsafeMutableBufferPointer<Stream>
  /// Ids of experts whom the round does not know, in the order in which the part names them.
  var newExperts: [String] = []
  var missing = 0

  init(buckets: Int, expected: Int) {
    streams = .allocate(capacity: buckets)
    let capacity = max(64, expected / max(1, buckets))
    for bucket in streams.indices { streams.initializeElement(at: bucket, to: Stream(capacity: capacity)) }
  }

  deinit {
    for stream in streams { stream.words.deallocate() }
    streams.deallocate()
  }

  @inline(__always)
  func append(_ word: UInt64, to bucket: Int) {
    precondition(bucket < streams.count, "a bucket out of range")
    let count = streams[bucket].count
    if count == streams[bucket].capacity { grow(bucket) }
    streams[bucket].words[count] = word
    streams[bucket].count = count &+ 1
  }

  private func grow(_ bucket: Int) {
    var larger = Stream(capacity: 2 * streams[bucket].capacity)
    larger.words.moveInitialize(from: streams[bucket].words, count: streams[bucket].count)
    larger.count = streams[bucket].count
    streams[bucket].words.deallocate()
    streams[bucket] = larger
  }

  /// Hands over a bucket's words in the order in which they came.
  func withWords<Result>(of bucket: Int, _ body: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: streams[bucket].words, count: streams[bucket].count))
  }

  /// Gives back the memory of a bucket that was read.
  func release(_ bucket: Int) {
    streams[bucket].words.deallocate()
    streams[bucket] = Stream(capacity: 1)
  }
}
