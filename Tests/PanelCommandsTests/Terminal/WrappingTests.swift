import Testing

@testable import PanelCommands

@Suite struct WrappingTests {
  @Test func `words break at blanks`() {
    #expect(Wrapping.lines("one two three", within: 7) == ["one two", "three"])
    #expect(Wrapping.lines("one two three", within: 8) == ["one two", "three"])
    #expect(Wrapping.lines("one two three", within: 80) == ["one two three"])
  }

  @Test func `chinese breaks anywhere but at punctuation`() {
    #expect(Wrapping.lines("专家评审，公示", within: 8) == ["专家评", "审，公示"])
    #expect(Wrapping.lines("专家（甲）评审", within: 6) == ["专家", "（甲）", "评审"])
    #expect(Wrapping.lines("退出码为1时", within: 8) == ["退出码为", "1时"])
  }

  @Test func `a latin word within chinese is kept whole`() {
    #expect(Wrapping.lines("用 panel help 查看", within: 8) == ["用 panel", "help 查", "看"])
  }

  @Test func `line ends are kept and what cannot be broken stands out`() {
    #expect(Wrapping.lines("a\n\nb", within: 5) == ["a", "", "b"])
    #expect(Wrapping.lines("abcdefgh ij", within: 5) == ["abcdefgh", "ij"])
    #expect(Wrapping.lines("", within: 5) == [""])
  }

  @Test(arguments: 2...40)
  func `no line is wider than asked where every piece fits`(columns: Int) {
    let text = "硬回避不得分派；软回避只在别无办法时使用，有疑问的在定下之前不得分派。a b cc"
    for line in Wrapping.lines(text, within: max(columns, 4)) {
      #expect(DisplayWidth.of(line) <= max(columns, 4))
      #expect(!line.hasPrefix("，") && !line.hasPrefix("。") && !line.hasPrefix("；") && !line.hasPrefix(" "))
    }
    // Nothing is lost.
    #expect(Wrapping.lines(text, within: columns).joined().filter { $0 != " " } == text.filter { $0 != " " })
  }
}
