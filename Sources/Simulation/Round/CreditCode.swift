/// Unified social credit codes (统一社会信用代码, GB 32100-2015) for invented units.
enum CreditCode {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let organisationAlphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  /// The code of a unit: two characters for the registering authority and kind (`91` enterprise, `12` institution,
  /// `51` association), six digits of the region, nine of the organisation (eight and its own check character after
  /// GB 11714-1997), and the check character. `number` is of `0..<100_000_000` and makes the code unique in its region.
  static func make(kind: String, region: String, number: Int) -> String {
    let digits = String(number)
    let organisation = String(repeating: "0", count: 8 - digits.count) + digits
    let body = kind + region + organisation + organisationCheck(organisation)
    return body + check(body)
  }

  /// The check character after the first 17: 31 less the sum of the characters' values times 3^position, modulo 31.
  static func check(_ body: String) -> String {
    var weight = 1
    var sum = 0
    for byte in body.utf8 {
      sum += (alphabet.firstIndex(of: byte) ?? 0) * weight
      weight = weight * 3 % 31
    }
    return character(alphabet[(31 - sum % 31) % 31])
  }

  /// The check character of an organisation code: 11 less the weighted sum modulo 11, with `X` for ten.
  private static func organisationCheck(_ organisation: String) -> String {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(organisation.utf8, weights).map { byte, weight in
      (organisationAlphabet.firstIndex(of: byte) ?? 0) * weight
    }.reduce(0, +)
    let check = 11 - sum % 11
    return check == 10 ? "X" : check == 11 ? "0" : String(check)
  }

  /// The same code with another last character, as a typing mistake leaves it.
  static func mistyped(_ code: String) -> String {
    guard let last = code.utf8.last, let position = alphabet.firstIndex(of: last) else { return code }
    return String(code.dropLast()) + character(alphabet[(position + 1) % alphabet.count])
  }

  private static func character(_ byte: UInt8) -> String { String(Unicode.Scalar(byte)) }
}
