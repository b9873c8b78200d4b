import Statistics

/// Numbers that settle who comes first of equals: drawn for a replicate when they are first needed, the same for all
/// designs.
struct Lots {
  private var values: [UInt64] = []
  private var stream: RandomStream

  init(_ stream: RandomStream) { self.stream = stream }

  mutating func of(_ count: Int) -> [UInt64] {
    while values.count < count { values.append(stream.next()) }
    return values
  }
}

/// The positions of values, the highest first; those that are no number come last; equals by lot.
func orderFromTop(_ values: [Double], _ lots: [UInt64]) -> [Int32] {
  (0..<Int32(values.count)).sorted { first, second in
    let (a, b) = (values[Int(first)], values[Int(second)])
    if a.isNaN || b.isNaN {
      return a.isNaN == b.isNaN ? (lots[Int(first)], first) < (lots[Int(second)], second) : b.isNaN
    }
    return a != b ? a > b : (lots[Int(first)], first) < (lots[Int(second)], second)
  }
}
