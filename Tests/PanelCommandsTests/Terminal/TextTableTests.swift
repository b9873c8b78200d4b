import Testing

@testable import PanelCommands

@Suite struct TextTableTests {
  private var ranking: TextTable {
    var table = TextTable([
      .init("名次", .right), .init("对象"), .init("名称", mayBeCut: true), .init("得分", .right),
    ])
    table.add(["1", "C07", "湖南某某人工智能有限公司", "88.50"])
    table.add(["12", "C11", "A·B—Lab（长沙）", "7.25"])
    return table
  }

  @Test func `columns stand under each other with wide characters counted`() {
    #expect(
      ranking.lines() == [
        "名次  对象  名称                       得分",
        "   1  C07   湖南某某人工智能有限公司  88.50",
        "  12  C11   A·B—Lab（长沙）            7.25",
      ])
  }

  @Test func `a narrow terminal cuts names and nothing else`() {
    let lines = ranking.lines(on: Terminal(columns: 34, hasColour: false))
    #expect(
      lines == [
        "名次  对象  名称              得分", "   1  C07   湖南某某人工智…  88.50", "  12  C11   A·B—Lab（长沙）   7.25",
      ])
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 34 })
  }

  @Test func `a pipe is never cut and ids are never cut`() {
    #expect(ranking.lines(on: .none)[1].contains("有限公司"))
    let tiny = ranking.lines(on: Terminal(columns: 5, hasColour: false))
    #expect(tiny[1].contains("C07") && tiny[1].contains("88.50"))
  }

  @Test func `a table of no rows is its heading`() {
    #expect(TextTable([.init("a"), .init("b", .right)]).lines() == ["a  b"])
  }

  @Test func `a cell cannot break the table`() {
    var table = TextTable([.init("name"), .init("x")])
    table.add(["a\nb\u{1B}c", ""])
    #expect(table.lines() == ["name   x", "a␊b␛c"])
  }
}
