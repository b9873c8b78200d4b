// Finding the cells of CSV text
//
// Problem: split UTF-8 text into records and cells as RFC 4180 describes, at the speed of memory, with the place of
// every fault. Cells are reported as offsets; nothing is copied but cells with doubled quotes.
//
// Method: text is looked at eight bytes at a time. `specials` marks the bytes of a word that equal the separator, a
// quote, LF or CR by the exact zero-byte test on the word XOR the repeated byte (H. S. Warren, Hacker's Delight, 2nd
// ed., 6-1), so a word costs some twenty integer operations and only the marked bytes are visited. A quote that opens a
// cell leaves this loop until the cell is closed; a quote inside an unquoted cell is an ordinary character, as
// spreadsheets read it.
//
// Line ends: LF, CR LF, or CR alone. Cost: one pass; memory: the cells of one record.

import Glibc

/// The reader behind `CSVTable`; holds the state of one pass.
///
/// Not copyable, because it owns the memory for the cells of a record: bounds of an array, checked at every cell, would
/// take as long as all the rest.
struct CSVScanner: ~Copyable {
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let separator: UInt8

  /// Where the next cell begins; specials before it belong to what was read.
  private var start: Int
  private var recordStart: Int
  private var line = 1
  private var lineOfRecord = 1
  private var number = 0
  private var cells: UnsafeMutablePointer<CellBounds>
  private var cellCount = 0
  private var cellCapacity = 64
  private var unescaped: [UInt8] = []
  private var faults: [TableFault] = []
  /// What lies before this may have been meant for a quoted cell that went wrong: rows are read line by line to find
  /// their faults, but none of them is trusted.
  private var doubtEnd = 0
  /// The row of the quote that casts the doubt.
  private var doubtRow = 0

  init(_ text: UnsafeBufferPointer<UInt8>, from first: Int, separator: UInt8) {
    // An empty array has no address; no byte is read through this one.
    base = text.baseAddress ?? UnsafePointer(bitPattern: 1)!
    end = text.count
    self.separator = separator
    start = first
    recordStart = first
    cells = .allocate(capacity: cellCapacity)
  }

  deinit { cells.deallocate() }

  /// Calls `body` with every record and its faults of form, in order, until it returns false.
  mutating func run(_ body: (CSVRow, [TableFault]) throws -> Bool) rethrows {
    var word = start
    var marks = specials(at: word)
    while true {
      while marks == 0 {
        word += 8
        guard word < end else { return try finish(body) }
        marks = specials(at: word)
      }
      let at = word + marks.trailingZeroBitCount >> 3
      marks &= marks &- 1
      guard at >= start else { continue }
      let byte = base[at]
      if byte == separator {
        close(cell: start, at)
        start = at + 1
        continue
      }
      if byte == UInt8(ascii: "\"") {
        guard at == start else { continue }
        let cellEnd = readQuoted()
        guard cellEnd < end else {
          start = end
          _ = try deliver(recordEnd: end, body)
          return
        }
        if base[cellEnd] == separator {
          start = cellEnd + 1
        } else if try passLineEnd(cellEnd, body) {
          return
        }
        word = start
        marks = specials(at: word)
        continue
      }
      close(cell: start, at)
      if try passLineEnd(at, body) { return }
    }
  }

  /// Closes the last record where no line end follows it.
  private mutating func finish(_ body: (CSVRow, [TableFault]) throws -> Bool) rethrows {
    guard start < end || cellCount > 0 else { return }
    close(cell: start, end)
    start = end
    _ = try deliver(recordEnd: end, body)
  }

  /// The top bit of every byte of the word at `index` that is a separator, a quote or a line end; none past the end.
  @inline(__always)
  private func specials(at index: Int) -> UInt64 {
    var value: UInt64 = 0
    if index + 8 <= end {
      value = UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    } else {
      for offset in 0..<max(0, end - index) { value |= UInt64(base[index + offset]) << UInt64(8 * offset) }
    }
    let most: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    @inline(__always) func differs(_ byte: UInt8) -> UInt64 {
      let difference = value ^ (0x0101_0101_0101_0101 &* UInt64(byte))
      return ((difference & most) &+ most) | difference
    }
    return ~(differs(separator) & differs(0x22) & differs(0x0A) & differs(0x0D)) & ~most
  }

  // MARK: Cells and records

  @inline(__always)
  private mutating func close(cell first: Int, _ last: Int) {
    append(CellBounds(offset: first, count: UInt32(last &- first), isUnescaped: false))
  }

  @inline(__always)
  private mutating func append(_ bounds: CellBounds) {
    if cellCount == cellCapacity { grow() }
    (cells + cellCount).initialize(to: bounds)
    cellCount &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<CellBounds>.allocate(capacity: 2 * cellCapacity)
    larger.moveInitialize(from: cells, count: cellCount)
    cells.deallocate()
    cells = larger
    cellCapacity *= 2
  }

