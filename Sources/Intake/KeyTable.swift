import ExpertReview

/// A short text in two words: its bytes and their number. Equal keys are equal texts.
struct TextKey: Hashable, Sendable {
  let low: UInt64
  let high: UInt64

  /// What no text has.
  static let none = TextKey(low: 0, high: .max)

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The most bytes that a text with a key has.
  static let longest = 15

  /// The key of a text that lies among others; nil for one of more than fifteen bytes.
  ///
  /// - Parameter readable: how many bytes from the text's first one on may be read. With sixteen the key costs two
  ///   loads, whatever the length.
  @inline(__always)
  init?(_ text: CellBytes, readable: Int) {
    guard text.count <= TextKey.longest else { return nil }
    guard readable >= 16, let base = UnsafeRawPointer(text.baseAddress) else {
      self.init(text)
      return
    }
    let count = UInt64(truncatingIfNeeded: text.count)
    let first = UInt64(littleEndian: base.loadUnaligned(as: UInt64.self))
    let second = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    // The lowest bytes of a word, of which none or up to seven are wanted.
    func lowest(_ bytes: UInt64, of word: UInt64) -> UInt64 { word & (1 << (8 &* bytes) &- 1) }
    self.init(
      low: count >= 8 ? first : lowest(count, of: first),
      high: count << 56 | (count > 8 ? lowest(count &- 8, of: second) : 0))
  }

  /// Nil for a text of more than fifteen bytes.
  @inline(__always)
  init?(_ text: CellBytes) {
    guard text.count <= TextKey.longest else { return nil }
    var low: UInt64 = 0
    var high = UInt64(text.count) << 56
    for place in 0..<min(8, text.count) { low |= UInt64(text[place]) << UInt64(8 * place) }
    if text.count > 8 {
      for place in 8..<text.count { high |= UInt64(text[place]) << UInt64(8 * (place - 8)) }
    }
    (self.low, self.high) = (low, high)
  }

  /// Multiplicative hashing (Knuth, The Art of Computer Programming, volume 3, 6.4) of both words folded together.
  @inline(__always)
  var hash: UInt64 { (low ^ high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15 }

  /// A place in a table of 2^`bits`.
  @inline(__always)
  func slot(bits: Int) -> Int { Int(truncatingIfNeeded: hash >> UInt64(64 &- bits)) }
}

/// Numbers for the ids of a round, made to find many at once.
///
/// *Problem.* Hundreds of thousands of ids in no order: each is looked for in memory that is not at hand, which takes
/// as long as reading several lines, and a processor waits for one such look before it begins the next.
///
/// *Method.* A hash table with open addressing, at most half full, holds four bytes an id – its number, and as much of
/// its hash as there is room for – and the ids themselves lie beside it: they are looked at only where that part of the
/// hash agrees. A run of keys is taken through each step together, so that the looks of one step do not wait for one
/// another (batched probing: Chen, Ailamaki, Gibbons and Mowry, "Improving hash join performance through prefetching",
/// 2004). Texts of more than fifteen bytes go to an index beside it, one by one.
///
/// **Bound:** at most 2³⁰ ids; the number of the last one, plus one, then has a bit less than a slot.
struct KeyTable: Sendable {
  /// In the lowest `bits` bits the number plus one, above it the tag; 0 where the slot is free.
  private var slots: [UInt32]
  private var bits: UInt64
  private var keys: [TextKey] = []
  private var long = ByteIndex([])
  /// By number in `long`, and by place in `keys`.
  private var numberOfLong: [Int32] = []
  private var numberOfKey: [Int32] = []
  private(set) var count = 0

  /// Precondition: no text stands twice.
  init(_ texts: some Collection<String>) {
    bits = UInt64(max(4, Int.bitWidth - (2 * texts.count).leadingZeroBitCount))
    slots = [UInt32](repeating: 0, count: 1 << bits)
    keys.reserveCapacity(texts.count)
    for var text in texts { text.withUTF8 { _ = add($0) } }
  }

  /// The number of the text, counted from 0 in the order of adding.
  func find(_ text: CellBytes) -> Int? {
    guard let key = TextKey(text) else { return long.find(text).map { Int(numberOfLong[$0]) } }
    let found = find(key, from: first(key.hash))
    return found < 0 ? nil : Int(found)
  }

  /// The number of the text with a key; −1 where it is not there.
  @inline(__always)
  func find(_ key: TextKey) -> Int32 { find(key, from: first(key.hash)) }

  /// The numbers of many texts, −1 for one that is not there. Precondition: as many places as keys.
  /// - Parameters:
  ///   - wanted: the texts' keys.
  ///   - numbers: where the numbers go.
  func find(_ wanted: UnsafeBufferPointer<TextKey>, into numbers: UnsafeMutableBufferPointer<Int32>) {
    precondition(wanted.count <= numbers.count, "a place for each number")
    slots.withUnsafeBufferPointer { slots in
      for index in wanted.indices {
        let hash = wanted[index].hash
        let tag = tag(hash)
        var slot = first(hash)
        while slots[slot] != 0, slots[slot] & ~numberMask != tag { slot = (slot &+ 1) & (slots.count &- 1) }
        numbers[index] = Int32(bitPattern: slots[slot] & numberMask) &- 1
      }
    }
    keys.withUnsafeBufferPointer { keys in
      for index in wanted.indices where numbers[index] >= 0 {
        let found = Int(numbers[index])
        if keys[found] != wanted[index] {
          numbers[index] = find(wanted[index])
        } else if !numberOfKey.isEmpty {
          numbers[index] = numberOfKey[found]
        }
      }
    }
  }

  /// Adds a text that is not there; its number.
  mutating func add(_ text: CellBytes) -> Int {
    defer { count += 1 }
    guard let key = TextKey(text) else {
      _ = long.add(text)
      numberOfLong.append(Int32(count))
      // From here on places in `keys` are no numbers any more.
      if numberOfKey.isEmpty { numberOfKey = keys.indices.map { Int32($0) } }
      return count
    }
    precondition(find(key, from: first(key.hash)) < 0, "a text stands twice")
    if 2 * (keys.count + 1) > slots.count { grow() }
    place(key.hash, keys.count)
    if !numberOfKey.isEmpty || !numberOfLong.isEmpty { numberOfKey.append(Int32(count)) }
    keys.append(key)
    return count
  }

  @inline(__always)
  private func first(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> (64 &- bits)) }

  private var numberMask: UInt32 { 1 << UInt32(bits) &- 1 }

  /// The bits of the hash behind those that tell the slot, in the upper part of a slot.
  @inline(__always)
  private func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: (hash << bits) >> 32) & ~numberMask }

  private func find(_ key: TextKey, from start: Int) -> Int32 {
    let tag = tag(key.hash)
    var slot = start
    while slots[slot] != 0 {
      if slots[slot] & ~numberMask == tag {
        let place = Int(slots[slot] & numberMask) - 1
        if keys[place] == key { return numberOfKey.isEmpty ? Int32(place) : numberOfKey[place] }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  private mutating func place(_ hash: UInt64, _ number: Int) {
    var slot = first(hash)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = tag(hash) | UInt32(number + 1)
  }

  private mutating func grow() {
    bits += 1
    precondition(bits < 32, "more ids than a slot can number")
    slots = [UInt32](repeating: 0, count: 1 << bits)
    for (number, key) in keys.enumerated() { place(key.hash, number) }
  }
}
