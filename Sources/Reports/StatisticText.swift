import ExpertReview

extension Double {
  /// The number in decimals, rounded half away from zero; `—` for what is no number or beyond 10¹². Statistics are
  /// shown so; official values are exact and never pass here.
  public func places(_ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (self * scale).rounded()
    guard scaled.isFinite, abs(scaled) < 1e15, abs(self) < 1e12 else { return "—" }
    let units = Int(scaled)
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let whole = padded.dropLast(places)
    return (units < 0 ? "-" : "") + whole + (places > 0 ? "." + padded.suffix(places) : "")
  }
}

extension Double {
  /// A p value to three decimals; below a thousandth only that.
  public var probabilityText: String { self < 0.001 ? "< 0.001" : places(3) }
}

extension JSON {
  /// A statistic, to six decimals; null for what is no number.
  public static func statistic(_ value: Double) -> JSON {
    let text = value.places(6)
    return text == "—" ? .null : JSON(.number(text))
  }
}

extension JSON {
  /// A statistic as it is told, to six decimals; null where there is none.
  static func orNull(_ value: Double?) -> JSON { value.map { .statistic($0) } ?? .null }

  /// A statistic as it was written; nil for null.
  var statistic: Double? {
    if case .number(let digits) = value { return Double(digits) }
    return nil
  }

  /// The members of two objects, one after the other.
  func joining(_ other: JSON) -> JSON { JSON(.object((members ?? []) + (other.members ?? []))) }
}

extension Double {
  /// The number, or nil for what is none.
  var told: Double? { isFinite ? self : nil }
}
