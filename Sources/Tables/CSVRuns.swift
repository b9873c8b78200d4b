/// Where a cell of a run is, counted from the run's first byte.
public struct CSVSpan {
  public let start: UInt32
  /// The first byte behind it.
  public let end: UInt32
}

/// Rows of a part that follow one another, as the cells of the columns that were asked for. Valid only inside the
/// closure that receives it.
public struct CSVRun {
  /// The text from the run's first byte to the end of the part.
  public let text: UnsafeBufferPointer<UInt8>
  /// How many rows.
  public let count: Int
  /// Row after row, `stride` each; those asked for come first, in the order asked for.
  public let cells: UnsafePointer<CSVSpan>
  public let stride: Int
}

extension CSVPart {
  /// Calls `body` with the cells of some columns, many rows at a time, in order, until it returns false; blank rows are
  /// passed over. False where `body` was, or a row has another number of cells than the header.
  ///
  /// No quote stands in a part, so a separator always ends a cell. Complexity: one pass; nothing is allocated for a
  /// row.
  /// - Parameters:
  ///   - columns: places of headers, each once.
  ///   - body: takes a run of at least one row; says whether it wants more.
  public func allRuns(of columns: [Int], _ body: (CSVRun) -> Bool) -> Bool {
    withBytes { bytes, separator, count in
      var finder = CSVRunFinder(bytes, separator: separator, headers: count, columns: columns)
      return finder.run(body)
    }
  }
}

/// One pass over a part. The method is that of `CSVScanner`, without quotes and faults.
///
/// Not copyable, because it owns the memory for the cells of a run.
private struct CSVRunFinder: ~Copyable {
  private static let longest = 256

  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8
  /// By column, where its cell goes in a row of spans; the last place takes those that nobody asked for.
  private let slots: [Int]
  private let stride: Int
  private let spans: UnsafeMutablePointer<CSVSpan>

  private var rows = 0
  private var column = 0
  private var runStart = 0
  private var rowStart = 0
  private var cellStart = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8, headers: Int, columns: [Int]) {
    self.bytes = bytes
    self.separator = separator
    stride = columns.count + 1
    slots = (0..<headers).map { columns.firstIndex(of: $0) ?? columns.count }
    spans = .allocate(capacity: CSVRunFinder.longest * stride)
    spans.initialize(repeating: CSVSpan(start: 0, end: 0), count: CSVRunFinder.longest * stride)
  }

  deinit { spans.deallocate() }

  mutating func run(_ body: (CSVRun) -> Bool) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let isSound = slots.withUnsafeBufferPointer { slots in
      for word in Swift.stride(from: 0, to: bytes.count, by: 8) {
        var marks = lineEndsAndSeparators(base, at: word)
        while marks != 0 {
          let at = word &+ marks.trailingZeroBitCount >> 3
          marks &= marks &- 1
          guard close(at, base[at], base, slots, body) else { return false }
        }
      }
      // The last row where no line end follows it.
      return cellStart == bytes.count && column == 0 || close(bytes.count, 0x0A, base, slots, body)
    }
    return isSound && (rows == 0 || handOver(body))
  }

  /// Ends the cell before `at`, and with a line end its row; false where the part is not to be read on.
  @inline(__always)
  private mutating func close(
    _ at: Int, _ byte: UInt8, _ base: UnsafePointer<UInt8>, _ slots: UnsafeBufferPointer<Int>, _ body: (CSVRun) -> Bool
  ) -> Bool {
    // The second half of CR LF.
    if byte == 0x0A, at == rowStart, at > 0, base[at &- 1] == 0x0D, at < bytes.count {
      rowStart = at &+ 1
      cellStart = rowStart
      if rows == 0 { runStart = rowStart }
      return true
    }
    guard column < slots.count else { return false }
    spans[rows &* stride &+ slots[column]] = CSVSpan(
      start: UInt32(truncatingIfNeeded: cellStart &- runStart), end: UInt32(truncatingIfNeeded: at &- runStart))
    cellStart = at &+ 1
    if byte == separator {
      column &+= 1
      return true
    }
    // Separators and nothing else are no row.
    if at &- rowStart != column {
      guard column == slots.count &- 1, at &- runStart <= Int(UInt32.max) else { return false }
      rows &+= 1
    }
    column = 0
    rowStart = cellStart
    if rows == 0 { runStart = rowStart }
    return rows < CSVRunFinder.longest || handOver(body)
  }

  @inline(never)
  private mutating func handOver(_ body: (CSVRun) -> Bool) -> Bool {
    let run = CSVRun(
      text: UnsafeBufferPointer(rebasing: bytes[runStart...]), count: rows, cells: UnsafePointer(spans),
      stride: stride)
    (rows, runStart) = (0, min(rowStart, bytes.count))
    return body(run)
  }

  /// The top bit of every byte of the word at `index` that ends a cell; none past the end.
  @inline(__always)
  private func lineEndsAndSeparators(_ base: UnsafePointer<UInt8>, at index: Int) -> UInt64 {
    var value: UInt64 = 0
    if index &+ 8 <= bytes.count {
      value = UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    } else {
      for offset in 0..<bytes.count - index { value |= UInt64(base[index + offset]) << UInt64(8 * offset) }
    }
    let most: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    @inline(__always) func differs(_ byte: UInt8) -> UInt64 {
      let difference = value ^ (0x0101_0101_0101_0101 &* UInt64(byte))
      return ((difference & most) &+ most) | difference
    }
    return ~(differs(separator) & differs(0x0A) & differs(0x0D)) & ~most
  }
}
