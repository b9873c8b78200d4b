/// The places of candidates by their keys, from the lowest up: buffers that are filled anew for every replicate.
///
/// Equal keys share the mean of their places, held doubled so that it is whole: of *n* candidates, one with *b* below
/// it and *e* equal to it, itself included, has 2b + e + 1.
///
/// **Method.** Up to 1,024 candidates, whose keys lie within 2^31 of one another, go to 256 buckets of equal width in
/// the order of the keys, and are put in order within each by insertion: keys of scores are spread so that few share a
/// bucket. Otherwise keys are put in order digit by digit (D. E. Knuth, "The Art of Computer Programming" 3, 5.2.1 and
/// 5.2.5), from the lowest byte, bytes left out in which no two keys differ. No allocation after the first use.
/// Complexity: linear where keys are spread; n² ÷ 4 for a thousand keys that all but one share a bucket.
public struct Places: Sendable {
  public let count: Int
  /// By candidate, 2 … 2n.
  public private(set) var doubled: [Int32]
  /// By candidate: how many have its key, itself included.
  public private(set) var equals: [Int32]
  public private(set) var hasTies = false
  /// Σ (d − (n + 1))² over the doubled places *d*.
  public private(set) var spread: Int64 = 0

  /// Keys from nought up, where they fit.
  private var narrow: [UInt32]
  /// By candidate; rises with the key.
  private var bucket: [UInt8]
  /// A narrow key and its candidate in one number, in order.
  private var packed: [UInt64]
  private var digits: [Entry]
  private var moved: [Entry]

  private struct Entry: Sendable {
    var key: UInt64
    var candidate: Int32
  }

  /// Candidates up to which buckets are used.
  private static let bucketed = 1024
  private static let buckets = 256

  /// Precondition: 1 to 2^20 candidates.
  public init(_ count: Int) {
    precondition(count > 0 && count <= 1 << 20, "places are for one to 2^20 candidates")
    self.count = count
    doubled = [Int32](repeating: 0, count: count)
    equals = [Int32](repeating: 1, count: count)
    narrow = [UInt32](repeating: 0, count: count)
    bucket = [UInt8](repeating: 0, count: count)
    packed = [UInt64](repeating: 0, count: count <= Self.bucketed ? count : 0)
    digits = []
    moved = []
  }

  /// Gives places by whole numbers, `Int64.min` lowest of all. Precondition: a key a candidate.
  public mutating func rank(_ keys: UnsafeBufferPointer<Int64>) {
    precondition(keys.count == count, "a key a candidate")
    var (least, most) = (Int64.max, Int64.min)
    for key in keys {
      least = key == .min ? least : min(least, key)
      most = max(most, key)
    }
    // Where no candidate has a score, least is above most and all keys come to the same.
    let range = most.subtractingReportingOverflow(least)
    guard count <= Self.bucketed, !range.overflow && range.partialValue < Int64(Int32.max) || most == .min else {
      return rankByDigits { UInt64(bitPattern: keys[$0]) ^ 1 << 63 }
    }
    let scale = UInt64(Self.buckets) << 32 / (most == .min ? 1 : UInt64(range.partialValue) + 2)
    narrow.withUnsafeMutableBufferPointer { narrow in
      bucket.withUnsafeMutableBufferPointer { bucket in
        for candidate in 0..<count {
          let key = keys[candidate]
          let raised = key == .min ? 0 : UInt32(truncatingIfNeeded: key &- least &+ 1)
          narrow[candidate] = raised
          bucket[candidate] = UInt8(truncatingIfNeeded: (UInt64(raised) &* scale) &>> 32)
        }
      }
    }
    rankByBuckets()
  }

  /// Gives places by finite numbers, the lowest of all for who has none. Precondition: a value a candidate.
  public mutating func rank(_ values: UnsafeBufferPointer<Float>) {
    precondition(values.count == count, "a value a candidate")
    let none = -Float.greatestFiniteMagnitude
    var (least, most) = (Float.greatestFiniteMagnitude, none)
    for value in values {
      least = value > none && value < least ? value : least
      most = value > most ? value : most
    }
    let scale = most > least ? Float(Self.buckets) / (most - least) : 0
    narrow.withUnsafeMutableBufferPointer { narrow in
      bucket.withUnsafeMutableBufferPointer { bucket in
        for candidate in 0..<count {
          // Adding nought makes −0 the nought that it equals; below nought a float's bits count downwards.
          let value = values[candidate] + 0
          let bits = value.bitPattern
          narrow[candidate] = bits ^ (bits &>> 31 == 0 ? 1 << 31 : .max)
          let offset = value > least ? (value - least) * scale : 0
          bucket[candidate] = UInt8(truncatingIfNeeded: Int32(offset < 255 ? offset : 255))
        }
      }
    }
    guard count > Self.bucketed else { return rankByBuckets() }
    let narrow = narrow
    rankByDigits { UInt64(narrow[$0]) }
  }
}

