extension RandomStream {
  /// A whole number of `0..<bound`, every one equally likely. Precondition: `bound > 0`.
  ///
  /// Method: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1) (2019): the upper half of a
  /// 128-bit product, with the few draws refused that would favour some numbers. Almost always one draw.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "a random integer needs a bound above zero")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let refused = (0 &- bound) % bound
      while product.low < refused { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A whole number of a closed range, every one equally likely. Precondition: the range holds fewer than 2^63 numbers.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + integer(below: range.upperBound - range.lowerBound + 1)
  }

  /// A number of [0, 1): a multiple of 2^-53, all equally likely.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of (0, 1): an odd multiple of 2^-53, all equally likely, symmetric about one half. For methods that must
  /// not meet 0 or 1.
  public mutating func openUnit() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// True with the given probability; at 0 never, at 1 always.
  public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// An element, every one equally likely. Precondition: there is one.
  public mutating func element<Element>(of elements: [Element]) -> Element {
    elements[integer(below: elements.count)]
  }

  /// Brings the elements into a random order, every order equally likely (Fisher and Yates; Durstenfeld 1964).
  /// Complexity: linear.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, integer(below: last + 1))
    }
  }

  /// The elements in a random order; see `shuffle`.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    shuffle(&result)
    return result
  }

  /// `count` different elements in the order drawn, every such sequence equally likely: the first steps of a shuffle.
  /// Precondition: `0 ≤ count ≤ elements.count`. Complexity: linear in the elements (they are copied).
  public mutating func sample<Element>(_ count: Int, of elements: [Element]) -> [Element] {
    precondition(count >= 0 && count <= elements.count, "a sample cannot be larger than what it is drawn from")
    var pool = elements
    for position in 0..<count {
      pool.swapAt(position, position + integer(below: pool.count - position))
    }
    return Array(pool.prefix(count))
  }

  /// An index drawn with a probability proportional to its whole-number weight, exactly; an index of weight 0 never.
  /// Precondition: no weight is negative, their sum is above zero and within `Int`. Complexity: linear.
  public mutating func index(weights: [Int]) -> Int {
    precondition(weights.allSatisfy { $0 >= 0 }, "a weight cannot be negative")
    var remaining = integer(below: weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if remaining < weight { return index }
      remaining -= weight
    }
    preconditionFailure("the draw is below the sum of the weights")
  }
}
