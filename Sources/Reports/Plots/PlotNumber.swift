// Numbers as they stand in a drawing: the same bytes on every machine, whatever its language settings.

extension Double {
  /// A coordinate: at most two decimals, no zeros at the end, no minus before nought.
  ///
  /// Precondition: finite and below 10¹² – what is no number must be left out before it is drawn.
  var coordinate: String {
    precondition(isFinite && magnitude < 1e12, "a coordinate must be a number")
    return places(2).withoutIdleZeros
  }
}

extension String {
  /// Decimal text without zeros at the end: `1.50` → `1.5`, `2.00` → `2`, `-0.00` → `0`.
  var withoutIdleZeros: String {
    guard contains(".") else { return self == "-0" ? "0" : self }
    var text = self[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : String(text)
  }

  /// With the sign that print uses for minus.
  var withTrueMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}

/// Powers of ten and a cube root from the four operations alone, so that no machine's library changes a byte.
enum PlainArithmetic {
  /// 10 to a whole power between −22 and 22 is correctly rounded; beyond, within a few units in the last place.
  static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }

  /// The least whole *z* with 10ᶻ ≥ `value`. Precondition: `value` is finite and positive.
  static func ceilingOfLog10(_ value: Double) -> Int {
    precondition(value.isFinite && value > 0)
    var exponent = 0
    while powerOfTen(exponent) < value { exponent += 1 }
    while powerOfTen(exponent - 1) >= value { exponent -= 1 }
    return exponent
  }

  /// By Newton's iteration x ← (2x + a/x²)/3 from a power of two above the root, which falls to the root; 0 for 0.
  static func cubeRoot(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var root = Double(sign: .plus, exponent: value.exponent / 3 + 1, significand: 1)
    while true {
      let next = (2 * root + value / (root * root)) / 3
      if next >= root { return root }
      root = next
    }
  }
}

extension Int {
  /// With a comma between thousands: `20,000`.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