// MARK: - Buckets

extension Places {
  private mutating func rankByBuckets() {
    let count = count
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.buckets + 1) { starts in
      starts.initialize(repeating: 0)
      bucket.withUnsafeBufferPointer { bucket in
        for candidate in 0..<count { starts[Int(bucket[candidate]) &+ 1] &+= 1 }
        var start: Int32 = 0
        for number in 1...Self.buckets {
          start &+= starts[number]
          starts[number] = start
        }
        narrow.withUnsafeBufferPointer { keys in
          packed.withUnsafeMutableBufferPointer { packed in
            for candidate in 0..<count {
              let bucket = Int(bucket[candidate])
              packed[Int(starts[bucket])] = UInt64(keys[candidate]) &<< 32 | UInt64(truncatingIfNeeded: candidate)
              starts[bucket] &+= 1
            }
            Self.insert(packed)
          }
        }
      }
    }
    takePackedPlaces()
  }

  /// Puts numbers in order that are nearly so.
  private static func insert(_ values: UnsafeMutableBufferPointer<UInt64>) {
    for index in 1..<max(1, values.count) {
      let value = values[index]
      var place = index
      while place > 0, values[place &- 1] > value {
        values[place] = values[place &- 1]
        place &-= 1
      }
      values[place] = value
    }
  }

  private mutating func takePackedPlaces() {
    let count = count
    let hadTies = hasTies
    hasTies = packed.withUnsafeBufferPointer { packed in
      var ties = 0
      for place in 1..<max(1, count) { ties &+= packed[place] &>> 32 == packed[place &- 1] &>> 32 ? 1 : 0 }
      return ties > 0
    }
    guard hasTies else { return takeDifferentPlaces(clearing: hadTies) }
    var squares: Int64 = 0
    packed.withUnsafeBufferPointer { packed in
      doubled.withUnsafeMutableBufferPointer { doubled in
        equals.withUnsafeMutableBufferPointer { equals in
          var start = 0
          while start < count {
            let key = packed[start] &>> 32
            var end = start &+ 1
            while end < count, packed[end] &>> 32 == key { end &+= 1 }
            let same = end &- start
            let place = start &+ end &+ 1
            let offset = Int64(place &- count &- 1)
            squares &+= Int64(same) &* offset &* offset
            for entry in packed[start..<end] {
              let candidate = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF)
              doubled[candidate] = Int32(truncatingIfNeeded: place)
              equals[candidate] = Int32(truncatingIfNeeded: same)
            }
            start = end
          }
        }
      }
    }
    spread = squares
  }

  private mutating func takeDifferentPlaces(clearing hadTies: Bool) {
    let size = Int64(count)
    spread = size * (size * size - 1) / 3
    packed.withUnsafeBufferPointer { packed in
      doubled.withUnsafeMutableBufferPointer { doubled in
        for place in 0..<packed.count {
          doubled[Int(truncatingIfNeeded: packed[place] & 0xFFFF_FFFF)] = Int32(truncatingIfNeeded: 2 &* place &+ 2)
        }
      }
    }
    if hadTies { equals.withUnsafeMutableBufferPointer { $0.update(repeating: 1) } }
  }
}

// MARK: - Digits

extension Places {
  private mutating func rankByDigits(_ key: (Int) -> UInt64) {
    if digits.isEmpty {
      digits = [Entry](repeating: Entry(key: 0, candidate: 0), count: count)
      moved = digits
    }
    var differing: UInt64 = 0
    let first = key(0)
    for candidate in 0..<count {
      let key = key(candidate)
      differing |= key ^ first
      digits[candidate] = Entry(key: key, candidate: Int32(candidate))
    }
    for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 255 != 0 { orderByDigit(shift) }
    takePlaces()
  }

  private mutating func orderByDigit(_ shift: UInt64) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
      starts.initialize(repeating: 0)
      for entry in digits { starts[Int(entry.key >> shift & 255)] += 1 }
      var start = 0
      for digit in 0..<256 { (starts[digit], start) = (start, start + starts[digit]) }
      for entry in digits {
        let digit = Int(entry.key >> shift & 255)
        moved[starts[digit]] = entry
        starts[digit] += 1
      }
    }
    swap(&digits, &moved)
  }

  private mutating func takePlaces() {
    (hasTies, spread) = (false, 0)
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, digits[end].key == digits[start].key { end += 1 }
      if end - start > 1 { hasTies = true }
      let place = Int32(start + end + 1)
      let offset = Int64(place) - Int64(count + 1)
      for entry in digits[start..<end] {
        doubled[Int(entry.candidate)] = place
        equals[Int(entry.candidate)] = Int32(end - start)
        spread += offset * offset
      }
      start = end
    }
  }
}
