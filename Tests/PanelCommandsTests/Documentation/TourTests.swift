import Testing

@testable import PanelCommands

/// Pages typed into a shell as a reader types them, compared line by line with what they show.
@Suite struct TourTests {
  @Test func `the tour of the README prints what the README shows`() throws {
    try Walkthrough("README.md", under: "A round in five minutes").compare()
  }

  @Test func `the scheme that is written in an hour is checked and run as its page shows`() throws {
    let page = "Sources/PanelCommands/PanelCommands.docc/WriteASchemeInAnHour.md"
    try Walkthrough(page, under: "Overview", typing: "Rubrics/city-award/scheme.json").compare()
  }

  @Test func `a draw is prepared, made and checked with a hash tool as its page shows`() throws {
    try Walkthrough("Sources/PanelCommands/PanelCommands.docc/DrawByLot.md", under: "Overview").compare()
  }

  @Test func `a difference that is not a hash or a time is seen`() {
    let hashes = ["0123456789ab", "ba9876543210"]
    #expect(Set(hashes.map { Walkthrough.masked("校验值 \($0)，共 4 个") }).count == 1)
    #expect(Walkthrough.masked("共 4 个") != Walkthrough.masked("共 5 个"))
    #expect(Walkthrough.masked("2026-05-11") != Walkthrough.masked("2026-05-12"))
  }
}
