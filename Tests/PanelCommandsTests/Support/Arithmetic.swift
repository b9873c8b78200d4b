import ExpertReview

/// The equations that a page prints, so that a test can redo them as a reader with a pencil would.
struct Equation: CustomStringConvertible {
  let left: String
  let right: String
  var description: String { "\(left) = \(right)" }

  /// All equations of a text, a line at most one.
  static func all(in text: String) -> [Equation] {
    let equation = #/([0-9(−][0-9 .%/×÷+−()]*) = (-?[0-9][0-9./]*)/#
    return text.split(separator: "\n").compactMap { line in
      // An expert's id before the sum is no number of it.
      let sum = line.replacing(#/[A-Z][0-9]+ +/#, with: "")
      return sum.firstMatch(of: equation).map { Equation(left: String($0.output.1), right: String($0.output.2)) }
    }
  }

  var holds: Bool {
    var sides = (Sum(left), Sum(right))
    return sides.0.value() == sides.1.value()
  }
}

/// Reads `(82 × 1/2 + 78) ÷ 3 − 70%` exactly: × and ÷ before + and −, `1/2` one number, `%` hundredths.
private struct Sum {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text.filter { $0 != " " }) }

  mutating func value() -> Fraction {
    var total = take("−") ? Fraction.zero - product() : product()
    while true {
      if take("+") {
        total += product()
      } else if take("−") {
        total = total - product()
      } else {
        return total
      }
    }
  }

  private mutating func product() -> Fraction {
    var result = factor()
    while true {
      if take("×") {
        result = result * factor()
      } else if take("÷") {
        result = result / factor()
      } else {
        return result
      }
    }
  }

  private mutating func factor() -> Fraction {
    if take("(") {
      let inner = value()
      _ = take(")")
      return inner
    }
    var number = decimal()
    if take("/") { number = number / decimal() }
    return take("%") ? number / Fraction(100) : number
  }

  private mutating func decimal() -> Fraction {
    let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" }
    rest = rest.dropFirst(digits.count)
    guard let value = ExactDecimal(String(digits)) else { preconditionFailure("no number at \(digits)\(rest)") }
    return value.fraction
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard rest.first == sign else { return false }
    rest.removeFirst()
    return true
  }
}
