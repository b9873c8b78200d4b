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

/// Reads parts of a file into streams.
struct PlainReader: Sendable {
  private struct Rubric {
    let keys: [TextKey]
    let scales: [PlainScale]
  }

  let layout: PlainLayout
  let experts: KeyTable
  let adoptsExperts: Bool
  let widths: [Int32]
  private let columns: MarkColumns
  private let candidates: KeyTable
  private let rubrics: [Rubric]
  /// For each candidate the number of its rubric.
  let rubricOf: [Int32]

  /// Nil where there are more items, or steps, or longer names of items than a word holds.
  init?(_ round: Round, _ stage: ReviewStage, _ columns: MarkColumns) {
    var known = MarkRubrics(stage.rubric, of: round)
    rubricOf = known.numbers()
    var rubrics: [Rubric] = []
    for items in known.all {
      var (keys, scales): ([TextKey], [PlainScale]) = ([], [])
      for (place, item) in items.judgedItems.enumerated() {
        var id = item.id.rawValue
        let scale = items.scale(ofJudged: place)
        guard let key = id.withUTF8({ TextKey($0) }), let plain = PlainScale(scale),
          let most = scale.steps(of: scale.maximum), UInt64(most) < PlainLayout.missing
        else { return nil }
        keys.append(key)
        scales.append(plain)
      }
      guard keys.count <= 1 << PlainLayout.itemBits else { return nil }
      rubrics.append(Rubric(keys: keys, scales: scales))
    }
    self.rubrics = rubrics
    widths = rubrics.map { Int32($0.keys.count) }
    self.columns = columns
    layout = PlainLayout(candidates: round.candidates.count)
    candidates = KeyTable(round.candidates.map(\.id.rawValue))
    experts = KeyTable(round.experts.map(\.id.rawValue))
    adoptsExperts = round.hasNoPoolOfItsOwn
  }

  /// Lines that are looked up together.
  private struct Run {
    static let longest = 256
    var candidates: [TextKey] = []
    var experts: [Int32] = []
    var criteria: [TextKey] = []
    var marks: [PlainDecimal] = []
    /// Numbers of candidates whose ids are too long for a key; −1 for the others.
    var known: [Int32] = []
    var numbers = [Int32](repeating: -1, count: longest)
    var rubrics = [Int32](repeating: -1, count: longest)

    mutating func clear() {
      candidates.removeAll(keepingCapacity: true)
      experts.removeAll(keepingCapacity: true)
      criteria.removeAll(keepingCapacity: true)
      marks.removeAll(keepingCapacity: true)
      known.removeAll(keepingCapacity: true)
    }
  }

  /// The streams of a part; nil where a line is no plain mark.
  func read(_ part: CSVPart) -> PlainStreams? {
    let streams = PlainStreams(buckets: layout.buckets, expected: part.byteCount / 14)
    var newcomers = Newcomers(known: experts)
    var run = Run()
    let isPlain = part.allRows { row in
      let line = columns.line(row)
      guard line.comment.isEmpty, let criterion = TextKey(line.criterion), let expert = number(line.expert, &newcomers)
      else { return false }
      if let key = TextKey(line.candidate) {
        run.candidates.append(key)
        run.known.append(-1)
      } else {
        guard let known = candidates.find(line.candidate) else { return false }
        run.candidates.append(.none)
        run.known.append(Int32(known))
      }
      run.experts.append(expert)
      run.criteria.append(criterion)
      if line.mark.isEmpty {
        run.marks.append(.missing)
      } else {
        guard let mark = PlainDecimal(line.mark) else { return false }
        run.marks.append(mark)
      }
      return run.candidates.count < Run.longest || place(&run, in: streams)
    }
    guard isPlain, place(&run, in: streams) else { return nil }
    streams.newExperts = newcomers.ids
    return streams
  }

  /// Experts of whom only the file knows, numbered part by part behind those of the round.
  private struct Newcomers {
    let known: KeyTable
    var table = KeyTable([])
    var ids: [String] = []
    var last: (key: TextKey, number: Int32) = (.none, -1)

    init(known: KeyTable) { self.known = known }
  }

  /// The number of an expert; nil where it is unknown and may not be taken over.
  @inline(__always)
  private func number(_ cell: CellBytes, _ newcomers: inout Newcomers) -> Int32? {
    let key = TextKey(cell)
    if let key, key == newcomers.last.key { return newcomers.last.number }
    var found = experts.find(cell)
    if found == nil {
      guard adoptsExperts, !cell.isEmpty else { return nil }
      found = newcomers.table.find(cell).map { experts.count + $0 }
      if found == nil {
        found = experts.count + newcomers.table.add(cell)
        newcomers.ids.append(cell.text)
      }
    }
    guard let found, UInt64(found) < 1 << layout.expertBits else { return nil }
    if let key { newcomers.last = (key, Int32(found)) }
    return Int32(found)
  }

  /// Puts a run's lines into the streams; false where one is no plain mark.
  private func place(_ run: inout Run, in streams: PlainStreams) -> Bool {
    run.candidates.withUnsafeBufferPointer { keys in
      run.numbers.withUnsafeMutableBufferPointer { candidates.find(keys, into: $0) }
    }
    for index in run.candidates.indices {
      if run.known[index] >= 0 { run.numbers[index] = run.known[index] }
      guard run.numbers[index] >= 0 else { return false }
      // Read here, so that one look does not wait for what follows the one before.
      run.rubrics[index] = rubricOf[Int(run.numbers[index])]
    }
    for index in run.candidates.indices {
      let candidate = Int(run.numbers[index])
      guard run.rubrics[index] >= 0 else { return false }
      let isPlaced = rubrics.withUnsafeBufferPointer { rubrics in
        let rubric = rubrics[Int(run.rubrics[index])]
        guard let item = rubric.keys.firstIndex(of: run.criteria[index]) else { return false }
        var steps = PlainLayout.missing
        if run.marks[index].units < 0 {
          streams.missing += 1
        } else {
          guard let count = rubric.scales[item].steps(run.marks[index]) else { return false }
          steps = UInt64(count)
        }
        streams.append(
          layout.word(candidate: candidate, expert: Int(run.experts[index]), item: item, steps: steps),
          to: layout.bucket(of: candidate))
        return true
      }
      guard isPlaced else { return false }
    }
    run.clear()
    return true
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