  /// Goes on behind the line end at `at`, which ends a record; true where the caller wants no more.
  @inline(__always)
  private mutating func passLineEnd(_ at: Int, _ body: (CSVRow, [TableFault]) throws -> Bool) rethrows -> Bool {
    start = at + (base[at] == 0x0D && at + 1 < end && base[at + 1] == 0x0A ? 2 : 1)
    return try deliver(recordEnd: at, body)
  }

  /// Hands over the record that ends before `recordEnd`; true where the caller wants no more.
  @inline(__always)
  private mutating func deliver(recordEnd: Int, _ body: (CSVRow, [TableFault]) throws -> Bool) rethrows -> Bool {
    number &+= 1
    let goesOn = try unescaped.withUnsafeBufferPointer { unescaped in
      let row = CSVRow(
        number: number, line: lineOfRecord, count: cellCount, text: base, unescaped: unescaped.baseAddress ?? base,
        cells: UnsafePointer(cells), record: recordStart..<recordEnd,
        openQuoteRow: recordStart < doubtEnd ? doubtRow : 0)
      return try body(row, faults)
    }
    line &+= 1
    lineOfRecord = line
    recordStart = start
    cellCount = 0
    if !unescaped.isEmpty { unescaped.removeAll(keepingCapacity: true) }
    if !faults.isEmpty { faults.removeAll() }
    return !goesOn
  }

  private mutating func report(_ problem: TableProblem) {
    let place = TablePlace(row: number + 1, line: lineOfRecord, columnNumber: cellCount + 1)
    faults.append(TableFault(place: place, problem: problem))
  }

  // MARK: Quoted cells

  /// Reads the quoted cell whose opening quote is at `start`, and gives where it ends: at a separator, a line end or
  /// the end of the text. Takes no closure: handing one on for every cell would cost more than the cell.
  private mutating func readQuoted() -> Int {
    let open = start
    guard let (closing, doubled) = closingQuote(after: open) else {
      castDoubt(until: end)
      return giveUpOnLine(openedAt: open)
    }
    let content = open + 1..<closing
    let after = closing + 1
    let cellEnd = endOfCell(from: after)
    let linesInside = lineEnds(in: content)
    if cellEnd > after && linesInside > 0 {
      // This is more likely the opening quote of a later cell: the one at `open` was never closed.
      castDoubt(until: closing)
      return giveUpOnLine(openedAt: open)
    }
    if cellEnd > after { report(.textAfterQuote(text(after..<cellEnd))) }
    if doubled { closeUnescaped(content) } else { close(cell: content.lowerBound, content.upperBound) }
    line += linesInside
    return cellEnd
  }

  private mutating func castDoubt(until offset: Int) {
    guard offset > doubtEnd else { return }
    doubtEnd = offset
    doubtRow = number + 1
  }

  /// Reports a quote that is never closed and takes its line alone as the faulty record.
  private mutating func giveUpOnLine(openedAt open: Int) -> Int {
    report(.unterminatedQuote)
    let lineEnd = endOfLine(from: open)
    close(cell: open + 1, lineEnd)
    return lineEnd
  }

  /// The quote that closes the cell opened at `open`, and whether doubled quotes stand between; nil where there is
  /// none.
  private func closingQuote(after open: Int) -> (at: Int, doubled: Bool)? {
    let limit = open < doubtEnd ? endOfLine(from: open) : end
    var at = open + 1
    var doubled = false
    while at < limit, let found = memchr(base + at, 0x22, limit - at) {
      at = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
      guard at + 1 < limit && base[at + 1] == UInt8(ascii: "\"") else { return (at, doubled) }
      doubled = true
      at += 2
    }
    return nil
  }

  private mutating func closeUnescaped(_ content: Range<Int>) {
    let first = unescaped.count
    var at = content.lowerBound
    while at < content.upperBound {
      unescaped.append(base[at])
      at += base[at] == UInt8(ascii: "\"") ? 2 : 1
    }
    append(CellBounds(offset: first, count: UInt32(unescaped.count - first), isUnescaped: true))
  }

  private func endOfCell(from index: Int) -> Int {
    var at = index
    while at < end && base[at] != separator && base[at] != 0x0A && base[at] != 0x0D { at += 1 }
    return at
  }

  private func endOfLine(from index: Int) -> Int {
    var at = index
    while at < end && base[at] != 0x0A && base[at] != 0x0D { at += 1 }
    return at
  }

  private func lineEnds(in range: Range<Int>) -> Int {
    var count = 0
    for at in range where base[at] == 0x0A || (base[at] == 0x0D && base[at + 1] != 0x0A) { count += 1 }
    return count
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }
}
