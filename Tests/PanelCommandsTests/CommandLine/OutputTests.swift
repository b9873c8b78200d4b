import ExpertReview
import Testing

@testable import PanelCommands

@Suite struct OutputTests {
  private func results(_ output: Output) -> String { String(decoding: output.results, as: UTF8.self) }
  private func messages(_ output: Output) -> String { String(decoding: output.messages, as: UTF8.self) }

  @Test func `results and messages go apart`() {
    var output = Output(language: .english)
    output.line("one")
    output.note(Bilingual(zh: "甲", en: "by the way"))
    output.line(Bilingual(zh: "乙", en: "two"))
    #expect(results(output) == "one\ntwo\n")
    #expect(messages(output) == "by the way\n")
  }

  @Test func `every object carries the version of its shape`() {
    var output = Output(language: .chinese, isJSON: true)
    output.json(["stage": .text("review"), "ranking": .array([]), "left": nil])
    #expect(results(output) == #"{"schemaVersion":1,"stage":"review","ranking":[]}"# + "\n")
  }

  @Test func `notes and progress are silent where nobody wants them`() {
    for quiet in [Output(language: .chinese, isQuiet: true), Output(language: .chinese, isJSON: true)] {
      var output = quiet
      output.note(Bilingual(zh: "甲", en: "a"))
      output.progress(Bilingual(zh: "乙", en: "b"))
      #expect(output.messages.isEmpty)
    }
    var piped = Output(language: .chinese)
    piped.progress(Bilingual(zh: "乙", en: "b"))
    #expect(piped.messages.isEmpty)
  }

  @Test func `progress is one line that the next overwrites and the end wipes`() {
    var output = Output(language: .english, messageTerminal: Terminal(columns: 10, hasColour: false))
    output.progress(Bilingual(zh: "一", en: "reading a long file"))
    output.progress(Bilingual(zh: "二", en: "done"))
    output.finish()
    #expect(messages(output) == "\r\u{1B}[Kreading …\r\u{1B}[Kdone\r\u{1B}[K")
  }

  @Test func `after fifty faults only their number is told, save with json`() {
    let reports = (1...73).map { row in
      FaultReport(
        code: "c", file: "f.csv", row: row, message: Bilingual(zh: "错", en: "wrong"),
        mend: Bilingual(zh: "改", en: "mend"))
    }
    var text = Output(language: .chinese)
    text.report(reports)
    let lines = messages(text).split(separator: "\n")
    #expect(lines.count == 101)
    #expect(lines.last == "另有 23 处，用 --json 可全部列出")
    var few = Output(language: .chinese)
    few.report(Array(reports.prefix(50)))
    #expect(messages(few).split(separator: "\n").count == 100)
    var objects = Output(language: .chinese, isJSON: true)
    objects.report(reports)
    #expect(messages(objects).split(separator: "\n").count == 73)
  }

  @Test func `a place is told as far as it is known`() {
    let message = Bilingual(zh: "“8点”不是数字", en: "“8点” is not a number")
    let mend = Bilingual(zh: "填数字", en: "write digits")
    func first(_ report: FaultReport, _ language: Language) -> String { report.lines(.error, language)[0] }
    let nowhere = FaultReport(code: "c", message: message, mend: mend)
    #expect(first(nowhere, .chinese) == "错误：“8点”不是数字")
    #expect(first(nowhere, .english) == "error: “8点” is not a number")
    // The message tells the value, so the place does not.
    let cell = FaultReport(code: "c", file: "a.csv", row: 14, column: "mark", value: "8点", message: message, mend: mend)
    #expect(first(cell, .chinese) == "错误 a.csv 第 14 行 mark 列：“8点”不是数字")
    #expect(first(cell, .english) == "error: a.csv, row 14, column mark: “8点” is not a number")
    let nested = FaultReport(
      code: "c", file: "scheme.json", row: 9, column: "rules[2].check", message: message, mend: mend)
    #expect(first(nested, .english) == "error: scheme.json, line 9, rules[2].check: “8点” is not a number")
    #expect(nested.lines(.warning, .chinese)[0].hasPrefix("注意 scheme.json"))
  }

  @Test func `a hostile cell cannot write to the terminal`() {
    let report = FaultReport(
      code: "c", value: "\u{1B}[2J", message: Bilingual(zh: "坏\u{7}", en: "bad\u{7}"),
      mend: Bilingual(zh: "改\n", en: "mend\n"))
    let lines = report.lines(.error, .chinese)
    #expect(lines == ["错误 “␛[2J”：坏␇", "  如何改：改␊"])
    #expect(report.json(.error, .english).compactText.contains(#""value":"\u001b[2J""#))
  }

  @Test func `colour is used only where the terminal has it`() {
    let colour = Terminal(columns: 80, hasColour: true)
    let report = FaultReport(code: "c", message: Bilingual(zh: "甲", en: "a"), mend: Bilingual(zh: "乙", en: "b"))
    #expect(report.lines(.error, .chinese, on: colour)[0] == "\u{1B}[31m错误\u{1B}[0m：甲")
    #expect(Terminal.none.styled("x", .bold) == "x")
  }
}
