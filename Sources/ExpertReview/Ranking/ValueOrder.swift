// Putting exact values in order
//
// Problem: hundreds of thousands of quotients, mostly scores rounded to the same places, from the highest to the
// lowest.
//
// Method: quotients over one denominator are in the order of their numerators. Whole numbers that lie within 64 bits of
// the highest need not be compared at all: a radix sort by digits of eleven bits, the lowest first, each pass keeping
// the order of the one before (D. E. Knuth, The Art of Computer Programming, volume 3, 5.2.5). All others are compared
// pair by pair, exactly.
//
// Cost: a pass over the values for each digit of their spread; else n log n comparisons. Few values are compared.

/// The places of the values from the highest to the lowest; equal ones in the order given.
func highestFirst(_ values: [ExactRatio]) -> [Int32] {
  if values.count >= fewestForDigits, let below = distances(values) { return lowestFirst(below) }
  return values.indices.map { Int32($0) }.sorted { first, second in
    let (left, right) = (values[Int(first)], values[Int(second)])
    return right < left || !(left < right) && first < second
  }
}

/// Below so many, passes over a table of digits take longer than comparisons.
private let fewestForDigits = 1_024

/// How far each value is below the highest, in units of their common denominator; nil where they have none, or the
/// distance does not fit.
private func distances(_ values: [ExactRatio]) -> [UInt64]? {
  guard let first = values.first else { return [] }
  var (highest, lowest) = (first.numerator, first.numerator)
  for value in values {
    guard value.denominator == first.denominator else { return nil }
    highest = max(highest, value.numerator)
    lowest = min(lowest, value.numerator)
  }
  let (spread, overflow) = highest.subtractingReportingOverflow(lowest)
  guard !overflow, spread <= Int128(UInt64.max) else { return nil }
  return values.map { UInt64(truncatingIfNeeded: highest &- $0.numerator) }
}

/// The places of whole numbers from the lowest to the highest; equal ones in the order given.
func lowestFirst(_ keys: [UInt64]) -> [Int32] {
  let digitBits: UInt64 = 11
  let digits = 1 << Int(digitBits)
  var order = keys.indices.map { Int32($0) }
  var next = order
  let highest = keys.max() ?? 0
  var shift: UInt64 = 0
  while shift < 64, highest >> shift > 0 {
    func digit(_ place: Int32) -> Int { Int(truncatingIfNeeded: keys[Int(place)] >> shift) & (digits - 1) }
    var starts = [Int](repeating: 0, count: digits + 1)
    for place in order { starts[digit(place) + 1] += 1 }
    for value in 0..<digits { starts[value + 1] += starts[value] }
    for place in order {
      next[starts[digit(place)]] = place
      starts[digit(place)] += 1
    }
    swap(&order, &next)
    shift += digitBits
  }
  return order
}
