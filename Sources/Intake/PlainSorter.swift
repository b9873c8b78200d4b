import ExpertReview

/// Puts the streams' words in order, bucket by bucket: sheets by candidate, then by expert.
struct PlainSorter: Sendable {
  /// The sheets of one bucket's candidates.
  struct Bucket: Sendable {
    var candidates: [Int32] = []
    var experts: [Int32] = []
    /// `width` cells a sheet.
    var steps: [Int32] = []
    var marks = 0
  }

  private let reader: PlainReader
  private let streams: [PlainStreams]
  /// By stream, the number among all of each expert that it named.
  private let expertOf: [[Int32]]
  private let width: Int
  private let panels: Panels?
  private let expertIDs: [ExpertID]

  /// Nil where marks would go to panels that are the round's own and those cannot be asked.
  init?(_ reader: PlainReader, _ streams: [PlainStreams], _ round: Round, _ stage: ReviewStage) {
    self.reader = reader
    self.streams = streams
    let news = Set(streams.flatMap(\.newExperts)).sorted()
    var ids = round.experts.map(\.id)
    let numberOfNew = Dictionary(uniqueKeysWithValues: news.enumerated().map { ($1, Int32(ids.count + $0)) })
    let known = (0..<Int32(ids.count)).map { $0 }
    expertOf = streams.map { known + $0.newExperts.compactMap { numberOfNew[$0] } }
    ids += news.map { ExpertID($0) }
    expertIDs = ids
    width = Int(reader.widths.max() ?? 0)
    panels = round.adoptsPanels(in: stage.id) ? nil : round.panels[stage.id]
  }

  /// The sheets of a bucket; nil where a line repeats another or an expert does not sit on the panel.
  func sort(bucket: Int) -> Bucket? {
    let layout = reader.layout
    let places = 1 << Int(layout.placeBits)
    var ends = [Int32](repeating: 0, count: places + 1)
    for stream in streams {
      stream.withWords(of: bucket) { words in for word in words { ends[layout.place(word) + 1] &+= 1 } }
    }
    for place in 0..<places { ends[place + 1] += ends[place] }
    let total = Int(ends[places])
    // Each candidate's lines together: the expert and item above, the steps below.
    var next = ends
    let lines = [UInt64](unsafeUninitializedCapacity: total) { lines, count in
      for (number, stream) in streams.enumerated() {
        expertOf[number].withUnsafeBufferPointer { expertOf in
          stream.withWords(of: bucket) { words in
            for word in words {
              let place = layout.place(word)
              let at = Int(next[place])
              next[place] &+= 1
              let pair = UInt64(UInt32(bitPattern: expertOf[layout.expert(word)])) << 32
              lines[at] = pair | UInt64(layout.item(word)) << 24 | word & PlainLayout.missing
            }
          }
        }
      }
      count = total
    }
    for stream in streams { stream.release(bucket) }
    var sheets = CandidateSheets(width: width)
    var result = Bucket()
    result.steps.reserveCapacity(total)
    for place in 0..<places where ends[place] < ends[place + 1] {
      let candidate = bucket << Int(layout.placeBits) + place
      sheets.reset(width: Int(reader.widths[Int(reader.rubricOf[candidate])]))
      for line in lines[Int(ends[place])..<Int(ends[place + 1])] {
        guard sheets.take(line) else { return nil }
      }
      if let panels {
        for expert in sheets.experts where !panels.takesMarks(candidate: candidate, expert: Int(expert)) { return nil }
      }
      sheets.write(candidate: Int32(candidate), to: &result)
    }
    return result
  }

  /// The buckets in one batch; nil where there is no mark.
  func batch(_ buckets: [Bucket], stage: String, candidates: [Candidate]) -> MarkBatch? {
    let rows = buckets.reduce(0) { $0 + $1.candidates.count }
    guard rows > 0 else { return nil }
    var (ids, candidateIndex): ([CandidateID], [Int32]) = ([], [])
    var (expertIndex, steps): ([Int32], [Int32]) = ([], [])
    candidateIndex.reserveCapacity(rows)
    expertIndex.reserveCapacity(rows)
    var last: Int32 = -1
    var named = [Bool](repeating: false, count: expertIDs.count)
    var widest: Int32 = 0
    for bucket in buckets {
      for candidate in bucket.candidates {
        if candidate != last {
          ids.append(candidates[Int(candidate)].id)
          widest = max(widest, reader.widths[Int(reader.rubricOf[Int(candidate)])])
        }
        last = candidate
        candidateIndex.append(Int32(ids.count - 1))
      }
      for expert in bucket.experts { named[Int(expert)] = true }
      expertIndex.append(contentsOf: bucket.experts)
    }
    var number = [Int32](repeating: -1, count: named.count)
    var experts: [ExpertID] = []
    for expert in named.indices where named[expert] {
      number[expert] = Int32(experts.count)
      experts.append(expertIDs[expert])
    }
    for row in expertIndex.indices { expertIndex[row] = number[Int(expertIndex[row])] }
    let kept = Int(widest)
    steps.reserveCapacity(rows * kept)
    for bucket in buckets {
      if kept == width {
        steps.append(contentsOf: bucket.steps)
      } else {
        for row in bucket.candidates.indices {
          steps.append(contentsOf: bucket.steps[row * width..<row * width + kept])
        }
      }
    }
    return MarkBatch(
      stage: stage, candidates: ids, experts: experts, width: kept, candidateIndex: candidateIndex,
      expertIndex: expertIndex, recused: [Bool](repeating: false, count: rows), steps: steps)
  }
}

/// The sheets of one candidate while its lines come in.
private struct CandidateSheets {
  /// What no line has spoken of yet.
  private static let silent = Int32.min

  private let stride: Int
  private var width = 0
  private(set) var experts: [Int32] = []
  private var cells: [Int32] = []
  private var order: [Int] = []

  init(width: Int) { stride = width }

  mutating func reset(width: Int) {
    self.width = width
    experts.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// Takes a line; false where another spoke of the cell.
  mutating func take(_ line: UInt64) -> Bool {
    let expert = Int32(truncatingIfNeeded: line >> 32)
    var sheet = 0
    while sheet < experts.count, experts[sheet] != expert { sheet &+= 1 }
    if sheet == experts.count {
      experts.append(expert)
      for _ in 0..<stride { cells.append(CandidateSheets.silent) }
    }
    let cell = sheet &* stride &+ Int(line >> 24 & 0xFF)
    guard cells[cell] == CandidateSheets.silent else { return false }
    let steps = line & PlainLayout.missing
    cells[cell] = steps == PlainLayout.missing ? MarkBatch.missing : Int32(steps)
    return true
  }

  /// Writes the sheets that hold a mark, by expert.
  mutating func write(candidate: Int32, to result: inout PlainSorter.Bucket) {
    order.removeAll(keepingCapacity: true)
    for sheet in experts.indices {
      var place = order.count
      order.append(sheet)
      while place > 0, experts[order[place - 1]] > experts[sheet] {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = sheet
    }
    for sheet in order {
      var marks = 0
      let first = sheet * stride
      for cell in first..<first + width where cells[cell] >= 0 { marks += 1 }
      guard marks > 0 else { continue }
      result.marks += marks
      result.candidates.append(candidate)
      result.experts.append(experts[sheet])
      for cell in first..<first + stride { result.steps.append(max(cells[cell], MarkBatch.missing)) }
    }
  }
}
