import Testing

@testable import Reports

@Suite struct `The width of text` {
  @Test func `a Chinese character is one em, a full-width sign too`() {
    #expect(TextMeasure.ems("专家") == 2)
    #expect(TextMeasure.ems("（ＡＢ）") == 4)
    #expect(TextMeasure.ems("𠮷") == 1)
  }

  @Test func `Latin letters and digits are narrower, joining marks have none`() {
    #expect(TextMeasure.ems("7") == 0.56)
    #expect(TextMeasure.ems("e\u{301}") == TextMeasure.ems("e"))
    #expect(TextMeasure.ems("illi") < TextMeasure.ems("mmmm"))
  }

  @Test func `lines keep within their width and lose no character but spaces`() {
    let text = "按方差分量预测 predicted from components，再由两位专家复核 twice over"
    for width in [40.0, 80, 130, 400] {
      let lines = TextMeasure.wrapped(text, width: width, size: 12, lines: 99)
      for line in lines { #expect(TextMeasure.width(line, size: 12) <= width) }
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test func `a word breaks only where it must`() {
    #expect(TextMeasure.wrapped("one two three", width: 50, size: 12, lines: 9) == ["one two", "three"])
    #expect(TextMeasure.wrapped("abcdefghij", width: 30, size: 12, lines: 9).count > 1)
  }

  @Test func `what does not fit the last line ends in dots`() {
    let lines = TextMeasure.wrapped("一二三四五六七八九十", width: 36, size: 12, lines: 2)
    #expect(lines == ["一二三", "四五…"])
    #expect(TextMeasure.shortened("一二三", width: 36, size: 12) == "一二三")
  }

  @Test func `no text is one empty line`() {
    #expect(TextMeasure.wrapped("", width: 36, size: 12, lines: 2) == [""])
  }
}
