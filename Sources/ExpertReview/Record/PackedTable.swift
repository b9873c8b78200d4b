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
    let widths = columns.map { PackedTable.width(of: $0) }
    output.reserveCapacity(16 + head.count + zip(columns, widths).reduce(0) { $0 + 9 + $1.0.count * $1.1 })
    append(UInt32(head.count), to: &output)
    output.append(contentsOf: head)
    append(UInt32(columns.count), to: &output)
    for (column, width) in zip(columns, widths) {
      output.append(UInt8(width))
      append(UInt64(column.count), to: &output)
      PackedTable.append(column, width: width, to: &output)
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

  /// Each number is cut to its low bytes, which hold it.
  private static func append(_ column: [Int32], width: Int, to output: inout [UInt8]) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: column.count * width))
    output.withUnsafeMutableBytes { bytes in
      let bytes = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
      column.withUnsafeBufferPointer { column in
        switch width {
        case 1: for place in column.indices { bytes[place] = UInt8(truncatingIfNeeded: column[place]) }
        case 2:
          for place in column.indices {
            let low = UInt16(truncatingIfNeeded: column[place]).littleEndian
            bytes.storeBytes(of: low, toByteOffset: 2 * place, as: UInt16.self)
          }
        default:
          for place in column.indices {
            bytes.storeBytes(of: column[place].littleEndian, toByteOffset: 4 * place, as: Int32.self)
          }
        }
      }
    }
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
