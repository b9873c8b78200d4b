/// The bytes of a cell, valid only while its row is.
package typealias CellBytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// Without spaces, tabs, no-break and ideographic spaces at its ends.
  @inline(__always)
  package var trimmed: CellBytes {
    // Most cells begin and end with an ASCII character that is no space.
    guard let first, let last, first > 0x20, first < 0x80, last > 0x20, last < 0x80 else { return trimmedSlowly }
    return self
  }

  private var trimmedSlowly: CellBytes {
    var (start, end) = (0, count)
    while start < end, let width = spaceWidth(at: start, until: end) { start += width }
    while start < end {
      if self[end - 1] <= 0x20 {
        end -= 1
      } else if end - start >= 2, self[end - 2] == 0xC2, self[end - 1] == 0xA0 {
        end -= 2
      } else if end - start >= 3, self[end - 3] == 0xE3, self[end - 2] == 0x80, self[end - 1] == 0x80 {
        end -= 3
      } else {
        break
      }
    }
    return CellBytes(rebasing: self[start..<end])
  }

  private func spaceWidth(at place: Int, until end: Int) -> Int? {
    switch self[place] {
    case ...0x20: 1
    case 0xC2 where place + 1 < end && self[place + 1] == 0xA0: 2
    case 0xE3 where place + 2 < end && self[place + 1] == 0x80 && self[place + 2] == 0x80: 3
    default: nil
    }
  }

  package var text: String { String(decoding: self, as: UTF8.self) }

  /// Seven bytes and their number in one word; nil for a longer cell.
  package var packed: UInt64? {
    guard count <= 7 else { return nil }
    return reduce(UInt64(count)) { $0 << 8 | UInt64($1) }
  }
}

/// Finds texts by their bytes, so that a row of a large file needs no string to be made.
///
/// A hash table with open addressing over texts that are kept one after another; at most half full.
package struct ByteIndex {
  private var slots: [Int32] = [Int32](repeating: -1, count: 16)
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  package var count: Int { ends.count }

  /// Precondition: no text stands twice.
  package init(_ texts: some Sequence<String>) {
    for var text in texts { text.withUTF8 { _ = add($0) } }
  }

  /// The number of the text with these bytes, counted from 0 in the order of adding.
  package func find(_ wanted: CellBytes) -> Int? {
    let found = slots[slot(of: wanted)]
    return found < 0 ? nil : Int(found)
  }

  /// Adds a text that is not there; its number.
  package mutating func add(_ text: CellBytes) -> Int {
    if 2 * (ends.count + 1) > slots.count { grow() }
    let place = slot(of: text)
    precondition(slots[place] < 0, "a text stands twice")
    slots[place] = Int32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    return ends.count - 1
  }

  /// Where the text stands, or the free slot where it would.
  private func slot(of text: CellBytes) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: ByteIndex.hash(text)) & mask
    while slots[place] >= 0, !holds(text, at: Int(slots[place])) { place = (place + 1) & mask }
    return place
  }

  private func holds(_ text: CellBytes, at number: Int) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == text.count else { return false }
    return text.indices.allSatisfy { bytes[start + $0] == text[$0] }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { all in
      var start = 0
      for (number, end) in ends.enumerated() {
        slots[slot(of: CellBytes(rebasing: all[start..<end]))] = Int32(number)
        start = end
      }
    }
  }

  /// FNV-1a over 64 bits, its halves folded together (Fowler, Noll and Vo).
  private static func hash(_ text: CellBytes) -> UInt64 {
    let hash = text.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
  }
}

extension String {
  /// Without spaces, tabs and ideographic spaces at its ends.
  package var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
