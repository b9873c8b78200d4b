import CTerminal

/// How many columns text takes on a terminal.
///
/// Widths of single characters are the C library's. What East Asian Width calls ambiguous (`·`, `—`, `“`, `…`) takes
/// one column, as terminals of today draw it; `（`, `，` and `。` are wide and take two.
enum DisplayWidth {
  /// Whether the C library knows widths beyond ASCII here. Set once for the process.
  private static let hasLibrary = ct_use_utf8() != 0 && ct_width(0x4E2D) == 2

  static func of(_ text: String) -> Int {
    var width = 0
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    for character in text { width += of(character) }
    return width
  }

  /// 0, 1 or 2. A character of several scalars (an accent, joined emoji) takes at most two columns.
  static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars { width += of(scalar) }
    return min(width, 2)
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x80 { return scalar.value >= 0x20 && scalar.value < 0x7F ? 1 : 0 }
    return hasLibrary ? max(0, Int(ct_width(scalar.value))) : withoutLibrary(scalar)
  }

  /// The blocks of wide characters (Unicode Standard Annex 11), where the system has no locale that tells.
  static func withoutLibrary(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x80..<0xA0, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text with blanks added up to `width` columns; unchanged where it is wider.
  static func padded(_ text: String, to width: Int, alignment: Alignment = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .left ? text + blanks : blanks + text
  }

  /// The text cut to `width` columns, with `…` as its last where something was cut. `width` is at least 1.
  static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = of(character)
      guard used + next <= width - 1 else { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// The text with its control characters replaced by their pictures (`␛`), so that a cell of a file cannot move the
  /// cursor, change colours or break a line.
  static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(isControl(scalar) ? picture(of: scalar) : scalar)
    }
    return String(result)
  }

  /// The same for text of several lines: only its line ends are obeyed.
  static func harmlessLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { harmless(String($0)) }
      .joined(separator: "\n")
  }

  /// C0, DEL and C1, and the marks that turn the direction of text.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}

enum Alignment: Sendable { case left, right }
