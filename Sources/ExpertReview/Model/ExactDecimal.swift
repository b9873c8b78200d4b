/// A decimal number held exactly: `units × 10^-places`.
///
/// Marks, thresholds, money and official scores are decimals of this kind and never floating point. The value is
/// normalised (no trailing zeros after the point), so equal values are equal and hash alike however they were written.
/// Range: at most 18 significant digits and 9 places after the point.
public struct ExactDecimal: Hashable, Sendable {
  /// The digits without the point, with the sign.
  public let units: Int64
  /// How many of them stand after the point, 0…9.
  public let places: Int

  public static let mostPlaces = 9
  public static let zero = ExactDecimal(0)

  public init(_ integer: Int) {
    units = Int64(integer)
    places = 0
  }

  /// `units × 10^-places`, normalised. Precondition: `0 ≤ places ≤ 18`, and at most nine places once normalised.
  public init(units: Int64, places: Int) {
    precondition(places >= 0 && places <= 18, "places out of range")
    var units = units
    var places = places
    while places > 0 && units % 10 == 0 {
      units /= 10
      places -= 1
    }
    precondition(places <= ExactDecimal.mostPlaces, "more than nine places")
    self.units = units
    self.places = places
  }

  /// What is wrong with text that should be a decimal number.
  public enum Misreading: Error, Hashable, Sendable {
    case empty
    /// Not digits with at most one point; thousands separators and exponents are not accepted.
    case notANumber
    /// Digits or a point in full width, as a Chinese input method types them; `mended` is the same in half width.
    case fullWidth(mended: String)
    case tooManyDigits
    case tooManyPlaces
  }

  /// Reads `-?[0-9]+(\.[0-9]+)?` exactly. Surrounding spaces are not accepted: the caller decides what may be trimmed.
  /// Complexity: linear in the length.
  public static func read<Bytes: Collection>(_ bytes: Bytes) -> Result<ExactDecimal, Misreading>
  where Bytes.Element == UInt8 {
    guard !bytes.isEmpty else { return .failure(.empty) }
    var index = bytes.startIndex
    let negative = bytes[index] == UInt8(ascii: "-")
    if negative { bytes.formIndex(after: &index) }
    var magnitude: Int64 = 0
    var digits = 0
    var places = 0
    var seenPoint = false
    var seenDigit = false
    while index != bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: ".") {
        guard !seenPoint && seenDigit else { return .failure(misreading(of: bytes)) }
        seenPoint = true
        seenDigit = false
      } else {
        guard byte >= 48 && byte <= 57 else { return .failure(misreading(of: bytes)) }
        seenDigit = true
        if magnitude != 0 || byte != 48 { digits += 1 }
        if digits > 18 { return .failure(.tooManyDigits) }
        magnitude = magnitude * 10 + Int64(byte - 48)
        if seenPoint { places += 1 }
        if places > 18 { return .failure(.tooManyPlaces) }
      }
      bytes.formIndex(after: &index)
    }
    guard seenDigit else { return .failure(misreading(of: bytes)) }
    while places > 0 && magnitude % 10 == 0 {
      magnitude /= 10
      places -= 1
    }
    guard places <= mostPlaces else { return .failure(.tooManyPlaces) }
    return .success(ExactDecimal(units: negative ? -magnitude : magnitude, places: places))
  }

  /// The decimal that `text` writes, or nil where it writes none; see `read`.
  public init?(_ text: String) {
    guard case .success(let value) = ExactDecimal.read(text.utf8) else { return nil }
    self = value
  }

  private static func misreading<Bytes: Collection>(of bytes: Bytes) -> Misreading where Bytes.Element == UInt8 {
    let text = String(decoding: bytes, as: UTF8.self)
    let half = text.halfWidth
    if half != text, case .success = read(half.utf8) { return .fullWidth(mended: half) }
    return .notANumber
  }

  /// The value as a fraction.
  public var fraction: Fraction { Fraction(Int128(units), Int128(powerOfTen(places))) }

  /// The value as a whole number, or nil where it has a fractional part.
  public var integer: Int? { places == 0 ? Int(units) : nil }

  public var isNegative: Bool { units < 0 }
}

extension ExactDecimal: Comparable {
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let common = max(left.places, right.places)
    let a = Int128(left.units) * Int128(powerOfTen(common - left.places))
    let b = Int128(right.units) * Int128(powerOfTen(common - right.places))
    return a < b
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// Plain decimal text, without trailing zeros: `8`, `0.5`, `-12.25`.
  public var description: String { text(places: places) }

  /// Decimal text with exactly `wanted` places, as an official score is printed: `80.50`.
  /// Precondition: `wanted ≥ places` – this pads, it never rounds.
  public func text(places wanted: Int) -> String {
    precondition(wanted >= places, "text(places:) does not round")
    var digits = String(units.magnitude)
    if places > 0 {
      digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    if wanted > places {
      digits += (places == 0 ? "." : "") + String(repeating: "0", count: wanted - places)
    }
    return (units < 0 ? "-" : "") + digits
  }
}

/// `10^exponent` for an exponent of 0…18.
@inlinable public func powerOfTen(_ exponent: Int) -> Int64 {
  precondition(exponent >= 0 && exponent <= 18, "power of ten out of range")
  var power: Int64 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}

extension String {
  /// The same text with full-width forms of ASCII (U+FF01…FF5E) and the ideographic space turned into half width.
  public var halfWidth: String {
    guard utf8.contains(where: { $0 >= 0xE3 }) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x3000: result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
