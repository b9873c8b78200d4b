/// Breaks text into lines of at most so many columns.
///
/// A line may break at a blank, and on either side of a wide character save before closing punctuation and after
/// opening punctuation (避头尾). What cannot be broken stands out over the edge rather than being torn.
enum Wrapping {
  static func lines(_ text: String, within columns: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph($0, columns) }
  }

  private static func paragraph(_ text: Substring, _ columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    for piece in pieces(text) {
      let pieceWidth = DisplayWidth.of(piece)
      if width + pieceWidth > columns, width > 0, piece != " " {
        lines.append(withoutTrailingBlanks(line))
        line = ""
        width = 0
      }
      // A blank that a break fell on is not carried over.
      if piece == " ", width == 0, !lines.isEmpty { continue }
      line += piece
      width += pieceWidth
    }
    return lines + [withoutTrailingBlanks(line)]
  }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The parts between which a line may break.
  private static func pieces(_ text: Substring) -> [String] {
    var pieces: [String] = []
    for character in text {
      if let last = pieces.last?.last, !mayBreak(between: last, and: character) {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
    }
    return pieces
  }

  private static func mayBreak(between left: Character, and right: Character) -> Bool {
    if left == " " || right == " " { return true }
    if opening.contains(left) || closing.contains(right) { return false }
    return DisplayWidth.of(left) == 2 || DisplayWidth.of(right) == 2
  }

  private static let opening: Set<Character> = ["（", "《", "“", "‘", "【", "〔", "「", "(", "["]
  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "！", "？", "、", "）", "》", "”", "’", "】", "〕", "」", "…", "%", "％", ")", "]", ",", ".", ";",
    ":", "!", "?",
  ]
}
