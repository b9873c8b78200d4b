import Testing

@testable import PanelCommands

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("评审", 4), ("（甲）", 6), ("a，b", 4), ("·", 1), ("—", 1), ("“”", 2), ("…", 1), ("①", 1),
    ("e\u{301}", 1), ("한", 2), ("ｱ", 1), ("Ａ", 2), ("👍", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("\u{7}", 0), ("湖南·长沙", 9), ("𠮷", 2),
  ])
  func `wide characters take two columns`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `without a locale the usual blocks are still wide`() {
    for (scalar, width) in [("中", 2), ("，", 2), ("Ａ", 2), ("한", 2), ("·", 1), ("é", 1), ("\u{301}", 0)]
      as [(Unicode.Scalar, Int)]
    {
      #expect(DisplayWidth.withoutLibrary(scalar) == width, "\(scalar)")
      #expect(DisplayWidth.of(scalar) == width, "\(scalar)")
    }
  }

  @Test func `text is padded to columns on either side`() {
    #expect(DisplayWidth.padded("评审", to: 6) == "评审  ")
    #expect(DisplayWidth.padded("8.5", to: 6, alignment: .right) == "   8.5")
    #expect(DisplayWidth.padded("评审会", to: 4) == "评审会")
  }

  @Test func `a cut ends in an ellipsis and never exceeds its width`() {
    #expect(DisplayWidth.cut("评审专家", to: 8) == "评审专家")
    #expect(DisplayWidth.cut("评审专家", to: 7) == "评审专…")
    #expect(DisplayWidth.cut("评审专家", to: 6) == "评审…")
    #expect(DisplayWidth.cut("评审专家", to: 1) == "…")
    for width in 1...12 { #expect(DisplayWidth.of(DisplayWidth.cut("湖南a某b公司c", to: width)) <= width) }
  }

  @Test func `control characters are shown and not obeyed`() {
    #expect(DisplayWidth.harmless("a\u{1B}[31mb\tc\n\u{7F}\u{85}\u{202E}d") == "a␛[31mb␉c␊␡\u{FFFD}\u{FFFD}d")
    #expect(DisplayWidth.harmless("平常 text") == "平常 text")
    #expect(DisplayWidth.harmlessLines("a\r\nb") == "a␍␊b")
    #expect(DisplayWidth.harmlessLines("a\nb\u{7}") == "a\nb␇")
  }
}
