/// The parts of a company's name (GB practice: region, brand, trade, legal form), so that each can be written
/// otherwise.
struct CompanyName {
  var region: String
  var brand: String
  /// A region in brackets after the brand.
  var place = ""
  /// Latin letters before the trade.
  var letters = ""
  var trade: String
  var form = "有限公司"

  var text: String { region + brand + (place.isEmpty ? "" : "（\(place)）") + letters + trade + form }
}

/// The same name as another hand would write it; nil where it has nothing to write otherwise.
enum Writing {
  /// Letters, digits and brackets of ASCII in full width.
  static func fullWidth(_ name: String) -> String? {
    changed(name) { scalar in
      (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
    }
  }

  /// Brackets in half width.
  static func halfWidthBrackets(_ name: String) -> String? {
    changed(name) { scalar in scalar == "（" ? "(" : scalar == "）" ? ")" : scalar }
  }

  /// Simplified characters in the traditional form that surely stands for them.
  static func traditional(_ name: String) -> String? {
    changed(name) { scalar in sure.firstIndex { $0.simplified == scalar }.map { sure[$0].traditional } ?? scalar }
  }

  /// Those in a traditional form, too, that has another reading, or whose simplified form is a character of its own.
  static func unsurelyTraditional(_ name: String) -> String? {
    changed(name) { scalar in unsure.firstIndex { $0.simplified == scalar }.map { unsure[$0].traditional } ?? scalar }
      .map { traditional($0) ?? $0 }
  }

  /// A space after the second character and an ideographic one before the last two.
  static func spaced(_ name: String) -> String? {
    guard name.count >= 5 else { return nil }
    let characters = Array(name)
    return String(characters[..<2]) + " " + String(characters[2..<(characters.count - 2)]) + "　"
      + String(characters[(characters.count - 2)...])
  }

  /// One character at `place` typed wrongly.
  static func mistyped(_ name: String, at place: Int, as wrong: Character) -> String {
    var characters = Array(name)
    characters[place] = wrong
    return String(characters)
  }

  /// The characters at `place` and after it in each other's place.
  static func swapped(_ name: String, at place: Int) -> String {
    var characters = Array(name)
    characters.swapAt(place, place + 1)
    return String(characters)
  }

  private static let sure = pairs("国國长長华華东東车車电電数數软軟务務业業团團术術轨軌医醫学學联聯设設备備测測检檢验驗农農环環产產")
  private static let unsure = pairs("云雲机機据據网網制製发發")

  private static func pairs(_ text: String) -> [(simplified: Unicode.Scalar, traditional: Unicode.Scalar)] {
    let scalars = Array(text.unicodeScalars)
    return stride(from: 0, to: scalars.count - 1, by: 2).map { (scalars[$0], scalars[$0 + 1]) }
  }

  private static func changed(_ name: String, _ change: (Unicode.Scalar) -> Unicode.Scalar) -> String? {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars { scalars.append(change(scalar)) }
    let result = String(scalars)
    // Compared by scalars: text compares by canonical equivalence.
    return result.unicodeScalars.elementsEqual(name.unicodeScalars) ? nil : result
  }
}
