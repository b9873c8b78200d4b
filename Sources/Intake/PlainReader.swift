import ExpertReview
import Tables

/// Reads parts of a file into streams.
struct PlainReader: Sendable {
  fileprivate struct Rubric {
    /// Numbers of items.
    let keys: KeyTable
    let scales: [PlainScale]
  }

  let layout: PlainLayout
  let experts: KeyTable
  let adoptsExperts: Bool
  let widths: [Int32]
  /// Where candidate, expert, item and mark stand, and a comment where there is such a column.
  private let columns: [Int]
  private let candidates: KeyTable
  private let rubrics: [Rubric]
  /// For each candidate the number of its rubric.
  let rubricOf: [Int32]
  /// The rubric of all candidates where they have the same; −1 where they do not.
  private let onlyRubric: Int32

  /// Nil where a column is missing, or there are more items, or steps, or longer names of items than a word holds.
  init?(_ round: Round, _ stage: ReviewStage, _ columns: MarkColumns) {
    guard let places = columns.ofMarks else { return nil }
    var known = MarkRubrics(stage.rubric, of: round)
    let numbers = known.numbers()
    rubricOf = numbers
    onlyRubric = numbers.allSatisfy { $0 == numbers.first } ? numbers.first ?? -1 : -1
    var rubrics: [Rubric] = []
    for items in known.all {
      var (keys, scales) = (KeyTable([]), [PlainScale]())
      for (place, item) in items.judgedItems.enumerated() {
        var id = item.id.rawValue
        let scale = items.scale(ofJudged: place)
        guard id.utf8.count <= TextKey.longest, let plain = PlainScale(scale),
          let most = scale.steps(of: scale.maximum), UInt64(most) < PlainLayout.missing
        else { return nil }
        _ = id.withUTF8 { keys.add($0) }
        scales.append(plain)
      }
      guard keys.count <= 1 << PlainLayout.itemBits else { return nil }
      rubrics.append(Rubric(keys: keys, scales: scales))
    }
    self.rubrics = rubrics
    widths = rubrics.map { Int32($0.keys.count) }
    self.columns = places
    layout = PlainLayout(candidates: round.candidates.count)
    candidates = KeyTable(round.candidates.map(\.id.rawValue))
    experts = KeyTable(round.experts.map(\.id.rawValue))
    adoptsExperts = round.hasNoPoolOfItsOwn
  }

  /// The streams of a part; nil where a line is no plain mark.
  func read(_ part: CSVPart) -> PlainStreams? {
    let streams = PlainStreams(buckets: layout.buckets, expected: part.byteCount / 14)
    var newcomers = Newcomers(known: experts)
    var looks = Looks()
    guard part.allRuns(of: columns, { run in take(run, &newcomers, &looks, into: streams) }) else { return nil }
    streams.newExperts = newcomers.ids
    return streams
  }

  /// What is looked up for the lines of a run together, so that one look does not wait for what follows the one before.
  private struct Looks {
    var candidates: [TextKey] = []
    var experts: [Int32] = []
    /// Numbers of candidates whose ids are too long for a key, by line.
    var long: [(line: Int, number: Int32)] = []
    var numbers: [Int32] = []
    var rubrics: [Int32] = []

    mutating func clear(_ lines: Int) {
      candidates.removeAll(keepingCapacity: true)
      experts.removeAll(keepingCapacity: true)
      long.removeAll(keepingCapacity: true)
      if numbers.count < lines {
        numbers = [Int32](repeating: -1, count: lines)
        rubrics = numbers
      }
    }
  }

