/// Columns of whole numbers as bytes, for facts too large to be written as text: affinities and marks.
///
/// Layout, little-endian: the four bytes `PPT1`; the header's length (UInt32) and the header, one JSON object; the
/// number of columns (UInt32); then for each column the bytes a number takes (UInt8: 1, 2 or 4), its count (UInt64) and
/// its numbers (signed). The narrowest width that holds a column is taken, so equal tables give equal bytes.
struct PackedTable {
  let header: JSON
  let columns: [[Int32]]

  static let magic: [UInt8] = Array("PPT1".utf8)

  func bytes() -> [UInt8] {
    let head = header.bytes()
    var output = PackedTable.magic
    output.reserveCapacity(16 + head.count + columns.reduce(0) { $0 + 9 + 4 * $1.count })
    append(UInt32(head.count), to: &output)
    output.append(contentsOf: head)
    append(UInt32(columns.count), to: &output)
    for column in columns {
      let width = PackedTable.width(of: column)
      output.append(UInt8(width))
      append(UInt64(column.count), to: &output)
      switch width {
      case 1: for value in column { output.append(UInt8(bitPattern: Int8(value))) }
      case 2: for value in column { append(UInt16(bitPattern: Int16(value)), to: &output) }
      default: for value in column { append(UInt32(bitPattern: value), to: &output) }
      }
    }
    return output
  }

  /// Reads what `bytes()` wrote; nil where the bytes are anything else, cut short or longer.
  static func read(_ bytes: [UInt8]) -> PackedTable? {
    var reader = Cursor(bytes: bytes)
    guard reader.take(4).map(Array.init) == magic, let headLength = reader.unsigned(4),
      let head = reader.take(headLength),
      let header = try? JSON.read(head), let count = reader.unsigned(4), count <= 64
    else { return nil }
    var columns: [[Int32]] = []
    for _ in 0..<count {
      guard let width = reader.unsigned(1), [1, 2, 4].contains(width), let length = reader.unsigned(8),
        let column = reader.numbers(count: length, width: width)
      else { return nil }
      columns.append(column)
    }
    guard reader.isAtEnd else { return nil }
    return PackedTable(header: header, columns: columns)
  }

  private static func width(of column: [Int32]) -> Int {
    var low: Int32 = 0
    var high: Int32 = 0
    for value in column {
      low = min(low, value)
      high = max(high, value)
    }
    if low >= Int8.min && high <= Int8.max { return 1 }
    return low >= Int16.min && high <= Int16.max ? 2 : 4
  }

  private func append<Number: FixedWidthInteger>(_ number: Number, to output: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { output.append(contentsOf: $0) }
  }

  private struct Cursor {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, count <= bytes.count - index else { return nil }
      defer { index += count }
      return bytes[index..<index + count]
    }

    mutating func unsigned(_ width: Int) -> Int? {
      guard let slice = take(width) else { return nil }
      return Int(exactly: slice.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    mutating func numbers(count: Int, width: Int) -> [Int32]? {
      let (length, overflow) = count.multipliedReportingOverflow(by: width)
      guard !overflow, count >= 0, length <= bytes.count - index else { return nil }
      let start = index
      index += length
      return bytes.withUnsafeBytes { raw in
        [Int32](unsafeUninitializedCapacity: count) { buffer, initialized in
          for position in 0..<count {
            let offset = start + position * width
            switch width {
            case 1: buffer[position] = Int32(raw.load(fromByteOffset: offset, as: Int8.self))
            case 2:
              buffer[position] = Int32(Int16(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: Int16.self)))
            default: buffer[position] = Int32(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: Int32.self))
            }
          }
          initialized = count
        }
      }
    }
  }
}
