/// What a seed may be written with, so that it can be typed, read out and given to a hash tool as it stands.
///
/// A seed has at least 128 bits: by the set that its characters come from it must be so long that, drawn evenly,
/// there are 2¹²⁸ of it. The digits of dice, 1 to 6, need 50; decimal digits 39; hexadecimal digits in small letters
/// 32; other letters and digits 22. That it was drawn by chance nobody can see in the text: it is what those who seal
/// it vouch for.
public enum SeedFault: Error, Hashable, Sendable {
  case badCharacter(Character)
  /// Too short for 128 bits.
  case tooShort(characters: Int, needed: Int)
  /// Public numbers begin or end with a space, hold two in a row, or are empty.
  case spaces
}

/// Checks a seed that people bring. Complexity: linear.
public func checkSeed(_ text: String) throws(SeedFault) {
  for character in text where !isLetterOrDigit(character) { throw .badCharacter(character) }
  let needed: Int =
    if text.allSatisfy({ ("1"..."6").contains($0) }) {
      50
    } else if text.allSatisfy({ ("0"..."9").contains($0) }) {
      39
    } else if text.allSatisfy({ ("0"..."9").contains($0) || ("a"..."f").contains($0) }) {
      32
    } else {
      22
    }
  guard text.count >= needed else { throw .tooShort(characters: text.count, needed: needed) }
}

/// Checks public numbers that are added to a seed: letters, digits and `+ - . :`, with single spaces between.
public func checkPublicNumbers(_ text: String) throws(SeedFault) {
  for character in text where !isLetterOrDigit(character) && !" +-.:".contains(character) {
    throw .badCharacter(character)
  }
  guard !text.isEmpty, text.first != " ", text.last != " ", !text.contains("  ") else { throw .spaces }
}

private func isLetterOrDigit(_ character: Character) -> Bool {
  guard let code = character.asciiValue else { return false }
  return (48...57).contains(code) || (65...90).contains(code) || (97...122).contains(code)
}
