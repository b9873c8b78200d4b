import Glibc

/// A run of whole rows of a CSV table that can be read beside the others, on a thread of its own.
public struct CSVPart: Sendable {
  private let text: DecodedText
  private let range: Range<Int>
  private let separator: UInt8
  private let columns: Int

  fileprivate init(_ text: DecodedText, _ range: Range<Int>, separator: UInt8, columns: Int) {
    self.text = text
    self.range = range
    self.separator = separator
    self.columns = columns
  }

  /// How many bytes the rows take.
  public var byteCount: Int { range.count }

  /// Hands over the part's bytes, the separator and how many columns there are.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>, UInt8, Int) -> Result) -> Result {
    text.bytes.withUnsafeBufferPointer { all in
      body(UnsafeBufferPointer(rebasing: all[range]), separator, columns)
    }
  }
}

extension CSVTable {
  /// The rows below the header in at most `count` parts of about equal length, in their order; nil where rows cannot be
  /// told apart without reading those before them, because a quote stands somewhere, or where `forEachRow` would look
  /// at every cell: a header is empty, a byte of value 0 occurs. Complexity: one search of the text.
  /// - Parameter count: how many parts are wanted; at least one.
  public func parts(_ count: Int) -> [CSVPart]? {
    guard !holdsNul, headerFaults.isEmpty, !headers.contains("") else { return nil }
    return text.bytes.withUnsafeBufferPointer { all in
      var start = body(of: all)
      // The header may be quoted: it has been read.
      guard let base = all.baseAddress, memchr(base + start, 0x22, all.count - start) == nil else { return nil }
      var parts: [CSVPart] = []
      for part in 1...max(1, count) where start < all.count {
        var end = all.count
        let wanted = start + (all.count - start) / (max(1, count) - part + 1)
        if wanted < end, let found = memchr(base + wanted, 0x0A, end - wanted) {
          end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base + 1
        }
        parts.append(CSVPart(text, start..<end, separator: separator, columns: headers.count))
        start = end
      }
      return parts
    }
  }

  /// Where the first row below the header begins.
  private func body(of all: UnsafeBufferPointer<UInt8>) -> Int {
    var start = all.count
    var scanner = CSVScanner(all, from: text.start, separator: separator)
    scanner.run { row, _ in
      guard row.number > headerRow else { return true }
      start = row.record.lowerBound
      return false
    }
    return start
  }
}