  /// Takes the lines of a run; false where one is no plain mark.
  private func take(
    _ run: CSVRun, _ newcomers: inout Newcomers, _ looks: inout Looks, into streams: PlainStreams
  ) -> Bool {
    looks.clear(run.count)
    for line in 0..<run.count {
      let candidate = run.cell(line, 0)
      guard let expert = number(run.cell(line, 1), &newcomers), columns.count == 4 || run.cell(line, 4).text.isEmpty
      else { return false }
      if let key = candidate.key {
        looks.candidates.append(key)
      } else {
        guard let known = candidates.find(candidate.text) else { return false }
        looks.candidates.append(.none)
        looks.long.append((line, Int32(known)))
      }
      looks.experts.append(expert)
    }
    looks.candidates.withUnsafeBufferPointer { keys in
      looks.numbers.withUnsafeMutableBufferPointer { candidates.find(keys, into: $0) }
    }
    for (line, number) in looks.long { looks.numbers[line] = number }
    for line in 0..<run.count {
      guard looks.numbers[line] >= 0 else { return false }
      looks.rubrics[line] = onlyRubric >= 0 ? onlyRubric : rubricOf[Int(looks.numbers[line])]
    }
    return looks.numbers.withUnsafeBufferPointer { candidates in
      looks.experts.withUnsafeBufferPointer { experts in
        looks.rubrics.withUnsafeBufferPointer { rubrics in
          place(run, Found(candidates: candidates, experts: experts, rubrics: rubrics), in: streams)
        }
      }
    }
  }

  /// By line: what was found.
  private struct Found {
    let candidates: UnsafeBufferPointer<Int32>
    let experts: UnsafeBufferPointer<Int32>
    let rubrics: UnsafeBufferPointer<Int32>
  }

  /// Puts a run's lines into the streams; false where one is no plain mark.
  private func place(_ run: CSVRun, _ found: Found, in streams: PlainStreams) -> Bool {
    rubrics.withUnsafeBufferPointer { rubrics in
      for line in 0..<run.count {
        let candidate = Int(found.candidates[line])
        guard found.rubrics[line] >= 0, let criterion = run.cell(line, 2).key else { return false }
        let rubric = Int(found.rubrics[line])
        let item = Int(rubrics[rubric].keys.find(criterion))
        guard item >= 0 else { return false }
        let mark = run.cell(line, 3).text
        var steps = PlainLayout.missing
        if mark.isEmpty {
          streams.missing += 1
        } else {
          guard let mark = PlainDecimal(mark), let count = rubrics[rubric].scales[item].steps(mark) else {
            return false
          }
          steps = UInt64(count)
        }
        streams.append(
          layout.word(candidate: candidate, expert: Int(found.experts[line]), item: item, steps: steps),
          to: layout.bucket(of: candidate))
      }
      return true
    }
  }

  /// Experts of whom only the file knows, numbered part by part behind those of the round.
  private struct Newcomers {
    let known: KeyTable
    var table = KeyTable([])
    var ids: [String] = []
    /// Who was found lately, by a hash of the key.
    var lately = [(key: TextKey, number: Int32)](repeating: (.none, -1), count: 1 << latelyBits)

    static let latelyBits = 8

    init(known: KeyTable) { self.known = known }
  }

  /// The number of an expert; nil where it is unknown and may not be taken over.
  @inline(__always)
  private func number(_ cell: PlainCell, _ newcomers: inout Newcomers) -> Int32? {
    guard let key = cell.key else { return search(cell.text, &newcomers) }
    let slot = key.slot(bits: Newcomers.latelyBits)
    if newcomers.lately[slot].key == key { return newcomers.lately[slot].number }
    guard let found = search(cell.text, &newcomers) else { return nil }
    newcomers.lately[slot] = (key, found)
    return found
  }

  @inline(never)
  private func search(_ cell: CellBytes, _ newcomers: inout Newcomers) -> Int32? {
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
    return Int32(found)
  }
}

/// A cell of a run without spaces at its ends.
private struct PlainCell {
  let text: CellBytes
  /// Its key; nil for more than fifteen bytes.
  let key: TextKey?
}

extension CSVRun {
  @inline(__always)
  fileprivate func cell(_ row: Int, _ column: Int) -> PlainCell {
    let span = cells[row &* stride &+ column]
    let bytes = CellBytes(rebasing: text[Int(span.start)..<Int(span.end)]).trimmed
    guard let start = bytes.baseAddress, let base = text.baseAddress else {
      return PlainCell(text: bytes, key: TextKey(bytes))
    }
    return PlainCell(text: bytes, key: TextKey(bytes, readable: text.count - (start - base)))
  }
}
