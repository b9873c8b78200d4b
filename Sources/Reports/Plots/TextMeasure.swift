/// How wide text will be, so that labels get the room they need before anything is drawn.
///
/// Nobody knows which typeface a reader's machine has. Wide characters – Chinese, kana, hangul, full-width forms: the
/// classes W and F of Unicode Standard Annex 11, "East Asian Width", here by their main blocks – are one em by
/// definition. The others are taken from the advance widths that the sans-serif faces of PostScript share (Adobe's
/// published metrics of Helvetica, to a twentieth of an em, a little rounded up); common faces differ by about a tenth.
enum TextMeasure {
  /// The width in units of the font's size.
  static func ems(_ text: String) -> Double {
    var width = 0.0
    for scalar in text.unicodeScalars { width += ems(scalar) }
    return width
  }

  /// The width at a size, in the same unit as the size.
  static func width(_ text: String, size: Double) -> Double { ems(text) * size }

  private static func ems(_ scalar: Unicode.Scalar) -> Double {
    let code = scalar.value
    if code < 0x20 || (0x300...0x36F).contains(code) || (0x200B...0x200F).contains(code) { return 0 }
    if isWide(code) { return 1 }
    guard code < 0x7F else { return 0.6 }
    switch Character(scalar) {
    case "i", "j", "l", "'", "|": return 0.25
    case " ", "!", ",", ".", "/", ":", ";", "I", "[", "]", "f", "t", "\\": return 0.3
    case "(", ")", "-", "r", "`", "\"", "{", "}": return 0.35
    case "c", "k", "s", "v", "x", "y", "z", "J", "*": return 0.5
    case "m", "M", "W", "w": return 0.85
    case "%", "@": return 0.95
    case "A"..."Z", "&": return 0.7
    default: return 0.56
    }
  }

  private static func isWide(_ code: UInt32) -> Bool {
    switch code {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    // Quotation marks, dashes and the like are wide in Chinese text.
    case 0x2014, 0x2018...0x201D, 0x2026: true
    default: false
    }
  }

  /// The text in lines of at most the width, broken after a space or a wide character where that can be; a word that is
  /// too long by itself is broken anywhere. What does not fit the last line ends in `…`.
  /// - Parameters:
  ///   - text: without line breaks.
  ///   - width: at least one em.
  ///   - size: of the font.
  ///   - lines: the most that are made, at least 1.
  static func wrapped(_ text: String, width: Double, size: Double, lines: Int) -> [String] {
    var result: [String] = []
    var rest = Array(text)
    while !rest.isEmpty {
      var used = 0.0
      var end = 0
      var pause: Int?
      while end < rest.count {
        let next = used + self.width(String(rest[end]), size: size)
        if next > width && end > 0 { break }
        used = next
        end += 1
        let isPause = rest[end - 1] == " " || rest[end - 1].unicodeScalars.allSatisfy { isWide($0.value) }
        if isPause { pause = end }
      }
      if end < rest.count, let pause, pause > 0 { end = pause }
      if result.count == lines - 1, end < rest.count {
        result.append(shortened(String(rest), width: width, size: size))
        return result
      }
      result.append(String(rest[..<end]).trimmedOfSpaces)
      rest.removeFirst(end)
      while rest.first == " " { rest.removeFirst() }
    }
    return result.isEmpty ? [""] : result
  }

  /// The longest beginning that fits with `…` behind it; the whole text where it fits.
  static func shortened(_ text: String, width: Double, size: Double) -> String {
    guard self.width(text, size: size) > width else { return text }
    var used = self.width("…", size: size)
    var kept = ""
    for character in text {
      used += self.width(String(character), size: size)
      if used > width { break }
      kept.append(character)
    }
    return kept.trimmedOfSpaces + "…"
  }
}

extension String {
  fileprivate var trimmedOfSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
